/* SPDX-License-Identifier: MIT */
/*
 * Which `end` and `else` belong to which `if` and `for`.
 *
 * The marks are handed over in their order, each with its `owner`: what it stands in (a paragraph,
 * emphasis, a list item, a quotation, the document). All marks of a pair must have the same owner.
 * What is wrong is reported with both ends, and marked `faulty`, so that evaluation passes over it
 * in silence. Linear in the number of marks.
 */
#ifndef LETOPIS_TEMPLATE_PAIR_H
#define LETOPIS_TEMPLATE_PAIR_H

#include "base/diag.h"
#include "template/mask.h"

/* Deeper nesting is an error; evaluation may recurse as deep. */
enum { TEMPLATE_DEPTH = 64 };

struct template_pairing {
    struct mask *mask;
    struct diags *diags;
    size_t open[TEMPLATE_DEPTH]; /* marks that wait for their end */
    size_t depth;
    bool stopped; /* nested too deeply: reported, all that follows is faulty */
};

/* Takes the next mark; those that are no directives are left alone. */
void template_pair_next(struct template_pairing *pairing, size_t index);
/* Reports what is still open. */
void template_pair_finish(struct template_pairing *pairing);

#endif
