/* SPDX-License-Identifier: MIT */
/*
 * Every value of a table over records, evaluated once; and what follows from all values of a
 * column together: the periods of a series, how many decimals all cells get, whether all of them
 * are estimates.
 */
#include "doc/table_parts.h"

static struct value *value_at(const struct table *table, size_t row, size_t source)
{
    return &table->values[row * table->sources.count + source];
}

static void evaluate(struct table *table)
{
    struct doc_context *inside = &table->inside.context;
    table->values =
        ARENA_ARRAY(table->scratch, struct value, table->rows.count * table->sources.count + 1);
    for (size_t row = 0; row < table->rows.count; row++) {
        doc_inside_record(&table->inside, table->rows.items[row]);
        for (size_t s = 0; s < table->sources.count; s++) {
            struct table_source *source = &table->sources.items[s];
            struct value *value = value_at(table, row, s);
            *value = doc_eval(inside, source->entry.expr);
            if (source->entry.is_series)
                value_widen_periods(*value, &source->first, &source->last);
        }
    }
}

/* --- columns ------------------------------------------------------------------------------------
 */

static void add_column(struct table *table, size_t source, int32_t period)
{
    struct table_column column = {.source = source, .period = period};
    ARENA_PUSH(table->scratch, &table->columns, column);
}

static void make_columns(struct table *table)
{
    for (size_t s = 0; s < table->sources.count; s++) {
        const struct table_source *source = &table->sources.items[s];
        if (source->first == PERIOD_NONE) {
            add_column(table, s, PERIOD_NONE);
            continue;
        }
        for (int32_t period = source->first; period <= source->last; period++)
            add_column(table, s, period);
    }
}

/* The decimals with which a number is shown where nothing says otherwise. */
static int decimals_of(struct table *table, struct number number, const struct calc_type *type)
{
    if (number.den == 1)
        return 0;
    return number_decimals(doc_default_step(&table->words, number, type));
}

static struct number step_of(struct arena *arena, int decimals)
{
    int64_t den = 1;
    for (int i = 0; i < decimals && i < 18; i++)
        den *= 10;
    return number_from_ratio(arena, 1, den);
}

/* A column without a rounding of its own gives all its cells as many decimals as one of them
 * needs. */
static void survey_column(struct table *table, size_t index)
{
    struct table_column *column = &table->columns.items[index];
    const struct table_source *source = table_source_of(table, index);
    bool wants_step = source->entry.type.kind == VALUE_NUMBER && !source->step_said;
    int decimals = 0;
    column->all_marks = MARK_ESTIMATE | MARK_SAMPLE;
    for (size_t row = 0; row < table->rows.count; row++) {
        struct value value = table_value(table, row, index);
        column->missing += value.kind == VALUE_UNKNOWN;
        if (!value_known(value))
            continue;
        column->known++;
        column->all_marks &= value.marks;
        if (wants_step && value.kind == VALUE_NUMBER) {
            int own = decimals_of(table, value.number, &source->entry.type);
            decimals = own > decimals ? own : decimals;
        }
    }
    column->show = source->entry.show;
    column->show.bare = true;
    if (wants_step) {
        column->show.has_step = true;
        column->show.step = step_of(table->context->arena, decimals);
    }
    if (column->known == 0)
        column->all_marks = 0;
}

/* The marks of all data together; what merely names the rows does not count. */
static uint8_t common_marks(const struct table *table)
{
    uint8_t marks = MARK_ESTIMATE | MARK_SAMPLE;
    size_t known = 0;
    for (size_t c = table->names_rows ? 1 : 0; c < table->columns.count; c++) {
        if (table->columns.items[c].known > 0)
            marks &= table->columns.items[c].all_marks;
        known += table->columns.items[c].known;
    }
    if (known == 0 && table->names_rows)
        return table->columns.items[0].all_marks;
    return known > 0 ? marks : 0;
}

void table_values(struct table *table)
{
    evaluate(table);
    make_columns(table);
    for (size_t c = 0; c < table->columns.count; c++)
        survey_column(table, c);
    table->names_rows =
        table->columns.count > 1 && table_source_of(table, 0)->entry.type.kind != VALUE_NUMBER;
    table->all_marks = common_marks(table) | block_marks_said(table->context);
}
