/* SPDX-License-Identifier: MIT */
#include "doc/context.h"

#include "doc/formulas.h"

/* Whether what is printed of a value comes from a private field: its own, or the title by which a
 * record is called. */
static bool shows_private(const struct institution *institution, const struct calc_type *type)
{
    if (type->is_private)
        return true;
    if (type->element)
        return shows_private(institution, type->element);
    if (type->kind != VALUE_RECORD || type->record == TYPE_NOTHING)
        return false;
    return doc_title_is_private(institution, type->record);
}

bool doc_title_is_private(const struct institution *institution, uint16_t type)
{
    const struct data_type *words = &institution->types[type];
    size_t title = words->title_field;
    return title != STR_NOT_FOUND && (words->fields[title].is_private ||
                                      institution->world.types[type].fields[title].is_private);
}

static void report_private(struct diags *diags, struct text formula)
{
    diag_add(diags, MSG_PRIVATE_IN_PUBLIC, text_span(formula, 0, formula.s.n),
             ARGS(arg_text("formula", formula.s)));
}

/* A blank form may ask for what is private: there it is read of a record of which nothing is known.
 * What a formula then gives is looked at when it is evaluated. */
static bool asks(const struct doc_context *context)
{
    return context->blank && context->scope == context->asked;
}

static bool may_answer(const struct doc_context *context, const struct expr *expr,
                       struct value value)
{
    struct calc_type type = calc_expr_type(expr);
    return !value_known(value) || !shows_private(context->institution, &type);
}

struct value doc_judge(const struct doc_context *context, const struct expr *expr)
{
    struct calc_type type = calc_expr_type(expr);
    if (context->is_public && asks(context) && type.is_private)
        return value_unknown();
    return doc_eval(context, expr);
}

const struct expr *doc_compile(const struct doc_context *context, struct text formula)
{
    const struct expr *expr =
        doc_formulas_expr(context->formulas, context->institution->calc, context->arena, formula,
                          context->scope, context->diags);
    if (expr == NULL)
        return NULL;
    struct calc_type type = calc_expr_type(expr);
    if (context->is_public && !asks(context) && shows_private(context->institution, &type)) {
        report_private(context->diags, formula);
        return NULL;
    }
    return expr;
}

bool doc_may_select(bool is_public, struct diags *diags, struct text formula,
                    const struct calc_query *query)
{
    if (!is_public || !calc_query_is_private(query))
        return true;
    report_private(diags, formula);
    return false;
}

const struct calc_query *doc_compile_query(const struct doc_context *context, struct text query)
{
    const struct calc_query *compiled =
        doc_formulas_query(context->formulas, context->institution->calc, context->arena, query,
                           context->scope, context->diags);
    if (compiled && !doc_may_select(context->is_public, context->diags, query, compiled))
        return NULL;
    return compiled;
}

struct value doc_eval(const struct doc_context *context, const struct expr *expr)
{
    struct value value = calc_eval(context->institution->calc, expr, context->at, context->diags);
    if (context->is_public && asks(context) && !may_answer(context, expr, value)) {
        report_private(context->diags, calc_expr_text(expr));
        return value_failed();
    }
    if (value.marks & MARK_ALONE && context->is_public) {
        struct text formula = calc_expr_text(expr);
        diag_add(context->diags, MSG_PRIVATE_ALONE, text_span(formula, 0, formula.s.n),
                 ARGS(arg_text("formula", formula.s)));
        return value_failed();
    }
    value.marks &= (uint8_t)~MARK_ALONE;
    return value;
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
