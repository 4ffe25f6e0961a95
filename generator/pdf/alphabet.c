/* SPDX-License-Identifier: MIT */
#include "pdf/alphabet.h"

#include "locale/letter.h"

#include <stddef.h>

enum { ASCII_FIRST = 0x20, ASCII_LAST = 0x7E, HIGH = 0x80, CODES = 256 };

/* WinAnsiEncoding is Latin-1 but for these. */
enum { WINDOWS_FIRST = 0x80, WINDOWS_LAST = 0x9F };
static const uint16_t windows[] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Dashes, quotation marks, apostrophes, and the signs that forms are filled in with. */
static const uint16_t punctuation[] = {
    0x2013, 0x2014, 0x2026, 0x2019, 0x201C, 0x201D, 0x201E, 0x2018, 0x201A, 0x00AB,
    0x00BB, 0x02BC, 0x2116, 0x00A7, 0x00B0, 0x20AC, 0x00B7, 0x00D7, 0x00B1, 0x2212,
};

static const struct {
    uint32_t character;
    const char *name;
} names[] = {
#define X(character, name) {character, name},
#include "pdf/glyph_names.def"
#undef X
};
enum { NAMES = sizeof names / sizeof *names };

const char *pdf_glyph_name(uint32_t character)
{
    size_t low = 0, high = NAMES;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (names[middle].character == character)
            return names[middle].name;
        if (names[middle].character < character)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

uint32_t pdf_alphabet_base(unsigned code)
{
    if (code >= WINDOWS_FIRST && code <= WINDOWS_LAST)
        return windows[code - WINDOWS_FIRST];
    bool odd = code == 0xA0 || code == 0xAD; /* a space and a hyphen once more */
    return code < ASCII_FIRST || code == 0x7F || odd ? 0 : code;
}

unsigned pdf_alphabet_code(const struct pdf_alphabet *alphabet, uint32_t character)
{
    for (unsigned code = ASCII_FIRST; code < CODES; code++)
        if (alphabet->characters[code] == character)
            return code;
    return 0;
}

/* What is wanted, most wanted first, while it is gathered. */
struct wanted {
    uint32_t items[CODES];
    size_t count, most;
    pdf_alphabet_fn has;
    void *context;
};

static void want(struct wanted *wanted, uint32_t character)
{
    if (wanted->count == wanted->most || character <= ASCII_LAST ||
        pdf_glyph_name(character) == NULL || !wanted->has(wanted->context, character))
        return;
    for (size_t i = 0; i < wanted->count; i++)
        if (wanted->items[i] == character)
            return;
    wanted->items[wanted->count++] = character;
}

static void want_letters(struct wanted *wanted, struct str letters)
{
    for (size_t at = 0; at < letters.n;) {
        uint32_t letter = str_next(letters, &at);
        want(wanted, letter);
        want(wanted, letter_upper(letter));
    }
}

/* People have names from next door: a block is 256 characters, about a script's worth. */
static void want_neighbours(struct wanted *wanted, struct str letters)
{
    bool blocks[CODES] = {false};
    for (size_t at = 0; at < letters.n;) {
        uint32_t letter = str_next(letters, &at);
        if (letter > ASCII_LAST && letter >> 8 < CODES)
            blocks[letter >> 8] = true;
    }
    for (size_t i = 0; i < NAMES; i++)
        if (names[i].character >> 8 < CODES && blocks[names[i].character >> 8] &&
            letter_is(names[i].character))
            want(wanted, names[i].character);
}

void pdf_alphabet_choose(struct pdf_alphabet *alphabet, struct str letters, struct str others,
                         pdf_alphabet_fn has, void *context)
{
    struct wanted wanted = {.most = CODES - HIGH - 2, .has = has, .context = context};
    want_letters(&wanted, letters);
    for (size_t i = 0; i < sizeof punctuation / sizeof *punctuation; i++)
        want(&wanted, punctuation[i]);
    want_letters(&wanted, others);
    want_neighbours(&wanted, letters);
    *alphabet = (struct pdf_alphabet){0};
    for (unsigned code = ASCII_FIRST; code <= ASCII_LAST; code++)
        alphabet->characters[code] = code;
    for (unsigned code = HIGH; code < CODES; code++)
        for (size_t i = 0; i < wanted.count; i++)
            if (wanted.items[i] == pdf_alphabet_base(code))
                alphabet->characters[code] = wanted.items[i];
    unsigned code = HIGH;
    for (size_t i = 0; i < wanted.count; i++) {
        if (pdf_alphabet_code(alphabet, wanted.items[i]))
            continue;
        while (alphabet->characters[code] || code == 0xA0 || code == 0xAD)
            code++;
        alphabet->characters[code] = wanted.items[i];
    }
}
