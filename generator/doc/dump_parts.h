/* SPDX-License-Identifier: MIT */
/* The tree as text: what stands within lines (dump_inline.c), for the lines of blocks (dump.c). */
#ifndef LETOPIS_DOC_DUMP_PARTS_H
#define LETOPIS_DOC_DUMP_PARTS_H

#include "base/buf.h"
#include "doc/tree.h"

/* With signs for no-break spaces and line ends. */
void dump_text(struct buf *out, struct str text);
/* ~ for an estimate, ? for a sample; `marks`: enum value_marks. */
void dump_marks(struct buf *out, uint8_t marks);
void dump_inlines(struct buf *out, const struct doc_node *first);

#endif
