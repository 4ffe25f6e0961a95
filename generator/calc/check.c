/* SPDX-License-Identifier: MIT */
#include "calc/checker.h"

static struct checked check_number(struct checker *c, const struct ast *node)
{
    struct number number;
    if (!number_from_decimal(c->arena, node->s, &number))
        return check_error_at(c, node, MSG_EXPR_NUMBER, ARGS(arg_text("found", node->s)));
    return check_const(c, node, value_number(number), kind_plain_number(number_is_integer(number)));
}

struct checked check_condition(struct checker *c, const struct ast *node, const char *what)
{
    struct checked part = check_node(c, node);
    if (part.type.kind == VALUE_YES_NO || kind_is_open(&part.type))
        return part;
    return check_wrong_kind(c, node, &part, what, "a condition (yes or no)");
}

static struct checked check_logic(struct checker *c, const struct ast *node)
{
    bool both = node->kind == AST_AND;
    const char *word = both ? "and" : "or";
    struct checked left = check_condition(c, node->a, word);
    struct checked right = check_condition(c, node->b, word);
    struct code *code = check_join(c, both ? OP_AND : OP_OR, node, left.code, right.code, NULL);
    struct calc_type type = kind_of(VALUE_YES_NO);
    type.is_private = left.type.is_private || right.type.is_private;
    return (struct checked){code, type};
}

static struct checked check_not(struct checker *c, const struct ast *node)
{
    struct checked part = check_condition(c, node->a, "not");
    part.code = check_join(c, OP_NOT, node, part.code, NULL, NULL);
    return part;
}

/* What two branches have in common. */
static struct calc_type common_type(const struct calc_type *a, const struct calc_type *b)
{
    struct calc_type type = kind_is_open(a) ? *b : *a;
    const struct calc_type *other = kind_is_open(a) ? a : b;
    type.is_private = a->is_private || b->is_private;
    type.can_be_none = a->can_be_none || b->can_be_none;
    if (kind_is_open(other))
        return type;
    type.integer = a->integer && b->integer;
    type.points = a->points && b->points;
    type.calendar = a->calendar && b->calendar;
    if (type.noun == 0)
        type.noun = other->noun;
    return type;
}

static struct checked check_otherwise(struct checker *c, const struct ast *node)
{
    struct checked left = check_node(c, node->a), right = check_node(c, node->b);
    if (!check_unite(c, node, &left, &right, "otherwise", true))
        return check_failed(c, node);
    struct code *code = check_join(c, OP_OTHERWISE, node, left.code, right.code, NULL);
    return (struct checked){code, common_type(&left.type, &right.type)};
}

static struct checked check_if(struct checker *c, const struct ast *node)
{
    struct checked test = check_condition(c, node->a, "if");
    struct checked left = check_node(c, node->b), right = check_node(c, node->c);
    if (!check_unite(c, node, &left, &right, "else", true))
        return check_failed(c, node);
    struct code *code = check_join(c, OP_IF, node, test.code, left.code, right.code);
    struct calc_type type = common_type(&left.type, &right.type);
    type.is_private |= test.type.is_private;
    return (struct checked){code, type};
}

static struct checked check_range(struct checker *c, const struct ast *node)
{
    return check_error_at(c, node, MSG_EXPR_RANGE, NO_ARGS);
}

struct checked check_node(struct checker *c, const struct ast *node)
{
    switch (node->kind) {
    case AST_FAILED:
        return check_failed(c, node);
    case AST_NUMBER:
        return check_number(c, node);
    case AST_YEARS:
        return check_years(c, node);
    case AST_DATE:
        return check_date(c, node);
    case AST_TEXT:
        return check_const(c, node, value_text(node->s), kind_of(VALUE_TEXT));
    case AST_WORD:
        return check_word(c, node);
    case AST_NAME:
        return check_name(c, node);
    case AST_FIELD:
        return check_path(c, node);
    case AST_UNIT:
        return check_unit(c, node);
    case AST_NEGATE:
        return check_negate(c, node);
    case AST_NOT:
        return check_not(c, node);
    case AST_BINARY:
        return check_binary(c, node);
    case AST_COMPARE:
        return check_compare(c, node);
    case AST_AND:
    case AST_OR:
        return check_logic(c, node);
    case AST_OTHERWISE:
        return check_otherwise(c, node);
    case AST_IS:
        return check_is(c, node);
    case AST_HAS:
        return check_has(c, node);
    case AST_IN:
        return check_in(c, node);
    case AST_IF:
        return check_if(c, node);
    case AST_RANGE:
        return check_range(c, node);
    case AST_AT:
        return check_at(c, node);
    case AST_OVER:
        return check_over(c, node);
    case AST_CALL:
        return check_call(c, node);
    }
    return check_failed(c, node);
}
