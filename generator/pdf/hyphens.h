/* SPDX-License-Identifier: MIT */
/*
 * Where words may be divided: libhyphen's patterns, in the language of each text.
 *
 * A dictionary is opened when the first word of its language is asked for, and kept for the whole
 * run. Dictionaries differ in their character sets, which stays in here: words go in and positions
 * come out as bytes of UTF-8. The language file names the dictionary, how many letters have to stay
 * before and behind, and words that the patterns divide wrongly.
 */
#ifndef LETOPIS_PDF_HYPHENS_H
#define LETOPIS_PDF_HYPHENS_H

#include "base/diag.h"
#include "base/fs.h"
#include "locale/language.h"

struct pdf_hyphens;

/* `system` (fs_open_system()) must outlive it. Freed with pdf_hyphens_free(). */
struct pdf_hyphens *pdf_hyphens_new(struct arena *arena, struct fs *system);
void pdf_hyphens_free(struct pdf_hyphens *hyphens);

enum { PDF_HYPHENS_WORD = 120 }; /* bytes of the longest word that is divided */

/*
 * `word` consists of letters alone (apostrophes within count as such). Sets marks[i] for each byte
 * i > 0 before which it may be divided; `marks` has PDF_HYPHENS_WORD bytes, all false. A dictionary
 * that is not installed is reported once; its words stay whole, as do those too long.
 */
void pdf_hyphens_find(struct pdf_hyphens *hyphens, const struct language *language, struct str word,
                      struct diags *diags, bool *marks);

#endif
