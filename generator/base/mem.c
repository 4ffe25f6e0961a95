/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
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

void mem_fail_at(unsigned long n)
{
    failing_allocation = n ? allocations + n : 0;
}

unsigned long mem_count(void)
{
    return allocations;
}
