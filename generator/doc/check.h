/* SPDX-License-Identifier: MIT */
/*
 * The grammar of tree.h, enforced. A document that breaks it is a fault of the program, never of
 * an author: the tests run every document through this.
 */
#ifndef LETOPIS_DOC_CHECK_H
#define LETOPIS_DOC_CHECK_H

#include "doc/tree.h"

/* True when the document is in its normal form; else writes a line for each breach. */
bool doc_check(const struct document *document, struct buf *problems);

#endif
