/* SPDX-License-Identifier: MIT */
/*
 * Charts with a category for each record: called by its title, or by `label:`; in the order of the
 * records, or by `sort:`. What `show:` lists are rows of numbers.
 */
#include "doc/chart_parts.h"

static struct str label_of(struct table *table, const struct expr *label, uint32_t row)
{
    const struct doc_context *context = table->context;
    if (label == NULL) {
        struct record record = {calc_query_type(table->query), table->rows.items[row]};
        struct value value = value_record(record);
        struct calc_type type = {.kind = VALUE_RECORD, .record = record.type};
        return doc_show_value(context, value, &type, NULL).text;
    }
    doc_inside_record(&table->inside, table->rows.items[row]);
    return arena_str(context->arena,
                     doc_show_expr(&table->inside.context, label, NULL, NULL, NULL).text);
}

/* A record is called by its title, unless there is a label; a private title must not be printed. */
static bool read_label(struct grid *grid, struct table *table, const struct expr **label)
{
    const struct doc_context *context = grid->context;
    const struct node *node = node_get(grid->node, "label");
    const struct node *query = node_get(grid->node, "for");
    *label = block_formula(&table->inside.context, node);
    if (node && node->kind == NODE_SCALAR)
        return *label != NULL;
    if (!context->is_public ||
        !doc_title_is_private(context->institution, calc_query_type(table->query)))
        return true;
    diag_add(context->diags, MSG_PRIVATE_IN_PUBLIC, query->span,
             ARGS(arg_text("formula", query->text.s)));
    return false;
}

static void fill_categories(struct grid *grid, struct table *table, const struct expr *label)
{
    const struct institution *institution = grid->context->institution;
    struct arena *arena = grid->context->arena;
    uint16_t type = calc_query_type(table->query);
    size_t count = table->rows.count;
    grid->category_label = doc_words(grid->context, institution->types[type].label,
                                     institution->world.types[type].name);
    grid->category_count = count;
    grid->categories = ARENA_ARRAY(arena, struct str, count + 1);
    grid->category_names = ARENA_ARRAY(arena, struct str, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct record record = {type, table->rows.items[table->order[i]]};
        grid->categories[i] = label_of(table, label, table->order[i]);
        grid->category_names[i] = institution->world.reader->id(institution->world.store, record);
    }
}

/* A column of the table; one of the periods of a series is called by it. */
static void add_series(struct grid *grid, struct table *table, size_t column)
{
    const struct doc_context *context = grid->context;
    const struct block_entry *entry = &table_source_of(table, column)->entry;
    int32_t period = table->columns.items[column].period;
    struct grid_series *series = &grid->series[grid->series_count++];
    *series = (struct grid_series){.label = entry->label,
                                   .name = entry->origin.name,
                                   .expr = entry->expr,
                                   .node = entry->node,
                                   .type = entry->type,
                                   .show = entry->show};
    if (period != PERIOD_NONE) {
        struct str words = format_period(context->language, context->arena, period,
                                         context->institution->world.period_mode);
        struct str above = table->sources.count > 1 ? entry->label : STR("");
        series->label = language_joined(context->language, context->arena, above, words);
        series->name = words;
    }
    series->values = ARENA_ARRAY(context->arena, struct value, table->rows.count + 1);
    for (size_t i = 0; i < table->rows.count; i++)
        series->values[i] = table_value(table, table->order[i], column);
}

static bool fill(struct grid *grid, struct table *table)
{
    const struct expr *label;
    if (!read_label(grid, table, &label) ||
        !chart_check_size(grid, table->columns.count, table->rows.count))
        return false;
    fill_categories(grid, table, label);
    grid->series = ARENA_ARRAY(grid->context->arena, struct grid_series, table->columns.count + 1);
    for (size_t c = 0; c < table->columns.count; c++)
        add_series(grid, table, c);
    block_undecided_note(grid->context, table->query, table->undecided, &grid->notes);
    return true;
}

bool chart_read_records(struct grid *grid)
{
    struct table table;
    bool good = table_open(&table, grid->context, grid->node, node_get(grid->node, "show")) &&
                fill(grid, &table);
    table_close(&table);
    return good;
}
