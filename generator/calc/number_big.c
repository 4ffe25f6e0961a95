/* SPDX-License-Identifier: MIT */
#include "calc/number_big.h"

#include "base/mem.h"

#include <gmp.h>
#include <string.h>

_Static_assert(sizeof(long) == sizeof(int64_t), "mpz_get_si() must give 64 bits");
_Static_assert(GMP_NUMB_BITS == 64, "a 64-bit numerator must be one limb");

/* Numerator, then denominator, least limb first as GMP has them. */
struct number_big {
    int num_size; /* limbs; below zero for a negative number */
    int den_size;
    mp_limb_t limbs[];
};

static size_t num_limbs(const struct number_big *big)
{
    return (size_t)(big->num_size < 0 ? -big->num_size : big->num_size);
}

static void *gmp_resize(void *old, size_t old_size, size_t size)
{
    (void)old_size;
    return mem_resize(old, size, 1);
}

static void gmp_free(void *memory, size_t size)
{
    (void)size;
    mem_free(memory);
}

__attribute__((constructor)) static void give_memory_to_gmp(void)
{
    mp_set_memory_functions(mem_alloc, gmp_resize, gmp_free);
}

/* A number as GMP reads it. It points into itself: passed by address, never copied. */
struct view {
    mpq_t q;
    mp_limb_t num, den;
};

static mpq_srcptr view_number(struct view *view, struct number a)
{
    if (a.den == 0) {
        const struct number_big *big = a.big;
        mpz_roinit_n(mpq_numref(view->q), big->limbs, big->num_size);
        mpz_roinit_n(mpq_denref(view->q), big->limbs + num_limbs(big), big->den_size);
    } else {
        view->num = a.num < 0 ? 0 - (uint64_t)a.num : (uint64_t)a.num;
        view->den = (uint64_t)a.den;
        mpz_roinit_n(mpq_numref(view->q), &view->num, a.num < 0 ? -1 : 1);
        mpz_roinit_n(mpq_denref(view->q), &view->den, 1);
    }
    return view->q;
}

/* The number `q`, which is in lowest terms; `q` is cleared. */
static struct number keep(struct arena *arena, mpq_ptr q)
{
    mpz_ptr num = mpq_numref(q), den = mpq_denref(q);
    struct number result;
    if (mpz_fits_slong_p(num) && mpz_fits_slong_p(den)) {
        result = (struct number){.num = mpz_get_si(num), .den = mpz_get_si(den)};
    } else if (mpz_sizeinbase(num, 2) > NUMBER_BITS || mpz_sizeinbase(den, 2) > NUMBER_BITS) {
        result = NUMBER_OVERFLOW;
    } else {
        size_t upper = mpz_size(num), lower = mpz_size(den);
        size_t size = sizeof(struct number_big) + (upper + lower) * sizeof(mp_limb_t);
        struct number_big *big = arena_alloc(arena, 1, size);
        big->num_size = mpz_sgn(num) < 0 ? -(int)upper : (int)upper;
        big->den_size = (int)lower;
        memcpy(big->limbs, mpz_limbs_read(num), upper * sizeof(mp_limb_t));
        memcpy(big->limbs + upper, mpz_limbs_read(den), lower * sizeof(mp_limb_t));
        result = (struct number){.big = big, .den = 0};
    }
    mpq_clear(q);
    return result;
}

typedef void operation(mpq_ptr, mpq_srcptr, mpq_srcptr);

static struct number apply(struct arena *arena, operation *operate, struct number a,
                           struct number b)
{
    struct view left, right;
    mpq_t result;
    mpq_init(result);
    operate(result, view_number(&left, a), view_number(&right, b));
    return keep(arena, result);
}

struct number number_big_add(struct arena *arena, struct number a, struct number b)
{
    return apply(arena, mpq_add, a, b);
}

struct number number_big_subtract(struct arena *arena, struct number a, struct number b)
{
    return apply(arena, mpq_sub, a, b);
}

struct number number_big_multiply(struct arena *arena, struct number a, struct number b)
{
    return apply(arena, mpq_mul, a, b);
}

struct number number_big_divide(struct arena *arena, struct number a, struct number b)
{
    return apply(arena, mpq_div, a, b);
}

struct number number_big_floor(struct arena *arena, struct number a)
{
    struct view view;
    mpq_srcptr q = view_number(&view, a);
    mpq_t result;
    mpq_init(result);
    mpz_fdiv_q(mpq_numref(result), mpq_numref(q), mpq_denref(q));
    return keep(arena, result);
}

