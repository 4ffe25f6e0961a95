/* SPDX-License-Identifier: MIT */
/*
 * Names lie one behind the other in blocks, each as
 *
 *     marks  text  NUL
 *
 * and the number of a name is where it lies: the block in the upper half, the offset in the lower.
 * A block does not move and grows no more, so neither does a name. The table for finding them is
 * open addressing with linear probing, at most three quarters full.
 */
#include "base/names.h"

#include "base/mem.h"

#include <string.h>

enum { BLOCK = 16 * 1024, OFFSET_BITS = 16, BLOCKS_MOST = 0xffff };

struct names_block {
    unsigned char *p;
    size_t n, capacity;
};

static unsigned char *place(const struct names *names, uint32_t number)
{
    return names->blocks[number >> OFFSET_BITS].p + (number & ((1u << OFFSET_BITS) - 1));
}

struct str names_text(const struct names *names, uint32_t number)
{
    return str_from((const char *)place(names, number) + 1);
}

unsigned char *names_marks(struct names *names, uint32_t number)
{
    return place(names, number);
}

/* --- finding --- */

static size_t slot_of(const struct names *names, struct str name)
{
    uint64_t hash = str_hash(name);
    size_t mask = names->slot_count - 1;
    size_t slot = (size_t)(hash ^ hash >> 32) & mask;
    for (;; slot = (slot + 1) & mask) {
        uint32_t taken = names->slots[slot];
        if (taken == 0 || str_equal(names_text(names, taken - 1), name))
            return slot;
    }
}

uint32_t names_find(const struct names *names, struct str name)
{
    if (names->count == 0)
        return NAMES_END;
    uint32_t taken = names->slots[slot_of(names, name)];
    return taken ? taken - 1 : NAMES_END;
}

static void make_table(struct names *names, size_t slot_count)
{
    mem_free(names->slots);
    names->slots = mem_alloc_zero(slot_count, sizeof *names->slots);
    names->slot_count = slot_count;
    for (uint32_t at = names_first(names); at != NAMES_END; at = names_next(names, at))
        names->slots[slot_of(names, names_text(names, at))] = at + 1;
}

/* --- putting --- */

static uint32_t append(struct names *names, struct str name, unsigned char marks)
{
    size_t size = name.n + 2;
    struct names_block *block =
        names->block_count > 0 ? &names->blocks[names->block_count - 1] : NULL;
    if (block == NULL || block->capacity - block->n < size) {
        if (names->block_count == BLOCKS_MOST)
            mem_exhausted();
        names->blocks =
            mem_resize(names->blocks, names->block_count + 1, sizeof(struct names_block));
        block = names->blocks + names->block_count++;
        size_t capacity = size > BLOCK ? size : BLOCK; /* one too long for it stands alone */
        *block = (struct names_block){mem_alloc(capacity), 0, capacity};
    }
    size_t offset = block->n;
    block->p[offset] = marks;
    memcpy(block->p + offset + 1, name.p, name.n);
    block->p[offset + 1 + name.n] = '\0';
    block->n += size;
    return (uint32_t)((names->block_count - 1) << OFFSET_BITS | offset);
}

uint32_t names_put(struct names *names, struct str name)
{
    if (names->slot_count * 3 <= names->count * 4)
        make_table(names, names->slot_count ? names->slot_count * 2 : 16);
    size_t slot = slot_of(names, name);
    if (names->slots[slot])
        return names->slots[slot] - 1;
    uint32_t number = append(names, name, 0);
    names->slots[slot] = number + 1;
    names->count++;
    return number;
}

/* --- walking --- */

uint32_t names_first(const struct names *names)
{
    return names->block_count ? 0 : NAMES_END;
}

uint32_t names_next(const struct names *names, uint32_t number)
{
    size_t block = number >> OFFSET_BITS;
    size_t behind = (number & ((1u << OFFSET_BITS) - 1)) + names_text(names, number).n + 2;
    if (behind < names->blocks[block].n)
        return (uint32_t)(block << OFFSET_BITS | behind);
    return block + 1 < names->block_count ? (uint32_t)((block + 1) << OFFSET_BITS) : NAMES_END;
}

size_t names_count(struct names *names, unsigned char marks)
{
    size_t count = 0;
    for (uint32_t at = names_first(names); at != NAMES_END; at = names_next(names, at))
        count += (*names_marks(names, at) & marks) != 0;
    return count;
}

void names_keep(struct names *names, unsigned char marks)
{
    struct names kept = {0};
    bool all = names_count(names, marks) == names->count;
    for (uint32_t at = names_first(names); at != NAMES_END; at = names_next(names, at)) {
        unsigned char had = *names_marks(names, at) & marks;
        if (all)
            *names_marks(names, at) = had;
        else if (had)
            *names_marks(&kept, names_put(&kept, names_text(names, at))) = had;
    }
    if (all)
        return;
    names_free(names);
    *names = kept;
}

void names_free(struct names *names)
{
    for (size_t i = 0; i < names->block_count; i++)
        mem_free(names->blocks[i].p);
    mem_free(names->blocks);
    mem_free(names->slots);
    *names = (struct names){0};
}
