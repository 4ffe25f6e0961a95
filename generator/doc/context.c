/* SPDX-License-Identifier: MIT */
#include "doc/context.h"

const struct expr *doc_compile(const struct doc_context *context, struct text formula)
{
    const struct expr *expr = calc_compile(context->institution->calc, context->arena, formula,
                                           context->scope, context->diags);
    if (expr == NULL)
        return NULL;
    if (context->report && context->report->is_public && calc_expr_type(expr).is_private) {
        diag_add(context->diags, MSG_PRIVATE_IN_PUBLIC, text_span(formula, 0, formula.s.n),
                 ARGS(arg_text("formula", formula.s)));
        return NULL;
    }
    return expr;
}

const struct calc_query *doc_compile_query(const struct doc_context *context, struct text query)
{
    return calc_compile_query(context->institution->calc, context->arena, query, context->scope,
                              context->diags);
}

struct value doc_eval(const struct doc_context *context, const struct expr *expr)
{
    return calc_eval(context->institution->calc, expr, context->at, context->diags);
}

void doc_inside_enter(struct doc_inside *inside, const struct doc_context *outer, uint16_t type,
                      struct str alias)
{
    inside->scope = (struct calc_scope){
        .outer = outer->scope, .kind = SCOPE_RECORD, .record_type = type, .name = alias};
    inside->frame = (struct calc_frame){.outer = outer->at.frame, .record = {.type = type}};
    inside->context = *outer;
    inside->context.scope = &inside->scope;
    inside->context.at.frame = &inside->frame;
}

void doc_inside_record(struct doc_inside *inside, uint32_t row)
{
    inside->frame.record.row = row;
}
