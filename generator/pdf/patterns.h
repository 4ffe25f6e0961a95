/* SPDX-License-Identifier: MIT */
/*
 * Hyphenation patterns made complete for libhyphen.
 *
 * Where several of Liang's patterns end at one letter of a word, all of them count. libhyphen takes
 * the longest alone, and leaves it to whoever makes a dictionary to add up the others beforehand;
 * most of the dictionaries in use (Czech, Ukrainian, Russian) come without that, and then lose half
 * of their divisions. So this is done when a dictionary is read. One that is complete already does
 * not change its meaning.
 */
#ifndef LETOPIS_PDF_PATTERNS_H
#define LETOPIS_PDF_PATTERNS_H

#include "base/arena.h"
#include "base/buf.h"

/* Writes the dictionary `file` (as libhyphen reads it, in any character set) to `out`, for every
 * beginning of a pattern one that adds up all that end with it. */
void pdf_patterns_complete(struct str file, struct arena *scratch, struct buf *out);

#endif
