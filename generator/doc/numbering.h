/* SPDX-License-Identifier: MIT */
/*
 * Numbers of sections, where report.yaml asks for them:
 *
 *     numbering: yes                  1, 1.1, 1.1.1
 *     numbering:
 *       levels: [I, 1., 1.1., a)]     one pattern for each level
 *       runs_on: [2]                  levels that count through the whole document
 *
 * In a pattern I and i stand for Roman numbers, A and a for letters, 1 for digits; a pattern with
 * several of them shows the counters of the levels above too. All else is printed as it stands.
 */
#ifndef LETOPIS_DOC_NUMBERING_H
#define LETOPIS_DOC_NUMBERING_H

#include "doc/context.h"

/* Numbers all sections of the document. */
void doc_numbering(const struct doc_context *context);

#endif
