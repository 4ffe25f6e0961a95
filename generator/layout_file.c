/* SPDX-License-Identifier: MIT */
#include "layout_file.h"

#include "calc/number.h"
#include "layout_like.h"
#include "yaml/scalar.h"
#include "yaml/schema_table.h"

/*
 * The file in short: page and margins, faces (families with their Debian packages), texts (one
 * entry for each kind of text), colours. Lengths are points ("10.5") or millimetres ("20 mm").
 */

static const struct schema_field page_fields[] = {
    NEEDED("width", SHAPE_TEXT),  NEEDED("height", SHAPE_TEXT), NEEDED("top", SHAPE_TEXT),
    NEEDED("bottom", SHAPE_TEXT), NEEDED("left", SHAPE_TEXT),   NEEDED("right", SHAPE_TEXT),
};
static const struct schema page_schema = SCHEMA("page", page_fields);

static const struct schema_field family_fields[] = {
    NEEDED("family", SHAPE_TEXT),  NEEDED("package", SHAPE_TEXT), FIELD("regular", SHAPE_TEXT),
    FIELD("bold", SHAPE_TEXT),     FIELD("italic", SHAPE_TEXT),   FIELD("bold_italic", SHAPE_TEXT),
    FIELD("fallback", SHAPE_NAME), FIELD("folder", SHAPE_TEXT),
};
static const struct schema family_schema = SCHEMA("family", family_fields);
static const struct schema_field family_field = {.shape = SHAPE_GROUP, .group = &family_schema};

static const struct schema_field text_fields[] = {
    FIELD("face", SHAPE_NAME),   FIELD("size", SHAPE_TEXT),      FIELD("leading", SHAPE_TEXT),
    FIELD("before", SHAPE_TEXT), FIELD("after", SHAPE_TEXT),     FIELD("color", SHAPE_TEXT),
    FIELD("bold", SHAPE_YES_NO), FIELD("tabular", SHAPE_YES_NO), FIELD("centered", SHAPE_YES_NO),
};
static const struct schema text_schema = SCHEMA("text", text_fields);

#define TEXT(key) FIELD(key, SHAPE_GROUP, .group = &text_schema)
/* In the order of enum pdf_style. */
static const struct schema_field texts_fields[] = {
    TEXT("body"),     TEXT("title"),   TEXT("subtitle"), TEXT("heading1"),   TEXT("heading2"),
    TEXT("heading3"), TEXT("caption"), TEXT("table"),    TEXT("table_head"), TEXT("note"),
    TEXT("running"),  TEXT("code"),    TEXT("figure"),
};
static const struct schema texts_schema = SCHEMA("texts", texts_fields);
_Static_assert(sizeof texts_fields / sizeof *texts_fields == PDF_STYLE_COUNT,
               "every kind of text has its key");

static const struct schema_field color_element = {.shape = SHAPE_TEXT};
static const struct schema_field colors_fields[] = {
    NEEDED("rule", SHAPE_TEXT),   NEEDED("grid", SHAPE_TEXT),
    NEEDED("muted", SHAPE_TEXT),  NEEDED("link", SHAPE_TEXT),
    NEEDED("accent", SHAPE_TEXT), NEEDED("palette", SHAPE_LIST, .element = &color_element),
};
static const struct schema colors_schema = SCHEMA("colors", colors_fields);

static const struct schema_field layout_fields[] = {
    NEEDED("page", SHAPE_GROUP, .group = &page_schema),
    NEEDED("faces", SHAPE_MAP, .element = &family_field),
    NEEDED("texts", SHAPE_GROUP, .group = &texts_schema),
    NEEDED("colors", SHAPE_GROUP, .group = &colors_schema),
    FIELD("justified", SHAPE_YES_NO),
    FIELD("hyphenated", SHAPE_YES_NO),
    FIELD("title_page", SHAPE_YES_NO),
    FIELD("running_head", SHAPE_YES_NO),
    FIELD("page_numbers", SHAPE_YES_NO),
    FIELD("link_pages", SHAPE_YES_NO),
    FIELD("indent", SHAPE_TEXT),
    FIELD("rule", SHAPE_TEXT),
    FIELD("cell_gap", SHAPE_TEXT),
    FIELD("row_gap", SHAPE_TEXT),
};
static const struct schema layout_schema = SCHEMA("pdf.yaml", layout_fields);

struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct node *faces;
    bool faulty;
};

/* Points to 1/64 pt; 1 mm is 72/25.4 pt. */
static bool to_length(struct reader *reader, struct text text, pdf_length *out)
{
    struct number number;
    struct text rest;
    if (!scalar_number(reader->arena, text, reader->diags, &number, &rest))
        return false;
    struct str unit = str_trim(rest.s);
    int64_t whole = 0;
    struct number scale = number_from_int(64);
    if (str_is(unit, "mm"))
        scale = number_from_ratio(reader->arena, 64 * 720, 254);
    else if (unit.n && !str_is(unit, "pt"))
        return false;
    number = number_multiply(reader->arena, number, scale);
    number = number_round(reader->arena, number, NUMBER_ONE);
    if (!number_to_int(number, &whole) || whole < 0 || whole > PDF_PT(14400))
        return false;
    *out = (pdf_length)whole;
    return true;
}

static void read_length(struct reader *reader, const struct node *map, const char *key,
                        pdf_length *out)
{
    struct text text = schema_text(map, key);
    if (text.s.n == 0)
        return;
    if (to_length(reader, text, out))
        return;
    diag_add(reader->diags, MSG_LAYOUT_LENGTH, text.span, ARGS(arg_text("found", text.s)));
    reader->faulty = true;
}

