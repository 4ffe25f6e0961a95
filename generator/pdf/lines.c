/* SPDX-License-Identifier: MIT */
/*
 * Pieces into lines. Most texts fit on one line and need no more than to be measured. The others
 * become a list of points at which a line may end (breaks.h); at first without the hyphens of the
 * dictionary: when the lines come out evenly as they are, no word is divided and no dictionary
 * opened. Words in which a line ends are cut in two and shaped anew.
 */
#include "pdf/points.h"

enum {
    /* The badness that lines without divided words may have: spaces a third wider than normal. */
    EVEN = 30,
    EVEN_RAGGED = 400,
    /* With divided words: spaces more than three times as wide only where there is no other way. */
    TOLERABLE = 10000,
    RAGGED_PART = 5, /* a ragged line falls short by a fifth of the width at most, if it can */
};

static struct pdf_line measure_line(struct pdf_flow *flow, const struct pdf_piece *pieces,
                                    size_t from, size_t to, bool last)
{
    struct pdf_line line = {.from = (uint32_t)from, .to = (uint32_t)to, .last = last};
    for (size_t i = from; i < to; i++) {
        pdf_length glue = i > from ? pdf_glue_width(flow, &pieces[i]) : 0;
        line.spaces = (uint16_t)(line.spaces + (glue > 0));
        line.width += glue + pieces[i].width;
    }
    return line;
}

/* The pieces anew, those in which a line ends cut there, in an array of just their number; and the
 * lines. */
static void make_lines(struct pdf_flow *flow, const struct pdf_pieces *pieces,
                       const struct pdf_break *points, const uint32_t *chosen, size_t count,
                       struct pdf_paragraph *paragraph)
{
    size_t cuts = 0, piece = 0, within = 0; /* the last two: where the line begins */
    for (size_t i = 0; i < count; i++)
        cuts += points[chosen[i]].within > 0;
    struct pdf_pieces out = {.capacity = pieces->count + cuts};
    out.items = ARENA_ARRAY(flow->arena, struct pdf_piece, out.capacity);
    paragraph->lines = ARENA_ARRAY(flow->arena, struct pdf_line, count);
    paragraph->line_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct pdf_break *end = &points[chosen[i]];
        size_t from = out.count;
        for (; piece < end->piece; piece++, within = 0)
            out.items[out.count++] = within ? pdf_cut_part(flow, &pieces->items[piece], within, 0)
                                            : pieces->items[piece];
        if (end->within) {
            out.items[out.count++] = pdf_cut_part(flow, &pieces->items[piece], within, end->within);
            within = end->within;
        }
        paragraph->lines[i] =
            measure_line(flow, out.items, from, out.count, i + 1 == count || end->forced);
    }
    paragraph->pieces = out.items;
    paragraph->piece_count = out.count;
}

/* The points of a text and which of them end its lines, in flow->breaking. */
struct breaking {
    struct pdf_points points;
    uint32_t *chosen;
    size_t count;
};

static struct breaking choose_best(struct pdf_flow *flow, struct pdf_pieces *pieces,
                                   const struct pdf_paragraph *paragraph, pdf_length width)
{
    bool justified = paragraph->align == PDF_ALIGN_JUSTIFIED;
    /* In cells, notes and captions words are divided only where they do not fit as they are. */
    bool body = justified || paragraph->style == PDF_STYLE_BODY;
    struct pdf_break_rules rules = {width, justified, width / RAGGED_PART,
                                    justified ? EVEN
                                    : body    ? EVEN_RAGGED
                                              : PDF_BREAK_ANY};
    struct breaking best = {0};
    struct pdf_points *points = &best.points;
    arena_reset(flow->breaking);
    pdf_points_make(flow, pieces, justified, false, points);
    best.chosen = ARENA_ARRAY(flow->breaking, uint32_t, points->count);
    best.count = pdf_break_lines(flow->breaking, points->items, points->count, &rules, best.chosen);
    if (best.count == 0) {
        pdf_points_make(flow, pieces, justified, true, points);
        if (pdf_cut_wide(flow, pieces, width))
            pdf_points_make(flow, pieces, justified, true, points);
        best.chosen = ARENA_ARRAY(flow->breaking, uint32_t, points->count);
        rules.tolerance = justified ? TOLERABLE : PDF_BREAK_ANY;
        best.count =
            pdf_break_lines(flow->breaking, points->items, points->count, &rules, best.chosen);
    }
    if (best.count == 0) {
        /* A letter may be wider than the line: it is shown all the same. */
        pdf_length widest = pdf_points_widest(points);
        rules.width = widest > rules.width ? widest : rules.width;
        rules.tolerance = PDF_BREAK_ANY;
        best.count =
            pdf_break_lines(flow->breaking, points->items, points->count, &rules, best.chosen);
    }
    return best;
}

/* The least width in which the text takes no more lines than in its whole width: they are about as
 * long as each other then. */
