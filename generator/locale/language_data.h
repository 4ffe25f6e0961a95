/* SPDX-License-Identifier: MIT */
/*
 * What a language holds once its file is read. Private to the locale layer: others go by the
 * functions of language.h, format.h, typography.h and message.h.
 */
#ifndef LETOPIS_LOCALE_LANGUAGE_DATA_H
#define LETOPIS_LOCALE_LANGUAGE_DATA_H

#include "base/map.h"
#include "locale/format.h"
#include "locale/language.h"
#include "yaml/schema.h"

enum setting {
#define X(section, name, key, shape, required) SET_##section##_##name,
#include "locale/settings.def"
#undef X
    SET_COUNT
};

/* Lists of words under `calendar:`, each of a fixed length. */
enum word_list { LIST_MONTHS, LIST_MONTHS_OF, LIST_MONTHS_IN, LIST_COUNT };
enum { LIST_LONGEST = 12 };

/* The message texts of languages/messages/<code>.yaml; empty where English stands in. */
struct message_texts {
    struct str text, hint;
};

struct language_icu;
struct no_break;

/* What typography has to look at; all other bytes are passed over at once. */
enum byte_kind {
    BYTE_SPACE = 1, /* may begin a space */
    BYTE_MARK = 2,  /* may begin a quotation mark, an apostrophe, a dash, an ellipsis */
};

struct language {
    struct arena *arena;
    struct str code;
    struct str settings[SET_COUNT]; /* empty: not given */
    struct str lists[LIST_COUNT][LIST_LONGEST];
    size_t list_counts[LIST_COUNT];
    uint32_t outer[2], inner[2]; /* quotes: opening, closing */
    struct str quotes[2][2];     /* the same as texts: [inner][closing] */
    uint8_t byte_kinds[256];     /* by a character's first byte: enum byte_kind, as bits */
    int group_from;
    int hyphen_left, hyphen_right;
    struct map words;    /* key → struct str * */
    struct map mistaken; /* letter → struct str *: the one that is meant */
    struct map mistaken_unless_name;
    struct map measures;        /* name → struct unit_words * */
    struct map transliteration; /* letters, with ^ in front at a word's beginning → struct str * */
    size_t transliteration_longest; /* in code points */
    const struct node *no_break_node;
    struct no_break *no_break; /* NULL without rules */
    struct language_icu *icu;  /* opened on first use */

    /* Words of diagnostics; NULL until language_read_messages(). */
    struct message_texts *messages;
    struct map message_terms; /* "error", "more" … → struct str * */
    struct map message_words; /* "number", "list of {kind}" … → struct str * */
};

/* In language_schema.c: keys and shapes of a language file. */
extern const struct schema language_schema;
const char *language_setting_key(enum setting setting);
const char *language_setting_section(enum setting setting);
bool language_setting_required(enum setting setting);
const char *language_list_key(enum word_list list);
size_t language_list_length(enum word_list list);
size_t language_word_count(void);
struct str language_word_key(size_t index);

/* In language_icu.c. */
void language_icu_free(struct language_icu *icu);

/* Names of the plural categories, as in files: "one". */
extern const char *const language_plural_names[PLURAL_COUNT];

/* Forms without the check for missing ones. False when `node` is of the wrong kind. */
bool language_take_forms(struct arena *arena, const struct node *node, struct plural_forms *out);

/* A text of the language file: ␣ and ⍽ become the no-break spaces that they stand for. */
struct str language_clean(struct arena *arena, struct str text);

#endif
