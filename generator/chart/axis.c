/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

enum { GRID_STROKE = CHART_PT(1) / 2, AXIS_STROKE = CHART_PT(3) / 4 };

static enum chart_ink line_ink(struct number tick)
{
    return number_is_zero(tick) ? CHART_INK_AXIS : CHART_INK_GRID;
}

chart_length chart_axis_below(struct chart_pen *pen, const struct chart_scale *scale,
                              chart_length x, chart_length top, chart_length y)
{
    for (size_t i = 0; i < scale->tick_count; i++) {
        struct number tick = chart_scale_tick(pen, scale, i);
        chart_length at = x + chart_scale_at(pen, scale, tick);
        chart_put_rule(pen, at, top, 0, y - top, line_ink(tick),
                       number_is_zero(tick) ? AXIS_STROKE : GRID_STROKE);
        struct str text = chart_scale_text(pen, scale, i);
        chart_length half = chart_text_width(pen, text) / 2, most = pen->style->width - half;
        at = at > most ? most : at < half ? half : at;
        chart_put_text(pen, at, y + pen->size + CHART_PT(2), text, CHART_INK_MUTED, CHART_MIDDLE);
    }
    return scale->tick_count ? pen->leading + CHART_PT(2) : 0;
}

chart_length chart_axis_width(struct chart_pen *pen, const struct chart_scale *scale)
{
    chart_length width = 0;
    for (size_t i = 0; i < scale->tick_count; i++) {
        chart_length one = chart_text_width(pen, chart_scale_text(pen, scale, i));
        width = one > width ? one : width;
    }
    return width ? width + CHART_PT(6) : 0;
}

void chart_axis_beside(struct chart_pen *pen, const struct chart_scale *scale, chart_length x,
                       chart_length bottom, chart_length width)
{
    for (size_t i = 0; i < scale->tick_count; i++) {
        struct number tick = chart_scale_tick(pen, scale, i);
        chart_length at = bottom - chart_scale_at(pen, scale, tick);
        chart_put_rule(pen, x, at, width, 0, line_ink(tick),
                       number_is_zero(tick) ? AXIS_STROKE : GRID_STROKE);
        chart_put_text(pen, x - CHART_PT(6), at + chart_half_height(pen),
                       chart_scale_text(pen, scale, i), CHART_INK_MUTED, CHART_END);
    }
}

chart_length chart_legend(struct chart_pen *pen, chart_length y)
{
    const struct chart *chart = pen->chart;
    chart_length x = 0, swatch = pen->size * 3 / 4, gap = CHART_PT(4), start = y;
    if (chart->series_count < 2)
        return 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        chart_length room = pen->style->width - swatch - gap;
        struct chart_lines name = chart_wrap(pen, chart->series[s].label, room);
        if (x > 0 && x + swatch + gap + name.width > pen->style->width) {
            x = 0;
            y += pen->leading;
        }
        chart_put_box(pen, x, y + (pen->leading - swatch) / 2, swatch, swatch, s);
        for (size_t i = 0; i < name.count; i++) {
            y += i ? pen->leading : 0;
            chart_put_text(pen, x + swatch + gap, y + pen->leading / 2 + chart_half_height(pen),
                           name.items[i], CHART_INK_TEXT, CHART_START);
        }
        x += swatch + gap + name.width + CHART_PT(16);
    }
    return y + pen->leading + CHART_PT(6) - start;
}

/* Whether the values say their unit themselves. */
static bool values_have_unit(const struct chart *chart)
{
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->category_count; i++)
            if (!chart_at(chart, s, i)->missing)
                return str_find_str(chart_at(chart, s, i)->text, chart->unit, 0) != STR_NOT_FOUND;
    return false;
}

chart_length chart_unit(struct chart_pen *pen, chart_length x, chart_length y)
{
    const struct chart *chart = pen->chart;
    bool axis = chart->kind == CHART_LINE || chart->kind == CHART_STACKED;
    if (chart->unit.n == 0 || (!axis && values_have_unit(chart)))
        return 0;
    chart_length most = pen->style->width - chart_text_width(pen, chart->unit);
    x = x > most ? most : x;
    chart_put_text(pen, x, y + pen->leading / 2 + chart_half_height(pen), chart->unit,
                   CHART_INK_MUTED, CHART_START);
    return pen->leading + CHART_PT(3);
}
