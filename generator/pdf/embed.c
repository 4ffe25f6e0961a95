/* SPDX-License-Identifier: MIT */
#include "pdf/embed_parts.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdio.h>
#include <string.h>

enum { SYMBOLIC = 4 }; /* font descriptor: it has an encoding of its own */

void pdf_embed_put_name(struct buf *out, uint16_t face, uint16_t page)
{
    buf_char(out, '/');
    if (face < 26)
        buf_char(out, (char)('A' + face));
    else
        buf_format(out, "Z%u_", face);
    if (page)
        buf_int(out, page);
}

static const char cmap_head[] =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo <</Registry(Adobe)/Ordering(%s)/Supplement 0>> def\n"
    "/CMapName /%s def /CMapType %d def%s\n"
    "1 begincodespacerange <00><FF> endcodespacerange\n";
static const char cmap_tail[] = "endcmap CMapName currentdict /CMap defineresource pop end end";

void pdf_embed_put_unicode_head(struct buf *out)
{
    buf_format(out, cmap_head, "UCS", "Adobe-Identity-UCS", 2, "");
}

void pdf_embed_put_cmap_tail(struct buf *out)
{
    buf_text(out, cmap_tail);
}

/* Every code of a page has its CID, used or not: so a CMap of one name is the same for all faces.
 */
static HPDF_Dict write_encoding(struct pdf_embed *embed, unsigned page)
{
    struct buf text = {0}, entries = {0};
    char name[24];
    snprintf(name, sizeof name, "Letopis-%u", page);
    buf_format(&text, cmap_head, "Identity", name, 1, " /WMode 0 def");
    buf_format(&text, "2 begincidrange <20><20> 32 <21><%02X> %u endcidrange\n",
               EMBED_FIRST + EMBED_CODES - 1, EMBED_FIRST + page * EMBED_CODES);
    buf_text(&text, cmap_tail);
    buf_format(&entries,
               "/Type/CMap/CMapName/%s/WMode 0/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
               "/Supplement 0>>",
               name);
    HPDF_Dict dict = pdf_stream_new(embed->objects, buf_view(&text), true, buf_view(&entries));
    buf_free(&text);
    buf_free(&entries);
    return dict;
}

static HPDF_Dict encoding_of(struct pdf_embed *embed, unsigned page)
{
    while (embed->encodings.count <= page) {
        HPDF_Dict dict = write_encoding(embed, (unsigned)embed->encodings.count);
        ARENA_PUSH(embed->arena, &embed->encodings, dict);
    }
    return embed->encodings.items[page];
}

/* A glyph that follows the first of its cluster stands for nothing of its own. ToUnicode has no
 * way to say that; U+200B (zero width) adds no letter and no gap when the text is copied. */
static struct str meaning_of(const struct embed_pair *pair)
{
    return pair->text_n ? (struct str){pair->text, pair->text_n} : STR("\xE2\x80\x8B");
}

enum { BFCHARS = 100 }; /* the most that one section of a CMap may hold */

static HPDF_Dict write_to_unicode(struct pdf_embed *embed, const struct embed_pair *pairs,
                                  size_t count)
{
    struct buf text = {0};
    pdf_embed_put_unicode_head(&text);
    buf_text(&text, "1 beginbfchar <20><0020> endbfchar\n");
    for (size_t i = 0; i < count; i++) {
        if (i % BFCHARS == 0)
            buf_format(&text, "%zu beginbfchar\n", count - i < BFCHARS ? count - i : BFCHARS);
        buf_char(&text, '<');
        pdf_put_hex(&text, (uint32_t)(EMBED_FIRST + i), 2);
        buf_text(&text, "><");
        pdf_put_utf16(&text, meaning_of(&pairs[i]));
        buf_text(&text, ">\n");
        if (i % BFCHARS == BFCHARS - 1 || i + 1 == count)
            buf_text(&text, "endbfchar\n");
    }
    pdf_embed_put_cmap_tail(&text);
    HPDF_Dict dict = pdf_stream_new(embed->objects, buf_view(&text), true, (struct str){0});
    buf_free(&text);
    return dict;
}

/* Six capital letters that depend on the glyphs alone. */
static void put_subset_tag(struct buf *out, const struct embed_face *used)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 1; i < used->count; i++)
        hash = (hash ^ used->items[i].glyph) * UINT64_C(1099511628211);
    for (int i = 0; i < 6; i++, hash /= 26)
        buf_char(out, (char)('A' + hash % 26));
    buf_char(out, '+');
}

