/* SPDX-License-Identifier: MIT */
/* What the tests of numbers share: short ways to make them, and random ones of every size. */
#ifndef LETOPIS_TESTS_NUMBERS_H
#define LETOPIS_TESTS_NUMBERS_H

#include "calc/number.h"
#include "random.h"

#include <gmp.h>

/* The number of a decimal text, which must be one. */
struct number parse(struct arena *arena, const char *text);
struct number ratio(struct arena *arena, int64_t num, int64_t den);
struct number ten_to(struct arena *arena, int exponent);
/* As number_write() has it; lives in the arena. */
const char *written(struct arena *arena, struct number number, int decimals);

/* Both are equal and hash alike. */
void expect_same(struct number a, struct number b);

/* A number and the same as GMP has it (cleared by the caller with mpq_clear()). */
struct pair {
    struct number number;
    mpq_t q;
};

struct number from_mpq(struct arena *arena, mpq_srcptr q);
/* Small and large ones; about one in three does not fit 64 bits, one in four is an integer. */
void pair_random(struct arena *arena, struct random *random, struct pair *pair);
/* The number alone. */
struct number number_random(struct arena *arena, struct random *random);

#endif
