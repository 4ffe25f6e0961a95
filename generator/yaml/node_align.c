/* SPDX-License-Identifier: MIT */
/*
 * Where the bytes of a decoded scalar stand.
 *
 * libyaml gives a value and the range of the source from which it was made. The two are walked in
 * step: what is equal is paired byte by byte, and at each place where YAML rewrites the text (a
 * line end, an indentation, an escape) the source says what it can have become and the value says
 * what it did become. So the rules of folding need not be done again, only recognised:
 *
 *     source   > Knihovna                 value   Knihovna v Liberci
 *                v Liberci                                ^ the line end
 *
 * Scalars in one line without escapes never come here: they are slices of the source.
 */
#include "yaml/node_parts.h"

#include <string.h>

void node_run_add(struct arena *arena, struct node_runs *runs, size_t from, size_t at)
{
    if (runs->count) {
        const struct text_run *last = &runs->items[runs->count - 1];
        if (last->at + (uint32_t)(from - last->from) == at)
            return;
    }
    struct text_run run = {(uint32_t)from, (uint32_t)at};
    ARENA_PUSH(arena, runs, run);
}

struct align {
    struct arena *arena;
    struct node_runs *runs;
    struct str raw, value;
    size_t s, v; /* offsets in raw and value up to which they are paired */
    size_t at;   /* global position of raw */
};

static bool source_is(const struct align *a, size_t s, char byte)
{
    return s < a->raw.n && a->raw.p[s] == byte;
}

static bool value_is(const struct align *a, char byte)
{
    return a->v < a->value.n && a->value.p[a->v] == byte;
}

static bool is_blank_at(const struct align *a, size_t s)
{
    return source_is(a, s, ' ') || source_is(a, s, '\t');
}

/* The length of the line end at `s`: 0 where there is none. */
static size_t break_at(const struct align *a, size_t s)
{
    if (source_is(a, s, '\n'))
        return 1;
    return source_is(a, s, '\r') && source_is(a, s + 1, '\n') ? 2 : 0;
}

/* The next `value_n` bytes of the value stand for the next `source_n` of the source. */
static void pair(struct align *a, size_t value_n, size_t source_n)
{
    for (size_t i = 0; i < value_n; i++) {
        size_t s = i < source_n ? i : source_n ? source_n - 1 : 0;
        node_run_add(a->arena, a->runs, a->v + i, a->at + a->s + s);
    }
    a->v += value_n;
    a->s += source_n;
}

/* As many equal bytes as there are up to `limit` of the source. */
static void pair_equal(struct align *a, size_t limit)
{
    size_t n = 0;
    while (a->s + n < limit && a->v + n < a->value.n && a->raw.p[a->s + n] == a->value.p[a->v + n])
        n++;
    if (n)
        node_run_add(a->arena, a->runs, a->v, a->at + a->s);
    a->v += n;
    a->s += n;
}

/* --- plain and quoted ------------------------------------------------------------------------- */

/*
 * Blanks and line ends between two lines. One line end has become a space, more of them one line
 * end less; after an escaped line end nothing is added for it.
 */
static void fold_flow(struct align *a, bool escaped)
{
    size_t end = a->s, breaks = 0;
    while (is_blank_at(a, end) || break_at(a, end)) {
        breaks += break_at(a, end) != 0;
        end += break_at(a, end) ? break_at(a, end) : 1;
    }
    size_t skipped = escaped || breaks > 1 ? 1 : 0;
    char kept = breaks > 1 ? '\n' : ' ';
    for (size_t seen = 0; a->s < end;) {
        size_t n = break_at(a, a->s);
        if (n && seen++ >= skipped && value_is(a, kept))
            pair(a, 1, n);
        else
            a->s += n ? n : 1;
    }
}

static size_t hex_value(struct str digits)
{
    size_t value = 0;
    for (size_t i = 0; i < digits.n; i++) {
        char c = digits.p[i];
        size_t digit = c <= '9' ? (size_t)(c - '0') : (size_t)((c | 0x20) - 'a' + 10);
        value = value * 16 + digit;
    }
    return value;
}

/* `\x` at the source's place; the length of what it stands for is worked out, not its value. */
static void pair_escape(struct align *a)
{
    char kind = a->s + 1 < a->raw.n ? a->raw.p[a->s + 1] : 0;
    size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    size_t value_n = kind == 'L' || kind == 'P' ? 3 : kind == 'N' || kind == '_' ? 2 : 1;
    if (digits) {
        char code[4];
        struct str number = str_slice(a->raw, a->s + 2, a->s + 2 + digits);
        value_n = str_encode((uint32_t)hex_value(number), code);
    }
    if (value_n > a->value.n - a->v)
        value_n = a->value.n - a->v;
    pair(a, value_n, 2 + digits);
}

