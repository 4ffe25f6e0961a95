/* SPDX-License-Identifier: MIT */
/*
 * Heads of several storeys. A head over others takes one storey, one over its column all that are
 * left, so that the lowest words stand right above the numbers.
 *
 *     Knihovna | Výpůjčky              storey 0: one cell of two storeys, one over two columns
 *              | počet | na obyvatele  storey 1
 */
#include "doc/table_parts.h"

static size_t depth_of(const struct table_head *first)
{
    size_t deepest = 0; /* nesting is bounded by NODE_DEPTH */
    for (const struct table_head *head = first; head; head = head->next) {
        size_t depth = 1 + depth_of(head->first);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

static size_t count_cells(const struct table_head *first)
{
    size_t count = 0;
    for (const struct table_head *head = first; head; head = head->next)
        count += 1 + count_cells(head->first);
    return count;
}

/* Writes the cells of storey `wanted`, those below `storey` on the way; gives the next column. */
static size_t write_storey(const struct table_head *first, size_t column, uint16_t storey,
                           uint16_t wanted, struct doc_table *out)
{
    for (const struct table_head *head = first; head; head = head->next) {
        struct doc_head cell = {.text = head->text,
                                .unit = head->unit,
                                .column = (uint16_t)column,
                                .storey = storey,
                                .storeys = 1};
        size_t next = column + 1;
        if (head->first)
            next = write_storey(head->first, column, (uint16_t)(storey + 1), wanted, out);
        else
            cell.storeys = (uint16_t)(out->storeys - storey);
        cell.span = (uint16_t)(next - column);
        if (storey == wanted)
            out->heads[out->head_count++] = cell;
        column = next;
    }
    return column;
}

void table_heads_layout(struct arena *arena, const struct table_head *first, struct doc_table *out)
{
    out->storeys = (uint16_t)depth_of(first);
    out->heads = ARENA_ARRAY(arena, struct doc_head, count_cells(first) + 1);
    for (uint16_t storey = 0; storey < out->storeys; storey++)
        write_storey(first, 0, 0, storey, out);
}

void table_name_columns(struct arena *arena, struct doc_table *out)
{
    struct map names = {0};
    for (size_t i = 0; i < out->column_count; i++) {
        struct str wanted = out->columns[i].name;
        bool added;
        if (wanted.n == 0)
            wanted = arena_format(arena, "column_%zu", i + 1);
        struct str name = wanted;
        map_put(&names, arena, name, &added);
        for (size_t n = 2; !added; n++) {
            name = arena_format(arena, "%.*s_%zu", (int)wanted.n, wanted.p, n);
            map_put(&names, arena, name, &added);
        }
        out->columns[i].name = name;
    }
}

/* --- tables over records ------------------------------------------------------------------------
 */

/* A series becomes a head over one column for each of its periods. */
static void expand_series(struct table *table, struct table_head *first)
{
    const struct doc_context *context = table->context;
    for (struct table_head *head = first; head; head = head->next) {
        expand_series(table, head->first);
        if (head->source == STR_NOT_FOUND)
            continue;
        const struct table_source *source = &table->sources.items[head->source];
        if (source->first == PERIOD_NONE)
            continue;
        struct table_head **tail = &head->first;
        for (int32_t period = source->first; period <= source->last; period++) {
            struct table_head *below = ARENA_NEW(table->scratch, struct table_head);
            below->text = format_period(context->language, context->arena, period,
                                        context->institution->world.period_mode);
            below->source = head->source;
            *tail = below;
            tail = &below->next;
        }
    }
}

static void fill_column(struct table *table, size_t index, struct doc_column *out)
{
    const struct table_column *column = &table->columns.items[index];
    const struct table_source *source = table_source_of(table, index);
    out->align = source->align;
    out->room = source->room;
    out->unit = source->entry.unit;
    out->name = source->entry.origin.name;
    if (column->period == PERIOD_NONE)
        return;
    struct str name = str_trim(str_slice(out->name, 0, str_find_str(out->name, STR(" over "), 0)));
    out->name =
        arena_format(table->context->arena, "%.*s_%d", (int)name.n, name.p, (int)column->period);
}

/* The words of all storeys above each column, one after the other. */
static size_t fill_labels(struct table *table, const struct table_head *first, struct str above,
                          size_t column)
{
    struct arena *arena = table->context->arena;
    for (const struct table_head *head = first; head; head = head->next) {
        struct str label = language_joined(table->context->language, arena, above, head->text);
        if (head->first)
            column = fill_labels(table, head->first, label, column);
        else
            table->out->columns[column++].label = label;
    }
    return column;
}

/* Data files have a column for each level of groups, named apart from the others. */
static void name_groups(struct table *table)
{
    struct arena *arena = table->context->arena;
    struct doc_table *out = table->out;
    size_t count = table->group_count < out->column_count ? table->group_count : out->column_count;
    out->groups = ARENA_ARRAY(arena, struct str, count + 1);
    out->group_count = count;
    for (size_t i = 0; i < count; i++) {
        struct str name = table->keys[i].name;
        for (size_t c = 0; c < out->column_count; c++)
            if (str_equal(out->columns[c].name, name))
                name = arena_format(arena, "group_%.*s", (int)name.n, name.p);
        out->groups[i] = name;
    }
}

/* Signs for whole columns stand in their heads, unless the whole table is of that kind. */
static void sign_heads(struct table *table)
{
    size_t offset = table->numbered ? 1 : 0;
    for (size_t i = 0; i < table->out->head_count; i++) {
        struct doc_head *head = &table->out->heads[i];
        if (head->column < offset || head->storey + head->storeys < table->out->storeys)
            continue;
        const struct table_column *column = &table->columns.items[head->column - offset];
        uint8_t marks = (uint8_t)(column->all_marks & ~table->all_marks);
        head->text =
            block_signed(table->context->language, table->context->arena, head->text, marks);
        table->signs |= marks;
    }
}

void table_heads(struct table *table)
{
    struct arena *arena = table->context->arena;
    struct doc_table *out = table->out;
    size_t offset = table->numbered ? 1 : 0;
    struct table_head number = {.text = language_word(table->context->language, "row_number"),
                                .source = STR_NOT_FOUND};
    out->column_count = table->columns.count + offset;
    out->columns = ARENA_ARRAY(arena, struct doc_column, out->column_count);
    expand_series(table, table->heads);
    number.next = table->heads;
    struct table_head *first = table->numbered ? &number : table->heads;
    table_heads_layout(arena, first, out);
    if (table->numbered)
        out->columns[0] = (struct doc_column){.align = DOC_RIGHT, .name = STR("number")};
    for (size_t i = 0; i < table->columns.count; i++)
        fill_column(table, i, &out->columns[i + offset]);
    fill_labels(table, first, (struct str){NULL, 0}, 0);
    table_name_columns(arena, out);
    name_groups(table);
    sign_heads(table);
    out->first_column_heads = !table->numbered && table->names_rows;
}
