/* SPDX-License-Identifier: MIT */
/*
 * Forms. What is asked stands in one column and the answers in another, as wide as the words want;
 * a question stands above its answers, its number hangs at the left, and it stays on one page with
 * them if a page can hold them.
 */
#include "pdf/pen.h"

enum {
    LABEL_PART = 45, /* percent of the column that labels may take */
    RIGHT_PART = 48, /* of it that a block at the right takes */
};

/* What is asked, and the answer beside it. */
struct pair {
    const struct pdf_paragraph *label, *answer;
    pdf_length label_y, answer_y, answer_x;
};

/* The widths that a form's lines have in common. */
struct columns {
    pdf_length label, number;
};

static enum pdf_style style_of(enum doc_form_line kind)
{
    return kind == DOC_LINE_TITLE ? PDF_STYLE_H3 : PDF_STYLE_BODY;
}

static void collect(struct pdf_flow *flow, const struct doc_node *paragraph, uint8_t emphasis,
                    enum pdf_style style, struct pdf_pieces *pieces)
{
    struct pdf_piece_style how = {.style = style, .emphasis = emphasis};
    pdf_pieces_inlines(flow, pieces, paragraph->first, &how);
}

static pdf_length gap_of(const struct pdf_flow *flow)
{
    return pdf_flow_style(flow, PDF_STYLE_BODY)->size;
}

static struct pdf_pieces number_pieces(struct pdf_flow *flow, const struct doc_node *line)
{
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = style_of(line->form_line.kind)};
    pdf_pieces_text(flow, &pieces, line->form_line.number, &how, line->span);
    return pieces;
}

static void larger(pdf_length *to, pdf_length value)
{
    if (*to < value)
        *to = value;
}

static struct columns measure(struct pdf_flow *flow, const struct doc_node *form)
{
    struct columns columns = {0};
    for (const struct doc_node *line = form->first; line; line = line->next) {
        struct pdf_pieces pieces = {0};
        if (line->form_line.kind == DOC_LINE_PAIR) {
            collect(flow, line->first, PDF_REGULAR, PDF_STYLE_BODY, &pieces);
            larger(&columns.label, pdf_lines_width(flow, &pieces));
        }
        if (line->form_line.number.n > 0) {
            pieces = number_pieces(flow, line);
            larger(&columns.number, pdf_lines_width(flow, &pieces) + gap_of(flow) / 2);
        }
    }
    pdf_length most = (pdf_length)((int64_t)flow->width * LABEL_PART / 100);
    columns.label = columns.label < most ? columns.label : most;
    return columns;
}

/* --- pairs
 * ---------------------------------------------------------------------------------------- */

static void emit_pair(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                      pdf_length y)
{
    const struct pair *pair = data;
    (void)index;
    pdf_pen_paragraph(pen, pair->label, x, y + pair->label_y);
    pdf_pen_paragraph(pen, pair->answer, x + pair->answer_x, y + pair->answer_y);
}

/* The last line of the label and the first of the answer stand on one baseline. */
static pdf_length level(const struct pdf_flow *flow, struct pair *pair)
{
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_BODY)->leading;
    pdf_length above = pair->answer->line_count ? pair->answer->lines[0].above : 0;
    pdf_length lines = pair->label->line_count ? (pdf_length)pair->label->line_count - 1 : 0;
    pair->label_y = above > lines * leading ? above - lines * leading : 0;
    pair->answer_y = above < lines * leading ? lines * leading - above : 0;
    pdf_length height = pair->label_y + pdf_paragraph_height(flow, pair->label);
    larger(&height, pair->answer_y + pdf_paragraph_height(flow, pair->answer));
    return height;
}

static void add_pair(struct pdf_flow *flow, const struct doc_node *line,
                     const struct columns *columns)
{
    const struct pdf_element *outer = pdf_flow_enter(flow, PDF_TAG_P);
    struct pair *pair = ARENA_NEW(flow->arena, struct pair);
    struct pdf_pieces label = {0}, answer = {0};
    pair->answer_x = columns->label + gap_of(flow);
    collect(flow, line->first, PDF_REGULAR, PDF_STYLE_BODY, &label);
    collect(flow, line->first->next, PDF_REGULAR, PDF_STYLE_BODY, &answer);
    pair->label = pdf_lines_break(flow, &label, columns->label, PDF_ALIGN_LEFT, PDF_STYLE_BODY);
    pair->answer = pdf_lines_break(flow, &answer, flow->width - pair->answer_x, PDF_ALIGN_LEFT,
                                   PDF_STYLE_BODY);
    pdf_flow_add(flow, emit_pair, pair, 0, level(flow, pair));
    flow->element = outer;
}

