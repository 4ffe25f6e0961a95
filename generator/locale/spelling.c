/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "calc/script.h"
#include "locale/language_data.h"
#include "locale/letter.h"
#include "locale/spelling_parts.h"

/* Letters that look alike in most fonts, Latin first: a small part of Unicode's confusables. */
static const uint16_t twins[][2] = {
    {'a', 0x430}, {'c', 0x441}, {'e', 0x435}, {'i', 0x456}, {'j', 0x458}, {'k', 0x43A},
    {'o', 0x43E}, {'p', 0x440}, {'s', 0x455}, {'x', 0x445}, {'y', 0x443}, {'A', 0x410},
    {'B', 0x412}, {'C', 0x421}, {'E', 0x415}, {'H', 0x41D}, {'I', 0x406}, {'J', 0x408},
    {'K', 0x41A}, {'M', 0x41C}, {'O', 0x41E}, {'P', 0x420}, {'S', 0x405}, {'T', 0x422},
    {'X', 0x425}, {'Y', 0x423},
};

static void mark(struct spelling *spelling, uint32_t code, unsigned kind)
{
    uint32_t forms[] = {code, letter_upper(code), letter_lower(code)};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i] < SPELLING_LETTERS)
            spelling->kinds[forms[i]] |= (uint8_t)kind;
}

static void mark_all(struct spelling *spelling, struct str letters, unsigned kind)
{
    for (size_t at = 0; at < letters.n;) {
        uint32_t code = str_next(letters, &at);
        if (code != ' ')
            mark(spelling, code, kind);
    }
}

static struct str encoded(struct arena *arena, uint32_t code)
{
    struct buf out = {0};
    buf_code(&out, code);
    struct str letter = buf_copy(&out, arena);
    buf_free(&out);
    return letter;
}

/* The letter and its capital, each with the one that is meant. */
static void add_pairs(struct spelling *spelling, struct map *map, const struct map *from,
                      unsigned kind)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct str *meant = from->items[i].pointer;
        size_t at = 0, meant_at = 0;
        uint32_t letter = str_next(from->items[i].key, &at), right = str_next(*meant, &meant_at);
        if (letter < SPELLING_LETTERS && spelling->kinds[letter] & LETTER_OWN)
            continue; /* right in another of the languages */
        mark(spelling, letter, kind);
        uint32_t letters[] = {letter, letter_upper(letter)},
                 rights[] = {right, letter_upper(right)};
        for (size_t k = 0; k < 2; k++) {
            struct str *value = ARENA_NEW(spelling->arena, struct str);
            *value = encoded(spelling->arena, rights[k]);
            map_put(map, spelling->arena, encoded(spelling->arena, letters[k]), NULL)->pointer =
                value;
        }
    }
}

static void mark_scripts(struct spelling *spelling)
{
    for (uint32_t code = 0; code < SPELLING_LETTERS; code++) {
        enum script script = script_of(code);
        if (script == SCRIPT_LATIN)
            spelling->kinds[code] |= LETTER_LATIN;
        else if (script == SCRIPT_CYRILLIC)
            spelling->kinds[code] |= LETTER_CYRILLIC;
        else if (letter_is_digit(code) || code == '_' || code == 0xAD ||
                 (code >= 0x300 && code < 0x370))
            spelling->kinds[code] |= LETTER_JOINT;
    }
}

struct spelling *spelling_new(struct arena *arena, const struct language *const *languages,
                              size_t count)
{
    struct spelling *spelling = ARENA_NEW(arena, struct spelling);
    spelling->arena = arena;
    spelling->telling = languages[0]->settings[SET_TOP_TELLING].n > 0;
    size_t at = 0;
    struct str alphabet = language_alphabet(languages[0]);
    spelling->cyrillic = alphabet.n && script_of(str_next(alphabet, &at)) == SCRIPT_CYRILLIC;
    mark_scripts(spelling);
    for (size_t i = 0; i < count; i++) {
        struct str names[] = {spelling->language, i ? STR(", ") : STR(""),
                              languages[i]->settings[SET_TOP_NAME]};
        spelling->language = arena_join(arena, names, 3);
        mark_all(spelling, language_alphabet(languages[i]), LETTER_OWN);
        mark_all(spelling, language_alphabet_also(languages[i]), LETTER_ALSO);
        mark_all(spelling, languages[i]->settings[SET_TOP_TELLING], LETTER_TELLING);
    }
    for (size_t i = 0; i < count; i++) {
        add_pairs(spelling, &spelling->mistaken, &languages[i]->mistaken, LETTER_MISTAKEN);
        add_pairs(spelling, &spelling->neighbours, &languages[i]->mistaken_unless_name,
                  LETTER_NEIGHBOUR);
    }
    for (uint32_t code = 0; code < 0x80; code++)
        spelling->ascii_kinds |= spelling->kinds[code];
    return spelling;
}

void spelling_accept(struct spelling *spelling, struct str word)
{
    map_put(&spelling->accepted, spelling->arena, word, NULL);
}

static const struct str *meant_letter(const struct map *map, struct str letter)
{
    const struct map_entry *entry = map_find(map, letter);
    return entry ? entry->pointer : NULL;
}

/* The letter of the other script that `code` looks like; 0: none. In the language's own script it
 * must be one of its letters: an i in a Russian word is и, by way of і. */
