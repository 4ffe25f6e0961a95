/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

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

void pdf_table_collect_cell(struct pdf_flow *flow, const struct doc_cell *cell,
                            enum doc_row_kind kind, struct pdf_pieces *pieces)
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
    pdf_table_collect_cell(flow, cell, kind, &pieces);
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

/* The width of the whole. */
static pdf_length measure_number(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                 struct pdf_table_column *column, struct str text,
                                 enum doc_row_kind kind)
{
    size_t mark = pdf_table_decimal(text, layout->decimal);
    pdf_length all = text_width(flow, text, kind);
    pdf_length whole = mark < text.n ? text_width(flow, str_slice(text, 0, mark), kind) : all;
    pdf_larger(&column->whole, whole);
    pdf_larger(&column->fraction, all - whole);
    pdf_larger(&column->preferred, column->whole + column->fraction);
    pdf_larger(&column->least, column->whole + column->fraction);
    return all;
}

enum { LINES_ROOM = 18 }; /* of full lines in a cell, in sizes of the font */

static struct pdf_cell_size measure_cell(struct pdf_flow *flow, struct pdf_table_layout *layout,
                                         size_t index, const struct doc_cell *cell,
                                         enum doc_row_kind kind)
{
    struct pdf_table_column *column = &layout->columns[index];
    if (column->is_number && cell->inlines == NULL && cell->machine.n)
        return (struct pdf_cell_size){measure_number(flow, layout, column, cell->text, kind),
                                      false};
    struct pdf_pieces pieces = {0};
    pdf_table_collect_cell(flow, cell, kind, &pieces);
    pdf_length width = pdf_lines_width(flow, &pieces);
    pdf_larger(&column->preferred, width);
    pdf_larger(&column->least, pdf_lines_least(flow, &pieces));
    /* Full lines can be short, but are there to be written on. */
    pdf_length written = pdf_flow_style(flow, PDF_STYLE_TABLE)->size * LINES_ROOM;
    for (size_t i = 0; i < pieces.count; i++)
        if (pieces.items[i].is_place && pieces.items[i].mark->place->kind == DOC_PLACE_LINES)
            pdf_larger(&column->preferred, written);
    return (struct pdf_cell_size){width, cell->inlines != NULL};
}

static void measure_rows(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    const struct doc_table *table = layout->table;
    struct arena *outer = flow->arena, *scratch = arena_new();
    struct pdf_cell_size *size = layout->sizes =
        ARENA_ARRAY(outer, struct pdf_cell_size, table->row_count * table->column_count);
    for (size_t row = 0; row < table->row_count; row++) {
        arena_reset(scratch);
        flow->arena = scratch;
        struct doc_cell *cells = ARENA_ARRAY(scratch, struct doc_cell, table->column_count + 1);
        enum doc_row_kind kind = doc_table_row(table, row, cells);
        layout->has_blank = layout->has_blank || kind == DOC_ROW_BLANK;
        for (size_t i = 0; i < table->column_count; i++)
            *size++ = kind == DOC_ROW_GROUP ? (struct pdf_cell_size){.has_more = true}
                                            : measure_cell(flow, layout, i, &cells[i], kind);
    }
    flow->arena = outer;
    arena_free(scratch);
    pdf_length letter = pdf_flow_style(flow, PDF_STYLE_TABLE)->size / 2;
    for (size_t i = 0; layout->has_blank && i < table->column_count; i++)
        pdf_larger(&layout->columns[i].preferred, table->columns[i].room * letter);
}

void pdf_table_collect_head(struct pdf_flow *flow, const struct doc_head *head,
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
        pdf_table_collect_head(flow, head, &pieces);
        struct pdf_table_column *column = &layout->columns[head->column];
        pdf_length least = pdf_lines_least(flow, &pieces);
        pdf_larger(&column->least, least);
        pdf_larger(&column->preferred, least);
        pdf_larger(&column->head, pdf_lines_width(flow, &pieces));
        pdf_larger(&column->preferred, column->head / HEAD_LINES);
    }
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
        pdf_table_collect_head(flow, head, &pieces);
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
            pdf_larger(&tops[storey + 1], tops[head->storey] + height);
        }
    }
    layout->storey_tops = tops;
}

/* The height of a row whose highest text is `text` high. */
static pdf_length around_text(const struct pdf_flow *flow, enum doc_row_kind kind, pdf_length text)
{
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_TABLE)->leading;
    if (kind == DOC_ROW_BLANK)
        return leading * 2 > pdf_hand_room() ? leading * 2 : pdf_hand_room();
    pdf_length extra = kind == DOC_ROW_GROUP ? leading / 2 : 0;
    return (text > leading ? text : leading) + flow->layout->row_gap + extra;
}

pdf_length pdf_table_row_height(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                size_t row, enum doc_row_kind kind, const struct doc_cell *cells)
{
    const struct pdf_cell_size *sizes = layout->sizes + row * layout->table->column_count;
    pdf_length height = 0;
    size_t count = kind == DOC_ROW_BLANK   ? 0
                   : kind == DOC_ROW_GROUP ? 1
                                           : layout->table->column_count;
    for (size_t i = 0; i < count; i++) {
        pdf_length width = kind == DOC_ROW_GROUP ? layout->width : layout->columns[i].width;
        if (sizes[i].has_more || sizes[i].width > width)
            pdf_larger(&height, pdf_paragraph_height(
                                    flow, pdf_table_cell(flow, layout, i, &cells[i], kind, width)));
    }
    return around_text(flow, kind, height);
}

pdf_length pdf_table_text_height(const struct pdf_flow *flow, enum doc_row_kind kind,
                                 struct pdf_paragraph *const *texts, size_t count)
{
    pdf_length height = 0;
    for (size_t i = 0; i < count; i++)
        pdf_larger(&height, pdf_paragraph_height(flow, texts[i]));
    return around_text(flow, kind, height);
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
    pdf_table_share_out(flow, layout);
    pdf_table_place_columns(flow, layout);
    break_heads(flow, layout);
    stack_storeys(flow, layout);
    pdf_table_name_heads(flow, layout);
}
