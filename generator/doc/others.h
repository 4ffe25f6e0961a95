/* SPDX-License-Identifier: MIT */
/*
 * What a link to another report says when it has no words of its own: the number that a clause or
 * section has there, the report's title. To know it, the other report is put together once in a
 * run, without being published and without its faults being told (they are when its turn comes).
 */
#ifndef LETOPIS_DOC_OTHERS_H
#define LETOPIS_DOC_OTHERS_H

#include "doc/context.h"

/* Lives as long as `arena`, which it fills with what it came to know. */
struct doc_others *doc_others_new(struct arena *arena);

/*
 * How `id` (empty: the report itself) is called in `report`, which is not made for many records:
 * "3.2", "Table 4", a title. Empty when it has no name, false when nothing there has the id.
 */
bool doc_others_name(const struct doc_context *context, const struct data_report *report,
                     struct str id, struct str *name);

#endif
