/* SPDX-License-Identifier: MIT */
/*
 * Texts with named holes: `{name}` is replaced by the argument of that name; `{n|line|lines}` by
 * the form that the count `n` asks for, one for each category that the language's whole numbers
 * take, in the order zero one two few many other. A name without an argument stays as it is
 * written. Private to the locale layer.
 */
#ifndef LETOPIS_LOCALE_PHRASE_H
#define LETOPIS_LOCALE_PHRASE_H

#include "base/buf.h"
#include "base/diag.h"
#include "locale/language.h"

/*
 * `language` NULL: English. `sources` is needed for ARG_PLACE alone and may be NULL otherwise.
 */
void phrase_write(struct buf *out, const struct language *language, const struct sources *sources,
                  struct str pattern, const struct diag_arg *args);

/*
 * Calls `hole` for each hole of the pattern, with its name and the number of its forms (0 for
 * `{name}`). For checks that a translation has the holes of the original.
 */
typedef void (*phrase_hole_fn)(void *context, struct str name, size_t forms);
void phrase_holes(struct str pattern, phrase_hole_fn hole, void *context);

#endif
