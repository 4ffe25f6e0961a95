/* SPDX-License-Identifier: MIT */
/*
 * Arenas: memory that is given back all at once.
 *
 * A build has one arena for sources, types and records; each report has one for its tree and
 * layout; a stage may have a scratch arena. Whoever allocates says from which arena, so the life
 * of every object can be read off the call. Everything handed out is zeroed and aligned for any
 * type. Pointers stay valid until arena_reset() or arena_free().
 */
#ifndef LETOPIS_BASE_ARENA_H
#define LETOPIS_BASE_ARENA_H

#include "base/str.h"

#include <stddef.h>

struct arena;

/* A new, empty arena, freed with arena_free(). */
struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Gives everything back but keeps the largest block for what comes next. */
void arena_reset(struct arena *arena);

/* `count` zeroed elements of `size` bytes. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* A copy of `s`, with a NUL behind it that its length does not count. */
struct str arena_str(struct arena *arena, struct str s);

/* The parts one after the other, in one string; NUL-terminated likewise. */
struct str arena_join(struct arena *arena, const struct str *parts, size_t count);

/* printf into the arena, for short technical strings (never for a number that people read). */
struct str arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes taken from the system so far. */
size_t arena_size(const struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

/*
 * A growing array in an arena: any struct with the members `items`, `count` and `capacity`.
 *
 *     struct { struct span *items; size_t count, capacity; } spans = {0};
 *     ARENA_PUSH(arena, &spans, span);
 */
#define ARENA_PUSH(arena, list, item)                                                              \
    do {                                                                                           \
        if ((list)->count == (list)->capacity)                                                     \
            (list)->items = arena_grow((arena), (list)->items, (list)->count, &(list)->capacity,   \
                                       sizeof *(list)->items);                                     \
        (list)->items[(list)->count++] = (item);                                                   \
    } while (0)

/* Doubles the room of `count` elements, in place where nothing was handed out since; what is new is
 * not initialised. Used by ARENA_PUSH. */
void *arena_grow(struct arena *arena, const void *items, size_t count, size_t *capacity,
                 size_t size);

#endif
