/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

/*
 * Bars that stand: for few categories with short names, such as years. Values stand above the
 * bars; stacks have an axis and, where the last one shows all series, their names beside it.
 */

struct columns {
    struct chart_lines *labels;
    size_t label_lines; /* of the longest */
    struct chart_scale scale;
    chart_length left, bottom; /* of the scale */
    chart_length slot;         /* width of a category */
    chart_length thick, inner; /* of a bar, between bars */
    size_t per_category;
    chart_length zero;         /* y of zero */
    struct chart_lines *names; /* of the series beside the last stack; NULL: a legend */
    struct chart_slot *places; /* of the names, from the top of the scale; the last is first */
    bool negative;
};

enum { MOST = 8, MOST_STACKS = 5, MOST_LINES = 3, SEAM = CHART_PT(3) / 4, VALUE_GAP = CHART_PT(3) };

/* Then there is nothing that would stand. */
static bool all_zero(struct chart_pen *pen)
{
    struct number low, high;
    return !chart_scale_range(pen, &low, &high) || (number_is_zero(low) && number_is_zero(high));
}

static chart_length widest_value(struct chart_pen *pen)
{
    const struct chart *chart = pen->chart;
    chart_length widest = 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        for (size_t i = 0; i < chart->category_count; i++) {
            struct str text = chart_at(chart, s, i)->text;
            chart_length width = chart_text_width(pen, text);
            widest = width > widest ? width : widest;
        }
    }
    return widest;
}

/* The labels of the categories, false when they do not fit below their columns. */
static bool fit_labels(struct chart_pen *pen, struct columns *columns)
{
    chart_length width = columns->slot - CHART_PT(6);
    for (size_t i = 0; i < pen->chart->category_count; i++)
        if (chart_widest_word(pen, pen->chart->categories[i]) > width)
            return false;
    columns->labels = chart_wrap_categories(pen, width);
    for (size_t i = 0; i < pen->chart->category_count; i++)
        if (columns->labels[i].count > columns->label_lines)
            columns->label_lines = columns->labels[i].count;
    return columns->label_lines <= MOST_LINES;
}

/* Places the names beside the last stack, which grows upwards. False where one comes to stand far
 * from its part of the stack: it has no other sign of what it names. */
static bool place_names(struct chart_pen *pen, struct columns *columns)
{
    const struct chart *chart = pen->chart;
    size_t count = chart->series_count;
    struct chart_slot *slots = ARENA_ARRAY(pen->arena, struct chart_slot, count);
    chart_length *wishes = ARENA_ARRAY(pen->arena, chart_length, count);
    struct number sum = NUMBER_ZERO;
    chart_length bottom = columns->scale.length;
    chart_length end = bottom - chart_scale_at(pen, &columns->scale, NUMBER_ZERO);
    for (size_t s = 0, i = count; i-- > 0; s++) {
        sum = number_add(pen->arena, sum, chart_at(chart, s, chart->category_count - 1)->value);
        chart_length top = bottom - chart_scale_at(pen, &columns->scale, sum);
        slots[i].item = s;
        wishes[i] = slots[i].middle = (end + top) / 2;
        slots[i].height = (chart_length)columns->names[s].count * pen->leading;
        end = top;
    }
    chart_spread(pen, slots, count, -pen->leading, bottom);
    columns->places = slots;
    for (size_t i = 0; i < count; i++)
        if (slots[i].middle - wishes[i] > pen->leading ||
            wishes[i] - slots[i].middle > pen->leading)
            return false;
    return true;
}

/* The names of the series fit beside the last stack when it shows all of them. */
static chart_length name_series(struct chart_pen *pen, struct columns *columns)
{
    const struct chart *chart = pen->chart;
    chart_length width = 0;
    if (chart->kind != CHART_STACKED || chart->series_count < 2)
        return 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_point *point = chart_at(chart, s, chart->category_count - 1);
        if (!chart_point_drawn(point) || number_sign(point->value) <= 0)
            return 0;
    }
    columns->names = ARENA_ARRAY(pen->arena, struct chart_lines, chart->series_count);
    for (size_t s = 0; s < chart->series_count; s++) {
        columns->names[s] = chart_wrap(pen, chart->series[s].label, pen->style->width / 3);
        width = columns->names[s].width > width ? columns->names[s].width : width;
    }
    if (place_names(pen, columns))
        return width + CHART_PT(8);
    columns->names = NULL;
    return 0;
}

static bool lay_out(struct chart_pen *pen, struct columns *columns)
{
    const struct chart *chart = pen->chart;
    bool stacked = chart->kind == CHART_STACKED;
    chart_length most, count;
    columns->per_category = chart->kind == CHART_GROUPED ? chart->series_count : 1;
    count = (chart_length)columns->per_category;
    chart_scale_extent(pen, &columns->scale);
    columns->negative = number_sign(columns->scale.low) < 0;
    columns->scale.length = pen->style->width / 3;
    if (columns->scale.length > CHART_PT(150))
        columns->scale.length = CHART_PT(150);
    if (stacked) {
        chart_scale_round(pen, &columns->scale, 4, false);
        columns->left = chart_axis_width(pen, &columns->scale);
    }
    most = count == 1 ? CHART_PT(84) : count * CHART_PT(36) + CHART_PT(24);
    columns->slot = (pen->style->width - columns->left - name_series(pen, columns)) /
                    (chart_length)chart->category_count;
    columns->slot = columns->slot > most ? most : columns->slot;
    columns->inner = count == 1 ? 0 : CHART_PT(2);
    columns->thick = (columns->slot * 7 / 10 - (count - 1) * columns->inner) / count;
    if (columns->thick < CHART_PT(6))
        return false;
    if (!stacked && widest_value(pen) + CHART_PT(3) >
                        (count == 1 ? columns->slot : columns->thick + columns->inner))
        return false;
    return fit_labels(pen, columns);
}

