/* SPDX-License-Identifier: MIT */
#include "pdf/face.h"

#include <string.h>

/*
 * A word is cut into pieces of one face each (the first of the font's faces that has the
 * character; marks stay with their letter), each piece is shaped by HarfBuzz, and the glyphs are
 * kept by font, language and text. Most words of a report come again and again.
 */

enum { NO_BREAK_SPACE = 0xA0, NARROW_NO_BREAK_SPACE = 0x202F, NO_BREAK_HYPHEN = 0x2011 };

/* HarfBuzz draws fixed-width spaces and the no-break hyphen from others where a face lacks them. */
static bool has_character(const struct pdf_face *face, uint32_t code)
{
    hb_codepoint_t glyph;
    if (hb_font_get_nominal_glyph(face->font, code, &glyph))
        return true;
    if (code == NO_BREAK_SPACE || code == NARROW_NO_BREAK_SPACE ||
        (code >= 0x2000 && code <= 0x200A))
        return true;
    return code == NO_BREAK_HYPHEN && hb_font_get_nominal_glyph(face->font, 0x2010, &glyph);
}

bool pdf_font_has(struct pdf_fonts *fonts, const struct pdf_font *font, uint32_t code)
{
    return font->count > 0 && has_character(pdf_fonts_load(fonts, font->faces[0]), code);
}

static bool is_mark(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36F) || (code >= 0x483 && code <= 0x489);
}

static void report_missing(struct pdf_fonts *fonts, const struct pdf_font *font, uint32_t code,
                           struct span span, struct diags *diags)
{
    char bytes[4];
    struct str character = {bytes, str_encode(code, bytes)};
    bool added;
    character = arena_str(fonts->arena, character);
    map_put(&fonts->reported, fonts->arena, character, &added);
    if (!added)
        return;
    struct str name = arena_format(fonts->arena, "U+%04X", (unsigned)code);
    diag_add(diags, MSG_GLYPH_MISSING, span,
             ARGS(arg_text("character", character), arg_text("code", name),
                  arg_text("family", fonts->faces[font->faces[0]].family)));
}

/* The position in font->faces of the face for `code`; what none has stays with the first. */
static uint8_t face_for(struct pdf_fonts *fonts, const struct pdf_font *font, uint32_t code,
                        struct span span, struct diags *diags)
{
    for (uint8_t i = 0; i < font->count; i++)
        if (has_character(pdf_fonts_load(fonts, font->faces[i]), code))
            return i;
    report_missing(fonts, font, code, span, diags);
    return 0;
}

static hb_language_t find_language(struct pdf_fonts *fonts, struct str code)
{
    struct map_entry *entry = map_find(&fonts->languages, code);
    if (entry)
        return entry->pointer;
    hb_language_t language = hb_language_from_string(code.p, (int)code.n);
    struct str kept = arena_str(fonts->arena, code);
    union {
        hb_language_t language;
        void *pointer;
    } cast = {.language = language};
    map_put(&fonts->languages, fonts->arena, kept, NULL)->pointer = cast.pointer;
    return language;
}

