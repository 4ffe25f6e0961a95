/* SPDX-License-Identifier: MIT */
/*
 * Fields to fill in: widgets on their pages, the fields that they belong to, the form in the
 * catalogue (ISO 32000-1, 12.7).
 *
 * Every widget has its appearance drawn, empty ones too, and the form a font with the whole
 * alphabet (form_font.h): so nothing is left to the reader's program until somebody types. The box
 * to tick is drawn by the page; the widget adds the tick.
 */
#ifndef LETOPIS_PDF_FIELDS_H
#define LETOPIS_PDF_FIELDS_H

#include "pdf/font.h"
#include "pdf/object.h"

struct pdf_field_font {
    struct pdf_fonts *fonts;
    uint16_t face;
    struct str letters, others; /* of the language, and what else it writes in names */
};

struct pdf_fields;

/* In the arena. A file without fields gets nothing from it. */
struct pdf_fields *pdf_fields_new(struct arena *arena, struct pdf_objects *objects,
                                  struct pdf_field_font font);

/* A PDF_FIELD on page `page` (its object number); gives its widget, an annotation. */
HPDF_Dict pdf_fields_add(struct pdf_fields *fields, const struct pdf_item *item,
                         pdf_length page_height, unsigned page);

/* Writes fields and form. False when the font could not be made. */
bool pdf_fields_finish(struct pdf_fields *fields);

#endif
