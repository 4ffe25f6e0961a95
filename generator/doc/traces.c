/* SPDX-License-Identifier: MIT */
#include "doc/traces.h"

const struct doc_trace *doc_trace_expr(const struct doc_context *context, const struct expr *expr,
                                       const struct doc_shown *shown)
{
    (void)context;
    (void)expr;
    (void)shown;
    return NULL;
}
