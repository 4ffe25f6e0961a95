/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/* The sign is part of the finished text; here it gets its meaning. */
static bool take_mark(struct html_pen *pen, struct str *text, const char *sign)
{
    struct str mark = language_word(pen->language, sign);
    if (mark.n == 0 || text->n == mark.n || !str_ends(*text, mark))
        return false;
    *text = str_slice(*text, 0, text->n - mark.n);
    return true;
}

static void write_mark(struct html_pen *pen, const char *sign, const char *meaning)
{
    buf_text(pen->out, "<span class=\"mark\"");
    html_attr(pen->out, "title", language_word(pen->language, meaning));
    buf_text(pen->out, ">");
    html_word(pen, sign);
    buf_text(pen->out, "</span>");
}

void html_value_text(struct html_pen *pen, struct str text, uint8_t marks)
{
    bool sample = marks && take_mark(pen, &text, "sample_mark");
    bool estimate = marks && take_mark(pen, &text, "estimate_mark");
    html_text(pen->out, text);
    if (estimate)
        write_mark(pen, "estimate_mark", "estimate");
    if (sample)
        write_mark(pen, "sample_mark", "sample");
}

/* Of a long text only the last word is marked, so that the mark stands on one line. */
enum { MARKED_BYTES = 40 };

static size_t marked_start(struct str text)
{
    size_t at = text.n;
    if (text.n <= MARKED_BYTES)
        return 0;
    while (at > 0 && text.p[at - 1] != ' ')
        at--;
    return at;
}

/*
 * The button lies upon the text and holds none: a button with text would be a box of its own, at
 * whose sides browsers break the line, whatever no-break space stands there.
 */
static void write_button(struct html_pen *pen, struct str text, const struct doc_trace *trace)
{
    struct str label[] = {language_word(pen->language, "explanation"), STR(": "), text};
    buf_text(pen->out, "<button type=\"button\"");
    html_attr(pen->out, "popovertarget", trace->id);
    html_attr(pen->out, "aria-label", arena_join(pen->arena, label, 3));
    buf_text(pen->out, "></button>");
}

void html_value(struct html_pen *pen, struct str text, uint8_t marks, const struct doc_trace *trace)
{
    if (trace == NULL || trace->id.n == 0 || pen->in_link) {
        html_value_text(pen, text, marks);
        return;
    }
    size_t start = marked_start(text);
    html_text(pen->out, str_slice(text, 0, start));
    buf_text(pen->out, "<span class=\"value\">");
    html_value_text(pen, str_slice(text, start, text.n), marks);
    write_button(pen, text, trace);
    buf_text(pen->out, "</span>");
}

static void write_note_ref(struct html_pen *pen, const struct doc_node *node)
{
    uint32_t number = node->note_ref.number;
    uint32_t use = ++pen->note_uses[number];
    if (pen->in_link)
        return;
    buf_format(pen->out, "<sup class=\"ref\"><a id=\"ref--%u-%u\" href=\"#note--%u\"", number, use,
               number);
    html_attr(pen->out, "aria-label",
              language_phrase(pen->language, pen->arena, "footnote",
                              ARGS(arg_text("number", arena_format(pen->arena, "%u", number)))));
    buf_format(pen->out, ">%u</a></sup>", number);
}

static void write_element(struct html_pen *pen, const char *name, const struct doc_node *node)
{
    buf_format(pen->out, "<%s", name);
    html_node_attrs(pen, node);
    buf_char(pen->out, '>');
    html_inlines(pen, node->first);
    buf_format(pen->out, "</%s>", name);
}

static void write_link(struct html_pen *pen, const struct doc_node *node)
{
    struct str parts[] = {STR("#"), node->link.target};
    buf_text(pen->out, "<a");
    html_node_attrs(pen, node);
    html_attr(pen->out, "href",
              node->link.target.n ? arena_join(pen->arena, parts, 2) : node->link.url);
    buf_char(pen->out, '>');
    pen->in_link = true;
    html_inlines(pen, node->first);
    pen->in_link = false;
    buf_text(pen->out, "</a>");
}

static void write_code_span(struct html_pen *pen, const struct doc_node *node)
{
    buf_text(pen->out, "<code>");
    html_text(pen->out, node->text);
    buf_text(pen->out, "</code>");
}

/* A piece of text in another language than what is around it. */
static void write_text(struct html_pen *pen, const struct doc_node *node)
{
    if (node->language.n) {
        buf_text(pen->out, "<span");
        html_attr(pen->out, "lang", node->language);
        buf_char(pen->out, '>');
    }
    html_text(pen->out, node->text);
    if (node->language.n)
        buf_text(pen->out, "</span>");
}

