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

struct doc_state; /* counters, ids, footnotes, traces of the document at hand (doc/state.h) */

struct doc_context {
    struct arena *arena; /* the report's */
    struct diags *diags;
    const struct sources *sources;
    struct fs *fs;
    const struct institution *institution;
    const struct language *language;
    const struct data_report *report;
    struct calc_at at;               /* period, as_of, frame */
    const struct calc_scope *scope;  /* goes with at.frame */
    struct doc_state *state;
    struct document *document;
};

#endif
