/* SPDX-License-Identifier: MIT */
/*
 * The points are taken in order. A way breaks the text up to some earlier point; it is a node that
 * knows the node before it. Of all ways that reach a point the best is kept for each look of the
 * last line (tight to very loose, and how many hyphens in a row it ends), because what comes next
 * may prefer another than the best so far.
 *
 * Ways are found in the order of their points, and the later a line begins the shorter it is. So
 * those from which a line can end at the point at hand lie side by side: before them those that are
 * given up for good, since even the tightest line would be too wide; behind them those from which a
 * line would be too loose as yet. No other way is looked at, and the time is linear in the text.
 */
#include "pdf/breaks.h"

enum fitness { TIGHT, NORMAL, LOOSE, VERY_LOOSE, FITNESSES };

enum {
    HYPHENS_MOST = 2, /* in a row, if it can be */
    LINE_COST = 100,  /* of a line by itself: fewer lines are better */
    /* Demerits, in squares of badness. TeX's are alike but for the pair: two hyphens in a row are
     * rather avoided by a line whose spaces are more than twice as wide as they should be. */
    UNEVEN = 10000,        /* neighbours that look too different */
    HYPHEN_PAIR = 4000000, /* two hyphens in a row */
    HYPHEN_LAST = 5000,    /* the last line but one ends in a hyphen */
    SHORT_LAST = 10000,    /* the last line is shorter than a fifteenth of the width */
    SHORT_PART = 15,
};

/* More than sixteen lines at their worst: there is always a way without three hyphens in a row. */
static const int64_t TOO_MANY_HYPHENS = INT64_C(1) << 44;

/* Badness beyond this is not told apart, so that the squares of many thousand lines add up. */
static const int64_t BADNESS_MOST = INT64_C(1) << 20;

struct way {
    int64_t demerits;
    uint32_t point, before; /* index of the way before */
    uint8_t fitness, hyphens;
};

struct line {
    int64_t badness;
    enum fitness fitness;
};

/* 100 (part / whole)³, at most BADNESS_MOST. */
static int64_t badness_of(int64_t part, int64_t whole)
{
    if (part == 0)
        return 0;
    if (whole <= 0 || part >= 128 * whole)
        return BADNESS_MOST;
    /* In 1/1024: below 2^17, so that the third power fits. */
    int64_t ratio = part * 1024 / whole;
    int64_t badness = ratio * ratio / 1024 * ratio * 100 / (1024 * 1024);
    return badness < BADNESS_MOST ? badness : BADNESS_MOST;
}

enum fit { FITS, TOO_WIDE, TOO_LOOSE };

static enum fit judge_tight(int64_t lack, int64_t spaces, const struct pdf_break_rules *rules,
                            struct line *line)
{
    int64_t shrink = rules->justified ? spaces / PDF_SPACE_SHRINK : 0;
    if (lack > shrink)
        return TOO_WIDE;
    line->badness = badness_of(lack, shrink);
    line->fitness = line->badness > 12 ? TIGHT : NORMAL; /* by more than a half */
    return line->badness <= rules->tolerance ? FITS : TOO_WIDE;
}

static enum fit judge_loose(int64_t spare, int64_t spaces, const struct pdf_break_rules *rules,
                            struct line *line)
{
    line->badness =
        badness_of(spare, rules->justified ? spaces / PDF_SPACE_STRETCH : rules->ragged);
    line->fitness = line->badness > 100 ? VERY_LOOSE : line->badness > 12 ? LOOSE : NORMAL;
    return line->badness <= rules->tolerance ? FITS : TOO_LOOSE;
}

/* The line from point `from` to point `to`. */
static enum fit judge_line(const struct pdf_break *from, const struct pdf_break *to, bool last,
                           const struct pdf_break_rules *rules, struct line *line)
{
    int64_t spare = rules->width - (to->end + to->hyphen - from->start);
    int64_t spaces = to->end_spaces - from->start_spaces;
    if (spare < 0)
        return judge_tight(-spare, spaces, rules, line);
    if (!last && !to->forced)
        return judge_loose(spare, spaces, rules, line);
    *line = (struct line){0, NORMAL};
    return FITS;
}

/* Whether no line from `from` can reach `to` or anything behind it. */
static bool is_out_of_reach(const struct pdf_break *from, const struct pdf_break *to,
                            const struct pdf_break_rules *rules)
{
    int64_t spaces = to->end_spaces - from->start_spaces;
    int64_t shrink = rules->justified ? spaces / PDF_SPACE_SHRINK : 0;
    return to->end - from->start - shrink > rules->width;
}

static int64_t square(int64_t n)
{
    return n * n;
}

/* What the line adds that follows the way `before`. */
static int64_t demerits_of(const struct pdf_break *points, const struct way *before, size_t to,
                           bool last, const struct line *line, const struct pdf_break_rules *rules)
{
    const struct pdf_break *point = &points[to];
    int64_t demerits = square(LINE_COST + line->badness + point->penalty);
    int step = (int)line->fitness - (int)before->fitness;
    if (rules->justified && (step > 1 || step < -1))
        demerits += UNEVEN;
    if (point->hyphen && before->hyphens > 0)
        demerits += HYPHEN_PAIR;
    if (point->hyphen && before->hyphens >= HYPHENS_MOST)
        demerits += TOO_MANY_HYPHENS;
    if (last && before->hyphens > 0)
        demerits += HYPHEN_LAST;
    if (last && point->end - points[before->point].start < rules->width / SHORT_PART)
        demerits += before->point > 0 ? SHORT_LAST : 0;
    return demerits;
}

