/* SPDX-License-Identifier: MIT */
/*
 * Charts:
 *
 *     kind: line                         kind: bar                      kind: stacked
 *     show: visits over 2018..2022       for: library where serves      for: library where serves
 *                                        show: loans                    rows: system
 *                                        sort: -loans                   columns: kind
 */
#include "doc/chart_parts.h"

static const struct schema_field ENTRY_ELEMENT = {
    .shape = SHAPE_GROUP, .group = &block_entry_schema, .shorthand = {"show", 4}};
static const struct schema_field SORT_ELEMENT = {
    .shape = SHAPE_GROUP, .group = &block_sort_schema, .shorthand = {"by", 2}};

/* In the order of enum chart_kind. */
static const struct str KINDS[] = {
    {"bar", 3}, {"grouped", 7}, {"stacked", 7}, {"line", 4}, {"pie", 3}};

static const struct schema_field FIELDS[] = {
    {.name = {"kind", 4},
     .shape = SHAPE_CHOICE,
     .options = KINDS,
     .option_count = 5,
     .required = true},
    {.name = {"for", 3}, .shape = SHAPE_FORMULA},
    {.name = {"label", 5}, .shape = SHAPE_FORMULA},
    {.name = {"show", 4}, .shape = SHAPE_LIST, .element = &ENTRY_ELEMENT},
    {.name = {"over", 4}, .shape = SHAPE_FORMULA},
    {.name = {"rows", 4}, .shape = SHAPE_FORMULA},
    {.name = {"columns", 7}, .shape = SHAPE_FORMULA},
    {.name = {"sort", 4}, .shape = SHAPE_LIST, .element = &SORT_ELEMENT},
    BLOCK_KEYS,
};

static const struct schema SCHEMA = {
    .name = {"chart", 5}, .fields = FIELDS, .field_count = sizeof FIELDS / sizeof *FIELDS};

static bool has(const struct node *node, const char *key)
{
    return block_item_count(node_get(node, key)) > 0;
}

static bool read(struct grid *grid)
{
    static const char *const TALLY[] = {"rows", "sort"};
    static const char *const LABEL[] = {"rows", "label"};
    static const char *const FIGURES[] = {"for", "over"};
    const struct doc_context *context = grid->context;
    const struct node *node = grid->node;
    if (!block_exclude(context, node, TALLY, 2) || !block_exclude(context, node, LABEL, 2) ||
        !block_exclude(context, node, FIGURES, 2))
        return false;
    if (has(node, "for") && has(node, "rows"))
        return chart_read_tally(grid);
    if (has(node, "for") && has(node, "show"))
        return chart_read_records(grid);
    if (has(node, "show"))
        return chart_read_figures(grid);
    diag_add(context->diags, MSG_CHART_OF_NOTHING, node->span, NO_ARGS);
    return false;
}

void doc_block_chart(const struct doc_context *context, const struct node *node, struct span fence,
                     struct doc_node *parent)
{
    if (!schema_check(&SCHEMA, node, context->diags))
        return;
    struct grid grid = {.context = context,
                        .node = node,
                        .kind = (enum chart_kind)schema_choice(&SCHEMA, node, "kind", CHART_BAR)};
    if (read(&grid))
        chart_grid_finish(&grid, fence, parent);
}
