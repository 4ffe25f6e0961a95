/* SPDX-License-Identifier: MIT */
/* The values of a matrix, and its rows of text. */
#include "doc/matrix_parts.h"

/* --- values -------------------------------------------------------------------------------------
 */

static struct value value_of(const struct matrix *matrix, size_t row,
                             const struct matrix_column *column)
{
    const struct tally *tally = &matrix->tally;
    if (column->block == tally->block_count)
        return tally_change(tally, row, column->place, column->measure);
    return tally_value(tally, column->block, row, column->place, column->measure);
}

/* Whether nobody is in a cell: it has no marks, and says nothing about those of others. */
static bool is_empty(const struct matrix *matrix, size_t row, const struct matrix_column *column)
{
    const struct tally *tally = &matrix->tally;
    size_t place = row < matrix->row_count ? matrix->rows[row] : tally->rows.count;
    bool change = column->block == tally->block_count;
    size_t block = change ? tally->block_count - 1 : column->block;
    return tally_count(tally, block, place, column->place) == 0 &&
           !(change && tally_count(tally, block - 1, place, column->place) > 0);
}

/* A column without a rounding of its own gives all its cells as many decimals as one of them
 * needs. */
static void survey_column(struct matrix *matrix, size_t index, size_t rows)
{
    struct matrix_column *column = &matrix->columns.items[index];
    const struct block_entry *entry = &column->measure->entry;
    bool wants_step = entry->type.kind == VALUE_NUMBER && !entry->show.has_step;
    size_t known = 0;
    column->show = entry->show;
    column->show.bare = true;
    if (wants_step)
        column->show.step = NUMBER_ONE;
    column->show.has_step |= wants_step;
    column->marks = MARK_ESTIMATE | MARK_SAMPLE;
    for (size_t row = 0; row < rows; row++) {
        struct value value = *matrix_value(matrix, row, index);
        if (!value_known(value))
            continue;
        known += !is_empty(matrix, row, column);
        column->marks &= is_empty(matrix, row, column) ? 0xff : value.marks;
        if (!wants_step || value.kind != VALUE_NUMBER)
            continue;
        struct number step = doc_default_step(matrix->context, value.number, &entry->type);
        if (number_compare(step, column->show.step) < 0)
            column->show.step = step;
    }
    column->marks = known > 0 ? column->marks : 0;
}

/* The marks of all values. */
static uint8_t common_marks(const struct matrix *matrix, size_t rows)
{
    uint8_t marks = MARK_ESTIMATE | MARK_SAMPLE;
    size_t known = 0;
    for (size_t row = 0; row < rows; row++)
        for (size_t c = 0; c < matrix->columns.count; c++) {
            struct value value = *matrix_value(matrix, row, c);
            if (!value_known(value) || is_empty(matrix, row, &matrix->columns.items[c]))
                continue;
            marks &= value.marks;
            known++;
        }
    return known > 0 ? marks : 0;
}

/* Shares of a whole that do not add up to it as they are printed. */
static bool adds_up_wrong(const struct matrix *matrix, size_t index)
{
    const struct tally *tally = &matrix->tally;
    const struct matrix_column *column = &matrix->columns.items[index];
    struct arena *arena = tally->scratch;
    if (!matrix->total_row || column->measure->kind != TALLY_SHARE ||
        column->block == tally->block_count ||
        (tally->rows.several && column->measure->base != TALLY_OF_ANSWERS))
        return false;
    struct number sum = NUMBER_ZERO;
    for (size_t row = 0; row <= matrix->row_count; row++) {
        struct value value = *matrix_value(matrix, row, index);
        if (value.kind != VALUE_NUMBER)
            return false;
        struct number shown = number_round(arena, value.number, column->show.step);
        if (row == matrix->row_count)
            return number_compare(sum, shown) != 0;
        sum = number_add(arena, sum, shown);
    }
    return false;
}

