/* SPDX-License-Identifier: MIT */
/*
 * Numbers as staff write them.
 *
 * First the text is cut into runs of digits and what separates them; from the lengths of the runs
 * and the kinds of separators follows what it can mean. Only then are digits copied together.
 */
#include "base/buf.h"
#include "yaml/scalar.h"

#include <string.h>
#include <utf8proc.h>

/* Nobody counts anything with more; it is a slip of the keyboard, or an attack. */
enum { MOST_DIGITS = 200 };

enum form_status { FORM_OK, FORM_NONE, FORM_AMBIGUOUS, FORM_GROUPS, FORM_EXPONENT };

struct form {
    enum form_status status;
    bool negative;
    size_t from; /* the first digit or mark, after the sign */
    size_t mark; /* the decimal mark, or `end` */
    size_t end;  /* behind the last digit */
    size_t rest; /* where the rest begins; the text's length when there is none */
};

/* Separators and runs of digits between `form.from` and `form.end`. */
struct runs {
    size_t count;       /* of runs; the first may be empty (,5) */
    size_t first, last; /* lengths of these runs */
    bool threes;        /* all but the first and the last are three digits long */
    size_t spaces, points, commas;
    char last_separator; /* ' ', '.' or ','; 0: none */
    size_t last_at;      /* where it stands */
};

