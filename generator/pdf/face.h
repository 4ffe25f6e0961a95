/* SPDX-License-Identifier: MIT */
/* A face as both halves of pdf see it: opened by font.c, shaped by shape.c, embedded by embed.c. */
#ifndef LETOPIS_PDF_FACE_H
#define LETOPIS_PDF_FACE_H

#include "base/map.h"
#include "pdf/font.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>

struct pdf_face {
    struct str family, style, path;
    struct str postscript; /* the name for the PDF */
    hb_face_t *face;
    hb_font_t *font;
    int32_t upem;
    struct pdf_metrics metrics;
};

enum { PDF_FACES_MAX = 64 };

struct pdf_fonts {
    struct arena *arena;
    struct fs *system;
    FcConfig *config;
    struct pdf_face faces[PDF_FACES_MAX];
    uint16_t face_count;
    hb_buffer_t *buffer;
    struct map shaped;    /* cache key → struct pdf_shaped */
    struct map languages; /* code → hb_language_t */
    struct map reported;  /* characters without a glyph */
    struct buf key;       /* scratch */
};

static inline const struct pdf_face *pdf_fonts_face(const struct pdf_fonts *fonts, uint16_t index)
{
    return &fonts->faces[index];
}

#endif
