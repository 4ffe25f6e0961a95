/* SPDX-License-Identifier: MIT */
#include "locale/language_data.h"
#include "locale/phrase.h"

void language_free(struct language *language)
{
    if (language == NULL)
        return;
    language_icu_free(language->icu);
    language->icu = NULL;
}

struct str language_code(const struct language *language)
{
    return language->code;
}

struct str language_name(const struct language *language)
{
    return language->settings[SET_TOP_NAME];
}

struct str language_alphabet(const struct language *language)
{
    return language->settings[SET_TOP_ALPHABET];
}

struct str language_dash(const struct language *language)
{
    return language->settings[SET_MARKS_DASH];
}

struct str language_joined(const struct language *language, struct arena *arena, struct str left,
                           struct str right)
{
    struct str parts[] = {left, STR(" "), language_dash(language), STR(" "), right};
    if (left.n == 0 || right.n == 0)
        return left.n > 0 ? left : right;
    return arena_join(arena, parts, sizeof parts / sizeof *parts);
}

struct str language_letters(const struct language *language)
{
    struct str letters = language->settings[SET_TOP_LETTERS];
    return letters.n > 0 ? letters : language->settings[SET_TOP_ALPHABET];
}

struct str language_alphabet_also(const struct language *language)
{
    return language->settings[SET_TOP_ALPHABET_ALSO];
}

struct str language_word(const struct language *language, const char *key)
{
    const struct map_entry *entry = map_find(&language->words, str_from(key));
    return entry ? *(const struct str *)entry->pointer : str_from(key);
}

struct str language_phrase(const struct language *language, struct arena *arena, const char *key,
                           const struct diag_arg *args)
{
    struct buf out = {0};
    phrase_write(&out, language, NULL, language_word(language, key), args);
    struct str phrase = buf_copy(&out, arena);
    buf_free(&out);
    return phrase;
}

bool language_pick(const struct language *language, const struct node *words, struct text *out)
{
    if (words == NULL)
        return false;
    if (words->kind == NODE_SCALAR) {
        *out = words->text;
        return true;
    }
    if (words->kind != NODE_MAP)
        return false;
    const struct node_entry *entry = node_find(words, language->code);
    if (entry == NULL || entry->value->kind != NODE_SCALAR)
        return false;
    *out = entry->value->text;
    return true;
}

struct str language_join(const struct language *language, struct arena *arena,
                         const struct str *items, size_t count)
{
    struct buf out = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_str(&out, language->settings[i + 1 < count ? SET_LISTS_BETWEEN : SET_LISTS_LAST]);
        buf_str(&out, items[i]);
    }
    struct str joined = buf_copy(&out, arena);
    buf_free(&out);
    return joined;
}

struct str language_decimal_mark(const struct language *language)
{
    return language->settings[SET_NUMBERS_DECIMAL];
}

struct str language_group_mark(const struct language *language)
{
    return language->settings[SET_NUMBERS_GROUP];
}

struct str language_hyphenation(const struct language *language)
{
    return language->settings[SET_HYPHENATION_DICTIONARY];
}

struct str language_hyphenation_package(const struct language *language)
{
    return language->settings[SET_HYPHENATION_PACKAGE];
}

int language_hyphen_left(const struct language *language)
{
    return language->hyphen_left;
}

int language_hyphen_right(const struct language *language)
{
    return language->hyphen_right;
}

struct str language_hyphen_exceptions(const struct language *language)
{
    return language->settings[SET_HYPHENATION_EXCEPTIONS];
}

bool language_breaks_at_hyphen(const struct language *language)
{
    return !str_is(language->settings[SET_HYPHENATION_AT_HYPHEN], "no");
}
