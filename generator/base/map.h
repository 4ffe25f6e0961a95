/* SPDX-License-Identifier: MIT */
/*
 * A hash map from strings to pointer-sized values, in an arena. Keys are slices that must outlive
 * the map. Entries are kept in the order in which they were put, so walking a map is the same on
 * every machine. A zeroed struct is an empty map.
 */
#ifndef LETOPIS_BASE_MAP_H
#define LETOPIS_BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
    struct str key;
    uint64_t hash;
    union {
        void *pointer;
        uint64_t number;
    };
};

struct map {
    struct map_entry *items; /* in order of insertion */
    size_t count, capacity;
    struct map_slot {
        uint32_t index; /* + 1 into items, 0 where free */
        uint32_t tag;   /* of the hash: most other keys are told apart without a look at them */
    } * slots;
    size_t slot_count;
};

/* The entry of `key`, or NULL. Valid until the next map_put(). */
struct map_entry *map_find(const struct map *map, struct str key);

/*
 * The entry of `key`; a new one (with the value zero) when there was none, and then `*added` is
 * true. `added` may be NULL.
 */
struct map_entry *map_put(struct map *map, struct arena *arena, struct str key, bool *added);

#endif
