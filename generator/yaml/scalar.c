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

/* 06/11/2022 as the two days it can be. */
static void report_ambiguous_date(struct diags *diags, struct text text)
{
    int parts[3] = {0};
    size_t part = 0;
    for (size_t i = 0; i < text.s.n && part < 3; i++) {
        char c = text.s.p[i];
        if (c >= '0' && c <= '9')
            parts[part] = parts[part] < 10000 ? parts[part] * 10 + (c - '0') : parts[part];
        else if (c != ' ')
            part++;
    }
    struct buf first = {0}, second = {0};
    buf_format(&first, "%04d-%02d-%02d", parts[2], parts[1], parts[0]);
    buf_format(&second, "%04d-%02d-%02d", parts[2], parts[0], parts[1]);
    diag_add(diags, MSG_TYPES_DATE_AMBIGUOUS, text.span,
             ARGS(arg_text("found", node_excerpt(text.s)), arg_text("first", buf_view(&first)),
                  arg_text("second", buf_view(&second))));
    buf_free(&first);
    buf_free(&second);
}

bool scalar_date(struct text text, struct diags *diags, int32_t *days)
{
    text = trim(text);
    switch (date_parse(text.s, days)) {
    case DATE_OK:
        return true;
    case DATE_AMBIGUOUS:
        if (diags)
            report_ambiguous_date(diags, text);
        return false;
    case DATE_IMPOSSIBLE:
        return fail(diags, MSG_TYPES_DATE_IMPOSSIBLE, text);
    case DATE_MALFORMED:
        break;
    }
    return fail(diags, MSG_TYPES_DATE, text);
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
        if (utf8proc_tolower(left) != utf8proc_tolower(right))
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
        {{"yes", 3}, {"no", 2}},
        {{"true", 4}, {"false", 5}},
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
                          arg_text("script", str_from(script_name(here)))));
        return false;
    }
    return true;
}
