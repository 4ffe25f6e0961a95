/* SPDX-License-Identifier: MIT */
#include "calc/parser.h"

/* After the inside of a parenthesis: steps over ) or reports the one that opened it. */
static bool parse_close(struct parser *p, const struct token *open)
{
    if (p->failed || parse_skip_sign(p, TOKEN_CLOSE))
        return !p->failed;
    if (parse_is_sign(p, TOKEN_END))
        parse_fail(p, MSG_EXPR_OPEN, open->from, open->to, NO_ARGS);
    else
        parse_fail_extra(p);
    return false;
}

static struct ast *parse_group(struct parser *p)
{
    const struct token *open = parse_next(p);
    bool outside = p->in_arguments;
    p->in_arguments = false;
    struct ast *inside = parse_expression(p);
    p->in_arguments = outside;
    parse_close(p, open);
    struct ast *node = ARENA_NEW(p->arena, struct ast);
    *node = *inside;
    node->from = open->from;
    node->to = p->tokens[p->at > 0 ? p->at - 1 : 0].to;
    return node;
}

static void parse_name_after(struct parser *p, const struct token *word, const char *what,
                             struct ast_key *key)
{
    const struct token *name = parse_peek(p);
    if (key->s.n > 0) {
        parse_fail(p, MSG_EXPR_TWICE, word->from, word->to, ARGS(arg_text("word", word->s)));
    } else if (name->kind != TOKEN_NAME || lex_is_reserved(name->s)) {
        parse_fail(p, MSG_EXPR_NAME, word->from, word->to,
                   ARGS(arg_text("word", word->s), arg_words("what", str_from(what))));
    } else {
        parse_next(p);
        *key = (struct ast_key){name->s, name->from, name->to, false};
    }
}

static void parse_clause(struct parser *p, const struct ast **clause,
                         struct ast *(*part)(struct parser *))
{
    const struct token *word = parse_next(p);
    if (*clause)
        parse_fail(p, MSG_EXPR_TWICE, word->from, word->to, ARGS(arg_text("word", word->s)));
    else
        *clause = part(p);
}

void parse_clauses(struct parser *p, struct ast_clauses *clauses)
{
    bool outside = p->in_arguments;
    p->in_arguments = false;
    for (;;) {
        if (parse_is_word(p, "for"))
            parse_clause(p, &clauses->source, parse_term);
        else if (parse_is_word(p, "of"))
            parse_clause(p, &clauses->of, parse_term);
        else if (parse_is_word(p, "where"))
            parse_clause(p, &clauses->where, parse_expression);
        else if (parse_is_word(p, "by"))
            parse_name_after(p, parse_next(p), "the field that refers to the record", &clauses->by);
        else if (parse_is_word(p, "as"))
            parse_name_after(p, parse_next(p), "the record at hand, such as “other”",
                             &clauses->alias);
        else
            break;
    }
    p->in_arguments = outside;
}

static bool at_clause(const struct parser *p)
{
    return parse_is_word(p, "for") || parse_is_word(p, "of") || parse_is_word(p, "where") ||
           parse_is_word(p, "as");
}

static struct ast *parse_call(struct parser *p, const struct token *name)
{
    const struct token *open = parse_next(p);
    struct ast_call *call = ARENA_NEW(p->arena, struct ast_call);
    bool outside = p->in_arguments;
    p->in_arguments = true;
    const struct token *after = parse_peek_at(p, 1);
    bool starts_value = after->kind == TOKEN_NAME && !str_is(after->s, "for") &&
                        !str_is(after->s, "of") && !str_is(after->s, "where");
    if (parse_is_word(p, "distinct") && starts_value) {
        parse_next(p);
        call->distinct = true;
    }
    uint32_t height = 0;
    if (!parse_is_sign(p, TOKEN_CLOSE) && !at_clause(p)) {
        do {
            struct ast *arg = parse_expression(p);
            ARENA_PUSH(p->arena, &call->args, arg);
            height = arg->height > height ? arg->height : height;
        } while (parse_skip_sign(p, TOKEN_COMMA));
    }
    parse_clauses(p, &call->clauses);
    p->in_arguments = outside;
    parse_close(p, open);
    call->open = open->from;
    call->close = p->tokens[p->at > 0 ? p->at - 1 : 0].from;
    if (call->clauses.where && call->clauses.where->height > height)
        height = call->clauses.where->height;
    struct ast *node = parse_node_new(p, AST_CALL, name->from, call->close + 1);
    node->s = name->s;
    node->call = call;
    node->height = height + 1;
    if (node->height > PARSE_DEPTH)
        return parse_fail(p, MSG_EXPR_DEEP, node->from, node->to, NO_ARGS);
    return node;
}

static struct ast *parse_leaf(struct parser *p, enum ast_kind kind)
{
    const struct token *token = parse_next(p);
    struct ast *node = parse_node_new(p, kind, token->from, token->to);
    node->s = token->s;
    return node;
}

