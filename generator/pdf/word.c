/* SPDX-License-Identifier: MIT */
/*
 * Where a word may be divided. The places are found as bytes of its text and then sought among its
 * glyphs; a place inside a ligature is none. A soft hyphen that was written says where the word
 * divides, and then the dictionary is not asked.
 */
#include "locale/letter.h"
#include "pdf/face.h"
#include "pdf/hyphens.h"

enum { WORD_BYTES = 2000 }; /* longer ones are cut where the line ends */

enum { LONG_ADDRESS = 30 }; /* letters; shorter ones stay whole */

enum { PLAIN = 1, HYPHEN = 2 };

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x2BC;
}

/* --- without a hyphen ---------------------------------------------------------------------------
 */

/* Whether there is something else than letters and digits between the first and the last of them;
 * all other words have no place for UAX #14. */
static bool is_complex(struct str text)
{
    bool letter = false, other = false;
    for (size_t at = 0; at < text.n;) {
        uint32_t code = str_next(text, &at);
        bool is_letter = letter_is(code) || letter_is_digit(code);
        if (is_letter && letter && other)
            return true;
        if (is_letter)
            other = false;
        letter |= is_letter;
        other |= letter && !is_letter && !is_apostrophe(code);
    }
    return false;
}

static uint32_t code_before(struct str text, size_t at)
{
    size_t from = at - 1;
    while (from > 0 && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from--;
    return str_next(text, &from);
}

/* The characters before and behind `at` that are letters, two at most. */
static bool has_two_letters(struct str text, size_t at)
{
    size_t before = 0, behind = 0, start = at;
    for (size_t next = at; next < text.n && behind < 2 && letter_is(str_next(text, &next));
         behind++)
        ;
    start--; /* the hyphen */
    for (; start > 0 && before < 2 && letter_is(code_before(text, start)); before++) {
        start--;
        while (start > 0 && ((unsigned char)text.p[start] & 0xC0) == 0x80)
            start--;
    }
    return before == 2 && behind == 2;
}

/* UAX #14 knows neither that a range of numbers stays together nor that e-mail does. */
static bool is_wanted(const struct language *language, struct str text, size_t at)
{
    size_t next = at;
    uint32_t before = code_before(text, at), after = str_next(text, &next);
    if (letter_is_digit(after) && (before == 0x2013 || before == 0x2014 || before == '-'))
        return false;
    if (before == '-' || before == 0x2010)
        return language_breaks_at_hyphen(language) && has_two_letters(text, at);
    return true;
}

/* An address is copied and typed sign by sign: a hyphen would be taken for one of them. */
static bool is_address(struct str text)
{
    return str_find_str(text, STR("://"), 0) != STR_NOT_FOUND || str_starts(text, STR("www.")) ||
           str_find(text, '@', 0) != STR_NOT_FOUND;
}

/* In front of the signs that part an address: no reader takes it for ended there. */
static void mark_address(struct str text, uint8_t *marks)
{
    for (size_t at = 2; at + 2 < text.n && text.n >= LONG_ADDRESS; at++)
        if ((text.p[at] == '@' || text.p[at] == '.' || text.p[at] == '_') &&
            text.p[at - 1] != text.p[at])
            marks[at] |= PLAIN;
}

static void mark_plain(const struct language *language, struct str text, uint8_t *marks)
{
    bool found[WORD_BYTES] = {false};
    language_line_breaks(language, text, found);
    for (size_t at = 1; at < text.n; at++)
        if (found[at] && is_wanted(language, text, at))
            marks[at] |= PLAIN;
}

/* --- with a hyphen ------------------------------------------------------------------------------
 */

/* A run of letters that is no abbreviation and has no digits beside it. */
static bool is_divisible(struct str text, size_t from, size_t to)
{
    size_t capitals = 0, next = to;
    for (size_t at = from; at < to;)
        capitals += letter_is_upper(str_next(text, &at));
    bool digit = from > 0 && letter_is_digit((unsigned char)text.p[from - 1]);
    digit |= to < text.n && letter_is_digit(str_next(text, &next));
    return capitals < 2 && !digit;
}

static void mark_run(struct pdf_hyphens *hyphens, const struct language *language, struct str text,
                     size_t from, size_t to, struct diags *diags, uint8_t *marks)
{
    bool found[PDF_HYPHENS_WORD] = {false};
    if (to - from > PDF_HYPHENS_WORD || !is_divisible(text, from, to))
        return;
    pdf_hyphens_find(hyphens, language, str_slice(text, from, to), diags, found);
    for (size_t i = 1; i < to - from; i++)
        if (found[i])
            marks[from + i] |= HYPHEN;
}

static void mark_hyphens(struct pdf_hyphens *hyphens, const struct language *language,
                         struct str text, struct diags *diags, uint8_t *marks)
{
    size_t from = STR_NOT_FOUND, end = 0;
    for (size_t at = 0; at <= text.n;) {
        size_t start = at;
        uint32_t code = at < text.n ? str_next(text, &at) : 0;
        bool inside = letter_is(code) || (from != STR_NOT_FOUND && is_apostrophe(code));
        if (inside && from == STR_NOT_FOUND)
            from = start;
        if (letter_is(code))
            end = at;
        if (!inside && from != STR_NOT_FOUND) {
            mark_run(hyphens, language, text, from, end, diags, marks);
            from = STR_NOT_FOUND;
        }
        at += start == at; /* behind the last character */
    }
}

/* --- places among the glyphs --------------------------------------------------------------------
 */

static void keep_breaks(struct arena *arena, struct pdf_word *word, const uint8_t *marks)
{
    struct {
        struct pdf_word_break *items;
        size_t count, capacity;
    } list = {0};
    size_t at = 0;
    int32_t width = 0;
    for (uint32_t i = 0; i < word->shaped.count; i++) {
        const struct pdf_glyph *glyph = &word->shaped.glyphs[i];
        if (at > 0 && at < word->text.n && glyph->text_n > 0 && marks[at]) {
            struct pdf_word_break place = {(uint16_t)at, (uint16_t)i, width,
                                           (marks[at] & PLAIN) == 0};
            ARENA_PUSH(arena, &list, place);
        }
        at += glyph->text_n;
        width += glyph->advance;
    }
    /* Where glyphs don't spell out the text, places are not to be trusted. */
    word->breaks = at == word->text.n ? list.items : NULL;
    word->break_count = at == word->text.n ? list.count : 0;
}

void pdf_word_find_breaks(struct pdf_fonts *fonts, struct pdf_word *word,
                          const struct language *language, struct pdf_hyphens *hyphens,
                          bool hyphenate, struct diags *diags)
{
    bool known = word->broken_by == language && (word->hyphenated || !hyphenate);
    if (known || language == NULL)
        return;
    word->broken_by = language;
    word->hyphenated = hyphenate;
    word->break_count = 0;
    if (word->text.n > WORD_BYTES)
        return;
    uint8_t marks[WORD_BYTES + 1];
    bool complex = is_complex(word->text);
    if (!complex && word->soft_count == 0 && !hyphenate)
        return;
    memset(marks, 0, word->text.n + 1);
    if (complex)
        mark_plain(language, word->text, marks);
    bool address = complex && is_address(word->text);
    if (address)
        mark_address(word->text, marks);
    for (size_t i = 0; i < word->soft_count; i++)
        marks[word->soft[i]] |= HYPHEN;
    if (hyphenate && word->soft_count == 0 && !address)
        mark_hyphens(hyphens, language, word->text, diags, marks);
    keep_breaks(fonts->words, word, marks);
}
