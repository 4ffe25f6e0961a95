/* SPDX-License-Identifier: MIT */
/*
 * CSV records (RFC 4180; separator comma, semicolon or tab, told from the head line; quotes
 * doubled inside quotes; CRLF or LF). Each row is handed over as a NODE_MAP of the head's names to
 * scalars with places, so that CSV and YAML records go the same way. An empty cell is left out.
 */
#ifndef LETOPIS_YAML_CSV_H
#define LETOPIS_YAML_CSV_H

#include "yaml/node.h"

/* Calls `entry` for each row (key: empty); nodes live in `scratch` until it returns. */
bool csv_read(const struct source *source, struct arena *scratch, struct diags *diags,
              node_entry_fn entry, void *context);

#endif