/* The integer nearest to num / den (den > 0), half away from zero. */
static void divide_nearest(mpz_ptr result, mpz_srcptr num, mpz_srcptr den)
{
    mpz_t rest;
    mpz_init(rest);
    mpz_tdiv_qr(result, rest, num, den);
    mpz_mul_2exp(rest, rest, 1);
    if (mpz_cmpabs(rest, den) >= 0) {
        /* The rest has the sign of `num`, which may be `result` and so overwritten. */
        if (mpz_sgn(rest) < 0)
            mpz_sub_ui(result, result, 1);
        else
            mpz_add_ui(result, result, 1);
    }
    mpz_clear(rest);
}

struct number number_big_nearest(struct arena *arena, struct number a)
{
    struct view view;
    mpq_srcptr q = view_number(&view, a);
    mpq_t result;
    mpq_init(result);
    divide_nearest(mpq_numref(result), mpq_numref(q), mpq_denref(q));
    return keep(arena, result);
}

struct number number_big_copy(struct arena *arena, struct number a)
{
    size_t limbs = num_limbs(a.big) + (size_t)a.big->den_size;
    size_t size = sizeof(struct number_big) + limbs * sizeof(mp_limb_t);
    struct number_big *copy = arena_alloc(arena, 1, size);
    memcpy(copy, a.big, size);
    return (struct number){.big = copy, .den = 0};
}

int number_big_compare(struct number a, struct number b)
{
    struct view left, right;
    return mpq_cmp(view_number(&left, a), view_number(&right, b));
}

int number_big_sign(struct number a)
{
    return a.big->num_size < 0 ? -1 : 1;
}

bool number_big_is_integer(struct number a)
{
    const struct number_big *big = a.big;
    return big->den_size == 1 && big->limbs[num_limbs(big)] == 1;
}

uint64_t number_big_hash(struct number a)
{
    const struct number_big *big = a.big;
    size_t limbs = num_limbs(big) + (size_t)big->den_size;
    struct str bytes = {(const char *)big->limbs, limbs * sizeof(mp_limb_t)};
    return str_hash(bytes) ^ (uint64_t)big->num_size;
}

int number_big_decimals(struct number a)
{
    struct view view;
    mpq_srcptr q = view_number(&view, a);
    mpz_t rest, five;
    mpz_init(rest);
    mpz_init_set_ui(five, 5);
    mp_bitcnt_t twos = mpz_scan1(mpq_denref(q), 0);
    mpz_tdiv_q_2exp(rest, mpq_denref(q), twos);
    mp_bitcnt_t fives = mpz_remove(rest, rest, five);
    int decimals = mpz_cmp_ui(rest, 1) != 0 ? -1 : (int)(twos > fives ? twos : fives);
    mpz_clear(five);
    mpz_clear(rest);
    return decimals;
}

struct number number_big_from_digits(struct arena *arena, const char *digits, size_t decimals)
{
    mpq_t result;
    mpq_init(result);
    mpz_set_str(mpq_numref(result), digits, 10);
    mpz_ui_pow_ui(mpq_denref(result), 10, decimals);
    mpq_canonicalize(result);
    return keep(arena, result);
}

void number_big_write(struct arena *arena, struct buf *out, struct number a, size_t decimals)
{
    struct view view;
    mpq_srcptr q = view_number(&view, a);
    mpz_t scaled;
    mpz_init(scaled);
    mpz_ui_pow_ui(scaled, 10, decimals);
    mpz_mul(scaled, scaled, mpq_numref(q));
    divide_nearest(scaled, scaled, mpq_denref(q));
    if (mpz_sgn(scaled) < 0)
        buf_char(out, '-');
    mpz_abs(scaled, scaled);

    char *digits = arena_alloc(arena, mpz_sizeinbase(scaled, 10) + 2, 1);
    mpz_get_str(digits, 10, scaled);
    mpz_clear(scaled);
    size_t count = strlen(digits);
    size_t whole = count > decimals ? count - decimals : 0;
    buf_put(out, whole ? digits : "0", whole ? whole : 1);
    if (decimals == 0)
        return;
    buf_char(out, '.');
    for (size_t missing = whole ? 0 : decimals - count; missing; missing--)
        buf_char(out, '0');
    buf_put(out, digits + whole, count - whole);
}
