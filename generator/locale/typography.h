/* SPDX-License-Identifier: MIT */
/*
 * A language's small typography on a paragraph's flat text: quotes, dashes, ellipses, apostrophes,
 * and the no-break spaces that its rules ask for (after one-letter prepositions, between number
 * and unit, in initials, dates, abbreviations).
 *
 * The text of a paragraph is handed over flat, without its markup, so that a rule holds where
 * emphasis stands between (`v *Liberci*`). The result is a list of replacements that the caller
 * applies to its own pieces; ascending, not overlapping. Spans marked as `kept` (code, links'
 * addresses, formatted values) are seen as context but never changed inside.
 *
 * A soft line break is handed over as a space or LF and may become a no-break space; a hard one as
 * U+2028, an image as U+FFFC. A no-break space that was typed stays, whatever the rules say. What
 * is right already is not touched: applying the rules twice changes nothing more.
 */
#ifndef LETOPIS_LOCALE_TYPOGRAPHY_H
#define LETOPIS_LOCALE_TYPOGRAPHY_H

#include "locale/language.h"

struct typography_edit {
    size_t from, to; /* bytes of the flat text that are replaced */
    struct str with; /* static or in `arena` */
};

struct typography_kept {
    size_t from, to;
};

struct typography_edits {
    struct typography_edit *items;
    size_t count, capacity;
};

/* `kept` ascends and does not overlap. Edits are added to `out`. */
void typography_apply(const struct language *language, struct arena *arena, struct str flat,
                      const struct typography_kept *kept, size_t kept_count,
                      struct typography_edits *out);

/* The whole on a text without markup (a title, a label, a table cell). */
struct str typography_text(const struct language *language, struct arena *arena, struct str text);

#endif
