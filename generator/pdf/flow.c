/* SPDX-License-Identifier: MIT */
#include "pdf/pen.h"

#include "base/mem.h"

struct pdf_element *pdf_element_new(struct pdf_flow *flow, const struct pdf_element *parent,
                                    enum pdf_tag tag)
{
    struct pdf_element *element = ARENA_NEW(flow->arena, struct pdf_element);
    element->parent = parent;
    element->depth = parent ? (uint16_t)(parent->depth + 1) : 0;
    element->item.kind = PDF_BEGIN;
    element->item.tag.tag = tag;
    element->item.tag.element = flow->next_element++;
    element->language = flow->language;
    struct str outer = parent ? parent->language : flow->document->language;
    /* Mostly the very same letters. */
    if (outer.p != flow->language.p && !str_equal(outer, flow->language))
        pdf_element_traits(flow->arena, element)->language = flow->language;
    return element;
}

struct pdf_traits *pdf_element_traits(struct arena *arena, struct pdf_element *element)
{
    if (element->item.tag.traits == NULL)
        element->item.tag.traits = ARENA_NEW(arena, struct pdf_traits);
    return element->item.tag.traits;
}

const struct pdf_element *pdf_flow_enter(struct pdf_flow *flow, enum pdf_tag tag)
{
    const struct pdf_element *outer = flow->element;
    flow->element = pdf_element_new(flow, outer, tag);
    return outer;
}

void pdf_flow_anchor(struct pdf_flow *flow, struct str id)
{
    if (id.n)
        ARENA_PUSH(flow->arena, &flow->anchors, id);
}

struct pdf_strip *pdf_flow_add(struct pdf_flow *flow, pdf_emit_fn emit, const void *data,
                               uint32_t index, pdf_length height)
{
    struct pdf_strip strip = {
        .emit = emit,
        .data = data,
        .index = index,
        .element = flow->element,
        .before = flow->pending_space,
        .height = height,
        .left = flow->left,
        .anchor = flow->pending_anchor,
        .anchors = (uint16_t)(flow->anchors.count - flow->pending_anchor),
        .break_before = flow->pending_break,
        .landscape = flow->landscape,
    };
    flow->pending_anchor = (uint32_t)flow->anchors.count;
    flow->pending_break = false;
    flow->pending_space = 0;
    struct pdf_strips *strips = &flow->strips;
    MEM_PUSH(strips, strip);
    return &strips->items[strips->count - 1];
}

void pdf_flow_space(struct pdf_flow *flow, pdf_length space)
{
    if (flow->pending_space < space)
        flow->pending_space = space;
}

static bool is_lines(const struct pdf_paragraph *paragraph)
{
    const struct pdf_piece *first = paragraph->piece_count ? paragraph->pieces : NULL;
    return first && first->is_place && first->mark->place->kind == DOC_PLACE_LINES;
}

void pdf_flow_keep_question(struct pdf_flow *flow, const struct pdf_paragraph *paragraph)
{
    if (flow->strips.count == 0 || !is_lines(paragraph))
        return;
    struct pdf_strip *above = &flow->strips.items[flow->strips.count - 1];
    if (above->emit == pdf_emit_line && !is_lines(above->data))
        above->keep_next = true;
}
