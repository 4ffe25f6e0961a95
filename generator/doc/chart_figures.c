/* SPDX-License-Identifier: MIT */
/*
 * Charts of figures. Series (`visits over 2018..2022`, or `over:` for all of them) are rows of
 * numbers along the periods; single figures are categories of one row.
 */
#include "doc/chart_parts.h"

struct figures {
    struct grid *grid;
    struct block_entry *entries;
    struct value *values;
    size_t count;
    const struct node *over;
    int32_t first, last;
};

static bool read_entry(struct figures *figures, const struct node *node)
{
    const struct doc_context *context = figures->grid->context;
    struct block_entry *entry = &figures->entries[figures->count];
    if (!block_read_entry(context, node, entry))
        return false;
    const struct expr *expr = block_entry_over(context, entry, figures->over);
    if (expr == NULL)
        return false;
    entry->is_series = entry->is_series || figures->over;
    figures->values[figures->count] = doc_eval(context, expr);
    figures->count++;
    return true;
}

/* Series and single figures do not go together. */
static bool check_mixed(const struct figures *figures)
{
    for (size_t i = 1; i < figures->count; i++) {
        const struct block_entry *entry = &figures->entries[i];
        const struct block_entry *first = &figures->entries[0];
        if (entry->is_series == first->is_series)
            continue;
        diag_add(
            figures->grid->context->diags, MSG_CHART_MIXED, entry->node->span,
            ARGS(arg_text("formula", calc_expr_text((entry->is_series ? entry : first)->expr).s),
                 arg_text("other", calc_expr_text((entry->is_series ? first : entry)->expr).s)));
        return false;
    }
    return true;
}

static void print_value(const struct figures *figures, const struct block_entry *entry,
                        struct value value, int32_t period)
{
    struct doc_context context = *figures->grid->context;
    context.at.period = period;
    struct doc_shown shown = doc_show_value(&context, value, &entry->type, &entry->show);
    if (value.kind == VALUE_UNKNOWN)
        diag_add(context.diags, MSG_VALUE_UNKNOWN, entry->node->span,
                 ARGS(arg_text("formula", calc_expr_text(entry->expr).s)));
    if (entry->type.kind == VALUE_NUMBER)
        doc_state_printed(&context, &entry->origin, entry->unit, &shown);
}

static struct grid_series series_of(struct figures *figures, const struct block_entry *entry,
                                    size_t categories)
{
    return (struct grid_series){
        .label = entry->label,
        .name = entry->origin.name,
        .expr = entry->expr,
        .node = entry->node,
        .type = entry->type,
        .show = entry->show,
        .values = ARENA_ARRAY(figures->grid->context->arena, struct value, categories + 1)};
}

/* --- single figures -----------------------------------------------------------------------------
 */

/* One row of numbers; they must all be in the measure of the first. */
static bool single_figures(struct figures *figures)
{
    struct grid *grid = figures->grid;
    const struct doc_context *context = grid->context;
    grid->categories = ARENA_ARRAY(context->arena, struct str, figures->count);
    grid->category_names = ARENA_ARRAY(context->arena, struct str, figures->count);
    grid->series[0] = series_of(figures, &figures->entries[0], figures->count);
    grid->series[0].label = (struct str){NULL, 0};
    grid->series[0].name = STR("value");
    grid->series_count = 1;
    for (size_t i = 0; i < figures->count; i++) {
        const struct block_entry *entry = &figures->entries[i];
        if (!chart_same_measure(context, &figures->entries[0], entry))
            return false;
        grid->category_names[grid->category_count] = entry->origin.name;
        grid->categories[grid->category_count++] = entry->label;
        grid->series[0].values[i] = figures->values[i];
        if (!entry->show.has_step ||
            (grid->series[0].show.has_step &&
             number_compare(entry->show.step, grid->series[0].show.step) < 0))
            grid->series[0].show = entry->show;
        print_value(figures, entry, figures->values[i], context->at.period);
    }
    return true;
}

/* --- series -------------------------------------------------------------------------------------
 */

/* No period at all: the range goes backwards, or its evaluation failed, which was reported. */
static bool empty_range(const struct figures *figures)
{
    const struct node *range = figures->over ? figures->over : figures->entries[0].node;
    if (figures->values[0].kind == VALUE_SERIES)
        diag_add(figures->grid->context->diags, MSG_RANGE_PERIODS, range->span,
                 ARGS(arg_text("found", figures->over ? range->text.s
                                                      : calc_expr_text(figures->entries[0].expr).s),
                      arg_count("most", CHART_CATEGORIES)));
    return false;
}

static bool over_periods(struct figures *figures)
{
    struct grid *grid = figures->grid;
    const struct doc_context *context = grid->context;
    figures->first = figures->last = PERIOD_NONE;
    for (size_t i = 0; i < figures->count; i++)
        value_widen_periods(figures->values[i], &figures->first, &figures->last);
    if (figures->first == PERIOD_NONE)
        return empty_range(figures);
    size_t periods = (size_t)(figures->last - figures->first) + 1;
    grid->categories = ARENA_ARRAY(context->arena, struct str, periods);
    grid->category_label = language_word(context->language, "period");
    for (size_t i = 0; i < figures->count; i++)
        grid->series[grid->series_count++] = series_of(figures, &figures->entries[i], periods);
    for (int32_t period = figures->first; period <= figures->last; period++) {
        size_t at = grid->category_count++;
        grid->categories[at] = format_period(context->language, context->arena, period,
                                             context->institution->world.period_mode);
        for (size_t i = 0; i < figures->count; i++) {
            grid->series[i].values[at] = value_in_period(figures->values[i], period);
            print_value(figures, &figures->entries[i], grid->series[i].values[at], period);
        }
    }
    return true;
}

bool chart_read_figures(struct grid *grid)
{
    const struct node *show = node_get(grid->node, "show");
    size_t count = block_item_count(show);
    struct figures figures = {.grid = grid, .over = node_get(grid->node, "over")};
    bool good = true;
    if (figures.over && figures.over->kind != NODE_SCALAR)
        figures.over = NULL;
    figures.entries = ARENA_ARRAY(grid->context->arena, struct block_entry, count);
    figures.values = ARENA_ARRAY(grid->context->arena, struct value, count);
    grid->series = ARENA_ARRAY(grid->context->arena, struct grid_series, count);
    for (size_t i = 0; i < count; i++)
        good &= read_entry(&figures, block_item(show, i));
    if (!good || !check_mixed(&figures))
        return false;
    return figures.entries[0].is_series ? over_periods(&figures) : single_figures(&figures);
}
