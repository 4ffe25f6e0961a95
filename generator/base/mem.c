/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The only mutable state below main: the fault tests' counters. */
static unsigned long allocations;
static unsigned long failing_allocation;

_Noreturn void mem_exhausted(void)
{
    static const char text[] = "letopis: out of memory; nothing was published\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _exit(3);
}

static void *checked(void *memory)
{
    allocations++;
    if (memory == NULL || allocations == failing_allocation)
        mem_exhausted();
    return memory;
}

void *mem_alloc(size_t size)
{
    return checked(malloc(size ? size : 1));
}

void *mem_alloc_zero(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size ? size : 1));
}

void *mem_resize(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        mem_exhausted();
    size_t bytes = count * size;
    return checked(realloc(old, bytes ? bytes : 1));
}

void mem_free(void *memory)
{
    free(memory);
}

#ifdef LETOPIS_SANITIZE
/* Every allocation is one that the sanitizers watch. */
void mem_start(void) {}

void *mem_large_alloc(size_t size)
{
    return mem_alloc_zero(1, size);
}

void mem_large_free(void *memory, size_t size)
{
    (void)size;
    mem_free(memory);
}
#else
enum {
    KEPT_AT_MOST = 128 << 20,
    MAPPED_FROM = 32 << 20,
    GROWS_BY = 256 << 10,
    HEAP = 16 << 20, /* what many small pieces take in a long report */
    FIRST_NEED = 5 << 20
};

/* Addresses that malloc() hands out first, in large pages as they are touched; where the system
 * has none, so much of them at once as each build needs. */
void mem_start(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
    mallopt(M_TRIM_THRESHOLD, KEPT_AT_MOST);
    mallopt(M_TOP_PAD, GROWS_BY);
#endif
    char *first = malloc(HEAP);
    if (first == NULL)
        return;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t before = (page - (uintptr_t)first % page) % page;
    bool large = madvise(first + before, HEAP - before - page, MADV_HUGEPAGE) == 0;
#ifdef MADV_POPULATE_WRITE
    if (!large)
        madvise(first + before, FIRST_NEED - before - page, MADV_POPULATE_WRITE);
#else
    (void)large;
#endif
    free(first);
}

/* A large page begins at a multiple of its size: one more is asked for, and the ends given back. */
void *mem_large_alloc(size_t size)
{
    void *all = MAP_FAILED;
    if (size <= SIZE_MAX - MEM_LARGE)
        all = mmap(NULL, size + MEM_LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                   0);
    char *start = checked(all == MAP_FAILED ? NULL : all);
    size_t before = (MEM_LARGE - (uintptr_t)start % MEM_LARGE) % MEM_LARGE;
    if (before > 0)
        munmap(start, before);
    munmap(start + before + size, MEM_LARGE - before);
    madvise(start + before, size, MADV_HUGEPAGE);
    return start + before;
}

void mem_large_free(void *memory, size_t size)
{
    munmap(memory, size);
}
#endif

/* A large page costs as much as some twenty faults for a small one each. */
enum { FIRST_ROOM = 256, AHEAD = 32, LARGE_FROM = 256 << 10 };

static size_t list_bytes(size_t capacity, size_t size)
{
    size_t bytes = capacity * size;
    return bytes < LARGE_FROM ? bytes : (bytes + MEM_LARGE - 1) / MEM_LARGE * MEM_LARGE;
}

void *mem_grow(void *old, size_t used, size_t *capacity, size_t least, size_t size)
{
    size_t known = list_bytes(*capacity, size);
    if (least > (SIZE_MAX / 4 - MEM_LARGE) / size)
        mem_exhausted();
    size_t bytes = known ? known : FIRST_ROOM;
    while (bytes / size < least || bytes <= known)
        bytes *= 2;
    if (bytes < LARGE_FROM) {
        *capacity = bytes / size;
        return mem_resize(old, *capacity, size);
    }
    bytes = list_bytes(bytes, 1) * (known < LARGE_FROM ? AHEAD : 1);
    char *grown = mem_large_alloc(bytes);
    if (used > 0)
        memcpy(grown, old, used * size);
    mem_list_free(old, *capacity, size);
    *capacity = bytes / size;
    return grown;
}

void mem_list_free(void *list, size_t capacity, size_t size)
{
    size_t bytes = list_bytes(capacity, size);
    if (bytes < LARGE_FROM)
        mem_free(list);
    else
        mem_large_free(list, bytes);
}

void mem_fail_at(unsigned long n)
{
    failing_allocation = n ? allocations + n : 0;
}

unsigned long mem_count(void)
{
    return allocations;
}
