/* SPDX-License-Identifier: MIT */
/*
 * Traces of printed values: made once for each formula and place, kept on the document's list.
 */
#ifndef LETOPIS_DOC_TRACES_H
#define LETOPIS_DOC_TRACES_H

#include "doc/state.h"

/*
 * The trace of what `expr` gives where `context` stands; `shown` is how it is printed. NULL where
 * there is nothing to explain (a text, a date).
 */
const struct doc_trace *doc_trace_expr(const struct doc_context *context, const struct expr *expr,
                                       const struct doc_shown *shown);

#endif
