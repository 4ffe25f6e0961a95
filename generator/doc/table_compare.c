/* SPDX-License-Identifier: MIT */
/*
 * A table of figures over periods: a row for each figure, a column for each period, and what has
 * changed from the last but one to the last.
 *
 *     show: [visits, cost_per_library]
 *     over: 2021..2022
 *     change: yes
 *     growth: yes
 *
 *                                    2021     2022   Změna   Přírůstek (%)
 *     Metodické návštěvy              118      129     +11             9,3
 *     Náklady na 1 knihovnu (Kč)   32 904   33 218    +314             1,0
 *
 * The unit stands in the head where all figures have the same, else with their names. Without
 * `over:` there is one column, unless an entry is a series itself.
 */
#include "doc/table_parts.h"

struct difference {
    const struct expr *expr; /* NULL: not wanted */
    struct value value;
};

struct line {
    struct block_entry entry;
    struct value value; /* a series, or one value */
    struct difference change, growth;
    struct doc_show show;
};

struct compare {
    const struct doc_context *context;
    const struct node *node, *over;
    bool change, growth;
    struct line *lines;
    size_t count;
    int32_t first, last;
    struct str unit; /* common to all; empty: none, or several */
    bool several;    /* units differ */
    struct doc_table *out;
    struct doc_rows *rows;
    struct doc_cell *cells;
    uint8_t *marks; /* by column: those that all its values have */
    uint8_t signs, all_marks;
};

/* --- values -------------------------------------------------------------------------------------
 */

static bool read_difference(struct compare *compare, const struct line *line, struct text function,
                            struct difference *out)
{
    const struct doc_context *context = compare->context;
    out->expr = block_entry_call(context, &line->entry, function, compare->over);
    if (out->expr == NULL)
        return false;
    out->value = doc_eval(context, out->expr);
    return true;
}

static bool read_line(struct compare *compare, const struct node *node, struct line *line)
{
    const struct doc_context *context = compare->context;
    if (!block_read_entry(context, node, &line->entry))
        return false;
    const struct expr *expr = block_entry_over(context, &line->entry, compare->over);
    bool good = expr != NULL;
    if (compare->change)
        good &= read_difference(compare, line, BLOCK_TEXT("change"), &line->change);
    if (compare->growth)
        good &= read_difference(compare, line, BLOCK_TEXT("growth"), &line->growth);
    if (!good)
        return false;
    line->value = doc_eval(context, expr);
    value_widen_periods(line->value, &compare->first, &compare->last);
    return true;
}

static bool read_lines(struct compare *compare)
{
    const struct node *show = node_get(compare->node, "show");
    size_t count = block_item_count(show);
    bool good = true;
    compare->lines = ARENA_ARRAY(compare->context->arena, struct line, count);
    for (size_t i = 0; i < count; i++)
        good &= read_line(compare, block_item(show, i), &compare->lines[compare->count++]);
    return good;
}

static bool check_periods(struct compare *compare)
{
    bool empty = compare->first == PERIOD_NONE && compare->lines[0].value.kind == VALUE_SERIES;
    if (compare->first == PERIOD_NONE && !empty) {
        compare->first = compare->last = compare->context->at.period;
        return true;
    }
    if (!empty && compare->last - compare->first < TABLE_PERIODS)
        return true;
    const struct node *range = compare->over ? compare->over : node_get(compare->node, "show");
    diag_add(compare->context->diags, MSG_RANGE_PERIODS, range->span,
             ARGS(arg_text("found", range->text.s), arg_count("most", TABLE_PERIODS)));
    return false;
}

/* --- units, decimals ----------------------------------------------------------------------------
 */

static void find_unit(struct compare *compare)
{
    compare->unit = compare->lines[0].entry.unit;
    for (size_t i = 1; i < compare->count; i++)
        compare->several |= !str_equal(compare->unit, compare->lines[i].entry.unit);
    if (compare->several)
        compare->unit = (struct str){NULL, 0};
}

/* All numbers of a line get as many decimals as one of them needs. */
static void find_step(struct compare *compare, struct line *line)
{
    const struct doc_context *context = compare->context;
    line->show = line->entry.show;
    line->show.bare = true;
    if (line->show.has_step || line->entry.type.kind != VALUE_NUMBER)
        return;
    line->show.has_step = true;
    line->show.step = NUMBER_ONE;
    for (int32_t period = compare->first; period <= compare->last; period++) {
        struct value value = value_in_period(line->value, period);
        if (value.kind != VALUE_NUMBER)
            continue;
        struct number step = doc_default_step(context, value.number, &line->entry.type);
        if (number_compare(step, line->show.step) < 0)
            line->show.step = step;
    }
}

/* --- marks --------------------------------------------------------------------------------------
 */

