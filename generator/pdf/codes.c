/* SPDX-License-Identifier: MIT */
#include "pdf/embed_parts.h"

#include <string.h>

struct pdf_embed *pdf_embed_new(struct arena *arena, const struct pdf_fonts *fonts,
                                struct pdf_objects *objects)
{
    struct pdf_embed *embed = ARENA_NEW(arena, struct pdf_embed);
    embed->arena = arena;
    embed->fonts = fonts;
    embed->objects = objects;
    return embed;
}

static int16_t natural_advance(const struct pdf_face *face, uint16_t glyph)
{
    int64_t units = hb_font_get_glyph_h_advance(face->font, glyph);
    return (int16_t)((units * 2000 / face->upem + 1) / 2);
}

static struct embed_face *use_face(struct pdf_embed *embed, uint16_t index)
{
    if (embed->faces[index])
        return embed->faces[index];
    const struct pdf_face *face = pdf_fonts_face(embed->fonts, index);
    struct embed_face *used = ARENA_NEW(embed->arena, struct embed_face);
    size_t glyphs = hb_face_get_glyph_count(face->face);
    used->heads = ARENA_ARRAY(embed->arena, uint32_t, glyphs + 1);
    used->space = -1;
    ARENA_PUSH(embed->arena, used, (struct embed_pair){0});
    embed->faces[index] = used;
    return used;
}

/* Nearly all texts are one letter, of one byte or two. */
static bool means(const struct embed_pair *pair, const struct pdf_glyph *glyph)
{
    size_t n = glyph->text_n;
    if (pair->text_n != n)
        return false;
    if (n == 0 || n > 2)
        return n == 0 || memcmp(pair->text, glyph->text, n) == 0;
    return pair->text[0] == glyph->text[0] && pair->text[n - 1] == glyph->text[n - 1];
}

static uint32_t find_pair(struct pdf_embed *embed, struct embed_face *used,
                          const struct pdf_glyph *glyph)
{
    for (uint32_t i = used->heads[glyph->glyph]; i; i = used->items[i].next)
        if (means(&used->items[i], glyph))
            return i;
    struct str text = arena_str(embed->arena, (struct str){glyph->text, glyph->text_n});
    struct embed_pair pair = {
        .glyph = glyph->glyph,
        .natural = natural_advance(pdf_fonts_face(embed->fonts, glyph->face), glyph->glyph),
        .text_n = glyph->text_n,
        .text = text.p,
        .next = used->heads[glyph->glyph],
    };
    ARENA_PUSH(embed->arena, used, pair);
    used->heads[glyph->glyph] = (uint32_t)(used->count - 1);
    return (uint32_t)(used->count - 1);
}

struct pdf_code pdf_embed_code(struct pdf_embed *embed, const struct pdf_glyph *glyph)
{
    struct embed_face *used = use_face(embed, glyph->face);
    if (glyph->text_n == 1 && glyph->text[0] == ' ') {
        if (used->space < 0) {
            used->space_glyph = glyph->glyph;
            used->space = natural_advance(pdf_fonts_face(embed->fonts, glyph->face), glyph->glyph);
        }
        if (glyph->glyph == used->space_glyph)
            return (struct pdf_code){glyph->face, EMBED_ANY_PAGE, EMBED_SPACE, used->space};
    }
    uint32_t index = find_pair(embed, used, glyph) - 1;
    return (struct pdf_code){
        .face = glyph->face,
        .page = (uint16_t)(index / EMBED_CODES),
        .code = (uint8_t)(EMBED_FIRST + index % EMBED_CODES),
        .natural = used->items[index + 1].natural,
    };
}

/* --- words --------------------------------------------------------------------------------------
 */

void pdf_embed_put_code(struct buf *out, uint8_t code)
{
    if (code == '(' || code == ')' || code == '\\')
        buf_char(out, '\\');
    buf_char(out, (char)code);
}

/* Writes the glyphs up to the first one of another font, or off the line; false: there is one, or
 * what follows the word does not stand right behind it. */
static bool put_glyphs(struct pdf_embed *embed, const struct pdf_shaped *word,
                       struct pdf_coded *coded, struct buf *out)
{
    int rest = 0;
    for (uint32_t i = 0; i < word->count; i++) {
        const struct pdf_glyph *glyph = &word->glyphs[i];
        if (glyph->dx || glyph->dy || glyph->face != coded->face)
            return false;
        struct pdf_code code = pdf_embed_code(embed, glyph);
        if (coded->page == EMBED_ANY_PAGE)
            coded->page = code.page;
        if (code.page != coded->page && code.page != EMBED_ANY_PAGE)
            return false;
        if (rest) {
            buf_char(out, ')');
            buf_int(out, rest);
            buf_char(out, '(');
        }
        pdf_embed_put_code(out, code.code);
        rest = code.natural - glyph->advance;
    }
    return rest == 0;
}

static void code_word(struct pdf_embed *embed, const struct pdf_shaped *word,
                      struct pdf_coded *coded)
{
    struct buf out = {0};
    coded->face = word->glyphs[0].face;
    coded->page = EMBED_ANY_PAGE;
    coded->state = put_glyphs(embed, word, coded, &out) ? EMBED_CODED : EMBED_MIXED;
    coded->bytes = arena_str(embed->arena, buf_view(&out));
    buf_free(&out);
}

static struct pdf_coded *slot_of(struct pdf_embed *embed, uint32_t id)
{
    size_t block = id / EMBED_BLOCK;
    while (embed->words.count <= block)
        ARENA_PUSH(embed->arena, &embed->words, NULL);
    if (embed->words.items[block] == NULL)
        embed->words.items[block] = ARENA_ARRAY(embed->arena, struct pdf_coded, EMBED_BLOCK);
    return &embed->words.items[block][id % EMBED_BLOCK];
}

const struct pdf_coded *pdf_embed_word(struct pdf_embed *embed, const struct pdf_shaped *word)
{
    if (word->id == 0 || word->count == 0)
        return NULL;
    struct pdf_coded *coded = slot_of(embed, word->id);
    if (coded->state == EMBED_UNKNOWN)
        code_word(embed, word, coded);
    return coded->state == EMBED_CODED ? coded : NULL;
}