/* Whether only blanks lie between `s` and the end of the line. */
static bool at_line_end(const struct align *a, size_t s)
{
    while (is_blank_at(a, s))
        s++;
    return break_at(a, s) != 0;
}

static bool align_flow(struct align *a, yaml_scalar_style_t style)
{
    bool quoted = style != YAML_PLAIN_SCALAR_STYLE;
    size_t end = a->raw.n - (quoted && a->raw.n > 1);
    a->s = quoted;
    while (a->s < end) {
        if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && source_is(a, a->s, '\\')) {
            if (break_at(a, a->s + 1)) {
                a->s++;
                fold_flow(a, true);
            } else {
                pair_escape(a);
            }
        } else if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE && source_is(a, a->s, '\'')) {
            pair(a, 1, 2);
        } else if (at_line_end(a, a->s)) {
            fold_flow(a, false);
        } else {
            size_t stop = a->s + 1;
            while (stop < end && strchr("\\' \t\r\n", a->raw.p[stop]) == NULL)
                stop++;
            size_t before = a->s;
            pair_equal(a, stop);
            if (a->s == before)
                return false;
        }
    }
    return a->v == a->value.n;
}

/* --- blocks ----------------------------------------------------------------------------------- */

static size_t line_end(const struct align *a, size_t s)
{
    size_t end = str_find(a->raw, '\n', s);
    if (end == STR_NOT_FOUND)
        return a->raw.n;
    return end > s && a->raw.p[end - 1] == '\r' ? end - 1 : end;
}

static size_t count_spaces(struct str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && s.p[at + n] == ' ')
        n++;
    return n;
}

/*
 * The width of the indentation: the first line that left something in the value tells it, since
 * the lines before it are one line end each in both.
 */
static size_t block_indent(const struct align *a)
{
    size_t s = a->s, v = 0;
    while (v < a->value.n && a->value.p[v] == '\n' && s < a->raw.n) {
        size_t end = line_end(a, s);
        s = end + break_at(a, end);
        v++;
    }
    size_t source = count_spaces(a->raw, s), value = count_spaces(a->value, v);
    return source > value ? source - value : 0;
}

static bool is_empty_line(const struct align *a, size_t s, size_t indent)
{
    size_t spaces = count_spaces(a->raw, s);
    size_t end = s + spaces;
    return spaces <= indent && (end == a->raw.n || break_at(a, end));
}

/*
 * The line end after a line with text, and the empty lines that follow. Where the lines were
 * folded the line end itself is gone (if empty lines follow) or has become a space.
 */
static void fold_block(struct align *a, size_t indent)
{
    size_t s = a->s + break_at(a, a->s), empty = 0;
    while (s < a->raw.n && is_empty_line(a, s, indent)) {
        size_t end = line_end(a, s);
        if (end == a->raw.n)
            break;
        s = end + break_at(a, end);
        empty++;
    }
    size_t left = 0;
    while (a->v + left < a->value.n && a->value.p[a->v + left] == '\n')
        left++;
    if (left == 0 && value_is(a, ' '))
        pair(a, 1, break_at(a, a->s));
    else if (left > empty)
        pair(a, 1, break_at(a, a->s));
    else
        a->s += break_at(a, a->s);
}

static bool align_block(struct align *a)
{
    size_t head = line_end(a, 0);
    a->s = head + break_at(a, head);
    size_t indent = block_indent(a);
    while (a->s < a->raw.n && a->v < a->value.n) {
        size_t spaces = count_spaces(a->raw, a->s);
        /* Where all lines are empty nothing told the indentation. */
        bool empty = is_empty_line(a, a->s, value_is(a, ' ') ? indent : spaces);
        a->s += spaces < indent || empty ? spaces : indent;
        size_t end = line_end(a, a->s);
        pair_equal(a, end);
        if (a->s != end)
            return false;
        if (empty && value_is(a, '\n'))
            pair(a, 1, break_at(a, a->s));
        else if (!empty && a->v < a->value.n)
            fold_block(a, indent);
        else
            a->s += break_at(a, a->s);
    }
    return a->v == a->value.n;
}

bool node_align(struct arena *arena, struct str raw, uint32_t at, yaml_scalar_style_t style,
                struct str value, struct node_runs *runs)
{
    struct align a = {.arena = arena, .runs = runs, .raw = raw, .value = value, .at = at};
    bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    bool whole = block ? align_block(&a) : align_flow(&a, style);
    /* The end has a place of its own: after the last escape, or before the closing quote. */
    node_run_add(arena, runs, whole ? value.n : a.v, at + a.s);
    return whole;
}
