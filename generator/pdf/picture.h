/* SPDX-License-Identifier: MIT */
/*
 * Pictures as objects of the file. libharu's own readers are not used: a damaged PNG ends the
 * process there, an interlaced one is torn.
 */
#ifndef LETOPIS_PDF_PICTURE_H
#define LETOPIS_PDF_PICTURE_H

#include "doc/tree.h"
#include "pdf/object.h"

/* The number of the object, 0 when the picture cannot be read. `arena` for scratch. */
unsigned pdf_picture_write(struct pdf_objects *objects, struct arena *arena,
                           const struct doc_image *image);

#endif
