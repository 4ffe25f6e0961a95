/* SPDX-License-Identifier: MIT */
/* Dates, months and periods from and to text. */
#include "calc/date.h"

/*
 * What is common to all written forms: up to three groups of digits with something between them.
 * The forms differ in the widths of the groups and in what lies between.
 */
enum { GROUPS = 3 };
struct groups {
    size_t count;
    int32_t value[GROUPS];
    size_t width[GROUPS];
    struct str between[GROUPS - 1];
};

static bool split_groups(struct str text, struct groups *out)
{
    *out = (struct groups){0};
    size_t at = 0;
    while (at < text.n) {
        size_t start = at;
        int32_t value = 0;
        for (; at < text.n && str_is_digit(text.p[at]) && at - start < 4; at++)
            value = value * 10 + (text.p[at] - '0');
        if (at == start || out->count == GROUPS)
            return false;
        out->value[out->count] = value;
        out->width[out->count++] = at - start;
        start = at;
        while (at < text.n && !str_is_digit(text.p[at]))
            at++;
        if (at == start)
            break;
        if (at == text.n || out->count == GROUPS)
            return false;
        out->between[out->count - 1] = str_slice(text, start, at);
    }
    return at == text.n && out->count > 0;
}

static bool both_between(const struct groups *g, const char *text)
{
    return str_is(g->between[0], text) && str_is(g->between[1], text);
}

/* A point, and a space or none: an ordinary one, or the two that do not break. */
static bool is_point(struct str s)
{
    return str_is(s, ".") || str_is(s, ". ") || str_is(s, ".\u00A0") || str_is(s, ".\u202F");
}

enum date_result date_parse(struct str text, int32_t *days)
{
    struct groups g;
    struct date_parts parts;
    if (!split_groups(text, &g) || g.count != 3)
        return DATE_MALFORMED;
    bool year_last = g.width[0] <= 2 && g.width[1] <= 2 && g.width[2] == 4;
    if (g.width[0] == 4 && g.width[1] == 2 && g.width[2] == 2 && both_between(&g, "-"))
        parts = (struct date_parts){g.value[0], g.value[1], g.value[2]};
    else if (year_last && is_point(g.between[0]) && is_point(g.between[1]))
        parts = (struct date_parts){g.value[2], g.value[1], g.value[0]};
    else if (g.width[0] <= 2 && g.width[1] <= 2 && g.width[2] != 3 &&
             (both_between(&g, "/") || both_between(&g, "-")))
        return DATE_AMBIGUOUS;
    else
        return DATE_MALFORMED;
    if (!date_valid(parts))
        return DATE_IMPOSSIBLE;
    *days = date_from_parts(parts);
    return DATE_OK;
}

enum date_result month_parse(struct str text, int32_t *months)
{
    struct groups g;
    int32_t year, month;
    if (!split_groups(text, &g) || g.count != 2)
        return DATE_MALFORMED;
    if (g.width[0] == 4 && g.width[1] == 2 && str_is(g.between[0], "-")) {
        year = g.value[0];
        month = g.value[1];
    } else if (g.width[0] <= 2 && g.width[1] == 4 && str_is(g.between[0], "/")) {
        year = g.value[1];
        month = g.value[0];
    } else {
        return DATE_MALFORMED;
    }
    if (!date_valid((struct date_parts){year, month, 1}))
        return DATE_IMPOSSIBLE;
    *months = year * 12 + month - 1;
    return DATE_OK;
}

bool period_parse(struct str text, enum period_mode mode, int32_t *period)
{
    struct groups g;
    if (!split_groups(text, &g) || g.width[0] != 4 || g.value[0] < YEAR_FIRST)
        return false;
    if (mode == PERIOD_CALENDAR) {
        if (g.count != 1)
            return false;
    } else {
        int32_t next = g.value[0] + 1;
        bool slash = g.count == 2 && str_is(g.between[0], "/");
        bool hyphen = g.count == 2 && str_is(g.between[0], "-");
        bool whole = (slash || hyphen) && g.width[1] == 4 && g.value[1] == next;
        bool brief = slash && g.width[1] == 2 && g.value[1] == next % 100;
        if (!(whole || brief) || next > YEAR_LAST)
            return false;
    }
    *period = g.value[0];
    return true;
}

static void write_digits(struct buf *out, int32_t number, int width)
{
    char digits[4];
    for (int i = width - 1; i >= 0; i--, number /= 10)
        digits[i] = (char)('0' + number % 10);
    buf_put(out, digits, (size_t)width);
}

void date_write(struct buf *out, int32_t days)
{
    if (days < DATE_FIRST || days > DATE_LAST)
        return;
    struct date_parts parts = date_to_parts(days);
    write_digits(out, parts.year, 4);
    buf_char(out, '-');
    write_digits(out, parts.month, 2);
    buf_char(out, '-');
    write_digits(out, parts.day, 2);
}

void month_write(struct buf *out, int32_t months)
{
    if (months < YEAR_FIRST * 12 || months >= (YEAR_LAST + 1) * 12)
        return;
    write_digits(out, months / 12, 4);
    buf_char(out, '-');
    write_digits(out, months % 12 + 1, 2);
}

void period_write(struct buf *out, int32_t period, enum period_mode mode)
{
    if (period == PERIOD_NONE)
        return;
    buf_int(out, period);
    if (mode == PERIOD_SCHOOL) {
        buf_char(out, '/');
        buf_int(out, period + 1);
    }
}
