/* SPDX-License-Identifier: MIT */
/*
 * Places of a blank document as fields to fill in on a screen. The rule or box is drawn as on
 * paper, and is an ornament then: what a reader finds in the element Form is the field alone.
 */
#include "locale/letter.h"
#include "pdf/pen.h"

enum { LETTERS_TOLD = 8 };

/* The letters of the language, in both cases, that a face lacks, parted by spaces; the first of
 * many. */
static struct str lacking(const struct pdf_flow *flow, const struct pdf_font *font)
{
    unsigned count = 0;
    struct str letters = language_alphabet(flow->options->language);
    struct buf missing = {0};
    for (size_t at = 0; at < letters.n;) {
        uint32_t letter = str_next(letters, &at);
        uint32_t both[] = {letter, letter_upper(letter)};
        for (size_t i = 0; i < (both[0] == both[1] ? 1 : 2); i++) {
            if (letter == ' ' || pdf_font_has(flow->options->fonts, font, both[i]))
                continue;
            if (count++ < LETTERS_TOLD) {
                buf_text(&missing, count > 1 ? " " : "");
                buf_code(&missing, both[i]);
            }
        }
    }
    if (count > LETTERS_TOLD)
        buf_text(&missing, " \xE2\x80\xA6");
    struct str copy = buf_copy(&missing, flow->arena);
    buf_free(&missing);
    return copy;
}

void pdf_fillable_check(struct pdf_flow *flow)
{
    if (!flow->document->fillable)
        return;
    struct str letters = lacking(flow, &flow->fonts[PDF_STYLE_BODY][PDF_REGULAR]);
    const struct pdf_face_request *face = &flow->layout->styles[PDF_STYLE_BODY].faces[PDF_REGULAR];
    if (letters.n > 0)
        diag_add(flow->diags, MSG_FORM_LETTERS, face->span,
                 ARGS(arg_text("family", face->family), arg_text("style", face->style),
                      arg_text("letters", letters)));
}

bool pdf_place_is_field(const struct pdf_flow *flow, const struct doc_place *place)
{
    /* What is known already is not asked for. */
    return flow->document->fillable && (place->kind == DOC_PLACE_BOX || place->text.n == 0);
}

void pdf_place_describe(struct arena *arena, const struct doc_place *place,
                        struct pdf_element *element)
{
    element->item.tag.tag = PDF_TAG_FORM;
    /* The boxes of a group share the description of their field. */
    if (place->field == DOC_FIELD_RADIO)
        pdf_element_traits(arena, element)->alt = place->description;
}

static enum pdf_field_kind kind_of(const struct doc_place *place)
{
    switch (place->field) {
    case DOC_FIELD_TEXT:
    case DOC_FIELD_LINES:
    case DOC_FIELD_DATE:
        return PDF_FIELD_TEXT;
    case DOC_FIELD_CHOICE:
        return place->option_count ? PDF_FIELD_CHOICE : PDF_FIELD_TEXT;
    case DOC_FIELD_TICK:
        return PDF_FIELD_CHECK;
    case DOC_FIELD_RADIO:
        return PDF_FIELD_RADIO;
    }
    return PDF_FIELD_TEXT;
}

/* A group is described by its question, its boxes by their own words; a box that stands for itself
 * needs both. */
static struct str describe(struct arena *arena, const struct doc_place *place)
{
    if (place->group.n == 0)
        return place->description;
    if (place->field == DOC_FIELD_RADIO)
        return place->group;
    struct str parts[] = {place->group, STR(" \xE2\x80\x93 "), place->description};
    return arena_join(arena, parts, 3);
}

static void set_options(struct arena *arena, const struct doc_place *place, struct pdf_field *field)
{
    struct pdf_field_option *options =
        ARENA_ARRAY(arena, struct pdf_field_option, place->option_count + 1);
    for (size_t i = 0; i < place->option_count; i++)
        options[i] = (struct pdf_field_option){place->options[i].key, place->options[i].label};
    field->options = options;
    field->option_count = place->option_count;
}

static void pen_field(struct pdf_page_pen *pen, const struct pdf_field *field, struct pdf_box box)
{
    struct pdf_item item = {.kind = PDF_FIELD, .x = box.x, .y = box.y, .w = box.w, .h = box.h};
    item.field = field;
    pdf_pen_item(pen, item);
}

void pdf_pen_field(struct pdf_page_pen *pen, const struct doc_place *place, enum pdf_style style,
                   struct pdf_box box)
{
    struct pdf_field *field = ARENA_NEW(pen->arena, struct pdf_field);
    field->kind = kind_of(place);
    field->several = place->field == DOC_FIELD_LINES;
    field->on = place->ticked;
    field->size = pdf_flow_style(pen->flow, style)->size;
    field->name = place->name;
    field->description = describe(pen->arena, place);
    field->option = place->option;
    set_options(pen->arena, place, field);
    pen_field(pen, field, box);
}

void pdf_pen_field_cell(struct pdf_page_pen *pen, const struct doc_table *table, size_t column,
                        uint32_t row, struct pdf_box box)
{
    const struct doc_column *head = &table->columns[column];
    struct pdf_field *field = ARENA_NEW(pen->arena, struct pdf_field);
    field->several = true;
    field->size = pdf_flow_style(pen->flow, PDF_STYLE_TABLE)->size;
    field->name = arena_format(pen->arena, "%.*s-%u-%.*s", (int)table->name.n, table->name.p,
                               row + 1, (int)head->name.n, head->name.p);
    field->description = language_joined(pen->flow->options->language, pen->arena, head->label,
                                         arena_format(pen->arena, "%u", row + 1));
    pen_field(pen, field, box);
}

bool pdf_place_spans(const struct pdf_flow *flow, const struct pdf_paragraph *paragraph,
                     size_t index)
{
    const struct pdf_line *line = &paragraph->lines[index], *next = line + 1;
    if (index + 1 == paragraph->line_count)
        return false;
    const struct pdf_piece *last = &paragraph->pieces[line->to - 1];
    return last->is_place && pdf_place_is_field(flow, last->mark->place) &&
           paragraph->pieces[next->from].mark == last->mark;
}
