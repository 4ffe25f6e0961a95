/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

/*
 * A pie: slices clockwise from the top, in the order of the data. Names and values stand beside
 * their slices, at the right for the right half and at the left for the left half, moved apart
 * where they would touch; a thin line leads to a label that was moved.
 *
 * A slice's border is an arc drawn as Bézier curves of at most an eighth of a turn, whose controls
 * lie at (4/3) tan(a/4) of the radius on the tangents (error below 1/20,000 of the radius).
 */

enum {
    TURN = 65536,
    MOST_SLICES = 8,
    PIECES = 9,         /* of a full turn: eighths, the last one cut short */
    GAP = CHART_PT(14), /* from the circle to the labels */
    ELBOW = CHART_PT(6),
};

struct slice {
    size_t category;
    int32_t from, to; /* angles in 1/65536 turn, clockwise from the top */
    struct chart_lines label;
};

struct pie {
    chart_length x, y, radius; /* centre */
    struct slice slices[MOST_SLICES];
    size_t count;
};

static chart_length scaled(chart_length length, int32_t factor)
{
    int64_t product = (int64_t)length * factor;
    return (chart_length)((product + (product < 0 ? -TURN / 2 : TURN / 2)) / TURN);
}

/* The point of the circle at an angle that goes clockwise from the top. */
static void point_at(const struct pie *pie, int32_t angle, chart_length radius, chart_length *x,
                     chart_length *y)
{
    *x = pie->x + scaled(radius, chart_sine(angle));
    *y = pie->y - scaled(radius, chart_cosine(angle));
}

/* (4/3) tan(a/4) in 1/65536. */
static int32_t control_length(int32_t angle)
{
    int64_t sine = chart_sine(angle / 4), cosine = chart_cosine(angle / 4);
    return (int32_t)(sine * 4 * TURN / (cosine * 3));
}

static void arc_piece(const struct pie *pie, int32_t from, int32_t to, struct chart_segment *out)
{
    chart_length reach = scaled(pie->radius, control_length(to - from));
    *out = (struct chart_segment){.op = CHART_CURVE_TO};
    chart_length x, y;
    point_at(pie, from, pie->radius, &x, &y);
    out->x[0] = x + scaled(reach, chart_cosine(from));
    out->y[0] = y + scaled(reach, chart_sine(from));
    point_at(pie, to, pie->radius, &out->x[2], &out->y[2]);
    out->x[1] = out->x[2] - scaled(reach, chart_cosine(to));
    out->y[1] = out->y[2] - scaled(reach, chart_sine(to));
}

static void draw_slice(struct chart_pen *pen, const struct pie *pie, const struct slice *slice)
{
    struct chart_segment *segments = ARENA_ARRAY(pen->arena, struct chart_segment, PIECES + 3);
    bool whole = slice->to - slice->from >= TURN;
    size_t count = 0;
    if (!whole)
        segments[count++] = (struct chart_segment){CHART_MOVE, {pie->x}, {pie->y}};
    segments[count].op = whole ? CHART_MOVE : CHART_LINE_TO;
    point_at(pie, slice->from, pie->radius, &segments[count].x[0], &segments[count].y[0]);
    count++;
    for (int32_t at = slice->from; at < slice->to;) {
        int32_t next = at + TURN / 8 < slice->to ? at + TURN / 8 : slice->to;
        arc_piece(pie, at, next, &segments[count++]);
        at = next;
    }
    segments[count++] = (struct chart_segment){.op = CHART_CLOSE};
    chart_put_path(pen, segments, count, 0, CHART_INK_SERIES, slice->category);
    if (!whole)
        chart_put_path(pen, segments, count, CHART_PT(1), CHART_INK_PAPER, 0);
}

/* False when the data make no pie. */
static bool cut(struct chart_pen *pen, struct pie *pie)
{
    const struct chart *chart = pen->chart;
    struct number total = NUMBER_ZERO, sum = NUMBER_ZERO;
    size_t drawn = 0;
    for (size_t i = 0; i < chart->category_count; i++) {
        const struct chart_point *point = chart_at(chart, 0, i);
        if (!chart_point_drawn(point))
            continue;
        if (number_sign(point->value) < 0)
            return false;
        total = number_add(pen->arena, total, point->value);
        drawn++;
    }
    if (drawn == 0 || drawn > MOST_SLICES || number_is_overflow(total) || number_is_zero(total))
        return false;
    struct chart_scale scale = {.low = NUMBER_ZERO, .high = total, .length = TURN};
    for (size_t i = 0; i < chart->category_count; i++) {
        const struct chart_point *point = chart_at(chart, 0, i);
        if (!chart_point_drawn(point))
            continue;
        struct slice *slice = &pie->slices[pie->count++];
        slice->category = i;
        slice->from = chart_scale_at(pen, &scale, sum);
        sum = number_add(pen->arena, sum, point->value);
        slice->to = chart_scale_at(pen, &scale, sum);
    }
    return true;
}

static bool is_right(const struct slice *slice)
{
    return (slice->from + slice->to) / 2 < TURN / 2;
}

