/* SPDX-License-Identifier: MIT */
/* Dates, periods, yes and no, addresses, names. */
#include "yaml/scalar.h"

#include "base/buf.h"
#include "calc/script.h"

#include <string.h>
#include <utf8proc.h>

static bool fail(struct diags *diags, enum message message, struct text text)
{
    if (diags)
        diag_add(diags, message, text.span, ARGS(arg_text("found", node_excerpt(text.s))));
    return false;
}

static struct text trim(struct text text)
{
    struct str inner = str_trim(text.s);
    if (inner.n == text.s.n)
        return text;
    size_t from = inner.n ? (size_t)(inner.p - text.s.p) : 0;
    return text_slice(text, from, from + inner.n);
}

/* --- dates ------------------------------------------------------------------------------------ */

/* The numbers of a date, however it is written; false for anything but three of them. */
static bool read_parts(struct str s, int32_t parts[3], size_t widths[3], bool *points)
{
    size_t count = 0;
    *points = true;
    for (size_t i = 0; i < s.n;) {
        size_t width = 0;
        int32_t value = 0;
        for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && width < 5; i++, width++)
            value = value * 10 + (s.p[i] - '0');
        if (width == 0 || width > 4 || count == 3)
            return false;
        parts[count] = value;
        widths[count++] = width;
        for (; i < s.n && strchr("-/. ", s.p[i]); i++)
            *points = *points && s.p[i] != '-' && s.p[i] != '/';
    }
    return count == 3;
}

/* ISO 8601 if there is such a day, else the empty slice. */
static struct str written_date(int32_t year, int32_t month, int32_t day, struct buf *out)
{
    struct date_parts parts = {year, month, day};
    if (date_valid(parts))
        date_write(out, date_from_parts(parts));
    return buf_view(out);
}

/* 06/11/2022 can be two days, 13/11/2022 and 2022/11/6 only one. */
static enum message guess_date(struct str s, struct buf *first, struct buf *second)
{
    int32_t p[3];
    size_t widths[3];
    bool points;
    if (!read_parts(s, p, widths, &points))
        return MSG_TYPES_DATE;
    struct str one, other = {0};
    if (widths[0] == 4) {
        one = written_date(p[0], p[1], p[2], first);
    } else {
        int32_t year = widths[2] <= 2 ? 2000 + p[2] : p[2];
        one = written_date(year, p[1], p[0], first);
        if (!points)
            other = written_date(year, p[0], p[1], second);
    }
    if (one.n == 0 && other.n == 0)
        return MSG_TYPES_DATE_IMPOSSIBLE;
    if (one.n && other.n && !str_equal(one, other))
        return MSG_TYPES_DATE_AMBIGUOUS;
    return MSG_TYPES_DATE_WRITE;
}

bool scalar_date(struct text text, struct diags *diags, int32_t *days)
{
    text = trim(text);
    enum date_result result = date_parse(text.s, days);
    if (result == DATE_OK || diags == NULL)
        return result == DATE_OK;
    if (result == DATE_IMPOSSIBLE)
        return fail(diags, MSG_TYPES_DATE_IMPOSSIBLE, text);
    struct buf first = {0}, second = {0};
    enum message message = guess_date(text.s, &first, &second);
    struct str written = first.n ? buf_view(&first) : buf_view(&second);
    diag_add(diags, message, text.span,
             ARGS(arg_text("found", node_excerpt(text.s)), arg_text("first", buf_view(&first)),
                  arg_text("second", buf_view(&second)), arg_text("written", written)));
    buf_free(&first);
    buf_free(&second);
    return false;
}

bool scalar_month(struct text text, struct diags *diags, int32_t *months)
{
    text = trim(text);
    return month_parse(text.s, months) == DATE_OK || fail(diags, MSG_TYPES_MONTH, text);
}

bool scalar_period(struct text text, enum period_mode mode, struct diags *diags, int32_t *period)
{
    text = trim(text);
    if (period_parse(text.s, mode, period))
        return true;
    return fail(diags, mode == PERIOD_SCHOOL ? MSG_TYPES_SCHOOL_YEAR : MSG_TYPES_YEAR, text);
}

/* --- yes and no ------------------------------------------------------------------------------- */

static bool equal_letters(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.n && j < b.n) {
        utf8proc_int32_t left = (utf8proc_int32_t)str_next(a, &i);
        utf8proc_int32_t right = (utf8proc_int32_t)str_next(b, &j);
        if (left != right && utf8proc_tolower(left) != utf8proc_tolower(right))
            return false;
    }
    return i == a.n && j == b.n;
}

