/* SPDX-License-Identifier: MIT */
/*
 * CSV records, as spreadsheets save them (RFC 4180).
 *
 *     id;name;loans
 *     7;"Knihovna ""Na kopci""";1 234
 *
 * The separator (semicolon, comma or tab) is the one that stands most often in the head line,
 * outside quotes; a line `sep=;` before it, as Excel writes, is obeyed. Lines end with LF or CRLF.
 * Inside quotes stand separators, line ends (LF in the value) and quotes, these doubled; without
 * quotes a cell is read without the spaces around it. Rows shorter than the head lack the last
 * cells; rows of empty cells are passed over.
 *
 * Each row is handed over as a NODE_MAP of the head's names to scalars with places, so that CSV
 * and YAML records go the same way. An empty cell is left out. Quotes mean nothing in
 * CSV (some programs put them around every cell), so no node is marked as quoted. Names are not
 * checked against anything here.
 */
#ifndef LETOPIS_YAML_CSV_H
#define LETOPIS_YAML_CSV_H

#include "yaml/node.h"

/*
 * Calls `entry` for each row (key: empty); nodes live in `scratch`, which is reset after each row.
 * Faulty rows are reported and left out, the others still come. False after errors.
 */
bool csv_read(const struct source *source, struct arena *scratch, struct diags *diags,
              node_entry_fn entry, void *context);

#endif
