/* SPDX-License-Identifier: MIT */
/* A diagnostic made ready for printing. Private to message*.c. */
#ifndef LETOPIS_LOCALE_MESSAGE_PARTS_H
#define LETOPIS_LOCALE_MESSAGE_PARTS_H

#include "locale/message.h"

struct message_shown {
    const char *code;
    enum severity severity;
    bool placed; /* whether `place` holds */
    struct place place;
    struct str text, hint; /* filled; the hint may be empty */
};

void message_write_json(struct buf *out, const struct message_shown *shown);
void message_write_human(struct buf *out, const struct message_shown *shown,
                         const struct message_style *style);

/* A word of the messages themselves ("error"), in the language or in English. `*own` (may be NULL)
 * says whether it is the language's. */
struct str message_term(const struct language *language, const char *key, bool *own);

#endif
