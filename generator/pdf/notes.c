/* SPDX-License-Identifier: MIT */
#include "pdf/flow.h"

/* Footnotes, gathered behind the text under a rule: number, then the note's paragraphs. */

static void emit_rule(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                      pdf_length y)
{
    const struct pdf_layout *layout = pen->flow->layout;
    const pdf_length *width = data;
    (void)index;
    pdf_pen_rule(pen, x, y, *width / 4, layout->rule_width, layout->rule_color);
}

static void add_note(struct pdf_flow *flow, const struct doc_node *note)
{
    const struct pdf_element *outer = flow->element;
    flow->element = pdf_element_new(flow, outer, PDF_TAG_NOTE);
    ((struct pdf_element *)(uintptr_t)flow->element)->item.tag.id =
        arena_format(flow->arena, "note-%u", note->note.number);
    pdf_flow_anchor(flow, arena_format(flow->arena, "note-%u", note->note.number));
    struct str number = arena_format(flow->arena, "%u\xC2\xA0", note->note.number);
    for (const struct doc_node *block = note->first; block; block = block->next) {
        if (block->kind != DOC_PARAGRAPH) {
            pdf_blocks(flow, block);
            break;
        }
        struct pdf_pieces pieces = {0};
        struct pdf_piece_style how = {.style = PDF_STYLE_NOTE, .raised = true};
        if (block == note->first)
            pdf_pieces_text(flow, &pieces, number, &how, note->span);
        how.raised = false;
        pdf_pieces_inlines(flow, &pieces, block->first, &how);
        pdf_blocks_paragraph(
            flow, pdf_lines_break(flow, &pieces, flow->width, PDF_ALIGN_LEFT, PDF_STYLE_NOTE),
            false);
    }
    flow->element = outer;
}

void pdf_notes(struct pdf_flow *flow)
{
    if (flow->document->note_count == 0)
        return;
    pdf_length *width = ARENA_NEW(flow->arena, pdf_length);
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_NOTE)->leading;
    *width = flow->width;
    pdf_flow_space(flow, leading * 2);
    pdf_flow_add(flow, emit_rule, width, 0, leading / 2)->keep_next = true;
    for (size_t i = 0; i < flow->document->note_count; i++)
        add_note(flow, flow->document->notes[i]);
}
