/* SPDX-License-Identifier: MIT */
/*
 * Faces: found by fontconfig, measured and shaped by HarfBuzz.
 *
 * A set holds the faces that a layout names, each once. Faces are asked for by exact family and
 * style: in the folder that the layout names, by the usual name of such a file, and where it is
 * not there by fontconfig, which takes a tenth of a short report's time. A face that is not
 * installed is an error that names the Debian package to install. For a
 * character that a face lacks, the layout's fallbacks are tried in order; what none has is
 * reported with the character and its place (the first time), and shown as U+FFFD's text never.
 */
#ifndef LETOPIS_PDF_FONT_H
#define LETOPIS_PDF_FONT_H

#include "base/diag.h"
#include "base/fs.h"
#include "pdf/frame.h"

struct pdf_fonts;

/* What a layout asks for. */
struct pdf_face_request {
    struct str family;  /* "Noto Serif" */
    struct str style;   /* "Regular", "Bold", "Italic", "Bold Italic" */
    struct str package; /* Debian package, for the message */
    struct span span;   /* in pdf.yaml */
    struct str folder;  /* where its files lie, looked into first; may be empty */
};

/* Font files are read through `system` (fs_open_system()), which must
 * outlive the set. Freed with pdf_fonts_free(). */
struct pdf_fonts *pdf_fonts_new(struct arena *arena, struct fs *system);
void pdf_fonts_free(struct pdf_fonts *fonts);

/* Between two documents: shaped words are forgotten where they have become many, as they do when
 * thousands of documents each have names and numbers of their own. With `series`, the document
 * before is of the same report, and what these documents have in common is soon shaped again. */
void pdf_fonts_rest(struct pdf_fonts *fonts, bool series);

#define PDF_FACE_MISSING UINT16_MAX

/* The index of a face; PDF_FACE_MISSING after reporting. Asking twice gives the same index. */
uint16_t pdf_fonts_open(struct pdf_fonts *fonts, const struct pdf_face_request *request,
                        struct diags *diags);

/* A face with its fallbacks, most wanted first. */
struct pdf_font {
    uint16_t faces[4];
    uint8_t count;
    bool tabular; /* figures of equal width */
};

/* Whether the first face has a character. */
bool pdf_font_has(struct pdf_fonts *fonts, const struct pdf_font *font, uint32_t code);

/*
 * Shapes a word or another piece without line breaks (kerning and ligatures on); results are cached
 * by (font, language, text) and live until pdf_fonts_rest(). Soft hyphens leave no glyphs. `span`
 * says where the text stands, for the message about a character that no face has.
 */
const struct pdf_shaped *pdf_shape(struct pdf_fonts *fonts, const struct pdf_font *font,
                                   struct str text, struct str language, struct span span,
                                   struct diags *diags);

/* A place within a word at which a line may end. */
struct pdf_word_break {
    uint16_t at;    /* byte of the text */
    uint16_t glyph; /* the first one behind */
    int32_t width;  /* up to here, 1/1000 em */
    bool hyphen;    /* which a break here adds */
};

/* A shaped word in the cache. */
struct pdf_word {
    struct pdf_shaped shaped; /* its id is a number from 1 on */
    struct str text;          /* without soft hyphens */
    const uint16_t *soft;
    size_t soft_count; /* bytes of `text` before which soft hyphens were written */
    /* Found when first asked for: */
    const struct pdf_word_break *breaks;
    size_t break_count;
    const struct language *broken_by; /* whose rules gave the breaks; NULL: not asked yet */
    bool hyphenated;                  /* the dictionary was asked too */
};

/* The words of one font in one language, to be shaped one after the other. */
struct pdf_shaping {
    struct pdf_fonts *fonts;
    struct shape_cache *cache;
    struct span span;
    struct diags *diags;
};
struct pdf_shaping pdf_shaping_of(struct pdf_fonts *fonts, const struct pdf_font *font,
                                  struct str language, struct span span, struct diags *diags);
/* What pdf_shape() gives, from the cache itself. */
struct pdf_word *pdf_shape_word(const struct pdf_shaping *shaping, struct str text);

/*
 * In word.c: finds the breaks of a word: where UAX #14 allows one, where soft hyphens were written,
 * and with `hyphenate` and without soft hyphens where the dictionary divides.
 */
struct pdf_hyphens;
void pdf_word_find_breaks(struct pdf_fonts *fonts, struct pdf_word *word,
                          const struct language *language, struct pdf_hyphens *hyphens,
                          bool hyphenate, struct diags *diags);

/* Of the first face, in 1/1000 em: ascender, descender (negative), cap height, x height. */
struct pdf_metrics {
    int32_t ascender, descender, cap_height, x_height;
};
struct pdf_metrics pdf_font_metrics(struct pdf_fonts *fonts, const struct pdf_font *font);

#endif
