/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

/*
 * Lines: one for each series, with its name at its right end, so that nobody has to match colours
 * with a legend. The axis begins at zero unless all values lie far above it. A gap in the data is
 * a gap in the line. Labels of the categories are thinned out until they do not touch; of few long
 * ones none is left out: then bars are drawn instead.
 */

struct plot {
    struct chart_scale scale;
    chart_length left, right, bottom; /* of the scale */
    chart_length first, pitch;        /* x of the first point; between points */
    struct chart_lines *names;        /* at the right ends */
    bool legend;                      /* names do not fit there */
    bool values;                      /* each point shows its value */
};

enum {
    STROKE = CHART_PT(3) / 2,
    RADIUS = CHART_PT(2),
    GAP = CHART_PT(6),
    SWATCH = CHART_PT(8),
    MOST_NAMES = 12,
    MOST_LINES = 3 /* of a category's name */
};

static const struct chart_point *last_drawn(const struct chart *chart, size_t series,
                                            size_t *category)
{
    for (size_t i = chart->category_count; i-- > 0;) {
        *category = i;
        if (chart_point_drawn(chart_at(chart, series, i)))
            return chart_at(chart, series, i);
    }
    return NULL;
}

/* What stands at the right end of a line: its name, and its last value where points show none. */
static chart_length name_lines(struct chart_pen *pen, struct plot *plot)
{
    const struct chart *chart = pen->chart;
    chart_length width = 0, height = 0;
    plot->legend = chart->series_count > MOST_NAMES;
    if (chart->series_count < 2 || plot->legend)
        return 0;
    plot->names = ARENA_ARRAY(pen->arena, struct chart_lines, chart->series_count);
    for (size_t s = 0; s < chart->series_count; s++) {
        plot->names[s] = chart_wrap(pen, chart->series[s].label, pen->style->width * 3 / 10);
        width = plot->names[s].width > width ? plot->names[s].width : width;
        height += (chart_length)plot->names[s].count * pen->leading;
    }
    if (plot->scale.length < height) /* else they would not fit beside the plot */
        plot->scale.length = height;
    return width + GAP + SWATCH;
}

/* Zero belongs to the axis when the values come near it or lie on both sides. */
static void choose_scale(struct chart_pen *pen, struct plot *plot)
{
    struct number low = NUMBER_ZERO, high = NUMBER_ZERO, two = number_from_int(2);
    chart_length height = pen->style->width / 3;
    plot->scale.length = height > CHART_PT(150) ? CHART_PT(150) : height;
    chart_scale_extent(pen, &plot->scale);
    if (chart_scale_range(pen, &low, &high) && number_compare(low, high) != 0) {
        struct number span = number_subtract(pen->arena, high, low);
        struct number near = number_multiply(pen->arena, span, two);
        if (number_compare(low, near) > 0 ||
            number_compare(high, number_negate(pen->arena, near)) < 0) {
            plot->scale.low = low;
            plot->scale.high = high;
        }
    }
    chart_scale_round(pen, &plot->scale, 4, true);
}

/* One series of few points says all its values. */
static bool values_fit(struct chart_pen *pen, const struct plot *plot)
{
    const struct chart *chart = pen->chart;
    if (chart->series_count != 1)
        return false;
    for (size_t i = 0; i < chart->category_count; i++)
        if (chart_text_width(pen, chart_at(chart, 0, i)->text) + CHART_PT(4) > plot->pitch)
            return chart->category_count == 1;
    return true;
}

static void lay_out(struct chart_pen *pen, struct plot *plot)
{
    chart_length count = (chart_length)pen->chart->category_count;
    choose_scale(pen, plot);
    plot->left = chart_axis_width(pen, &plot->scale);
    plot->right = pen->style->width - name_lines(pen, plot);
    if (plot->right - plot->left < pen->style->width / 4)
        plot->right = plot->left + pen->style->width / 4;
    plot->pitch = (plot->right - plot->left) / count;
    plot->first = plot->left + plot->pitch / 2;
    if (count > 1) { /* half a step of room at both sides, but not more than a label takes */
        chart_length room = plot->pitch / 2 > CHART_PT(18) ? CHART_PT(18) : plot->pitch / 2;
        plot->first = plot->left + room;
        plot->pitch = (plot->right - plot->left - 2 * room) / (count - 1);
    }
    plot->values = values_fit(pen, plot);
}

static chart_length point_x(const struct plot *plot, size_t category)
{
    return plot->first + (chart_length)category * plot->pitch;
}

static chart_length point_y(struct chart_pen *pen, const struct plot *plot,
                            const struct chart_point *point)
{
    return plot->bottom - chart_scale_at(pen, &plot->scale, point->value);
}

