/* SPDX-License-Identifier: MIT */
#include "pdf/pen.h"

static void add_line_of(struct pdf_flow *flow, struct str text, enum pdf_style style)
{
    const struct pdf_element *outer = flow->element;
    if (text.n == 0)
        return;
    flow->element = pdf_element_new(flow, outer, PDF_TAG_P);
    pdf_blocks_text(flow, text, style, pdf_heading_align(flow, style), true);
    flow->element = outer;
}

/* What stands at the right above the title takes less than half of the width. */
static void add_above(struct pdf_flow *flow)
{
    const struct doc_node *above = flow->document->above;
    if (above == NULL || above->first == NULL)
        return;
    pdf_length width = flow->width, part = width * 9 / 20;
    flow->left += width - part;
    flow->width = part;
    pdf_blocks(flow, above->first);
    flow->left -= width - part;
    flow->width = width;
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_BODY)->leading);
}

/* On a page of its own the institution stands at the head, the title a third below with the year
 * or day, the notice on invented records behind all. */
static void add_title_page(struct pdf_flow *flow)
{
    const struct document *document = flow->document;
    bool above = document->above && document->above->first;
    add_line_of(flow, document->institution, PDF_STYLE_SUBTITLE);
    pdf_flow_space(flow, 2 * pdf_flow_style(flow, PDF_STYLE_SUBTITLE)->leading);
    add_above(flow);
    pdf_flow_space(flow, flow->layout->page_height / (above ? 12 : 5));
    add_line_of(flow, document->title, PDF_STYLE_TITLE);
    add_line_of(flow, document->subtitle.n ? document->subtitle : document->date,
                PDF_STYLE_SUBTITLE);
}

static void add_title_block(struct pdf_flow *flow)
{
    const struct document *document = flow->document;
    add_line_of(flow, document->institution, PDF_STYLE_SUBTITLE);
    add_above(flow);
    add_line_of(flow, document->title, PDF_STYLE_TITLE);
    add_line_of(flow, document->subtitle, PDF_STYLE_SUBTITLE);
    add_line_of(flow, document->date, PDF_STYLE_NOTE);
}

static void add_others(struct pdf_flow *flow)
{
    const struct pdf_element *outer = flow->element;
    struct pdf_pieces pieces = {0};
    if (flow->options->others == NULL)
        return;
    flow->element = pdf_element_new(flow, outer, PDF_TAG_P);
    pdf_pieces_inlines(flow, &pieces, flow->options->others,
                       &(struct pdf_piece_style){.style = PDF_STYLE_NOTE});
    pdf_blocks_paragraph(flow,
                         pdf_lines_break(flow, &pieces, flow->width,
                                         pdf_heading_align(flow, PDF_STYLE_NOTE), PDF_STYLE_NOTE),
                         true);
    flow->element = outer;
}

void pdf_front_title(struct pdf_flow *flow)
{
    flow->span = flow->document->title_span;
    if (flow->layout->title_page)
        add_title_page(flow);
    else
        add_title_block(flow);
    if (flow->document->notice.n > 0) {
        pdf_flow_space(flow, flow->layout->title_page ? flow->layout->page_height / 12 : 0);
        add_line_of(flow, flow->document->notice, PDF_STYLE_NOTE);
    }
    add_others(flow);
    flow->span = (struct span){0};
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_TITLE)->after);
}

/* A line of the contents: its heading, broken to the room left of the page number. */
struct contents_line {
    const struct pdf_heading *heading;
    struct pdf_paragraph *paragraph;
    const struct pdf_mark *mark;
    pdf_length width;
};

static void emit_contents_line(struct pdf_page_pen *pen, const void *data, uint32_t index,
                               pdf_length x, pdf_length y)
{
    const struct contents_line *line = data;
    struct pdf_flow *flow = pen->flow;
    pdf_emit_line(pen, line->paragraph, index, x, y);
    if (index + 1 != line->paragraph->line_count)
        return;
    struct pdf_pieces number = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_BODY, .mark = line->mark};
    pdf_pieces_text(flow, &number, arena_format(pen->arena, "%u", line->heading->page + 1), &how,
                    (struct span){0});
    pdf_length width = pdf_lines_width(flow, &number);
    pdf_length baseline = y + pdf_baseline(flow, PDF_STYLE_BODY);
    pdf_pen_pieces(pen, number.items, 0, number.count, false, x + line->width - width, baseline, 0);
}

enum { CONTENTS_LEVELS = 2 };

static void add_contents_line(struct pdf_flow *flow, size_t index)
{
    struct pdf_heading *heading = &flow->headings.items[index];
    pdf_length indent = (heading->level - 1) * flow->layout->indent;
    const struct pdf_element *outer = flow->element;
    flow->element = pdf_element_new(flow, outer, PDF_TAG_TOCI);
    struct pdf_mark *mark = ARENA_NEW(flow->arena, struct pdf_mark);
    mark->element = pdf_element_new(flow, pdf_element_new(flow, flow->element, PDF_TAG_REFERENCE),
                                    PDF_TAG_LINK);
    mark->link.target = heading->id;
    mark->link.description = heading->title;
    struct contents_line *line = ARENA_NEW(flow->arena, struct contents_line);
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_BODY,
                                  .mark = mark,
                                  .emphasis = heading->level == 1 ? PDF_BOLD : PDF_REGULAR};
    if (heading->number.n) {
        pdf_pieces_text(flow, &pieces, heading->number, &how, (struct span){0});
        pdf_pieces_text(flow, &pieces, STR("\xC2\xA0"), &how, (struct span){0});
    }
    pdf_pieces_text(flow, &pieces, heading->title, &how, (struct span){0});
    pdf_length room = flow->width - indent - 3 * flow->layout->indent;
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_BODY)->leading;
    *line = (struct contents_line){
        heading, pdf_lines_break(flow, &pieces, room, PDF_ALIGN_LEFT, PDF_STYLE_BODY), mark,
        flow->width - indent};
    flow->left += indent;
    if (heading->level == 1)
        pdf_flow_space(flow, leading / 3);
    for (size_t i = 0; i < line->paragraph->line_count; i++)
        pdf_flow_add(flow, emit_contents_line, line, (uint32_t)i, leading)->keep_next =
            i + 1 < line->paragraph->line_count;
    flow->left -= indent;
    flow->element = outer;
}

void pdf_front_contents(struct pdf_flow *flow)
{
    const struct pdf_element *outer = flow->element;
    const struct pdf_text_style *style = pdf_flow_style(flow, PDF_STYLE_H2);
    flow->element = pdf_element_new(flow, outer, PDF_TAG_P);
    pdf_blocks_text(flow, language_word(flow->options->language, "contents"), PDF_STYLE_H2,
                    PDF_ALIGN_LEFT, true);
    flow->element = pdf_element_new(flow, outer, PDF_TAG_TOC);
    for (size_t i = 0; i < flow->headings.count; i++)
        if (flow->headings.items[i].level <= CONTENTS_LEVELS &&
            !flow->headings.items[i].in_appendix)
            add_contents_line(flow, i);
    flow->element = outer;
    pdf_flow_space(flow, style->before * 2);
}
