/* SPDX-License-Identifier: MIT */
#include "doc/chart_parts.h"

enum { SPOKEN_POINTS = 40 }; /* more than that nobody listens to */

/* --- checks -------------------------------------------------------------------------------------
 */

static bool check_number(const struct grid *grid, const struct grid_series *series)
{
    if (series->type.kind == VALUE_NUMBER)
        return true;
    diag_add(grid->context->diags, MSG_CHART_NOT_NUMBER, series->node->span,
             ARGS(arg_text("formula", calc_expr_text(series->expr).s)));
    return false;
}

bool chart_same_measure(const struct doc_context *context, const struct block_entry *a,
                        const struct block_entry *b)
{
    if (a->type.kind != VALUE_NUMBER || b->type.kind != VALUE_NUMBER ||
        a->type.measure == b->type.measure)
        return true;
    diag_add(context->diags, MSG_CHART_MEASURES, b->node->span,
             ARGS(arg_text("formula", calc_expr_text(b->expr).s),
                  arg_text("other", calc_expr_text(a->expr).s)));
    return false;
}

bool chart_check_size(const struct grid *grid, size_t series, size_t categories)
{
    bool rows = series > CHART_SERIES;
    if (!rows && categories <= CHART_CATEGORIES)
        return true;
    diag_add(grid->context->diags, MSG_CHART_MANY, grid->node->span,
             ARGS(arg_count("n", (int64_t)(rows ? series : categories)),
                  arg_count("most", rows ? CHART_SERIES : CHART_CATEGORIES)));
    return false;
}

static bool check(const struct grid *grid)
{
    const struct doc_context *context = grid->context;
    const struct node *kind = node_get(grid->node, "kind");
    bool good = true;
    for (size_t s = 0; s < grid->series_count; s++) {
        const struct grid_series *first = &grid->series[0], *series = &grid->series[s];
        struct block_entry a = {.type = first->type, .expr = first->expr};
        struct block_entry b = {.type = series->type, .expr = series->expr, .node = series->node};
        good &= check_number(grid, series) && chart_same_measure(context, &a, &b);
    }
    if (grid->series_count > 1 && (grid->kind == CHART_BAR || grid->kind == CHART_PIE)) {
        diag_add(context->diags, MSG_CHART_ONE_ROW, kind->span,
                 ARGS(arg_text("kind", kind->text.s), arg_count("n", (int64_t)grid->series_count)));
        good = false;
    }
    good &= chart_check_size(grid, grid->series_count, grid->category_count);
    return good;
}

/* --- numbers ------------------------------------------------------------------------------------
 */

/* The finest step that any of the numbers needs. */
static struct number find_step(const struct grid *grid)
{
    struct number step = NUMBER_ONE;
    bool any = false;
    for (size_t s = 0; s < grid->series_count; s++) {
        const struct grid_series *series = &grid->series[s];
        for (size_t i = 0; i < grid->category_count; i++) {
            struct value value = series->values[i];
            if (value.kind != VALUE_NUMBER)
                continue;
            struct number own = series->show.has_step
                                    ? series->show.step
                                    : doc_default_step(grid->context, value.number, &series->type);
            if (!any || number_compare(own, step) < 0)
                step = own;
            any = true;
        }
    }
    return step;
}

/* A nought that was counted from no record bears no marks and says nothing about those of others.
 */
static bool is_of_nothing(struct value value)
{
    return value.kind == VALUE_NUMBER && value.marks == 0 && number_sign(value.number) == 0;
}

/* Marks that every known number has. */
static uint8_t common_marks(const struct grid *grid)
{
    uint8_t marks = MARK_ESTIMATE | MARK_SAMPLE;
    bool any = false;
    for (size_t s = 0; s < grid->series_count; s++)
        for (size_t i = 0; i < grid->category_count; i++) {
            struct value value = grid->series[s].values[i];
            if (!value_known(value) || is_of_nothing(value))
                continue;
            marks &= value.marks;
            any = true;
        }
    return any ? marks : 0;
}

static struct chart_point make_point(const struct grid *grid, const struct grid_series *series,
                                     struct value value, const struct chart *chart, uint8_t common)
{
    struct doc_show show = {.bare = true, .has_step = true, .step = chart->step};
    struct doc_shown shown = doc_show_value(grid->context, value, &series->type, &show);
    struct chart_point point = {.value = NUMBER_ZERO, .missing = shown.missing};
    if (value.kind == VALUE_NUMBER)
        point.value = value.number;
    point.marks = shown.missing ? 0 : shown.marks;
    point.text = block_signed(grid->context->language, grid->context->arena, shown.text,
                              (uint8_t)(point.marks & ~common));
    return point;
}

static uint8_t fill_chart(const struct grid *grid, struct chart *chart, uint8_t common)
{
    struct arena *arena = grid->context->arena;
    uint8_t signs = 0;
    chart->kind = grid->kind;
    chart->categories = grid->categories;
    chart->category_count = grid->category_count;
    chart->series_count = grid->series_count;
    chart->series = ARENA_ARRAY(arena, struct chart_series, grid->series_count + 1);
    chart->unit = grid->series_count > 0 ? doc_unit(grid->context, &grid->series[0].type)
                                         : (struct str){NULL, 0};
    chart->step = find_step(grid);
    for (size_t s = 0; s < grid->series_count; s++) {
        const struct grid_series *series = &grid->series[s];
        chart->series[s].label = series->label;
        chart->series[s].points = ARENA_ARRAY(arena, struct chart_point, grid->category_count + 1);
        for (size_t i = 0; i < grid->category_count; i++) {
            struct chart_point point = make_point(grid, series, series->values[i], chart, common);
            signs |= point.marks & (uint8_t)~common;
            chart->series[s].points[i] = point;
        }
    }
    return signs;
}