static void note_marks(struct compare *compare, size_t column, struct value value, size_t *known)
{
    if (!value_known(value))
        return;
    compare->marks[column] &= value.marks;
    known[column]++;
}

/* The marks that all values of a column have; they are said in its head, or of all columns below
 * the table. */
static void find_marks(struct compare *compare)
{
    size_t periods = (size_t)(compare->last - compare->first) + 1;
    size_t columns = periods + (compare->change ? 1 : 0) + (compare->growth ? 1 : 0);
    size_t *known = ARENA_ARRAY(compare->context->arena, size_t, columns + 2);
    compare->marks = ARENA_ARRAY(compare->context->arena, uint8_t, columns + 2);
    compare->all_marks = MARK_ESTIMATE | MARK_SAMPLE;
    for (size_t c = 1; c <= columns; c++)
        compare->marks[c] = MARK_ESTIMATE | MARK_SAMPLE;
    for (size_t i = 0; i < compare->count; i++) {
        const struct line *line = &compare->lines[i];
        for (size_t p = 0; p < periods; p++)
            note_marks(compare, 1 + p, value_in_period(line->value, compare->first + (int32_t)p),
                       known);
        if (compare->change)
            note_marks(compare, 1 + periods, line->change.value, known);
        if (compare->growth)
            note_marks(compare, columns, line->growth.value, known);
    }
    size_t any = 0;
    for (size_t c = 1; c <= columns; c++) {
        any += known[c];
        compare->all_marks &= known[c] > 0 ? compare->marks[c] : compare->all_marks;
        compare->marks[c] = known[c] > 0 ? compare->marks[c] : 0;
    }
    compare->all_marks = any > 0 ? compare->all_marks : 0;
    compare->all_marks |= block_marks_said(compare->context);
}

/* --- columns ------------------------------------------------------------------------------------
 */

static struct str period_words(const struct compare *compare, int32_t period)
{
    const struct doc_context *context = compare->context;
    if (period == PERIOD_NONE)
        return language_word(context->language, "value");
    return format_period(context->language, context->arena, period,
                         context->institution->world.period_mode);
}

static struct table_head *add_head(struct compare *compare, struct table_head **tail,
                                   struct str text, struct str unit, struct str name)
{
    struct doc_table *out = compare->out;
    struct table_head *head = ARENA_NEW(compare->context->arena, struct table_head);
    head->text = text;
    head->unit = unit;
    *tail = head;
    head->text = block_signed(compare->context->language, compare->context->arena, text,
                              compare->marks[out->column_count] & (uint8_t)~compare->all_marks);
    out->columns[out->column_count++] =
        (struct doc_column){.align = DOC_DECIMAL, .name = name, .label = text, .unit = unit};
    return head;
}

static void make_columns(struct compare *compare)
{
    const struct doc_context *context = compare->context;
    struct str none = {NULL, 0};
    size_t periods = (size_t)(compare->last - compare->first) + 1;
    struct table_head *first = NULL, *at;
    compare->out = ARENA_NEW(context->arena, struct doc_table);
    compare->out->columns = ARENA_ARRAY(context->arena, struct doc_column, periods + 3);
    at = add_head(compare, &first, none, none, STR("figure"));
    compare->out->columns[0].align = DOC_LEFT;
    for (int32_t period = compare->first; period <= compare->last; period++) {
        struct str words = period_words(compare, period);
        at = add_head(compare, &at->next, words, compare->unit, words);
    }
    if (compare->change)
        at = add_head(compare, &at->next, language_word(context->language, "change"), compare->unit,
                      STR("change"));
    if (compare->growth) {
        struct calc_type type = calc_expr_type(compare->lines[0].growth.expr);
        add_head(compare, &at->next, language_word(context->language, "growth"),
                 doc_unit(context, &type), STR("growth"));
    }
    table_heads_layout(context->arena, first, compare->out);
    table_name_columns(context->arena, compare->out);
    compare->out->first_column_heads = true;
}

/* --- rows ---------------------------------------------------------------------------------------
 */

/* `said`: marks that the whole column has. */
static void put_shown(struct compare *compare, const struct doc_shown *shown, uint8_t said,
                      struct doc_cell *cell)
{
    uint8_t marks = shown->missing ? 0 : shown->marks;
    cell->text = block_signed(compare->context->language, compare->context->arena, shown->text,
                              (uint8_t)(marks & ~(said | block_marks_said(compare->context))));
    cell->machine = shown->machine;
    cell->marks = marks;
    compare->signs |= marks;
}