static bool is_digit(struct str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

static bool has_at(struct str s, size_t at, const char *bytes)
{
    size_t n = strlen(bytes);
    return at <= s.n && s.n - at >= n && memcmp(s.p + at, bytes, n) == 0;
}

/* The length of a space at `at`: plain, no-break, narrow no-break, thin, figure; 0: none. */
static size_t space_at(struct str s, size_t at)
{
    if (has_at(s, at, " "))
        return 1;
    if (has_at(s, at, "\xC2\xA0"))
        return 2;
    bool wide = has_at(s, at, "\xE2\x80\xAF") || has_at(s, at, "\xE2\x80\x89") ||
                has_at(s, at, "\xE2\x80\x87");
    return wide ? 3 : 0;
}

static size_t skip_spaces(struct str s, size_t at)
{
    while (space_at(s, at) || has_at(s, at, "\t") || has_at(s, at, "\n"))
        at += space_at(s, at) ? space_at(s, at) : 1;
    return at;
}

static size_t run_length(struct str s, size_t at)
{
    size_t n = 0;
    while (is_digit(s, at + n))
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
        bool mark = has_at(s, at, ".") || has_at(s, at, ",");
        size_t n = mark ? 1 : space_at(s, at);
        bool leading_space = !mark && runs->count == 1 && runs->first == 0;
        if (n == 0 || leading_space || !is_digit(s, at + n))
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
    if (!has_at(s, at, "e") && !has_at(s, at, "E"))
        return false;
    at++;
    if (has_at(s, at, "-") || has_at(s, at, "+"))
        at++;
    return is_digit(s, at) && at + run_length(s, at) == s.n;
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

static struct form recognise(struct str s)
{
    struct form form = {0};
    size_t at = skip_spaces(s, 0);
    form.negative = has_at(s, at, "-") || has_at(s, at, "\xE2\x88\x92");
    if (form.negative)
        at += has_at(s, at, "-") ? 1 : 3;
    else if (has_at(s, at, "+"))
        at++;
    form.from = at;
    struct runs runs;
    form.end = scan_runs(s, at, &runs);
    form.mark = form.end;
    form.rest = skip_spaces(s, form.end);
    if (form.end == form.from) {
        form.status = FORM_NONE;
        return form;
    }
    form.status = judge(&runs, runs.first > 1 ? s.p[at] == '0' : has_at(s, at, "0"));
    bool one = runs.last_separator == '.' ? runs.points == 1 : runs.commas == 1;
    if (runs.last_separator && runs.last_separator != ' ' && one)
        form.mark = runs.last_at;
    if (form.rest == s.n)
        return form;
    if (is_exponent(s, form.rest))
        form.status = FORM_EXPONENT;
    else if (is_digit(s, form.rest))
        form.status = FORM_GROUPS;
    else if (!is_measure_start(s, form.rest))
        form.status = FORM_NONE;
    return form;
}

/* The digits of [from, to), without what separates them. */
static void put_digits(struct buf *out, struct str s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (is_digit(s, i))
            buf_char(out, s.p[i]);
}

/* The plain form that calc reads: [-]digits[.digits]. */
static void put_plain(struct buf *out, struct str s, const struct form *form)
{
    if (form->negative)
        buf_char(out, '-');
    if (form->mark == form->from)
        buf_char(out, '0');
    put_digits(out, s, form->from, form->mark);
    if (form->mark < form->end) {
        buf_char(out, '.');
        put_digits(out, s, form->mark, form->end);
    }
}

/* --- what is wrong ---------------------------------------------------------------------------- */

static void report(struct diags *diags, enum message message, struct text text,
                   const struct diag_arg *args)
{
    if (diags)
        diag_add(diags, message, text.span, args);
}

/* 1.234: both readings, and how to write each so that nobody can mistake it. */
static void report_ambiguous(struct diags *diags, struct text text, struct form form)
{
    struct str s = text.s;
    struct buf thousands = {0}, grouped = {0}, longer = {0};
    struct str found = str_slice(s, skip_spaces(s, 0), form.end);
    if (form.negative) {
        buf_char(&thousands, '-');
        buf_char(&grouped, '-');
    }
    put_digits(&thousands, s, form.from, form.end);
    put_digits(&grouped, s, form.from, form.mark);
    buf_char(&grouped, ' ');
    put_digits(&grouped, s, form.mark, form.end);
    buf_str(&longer, found);
    buf_char(&longer, '0');
    report(diags, MSG_TYPES_NUMBER_AMBIGUOUS, text,
           ARGS(arg_text("found", node_excerpt(s)), arg_text("thousands", buf_view(&thousands)),
                arg_text("decimals", found), arg_text("grouped", buf_view(&grouped)),
                arg_text("longer", buf_view(&longer))));
    buf_free(&thousands);
    buf_free(&grouped);
    buf_free(&longer);
}

static void put_zeros(struct buf *out, int count)
{
    for (int i = 0; i < count; i++)
        buf_char(out, '0');
}

/* 1.5e3 as 1500, as long as that can be taken in at a glance. */
static void report_exponent(struct diags *diags, struct text text, const struct form *form)
{
    enum { MOST_ZEROS = 15 };
    struct str s = text.s;
    size_t at = form->rest + 1;
    bool down = has_at(s, at, "-");
    if (down || has_at(s, at, "+"))
        at++;
    int exponent = 0;
    for (; is_digit(s, at) && exponent <= MOST_ZEROS; at++)
        exponent = exponent * 10 + (s.p[at] - '0');
    struct buf digits = {0}, written = {0};
    put_digits(&digits, s, form->from, form->end);
    struct buf whole = {0};
    put_digits(&whole, s, form->from, form->mark);
    int point = (int)whole.n + (down ? -exponent : exponent);
    int count = (int)digits.n;
    if (exponent > MOST_ZEROS) {
        buf_text(&written, "…");
    } else {
        struct str all = buf_view(&digits);
        size_t cut = point < 0 ? 0 : point < count ? (size_t)point : (size_t)count;
        buf_text(&written, form->negative ? "-" : "");
        buf_str(&written, cut ? str_slice(all, 0, cut) : STR("0"));
        put_zeros(&written, point > count ? point - count : 0);
        buf_text(&written, point < count ? "." : "");
        put_zeros(&written, point < 0 ? -point : 0);
        buf_str(&written, str_slice(all, cut, all.n));
    }
    report(diags, MSG_TYPES_NUMBER_EXPONENT, text,
           ARGS(arg_text("found", node_excerpt(s)), arg_text("written", buf_view(&written))));
    buf_free(&digits);
    buf_free(&whole);
    buf_free(&written);
}

/* The length of a dash that is no minus, or of a sign for "about"; 0: neither. */
static size_t dash_at(struct str s, size_t at)
{
    bool dash = has_at(s, at, "\xE2\x80\x93") || has_at(s, at, "\xE2\x80\x94") ||
                has_at(s, at, "\xE2\x80\x92");
    return dash ? 3 : has_at(s, at, "-") ? 1 : 0;
}

static void report_none(struct diags *diags, struct text text)
{
    struct str s = str_trim(text.s);
    size_t dash = dash_at(s, 0);
    size_t about = has_at(s, 0, "~") ? 1 : has_at(s, 0, "\xE2\x89\x88") ? 3 : 0;
    if (dash && dash == s.n) {
        report(diags, MSG_TYPES_NUMBER_DASH, text, ARGS(arg_text("found", node_excerpt(s))));
        return;
    }
    struct str after = str_slice(s, dash + about, s.n);
    after = str_slice(after, skip_spaces(after, 0), after.n);
    if ((dash || about) && recognise(after).status == FORM_OK && is_digit(after, 0)) {
        struct buf written = {0};
        buf_text(&written, dash ? "-" : "");
        buf_str(&written, after);
        report(diags, dash ? MSG_TYPES_NUMBER_MINUS : MSG_TYPES_NUMBER_ABOUT, text,
               ARGS(arg_text("found", node_excerpt(s)), arg_text("written", buf_view(&written))));
        buf_free(&written);
        return;
    }
    report(diags, MSG_TYPES_NUMBER, text, ARGS(arg_text("found", node_excerpt(s))));
}

static bool accept(struct text text, struct diags *diags, const struct form *form,
                   struct text *rest)
{
    switch (form->status) {
    case FORM_NONE:
        report_none(diags, text);
        return false;
    case FORM_AMBIGUOUS:
        report_ambiguous(diags, text, *form);
        return false;
    case FORM_GROUPS:
        report(diags, MSG_TYPES_NUMBER_GROUPS, text, ARGS(arg_text("found", node_excerpt(text.s))));
        return false;
    case FORM_EXPONENT:
        report_exponent(diags, text, form);
        return false;
    case FORM_OK:
        break;
    }
    struct text behind = text_slice(text, form->rest, text.s.n);
    if (rest) {
        *rest = behind;
    } else if (behind.s.n) {
        report(diags, MSG_TYPES_NUMBER_REST, behind,
               ARGS(arg_text("rest", node_excerpt(behind.s))));
        return false;
    }
    return true;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* Most numbers are a few digits and nothing else. */
static bool read_few_digits(struct str s, int64_t *out)
{
    if (s.n == 0 || s.n > 18)
        return false;
    int64_t value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s, i))
            return false;
        value = value * 10 + (s.p[i] - '0');
    }
    *out = value;
    return true;
}

