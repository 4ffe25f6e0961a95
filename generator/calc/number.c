/* SPDX-License-Identifier: MIT */
/*
 * The fast path: 64-bit numerators and denominators.
 *
 * Two such ratios are added, compared and scaled exactly in 128 bits (a product of two of them has
 * at most 126), so only the result need be tested for fitting into 64. Where it does not fit, the
 * operation is done again by number_big.c; that is rare enough for the lost work not to matter.
 * Addition and multiplication take out common factors before they multiply, not after
 * (Knuth, The Art of Computer Programming, volume 2, section 4.5.1), which keeps gcd() in 64 bits.
 */
#include "calc/number.h"

#include "calc/number_big.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

static bool fits(wide value)
{
    return value >= INT64_MIN && value <= INT64_MAX;
}

static bool small(struct number a)
{
    return a.den != 0;
}

static struct number small_number(int64_t num, int64_t den)
{
    return (struct number){.num = num, .den = den};
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

/* Binary (Stein's): subtractions and shifts instead of divisions. gcd(0, b) is b. */
static uint64_t gcd(uint64_t a, uint64_t b)
{
    if (a == 0 || b == 0)
        return a | b;
    int twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b) {
        b >>= __builtin_ctzll(b);
        if (a > b) {
            uint64_t larger = a;
            a = b;
            b = larger;
        }
        b -= a;
    }
    return a << twos;
}

struct number number_from_int(int64_t value)
{
    return small_number(value, 1);
}

struct number number_from_ratio(struct arena *arena, int64_t numerator, int64_t denominator)
{
    return number_divide(arena, number_from_int(numerator), number_from_int(denominator));
}

bool number_is_overflow(struct number a)
{
    return a.den == 0 && a.big == NULL;
}

/* a + sign * b; false when it does not fit. */
static bool add_small(struct number a, struct number b, int sign, struct number *sum)
{
    if (a.den == 1 && b.den == 1) {
        int64_t num;
        bool over = sign > 0 ? __builtin_add_overflow(a.num, b.num, &num)
                             : __builtin_sub_overflow(a.num, b.num, &num);
        *sum = small_number(num, 1);
        return !over;
    }
    uint64_t g = a.den == b.den ? (uint64_t)a.den : gcd((uint64_t)a.den, (uint64_t)b.den);
    wide a_part = (int64_t)((uint64_t)a.den / g), b_part = (int64_t)((uint64_t)b.den / g);
    wide num = a.num * b_part + sign * (b.num * a_part);
    /* What is left to cancel divides g: the rest of the denominator is prime to the numerator. */
    unsigned_wide size = num < 0 ? 0 - (unsigned_wide)num : (unsigned_wide)num;
    uint64_t h = g == 1 ? 1 : gcd((uint64_t)(size % g), g);
    if (h != 1)
        num /= (wide)h;
    wide den = a_part * (int64_t)((uint64_t)b.den / h);
    *sum = small_number((int64_t)num, (int64_t)den);
    return fits(num) && fits(den);
}

struct number number_add(struct arena *arena, struct number a, struct number b)
{
    struct number sum;
    if (small(a) && small(b) && add_small(a, b, 1, &sum))
        return sum;
    if (number_is_overflow(a) || number_is_overflow(b))
        return NUMBER_OVERFLOW;
    return number_big_add(arena, a, b);
}

struct number number_subtract(struct arena *arena, struct number a, struct number b)
{
    struct number difference;
    if (small(a) && small(b) && add_small(a, b, -1, &difference))
        return difference;
    if (number_is_overflow(a) || number_is_overflow(b))
        return NUMBER_OVERFLOW;
    return number_big_subtract(arena, a, b);
}

/* a * b; false when it does not fit. */
static bool multiply_small(struct number a, struct number b, struct number *product)
{
    int64_t whole;
    if (a.den == 1 && b.den == 1 && !__builtin_mul_overflow(a.num, b.num, &whole)) {
        *product = small_number(whole, 1);
        return true;
    }
    uint64_t g = a.den == 1 ? 1 : gcd((uint64_t)a.den, magnitude(b.num));
    uint64_t h = b.den == 1 ? 1 : gcd((uint64_t)b.den, magnitude(a.num));
    /* g and h divide a denominator and so are below 2^63. */
    int64_t a_num = a.num / (int64_t)h, b_num = b.num / (int64_t)g;
    int64_t a_den = a.den / (int64_t)g, b_den = b.den / (int64_t)h;
    int64_t num, den;
    if (__builtin_mul_overflow(a_num, b_num, &num) || __builtin_mul_overflow(a_den, b_den, &den))
        return false;
    *product = small_number(num, den);
    return true;
}

struct number number_multiply(struct arena *arena, struct number a, struct number b)
{
    struct number product;
    if (small(a) && small(b) && multiply_small(a, b, &product))
        return product;
    if (number_is_overflow(a) || number_is_overflow(b))
        return NUMBER_OVERFLOW;
    return number_big_multiply(arena, a, b);
}

