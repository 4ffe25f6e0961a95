/* SPDX-License-Identifier: MIT */
/*
 * What the files of the block `table` share. Private to table_*.c and block_table.c.
 *
 *     block_table.c    the schema; which kind of table it is
 *     table_plan.c     columns and their heads from YAML, each formula compiled once
 *     table_sort.c     groups and order
 *     table_values.c   every value, once; what is known of a column only then (decimals, marks)
 *     table_heads.c    heads of several storeys
 *     table_rows.c     values into rows of text
 *     table_total.c    totals of groups and of the whole
 *     table_notes.c    what is said below
 *     table_link.c     cells that lead to documents of records
 *     table_transpose.c  records as columns
 *     table_compare.c  figures over periods
 *
 * A table is made in passes over all rows: values, order, then text row by row. Values and sort
 * keys live in a scratch arena that goes when the table is done; the text of a row in another that
 * is emptied every so often, since doc_rows_add() packs it.
 */
#ifndef LETOPIS_DOC_TABLE_PARTS_H
#define LETOPIS_DOC_TABLE_PARTS_H

#include "doc/block_parts.h"
#include "doc/words.h"
#include "locale/format.h"

enum { TABLE_GROUPS = 8, TABLE_PERIODS = 60, TABLE_BLANKS = 500, TABLE_ROOM = 100 };

enum table_total { TOTAL_NONE, TOTAL_SUM, TOTAL_MEAN, TOTAL_FORMULA };

/* `at least:` or `at most:`. */
struct table_standard {
    const struct expr *expr;
    struct calc_type type;
    struct number factor; /* by which it becomes the column's measure */
    bool most;            /* at most */
    struct str label;     /* what the formula is called */
    struct doc_show show; /* its rounding */
    struct value value;   /* of the last row looked at */
    bool differs;         /* from row to row */
    size_t met, judged;
};

struct table_link; /* table_link.c */

/* One `show:` of a table over records. */
struct table_source {
    struct block_entry entry;
    bool step_said; /* by the column, field or figure */
    enum doc_align align;
    uint8_t room;        /* letters in blank rows; 0: as many as in the head */
    struct str *options; /* words of a choice's options; NULL: no choice */
    enum table_total total;
    const struct expr *total_expr;
    struct block_entry total_entry; /* TOTAL_FORMULA: type and rounding */
    struct table_standard standards[2];
    size_t standard_count;
    int32_t first, last;     /* periods of a series */
    struct table_link *link; /* `link:`; NULL: none */
};

/* A printed column: a source, or one period of a series. */
struct table_column {
    size_t source;
    int32_t period;        /* PERIOD_NONE unless of a series */
    struct doc_show show;  /* of its cells: bare, with the decimals of the whole column */
    size_t known, missing; /* cells; `missing` counts the unknown alone */
    uint8_t all_marks;     /* that every known cell has */
    size_t unknown_total;  /* a total is unknown for that many records */
};

/* A head, in the order of the columns: a leaf has a source. */
struct table_head {
    struct str text, unit;
    size_t source; /* STR_NOT_FOUND: stands over `first` */
    struct table_head *first, *next;
};

/* What rows are grouped or sorted by. */
struct table_key {
    const struct expr *expr;
    struct calc_type type;
    struct doc_show show;
    struct str label, name;
    bool descending;
};

struct table_rank {
    struct value value;
    struct str text;     /* collation key of texts and titles */
    uint64_t text_start; /* its first bytes behind what all rows have in common */
};

