/* SPDX-License-Identifier: MIT */
/*
 * Walking the checked tree. Private to calc/.
 *
 * What is missing: FAILED (reported already) goes before `none` (does not apply), which goes
 * before `unknown`. Arithmetic with any of them gives it; = and <> take none as a value that
 * equals only none; < and > with none do not apply; and, or decide as soon as one side does.
 *
 * Depth. Every computation of a figure or computed field inside another takes C stack. When the
 * nesting passes EVAL_DEPTH, the innermost is noted in calc->deferred and everything unwinds;
 * eval_root() computes that one first, from an empty stack, and then starts again, finding it in
 * the memo. So a chain through ten thousand periods is computed in pieces, each of them twice.
 */
#ifndef LETOPIS_CALC_EVAL_H
#define LETOPIS_CALC_EVAL_H

#include "calc/engine.h"

/* Nested nodes of the tree, over all formulas in progress. */
enum { EVAL_DEPTH = 1200 };

/* eval.c */
struct value eval_code(struct calc *calc, const struct code *code, const struct calc_at *at);
/* From an empty stack; deals with what is too deep. */
struct value eval_root(struct calc *calc, const struct code *code, const struct calc_at *at);
/* An empty stack. */
void eval_begin(struct calc *calc);
const struct calc_frame *eval_frame(const struct calc_at *at, unsigned hop);
/* The one of two values, at least one of them missing, that decides; with the marks of both. */
struct value eval_missing(struct value a, struct value b);
struct value eval_logic(struct value a, struct value b, bool both);
struct value eval_negation(struct value value);

/* eval_item.c */
struct value eval_item(struct calc *calc, struct item *item, uint32_t row,
                       const struct calc_at *at);
struct value eval_stored(struct calc *calc, struct record record, size_t field, uint8_t flags,
                         const struct calc_at *at);
struct value eval_single(struct calc *calc, uint16_t type, const struct calc_at *at);
/* `at` in another period: as_of becomes that period's last day. */
struct calc_at eval_at_period(const struct calc *calc, const struct calc_at *at, int32_t period);
/* Computes calc->deferred, and what that defers in turn. */
void eval_settle(struct calc *calc);

/* eval_number.c */
struct value eval_arithmetic(struct calc *calc, const struct code *code, const struct calc_at *at);
/* Records of two periods are equal when their ids are. */
struct value eval_compare(struct calc *calc, enum code_compare compare, struct value a,
                          struct value b);
/* The number, or FAILED after reporting an overflow. */
struct value eval_number(struct calc *calc, const struct code *code, struct number number,
                         uint8_t marks);

/* eval_key.c */
struct value eval_key(struct calc *calc, const struct code *code, const struct calc_at *at);

/* eval_time.c */
struct value eval_time(struct calc *calc, const struct code *code, const struct calc_at *at);

/* eval_function.c */
struct value eval_function(struct calc *calc, const struct code *code, const struct calc_at *at);

/* aggregate.c */
struct value eval_aggregate(struct calc *calc, const struct code *code, const struct calc_at *at);
struct value eval_map(struct calc *calc, const struct code *code, const struct calc_at *at);
/* What an aggregate counted, for traces and for notes under tables. */
struct tally {
    bool by_index; /* indexes may be used */
    size_t total, used, undecided;
    struct span places[TRACE_PLACES];
    size_t place_count;
};
struct value eval_query(struct calc *calc, const struct query *query, const struct calc_at *at,
                        struct tally *tally);
/* Whether the aggregate was counted when it was computed, and what came of both. */
bool eval_counted(struct calc *calc, const struct code *code, const struct calc_at *at,
                  struct tally *tally, struct value *value);

/* select.c */
struct selection {
    struct calc_rows rows;
    const struct code *filter; /* still to be tried on each row; NULL: none */
    struct calc_rows missing;  /* rows of which a key's part is not known: left out, or undecided */
    uint8_t marks;             /* of keys that were not given */
    bool by_keys;              /* the equalities with the keys hold and are not tried any more */
    bool nothing;              /* a key is unknown: no row can be decided for */
    bool failed;
};
/* How exactly rows that are left out must be known. */
enum select_mode {
    SELECT_FAST,    /* not at all */
    SELECT_MISSING, /* those that are undecided */
    SELECT_WHOLE,   /* all of them: no index for the condition */
};
/* The rows that a query over a type or rows ranges over. `keys`: the values of its keys, or NULL.
 */
struct selection select_rows(struct calc *calc, const struct query *query, const struct calc_at *at,
                             enum select_mode mode, const struct value *keys);
/* The value of `of`, or those of the keys. */
size_t select_keys(struct calc *calc, const struct query *query, const struct calc_at *at,
                   struct value keys[QUERY_KEYS]);
void select_free(struct calc *calc);

void number_stack_free(struct number_stack *stack);

/* trace.c */
void trace_field(struct calc *calc, const struct code *code, struct record record,
                 struct value value, const struct calc_at *at);
struct value trace_item(struct calc *calc, struct item *item, uint32_t row,
                        const struct calc_at *at);
struct value trace_aggregate(struct calc *calc, const struct code *code, const struct calc_at *at);

#endif
