/* SPDX-License-Identifier: MIT */
/* Numbers from scalars, or what is wrong with them. */
#include "yaml/scalar_form.h"

/* Nobody counts anything with more; it is a slip of the keyboard, or an attack. */
enum { MOST_DIGITS = 200 };

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
    struct str found = str_slice(s, form_skip_spaces(s, 0), form.end);
    if (form.negative) {
        buf_char(&thousands, '-');
        buf_char(&grouped, '-');
    }
    form_put_digits(&thousands, s, form.from, form.end);
    form_put_digits(&grouped, s, form.from, form.mark);
    buf_char(&grouped, ' ');
    form_put_digits(&grouped, s, form.mark, form.end);
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
    bool down = form_has_at(s, at, "-");
    if (down || form_has_at(s, at, "+"))
        at++;
    int exponent = 0;
    for (; form_is_digit(s, at) && exponent <= MOST_ZEROS; at++)
        exponent = exponent * 10 + (s.p[at] - '0');
    struct buf digits = {0}, written = {0};
    form_put_digits(&digits, s, form->from, form->end);
    struct buf whole = {0};
    form_put_digits(&whole, s, form->from, form->mark);
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
    bool dash = form_has_at(s, at, "\xE2\x80\x93") || form_has_at(s, at, "\xE2\x80\x94") ||
                form_has_at(s, at, "\xE2\x80\x92");
    return dash ? 3 : form_has_at(s, at, "-") ? 1 : 0;
}

static void report_none(struct diags *diags, struct text text)
{
    struct str s = str_trim(text.s);
    size_t dash = dash_at(s, 0);
    size_t about = form_has_at(s, 0, "~") ? 1 : form_has_at(s, 0, "\xE2\x89\x88") ? 3 : 0;
    if (dash && dash == s.n) {
        report(diags, MSG_TYPES_NUMBER_DASH, text, ARGS(arg_text("found", node_excerpt(s))));
        return;
    }
    struct str after = str_slice(s, dash + about, s.n);
    after = str_slice(after, form_skip_spaces(after, 0), after.n);
    if ((dash || about) && form_read(after).status == FORM_OK && form_is_digit(after, 0)) {
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
        if (!str_is_digit(s.p[i]))
            return false;
        value = value * 10 + (s.p[i] - '0');
    }
    *out = value;
    return true;
}

/* So are most amounts, with one decimal or two: three could be a group. */
static bool read_few_decimals(struct str s, int64_t *hundredths)
{
    enum { MOST_WHOLE = 15 };
    size_t mark = s.n < 3 ? 0 : s.n - 2;
    if (mark > 1 && str_is_digit(s.p[mark]))
        mark--;
    int64_t whole, part;
    if (mark == 0 || mark > MOST_WHOLE || (s.p[mark] != '.' && s.p[mark] != ','))
        return false;
    if (!read_few_digits(str_slice(s, 0, mark), &whole) ||
        !read_few_digits(str_slice(s, mark + 1, s.n), &part))
        return false;
    *hundredths = whole * 100 + (s.n - mark == 2 ? part * 10 : part);
    return true;
}

static bool is_zero_fraction(struct str s, const struct form *form)
{
    for (size_t i = form->mark; i < form->end; i++)
        if (form_is_digit(s, i) && s.p[i] != '0')
            return false;
    return true;
}

bool scalar_check_number(struct text text, struct diags *diags, bool whole, struct text *rest)
{
    int64_t few;
    if (read_few_digits(text.s, &few) || (!whole && read_few_decimals(text.s, &few))) {
        if (rest)
            *rest = (struct text){0};
        return true;
    }
    struct form form = form_read(text.s);
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

bool scalar_number(struct arena *arena, struct text text, struct diags *diags, struct number *out,
                   struct text *rest)
{
    int64_t few;
    bool integer = read_few_digits(text.s, &few);
    if (integer || read_few_decimals(text.s, &few)) {
        *out = integer ? number_from_int(few) : number_from_ratio(arena, few, 100);
        if (rest)
            *rest = (struct text){0};
        return true;
    }
    if (!scalar_check_number(text, diags, false, rest))
        return false;
    struct form form = form_read(text.s);
    struct buf plain = {0};
    form_put_plain(&plain, text.s, &form);
    bool read = number_from_decimal(arena, buf_view(&plain), out);
    buf_free(&plain);
    return read;
}

bool scalar_small_integer(struct text text, int64_t *out)
{
    if (read_few_digits(text.s, out))
        return true;
    if (!scalar_check_number(text, NULL, true, NULL))
        return false;
    struct form form = form_read(text.s);
    int64_t value = 0;
    for (size_t i = form.from; i < form.mark; i++) {
        if (!form_is_digit(text.s, i))
            continue;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text.s.p[i] - '0', &value))
            return false;
    }
    *out = form.negative ? -value : value;
    return true;
}
