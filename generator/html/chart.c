/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/*
 * A chart is drawn twice, for the width of the text and for that of a phone, since letters that
 * shrink with the picture cannot be read; the style sheet shows one of them.
 */

enum { WIDE = CHART_PT(480), NARROW = CHART_PT(252), TEXT_SIZE = CHART_PT(9) };

static void write_drawing(struct html_pen *pen, const struct chart *chart, chart_length width,
                          const char *class, unsigned frame, struct str title)
{
    struct chart_style style = {
        .width = width, .text_size = TEXT_SIZE, .language = pen->language, .measure = html_measure};
    struct chart_drawing drawing;
    chart_draw(chart, &style, pen->arena, &drawing);
    html_svg(pen, &drawing, TEXT_SIZE, class, frame, title, chart->alt);
}

static struct str chart_title(struct html_pen *pen, const struct doc_chart *chart)
{
    struct buf text = {0};
    buf_str(&text, chart->number);
    if (chart->number.n && chart->caption)
        buf_text(&text, ". ");
    for (const struct doc_node *node = chart->caption ? chart->caption->first : NULL; node;
         node = node->next)
        doc_plain_text(node, &text);
    if (text.n == 0)
        buf_str(&text, language_word(pen->language, "chart"));
    struct str title = buf_copy(&text, pen->arena);
    buf_free(&text);
    return title;
}

void html_chart(struct html_pen *pen, const struct doc_node *node)
{
    const struct doc_chart *chart = node->chart;
    unsigned frame = ++pen->frame_count;
    struct str title = chart_title(pen, chart);
    buf_text(pen->out, "<figure class=\"chart\"");
    html_node_attrs(pen, node);
    buf_text(pen->out, ">\n");
    html_figcaption(pen, chart->number, chart->caption, frame);
    write_drawing(pen, &chart->chart, WIDE, "wide", frame, title);
    write_drawing(pen, &chart->chart, NARROW, "narrow", frame, title);
    html_paragraphs(pen, chart->notes, chart->note_count, "note");
    if (chart->data) {
        bool named = chart->number.n || chart->caption;
        buf_text(pen->out, "<details><summary>");
        html_word(pen, "chart_data");
        buf_text(pen->out, "</summary>\n");
        html_table_frame(pen, chart->data, named ? frame : 0, false);
        buf_text(pen->out, "</details>\n");
    }
    buf_text(pen->out, "</figure>\n");
}