/* A value of the line in a period; it is on the list of what the report prints. */
static void period_cell(struct compare *compare, const struct line *line, int32_t period,
                        uint8_t said, struct doc_cell *cell)
{
    struct doc_context context = *compare->context;
    struct value value = value_in_period(line->value, period);
    struct doc_shown shown = doc_show_value(&context, value, &line->entry.type, &line->show);
    if (value.kind == VALUE_UNKNOWN)
        diag_add(context.diags, MSG_VALUE_UNKNOWN, line->entry.node->span,
                 ARGS(arg_text("formula", calc_expr_text(line->entry.expr).s)));
    put_shown(compare, &shown, said, cell);
    context.at.period = period;
    if (line->entry.type.kind == VALUE_NUMBER)
        doc_state_printed(&context, &line->entry.origin, line->entry.unit, &shown);
}

/* A difference or growth, with a plus where it is above 0, and with its unit where that is not the
 * line's. */
static void difference_cell(struct compare *compare, const struct difference *difference,
                            struct doc_show show, bool unit_said, uint8_t said,
                            struct doc_cell *cell)
{
    const struct doc_context *context = compare->context;
    struct calc_type type = calc_expr_type(difference->expr);
    struct value value = difference->value;
    struct doc_shown shown = doc_show_value(context, value, &type, &show);
    struct unit_words points = {0};
    struct str parts[] = {STR("+"), shown.text, STR("\u00a0"), {NULL, 0}};
    struct number step = NUMBER_ONE;
    if (value.kind == VALUE_NUMBER)
        step = show.has_step ? show.step : doc_default_step(context, value.number, &type);
    bool more = value.kind == VALUE_NUMBER &&
                number_sign(number_round(context->arena, value.number, step)) > 0;
    bool of_shares = type.points && !shown.missing && !unit_said &&
                     format_find_unit(context->language, STR("percentage_point"), &points);
    if (of_shares)
        parts[3] = points.symbol.n > 0 ? points.symbol : points.abbreviation;
    shown.text =
        arena_join(context->arena, &parts[more ? 0 : 1], (more ? 2U : 1U) + (of_shares ? 2U : 0U));
    put_shown(compare, &shown, said, cell);
}

static void change_cell(struct compare *compare, const struct line *line, uint8_t said,
                        struct doc_cell *cell)
{
    struct calc_type type = calc_expr_type(line->change.expr);
    struct doc_show show = line->show;
    bool points = type.points && !line->entry.type.points;
    show.bare = points || type.measure == line->entry.type.measure;
    if (!show.bare && !line->entry.show.has_step)
        show.has_step = false;
    difference_cell(compare, &line->change, show, !points, said, cell);
}

static void growth_cell(struct compare *compare, const struct line *line, uint8_t said,
                        struct doc_cell *cell)
{
    struct doc_show show = {.bare = true, .has_step = true};
    show.step = number_from_ratio(compare->context->arena, 1, 10);
    difference_cell(compare, &line->growth, show, true, said, cell);
}

static void write_line(struct compare *compare, const struct line *line)
{
    size_t column = 1;
    struct str parts[] = {line->entry.label, STR(" ("), line->entry.unit, STR(")")};
    bool unit = compare->several && line->entry.unit.n > 0;
    struct str name = arena_join(compare->context->arena, parts, unit ? 4 : 1);
    compare->cells[0] = (struct doc_cell){.text = name, .machine = name, .is_head = true};
    for (int32_t period = compare->first; period <= compare->last; period++) {
        period_cell(compare, line, period, compare->marks[column], &compare->cells[column]);
        column++;
    }
    if (compare->change) {
        change_cell(compare, line, compare->marks[column], &compare->cells[column]);
        column++;
    }
    if (compare->growth)
        growth_cell(compare, line, compare->marks[column], &compare->cells[column]);
    doc_rows_add(compare->rows, DOC_ROW_BODY, compare->cells);
}

struct doc_table *table_compare(const struct doc_context *context, const struct node *node,
                                struct block_notes *notes)
{
    struct compare compare = {.context = context,
                              .node = node,
                              .over = node_get(node, "over"),
                              .change = schema_yes_no(node, "change", false),
                              .growth = schema_yes_no(node, "growth", false),
                              .first = PERIOD_NONE,
                              .last = PERIOD_NONE};
    if (compare.over && compare.over->kind != NODE_SCALAR)
        compare.over = NULL;
    if (!read_lines(&compare) || !check_periods(&compare))
        return NULL;
    find_unit(&compare);
    find_marks(&compare);
    make_columns(&compare);
    compare.rows = doc_rows_new(context->arena, compare.out->column_count);
    compare.cells = ARENA_ARRAY(context->arena, struct doc_cell, compare.out->column_count);
    for (size_t i = 0; i < compare.count; i++) {
        find_step(&compare, &compare.lines[i]);
        write_line(&compare, &compare.lines[i]);
    }
    compare.out->rows = compare.rows;
    compare.out->row_count = doc_rows_count(compare.rows);
    block_mark_notes(context, compare.signs, compare.all_marks, notes);
    return compare.out;
}
