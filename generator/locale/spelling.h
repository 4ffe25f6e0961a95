/* SPDX-License-Identifier: MIT */
/*
 * Letters that do not belong: a look at the words of a source as they were typed, once for each
 * file, without a dictionary. Two things are noticed.
 *
 * A word of mixed script, where all letters of the script that has fewer look like letters of the
 * other («сloво»): somebody's keyboard was set to the wrong language.
 *
 * A letter that the language lacks and that its file lists with the one that is meant: under
 * `mistaken:` (ţ for ž, out of a broken font) in any word whose other letters are the language's;
 * under `mistaken_unless_name:` (the neighbours' ę for ē) only in a word that has nothing but the
 * language's own letters besides and begins small or, where the file gives `telling:` letters, has
 * one of these: so foreign names and whole foreign words stay as they are.
 *
 * What no reader sees is passed over: comments, code, {{…}}, addresses, words with digits or an
 * underscore, the keys of YAML.
 */
#ifndef LETOPIS_LOCALE_SPELLING_H
#define LETOPIS_LOCALE_SPELLING_H

#include "locale/language.h"

enum spelling_form { SPELLING_PLAIN, SPELLING_YAML, SPELLING_MARKDOWN };

struct spelling;

/* For texts in any of the languages; what is right in one of them is right. Lives in `arena`. */
struct spelling *spelling_new(struct arena *arena, const struct language *const *languages,
                              size_t count);
/* This word is right, as it is written here. */
void spelling_accept(struct spelling *spelling, struct str word);
/* Reports each doubtful word of the source once. */
void spelling_check(const struct spelling *spelling, const struct source *source,
                    enum spelling_form form, struct diags *diags);

#endif
