/* SPDX-License-Identifier: MIT */
#include "calc/checker.h"

struct code *check_code(struct checker *c, enum code_op op, const struct ast *node)
{
    struct code *code = ARENA_NEW(c->arena, struct code);
    code->op = (uint8_t)op;
    code->span = text_span(c->formula, node->from, node->to);
    return code;
}

static void inherit(struct code *code, const struct code *part)
{
    if (part == NULL)
        return;
    code->flags |= part->flags & (CODE_PERIOD | CODE_AS_OF);
    code->scopes |= part->scopes;
}

struct code *check_join(struct checker *c, enum code_op op, const struct ast *node,
                        const struct code *a, const struct code *b, const struct code *d)
{
    struct code *code = check_code(c, op, node);
    code->a = a;
    code->b = b;
    code->c = d;
    inherit(code, a);
    inherit(code, b);
    inherit(code, d);
    return code;
}

struct checked check_const(struct checker *c, const struct ast *node, struct value value,
                           struct calc_type type)
{
    struct code *code = check_code(c, OP_CONST, node);
    code->value = value;
    return (struct checked){code, type};
}

struct checked check_failed(struct checker *c, const struct ast *node)
{
    return check_const(c, node, value_failed(), kind_of(VALUE_UNKNOWN));
}

void check_error(struct checker *c, enum message message, uint32_t from, uint32_t to,
                 const struct diag_arg *args)
{
    c->failed = true;
    diag_add(c->diags, message, text_span(c->formula, from, to), args);
}

struct checked check_error_at(struct checker *c, const struct ast *node, enum message message,
                              const struct diag_arg *args)
{
    check_error(c, message, node->from, node->to, args);
    return check_failed(c, node);
}

struct str check_words(struct checker *c, const struct calc_type *type)
{
    return kind_words(c->arena, c->calc->world, type);
}

struct str check_text(const struct checker *c, const struct ast *node)
{
    return str_slice(c->formula.s, node->from, node->to);
}

struct str check_list(struct checker *c, const struct str *names, size_t count)
{
    enum { SHOWN = 12 };
    struct str out = {0};
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        struct str parts[] = {out, i ? STR(", ") : STR(""), names[i]};
        out = arena_join(c->arena, parts, 3);
    }
    struct str parts[] = {out, STR(" …")};
    return count > SHOWN ? arena_join(c->arena, parts, 2) : out;
}

struct checked check_wrong_kind(struct checker *c, const struct ast *node,
                                const struct checked *part, const char *what, const char *wanted)
{
    if (kind_is_open(&part->type))
        return check_failed(c, node);
    return check_error_at(c, node, MSG_EXPR_KIND,
                          ARGS(arg_words("what", str_from(what)),
                               arg_words("wanted", str_from(wanted)),
                               arg_words("found", check_words(c, &part->type))));
}

struct checked check_scale(struct checker *c, const struct ast *node, struct checked part,
                           struct number factor)
{
    if (number_compare(factor, NUMBER_ONE) == 0)
        return part;
    if (part.code->op == OP_CONST && part.code->value.kind == VALUE_NUMBER) {
        struct number number = number_multiply(c->arena, part.code->value.number, factor);
        return check_const(c, node, value_number(number), part.type);
    }
    struct code *code = check_join(c, OP_SCALE, node, part.code, NULL, NULL);
    code->factor = factor;
    return (struct checked){code, part.type};
}
