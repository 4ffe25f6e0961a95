/* SPDX-License-Identifier: MIT */
/* An aggregate while its items come in. Private to gather.c, total.c and aggregate.c. */
#ifndef LETOPIS_CALC_GATHER_H
#define LETOPIS_CALC_GATHER_H

#include "calc/eval.h"

struct gathering {
    struct calc *calc;
    const struct query *query;
    const struct code *filter;
    struct tally *tally; /* NULL unless traced */
    struct value *items; /* list, median of what is no number, distinct */
    size_t count, capacity;
    size_t numbers;      /* of this aggregate on the number stack, from here */
    struct number whole; /* the sum of the integers */
    size_t used;         /* items with a value */
    size_t left_out;     /* by an undecided condition after where */
    size_t yes, undecided;
    struct value best, missing; /* missing: VALUE_YES_NO where nothing is */
    uint8_t marks;
    bool by_keys; /* as in struct selection */
    bool done;
};

/* gather.c: everything that `query` ranges over; `keys` may be NULL (select.h), `row_count` too. */
struct value gather_query(struct calc *calc, const struct query *query, const struct calc_at *at,
                          struct tally *tally, const struct value *keys, size_t *row_count);

/* total.c: what has come in, as one value; gives temporary memory back. */
struct value gather_finish(struct gathering *g);

#endif
