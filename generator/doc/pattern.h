/* SPDX-License-Identifier: MIT */
/*
 * Patterns of numbers: "I", "1.", "1.1.", "a)", "Article 1".
 *
 * In a pattern 1 stands for a number, I and i for a Roman one, A and a (or А and а, Cyrillic) for
 * letters of the language's list, where they stand by themselves: no letter, for 1 no digit either,
 * beside them. All else is printed as it is.
 */
#ifndef LETOPIS_DOC_PATTERN_H
#define LETOPIS_DOC_PATTERN_H

#include "base/arena.h"

/* How many numbers the pattern shows. */
size_t pattern_counters(struct str pattern);

/* The pattern with its numbers, as many as it shows, each from 1. `letters` have spaces between
 * them; behind the last one comes the first with the first: aa, ab. */
struct str pattern_write(struct arena *arena, struct str pattern, const unsigned *numbers,
                         struct str letters);

#endif
