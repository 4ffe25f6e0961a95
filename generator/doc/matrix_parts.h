/* SPDX-License-Identifier: MIT */
/*
 * What the files of the block `matrix` share. Private to block_matrix.c and matrix_*.c.
 *
 *     block_matrix.c    the schema; the order of rows; from the tally to the tree
 *     matrix_columns.c  columns and their heads, up to four storeys
 *     matrix_rows.c     values into rows of text
 *     matrix_texts.c    the texts of "other" answers, listed below
 *
 * The heads from the top: what yes and no are about; the period, or the change between the last
 * two; the place of `columns:`, or the total; what the numbers are. A storey that would say the
 * same over all columns is left out.
 */
#ifndef LETOPIS_DOC_MATRIX_PARTS_H
#define LETOPIS_DOC_MATRIX_PARTS_H

#include "doc/tally.h"

enum { MATRIX_COLUMNS = 200 };

/* A column of numbers. */
struct matrix_column {
    size_t block; /* `block_count`: the change */
    size_t place; /* of tally.columns; its count: the total */
    const struct tally_measure *measure;
    struct calc_type type; /* of its values, and their unit */
    struct str unit;
    struct doc_show show;
    uint8_t marks; /* that all its values have */
};

struct matrix {
    const struct doc_context *context;
    const struct node *node;
    struct tally tally;
    bool total_row, total_column, change;
    size_t *rows; /* places of tally.rows, in the order in which they are printed */
    size_t row_count;
    struct {
        struct matrix_column *items;
        size_t count, capacity;
    } columns;
    struct value *values; /* row × column; the total row is the last */
    struct doc_table *out;
    struct block_notes notes;
    uint8_t signs, all_marks;
    bool rounding;
};

static inline struct value *matrix_value(const struct matrix *matrix, size_t row, size_t column)
{
    return &matrix->values[row * matrix->columns.count + column];
}

/* --- matrix_columns.c --- */

/* Which columns there are. False when they are too many, which was reported. */
bool matrix_plan_columns(struct matrix *matrix);
/* Columns and heads of matrix->out. */
void matrix_heads(struct matrix *matrix);

/* --- matrix_rows.c --- */

/* Every value once, and what follows from those of a column together. */
void matrix_fill(struct matrix *matrix);
void matrix_write(struct matrix *matrix);

/* --- matrix_texts.c --- */

/* Whether `rows:` is a field whose options take texts; reports else. */
bool matrix_check_texts(const struct matrix *matrix);
void matrix_texts(const struct matrix *matrix, struct doc_node *parent);

#endif
