/* SPDX-License-Identifier: MIT */
/*
 * What the files of html/ share. Private to html.
 *
 *     escape.c   the only place where text becomes HTML
 *     inline.c   text, emphasis, links, values, references to notes
 *     blocks.c   sections and blocks
 *     form.c     forms
 *     table.c    tables; numbers.c: how their numbers are aligned
 *     chart.c    charts with their data; svg.c: a drawing as SVG; widths.c: how wide text is
 *     trace.c    why a number is what it is
 *     images.c   pictures beside the page
 *     page.c     a layout's page with its placeholders
 *     html.c     documents, index.c: the pages that lead to them
 *
 * Ids that letopis makes have two hyphens ("note--1"), which an id made from a title never has.
 */
#ifndef LETOPIS_HTML_WRITE_H
#define LETOPIS_HTML_WRITE_H

#include "base/map.h"
#include "doc/trace.h"
#include "html/html.h"

struct html_pen {
    struct buf *out;
    struct arena *arena;
    const struct document *document;
    const struct language *language;
    struct map traces;      /* ids of the document's traces */
    uint32_t *note_uses;    /* how often each note was referred to so far */
    unsigned section_count; /* sections without an id so far */
    unsigned frame_count;   /* tables, charts, panels so far */
    bool in_link;
};

/* --- escape.c --- */

void html_text(struct buf *out, struct str text);
/* ` name="value"` */
void html_attr(struct buf *out, const char *name, struct str value);
/* A word of the language, escaped. */
void html_word(struct html_pen *pen, const char *key);
/* The bytes of a file's name or path as part of an URL. */
void html_url(struct buf *out, struct str path);

/* --- inline.c --- */

void html_inlines(struct html_pen *pen, const struct doc_node *first);
/* The same for the lines of a paragraph or cell: places that reach to the end of theirs do so. */
void html_lines(struct html_pen *pen, const struct doc_node *first);
/* A finished text; when it has marks (enum value_marks), the signs at its end get their meaning. */
void html_value_text(struct html_pen *pen, struct str text, uint8_t marks);
/* A value that opens its trace. */
void html_value(struct html_pen *pen, struct str text, uint8_t marks,
                const struct doc_trace *trace);

/* --- blocks.c --- */

void html_blocks(struct html_pen *pen, const struct doc_node *first);
void html_contents(struct html_pen *pen);
void html_figcaption(struct html_pen *pen, struct str number, const struct doc_node *caption,
                     unsigned frame);
void html_paragraphs(struct html_pen *pen, struct doc_node *const *notes, size_t count,
                     const char *class);
/* `number`: what stands before it, or empty. `class` may be NULL. */
/* Of a section, or of the title of a form's part: below the document's, which is the first. */
unsigned html_heading_level(uint8_t level);
/* The number before words, in a span of its own; nothing where there is none. */
void html_number(struct html_pen *pen, struct str number);
void html_paragraph(struct html_pen *pen, const struct doc_node *node, const char *class,
                    struct str number);
/* id and lang of a node. */
void html_node_attrs(struct html_pen *pen, const struct doc_node *node);

/* --- form.c --- */

void html_form(struct html_pen *pen, const struct doc_node *form);

/* --- table.c --- */

void html_table(struct html_pen *pen, const struct doc_node *node);
/* The frame with the table alone, named by the caption of frame number `frame` (0: by nothing).
 * `landmark`: a region that readers can jump to; regions must have different names. */
void html_table_frame(struct html_pen *pen, const struct doc_table *table, unsigned frame,
                      bool landmark);

/* --- register.c --- */

/* The field that searches the table of frame number `frame`, which follows. */
void html_search(struct html_pen *pen, unsigned frame);
/* The script behind it, and what the page's policy says of it; empty where there is no register. */
struct str html_script(struct html_pen *pen);
struct str html_script_policy(struct html_pen *pen);

/* --- numbers.c --- */

/* How the numbers of a column are aligned: the most decimals that one has, by column. */
struct html_decimals {
    struct str mark;
    unsigned *most;
    struct str tail; /* the words behind those that miss a standard */
    bool *tailed;    /* some have them */
    bool any_tail;
};
struct html_decimals html_decimals(struct html_pen *pen, const struct doc_table *table);
/* Where the words behind a number begin; the length where there are none. */
size_t html_tail_start(const struct html_decimals *decimals, size_t column, struct str text);
/* The class that sets a number's decimals under those above it; "" where none is needed. */
const char *html_decimal_class(const struct html_decimals *decimals, size_t column,
                               struct str text);

/* --- chart.c, svg.c, widths.c --- */

void html_chart(struct html_pen *pen, const struct doc_node *node);
/* Text of the size `size` is most; the others say theirs. */
void html_svg(struct html_pen *pen, const struct chart_drawing *drawing, chart_length size,
              const char *class, unsigned frame, struct str title, struct str description);
/* A chart_measure_fn: about what a common sans serif takes, rather more than less. */
chart_length html_measure(void *context, struct str text, chart_length size, bool bold);

/* --- trace.c --- */

void html_traces(struct html_pen *pen);

/* --- images.c --- */

/* Where a picture lies, as in html_images(). */
struct str html_image_file(struct arena *arena, const struct doc_image *image);

#endif
