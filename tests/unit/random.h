/* SPDX-License-Identifier: MIT */
/*
 * Numbers for property tests: SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number
 * Generators", 2014). A test seeds it with a constant, so that it does the same on every run.
 */
#ifndef LETOPIS_TESTS_RANDOM_H
#define LETOPIS_TESTS_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state;
};

static inline uint64_t random_bits(struct random *random)
{
    uint64_t bits = random->state += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* From 0 to `count` - 1. */
static inline uint32_t random_below(struct random *random, uint32_t count)
{
    return (uint32_t)(random_bits(random) % count);
}

/* From `first` to `last`, both included. */
static inline int32_t random_between(struct random *random, int32_t first, int32_t last)
{
    return (int32_t)(first +
                     (int64_t)(random_bits(random) % (uint64_t)((int64_t)last - first + 1)));
}

/* Any 64 bits, but all lengths alike, and the ends of the range and powers of two more often. */
static inline int64_t random_int(struct random *random)
{
    uint64_t bits = random_bits(random) >> random_below(random, 64);
    switch (random_below(random, 8)) {
    case 0:
        return (int64_t)(UINT64_C(1) << random_below(random, 64));
    case 1:
        return (int64_t)((UINT64_C(1) << random_below(random, 64)) - 1);
    case 2:
        return random_below(random, 2) ? INT64_MIN : INT64_MAX;
    default:
        return random_below(random, 2) ? (int64_t)bits : (int64_t)(0 - bits);
    }
}

#endif
