/* SPDX-License-Identifier: MIT */
#include "pdf/fields.h"

#include "base/map.h"
#include "pdf/form_font.h"

#define FONT "/Form" /* its resource name */

/* In unison: an option that is offered twice in a document is one state of the field. */
enum { MULTILINE = 1 << 12, RADIO = 1 << 15, COMBO = 1 << 17, IN_UNISON = 1 << 25 };

struct widget {
    HPDF_Dict dict;
    struct str option;
    bool on;
};

struct field {
    struct field *next; /* in the order of their first widgets */
    enum pdf_field_kind kind;
    struct str name, description;
    bool several; /* one of its widgets has room for several lines */
    pdf_length size;
    const struct pdf_field_option *options;
    size_t option_count;
    struct {
        struct widget *items;
        size_t count, capacity;
    } widgets;
};

/* The two faces of a box of one size, and the option that it stands for. */
struct box {
    struct box *next;
    pdf_length w, h;
    unsigned on, off; /* objects */
};

struct pdf_fields {
    struct arena *arena;
    struct pdf_objects *objects;
    struct pdf_field_font wanted;
    const struct pdf_form_font *font;
    unsigned font_number; /* 0: none yet */
    struct field *first, *last;
    struct map wanted_names; /* kind and name asked for → its field */
    struct map names;        /* as they stand in the file */
    struct box *boxes;
};

struct pdf_fields *pdf_fields_new(struct arena *arena, struct pdf_objects *objects,
                                  struct pdf_field_font font)
{
    struct pdf_fields *fields = ARENA_NEW(arena, struct pdf_fields);
    fields->arena = arena;
    fields->objects = objects;
    fields->wanted = font;
    return fields;
}

static void make_font(struct pdf_fields *fields)
{
    fields->font =
        pdf_form_font_get(fields->wanted.fonts, fields->wanted.face, fields->wanted.letters,
                          fields->wanted.others, fields->objects);
    if (fields->font)
        fields->font_number = pdf_form_font_write(fields->font, fields->objects);
}

/* --- appearances --- */