static bool is_zero_fraction(struct str s, const struct form *form)
{
    for (size_t i = form->mark; i < form->end; i++)
        if (is_digit(s, i) && s.p[i] != '0')
            return false;
    return true;
}

bool scalar_check_number(struct text text, struct diags *diags, bool whole, struct text *rest)
{
    int64_t few;
    if (read_few_digits(text.s, &few)) {
        if (rest)
            *rest = text_slice(text, text.s.n, text.s.n);
        return true;
    }
    struct form form = recognise(text.s);
    if (!accept(text, diags, &form, rest))
        return false;
    if (form.end - form.from > MOST_DIGITS) {
        report(diags, MSG_TYPES_NUMBER_LARGE, text, NO_ARGS);
        return false;
    }
    if (whole && !is_zero_fraction(text.s, &form)) {
        report(diags, MSG_TYPES_INTEGER, text, ARGS(arg_text("found", node_excerpt(text.s))));
        return false;
    }
    return true;
}

static bool read_number(struct arena *arena, struct text text, struct diags *diags, bool whole,
                        struct number *out, struct text *rest)
{
    int64_t few;
    if (read_few_digits(text.s, &few)) {
        *out = number_from_int(few);
        if (rest)
            *rest = text_slice(text, text.s.n, text.s.n);
        return true;
    }
    if (!scalar_check_number(text, diags, whole, rest))
        return false;
    struct form form = recognise(text.s);
    struct buf plain = {0};
    put_plain(&plain, text.s, &form);
    bool read = number_from_decimal(arena, buf_view(&plain), out);
    buf_free(&plain);
    return read;
}

bool scalar_number(struct arena *arena, struct text text, struct diags *diags, struct number *out,
                   struct text *rest)
{
    return read_number(arena, text, diags, false, out, rest);
}

bool scalar_integer(struct arena *arena, struct text text, struct diags *diags, struct number *out,
                    struct text *rest)
{
    return read_number(arena, text, diags, true, out, rest);
}

bool scalar_small_integer(struct text text, int64_t *out)
{
    if (read_few_digits(text.s, out))
        return true;
    if (!scalar_check_number(text, NULL, true, NULL))
        return false;
    struct form form = recognise(text.s);
    int64_t value = 0;
    for (size_t i = form.from; i < form.mark; i++) {
        if (!is_digit(text.s, i))
            continue;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text.s.p[i] - '0', &value))
            return false;
    }
    *out = form.negative ? -value : value;
    return true;
}
