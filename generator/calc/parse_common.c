/* SPDX-License-Identifier: MIT */
#include "calc/parser.h"

const struct token *parse_peek(const struct parser *p)
{
    return &p->tokens[p->at];
}

const struct token *parse_peek_at(const struct parser *p, size_t ahead)
{
    return &p->tokens[p->at + ahead < p->last ? p->at + ahead : p->last];
}

const struct token *parse_next(struct parser *p)
{
    const struct token *token = parse_peek(p);
    if (p->at < p->last)
        p->at++;
    return token;
}

bool parse_is_sign(const struct parser *p, enum token_kind kind)
{
    return parse_peek(p)->kind == kind;
}

bool parse_is_word(const struct parser *p, const char *word)
{
    return parse_is_sign(p, TOKEN_NAME) && str_is(parse_peek(p)->s, word);
}

bool parse_skip_word(struct parser *p, const char *word)
{
    bool found = parse_is_word(p, word);
    if (found)
        p->at++;
    return found;
}

bool parse_skip_sign(struct parser *p, enum token_kind kind)
{
    bool found = parse_is_sign(p, kind);
    if (found)
        parse_next(p);
    return found;
}

struct ast *parse_node_new(struct parser *p, enum ast_kind kind, uint32_t from, uint32_t to)
{
    struct ast *node = ARENA_NEW(p->arena, struct ast);
    node->kind = kind;
    node->from = node->at = from;
    node->to = to;
    node->height = 1;
    return node;
}

struct ast *parse_fail(struct parser *p, enum message message, uint32_t from, uint32_t to,
                       const struct diag_arg *args)
{
    if (!p->failed)
        diag_add(p->diags, message, text_span(p->formula, from, to), args);
    p->failed = true;
    p->at = p->last;
    return parse_node_new(p, AST_FAILED, from, to);
}

struct ast *parse_node(struct parser *p, enum ast_kind kind, uint32_t at, const struct ast *a,
                       const struct ast *b, const struct ast *c)
{
    const struct ast *last = c ? c : b ? b : a;
    struct ast *node = parse_node_new(p, kind, a->from, last->to);
    node->at = at;
    node->a = a;
    node->b = b;
    node->c = c;
    const struct ast *children[] = {a, b, c};
    for (int i = 0; i < 3; i++)
        if (children[i] && children[i]->height >= node->height)
            node->height = children[i]->height + 1;
    if (node->height > PARSE_DEPTH)
        return parse_fail(p, MSG_EXPR_DEEP, node->from, node->to, NO_ARGS);
    return node;
}

struct ast *parse_fail_value(struct parser *p)
{
    const struct token *token = parse_peek(p);
    if (token->kind != TOKEN_END)
        return parse_fail(p, MSG_EXPR_VALUE, token->from, token->to,
                          ARGS(arg_text("found", token->s)));
    if (p->at == 0)
        return parse_fail(p, MSG_EXPR_EMPTY, token->from, token->to, NO_ARGS);
    const struct token *before = &p->tokens[p->at - 1];
    struct str after = str_slice(p->formula.s, before->from, before->to);
    return parse_fail(p, MSG_EXPR_ENDS, before->from, before->to, ARGS(arg_text("after", after)));
}

struct ast *parse_fail_extra(struct parser *p)
{
    const struct token *token = parse_peek(p);
    enum message message = token->kind == TOKEN_CLOSE ? MSG_EXPR_CLOSE : MSG_EXPR_EXTRA;
    struct str found = str_slice(p->formula.s, token->from, token->to);
    return parse_fail(p, message, token->from, token->to, ARGS(arg_text("found", found)));
}
