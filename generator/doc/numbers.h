/* SPDX-License-Identifier: MIT */
/*
 * Hints about typed numbers: a number in prose that a figure of the institution gives would stay as
 * it is when the records change. Looked at are numbers with decimals, numbers of four digits and
 * more, and amounts with a measure; years and dates are not.
 */
#ifndef LETOPIS_DOC_NUMBERS_H
#define LETOPIS_DOC_NUMBERS_H

#include "doc/state.h"

/* A piece of a paragraph: bytes [from, to) of its flat text. */
struct doc_leaf {
    struct doc_node *node;
    size_t from, to;
};

/* Reports the typed numbers of a flat text; those in values, code and links are left alone. */
void doc_numbers_check(const struct doc_context *context, struct str flat,
                       const struct doc_leaf *leaves, size_t count);

#endif
