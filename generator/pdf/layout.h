/* SPDX-License-Identifier: MIT */
/*
 * How pages look: what layouts/<name>/pdf.yaml says, as plain values. Root reads and validates the
 * file; the pages follow it. Lengths are 1/64 pt, colours sRGB.
 */
#ifndef LETOPIS_PDF_LAYOUT_H
#define LETOPIS_PDF_LAYOUT_H

#include "pdf/font.h"

/* What text can be; each has a font, size and leading. */
enum pdf_style {
    PDF_STYLE_BODY,
    PDF_STYLE_TITLE,
    PDF_STYLE_SUBTITLE,
    PDF_STYLE_H1,
    PDF_STYLE_H2,
    PDF_STYLE_H3,
    PDF_STYLE_CAPTION,
    PDF_STYLE_TABLE,
    PDF_STYLE_TABLE_HEAD,
    PDF_STYLE_NOTE,    /* footnotes, notes under tables */
    PDF_STYLE_RUNNING, /* heads and feet of pages */
    PDF_STYLE_CODE,
    PDF_STYLE_FIGURE, /* the large numbers of a panel */
    PDF_STYLE_COUNT
};

struct pdf_text_style {
    /* Faces by emphasis: regular, bold, italic, bold italic; each with the fallbacks. */
    struct pdf_face_request faces[4];
    struct pdf_face_request fallbacks[3];
    uint8_t fallback_count;
    pdf_length size, leading;
    pdf_length before, after; /* space above and below a block */
    struct pdf_color color;
    bool tabular;  /* figures of equal width */
    bool centered; /* titles and headings */
};

enum { PDF_PALETTE_MAX = 8 };

struct pdf_layout {
    pdf_length page_width, page_height;
    pdf_length margin_top, margin_bottom, margin_inner, margin_outer;
    bool justified; /* else ragged right */
    bool hyphenated;
    bool title_page; /* a page of its own; else a block above the text */
    bool contents;
    bool running_head, page_numbers;
    bool link_pages; /* behind links within the document: on which page that is */
    struct pdf_text_style styles[PDF_STYLE_COUNT];
    pdf_length indent;     /* of list items and quotations */
    pdf_length rule_width; /* of hairlines */
    struct pdf_color rule_color, grid_color, muted_color, link_color, accent_color;
    pdf_length cell_gap; /* between columns */
    pdf_length row_gap;  /* extra leading between rows */
    struct pdf_color palette[PDF_PALETTE_MAX];
    uint8_t palette_count;
};

#endif
