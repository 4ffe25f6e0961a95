/* SPDX-License-Identifier: MIT */
/*
 * Numbers, put together from their signs. Most of those with a fraction stand in a report only
 * once, and HarfBuzz takes longer over one than over all else that is done with it. It is asked
 * once for each sign and for each two neighbours: where two come out as each does alone, the face
 * has neither a kerning nor another form for them. A number in which all neighbours are such is its
 * signs in a row. (What a face did to three figures but not to two of them would be missed; none is
 * known to.)
 */
#include "pdf/face.h"

enum { SIGNS = 12, DIGITS = 10, SHORTEST = 3 };
enum neighbours { NOT_ASKED, APART, TOGETHER };

struct shape_signs {
    struct pdf_glyph alone[SIGNS]; /* without text: not asked yet */
    uint8_t pairs[SIGNS][SIGNS];   /* enum neighbours */
};

/* SIGNS where `c` is none. */
static int sign_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c == ',' ? DIGITS : c == '.' ? DIGITS + 1 : SIGNS;
}

static bool is_number(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (sign_of(text.p[i]) == SIGNS)
            return false;
    return text.n >= SHORTEST;
}

static bool is_same(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    return a->face == b->face && a->glyph == b->glyph && a->advance == b->advance &&
           a->dx == b->dx && a->dy == b->dy && a->text_n == b->text_n;
}

static const struct pdf_glyph *sign_alone(const struct pdf_shaping *shaping, const char *sign)
{
    struct pdf_glyph *known = &shaping->cache->signs->alone[sign_of(*sign)];
    struct pdf_glyphs glyphs = {0};
    if (known->text == NULL) {
        pdf_shape_pieces(shaping, (struct str){sign, 1}, &glyphs);
        if (glyphs.count == 1)
            *known = glyphs.items[0];
    }
    return known;
}

/* Whether the sign and the one behind it look as each does alone. */
static bool stands_apart(const struct pdf_shaping *shaping, const char *sign)
{
    uint8_t *known = &shaping->cache->signs->pairs[sign_of(sign[0])][sign_of(sign[1])];
    struct pdf_glyphs glyphs = {0};
    if (*known == NOT_ASKED) {
        pdf_shape_pieces(shaping, (struct str){sign, 2}, &glyphs);
        bool apart = glyphs.count == 2 && is_same(&glyphs.items[0], sign_alone(shaping, sign)) &&
                     is_same(&glyphs.items[1], sign_alone(shaping, sign + 1));
        *known = apart ? APART : TOGETHER;
    }
    return *known == APART;
}

bool pdf_shape_number(const struct pdf_shaping *shaping, struct str text, struct pdf_glyphs *out)
{
    struct shape_cache *cache = shaping->cache;
    struct arena *arena = shaping->fonts->words;
    if (!is_number(text))
        return false;
    if (cache->signs == NULL)
        cache->signs = ARENA_NEW(arena, struct shape_signs);
    for (size_t i = 0; i + 1 < text.n; i++)
        if (!stands_apart(shaping, text.p + i))
            return false;
    out->items = ARENA_ARRAY(arena, struct pdf_glyph, text.n);
    out->count = out->capacity = text.n;
    for (size_t i = 0; i < text.n; i++) {
        out->items[i] = cache->signs->alone[sign_of(text.p[i])];
        out->items[i].text = text.p + i;
    }
    return true;
}
