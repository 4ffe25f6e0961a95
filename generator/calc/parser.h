/* SPDX-License-Identifier: MIT */
/*
 * The parser's own state, shared by parse.c (operators), parse_term.c (values, calls, clauses) and
 * parse_key.c (what stands after is, has, in). After an error `at` points to the last token, so
 * that everything comes to its end by itself.
 */
#ifndef LETOPIS_CALC_PARSER_H
#define LETOPIS_CALC_PARSER_H

#include "calc/parse.h"

struct parser {
    struct arena *arena;
    struct text formula;
    struct diags *diags;
    const struct token *tokens; /* the last one is TOKEN_END */
    size_t at, last;
    unsigned depth;
    bool in_arguments; /* a comma begins the next argument */
    bool failed;
};

/* parse.c */
struct ast *parse_expression(struct parser *p);
struct ast *parse_sum(struct parser *p);

/* parse_term.c */
struct ast *parse_term(struct parser *p);
void parse_clauses(struct parser *p, struct ast_clauses *clauses);

/* parse_key.c */
struct ast *parse_is(struct parser *p, struct ast *left);
struct ast *parse_has(struct parser *p, struct ast *left);
struct ast *parse_in(struct parser *p, struct ast *left, bool negated);

/* parse_common.c */
const struct token *parse_peek(const struct parser *p);
const struct token *parse_peek_at(const struct parser *p, size_t ahead);
bool parse_is_word(const struct parser *p, const char *word);
bool parse_is_sign(const struct parser *p, enum token_kind kind);
/* Steps over the word or sign if it is next. */
bool parse_skip_word(struct parser *p, const char *word);
bool parse_skip_sign(struct parser *p, enum token_kind kind);
const struct token *parse_next(struct parser *p);

struct ast *parse_fail(struct parser *p, enum message message, uint32_t from, uint32_t to,
                       const struct diag_arg *args);
/* What is wrong where a value, or the rest of a formula, cannot begin with the next token. */
struct ast *parse_fail_value(struct parser *p);
struct ast *parse_fail_extra(struct parser *p);

/* A node over its children; its height is theirs and one more. */
struct ast *parse_node(struct parser *p, enum ast_kind kind, uint32_t at, const struct ast *a,
                       const struct ast *b, const struct ast *c);
struct ast *parse_node_new(struct parser *p, enum ast_kind kind, uint32_t from, uint32_t to);

#endif