/* --- in words -----------------------------------------------------------------------------------
 */

/* A point as it is spoken: with its unit, without signs. */
static struct str spoken(const struct grid *grid, size_t series, size_t category,
                         const struct chart *chart)
{
    struct doc_show show = {.has_step = true, .step = chart->step};
    show.bare = chart->unit.n == 0;
    return doc_show_value(grid->context, grid->series[series].values[category],
                          &grid->series[series].type, &show)
        .text;
}

/* "Návštěvy – 2021: 118, 2022: 129. Konzultace – 2021: 301, 2022: 325." */
static struct str describe(const struct grid *grid, const struct chart *chart)
{
    const struct doc_context *context = grid->context;
    struct buf out = {0};
    size_t said = 0, total = chart->series_count * chart->category_count;
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_series *series = &chart->series[s];
        if (series->label.n > 0 && said < SPOKEN_POINTS) {
            buf_str(&out, series->label);
            buf_char(&out, ' ');
            buf_str(&out, language_dash(context->language));
            buf_char(&out, ' ');
        }
        for (size_t i = 0; i < chart->category_count && said < SPOKEN_POINTS; i++, said++) {
            buf_text(&out, i > 0 ? ", " : "");
            buf_str(&out, chart->categories[i]);
            buf_text(&out, ": ");
            buf_str(&out, spoken(grid, s, i, chart));
        }
        if (said < SPOKEN_POINTS || said == total)
            buf_text(&out, s + 1 < chart->series_count ? ". " : ".");
    }
    if (said < total) {
        buf_char(&out, ' ');
        buf_str(&out, language_phrase(context->language, context->arena, "and_more",
                                      ARGS(arg_count("n", (int64_t)(total - said)))));
    }
    struct str text = buf_copy(&out, context->arena);
    buf_free(&out);
    return text;
}

/* --- as a table ---------------------------------------------------------------------------------
 */

static void make_columns(const struct grid *grid, const struct chart *chart,
                         struct doc_table *table)
{
    const struct doc_context *context = grid->context;
    struct table_head *heads =
        ARENA_ARRAY(context->arena, struct table_head, grid->series_count + 1);
    table->column_count = grid->series_count + 1;
    table->columns = ARENA_ARRAY(context->arena, struct doc_column, table->column_count);
    heads[0].text = grid->category_label;
    table->columns[0] = (struct doc_column){
        .align = DOC_LEFT, .name = STR("category"), .label = grid->category_label};
    for (size_t s = 0; s < grid->series_count; s++) {
        struct str label = grid->series[s].label;
        if (label.n == 0)
            label = language_word(context->language, "value");
        heads[s].next = &heads[s + 1];
        heads[s + 1].text = label;
        heads[s + 1].unit = chart->unit;
        table->columns[s + 1] = (struct doc_column){.align = DOC_DECIMAL,
                                                    .name = grid->series[s].name,
                                                    .label = label,
                                                    .unit = chart->unit};
    }
    table_heads_layout(context->arena, heads, table);
    table_name_columns(context->arena, table);
    table->first_column_heads = true;
}

static struct doc_table *make_data(const struct grid *grid, const struct chart *chart)
{
    const struct doc_context *context = grid->context;
    struct doc_table *table = ARENA_NEW(context->arena, struct doc_table);
    make_columns(grid, chart, table);
    struct doc_rows *rows = doc_rows_new(context->arena, table->column_count);
    struct doc_cell *cells = ARENA_ARRAY(context->arena, struct doc_cell, table->column_count);
    struct doc_show bare = {.bare = true};
    for (size_t i = 0; i < grid->category_count; i++) {
        struct str name = grid->categories[i];
        struct str machine = grid->category_names ? grid->category_names[i] : name;
        cells[0] = (struct doc_cell){.text = name, .machine = machine, .is_head = true};
        for (size_t s = 0; s < grid->series_count; s++) {
            const struct chart_point *point = &chart->series[s].points[i];
            struct value value = grid->series[s].values[i];
            cells[s + 1] = (struct doc_cell){
                .text = point->text,
                .machine = doc_show_value(context, value, &grid->series[s].type, &bare).machine,
                .marks = point->marks};
        }
        doc_rows_add(rows, DOC_ROW_BODY, cells);
    }
    table->rows = rows;
    table->row_count = doc_rows_count(rows);
    return table;
}

void chart_grid_finish(struct grid *grid, struct span fence, struct doc_node *parent)
{
    const struct doc_context *context = grid->context;
    if (!check(grid))
        return;
    struct doc_chart *chart = ARENA_NEW(context->arena, struct doc_chart);
    struct doc_node *made = block_node(context, grid->node, fence, DOC_CHART, parent);
    made->chart = chart;
    uint8_t common = common_marks(grid) | block_marks_said(context);
    uint8_t signs = fill_chart(grid, &chart->chart, common);
    chart->chart.alt = describe(grid, &chart->chart);
    chart->caption = block_caption(context, grid->node);
    if (chart->caption)
        chart->number = doc_state_number(context, DOC_NUMBER_CHART);
    chart->data = make_data(grid, &chart->chart);
    chart->data->caption = chart->caption;
    chart->data->number = chart->number;
    block_mark_notes(context, signs, common, &grid->notes);
    block_own_notes(context, grid->node, &grid->notes);
    chart->notes = grid->notes.items;
    chart->note_count = grid->notes.count;
    doc_state_table(context, chart->data,
                    block_words(context, chart->caption, parent, STR("chart")));
}
