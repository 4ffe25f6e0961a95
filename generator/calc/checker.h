/* SPDX-License-Identifier: MIT */
/*
 * The checker: tree to checked tree, with the kind of every part. Shared by check*.c and names.c.
 *
 * After an error a part has an open kind (kind.h) and goes with everything, so that one fault
 * gives one message and the rest of the formula is checked as well.
 */
#ifndef LETOPIS_CALC_CHECKER_H
#define LETOPIS_CALC_CHECKER_H

#include "calc/ast.h"
#include "calc/engine.h"
#include "calc/kind.h"

/* How deep records at hand may be nested in one formula: bits of code.scopes. */
enum { CHECK_SCOPES = 30 };

struct checked {
    struct code *code; /* never NULL */
    struct calc_type type;
};

struct checker {
    struct calc *calc;
    struct arena *arena;
    struct text formula;
    struct diags *diags;
    const struct calc_scope *scope;
    struct item *item;                   /* the named formula that this is; NULL: any other */
    const struct calc_scope *item_scope; /* its own record */
    unsigned shifted;                    /* inside previous, at, over: speaks of another period */
    unsigned scopes;                     /* how many are open */
    bool provisional;                    /* met a formula whose kind is not known yet */
    bool failed;
};

/* check.c */
struct checked check_node(struct checker *c, const struct ast *node);
/* Must be yes/no; `what` names the place for the message. */
struct checked check_condition(struct checker *c, const struct ast *node, const char *what);

/* check_common.c */
struct code *check_code(struct checker *c, enum code_op op, const struct ast *node);
/* A node over parts; its flags and scopes are theirs. */
struct code *check_join(struct checker *c, enum code_op op, const struct ast *node,
                        const struct code *a, const struct code *b, const struct code *d);
struct checked check_failed(struct checker *c, const struct ast *node);
void check_error(struct checker *c, enum message message, uint32_t from, uint32_t to,
                 const struct diag_arg *args);
struct checked check_error_at(struct checker *c, const struct ast *node, enum message message,
                              const struct diag_arg *args);
struct str check_words(struct checker *c, const struct calc_type *type);
struct str check_text(const struct checker *c, const struct ast *node);
/* "a, b, c"; at most a dozen, then "…". */
struct str check_list(struct checker *c, const struct str *names, size_t count);
struct checked check_const(struct checker *c, const struct ast *node, struct value value,
                           struct calc_type type);
/* The error that `part` is not a `wanted`. */
struct checked check_wrong_kind(struct checker *c, const struct ast *node,
                                const struct checked *part, const char *what, const char *wanted);
/* `part` times a factor; itself where the factor is 1. */
struct checked check_scale(struct checker *c, const struct ast *node, struct checked part,
                           struct number factor);

/* names.c */
struct checked check_name(struct checker *c, const struct ast *node);
struct checked check_word(struct checker *c, const struct ast *node);
struct checked check_path(struct checker *c, const struct ast *node);
/* The error for a type that there is not, with the nearest known one. */
struct checked check_unknown_type(struct checker *c, const struct ast *node);
/* The innermost record, row or rows at hand; `*hop` says how far out. NULL: none. */
const struct calc_scope *check_at_hand(const struct checker *c, uint16_t *hop);
/* Whether `name` has a meaning as a value here (so is not only a type's name). */
bool check_is_value_name(struct checker *c, struct str name);

/* field.c */
struct checked check_field_of(struct checker *c, const struct ast *node, struct checked record,
                              struct str name, uint32_t from, uint32_t to);
/* Field `index` of the record at `hop` (SCOPE_RECORD). */
struct checked check_scope_field(struct checker *c, const struct ast *node, uint16_t record_type,
                                 uint16_t hop, size_t index);
struct checked check_item(struct checker *c, struct item *item, bool same, enum code_op op,
                          const struct ast *node);

/* check_number.c */
struct checked check_binary(struct checker *c, const struct ast *node);
struct checked check_compare(struct checker *c, const struct ast *node);
struct checked check_negate(struct checker *c, const struct ast *node);
/* Makes `right` of the kind and measure of `left` where that can be done silently (measures of
 * one dimension, a year written as a number, a date in quotes); false after an error. `sign` is
 * for the message. */
bool check_unite(struct checker *c, const struct ast *node, struct checked *left,
                 struct checked *right, const char *sign, bool nouns_matter);

/* `part` as an option among those of `type`, by its key. */
struct checked check_as_option(struct checker *c, const struct ast *node, struct checked part,
                               const struct calc_type *type);

/* check_time.c */
struct checked check_unit(struct checker *c, const struct ast *node);
struct checked check_years(struct checker *c, const struct ast *node);
struct checked check_date(struct checker *c, const struct ast *node);
/* + and - where a date, month or period is on the left; false: not such a case. */
bool check_time_sum(struct checker *c, const struct ast *node, struct checked left,
                    struct checked *right, struct checked *out);
struct checked check_at(struct checker *c, const struct ast *node);
struct checked check_over(struct checker *c, const struct ast *node);
/* What the frames are that hold here, for code.frames. */
const struct frame_kind *check_frames(struct checker *c);
/* `part` as a period; a whole number becomes one. */
struct checked check_as_period(struct checker *c, const struct ast *node, struct checked part);

/* check_key.c */
struct checked check_is(struct checker *c, const struct ast *node);
struct checked check_has(struct checker *c, const struct ast *node);
struct checked check_in(struct checker *c, const struct ast *node);

/* check_text.c: text(field), text(field, "option") */
struct checked check_option_text(struct checker *c, const struct ast *node);

/* check_call.c */
struct checked check_call(struct checker *c, const struct ast *node);

/* check_aggregate.c */
bool check_is_aggregate(struct str name);
struct checked check_aggregate(struct checker *c, const struct ast *node);
bool check_query(struct checker *c, const struct ast_clauses *clauses, struct calc_query *out);

/* compile.c: parses and checks; NULL after reporting. */
const struct expr *check_formula(struct checker *c);

#endif