/* A point without a neighbour is a dot only, so that it can be seen. */
static void draw_line(struct chart_pen *pen, const struct plot *plot, size_t series)
{
    const struct chart *chart = pen->chart;
    struct chart_segment *segments =
        ARENA_ARRAY(pen->arena, struct chart_segment, chart->category_count);
    size_t count = 0;
    bool after = false, dots = chart->category_count <= 24;
    for (size_t i = 0; i < chart->category_count; i++) {
        const struct chart_point *point = chart_at(chart, series, i);
        bool drawn = chart_point_drawn(point);
        bool next =
            i + 1 < chart->category_count && chart_point_drawn(chart_at(chart, series, i + 1));
        if (drawn && (dots || (!after && !next)))
            chart_put_dot(pen, point_x(plot, i), point_y(pen, plot, point), RADIUS, series);
        if (drawn && (after || next))
            segments[count++] = (struct chart_segment){after ? CHART_LINE_TO : CHART_MOVE,
                                                       {point_x(plot, i)},
                                                       {point_y(pen, plot, point)}};
        after = drawn;
    }
    if (count > 0)
        chart_put_path(pen, segments, count, STROKE, CHART_INK_SERIES, series);
}

/* By insertion: there are at most MOST_NAMES. */
static void sort_slots(struct chart_slot *slots, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct chart_slot slot = slots[i];
        size_t k = i;
        for (; k > 0 && slots[k - 1].middle > slot.middle; k--)
            slots[k] = slots[k - 1];
        slots[k] = slot;
    }
}

static void draw_names(struct chart_pen *pen, const struct plot *plot)
{
    const struct chart *chart = pen->chart;
    struct chart_slot *slots = ARENA_ARRAY(pen->arena, struct chart_slot, chart->series_count);
    size_t count = 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        size_t category;
        const struct chart_point *point = last_drawn(chart, s, &category);
        if (point == NULL)
            continue;
        slots[count].item = s;
        slots[count].middle = point_y(pen, plot, point);
        slots[count++].height = (chart_length)plot->names[s].count * pen->leading;
    }
    sort_slots(slots, count);
    chart_spread(pen, slots, count, plot->bottom - plot->scale.length - pen->leading / 2,
                 plot->bottom + CHART_PT(2));
    for (size_t i = 0; i < count; i++) {
        chart_length x = plot->right + GAP + SWATCH;
        chart_put_dot(pen, x - SWATCH / 2 - CHART_PT(1), slots[i].middle, RADIUS, slots[i].item);
        chart_put_lines(pen, x, slots[i].middle, &plot->names[slots[i].item], CHART_INK_TEXT,
                        CHART_START);
    }
}

static int compare_points(const struct chart *chart, size_t category, size_t other)
{
    const struct chart_point *point = chart_at(chart, 0, category);
    if (other >= chart->category_count || !chart_point_drawn(chart_at(chart, 0, other)))
        return 0;
    return number_compare(chart_at(chart, 0, other)->value, point->value);
}

static bool value_below(const struct chart *chart, size_t category)
{
    int before = category ? compare_points(chart, category, category - 1) : 0;
    int behind = compare_points(chart, category, category + 1);
    return before >= 0 && behind >= 0 && before + behind > 0;
}

/* Where the line does not go: above, but below where it rises on both sides, and off to the side
 * where it passes. */
static void draw_value(struct chart_pen *pen, const struct plot *plot, size_t category)
{
    const struct chart_point *point = chart_at(pen->chart, 0, category);
    int before = category ? compare_points(pen->chart, category, category - 1) : 0;
    int behind = compare_points(pen->chart, category, category + 1);
    bool below = value_below(pen->chart, category);
    chart_length y = point_y(pen, plot, point), x = point_x(plot, category);
    enum chart_anchor anchor = CHART_MIDDLE;
    chart_length width = chart_text_width(pen, point->text);
    bool aside = !below && width * 3 / 2 + CHART_PT(4) <= plot->pitch; /* clear of the next */
    if (aside && before < 0 && behind > 0)
        anchor = CHART_END;
    else if (aside && before > 0 && behind < 0)
        anchor = CHART_START;
    x += anchor == CHART_END ? RADIUS - width : anchor == CHART_START ? -RADIUS : -width / 2;
    x = x + width > pen->style->width ? pen->style->width - width : x;
    x = x < plot->left ? plot->left : x;
    y += below ? RADIUS + CHART_PT(1) + pen->size : -RADIUS - CHART_PT(3);
    chart_put_text(pen, x, y, point->text, CHART_INK_TEXT, CHART_START);
}

static void draw_values(struct chart_pen *pen, const struct plot *plot)
{
    for (size_t i = 0; i < pen->chart->category_count; i++)
        if (chart_point_drawn(chart_at(pen->chart, 0, i)))
            draw_value(pen, plot, i);
}

