/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

/*
 * Bars that lie: names at the left, values at the ends of the bars, so that an axis is needed only
 * where bars are stacked.
 *
 *     | name │▇▇▇▇▇▇▇▇▇▇ 12   |
 *     | name │▇▇▇ 3           |
 */

struct bars {
    struct chart_lines *labels;
    struct chart_scale scale;
    chart_length left;  /* of the scale */
    chart_length zero;  /* x of zero */
    chart_length thick; /* of one bar */
    chart_length inner; /* between the bars of a category */
    chart_length outer; /* between categories */
};

enum { VALUE_GAP = CHART_PT(4), LABEL_GAP = CHART_PT(8), SEAM = CHART_PT(3) / 4, MANY = 24 };

static size_t bars_of_category(const struct chart *chart)
{
    return chart->kind == CHART_GROUPED ? chart->series_count : 1;
}

/* The room that values need beyond the bars. */
static void measure_values(struct chart_pen *pen, chart_length *before, chart_length *behind)
{
    const struct chart *chart = pen->chart;
    *before = *behind = 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        for (size_t i = 0; i < chart->category_count; i++) {
            const struct chart_point *point = chart_at(chart, s, i);
            chart_length width = chart_text_width(pen, point->text) + VALUE_GAP;
            bool negative = chart_point_drawn(point) && number_sign(point->value) < 0;
            chart_length *room = negative ? before : behind;
            *room = width > *room ? width : *room;
        }
    }
}

/* As many ticks as have room for their numbers side by side, at most six. */
static void choose_ticks(struct chart_pen *pen, struct chart_scale *scale)
{
    for (unsigned most = 5; most > 0; most--) {
        chart_scale_round(pen, scale, most, false);
        if (scale->tick_count < 2)
            return;
        chart_length pitch = chart_scale_at(pen, scale, chart_scale_tick(pen, scale, 1)) -
                             chart_scale_at(pen, scale, chart_scale_tick(pen, scale, 0));
        if (chart_axis_width(pen, scale) * 3 / 2 <= pitch) /* the last may be moved in */
            return;
    }
    scale->tick_count = 0;
}

/* The names, with at most two fifths of the width, and less where values need the room. */
static chart_length wrap_names(struct chart_pen *pen, struct bars *bars, chart_length values)
{
    chart_length width = pen->style->width, most = width * 2 / 5, names = 0;
    chart_length rest = width - LABEL_GAP - values - width / 8;
    most = rest < most ? rest : most;
    bars->labels = chart_wrap_categories(pen, most < width / 8 ? width / 8 : most);
    for (size_t i = 0; i < pen->chart->category_count; i++)
        names = bars->labels[i].width > names ? bars->labels[i].width : names;
    return names;
}

static void lay_out(struct chart_pen *pen, struct bars *bars)
{
    const struct chart *chart = pen->chart;
    bool stacked = chart->kind == CHART_STACKED;
    chart_length before = 0, behind = pen->size * 2;
    chart_scale_extent(pen, &bars->scale);
    if (!stacked)
        measure_values(pen, &before, &behind);
    bars->left = wrap_names(pen, bars, before + behind) + LABEL_GAP + before;
    bars->scale.length = pen->style->width - bars->left - behind;
    if (bars->scale.length < pen->style->width / 16)
        bars->scale.length = pen->style->width / 16;
    if (stacked)
        choose_ticks(pen, &bars->scale);
    bars->zero = bars->left + chart_scale_at(pen, &bars->scale, NUMBER_ZERO);
    bars->thick = pen->size;
    bars->inner = pen->size / 4;
    bars->outer = chart->category_count > MANY  ? pen->size / 3
                  : bars_of_category(chart) > 1 ? pen->size
                                                : pen->size * 2 / 3;
}

static chart_length row_height(const struct chart_pen *pen, const struct bars *bars, size_t index)
{
    chart_length count = (chart_length)bars_of_category(pen->chart);
    chart_length own = count * bars->thick + (count - 1) * bars->inner;
    chart_length names = (chart_length)bars->labels[index].count * pen->leading;
    return names > own ? names : own;
}

