/* SPDX-License-Identifier: MIT */
/*
 * What struct calc holds: the compiled formulas, the memo of values, and the state of an
 * evaluation in progress. Private to calc/.
 */
#ifndef LETOPIS_CALC_ENGINE_H
#define LETOPIS_CALC_ENGINE_H

#include "calc/code.h"

enum item_state { ITEM_NEW, ITEM_BUSY, ITEM_DONE };

/* A named formula: a figure or a computed field. */
struct item {
    enum item_state state;
    bool open;        /* waits for itself: whoever meets it now takes its kind as it is */
    bool provisional; /* it met a formula whose kind was not known yet: to be checked again */
    bool cyclic;
    bool is_figure;
    uint8_t flags;        /* CODE_PERIOD, CODE_AS_OF */
    uint16_t noun;        /* of its own forms */
    uint16_t record_type; /* of a computed field */
    size_t index;         /* of the figure or field */
    uint32_t id;          /* for memos */
    struct str name;      /* as in messages: library.cost */
    struct span span;
    struct text formula;
    struct calc_type type;
    const struct expr *expr; /* NULL: faulty */
    const struct item *next; /* while it is checked: the formula that it meets, for cycles */
    bool next_same;          /* that one speaks of the same record and period */
    /* Values of a field that depends on the record alone, by row; made when first needed. */
    struct value *values;
    uint8_t *states; /* enum memo_state */
    uint32_t value_count;
};

enum memo_state { MEMO_EMPTY, MEMO_BUSY, MEMO_DONE };

struct memo_key {
    uint32_t id, row;
    int32_t period, as_of;
    struct value value; /* of an aggregate: its keys, a list where there are several */
};

struct memo_entry {
    struct memo_key key;
    uint64_t hash;
    uint8_t state;  /* enum memo_state */
    uint32_t tally; /* in calc->tallies, + 1; 0: none */
    struct value value;
};

/* Entries never move in their blocks; slots are found by hash. */
struct memo {
    struct {
        struct memo_entry **items;
        size_t count, capacity;
    } blocks;
    size_t count;    /* of entries */
    uint32_t *slots; /* entry + 1 */
    size_t slot_count;
};

/* A computation that is going on, for cycles. */
struct active {
    const struct active *outer;
    const struct item *item;
    uint32_t row;
    int32_t period, as_of;
};

/* Numbers on their way into a sum; nested aggregates stack theirs on top. */
struct number_stack {
    struct number *items;
    size_t count, capacity;
};

struct row_index; /* an index over a formula's values; select.c */
struct tracer;    /* trace.c */

struct pending {
    const struct item *item;
    uint32_t row;
    int32_t period, as_of;
};

struct calc {
    struct arena *arena;
    struct calc_world *world;
    struct diags *diags; /* of the call in progress */
    struct map type_names, figure_names;
    struct item *figures;
    struct item **fields; /* by type and field; entries of stored fields are unused */
    uint32_t next_id;     /* of items and queries */

    /* checking */
    unsigned check_depth;
    struct item *postponed; /* deeper than CHECK_DEPTH: to be checked first */

    /* evaluating */
    struct memo memo;
    struct {
        struct tally *items; /* eval.h */
        size_t count, capacity;
    } tallies; /* of aggregates in the memo */
    const struct active *active;
    unsigned depth;
    bool deferring; /* unwinding: `deferred` has to be evaluated first */
    struct pending deferred;
    struct number_stack numbers;
    struct {
        struct row_index **items;
        size_t count, capacity;
    } indexes;
    struct tracer *tracer;
    struct map reports; /* run-time messages by place, to stop after a few */
};

/* What the checker may nest of formulas that need each other before it postpones one. */
enum { CHECK_DEPTH = 48 };

/* compile.c: checks `item` if that was not done yet. */
void calc_need_item(struct calc *calc, struct item *item);

/* memo.c: the entry of `key`, a new one in state MEMO_EMPTY where there was none. */
struct memo_entry *memo_put(struct memo *memo, struct arena *arena, const struct memo_key *key);
struct memo_entry *memo_find(const struct memo *memo, const struct memo_key *key);
void memo_free(struct memo *memo);

#endif
