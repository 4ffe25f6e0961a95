/* SPDX-License-Identifier: MIT */
/*
 * Records counted by what one or two formulas say of them: the one tally behind the block `matrix`
 * and behind charts with `rows:`.
 *
 *     for: answer                       which records
 *     rows: staffing                    a place along the rows for each option, number, record …
 *     columns: school.kind              the same along the columns
 *     over: 2021..2023                  all of it once for each period: a block of columns each
 *     cell: [count, share]              what is said of the records of a cell
 *
 * `rows:` may list several fields with the same options (a battery): then each field is a row, and
 * the options are the columns. Each record is then as many entries as there are fields; else it is
 * one entry in each period in which it is selected.
 *
 * Cells are kept in a grid with one row and one column more than there are places: in those an
 * entry counts once, however many options it has chosen. So the last row holds the respondents of
 * a column, the last column those of a row, the corner `n`. Everything is done in one pass over
 * the entries; an entry is put into (its rows + 1) × (its columns + 1) cells.
 *
 * An entry whose row or column is unknown is counted as missing, one for which it is none is not
 * counted at all.
 */
#ifndef LETOPIS_DOC_TALLY_H
#define LETOPIS_DOC_TALLY_H

#include "doc/table_parts.h"

enum tally_kind { TALLY_COUNT, TALLY_SHARE, TALLY_FORMULA };

/* What a share is of: the records of the column, the row, the whole, or the answers of the column
 * (each chosen option is one). */
enum tally_base { TALLY_OF_COLUMN, TALLY_OF_ROW, TALLY_OF_ALL, TALLY_OF_ANSWERS };

/* An item of `cell:`. */
struct tally_measure {
    enum tally_kind kind;
    enum tally_base base;
    struct block_entry entry; /* its label, unit, type and rounding; of a formula the expression */
};

/* The places along one side. */
struct tally_side {
    const struct expr *expr;
    struct calc_type type; /* of a place: of a set of options, the choice */
    bool several;          /* an entry may be in several places */
    bool is_battery;       /* the places are fields */
    bool is_period;        /* the places are the periods of `over:` */
    struct doc_origin origin;
    struct str label;               /* `label:`, or what the formula is called */
    const struct calc_query *among; /* records that are to appear; NULL: see tally_open() */
    struct value *of_entries;
    struct table_rank *values; /* different ones, in order */
    size_t count;
    struct map records;         /* id → place + 1, of records */
    struct str *labels, *names; /* of places: for people, for machines */
};

struct tally_entry {
    uint32_t row;
    uint32_t period; /* counted from `first` */
};

struct tally {
    const struct doc_context *context;
    const struct node *node;
    struct arena *scratch; /* goes with the tally */
    const struct calc_query *query;
    struct doc_inside inside; /* where rows and columns are evaluated */
    struct calc_scope row_scope, column_scope, rows_scope; /* where cells are */
    int32_t first, last; /* periods of `over:`; else the one at hand */
    bool over;
    bool only_met;      /* of records only those that occur */
    size_t block_count; /* blocks of columns: one for each period, or one */
    struct tally_side rows, columns;
    const struct expr **fields; /* of a battery */
    size_t field_count;
    bool has_columns;
    struct tally_measure *measures;
    size_t measure_count;
    struct tally_entry *entries;
    size_t entry_count;
    size_t undecided;
    uint32_t **cells; /* their records; NULL where no formula needs them */
    size_t *counts, *answers;
    uint8_t *marks;
    size_t *missing; /* of each block; of a battery, of each row */
};

/*
 * Reads `for`, `rows`, `columns`, `over` and `cell` (or `show`) of a block, and counts. Where a
 * side gives records, all of their type appear, or those of `among:`; with `only_met` those that
 * occur, unless there is an `among:`. False after an error; tally_close() all the same.
 */
bool tally_open(struct tally *tally, const struct doc_context *context, const struct node *node,
                bool only_met);
void tally_close(struct tally *tally);

/* `rows:` and `columns:`: a formula, {show:, label:, among:}, or a list of them. */
extern const struct schema_field tally_side_element;
/* An item of `cell:`: count, share, a formula, or {show:, label:, round:, of:}. */
extern const struct schema_field tally_measure_element;

/* The cell in a block; row or column may be the count of places: the total. */
static inline size_t tally_cell(const struct tally *tally, size_t block, size_t row, size_t column)
{
    return (block * (tally->rows.count + 1) + row) * (tally->columns.count + 1) + column;
}
static inline size_t tally_count(const struct tally *tally, size_t block, size_t row, size_t column)
{
    return tally->counts[tally_cell(tally, block, row, column)];
}
struct value tally_value(const struct tally *tally, size_t block, size_t row, size_t column,
                         const struct tally_measure *measure);
/* The last block's change against the one before it. */
struct value tally_change(const struct tally *tally, size_t row, size_t column,
                          const struct tally_measure *measure);

/* How many are counted and how many are missing, block by block, and what the shares are of. */
void tally_notes(const struct tally *tally, struct block_notes *notes);

/* --- tally_side.c --- */

bool tally_open_sides(struct tally *tally);

/* --- tally_places.c --- */

/* Once entries are there: what each says, places, their labels. */
void tally_fill_sides(struct tally *tally);
/* The places where an entry belongs, each once; false when it is not counted. */
bool tally_places(const struct tally *tally, const struct tally_side *side, size_t entry,
                  size_t *places, size_t *count);

/* --- tally_cells.c --- */

bool tally_open_measures(struct tally *tally);
void tally_fill_cells(struct tally *tally);

#endif
