/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics in words. English stands in base/messages; a language file may give others under
 * `messages: {L0101: {text: …, hint: …}}` with the same arguments. `{name}` is replaced;
 * `{n|forms}`: `{count|line|lines}` in English, in a language file one form for each of its plural
 * categories in the order zero one two few many other, those that it has.
 */
#ifndef LETOPIS_LOCALE_MESSAGE_H
#define LETOPIS_LOCALE_MESSAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "locale/language.h"

enum message_format { MESSAGE_HUMAN, MESSAGE_JSON };

struct message_style {
    enum message_format format;
    bool color;
    const struct language *language; /* NULL: English */
};

/* Writes one diagnostic: place, code, text, the line with a caret, the hint. */
void message_write(struct buf *out, const struct sources *sources, const struct diag *diag,
                   const struct message_style *style);
/* All of them, and the closing line ("2 errors, 1 warning"). Nothing when there are none. */
void message_write_all(struct buf *out, const struct sources *sources, struct diags *diags,
                       const struct message_style *style);

#endif
