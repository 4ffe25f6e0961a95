/* SPDX-License-Identifier: MIT */
/*
 * Formulas of a report of many documents, each compiled once: the second document finds what the
 * first one compiled, and with it the indexes and sums that calc remembers for it. Without this
 * each of 5,000 documents would go through all records anew.
 *
 * A formula is known by its text, its place, and the records at hand around it. Where a value that
 * is no record is at hand (`for x in list`), it is compiled each time. Faulty ones are not kept.
 */
#ifndef LETOPIS_DOC_FORMULAS_H
#define LETOPIS_DOC_FORMULAS_H

#include "calc/expr.h"

struct doc_formulas {
    struct arena *arena; /* outlives the documents */
    struct map exprs, queries;
};

/* calc_compile() and calc_compile_query(); with NULL for `formulas` nothing is kept, and the result
 * lives in `arena`. */
const struct expr *doc_formulas_expr(struct doc_formulas *formulas, struct calc *calc,
                                     struct arena *arena, struct text formula,
                                     const struct calc_scope *scope, struct diags *diags);
const struct calc_query *doc_formulas_query(struct doc_formulas *formulas, struct calc *calc,
                                            struct arena *arena, struct text query,
                                            const struct calc_scope *scope, struct diags *diags);

#endif
