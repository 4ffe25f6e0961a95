/* SPDX-License-Identifier: MIT */
/*
 * Languages: one data file each (layouts/languages/<code>.yaml), validated by a schema. C knows
 * none. ICU gives plural categories and collation; everything else stands in the file. An
 * institution may override any key of it.
 */
#ifndef LETOPIS_LOCALE_LANGUAGE_H
#define LETOPIS_LOCALE_LANGUAGE_H

#include "base/diag.h"
#include "yaml/node.h"

struct language;

/*
 * Reads a language file. `overrides` (may be NULL) is a map node with keys of the same schema that
 * win over the file's. NULL when the file has errors (reported). Freed with language_free(), which
 * closes what ICU opened; the rest lives in `arena`. `code` is "cs", "uk" …
 */
struct language *language_read(struct arena *arena, struct str code, const struct source *source,
                               const struct node *overrides, struct diags *diags);
void language_free(struct language *language);

struct str language_code(const struct language *language);
/* Its name in itself: "čeština". */
struct str language_name(const struct language *language);
/* The letters of the language, lower case, separated by spaces, and those that its texts write in
 * foreign names and words without a fault. */
struct str language_alphabet(const struct language *language);
struct str language_alphabet_also(const struct language *language);
/* The dash between words. */
struct str language_dash(const struct language *language);
/* Two texts with that dash between them; none where one of them is empty. */
struct str language_joined(const struct language *language, struct arena *arena, struct str left,
                           struct str right);
/* Those that number the points of a list, in their order: its alphabet where it names none. */
struct str language_letters(const struct language *language);

/*
 * A word or phrase that reports print, by its key in the file's `words:` ("contents", "table",
 * "chart", "page", "source", "note", "total", "continued", "estimate", "sample", "missing" …).
 * A key that the file lacks was reported when it was read; the key itself is given back then.
 */
struct str language_word(const struct language *language, const char *key);
/* The same with {name} replaced: language_phrase(l, arena, "page_of", ARGS(arg_text("page", …))).
 */
struct str language_phrase(const struct language *language, struct arena *arena, const char *key,
                           const struct diag_arg *args);

enum plural {
    PLURAL_ZERO,
    PLURAL_ONE,
    PLURAL_TWO,
    PLURAL_FEW,
    PLURAL_MANY,
    PLURAL_OTHER,
    PLURAL_COUNT
};

/* The category of a number as it is shown: `digits` in plain decimal ("1.0", "-5", "2.50"). */
enum plural language_plural(const struct language *language, struct str digits);

/* The categories that whole numbers take, as bits 1 << enum plural, and a whole number of a
 * category (-1: there is none). */
unsigned language_whole_categories(const struct language *language);
int language_category_example(const struct language *language, enum plural category);

/* A word in its plural forms; absent ones are empty and stand back for `other`. `fraction` (if
 * given) wins for numbers shown with decimals. */
struct plural_forms {
    struct str forms[PLURAL_COUNT];
    struct str fraction;
};
/* From a node `{one: …, few: …, other: …}` or a single scalar (the same for all), or a map of such
 * nodes by language code. Unknown or, for this language, missing categories are reported. */
bool language_read_forms(const struct language *language, const struct node *node,
                         struct diags *diags, struct plural_forms *out);
struct str language_form(const struct language *language, const struct plural_forms *forms,
                         struct str digits);

/*
 * A text that people see, given as one string or a map by language code (SHAPE_WORDS): the one for
 * this language; when there is only a plain string, that.  False when the map lacks this language.
 */
bool language_pick(const struct language *language, const struct node *words, struct text *out);

/* A collation key: byte-wise order of keys is the language's order (numbers by value). */
struct str language_sort_key(const struct language *language, struct arena *arena, struct str text);

/* The word joined: "a, b a c" (list patterns of the file). */
struct str language_join(const struct language *language, struct arena *arena,
                         const struct str *items, size_t count);

/* The mark between whole part and fraction ("," or "."). */
struct str language_decimal_mark(const struct language *language);
/* The mark between groups of three digits. */
struct str language_group_mark(const struct language *language);

/* The hyphenation dictionary's file name ("hyph_cs_CZ.dic"), or empty. */
struct str language_hyphenation(const struct language *language);
/* The Debian package that has it. */
struct str language_hyphenation_package(const struct language *language);
/* The fewest letters before and after a hyphen. */
int language_hyphen_left(const struct language *language);
int language_hyphen_right(const struct language *language);
/* Words that the dictionary divides wrongly, divided rightly: "гос-по-дар", with spaces between. */
struct str language_hyphen_exceptions(const struct language *language);

/* Whether a line may end behind a hyphen that stands in a word; where it would have to be repeated
 * on the next line, it may not. */
bool language_breaks_at_hyphen(const struct language *language);

/*
 * Where a line may end within `text` (UAX #14): sets marks[i] for each byte i before which it may,
 * 0 < i < text.n. `marks` has text.n bytes, all false.
 */
void language_line_breaks(const struct language *language, struct str text, bool *marks);

#endif
