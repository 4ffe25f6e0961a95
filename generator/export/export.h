/* SPDX-License-Identifier: MIT */
/*
 * What a report prints, for machines: its figures and tables as CSV and JSON. Only what stands in
 * the tree, and so nothing that the report does not print.
 */
#ifndef LETOPIS_EXPORT_EXPORT_H
#define LETOPIS_EXPORT_EXPORT_H

#include "base/buf.h"
#include "doc/tree.h"

/*
 * RFC 4180 with LF, UTF-8 without BOM: a head line with the columns' names, then the body's rows.
 * Totals and blank rows are left out; the headings of groups become columns of their own, before
 * the others. Where a value is an estimate or a sample there is a last column `marks` that says so
 * for the row. Numbers are plain decimals, exact where they have an end, else of 15 significant
 * digits.
 */
void export_table_csv(const struct doc_table *table, struct buf *out);

/* name,label,period,value,unit,text,marks: one line for each printed figure. */
void export_figures_csv(const struct document *document, struct buf *out);

/* name,label,value,text,marks: one line for what stands in each place of a form that is filled in.
 * Of a choice or a set each option that is ticked has a line, with its key as the value. */
void export_form_csv(const struct document *document, struct buf *out);

/*
 * Everything in one JSON object: title, subtitle, language, institution, date, sample, figures,
 * form (where one is filled in), tables, traces, in this order. Numbers are strings of plain
 * decimals as in CSV, null where nothing is known. A table's rows are objects with `values` (and
 * `groups`, `marks`, and for totals `kind` and `label`). An input of a trace that has one of its
 * own stands for it by `id`.
 */
void export_json(const struct document *document, struct buf *out);

#endif
