/* SPDX-License-Identifier: MIT */
/*
 * Traces of printed values: made once for each formula and place, kept on the document's list.
 *
 * A figure in a period, a computed field of a record, an aggregate that reads nothing of what
 * encloses it: each is unfolded once in a document, where it is met first. Met again among the
 * inputs of something else it is a leaf with the same id, and what it stands for goes on the
 * document's list, so that the leaf can lead there. So all traces together are as large as what
 * they explain, however often a figure is used.
 */
#ifndef LETOPIS_DOC_TRACES_H
#define LETOPIS_DOC_TRACES_H

#include "doc/state.h"

/*
 * The trace of what `expr` gives where `context` stands; `shown` is how it is printed. NULL where
 * there is nothing to explain: texts, dates, options, and what reads no record and no figure.
 */
const struct doc_trace *doc_trace_expr(const struct doc_context *context, const struct expr *expr,
                                       const struct doc_shown *shown);

#endif
