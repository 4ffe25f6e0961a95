/* SPDX-License-Identifier: MIT */
#include "pdf/form_font.h"

#include "pdf/alphabet.h"
#include "pdf/embed.h"

#include <hb-ot.h>
#include <hb-subset.h>

enum { CODES = 256, FIRST = 0x20, NOT_SYMBOLIC = 32 };

struct pdf_form_font {
    struct pdf_form_font *next;
    uint16_t face_index;
    struct str letters, others;
    const struct pdf_face *face;
    struct pdf_alphabet alphabet;
    struct str name;    /* with the tag of the subset */
    struct str program; /* the font file, compressed */
    unsigned program_size;
    int16_t widths[CODES]; /* 1/1000 em */
};

static bool face_has(void *context, uint32_t character)
{
    const struct pdf_face *face = context;
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, character, &glyph);
}

/* Readers find the glyph of a name through the font's table `cmap`; all about its shaping goes. */
static hb_face_t *subset_of(const struct pdf_form_font *font)
{
    static const hb_tag_t dropped[] = {
        HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
        HB_TAG('k', 'e', 'r', 'n'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'),
        HB_TAG('p', 'o', 's', 't'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('g', 'a', 's', 'p'),
        HB_TAG('m', 'e', 't', 'a'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('S', 'T', 'A', 'T'),
    };
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return NULL;
    hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(tables, dropped[i]);
    for (unsigned code = FIRST; code < CODES; code++)
        if (font->alphabet.characters[code])
            hb_set_add(hb_subset_input_unicode_set(input), font->alphabet.characters[code]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *subset = hb_subset_or_fail(font->face->face, input);
    hb_subset_input_destroy(input);
    return subset;
}

static void measure(struct pdf_form_font *font)
{
    for (unsigned code = FIRST; code < CODES; code++) {
        hb_codepoint_t glyph;
        uint32_t character = font->alphabet.characters[code];
        if (character == 0 || !hb_font_get_nominal_glyph(font->face->font, character, &glyph))
            continue;
        int64_t units = hb_font_get_glyph_h_advance(font->face->font, glyph);
        font->widths[code] = (int16_t)((units * 2000 / font->face->upem + 1) / 2);
    }
}

static struct str name_of(const struct pdf_form_font *font, struct arena *arena)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (unsigned code = FIRST; code < CODES; code++)
        hash = (hash ^ font->alphabet.characters[code]) * UINT64_C(1099511628211);
    char tag[8] = "??????+";
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    struct str parts[] = {{tag, 7}, font->face->postscript};
    return arena_join(arena, parts, 2);
}

static bool make(struct pdf_form_font *font, struct pdf_fonts *fonts, struct pdf_objects *objects)
{
    font->face = pdf_fonts_load(fonts, font->face_index);
    struct pdf_face *face = &fonts->faces[font->face_index];
    pdf_alphabet_choose(&font->alphabet, font->letters, font->others, face_has, face);
    hb_face_t *subset = subset_of(font);
    if (subset == NULL)
        return false;
    hb_blob_t *blob = hb_face_reference_blob(subset);
    const char *data = hb_blob_get_data(blob, &font->program_size);
    struct str packed = pdf_deflate(objects, (struct str){data, font->program_size});
    font->program = arena_str(fonts->arena, packed);
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    measure(font);
    font->name = name_of(font, fonts->arena);
    return true;
}

const struct pdf_form_font *pdf_form_font_get(struct pdf_fonts *fonts, uint16_t face,
                                              struct str letters, struct str others,
                                              struct pdf_objects *objects)
{
    for (const struct pdf_form_font *font = fonts->form_fonts; font; font = font->next)
        if (font->face_index == face && str_equal(font->letters, letters) &&
            str_equal(font->others, others))
            return font;
    struct pdf_form_font *font = ARENA_NEW(fonts->arena, struct pdf_form_font);
    font->face_index = face;
    font->letters = arena_str(fonts->arena, letters);
    font->others = arena_str(fonts->arena, others);
    if (!make(font, fonts, objects))
        return NULL;
    font->next = fonts->form_fonts;
    fonts->form_fonts = font;
    return font;
}

static void put_encoding(const struct pdf_form_font *font, struct buf *out)
{
    buf_text(out, "/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[");
    unsigned expected = 0;
    for (unsigned code = FIRST; code < CODES; code++) {
        uint32_t character = font->alphabet.characters[code];
        if (character == 0 || character == pdf_alphabet_base(code))
            continue;
        if (code != expected)
            buf_format(out, "%s%u", expected ? " " : "", code);
        expected = code + 1;
        buf_format(out, "/%s", pdf_glyph_name(character));
    }
    buf_text(out, "]>>");
}

static HPDF_Dict write_to_unicode(const struct pdf_form_font *font, struct pdf_objects *objects)
{
    enum { LINES = 100 }; /* the most that one section may hold */
    struct buf lines = {0}, text = {0};
    unsigned count = 0;
    pdf_embed_put_unicode_head(&text);
    for (unsigned code = FIRST; code <= CODES; code++) {
        if (count == LINES || (code == CODES && count)) {
            buf_format(&text, "%u beginbfchar\n", count);
            buf_str(&text, buf_view(&lines));
            buf_text(&text, "endbfchar\n");
            buf_clear(&lines);
            count = 0;
        }
        if (code == CODES || font->alphabet.characters[code] == 0)
            continue;
        buf_char(&lines, '<');
        pdf_put_hex(&lines, code, 2);
        buf_text(&lines, "><");
        pdf_put_hex(&lines, font->alphabet.characters[code], 4);
        buf_text(&lines, ">\n");
        count++;
    }
    pdf_embed_put_cmap_tail(&text);
    HPDF_Dict dict = pdf_stream_new(objects, buf_view(&text), true, (struct str){0});
    buf_free(&lines);
    buf_free(&text);
    return dict;
}

unsigned pdf_form_font_write(const struct pdf_form_font *font, struct pdf_objects *objects)
{
    struct buf entries = {0};
    buf_format(&entries, "/Length1 %u/Filter/FlateDecode", font->program_size);
    HPDF_Dict file = pdf_stream_new(objects, font->program, false, buf_view(&entries));
    buf_free(&entries);
    HPDF_Dict descriptor =
        pdf_embed_descriptor(objects, font->face, NOT_SYMBOLIC, font->name, file);
    HPDF_Dict unicode = write_to_unicode(font, objects);
    HPDF_Dict dict = pdf_dict_new(objects);
    struct buf *body = pdf_dict_body(dict);
    buf_text(body, "/Type/Font/Subtype/TrueType/BaseFont");
    pdf_put_name(body, font->name);
    buf_format(body, "/FontDescriptor %u 0 R/ToUnicode %u 0 R", pdf_object_number(descriptor),
               pdf_object_number(unicode));
    put_encoding(font, body);
    buf_format(body, "/FirstChar %d/LastChar %d/Widths[", FIRST, CODES - 1);
    for (unsigned code = FIRST; code < CODES; code++)
        buf_format(body, "%s%d", code > FIRST ? " " : "", font->widths[code]);
    buf_char(body, ']');
    return pdf_object_number(dict);
}
