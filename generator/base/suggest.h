/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean …": the known name nearest to one that was written.
 *
 * Nearness is the optimal string alignment distance over code points (insert, remove, replace,
 * swap two neighbours; each costs 1; upper and lower case of a letter are the same). A name is
 * near when the distance is at most a third of the longer one's length, at least 1; so `cost`
 * suggests nothing for `x`. Between equals the first in the list wins.
 */
#ifndef LETOPIS_BASE_SUGGEST_H
#define LETOPIS_BASE_SUGGEST_H

#include "base/str.h"

/* One of `names`, or the empty slice when none is near. */
struct str suggest_nearest(struct str wrong, const struct str *names, size_t count);

/* The distance between two names; anything above `limit` is given as limit + 1. Names longer than
 * 64 code points are near only when equal. */
size_t suggest_distance(struct str a, struct str b, size_t limit);

#endif
