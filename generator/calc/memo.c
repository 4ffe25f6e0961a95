/* SPDX-License-Identifier: MIT */
/* A hash table of values by formula, row, period and keys: open addressing, linear probing. */
#include "base/mem.h"
#include "calc/engine.h"

enum { MEMO_BLOCK = 1024 };

static uint64_t mix(uint64_t hash, uint64_t part)
{
    hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
    return hash ^ (hash >> 29);
}

static uint64_t hash_key(const struct memo_key *key)
{
    uint64_t hash = mix(key->id, key->row);
    hash = mix(hash, (uint64_t)(uint32_t)key->period << 32 | (uint32_t)key->as_of);
    return key->value.kind == VALUE_UNKNOWN ? hash : mix(hash, value_hash(key->value));
}

static bool same_key(const struct memo_key *a, const struct memo_key *b)
{
    return a->id == b->id && a->row == b->row && a->period == b->period && a->as_of == b->as_of &&
           a->value.kind == b->value.kind && value_equal(a->value, b->value);
}

static struct memo_entry *entry_at(const struct memo *memo, size_t index)
{
    return &memo->blocks.items[index / MEMO_BLOCK][index % MEMO_BLOCK];
}

/* The slot of `key`, or the free one where it would go. */
static size_t find_slot(const struct memo *memo, const struct memo_key *key, uint64_t hash)
{
    size_t slot = (size_t)hash & (memo->slot_count - 1);
    while (memo->slots[slot] != 0) {
        const struct memo_entry *entry = entry_at(memo, memo->slots[slot] - 1);
        if (entry->hash == hash && same_key(&entry->key, key))
            break;
        slot = (slot + 1) & (memo->slot_count - 1);
    }
    return slot;
}

static void grow_slots(struct memo *memo)
{
    size_t count = memo->slot_count ? memo->slot_count * 2 : 256;
    uint32_t *slots = mem_alloc_zero(count, sizeof *slots);
    for (size_t i = 0; i < memo->count; i++) {
        size_t slot = (size_t)entry_at(memo, i)->hash & (count - 1);
        while (slots[slot] != 0)
            slot = (slot + 1) & (count - 1);
        slots[slot] = (uint32_t)i + 1;
    }
    mem_free(memo->slots);
    memo->slots = slots;
    memo->slot_count = count;
}

static struct memo_entry *add_entry(struct memo *memo)
{
    if (memo->count == memo->blocks.count * MEMO_BLOCK) {
        struct memo_entry *block = mem_alloc_zero(MEMO_BLOCK, sizeof *block);
        MEM_PUSH(&memo->blocks, block);
    }
    return entry_at(memo, memo->count++);
}

struct memo_entry *memo_find(const struct memo *memo, const struct memo_key *key)
{
    if (memo->slot_count == 0)
        return NULL;
    size_t slot = find_slot(memo, key, hash_key(key));
    return memo->slots[slot] ? entry_at(memo, memo->slots[slot] - 1) : NULL;
}

/* A list of keys is looked up from the stack and kept in the arena. */
static struct value keep_value(struct arena *arena, struct value value)
{
    if (value.kind != VALUE_LIST)
        return value;
    struct value *items = ARENA_ARRAY(arena, struct value, value.list->count + 1);
    for (size_t i = 0; i < value.list->count; i++)
        items[i] = value.list->items[i];
    struct value_list *list = ARENA_NEW(arena, struct value_list);
    *list = (struct value_list){value.list->count, value.list->first, items};
    return value_list(list);
}

struct memo_entry *memo_put(struct memo *memo, struct arena *arena, const struct memo_key *key)
{
    if (memo->count * 2 >= memo->slot_count)
        grow_slots(memo);
    uint64_t hash = hash_key(key);
    size_t slot = find_slot(memo, key, hash);
    if (memo->slots[slot] != 0)
        return entry_at(memo, memo->slots[slot] - 1);
    struct memo_entry *entry = add_entry(memo);
    entry->key = *key;
    entry->key.value = keep_value(arena, key->value);
    entry->hash = hash;
    memo->slots[slot] = (uint32_t)memo->count;
    return entry;
}

void memo_free(struct memo *memo)
{
    for (size_t i = 0; i < memo->blocks.count; i++)
        mem_free(memo->blocks.items[i]);
    MEM_LIST_FREE(&memo->blocks);
    mem_free(memo->slots);
    *memo = (struct memo){0};
}
