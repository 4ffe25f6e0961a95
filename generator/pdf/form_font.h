/* SPDX-License-Identifier: MIT */
/*
 * The font of fields: a simple TrueType font with all letters of a language, for what is not yet
 * known when the file is made. A subset is made once for a face and an alphabet, and kept with the
 * faces: the documents of a run share it.
 */
#ifndef LETOPIS_PDF_FORM_FONT_H
#define LETOPIS_PDF_FORM_FONT_H

#include "pdf/face.h"
#include "pdf/object.h"

struct pdf_form_font;

/* With the characters that pdf_alphabet_choose() chooses. NULL when HarfBuzz cannot subset the
 * face. */
const struct pdf_form_font *pdf_form_font_get(struct pdf_fonts *fonts, uint16_t face,
                                              struct str letters, struct str others,
                                              struct pdf_objects *objects);
/* Writes it into a file; gives the number of its object. */
unsigned pdf_form_font_write(const struct pdf_form_font *font, struct pdf_objects *objects);

#endif
