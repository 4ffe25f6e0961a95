/* SPDX-License-Identifier: MIT */
/* The pen: strips of a page become items of its content, in their places, within their elements. */
#ifndef LETOPIS_PDF_PEN_H
#define LETOPIS_PDF_PEN_H

#include "pdf/flow.h"

/* --- emit.c: strips → items --- */

struct pdf_page_pen {
    struct pdf_flow *flow;
    struct arena *arena; /* of the page */
    struct pdf_frame *frame;
    const struct pdf_element *open; /* innermost element that is open */
    bool artifact;
    /* How many strips stand before and behind the one at hand on the page. */
    uint32_t before, behind;
};

void pdf_pen_item(struct pdf_page_pen *pen, struct pdf_item item);
/* A strip with its element and anchors, its top left corner at (x, y). */
void pdf_pen_strip(struct pdf_page_pen *pen, const struct pdf_strip *strip, pdf_length x,
                   pdf_length y);
/* Closes and opens tags until `element` is the innermost one. */
void pdf_pen_enter(struct pdf_page_pen *pen, const struct pdf_element *element);
void pdf_pen_artifact(struct pdf_page_pen *pen, bool begin);
void pdf_pen_rule(struct pdf_page_pen *pen, pdf_length x, pdf_length y, pdf_length w, pdf_length h,
                  struct pdf_color color);
/* Pieces [from, to) on one baseline at (x, y) with `extra` added to each space; `more`: a space
 * ends them, for the text goes on in the next line. */
void pdf_pen_pieces(struct pdf_page_pen *pen, const struct pdf_piece *pieces, size_t from,
                    size_t to, bool more, pdf_length x, pdf_length y, pdf_length extra);
/* The lines of a paragraph, one below the other, first baseline within the leading from `y`. */
void pdf_pen_paragraph(struct pdf_page_pen *pen, const struct pdf_paragraph *paragraph,
                       pdf_length x, pdf_length y);
/* Emits line `index` of the paragraph `data`: a pdf_emit_fn. */
void pdf_emit_line(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                   pdf_length y);

/* --- place_pen.c: places drawn --- */

/* Draws a piece that is a place, from (x, y) on its baseline on. */
void pdf_pen_place(struct pdf_page_pen *pen, const struct pdf_piece *piece, pdf_length x,
                   pdf_length y);
/* The rule below what stands on a line. */
void pdf_pen_place_rule(struct pdf_page_pen *pen, pdf_length x, pdf_length y, pdf_length width);

/* --- fillable.c: places as fields on a screen --- */

struct pdf_box {
    pdf_length x, y, w, h; /* y is its upper edge */
};

/* The field of a place, within the element that pdf_place_describe() fills in. */
void pdf_pen_field(struct pdf_page_pen *pen, const struct doc_place *place, enum pdf_style style,
                   struct pdf_box box);
/* A cell of a blank row; the pen is in its element Form. */
void pdf_pen_field_cell(struct pdf_page_pen *pen, const struct doc_table *table, size_t column,
                        uint32_t row, struct pdf_box box);

#endif
