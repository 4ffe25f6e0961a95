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

static void write_small(struct buf *out, struct number a, size_t decimals)
{
    uint64_t size = a.num < 0 ? 0 - (uint64_t)a.num : (uint64_t)a.num;
    uint64_t den = (uint64_t)a.den, unit = power_of_ten(decimals);
    uint64_t whole = size / den;
    unsigned_wide scaled = (unsigned_wide)(size % den) * unit;
    uint64_t fraction = (uint64_t)(scaled / den), rest = (uint64_t)(scaled % den);
    fraction += rest >= den - rest;
    whole += fraction / unit;
    fraction %= unit;
    bool zero = whole == 0 && fraction == 0;

    char text[48];
    size_t at = sizeof text;
    for (size_t i = 0; i < decimals; i++, fraction /= 10)
        text[--at] = (char)('0' + fraction % 10);
    if (decimals)
        text[--at] = '.';
    do {
        text[--at] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole);
    if (a.num < 0 && !zero)
        text[--at] = '-';
    buf_put(out, text + at, sizeof text - at);
}

void number_write(struct arena *arena, struct buf *out, struct number a, int decimals)
{
    if (number_is_overflow(a))
        return;
    size_t digits = decimals < 0 ? 0 : (size_t)decimals;
    if (digits > NUMBER_BITS)
        digits = NUMBER_BITS;
    if (a.den != 0 && digits <= SMALL_DIGITS)
        write_small(out, a, digits);
    else
        number_big_write(arena, out, a, digits);
}