struct number number_divide(struct arena *arena, struct number a, struct number b)
{
    if (number_is_zero(b) || number_is_overflow(a) || number_is_overflow(b))
        return NUMBER_OVERFLOW;
    if (small(a) && small(b) && b.num != INT64_MIN) {
        struct number quotient, inverse = small_number(b.den, b.num);
        if (b.num < 0)
            inverse = small_number(-b.den, -b.num);
        if (multiply_small(a, inverse, &quotient))
            return quotient;
    }
    return number_big_divide(arena, a, b);
}

struct number number_negate(struct arena *arena, struct number a)
{
    return number_subtract(arena, NUMBER_ZERO, a);
}

struct number number_absolute(struct arena *arena, struct number a)
{
    return number_sign(a) < 0 ? number_negate(arena, a) : a;
}

struct number number_floor(struct arena *arena, struct number a)
{
    if (small(a)) {
        int64_t whole = a.num / a.den;
        return number_from_int(whole - (a.num % a.den < 0));
    }
    return number_is_overflow(a) ? a : number_big_floor(arena, a);
}

/* The integer nearest to a / step; false when it does not fit. */
static bool nearest_small(struct number a, struct number step, int64_t *count)
{
    unsigned_wide num = (unsigned_wide)magnitude(a.num) * (uint64_t)step.den;
    unsigned_wide den = (unsigned_wide)magnitude(step.num) * (uint64_t)a.den;
    unsigned_wide whole = num / den, rest = num % den;
    whole += rest >= den - rest;
    if (whole > INT64_MAX)
        return false;
    *count = a.num < 0 ? -(int64_t)whole : (int64_t)whole;
    return true;
}

struct number number_round(struct arena *arena, struct number a, struct number step)
{
    if (number_is_overflow(a) || number_is_overflow(step) || number_is_zero(step))
        return NUMBER_OVERFLOW;
    bool plain = small(a) && small(step) && step.num == 1;
    if (plain && (a.den == 1 || step.den % a.den == 0))
        return a; /* it is such a multiple, as most numbers are */
    int64_t count;
    if (small(a) && small(step) && nearest_small(a, step, &count))
        return number_multiply(arena, number_from_int(count), step);
    struct number quotient = number_divide(arena, a, step);
    if (number_is_overflow(quotient))
        return NUMBER_OVERFLOW;
    return number_multiply(arena, number_big_nearest(arena, quotient), step);
}

/* Numbers whose denominators all divide the largest (counts, amounts of money) need no tree: their
 * sum fits 128 bits. */
static bool sum_alike(const struct number *items, size_t count, struct number *sum)
{
    int64_t den = 1;
    for (size_t i = 0; i < count; i++)
        den = items[i].den > den ? items[i].den : den;
    if (den > INT32_MAX || count > UINT32_MAX)
        return false;
    wide num = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t own = items[i].den;
        if (own == 0 || (own != den && den % own != 0))
            return false;
        num += own == den ? items[i].num : (wide)items[i].num * (den / own);
    }
    uint64_t g = 1;
    if (den != 1) {
        unsigned_wide size = num < 0 ? 0 - (unsigned_wide)num : (unsigned_wide)num;
        g = gcd((uint64_t)(size % (uint64_t)den), (uint64_t)den);
    }
    num /= (wide)g;
    *sum = small_number((int64_t)num, den / (int64_t)g);
    return fits(num);
}

struct number number_sum(struct arena *arena, struct number *items, size_t count)
{
    struct number sum = NUMBER_ZERO;
    if (count == 0 || sum_alike(items, count, &sum))
        return sum;
    struct arena *scratch = arena_new();
    while (count > 1) {
        size_t pairs = count / 2;
        for (size_t i = 0; i < pairs; i++)
            items[i] = number_add(scratch, items[2 * i], items[2 * i + 1]);
        if (count % 2)
            items[pairs] = items[count - 1];
        count = pairs + count % 2;
    }
    sum = items[0];
    if (!small(sum) && !number_is_overflow(sum))
        sum = number_big_copy(arena, sum);
    arena_free(scratch);
    return sum;
}

int number_compare(struct number a, struct number b)
{
    if (small(a) && small(b)) {
        wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;
        return (left > right) - (left < right);
    }
    if (number_is_overflow(a) || number_is_overflow(b))
        return (int)number_is_overflow(a) - (int)number_is_overflow(b);
    int order = number_big_compare(a, b);
    return (order > 0) - (order < 0);
}

bool number_is_zero(struct number a)
{
    return small(a) && a.num == 0;
}

int number_sign(struct number a)
{
    if (small(a))
        return (a.num > 0) - (a.num < 0);
    return number_is_overflow(a) ? 1 : number_big_sign(a);
}

bool number_is_integer(struct number a)
{
    if (small(a))
        return a.den == 1;
    return !number_is_overflow(a) && number_big_is_integer(a);
}

bool number_to_int(struct number a, int64_t *out)
{
    if (a.den != 1)
        return false;
    *out = a.num;
    return true;
}

uint64_t number_hash(struct number a)
{
    if (number_is_overflow(a))
        return 0;
    if (!small(a))
        return number_big_hash(a);
    /* The finaliser of MurmurHash3 spreads small integers over all bits. */
    uint64_t hash = (uint64_t)a.num ^ (uint64_t)a.den * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
    hash = (hash ^ hash >> 33) * UINT64_C(0xC4CEB9FE1A85EC53);
    return hash ^ hash >> 33;
}
