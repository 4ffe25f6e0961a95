/* SPDX-License-Identifier: MIT */
#include "pdf/pen.h"

void pdf_blocks_paragraph(struct pdf_flow *flow, const struct pdf_paragraph *paragraph, bool keep)
{
    size_t count = paragraph->line_count;
    pdf_flow_keep_question(flow, paragraph);
    for (size_t i = 0; i < count; i++) {
        struct pdf_strip *strip = pdf_flow_add(flow, pdf_emit_line, paragraph, (uint32_t)i,
                                               pdf_line_height(flow, paragraph, i));
        /* Neither the first nor the last line of a paragraph stands alone. */
        bool widow = count > 1 && (i == 0 || i + 2 == count);
        const struct pdf_line *line = &paragraph->lines[i];
        /* No word goes on over the page either. */
        bool hyphen = paragraph->pieces[line->to - 1].hyphen;
        bool field = pdf_place_spans(flow, paragraph, i);
        strip->keep_next = keep || ((widow || hyphen || field) && i + 1 < count);
        strip->note = pdf_notes_in(paragraph->pieces, line->from, line->to);
    }
}

static enum pdf_align body_align(const struct pdf_flow *flow)
{
    return flow->layout->justified ? PDF_ALIGN_JUSTIFIED : PDF_ALIGN_LEFT;
}

static void add_pieces(struct pdf_flow *flow, struct pdf_pieces *pieces, enum pdf_style style,
                       enum pdf_align align, bool keep)
{
    const struct pdf_text_style *text = pdf_flow_style(flow, style);
    if (pieces->count == 0)
        return;
    pdf_flow_space(flow, text->before);
    pdf_blocks_paragraph(flow, pdf_lines_break(flow, pieces, flow->width, align, style), keep);
    pdf_flow_space(flow, text->after);
}

void pdf_blocks_text(struct pdf_flow *flow, struct str text, enum pdf_style style,
                     enum pdf_align align, bool keep)
{
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = style};
    pdf_pieces_text(flow, &pieces, text, &how, (struct span){0});
    add_pieces(flow, &pieces, style, align, keep);
}

struct column {
    pdf_length left, width;
    bool landscape;
};

/* What is to stay with a landscape block that comes next, its heading above all, goes on its page.
 * False: there is nothing, or too much. */
static bool take_along(struct pdf_flow *flow)
{
    enum { MOST = 8 };
    struct pdf_strip *strips = flow->strips.items;
    size_t end = flow->strips.count, first = end;
    while (first > 0 && end - first < MOST && strips[first - 1].keep_next)
        first--;
    if (first == end || (first > 0 && strips[first - 1].keep_next) ||
        (first == 0 && flow->layout->title_page))
        return false;
    for (size_t i = first; i < end; i++)
        strips[i].landscape = true;
    strips[first].break_before = true;
    return true;
}

/* Begins a block, which goes on pages of its own where it is landscape; gives what to hand to
 * leave_block(). */
static struct column enter_block(struct pdf_flow *flow, const struct doc_node *node)
{
    struct column column = {flow->left, flow->width, flow->landscape};
    const struct pdf_layout *layout = flow->layout;
    pdf_length upright = layout->page_width - layout->margin_inner - layout->margin_outer;
    pdf_length turned = layout->page_height - layout->margin_top - layout->margin_bottom;
    if (node->break_before)
        flow->pending_break = true;
    /* A page that is wide already would only become narrower. */
    if (node->landscape && !flow->landscape && turned > upright) {
        flow->pending_break = flow->pending_break || !take_along(flow);
        flow->landscape = true;
        flow->left = 0;
        flow->width = turned;
    }
    return column;
}

static void leave_block(struct pdf_flow *flow, struct column column)
{
    if (flow->landscape != column.landscape)
        flow->pending_break = true;
    flow->left = column.left;
    flow->width = column.width;
    flow->landscape = column.landscape;
}

