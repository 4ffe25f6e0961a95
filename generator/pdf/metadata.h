/* SPDX-License-Identifier: MIT */
/*
 * What the file says about itself: information dictionary, XMP, output intent, language, and the
 * attached files; the entries that PDF/A-3 (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) ask for.
 */
#ifndef LETOPIS_PDF_METADATA_H
#define LETOPIS_PDF_METADATA_H

#include "pdf/object.h"
#include "pdf/writer.h"

/* Adds to the catalogue and the information dictionary. */
void pdf_metadata_write(struct pdf_objects *objects, const struct pdf_writer_options *options);

/* Embeds `count` files and lists them in the catalogue (sorted by name). */
void pdf_metadata_attach(struct pdf_objects *objects, struct arena *arena,
                         const struct pdf_attachment *files, size_t count,
                         const struct pdf_properties *properties);

#endif
