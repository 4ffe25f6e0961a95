/* SPDX-License-Identifier: MIT */
/*
 * Column widths come from the content: `preferred` is the widest cell on one line, `least` the
 * widest word. Where all columns fit as they prefer, each gets that, and spare room is shared out
 * up to a limit, so that numbers stay near their names. Otherwise the gaps between columns shrink
 * to two thirds, and there are two ways: each column gets the same part of what it prefers, so that
 * all have about as many lines; or narrow columns stay whole and the wide ones shrink to one width,
 * so that short names are not torn beside long texts. Either leaves a column its least width. That
 * way is taken by which the table has fewer lines, and made better: a little of one column's width
 * goes to another as long as that saves lines.
 *
 * Where not even the least widths fit, the gaps shrink to a half, then words are divided, and at
 * last cut between letters.
 */
#include "pdf/table.h"

enum { PARTS = 4096 };

/* Not even the longest words fit: the widest columns shrink to one width, in which words are cut;
 * narrower ones keep theirs. */
static pdf_length widest_of(const struct pdf_table_layout *layout, int64_t room)
{
    pdf_length low = 1, high = room > 1 ? (pdf_length)room : 1;
    while (low < high) {
        pdf_length middle = low + (high - low + 1) / 2;
        int64_t used = 0;
        for (size_t i = 0; i < layout->table->column_count; i++) {
            pdf_length least = layout->columns[i].least;
            used += least < middle ? least : middle;
        }
        if (used <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* The least widths of all columns where words are divided; numbers stay whole. */
static void divide_words(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    const struct doc_table *table = layout->table;
    struct arena *outer = flow->arena, *scratch = arena_new();
    pdf_length *least = ARENA_ARRAY(outer, pdf_length, table->column_count);
    for (size_t row = 0; row < table->row_count; row++) {
        arena_reset(scratch);
        flow->arena = scratch;
        struct doc_cell *cells = ARENA_ARRAY(scratch, struct doc_cell, table->column_count + 1);
        enum doc_row_kind kind = doc_table_row(table, row, cells);
        for (size_t i = 0; i < table->column_count && kind != DOC_ROW_GROUP; i++) {
            struct pdf_pieces pieces = {0};
            pdf_table_collect_cell(flow, &cells[i], kind, &pieces);
            pdf_larger(&least[i], pdf_lines_least_divided(flow, &pieces));
        }
    }
    for (size_t i = 0; i < table->head_count; i++) {
        struct pdf_pieces pieces = {0};
        pdf_table_collect_head(flow, &table->heads[i], &pieces);
        if (table->heads[i].span == 1)
            pdf_larger(&least[table->heads[i].column], pdf_lines_least_divided(flow, &pieces));
    }
    flow->arena = outer;
    arena_free(scratch);
    for (size_t i = 0; i < table->column_count; i++) {
        pdf_larger(&least[i], layout->columns[i].whole + layout->columns[i].fraction);
        if (least[i] < layout->columns[i].least)
            layout->columns[i].least = least[i];
    }
}

static int64_t sum_of_least(const struct pdf_table_layout *layout)
{
    int64_t least = 0;
    for (size_t i = 0; i < layout->table->column_count; i++)
        least += layout->columns[i].least;
    return least;
}

/* Whether numbers end at column `i` where words begin in the next: the two would run into one
 * another at a gap that is wide enough between other columns. */
static bool numbers_meet_words(const struct pdf_table_layout *layout, size_t i)
{
    return i + 1 < layout->table->column_count && layout->columns[i].is_number &&
           !layout->columns[i + 1].is_number;
}

/* What is added to the gap there, where gaps have shrunk. */
static pdf_length extra_gap(const struct pdf_flow *flow, const struct pdf_table_layout *layout,
                            size_t i)
{
    return numbers_meet_words(layout, i) ? (flow->layout->cell_gap - layout->gap) / 2 : 0;
}

/* Sets the gap, and gives the room that the columns have then. */
static int64_t make_room(struct pdf_flow *flow, struct pdf_table_layout *layout, int64_t preferred)
{
    int64_t gaps = layout->table->column_count ? (int64_t)layout->table->column_count - 1 : 0;
    int64_t spare = flow->width - sum_of_least(layout);
    pdf_length full = flow->layout->cell_gap;
    layout->gap = full;
    if (gaps > 0 && flow->width - preferred < gaps * full) {
        pdf_length wanted = (pdf_length)((flow->width - preferred) / gaps);
        layout->gap = wanted > full * 2 / 3 ? wanted : full * 2 / 3;
    }
    if (gaps > 0 && spare < gaps * layout->gap)
        layout->gap = spare / gaps > full / 2 ? (pdf_length)(spare / gaps) : full / 2;
    int64_t room = flow->width - gaps * layout->gap;
    for (size_t i = 0; i < layout->table->column_count; i++)
        room -= extra_gap(flow, layout, i);
    return room;
}

/* Those of words, or all where there are none: numbers need no more than their room. */
static size_t written_columns(const struct pdf_table_layout *layout)
{
    size_t words = 0;
    for (size_t i = 0; i < layout->table->column_count; i++)
        words += !layout->columns[i].is_number;
    return words > 0 ? words : layout->table->column_count;
}

/* All columns as wide as they prefer, and what is left shared out among them. */
static void widen(struct pdf_table_layout *layout, int64_t spare)
{
    size_t count = layout->table->column_count;
    size_t wide = layout->has_blank ? written_columns(layout) : 0;
    int64_t share = count > 0 ? spare / (int64_t)(wide ? wide : count) : 0;
    int64_t limit = wide ? share : 2 * layout->gap;
    for (size_t i = 0; i < count; i++) {
        struct pdf_table_column *column = &layout->columns[i];
        bool takes = wide == 0 || !column->is_number || wide == count;
        column->width = column->preferred;
        if (takes)
            column->width += (pdf_length)(share < limit ? share : limit);
    }
}

/* The `part` (of PARTS) of what a column prefers, but its least width at least. */
static pdf_length part_of(const struct pdf_table_column *column, int64_t part)
{
    pdf_length width = (pdf_length)(column->preferred * part / PARTS);
    return width > column->least ? width : column->least;
}

/* All columns no wider than `level`, but as wide as their least width. */
static pdf_length level_of(const struct pdf_table_column *column, int64_t level)
{
    pdf_length width = column->preferred < level ? column->preferred : (pdf_length)level;
    return width > column->least ? width : column->least;
}

typedef pdf_length share_fn(const struct pdf_table_column *column, int64_t measure);

/* Gives each column what `share` says, with the largest measure up to `most` with which all have
 * room; what rounding leaves goes to the first that has less than it prefers. */
static void share_out(struct pdf_table_layout *layout, int64_t room, share_fn *share, int64_t most)
{
    size_t count = layout->table->column_count;
    int64_t low = 0, high = most;
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2, used = 0;
        for (size_t i = 0; i < count; i++)
            used += share(&layout->columns[i], middle);
        if (used <= room)
            low = middle;
        else
            high = middle - 1;
    }
    for (size_t i = 0; i < count; i++) {
        layout->columns[i].width = share(&layout->columns[i], low);
        room -= layout->columns[i].width;
    }
    for (size_t i = 0; i < count && room > 0; i++) {
        struct pdf_table_column *column = &layout->columns[i];
        pdf_length lacks = column->preferred - column->width;
        pdf_length more = lacks < room ? lacks : (pdf_length)room;
        column->width += more > 0 ? more : 0;
        room -= more > 0 ? more : 0;
    }
}

enum { ROWS_JUDGED = 64 }; /* evenly taken from all of them */

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* How many lines a text takes in its column, about: at the end of each a part of a word is missing,
 * taken for a third of the longest. */
static int64_t lines_in(pdf_length text, const struct pdf_table_column *column)
{
    pdf_length filled = column->width - column->least / 3;
    if (text <= column->width || filled <= 0)
        return 1;
    return (text + filled - 1) / filled;
}

/* What is to be made small: the lines of the head and of the rows. Of two ways with as many that
 * one is better in which more cells have a single line. */
static int64_t cost_of(const struct pdf_table_layout *layout)
{
    size_t count = layout->table->column_count, rows = layout->table->row_count;
    size_t step = rows / ROWS_JUDGED + 1;
    int64_t lines = 0, broken = 0, highest = 1;
    for (size_t i = 0; i < count; i++)
        highest = larger(highest, lines_in(layout->columns[i].head, &layout->columns[i]));
    for (size_t row = 0; row < rows; row += step) {
        const struct pdf_cell_size *sizes = layout->sizes + row * count;
        lines += highest;
        highest = 1;
        for (size_t i = 0; i < count; i++) {
            int64_t own = lines_in(sizes[i].width, &layout->columns[i]);
            highest = larger(highest, own);
            broken += own > 1;
        }
    }
    return (lines + highest) * ROWS_JUDGED * (int64_t)count + broken;
}

/* Whether it costs less to take `step` from column `from` and give it to column `to`; done if so.
 */
static bool moves(struct pdf_table_layout *layout, size_t from, size_t to, pdf_length step,
                  int64_t *cost)
{
    struct pdf_table_column *giver = &layout->columns[from], *taker = &layout->columns[to];
    pdf_length wanted = taker->preferred - taker->width;
    if (step > wanted)
        step = wanted;
    if (step <= 0 || giver->width - step < giver->least)
        return false;
    giver->width -= step;
    taker->width += step;
    int64_t now = cost_of(layout);
    if (now < *cost) {
        *cost = now;
        return true;
    }
    giver->width += step;
    taker->width -= step;
    return false;
}

/* Moves width from column to column as long as that saves lines, in ever smaller steps. Every pair
 * is tried, so many columns would take too long. */
static void improve(struct pdf_table_layout *layout, int64_t room)
{
    enum { LARGEST = 8, SMALLEST = 64, ROUNDS = 8, COLUMNS_MOST = 16 };
    size_t count = layout->table->column_count;
    if (count > COLUMNS_MOST)
        return;
    int64_t cost = cost_of(layout);
    for (int part = LARGEST; part <= SMALLEST; part *= 2) {
        bool moved = true;
        for (int i = 0; i < ROUNDS && moved; i++) {
            moved = false;
            for (size_t pair = 0; pair < count * count; pair++)
                moved =
                    moves(layout, pair / count, pair % count, (pdf_length)(room / part), &cost) ||
                    moved;
        }
    }
}

static void narrow(struct pdf_table_layout *layout, int64_t room, bool divided)
{
    share_out(layout, room, part_of, PARTS);
    /* What is going to be written has no lines yet, and those of divided words are not known. */
    if (layout->has_blank || divided)
        return;
    int64_t cost = cost_of(layout);
    share_out(layout, room, level_of, room);
    if (cost_of(layout) > cost)
        share_out(layout, room, part_of, PARTS);
    improve(layout, room);
}

static void cut(struct pdf_table_layout *layout, int64_t room)
{
    pdf_length widest = widest_of(layout, room);
    for (size_t i = 0; i < layout->table->column_count; i++) {
        struct pdf_table_column *column = &layout->columns[i];
        column->width = column->least < widest ? column->least : widest;
    }
}

/* A word that takes more than half of the table is cut in any case: it leaves the other columns
 * their room. */
static void give_way(struct pdf_table_layout *layout, int64_t room)
{
    for (size_t i = 0; i < layout->table->column_count && layout->table->column_count > 1; i++)
        if (layout->columns[i].least > room / 2)
            layout->columns[i].least = (pdf_length)(room / 2);
}

void pdf_table_share_out(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    int64_t preferred = 0;
    for (size_t i = 0; i < layout->table->column_count; i++)
        preferred += layout->columns[i].preferred;
    int64_t room = make_room(flow, layout, preferred);
    bool divided = sum_of_least(layout) > room;
    if (divided)
        divide_words(flow, layout);
    if (sum_of_least(layout) > room)
        give_way(layout, room);
    if (preferred <= room)
        widen(layout, room - preferred);
    else if (sum_of_least(layout) <= room)
        narrow(layout, room, divided);
    else
        cut(layout, room);
}

void pdf_table_place_columns(const struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    pdf_length x = 0;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        layout->columns[i].x = x;
        x += layout->columns[i].width + layout->gap + extra_gap(flow, layout, i);
    }
    layout->width = x > 0 ? x - layout->gap : 0;
}
