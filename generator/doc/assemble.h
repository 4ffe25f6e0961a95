/* SPDX-License-Identifier: MIT */
/*
 * A report in one language, and for one record where it has `for:`, as a document. The only way
 * from data to the tree.
 */
#ifndef LETOPIS_DOC_ASSEMBLE_H
#define LETOPIS_DOC_ASSEMBLE_H

#include "doc/context.h"

struct doc_request {
    struct arena *arena;           /* everything in the document lives there */
    struct doc_formulas *formulas; /* what documents of a report share; NULL where there is one */
    struct diags *diags;
    const struct sources *sources;
    struct fs *fs;
    const struct institution *institution;
    const struct language *language;
    /* Any other language; NULL after reporting at `span` that there is none. */
    const struct language *(*find_language)(void *owner, struct str code, struct span span);
    void *owner; /* handed to find_language */
    const struct data_report *report;
    struct doc_others *others;      /* NULL: nothing is known of other reports */
    const struct calc_query *query; /* of doc_records(); NULL: the report has no `for:` */
    struct record record; /* the one at hand, where there is a query; row ROW_BLANK: none yet */
    bool blank;           /* the document is a form to be filled in */
};

/*
 * The records for which a report with `for:` is made; `*query` gets what doc_request wants. NULL
 * query and no rows when there is no `for:`, or after an error. The rows live in the arena.
 */
struct calc_rows doc_records(const struct doc_request *request, const struct calc_query **query);

/*
 * The name of a document's files, from `file:` (safe in a path: letters are made ASCII, blanks and
 * signs become hyphens); the record's id where there is no `file:`; "index" where there is no
 * record.
 */
struct str doc_file_name(const struct doc_request *request);

/*
 * What the documents of a report with `for:` are called together: its title, without what it says
 * of a record. Where that leaves no title ("{{name}} in 2022"), what the type's records are called.
 */
struct str doc_common_title(const struct doc_request *request);

/* What the request's record is called. */
struct str doc_record_name(const struct doc_request *request);

struct doc_outline; /* doc/markdown.h */
/* The texts of context->report in the document's language, at the outline's end. */
void doc_read_chapters(const struct doc_context *context, struct doc_outline *outline);

/* Always gives a document; it may be used only if nothing was reported as an error. */
struct document *doc_assemble(const struct doc_request *request);

#endif
