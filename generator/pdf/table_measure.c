/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

/*
 * Column widths come from the content: `preferred` is the widest cell on one line, `least` the
 * widest word. Where all columns fit as they prefer, each gets that, and spare room is shared out
 * up to a limit, so that numbers stay near their names. Otherwise each gets its least width and a
 * share of the rest in proportion to what it still wants.
 *
 * Where not even the least widths fit, the gaps between columns shrink to a half, then words are
 * divided, and at last cut between letters.
 */

/* Whether `c` can stand between the digits of one number: a sign, or part of a space of U+00A0 or
 * U+202F. */
static bool is_number_byte(char c)
{
    unsigned char byte = (unsigned char)c;
    return (c >= '0' && c <= '9') || c == '-' || byte >= 0x80;
}

static bool is_digit(struct str text, size_t at)
{
    return at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
}

/* A comma or point between digits that is no decimal mark groups them: 12.345. */
static bool is_group_mark(struct str text, size_t at)
{
    return (text.p[at] == ',' || text.p[at] == '.') && at > 0 && is_digit(text, at - 1) &&
           is_digit(text, at + 1);
}

/* Numbers without a fraction are aligned by their end; words may follow ("22 nesplněno"). */
static size_t number_end(struct str text)
{
    size_t end = 0;
    for (size_t at = 0; at < text.n && (is_number_byte(text.p[at]) || is_group_mark(text, at));
         at++)
        if (text.p[at] >= '0' && text.p[at] <= '9')
            end = at + 1;
    return end ? end : text.n;
}

size_t pdf_table_decimal(struct str text, struct str mark)
{
    for (size_t at = str_find_str(text, mark, 0); at != STR_NOT_FOUND;
         at = str_find_str(text, mark, at + 1)) {
        bool digits = at > 0 && text.p[at - 1] >= '0' && text.p[at - 1] <= '9' &&
                      at + mark.n < text.n && text.p[at + mark.n] >= '0' &&
                      text.p[at + mark.n] <= '9';
        if (digits)
            return at;
    }
    return number_end(text);
}

static uint8_t emphasis_of(enum doc_row_kind kind)
{
    return kind == DOC_ROW_BODY || kind == DOC_ROW_BLANK ? PDF_REGULAR : PDF_BOLD;
}

static void collect_cell(struct pdf_flow *flow, const struct doc_cell *cell, enum doc_row_kind kind,
                         struct pdf_pieces *pieces)
{
    struct pdf_piece_style how = {.style = PDF_STYLE_TABLE, .emphasis = emphasis_of(kind)};
    if (cell->inlines)
        pdf_pieces_inlines(flow, pieces, cell->inlines, &how);
    else
        pdf_pieces_text(flow, pieces, cell->text, &how, (struct span){0});
}

struct pdf_paragraph *pdf_table_cell(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                     size_t column, const struct doc_cell *cell,
                                     enum doc_row_kind kind, pdf_length width)
{
    struct pdf_pieces pieces = {0};
    enum doc_align align = layout->table->columns[column].align;
    collect_cell(flow, cell, kind, &pieces);
    enum pdf_align how = align == DOC_RIGHT || align == DOC_DECIMAL ? PDF_ALIGN_RIGHT
                         : align == DOC_CENTER                      ? PDF_ALIGN_CENTER
                                                                    : PDF_ALIGN_LEFT;
    if (kind == DOC_ROW_GROUP)
        how = PDF_ALIGN_LEFT;
    return pdf_lines_break(flow, &pieces, width, how, PDF_STYLE_TABLE);
}

static pdf_length text_width(struct pdf_flow *flow, struct str text, enum doc_row_kind kind)
{
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_TABLE, .emphasis = emphasis_of(kind)};
    pdf_pieces_text(flow, &pieces, text, &how, (struct span){0});
    return pdf_lines_width(flow, &pieces);
}

static void larger(pdf_length *to, pdf_length value)
{
    if (*to < value)
        *to = value;
}

static void measure_number(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                           struct pdf_table_column *column, struct str text, enum doc_row_kind kind)
{
    size_t mark = pdf_table_decimal(text, layout->decimal);
    pdf_length all = text_width(flow, text, kind);
    pdf_length whole = mark < text.n ? text_width(flow, str_slice(text, 0, mark), kind) : all;
    larger(&column->whole, whole);
    larger(&column->fraction, all - whole);
    larger(&column->preferred, column->whole + column->fraction);
    larger(&column->least, column->whole + column->fraction);
}