static const hb_feature_t features[] = {
    {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
};

/* A face keeps all plans ever made for it, in a list that is searched from one end. */
static hb_shape_plan_t *plan_for(struct pdf_face *face, const hb_segment_properties_t *text,
                                 bool tabular)
{
    struct pdf_plan *plan = &face->plans[tabular];
    if (plan->plan == NULL || !hb_segment_properties_equal(&plan->text, text)) {
        hb_shape_plan_destroy(plan->plan);
        plan->plan = hb_shape_plan_create_cached(face->face, text, features, tabular, NULL);
        plan->text = *text;
    }
    return plan->plan;
}

static void run_harfbuzz(struct pdf_fonts *fonts, uint16_t face_index, struct str piece,
                         struct str language, bool tabular)
{
    struct pdf_face *face = &fonts->faces[face_index];
    hb_segment_properties_t text;
    hb_buffer_clear_contents(fonts->buffer);
    hb_buffer_add_utf8(fonts->buffer, piece.p, (int)piece.n, 0, (int)piece.n);
    hb_buffer_guess_segment_properties(fonts->buffer);
    hb_buffer_set_language(fonts->buffer, find_language(fonts, language));
    hb_buffer_get_segment_properties(fonts->buffer, &text);
    hb_shape_plan_execute(plan_for(face, &text, tabular), face->font, fonts->buffer, features,
                          tabular);
}

static int16_t to_em(const struct pdf_face *face, hb_position_t units)
{
    int64_t scaled = (int64_t)units * 2000 / face->upem;
    return (int16_t)((scaled + (scaled < 0 ? -1 : 1)) / 2);
}

/* A no-break space is copied and searched for as a space: that is what readers type. */
static struct str text_of(struct str cluster)
{
    return str_equal(cluster, STR("\xC2\xA0")) ? STR(" ") : cluster;
}

/* Most texts are one piece, whose glyphs then take no more memory than they need. */
static void reserve(struct arena *arena, struct pdf_glyphs *out, size_t more)
{
    if (out->capacity - out->count >= more)
        return;
    struct pdf_glyph *items = ARENA_ARRAY(arena, struct pdf_glyph, out->count + more);
    if (out->count > 0)
        memcpy(items, out->items, out->count * sizeof *items);
    out->items = items;
    out->capacity = out->count + more;
}

/* Readers take so many bytes from ToUnicode for one glyph. A cluster of more (a letter with many
 * marks) shares its text out among its glyphs. */
enum { TEXT_MOST = 60 };

static struct str take_text(struct str *rest)
{
    size_t end = rest->n < TEXT_MOST ? rest->n : TEXT_MOST;
    while (end < rest->n && ((unsigned char)rest->p[end] & 0xC0) == 0x80) /* within a character */
        end--;
    struct str text = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->n);
    return text;
}

