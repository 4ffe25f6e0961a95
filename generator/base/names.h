/* SPDX-License-Identifier: MIT */
/*
 * A set of names, for sets of which there may be tens of thousands: what a report of 5,000
 * documents publishes. A name costs its bytes, two more, and about eight for finding it; a struct
 * map with a copy of the key costs ten times as much, and more while it grows.
 *
 * With each name goes a byte of marks, to which the owner of the set gives a meaning. A name is
 * known by its number, which it keeps, as its text keeps its place, until names_keep() or
 * names_free(). A zeroed struct is an empty set; it owns its memory.
 *
 *     for (uint32_t name = names_first(set); name != NAMES_END; name = names_next(set, name))
 *         if (*names_marks(set, name) & MADE)
 *             use(names_text(set, name));
 */
#ifndef LETOPIS_BASE_NAMES_H
#define LETOPIS_BASE_NAMES_H

#include "base/str.h"

#include <stdint.h>

struct names_block;

struct names {
    struct names_block *blocks; /* in the order in which they were begun */
    size_t block_count;
    size_t count;    /* of names */
    uint32_t *slots; /* numbers + 1, 0 where free */
    size_t slot_count;
};

#define NAMES_END UINT32_MAX

/* The number of a name, or NAMES_END. */
uint32_t names_find(const struct names *names, struct str name);

/* The same, put there without a mark when there is none. A name holds no NUL. */
uint32_t names_put(struct names *names, struct str name);

/* NUL-terminated. */
struct str names_text(const struct names *names, uint32_t number);
unsigned char *names_marks(struct names *names, uint32_t number);

/* Walking in the order in which they were put; names put on the way are met too. */
uint32_t names_first(const struct names *names);
uint32_t names_next(const struct names *names, uint32_t number);

/* How many have at least one of these marks. */
size_t names_count(struct names *names, unsigned char marks);

/* Leaves those alone that have one of these marks, without any other mark. */
void names_keep(struct names *names, unsigned char marks);

void names_free(struct names *names);

#endif
