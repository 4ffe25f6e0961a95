/* SPDX-License-Identifier: MIT */
/* From the pieces of a text to the points at which its lines may end, and what a break there costs.
 */
#ifndef LETOPIS_PDF_POINTS_H
#define LETOPIS_PDF_POINTS_H

#include "pdf/breaks.h"
#include "pdf/flow.h"

/* In flow->breaking. */
struct pdf_points {
    struct pdf_break *items;
    size_t count, capacity;
};

/* Makes them anew; with `hyphenate`, words may be divided by the dictionary of their language. */
void pdf_points_make(struct pdf_flow *flow, const struct pdf_pieces *pieces, bool justified,
                     bool hyphenate, struct pdf_points *points);

static inline bool pdf_is_heading(enum pdf_style style)
{
    return style == PDF_STYLE_TITLE || style == PDF_STYLE_H1 || style == PDF_STYLE_H2 ||
           style == PDF_STYLE_H3;
}

/* The widest part between neighbouring points. */
pdf_length pdf_points_widest(const struct pdf_points *points);

#endif
