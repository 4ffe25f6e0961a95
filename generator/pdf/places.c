/* SPDX-License-Identifier: MIT */
/*
 * Places to write in. A place is a piece without glyphs: a box as wide as it is, a line at least as
 * wide as something can be written on it. When the lines are broken, those that reach to the end of
 * the line share what it has left. What stands on a line is text with a rule below it, and the rest
 * of the line is a place behind it.
 *
 * A line that is to be written on by hand has its baseline at least HAND_ROOM below the one before
 * it: the room comes from above, so that words beside it stand on the line too.
 */
#include "pdf/flow.h"

#define MM(hundredths) ((pdf_length)((int64_t)(hundredths)*64 * 72 / 2540))

enum {
    HAND_ROOM = 800, /* 1/100 mm */
    LEAST_LINE = 2000,
    LEAST_REST = 100, /* behind words on a line: it is seen to go on */
    BOX_SIZE = 320,
    BOX_GAP = 70, /* behind a box, besides the space */
};

/* --- pieces
 * --------------------------------------------------------------------------------------- */

static struct pdf_mark *new_mark(struct pdf_flow *flow, const struct doc_place *place)
{
    struct pdf_mark *mark = ARENA_NEW(flow->arena, struct pdf_mark);
    struct pdf_element *element = pdf_element_new(flow, flow->element, PDF_TAG_SPAN);
    if (pdf_place_is_field(flow, place))
        pdf_place_describe(flow->arena, place, element);
    else if (place->kind == DOC_PLACE_BOX || place->text.n == 0)
        pdf_element_traits(flow->arena, element)->alt = place->alt;
    mark->element = element;
    mark->place = place;
    return mark;
}

/* The words below, on one line if the column is wide enough. */
static void add_under(struct pdf_flow *flow, struct pdf_mark *mark, pdf_length *width)
{
    struct pdf_pieces pieces = {0};
    struct arena *piecing = flow->piecing;
    flow->piecing = NULL;
    pdf_pieces_text(flow, &pieces, mark->place->under,
                    &(struct pdf_piece_style){.style = PDF_STYLE_NOTE}, (struct span){0});
    *width = pdf_lines_width(flow, &pieces);
    if (*width > flow->width)
        *width = flow->width;
    mark->under = pdf_lines_break(flow, &pieces, *width, PDF_ALIGN_CENTER, PDF_STYLE_NOTE);
    flow->piecing = piecing;
}

static void add_piece(struct pdf_flow *flow, struct pdf_pieces *pieces,
                      const struct pdf_piece_style *style, const struct pdf_mark *mark,
                      pdf_length width, enum pdf_glue glue)
{
    const struct doc_place *place = mark->place;
    struct pdf_piece piece = {
        .mark = mark,
        .width = width,
        .glue = (uint8_t)glue,
        .style = (uint8_t)style->style,
        .emphasis = style->emphasis,
        .is_place = true,
        .flexible =
            place->kind == DOC_PLACE_LINES || (place->kind == DOC_PLACE_LINE && place->width == 0),
    };
    ARENA_PUSH(pdf_pieces_arena(flow), pieces, piece);
}

/* What stands on the line, and its width. */
static pdf_length add_text(struct pdf_flow *flow, struct pdf_pieces *pieces,
                           const struct pdf_piece_style *style, const struct pdf_mark *mark,
                           struct span span)
{
    struct pdf_piece_style inside = *style;
    size_t from = pieces->count;
    /* What carries the space before the place gives way to its first word. */
    if (from > 0 && pdf_piece_is_empty(&pieces->items[from - 1]))
        from--;
    inside.mark = mark;
    pdf_pieces_text(flow, pieces, mark->place->text, &inside, span);
    pdf_length width = 0;
    for (size_t i = from; i < pieces->count; i++)
        width += pieces->items[i].width + (i > from ? pdf_glue_width(flow, &pieces->items[i]) : 0);
    return width;
}

static void add_break(struct pdf_flow *flow, struct pdf_pieces *pieces,
                      const struct pdf_piece_style *style)
{
    struct pdf_piece piece = {
        .glue = PDF_GLUE_LINE, .style = (uint8_t)style->style, .emphasis = style->emphasis};
    pdf_pieces_glue(pieces);
    if (pieces->count)
        ARENA_PUSH(pdf_pieces_arena(flow), pieces, piece);
}

/* Full lines stand below what is before them, and what follows stands below them. */
static void add_lines(struct pdf_flow *flow, struct pdf_pieces *pieces,
                      const struct pdf_piece_style *style, const struct pdf_mark *mark,
                      struct span span)
{
    add_break(flow, pieces, style);
    if (mark->place->text.n)
        add_text(flow, pieces, style, mark, span);
    /* settle() adds those that are still missing. */
    add_piece(flow, pieces, style, mark, mark->place->text.n ? MM(LEAST_REST) : MM(LEAST_LINE),
              pdf_pieces_glue(pieces));
    add_break(flow, pieces, style);
}