static unsigned write_appearance(struct pdf_fields *fields, const struct pdf_item *item,
                                 struct str content, struct str resources)
{
    struct buf entries = {0};
    buf_text(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    pdf_put_length(&entries, item->w);
    buf_char(&entries, ' ');
    pdf_put_length(&entries, item->h);
    buf_text(&entries, "]/Resources<<");
    buf_str(&entries, resources);
    buf_text(&entries, ">>");
    HPDF_Dict dict = pdf_stream_new(fields->objects, content, false, buf_view(&entries));
    buf_free(&entries);
    return pdf_object_number(dict);
}

static void put_pair(struct buf *out, pdf_length x, pdf_length y, const char *operator)
{
    pdf_put_length(out, x);
    buf_char(out, ' ');
    pdf_put_length(out, y);
    buf_text(out, operator);
}

/* What stands between `/Tx BMC` and `EMC` is what programs replace when somebody types: nothing is
 * known yet. */
static unsigned write_empty(struct pdf_fields *fields, const struct pdf_item *item)
{
    struct buf resources = {0};
    buf_format(&resources, "/Font<<" FONT " %u 0 R>>", fields->font_number);
    struct str font = fields->font ? buf_view(&resources) : STR("");
    unsigned number = write_appearance(fields, item, STR("/Tx BMC\nEMC\n"), font);
    buf_free(&resources);
    return number;
}

/* A cross, as on paper. */
static unsigned write_tick(struct pdf_fields *fields, const struct pdf_item *item)
{
    struct buf out = {0};
    pdf_length left = item->w / 5, right = item->w - left;
    pdf_length bottom = item->h / 5, top = item->h - bottom;
    buf_text(&out, "1 w 0 G\n");
    put_pair(&out, left, bottom, " m\n");
    put_pair(&out, right, top, " l\n");
    put_pair(&out, left, top, " m\n");
    put_pair(&out, right, bottom, " l S\n");
    unsigned number = write_appearance(fields, item, buf_view(&out), STR(""));
    buf_free(&out);
    return number;
}

static const struct box *box_of(struct pdf_fields *fields, const struct pdf_item *item)
{
    for (const struct box *box = fields->boxes; box; box = box->next)
        if (box->w == item->w && box->h == item->h)
            return box;
    struct box *box = ARENA_NEW(fields->arena, struct box);
    *box = (struct box){fields->boxes, item->w, item->h, write_tick(fields, item),
                        write_appearance(fields, item, STR(""), STR(""))};
    fields->boxes = box;
    return box;
}

/* --- widgets --- */

static void put_option(struct buf *out, struct str option)
{
    /* Off is what every box says that is not ticked. */
    struct str name = option.n == 0                   ? STR("Yes")
                      : str_equal(option, STR("Off")) ? STR("Off-")
                                                      : option;
    pdf_put_name(out, name);
}

static bool has_states(enum pdf_field_kind kind)
{
    return kind == PDF_FIELD_CHECK || kind == PDF_FIELD_RADIO;
}

static HPDF_Dict write_widget(struct pdf_fields *fields, const struct pdf_item *item,
                              pdf_length page_height, unsigned page)
{
    HPDF_Dict dict = pdf_dict_new(fields->objects);
    struct buf *body = pdf_dict_body(dict);
    pdf_length top = page_height - item->y;
    buf_format(body, "/Type/Annot/Subtype/Widget/F 4/P %u 0 R/Rect[", page);
    put_pair(body, item->x, top - item->h, " ");
    put_pair(body, item->x + item->w, top, "]");
    if (!has_states(item->field->kind)) {
        buf_format(body, "/AP<</N %u 0 R>>", write_empty(fields, item));
        /* Typed lines would stand across the ruled ones: what draws them lays white below. */
        if (item->field->several)
            buf_text(body, "/MK<</BG[1]>>");
        return dict;
    }
    const struct box *box = box_of(fields, item);
    buf_text(body, "/AP<</N<<");
    put_option(body, item->field->option);
    buf_format(body, " %u 0 R/Off %u 0 R>>>>/AS", box->on, box->off);
    if (item->field->on)
        put_option(body, item->field->option);
    else
        buf_text(body, "/Off");
    return dict;
}

/* --- fields --- */

/* A name for a new field. A period would make a name of several parts. */
static struct str free_name(struct pdf_fields *fields, struct str wanted)
{
    struct buf name = {0};
    for (unsigned number = 1; number == 1 || map_find(&fields->names, buf_view(&name)); number++) {
        buf_clear(&name);
        for (size_t i = 0; i < wanted.n; i++)
            buf_char(&name, wanted.p[i] == '.' ? '-' : wanted.p[i]);
        if (wanted.n == 0)
            buf_text(&name, "field");
        if (number > 1)
            buf_format(&name, "-%u", number);
    }
    struct str kept = buf_copy(&name, fields->arena);
    buf_free(&name);
    return kept;
}

static void copy_options(struct arena *arena, struct field *field, const struct pdf_item *item)
{
    size_t count = item->field->option_count;
    struct pdf_field_option *options = ARENA_ARRAY(arena, struct pdf_field_option, count + 1);
    for (size_t i = 0; i < count; i++) {
        options[i].key = arena_str(arena, item->field->options[i].key);
        options[i].label = arena_str(arena, item->field->options[i].label);
    }
    field->options = options;
    field->option_count = count;
}

/* The field that an area belongs to: one of its kind and name, or a new one. */
static struct field *field_of(struct pdf_fields *fields, const struct pdf_item *item)
{
    struct arena *arena = fields->arena;
    static const char *const kinds[] = {"t", "o", "c", "r"};
    struct str parts[] = {str_from(kinds[item->field->kind]), item->field->name};
    struct map_entry *entry =
        map_put(&fields->wanted_names, arena, arena_join(arena, parts, 2), NULL);
    if (entry->pointer)
        return entry->pointer;
    struct field *field = entry->pointer = ARENA_NEW(arena, struct field);
    field->kind = item->field->kind;
    field->name = free_name(fields, item->field->name);
    field->description = arena_str(arena, item->field->description);
    copy_options(arena, field, item);
    field->size = item->field->size;
    map_put(&fields->names, arena, field->name, NULL);
    if (fields->last)
        fields->last->next = field;
    else
        fields->first = field;
    fields->last = field;
    return field;
}

HPDF_Dict pdf_fields_add(struct pdf_fields *fields, const struct pdf_item *item,
                         pdf_length page_height, unsigned page)
{
    if (fields->first == NULL)
        make_font(fields);
    struct field *field = field_of(fields, item);
    struct widget widget = {write_widget(fields, item, page_height, page),
                            arena_str(fields->arena, item->field->option), item->field->on};
    ARENA_PUSH(fields->arena, &field->widgets, widget);
    field->several = field->several || item->field->several;
    return widget.dict;
}

/* --- the form --- */

static void put_state(struct buf *out, const struct field *field)
{
    for (size_t i = 0; i < field->widgets.count; i++)
        if (field->widgets.items[i].on) {
            put_option(out, field->widgets.items[i].option);
            return;
        }
    buf_text(out, "/Off");
}

static void put_options(struct buf *out, const struct field *field)
{
    buf_text(out, "/Opt[");
    for (size_t i = 0; i < field->option_count; i++) {
        buf_char(out, '[');
        pdf_put_text(out, field->options[i].key);
        pdf_put_text(out, field->options[i].label);
        buf_char(out, ']');
    }
    buf_char(out, ']');
}

static void put_field(struct buf *out, const struct field *field)
{
    static const char *const types[] = {"Tx", "Ch", "Btn", "Btn"};
    static const unsigned flags[] = {0, COMBO, 0, RADIO | IN_UNISON};
    unsigned flag = field->several ? flags[field->kind] | MULTILINE : flags[field->kind];
    buf_format(out, "/FT/%s/T", types[field->kind]);
    pdf_put_text(out, field->name);
    buf_text(out, "/TU");
    pdf_put_text(out, field->description);
    if (flag)
        buf_format(out, "/Ff %u", flag);
    if (has_states(field->kind)) {
        buf_text(out, "/V");
        put_state(out, field);
        return;
    }
    /* Where one line is typed, the size of its letters follows from it (0): so all of it is seen.
     */
    bool line = field->kind == PDF_FIELD_TEXT && !field->several;
    buf_text(out, "/DA(" FONT " ");
    pdf_put_length(out, line ? 0 : field->size);
    buf_text(out, " Tf 0 g)");
    if (field->kind == PDF_FIELD_CHOICE)
        put_options(out, field);
}

/* One widget is its field too. Of several, and of radio buttons always, the field is the parent. */
static unsigned write_field(struct pdf_fields *fields, const struct field *field)
{
    const struct widget *widgets = field->widgets.items;
    if (field->widgets.count == 1 && field->kind != PDF_FIELD_RADIO) {
        put_field(pdf_dict_body(widgets[0].dict), field);
        return pdf_object_number(widgets[0].dict);
    }
    HPDF_Dict dict = pdf_dict_new(fields->objects);
    struct buf *body = pdf_dict_body(dict);
    put_field(body, field);
    buf_text(body, "/Kids[");
    for (size_t i = 0; i < field->widgets.count; i++) {
        pdf_put_ref(body, pdf_object_number(widgets[i].dict));
        buf_format(pdf_dict_body(widgets[i].dict), "/Parent %u 0 R", pdf_object_number(dict));
    }
    buf_char(body, ']');
    return pdf_object_number(dict);
}

bool pdf_fields_finish(struct pdf_fields *fields)
{
    if (fields->first == NULL)
        return true;
    HPDF_Dict form = pdf_dict_new(fields->objects);
    struct buf *body = pdf_dict_body(form);
    buf_format(body, "/DR<</Font<<" FONT " %u 0 R>>>>/DA(" FONT " 0 Tf 0 g)/Fields[",
               fields->font_number);
    for (const struct field *field = fields->first; field; field = field->next)
        pdf_put_ref(body, write_field(fields, field));
    buf_char(body, ']');
    HPDF_Dict_Add(fields->objects->doc->catalog, "AcroForm", form);
    return fields->font != NULL;
}