static uint32_t twin_of(const struct spelling *spelling, uint32_t code, bool to_cyrillic)
{
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        if (twins[i][!to_cyrillic] != code)
            continue;
        uint32_t twin = twins[i][to_cyrillic];
        if (to_cyrillic != spelling->cyrillic ||
            spelling_kind(spelling, twin) & (LETTER_OWN | LETTER_ALSO))
            return twin;
        const struct str *meant =
            meant_letter(&spelling->neighbours, encoded(spelling->arena, twin));
        size_t at = 0;
        return meant ? str_next(*meant, &at) : 0;
    }
    return 0;
}

/* A numeral or an abbreviation with its ending: „XXго“, „SMSка“. */
static bool is_capitals_with_ending(const struct spelling *spelling, struct str word)
{
    enum { LONGEST_ENDING = 3 };
    size_t at = 0, capitals = 0, ending = 0;
    while (at < word.n) {
        uint32_t code = str_next(word, &at);
        bool latin = (spelling_kind(spelling, code) & LETTER_LATIN) != 0;
        if (latin && ending == 0 && letter_is_upper(code))
            capitals++;
        else if (!latin && letter_is_lower(code))
            ending++;
        else
            return false;
    }
    return capitals >= 2 && ending >= 1 && ending <= LONGEST_ENDING;
}

static void report(enum message message, const struct spelling *spelling, struct str word,
                   struct str letter, const char *script, const struct buf *meant, struct span span,
                   struct diags *diags)
{
    diag_add(diags, message, span,
             ARGS(arg_text("word", word), arg_text("letter", letter),
                  arg_words("script", str_from(script)), arg_text("meant", buf_view(meant)),
                  arg_text("language", spelling->language)));
}

static void judge_mixed(const struct spelling *spelling, struct str word, struct span span,
                        struct diags *diags)
{
    int balance = 0; /* Cyrillic letters less the Latin ones */
    for (size_t at = 0; at < word.n;) {
        unsigned kind = spelling_kind(spelling, str_next(word, &at));
        balance += (kind & LETTER_CYRILLIC) != 0;
        balance -= (kind & LETTER_LATIN) != 0;
    }
    bool cyrillic = balance ? balance > 0 : spelling->cyrillic;
    unsigned wrong = cyrillic ? LETTER_LATIN : LETTER_CYRILLIC;
    struct buf meant = {0};
    struct str first = {0};
    bool all = !is_capitals_with_ending(spelling, word);
    for (size_t at = 0; at < word.n && all;) {
        size_t from = at;
        uint32_t code = str_next(word, &at);
        if (spelling_kind(spelling, code) & wrong) {
            if (first.n == 0)
                first = str_slice(word, from, at);
            code = twin_of(spelling, code, cyrillic);
            all = code != 0;
        }
        buf_code(&meant, code);
    }
    if (all)
        report(MSG_SPELLING_SCRIPTS, spelling, word, first,
               script_name(cyrillic ? SCRIPT_LATIN : SCRIPT_CYRILLIC), &meant, span, diags);
    buf_free(&meant);
}

/* Whether the letters that `map` does not put right are of `kinds` alone. */
static bool put_right(const struct spelling *spelling, const struct map *map, struct str word,
                      unsigned kinds, struct str *first, struct buf *meant)
{
    for (size_t at = 0; at < word.n;) {
        size_t from = at;
        unsigned kind = spelling_kind(spelling, str_next(word, &at));
        struct str letter = str_slice(word, from, at);
        const struct str *right =
            kind & (LETTER_MISTAKEN | LETTER_NEIGHBOUR) ? meant_letter(map, letter) : NULL;
        if (right && first->n == 0)
            *first = letter;
        if (right == NULL && !(kind & kinds))
            return false;
        buf_str(meant, right ? *right : letter);
    }
    return first->n > 0;
}

static void judge_letters(const struct spelling *spelling, struct str word, unsigned kinds,
                          struct span span, struct diags *diags)
{
    size_t at = 0;
    bool ours =
        spelling->telling ? (kinds & LETTER_TELLING) != 0 : letter_is_lower(str_next(word, &at));
    struct buf meant = {0};
    struct str first = {0};
    bool found = kinds & LETTER_MISTAKEN &&
                 put_right(spelling, &spelling->mistaken, word,
                           LETTER_OWN | LETTER_ALSO | LETTER_JOINT, &first, &meant);
    if (!found && kinds & LETTER_NEIGHBOUR && ours) {
        buf_clear(&meant);
        first = (struct str){0};
        found = put_right(spelling, &spelling->neighbours, word, LETTER_OWN | LETTER_JOINT, &first,
                          &meant);
    }
    if (found)
        report(MSG_SPELLING_LETTER, spelling, word, first, "", &meant, span, diags);
    buf_free(&meant);
}

void spelling_judge(const struct spelling *spelling, struct str word, unsigned kinds,
                    struct span span, struct map *seen, struct diags *diags)
{
    bool added;
    if (map_find(&spelling->accepted, word))
        return;
    map_put(seen, spelling->arena, word, &added);
    if (!added)
        return;
    if (kinds & LETTER_LATIN && kinds & LETTER_CYRILLIC)
        judge_mixed(spelling, word, span, diags);
    else
        judge_letters(spelling, word, kinds, span, diags);
}
