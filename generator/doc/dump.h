/* SPDX-License-Identifier: MIT */
/*
 * The tree as text, for golden cases and for looking into it; at the end what breaks its grammar
 * (check.h), if anything does. One line for each block, children
 * indented; inlines as one line: *emphasis*, **strong**, `code`, [words](address), ⟦value⟧, [^1], ⏎
 * for a line break, ␣ for a no-break space, ⍽ for a narrow one.
 */
#ifndef LETOPIS_DOC_DUMP_H
#define LETOPIS_DOC_DUMP_H

#include "doc/tree.h"

void doc_dump(const struct document *document, struct buf *out);

#endif
