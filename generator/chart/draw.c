/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

static void put(struct chart_pen *pen, struct chart_shape shape)
{
    struct chart_drawing *out = pen->out;
    if (out->count == out->capacity)
        out->shapes =
            arena_grow(pen->arena, out->shapes, out->count, &out->capacity, sizeof *out->shapes);
    out->shapes[out->count++] = shape;
}

void chart_put_rule(struct chart_pen *pen, chart_length x, chart_length y, chart_length w,
                    chart_length h, enum chart_ink ink, chart_length stroke)
{
    put(pen, (struct chart_shape){
                 .kind = CHART_RULE, .ink = ink, .x = x, .y = y, .w = w, .h = h, .stroke = stroke});
}

void chart_put_box(struct chart_pen *pen, chart_length x, chart_length y, chart_length w,
                   chart_length h, size_t series)
{
    put(pen, (struct chart_shape){.kind = CHART_BOX,
                                  .ink = CHART_INK_SERIES,
                                  .series = (uint16_t)series,
                                  .x = x,
                                  .y = y,
                                  .w = w,
                                  .h = h});
}

void chart_put_dot(struct chart_pen *pen, chart_length x, chart_length y, chart_length radius,
                   size_t series)
{
    put(pen, (struct chart_shape){.kind = CHART_DOT,
                                  .ink = CHART_INK_SERIES,
                                  .series = (uint16_t)series,
                                  .x = x,
                                  .y = y,
                                  .w = radius});
}

void chart_put_path(struct chart_pen *pen, const struct chart_segment *segments, size_t count,
                    chart_length stroke, enum chart_ink ink, size_t series)
{
    put(pen, (struct chart_shape){.kind = CHART_PATH,
                                  .ink = ink,
                                  .series = (uint16_t)series,
                                  .stroke = stroke,
                                  .segments = segments,
                                  .segment_count = count});
}

void chart_put_label(struct chart_pen *pen, chart_length x, chart_length y, struct str text,
                     enum chart_ink ink, enum chart_anchor anchor, size_t series)
{
    if (text.n == 0)
        return;
    put(pen, (struct chart_shape){.kind = CHART_TEXT,
                                  .ink = ink,
                                  .series = (uint16_t)series,
                                  .x = x,
                                  .y = y,
                                  .text = text,
                                  .anchor = anchor,
                                  .size = pen->size});
}

void chart_put_text(struct chart_pen *pen, chart_length x, chart_length y, struct str text,
                    enum chart_ink ink, enum chart_anchor anchor)
{
    chart_put_label(pen, x, y, text, ink, anchor, 0);
}

chart_length chart_half_height(const struct chart_pen *pen)
{
    /* Half the height of a figure, which is about 0.7 of the size. */
    return pen->size * 35 / 100;
}

static void draw_bars(struct chart_pen *pen)
{
    if (!chart_draw_columns(pen))
        chart_draw_bars(pen);
}

/* What was meant to be drawn in another way. */
static void draw_grouped(struct chart_pen *pen)
{
    struct chart *grouped = ARENA_NEW(pen->arena, struct chart);
    *grouped = *pen->chart;
    grouped->kind = grouped->series_count > 1 ? CHART_GROUPED : CHART_BAR;
    pen->chart = grouped;
    draw_bars(pen);
}

void chart_draw(const struct chart *chart, const struct chart_style *style, struct arena *arena,
                struct chart_drawing *out)
{
    struct chart_pen pen = {.chart = chart,
                            .style = style,
                            .arena = arena,
                            .out = out,
                            .size = style->text_size,
                            .leading = style->text_size * 5 / 4};
    *out = (struct chart_drawing){.width = style->width};
    if (chart->category_count == 0 || chart->series_count == 0)
        return;
    switch (chart->kind) {
    case CHART_BAR:
    case CHART_GROUPED:
    case CHART_STACKED:
        draw_bars(&pen);
        break;
    case CHART_LINE:
        if (!chart_draw_lines(&pen))
            draw_grouped(&pen);
        break;
    case CHART_PIE:
        if (!chart_draw_pie(&pen))
            draw_bars(&pen);
        break;
    }
}