/* A length that was read, where it is one that nobody could read or that has no place. */
static void check_length(struct reader *reader, const struct node *map, const char *key,
                         pdf_length length, pdf_length least, pdf_length most)
{
    struct text text = schema_text(map, key);
    if (text.s.n == 0 || reader->faulty || (length >= least && length <= most))
        return;
    diag_add(reader->diags, MSG_LAYOUT_RANGE, text.span,
             ARGS(arg_text("key", str_from(key)), arg_text("found", text.s),
                  arg_count("least", (least + PDF_PT(1) - 1) / PDF_PT(1)),
                  arg_count("most", most / PDF_PT(1))));
    reader->faulty = true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void read_color(struct reader *reader, struct text text, struct pdf_color *out)
{
    uint8_t parts[3] = {0};
    bool good = text.s.n == 7 && text.s.p[0] == '#';
    for (size_t i = 0; good && i < 3; i++) {
        int high = hex_digit(text.s.p[1 + 2 * i]), low = hex_digit(text.s.p[2 + 2 * i]);
        good = high >= 0 && low >= 0;
        parts[i] = good ? (uint8_t)(high * 16 + low) : 0;
    }
    if (good) {
        *out = (struct pdf_color){parts[0], parts[1], parts[2]};
        return;
    }
    diag_add(reader->diags, MSG_LAYOUT_COLOR, text.span, ARGS(arg_text("found", text.s)));
    reader->faulty = true;
}

static const struct node *find_family(struct reader *reader, struct text name)
{
    const struct node_entry *entry = node_find(reader->faces, name.s);
    if (entry)
        return entry->value;
    diag_add(reader->diags, MSG_LAYOUT_FACE, name.span, ARGS(arg_text("name", name.s)));
    reader->faulty = true;
    return NULL;
}

static struct pdf_face_request request_face(const struct node *family, int emphasis)
{
    static const char *const keys[] = {"regular", "bold", "italic", "bold_italic"};
    static const char *const usual[] = {"Regular", "Bold", "Italic", "Bold Italic"};
    struct text named = schema_text(family, keys[emphasis]);
    struct text name = schema_text(family, "family");
    return (struct pdf_face_request){
        .family = name.s,
        .style = named.s.n ? named.s : str_from(usual[emphasis]),
        .package = schema_text(family, "package").s,
        .folder = schema_text(family, "folder").s,
        .span = name.span,
    };
}

enum { BOLD_BIT = 1, EMPHASES = 4 };

static void read_faces(struct reader *reader, const struct node *text, struct pdf_text_style *style)
{
    struct text face = schema_text(text, "face");
    const struct node *family = face.s.n ? find_family(reader, face) : NULL;
    bool bold = schema_yes_no(text, "bold", false);
    for (int emphasis = 0; family && emphasis < EMPHASES; emphasis++)
        style->faces[emphasis] = request_face(family, bold ? emphasis | BOLD_BIT : emphasis);
    for (int hops = 0; family && hops < 3; hops++) {
        struct text next = schema_text(family, "fallback");
        if (next.s.n == 0)
            break;
        family = find_family(reader, next);
        if (family)
            style->fallbacks[style->fallback_count++] = request_face(family, bold ? BOLD_BIT : 0);
    }
}

/* What a text leaves out it takes from the body. */
static void read_text(struct reader *reader, const struct node *text,
                      const struct pdf_text_style *body, struct pdf_text_style *style)
{
    *style = *body;
    style->before = style->after = 0;
    if (text == NULL)
        return;
    if (node_get(text, "face") || node_get(text, "bold")) {
        style->fallback_count = 0;
        read_faces(reader, text, style);
    }
    read_length(reader, text, "size", &style->size);
    style->leading = style->size * 4 / 3;
    read_length(reader, text, "leading", &style->leading);
    read_length(reader, text, "before", &style->before);
    read_length(reader, text, "after", &style->after);
    check_length(reader, text, "size", style->size, PDF_PT(4), PDF_PT(144));
    check_length(reader, text, "leading", style->leading, style->size * 9 / 10, style->size * 4);
    style->tabular = schema_yes_no(text, "tabular", false);
    style->centered = schema_yes_no(text, "centered", false);
    struct text color = schema_text(text, "color");
    if (color.s.n)
        read_color(reader, color, &style->color);
}

static void read_page(struct reader *reader, const struct node *page, struct pdf_layout *layout)
{
    read_length(reader, page, "width", &layout->page_width);
    read_length(reader, page, "height", &layout->page_height);
    read_length(reader, page, "top", &layout->margin_top);
    read_length(reader, page, "bottom", &layout->margin_bottom);
    read_length(reader, page, "left", &layout->margin_inner);
    read_length(reader, page, "right", &layout->margin_outer);
    pdf_length least = PDF_PT(72);
    bool narrow = layout->page_width - layout->margin_inner - layout->margin_outer < least ||
                  layout->page_height - layout->margin_top - layout->margin_bottom < least;
    if (!narrow || reader->faulty)
        return;
    diag_add(reader->diags, MSG_LAYOUT_MARGINS, page->span, NO_ARGS);
    reader->faulty = true;
}

/* Half a line above a head or below a foot, and the line: on turned pages at the sides. */
static void check_running(struct reader *reader, const struct node *page, const char *key,
                          pdf_length margin, const char *other, pdf_length leading)
{
    pdf_length least = leading * 3 / 2;
    const struct node *given = node_get(page, key);
    if (margin >= least || given == NULL || reader->faulty)
        return;
    diag_add(reader->diags, MSG_LAYOUT_RUNNING, given->span,
             ARGS(arg_text("found", given->text.s), arg_text("key", str_from(key)),
                  arg_text("other", str_from(other)),
                  arg_count("least", (least + PDF_PT(1) - 1) / PDF_PT(1))));
    reader->faulty = true;
}

static void check_heads_and_feet(struct reader *reader, const struct node *page,
                                 const struct pdf_layout *layout)
{
    pdf_length leading = layout->styles[PDF_STYLE_RUNNING].leading;
    if (layout->running_head) {
        check_running(reader, page, "top", layout->margin_top, "running_head", leading);
        check_running(reader, page, "left", layout->margin_inner, "running_head", leading);
    }
    if (layout->page_numbers) {
        check_running(reader, page, "bottom", layout->margin_bottom, "page_numbers", leading);
        check_running(reader, page, "right", layout->margin_outer, "page_numbers", leading);
    }
}

static void read_colors(struct reader *reader, const struct node *colors, struct pdf_layout *layout)
{
    read_color(reader, schema_text(colors, "rule"), &layout->rule_color);
    read_color(reader, schema_text(colors, "grid"), &layout->grid_color);
    read_color(reader, schema_text(colors, "muted"), &layout->muted_color);
    read_color(reader, schema_text(colors, "link"), &layout->link_color);
    read_color(reader, schema_text(colors, "accent"), &layout->accent_color);
    const struct node *palette = node_get(colors, "palette");
    for (size_t i = 0; palette->kind == NODE_LIST && i < palette->count; i++)
        if (layout->palette_count < PDF_PALETTE_MAX)
            read_color(reader, palette->items[i]->text, &layout->palette[layout->palette_count++]);
    if (layout->palette_count == 0)
        layout->palette[layout->palette_count++] = layout->accent_color;
}

static void read_layout(struct reader *reader, const struct node *root, struct pdf_layout *layout)
{
    const struct node *texts = node_get(root, "texts");
    struct pdf_text_style plain = {.size = PDF_PT(10), .leading = PDF_PT(14)};
    reader->faces = node_get(root, "faces");
    read_page(reader, node_get(root, "page"), layout);
    read_colors(reader, node_get(root, "colors"), layout);
    for (size_t i = 0; i < PDF_STYLE_COUNT; i++)
        read_text(reader, node_get(texts, texts_fields[i].name.p),
                  i ? &layout->styles[PDF_STYLE_BODY] : &plain, &layout->styles[i]);
    layout->justified = schema_yes_no(root, "justified", true);
    layout->hyphenated = schema_yes_no(root, "hyphenated", true);
    layout->title_page = schema_yes_no(root, "title_page", false);
    layout->contents = true;
    layout->running_head = schema_yes_no(root, "running_head", true);
    layout->page_numbers = schema_yes_no(root, "page_numbers", true);
    layout->link_pages = schema_yes_no(root, "link_pages", false);
    check_heads_and_feet(reader, node_get(root, "page"), layout);
    layout->indent = PDF_PT(16);
    layout->rule_width = PDF_PT(1) / 2;
    layout->cell_gap = PDF_PT(12);
    layout->row_gap = PDF_PT(3);
    read_length(reader, root, "indent", &layout->indent);
    read_length(reader, root, "rule", &layout->rule_width);
    read_length(reader, root, "cell_gap", &layout->cell_gap);
    read_length(reader, root, "row_gap", &layout->row_gap);
    pdf_length part = (layout->page_width - layout->margin_inner - layout->margin_outer) / 4;
    check_length(reader, root, "indent", layout->indent, 0, part);
    check_length(reader, root, "rule", layout->rule_width, 0, PDF_PT(10));
    check_length(reader, root, "cell_gap", layout->cell_gap, 0, part);
    check_length(reader, root, "row_gap", layout->row_gap, 0, part);
}

const struct pdf_layout *layout_file_read(struct session *session, struct str name,
                                          struct span span)
{
    const struct node *root = layout_files(session, name, span)->pdf;
    if (root == NULL || !schema_check(&layout_schema, root, session->diags))
        return NULL;
    struct reader reader = {session->arena, session->diags, NULL, false};
    struct pdf_layout *layout = ARENA_NEW(session->arena, struct pdf_layout);
    read_layout(&reader, root, layout);
    return reader.faulty ? NULL : layout;
}
