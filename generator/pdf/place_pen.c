/* SPDX-License-Identifier: MIT */
/* Places drawn: boxes, rules, and the fields that lie on them on a screen. */
#include "pdf/pen.h"

enum { RULE_DEPTH = 6 }; /* of the rule below the baseline: a part of the font's size */

static pdf_length depth_of(const struct pdf_flow *flow, enum pdf_style style)
{
    return pdf_flow_style(flow, style)->size / RULE_DEPTH;
}

static struct pdf_color ink(const struct pdf_flow *flow)
{
    return pdf_flow_style(flow, PDF_STYLE_BODY)->color;
}

void pdf_pen_place_rule(struct pdf_page_pen *pen, pdf_length x, pdf_length y, pdf_length width)
{
    const struct pdf_flow *flow = pen->flow;
    pdf_pen_rule(pen, x, y + depth_of(flow, PDF_STYLE_BODY), width, flow->layout->rule_width,
                 ink(flow));
}

static void add_path(struct pdf_page_pen *pen, const struct chart_segment *segments, uint32_t count,
                     pdf_length x, pdf_length y, pdf_length stroke)
{
    struct chart_segment *own = ARENA_ARRAY(pen->arena, struct chart_segment, count);
    memcpy(own, segments, count * sizeof *segments);
    struct pdf_item item = {.kind = PDF_PATH, .x = x, .y = y};
    item.path.segments = own;
    item.path.count = count;
    item.path.stroke = stroke;
    item.path.color = ink(pen->flow);
    pdf_pen_item(pen, item);
}

/* A square that stands around the middle of the capitals, and a cross in it. */
static void draw_box(struct pdf_page_pen *pen, pdf_length x, pdf_length top, bool ticked)
{
    pdf_length size = pdf_box_size(), inset = size / 5;
    const struct chart_segment square[] = {{.op = CHART_MOVE},
                                           {.op = CHART_LINE_TO, .x = {size}},
                                           {.op = CHART_LINE_TO, .x = {size}, .y = {size}},
                                           {.op = CHART_LINE_TO, .y = {size}},
                                           {.op = CHART_CLOSE}};
    const struct chart_segment cross[] = {
        {.op = CHART_MOVE, .x = {inset}, .y = {inset}},
        {.op = CHART_LINE_TO, .x = {size - inset}, .y = {size - inset}},
        {.op = CHART_MOVE, .x = {size - inset}, .y = {inset}},
        {.op = CHART_LINE_TO, .x = {inset}, .y = {size - inset}}};
    add_path(pen, square, 5, x, top, PDF_PT(1) * 6 / 10);
    if (ticked)
        add_path(pen, cross, 4, x, top, PDF_PT(1));
}

static void draw_line(struct pdf_page_pen *pen, const struct pdf_piece *piece, pdf_length x,
                      pdf_length y)
{
    const struct pdf_flow *flow = pen->flow;
    struct pdf_item item = {.kind = PDF_RULE,
                            .x = x,
                            .y = y + depth_of(flow, PDF_STYLE_BODY),
                            .w = piece->width,
                            .h = flow->layout->rule_width};
    item.rule.color = ink(flow);
    pdf_pen_item(pen, item);
}

/* Where a place is drawn, and filled in on a screen. */
static struct pdf_box box_of(const struct pdf_flow *flow, const struct pdf_piece *piece,
                             pdf_length x, pdf_length y)
{
    pdf_length size = pdf_flow_style(flow, (enum pdf_style)piece->style)->size;
    if (piece->mark->place->kind == DOC_PLACE_BOX)
        return (struct pdf_box){x, y - size * 7 / 20 - pdf_box_size() / 2, pdf_box_size(),
                                pdf_box_size()};
    pdf_length foot = y + depth_of(flow, PDF_STYLE_BODY);
    if (piece->mark->place->kind == DOC_PLACE_LINES)
        /* A little wider, to lie on the ends of the rules too. */
        return (struct pdf_box){x - PDF_PT(1) / 2, foot - pdf_hand_room(), piece->width + PDF_PT(1),
                                pdf_hand_room() + piece->below};
    return (struct pdf_box){x, foot - size * 7 / 5, piece->width, size * 7 / 5};
}

/* As a field, it is an ornament that the field lies on. */
static void draw_field(struct pdf_page_pen *pen, const struct pdf_piece *piece, pdf_length x,
                       pdf_length y)
{
    struct pdf_box box = box_of(pen->flow, piece, x, y);
    pdf_pen_artifact(pen, true);
    if (piece->mark->place->kind == DOC_PLACE_BOX)
        draw_box(pen, x, box.y, false);
    else
        draw_line(pen, piece, x, y);
    pdf_pen_artifact(pen, false);
    if (piece->goes_on)
        return;
    pdf_pen_enter(pen, piece->mark->element);
    pdf_pen_field(pen, piece->mark->place, (enum pdf_style)piece->style, box);
}

/*
 * Who does not see the line hears what it is for: the rule is the content of its element. Behind
 * words that stand on a line it is an ornament like the one below them.
 */
void pdf_pen_place(struct pdf_page_pen *pen, const struct pdf_piece *piece, pdf_length x,
                   pdf_length y)
{
    const struct pdf_mark *mark = piece->mark;
    const struct pdf_element *outer = pen->open;
    bool filled = mark->place->kind != DOC_PLACE_BOX && mark->place->text.n > 0;
    if (filled) {
        pdf_pen_place_rule(pen, x, y, piece->width);
    } else if (!pen->artifact && pdf_place_is_field(pen->flow, mark->place)) {
        draw_field(pen, piece, x, y);
    } else {
        if (!pen->artifact)
            pdf_pen_enter(pen, mark->element);
        if (mark->place->kind == DOC_PLACE_BOX)
            draw_box(pen, x, box_of(pen->flow, piece, x, y).y, mark->place->ticked);
        else
            draw_line(pen, piece, x, y);
    }
    if (!pen->artifact)
        pdf_pen_enter(pen, outer);
    if (mark->under && !piece->continued) {
        pdf_length middle = x + (piece->width - piece->before) / 2;
        pdf_length left = middle - mark->under->width / 2;
        pdf_length below = y - pdf_baseline(pen->flow, (enum pdf_style)piece->style) +
                           pdf_flow_style(pen->flow, (enum pdf_style)piece->style)->leading;
        pdf_pen_paragraph(pen, mark->under, left, below);
    }
}
