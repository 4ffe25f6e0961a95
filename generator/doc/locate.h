/* SPDX-License-Identifier: MIT */
/*
 * Where a piece of parsed text stands in the source.
 *
 * cmark gives texts without escapes, entities and markup, and no columns to rely on. A locator
 * follows the source along: it looks for each text at or behind the end of the one before. A mark
 * sets it right again wherever it stood. The work is bounded by a small multiple of the block's
 * length; a text that cannot be found is given the place behind the last one that was.
 */
#ifndef LETOPIS_DOC_LOCATE_H
#define LETOPIS_DOC_LOCATE_H

#include "base/source.h"

struct locator {
    struct text text; /* the source */
    size_t at, end;   /* bytes that are still to be looked at */
    size_t budget;    /* comparisons left */
};

struct locator locator_new(struct text text, size_t from, size_t to);

/* The place of `piece`, which is what the source says once escapes and entities are resolved. */
struct span locator_find(struct locator *locator, struct str piece);

/* Goes behind byte `at` of the text. */
void locator_set(struct locator *locator, size_t at);

/* Behind the address of a link whose words end here, so that it is not taken for text. */
void locator_skip_address(struct locator *locator);

/* The place where the locator stands. */
struct span locator_here(const struct locator *locator);

#endif