/*
 * The face without the tables that a PDF has no use for. To leave them out here and not in the plan
 * spares HarfBuzz from gathering all characters of the face's cmap anew for each subset.
 */
static hb_face_t *bare_face(hb_face_t *whole)
{
    static const hb_tag_t dropped[] = {
        HB_TAG('c', 'm', 'a', 'p'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
        HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('n', 'a', 'm', 'e'),
        HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('D', 'S', 'I', 'G'),
        HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
        HB_TAG('g', 'a', 's', 'p'), HB_TAG('F', 'F', 'T', 'M'), HB_TAG('P', 'C', 'L', 'T'),
        HB_TAG('B', 'A', 'S', 'E'), HB_TAG('J', 'S', 'T', 'F'), HB_TAG('m', 'e', 't', 'a'),
        HB_TAG('S', 'T', 'A', 'T'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('C', 'O', 'L', 'R'),
        HB_TAG('C', 'P', 'A', 'L'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
    };
    hb_face_t *bare = hb_face_builder_create();
    hb_tag_t tags[64];
    unsigned count = sizeof tags / sizeof *tags;
    hb_face_get_table_tags(whole, 0, &count, tags);
    for (unsigned i = 0; i < count; i++) {
        bool drop = false;
        for (size_t k = 0; k < sizeof dropped / sizeof *dropped; k++)
            drop = drop || tags[i] == dropped[k];
        if (drop)
            continue;
        hb_blob_t *table = hb_face_reference_table(whole, tags[i]);
        hb_face_builder_add_table(bare, tags[i], table);
        hb_blob_destroy(table);
    }
    return bare;
}

static hb_subset_plan_t *plan_subset(const struct pdf_face *face, const struct embed_face *used)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 1; i < used->count; i++)
        hb_set_add(glyphs, used->items[i].glyph);
    if (used->space >= 0)
        hb_set_add(glyphs, used->space_glyph);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *bare = bare_face(face->face);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
    hb_face_destroy(bare);
    hb_subset_input_destroy(input);
    return plan;
}

/* CID → glyph of the subset, two bytes each. */
static HPDF_Dict write_glyph_map(struct pdf_embed *embed, const struct embed_face *used,
                                 hb_subset_plan_t *plan)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    struct buf bytes = {0};
    size_t last = EMBED_FIRST + used->count - 1;
    for (size_t cid = 0; cid < last; cid++) {
        unsigned glyph = 0;
        if (cid == EMBED_SPACE && used->space >= 0)
            glyph = hb_map_get(map, used->space_glyph);
        else if (cid >= EMBED_FIRST)
            glyph = hb_map_get(map, used->items[cid - EMBED_FIRST + 1].glyph);
        buf_char(&bytes, (char)(glyph >> 8 & 0xFF));
        buf_char(&bytes, (char)(glyph & 0xFF));
    }
    HPDF_Dict dict = pdf_stream_new(embed->objects, buf_view(&bytes), true, (struct str){0});
    buf_free(&bytes);
    return dict;
}

static int head_value(const struct pdf_face *face, const unsigned char *head, int offset)
{
    int value = (int16_t)(head[offset] << 8 | head[offset + 1]);
    return value * 1000 / face->upem;
}

