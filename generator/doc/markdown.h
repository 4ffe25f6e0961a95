/* SPDX-License-Identifier: MIT */
/*
 * Markdown into the tree.
 *
 *     text → masked text (template/mask.h) → cmark → marks met, paired, compiled → tree
 *
 * cmark sees the masked text and gives nodes; a first walk meets every mark outside of code,
 * finds pipe tables and footnotes, and reports what is wrong with the text as such; a second walk
 * evaluates `if` and `for` over cmark's nodes and makes ours. Places come from the masks and from
 * following the source along with the text (locate.h), never from cmark's columns.
 */
#ifndef LETOPIS_DOC_MARKDOWN_H
#define LETOPIS_DOC_MARKDOWN_H

#include "doc/state.h"
#include "template/text.h"

/* Deeper nesting of lists, quotations and emphasis is an error. */
enum { MARKDOWN_DEPTH = 64, HEADING_LEVELS = 6 };

/* The sections that are open, through all texts of a document. */
struct doc_outline {
    struct doc_node *open[HEADING_LEVELS + 1]; /* [0]: the document */
    unsigned level;                            /* of the innermost one */
};

/* Reads one text of a report and appends it at the outline's end. `text` has been checked by
 * node_check_text(). */
void doc_markdown(const struct doc_context *context, struct text text, struct doc_outline *outline);

/*
 * A line of Markdown (a caption, a note): a DOC_PARAGRAPH that has no parent, or NULL when it is
 * empty. Marks in it are evaluated where the context stands.
 */
struct doc_node *doc_inline_paragraph(const struct doc_context *context, struct text text);

/* Typesets the inlines of a paragraph that is complete, and describes its places. */
void doc_prose_finish(const struct doc_context *context, struct doc_node *node, bool hints);

/* A text without markup (a title, a label): marks evaluated, typeset. */
struct str doc_string(const struct doc_context *context, struct text text);
/* The same without typography, for names of files and ids. */
struct str doc_raw_string(const struct doc_context *context, struct text text);

/* Whether what an author wrote can be an id; reports else. */
bool doc_check_id(const struct doc_context *context, struct str id, struct span span);

#endif
