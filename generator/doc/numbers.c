/* SPDX-License-Identifier: MIT */
#include "doc/numbers.h"

#include "yaml/node.h"

enum { GROUP = 3, LONG_NUMBER = 4, YEAR_FROM = 1800, YEAR_TO = 2199 };

/* A figure of the institution, as it prints in this report. */
struct printed_figure {
    struct str name, unit;
    const struct printed_figure *next; /* another one of the same number */
};

struct doc_numbers {
    struct map digits; /* "33218", "2.1" → struct printed_figure */
};

/* --- the institution's figures
 * -------------------------------------------------------------------- */

/* Without zeros at the end that say nothing: 2.10 is 2.1. */
static struct str strip_zeros(struct str digits)
{
    if (str_find(digits, '.', 0) == STR_NOT_FOUND)
        return digits;
    while (digits.n > 0 && digits.p[digits.n - 1] == '0')
        digits.n--;
    if (digits.n > 0 && digits.p[digits.n - 1] == '.')
        digits.n--;
    return digits;
}

static struct str rounded_digits(const struct doc_context *context, struct number number,
                                 struct number step)
{
    struct buf out = {0};
    int decimals = number_decimals(step);
    number_write(context->arena, &out, number_round(context->arena, number, step),
                 decimals < 0 ? 0 : decimals);
    struct str text = strip_zeros(buf_copy(&out, context->arena));
    buf_free(&out);
    return text;
}

static void enter_figure(const struct doc_context *context, struct doc_numbers *numbers,
                         size_t index)
{
    const struct calc_figure *figure = &context->institution->world.figures[index];
    if (figure->expr == NULL || figure->type.kind != VALUE_NUMBER ||
        (figure->type.is_private && context->is_public))
        return;
    struct value value = calc_eval_figure(context->institution->calc, index, context->at.period,
                                          context->at.as_of, context->diags);
    if (value.kind != VALUE_NUMBER)
        return;
    struct number step =
        figure->has_round ? figure->round : doc_default_step(context, value.number, &figure->type);
    struct printed_figure *entry = ARENA_NEW(context->arena, struct printed_figure);
    entry->name = figure->name;
    entry->unit = doc_unit(context, &figure->type);
    struct map_entry *slot = map_put(&numbers->digits, context->arena,
                                     rounded_digits(context, value.number, step), NULL);
    /* The first figure stays in front. */
    struct printed_figure *first = slot->pointer;
    if (first) {
        entry->next = first->next;
        first->next = entry;
    } else {
        slot->pointer = entry;
    }
}

static struct doc_numbers *all_figures(const struct doc_context *context)
{
    struct doc_state *state = context->state;
    if (state->numbers)
        return state->numbers;
    state->numbers = ARENA_NEW(context->arena, struct doc_numbers);
    for (size_t i = 0; i < context->institution->world.figure_count; i++)
        enter_figure(context, state->numbers, i);
    return state->numbers;
}

/* --- numbers in a text
 * ---------------------------------------------------------------------------- */

struct typed {
    size_t from, to;
    size_t digits; /* before the decimal point */
    bool grouped, decimals;
    struct str plain; /* as in the map */
};

/* Bytes of the blank at `at`: a space, no-break or narrow no-break. */
static size_t blank_length(struct str s, size_t at)
{
    struct str rest = str_slice(s, at, s.n);
    if (str_starts(rest, STR(" ")))
        return 1;
    if (str_starts(rest, STR("\u00a0")))
        return 2;
    return str_starts(rest, STR("\u202f")) ? 3 : 0;
}

static size_t count_digits(struct str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && str_is_digit(s.p[at + n]))
        n++;
    return n;
}

/* Bytes of what may group digits at `at`: a blank, or the language's own mark. */
static size_t gap_length(struct str s, size_t at, struct str mark)
{
    size_t blank = blank_length(s, at);
    return blank == 0 && str_starts(str_slice(s, at, s.n), mark) ? mark.n : blank;
}

/* Reads the number at `typed->from`, a digit; writes its plain form into `out`. */
static void read_number(struct str s, struct str mark, struct typed *typed, struct buf *out)
{
    size_t at = typed->from, run = count_digits(s, at);
    buf_str(out, str_slice(s, at, at + run));
    at += run;
    typed->digits = run;
    while (run <= GROUP) {
        size_t gap = gap_length(s, at, mark);
        if (gap == 0 || count_digits(s, at + gap) != GROUP)
            break;
        buf_str(out, str_slice(s, at + gap, at + gap + GROUP));
        at += gap + GROUP;
        typed->digits += GROUP;
        typed->grouped = true;
    }
    size_t fraction =
        at + 1 < s.n && (s.p[at] == ',' || s.p[at] == '.') ? count_digits(s, at + 1) : 0;
    if (fraction > 0) {
        buf_char(out, '.');
        buf_str(out, str_slice(s, at + 1, at + 1 + fraction));
        at += 1 + fraction;
        typed->decimals = true;
    }
    typed->to = at;
    typed->plain = strip_zeros(buf_view(out));
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || str_is_digit(c) ||
           (unsigned char)c >= 0xC3;
}

