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
#include "doc/tally.h"

/* In the order of enum chart_kind. */
static const struct str kinds[] = {STR_INIT("bar"), STR_INIT("grouped"), STR_INIT("stacked"),
                                   STR_INIT("line"), STR_INIT("pie")};

static const struct schema_field fields[] = {
    NEEDED("kind", SHAPE_CHOICE, OPTIONS(kinds)),
    FIELD("for", SHAPE_FORMULA),
    FIELD("label", SHAPE_FORMULA),
    FIELD("show", SHAPE_LIST, .element = &block_entry_element),
    FIELD("over", SHAPE_FORMULA),
    FIELD("rows", SHAPE_LIST, .element = &tally_side_element),
    FIELD("columns", SHAPE_LIST, .element = &tally_side_element),
    FIELD("cell", SHAPE_LIST, .element = &tally_measure_element),
    FIELD("sort", SHAPE_LIST, .element = &block_sort_element),
    BLOCK_KEYS,
};

static const struct schema schema = SCHEMA("chart", fields);

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
    if (!block_exclude(context, node, TALLY, 2) || !block_exclude(context, node, LABEL, 2))
        return false;
    if (has(node, "for") && has(node, "rows"))
        return chart_read_tally(grid);
    if (!block_exclude(context, node, FIGURES, 2))
        return false;
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
    if (!schema_check(&schema, node, context->diags))
        return;
    struct grid grid = {.context = context,
                        .node = node,
                        .kind = (enum chart_kind)schema_choice(&schema, node, "kind", CHART_BAR)};
    if (read(&grid))
        chart_grid_finish(&grid, fence, parent);
}
