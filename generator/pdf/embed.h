/* SPDX-License-Identifier: MIT */
/*
 * Faces in the file: codes for glyphs while pages are written, the subset fonts at the end.
 *
 * Each pair (glyph, text it stands for) gets a CID in the order of first use, so ToUnicode is exact
 * even where one glyph stands for different texts. Codes are one byte: a face with more than
 * CODES pairs has several Type0 fonts, which share one CIDFont. The space is CID and code 32 in
 * each, so the operator Tw justifies a line and readers find the words.
 */
#ifndef LETOPIS_PDF_EMBED_H
#define LETOPIS_PDF_EMBED_H

#include "pdf/face.h"
#include "pdf/object.h"

enum { EMBED_FIRST = 33, EMBED_CODES = 222, EMBED_SPACE = 32, EMBED_ANY_PAGE = UINT16_MAX };

struct pdf_embed;

struct pdf_embed *pdf_embed_new(struct arena *arena, const struct pdf_fonts *fonts,
                                struct pdf_objects *objects);

struct pdf_code {
    uint16_t face, page; /* together they name the font; EMBED_ANY_PAGE: any of the face */
    uint8_t code;
    int16_t natural; /* the advance in the font's width table, 1/1000 em */
};
struct pdf_code pdf_embed_code(struct pdf_embed *embed, const struct pdf_glyph *glyph);
/* The code within a string. */
void pdf_embed_put_code(struct buf *out, uint8_t code);

/* A word as it stands in a string of a TJ array: where letters are kerned it ends the string, moves
 * and begins another. */
struct pdf_coded {
    struct str bytes;
    uint16_t face, page; /* as above */
    enum { EMBED_UNKNOWN, EMBED_CODED, EMBED_MIXED } state;
};
/* Kept for when the word comes again. NULL: it comes once, or is of several fonts or not on one
 * line, and is to be written glyph by glyph. */
const struct pdf_coded *pdf_embed_word(struct pdf_embed *embed, const struct pdf_shaped *word);

/* The font's resource name: "/A", "/A1", "/B" … */
void pdf_embed_put_name(struct buf *out, uint16_t face, uint16_t page);

/* What a font descriptor says, for other fonts too; `flags` is 4, symbolic, or 32, not. */
HPDF_Dict pdf_embed_descriptor(struct pdf_objects *objects, const struct pdf_face *face, int flags,
                               struct str name, HPDF_Dict file);
/* Around the entries of a ToUnicode map of one byte a code. */
void pdf_embed_put_unicode_head(struct buf *out);
void pdf_embed_put_cmap_tail(struct buf *out);

/* Writes all fonts and the entry /Font<<…>> of the resources. False when HarfBuzz cannot subset. */
bool pdf_embed_finish(struct pdf_embed *embed, struct buf *resources);

#endif
