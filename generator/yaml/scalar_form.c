/* SPDX-License-Identifier: MIT */
/*
 * How a number is written. The text is cut into runs of digits and what separates them; from the
 * lengths of the runs and the kinds of separators follows what it can mean.
 */
#include "yaml/scalar_form.h"

#include <string.h>
#include <utf8proc.h>

/* Separators and runs of digits between `form.from` and `form.end`. */
struct runs {
    size_t count;       /* of runs; the first may be empty (,5) */
    size_t first, last; /* lengths of these runs */
    bool threes;        /* all but the first and the last are three digits long */
    size_t spaces, points, commas;
    char last_separator; /* ' ', '.' or ','; 0: none */
    size_t last_at;      /* where it stands */
};

bool form_is_digit(struct str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

bool form_has_at(struct str s, size_t at, const char *bytes)
{
    size_t n = strlen(bytes);
    return at <= s.n && s.n - at >= n && memcmp(s.p + at, bytes, n) == 0;
}

/* The length of a space at `at`: plain, no-break, narrow no-break, thin, figure; 0: none. */
static size_t space_at(struct str s, size_t at)
{
    if (form_has_at(s, at, " "))
        return 1;
    if (form_has_at(s, at, "\xC2\xA0"))
        return 2;
    bool wide = form_has_at(s, at, "\xE2\x80\xAF") || form_has_at(s, at, "\xE2\x80\x89") ||
                form_has_at(s, at, "\xE2\x80\x87");
    return wide ? 3 : 0;
}

size_t form_skip_spaces(struct str s, size_t at)
{
    while (space_at(s, at) || form_has_at(s, at, "\t") || form_has_at(s, at, "\n"))
        at += space_at(s, at) ? space_at(s, at) : 1;
    return at;
}

static size_t run_length(struct str s, size_t at)
{
    size_t n = 0;
    while (form_is_digit(s, at + n))
        n++;
    return n;
}

/* A mark or a space with a digit behind it belongs to the number. Gives the end. */
static size_t scan_runs(struct str s, size_t at, struct runs *runs)
{
    *runs = (struct runs){.count = 1, .threes = true};
    runs->first = runs->last = run_length(s, at);
    at += runs->last;
    for (;;) {
        bool mark = form_has_at(s, at, ".") || form_has_at(s, at, ",");
        size_t n = mark ? 1 : space_at(s, at);
        bool leading_space = !mark && runs->count == 1 && runs->first == 0;
        if (n == 0 || leading_space || !form_is_digit(s, at + n))
            return at;
        if (runs->count > 1 && runs->last != 3)
            runs->threes = false;
        runs->last_separator = mark ? s.p[at] : ' ';
        runs->last_at = at;
        runs->spaces += !mark;
        runs->points += mark && s.p[at] == '.';
        runs->commas += mark && s.p[at] == ',';
        runs->last = run_length(s, at + n);
        runs->count++;
        at += n + runs->last;
    }
}

static enum form_status judge(const struct runs *runs, bool leading_zero)
{
    bool first_group = runs->first >= 1 && runs->first <= 3;
    size_t same = runs->last_separator == '.'   ? runs->points
                  : runs->last_separator == ',' ? runs->commas
                                                : runs->spaces;
    if (runs->count == 1)
        return FORM_OK;
    if (runs->last_separator == ' ' || same > 1) {
        bool grouped = same == runs->count - 1 && runs->threes && runs->last == 3;
        return grouped && first_group ? FORM_OK : FORM_GROUPS;
    }
    if (runs->count == 2)
        return runs->last == 3 && first_group && !leading_zero ? FORM_AMBIGUOUS : FORM_OK;
    size_t others = runs->count - 2;
    bool one_kind = runs->spaces == others || runs->points == others || runs->commas == others;
    return one_kind && runs->threes && first_group ? FORM_OK : FORM_GROUPS;
}

static bool is_exponent(struct str s, size_t at)
{
    if (!form_has_at(s, at, "e") && !form_has_at(s, at, "E"))
        return false;
    at++;
    if (form_has_at(s, at, "-") || form_has_at(s, at, "+"))
        at++;
    return form_is_digit(s, at) && at + run_length(s, at) == s.n;
}

/* What may follow a number: the name or symbol of a measure. */
static bool is_measure_start(struct str s, size_t at)
{
    uint32_t code = str_next(s, &at);
    switch ((int)utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_SC:
        return true;
    default:
        return code == '%' || code == 0x2030 || code == 0xB0;
    }
}

struct form form_read(struct str s)
{
    struct form form = {0};
    size_t at = form_skip_spaces(s, 0);
    form.negative = form_has_at(s, at, "-") || form_has_at(s, at, "\xE2\x88\x92");
    if (form.negative)
        at += form_has_at(s, at, "-") ? 1 : 3;
    else if (form_has_at(s, at, "+"))
        at++;
    form.from = at;
    struct runs runs;
    form.end = scan_runs(s, at, &runs);
    form.mark = form.end;
    form.rest = form_skip_spaces(s, form.end);
    if (form.end == form.from) {
        form.status = FORM_NONE;
        return form;
    }
    form.status = judge(&runs, runs.first > 1 ? s.p[at] == '0' : form_has_at(s, at, "0"));
    bool one = runs.last_separator == '.' ? runs.points == 1 : runs.commas == 1;
    if (runs.last_separator && runs.last_separator != ' ' && one)
        form.mark = runs.last_at;
    if (form.rest == s.n)
        return form;
    if (is_exponent(s, form.rest))
        form.status = FORM_EXPONENT;
    else if (form_is_digit(s, form.rest))
        form.status = FORM_GROUPS;
    else if (!is_measure_start(s, form.rest))
        form.status = FORM_NONE;
    return form;
}

/* The digits of [from, to), without what separates them. */
void form_put_digits(struct buf *out, struct str s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (form_is_digit(s, i))
            buf_char(out, s.p[i]);
}

/* The plain form that calc reads: [-]digits[.digits]. */
void form_put_plain(struct buf *out, struct str s, const struct form *form)
{
    if (form->negative)
        buf_char(out, '-');
    if (form->mark == form->from)
        buf_char(out, '0');
    form_put_digits(out, s, form->from, form->mark);
    if (form->mark < form->end) {
        buf_char(out, '.');
        form_put_digits(out, s, form->mark, form->end);
    }
}
