/* SPDX-License-Identifier: MIT */
/*
 * What the doc layer works with while it makes one document. Passed by pointer through the
 * stages; a nested copy with another `scope` and `frame` stands for the inside of a `for`.
 */
#ifndef LETOPIS_DOC_CONTEXT_H
#define LETOPIS_DOC_CONTEXT_H

#include "base/fs.h"
#include "data/project.h"
#include "doc/tree.h"
#include "locale/language.h"

struct doc_others; /* names in other reports (doc/others.h) */
struct doc_state;  /* counters, ids, footnotes, traces of the document at hand (doc/state.h) */

struct doc_context {
    struct arena *arena;           /* the document's */
    struct doc_formulas *formulas; /* of the report, where its documents are many; may be NULL */
    struct diags *diags;
    const struct sources *sources;
    struct fs *fs;
    const struct institution *institution;
    const struct language *language;
    /* Another language, for a paragraph that is in it; NULL after reporting that there is none. */
    const struct language *(*find_language)(void *owner, struct str code, struct span span);
    void *owner;
    const struct data_report *report;
    bool is_public; /* the document at hand goes to everybody */
    /* A blank form may ask for what is private of its own record: in this scope. */
    const struct calc_scope *asked;
    const struct calc_frame *own;   /* the document's own record */
    struct str form;                /* a report whose form is set in this document; else empty */
    bool blank;                     /* a form to be filled in: what is unknown is a place */
    struct doc_others *others;      /* NULL: links to other reports need no words */
    struct calc_at at;              /* period, as_of, frame */
    const struct calc_scope *scope; /* goes with at.frame */
    struct doc_state *state;
    struct document *document;
};

/*
 * Compiles a formula that stands in a text or block, in context->scope. NULL when it is faulty or
 * when it would print in public what a private field says; that was reported then.
 */
const struct expr *doc_compile(const struct doc_context *context, struct text formula);

/* The same for what stands after `for:`; what a private field says must not select in public. */
const struct calc_query *doc_compile_query(const struct doc_context *context, struct text query);

/* Whether a query may select in this report; reports else. */
bool doc_may_select(bool is_public, struct diags *diags, struct text formula,
                    const struct calc_query *query);

/* Whether records of the type are called by a private field. */
bool doc_title_is_private(const struct institution *institution, uint16_t type);

/* Evaluates where the context stands. What would say in public what one record alone holds in a
 * private field (its mean, its sum) is reported and gives VALUE_FAILED. */
struct value doc_eval(const struct doc_context *context, const struct expr *expr);
/* Likewise a condition. In a public blank form one that goes by what is private is undecided,
 * whatever it would give. */
struct value doc_judge(const struct doc_context *context, const struct expr *expr);

/* The inside of a `for`: `context` is a copy of the outer one with the record at hand on top. */
struct doc_inside {
    struct doc_context context;
    struct calc_scope scope;
    struct calc_frame frame;
};

/* Sets up `inside` for records of `type`; doc_inside_record() then moves from one to the next.
 * `inside` must stay where it is as long as it is used. */
void doc_inside_enter(struct doc_inside *inside, const struct doc_context *outer, uint16_t type,
                      struct str alias);
void doc_inside_record(struct doc_inside *inside, uint32_t row);

#endif
