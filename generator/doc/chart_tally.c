/* SPDX-License-Identifier: MIT */
/*
 * Charts of a tally: what a matrix of the same keys says in numbers.
 *
 *     for: library where serves
 *     rows: system
 *     columns: kind
 *
 * The places of `rows:` are the categories, those of `columns:` (or the periods of `over:`) the
 * rows of numbers; of these, such as are all nought say nothing. What is unknown is left out and
 * counted.
 */
#include "doc/chart_parts.h"
#include "doc/tally.h"

static bool is_met(const struct tally *tally, size_t block, size_t column)
{
    return tally_count(tally, block, tally->rows.count, column) > 0;
}

/* The marks that all groups with anybody in them have. A group without anybody is to have them as
 * well: its nought is no reason to mark all others one by one. */
static uint8_t common_marks(const struct tally *tally)
{
    uint8_t marks = MARK_ESTIMATE | MARK_SAMPLE;
    size_t cells = tally_cell(tally, tally->block_count, 0, 0);
    for (size_t cell = 0; cell < cells; cell++)
        marks &= tally->counts[cell] > 0 ? tally->marks[cell] : 0xff;
    return tally->entry_count > 0 ? marks : 0;
}

static struct str join_labels(const struct grid *grid, struct str a, struct str b)
{
    return language_joined(grid->context->language, grid->context->arena, a, b);
}

static void add_series(struct grid *grid, const struct tally *tally, size_t block, size_t column,
                       struct str label, struct str name)
{
    const struct tally_measure *measure = &tally->measures[0];
    struct grid_series *series = &grid->series[grid->series_count++];
    *series = (struct grid_series){.label = label,
                                   .name = name,
                                   .node = grid->node,
                                   .type = measure->entry.type,
                                   .show = measure->entry.show,
                                   .expr = measure->entry.expr};
    series->values = ARENA_ARRAY(grid->context->arena, struct value, tally->rows.count + 1);
    uint8_t common = common_marks(tally);
    for (size_t r = 0; r < tally->rows.count; r++) {
        series->values[r] = tally_value(tally, block, r, column, measure);
        if (tally_count(tally, block, r, column) == 0)
            series->values[r].marks |= common;
    }
}

/* The rows of numbers of one period. */
static void add_block(struct grid *grid, const struct tally *tally, size_t block)
{
    const struct doc_context *context = grid->context;
    struct str period = {NULL, 0};
    bool named = tally->over && !tally->rows.is_period;
    if (named)
        period = format_period(context->language, context->arena, tally->first + (int32_t)block,
                               context->institution->world.period_mode);
    for (size_t c = 0; tally->has_columns && c < tally->columns.count; c++)
        if (is_met(tally, block, c))
            add_series(grid, tally, block, c, join_labels(grid, period, tally->columns.labels[c]),
                       join_labels(grid, period, tally->columns.names[c]));
    const struct block_entry *entry = &tally->measures[0].entry;
    if (!tally->has_columns)
        add_series(grid, tally, block, 0, named ? period : entry->label,
                   named ? period : entry->origin.name);
}

/* "Knihovní systém: 60 z 62 záznamů." */
static void missing_note(struct grid *grid, const struct tally *tally)
{
    const struct doc_context *context = grid->context;
    size_t missing = 0, n = 0;
    for (size_t block = 0; block < tally->block_count; block++) {
        missing += tally->missing[block];
        n += tally_count(tally, block, tally->rows.count, tally->columns.count);
    }
    if (missing == 0)
        return;
    struct str counts = language_phrase(
        context->language, context->arena, "records_of",
        ARGS(arg_count("n", (int64_t)n), arg_count("total", (int64_t)(n + missing))));
    struct str parts[] = {tally->rows.label, tally->has_columns ? STR(" × ") : STR(""),
                          tally->columns.label, STR(": "), counts};
    block_note(context, &grid->notes, arena_join(context->arena, parts, 5));
}

static void fill_notes(struct grid *grid, const struct tally *tally)
{
    if (tally->measures[0].kind == TALLY_SHARE) {
        tally_notes(tally, &grid->notes);
        return;
    }
    block_undecided_note(grid->context, tally->query, tally->undecided, &grid->notes);
    missing_note(grid, tally);
}

static bool fill_grid(struct grid *grid, const struct tally *tally)
{
    size_t width = tally->block_count * (tally->has_columns ? tally->columns.count : 1);
    if (!chart_check_size(grid, width, tally->rows.count))
        return false;
    grid->categories = tally->rows.labels;
    grid->category_names = tally->rows.names;
    grid->category_count = tally->rows.count;
    grid->category_label = tally->rows.label;
    grid->series = ARENA_ARRAY(grid->context->arena, struct grid_series, width + 1);
    for (size_t block = 0; block < tally->block_count; block++)
        add_block(grid, tally, block);
    fill_notes(grid, tally);
    return true;
}

static bool check_one(const struct grid *grid, const struct tally *tally)
{
    const struct node *cell = node_get(grid->node, "cell");
    if (tally->measure_count == 1 || cell == NULL)
        return true;
    diag_add(grid->context->diags, MSG_CHART_CELLS, cell->span, NO_ARGS);
    return false;
}

bool chart_read_tally(struct grid *grid)
{
    struct tally tally;
    bool good = tally_open(&tally, grid->context, grid->node, true) && check_one(grid, &tally) &&
                fill_grid(grid, &tally);
    tally_close(&tally);
    return good;
}
