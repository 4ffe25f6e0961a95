/* SPDX-License-Identifier: MIT */
/* What an aggregate or a query ranges over, while it is checked: check_source.c finds the source
 * and the field after `of`, check_aggregate.c the rest. */
#ifndef LETOPIS_CALC_RANGING_H
#define LETOPIS_CALC_RANGING_H

#include "calc/checker.h"

struct ranging {
    struct query *query;
    const struct ast_clauses *clauses;
    struct calc_scope scope; /* of the item */
    struct calc_type item;
    uint8_t flags;
    uint32_t scopes; /* seen from outside */
    bool is_private;
    bool where_private;
    bool bad;
};

/* What a part reads counts for the whole; `inside`: it stands where the item is hop 0. */
void ranging_take_flags(struct ranging *r, const struct code *code, bool inside);
/* What stands after `for`, or a source as the only argument. */
void ranging_source(struct checker *c, struct ranging *r, const struct ast *source);
void ranging_list(struct ranging *r, const struct checked *list, const struct calc_type *element);
/* The rows at hand as the source; false when there are none. */
bool ranging_rows(struct checker *c, struct ranging *r);
/* `of` and `by`. */
void ranging_of(struct checker *c, struct ranging *r);

#endif
