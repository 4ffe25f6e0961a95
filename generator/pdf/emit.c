/* SPDX-License-Identifier: MIT */
#include "pdf/pen.h"

#include "base/mem.h"

void pdf_pen_item(struct pdf_page_pen *pen, struct pdf_item item)
{
    MEM_PUSH(pen->frame, item);
}

static void close_to(struct pdf_page_pen *pen, const struct pdf_element *element)
{
    while (pen->open != element) {
        pdf_pen_item(pen, (struct pdf_item){.kind = PDF_END});
        pen->open = pen->open->parent;
    }
}

static void open_down(struct pdf_page_pen *pen, const struct pdf_element *element)
{
    /* From the innermost open element outwards in; paths are a handful of elements long. */
    while (pen->open != element) {
        const struct pdf_element *next = element;
        while (next->parent != pen->open)
            next = next->parent;
        pdf_pen_item(pen, next->item);
        pen->open = next;
    }
}

void pdf_pen_enter(struct pdf_page_pen *pen, const struct pdf_element *element)
{
    const struct pdf_element *common = pen->open, *other = element;
    if (common == other)
        return;
    while (common && other && common != other) {
        if (common->depth >= other->depth)
            common = common->parent;
        else
            other = other->parent;
    }
    if (common != other)
        common = NULL;
    close_to(pen, common);
    if (element)
        open_down(pen, element);
}

void pdf_pen_artifact(struct pdf_page_pen *pen, bool begin)
{
    if (pen->artifact == begin)
        return;
    pen->artifact = begin;
    pdf_pen_item(pen, (struct pdf_item){.kind = begin ? PDF_ARTIFACT_BEGIN : PDF_ARTIFACT_END});
}

void pdf_pen_rule(struct pdf_page_pen *pen, pdf_length x, pdf_length y, pdf_length w, pdf_length h,
                  struct pdf_color color)
{
    bool inside = pen->artifact;
    pdf_pen_artifact(pen, true);
    struct pdf_item item = {.kind = PDF_RULE, .x = x, .y = y, .w = w, .h = h};
    item.rule.color = color;
    pdf_pen_item(pen, item);
    pdf_pen_artifact(pen, inside);
}

static struct pdf_color color_of(const struct pdf_flow *flow, const struct pdf_piece *piece)
{
    if (piece->mark && piece->mark->link.url.n)
        return flow->layout->link_color;
    if (piece->muted)
        return flow->layout->muted_color;
    return pdf_flow_style(flow, (enum pdf_style)piece->style)->color;
}

static bool same_color(const struct pdf_flow *flow, const struct pdf_piece *a,
                       const struct pdf_piece *b)
{
    struct pdf_color left = color_of(flow, a), right = color_of(flow, b);
    return left.r == right.r && left.g == right.g && left.b == right.b;
}

static bool same_run(const struct pdf_flow *flow, const struct pdf_piece *a,
                     const struct pdf_piece *b)
{
    if (a->is_place || b->is_place || a->style != b->style || a->mark != b->mark)
        return false;
    bool alike = a->muted == b->muted || same_color(flow, a, b);
    return alike && a->emphasis == b->emphasis && a->raised == b->raised;
}

static bool has_space(const struct pdf_piece *piece)
{
    return piece->glue == PDF_GLUE_SPACE || piece->glue == PDF_GLUE_NO_BREAK;
}

/* The words of the pieces [from, to), which are in one style, with a space between where one
 * stands; after the last one too when the next piece follows after a space, be it in the next line,
 * so that words stay apart where the text is copied or read from the tree. */
static struct pdf_item join_run(struct pdf_page_pen *pen, const struct pdf_piece *pieces,
                                size_t from, size_t to, bool space_after)
{
    struct pdf_flow *flow = pen->flow;
    const struct pdf_shaped *space =
        pdf_space_of(flow, (enum pdf_style)pieces[from].style, pieces[from].emphasis)->shaped;
    const struct pdf_shaped **words =
        ARENA_ARRAY(pen->arena, const struct pdf_shaped *, 2 * (to - from));
    uint32_t count = 0;
    for (size_t i = from; i < to; i++) {
        if (i > from && has_space(&pieces[i]))
            words[count++] = space;
        if (pieces[i].word)
            words[count++] = &pieces[i].word->shaped;
    }
    if (space_after)
        words[count++] = space;
    pdf_length size = pdf_flow_style(flow, (enum pdf_style)pieces[from].style)->size;
    struct pdf_item item = {.kind = PDF_RUN};
    item.run.words = words;
    item.run.count = count;
    item.run.size = pieces[from].raised ? size * 2 / 3 : size;
    item.run.color = color_of(flow, &pieces[from]);
    item.run.hyphen = pieces[to - 1].hyphen;
    return item;
}

static void add_link(struct pdf_page_pen *pen, const struct pdf_mark *mark,
                     const struct pdf_item *run)
{
    struct pdf_item link = {.kind = PDF_LINK,
                            .x = run->x,
                            .y = run->y - run->run.size,
                            .w = run->w,
                            .h = run->run.size * 5 / 4};
    link.link = &mark->link;
    pdf_pen_item(pen, link);
}

