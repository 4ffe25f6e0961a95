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
    int index;             /* of the face in its file */
    bool loaded;           /* what follows is known: files are read when a face is first used */
    struct str postscript; /* the name for the PDF */
    hb_face_t *face;
    hb_font_t *font;
    int32_t upem;
    struct pdf_metrics metrics;
    /* How HarfBuzz shaped last, which is how it mostly shapes next. */
    struct pdf_plan {
        hb_shape_plan_t *plan;
        hb_segment_properties_t text;
    } plans[2]; /* by `tabular` */
};

enum { PDF_FACES_MAX = 64 };

/* Shaped words of one font in one language. */
struct shape_cache {
    struct shape_cache *next;
    struct pdf_font font;
    struct str language;
    struct map words;          /* text → struct pdf_word */
    struct shape_signs *signs; /* in numbers.c; NULL: no number yet */
};

struct pdf_form_font;

struct pdf_fonts {
    struct arena *arena;
    struct arena *words; /* the caches and what is in them */
    size_t word_count;
    size_t word_start; /* that count at the beginning of the report */
    struct fs *system;
    FcConfig *config;
    struct pdf_face faces[PDF_FACES_MAX];
    uint16_t face_count;
    hb_buffer_t *buffer;
    struct shape_cache *caches, *last; /* the last one asked for */
    struct map languages;              /* code → hb_language_t */
    struct pdf_form_font *form_fonts;  /* form_font.h */
    struct map reported;               /* characters without a glyph */
};

/* The face, its file read. Reading a file that fontconfig has just listed fails only with the disk:
 * then the face is empty, and every character is missing in it. */
const struct pdf_face *pdf_fonts_load(struct pdf_fonts *fonts, uint16_t index);

/* A face that has been used. */
static inline const struct pdf_face *pdf_fonts_face(const struct pdf_fonts *fonts, uint16_t index)
{
    return &fonts->faces[index];
}

struct pdf_glyphs {
    struct pdf_glyph *items;
    size_t count, capacity;
};

/* Adds the glyphs of a text without soft hyphens, which point into it. */
void pdf_shape_pieces(const struct pdf_shaping *shaping, struct str text, struct pdf_glyphs *out);
/* In numbers.c, the same for a number, into an empty list; false: it is none, or its face does not
 * let it be. */
bool pdf_shape_number(const struct pdf_shaping *shaping, struct str text, struct pdf_glyphs *out);

#endif