static struct ast *parse_named(struct parser *p)
{
    static const char *const words[] = {"yes",    "no",    "none",        "unknown", "this",
                                        "period", "as_of", "institution", "figure"};
    const struct token *name = parse_peek(p);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(name->s, words[i]))
            return parse_leaf(p, AST_WORD);
    if (lex_is_reserved(name->s))
        return parse_fail_value(p);
    if (parse_peek_at(p, 1)->kind != TOKEN_OPEN)
        return parse_leaf(p, AST_NAME);
    parse_next(p);
    return parse_call(p, name);
}

/* 2021/2022 or 2021/22 without spaces is a school year. */
static bool at_school_year(const struct parser *p)
{
    const struct token *first = parse_peek(p), *slash = parse_peek_at(p, 1),
                       *second = parse_peek_at(p, 2);
    if (slash->kind != TOKEN_SLASH || second->kind != TOKEN_NUMBER || slash->from != first->to ||
        second->from != slash->to || first->s.n != 4 || (second->s.n != 4 && second->s.n != 2))
        return false;
    int digits[2] = {0, 0};
    for (size_t i = 0; i < 4; i++)
        digits[0] = digits[0] * 10 + (first->s.p[i] - '0');
    for (size_t i = 0; i < second->s.n; i++)
        digits[1] = digits[1] * 10 + (second->s.p[i] - '0');
    int next = digits[0] + 1;
    return digits[1] == (second->s.n == 4 ? next : next % 100);
}

static struct ast *parse_number(struct parser *p)
{
    if (!at_school_year(p))
        return parse_leaf(p, AST_NUMBER);
    const struct token *first = parse_next(p);
    parse_next(p);
    const struct token *second = parse_next(p);
    struct ast *node = parse_node_new(p, AST_YEARS, first->from, second->to);
    node->s = str_slice(p->formula.s, first->from, second->to);
    return node;
}

static struct ast *parse_primary(struct parser *p)
{
    const struct token *token = parse_peek(p);
    if (token->kind == TOKEN_NUMBER)
        return parse_number(p);
    if (token->kind == TOKEN_DATE)
        return parse_leaf(p, AST_DATE);
    if (token->kind == TOKEN_TEXT)
        return parse_leaf(p, AST_TEXT);
    if (token->kind == TOKEN_OPEN)
        return parse_group(p);
    return token->kind == TOKEN_NAME ? parse_named(p) : parse_fail_value(p);
}

static bool is_calendar_word(struct str s)
{
    return str_is(s, "day") || str_is(s, "days") || str_is(s, "month") || str_is(s, "months") ||
           str_is(s, "year") || str_is(s, "years");
}

/* A word right after a number is its unit; after anything else only days, months and years are. */
static bool at_unit(const struct parser *p, struct ast *node)
{
    const struct token *next = parse_peek(p);
    if (next->kind != TOKEN_NAME || lex_is_word(next->s))
        return false;
    return node->kind == AST_NUMBER || is_calendar_word(next->s);
}

static struct ast *parse_path(struct parser *p)
{
    struct ast *node = parse_primary(p);
    while (parse_is_sign(p, TOKEN_DOT)) {
        const struct token *dot = parse_next(p);
        const struct token *name = parse_peek(p);
        if (name->kind != TOKEN_NAME)
            return parse_fail(p, MSG_EXPR_NAME, dot->from, dot->to,
                              ARGS(arg_text("word", STR(".")), arg_words("what", STR("a field"))));
        parse_next(p);
        struct ast *path = parse_node(p, AST_FIELD, name->from, node, NULL, NULL);
        path->s = name->s;
        path->to = name->to;
        node = path;
    }
    if (at_unit(p, node)) {
        const struct token *unit = parse_next(p);
        struct ast *with = parse_node(p, AST_UNIT, unit->from, node, NULL, NULL);
        with->s = unit->s;
        with->to = unit->to;
        node = with;
    }
    return node;
}

/*
 * After `at`: a year, `period`, a path or a parenthesis; after all but a year also + or - and a
 * number, so that `x at period - 1` and `x at 2020 - y` both mean what they seem to.
 */
static struct ast *parse_at(struct parser *p, struct ast *left)
{
    const struct token *word = parse_next(p);
    const struct token *first = parse_peek(p);
    if (first->kind != TOKEN_NUMBER && first->kind != TOKEN_NAME && first->kind != TOKEN_OPEN)
        return parse_fail(p, MSG_EXPR_PERIOD, word->from, word->to,
                          ARGS(arg_text("word", word->s)));
    struct ast *when = parse_path(p);
    bool sign = parse_is_sign(p, TOKEN_MINUS) || parse_is_sign(p, TOKEN_PLUS);
    if (sign && first->kind == TOKEN_NAME && parse_peek_at(p, 1)->kind == TOKEN_NUMBER) {
        const struct token *op = parse_next(p);
        when = parse_node(p, AST_BINARY, op->from, when, parse_leaf(p, AST_NUMBER), NULL);
        when->op = op->kind;
    }
    return parse_node(p, AST_AT, word->from, left, when, NULL);
}

struct ast *parse_term(struct parser *p)
{
    struct ast *node = parse_path(p);
    while (parse_is_word(p, "at"))
        node = parse_at(p, node);
    return node;
}