static void add_paragraph(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct pdf_element *outer = pdf_flow_enter(flow, PDF_TAG_P);
    struct pdf_pieces pieces = {0};
    /* Most of a document is this: what is kept of it is an array of just its size. */
    flow->piecing = flow->gathering;
    pdf_pieces_inlines(flow, &pieces, node->first,
                       &(struct pdf_piece_style){.style = PDF_STYLE_BODY});
    add_pieces(flow, &pieces, PDF_STYLE_BODY, body_align(flow), false);
    flow->piecing = NULL;
    arena_reset(flow->gathering);
    flow->element = outer;
}

/* The number of an appendix stands above its title. */
static void add_number(struct pdf_flow *flow, struct pdf_pieces *pieces,
                       const struct doc_node *section, const struct pdf_piece_style *how)
{
    if (section->section.number.n == 0)
        return;
    pdf_pieces_text(flow, pieces, section->section.number, how, section->span);
    static const struct doc_node line_break = {.kind = DOC_LINE_BREAK};
    if (section->section.appendix)
        pdf_pieces_inlines(flow, pieces, &line_break, how);
    else
        pdf_pieces_text(flow, pieces, STR("\xC2\xA0"), how, section->span);
}

enum pdf_tag pdf_heading_tag(uint8_t level)
{
    static const enum pdf_tag tags[] = {PDF_TAG_H1, PDF_TAG_H2, PDF_TAG_H3,
                                        PDF_TAG_H4, PDF_TAG_H5, PDF_TAG_H6};
    return tags[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

static void add_heading(struct pdf_flow *flow, const struct doc_node *section,
                        const struct doc_node *heading)
{
    uint8_t level = section->section.level;
    struct str language = flow->language;
    if (heading->language.n)
        flow->language = heading->language;
    enum pdf_style style = level <= 1 ? PDF_STYLE_H1 : level == 2 ? PDF_STYLE_H2 : PDF_STYLE_H3;
    const struct pdf_element *outer = pdf_flow_enter(flow, pdf_heading_tag(level));
    /* In one line with its title, the number of an appendix ends with a point. */
    struct str number[] = {section->section.number, section->section.appendix ? STR(".") : STR("")};
    struct pdf_heading entry = {.title = section->section.title,
                                .number = arena_join(flow->arena, number, 2),
                                .id = section->id,
                                .level = level,
                                .in_appendix = doc_in_appendix(section),
                                .strip = (uint32_t)flow->strips.count};
    ARENA_PUSH(flow->arena, &flow->headings, entry);
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = style};
    add_number(flow, &pieces, section, &how);
    pdf_pieces_inlines(flow, &pieces, heading->first, &how);
    add_pieces(flow, &pieces, style, pdf_heading_align(flow, style), true);
    flow->element = outer;
    flow->language = language;
}

static void add_section(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct pdf_element *outer = pdf_flow_enter(flow, PDF_TAG_SECT);
    const struct doc_node *first = node->first;
    if (first && first->kind == DOC_HEADING) {
        pdf_flow_anchor(flow, node->id);
        add_heading(flow, node, first);
        first = first->next;
    }
    pdf_blocks(flow, first);
    flow->element = outer;
}

/* Fonts have no tab: it reaches to the next of the stops, as in an editor. */
static struct str expand_tabs(struct pdf_flow *flow, struct str line)
{
    enum { STOP = 4 };
    if (str_find(line, '\t', 0) == STR_NOT_FOUND)
        return line;
    buf_clear(&flow->scratch);
    size_t column = 0;
    for (size_t at = 0; at < line.n;) {
        size_t from = at;
        if (str_next(line, &at) == '\t') {
            size_t stop = (column / STOP + 1) * STOP;
            for (; column < stop; column++)
                buf_char(&flow->scratch, ' ');
        } else {
            buf_str(&flow->scratch, str_slice(line, from, at));
            column++;
        }
    }
    return buf_copy(&flow->scratch, flow->arena);
}

/* Neither the first nor the last of the lines from strip `first` on stands alone. */
static void keep_ends(struct pdf_flow *flow, size_t first)
{
    size_t count = flow->strips.count;
    if (count < first + 2)
        return;
    flow->strips.items[first].keep_next = true;
    flow->strips.items[count - 2].keep_next = true;
}

static void add_code(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct pdf_element *outer = pdf_flow_enter(flow, PDF_TAG_P);
    pdf_flow_enter(flow, PDF_TAG_CODE);
    struct str text = node->text;
    size_t first = flow->strips.count;
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_CODE)->before);
    for (size_t at = 0; at < text.n;) {
        size_t end = str_find(text, '\n', at);
        if (end == STR_NOT_FOUND)
            end = text.n;
        struct pdf_pieces pieces = {0};
        pdf_pieces_code(flow, &pieces, expand_tabs(flow, str_slice(text, at, end)), node->span);
        if (pieces.count == 0)
            ARENA_PUSH(flow->arena, &pieces, (struct pdf_piece){.style = PDF_STYLE_CODE});
        struct pdf_paragraph *line =
            pdf_lines_break(flow, &pieces, flow->width, PDF_ALIGN_LEFT, PDF_STYLE_CODE);
        if (line->line_count)
            pdf_blocks_paragraph(flow, line, false);
        else
            pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_CODE)->leading);
        at = end + 1;
    }
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_CODE)->after);
    keep_ends(flow, first);
    pdf_keep_small(flow, first);
    flow->element = outer;
}