/* In the middle of a line of a certain length: a day, a year. */
static void add_centered(struct pdf_flow *flow, struct pdf_pieces *pieces,
                         const struct pdf_piece_style *style, const struct pdf_mark *mark,
                         struct span span, pdf_length width)
{
    enum pdf_glue glue = pdf_pieces_glue(pieces);
    size_t before = pieces->count;
    add_piece(flow, pieces, style, mark, MM(LEAST_REST), glue);
    pdf_length taken = add_text(flow, pieces, style, mark, span);
    pdf_length rest = taken < width ? (width - taken) / 2 : MM(LEAST_REST);
    pieces->items[before].width = rest;
    pieces->items[before].continued = true;
    add_piece(flow, pieces, style, mark, rest, PDF_GLUE_NONE);
}

void pdf_pieces_place(struct pdf_flow *flow, struct pdf_pieces *pieces, const struct doc_node *node,
                      const struct pdf_piece_style *style)
{
    const struct doc_place *place = node->place;
    struct pdf_mark *mark = new_mark(flow, place);
    pdf_length least = place->width ? MM(place->width) : MM(LEAST_LINE), under = 0;
    if (place->under.n)
        add_under(flow, mark, &under);
    if (least < under)
        least = under;
    if (place->kind == DOC_PLACE_BOX) {
        add_piece(flow, pieces, style, mark, MM(BOX_SIZE) + MM(BOX_GAP), pdf_pieces_glue(pieces));
    } else if (place->kind == DOC_PLACE_LINES) {
        add_lines(flow, pieces, style, mark, node->span);
    } else if (place->text.n == 0) {
        add_piece(flow, pieces, style, mark, least, pdf_pieces_glue(pieces));
    } else if (place->width) {
        add_centered(flow, pieces, style, mark, node->span, least);
    } else {
        pdf_length taken = add_text(flow, pieces, style, mark, node->span);
        add_piece(flow, pieces, style, mark, taken < least ? least - taken : MM(LEAST_REST),
                  PDF_GLUE_NONE);
    }
}

pdf_length pdf_box_size(void)
{
    return MM(BOX_SIZE);
}

pdf_length pdf_hand_room(void)
{
    return MM(HAND_ROOM);
}

void pdf_places_fit(struct pdf_pieces *pieces, pdf_length width)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].is_place && pieces->items[i].width > width)
            pieces->items[i].width = width;
}

/* --- lines
 * ---------------------------------------------------------------------------------------- */

static bool is_written(const struct pdf_piece *piece)
{
    return piece->is_place && piece->mark->place->kind != DOC_PLACE_BOX;
}

/* The places of a line that reach to its end share what is left. */
static void stretch(struct pdf_paragraph *paragraph, struct pdf_line *line)
{
    pdf_length rest = paragraph->width - line->width;
    pdf_length count = 0;
    for (uint32_t i = line->from; i < line->to; i++)
        count += paragraph->pieces[i].is_place && paragraph->pieces[i].flexible;
    for (uint32_t i = line->from; i < line->to && rest > 0 && count > 0; i++) {
        struct pdf_piece *piece = &paragraph->pieces[i];
        if (!piece->is_place || !piece->flexible)
            continue;
        pdf_length share = rest / count--;
        piece->width += share;
        line->width += share;
        rest -= share;
    }
}

/* The room that a line needs to be written on, and for the words below it. At the foot of a cell it
 * keeps clear of the table's rule. */
static void make_room(const struct pdf_flow *flow, struct pdf_paragraph *paragraph,
                      struct pdf_line *line)
{
    pdf_length leading = pdf_flow_style(flow, paragraph->style)->leading;
    bool at_foot =
        paragraph->style == PDF_STYLE_TABLE && line == &paragraph->lines[paragraph->line_count - 1];
    for (uint32_t i = line->from; i < line->to; i++) {
        const struct pdf_piece *piece = &paragraph->pieces[i];
        if (!is_written(piece))
            continue;
        if (piece->mark->place->text.n == 0 && leading + line->above < MM(HAND_ROOM))
            line->above = MM(HAND_ROOM) - leading;
        bool has_words = piece->mark->under && !piece->continued;
        pdf_length below = has_words ? pdf_paragraph_height(flow, piece->mark->under)
                           : at_foot ? leading / 3
                                     : 0;
        if (line->below < below)
            line->below = below;
    }
}

/* How many lines from `first` on up to `line` belong to the same full lines. */
static uint32_t lines_so_far(const struct pdf_paragraph *paragraph, size_t line,
                             const struct pdf_mark *mark)
{
    uint32_t count = 0;
    for (size_t i = line + 1; i > 0; i--) {
        const struct pdf_line *at = &paragraph->lines[i - 1];
        if (at->from == at->to || paragraph->pieces[at->from].mark != mark)
            break;
        count++;
    }
    return count;
}