/* Part of a word, a date, a version: 2a, 6.11.2022, 1/2022. */
static bool is_entangled(struct str s, const struct typed *typed)
{
    if (typed->from > 0) {
        char before = s.p[typed->from - 1];
        if (is_word_byte(before) || before == '/' || before == '-' || before == '.' ||
            before == ',')
            return true;
    }
    if (typed->to >= s.n)
        return false;
    char after = s.p[typed->to];
    bool joint = after == '.' || after == ',' || after == '/' || after == '-' || after == ':';
    return (is_word_byte(after) && (unsigned char)after < 0x80) ||
           (joint && typed->to + 1 < s.n && str_is_digit(s.p[typed->to + 1]));
}

static bool is_year(struct str s, const struct typed *typed)
{
    if (typed->grouped || typed->decimals || typed->digits != LONG_NUMBER)
        return false;
    int year = 0;
    for (size_t i = typed->from; i < typed->to; i++)
        year = year * 10 + (s.p[i] - '0');
    return year >= YEAR_FROM && year <= YEAR_TO;
}

static bool has_unit(struct str s, size_t at, struct str unit)
{
    return unit.n > 0 && str_starts(str_slice(s, at + blank_length(s, at), s.n), unit);
}

/* The figure that this number repeats, or NULL. */
static const struct printed_figure *find_figure(const struct doc_context *context, struct str s,
                                                const struct typed *typed)
{
    bool large = typed->decimals || (typed->digits >= LONG_NUMBER && !is_year(s, typed));
    const struct map_entry *entry = map_find(&all_figures(context)->digits, typed->plain);
    const struct printed_figure *figure = entry ? entry->pointer : NULL;
    for (; figure; figure = figure->next)
        if (large || has_unit(s, typed->to, figure->unit))
            return figure;
    return NULL;
}

/* --- reporting
 * ------------------------------------------------------------------------------------ */

struct found_place {
    const struct doc_leaf *leaf;
    size_t behind; /* within the leaf's source, what was found last */
};

/* Where the number stands in the source: looked for in its piece, behind the one before. */
static struct span find_place(const struct doc_context *context, const struct doc_leaf *leaf,
                              struct str number, struct found_place *place)
{
    struct span span = leaf->node->span;
    const struct source *source = source_find(context->sources, span.at);
    if (source == NULL)
        return span;
    if (place->leaf != leaf)
        *place = (struct found_place){leaf, 0};
    size_t from = span.at - source->base;
    struct str text = str_slice(source->text, from, from + span.len);
    size_t found = str_find_str(text, number, place->behind);
    if (found == STR_NOT_FOUND)
        return (struct span){span.at, 0};
    place->behind = found + number.n;
    return (struct span){span.at + (uint32_t)found, (uint32_t)number.n};
}

static void report(const struct doc_context *context, struct span span, struct str number,
                   const struct printed_figure *figure)
{
    struct str write[] = {STR("{{"), figure->name, STR("}}")};
    diag_add(context->diags, MSG_NUMBER_TYPED, span,
             ARGS(arg_text("number", number), arg_text("figure", figure->name),
                  arg_text("write", arena_join(context->arena, write, 3))));
}

void doc_numbers_check(const struct doc_context *context, struct str flat,
                       const struct doc_leaf *leaves, size_t count)
{
    struct buf digits = {0};
    struct found_place place = {0};
    struct str mark = language_group_mark(context->language);
    size_t leaf = 0;
    if (context->report == NULL || context->at.period == PERIOD_NONE)
        return;
    for (size_t i = 0; i < flat.n; i++) {
        if (!str_is_digit(flat.p[i]))
            continue;
        struct typed typed = {.from = i};
        buf_clear(&digits);
        read_number(flat, mark, &typed, &digits);
        i = typed.to - 1;
        while (leaf < count && leaves[leaf].to <= typed.from)
            leaf++;
        if (leaf == count || leaves[leaf].node->kind != DOC_TEXT || typed.to > leaves[leaf].to ||
            is_entangled(flat, &typed))
            continue;
        const struct printed_figure *figure = find_figure(context, flat, &typed);
        struct str number = str_slice(flat, typed.from, typed.to);
        if (figure)
            report(context, find_place(context, &leaves[leaf], number, &place), number, figure);
    }
    buf_free(&digits);
}