static void measure_cell(struct pdf_flow *flow, struct pdf_table_layout *layout, size_t index,
                         const struct doc_cell *cell, enum doc_row_kind kind)
{
    struct pdf_table_column *column = &layout->columns[index];
    if (column->is_number && cell->inlines == NULL && cell->machine.n) {
        measure_number(flow, layout, column, cell->text, kind);
        return;
    }
    struct pdf_pieces pieces = {0};
    collect_cell(flow, cell, kind, &pieces);
    larger(&column->preferred, pdf_lines_width(flow, &pieces));
    larger(&column->least, pdf_lines_least(flow, &pieces));
}

static void measure_rows(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    const struct doc_table *table = layout->table;
    struct arena *outer = flow->arena, *scratch = arena_new();
    for (size_t row = 0; row < table->row_count; row++) {
        arena_reset(scratch);
        flow->arena = scratch;
        struct doc_cell *cells = ARENA_ARRAY(scratch, struct doc_cell, table->column_count + 1);
        enum doc_row_kind kind = doc_table_row(table, row, cells);
        layout->has_blank = layout->has_blank || kind == DOC_ROW_BLANK;
        for (size_t i = 0; i < table->column_count && kind != DOC_ROW_GROUP; i++)
            measure_cell(flow, layout, i, &cells[i], kind);
    }
    flow->arena = outer;
    arena_free(scratch);
}

static void collect_head(struct pdf_flow *flow, const struct doc_head *head,
                         struct pdf_pieces *pieces)
{
    struct pdf_piece_style how = {.style = PDF_STYLE_TABLE_HEAD};
    pdf_pieces_text(flow, pieces, head->text, &how, (struct span){0});
    if (head->unit.n == 0)
        return;
    how.muted = true;
    struct str parts[] = {STR(" ("), head->unit, STR(")")};
    pdf_pieces_text(flow, pieces, arena_join(flow->arena, parts, 3), &how, (struct span){0});
}

enum { HEAD_LINES = 3 }; /* a head may take so many lines before it widens its column */

