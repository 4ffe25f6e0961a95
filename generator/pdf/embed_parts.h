/* SPDX-License-Identifier: MIT */
/* The codes of a file while pages are written (codes.c) and when its fonts are (embed.c). */
#ifndef LETOPIS_PDF_EMBED_PARTS_H
#define LETOPIS_PDF_EMBED_PARTS_H

#include "pdf/embed.h"

/* A glyph and what it stands for: a CID. */
struct embed_pair {
    uint16_t glyph;
    int16_t natural;
    uint8_t text_n;
    const char *text;
    uint32_t next; /* the next pair of the same glyph, 0: none */
};

struct embed_face {
    uint32_t *heads;          /* glyph → its first pair, 0: none */
    struct embed_pair *items; /* by CID - EMBED_FIRST + 1; items[0] is not used */
    size_t count, capacity;
    int16_t space; /* natural advance of the space; -1: none was used */
    uint16_t space_glyph;
};

enum { EMBED_BLOCK = 64 };

struct pdf_embed {
    struct arena *arena;
    const struct pdf_fonts *fonts;
    struct pdf_objects *objects;
    struct embed_face *faces[PDF_FACES_MAX];
    /* By a word's id, in blocks: a small document uses few of the words that earlier ones left. */
    struct {
        struct pdf_coded **items;
        size_t count, capacity;
    } words;
    struct {
        HPDF_Dict *items; /* by page: the same for all faces */
        size_t count, capacity;
    } encodings;
};

#endif
