/* SPDX-License-Identifier: MIT */
#include "pdf/points.h"

#include "locale/letter.h"

/* What breaks cost, in badness. */
enum {
    HYPHEN_COST = 135,
    HYPHEN_COST_RAGGED = 600,
    STUB_COST = 1000, /* of a hyphen behind which fewer than STUB_LETTERS end the text */
    STUB_LETTERS = 4,
    PLAIN_COST = 30,   /* of a break behind a hyphen, dash or slash that stands in the text */
    SHORT_COST = 1000, /* behind a short word of a heading: a preposition or conjunction */
    SHORT_LETTERS = 3,
    PLACE_COST = 5000, /* between a place and the words that say what is to be written there */
};

/* Where the walk over the pieces stands: width of all text so far, and how much of it is spaces. */
struct walk {
    struct pdf_flow *flow;
    struct pdf_points *points;
    const struct pdf_pieces *pieces;
    const struct language *language; /* of the text, NULL: nothing is known of it */
    int64_t width, spaces;
    bool justified, hyphenate;
};

static void add_point(struct walk *walk, struct pdf_break point)
{
    ARENA_PUSH(walk->flow->breaking, walk->points, point);
}

static const struct language *language_of(const struct pdf_flow *flow)
{
    const struct pdf_options *options = flow->options;
    if (str_equal(flow->language, flow->document->language))
        return options->language;
    return options->find_language
               ? options->find_language(options->owner, flow->language, (struct span){0})
               : NULL;
}

static void find_breaks(struct walk *walk, size_t index, bool hyphenate)
{
    struct pdf_flow *flow = walk->flow;
    struct pdf_word *word = walk->pieces->items[index].word;
    pdf_word_find_breaks(flow->options->fonts, word, walk->language, flow->options->hyphens,
                         hyphenate, flow->diags);
}

/* Whether a break of the last word leaves next to nothing of it for the last line. */
static bool leaves_stub(const struct walk *walk, size_t index, const struct pdf_word_break *place)
{
    if (index + 1 < walk->pieces->count)
        return false;
    struct str text = walk->pieces->items[index].word->text;
    size_t letters = 0;
    for (size_t at = place->at; at < text.n;)
        letters += letter_is(str_next(text, &at));
    return letters < STUB_LETTERS;
}

static int16_t hyphen_cost(const struct walk *walk, enum pdf_division division)
{
    int cost = walk->justified ? HYPHEN_COST : HYPHEN_COST_RAGGED;
    return (int16_t)(division == PDF_DIVISION_RELUCTANT ? 2 * cost : cost);
}

static void add_word_points(struct walk *walk, size_t index)
{
    struct pdf_flow *flow = walk->flow;
    const struct pdf_piece *piece = &walk->pieces->items[index];
    enum pdf_division division =
        walk->hyphenate ? pdf_may_hyphenate(flow, walk->pieces, index) : PDF_DIVISION_NONE;
    bool hyphenate = division != PDF_DIVISION_NONE;
    pdf_length size = pdf_flow_style(flow, (enum pdf_style)piece->style)->size;
    if (!piece->whole || piece->raised)
        return;
    find_breaks(walk, index, hyphenate);
    for (size_t i = 0; i < piece->word->break_count; i++) {
        const struct pdf_word_break *place = &piece->word->breaks[i];
        if (place->hyphen && !hyphenate)
            continue;
        int64_t at = walk->width + pdf_em_width(place->width, size);
        add_point(walk,
                  (struct pdf_break){
                      .end = at,
                      .start = at,
                      .end_spaces = walk->spaces,
                      .start_spaces = walk->spaces,
                      .hyphen = place->hyphen ? pdf_cut_hyphen(flow, piece) : 0,
                      .penalty = !place->hyphen                    ? PLAIN_COST
                                 : leaves_stub(walk, index, place) ? STUB_COST
                                                                   : hyphen_cost(walk, division),
                      .piece = (uint32_t)index,
                      .within = (uint32_t)i + 1,
                  });
    }
}

/* A short line to be written on stays with the words before it. One that takes all that is left of
 * a line may as well have one to itself, and a box belongs to the words behind it. */
static bool begins_place(const struct pdf_piece *piece)
{
    return piece->is_place && !piece->flexible && piece->mark->place->kind != DOC_PLACE_BOX &&
           piece[-1].mark != piece->mark;
}

/* Whether `piece` is a short word with nothing but letters. */
static bool is_short(const struct pdf_piece *piece)
{
    struct str text = piece->whole && !piece->is_place ? piece->word->text : (struct str){0};
    size_t letters = 0;
    for (size_t at = 0; at < text.n && letters <= SHORT_LETTERS;) {
        if (!letter_is(str_next(text, &at)))
            return false;
        letters++;
    }
    return letters > 0 && letters <= SHORT_LETTERS;
}

static void add_piece_point(struct walk *walk, size_t index)
{
    const struct pdf_piece *piece = &walk->pieces->items[index];
    bool behind_short = pdf_is_heading((enum pdf_style)piece->style) && is_short(piece - 1);
    pdf_length space = pdf_glue_width(walk->flow, piece);
    struct pdf_break point = {
        .end = walk->width,
        .start = walk->width + space,
        .end_spaces = walk->spaces,
        .start_spaces = walk->spaces + space,
        .penalty = begins_place(piece) ? PLACE_COST
                   : behind_short      ? SHORT_COST
                                       : 0,
        .forced = piece->glue == PDF_GLUE_LINE,
        .piece = (uint32_t)index,
    };
    if (piece->glue != PDF_GLUE_NONE && piece->glue != PDF_GLUE_NO_BREAK)
        add_point(walk, point);
    walk->width += space;
    walk->spaces += space;
}

void pdf_points_make(struct pdf_flow *flow, const struct pdf_pieces *pieces, bool justified,
                     bool hyphenate, struct pdf_points *points)
{
    struct walk walk = {.flow = flow,
                        .points = points,
                        .pieces = pieces,
                        .language = language_of(flow),
                        .justified = justified,
                        .hyphenate = hyphenate};
    points->count = 0;
    add_point(&walk, (struct pdf_break){0});
    for (size_t i = 0; i < pieces->count; i++) {
        if (i > 0)
            add_piece_point(&walk, i);
        add_word_points(&walk, i);
        walk.width += pieces->items[i].width;
    }
    add_point(&walk, (struct pdf_break){.end = walk.width,
                                        .start = walk.width,
                                        .end_spaces = walk.spaces,
                                        .start_spaces = walk.spaces,
                                        .piece = (uint32_t)pieces->count});
}

pdf_length pdf_points_widest(const struct pdf_points *points)
{
    int64_t widest = 0;
    for (size_t i = 1; i < points->count; i++) {
        const struct pdf_break *end = &points->items[i];
        int64_t part = end->end + end->hyphen - points->items[i - 1].start;
        if (widest < part)
            widest = part;
    }
    return (pdf_length)widest;
}
