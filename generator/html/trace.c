/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/*
 * Explanations of numbers: each a popover that its values open. Browsers that know no popovers show
 * them at the end of the page. An input with an explanation of its own is a button that leads
 * there, so each is printed once.
 */

enum { DEPTH = 32 };

static void put_span(struct html_pen *pen, const char *class, struct str text)
{
    if (text.n == 0)
        return;
    buf_format(pen->out, "<span class=\"%s\">", class);
    html_text(pen->out, text);
    buf_text(pen->out, "</span> ");
}

static bool has_own(const struct html_pen *pen, const struct doc_trace *trace)
{
    return trace->id.n > 0 && map_find(&pen->traces, trace->id) != NULL;
}

static void put_name(struct html_pen *pen, const struct doc_trace *trace)
{
    html_text(pen->out, trace->label.n ? trace->label : trace->name);
}

static void put_value(struct html_pen *pen, const struct doc_trace *trace)
{
    put_span(pen, "result", trace->value);
    if (trace->exact.n) {
        buf_text(pen->out, "<span class=\"exact\">");
        html_word(pen, "exact_value");
        buf_text(pen->out, ": ");
        html_text(pen->out, trace->exact);
        buf_text(pen->out, "</span> ");
    }
    put_span(pen, "counts", trace->counts);
}

static void put_formula(struct html_pen *pen, const struct doc_trace *trace)
{
    if (trace->formula.n) {
        buf_text(pen->out, "<code>");
        html_text(pen->out, trace->formula);
        buf_text(pen->out, "</code> ");
    }
    put_span(pen, "place", trace->place);
}

static void put_places(struct html_pen *pen, const struct doc_trace *trace)
{
    if (trace->place_count == 0)
        return;
    buf_text(pen->out, "<ul class=\"places\">\n");
    for (unsigned i = 0; i < trace->place_count; i++) {
        buf_text(pen->out, "<li>");
        html_text(pen->out, trace->places[i]);
        buf_text(pen->out, "</li>\n");
    }
    buf_text(pen->out, trace->more_places ? "<li>…</li>\n</ul>\n" : "</ul>\n");
}

static void put_inputs(struct html_pen *pen, const struct doc_trace *first, unsigned depth);

static void put_input(struct html_pen *pen, const struct doc_trace *trace, unsigned depth)
{
    buf_text(pen->out, "<li>");
    if (has_own(pen, trace)) {
        buf_text(pen->out, "<button type=\"button\" class=\"open\"");
        html_attr(pen->out, "popovertarget", trace->id);
        buf_char(pen->out, '>');
        put_name(pen, trace);
        buf_text(pen->out, "</button> ");
        put_span(pen, "result", trace->value);
        buf_text(pen->out, "</li>\n");
        return;
    }
    put_name(pen, trace);
    buf_char(pen->out, ' ');
    put_value(pen, trace);
    put_formula(pen, trace);
    put_places(pen, trace);
    put_inputs(pen, trace->first, depth + 1);
    buf_text(pen->out, "</li>\n");
}

static void put_inputs(struct html_pen *pen, const struct doc_trace *first, unsigned depth)
{
    if (first == NULL || depth > DEPTH)
        return;
    buf_text(pen->out, "<ul class=\"inputs\">\n");
    for (const struct doc_trace *trace = first; trace; trace = trace->next)
        put_input(pen, trace, depth);
    buf_text(pen->out, "</ul>\n");
}

static void put_term(struct html_pen *pen, const char *word)
{
    buf_text(pen->out, "<dt>");
    html_word(pen, word);
    buf_text(pen->out, "</dt>\n<dd>");
}

static void put_trace(struct html_pen *pen, const struct doc_trace *trace)
{
    struct buf *out = pen->out;
    buf_text(out, "<div popover class=\"trace\" role=\"dialog\"");
    html_attr(out, "id", trace->id);
    buf_text(out, " aria-labelledby=\"");
    html_text(out, trace->id);
    buf_text(out, "--\">\n<p class=\"name\" id=\"");
    html_text(out, trace->id);
    buf_text(out, "--\">");
    put_name(pen, trace);
    buf_text(out, "</p>\n<p>");
    put_value(pen, trace);
    buf_text(out, "</p>\n");
    bool list = trace->formula.n || trace->place.n || trace->place_count || trace->first;
    buf_text(out, list ? "<dl>\n" : "");
    if (trace->formula.n || trace->place.n) {
        put_term(pen, trace->formula.n ? "formula" : "source");
        put_formula(pen, trace);
        buf_text(out, "</dd>\n");
    }
    if (trace->place_count) {
        put_term(pen, "source");
        put_places(pen, trace);
        buf_text(out, "</dd>\n");
    }
    if (trace->first) {
        put_term(pen, "inputs");
        put_inputs(pen, trace->first, 1);
        buf_text(out, "</dd>\n");
    }
    buf_text(out, list ? "</dl>\n" : "");
    buf_text(out, "<p class=\"close\"><button type=\"button\" popovertargetaction=\"hide\"");
    html_attr(out, "popovertarget", trace->id);
    buf_char(out, '>');
    html_word(pen, "back");
    buf_text(out, "</button></p>\n</div>\n");
}

void html_traces(struct html_pen *pen)
{
    const struct document *document = pen->document;
    if (document->trace_count == 0)
        return;
    buf_text(pen->out, "<div class=\"traces\">\n<h2>");
    html_word(pen, "explanation");
    buf_text(pen->out, "</h2>\n");
    for (size_t i = 0; i < document->trace_count; i++)
        put_trace(pen, document->traces[i]);
    buf_text(pen->out, "</div>\n");
}
