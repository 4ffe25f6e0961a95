/* SPDX-License-Identifier: MIT */
/*
 * Exact numbers: rationals in lowest terms.
 *
 * The fast path keeps numerator and denominator in 64 bits; what does not fit goes on as limbs of
 * GMP, copied into the arena (immutable, never freed one by one). Numbers are bounded: beyond
 * NUMBER_BITS bits in numerator or denominator the result is NUMBER_OVERFLOW, which propagates and
 * which the caller asks for once with number_is_overflow(). A number is passed by value. It has
 * exactly one form: what fits 64 bits is never big.
 *
 * number.c is the fast path, number_big.c the slow one, number_text.c reads and writes. When GMP
 * runs out of memory the process ends by mem_exhausted(): number_big.c gives GMP the checked
 * allocation of base/mem.h before main starts, so nobody has to call anything.
 */
#ifndef LETOPIS_CALC_NUMBER_H
#define LETOPIS_CALC_NUMBER_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * Room for the mean of any number of ratios whose denominators go up to a million: the least
 * common multiple of 1 to 10^6 has 1,442,099 bits. It ends what multiplies itself in circles.
 */
#define NUMBER_BITS (1 << 21)

struct number_big;

struct number {
    union {
        int64_t num;                  /* numerator */
        const struct number_big *big; /* NULL: overflow */
    };
    int64_t den; /* > 0: num / den in lowest terms; 0: big */
};

#define NUMBER_ZERO ((struct number){.num = 0, .den = 1})
#define NUMBER_ONE ((struct number){.num = 1, .den = 1})
#define NUMBER_OVERFLOW ((struct number){.big = NULL, .den = 0})

struct number number_from_int(int64_t value);
/* numerator / denominator; the denominator must not be 0 (that gives NUMBER_OVERFLOW). */
struct number number_from_ratio(struct arena *arena, int64_t numerator, int64_t denominator);

/*
 * Reads an unsigned or signed decimal of the plain form [-]digits[.digits]. False when `text` is
 * not of that form (an empty text, a lone point, an exponent, a plus sign). A number too large to
 * keep is of that form and gives NUMBER_OVERFLOW.
 */
bool number_from_decimal(struct arena *arena, struct str text, struct number *out);

struct number number_add(struct arena *arena, struct number a, struct number b);
struct number number_subtract(struct arena *arena, struct number a, struct number b);
struct number number_multiply(struct arena *arena, struct number a, struct number b);
/* `b` must not be zero (that gives NUMBER_OVERFLOW; the caller reports it before). */
struct number number_divide(struct arena *arena, struct number a, struct number b);
struct number number_negate(struct arena *arena, struct number a);
struct number number_absolute(struct arena *arena, struct number a);
/* The largest integer not above `a`. */
struct number number_floor(struct arena *arena, struct number a);
/* The multiple of `step` (> 0) nearest to `a`, half away from zero. */
struct number number_round(struct arena *arena, struct number a, struct number step);

/*
 * The sum of `count` numbers, added pairwise as a tree: with ratios of different denominators
 * that keeps operands small. The array is used as scratch space; of the sums on the way nothing
 * stays in the arena.
 */
struct number number_sum(struct arena *arena, struct number *items, size_t count);

/* <0, 0, >0. An overflow equals only an overflow and is larger than all else. */
int number_compare(struct number a, struct number b);
/* Of an overflow: not zero, sign 1, no integer. */
bool number_is_zero(struct number a);
int number_sign(struct number a);
bool number_is_integer(struct number a);
bool number_is_overflow(struct number a);
/* True and the value when `a` is an integer of 64 bits. */
bool number_to_int(struct number a, int64_t *out);

/*
 * The number of decimals that shows a multiple of `step` in full (0.01 gives 2, 1 and 1000 give
 * 0, 0.25 gives 2); -1 when no finite decimal does (1/3).
 */
int number_decimals(struct number step);
/* Whether `step` is 1, 0.1, 0.01 …: writing so many decimals rounds to it. */
bool number_is_decimal_place(struct number step);

/*
 * Writes `a` in plain decimal ("-1234.50") with exactly `decimals` digits after the point, rounded
 * half away from zero. No grouping; never "-0" or "-0.00". An overflow writes nothing: ask first.
 * `decimals` below 0 counts as 0. The locale layer makes it readable.
 */
void number_write(struct arena *arena, struct buf *out, struct number a, int decimals);
/* The same as a text in the arena. */
struct str number_to_text(struct arena *arena, struct number a, int decimals);

/* A hash that is equal for equal numbers. */
uint64_t number_hash(struct number a);

#endif
