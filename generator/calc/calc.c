/* SPDX-License-Identifier: MIT */
/* The ways into the module: compiling a formula or a query, looking names up. */
#include "calc/checker.h"

#include "calc/eval.h"
#include "calc/parse.h"

void calc_free(struct calc *calc)
{
    memo_free(&calc->memo);
    select_free(calc);
    number_stack_free(&calc->numbers);
}

static unsigned count_scopes(const struct calc_scope *scope)
{
    unsigned count = 0;
    for (; scope; scope = scope->outer)
        count++;
    return count;
}

/* Code keeps the scopes that it reads as bits: so many can be told apart. */
static bool too_many_scopes(const struct checker *c)
{
    if (c->scopes <= CHECK_SCOPES)
        return false;
    diag_add(c->diags, MSG_EXPR_DEEP, c->formula.span, NO_ARGS);
    return true;
}

static struct checker begin(struct calc *calc, struct arena *arena, struct text formula,
                            const struct calc_scope *scope, struct diags *diags)
{
    return (struct checker){.calc = calc,
                            .arena = arena,
                            .formula = formula,
                            .diags = diags,
                            .scope = scope,
                            .scopes = count_scopes(scope)};
}

const struct expr *calc_compile(struct calc *calc, struct arena *arena, struct text formula,
                                const struct calc_scope *scope, struct diags *diags)
{
    struct checker c = begin(calc, arena, formula, scope, diags);
    return too_many_scopes(&c) ? NULL : check_formula(&c);
}

const struct expr *calc_compile_condition(struct calc *calc, struct arena *arena,
                                          struct text formula, const struct calc_scope *scope,
                                          struct diags *diags)
{
    const struct expr *expr = calc_compile(calc, arena, formula, scope, diags);
    if (expr == NULL || expr->type.kind == VALUE_YES_NO || kind_is_open(&expr->type))
        return expr;
    diag_add(diags, MSG_EXPR_CONDITION, formula.span,
             ARGS(arg_words("found", kind_words(arena, calc->world, &expr->type))));
    return NULL;
}

const struct calc_query *calc_compile_query(struct calc *calc, struct arena *arena,
                                            struct text query, const struct calc_scope *scope,
                                            struct diags *diags)
{
    struct ast_clauses clauses;
    struct checker c = begin(calc, arena, query, scope, diags);
    struct calc_query *out = ARENA_NEW(arena, struct calc_query);
    if (too_many_scopes(&c) || !parse_query(arena, query, diags, &clauses) ||
        !check_query(&c, &clauses, out))
        return NULL;
    return out;
}

uint16_t calc_query_type(const struct calc_query *query)
{
    return query->query.type;
}

bool calc_query_is_private(const struct calc_query *query)
{
    return query->query.reads_private;
}

struct str calc_query_alias(const struct calc_query *query)
{
    return query->query.alias;
}

struct calc_type calc_expr_type(const struct expr *expr)
{
    return expr->type;
}

struct text calc_expr_text(const struct expr *expr)
{
    return expr->text;
}

size_t calc_find_figure(const struct calc *calc, struct str name)
{
    const struct map_entry *entry = map_find(&calc->figure_names, name);
    return entry ? (size_t)entry->number : STR_NOT_FOUND;
}

uint16_t calc_find_type(const struct calc *calc, struct str name)
{
    const struct map_entry *entry = map_find(&calc->type_names, name);
    return entry ? (uint16_t)entry->number : TYPE_NOTHING;
}

size_t calc_find_field(const struct calc *calc, uint16_t type, struct str name)
{
    const struct map_entry *entry = map_find(calc->world->types[type].field_names, name);
    return entry ? (size_t)entry->number : STR_NOT_FOUND;
}

bool calc_is_reserved(struct str name)
{
    return lex_is_reserved(name);
}

bool calc_check_name(struct text name, struct diags *diags)
{
    if (lex_is_reserved(name.s)) {
        struct buf other = {0};
        buf_text(&other, "the_");
        buf_str(&other, name.s);
        diag_add(diags, MSG_EXPR_RESERVED, name.span,
                 ARGS(arg_text("name", name.s), arg_text("other", buf_view(&other))));
        buf_free(&other);
        return false;
    }
    if (lex_name_length(name.s) == name.s.n && name.s.n > 0)
        return lex_check_script(name, diags);
    diag_add(diags, MSG_EXPR_NAME_FORM, name.span, ARGS(arg_text("name", name.s)));
    return false;
}
