/* SPDX-License-Identifier: MIT */
/*
 * The slow path of calc/number.h, private to it: numbers that do not fit into 64 bits, by GMP.
 *
 * GMP sees our limbs through read-only mpz views (mpz_roinit_n) and computes in temporaries of its
 * own, which are cleared before each function returns; the result is copied into the arena. So a
 * number owns nothing, and nothing of GMP's outlives a call.
 *
 * When GMP runs out of memory it would abort. It is given the checked allocation of base/mem.h
 * instead (exit code 3) by a constructor in number_big.c. That needs no call by anybody: whatever
 * program links these functions has it set before main, unit tests too, and nothing can forget it.
 *
 * Operands may be small as well; none may be an overflow. Results are small whenever they fit, so
 * a number has exactly one form.
 */
#ifndef LETOPIS_CALC_NUMBER_BIG_H
#define LETOPIS_CALC_NUMBER_BIG_H

#include "calc/number.h"

struct number number_big_add(struct arena *arena, struct number a, struct number b);
struct number number_big_subtract(struct arena *arena, struct number a, struct number b);
struct number number_big_multiply(struct arena *arena, struct number a, struct number b);
/* `b` must not be zero. */
struct number number_big_divide(struct arena *arena, struct number a, struct number b);
struct number number_big_floor(struct arena *arena, struct number a);
/* The integer nearest to `a`, half away from zero. */
struct number number_big_nearest(struct arena *arena, struct number a);

/* The same number (a big one) in another arena. */
struct number number_big_copy(struct arena *arena, struct number a);

int number_big_compare(struct number a, struct number b);
int number_big_sign(struct number a);
bool number_big_is_integer(struct number a);
uint64_t number_big_hash(struct number a);

/* See number_decimals(). */
int number_big_decimals(struct number a);
/* `digits` (NUL-terminated, decimal) / 10^decimals. */
struct number number_big_from_digits(struct arena *arena, const char *digits, size_t decimals);
/* See number_write(); `decimals` is not negative. */
void number_big_write(struct arena *arena, struct buf *out, struct number a, size_t decimals);

#endif
