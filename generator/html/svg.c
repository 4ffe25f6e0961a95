/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/*
 * A drawing as SVG. Its unit is the point, as in the drawing; colours are classes that the style
 * sheet gives their value by `color`, so that they follow light, dark and print.
 */

static void put_attr(struct buf *out, const char *name, chart_length length)
{
    buf_char(out, ' ');
    buf_text(out, name);
    buf_text(out, "=\"");
    buf_points(out, length);
    buf_char(out, '"');
}

enum { PALETTE = 8 };

static void put_ink(struct buf *out, const struct chart_shape *shape)
{
    static const char *const NAMES[] = {
        [CHART_INK_TEXT] = "ink",   [CHART_INK_MUTED] = "muted", [CHART_INK_GRID] = "grid",
        [CHART_INK_AXIS] = "axis",  [CHART_INK_SERIES] = "s",    [CHART_INK_ON_SERIES] = "on",
        [CHART_INK_PAPER] = "paper"};
    bool series = shape->ink == CHART_INK_SERIES || shape->ink == CHART_INK_ON_SERIES;
    if (shape->kind == CHART_TEXT && shape->ink == CHART_INK_TEXT)
        return;
    buf_format(out, " class=\"%s", NAMES[shape->ink]);
    if (series)
        buf_int(out, shape->series % PALETTE);
    buf_char(out, '"');
}

static void put_segment(struct buf *out, const struct chart_segment *segment)
{
    static const char LETTERS[] = {
        [CHART_MOVE] = 'M', [CHART_LINE_TO] = 'L', [CHART_CURVE_TO] = 'C', [CHART_CLOSE] = 'Z'};
    int points = segment->op == CHART_CURVE_TO ? 3 : segment->op == CHART_CLOSE ? 0 : 1;
    buf_char(out, LETTERS[segment->op]);
    for (int i = 0; i < points; i++) {
        if (i > 0)
            buf_char(out, ' ');
        buf_points(out, segment->x[i]);
        buf_char(out, ' ');
        buf_points(out, segment->y[i]);
    }
}

static void put_path(struct buf *out, const struct chart_shape *shape)
{
    buf_text(out, "<path");
    put_ink(out, shape);
    if (shape->x || shape->y) {
        buf_text(out, " transform=\"translate(");
        buf_points(out, shape->x);
        buf_char(out, ' ');
        buf_points(out, shape->y);
        buf_text(out, ")\"");
    }
    if (shape->stroke) {
        buf_text(out, " fill=\"none\" stroke=\"currentColor\"");
        put_attr(out, "stroke-width", shape->stroke);
    }
    buf_text(out, " d=\"");
    for (size_t i = 0; i < shape->segment_count; i++)
        put_segment(out, &shape->segments[i]);
    buf_text(out, "\"/>\n");
}

static void put_rule(struct buf *out, const struct chart_shape *shape)
{
    buf_text(out, "<line");
    put_ink(out, shape);
    put_attr(out, "x1", shape->x);
    put_attr(out, "y1", shape->y);
    put_attr(out, "x2", shape->x + shape->w);
    put_attr(out, "y2", shape->y + shape->h);
    put_attr(out, "stroke-width", shape->stroke);
    buf_text(out, "/>\n");
}

static void put_text(struct buf *out, const struct chart_shape *shape, chart_length size)
{
    static const char *const ANCHORS[] = {[CHART_MIDDLE] = " text-anchor=\"middle\"",
                                          [CHART_END] = " text-anchor=\"end\"",
                                          [CHART_START] = ""};
    buf_text(out, "<text");
    put_ink(out, shape);
    put_attr(out, "x", shape->x);
    put_attr(out, "y", shape->y);
    buf_text(out, ANCHORS[shape->anchor]);
    if (shape->bold)
        buf_text(out, " font-weight=\"bold\"");
    if (shape->size != size)
        put_attr(out, "font-size", shape->size);
    buf_char(out, '>');
    html_text(out, shape->text);
    buf_text(out, "</text>\n");
}

static void put_shape(struct buf *out, const struct chart_shape *shape, chart_length size)
{
    switch (shape->kind) {
    case CHART_RULE:
        put_rule(out, shape);
        break;
    case CHART_BOX:
        buf_text(out, "<rect");
        put_ink(out, shape);
        put_attr(out, "x", shape->x);
        put_attr(out, "y", shape->y);
        put_attr(out, "width", shape->w);
        put_attr(out, "height", shape->h);
        buf_text(out, "/>\n");
        break;
    case CHART_DOT:
        buf_text(out, "<circle");
        put_ink(out, shape);
        put_attr(out, "cx", shape->x);
        put_attr(out, "cy", shape->y);
        put_attr(out, "r", shape->w);
        buf_text(out, "/>\n");
        break;
    case CHART_PATH:
        put_path(out, shape);
        break;
    case CHART_TEXT:
        put_text(out, shape, size);
        break;
    }
}

void html_svg(struct html_pen *pen, const struct chart_drawing *drawing, chart_length size,
              const char *class, unsigned frame, struct str title, struct str description)
{
    struct buf *out = pen->out;
    buf_format(out, "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%s--%u\"", class, class,
               frame);
    if (description.n)
        buf_format(out, " aria-describedby=\"%s--%u-d\"", class, frame);
    buf_text(out, " viewBox=\"0 0 ");
    buf_points(out, drawing->width);
    buf_char(out, ' ');
    buf_points(out, drawing->height);
    buf_char(out, '"');
    put_attr(out, "font-size", size);
    buf_format(out, ">\n<title id=\"%s--%u\">", class, frame);
    html_text(out, title);
    buf_text(out, "</title>\n");
    if (description.n) {
        buf_format(out, "<desc id=\"%s--%u-d\">", class, frame);
        html_text(out, description);
        buf_text(out, "</desc>\n");
    }
    for (size_t i = 0; i < drawing->count; i++)
        put_shape(out, &drawing->shapes[i], size);
    buf_text(out, "</svg>\n");
}
