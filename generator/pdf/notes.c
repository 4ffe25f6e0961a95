/* SPDX-License-Identifier: MIT */
/*
 * Footnotes. All of them are laid out before pages are cut, one below the other in a list of strips
 * of their own; each strip of the text knows the highest number that it refers to. So how much of
 * that list a page has to hold is known from its last strip (pages.c). In the structure a note is a
 * child of the document: it is read behind the section that was begun last on the page where it
 * begins; the number in the text leads to it. What a page says is written in just that order, so a
 * note that goes on comes before a section that begins on the page.
 */
#include "pdf/pen.h"

uint32_t pdf_notes_in(const struct pdf_piece *pieces, size_t from, size_t to)
{
    uint32_t highest = 0;
    for (size_t i = from; i < to; i++)
        if (pieces[i].mark && pieces[i].mark->note > highest)
            highest = pieces[i].mark->note;
    return highest;
}

/* A paragraph in another language than the document's is told by a tag of its own: it has none
 * else. */
static const struct pdf_mark *language_mark(struct pdf_flow *flow)
{
    struct pdf_mark *mark = ARENA_NEW(flow->arena, struct pdf_mark);
    mark->element = pdf_element_new(flow, flow->element, PDF_TAG_SPAN);
    return mark;
}

static void add_paragraph(struct pdf_flow *flow, const struct doc_node *block, struct str number)
{
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_NOTE, .raised = true};
    if (number.n) {
        struct pdf_mark *label = ARENA_NEW(flow->arena, struct pdf_mark);
        label->element = pdf_element_new(flow, flow->element, PDF_TAG_LBL);
        how.mark = label;
        pdf_pieces_text(flow, &pieces, number, &how, block->span);
    }
    struct str outer = flow->language;
    if (block->language.n)
        flow->language = block->language;
    how.raised = false;
    how.mark = block->language.n ? language_mark(flow) : NULL;
    pdf_pieces_inlines(flow, &pieces, block->first, &how);
    pdf_blocks_paragraph(
        flow, pdf_lines_break(flow, &pieces, flow->width, PDF_ALIGN_LEFT, PDF_STYLE_NOTE), false);
    flow->language = outer;
}

static void add_note(struct pdf_flow *flow, const struct doc_node *note)
{
    const struct pdf_element *outer = flow->element;
    struct pdf_element *element = pdf_element_new(flow, outer, PDF_TAG_NOTE);
    struct str id = arena_format(flow->arena, "note-%u", note->note.number);
    flow->element = element;
    pdf_element_traits(flow->arena, element)->id = id;
    pdf_flow_anchor(flow, id);
    struct str number = arena_format(flow->arena, "%u\xC2\xA0", note->note.number);
    for (const struct doc_node *block = note->first; block; block = block->next) {
        /* The first stands beside the number; the others would run together with it. */
        if (block != note->first && block->kind == DOC_PARAGRAPH)
            flow->element = pdf_element_new(flow, element, PDF_TAG_P);
        if (block->kind == DOC_PARAGRAPH)
            add_paragraph(flow, block, block == note->first ? number : (struct str){0});
        else
            pdf_blocks(flow, block); /* and those behind it */
        flow->element = element;
        if (block->kind != DOC_PARAGRAPH)
            break;
    }
    flow->element = outer;
}

/* Where each strip stands when all are set below each other. */
static void stack_up(struct pdf_flow *flow)
{
    flow->note_tops = ARENA_ARRAY(flow->arena, pdf_length, flow->notes.count + 1);
    for (size_t i = 0; i < flow->notes.count; i++)
        flow->note_tops[i + 1] =
            flow->note_tops[i] + flow->notes.items[i].before + flow->notes.items[i].height;
}

void pdf_notes(struct pdf_flow *flow)
{
    size_t count = flow->document->note_count;
    struct pdf_strips text = flow->strips;
    pdf_length space = flow->pending_space;
    flow->note_starts = ARENA_ARRAY(flow->arena, uint32_t, count + 2);
    flow->strips = (struct pdf_strips){0};
    flow->pending_space = 0;
    for (size_t i = 0; i < count; i++) {
        flow->note_starts[i + 1] = (uint32_t)flow->strips.count;
        add_note(flow, flow->document->notes[i]);
    }
    flow->note_starts[count + 1] = (uint32_t)flow->strips.count;
    flow->notes = flow->strips;
    flow->strips = text;
    flow->pending_space = space;
    stack_up(flow);
}

/* Above the notes stands a short rule, in the middle of this height. */
static pdf_length rule_height(const struct pdf_flow *flow)
{
    return pdf_flow_style(flow, PDF_STYLE_NOTE)->leading;
}

pdf_length pdf_notes_height(const struct pdf_flow *flow, uint32_t from, uint32_t to)
{
    if (from >= to)
        return 0;
    pdf_length first = flow->notes.items[from].before;
    return flow->note_tops[to] - flow->note_tops[from] - first + rule_height(flow);
}

/* The child of the document that a strip belongs to: a section, a note. */
static const struct pdf_element *top_of(const struct pdf_strip *strip)
{
    const struct pdf_element *element = strip->element;
    while (element->parent && element->parent->parent)
        element = element->parent;
    return element;
}

uint32_t pdf_notes_continued(const struct pdf_flow *flow, const struct pdf_page *page)
{
    const struct pdf_strip *notes = flow->notes.items;
    uint32_t at = page->note;
    while (at > 0 && at < page[1].note && top_of(&notes[at]) == top_of(&notes[page->note - 1]))
        at++;
    return at;
}

uint32_t pdf_notes_place(const struct pdf_flow *flow, const struct pdf_pages *pages, size_t index)
{
    const struct pdf_page *page = &pages->items[index];
    const struct pdf_strip *notes = flow->notes.items, *strips = flow->strips.items;
    uint32_t first = page->note, at = page->strip;
    if (pdf_notes_continued(flow, page) == page->note)
        return page[1].strip;
    while (first > 0 && top_of(&notes[first - 1]) == top_of(&notes[page->note]))
        first--;
    while (page->note > first)
        page--;
    uint32_t last = page[1].strip; /* of the page where the note began, one more */
    while (last > 0 && at < pages->items[index + 1].strip &&
           top_of(&strips[at]) == top_of(&strips[last - 1]))
        at++;
    return at;
}

void pdf_notes_draw(struct pdf_page_pen *pen, const struct pdf_page *page, uint32_t from,
                    uint32_t to, pdf_length x, pdf_length bottom)
{
    struct pdf_flow *flow = pen->flow;
    const struct pdf_layout *layout = flow->layout;
    pdf_length top = bottom - pdf_notes_height(flow, page->note, page[1].note);
    if (from < to && from == page->note)
        pdf_pen_rule(pen, x, top + rule_height(flow) / 2, flow->width / 4, layout->rule_width,
                     layout->rule_color);
    for (uint32_t i = from; i < to; i++) {
        const struct pdf_strip *strip = &flow->notes.items[i];
        pdf_length depth = pdf_notes_height(flow, page->note, i + 1) - strip->height;
        pen->before = i - from;
        pen->behind = to - i - 1;
        pdf_pen_strip(pen, strip, x + strip->left, top + depth);
    }
}
