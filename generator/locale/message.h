/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics in words. English stands in base/messages; the texts of another language in
 * layouts/languages/messages/<code>.yaml, with the same arguments:
 *
 *     terms:
 *       error: chyba
 *     messages:
 *       L0101:
 *         text: …
 *         hint: …
 *
 *     words:
 *       number: číslo
 *       "list of {kind}": seznam ({kind})
 *
 * `{name}` is replaced by that argument; `{n|line|lines}` by the form that the count `n` asks for:
 * in English two, in a language file one for each of the plural categories that its whole numbers
 * take, in the order zero one two few many other (Czech three: `{n|řádek|řádky|řádků}`). What a
 * file lacks is said in English. Under `words:` stand those that letopis itself puts into messages
 * (arg_words), by their English: `{kind}` is a hole for further ones, `{name}` for a name.
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

/*
 * Reads the texts of diagnostics for `language`, which keeps them; wanted only when there is
 * something to print. False when the file has errors (reported): then English stands in.
 */
bool language_read_messages(struct language *language, const struct source *source,
                            struct diags *diags);

/*
 * The words of a message in the language, unfilled; English where it has none. True when they are
 * the language's own.
 */
bool message_words(const struct language *language, enum message message, struct str *text,
                   struct str *hint);

/*
 * Writes all diagnostics, by place. Each of them for people:
 *
 *     records/library.yaml:12:9: error L0203: text
 *       12 |     cost: 1.234
 *          |           ^~~~~
 *          = hint
 *
 * Long lines are cut around the caret. As JSON: one object on a line with code, severity, file,
 * line, column, end_column (both from 1, in characters; the end is the first one behind), message
 * and hint; without a place file and numbers are null, without a hint it is null.
 *
 * People get at most MESSAGE_CAP of one code, with the number of those left out, and a closing line
 * ("2 errors, 1 warning"); nothing when there are none.
 */
enum { MESSAGE_CAP = 100 };
void message_write_all(struct buf *out, const struct sources *sources, struct diags *diags,
                       const struct message_style *style);

#endif