static void emit_rule(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                      pdf_length y)
{
    const struct pdf_layout *layout = pen->flow->layout;
    const pdf_length *width = data;
    (void)index;
    pdf_pen_rule(pen, x + *width / 3, y, *width / 3, layout->rule_width, layout->rule_color);
}

static void add_rule(struct pdf_flow *flow)
{
    pdf_length *width = ARENA_NEW(flow->arena, pdf_length);
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_BODY)->leading;
    *width = flow->width;
    pdf_flow_space(flow, leading);
    pdf_flow_add(flow, emit_rule, width, 0, flow->layout->rule_width);
    pdf_flow_space(flow, leading);
}

static void add_block(struct pdf_flow *flow, const struct doc_node *node)
{
    switch ((int)node->kind) {
    case DOC_SECTION:
        add_section(flow, node);
        break;
    case DOC_PARAGRAPH:
        add_paragraph(flow, node);
        break;
    case DOC_LIST:
        pdf_list(flow, node);
        break;
    case DOC_QUOTE:
        pdf_quote(flow, node);
        break;
    case DOC_CODE:
        add_code(flow, node);
        break;
    case DOC_TABLE:
        pdf_table(flow, node);
        break;
    case DOC_CHART:
        pdf_drawing(flow, node);
        break;
    case DOC_FIGURES:
        pdf_panel(flow, node);
        break;
    case DOC_IMAGE:
        pdf_picture(flow, node);
        break;
    case DOC_RULE:
        add_rule(flow);
        break;
    case DOC_FORM:
        pdf_form(flow, node);
        break;
    case DOC_BREAK:
        flow->pending_break = true;
        break;
    default: /* inline nodes don't stand here: the tree was checked */
        break;
    }
}

void pdf_blocks(struct pdf_flow *flow, const struct doc_node *first)
{
    struct str outer = flow->language;
    const struct doc_node *last = NULL;
    struct span around = flow->span;
    for (const struct doc_node *node = first; node; node = node->next) {
        flow->span = node->span.at ? node->span : around;
        size_t from = flow->strips.count;
        struct column column = enter_block(flow, node);
        if (node->kind != DOC_SECTION)
            pdf_flow_anchor(flow, node->id);
        if (node->language.n)
            flow->language = node->language;
        add_block(flow, node);
        last = pdf_keep(flow, node, from, last);
        flow->language = outer;
        leave_block(flow, column);
    }
    flow->span = around;
}