/* The place of full lines with which a line ends, of which lines are missing; 0: none are. */
static uint32_t missing_lines(const struct pdf_paragraph *paragraph, size_t index)
{
    const struct pdf_line *line = &paragraph->lines[index];
    const struct pdf_piece *last = line->to > line->from ? &paragraph->pieces[line->to - 1] : NULL;
    if (last == NULL || !last->is_place || last->mark->place->kind != DOC_PLACE_LINES)
        return 0;
    uint32_t count = lines_so_far(paragraph, index, last->mark);
    return count < last->mark->place->lines ? last->mark->place->lines - count : 0;
}

static void complete(struct pdf_flow *flow, struct pdf_paragraph *paragraph)
{
    size_t missing = 0;
    for (size_t i = 0; i < paragraph->line_count; i++)
        missing += missing_lines(paragraph, i);
    if (missing == 0)
        return;
    struct pdf_piece *pieces =
        ARENA_ARRAY(flow->arena, struct pdf_piece, paragraph->piece_count + missing);
    struct pdf_line *lines =
        ARENA_ARRAY(flow->arena, struct pdf_line, paragraph->line_count + missing);
    uint32_t piece = 0;
    size_t count = 0;
    for (size_t i = 0; i < paragraph->line_count; i++) {
        struct pdf_line line = paragraph->lines[i];
        uint32_t more = missing_lines(paragraph, i), n = line.to - line.from;
        memcpy(&pieces[piece], &paragraph->pieces[line.from], n * sizeof *pieces);
        line.from = piece;
        line.to = piece += n;
        lines[count++] = line;
        for (; more > 0; more--) {
            struct pdf_piece rest = pieces[piece - 1];
            rest.width = MM(LEAST_LINE) < paragraph->width ? MM(LEAST_LINE) : paragraph->width;
            rest.glue = PDF_GLUE_LINE;
            pieces[piece - 1].continued = true;
            pieces[piece] = rest;
            lines[count++] = (struct pdf_line){
                .from = piece, .to = piece + 1, .width = rest.width, .last = line.last};
            piece++;
        }
    }
    paragraph->pieces = pieces;
    paragraph->piece_count = piece;
    paragraph->lines = lines;
    paragraph->line_count = count;
}

/* How much of a place lies before its rest, under the words that stand on it. */
static void measure_before(struct pdf_flow *flow, struct pdf_paragraph *paragraph,
                           const struct pdf_line *line)
{
    for (uint32_t i = line->from; i < line->to; i++) {
        struct pdf_piece *piece = &paragraph->pieces[i];
        if (!piece->is_place)
            continue;
        piece->before = 0;
        for (uint32_t k = i; k > line->from; k--) {
            const struct pdf_piece *left = &paragraph->pieces[k - 1];
            if (left->mark != piece->mark)
                break;
            piece->before += left->width + pdf_glue_width(flow, &paragraph->pieces[k]);
        }
    }
}

/* Full lines lie below each other; one that is a field is so from the first to the last. */
static void measure_below(const struct pdf_flow *flow, struct pdf_paragraph *paragraph)
{
    for (size_t i = paragraph->line_count; i > 0; i--) {
        const struct pdf_line *line = &paragraph->lines[i - 1];
        struct pdf_piece *piece = line->to > line->from ? &paragraph->pieces[line->to - 1] : NULL;
        if (piece == NULL || !piece->is_place || piece->mark->place->kind != DOC_PLACE_LINES)
            continue;
        piece->goes_on = lines_so_far(paragraph, i - 1, piece->mark) > 1;
        const struct pdf_line *next = i < paragraph->line_count ? line + 1 : NULL;
        bool more =
            next && next->to > next->from && paragraph->pieces[next->from].mark == piece->mark;
        const struct pdf_piece *last = more ? &paragraph->pieces[next->to - 1] : NULL;
        piece->below = last ? pdf_line_height(flow, paragraph, i) : 0;
        if (last && last->is_place)
            piece->below += last->below;
    }
}

void pdf_places_settle(struct pdf_flow *flow, struct pdf_paragraph *paragraph)
{
    complete(flow, paragraph);
    for (size_t i = 0; i < paragraph->line_count; i++) {
        stretch(paragraph, &paragraph->lines[i]);
        make_room(flow, paragraph, &paragraph->lines[i]);
        measure_before(flow, paragraph, &paragraph->lines[i]);
    }
    measure_below(flow, paragraph);
}

pdf_length pdf_line_height(const struct pdf_flow *flow, const struct pdf_paragraph *paragraph,
                           size_t index)
{
    const struct pdf_line *line = &paragraph->lines[index];
    return pdf_flow_style(flow, paragraph->style)->leading + line->above + line->below;
}

pdf_length pdf_paragraph_height(const struct pdf_flow *flow, const struct pdf_paragraph *paragraph)
{
    pdf_length height = 0;
    for (size_t i = 0; i < paragraph->line_count; i++)
        height += pdf_line_height(flow, paragraph, i);
    return height;
}
