/* SPDX-License-Identifier: MIT */
/* Links within the document, and what they may lead to. */
#ifndef LETOPIS_DOC_LINKS_H
#define LETOPIS_DOC_LINKS_H

#include "doc/state.h"

/* --- targets.c --- */

/* When the document is complete: finds the targets, gives empty links the words of what they lead
 * to (a section's number or title, a table's number), reports targets that do not exist. */
void doc_links_resolve(const struct doc_context *context);

/* How a link without words of its own calls a node: by its number or title; empty: by nothing. A
 * number of an appendix names it, unless the link, `from`, stands in that appendix too. */
struct str doc_link_name(const struct language *language, struct arena *arena,
                         const struct doc_node *target, const struct doc_node *from);

/* Gives a link without words these. */
void doc_link_words(const struct doc_context *context, struct doc_node *link, struct str words);

/* --- links.c --- */

/* From the page at hand to the folder of another report ("../projects/"). */
struct str doc_link_folder(const struct doc_context *context, const struct data_report *report);

#endif