static struct way way_on(const struct pdf_break *points, const struct way *before, size_t index,
                         size_t to, bool last, const struct line *line,
                         const struct pdf_break_rules *rules)
{
    unsigned hyphens = points[to].hyphen ? before->hyphens + 1U : 0;
    return (struct way){
        .demerits = before->demerits + demerits_of(points, before, to, last, line, rules),
        .point = (uint32_t)to,
        .before = (uint32_t)index,
        .fitness = (uint8_t)line->fitness,
        .hyphens = (uint8_t)(hyphens > HYPHENS_MOST ? HYPHENS_MOST : hyphens),
    };
}

struct search {
    struct arena *arena;
    const struct pdf_break *points;
    size_t count;
    const struct pdf_break_rules *rules;
    struct {
        struct way *items;
        size_t count, capacity;
    } ways;
    size_t first; /* of the ways that are not given up */
};

/* The best ways to one point, by the look of their last line. */
struct best {
    struct way ways[FITNESSES * (HYPHENS_MOST + 1)];
    unsigned found; /* a bit for each */
    const struct way *least;
};

static void consider(struct best *best, const struct way *way)
{
    unsigned look = way->fitness * (HYPHENS_MOST + 1U) + way->hyphens;
    struct way *kept = &best->ways[look];
    if (best->found >> look & 1 && kept->demerits <= way->demerits)
        return;
    best->found |= 1U << look;
    *kept = *way;
    if (best->least == NULL || way->demerits < best->least->demerits)
        best->least = kept;
}

/* A way that looks no better than the best one and is worse by all that a look can cost is given
 * up: whatever follows, the best one stays ahead of it. */
static void keep_best(struct search *search, const struct best *best)
{
    for (unsigned left = best->found; left; left &= left - 1) {
        const struct way *way = &best->ways[__builtin_ctz(left)];
        if (way->demerits <= best->least->demerits + UNEVEN || way->hyphens < best->least->hyphens)
            ARENA_PUSH(search->arena, &search->ways, *way);
    }
}

static void give_up(struct search *search, size_t to)
{
    const struct pdf_break *points = search->points;
    for (; search->first < search->ways.count; search->first++) {
        const struct way *way = &search->ways.items[search->first];
        if (!is_out_of_reach(&points[way->point], &points[to], search->rules))
            return;
    }
}

static void reach_point(struct search *search, size_t to)
{
    const struct pdf_break *points = search->points;
    const struct pdf_break_rules *rules = search->rules;
    bool last = to + 1 == search->count;
    struct best best; /* its ways as they are found */
    best.found = 0;
    best.least = NULL;
    struct line line = {0};
    enum fit fit = TOO_WIDE;
    uint32_t judged = UINT32_MAX;
    give_up(search, to);
    for (size_t i = search->first; i < search->ways.count; i++) {
        const struct way *before = &search->ways.items[i];
        if (before->point != judged)
            fit = judge_line(&points[before->point], &points[to], last, rules, &line);
        judged = before->point;
        if (fit == TOO_LOOSE)
            break;
        if (fit == TOO_WIDE)
            continue;
        struct way way = way_on(points, before, i, to, last, &line, rules);
        consider(&best, &way);
    }
    if (points[to].forced)
        search->first = search->ways.count;
    keep_best(search, &best);
}

/* From the best way to the end back to the beginning. */
static size_t trace_back(const struct search *search, uint32_t *chosen)
{
    const struct way *best = NULL;
    size_t lines = 0;
    for (size_t i = search->first; i < search->ways.count; i++) {
        const struct way *way = &search->ways.items[i];
        if (way->point + 1 == search->count && (best == NULL || way->demerits < best->demerits))
            best = way;
    }
    if (best == NULL)
        return 0;
    for (const struct way *way = best; way->point > 0; way = &search->ways.items[way->before])
        chosen[lines++] = way->point;
    for (size_t i = 0; i < lines / 2; i++) {
        uint32_t other = chosen[lines - 1 - i];
        chosen[lines - 1 - i] = chosen[i];
        chosen[i] = other;
    }
    return lines;
}

size_t pdf_break_lines(struct arena *scratch, const struct pdf_break *points, size_t count,
                       const struct pdf_break_rules *rules, uint32_t *chosen)
{
    struct search search = {.arena = scratch, .points = points, .count = count, .rules = rules};
    struct way start = {.fitness = NORMAL};
    ARENA_PUSH(scratch, &search.ways, start);
    for (size_t to = 1; to < count && search.first < search.ways.count; to++)
        reach_point(&search, to);
    return trace_back(&search, chosen);
}

int64_t pdf_break_demerits(const struct pdf_break *points, const struct pdf_break_rules *rules,
                           const uint32_t *chosen, size_t count)
{
    struct way way = {.fitness = NORMAL};
    for (size_t i = 0; i < count; i++) {
        struct line line;
        bool last = i + 1 == count;
        if (judge_line(&points[way.point], &points[chosen[i]], last, rules, &line) != FITS)
            return INT64_MAX;
        way = way_on(points, &way, 0, chosen[i], last, &line, rules);
    }
    return way.demerits;
}
