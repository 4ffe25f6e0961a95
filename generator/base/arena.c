/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Blocks double from the first one on; those of a quarter of MEM_LARGE and more are multiples of
 * it. */
enum { FIRST_BLOCK = 16 * 1024 };

struct block {
    struct block *next;
    size_t size, used; /* of `memory` */
    size_t dirty;      /* bytes of it that may hold something yet, and are zeroed when handed out */
    max_align_t memory[];
};

struct arena {
    struct block *blocks; /* the one in use first */
    size_t total;
};

struct arena *arena_new(void)
{
    return mem_alloc_zero(1, sizeof(struct arena));
}

static void free_blocks(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        size_t whole = sizeof *block + block->size;
        if (whole < MEM_LARGE)
            mem_free(block);
        else
            mem_large_free(block, whole);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    free_blocks(arena->blocks);
    mem_free(arena);
}

void arena_reset(struct arena *arena)
{
    struct block *kept = arena->blocks;
    if (kept == NULL)
        return;
    /* Blocks only grow, so the newest is the largest unless one request was oversized. */
    free_blocks(kept->next);
    if (kept->dirty < kept->used)
        kept->dirty = kept->used;
    kept->next = NULL;
    kept->used = 0;
    arena->total = kept->size;
}

static struct block *add_block(struct arena *arena, size_t least)
{
    if (least > SIZE_MAX - sizeof(struct block) - MEM_LARGE)
        mem_exhausted();
    size_t whole = FIRST_BLOCK;
    if (arena->blocks)
        whole = (sizeof(struct block) + arena->blocks->size) * 2;
    if (whole > MEM_LARGE)
        whole = MEM_LARGE;
    if (whole < sizeof(struct block) + least)
        whole = sizeof(struct block) + least;
    if (whole > MEM_LARGE / 4)
        whole = (whole + MEM_LARGE - 1) / MEM_LARGE * MEM_LARGE;
    bool large = whole >= MEM_LARGE; /* and zeroed by the system */
    struct block *block = large ? mem_large_alloc(whole) : mem_alloc(whole);
    block->size = whole - sizeof *block;
    block->used = 0;
    block->dirty = large ? 0 : block->size;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->total += block->size;
    return block;
}

/* Bytes of `count` elements, a multiple of the alignment. */
static size_t room_for(size_t count, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - align)
        mem_exhausted();
    return (bytes + align - 1) / align * align;
}

/* Mostly there is so little to zero that a call would take longer than the stores. */
static void clear(char *memory, size_t bytes)
{
    enum { UNIT = 16 };
    if (bytes < UNIT || bytes > 4 * UNIT) {
        memset(memory, 0, bytes);
        return;
    }
    memset(memory, 0, UNIT);
    memset(memory + bytes - UNIT, 0, UNIT);
    if (bytes > 2 * UNIT) {
        memset(memory + UNIT, 0, UNIT);
        memset(memory + bytes - 2 * UNIT, 0, UNIT);
    }
}

/* Zeroed from `kept` bytes on when it is handed out, not before: what is never handed out costs
 * nothing. */
static void *take(struct arena *arena, size_t bytes, size_t kept)
{
    struct block *block = arena->blocks;
    if (block == NULL || block->size - block->used < bytes)
        block = add_block(arena, bytes);
    char *memory = (char *)block->memory + block->used;
    size_t from = block->used + kept;
    block->used += bytes;
    if (kept < bytes && from < block->dirty) {
        size_t to = block->used < block->dirty ? block->used : block->dirty;
        clear(memory + kept, to - from);
    }
    return memory;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    return take(arena, room_for(count, size), 0);
}

/* Room for `n` bytes that are written at once, and a NUL behind them. */
static char *take_text(struct arena *arena, size_t n)
{
    size_t bytes = room_for(n + 1, 1);
    char *text = take(arena, bytes, bytes);
    text[n] = '\0';
    return text;
}

struct str arena_str(struct arena *arena, struct str s)
{
    char *text = take_text(arena, s.n);
    if (s.n)
        memcpy(text, s.p, s.n);
    return (struct str){text, s.n};
}

struct str arena_join(struct arena *arena, const struct str *parts, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += parts[i].n;
    char *text = take_text(arena, size);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].n)
            memcpy(text + at, parts[i].p, parts[i].n);
        at += parts[i].n;
    }
    return (struct str){text, size};
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int size = vsnprintf(NULL, 0, format, list);
    va_end(list);
    size_t n = size < 0 ? 0 : (size_t)size;
    char *text = arena_alloc(arena, n + 1, 1);
    vsnprintf(text, n + 1, format, again);
    va_end(again);
    return (struct str){text, n};
}

size_t arena_size(const struct arena *arena)
{
    return arena->total;
}

void *arena_grow(struct arena *arena, const void *items, size_t count, size_t *capacity,
                 size_t size)
{
    struct block *block = arena->blocks;
    size_t held = room_for(*capacity, size);
    *capacity = *capacity ? *capacity * 2 : 8;
    /* What was handed out last can grow where it stands. */
    bool last = held && (const char *)items + held == (char *)block->memory + block->used;
    size_t more = room_for(*capacity, size) - held;
    if (last && block->size - block->used >= more) {
        take(arena, more, more);
        return (void *)(uintptr_t)items;
    }
    size_t bytes = room_for(*capacity, size);
    void *grown = take(arena, bytes, bytes); /* its items are written before they are read */
    if (count)
        memcpy(grown, items, count * size);
    return grown;
}
