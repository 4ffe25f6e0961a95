/* SPDX-License-Identifier: MIT */
/* What a letter is to the languages of a text. Private to spelling*.c. */
#ifndef LETOPIS_LOCALE_SPELLING_PARTS_H
#define LETOPIS_LOCALE_SPELLING_PARTS_H

#include "base/map.h"
#include "locale/spelling.h"

enum letter_kind {
    LETTER_OWN = 1,  /* of the alphabet */
    LETTER_ALSO = 2, /* in names and loan words */
    LETTER_LATIN = 4,
    LETTER_CYRILLIC = 8,
    LETTER_MISTAKEN = 16,
    LETTER_NEIGHBOUR = 32,
    LETTER_TELLING = 64,
    LETTER_JOINT = 128, /* digits, _, marks that combine: within a word, and no letter */
};

/* Up to the end of the Cyrillic blocks that living languages use. */
enum { SPELLING_LETTERS = 0x530 };

struct spelling {
    struct arena *arena;
    uint8_t kinds[SPELLING_LETTERS]; /* enum letter_kind, as bits */
    unsigned ascii_kinds;            /* of all ASCII characters together */
    struct str language;             /* their names */
    bool cyrillic;                   /* the first one is written so */
    bool telling;                    /* the first one has telling letters */
    struct map mistaken;             /* letter → struct str *, the one that is meant */
    struct map neighbours;           /* likewise */
    struct map accepted;             /* words */
};

/* A word that is worth a look: `kinds` are those of all its letters. */
void spelling_judge(const struct spelling *spelling, struct str word, unsigned kinds,
                    struct span span, struct map *seen, struct diags *diags);

static inline unsigned spelling_kind(const struct spelling *spelling, uint32_t code)
{
    if (code < SPELLING_LETTERS)
        return spelling->kinds[code];
    return code >= 0x1E00 && code <= 0x1EFF ? LETTER_LATIN : 0;
}

#endif
