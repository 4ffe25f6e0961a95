/* SPDX-License-Identifier: MIT */
#include "html/write.h"

static const char *class_of(enum doc_form_line kind)
{
    switch (kind) {
    case DOC_LINE_PAIR:
        return "pair";
    case DOC_LINE_QUESTION:
        return "question";
    case DOC_LINE_TITLE:
        return "part";
    case DOC_LINE_TEXT:
        break;
    }
    return NULL;
}

static void write_answers(struct html_pen *pen, const struct doc_node *first)
{
    for (const struct doc_node *node = first; node; node = node->next) {
        if (node->kind == DOC_TABLE)
            html_table(pen, node);
        else
            html_paragraph(pen, node, "answer", (struct str){NULL, 0});
    }
}

static void write_title(struct html_pen *pen, const struct doc_node *line)
{
    unsigned level = html_heading_level(line->form_line.level);
    buf_format(pen->out, "<h%u>", level);
    html_number(pen, line->form_line.number);
    html_inlines(pen, line->first->first);
    buf_format(pen->out, "</h%u>\n", level);
}

static void write_line(struct html_pen *pen, const struct doc_node *line)
{
    const struct str none = {NULL, 0};
    if (line->form_line.kind == DOC_LINE_TEXT) {
        html_paragraph(pen, line->first, NULL, none);
        return;
    }
    buf_format(pen->out, "<div class=\"%s\">\n", class_of(line->form_line.kind));
    if (line->form_line.kind == DOC_LINE_TITLE)
        write_title(pen, line);
    else
        html_paragraph(pen, line->first, "asked", line->form_line.number);
    if (line->form_line.note)
        html_paragraph(pen, line->form_line.note, "hint", none);
    write_answers(pen, line->first->next);
    buf_text(pen->out, "</div>\n");
}

void html_form(struct html_pen *pen, const struct doc_node *form)
{
    buf_format(pen->out, "<div class=\"form%s\"", form->form.right ? " right" : "");
    html_node_attrs(pen, form);
    buf_text(pen->out, ">\n");
    for (const struct doc_node *line = form->first; line; line = line->next)
        write_line(pen, line);
    buf_text(pen->out, "</div>\n");
}