void pdf_pen_pieces(struct pdf_page_pen *pen, const struct pdf_piece *pieces, size_t from,
                    size_t to, bool more, pdf_length x, pdf_length y, pdf_length extra)
{
    struct pdf_flow *flow = pen->flow;
    const struct pdf_element *outer = pen->open;
    for (size_t at = from; at < to;) {
        size_t end = at + 1;
        while (end < to && same_run(flow, &pieces[at], &pieces[end]))
            end++;
        if (at > from && has_space(&pieces[at]))
            x += pdf_glue_width(flow, &pieces[at]) + extra;
        if (pieces[at].is_place) {
            pdf_pen_place(pen, &pieces[at], x, y);
            x += pieces[at].width;
            at = end;
            continue;
        }
        bool space_after = end < to ? has_space(&pieces[end]) : more;
        struct pdf_item run = join_run(pen, pieces, at, end, space_after);
        run.x = x;
        run.y = pieces[at].raised ? y - run.run.size / 2 : y;
        run.run.word_space = extra;
        for (size_t i = at; i < end; i++) {
            if (i > at && has_space(&pieces[i]))
                run.w += pdf_glue_width(flow, &pieces[i]) + extra;
            run.w += pieces[i].width;
        }
        const struct pdf_mark *mark = pieces[at].mark;
        if (!pen->artifact)
            pdf_pen_enter(pen, mark ? mark->element : outer);
        pdf_pen_item(pen, run);
        if (mark && (mark->link.url.n || mark->link.target.n) && !pen->artifact)
            add_link(pen, mark, &run);
        if (mark && mark->place)
            pdf_pen_place_rule(pen, x, y, run.w);
        x += run.w;
        at = end;
    }
    if (!pen->artifact)
        pdf_pen_enter(pen, outer);
}

static pdf_length line_start(const struct pdf_paragraph *paragraph, const struct pdf_line *line)
{
    if (paragraph->align == PDF_ALIGN_RIGHT)
        return paragraph->width - line->width;
    if (paragraph->align == PDF_ALIGN_CENTER)
        return (paragraph->width - line->width) / 2;
    return line->indent;
}

static void emit_paragraph_line(struct pdf_page_pen *pen, const struct pdf_paragraph *paragraph,
                                uint32_t index, pdf_length x, pdf_length baseline)
{
    const struct pdf_line *line = &paragraph->lines[index];
    pdf_length extra = 0;
    /* The last line is not stretched, but it may have to be shrunk. */
    bool fills = !line->last || line->width > paragraph->width;
    if (paragraph->align == PDF_ALIGN_JUSTIFIED && fills && line->spaces)
        extra = (paragraph->width - line->width) / line->spaces;
    /* What no break can fill is better left short than torn apart. */
    if (extra > pdf_flow_style(pen->flow, paragraph->style)->size)
        extra = 0;
    bool more = paragraph->goes_on;
    if (line->to < paragraph->piece_count) {
        const struct pdf_piece *next = &paragraph->pieces[line->to];
        more = has_space(next) || next->glue == PDF_GLUE_LINE;
    }
    pdf_pen_pieces(pen, paragraph->pieces, line->from, line->to, more,
                   x + line_start(paragraph, line), baseline, extra);
}

void pdf_emit_line(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                   pdf_length y)
{
    const struct pdf_paragraph *paragraph = data;
    pdf_length above = paragraph->line_count ? paragraph->lines[index].above : 0;
    pdf_length baseline = y + above + pdf_baseline(pen->flow, paragraph->style);
    emit_paragraph_line(pen, paragraph, index, x, baseline);
}

void pdf_pen_paragraph(struct pdf_page_pen *pen, const struct pdf_paragraph *paragraph,
                       pdf_length x, pdf_length y)
{
    for (size_t i = 0; i < paragraph->line_count; i++) {
        pdf_emit_line(pen, paragraph, (uint32_t)i, x, y);
        y += pdf_line_height(pen->flow, paragraph, i);
    }
}

static void emit_label(struct pdf_page_pen *pen, const struct pdf_paragraph *paragraph,
                       pdf_length x, pdf_length y)
{
    if (paragraph->label.count == 0)
        return;
    pdf_pen_enter(pen, paragraph->label_element);
    pdf_length above = paragraph->line_count ? paragraph->lines[0].above : 0;
    pdf_pen_pieces(pen, paragraph->label.items, 0, paragraph->label.count, false,
                   x + paragraph->label_x, y + above + pdf_baseline(pen->flow, paragraph->style),
                   0);
}

void pdf_pen_strip(struct pdf_page_pen *pen, const struct pdf_strip *strip, pdf_length x,
                   pdf_length y)
{
    /* The label of an item is read before its text. */
    if (strip->emit == pdf_emit_line && strip->index == 0)
        emit_label(pen, strip->data, x, y);
    pdf_pen_enter(pen, strip->element);
    for (uint32_t i = 0; i < strip->anchors; i++) {
        struct pdf_item item = {.kind = PDF_ANCHOR, .x = x, .y = y};
        item.anchor.id = pen->flow->anchors.items[strip->anchor + i];
        pdf_pen_item(pen, item);
    }
    strip->emit(pen, strip->data, strip->index, x, y);
}
