/* SPDX-License-Identifier: MIT */
/*
 * Charts: numbers and words in, a neutral drawing out (lines, boxes, paths, texts), which HTML
 * turns into SVG and PDF into path operators. So both show the same picture.
 *
 * The module knows no fonts: the caller measures texts. All lengths are fixed point, 1/64 point
 * (`u64`); no floating point anywhere, so every machine draws the same.
 */
#ifndef LETOPIS_CHART_CHART_H
#define LETOPIS_CHART_CHART_H

#include "calc/number.h"
#include "locale/language.h"

enum chart_kind { CHART_BAR, CHART_GROUPED, CHART_STACKED, CHART_LINE, CHART_PIE };

struct chart_point {
    struct number value;
    bool missing;    /* unknown or none: nothing is drawn, the label says so */
    struct str text; /* the value as printed, with the sign of an estimate */
    uint8_t marks;   /* enum value_marks */
};

struct chart_series {
    struct str label;
    struct chart_point *points; /* one per category */
};

struct chart {
    enum chart_kind kind;
    struct str *categories; /* labels along the axis, or of the slices */
    size_t category_count;
    struct chart_series *series; /* one for bar and pie */
    size_t series_count;
    struct str unit;    /* printed once at the axis; empty: none */
    struct number step; /* rounding of the values: ticks show no more decimals */
    struct str alt;     /* the data as a sentence, for those who don't see it */
};

typedef int32_t chart_length; /* 1/64 pt */
#define CHART_PT(points) ((chart_length)((points)*64))

enum chart_shape_kind { CHART_RULE, CHART_BOX, CHART_PATH, CHART_DOT, CHART_TEXT };
enum chart_anchor { CHART_START, CHART_MIDDLE, CHART_END };
/* What a shape is for; the renderer gives it a colour of the layout's palette or of the text. */
enum chart_ink {
    CHART_INK_TEXT,
    CHART_INK_MUTED,
    CHART_INK_GRID,
    CHART_INK_AXIS,
    CHART_INK_SERIES,
    CHART_INK_ON_SERIES, /* text upon the colour of `series`: dark or light, whichever is read */
    CHART_INK_PAPER,     /* the background: seams between slices */
};

enum chart_op { CHART_MOVE, CHART_LINE_TO, CHART_CURVE_TO, CHART_CLOSE };
struct chart_segment {
    enum chart_op op;
    chart_length x[3], y[3]; /* CURVE_TO: two controls and the end; else x[0], y[0] */
};

struct chart_shape {
    enum chart_shape_kind kind;
    enum chart_ink ink;
    chart_length x, y;   /* RULE: start; BOX: top left; DOT: centre; TEXT: anchor on the baseline */
    chart_length w, h;   /* RULE: end minus start; BOX: size; DOT: w is the radius */
    chart_length stroke; /* RULE, PATH: width of the line; 0: filled */
    chart_length size;   /* TEXT: font size */
    const struct chart_segment *segments; /* PATH */
    size_t segment_count;
    struct str text;
    enum chart_anchor anchor;
    uint16_t series; /* CHART_INK_SERIES, CHART_INK_ON_SERIES: index into the palette */
    bool bold;
};

/* Origin top left, y downwards. */
struct chart_drawing {
    chart_length width, height;
    struct chart_shape *shapes; /* in painting order */
    size_t count, capacity;
};

/* Width of `text` in the chart's face at `size`. */
typedef chart_length (*chart_measure_fn)(void *context, struct str text, chart_length size,
                                         bool bold);

struct chart_style {
    chart_length width;              /* to be filled */
    chart_length text_size;          /* of labels */
    const struct language *language; /* number format of ticks */
    chart_measure_fn measure;
    void *measure_context;
};

/*
 * Draws; the height follows from the data. Shapes and their texts live in `arena`.
 *
 * Bars stand where they are few (up to 8) and their labels short, else they lie. A pie of something
 * negative, of nothing, or of more slices than can be told apart is drawn as bars.
 */
void chart_draw(const struct chart *chart, const struct chart_style *style, struct arena *arena,
                struct chart_drawing *out);

#endif