static void draw_value(struct chart_pen *pen, const struct bars *bars,
                       const struct chart_point *point, size_t series, chart_length y)
{
    struct str text = point->text;
    chart_length baseline = y + bars->thick / 2 + chart_half_height(pen);
    if (!chart_point_drawn(point)) {
        chart_put_text(pen, bars->zero + VALUE_GAP, baseline, text, CHART_INK_MUTED, CHART_START);
        return;
    }
    chart_length end = bars->left + chart_scale_at(pen, &bars->scale, point->value);
    bool negative = number_sign(point->value) < 0;
    chart_length from = negative ? end : bars->zero;
    chart_length width = negative ? bars->zero - end : end - bars->zero;
    if (width > 0)
        chart_put_box(pen, from, y, width, bars->thick, series);
    chart_put_text(pen, negative ? end - VALUE_GAP : end + VALUE_GAP, baseline, text,
                   CHART_INK_TEXT, negative ? CHART_END : CHART_START);
}

/* One segment of a stack from `from` to `to` (either may be the left one). */
static void draw_segment(struct chart_pen *pen, const struct bars *bars, struct str text,
                         size_t series, chart_length from, chart_length to, chart_length y)
{
    chart_length x = from < to ? from : to, width = from < to ? to - from : from - to;
    if (width <= 0)
        return;
    if (width > SEAM * 3)
        width -= SEAM;
    chart_put_box(pen, x, y, width, bars->thick, series);
    if (chart_text_width(pen, text) + CHART_PT(4) <= width)
        chart_put_label(pen, x + width / 2, y + bars->thick / 2 + chart_half_height(pen), text,
                        CHART_INK_ON_SERIES, CHART_MIDDLE, series);
}

static void draw_stack(struct chart_pen *pen, const struct bars *bars, size_t category,
                       chart_length y)
{
    const struct chart *chart = pen->chart;
    struct number sums[2] = {NUMBER_ZERO, NUMBER_ZERO};
    chart_length ends[2] = {bars->zero, bars->zero};
    bool any = false;
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_point *point = chart_at(chart, s, category);
        if (!chart_point_drawn(point))
            continue;
        int side = number_sign(point->value) < 0;
        any = true;
        sums[side] = number_add(pen->arena, sums[side], point->value);
        chart_length end = bars->left + chart_scale_at(pen, &bars->scale, sums[side]);
        draw_segment(pen, bars, point->text, s, ends[side], end, y);
        ends[side] = end;
    }
    if (!any)
        draw_value(pen, bars, chart_at(chart, 0, category), 0, y);
}

static void draw_row(struct chart_pen *pen, const struct bars *bars, size_t category,
                     chart_length y, chart_length height)
{
    size_t count = bars_of_category(pen->chart);
    chart_length own = (chart_length)count * bars->thick + (chart_length)(count - 1) * bars->inner;
    chart_length top = y + (height - own) / 2;
    chart_put_lines(pen, 0, y + height / 2, &bars->labels[category], CHART_INK_TEXT, CHART_START);
    if (pen->chart->kind == CHART_STACKED) {
        draw_stack(pen, bars, category, top);
        return;
    }
    for (size_t s = 0; s < count; s++)
        draw_value(pen, bars, chart_at(pen->chart, s, category), s,
                   top + (chart_length)s * (bars->thick + bars->inner));
}

void chart_draw_bars(struct chart_pen *pen)
{
    const struct chart *chart = pen->chart;
    struct bars bars = {0};
    lay_out(pen, &bars);
    chart_length y = chart_legend(pen, 0);
    y += chart_unit(pen, bars.zero, y);
    chart_length top = y, bottom = y;
    for (size_t i = 0; i < chart->category_count; i++)
        bottom += row_height(pen, &bars, i) + bars.outer;
    chart_length below = 0;
    if (chart->kind == CHART_STACKED)
        below = chart_axis_below(pen, &bars.scale, bars.left, top, bottom);
    y += bars.outer / 2;
    for (size_t i = 0; i < chart->category_count; i++) {
        chart_length height = row_height(pen, &bars, i);
        draw_row(pen, &bars, i, y, height);
        y += height + bars.outer;
    }
    chart_put_rule(pen, bars.zero, top, 0, bottom - top, CHART_INK_AXIS, CHART_PT(3) / 4);
    pen->out->height = bottom + below;
}
