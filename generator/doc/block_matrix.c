/* SPDX-License-Identifier: MIT */
/*
 * Cross tables:
 *
 *     for: answer where school.kind is secondary
 *     rows: q5                     or a list of fields with the same options
 *     columns: school.kind
 *     cell: [count, share]
 *     total: yes
 *     order: count
 *
 * A matrix is a table like any other once it is made; what it counts is counted in tally*.c.
 */
#include "doc/matrix_parts.h"

#include <stdlib.h>

/* In the order of enum matrix_order. */
static const struct str orders[] = {STR_INIT("count"), STR_INIT("name")};
enum matrix_order { ORDER_COUNT, ORDER_NAME, ORDER_PLACES };

static const struct schema_field fields[] = {
    NEEDED("for", SHAPE_FORMULA),
    NEEDED("rows", SHAPE_LIST, .element = &tally_side_element),
    FIELD("columns", SHAPE_LIST, .element = &tally_side_element),
    FIELD("over", SHAPE_FORMULA),
    FIELD("cell", SHAPE_LIST, .element = &tally_measure_element),
    FIELD("total", SHAPE_YES_NO),
    FIELD("total label", SHAPE_WORDS),
    FIELD("change", SHAPE_YES_NO),
    FIELD("order", SHAPE_CHOICE, OPTIONS(orders)),
    FIELD("empty", SHAPE_YES_NO),
    FIELD("texts", SHAPE_YES_NO),
    BLOCK_KEYS,
};

static const struct schema schema = SCHEMA("matrix", fields);

/* --- rows ---------------------------------------------------------------------------------------
 */

struct ranked {
    size_t place;
    size_t count;
    bool last; /* "other" stands behind all that has a name of its own */
    struct str key;
};

static size_t count_of(const struct tally *tally, size_t place, bool all)
{
    size_t count = 0;
    for (size_t block = all ? 0 : tally->block_count - 1; block < tally->block_count; block++)
        count += tally_count(tally, block, place, tally->columns.count);
    return count;
}

static int compare(const void *a, const void *b)
{
    const struct ranked *one = a, *other = b;
    if (one->last != other->last)
        return one->last ? 1 : -1;
    int order = str_compare(one->key, other->key);
    if (order == 0)
        order = (one->count < other->count) - (one->count > other->count);
    return order != 0 ? order : (one->place > other->place) - (one->place < other->place);
}

static bool takes_text(const struct tally *tally, size_t place)
{
    const struct calc_options *options =
        tally->rows.is_battery || tally->rows.type.kind != VALUE_CHOICE ? NULL
                                                                        : tally->rows.type.options;
    return options && options->with_text && options->with_text[place];
}

/* By the counts of the last period, or by name; else as the places come. */
static void order_rows(struct matrix *matrix)
{
    const struct tally *tally = &matrix->tally;
    enum matrix_order order =
        (enum matrix_order)schema_choice(&schema, matrix->node, "order", ORDER_PLACES);
    bool empty = schema_yes_no(matrix->node, "empty", true);
    struct ranked *ranked = ARENA_ARRAY(tally->scratch, struct ranked, tally->rows.count + 1);
    for (size_t place = 0; place < tally->rows.count; place++) {
        if (!empty && count_of(tally, place, true) == 0)
            continue;
        struct ranked *at = &ranked[matrix->row_count++];
        *at = (struct ranked){.place = place,
                              .last = order != ORDER_PLACES && takes_text(tally, place)};
        if (order == ORDER_COUNT)
            at->count = count_of(tally, place, false);
        if (order == ORDER_NAME)
            at->key = language_sort_key(matrix->context->language, tally->scratch,
                                        tally->rows.labels[place]);
    }
    qsort(ranked, matrix->row_count, sizeof *ranked, compare);
    matrix->rows = ARENA_ARRAY(tally->scratch, size_t, matrix->row_count + 1);
    for (size_t i = 0; i < matrix->row_count; i++)
        matrix->rows[i] = ranked[i].place;
}

/* --- the whole ----------------------------------------------------------------------------------
 */

/* Between which periods a change would be, and of what. */
static bool check_change(const struct matrix *matrix)
{
    const struct tally *tally = &matrix->tally;
    struct diags *diags = matrix->context->diags;
    if (!matrix->change)
        return true;
    if (tally->block_count < 2) {
        diag_add(diags, MSG_MATRIX_CHANGE, node_get(matrix->node, "change")->span, NO_ARGS);
        return false;
    }
    for (size_t i = 0; i < tally->measure_count; i++) {
        const struct tally_measure *measure = &tally->measures[i];
        if (measure->kind != TALLY_FORMULA || measure->entry.type.kind == VALUE_NUMBER)
            continue;
        struct text formula = calc_expr_text(measure->entry.expr);
        diag_add(diags, MSG_MATRIX_CHANGE_NUMBER, text_span(formula, 0, formula.s.n),
                 ARGS(arg_text("formula", formula.s)));
        return false;
    }
    return true;
}

static void notes(struct matrix *matrix)
{
    const struct doc_context *context = matrix->context;
    tally_notes(&matrix->tally, &matrix->notes);
    if (matrix->rounding)
        block_note(context, &matrix->notes, language_word(context->language, "rounding_note"));
    block_mark_notes(context, matrix->signs, matrix->all_marks, &matrix->notes);
}

static void make(struct matrix *matrix, struct span fence, struct doc_node *parent)
{
    bool total = schema_yes_no(matrix->node, "total", false);
    matrix->change = schema_yes_no(matrix->node, "change", false);
    matrix->total_row = total && !matrix->tally.rows.is_battery;
    matrix->total_column = total || matrix->tally.rows.is_battery;
    if (!check_change(matrix) || !matrix_check_texts(matrix) || !matrix_plan_columns(matrix))
        return;
    matrix->out = ARENA_NEW(matrix->context->arena, struct doc_table);
    order_rows(matrix);
    matrix_fill(matrix);
    matrix_heads(matrix);
    matrix_write(matrix);
    notes(matrix);
    table_finish(matrix->context, matrix->node, fence, matrix->out, &matrix->notes, parent);
    matrix_texts(matrix, parent);
}

void doc_block_matrix(const struct doc_context *context, const struct node *node, struct span fence,
                      struct doc_node *parent)
{
    struct matrix matrix = {.context = context, .node = node};
    if (!schema_check(&schema, node, context->diags))
        return;
    if (tally_open(&matrix.tally, context, node, false))
        make(&matrix, fence, parent);
    tally_close(&matrix.tally);
}
