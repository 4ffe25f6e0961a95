/* SPDX-License-Identifier: MIT */
/* What CSV and JSON share. Private to export. */
#ifndef LETOPIS_EXPORT_PARTS_H
#define LETOPIS_EXPORT_PARTS_H

#include "export/export.h"

/* The group in which a row stands: one machine text for each of the table's groups. */
enum { EXPORT_GROUPS = 8 };
struct export_groups {
    struct str values[EXPORT_GROUPS];
};

/* Takes the heading of a group. */
void export_enter_group(const struct doc_table *table, const struct doc_cell *cells,
                        struct export_groups *groups);

/* "estimate", "sample", "estimate sample", or nothing. */
struct str export_marks(uint8_t marks);

/* What is asked at a place: of a box, what all of them are about. */
struct str export_asked(const struct doc_place *place);

#endif
