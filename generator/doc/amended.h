/* SPDX-License-Identifier: MIT */
/*
 * Amended clauses: `{#id amended=order}`, where `amendments:` of report.yaml names the type of the
 * records that amend. The clause then says by which: "(amended: order 12 of 6 November 2020)".
 */
#ifndef LETOPIS_DOC_AMENDED_H
#define LETOPIS_DOC_AMENDED_H

#include "doc/context.h"

/* Puts the words behind those of `paragraph`, which are typeset; `orders` are ids with commas
 * between, or empty. Where something in the document has the id of an order, they lead there. */
void doc_amended(const struct doc_context *context, struct doc_node *paragraph, struct str orders,
                 struct span span);

#endif
