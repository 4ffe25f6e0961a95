/* SPDX-License-Identifier: MIT */
/*
 * Which hyphen beside digits is a minus, and which stands for "to". Codes must survive: telephone
 * numbers, ISO dates, standards (01-6910), file numbers. So a range has exactly one hyphen, two
 * numbers of at most four digits that rise, and no zero in front.
 */
#include "locale/letter.h"
#include "locale/typography_parts.h"

struct reading {
    int64_t thousandths;
    bool zero_first, fraction;
};

/* A number of at most four digits with at most three decimals. */
static bool read_number(struct str s, size_t *at, struct reading *out)
{
    size_t start = *at;
    *out = (struct reading){.zero_first = false};
    while (*at < s.n && letter_is_digit((unsigned char)s.p[*at]))
        out->thousandths = out->thousandths * 10 + (s.p[(*at)++] - '0') * 1000;
    size_t digits = *at - start;
    if (digits == 0 || digits > 4)
        return false;
    out->zero_first = digits > 1 && s.p[start] == '0';
    if (*at + 1 < s.n && (s.p[*at] == ',' || s.p[*at] == '.' || s.p[*at] == ':') &&
        letter_is_digit((unsigned char)s.p[*at + 1])) {
        out->fraction = true;
        int64_t weight = 100;
        for ((*at)++; *at < s.n && letter_is_digit((unsigned char)s.p[*at]); weight /= 10)
            out->thousandths += weight * (s.p[(*at)++] - '0');
    }
    return true;
}

/* What may follow a range: nothing, punctuation, a percent sign; not a letter, not a hyphen. */
static bool ends_well(struct str word, size_t at)
{
    if (at == word.n)
        return true;
    uint32_t code = str_next(word, &at);
    return code != '-' && code != '/' && code != ':' && !letter_is(code) && !letter_is_digit(code);
}

static size_t find_range(struct str word)
{
    struct reading low, high;
    size_t at = 0;
    if (!read_number(word, &at, &low))
        return STR_NOT_FOUND;
    if (at < word.n && word.p[at] == '.')
        at++;
    if (at >= word.n || word.p[at] != '-')
        return STR_NOT_FOUND;
    size_t hyphen = at++;
    if (!read_number(word, &at, &high) || !ends_well(word, at))
        return STR_NOT_FOUND;
    if (low.thousandths >= high.thousandths || (low.zero_first && !low.fraction) ||
        (high.zero_first && !high.fraction))
        return STR_NOT_FOUND;
    /* A further hyphen makes it a code. */
    return str_find(word, '-', hyphen + 1) == STR_NOT_FOUND ? hyphen : STR_NOT_FOUND;
}

bool typography_digit_before(struct str flat, size_t at)
{
    if (at > 1 && flat.p[at - 1] == '.')
        at--;
    return at > 0 && letter_is_digit((unsigned char)flat.p[at - 1]);
}

size_t typography_find_sign(const struct typography_pass *pass, struct str left, size_t from,
                            size_t to, size_t *end)
{
    struct str word = str_slice(pass->flat, from, to);
    struct str rest = word_without_openers(word);
    size_t skipped = word.n - rest.n, at = STR_NOT_FOUND;
    if (rest.n > 1 && rest.p[0] == '-' && letter_is_digit((unsigned char)rest.p[1])) {
        /* "5 -3" is no negative number but a slip of the space bar. */
        bool after_number = left.n && letter_is_digit((unsigned char)left.p[left.n - 1]);
        size_t next = 1;
        while (next < rest.n && (letter_is_digit((unsigned char)rest.p[next]) ||
                                 rest.p[next] == ',' || rest.p[next] == '.'))
            next++;
        if (!after_number && ends_well(rest, next))
            at = 0;
    } else {
        at = find_range(rest);
    }
    if (at == STR_NOT_FOUND)
        return at;
    *end = from + skipped + at + 1;
    return from + skipped + at;
}