struct table {
    const struct doc_context *context;
    const struct node *node, *show; /* the block; the list of its columns */
    struct arena *scratch;          /* goes with the table */
    struct doc_context words;       /* like `context`, but its arena is emptied between rows */
    const struct calc_query *query;
    struct doc_inside inside;     /* where columns are evaluated */
    struct calc_scope rows_scope; /* where totals are */
    struct {
        struct table_source *items;
        size_t count, capacity;
    } sources;
    struct table_head *heads;
    struct {
        struct table_column *items;
        size_t count, capacity;
    } columns;
    struct table_key keys[2 * TABLE_GROUPS];
    size_t group_count, key_count; /* groups come first */
    bool numbered, has_total;
    bool names_rows;   /* the first column says whose row it is */
    bool plain_totals; /* sums and means alone: of one row they say nothing new */
    struct str total_label;
    struct str subtotal_label; /* behind the group's name; empty: the language's words */
    struct calc_rows rows;
    size_t undecided;
    struct value *values;     /* row × source */
    struct table_rank *ranks; /* row × key */
    uint32_t *order;          /* of the rows */
    struct doc_table *out;
    struct doc_rows *out_rows;
    struct doc_cell *cells; /* of the row at hand */
    uint64_t row_number;
    uint8_t signs, all_marks; /* printed, and of every value */
    bool rounding;            /* a printed total differs from what its parts add up to */
    struct block_notes notes;
};

/* --- table_plan.c --- */

extern const struct schema_field table_column_element;
/* Sources, heads, keys. False when something is faulty, which was reported. */
bool table_plan(struct table *table);

/* --- table_sort.c --- */

void table_sort(struct table *table);
/* Whether two rows (by their place in the order) are in the same group of the first `depth + 1`
 * levels. */
bool table_same_group(const struct table *table, size_t a, size_t b, size_t depth);

/* --- table_values.c --- */

void table_values(struct table *table);
/* The value of a cell; `row` is its number in the query's order. */
static inline struct value table_value(const struct table *table, size_t row, size_t column)
{
    const struct table_column *at = &table->columns.items[column];
    struct value value = table->values[row * table->sources.count + at->source];
    return at->period == PERIOD_NONE ? value : value_in_period(value, at->period);
}
static inline const struct table_source *table_source_of(const struct table *table, size_t column)
{
    return &table->sources.items[table->columns.items[column].source];
}

/* --- table_heads.c --- */

/* Columns and heads of table->out from table->heads. */
void table_heads(struct table *table);
/* The same for heads whose leaves stand for columns 0, 1, 2 …; sets heads and storeys alone. */
void table_heads_layout(struct arena *arena, const struct table_head *first, struct doc_table *out);
/* Makes the names of columns differ. */
void table_name_columns(struct arena *arena, struct doc_table *out);

/* --- table_rows.c --- */

void table_rows(struct table *table);
/* The column in which the label of a total stands; STR_NOT_FOUND when none is free. */
size_t table_label_column(const struct table *table);

/* --- table_total.c --- */

/* A row with the totals over the rows [from, to) of the order. */
void table_total_row(struct table *table, enum doc_row_kind kind, struct str label, size_t from,
                     size_t to);

/* --- table_notes.c --- */

void table_notes(struct table *table);

/* --- table_link.c --- */

/* Reads `link:` of a column. False after an error. */
bool table_plan_link(struct table *table, struct table_source *source);
/* Makes the cell of a row, which says `value`, lead to the record's document, if it has one. */
void table_link_cell(struct table *table, const struct table_source *source, size_t row,
                     struct value value, struct doc_cell *cell);

/* --- table_transpose.c --- */

/* Reports keys that mean nothing in a table turned over. */
bool table_check_transpose(const struct doc_context *context, const struct node *node);
/* Puts the table turned over in the place of table->out. False when it would be too wide, which was
 * reported. */
bool table_transpose(struct table *table);

/* --- table_compare.c --- */

/* A table of `show:` over periods. NULL after errors. */
struct doc_table *table_compare(const struct doc_context *context, const struct node *node,
                                struct block_notes *notes);
/* --- block_table.c --- */

/* What a table and a chart over records begin with: the query; then columns (`show`), groups and
 * order are read, rows evaluated and sorted. False after an error; table_close() all the same. */
bool table_open(struct table *table, const struct doc_context *context, const struct node *node,
                const struct node *show);
void table_close(struct table *table);

/* Fills what does not depend on the kind of table: caption, number, notes, name; appends it. */
void table_finish(const struct doc_context *context, const struct node *node, struct span fence,
                  struct doc_table *table, struct block_notes *notes, struct doc_node *parent);

#endif
