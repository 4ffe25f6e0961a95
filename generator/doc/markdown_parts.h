/* SPDX-License-Identifier: MIT */
/* What the files of the Markdown reader share; private to them. */
#ifndef LETOPIS_DOC_MARKDOWN_PARTS_H
#define LETOPIS_DOC_MARKDOWN_PARTS_H

#include "doc/locate.h"
#include "doc/markdown.h"
#include "template/pair.h"

#include <cmark.h>

/* A piece of the text that was parsed on its own: the whole, a cell, the rest of a footnote. */
struct md_root {
    cmark_node *node;
    size_t line;    /* cmark's line 1 is this line of the text, from 0 */
    size_t dropped; /* bytes put before the text, to be taken off its first word (cells) */
};

/* A place among inline nodes: before byte `offset` of a text node; node NULL: the end. */
struct md_at {
    cmark_node *node;
    size_t offset;
};

enum md_extra_kind { MD_TABLE, MD_NOTE };

/* What the first walk found out about a paragraph: its user data begins with this. */
struct md_extra {
    enum md_extra_kind kind;
};

struct md_note {
    struct md_extra extra; /* of the first definition in a paragraph */
    struct str label;
    struct span span;      /* of the definition's label */
    size_t mark;           /* its number */
    cmark_node *paragraph; /* in which it begins */
    bool again;            /* a second note of that label, which was reported */
    struct md_at from, to; /* its first paragraph */
    const struct md_root *root;
    struct {
        struct md_root **items; /* indented blocks that continue it */
        size_t count, capacity;
    } more;
    struct doc_node *node; /* DOC_NOTE; NULL until something refers to it */
    struct md_note *next;  /* in the order of definition */
};

struct md_cell {
    size_t from, to; /* bytes of the text */
    struct md_root root;
};

struct md_row {
    struct md_cell *cells;
    size_t count;
};

struct md_table {
    struct md_extra extra;
    enum doc_align *aligns;
    size_t column_count;
    struct md_row *rows; /* the head first */
    size_t row_count;
};

/* A text being read. */
struct md {
    const struct doc_context *context;
    struct doc_outline *outline; /* NULL: a single paragraph */
    struct template_host host;
    struct arena *scratch; /* of the mask; goes with the trees */
    struct mask mask;
    size_t *lines; /* where each line begins; one more than there are lines */
    size_t line_count;
    struct md_root root;
    struct {
        cmark_node **items; /* besides the root: to be freed */
        size_t count, capacity;
    } trees;
    struct template_pairing pairing;
    struct map notes; /* label → struct md_note */
    struct md *outer; /* a line of a block: the text that the block stands in has the notes */
    struct md_note *first_note, *last_note;
    struct {
        struct md_note **items; /* referred to, in that order; written one after the other */
        size_t count, capacity;
    } queue;
    struct str literal; /* words of the text node at hand */
    bool of_record;     /* a record's text: its headings go where they can */
    int sink;           /* levels by which they are deeper than written */
    bool prose;         /* hints about typed numbers are wanted */
    bool broken;        /* too deep: nothing is made of it */
};

/* Where the second walk stands. */
struct md_walk {
    struct md *md;
    const struct doc_context *context;
    const struct md_root *root;
    unsigned depth;
    bool merge;         /* what comes next may continue the list before it */
    struct str machine; /* of the last value written */
};

/* --- markdown.c --- */

cmark_node *md_parse(struct md *md, const char *before, struct str masked);
/* Walks over a parsed piece: meets marks, finds tables and footnotes. */
void md_gather(struct md *md, struct md_root *root, unsigned depth);
/* Number of the first mark at or after the line in which a block of `root` begins. */
size_t md_least(const struct md *md, const struct md_root *root, cmark_node *block);
/* Line of the text (from 0) in which a block begins and ends. */
size_t md_first_line(const struct md *md, const struct md_root *root, cmark_node *block);
size_t md_last_line(const struct md *md, const struct md_root *root, cmark_node *block);
/* The line without its end. */
struct str md_line(const struct md *md, size_t line, size_t *offset);
/* Where a block begins: its first line from its first character on. */
struct span md_block_span(const struct md *md, const struct md_root *root, cmark_node *block);
/* The directive alone on its line that an HTML node stands for: number + 1, or 0. */
size_t md_line_mark(cmark_node *node);

