/* SPDX-License-Identifier: MIT */
/*
 * Places of a blank document as fields to fill in on a screen. The rule or box is drawn as on
 * paper, and is an ornament then: what a reader finds in the element Form is the field alone.
 */
#include "pdf/flow.h"

bool pdf_place_is_field(const struct pdf_flow *flow, const struct doc_place *place)
{
    /* What is known already is not asked for. */
    return flow->document->fillable && (place->kind == DOC_PLACE_BOX || place->text.n == 0);
}

void pdf_place_describe(const struct doc_place *place, struct pdf_element *element)
{
    element->item.tag.tag = PDF_TAG_FORM;
    /* The boxes of a group share the description of their field. */
    if (place->field == DOC_FIELD_RADIO)
        element->item.tag.alt = place->description;
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

/* Boxes of one name would be ticked one instead of the other: each of several is its own field. */
static struct str name_of(struct arena *arena, const struct doc_place *place)
{
    if (place->field != DOC_FIELD_TICK || place->option.n == 0)
        return place->name;
    struct str parts[] = {place->name, STR("-"), place->option};
    return arena_join(arena, parts, 3);
}

static void set_options(struct arena *arena, const struct doc_place *place, struct pdf_item *item)
{
    struct pdf_field_option *options =
        ARENA_ARRAY(arena, struct pdf_field_option, place->option_count + 1);
    for (size_t i = 0; i < place->option_count; i++)
        options[i] = (struct pdf_field_option){place->options[i].key, place->options[i].label};
    item->field.options = options;
    item->field.option_count = place->option_count;
}

void pdf_pen_field(struct pdf_page_pen *pen, const struct doc_place *place, enum pdf_style style,
                   struct pdf_box box)
{
    struct pdf_item item = {.kind = PDF_FIELD, .x = box.x, .y = box.y, .w = box.w, .h = box.h};
    item.field.kind = kind_of(place);
    item.field.several = place->field == DOC_FIELD_LINES;
    item.field.on = place->ticked;
    item.field.size = pdf_flow_style(pen->flow, style)->size;
    item.field.name = name_of(pen->arena, place);
    item.field.description = place->group.n ? place->group : place->description;
    item.field.option = place->option;
    set_options(pen->arena, place, &item);
    pdf_pen_item(pen, item);
}

void pdf_pen_field_cell(struct pdf_page_pen *pen, const struct doc_table *table, size_t column,
                        uint32_t row, struct pdf_box box)
{
    const struct doc_column *head = &table->columns[column];
    struct pdf_item item = {.kind = PDF_FIELD, .x = box.x, .y = box.y, .w = box.w, .h = box.h};
    item.field.several = true;
    item.field.size = pdf_flow_style(pen->flow, PDF_STYLE_TABLE)->size;
    item.field.name = arena_format(pen->arena, "%.*s-%u-%.*s", (int)table->name.n, table->name.p,
                                   row + 1, (int)head->name.n, head->name.p);
    item.field.description = arena_format(pen->arena, "%.*s \xE2\x80\x93 %u", (int)head->label.n,
                                          head->label.p, row + 1);
    pdf_pen_item(pen, item);
}

bool pdf_place_spans(const struct pdf_flow *flow, const struct pdf_paragraph *paragraph,
                     size_t index)
{
    const struct pdf_line *line = &paragraph->lines[index], *next = line + 1;
    if (index + 1 == paragraph->line_count || line->to == line->from || next->to == next->from)
        return false;
    const struct pdf_piece *last = &paragraph->pieces[line->to - 1];
    return last->is_place && pdf_place_is_field(flow, last->mark->place) &&
           paragraph->pieces[next->from].mark == last->mark;
}
