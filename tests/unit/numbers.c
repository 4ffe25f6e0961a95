/* SPDX-License-Identifier: MIT */
#include "numbers.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct number parse(struct arena *arena, const char *text)
{
    struct number number;
    assert_true(number_from_decimal(arena, str_from(text), &number));
    return number;
}

struct number ratio(struct arena *arena, int64_t num, int64_t den)
{
    return number_from_ratio(arena, num, den);
}

const char *written(struct arena *arena, struct number number, int decimals)
{
    struct buf buf = {0};
    number_write(arena, &buf, number, decimals);
    struct str text = buf_copy(&buf, arena);
    buf_free(&buf);
    return text.p;
}

struct number from_mpq(struct arena *arena, mpq_srcptr q)
{
    char *num = mpz_get_str(NULL, 10, mpq_numref(q)), *den = mpz_get_str(NULL, 10, mpq_denref(q));
    struct number number = number_divide(arena, parse(arena, num), parse(arena, den));
    mem_free(num);
    mem_free(den);
    return number;
}

void pair_random(struct arena *arena, struct random *random, struct pair *pair)
{
    mpq_init(pair->q);
    mpz_set_si(mpq_numref(pair->q), random_int(random));
    do
        mpz_set_si(mpq_denref(pair->q), random_int(random) >> 1);
    while (mpz_sgn(mpq_denref(pair->q)) == 0);
    for (uint32_t more = random_below(random, 3); more > 1; more--) {
        mpz_mul_si(mpq_numref(pair->q), mpq_numref(pair->q), random_int(random) | 1);
        mpz_mul_2exp(mpq_numref(pair->q), mpq_numref(pair->q), random_below(random, 200));
        mpz_mul_si(mpq_denref(pair->q), mpq_denref(pair->q), random_int(random) | 1);
    }
    if (random_below(random, 4) == 0)
        mpz_set_ui(mpq_denref(pair->q), 1);
    mpq_canonicalize(pair->q);
    pair->number = from_mpq(arena, pair->q);
}

void expect_same(struct number a, struct number b)
{
    assert_int_equal(number_compare(a, b), 0);
    assert_true(number_hash(a) == number_hash(b));
}

struct number ten_to(struct arena *arena, int exponent)
{
    struct number result = NUMBER_ONE, square = number_from_int(10);
    for (; exponent; exponent /= 2) {
        if (exponent % 2)
            result = number_multiply(arena, result, square);
        square = number_multiply(arena, square, square);
    }
    return result;
}

struct number number_random(struct arena *arena, struct random *random)
{
    struct pair pair;
    pair_random(arena, random, &pair);
    mpq_clear(pair.q);
    return pair.number;
}
