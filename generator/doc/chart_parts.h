/* SPDX-License-Identifier: MIT */
/*
 * What the files of the block `chart` share. Private to block_chart.c and chart_*.c.
 *
 *     block_chart.c    the schema; which kind of chart it is
 *     chart_figures.c  figures, alone or over periods
 *     chart_records.c  a bar or slice for each record
 *     chart_tally.c    records counted by what one or two fields say (tally.h)
 *     chart_grid.c     numbers into the chart, its data table, its sentence
 */
#ifndef LETOPIS_DOC_CHART_PARTS_H
#define LETOPIS_DOC_CHART_PARTS_H

#include "doc/table_parts.h"

enum { CHART_CATEGORIES = 500, CHART_SERIES = 24 };

/* One row of numbers. */
struct grid_series {
    struct str label, name;
    const struct expr *expr; /* for messages */
    const struct node *node; /* where it stands */
    struct calc_type type;
    struct doc_show show;
    struct value *values; /* one for each category */
};

/* What every chart comes down to: categories along the axis, and rows of numbers. */
struct grid {
    const struct doc_context *context;
    const struct node *node;
    enum chart_kind kind;
    struct str *categories;
    struct str *category_names; /* for machines; NULL: as printed */
    size_t category_count;
    struct str category_label; /* head of their column in the data; may be empty */
    struct grid_series *series;
    size_t series_count;
    struct block_notes notes;
};

/* Each reads one kind of chart; false after an error. */
bool chart_read_figures(struct grid *grid);
bool chart_read_records(struct grid *grid);
bool chart_read_tally(struct grid *grid);

/* Whether two entries can share an axis; reports else. */
bool chart_same_measure(const struct doc_context *context, const struct block_entry *a,
                        const struct block_entry *b);
/* Whether a chart can show so much; reports else. */
bool chart_check_size(const struct grid *grid, size_t series, size_t categories);
/* Checks that the numbers can share an axis, and appends the chart. */
void chart_grid_finish(struct grid *grid, struct span fence, struct doc_node *parent);

#endif
