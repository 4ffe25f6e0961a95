/* SPDX-License-Identifier: MIT */
/*
 * Finds in a condition what an index can answer.
 *
 * `where a and b and c` is taken apart; an equality between something of the row alone and
 * something that the row has no part in is a key. One key on a stored field goes to the reader's
 * index; several keys, or one on a computed value or a path, to an index that select.c makes over
 * the values of `row_part`. The rest is tried on each row that the index gives.
 */
#ifndef LETOPIS_CALC_SPLIT_H
#define LETOPIS_CALC_SPLIT_H

#include "calc/code.h"

/* Fills keys, rest and memo_by_keys of a query whose other members are set. */
void split_query(struct arena *arena, const struct calc_world *world, struct query *query);

#endif
