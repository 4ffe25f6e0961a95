/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

/* Charts and images: one strip each, tagged as a figure with its description. */

/* Black or white, whichever is read better on `color` (by its luma after ITU-R BT.601). */
static struct pdf_color on_color(struct pdf_color color)
{
    int luma = (299 * color.r + 587 * color.g + 114 * color.b) / 1000;
    return luma > 128 ? (struct pdf_color){0, 0, 0} : (struct pdf_color){255, 255, 255};
}

static struct pdf_color ink_color(const struct pdf_flow *flow, const struct chart_shape *shape)
{
    const struct pdf_layout *layout = flow->layout;
    switch (shape->ink) {
    case CHART_INK_MUTED:
        return layout->muted_color;
    case CHART_INK_GRID:
        return layout->grid_color;
    case CHART_INK_AXIS:
        return layout->rule_color;
    case CHART_INK_SERIES:
        return layout->palette[shape->series % layout->palette_count];
    case CHART_INK_ON_SERIES:
        return on_color(layout->palette[shape->series % layout->palette_count]);
    case CHART_INK_PAPER:
        return (struct pdf_color){255, 255, 255};
    case CHART_INK_TEXT:
        break;
    }
    return pdf_flow_style(flow, PDF_STYLE_TABLE)->color;
}

static chart_length measure_label(void *context, struct str text, chart_length size, bool bold)
{
    struct pdf_flow *flow = context;
    const struct pdf_font *font = &flow->fonts[PDF_STYLE_TABLE][bold ? PDF_BOLD : PDF_REGULAR];
    const struct pdf_shaped *shaped =
        pdf_shape(flow->options->fonts, font, text, flow->language, (struct span){0}, flow->diags);
    return pdf_em_width(shaped->width, size);
}

static void emit_label(struct pdf_page_pen *pen, const struct chart_shape *shape, pdf_length x,
                       pdf_length y)
{
    struct pdf_flow *flow = pen->flow;
    const struct pdf_font *font =
        &flow->fonts[PDF_STYLE_TABLE][shape->bold ? PDF_BOLD : PDF_REGULAR];
    const struct pdf_shaped **shaped = ARENA_NEW(pen->arena, const struct pdf_shaped *);
    *shaped = pdf_shape(flow->options->fonts, font, shape->text, flow->language, (struct span){0},
                        flow->diags);
    pdf_length width = pdf_em_width((*shaped)->width, shape->size);
    pdf_length shift = shape->anchor == CHART_MIDDLE ? width / 2
                       : shape->anchor == CHART_END  ? width
                                                     : 0;
    struct pdf_item item = {
        .kind = PDF_RUN, .x = x + shape->x - shift, .y = y + shape->y, .w = width};
    item.run.words = shaped;
    item.run.count = 1;
    item.run.size = shape->size;
    item.run.color = ink_color(flow, shape);
    pdf_pen_item(pen, item);
}

static void emit_segments(struct pdf_page_pen *pen, const struct chart_segment *segments,
                          size_t count, pdf_length stroke, struct pdf_color color, pdf_length x,
                          pdf_length y)
{
    struct pdf_item item = {.kind = PDF_PATH, .x = x, .y = y};
    item.path.segments = segments;
    item.path.count = (uint32_t)count;
    item.path.stroke = stroke;
    item.path.color = color;
    pdf_pen_item(pen, item);
}

/* A circle of four Bézier curves; 0.5523 of the radius puts the controls right. */
static void emit_dot(struct pdf_page_pen *pen, const struct chart_shape *shape, pdf_length x,
                     pdf_length y)
{
    pdf_length r = shape->w, k = (pdf_length)((int64_t)r * 5523 / 10000);
    const struct chart_segment circle[] = {
        {CHART_MOVE, {r}, {0}},
        {CHART_CURVE_TO, {r, k, 0}, {k, r, r}},
        {CHART_CURVE_TO, {-k, -r, -r}, {r, k, 0}},
        {CHART_CURVE_TO, {-r, -k, 0}, {-k, -r, -r}},
        {CHART_CURVE_TO, {k, r, r}, {-r, -k, 0}},
        {CHART_CLOSE, {0}, {0}},
    };
    struct chart_segment *segments = ARENA_ARRAY(pen->arena, struct chart_segment, 6);
    for (size_t i = 0; i < 6; i++)
        segments[i] = circle[i];
    emit_segments(pen, segments, 6, 0, ink_color(pen->flow, shape), x + shape->x, y + shape->y);
}

static void emit_line(struct pdf_page_pen *pen, const struct chart_shape *shape, pdf_length x,
                      pdf_length y)
{
    struct chart_segment *segments = ARENA_ARRAY(pen->arena, struct chart_segment, 2);
    segments[0] = (struct chart_segment){CHART_MOVE, {shape->x}, {shape->y}};
    segments[1] =
        (struct chart_segment){CHART_LINE_TO, {shape->x + shape->w}, {shape->y + shape->h}};
    emit_segments(pen, segments, 2, shape->stroke, ink_color(pen->flow, shape), x, y);
}

