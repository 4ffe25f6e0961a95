/* SPDX-License-Identifier: MIT */
/*
 * The file itself: libharu's objects and the structure elements, packed into object streams, and
 * a cross-reference stream at the end (ISO 32000-1, 7.5.7 and 7.5.8). Streams go out plainly.
 * libharu's own writer would make each small object an entry of its own: eight times the size.
 */
#ifndef LETOPIS_PDF_SAVE_H
#define LETOPIS_PDF_SAVE_H

#include "pdf/object.h"
#include "pdf/structure.h"

/*
 * Writes the whole file into `out`. `structure` may be NULL; its elements get numbers after
 * libharu's last, and `root` and `parents` are the StructTreeRoot and its parent tree, still empty.
 * The file's ID is the MD5 of the bytes before it.
 */
void pdf_save(struct pdf_objects *objects, struct pdf_structure *structure, HPDF_Dict root,
              HPDF_Dict parents, struct buf *out);

#endif
