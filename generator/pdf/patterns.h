/* SPDX-License-Identifier: MIT */
/*
 * Hyphenation patterns: looked up as they are, or made complete for libhyphen.
 *
 * A dictionary of plain patterns is kept as a table of them, and all that stand anywhere in a word
 * are added up (Liang's own rule). To build libhyphen's automaton takes twenty times as long, more
 * than all words of a short report. What divides in levels or changes letters is left to libhyphen,
 * whose rules those are.
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
#include "base/map.h"

enum { PDF_PATTERNS_WORD = 400 };

struct pdf_patterns {
    struct str charset;  /* of the patterns, as iconv calls it */
    size_t left, right;  /* characters that the dictionary wants before and behind a division */
    struct map patterns; /* letters → values before each of them and behind the last */
    size_t longest;      /* of the patterns, in bytes */
};

/* NULL when `file` is no dictionary of plain patterns. `file` must outlive the result. */
const struct pdf_patterns *pdf_patterns_read(struct arena *arena, struct str file);

/* Liang's values for a word in lower case and in the character set of the patterns: an odd
 * `values[i]` allows a division before byte i. `values` has room for word.n + 1;
 * word.n is PDF_PATTERNS_WORD at most. */
void pdf_patterns_add_up(const struct pdf_patterns *patterns, struct str word, char *values);

/* Writes the dictionary `file` (as libhyphen reads it, in any character set) to `out`, for every
 * beginning of a pattern one that adds up all that end with it. */
void pdf_patterns_complete(struct str file, struct arena *scratch, struct buf *out);

#endif