/* Name and value with its unit, on the last line of the name where it fits. */
static void make_label(struct chart_pen *pen, struct slice *slice, chart_length width)
{
    struct str name = pen->chart->categories[slice->category];
    struct str value = chart_at(pen->chart, 0, slice->category)->text;
    struct str unit = pen->chart->unit;
    bool bare = unit.n > 0 && str_find_str(value, unit, 0) == STR_NOT_FOUND;
    struct str parts[] = {name, STR(" "), value, STR("\xC2\xA0"), unit};
    slice->label = chart_wrap(pen, arena_join(pen->arena, parts, bare ? 5 : 3), width);
}

/* Where the labels of one side go, from the top to the bottom; returns how many there are. */
static size_t place_labels(struct chart_pen *pen, const struct pie *pie, bool right,
                           struct chart_slot *slots)
{
    size_t count = 0;
    for (size_t k = 0; k < pie->count; k++) {
        /* Clockwise at the right, the other way round at the left. */
        size_t i = right ? k : pie->count - 1 - k;
        const struct slice *slice = &pie->slices[i];
        chart_length x;
        if (is_right(slice) != right)
            continue;
        slots[count].item = i;
        slots[count].height = (chart_length)slice->label.count * pen->leading + CHART_PT(2);
        point_at(pie, (slice->from + slice->to) / 2, pie->radius + ELBOW, &x, &slots[count].middle);
        count++;
    }
    chart_spread(pen, slots, count, -pen->style->width, pen->style->width);
    return count;
}

/* Out along the radius, then over to the label. */
static void draw_label(struct chart_pen *pen, const struct pie *pie, const struct slice *slice,
                       chart_length middle)
{
    int32_t angle = (slice->from + slice->to) / 2;
    chart_length side = is_right(slice) ? 1 : -1;
    chart_length x = pie->x + side * (pie->radius + GAP);
    struct chart_segment *leader = ARENA_ARRAY(pen->arena, struct chart_segment, 3);
    leader[0].op = CHART_MOVE;
    point_at(pie, angle, pie->radius + CHART_PT(1), &leader[0].x[0], &leader[0].y[0]);
    leader[1].op = CHART_LINE_TO;
    point_at(pie, angle, pie->radius + ELBOW, &leader[1].x[0], &leader[1].y[0]);
    leader[2] = (struct chart_segment){CHART_LINE_TO, {x - side * CHART_PT(2)}, {middle}};
    chart_put_path(pen, leader, 3, CHART_PT(1) / 2, CHART_INK_MUTED, 0);
    chart_put_lines(pen, x, middle, &slice->label, CHART_INK_TEXT,
                    is_right(slice) ? CHART_START : CHART_END);
}

/* The height follows from the labels, which may go beyond the circle. */
static void place_pie(struct chart_pen *pen, struct pie *pie,
                      struct chart_slot slots[2][MOST_SLICES], size_t counts[2])
{
    chart_length top = -pie->radius - CHART_PT(1), bottom = -top;
    for (int side = 0; side < 2; side++) {
        counts[side] = place_labels(pen, pie, side == 1, slots[side]);
        if (counts[side] == 0)
            continue;
        const struct chart_slot *first = &slots[side][0], *last = &slots[side][counts[side] - 1];
        chart_length upper = first->middle - first->height / 2;
        chart_length lower = last->middle + last->height / 2;
        top = upper < top ? upper : top;
        bottom = lower > bottom ? lower : bottom;
    }
    pie->y = -top + CHART_PT(2);
    pen->out->height = bottom - top + CHART_PT(4);
}

/* Small enough that the longest word has room at both sides. */
static chart_length choose_radius(struct chart_pen *pen, const struct pie *pie)
{
    chart_length width = pen->style->width, radius = CHART_PT(62), least = width / 8;
    for (size_t i = 0; i < pie->count; i++) {
        struct str name = pen->chart->categories[pie->slices[i].category];
        chart_length rest = width / 2 - GAP - CHART_PT(2) - chart_widest_word(pen, name);
        radius = rest < radius ? rest : radius;
    }
    radius = radius > width / 5 ? width / 5 : radius;
    return radius < least ? least : radius;
}

bool chart_draw_pie(struct chart_pen *pen)
{
    struct pie pie = {0};
    struct chart_slot slots[2][MOST_SLICES] = {0};
    size_t counts[2];
    chart_length width = pen->style->width, left = 0;
    if (!cut(pen, &pie))
        return false;
    pie.radius = choose_radius(pen, &pie);
    chart_length room = width / 2 - pie.radius - GAP;
    for (size_t i = 0; i < pie.count; i++) {
        make_label(pen, &pie.slices[i], room > CHART_PT(130) ? CHART_PT(130) : room);
        if (!is_right(&pie.slices[i]) && pie.slices[i].label.width > left)
            left = pie.slices[i].label.width;
    }
    place_pie(pen, &pie, slots, counts);
    pie.x = (left ? left + GAP : 0) + pie.radius + CHART_PT(2);
    for (size_t i = 0; i < pie.count; i++)
        if (pie.slices[i].to > pie.slices[i].from)
            draw_slice(pen, &pie, &pie.slices[i]);
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < counts[side]; i++)
            draw_label(pen, &pie, &pie.slices[slots[side][i].item], pie.y + slots[side][i].middle);
    return true;
}
