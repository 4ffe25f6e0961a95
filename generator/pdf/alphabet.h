/* SPDX-License-Identifier: MIT */
/*
 * Which characters the font of fields has, and by which codes.
 *
 * What is typed into a field is written by the reader's own program, which takes the codes from the
 * font's Encoding. Programs agree on simple fonts: one byte a character, a base encoding
 * (WinAnsiEncoding), and named differences. ASCII keeps its codes, so do all characters of
 * WinAnsiEncoding that are taken; the other letters get codes that these leave free.
 */
#ifndef LETOPIS_PDF_ALPHABET_H
#define LETOPIS_PDF_ALPHABET_H

#include "base/str.h"

struct pdf_alphabet {
    uint32_t characters[256]; /* by code; 0: none */
};

typedef bool (*pdf_alphabet_fn)(void *context, uint32_t character);

/*
 * Chooses what is in it, as long as there are codes: ASCII, `letters` in both cases (spaces part
 * them), common punctuation, `others`, and what else the blocks of the letters have. `has` says
 * whether the face has a character.
 */
void pdf_alphabet_choose(struct pdf_alphabet *alphabet, struct str letters, struct str others,
                         pdf_alphabet_fn has, void *context);

/* The code of a character, 0: it has none. */
unsigned pdf_alphabet_code(const struct pdf_alphabet *alphabet, uint32_t character);

/* What WinAnsiEncoding has at a code, 0: nothing of its own. */
uint32_t pdf_alphabet_base(unsigned code);

/* The name of a character in the Adobe Glyph List, NULL: none, or ASCII. */
const char *pdf_glyph_name(uint32_t character);

#endif
