/* SPDX-License-Identifier: MIT */
/*
 * Kinds as the checker compares them and as messages say them. The words are those of type files
 * ("yes/no", "record of library"), the same in every language.
 */
#ifndef LETOPIS_CALC_KIND_H
#define LETOPIS_CALC_KIND_H

#include "calc/expr.h"

/* "number in CZK", "list of record of school" … */
struct str kind_words(struct arena *arena, const struct calc_world *world,
                      const struct calc_type *type);

/* Goes with any kind: an expression with errors, or the words none and unknown. */
bool kind_is_open(const struct calc_type *type);

/* Whether values of both can be compared and stand for one another; measures and nouns aside. */
bool kind_matches(const struct calc_type *a, const struct calc_type *b);

/* Both are choices, of different lists of options with at least one key in common. */
bool kind_options_akin(const struct calc_type *a, const struct calc_type *b);

bool kind_is_row(const struct calc_type *type);
/* A list, a series or a set of options; then `*element` is what it holds. */
bool kind_elements(const struct calc_type *type, struct calc_type *element);

struct calc_type kind_of(enum value_kind kind);
struct calc_type kind_plain_number(bool integer);
struct calc_type kind_record(uint16_t record_type);
/* A list of `element`, which is copied into the arena. */
struct calc_type kind_list(struct arena *arena, enum value_kind kind,
                           const struct calc_type *element);

#endif
