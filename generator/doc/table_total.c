/* SPDX-License-Identifier: MIT */
/*
 * Totals over the rows of a group or of the whole table, from exact values. As everywhere, unknown
 * makes a sum or mean unknown, and what does not apply is left out. Where the printed total is not
 * what the printed parts add up to, the table is to say so.
 */
#include "doc/table_parts.h"

#include <stdlib.h>

/* The numbers of a column over some rows. */
struct gathered {
    struct number *items;
    size_t count;
    size_t unknown;
    bool failed;
    uint8_t marks;
};

static struct gathered gather(struct table *table, size_t column, size_t from, size_t to)
{
    struct gathered out = {.items = ARENA_ARRAY(table->words.arena, struct number, to - from + 1)};
    for (size_t at = from; at < to; at++) {
        struct value value = table_value(table, table->order[at], column);
        out.unknown += value.kind == VALUE_UNKNOWN;
        out.failed |= value.kind == VALUE_FAILED;
        if (value.kind != VALUE_NUMBER)
            continue;
        out.items[out.count++] = value.number;
        out.marks |= value.marks;
    }
    return out;
}

/* What the cells say, added up. */
static struct number sum_of_printed(struct table *table, const struct gathered *parts,
                                    struct number step)
{
    struct arena *arena = table->words.arena;
    struct number *shown = ARENA_ARRAY(arena, struct number, parts->count + 1);
    for (size_t i = 0; i < parts->count; i++)
        shown[i] = number_round(arena, parts->items[i], step);
    return number_sum(arena, shown, parts->count);
}

static struct value add_up(struct table *table, size_t column, size_t from, size_t to)
{
    struct arena *arena = table->context->arena;
    const struct table_source *source = table_source_of(table, column);
    const struct doc_show *show = &table->columns.items[column].show;
    struct gathered parts = gather(table, column, from, to);
    if (parts.failed)
        return value_failed();
    if (parts.unknown > 0)
        return value_unknown();
    if (parts.count == 0)
        return source->total == TOTAL_SUM ? value_number(NUMBER_ZERO) : value_none();
    struct number printed = sum_of_printed(table, &parts, show->step);
    struct number sum = number_sum(arena, parts.items, parts.count);
    if (source->total == TOTAL_SUM)
        table->rounding |=
            number_compare(number_round(table->words.arena, sum, show->step), printed) != 0;
    else
        sum = number_divide(arena, sum, number_from_int((int64_t)parts.count));
    struct value value = value_number(sum);
    value.marks = parts.marks;
    return value;
}

static int by_row(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

static struct value evaluate(struct table *table, const struct table_source *source, size_t from,
                             size_t to)
{
    uint32_t *rows = ARENA_ARRAY(table->words.arena, uint32_t, to - from + 1);
    for (size_t at = from; at < to; at++)
        rows[at - from] = table->rows.items[table->order[at]];
    qsort(rows, to - from, sizeof *rows, by_row);
    struct calc_frame frame = {.outer = table->context->at.frame,
                               .rows = {.items = rows, .count = to - from}};
    struct doc_context context = *table->context;
    context.scope = &table->rows_scope;
    context.at.frame = &frame;
    return doc_eval(&context, source->total_expr);
}

/* How a total is shown: with its unit where that is not the one in the column's head. The means of
 * whole numbers have one decimal, all of them; other means have as many as the cells. */
static struct doc_show show_of(struct table *table, size_t column, const struct calc_type *type)
{
    const struct table_source *source = table_source_of(table, column);
    struct doc_show show = table->columns.items[column].show;
    if (source->total == TOTAL_FORMULA) {
        show = source->total_entry.show;
        show.bare = type->kind == VALUE_NUMBER && type->measure == source->entry.type.measure;
    } else if (source->total == TOTAL_MEAN && !source->step_said) {
        if (number_compare(show.step, NUMBER_ONE) == 0)
            show.step = number_divide(table->context->arena, show.step, number_from_int(10));
    }
    return show;
}

static void total_cell(struct table *table, size_t column, size_t from, size_t to,
                       struct doc_cell *cell)
{
    const struct table_source *source = table_source_of(table, column);
    bool formula = source->total == TOTAL_FORMULA;
    struct value value =
        formula ? evaluate(table, source, from, to) : add_up(table, column, from, to);
    struct calc_type type = formula ? source->total_entry.type : source->entry.type;
    struct doc_show show = show_of(table, column, &type);
    struct doc_shown shown = doc_show_value(table->context, value, &type, &show);
    struct table_column *info = &table->columns.items[column];
    uint8_t marks = shown.missing ? 0 : shown.marks;
    uint8_t signs = (uint8_t)(marks & ~(table->all_marks | info->all_marks));
    if (value.kind == VALUE_UNKNOWN && to - from == table->rows.count)
        info->unknown_total = info->missing;
    cell->text = block_signed(table->context->language, table->context->arena, shown.text, signs);
    cell->machine = shown.machine;
    cell->marks = marks;
    table->signs |= signs;
}

void table_total_row(struct table *table, enum doc_row_kind kind, struct str label, size_t from,
                     size_t to)
{
    size_t offset = table->numbered ? 1 : 0;
    size_t label_column = table_label_column(table);
    for (size_t i = 0; i < table->out->column_count; i++)
        table->cells[i] = (struct doc_cell){0};
    if (label_column != STR_NOT_FOUND) {
        table->cells[label_column].text = label;
        table->cells[label_column].is_head = true;
    }
    for (size_t c = 0; c < table->columns.count; c++)
        if (table_source_of(table, c)->total != TOTAL_NONE) {
            arena_reset(table->words.arena);
            total_cell(table, c, from, to, &table->cells[c + offset]);
        }
    doc_rows_add(table->out_rows, kind, table->cells);
}
