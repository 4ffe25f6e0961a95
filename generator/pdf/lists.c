/* SPDX-License-Identifier: MIT */
/* Lists and quotations: blocks that stand further in than those around them. */
#include "pdf/pen.h"

/* The label of an item: the number of a clause, that of item `number` of an ordered list, or a
 * bullet. */
static struct str label_text(struct pdf_flow *flow, const struct doc_node *list,
                             const struct doc_node *item, int32_t number)
{
    if (list->list.clauses)
        return item->item.number;
    if (list->list.ordered)
        return arena_format(flow->arena, "%d.", (int)number);
    return language_dash(flow->options->language);
}

static pdf_length label_width(struct pdf_flow *flow, const struct doc_node *list,
                              const struct doc_node *item, int32_t number)
{
    struct pdf_pieces label = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_BODY};
    pdf_pieces_text(flow, &label, label_text(flow, list, item, number), &how, list->span);
    return pdf_lines_width(flow, &label);
}

/* Labels hang left of the text; long numbers want more room than the layout's indent. The widest of
 * an ordinary list is the last one. */
static pdf_length label_room(struct pdf_flow *flow, const struct doc_node *list)
{
    int32_t number = list->list.start;
    pdf_length room = 0;
    for (const struct doc_node *item = list->first; item; item = item->next, number++) {
        pdf_length width = 0;
        if (list->list.clauses || item->next == NULL)
            width = label_width(flow, list, item, number);
        room = width > room ? width : room;
    }
    room += pdf_space_of(flow, PDF_STYLE_BODY, PDF_REGULAR)->width * (list->list.clauses ? 2 : 1);
    return room > flow->layout->indent ? room : flow->layout->indent;
}

/* Hands the label to the first line that the item makes. */
static void put_label(struct pdf_flow *flow, size_t first_strip, struct pdf_pieces *label,
                      const struct pdf_element *element, pdf_length room)
{
    if (first_strip >= flow->strips.count)
        return;
    struct pdf_strip *strip = &flow->strips.items[first_strip];
    if (strip->emit != pdf_emit_line)
        return;
    struct pdf_paragraph *paragraph = (void *)(uintptr_t)strip->data;
    if (paragraph->label.count)
        return;
    paragraph->label = *label;
    paragraph->label_element = element;
    paragraph->label_x = -room;
}

/* Whether a block begins with a line that can take the label beside it. */
static bool begins_with_line(const struct doc_node *block)
{
    while (block && block->kind == DOC_QUOTE)
        block = block->first;
    return block && (block->kind == DOC_PARAGRAPH || block->kind == DOC_CODE);
}

/* Above a table, a picture, another list the label has a line of its own. */
static void add_label_line(struct pdf_flow *flow, struct pdf_pieces *label,
                           const struct pdf_element *element, pdf_length room)
{
    const struct pdf_element *outer = flow->element;
    flow->element = element;
    flow->left -= room;
    pdf_blocks_paragraph(flow, pdf_lines_break(flow, label, room, PDF_ALIGN_LEFT, PDF_STYLE_BODY),
                         true);
    flow->left += room;
    flow->element = outer;
}

static void add_item(struct pdf_flow *flow, const struct doc_node *list,
                     const struct doc_node *item, int32_t number, pdf_length room)
{
    const struct pdf_element *outer = pdf_flow_enter(flow, PDF_TAG_LI);
    struct pdf_element *label_element = pdf_element_new(flow, flow->element, PDF_TAG_LBL);
    struct pdf_pieces label = {0};
    pdf_pieces_text(flow, &label, label_text(flow, list, item, number),
                    &(struct pdf_piece_style){.style = PDF_STYLE_BODY}, item->span);
    flow->element = pdf_element_new(flow, flow->element, PDF_TAG_LBODY);
    size_t first = flow->strips.count;
    pdf_flow_anchor(flow, item->id);
    if (!begins_with_line(item->first))
        add_label_line(flow, &label, label_element, room);
    pdf_blocks(flow, item->first);
    if (begins_with_line(item->first))
        put_label(flow, first, &label, label_element, room);
    flow->element = outer;
}

enum { LEAST_PART = 3 }; /* of the page's column, for the text of deep lists */

/* Whether the column is still wide enough to be read when it gives `room` away. Blocks below that
 * depth go on without moving in. */
static bool can_move_in(const struct pdf_flow *flow, pdf_length room)
{
    const struct pdf_layout *layout = flow->layout;
    pdf_length whole = layout->page_width - layout->margin_inner - layout->margin_outer;
    return flow->width - room >= whole / LEAST_PART;
}

void pdf_list(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct pdf_element *outer = flow->element;
    struct pdf_element *list = pdf_element_new(flow, outer, PDF_TAG_L);
    if (node->list.ordered && node->first)
        pdf_element_traits(flow->arena, list)->counting =
            (uint8_t)pdf_counting_of(label_text(flow, node, node->first, node->list.start));
    flow->element = list;
    pdf_length room = label_room(flow, node);
    /* Labels hang where those of the list around do, if there is one. */
    pdf_length indent = can_move_in(flow, room) || flow->left < room ? room : 0;
    flow->left += indent;
    flow->width -= indent;
    int32_t number = node->list.start;
    for (const struct doc_node *item = node->first; item; item = item->next, number++) {
        add_item(flow, node, item, number, room);
        /* Items of a tight list stand as close as lines do. */
        if (node->list.tight && item->next)
            flow->pending_space = 0;
    }
    flow->left -= indent;
    flow->width += indent;
    flow->element = outer;
}

void pdf_quote(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct pdf_element *outer = pdf_flow_enter(flow, PDF_TAG_BLOCKQUOTE);
    pdf_length indent = flow->layout->indent;
    if (!can_move_in(flow, 2 * indent))
        indent = 0;
    flow->left += indent;
    flow->width -= 2 * indent;
    pdf_blocks(flow, node->first);
    flow->left -= indent;
    flow->width += 2 * indent;
    flow->element = outer;
}
