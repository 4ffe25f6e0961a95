/* SPDX-License-Identifier: MIT */
/*
 * The tree that the parser makes: what was written, before anything is known about names. Nodes
 * live in an arena and are never changed. `from` and `to` are byte offsets into the formula.
 */
#ifndef LETOPIS_CALC_AST_H
#define LETOPIS_CALC_AST_H

#include "calc/lex.h"

enum ast_kind {
    AST_FAILED,  /* stands where an error was reported */
    AST_NUMBER,  /* s: digits */
    AST_YEARS,   /* s: 2021/2022 */
    AST_DATE,    /* s: 2022-11-06 */
    AST_TEXT,    /* s: without quotes */
    AST_WORD,    /* s: yes, no, none, unknown, this, period, as_of, institution, figure */
    AST_NAME,    /* s */
    AST_FIELD,   /* a . s */
    AST_UNIT,    /* a in the unit s: 30 hour */
    AST_NEGATE,  /* - a */
    AST_NOT,     /* not a */
    AST_BINARY,  /* a op b: + - * / */
    AST_COMPARE, /* a op b: = < > <= >= <> */
    AST_AND,
    AST_OR,
    AST_OTHERWISE,
    AST_IS,    /* a is [not] key */
    AST_HAS,   /* a has key, or b */
    AST_IN,    /* a [not] in keys, or b */
    AST_IF,    /* if a then b else c */
    AST_RANGE, /* a .. b */
    AST_AT,    /* a at b */
    AST_OVER,  /* a over b .. c */
    AST_CALL,  /* s ( call ) */
};

/* A word that is looked up by its place alone: an option, an id, an alias, a field after `by`. */
struct ast_key {
    struct str s; /* empty: there is none */
    uint32_t from, to;
    bool quoted; /* so never known, unknown, none, yes or no */
};

struct ast_keys {
    struct ast_key *items;
    size_t count, capacity;
};

/* SOURCE [of RECORD] [by FIELD] [where CONDITION] [as NAME]; what is missing is NULL or empty. */
struct ast_clauses {
    const struct ast
        *source; /* after `for`, or in a query; NULL where the argument is the source */
    const struct ast *of, *where;
    struct ast_key by, alias;
};

struct ast_args {
    const struct ast **items;
    size_t count, capacity;
};

struct ast_call {
    uint32_t open, close; /* where the parentheses stand */
    bool distinct;
    struct ast_args args;
    struct ast_clauses clauses;
};

struct ast {
    enum ast_kind kind;
    enum token_kind op;
    bool negated;    /* is not, not in */
    uint32_t height; /* of the tree below; bounded */
    uint32_t from, to;
    uint32_t at; /* where the operator, the unit or the field's name stands */
    struct str s;
    const struct ast *a, *b, *c;
    struct ast_keys keys;
    const struct ast_call *call;
};

#endif