/* --- questions, titles, texts
 * --------------------------------------------------------------------- */

static void add_paragraph(struct pdf_flow *flow, const struct doc_node *paragraph, enum pdf_tag tag,
                          enum pdf_style style, struct pdf_pieces *number, pdf_length room)
{
    const struct pdf_element *outer = pdf_flow_enter(flow, tag);
    uint8_t emphasis = style == PDF_STYLE_NOTE ? PDF_ITALIC : PDF_REGULAR;
    struct pdf_pieces pieces = {0};
    collect(flow, paragraph, emphasis, style, &pieces);
    struct pdf_paragraph *broken =
        pdf_lines_break(flow, &pieces, flow->width, PDF_ALIGN_LEFT, style);
    if (number && number->count) {
        broken->label = *number;
        broken->label_element = flow->element;
        broken->label_x = -room;
    }
    pdf_blocks_paragraph(flow, broken, false);
    flow->element = outer;
}

/* What stands below the question: its note, its answers. */
static void add_answers(struct pdf_flow *flow, const struct doc_node *line)
{
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_BODY)->leading;
    if (line->form_line.note)
        add_paragraph(flow, line->form_line.note, PDF_TAG_P, PDF_STYLE_NOTE, NULL, 0);
    for (const struct doc_node *child = line->first->next; child; child = child->next) {
        if (child->kind == DOC_TABLE) {
            pdf_table(flow, child);
            continue;
        }
        pdf_flow_space(flow, leading / 6);
        add_paragraph(flow, child, PDF_TAG_P, PDF_STYLE_BODY, NULL, 0);
    }
}

/* Strips from `first` on stay on one page, unless that would leave much of it empty. */
static void keep_together(struct pdf_flow *flow, size_t first, bool with_next)
{
    int64_t height = 0;
    for (size_t i = first; i < flow->strips.count; i++)
        height += flow->strips.items[i].before + flow->strips.items[i].height;
    bool small = height * 2 < pdf_page_room(flow, flow->landscape);
    for (size_t i = first; i < flow->strips.count; i++)
        if ((small || i == first) && (with_next || i + 1 < flow->strips.count))
            flow->strips.items[i].keep_next = true;
}

static void add_question(struct pdf_flow *flow, const struct doc_node *line,
                         const struct columns *columns)
{
    bool title = line->form_line.kind == DOC_LINE_TITLE;
    size_t first = flow->strips.count;
    struct pdf_pieces number = number_pieces(flow, line);
    pdf_length room = columns->number;
    if (!title || number.count) {
        flow->left += room;
        flow->width -= room;
    }
    pdf_flow_space(flow, pdf_flow_style(flow, style_of(line->form_line.kind))->leading *
                             (title ? 3 : 2) / 4);
    add_paragraph(flow, line->first, title ? pdf_heading_tag(line->form_line.level) : PDF_TAG_P,
                  style_of(line->form_line.kind), &number, room);
    add_answers(flow, line);
    if (!title || number.count) {
        flow->left -= room;
        flow->width += room;
    }
    keep_together(flow, first, title);
}

void pdf_form(struct pdf_flow *flow, const struct doc_node *form)
{
    const struct pdf_text_style *body = pdf_flow_style(flow, PDF_STYLE_BODY);
    pdf_length left = flow->left, whole = flow->width;
    if (form->form.right) {
        pdf_length width = (pdf_length)((int64_t)flow->width * RIGHT_PART / 100);
        flow->left += flow->width - width;
        flow->width = width;
    }
    struct columns columns = measure(flow, form);
    size_t first = flow->strips.count;
    pdf_flow_space(flow, body->leading / 2);
    for (const struct doc_node *line = form->first; line; line = line->next) {
        pdf_flow_space(flow, body->leading / 5);
        if (line->form_line.kind == DOC_LINE_PAIR)
            add_pair(flow, line, &columns);
        else if (line->form_line.kind == DOC_LINE_TEXT)
            add_paragraph(flow, line->first, PDF_TAG_P, PDF_STYLE_BODY, NULL, 0);
        else
            add_question(flow, line, &columns);
    }
    if (form->form.right)
        keep_together(flow, first, false);
    flow->left = left;
    flow->width = whole;
    pdf_flow_space(flow, body->leading / 2);
}
