/* SPDX-License-Identifier: MIT */
#include "pdf/content_parts.h"

void content_end_mark(struct content_pen *pen)
{
    buf_text(pen->out, "EMC\n");
    pen->in_mark = false;
}

/* Ends the text object, and a sequence that lies within it: what follows begins another. */
static void close_text(struct content_pen *pen)
{
    if (!pen->in_text)
        return;
    if (pen->in_mark && pen->mark_in_text)
        content_end_mark(pen);
    buf_text(pen->out, "ET\n");
    pen->in_text = false;
}

static void close_mark(struct content_pen *pen)
{
    if (!pen->in_mark)
        return;
    if (!pen->mark_in_text)
        close_text(pen);
    content_end_mark(pen);
}

void content_open_mark(struct content_pen *pen)
{
    struct pdf_structure *structure = pen->content->structure;
    if (structure == NULL || pen->in_mark || pen->artifacts)
        return;
    const char *tag = pdf_structure_tag(structure);
    if (tag) {
        buf_char(pen->out, '/');
        buf_text(pen->out, tag);
        buf_text(pen->out, "<</MCID ");
        buf_int(pen->out, pdf_structure_mark(structure));
        buf_text(pen->out, ">>BDC\n");
    } else {
        buf_text(pen->out, "/Artifact BMC\n");
    }
    pen->in_mark = true;
    pen->mark_in_text = pen->in_text;
}

/* A part of a colour, 0 to 255, of a unit. 64 parts of a unit, as lengths have, are too coarse:
 * thousandths. */
static void put_part(struct buf *out, uint8_t part)
{
    unsigned thousandths = part * 1000u / 255u;
    char digits[] = {(char)('0' + thousandths / 1000),     '.',
                     (char)('0' + thousandths / 100 % 10), (char)('0' + thousandths / 10 % 10),
                     (char)('0' + thousandths % 10),       ' '};
    buf_put(out, digits, sizeof digits);
}

void content_set_fill(struct content_pen *pen, struct pdf_color color)
{
    if (pen->fill.r == color.r && pen->fill.g == color.g && pen->fill.b == color.b)
        return;
    pen->fill = color;
    const uint8_t parts[] = {color.r, color.g, color.b};
    bool gray = color.r == color.g && color.g == color.b;
    for (int i = 0; i < (gray ? 1 : 3); i++)
        put_part(pen->out, parts[i]);
    buf_text(pen->out, gray ? "g\n" : "rg\n");
}

static void write_rule(struct content_pen *pen, const struct pdf_item *item)
{
    close_text(pen);
    content_open_mark(pen);
    content_set_fill(pen, item->rule.color);
    const pdf_length parts[] = {item->x, pen->height - item->y - item->h, item->w, item->h};
    for (int i = 0; i < 4; i++) {
        pdf_put_length(pen->out, parts[i]);
        buf_char(pen->out, ' ');
    }
    buf_text(pen->out, "re f\n");
}

static void put_point(struct content_pen *pen, const struct pdf_item *item,
                      const struct chart_segment *segment, int index)
{
    pdf_put_length(pen->out, item->x + segment->x[index]);
    buf_char(pen->out, ' ');
    pdf_put_length(pen->out, pen->height - item->y - segment->y[index]);
    buf_char(pen->out, ' ');
}

static void put_segment(struct content_pen *pen, const struct pdf_item *item,
                        const struct chart_segment *segment)
{
    switch (segment->op) {
    case CHART_MOVE:
        put_point(pen, item, segment, 0);
        buf_text(pen->out, "m\n");
        break;
    case CHART_LINE_TO:
        put_point(pen, item, segment, 0);
        buf_text(pen->out, "l\n");
        break;
    case CHART_CURVE_TO:
        for (int i = 0; i < 3; i++)
            put_point(pen, item, segment, i);
        buf_text(pen->out, "c\n");
        break;
    case CHART_CLOSE:
        buf_text(pen->out, "h\n");
        break;
    }
}

static void write_path(struct content_pen *pen, const struct pdf_item *item)
{
    close_text(pen);
    content_open_mark(pen);
    if (item->path.stroke) {
        const uint8_t parts[] = {item->path.color.r, item->path.color.g, item->path.color.b};
        pdf_put_length(pen->out, item->path.stroke);
        buf_text(pen->out, " w ");
        for (int i = 0; i < 3; i++)
            put_part(pen->out, parts[i]);
        buf_text(pen->out, "RG\n");
    } else {
        content_set_fill(pen, item->path.color);
    }
    for (uint32_t i = 0; i < item->path.count; i++)
        put_segment(pen, item, &item->path.segments[i]);
    buf_text(pen->out, item->path.stroke ? "S\n" : "f\n");
}

static void write_image(struct content_pen *pen, const struct pdf_item *item)
{
    close_text(pen);
    content_open_mark(pen);
    const pdf_length parts[] = {item->w, 0, 0, item->h, item->x, pen->height - item->y - item->h};
    buf_text(pen->out, "q ");
    for (int i = 0; i < 6; i++) {
        pdf_put_length(pen->out, parts[i]);
        buf_char(pen->out, ' ');
    }
    struct pdf_content *content = pen->content;
    buf_format(pen->out, "cm /I%u Do Q\n", content->image(content->context, item->image.image));
}

static void note_box(struct content_pen *pen, const struct pdf_item *item)
{
    /* A figure's first tag may come before its place is known. */
    if (pen->content->structure == NULL || pen->artifacts || item->w == 0 || item->h == 0)
        return;
    pdf_length top = pen->height - item->y;
    pdf_structure_box(pen->content->structure, item->x, top - item->h, item->x + item->w, top);
}

static void write_item(struct content_pen *pen, const struct pdf_item *item)
{
    struct pdf_content *content = pen->content;
    switch (item->kind) {
    case PDF_BEGIN:
        close_mark(pen);
        if (content->structure) {
            pdf_structure_begin(content->structure, item);
            if (item->tag.tag == PDF_TAG_FIGURE)
                note_box(pen, item);
        }
        break;
    case PDF_END:
        close_mark(pen);
        if (content->structure)
            pdf_structure_end(content->structure);
        break;
    case PDF_ARTIFACT_BEGIN:
        close_mark(pen);
        close_text(pen);
        if (content->structure && pen->artifacts == 0)
            buf_text(pen->out, "/Artifact<</Type/Pagination>>BDC\n");
        pen->artifacts++;
        break;
    case PDF_ARTIFACT_END:
        close_text(pen);
        pen->artifacts--;
        if (content->structure && pen->artifacts == 0)
            buf_text(pen->out, "EMC\n");
        break;
    case PDF_RUN:
        content_write_run(pen, item);
        break;
    case PDF_RULE:
        write_rule(pen, item);
        break;
    case PDF_PATH:
        write_path(pen, item);
        break;
    case PDF_IMAGE:
        write_image(pen, item);
        break;
    case PDF_LINK:
        content->link(content->context, item);
        break;
    case PDF_FIELD:
        content->field(content->context, item);
        break;
    case PDF_ANCHOR:
        content->anchor(content->context, item);
        break;
    }
}

void pdf_content_write(struct pdf_content *content, const struct pdf_frame *frame, struct buf *out)
{
    struct content_pen pen = {.content = content, .out = out, .height = frame->height};
    for (size_t i = 0; i < frame->count; i++)
        write_item(&pen, &frame->items[i]);
    close_mark(&pen);
    close_text(&pen);
}
