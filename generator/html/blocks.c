/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/* The title is h1, so a section of level 1 has h2. */
enum { HEADING_SHIFT = 1, HEADING_MOST = 6, CONTENTS_LEVELS = 2 };

void html_node_attrs(struct html_pen *pen, const struct doc_node *node)
{
    if (node->id.n)
        html_attr(pen->out, "id", node->id);
    if (node->language.n)
        html_attr(pen->out, "lang", node->language);
}

/* Its own, or one that is counted. */
static struct str section_id(struct html_pen *pen, const struct doc_node *section)
{
    if (section->id.n)
        return section->id;
    return arena_format(pen->arena, "section--%u", ++pen->section_count);
}

void html_number(struct html_pen *pen, struct str number)
{
    if (number.n == 0)
        return;
    buf_text(pen->out, "<span class=\"number\">");
    html_text(pen->out, number);
    buf_text(pen->out, "</span> ");
}

unsigned html_heading_level(uint8_t level)
{
    return level + HEADING_SHIFT > HEADING_MOST ? HEADING_MOST : level + HEADING_SHIFT;
}

static void write_heading(struct html_pen *pen, const struct doc_node *section,
                          const struct doc_node *heading)
{
    unsigned level = html_heading_level(section->section.level);
    buf_format(pen->out, "<h%u", level);
    if (heading)
        html_node_attrs(pen, heading);
    buf_char(pen->out, '>');
    html_number(pen, section->section.number);
    if (heading)
        html_inlines(pen, heading->first);
    else
        html_text(pen->out, section->section.title);
    buf_format(pen->out, "</h%u>\n", level);
}

static void write_section(struct html_pen *pen, const struct doc_node *node)
{
    const struct doc_node *heading =
        node->first && node->first->kind == DOC_HEADING ? node->first : NULL;
    buf_text(pen->out, "<section");
    html_attr(pen->out, "id", section_id(pen, node));
    if (node->section.appendix)
        buf_text(pen->out, " class=\"appendix\"");
    if (node->language.n)
        html_attr(pen->out, "lang", node->language);
    buf_text(pen->out, ">\n");
    write_heading(pen, node, heading);
    html_blocks(pen, heading ? heading->next : node->first);
    buf_text(pen->out, "</section>\n");
}

/* `number`: of the clause that the paragraph begins, or empty. */
void html_paragraph(struct html_pen *pen, const struct doc_node *node, const char *class,
                    struct str number)
{
    buf_text(pen->out, "<p");
    if (class)
        html_attr(pen->out, "class", str_from(class));
    html_node_attrs(pen, node);
    buf_char(pen->out, '>');
    html_number(pen, number);
    html_lines(pen, node->first);
    buf_text(pen->out, "</p>\n");
}

void html_paragraphs(struct html_pen *pen, struct doc_node *const *notes, size_t count,
                     const char *class)
{
    for (size_t i = 0; i < count; i++)
        html_paragraph(pen, notes[i], class, (struct str){0});
}

/* Paragraphs of a tight list stand without <p>. The number of a clause is text, so that it is
 * copied with the clause, and stands in its first paragraph. */
static void write_item(struct html_pen *pen, const struct doc_node *item, bool tight)
{
    buf_text(pen->out, "<li");
    html_node_attrs(pen, item);
    buf_char(pen->out, '>');
    const struct doc_node *block = item->first;
    bool words = block && block->kind == DOC_PARAGRAPH;
    if (tight || !words)
        html_number(pen, item->item.number);
    if (tight && words) {
        html_lines(pen, block->first);
        block = block->next;
    }
    if (block)
        buf_char(pen->out, '\n');
    if (!tight && words) {
        html_paragraph(pen, block, NULL, item->item.number);
        block = block->next;
    }
    html_blocks(pen, block);
    buf_text(pen->out, "</li>\n");
}

enum { SHORT_NUMBER = 4 }; /* bytes: "12.", "a)" and "а)" */

static void write_clauses(struct html_pen *pen, const struct doc_node *node)
{
    size_t longest = 0;
    for (const struct doc_node *item = node->first; item; item = item->next)
        longest = item->item.number.n > longest ? item->item.number.n : longest;
    buf_text(pen->out, longest > SHORT_NUMBER ? " class=\"clauses" : " class=\"clauses short");
    buf_text(pen->out, node->list.tight ? "\"" : " loose\"");
}

static void write_list(struct html_pen *pen, const struct doc_node *node)
{
    const char *name = node->list.ordered ? "ol" : "ul";
    buf_format(pen->out, "<%s", name);
    html_node_attrs(pen, node);
    if (node->list.clauses)
        write_clauses(pen, node);
    else if (node->list.ordered && node->list.start != 1)
        buf_format(pen->out, " start=\"%d\"", (int)node->list.start);
    if (!node->list.tight && !node->list.clauses)
        buf_text(pen->out, " class=\"loose\"");
    buf_text(pen->out, ">\n");
    for (const struct doc_node *item = node->first; item; item = item->next)
        write_item(pen, item, node->list.tight);
    buf_format(pen->out, "</%s>\n", name);
}

static void write_quote(struct html_pen *pen, const struct doc_node *node)
{
    buf_text(pen->out, "<blockquote");
    html_node_attrs(pen, node);
    buf_text(pen->out, ">\n");
    html_blocks(pen, node->first);
    buf_text(pen->out, "</blockquote>\n");
}

