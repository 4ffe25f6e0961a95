/* SPDX-License-Identifier: MIT */
#include "locale/letter.h"
#include "locale/no_break.h"

#include <string.h>

#define BIT(kind) (1U << (kind))

/* Quotation marks of any language: those of U+2018 to U+201F and the angles. */
static bool is_quote(uint32_t code)
{
    return code == '"' || code == '\'' || (code >= 0x2018 && code <= 0x201F) || code == 0xAB ||
           code == 0xBB || code == 0x2039 || code == 0x203A;
}

static bool is_opener(uint32_t code)
{
    return code == '(' || code == '[' || code == '{' || is_quote(code);
}

static bool is_closer(uint32_t code)
{
    return code == ')' || code == ']' || code == '}' || code == ',' || code == ';' || code == ':' ||
           code == '!' || code == '?' || code == 0x2026 || is_quote(code);
}

struct str word_without_openers(struct str word)
{
    while (word.n) {
        size_t at = 0;
        if (!is_opener(str_next(word, &at)))
            break;
        word = str_slice(word, at, word.n);
    }
    return word;
}

struct str word_without_closers(struct str word)
{
    while (word.n) {
        size_t from = word.n - 1;
        while (from > 0 && ((unsigned char)word.p[from] & 0xC0) == 0x80)
            from--;
        size_t at = from;
        if (!is_closer(str_next(word, &at)))
            break;
        word.n = from;
    }
    return word;
}

/* Steps over digits; how many there were. */
static size_t skip_digits(struct str s, size_t *at)
{
    size_t from = *at;
    while (*at < s.n && letter_is_digit((unsigned char)s.p[*at]))
        (*at)++;
    return *at - from;
}

/* A dash of any length, or the true minus, at `at`; its bytes, 0 where there is none. */
static size_t dash_at(struct str s, size_t at)
{
    if (at >= s.n)
        return 0;
    size_t next = at;
    uint32_t code = str_next(s, &next);
    return code == '-' || code == 0x2013 || code == 0x2014 || code == 0x2212 ? next - at : 0;
}

/* Digits with an optional decimal part: 5, 1,5, 9:30. */
static bool skip_number(struct str s, size_t *at)
{
    if (skip_digits(s, at) == 0)
        return false;
    size_t next = *at + 1;
    if (*at < s.n && (s.p[*at] == ',' || s.p[*at] == '.' || s.p[*at] == ':') &&
        skip_digits(s, &next))
        *at = next;
    return true;
}

static bool is_roman(struct str core)
{
    size_t n = core.n && core.p[core.n - 1] == '.' ? core.n - 1 : core.n;
    for (size_t i = 0; i < n; i++)
        if (memchr("IVXLC", core.p[i], 5) == NULL)
            return false;
    return n > 0;
}

static unsigned plain_digits_kinds(struct str core, size_t digits)
{
    unsigned kinds = 0;
    if (digits <= 3)
        kinds |= BIT(WORD_LEAD);
    if (digits == 3)
        kinds |= BIT(WORD_GROUP);
    bool year =
        digits == 4 && (core.p[0] == '2' ? core.p[1] == '0' : core.p[0] == '1' && core.p[1] >= '5');
    return kinds | (year ? BIT(WORD_YEAR) : BIT(WORD_COUNT));
}

/* Words that begin with a digit (or a sign and a digit). */
static unsigned number_kinds(struct str core)
{
    size_t at = dash_at(core, 0), first = at;
    if (!skip_number(core, &at))
        return 0;
    size_t digits = first;
    digits = skip_digits(core, &digits);
    size_t whole = digits;
    if (at == core.n) {
        if (first == 0 && whole == core.n)
            return BIT(WORD_NUMBER) | plain_digits_kinds(core, whole);
        return BIT(WORD_NUMBER) | BIT(WORD_COUNT) | (whole == 3 && !first ? BIT(WORD_GROUP) : 0);
    }
    if (core.p[at] == '.' && at + 1 == core.n)
        return BIT(WORD_ORDINAL);
    size_t point = core.p[at] == '.', dash = dash_at(core, at + point);
    if (dash == 0)
        return 0;
    size_t rest = at + point + dash;
    if (!skip_number(core, &rest))
        return point == 0 && rest < core.n ? BIT(WORD_ORDINAL) : 0;
    if (rest == core.n)
        return BIT(WORD_NUMBER) | (whole == 4 ? 0 : BIT(WORD_COUNT));
    return core.p[rest] == '.' && rest + 1 == core.n ? BIT(WORD_ORDINAL) : 0;
}

static unsigned letter_kinds(struct str core)
{
    size_t at = 0, letters = 0, length = 0;
    uint32_t first = 0;
    bool small = true;
    while (at < core.n) {
        uint32_t code = str_next(core, &at);
        if (length++ == 0)
            first = code;
        bool letter = letter_is(code);
        letters += letter;
        small = small && letter && !letter_is_upper(code);
    }
    unsigned kinds = 0;
    if (letter_is_lower(first))
        kinds |= BIT(WORD_WORD);
    if (small && letters >= 3)
        kinds |= BIT(WORD_NOUN);
    if (letter_is_upper(first) && letters >= 2)
        kinds |= BIT(WORD_NAME);
    if (letter_is_upper(first) && length == 2 && core.p[core.n - 1] == '.')
        kinds |= BIT(WORD_INITIAL);
    return kinds;
}

unsigned word_kinds(struct str core)
{
    if (core.n == 0)
        return 0;
    size_t dash = dash_at(core, 0);
    if (dash == core.n || str_is(core, "--") || str_is(core, "---"))
        return BIT(WORD_DASH);
    if (letter_is_digit((unsigned char)core.p[dash]))
        return number_kinds(core);
    return letter_kinds(core) | (is_roman(core) ? BIT(WORD_ROMAN) : 0);
}
