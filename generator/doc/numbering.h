/* SPDX-License-Identifier: MIT */
/*
 * Numbers of sections and clauses, where report.yaml asks for them:
 *
 *     numbering: yes                    1, 1.1, 1.1.1: sections alone
 *     numbering:
 *       levels: [I, 1., 1.1., "1.1.1.", a)]   one pattern for each level (doc/pattern.h)
 *       runs_on: [2]                          levels that count through the whole document
 *       appendix: A                           appendices; 1 by default
 *
 * Sections take the first levels; the items of ordered lists in a section the one after it, lists
 * within them the next again. A pattern with several numbers shows those of the levels above too.
 * The lists of one section, or of one clause, are counted through. Where there is no pattern for
 * it, a list in a section is an ordinary one; within a clause that is an error.
 *
 * An appendix is counted among the appendices; its sections begin at the first level again. What is
 * unnumbered counts for nothing, with all that stands in it.
 *
 * A reference is a number without the point behind it, and where the pattern shows too little to
 * tell it from others, with the reference of what is above: "3.2 a)".
 */
#ifndef LETOPIS_DOC_NUMBERING_H
#define LETOPIS_DOC_NUMBERING_H

#include "doc/context.h"

/* Numbers all sections and clauses of the document. */
void doc_numbering(const struct doc_context *context);

#endif
