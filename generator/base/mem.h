/* SPDX-License-Identifier: MIT */
/*
 * Checked allocation.
 *
 * None of these functions returns NULL. When memory runs out the process says so on standard error
 * and ends at once with exit code 3 (the machine failed). That is safe at any point: what is
 * published is replaced atomically, and a left-over staging folder is cleared by the next start.
 * Sizes are in bytes; products are checked for overflow.
 */
#ifndef LETOPIS_BASE_MEM_H
#define LETOPIS_BASE_MEM_H

#include <stddef.h>

/*
 * Makes the allocator ready for a run; called once, before the first allocation that matters. What
 * is freed serves again instead of going back to the system, and what is handed out first lies in
 * large pages: page by page it would cost a fault each, together a quarter of a small build's time.
 */
void mem_start(void);

/* `size` bytes, not initialised; a size of 0 gives a unique pointer. Freed with mem_free(). */
void *mem_alloc(size_t size);

/* `count` elements of `size` bytes, all zero. */
void *mem_alloc_zero(size_t count, size_t size);

/* Grows or shrinks `old` (which may be NULL) to `count` elements of `size` bytes. */
void *mem_resize(void *old, size_t count, size_t size);

void mem_free(void *memory);

/*
 * For what is large and used to its end, such as blocks of arenas: `size` zeroed bytes, a multiple
 * of MEM_LARGE, straight from the system in pages of that size where it has them. A page fault for
 * every 4 KB would cost more than what is done with them. Freed with mem_large_free().
 */
#define MEM_LARGE ((size_t)2 * 1024 * 1024)
void *mem_large_alloc(size_t size);
void mem_large_free(void *memory, size_t size);

/*
 * Room for at least `least` elements of `size` bytes, for what grows a little at a time: `old` (or
 * NULL) with its `*capacity`, of which `used` elements are kept, becomes a list of at least twice
 * that. A long list lies in large pages, and takes addresses for much more than is
 * wanted yet: what is never touched costs nothing, and what has grown need not be copied. Freed
 * with mem_list_free() and the same capacity and size.
 */
void *mem_grow(void *old, size_t used, size_t *capacity, size_t least, size_t size);
void mem_list_free(void *list, size_t capacity, size_t size);

/* Appends to a struct with the members `items`, `count` and `capacity`; its items are freed with
 * MEM_LIST_FREE(). */
#define MEM_PUSH(list, item)                                                                       \
    do {                                                                                           \
        if ((list)->count == (list)->capacity)                                                     \
            (list)->items = mem_grow((list)->items, (list)->count, &(list)->capacity,              \
                                     (list)->count + 1, sizeof *(list)->items);                    \
        (list)->items[(list)->count++] = (item);                                                   \
    } while (0)
#define MEM_LIST_FREE(list) mem_list_free((list)->items, (list)->capacity, sizeof *(list)->items)

/* Ends the process with exit code 3 and the message for lack of memory. */
_Noreturn void mem_exhausted(void);

/*
 * For fault tests: lets the n-th allocation from now on (1 is the next) fail as if memory had run
 * out; 0 switches that off. `mem_count()` is the number of allocations so far.
 */
void mem_fail_at(unsigned long n);
unsigned long mem_count(void);

#endif