static void measure_heads(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    for (size_t i = 0; i < layout->table->head_count; i++) {
        const struct doc_head *head = &layout->table->heads[i];
        struct pdf_pieces pieces = {0};
        if (head->span != 1)
            continue;
        collect_head(flow, head, &pieces);
        struct pdf_table_column *column = &layout->columns[head->column];
        pdf_length least = pdf_lines_least(flow, &pieces);
        larger(&column->least, least);
        larger(&column->preferred, least);
        larger(&column->preferred, pdf_lines_width(flow, &pieces) / HEAD_LINES);
    }
}

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
            collect_cell(flow, &cells[i], kind, &pieces);
            larger(&least[i], pdf_lines_least_divided(flow, &pieces));
        }
    }
    for (size_t i = 0; i < table->head_count; i++) {
        struct pdf_pieces pieces = {0};
        collect_head(flow, &table->heads[i], &pieces);
        if (table->heads[i].span == 1)
            larger(&least[table->heads[i].column], pdf_lines_least_divided(flow, &pieces));
    }
    flow->arena = outer;
    arena_free(scratch);
    for (size_t i = 0; i < table->column_count; i++) {
        larger(&least[i], layout->columns[i].whole + layout->columns[i].fraction);
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
static int64_t make_room(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    int64_t gaps = layout->table->column_count ? (int64_t)layout->table->column_count - 1 : 0;
    int64_t spare = flow->width - sum_of_least(layout);
    pdf_length full = flow->layout->cell_gap;
    layout->gap = full;
    if (gaps > 0 && spare < gaps * full)
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

static void share_out(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    size_t count = layout->table->column_count;
    int64_t room = make_room(flow, layout), preferred = 0;
    if (sum_of_least(layout) > room)
        divide_words(flow, layout);
    int64_t least = sum_of_least(layout);
    for (size_t i = 0; i < count; i++)
        preferred += layout->columns[i].preferred;
    layout->one_line = preferred <= room;
    size_t wide = layout->has_blank ? written_columns(layout) : 0;
    pdf_length widest = least > room ? widest_of(layout, room) : 0;
    for (size_t i = 0; i < count; i++) {
        struct pdf_table_column *column = &layout->columns[i];
        if (layout->one_line) {
            bool takes = wide == 0 || !column->is_number || wide == count;
            int64_t spare = takes ? (room - preferred) / (int64_t)(wide ? wide : count) : 0;
            int64_t limit = wide ? spare : 2 * layout->gap;
            column->width = column->preferred + (pdf_length)(spare < limit ? spare : limit);
        } else if (least <= room) {
            column->width = column->least + (pdf_length)((column->preferred - column->least) *
                                                         (room - least) / (preferred - least));
        } else {
            column->width = column->least < widest ? column->least : widest;
        }
    }
}

static void place_columns(const struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    pdf_length x = 0;
    for (size_t i = 0; i < layout->table->column_count; i++) {
        layout->columns[i].x = x;
        x += layout->columns[i].width + layout->gap + extra_gap(flow, layout, i);
    }
    layout->width = x > 0 ? x - layout->gap : 0;
}

static pdf_length span_width(const struct pdf_table_layout *layout, const struct doc_head *head)
{
    const struct pdf_table_column *first = &layout->columns[head->column];
    const struct pdf_table_column *last = &layout->columns[head->column + head->span - 1];
    return last->x + last->width - first->x;
}

static void break_heads(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    const struct doc_table *table = layout->table;
    layout->heads = ARENA_ARRAY(flow->arena, struct pdf_table_head, table->head_count);
    for (size_t i = 0; i < table->head_count; i++) {
        const struct doc_head *head = &table->heads[i];
        struct pdf_pieces pieces = {0};
        bool right = head->span == 1 && layout->columns[head->column].is_number;
        collect_head(flow, head, &pieces);
        layout->heads[i].head = head;
        layout->heads[i].text = pdf_lines_break(flow, &pieces, span_width(layout, head),
                                                head->span > 1 ? PDF_ALIGN_CENTER
                                                : right        ? PDF_ALIGN_RIGHT
                                                               : PDF_ALIGN_LEFT,
                                                PDF_STYLE_TABLE_HEAD);
    }
}

/* Storeys are as high as their highest cell; a cell over several storeys makes the last higher. */
static void stack_storeys(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    const struct doc_table *table = layout->table;
    pdf_length gap = flow->layout->row_gap;
    pdf_length *tops = ARENA_ARRAY(flow->arena, pdf_length, (size_t)table->storeys + 2);
    for (uint16_t storey = 0; storey < table->storeys; storey++) {
        tops[storey + 1] = tops[storey];
        for (size_t i = 0; i < table->head_count; i++) {
            const struct doc_head *head = &table->heads[i];
            if (head->storey + head->storeys != storey + 1)
                continue;
            pdf_length height = pdf_paragraph_height(flow, layout->heads[i].text) + 2 * gap;
            larger(&tops[storey + 1], tops[head->storey] + height);
        }
    }
    layout->storey_tops = tops;
}

pdf_length pdf_table_row_height(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                enum doc_row_kind kind, const struct doc_cell *cells)
{
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_TABLE)->leading;
    pdf_length height = leading;
    if (kind == DOC_ROW_BLANK)
        return leading * 2 > pdf_hand_room() ? leading * 2 : pdf_hand_room();
    for (size_t i = 0; i < layout->table->column_count; i++) {
        if (layout->one_line && kind != DOC_ROW_GROUP && cells[i].inlines == NULL)
            continue;
        pdf_length width = kind == DOC_ROW_GROUP ? layout->width : layout->columns[i].width;
        larger(&height,
               pdf_paragraph_height(flow, pdf_table_cell(flow, layout, i, &cells[i], kind, width)));
        if (kind == DOC_ROW_GROUP)
            break;
    }
    pdf_length extra = kind == DOC_ROW_GROUP ? leading / 2 : 0;
    return height + flow->layout->row_gap + extra;
}

void pdf_table_measure(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    size_t count = layout->table->column_count;
    layout->columns = ARENA_ARRAY(flow->arena, struct pdf_table_column, count);
    for (size_t i = 0; i < count; i++) {
        enum doc_align align = layout->table->columns[i].align;
        layout->columns[i].is_number = align == DOC_DECIMAL || align == DOC_RIGHT;
    }
    measure_rows(flow, layout);
    measure_heads(flow, layout);
    share_out(flow, layout);
    place_columns(flow, layout);
    break_heads(flow, layout);
    stack_storeys(flow, layout);
    pdf_table_name_heads(flow, layout);
}