/* Reads a text in which braces and brackets mean nothing, and makes it into children of `parent`;
 * NULL: of the section at hand, below which its headings sink. */
void md_read_plain(const struct doc_context *context, struct text text, struct doc_outline *outline,
                   struct doc_node *parent);

/* --- record_text.c --- */

/* Writes a paragraph that is nothing but a field of the type markdown. False when it is not. */
bool md_record_text(struct md_walk *walk, cmark_node *paragraph, struct doc_node *parent);

/* --- markdown_blocks.c --- */

/* Makes what stands from `node` up to `stop` (NULL: the last sibling) into children of `parent`;
 * NULL: of the section at hand. */
void md_write_blocks(struct md_walk *walk, cmark_node *node, cmark_node *stop,
                     struct doc_node *parent);

/* --- markdown_heading.c --- */

/* Begins a section. A heading in `parent`, which is no section, is reported. */
void md_write_heading(struct md_walk *walk, cmark_node *node, const struct doc_node *parent);
/* A line of a paragraph that would be a heading with a space behind its # is warned of. */
void md_warn_heading(const struct md_walk *walk, cmark_node *paragraph);

/* --- markdown_code.c --- */

void md_write_code(struct md_walk *walk, cmark_node *node, struct doc_node *parent);

/* --- inline.c --- */

/* Appends the inlines [from, to) to `parent`. */
void md_write_inlines(struct md_walk *walk, struct md_at from, struct md_at to,
                      struct doc_node *parent, struct locator *locator);
/* A text of cmark's (a link's address, a title) with its values. */
struct str md_write_string(struct md_walk *walk, struct str masked, size_t least);
struct locator md_locator(const struct md_walk *walk, cmark_node *block);

/* --- footnotes.c --- */

/* Mark `index` is a definition, met in a text node. False when it does not stand in a paragraph. */
bool md_note_define(struct md *md, const struct md_root *root, size_t index, cmark_node *text,
                    size_t offset);
/* A paragraph with definitions is complete: takes the indented blocks that follow it. */
void md_note_continue(struct md *md, const struct md_root *root, cmark_node *paragraph,
                      unsigned depth);
/* A reference to the note of mark `index`. */
void md_note_refer(struct md_walk *walk, size_t index, struct doc_node *parent);
/* Writes all notes referred to, reports those that are not. */
void md_notes_write(struct md *md);

/* --- pipe_table.c --- */

/* The table that a paragraph is, or NULL. */
struct md_table *md_table_find(struct md *md, const struct md_root *root, cmark_node *paragraph,
                               unsigned depth);
/* The table found for a paragraph by the first walk, or NULL. */
struct md_table *md_table_of(cmark_node *paragraph);
void md_table_write(struct md_walk *walk, const struct md_table *table, cmark_node *paragraph,
                    struct doc_node *parent);

/* --- attributes.c --- */

struct md_attributes {
    struct str id;                   /* empty: none */
    const struct language *language; /* NULL: the document's */
    struct str amended;              /* ids of amendments, commas between; empty: none */
    bool appendix, unnumbered;
    struct span span; /* of the braces */
};

/* Takes `{#id lang=en amended=order}` off the end of a node's inlines. */
struct md_attributes md_take_attributes(struct md_walk *walk, struct doc_node *node);
/* Typesets the inlines of a node in the language that it was given. */
void md_set_words(struct md_walk *walk, struct doc_node *node, const struct md_attributes *given,
                  bool hints);

/* --- links.c --- */

void md_write_link(struct md_walk *walk, cmark_node *node, struct doc_node *parent,
                   struct locator *locator);

/* --- images.c --- */

/* Whether a paragraph is a picture and perhaps its `{#id}`. */
bool md_is_image(cmark_node *paragraph);
void md_write_image(struct md_walk *walk, cmark_node *paragraph, struct doc_node *parent);

#endif