void matrix_fill(struct matrix *matrix)
{
    const struct tally *tally = &matrix->tally;
    size_t rows = matrix->row_count + (matrix->total_row ? 1 : 0);
    matrix->values = ARENA_ARRAY(tally->scratch, struct value, rows * matrix->columns.count + 1);
    for (size_t row = 0; row < rows; row++) {
        size_t place = row < matrix->row_count ? matrix->rows[row] : tally->rows.count;
        for (size_t c = 0; c < matrix->columns.count; c++)
            *matrix_value(matrix, row, c) = value_of(matrix, place, &matrix->columns.items[c]);
    }
    for (size_t c = 0; c < matrix->columns.count; c++) {
        survey_column(matrix, c, rows);
        matrix->rounding |= adds_up_wrong(matrix, c);
    }
    matrix->all_marks = common_marks(matrix, rows) | block_marks_said(matrix->context);
}

/* --- text ---------------------------------------------------------------------------------------
 */

/* A difference has a plus where it is above 0; one of shares says that it is in points. */
static struct str change_text(const struct matrix *matrix, const struct matrix_column *column,
                              struct value value, struct str text)
{
    struct arena *arena = matrix->context->arena;
    if (value.kind != VALUE_NUMBER ||
        number_sign(number_round(arena, value.number, column->show.step)) <= 0)
        return text;
    struct str parts[] = {STR("+"), text};
    return arena_join(arena, parts, 2);
}

static void write_cell(struct matrix *matrix, size_t row, size_t index, struct doc_cell *cell)
{
    const struct matrix_column *column = &matrix->columns.items[index];
    const struct doc_context *context = matrix->context;
    struct value value = *matrix_value(matrix, row, index);
    struct doc_shown shown = doc_show_value(context, value, &column->type, &column->show);
    if (column->block == matrix->tally.block_count)
        shown.text = change_text(matrix, column, value, shown.text);
    uint8_t marks = shown.missing ? 0 : shown.marks;
    uint8_t signs = marks & (uint8_t) ~(matrix->all_marks | column->marks);
    cell->text = block_signed(context->language, context->arena, shown.text, signs);
    cell->machine = shown.machine;
    cell->marks = marks;
    matrix->signs |= signs;
}

/* The total of what may be chosen several times counts the records, not the answers. */
static struct str total_label(const struct matrix *matrix)
{
    const struct doc_context *context = matrix->context;
    const struct node *own = node_get(matrix->node, "total label");
    struct text words;
    if (own && own->kind != NODE_EMPTY && doc_pick(context, own, &words))
        return doc_string(context, words);
    return language_word(context->language, matrix->tally.rows.several ? "n_total" : "total");
}

void matrix_write(struct matrix *matrix)
{
    const struct doc_context *context = matrix->context;
    const struct tally *tally = &matrix->tally;
    struct doc_rows *rows = doc_rows_new(context->arena, matrix->out->column_count);
    struct doc_cell *cells =
        ARENA_ARRAY(context->arena, struct doc_cell, matrix->out->column_count);
    size_t count = matrix->row_count + (matrix->total_row ? 1 : 0);
    for (size_t row = 0; row < count; row++) {
        bool total = row == matrix->row_count;
        struct str text = total ? total_label(matrix) : tally->rows.labels[matrix->rows[row]];
        struct str name = total ? STR("") : tally->rows.names[matrix->rows[row]];
        cells[0] = (struct doc_cell){.text = text, .machine = name, .is_head = true};
        for (size_t c = 0; c < matrix->columns.count; c++) {
            cells[c + 1] = (struct doc_cell){0};
            write_cell(matrix, row, c, &cells[c + 1]);
        }
        doc_rows_add(rows, total ? DOC_ROW_TOTAL : DOC_ROW_BODY, cells);
    }
    if (count == 0) {
        for (size_t c = 0; c < matrix->out->column_count; c++)
            cells[c] = (struct doc_cell){0};
        cells[0].text = language_word(context->language, "no_rows");
        doc_rows_add(rows, DOC_ROW_GROUP, cells);
    }
    matrix->out->rows = rows;
    matrix->out->row_count = doc_rows_count(rows);
}
