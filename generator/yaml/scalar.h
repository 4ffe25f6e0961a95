/* SPDX-License-Identifier: MIT */
/*
 * Scalars as staff write them.
 *
 * Numbers: 352042, 352 042 (any kind of space), 352042.50, 352042,50, 352 042,50, -5, −5. A point
 * or comma followed by exactly three digits and nothing else (1.234) is ambiguous and an error that
 * shows both readings, unless groups or a second mark settle it. A number may be followed by the name or symbol of a
 * measure; that part is handed back unread.
 */
#ifndef LETOPIS_YAML_SCALAR_H
#define LETOPIS_YAML_SCALAR_H

#include "calc/date.h"
#include "calc/number.h"
#include "yaml/node.h"

/* Each reports what is wrong at the node's own place, with what to write instead, and then gives
 * false. `rest` (may be NULL: then a rest is an error) gets what follows the number. */
bool scalar_number(struct arena *arena, struct text text, struct diags *diags, struct number *out,
                   struct text *rest);
bool scalar_integer(struct arena *arena, struct text text, struct diags *diags,
                    struct number *out, struct text *rest);
bool scalar_date(struct text text, struct diags *diags, int32_t *days);
bool scalar_month(struct text text, struct diags *diags, int32_t *months);
bool scalar_period(struct text text, enum period_mode mode, struct diags *diags, int32_t *period);
/* yes and no, true and false, and `words` (pairs: the institution's language, e.g. ano/ne). */
bool scalar_yes_no(struct text text, struct diags *diags, bool *out);
/* http(s) URL; address@host. */
bool scalar_url(struct text text, struct diags *diags);
bool scalar_email(struct text text, struct diags *diags);
/* A name as in formulas: a letter, then letters, digits, _; one script. */
bool scalar_name(struct text text, struct diags *diags);

#endif