static void take_glyphs(struct pdf_fonts *fonts, uint16_t face_index, struct str piece,
                        struct pdf_glyphs *out)
{
    const struct pdf_face *face = &fonts->faces[face_index];
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(fonts->buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(fonts->buffer, &count);
    struct str rest = {0};
    reserve(fonts->words, out, count);
    for (unsigned i = 0; i < count; i++) {
        if (i == 0 || infos[i].cluster != infos[i - 1].cluster) {
            unsigned next = i + 1;
            while (next < count && infos[next].cluster == infos[i].cluster)
                next++;
            size_t end = next < count ? infos[next].cluster : piece.n;
            rest = text_of(str_slice(piece, infos[i].cluster, end));
        }
        struct str text = take_text(&rest);
        struct pdf_glyph glyph = {
            .face = face_index,
            .glyph = (uint16_t)infos[i].codepoint,
            .advance = to_em(face, places[i].x_advance),
            .dx = to_em(face, places[i].x_offset),
            .dy = to_em(face, places[i].y_offset),
            .text_n = (uint8_t)text.n,
            .text = text.p,
        };
        out->items[out->count++] = glyph;
    }
}

void pdf_shape_pieces(const struct pdf_shaping *shaping, struct str text, struct pdf_glyphs *out)
{
    struct pdf_fonts *fonts = shaping->fonts;
    const struct pdf_font *font = &shaping->cache->font;
    struct str language = shaping->cache->language;
    size_t start = 0, at = 0;
    uint8_t current = 0;
    if (text.n == 0 || font->count == 0)
        return;
    while (at < text.n) {
        size_t before = at;
        uint32_t code = str_next(text, &at);
        bool stays = is_mark(code) && before > start &&
                     has_character(pdf_fonts_load(fonts, font->faces[current]), code);
        uint8_t wanted =
            stays ? current : face_for(fonts, font, code, shaping->span, shaping->diags);
        if (wanted != current && before > start) {
            struct str piece = str_slice(text, start, before);
            run_harfbuzz(fonts, font->faces[current], piece, language, font->tabular);
            take_glyphs(fonts, font->faces[current], piece, out);
            start = before;
        }
        current = wanted;
    }
    struct str piece = str_slice(text, start, text.n);
    run_harfbuzz(fonts, font->faces[current], piece, language, font->tabular);
    take_glyphs(fonts, font->faces[current], piece, out);
}

static bool is_cache_of(const struct shape_cache *cache, const struct pdf_font *font,
                        struct str language)
{
    if (memcmp(&cache->font, font, sizeof *font) != 0 || cache->language.n != language.n)
        return false;
    /* Mostly two letters: a call would take longer. */
    for (size_t i = 0; i < language.n; i++)
        if (cache->language.p[i] != language.p[i])
            return false;
    return true;
}

/* The words of one font in one language. What is asked for is mostly the font asked for last. */
static struct shape_cache *cache_of(struct pdf_fonts *fonts, const struct pdf_font *font,
                                    struct str language)
{
    if (fonts->last && is_cache_of(fonts->last, font, language))
        return fonts->last;
    for (struct shape_cache *cache = fonts->caches; cache; cache = cache->next)
        if (is_cache_of(cache, font, language))
            return fonts->last = cache;
    struct shape_cache *cache = ARENA_NEW(fonts->words, struct shape_cache);
    *cache = (struct shape_cache){
        .next = fonts->caches, .font = *font, .language = arena_str(fonts->words, language)};
    return fonts->last = fonts->caches = cache;
}

/* `text` without its soft hyphens, where it has any; the word notes their places. */
static struct str take_soft_hyphens(struct arena *arena, struct str text, struct pdf_word *word)
{
    const struct str soft = STR("\xC2\xAD");
    struct {
        uint16_t *items;
        size_t count, capacity;
    } places = {0};
    if (str_find_str(text, soft, 0) == STR_NOT_FOUND)
        return text;
    struct buf out = {0};
    for (size_t at = 0; at < text.n;) {
        size_t end = str_find_str(text, soft, at);
        buf_str(&out, str_slice(text, at, end == STR_NOT_FOUND ? text.n : end));
        at = end == STR_NOT_FOUND ? text.n : end + soft.n;
        if (at < text.n && out.n > 0 && out.n <= UINT16_MAX)
            ARENA_PUSH(arena, &places, (uint16_t)out.n);
    }
    struct str rest = buf_copy(&out, arena);
    buf_free(&out);
    word->soft = places.items;
    word->soft_count = places.count;
    return rest;
}

struct pdf_shaping pdf_shaping_of(struct pdf_fonts *fonts, const struct pdf_font *font,
                                  struct str language, struct span span, struct diags *diags)
{
    return (struct pdf_shaping){fonts, cache_of(fonts, font, language), span, diags};
}

struct pdf_word *pdf_shape_word(const struct pdf_shaping *shaping, struct str text)
{
    struct pdf_fonts *fonts = shaping->fonts;
    struct map *words = &shaping->cache->words;
    struct map_entry *known = map_find(words, text);
    if (known)
        return known->pointer;
    struct pdf_glyphs glyphs = {0};
    struct pdf_word *word = ARENA_NEW(fonts->words, struct pdf_word);
    /* Glyphs point into this copy of the text, which lives as long as the cache. */
    struct str kept = arena_str(fonts->words, text);
    word->text = take_soft_hyphens(fonts->words, kept, word);
    if (!pdf_shape_number(shaping, word->text, &glyphs))
        pdf_shape_pieces(shaping, word->text, &glyphs);
    word->shaped.glyphs = glyphs.items;
    word->shaped.count = (uint32_t)glyphs.count;
    word->shaped.id = (uint32_t)++fonts->word_count;
    for (size_t i = 0; i < glyphs.count; i++)
        word->shaped.width += glyphs.items[i].advance;
    map_put(words, fonts->words, kept, NULL)->pointer = word;
    return word;
}

const struct pdf_shaped *pdf_shape(struct pdf_fonts *fonts, const struct pdf_font *font,
                                   struct str text, struct str language, struct span span,
                                   struct diags *diags)
{
    struct pdf_shaping shaping = pdf_shaping_of(fonts, font, language, span, diags);
    return &pdf_shape_word(&shaping, text)->shaped;
}