static pdf_length balanced_width(struct pdf_flow *flow, struct pdf_pieces *pieces,
                                 const struct pdf_paragraph *paragraph, size_t lines)
{
    pdf_length low = pdf_lines_least(flow, pieces), high = paragraph->width;
    while (low < high) {
        pdf_length middle = low + (high - low) / 2;
        if (choose_best(flow, pieces, paragraph, middle).count <= lines)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

static void break_best(struct pdf_flow *flow, struct pdf_pieces *pieces,
                       struct pdf_paragraph *paragraph)
{
    struct breaking best = choose_best(flow, pieces, paragraph, paragraph->width);
    if (pdf_is_heading(paragraph->style) && best.count > 1)
        best = choose_best(flow, pieces, paragraph,
                           balanced_width(flow, pieces, paragraph, best.count));
    make_lines(flow, pieces, best.points.items, best.chosen, best.count, paragraph);
}

/* How far the text of an option lies behind its box, under which its further lines do not begin; 0
 * where the pieces are no single option. */
static pdf_length hang_of(struct pdf_flow *flow, const struct pdf_pieces *pieces)
{
    size_t boxes = 0;
    for (size_t i = 0; i < pieces->count; i++)
        boxes += pieces->items[i].is_place && pieces->items[i].mark->place->kind == DOC_PLACE_BOX;
    bool first = pieces->count > 1 && pieces->items[0].is_place && boxes == 1 &&
                 pieces->items[0].mark->place->kind == DOC_PLACE_BOX;
    return first ? pieces->items[0].width + pdf_glue_width(flow, &pieces->items[1]) : 0;
}

/* The text behind the box is broken to the room that it has there, then the box put before it. */
static void break_hanging(struct pdf_flow *flow, struct pdf_pieces *pieces, pdf_length hang,
                          struct pdf_paragraph *paragraph)
{
    struct pdf_pieces text = {pieces->items + 1, pieces->count - 1, pieces->count - 1};
    paragraph->width -= hang;
    break_best(flow, &text, paragraph);
    paragraph->width += hang;
    struct pdf_piece *items =
        ARENA_ARRAY(flow->arena, struct pdf_piece, paragraph->piece_count + 1);
    items[0] = pieces->items[0];
    memcpy(items + 1, paragraph->pieces, paragraph->piece_count * sizeof *items);
    paragraph->pieces = items;
    paragraph->piece_count++;
    for (size_t i = 0; i < paragraph->line_count; i++) {
        struct pdf_line *line = &paragraph->lines[i];
        line->from += i > 0;
        line->to++;
        line->width += hang;
        line->indent = i > 0 ? hang : 0;
    }
}

static bool has_place(const struct pdf_pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].is_place)
            return true;
    return false;
}

static bool has_forced_break(const struct pdf_pieces *pieces)
{
    for (size_t i = 1; i < pieces->count; i++)
        if (pieces->items[i].glue == PDF_GLUE_LINE)
            return true;
    return false;
}

/* All of it on one line. */
static void take_line(struct pdf_flow *flow, const struct pdf_pieces *pieces, struct pdf_line line,
                      struct pdf_paragraph *paragraph)
{
    if (flow->piecing) {
        paragraph->pieces = ARENA_ARRAY(flow->arena, struct pdf_piece, pieces->count);
        memcpy(paragraph->pieces, pieces->items, pieces->count * sizeof *pieces->items);
    }
    paragraph->lines = ARENA_NEW(flow->arena, struct pdf_line);
    *paragraph->lines = line;
    paragraph->line_count = 1;
}

struct pdf_paragraph *pdf_lines_break(struct pdf_flow *flow, struct pdf_pieces *pieces,
                                      pdf_length width, enum pdf_align align, enum pdf_style style)
{
    struct pdf_paragraph *paragraph = ARENA_NEW(flow->arena, struct pdf_paragraph);
    /* A space at the very end has nothing to stand before. */
    while (pieces->count && pdf_piece_is_empty(&pieces->items[pieces->count - 1]))
        pieces->count--;
    bool places = has_place(pieces);
    if (places)
        pdf_places_fit(pieces, width);
    paragraph->width = width;
    /* Where places take up what a line has left, nothing is to be stretched. */
    paragraph->align = places && align == PDF_ALIGN_JUSTIFIED ? PDF_ALIGN_LEFT : align;
    paragraph->style = style;
    paragraph->pieces = pieces->items;
    paragraph->piece_count = pieces->count;
    if (pieces->count == 0)
        return paragraph;
    struct pdf_line line = measure_line(flow, pieces->items, 0, pieces->count, true);
    if (line.width <= width && !has_forced_break(pieces)) {
        take_line(flow, pieces, line, paragraph);
    } else {
        pdf_length hang = places && !has_forced_break(pieces) ? hang_of(flow, pieces) : 0;
        if (hang > 0 && hang < width / 2)
            break_hanging(flow, pieces, hang, paragraph);
        else
            break_best(flow, pieces, paragraph);
    }
    if (places)
        pdf_places_settle(flow, paragraph);
    return paragraph;
}

pdf_length pdf_lines_width(struct pdf_flow *flow, const struct pdf_pieces *pieces)
{
    return measure_line(flow, pieces->items, 0, pieces->count, true).width;
}

pdf_length pdf_lines_least(struct pdf_flow *flow, const struct pdf_pieces *pieces)
{
    pdf_length least = 0;
    for (size_t at = 0; at < pieces->count;) {
        pdf_length stretch;
        at = pdf_stretch_end(flow, pieces, at, &stretch);
        if (least < stretch)
            least = stretch;
    }
    return least;
}

pdf_length pdf_lines_least_divided(struct pdf_flow *flow, const struct pdf_pieces *pieces)
{
    struct pdf_points points = {0};
    if (pieces->count == 0)
        return 0;
    arena_reset(flow->breaking);
    pdf_points_make(flow, pieces, false, true, &points);
    return pdf_points_widest(&points);
}
