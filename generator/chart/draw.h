/* SPDX-License-Identifier: MIT */
/*
 * What the files of chart/ share: the pen that puts shapes down, labels, scales. Private to chart.
 *
 *     ticks.c   a scale: which numbers an axis shows, where a number lies on it
 *     labels.c  texts: wrapped, spread so that they do not touch
 *     axis.c    gridlines with their numbers, legends
 *     bar.c     bars lying (bar, grouped, stacked)
 *     column.c  bars standing (the same, few and short)
 *     line.c    lines
 *     pie.c     pies, with sine and cosine from trig.c
 *
 * Each kind first lays out (how wide are the labels, what is left for the plot), then draws from
 * the top to the bottom.
 */
#ifndef LETOPIS_CHART_DRAW_H
#define LETOPIS_CHART_DRAW_H

#include "chart/chart.h"

struct chart_pen {
    const struct chart *chart;
    const struct chart_style *style;
    struct arena *arena;
    struct chart_drawing *out;
    chart_length size;    /* of the text */
    chart_length leading; /* from baseline to baseline */
};

/* --- draw.c --- */

void chart_put_rule(struct chart_pen *pen, chart_length x, chart_length y, chart_length w,
                    chart_length h, enum chart_ink ink, chart_length stroke);
void chart_put_box(struct chart_pen *pen, chart_length x, chart_length y, chart_length w,
                   chart_length h, size_t series);
void chart_put_dot(struct chart_pen *pen, chart_length x, chart_length y, chart_length radius,
                   size_t series);
/* `stroke` 0: filled. */
void chart_put_path(struct chart_pen *pen, const struct chart_segment *segments, size_t count,
                    chart_length stroke, enum chart_ink ink, size_t series);
/* `y` is the baseline. */
void chart_put_text(struct chart_pen *pen, chart_length x, chart_length y, struct str text,
                    enum chart_ink ink, enum chart_anchor anchor);
/* The same upon series `series`, or in its colour. */
void chart_put_label(struct chart_pen *pen, chart_length x, chart_length y, struct str text,
                     enum chart_ink ink, enum chart_anchor anchor, size_t series);
/* From the middle of a line of text down to its baseline. */
chart_length chart_half_height(const struct chart_pen *pen);

/* --- labels.c --- */

struct chart_lines {
    struct str *items;
    size_t count;
    chart_length width; /* of the widest */
};

chart_length chart_text_width(const struct chart_pen *pen, struct str text);
/* Of the words between spaces. */
chart_length chart_widest_word(const struct chart_pen *pen, struct str text);
/* Breaks at spaces and behind hyphens; a word wider than `width` is cut. At least one line. */
struct chart_lines chart_wrap(struct chart_pen *pen, struct str text, chart_length width);
/* Lines around the height `middle`, anchored at x. */
void chart_put_lines(struct chart_pen *pen, chart_length x, chart_length middle,
                     const struct chart_lines *lines, enum chart_ink ink, enum chart_anchor anchor);
/* The labels of the categories, wrapped to `width`. */
struct chart_lines *chart_wrap_categories(struct chart_pen *pen, chart_length width);

/* Whether there is something to draw. */
bool chart_point_drawn(const struct chart_point *point);
/* The point of a category in a series. */
const struct chart_point *chart_at(const struct chart *chart, size_t series, size_t category);

/* A label that wants to stand around `middle` and needs `height`. */
struct chart_slot {
    chart_length middle, height;
    size_t item; /* for the caller */
};
/* Moves labels apart (in the order of their middles) within [top, bottom], as little as can be.
 * What does not fit goes beyond the bottom. */
void chart_spread(struct chart_pen *pen, struct chart_slot *slots, size_t count, chart_length top,
                  chart_length bottom);

/* --- ticks.c --- */

/* Numbers from `low` to `high` on `length`. */
struct chart_scale {
    struct number low, high;
    chart_length length;
    struct number first, step; /* of the ticks */
    size_t tick_count;         /* 0: none */
};

/* The extent of what is drawn, with zero in it; stacked: of the sums of what is above and below
 * zero. */
void chart_scale_extent(struct chart_pen *pen, struct chart_scale *scale);
/* The extent without zero. False when nothing is drawn. */
bool chart_scale_range(struct chart_pen *pen, struct number *low, struct number *high);
/* Finds round numbers for the ticks, at most `most` steps apart. `widen`: the extent grows so that
 * it begins and ends with one. */
void chart_scale_round(struct chart_pen *pen, struct chart_scale *scale, unsigned most, bool widen);
/* How far from `low` a number lies, between 0 and the length. */
chart_length chart_scale_at(struct chart_pen *pen, const struct chart_scale *scale,
                            struct number number);
struct number chart_scale_tick(struct chart_pen *pen, const struct chart_scale *scale,
                               size_t index);
struct str chart_scale_text(struct chart_pen *pen, const struct chart_scale *scale, size_t index);

/* --- axis.c --- */

/* Numbers below a plot of lying bars, at the height `y` of the plot's bottom, and the lines up to
 * `top`. Returns the height that the numbers take. */
chart_length chart_axis_below(struct chart_pen *pen, const struct chart_scale *scale,
                              chart_length x, chart_length top, chart_length y);
/* Width of the numbers beside a plot. */
chart_length chart_axis_width(struct chart_pen *pen, const struct chart_scale *scale);
/* Numbers left of a plot whose bottom is at `bottom`, and lines over its width. */
void chart_axis_beside(struct chart_pen *pen, const struct chart_scale *scale, chart_length x,
                       chart_length bottom, chart_length width);
/* The names of all series with their colours from `y` downwards; returns their height. Nothing
 * for one series. */
chart_length chart_legend(struct chart_pen *pen, chart_length y);
/* The unit above the plot, unless every value carries it; returns its height. */
chart_length chart_unit(struct chart_pen *pen, chart_length x, chart_length y);

/* --- kinds --- */

void chart_draw_bars(struct chart_pen *pen);
/* False when the bars cannot stand: too many, or their labels are too wide. */
bool chart_draw_columns(struct chart_pen *pen);
/* False when the names of the categories are too long to stand below the points. */
bool chart_draw_lines(struct chart_pen *pen);
/* False when there is no pie to cut: nothing above zero, something below it, too many slices. */
bool chart_draw_pie(struct chart_pen *pen);

/* --- trig.c --- */

/* Angles in 1/65536 of a full turn; results in 1/65536. */
int32_t chart_sine(int32_t turn);
int32_t chart_cosine(int32_t turn);

#endif