/* The room that values take between the plot and the names of the categories. */
static chart_length room_below(struct chart_pen *pen, const struct plot *plot)
{
    chart_length room = 0;
    for (size_t i = 0; plot->values && i < pen->chart->category_count; i++) {
        const struct chart_point *point = chart_at(pen->chart, 0, i);
        if (!chart_point_drawn(point) || !value_below(pen->chart, i))
            continue;
        chart_length end = point_y(pen, plot, point) + RADIUS + pen->leading;
        room = end - plot->bottom > room ? end - plot->bottom : room;
    }
    return room;
}

/* Room behind the last point to the edge of the drawing. */
static chart_length room_behind(const struct chart_pen *pen, const struct plot *plot)
{
    return pen->style->width - point_x(plot, pen->chart->category_count - 1);
}

/* Every n-th label, the smallest n for which none touches the next, also where the first or last
 * is moved in from the edge. */
static size_t thin_out(struct chart_pen *pen, const struct plot *plot)
{
    chart_length widest = 0, pitch = plot->pitch;
    for (size_t i = 0; i < pen->chart->category_count; i++) {
        chart_length width = chart_text_width(pen, pen->chart->categories[i]);
        widest = width > widest ? width : widest;
    }
    if (pitch <= 0)
        return pen->chart->category_count;
    chart_length first = widest / 2 - plot->first, last = widest / 2 - room_behind(pen, plot);
    chart_length moved = (first > 0 ? first : 0) + (last > 0 ? last : 0);
    return (size_t)((widest + moved + GAP + pitch - 1) / pitch);
}

/* Centred, unless it would stick out. */
static void put_category(struct chart_pen *pen, chart_length x, chart_length middle,
                         const struct chart_lines *label)
{
    chart_length half = label->width / 2;
    if (x < half)
        chart_put_lines(pen, 0, middle, label, CHART_INK_TEXT, CHART_START);
    else if (x + half > pen->style->width)
        chart_put_lines(pen, pen->style->width, middle, label, CHART_INK_TEXT, CHART_END);
    else
        chart_put_lines(pen, x, middle, label, CHART_INK_TEXT, CHART_MIDDLE);
}

/* Names of the categories, wrapped; or one line of every `each` of them. */
struct names {
    struct chart_lines *labels;
    size_t lines, each;
};

/* False: the names are no series of years, they need more room than there is below the plot. */
static bool fit_categories(struct chart_pen *pen, const struct plot *plot, struct names *names)
{
    const struct chart *chart = pen->chart;
    chart_length room = plot->pitch - GAP, behind = room_behind(pen, plot);
    chart_length edge = 2 * (plot->first < behind ? plot->first : behind);
    room = room > edge ? edge : room;
    room = room < CHART_PT(30) ? CHART_PT(30) : room;
    *names = (struct names){chart_wrap_categories(pen, room), 1, 1};
    for (size_t i = 0; i < chart->category_count; i++)
        names->lines =
            names->labels[i].count > names->lines ? names->labels[i].count : names->lines;
    bool cut = false;
    for (size_t i = 0; i < chart->category_count; i++)
        cut = cut || chart_widest_word(pen, chart->categories[i]) > room;
    bool narrow = plot->pitch <= CHART_PT(36);
    if (names->lines <= 2 && !cut && !narrow)
        return true;
    names->each = thin_out(pen, plot);
    if (names->each <= 2 || narrow) {
        names->lines = 1;
        return true;
    }
    names->each = 1;
    return names->lines <= MOST_LINES && !cut;
}

static chart_length draw_categories(struct chart_pen *pen, const struct plot *plot,
                                    const struct names *names, chart_length y)
{
    const struct chart *chart = pen->chart;
    for (size_t i = 0; i < chart->category_count; i += names->each) {
        struct chart_lines whole = {&chart->categories[i], 1,
                                    chart_text_width(pen, chart->categories[i])};
        const struct chart_lines *label =
            names->each > 1 || names->lines == 1 ? &whole : &names->labels[i];
        chart_length half = (chart_length)label->count * pen->leading / 2;
        put_category(pen, point_x(plot, i), y + half, label);
    }
    return (chart_length)names->lines * pen->leading;
}

bool chart_draw_lines(struct chart_pen *pen)
{
    struct plot plot = {0};
    struct names names;
    lay_out(pen, &plot);
    if (!fit_categories(pen, &plot, &names))
        return false;
    chart_length y = plot.legend ? chart_legend(pen, 0) : 0;
    y += chart_unit(pen, 0, y);
    y += plot.values ? pen->leading : pen->leading / 2;
    plot.bottom = y + plot.scale.length;
    chart_axis_beside(pen, &plot.scale, plot.left, plot.bottom, plot.right - plot.left);
    for (size_t s = 0; s < pen->chart->series_count; s++)
        draw_line(pen, &plot, s);
    if (plot.names)
        draw_names(pen, &plot);
    if (plot.values)
        draw_values(pen, &plot);
    y = plot.bottom + room_below(pen, &plot) + CHART_PT(4);
    pen->out->height = y + draw_categories(pen, &plot, &names, y) + CHART_PT(2);
    return true;
}
