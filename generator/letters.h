/* SPDX-License-Identifier: MIT */
/* The letters of everything that an institution wrote, by the languages that it writes in. */
#ifndef LETOPIS_LETTERS_H
#define LETOPIS_LETTERS_H

#include "session.h"

/* Reports words with letters that do not belong (locale/spelling.h), in all files of `institution`
 * that were read, but for those that its `spelling:` leaves out. */
void letters_check(struct session *session, const struct institution *institution,
                   const struct language *language);

#endif
