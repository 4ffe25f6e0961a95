/* SPDX-License-Identifier: MIT */
#include "calc/parser.h"

static struct ast *parse_unary(struct parser *p)
{
    if (!parse_is_sign(p, TOKEN_MINUS))
        return parse_term(p);
    uint32_t from = parse_next(p)->from;
    if (++p->depth > PARSE_DEPTH)
        return parse_fail(p, MSG_EXPR_DEEP, from, from + 1, NO_ARGS);
    struct ast *operand = parse_unary(p);
    p->depth--;
    struct ast *node = parse_node_new(p, AST_NEGATE, from, operand->to);
    node->a = operand;
    node->height = operand->height + 1;
    return node;
}

static struct ast *parse_binary(struct parser *p, enum ast_kind kind, struct ast *left,
                                struct ast *(*right)(struct parser *))
{
    const struct token *sign = parse_next(p);
    struct ast *node = parse_node(p, kind, sign->from, left, right(p), NULL);
    node->op = sign->kind;
    return node;
}

static struct ast *parse_product(struct parser *p)
{
    struct ast *left = parse_unary(p);
    while (parse_is_sign(p, TOKEN_STAR) || parse_is_sign(p, TOKEN_SLASH))
        left = parse_binary(p, AST_BINARY, left, parse_unary);
    return left;
}

struct ast *parse_sum(struct parser *p)
{
    struct ast *left = parse_product(p);
    while (parse_is_sign(p, TOKEN_PLUS) || parse_is_sign(p, TOKEN_MINUS))
        left = parse_binary(p, AST_BINARY, left, parse_product);
    return left;
}

static struct ast *parse_range(struct parser *p)
{
    struct ast *left = parse_sum(p);
    return parse_is_sign(p, TOKEN_RANGE) ? parse_binary(p, AST_RANGE, left, parse_sum) : left;
}

static struct ast *parse_otherwise(struct parser *p)
{
    struct ast *left = parse_range(p);
    while (parse_is_word(p, "otherwise"))
        left = parse_binary(p, AST_OTHERWISE, left, parse_range);
    return left;
}

static struct ast *parse_membership(struct parser *p)
{
    struct ast *left = parse_otherwise(p);
    const struct token *after = parse_peek_at(p, 1);
    bool negated = parse_is_word(p, "not") && after->kind == TOKEN_NAME && str_is(after->s, "in");
    if (negated)
        parse_next(p);
    return parse_is_word(p, "in") ? parse_in(p, left, negated) : left;
}

static bool at_comparison(const struct parser *p)
{
    enum token_kind kind = parse_peek(p)->kind;
    return (kind >= TOKEN_EQUAL && kind <= TOKEN_DIFFERS) || parse_is_word(p, "is") ||
           parse_is_word(p, "has");
}

static struct ast *parse_comparison(struct parser *p)
{
    struct ast *left = parse_membership(p);
    if (!at_comparison(p))
        return left;
    if (parse_is_word(p, "is"))
        left = parse_is(p, left);
    else if (parse_is_word(p, "has"))
        left = parse_has(p, left);
    else
        left = parse_binary(p, AST_COMPARE, left, parse_membership);
    if (!at_comparison(p))
        return left;
    const struct token *token = parse_peek(p);
    return parse_fail(p, MSG_EXPR_CHAIN, token->from, token->to, NO_ARGS);
}

static struct ast *parse_not(struct parser *p)
{
    if (!parse_is_word(p, "not"))
        return parse_comparison(p);
    uint32_t from = parse_next(p)->from;
    if (++p->depth > PARSE_DEPTH)
        return parse_fail(p, MSG_EXPR_DEEP, from, from + 3, NO_ARGS);
    struct ast *operand = parse_not(p);
    p->depth--;
    struct ast *node = parse_node_new(p, AST_NOT, from, operand->to);
    node->a = operand;
    node->height = operand->height + 1;
    return node;
}

static struct ast *parse_and(struct parser *p)
{
    struct ast *left = parse_not(p);
    while (parse_is_word(p, "and"))
        left = parse_binary(p, AST_AND, left, parse_not);
    return left;
}

static struct ast *parse_or(struct parser *p)
{
    struct ast *left = parse_and(p);
    while (parse_is_word(p, "or"))
        left = parse_binary(p, AST_OR, left, parse_and);
    return left;
}

static struct ast *parse_over(struct parser *p)
{
    struct ast *left = parse_or(p);
    if (!parse_is_word(p, "over"))
        return left;
    const struct token *word = parse_next(p);
    struct ast *range = parse_range(p);
    if (range->kind != AST_RANGE)
        return parse_fail(p, MSG_EXPR_OVER, word->from, word->to, NO_ARGS);
    return parse_node(p, AST_OVER, word->from, left, range->a, range->b);
}

static struct ast *parse_if(struct parser *p)
{
    static const char *const words[] = {"then", "else"};
    const struct token *word = parse_next(p);
    struct ast *parts[3];
    for (int i = 0; i < 3; i++) {
        if (i > 0 && !parse_skip_word(p, words[i - 1])) {
            const struct token *next = parse_peek(p);
            if (next->kind != TOKEN_END && next->kind != TOKEN_CLOSE)
                return parse_fail_extra(p);
            return parse_fail(p, MSG_EXPR_THEN, word->from, word->to,
                              ARGS(arg_text("word", str_from(words[i - 1]))));
        }
        parts[i] = parse_expression(p);
    }
    struct ast *node = parse_node(p, AST_IF, word->from, parts[0], parts[1], parts[2]);
    node->from = word->from;
    return node;
}

struct ast *parse_expression(struct parser *p)
{
    const struct token *first = parse_peek(p);
    if (p->depth >= PARSE_DEPTH)
        return parse_fail(p, MSG_EXPR_DEEP, first->from, first->to, NO_ARGS);
    p->depth++;
    struct ast *node = parse_is_word(p, "if") ? parse_if(p) : parse_over(p);
    p->depth--;
    return node;
}

static bool parser_begin(struct parser *p, struct arena *arena, struct text formula,
                         struct diags *diags)
{
    struct tokens tokens = {0};
    if (!lex_formula(arena, formula, diags, &tokens))
        return false;
    *p = (struct parser){.arena = arena,
                         .formula = formula,
                         .diags = diags,
                         .tokens = tokens.items,
                         .last = tokens.count - 1};
    return true;
}

static bool parser_end(struct parser *p)
{
    if (!p->failed && !parse_is_sign(p, TOKEN_END))
        parse_fail_extra(p);
    return !p->failed;
}

const struct ast *parse_formula(struct arena *arena, struct text formula, struct diags *diags)
{
    struct parser p;
    if (!parser_begin(&p, arena, formula, diags))
        return NULL;
    struct ast *node = parse_expression(&p);
    return parser_end(&p) ? node : NULL;
}

bool parse_query(struct arena *arena, struct text query, struct diags *diags,
                 struct ast_clauses *out)
{
    struct parser p;
    *out = (struct ast_clauses){0};
    if (!parser_begin(&p, arena, query, diags))
        return false;
    out->source = parse_term(&p);
    parse_clauses(&p, out);
    return parser_end(&p);
}