static void report_yes_no(struct diags *diags, struct text text, const struct scalar_words *words,
                          size_t count)
{
    struct buf known = {0};
    buf_text(&known, "yes, no");
    for (size_t i = 0; i < count; i++) {
        buf_text(&known, ", ");
        buf_str(&known, words[i].yes);
        buf_text(&known, ", ");
        buf_str(&known, words[i].no);
    }
    diag_add(diags, MSG_TYPES_YES_NO, text.span,
             ARGS(arg_text("found", node_excerpt(text.s)), arg_text("known", buf_view(&known))));
    buf_free(&known);
}

bool scalar_yes_no_in(struct text text, const struct scalar_words *words, size_t count,
                      struct diags *diags, bool *out)
{
    static const struct scalar_words english[] = {
        {STR_INIT("yes"), STR_INIT("no")},
        {STR_INIT("true"), STR_INIT("false")},
    };
    text = trim(text);
    for (size_t i = 0; i < 2 + count; i++) {
        const struct scalar_words *pair = i < 2 ? &english[i] : &words[i - 2];
        *out = equal_letters(text.s, pair->yes);
        if (*out || equal_letters(text.s, pair->no))
            return true;
    }
    if (diags)
        report_yes_no(diags, text, words, count);
    return false;
}

bool scalar_yes_no(struct text text, struct diags *diags, bool *out)
{
    return scalar_yes_no_in(text, NULL, 0, diags, out);
}

/* --- addresses -------------------------------------------------------------------------------- */

static bool has_byte_below_space(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>\"`{}|\\^", s.p[i]))
            return true;
    return false;
}

/* A dot inside, not at its ends, not two in a row; letters of any script. */
static bool is_host(struct str host)
{
    size_t dots = 0;
    for (size_t i = 0; i < host.n; i++) {
        unsigned char c = (unsigned char)host.p[i];
        bool word = c >= 0x80 || c == '-' || (c >= '0' && c <= '9') ||
                    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        bool dot = c == '.' && i > 0 && i + 1 < host.n && host.p[i - 1] != '.';
        if (!word && !dot)
            return false;
        dots += dot;
    }
    return dots > 0;
}

bool scalar_url(struct text text, struct diags *diags)
{
    text = trim(text);
    struct str s = text.s;
    size_t start = str_starts(s, STR("https://")) ? 8 : str_starts(s, STR("http://")) ? 7 : 0;
    size_t end = start;
    while (end < s.n && strchr("/?#:", s.p[end]) == NULL)
        end++;
    bool good = start && !has_byte_below_space(s) && is_host(str_slice(s, start, end));
    return good || fail(diags, MSG_TYPES_URL, text);
}

bool scalar_email(struct text text, struct diags *diags)
{
    text = trim(text);
    struct str s = text.s;
    size_t at = str_find(s, '@', 0);
    bool good = at != STR_NOT_FOUND && at > 0 && str_find(s, '@', at + 1) == STR_NOT_FOUND &&
                !has_byte_below_space(s) && is_host(str_slice(s, at + 1, s.n));
    for (size_t i = 0; good && i < at; i++)
        good = strchr(",;:()[]", s.p[i]) == NULL;
    return good || fail(diags, MSG_TYPES_EMAIL, text);
}

/* --- names ------------------------------------------------------------------------------------ */

static bool is_name(struct str s)
{
    bool letters = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t code = str_next(s, &at);
        if (script_is_letter(code))
            letters = true;
        else if (!letters || !(code == '_' || (code >= '0' && code <= '9')))
            return false;
    }
    return letters;
}

bool scalar_name(struct text text, struct diags *diags)
{
    text = trim(text);
    if (!is_name(text.s))
        return fail(diags, MSG_TYPES_NAME, text);
    enum script script = SCRIPT_ANY;
    for (size_t at = 0; at < text.s.n;) {
        size_t from = at;
        enum script here = script_of(str_next(text.s, &at));
        if (here == SCRIPT_ANY || here == script)
            continue;
        if (script == SCRIPT_ANY) {
            script = here;
            continue;
        }
        struct text letter = text_slice(text, from, at);
        if (diags)
            diag_add(diags, MSG_TYPES_NAME_SCRIPTS, letter.span,
                     ARGS(arg_text("found", node_excerpt(text.s)), arg_text("letter", letter.s),
                          arg_words("script", str_from(script_name(here)))));
        return false;
    }
    return true;
}
