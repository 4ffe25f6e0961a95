/* SPDX-License-Identifier: MIT */
/*
 * Laid-out pages: what the layout half of pdf hands to the output half.
 *
 * A page is a list of items in reading order: begin and end tags of the structure, runs of glyphs,
 * rules, boxes, paths, images, and areas that are links. Layout writes no PDF bytes and output
 * measures nothing. Lengths are fixed point, 1/64 pt (`pdf_length`), origin at the top left, y
 * downwards.
 */
#ifndef LETOPIS_PDF_FRAME_H
#define LETOPIS_PDF_FRAME_H

#include "base/arena.h"
#include "base/str.h"
#include "chart/chart.h"
#include "doc/tree.h"

typedef int32_t pdf_length; /* 1/64 pt */
#define PDF_PT(points) ((pdf_length)((points)*64))

struct pdf_color {
    uint8_t r, g, b;
};

/* A glyph of a face and the text that it stands for (empty within a ligature after its first). */
struct pdf_glyph {
    uint16_t face;   /* index of the document's faces (pdf/font.h) */
    uint16_t glyph;  /* glyph id in the original face */
    int16_t advance; /* as shaped, in 1/1000 em, kerning included */
    int16_t dx, dy;  /* where it is set off from its place, 1/1000 em, dy upwards */
    uint8_t text_n;  /* bytes */
    const char *text;
};

/* Glyphs that were shaped together: a word, or a part of one. */
struct pdf_shaped {
    const struct pdf_glyph *glyphs;
    uint32_t count;
    int32_t width; /* sum of the advances, 1/1000 em */
    uint32_t id;   /* the same whenever the word comes again; 0: it does not */
};

enum pdf_item_kind {
    PDF_BEGIN, /* a structure element begins: `tag` */
    PDF_END,
    PDF_ARTIFACT_BEGIN, /* what is not part of the content: running heads, rules */
    PDF_ARTIFACT_END,
    PDF_RUN,  /* glyphs on one baseline */
    PDF_RULE, /* a filled rectangle (hairlines too) */
    PDF_PATH,
    PDF_IMAGE,
    PDF_LINK,   /* an area; belongs to the innermost tag */
    PDF_FIELD,  /* an area to fill in on the screen, alone in a tag Form */
    PDF_ANCHOR, /* a target of links and bookmarks, at y */
};

/* Structure types of ISO 32000-1, 14.8.4, those we use. */
enum pdf_tag {
    PDF_TAG_DOCUMENT,
    PDF_TAG_SECT,
    PDF_TAG_P,
    PDF_TAG_H1,
    PDF_TAG_H2,
    PDF_TAG_H3,
    PDF_TAG_H4,
    PDF_TAG_H5,
    PDF_TAG_H6,
    PDF_TAG_L,
    PDF_TAG_LI,
    PDF_TAG_LBL,
    PDF_TAG_LBODY,
    PDF_TAG_TABLE,
    PDF_TAG_THEAD,
    PDF_TAG_TBODY,
    PDF_TAG_TFOOT,
    PDF_TAG_TR,
    PDF_TAG_TH,
    PDF_TAG_TD,
    PDF_TAG_CAPTION,
    PDF_TAG_FIGURE,
    PDF_TAG_LINK,
    PDF_TAG_NOTE,
    PDF_TAG_REFERENCE,
    PDF_TAG_TOC,
    PDF_TAG_TOCI,
    PDF_TAG_BLOCKQUOTE,
    PDF_TAG_CODE,
    PDF_TAG_SPAN,
    PDF_TAG_DIV,
    PDF_TAG_FORM,
};

/* How the labels of a list count; letters are those of any alphabet. */
enum pdf_counting {
    PDF_COUNTING_NONE,
    PDF_COUNTING_DECIMAL,
    PDF_COUNTING_LOWER_ALPHA,
    PDF_COUNTING_UPPER_ALPHA,
    PDF_COUNTING_LOWER_ROMAN,
    PDF_COUNTING_UPPER_ROMAN
};

/* What only some elements have. */
struct pdf_traits {
    struct str alt;    /* Figure: description; Link: contents */
    struct str actual; /* replacement text, or empty */
    struct str language;
    struct str id;          /* TH: for cells that name their heads; NOTE */
    struct str headers;     /* TD: ids, separated by spaces */
    uint16_t columns, rows; /* TH, TD: spans */
    uint8_t scope;          /* TH: 0 none, 1 column, 2 row, 3 both */
    uint8_t counting;       /* L: enum pdf_counting, how its labels count */
};

struct pdf_link {
    struct str url;         /* external, or */
    struct str target;      /* the id of an anchor */
    struct str description; /* what stands there, for readers who don't see it */
};

struct pdf_field_option {
    struct str key, label;
};

enum pdf_field_kind {
    PDF_FIELD_TEXT,
    PDF_FIELD_CHOICE, /* a text out of some */
    PDF_FIELD_CHECK,  /* a box to tick */
    PDF_FIELD_RADIO,  /* one of several, of which one can be ticked */
};

struct pdf_field {
    enum pdf_field_kind kind;
    bool several;                           /* TEXT: broken to lines */
    bool on;                                /* CHECK, RADIO: ticked */
    pdf_length size;                        /* of the letters */
    struct str name;                        /* areas of one name and kind are one field */
    struct str description;                 /* what is to be filled in */
    struct str option;                      /* CHECK, RADIO: what a tick says; empty: yes */
    const struct pdf_field_option *options; /* CHOICE */
    size_t option_count;
};

/* Small, as a page has thousands: what few of them have is pointed to. */
struct pdf_item {
    enum pdf_item_kind kind;
    pdf_length x, y, w, h; /* RUN: x and y of the baseline's start, w its whole width */
    union {
        struct {
            enum pdf_tag tag;
            uint32_t element; /* number of the structure element; one that goes on over a page break
                               * begins again on the next page with the same number */
            struct pdf_traits *traits; /* NULL: none */
        } tag;
        struct {
            const struct pdf_shaped *const *words; /* and the spaces between them */
            uint32_t count;
            pdf_length size;       /* font size */
            pdf_length word_space; /* added to each space glyph, for justified lines */
            struct pdf_color color;
            bool hyphen; /* the last glyph is a hyphen that the layout added (U+00AD in ActualText)
                          */
        } run;
        struct {
            struct pdf_color color;
        } rule;
        struct {
            const struct chart_segment *segments; /* relative to x, y */
            uint32_t count;
            pdf_length stroke; /* 0: filled */
            struct pdf_color color;
        } path;
        struct {
            const struct doc_image *image;
        } image;
        const struct pdf_link *link;
        const struct pdf_field *field;
        struct {
            struct str id;
        } anchor;
    };
};

struct pdf_frame {
    pdf_length width, height;
    struct pdf_item *items; /* in reading order, which is the painting order too */
    size_t count, capacity;
};

/* A bookmark; they form a tree by level. */
struct pdf_bookmark {
    struct str title;
    uint32_t page; /* from 0 */
    pdf_length y;
    uint8_t level; /* from 1 */
};

/* A file that travels inside the PDF. */
struct pdf_attachment {
    struct str name, type, description; /* "figures.csv", "text/csv" */
    struct str bytes;
};

struct pdf_properties {
    struct str title, author, subject, language; /* language: BCP 47 */
    struct str producer;
    struct str date; /* 2022-11-06T12:00:00Z; empty: none is written */
};

#endif
