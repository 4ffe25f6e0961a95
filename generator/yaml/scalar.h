/* SPDX-License-Identifier: MIT */
/*
 * Scalars as staff write them.
 *
 * Numbers
 *     352042   352 042   352042.50   352042,50   352 042,50   -5   −5   +5   012   ,5
 *     1.234.567   1,234,567   1.234.567,89   1,234.56   1 234.567   1234.567   0.125
 * are read: 012 is 12; the space may be any of the kinds that word processors put there. A mark
 * after one to three digits (the first not 0) and before exactly three (1.234 and 1,234) is
 * ambiguous and an error that shows both readings, unless groups or a second mark settle it.
 * Errors with advice: groups that are not of three (12 34), a power of ten (1e3), a dash for a
 * missing number, a dash for a minus (–5), about (~5). A number may be followed by the name or
 * symbol of a measure; that part is handed back unread.
 *
 * Texts come from node.h: their places show where each part of them stands.
 */
#ifndef LETOPIS_YAML_SCALAR_H
#define LETOPIS_YAML_SCALAR_H

#include "calc/date.h"
#include "calc/number.h"
#include "yaml/node.h"

/*
 * Each reports what is wrong at the text's own place, with what to write instead, and then gives
 * false. `diags` may be NULL: then nothing is reported (to ask what a text could be). `rest` (may
 * be NULL: then a rest is an error) gets what follows the number, empty where nothing does.
 */
bool scalar_number(struct arena *arena, struct text text, struct diags *diags, struct number *out,
                   struct text *rest);
/* Reports as scalar_number() does, without making a number (for validation). */
bool scalar_check_number(struct text text, struct diags *diags, bool whole, struct text *rest);
/* A whole number of 64 bits, reporting nothing; false when it is not one. */
bool scalar_small_integer(struct text text, int64_t *out);
bool scalar_date(struct text text, struct diags *diags, int32_t *days);
bool scalar_month(struct text text, struct diags *diags, int32_t *months);
bool scalar_period(struct text text, enum period_mode mode, struct diags *diags, int32_t *period);

/* yes and no, true and false, in small or capital letters. */
bool scalar_yes_no(struct text text, struct diags *diags, bool *out);
/* The same, and the words of the institution's languages besides (ano/ne, так/ні). */
struct scalar_words {
    struct str yes, no;
};
bool scalar_yes_no_in(struct text text, const struct scalar_words *words, size_t count,
                      struct diags *diags, bool *out);

/* http(s) URL; address@host. */
bool scalar_url(struct text text, struct diags *diags);
bool scalar_email(struct text text, struct diags *diags);
/* A name as in formulas: a letter, then letters, digits, _; one script. */
bool scalar_name(struct text text, struct diags *diags);

#endif
