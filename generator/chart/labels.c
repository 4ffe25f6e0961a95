/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

struct lines {
    struct str *items;
    size_t count, capacity;
};

chart_length chart_text_width(const struct chart_pen *pen, struct str text)
{
    if (text.n == 0)
        return 0;
    return pen->style->measure(pen->style->measure_context, text, pen->size, false);
}

chart_length chart_widest_word(const struct chart_pen *pen, struct str text)
{
    chart_length widest = 0;
    for (size_t at = 0; at < text.n;) {
        size_t end = str_find(text, ' ', at);
        end = end == STR_NOT_FOUND ? text.n : end;
        chart_length width = chart_text_width(pen, str_slice(text, at, end));
        widest = width > widest ? width : widest;
        at = end + 1;
    }
    return widest;
}

/* No line holds so much: what is longer is looked at in parts, so that the rest of an endless word
 * is not measured anew for each of its lines. */
enum { WORD_MOST = 500 };

/* Behind the word that starts at `at`: up to the next space, or behind a hyphen. */
static size_t word_end(struct str text, size_t at)
{
    size_t most = at + WORD_MOST;
    while (at < text.n && text.p[at] != ' ') {
        if (at >= most && ((unsigned char)text.p[at] & 0xC0) != 0x80)
            return at;
        if (text.p[at] == '-' && at + 1 < text.n && text.p[at + 1] != ' ')
            return at + 1;
        at++;
    }
    return at;
}

/* How much of `word` fits; at least one character. */
static size_t cut_word(struct chart_pen *pen, struct str word, chart_length width)
{
    size_t at = 0, fits = 0;
    chart_length used = 0;
    while (at < word.n) {
        size_t from = at;
        str_next(word, &at);
        used += chart_text_width(pen, str_slice(word, from, at));
        if (used > width && fits > 0)
            break;
        fits = at;
    }
    return fits;
}

static void push_line(struct chart_pen *pen, struct lines *lines, struct str line)
{
    ARENA_PUSH(pen->arena, lines, str_trim(line));
}

struct chart_lines chart_wrap(struct chart_pen *pen, struct str text, chart_length width)
{
    struct lines lines = {0};
    struct chart_lines out = {0};
    chart_length space = chart_text_width(pen, STR(" ")), used = 0;
    size_t start = 0, at = 0;
    text = str_trim(text);
    while (at < text.n) {
        size_t end = word_end(text, at);
        chart_length word = chart_text_width(pen, str_slice(text, at, end));
        if (at > start && used + word > width) {
            push_line(pen, &lines, str_slice(text, start, at));
            start = at;
            used = 0;
        }
        if (at == start && word > width) {
            end = at + cut_word(pen, str_slice(text, at, end), width);
            push_line(pen, &lines, str_slice(text, start, end));
            start = at = end;
            continue;
        }
        used += word;
        for (; end < text.n && text.p[end] == ' '; end++)
            used += space;
        at = end;
    }
    if (start < text.n || lines.count == 0)
        push_line(pen, &lines, str_slice(text, start, text.n));
    out.items = lines.items;
    out.count = lines.count;
    for (size_t i = 0; i < lines.count; i++) {
        chart_length line = chart_text_width(pen, lines.items[i]);
        out.width = line > out.width ? line : out.width;
    }
    return out;
}

struct chart_lines *chart_wrap_categories(struct chart_pen *pen, chart_length width)
{
    const struct chart *chart = pen->chart;
    struct chart_lines *labels = ARENA_ARRAY(pen->arena, struct chart_lines, chart->category_count);
    for (size_t i = 0; i < chart->category_count; i++)
        labels[i] = chart_wrap(pen, chart->categories[i], width);
    return labels;
}

void chart_put_lines(struct chart_pen *pen, chart_length x, chart_length middle,
                     const struct chart_lines *lines, enum chart_ink ink, enum chart_anchor anchor)
{
    chart_length y =
        middle + chart_half_height(pen) - (chart_length)(lines->count - 1) * pen->leading / 2;
    for (size_t i = 0; i < lines->count; i++)
        chart_put_text(pen, x, y + (chart_length)i * pen->leading, lines->items[i], ink, anchor);
}

bool chart_point_drawn(const struct chart_point *point)
{
    return !point->missing && !number_is_overflow(point->value);
}

const struct chart_point *chart_at(const struct chart *chart, size_t series, size_t category)
{
    return &chart->series[series].points[category];
}

/*
 * Labels moved apart by as little as possible (least squares): the algorithm of adjacent violators.
 * Going down, labels that overlap become a block; a block stands where the mean distance of its
 * members from their wishes is zero; blocks that overlap are joined.
 */
struct block {
    int64_t wish; /* sum of the tops that its members wish the block had */
    chart_length count, height;
    size_t first;
};

static chart_length block_top(const struct block *block)
{
    return (chart_length)(block->wish / block->count);
}

static void join_blocks(struct block *upper, const struct block *lower)
{
    upper->wish += lower->wish - (int64_t)upper->height * lower->count;
    upper->count += lower->count;
    upper->height += lower->height;
}

static size_t make_blocks(const struct chart_slot *slots, size_t count, struct block *blocks)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        blocks[used++] =
            (struct block){slots[i].middle - slots[i].height / 2, 1, slots[i].height, i};
        while (used > 1 && block_top(&blocks[used - 2]) + blocks[used - 2].height >
                               block_top(&blocks[used - 1])) {
            join_blocks(&blocks[used - 2], &blocks[used - 1]);
            used--;
        }
    }
    return used;
}

/* Blocks into [top, bottom]: pushed up from below, then down from above. */
static void confine_blocks(struct block *blocks, size_t count, chart_length top,
                           chart_length bottom, chart_length *tops)
{
    for (size_t i = count; i-- > 0;) {
        tops[i] = block_top(&blocks[i]);
        tops[i] = tops[i] + blocks[i].height > bottom ? bottom - blocks[i].height : tops[i];
        bottom = tops[i];
    }
    for (size_t i = 0; i < count; i++) {
        tops[i] = tops[i] < top ? top : tops[i];
        top = tops[i] + blocks[i].height;
    }
}

void chart_spread(struct chart_pen *pen, struct chart_slot *slots, size_t count, chart_length top,
                  chart_length bottom)
{
    struct block *blocks = ARENA_ARRAY(pen->arena, struct block, count);
    chart_length *tops = ARENA_ARRAY(pen->arena, chart_length, count);
    size_t used = make_blocks(slots, count, blocks);
    confine_blocks(blocks, used, top, bottom, tops);
    for (size_t b = 0; b < used; b++) {
        chart_length y = tops[b];
        size_t end = blocks[b].first + (size_t)blocks[b].count;
        for (size_t i = blocks[b].first; i < end; i++) {
            slots[i].middle = y + slots[i].height / 2;
            y += slots[i].height;
        }
    }
}