static void emit_shape(struct pdf_page_pen *pen, const struct chart_shape *shape, pdf_length x,
                       pdf_length y)
{
    struct pdf_item box = {
        .kind = PDF_RULE, .x = x + shape->x, .y = y + shape->y, .w = shape->w, .h = shape->h};
    switch (shape->kind) {
    case CHART_RULE:
        emit_line(pen, shape, x, y);
        break;
    case CHART_BOX:
        box.rule.color = ink_color(pen->flow, shape);
        pdf_pen_item(pen, box);
        break;
    case CHART_PATH:
        emit_segments(pen, shape->segments, shape->segment_count, shape->stroke,
                      ink_color(pen->flow, shape), x + shape->x, y + shape->y);
        break;
    case CHART_DOT:
        emit_dot(pen, shape, x, y);
        break;
    case CHART_TEXT:
        emit_label(pen, shape, x, y);
        break;
    }
}

/* The figure's box is known when it is written, so its element is completed then. */
static void enter_figure(struct pdf_page_pen *pen, pdf_length x, pdf_length y, pdf_length w,
                         pdf_length h)
{
    struct pdf_element *figure = ARENA_NEW(pen->arena, struct pdf_element);
    *figure = *pen->open;
    figure->item.x = x;
    figure->item.y = y;
    figure->item.w = w;
    figure->item.h = h;
    pdf_pen_enter(pen, figure->parent);
    pdf_pen_enter(pen, figure);
}

static void emit_chart(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                       pdf_length y)
{
    const struct chart_drawing *drawing = data;
    (void)index;
    enter_figure(pen, x, y, drawing->width, drawing->height);
    for (size_t i = 0; i < drawing->count; i++)
        emit_shape(pen, &drawing->shapes[i], x, y);
}

static const struct pdf_element *figure_element(struct pdf_flow *flow, struct str alt)
{
    struct pdf_element *figure = pdf_element_new(flow, flow->element, PDF_TAG_FIGURE);
    pdf_element_traits(flow->arena, figure)->alt = alt;
    return figure;
}

void pdf_drawing(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct doc_chart *chart = node->chart;
    const struct pdf_text_style *labels = pdf_flow_style(flow, PDF_STYLE_TABLE);
    const struct pdf_element *outer = flow->element;
    struct chart_drawing *drawing = ARENA_NEW(flow->arena, struct chart_drawing);
    struct chart_style style = {.width = flow->width,
                                .text_size = labels->size,
                                .language = flow->options->language,
                                .measure = measure_label,
                                .measure_context = flow};
    flow->element = pdf_element_new(flow, outer, PDF_TAG_DIV);
    pdf_flow_space(flow, labels->before);
    pdf_table_caption(flow, chart->number, chart->caption);
    chart_draw(&chart->chart, &style, flow->arena, drawing);
    if (drawing->height > pdf_page_room(flow, flow->landscape))
        diag_add(flow->diags, MSG_CHART_HIGH, node->span, NO_ARGS);
    const struct pdf_element *group = flow->element;
    flow->element = figure_element(flow, chart->chart.alt);
    pdf_flow_add(flow, emit_chart, drawing, 0, drawing->height);
    flow->element = group;
    pdf_table_notes(flow, chart->notes, chart->note_count);
    pdf_flow_space(flow, labels->after);
    flow->element = outer;
}

struct placed_picture {
    const struct doc_image *image;
    pdf_length width, height;
};

static void emit_picture(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                         pdf_length y)
{
    const struct placed_picture *picture = data;
    (void)index;
    enter_figure(pen, x, y, picture->width, picture->height);
    struct pdf_item item = {
        .kind = PDF_IMAGE, .x = x, .y = y, .w = picture->width, .h = picture->height};
    item.image.image = picture->image;
    pdf_pen_item(pen, item);
}

enum { DOTS_PER_INCH = 150, POINTS_PER_INCH = 72 };

/* At 150 dots to the inch, but not wider than the column nor higher than half a page. */
static struct placed_picture *place_picture(struct pdf_flow *flow, const struct doc_image *image)
{
    struct placed_picture *picture = ARENA_NEW(flow->arena, struct placed_picture);
    int64_t width = (int64_t)image->width * PDF_PT(POINTS_PER_INCH) / DOTS_PER_INCH;
    int64_t height = (int64_t)image->height * PDF_PT(POINTS_PER_INCH) / DOTS_PER_INCH;
    int64_t highest = flow->layout->page_height / 2;
    if (width > flow->width) {
        height = height * flow->width / width;
        width = flow->width;
    }
    if (height > highest) {
        width = width * highest / height;
        height = highest;
    }
    *picture = (struct placed_picture){image, (pdf_length)width, (pdf_length)height};
    return picture;
}

void pdf_picture(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct doc_image *image = node->image;
    const struct pdf_element *outer = flow->element;
    const struct placed_picture *picture = place_picture(flow, image);
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_TABLE)->before);
    flow->element = pdf_element_new(flow, outer, PDF_TAG_DIV);
    const struct pdf_element *group = flow->element;
    flow->element = figure_element(flow, image->alt);
    pdf_flow_add(flow, emit_picture, picture, 0, picture->height)->keep_next =
        image->caption != NULL;
    flow->element = group;
    pdf_table_caption(flow, (struct str){0}, image->caption);
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_TABLE)->after);
    flow->element = outer;
}
