/* SPDX-License-Identifier: MIT */
#include "base/map.h"

/* Open addressing with linear probing; the table is at most half full. */

static size_t slot_of(const struct map *map, struct str key, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    size_t slot = (size_t)(hash ^ hash >> 32) & mask;
    for (;; slot = (slot + 1) & mask) {
        uint32_t index = map->slots[slot];
        if (index == 0)
            return slot;
        const struct map_entry *entry = &map->items[index - 1];
        if (entry->hash == hash && str_equal(entry->key, key))
            return slot;
    }
}

struct map_entry *map_find(const struct map *map, struct str key)
{
    if (map->count == 0)
        return NULL;
    uint32_t index = map->slots[slot_of(map, key, str_hash(key))];
    return index ? &map->items[index - 1] : NULL;
}

static void grow_slots(struct map *map, struct arena *arena)
{
    map->slot_count = map->slot_count ? map->slot_count * 2 : 16;
    map->slots = ARENA_ARRAY(arena, uint32_t, map->slot_count);
    for (size_t i = 0; i < map->count; i++)
        map->slots[slot_of(map, map->items[i].key, map->items[i].hash)] = (uint32_t)(i + 1);
}

struct map_entry *map_put(struct map *map, struct arena *arena, struct str key, bool *added)
{
    if (map->slot_count <= map->count * 2)
        grow_slots(map, arena);
    uint64_t hash = str_hash(key);
    size_t slot = slot_of(map, key, hash);
    bool is_new = map->slots[slot] == 0;
    if (is_new) {
        struct map_entry entry = {.key = key, .hash = hash};
        ARENA_PUSH(arena, map, entry);
        map->slots[slot] = (uint32_t)map->count;
    }
    if (added)
        *added = is_new;
    return &map->items[map->slots[slot] - 1];
}
