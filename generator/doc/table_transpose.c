/* SPDX-License-Identifier: MIT */
/*
 * `transpose: yes`: a finished table turned over, so that records are columns and what is said of
 * them are rows.
 *
 *     Knihovna  Půjčeno  Návštěvy             Alfa   Beta
 *     Alfa         120         33    →  Půjčeno    120     90
 *     Beta          90         21       Návštěvy    33     21
 */
#include "doc/table_parts.h"

enum { TRANSPOSED_MOST = 60 };

bool table_check_transpose(const struct doc_context *context, const struct node *node)
{
    static const char *const GROUP[] = {"transpose", "group"};
    static const char *const NUMBERED[] = {"transpose", "numbered"};
    static const char *const SEARCH[] = {"transpose", "search"};
    return !schema_yes_no(node, "transpose", false) ||
           (block_exclude(context, node, GROUP, 2) && block_exclude(context, node, NUMBERED, 2) &&
            block_exclude(context, node, SEARCH, 2));
}

/* All cells, row by row. */
static struct doc_cell *read_cells(const struct doc_table *table, struct arena *scratch)
{
    struct doc_cell *cells =
        ARENA_ARRAY(scratch, struct doc_cell, table->row_count * table->column_count + 1);
    for (size_t row = 0; row < table->row_count; row++)
        doc_table_row(table, row, &cells[row * table->column_count]);
    return cells;
}

static bool all_numbers(const struct doc_table *table)
{
    for (size_t c = 1; c < table->column_count; c++)
        if (table->columns[c].align != DOC_DECIMAL && table->columns[c].align != DOC_RIGHT)
            return false;
    return true;
}

static void make_columns(struct table *table, const struct doc_table *from,
                         const struct doc_cell *cells, struct doc_table *out)
{
    struct arena *arena = table->context->arena;
    struct table_head *heads = ARENA_ARRAY(arena, struct table_head, from->row_count + 1);
    enum doc_align align = all_numbers(from) ? DOC_RIGHT : DOC_LEFT;
    out->column_count = from->row_count + 1;
    out->columns = ARENA_ARRAY(arena, struct doc_column, out->column_count);
    out->columns[0] = (struct doc_column){
        .align = DOC_LEFT, .name = STR("category"), .label = from->columns[0].label};
    heads[0].text = from->columns[0].label;
    for (size_t row = 0; row < from->row_count; row++) {
        const struct doc_cell *cell = &cells[row * from->column_count];
        heads[row].next = &heads[row + 1];
        heads[row + 1].text = cell->text;
        out->columns[row + 1] =
            (struct doc_column){.align = align,
                                .name = cell->machine.n ? cell->machine : cell->text,
                                .label = cell->text};
    }
    table_heads_layout(arena, heads, out);
    table_name_columns(arena, out);
    out->first_column_heads = true;
}

/* "Rozpočet (Kč)": the unit stood in the head. */
static struct str row_label(struct table *table, const struct doc_column *column)
{
    struct str parts[] = {column->label, STR(" ("), column->unit, STR(")")};
    return arena_join(table->context->arena, parts, column->unit.n > 0 ? 4 : 1);
}

bool table_transpose(struct table *table)
{
    const struct doc_table *from = table->out;
    struct arena *arena = table->context->arena;
    if (from->row_count > TRANSPOSED_MOST) {
        diag_add(
            table->context->diags, MSG_TRANSPOSED_WIDE, table->node->span,
            ARGS(arg_count("n", (int64_t)from->row_count), arg_count("most", TRANSPOSED_MOST)));
        return false;
    }
    if (table->rows.count == 0 && schema_integer(table->node, "rows", 0) == 0)
        return true; /* "no records" is no column */
    struct doc_table *out = ARENA_NEW(arena, struct doc_table);
    struct doc_cell *cells = read_cells(from, table->scratch);
    make_columns(table, from, cells, out);
    struct doc_rows *rows = doc_rows_new(arena, out->column_count);
    struct doc_cell *line = ARENA_ARRAY(table->scratch, struct doc_cell, out->column_count);
    for (size_t c = 1; c < from->column_count; c++) {
        struct str label = row_label(table, &from->columns[c]);
        line[0] =
            (struct doc_cell){.text = label, .machine = from->columns[c].name, .is_head = true};
        for (size_t row = 0; row < from->row_count; row++)
            line[row + 1] = cells[row * from->column_count + c];
        doc_rows_add(rows, DOC_ROW_BODY, line);
    }
    out->rows = rows;
    out->row_count = doc_rows_count(rows);
    table->out = out;
    return true;
}
