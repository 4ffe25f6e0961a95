/* SPDX-License-Identifier: MIT */
#include "base/map.h"

/* Open addressing with linear probing; the table is at most half full. */

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

static size_t slot_of(const struct map *map, struct str key, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    for (;; slot = (slot + 1) & mask) {
        uint32_t index = map->slots[slot].index;
        if (index == 0)
            return slot;
        if (map->slots[slot].tag == tag_of(hash) && str_equal(map->items[index - 1].key, key))
            return slot;
    }
}

struct map_entry *map_find(const struct map *map, struct str key)
{
    if (map->count == 0)
        return NULL;
    uint32_t index = map->slots[slot_of(map, key, str_hash(key))].index;
    return index ? &map->items[index - 1] : NULL;
}

/* For a key that is not in the table. */
static size_t free_slot(const struct map *map, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    while (map->slots[slot].index)
        slot = (slot + 1) & mask;
    return slot;
}

static void fill(struct map *map, size_t slot, size_t item)
{
    map->slots[slot] = (struct map_slot){(uint32_t)(item + 1), tag_of(map->items[item].hash)};
}

static void grow_slots(struct map *map, struct arena *arena)
{
    map->slot_count = map->slot_count ? map->slot_count * 2 : 16;
    map->slots = ARENA_ARRAY(arena, struct map_slot, map->slot_count);
    for (size_t i = 0; i < map->count; i++)
        fill(map, free_slot(map, map->items[i].hash), i);
}

struct map_entry *map_put(struct map *map, struct arena *arena, struct str key, bool *added)
{
    if (map->slot_count <= map->count * 2)
        grow_slots(map, arena);
    uint64_t hash = str_hash(key);
    size_t slot = slot_of(map, key, hash);
    bool is_new = map->slots[slot].index == 0;
    if (is_new) {
        struct map_entry entry = {.key = key, .hash = hash};
        ARENA_PUSH(arena, map, entry);
        fill(map, slot, map->count - 1);
    }
    if (added)
        *added = is_new;
    return &map->items[map->slots[slot].index - 1];
}
