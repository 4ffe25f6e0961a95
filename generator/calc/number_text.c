/* SPDX-License-Identifier: MIT */
/* Numbers from and to plain decimal text. */
#include "calc/number.h"

#include "calc/number_big.h"

__extension__ typedef unsigned __int128 unsigned_wide;

/* Powers of ten that fit 64 bits with a sign. */
enum { SMALL_DIGITS = 18 };

static uint64_t power_of_ten(size_t exponent)
{
    uint64_t power = 1;
    while (exponent--)
        power *= 10;
    return power;
}

static size_t count_digits(struct str text, size_t from)
{
    size_t at = from;
    while (at < text.n && text.p[at] >= '0' && text.p[at] <= '9')
        at++;
    return at - from;
}

/* The digits before and after the point, without zeros at either end. */
struct decimal {
    struct str whole, fraction;
    bool negative;
};

static bool split_decimal(struct str text, struct decimal *out)
{
    size_t at = text.n && text.p[0] == '-';
    size_t whole = count_digits(text, at), fraction = 0;
    size_t end = at + whole;
    if (end < text.n && text.p[end] == '.') {
        fraction = count_digits(text, end + 1);
        if (fraction == 0)
            return false;
        end += 1 + fraction;
    }
    if (whole == 0 || end != text.n)
        return false;
    *out = (struct decimal){
        .whole = str_slice(text, at, at + whole),
        .fraction = str_slice(text, text.n - fraction, text.n),
        .negative = at == 1,
    };
    while (out->whole.n && out->whole.p[0] == '0')
        out->whole = str_slice(out->whole, 1, out->whole.n);
    while (out->fraction.n && out->fraction.p[out->fraction.n - 1] == '0')
        out->fraction.n--;
    return true;
}

static struct number from_few_digits(struct arena *arena, const struct decimal *decimal)
{
    int64_t value = 0;
    for (size_t i = 0; i < decimal->whole.n; i++)
        value = value * 10 + (decimal->whole.p[i] - '0');
    for (size_t i = 0; i < decimal->fraction.n; i++)
        value = value * 10 + (decimal->fraction.p[i] - '0');
    if (decimal->negative)
        value = -value;
    if (decimal->fraction.n == 0)
        return number_from_int(value);
    return number_from_ratio(arena, value, (int64_t)power_of_ten(decimal->fraction.n));
}

bool number_from_decimal(struct arena *arena, struct str text, struct number *out)
{
    struct decimal decimal;
    if (!split_decimal(text, &decimal))
        return false;
    if (decimal.whole.n + decimal.fraction.n <= SMALL_DIGITS) {
        *out = from_few_digits(arena, &decimal);
        return true;
    }
    /*
     * A whole part of n digits has more than 3 (n - 1) bits. A fraction of n digits, the last not
     * 0, keeps 2^n or 5^n in its denominator. So what is certainly too large is not even read.
     */
    if (decimal.whole.n > NUMBER_BITS / 3 + 1 || decimal.fraction.n > NUMBER_BITS) {
        *out = NUMBER_OVERFLOW;
        return true;
    }
    struct str parts[] = {decimal.negative ? STR("-") : STR(""), decimal.whole, decimal.fraction};
    struct str digits = arena_join(arena, parts, 3);
    *out = number_big_from_digits(arena, digits.p, decimal.fraction.n);
    return true;
}

int number_decimals(struct number step)
{
    if (step.den == 0)
        return number_is_overflow(step) ? -1 : number_big_decimals(step);
    uint64_t rest = (uint64_t)step.den;
    int twos = __builtin_ctzll(rest), fives = 0;
    rest >>= twos;
    while (rest % 5 == 0) {
        rest /= 5;
        fives++;
    }
    if (rest != 1)
        return -1;
    return twos > fives ? twos : fives;
}

bool number_is_decimal_place(struct number step)
{
    if (step.num != 1 || step.den == 0)
        return false;
    int64_t rest = step.den;
    while (rest % 10 == 0)
        rest /= 10;
    return rest == 1;
}

/* `size` / `den` in whole ones and units of the last decimal, rounded half away from zero. */
static uint64_t round_small(uint64_t size, uint64_t den, uint64_t unit, uint64_t *fraction)
{
    uint64_t whole = size / den, rest, scaled;
    if (!__builtin_mul_overflow(size % den, unit, &scaled)) {
        *fraction = scaled / den;
        rest = scaled % den;
    } else {
        unsigned_wide wide = (unsigned_wide)(size % den) * unit;
        *fraction = (uint64_t)(wide / den);
        rest = (uint64_t)(wide % den);
    }
    *fraction += rest >= den - rest;
    whole += *fraction / unit;
    *fraction %= unit;
    return whole;
}

/* Digits of a small number, a sign, a point and SMALL_DIGITS decimals. */
enum { SMALL_TEXT = 48 };

/* Gives the length. */
static size_t write_small(char text[SMALL_TEXT], struct number a, size_t decimals)
{
    uint64_t whole = a.num < 0 ? 0 - (uint64_t)a.num : (uint64_t)a.num, fraction = 0;
    if (a.den != 1)
        whole = round_small(whole, (uint64_t)a.den, power_of_ten(decimals), &fraction);
    char *p = text;
    if (a.num < 0 && (whole > 0 || fraction > 0))
        *p++ = '-';
    p = buf_digits(p, whole);
    if (decimals) {
        *p++ = '.';
        for (size_t i = decimals; i-- > 0; fraction /= 10)
            p[i] = (char)('0' + fraction % 10);
        p += decimals;
    }
    return (size_t)(p - text);
}

static size_t clamp_decimals(int decimals)
{
    size_t digits = decimals < 0 ? 0 : (size_t)decimals;
    return digits > NUMBER_BITS ? NUMBER_BITS : digits;
}

void number_write(struct arena *arena, struct buf *out, struct number a, int decimals)
{
    if (number_is_overflow(a))
        return;
    size_t digits = clamp_decimals(decimals);
    if (a.den != 0 && digits <= SMALL_DIGITS) {
        char text[SMALL_TEXT];
        buf_put(out, text, write_small(text, a, digits));
    } else {
        number_big_write(arena, out, a, digits);
    }
}

struct str number_to_text(struct arena *arena, struct number a, int decimals)
{
    size_t digits = clamp_decimals(decimals);
    if (a.den != 0 && digits <= SMALL_DIGITS) {
        char text[SMALL_TEXT];
        return arena_str(arena, (struct str){text, write_small(text, a, digits)});
    }
    struct buf out = {0};
    number_write(arena, &out, a, decimals);
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}
