/* SPDX-License-Identifier: MIT */
/*
 * What a report prints, for machines: its figures and tables as CSV and JSON. Only what stands in
 * the tree, and so nothing that the report does not print.
 */
#ifndef LETOPIS_EXPORT_EXPORT_H
#define LETOPIS_EXPORT_EXPORT_H

#include "base/buf.h"
#include "doc/tree.h"

/* RFC 4180 with LF, UTF-8 without BOM; a head line with the columns' names; body rows only
 * (totals and headings of groups are left out, the group stands in a column of its own). */
void export_table_csv(const struct doc_table *table, struct buf *out);

/* name,label,period,value,unit,text,marks: one line for each printed figure. */
void export_figures_csv(const struct document *document, struct buf *out);

/* Everything in one JSON object: title, language, period, figures, tables, traces. Numbers are
 * strings of exact decimals. Keys in a fixed order. */
void export_json(const struct document *document, struct buf *out);

#endif
