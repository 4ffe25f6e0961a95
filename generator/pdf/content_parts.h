/* SPDX-License-Identifier: MIT */
/* The pen that writes a content stream: its marks and drawings (content.c), its text
 * (content_text.c). */
#ifndef LETOPIS_PDF_CONTENT_PARTS_H
#define LETOPIS_PDF_CONTENT_PARTS_H

#include "pdf/content.h"

/*
 * The pen remembers what the reader's graphics state is, so that only changes are written. A text
 * object (BT … ET) stays open from run to run. It nests with the marked-content sequences of
 * elements: one that begins with text lies within the text object, so that a row of cells is one
 * text object with a sequence for each; one that begins with a drawing lies around its texts.
 */
struct content_pen {
    struct pdf_content *content;
    struct buf *out;
    pdf_length height;
    bool in_text;       /* between BT and ET */
    bool in_mark;       /* within a marked-content sequence of an element */
    bool mark_in_text;  /* which began between BT and ET */
    unsigned artifacts; /* open artifacts of the layout */
    bool has_font;
    uint16_t face, page;
    pdf_length size;
    pdf_length word_space;
    struct pdf_color fill;
    int64_t x, y; /* start of the current text line, from the bottom, 1/100 pt as written */
    /* The word of one sign met last, mostly the space, as it is written; NULL: none yet. */
    const struct pdf_shaped *sign;
    const struct pdf_coded *coded_sign;
};

/* --- content.c --- */

/* Content that is about to be drawn belongs to the innermost element. */
void content_open_mark(struct content_pen *pen);
void content_end_mark(struct content_pen *pen);
void content_set_fill(struct content_pen *pen, struct pdf_color color);

/* --- content_text.c --- */

void content_write_run(struct content_pen *pen, const struct pdf_item *item);

#endif