/* Code is wider than a phone: it scrolls, by keyboard too. */
static void write_code(struct html_pen *pen, const struct doc_node *node)
{
    buf_text(pen->out, "<pre tabindex=\"0\"");
    html_node_attrs(pen, node);
    buf_text(pen->out, "><code>");
    html_text(pen->out, node->text);
    buf_text(pen->out, "</code></pre>\n");
}

static void write_figure(struct html_pen *pen, const struct doc_figure *figure)
{
    buf_text(pen->out, "<div><dt>");
    html_text(pen->out, figure->label);
    buf_text(pen->out, "</dt><dd>");
    html_value(pen, figure->text, figure->marks, figure->trace);
    if (figure->note.n) {
        buf_text(pen->out, "</dd><dd class=\"note\">");
        html_text(pen->out, figure->note);
    }
    buf_text(pen->out, "</dd></div>\n");
}

void html_figcaption(struct html_pen *pen, struct str number, const struct doc_node *caption,
                     unsigned frame)
{
    if (number.n == 0 && caption == NULL)
        return;
    buf_format(pen->out, "<figcaption id=\"caption--%u\">", frame);
    html_number(pen, number);
    if (caption)
        html_inlines(pen, caption->first);
    buf_text(pen->out, "</figcaption>\n");
}

static void write_figures(struct html_pen *pen, const struct doc_node *node)
{
    const struct doc_figures *figures = node->figures;
    buf_text(pen->out, "<figure class=\"panel\"");
    html_node_attrs(pen, node);
    buf_text(pen->out, ">\n");
    html_figcaption(pen, (struct str){0}, figures->caption, ++pen->frame_count);
    buf_text(pen->out, "<dl>\n");
    for (size_t i = 0; i < figures->count; i++)
        write_figure(pen, &figures->items[i]);
    buf_text(pen->out, "</dl>\n</figure>\n");
}

static void write_image(struct html_pen *pen, const struct doc_node *node)
{
    const struct doc_image *image = node->image;
    buf_text(pen->out, "<figure class=\"image\"");
    html_node_attrs(pen, node);
    buf_text(pen->out, "><img src=\"");
    html_url(pen->out, html_image_file(pen->arena, image));
    buf_char(pen->out, '"');
    html_attr(pen->out, "alt", image->alt);
    buf_format(pen->out, " width=\"%u\" height=\"%u\" loading=\"lazy\">\n", image->width,
               image->height);
    html_figcaption(pen, (struct str){0}, image->caption, ++pen->frame_count);
    buf_text(pen->out, "</figure>\n");
}

static void write_block(struct html_pen *pen, const struct doc_node *node)
{
    if (node->kind == DOC_SECTION)
        write_section(pen, node);
    else if (node->kind == DOC_PARAGRAPH)
        html_paragraph(pen, node, NULL, (struct str){0});
    else if (node->kind == DOC_LIST)
        write_list(pen, node);
    else if (node->kind == DOC_QUOTE)
        write_quote(pen, node);
    else if (node->kind == DOC_CODE)
        write_code(pen, node);
    else if (node->kind == DOC_TABLE)
        html_table(pen, node);
    else if (node->kind == DOC_CHART)
        html_chart(pen, node);
    else if (node->kind == DOC_FIGURES)
        write_figures(pen, node);
    else if (node->kind == DOC_IMAGE)
        write_image(pen, node);
    else if (node->kind == DOC_RULE)
        buf_text(pen->out, "<hr>\n");
    else if (node->kind == DOC_FORM)
        html_form(pen, node);
    else if (node->kind == DOC_BREAK)
        buf_text(pen->out, "<hr class=\"break\">\n");
}

void html_blocks(struct html_pen *pen, const struct doc_node *first)
{
    for (const struct doc_node *node = first; node; node = node->next)
        write_block(pen, node);
}

static bool has_sections(const struct doc_node *first)
{
    for (const struct doc_node *node = first; node; node = node->next)
        if (node->kind == DOC_SECTION)
            return true;
    return false;
}

/* All sections are walked, so that those without an id are counted as in the text. */
static void write_entries(struct html_pen *pen, const struct doc_node *first)
{
    for (const struct doc_node *node = first; node; node = node->next) {
        if (node->kind != DOC_SECTION)
            continue;
        bool shown = node->section.level <= CONTENTS_LEVELS && !doc_in_appendix(node);
        bool deeper = has_sections(node->first);
        struct str parts[] = {STR("#"), section_id(pen, node)};
        if (shown) {
            buf_text(pen->out, "<li><a");
            html_attr(pen->out, "href", arena_join(pen->arena, parts, 2));
            buf_char(pen->out, '>');
            struct str number[] = {node->section.number,
                                   node->section.appendix ? STR(".") : STR("")};
            html_number(pen, arena_join(pen->arena, number, 2));
            html_text(pen->out, node->section.title);
            buf_text(pen->out, "</a>");
        }
        bool list = deeper && node->section.level < CONTENTS_LEVELS && !node->section.appendix;
        buf_text(pen->out, list ? "\n<ul>\n" : "");
        if (deeper)
            write_entries(pen, node->first);
        buf_text(pen->out, list ? "</ul>" : "");
        buf_text(pen->out, shown ? "</li>\n" : "");
    }
}

void html_contents(struct html_pen *pen)
{
    if (!pen->document->contents || !has_sections(pen->document->root->first))
        return;
    buf_text(pen->out, "<nav class=\"contents\" aria-labelledby=\"contents--\">\n"
                       "<p id=\"contents--\">");
    html_word(pen, "contents");
    buf_text(pen->out, "</p>\n<ul>\n");
    write_entries(pen, pen->document->root->first);
    buf_text(pen->out, "</ul>\n</nav>\n");
    pen->section_count = 0;
}