/* Written with what it says to those who do not see it; how it looks is up to the style. */
static void write_box(struct html_pen *pen, const struct doc_place *place)
{
    buf_format(pen->out, "<span class=\"box%s\" role=\"img\"", place->ticked ? " ticked" : "");
    html_attr(pen->out, "aria-label", place->alt);
    buf_text(pen->out, place->ticked ? ">\xE2\x98\x92</span>" : ">\xE2\x98\x90</span>");
}

/* A place that takes what its line has left. */
static bool is_rest(const struct doc_node *node)
{
    return node->kind == DOC_PLACE && node->place->kind == DOC_PLACE_LINE &&
           node->place->width == 0;
}

static void write_room(struct html_pen *pen, const struct doc_place *place)
{
    if (place->kind == DOC_PLACE_LINE && place->width > 0)
        buf_format(pen->out, " style=\"--room:%u.%umm\"", (unsigned)(place->width / 100),
                   (unsigned)(place->width % 100 / 10));
}

/* The line itself: what stands on it, or that it is to be filled in. */
static void write_line(struct html_pen *pen, const struct doc_place *place, bool rest)
{
    bool empty = place->text.n == 0;
    buf_format(pen->out, "<span class=\"fill%s%s\"",
               place->kind == DOC_PLACE_LINES ? " lines"
               : rest                         ? " rest"
                                              : "",
               empty ? " empty" : "");
    if (place->under.n == 0)
        write_room(pen, place);
    if (place->kind == DOC_PLACE_LINES)
        buf_format(pen->out, " style=\"--lines:%u\"", (unsigned)place->lines);
    if (empty) {
        buf_text(pen->out, " role=\"img\"");
        html_attr(pen->out, "aria-label", place->alt);
    }
    buf_char(pen->out, '>');
    html_value(pen, place->text, place->marks, place->trace);
    buf_text(pen->out, "</span>");
}

static void write_place(struct html_pen *pen, const struct doc_node *node)
{
    const struct doc_place *place = node->place;
    bool rest = is_rest(node);
    if (place->kind == DOC_PLACE_BOX) {
        write_box(pen, place);
        return;
    }
    if (place->under.n) {
        buf_format(pen->out, "<span class=\"over%s\"", rest ? " rest" : "");
        write_room(pen, place);
        buf_char(pen->out, '>');
    }
    write_line(pen, place, rest);
    if (place->under.n) {
        buf_text(pen->out, "<small>");
        html_text(pen->out, place->under);
        buf_text(pen->out, "</small></span>");
    }
}

static void write_inline(struct html_pen *pen, const struct doc_node *node)
{
    if (node->kind == DOC_TEXT)
        write_text(pen, node);
    else if (node->kind == DOC_EMPHASIS)
        write_element(pen, "em", node);
    else if (node->kind == DOC_STRONG)
        write_element(pen, "strong", node);
    else if (node->kind == DOC_LINK)
        write_link(pen, node);
    else if (node->kind == DOC_CODE_SPAN)
        write_code_span(pen, node);
    else if (node->kind == DOC_VALUE)
        html_value(pen, node->value.text, node->value.marks, node->value.trace);
    else if (node->kind == DOC_LINE_BREAK)
        buf_text(pen->out, "<br>");
    else if (node->kind == DOC_NOTE_REF)
        write_note_ref(pen, node);
    else if (node->kind == DOC_PLACE)
        write_place(pen, node);
}

void html_inlines(struct html_pen *pen, const struct doc_node *first)
{
    for (const struct doc_node *node = first; node; node = node->next)
        write_inline(pen, node);
}

/* Words and places of a line, of which some take what the others leave. */
static void write_row(struct html_pen *pen, const struct doc_node *first,
                      const struct doc_node *end)
{
    bool open = false;
    buf_text(pen->out, "<span class=\"row\">");
    for (const struct doc_node *node = first; node != end; node = node->next) {
        bool words = !is_rest(node);
        if (words != open)
            buf_text(pen->out, words ? "<span>" : "</span>");
        open = words;
        write_inline(pen, node);
    }
    buf_text(pen->out, open ? "</span></span>" : "</span>");
}

void html_lines(struct html_pen *pen, const struct doc_node *first)
{
    for (const struct doc_node *from = first, *end; from; from = end ? end->next : NULL) {
        bool rest = false;
        for (end = from; end && end->kind != DOC_LINE_BREAK; end = end->next)
            rest = rest || is_rest(end);
        if (rest)
            write_row(pen, from, end);
        for (const struct doc_node *node = from; !rest && node != end; node = node->next)
            write_inline(pen, node);
        if (end && !rest)
            write_inline(pen, end);
    }
}