static void draw_bar(struct chart_pen *pen, const struct columns *columns,
                     const struct chart_point *point, size_t series, chart_length x)
{
    struct str text = point->text;
    chart_length middle = x + columns->thick / 2;
    if (!chart_point_drawn(point)) {
        chart_put_text(pen, middle, columns->zero - VALUE_GAP, text, CHART_INK_MUTED, CHART_MIDDLE);
        return;
    }
    chart_length end = columns->bottom - chart_scale_at(pen, &columns->scale, point->value);
    if (end < columns->zero)
        chart_put_box(pen, x, end, columns->thick, columns->zero - end, series);
    else if (end > columns->zero)
        chart_put_box(pen, x, columns->zero, columns->thick, end - columns->zero, series);
    if (number_sign(point->value) < 0)
        end += pen->size + VALUE_GAP;
    else
        end -= VALUE_GAP;
    chart_put_text(pen, middle, end, text, CHART_INK_TEXT, CHART_MIDDLE);
}

static void draw_segment(struct chart_pen *pen, const struct columns *columns, struct str text,
                         size_t series, chart_length x, chart_length from, chart_length to)
{
    chart_length y = from < to ? from : to, height = from < to ? to - from : from - to;
    if (height <= 0)
        return;
    if (height > SEAM * 3) {
        y += SEAM;
        height -= SEAM;
    }
    chart_put_box(pen, x, y, columns->thick, height, series);
    if (height >= pen->leading && chart_text_width(pen, text) + CHART_PT(4) <= columns->thick)
        chart_put_label(pen, x + columns->thick / 2, y + height / 2 + chart_half_height(pen), text,
                        CHART_INK_ON_SERIES, CHART_MIDDLE, series);
}

static void draw_stack(struct chart_pen *pen, const struct columns *columns, size_t category,
                       chart_length x)
{
    struct number sums[2] = {NUMBER_ZERO, NUMBER_ZERO};
    chart_length ends[2] = {columns->zero, columns->zero};
    bool any = false;
    for (size_t s = 0; s < pen->chart->series_count; s++) {
        const struct chart_point *point = chart_at(pen->chart, s, category);
        if (!chart_point_drawn(point))
            continue;
        int side = number_sign(point->value) < 0;
        any = true;
        sums[side] = number_add(pen->arena, sums[side], point->value);
        chart_length end = columns->bottom - chart_scale_at(pen, &columns->scale, sums[side]);
        draw_segment(pen, columns, point->text, s, x, ends[side], end);
        ends[side] = end;
    }
    if (!any)
        draw_bar(pen, columns, chart_at(pen->chart, 0, category), 0, x);
}

/* The names of the series right of the last stack. */
static void draw_names(struct chart_pen *pen, const struct columns *columns, chart_length x)
{
    chart_length top = columns->bottom - columns->scale.length;
    for (size_t i = 0; i < pen->chart->series_count; i++) {
        const struct chart_slot *place = &columns->places[i];
        chart_put_lines(pen, x, top + place->middle, &columns->names[place->item], CHART_INK_TEXT,
                        CHART_START);
    }
}

static void draw_category(struct chart_pen *pen, const struct columns *columns, size_t category)
{
    const struct chart *chart = pen->chart;
    chart_length count = (chart_length)columns->per_category;
    chart_length own = count * columns->thick + (count - 1) * columns->inner;
    chart_length x = columns->left + (chart_length)category * columns->slot;
    x += (columns->slot - own) / 2;
    if (chart->kind != CHART_STACKED) {
        for (size_t s = 0; s < columns->per_category; s++)
            draw_bar(pen, columns, chart_at(chart, s, category), s,
                     x + (chart_length)s * (columns->thick + columns->inner));
        return;
    }
    draw_stack(pen, columns, category, x);
    if (category + 1 == chart->category_count && columns->names)
        draw_names(pen, columns, x + own + CHART_PT(8));
}

static bool too_many(const struct chart *chart)
{
    size_t most = chart->kind == CHART_STACKED ? MOST_STACKS : MOST;
    return chart->category_count < 2 || chart->category_count > most;
}

bool chart_draw_columns(struct chart_pen *pen)
{
    const struct chart *chart = pen->chart;
    struct columns columns = {0};
    if (too_many(chart) || all_zero(pen) || !lay_out(pen, &columns))
        return false;
    chart_length y = columns.names ? 0 : chart_legend(pen, 0);
    chart_length width = columns.slot * (chart_length)chart->category_count;
    y += chart_unit(pen, 0, y);
    y += pen->leading;
    columns.bottom = y + columns.scale.length;
    columns.zero = columns.bottom - chart_scale_at(pen, &columns.scale, NUMBER_ZERO);
    chart_axis_beside(pen, &columns.scale, columns.left, columns.bottom, width);
    for (size_t i = 0; i < chart->category_count; i++)
        draw_category(pen, &columns, i);
    chart_put_rule(pen, columns.left, columns.zero, width, 0, CHART_INK_AXIS, CHART_PT(3) / 4);
    y = columns.bottom + (columns.negative && chart->kind != CHART_STACKED ? pen->leading : 0);
    for (size_t i = 0; i < chart->category_count; i++) {
        chart_length middle =
            y + CHART_PT(3) + (chart_length)columns.labels[i].count * pen->leading / 2;
        chart_put_lines(pen, columns.left + (chart_length)i * columns.slot + columns.slot / 2,
                        middle, &columns.labels[i], CHART_INK_TEXT, CHART_MIDDLE);
    }
    pen->out->height =
        y + CHART_PT(3) + (chart_length)columns.label_lines * pen->leading + CHART_PT(2);
    return true;
}
