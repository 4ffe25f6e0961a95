/* SPDX-License-Identifier: MIT */
#include "calc/parser.h"

/* Names, numbers, - and . that touch each other make one word: novy-bor, 2.10, 3a. */
static size_t key_tokens(const struct parser *p)
{
    const struct token *first = parse_peek(p);
    if (first->kind != TOKEN_NAME && first->kind != TOKEN_NUMBER)
        return 0;
    size_t count = 1;
    for (;; count++) {
        const struct token *before = parse_peek_at(p, count - 1), *next = parse_peek_at(p, count);
        bool part = next->kind == TOKEN_NAME || next->kind == TOKEN_NUMBER ||
                    next->kind == TOKEN_MINUS ||
                    (next->kind == TOKEN_DOT && first->kind == TOKEN_NUMBER);
        if (!part || next->from != before->to)
            break;
    }
    if (parse_peek_at(p, count - 1)->kind == TOKEN_MINUS)
        count--;
    return count;
}

/* Whether the next tokens are one word and not the beginning of an expression. */
static bool at_key(const struct parser *p)
{
    if (parse_is_sign(p, TOKEN_TEXT))
        return true;
    size_t count = key_tokens(p);
    enum token_kind after = parse_peek_at(p, count)->kind;
    bool expression = after == TOKEN_DOT || after == TOKEN_OPEN || after == TOKEN_RANGE;
    struct str word = parse_peek(p)->s;
    bool reserved = count == 1 && lex_is_reserved(word) && !str_is(word, "known") &&
                    !str_is(word, "unknown") && !str_is(word, "none") && !str_is(word, "yes") &&
                    !str_is(word, "no");
    return count > 0 && !expression && !reserved;
}

static struct ast_key take_key(struct parser *p)
{
    const struct token *first = parse_peek(p);
    if (first->kind == TOKEN_TEXT) {
        parse_next(p);
        return (struct ast_key){first->s, first->from, first->to, true};
    }
    size_t count = key_tokens(p);
    const struct token *last = parse_peek_at(p, count - 1);
    p->at += count;
    return (struct ast_key){str_slice(p->formula.s, first->from, last->to), first->from, last->to,
                            false};
}

static struct ast *key_node(struct parser *p, enum ast_kind kind, const struct token *word,
                            struct ast *left, struct ast_keys keys, bool negated)
{
    struct ast *node = parse_node(p, kind, word->from, left, NULL, NULL);
    node->keys = keys;
    node->negated = negated;
    node->to = p->at > 0 ? p->tokens[p->at - 1].to : node->to;
    return node;
}

/* The part after the word as an expression. */
static struct ast *value_node(struct parser *p, enum ast_kind kind, const struct token *word,
                              struct ast *left, bool negated)
{
    struct ast *right = parse_sum(p);
    if (parse_is_sign(p, TOKEN_RANGE)) {
        uint32_t at = parse_next(p)->from;
        right = parse_node(p, AST_RANGE, at, right, parse_sum(p), NULL);
    }
    struct ast *node = parse_node(p, kind, word->from, left, right, NULL);
    node->negated = negated;
    return node;
}

struct ast *parse_is(struct parser *p, struct ast *left)
{
    const struct token *word = parse_next(p);
    bool negated = parse_skip_word(p, "not");
    if (!at_key(p)) {
        const struct token *found = parse_peek(p);
        return parse_fail(p, MSG_EXPR_KEY, found->kind == TOKEN_END ? word->from : found->from,
                          found->kind == TOKEN_END ? word->to : found->to,
                          ARGS(arg_text("word", STR("is"))));
    }
    struct ast_keys keys = {0};
    ARENA_PUSH(p->arena, &keys, take_key(p));
    return key_node(p, AST_IS, word, left, keys, negated);
}

struct ast *parse_has(struct parser *p, struct ast *left)
{
    const struct token *word = parse_next(p);
    if (!at_key(p))
        return value_node(p, AST_HAS, word, left, false);
    struct ast_keys keys = {0};
    ARENA_PUSH(p->arena, &keys, take_key(p));
    return key_node(p, AST_HAS, word, left, keys, false);
}

/* Whether a parenthesis opens a list of keys: (a, b) but not (period - 1). */
static bool at_key_list(struct parser *p)
{
    if (!parse_is_sign(p, TOKEN_OPEN))
        return false;
    size_t start = p->at;
    parse_next(p);
    bool list = at_key(p);
    if (list) {
        take_key(p);
        list = parse_is_sign(p, TOKEN_COMMA) || parse_is_sign(p, TOKEN_CLOSE);
    }
    p->at = start;
    return list;
}

struct ast *parse_in(struct parser *p, struct ast *left, bool negated)
{
    const struct token *word = parse_next(p);
    const struct token *open = parse_peek(p);
    bool list = at_key_list(p);
    if (list)
        parse_next(p);
    else if (!at_key(p))
        return value_node(p, AST_IN, word, left, negated);
    struct ast_keys keys = {0};
    do {
        if (!at_key(p))
            return parse_fail_value(p);
        ARENA_PUSH(p->arena, &keys, take_key(p));
    } while ((list || !p->in_arguments) && parse_skip_sign(p, TOKEN_COMMA));
    if (list && !parse_skip_sign(p, TOKEN_CLOSE)) {
        if (!parse_is_sign(p, TOKEN_END))
            return parse_fail_extra(p);
        return parse_fail(p, MSG_EXPR_OPEN, open->from, open->to, NO_ARGS);
    }
    return key_node(p, AST_IN, word, left, keys, negated);
}