HPDF_Dict pdf_embed_descriptor(struct pdf_objects *objects, const struct pdf_face *face, int flags,
                               struct str name, HPDF_Dict file)
{
    enum { HEAD_LEAST = 44, X_MIN = 36 };
    HPDF_Dict dict = pdf_dict_new(objects);
    struct buf *body = pdf_dict_body(dict);
    hb_blob_t *blob = hb_face_reference_table(face->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned size;
    const unsigned char *head = (const unsigned char *)hb_blob_get_data(blob, &size);
    int box[4] = {0, -200, 1000, 900};
    for (int i = 0; i < 4 && size >= HEAD_LEAST; i++)
        box[i] = head_value(face, head, X_MIN + 2 * i);
    hb_blob_destroy(blob);
    bool bold = str_find_str(face->style, STR("Bold"), 0) != STR_NOT_FOUND;
    bool italic = str_find_str(face->style, STR("Italic"), 0) != STR_NOT_FOUND;
    buf_text(body, "/Type/FontDescriptor/FontName");
    pdf_put_name(body, name);
    buf_format(body,
               "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d"
               "/StemV %d/FontFile2 %u 0 R",
               flags, box[0], box[1], box[2], box[3], italic ? -12 : 0, face->metrics.ascender,
               face->metrics.descender, face->metrics.cap_height, bold ? 140 : 80,
               pdf_object_number(file));
    return dict;
}

static HPDF_Dict write_cid_font(struct pdf_embed *embed, const struct embed_face *used,
                                struct str name, HPDF_Dict descriptor, HPDF_Dict glyph_map)
{
    HPDF_Dict dict = pdf_dict_new(embed->objects);
    struct buf *body = pdf_dict_body(dict);
    buf_text(body, "/Type/Font/Subtype/CIDFontType2/BaseFont");
    pdf_put_name(body, name);
    buf_format(body,
               "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
               "/FontDescriptor %u 0 R/CIDToGIDMap %u 0 R/DW 1000/W[%d[%d",
               pdf_object_number(descriptor), pdf_object_number(glyph_map), EMBED_SPACE,
               used->space >= 0 ? used->space : 250);
    for (size_t i = 1; i < used->count; i++) {
        buf_char(body, ' ');
        buf_int(body, used->items[i].natural);
    }
    buf_text(body, "]]");
    return dict;
}

static void write_type0(struct pdf_embed *embed, uint16_t face, uint16_t page,
                        const struct embed_face *used, struct str name, HPDF_Dict cid_font,
                        struct buf *resources)
{
    size_t first = (size_t)page * EMBED_CODES + 1;
    size_t count = used->count - first < EMBED_CODES ? used->count - first : EMBED_CODES;
    HPDF_Dict dict = pdf_dict_new(embed->objects);
    struct buf *body = pdf_dict_body(dict);
    buf_text(body, "/Type/Font/Subtype/Type0/BaseFont");
    pdf_put_name(body, name);
    HPDF_Dict encoding = encoding_of(embed, page);
    HPDF_Dict unicode = write_to_unicode(embed, used->items + first, count);
    buf_format(body, "/DescendantFonts[%u 0 R]/Encoding %u 0 R/ToUnicode %u 0 R",
               pdf_object_number(cid_font), pdf_object_number(encoding),
               pdf_object_number(unicode));
    pdf_embed_put_name(resources, face, page);
    buf_char(resources, ' ');
    pdf_put_ref(resources, pdf_object_number(dict));
}

static bool write_face(struct pdf_embed *embed, uint16_t index, struct buf *resources)
{
    struct embed_face *used = embed->faces[index];
    const struct pdf_face *face = pdf_fonts_face(embed->fonts, index);
    hb_subset_plan_t *plan = plan_subset(face, used);
    hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (subset == NULL) {
        hb_subset_plan_destroy(plan);
        return false;
    }
    struct buf name = {0}, entries = {0};
    put_subset_tag(&name, used);
    buf_str(&name, face->postscript);
    hb_blob_t *blob = hb_face_reference_blob(subset);
    unsigned size;
    const char *data = hb_blob_get_data(blob, &size);
    buf_format(&entries, "/Length1 %u", size);
    HPDF_Dict file =
        pdf_stream_new(embed->objects, (struct str){data, size}, true, buf_view(&entries));
    HPDF_Dict glyph_map = write_glyph_map(embed, used, plan);
    HPDF_Dict descriptor =
        pdf_embed_descriptor(embed->objects, face, SYMBOLIC, buf_view(&name), file);
    HPDF_Dict cid_font = write_cid_font(embed, used, buf_view(&name), descriptor, glyph_map);
    size_t pages = used->count > 1 ? (used->count - 2) / EMBED_CODES + 1 : 1;
    for (size_t page = 0; page < pages; page++)
        write_type0(embed, index, (uint16_t)page, used, buf_view(&name), cid_font, resources);
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    hb_subset_plan_destroy(plan);
    buf_free(&name);
    buf_free(&entries);
    return true;
}

bool pdf_embed_finish(struct pdf_embed *embed, struct buf *resources)
{
    bool good = true;
    buf_text(resources, "/Font<<");
    for (size_t i = 0; i < PDF_FACES_MAX; i++)
        if (embed->faces[i])
            good = write_face(embed, (uint16_t)i, resources) && good;
    buf_text(resources, ">>");
    return good;
}
