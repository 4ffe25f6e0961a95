/* SPDX-License-Identifier: MIT */
#include "html/html.h"

#include "html/page.h"

static void write_note(struct html_pen *pen, const struct doc_node *note)
{
    uint32_t number = note->note.number;
    buf_format(pen->out, "<li id=\"note--%u\"", number);
    if (note->language.n)
        html_attr(pen->out, "lang", note->language);
    buf_text(pen->out, ">\n");
    html_blocks(pen, note->first);
    buf_text(pen->out, "<p class=\"back\">");
    for (uint32_t use = 1; use <= pen->note_uses[number]; use++) {
        struct str which = arena_format(pen->arena, "%u", use);
        buf_format(pen->out, "<a href=\"#ref--%u-%u\"", number, use);
        html_attr(
            pen->out, "aria-label",
            language_phrase(pen->language, pen->arena, "back_to", ARGS(arg_text("number", which))));
        buf_text(pen->out, ">\xE2\x86\xA9\xEF\xB8\x8E</a> ");
    }
    buf_text(pen->out, "</p>\n</li>\n");
}

static void write_notes(struct html_pen *pen)
{
    const struct document *document = pen->document;
    if (document->note_count == 0)
        return;
    buf_text(pen->out, "<section class=\"notes\" aria-labelledby=\"notes--\">\n"
                       "<h2 id=\"notes--\">");
    html_word(pen, "notes");
    buf_text(pen->out, "</h2>\n<ol>\n");
    for (size_t i = 0; i < document->note_count; i++)
        write_note(pen, document->notes[i]);
    buf_text(pen->out, "</ol>\n</section>\n");
}

/* One part of the page, written into a buffer of its own; a view of it. */
static struct str part_of(struct html_pen *pen, struct buf *part,
                          void (*write)(struct html_pen *pen))
{
    struct buf *page = pen->out;
    pen->out = part;
    write(pen);
    pen->out = page;
    page->failed = page->failed || buf_failed(part);
    return buf_view(part);
}

static void write_body(struct html_pen *pen)
{
    html_blocks(pen, pen->document->root->first);
}

static void write_above(struct html_pen *pen)
{
    const struct doc_node *above = pen->document->above;
    if (above == NULL || above->first == NULL)
        return;
    buf_text(pen->out, "<div class=\"above\">\n");
    html_blocks(pen, above->first);
    buf_text(pen->out, "</div>\n");
}

static struct str about(struct arena *arena, const struct document *document)
{
    struct str parts[5];
    size_t count = 0;
    const struct str all[] = {document->institution, document->address, document->date};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].n == 0)
            continue;
        if (count > 0)
            parts[count++] = STR(" · ");
        parts[count++] = all[i];
    }
    return html_part_text(arena, "<p class=\"about\">", arena_join(arena, parts, count), "</p>\n");
}

static void list_traces(struct html_pen *pen)
{
    for (size_t i = 0; i < pen->document->trace_count; i++)
        map_put(&pen->traces, pen->arena, pen->document->traces[i]->id, NULL);
}

/* References to notes are counted up to the largest number. */
static void prepare_notes(struct html_pen *pen)
{
    uint32_t most = 0;
    for (size_t i = 0; i < pen->document->note_count; i++)
        if (pen->document->notes[i]->note.number > most)
            most = pen->document->notes[i]->note.number;
    pen->note_uses = ARENA_ARRAY(pen->arena, uint32_t, (size_t)most + 1);
}

/* The page that leads to the documents of many records is called as their blank form is: in a list
 * of pages this is told apart. */
static struct str kind_of(const struct html_pen *pen)
{
    struct str parts[] = {STR(" "), language_dash(pen->language), STR(" "),
                          language_word(pen->language, "blank_form")};
    return pen->document->blank ? arena_join(pen->arena, parts, 4) : (struct str){NULL, 0};
}

void html_write(const struct document *document, const struct html_options *options,
                struct arena *arena, struct buf *out)
{
    struct html_pen pen = {
        .out = out, .arena = arena, .document = document, .language = options->language};
    list_traces(&pen);
    prepare_notes(&pen);
    enum { CONTENTS, ABOVE, BODY, NOTES, TRACES, WRITTEN };
    struct buf written[WRITTEN] = {0};
    struct str contents = part_of(&pen, &written[CONTENTS], html_contents);
    struct str above = part_of(&pen, &written[ABOVE], write_above);
    struct str body = part_of(&pen, &written[BODY], write_body);
    struct str notes = part_of(&pen, &written[NOTES], write_notes);
    const struct html_part parts[] = {
        {.name = "language", .html = html_part_text(arena, "", document->language, "")},
        {.name = "title", .html = html_part_text(arena, "", document->title, "")},
        {.name = "kind", .html = html_part_text(arena, "", kind_of(&pen), "")},
        {.name = "subtitle",
         .html = html_part_text(arena, "<p class=\"subtitle\">", document->subtitle, "</p>\n")},
        {.name = "institution",
         .html =
             html_part_text(arena, "<p class=\"institution\">", document->institution, "</p>\n")},
        {.name = "about", .html = about(arena, document)},
        {.name = "above", .html = above},
        {.name = "home", .html = html_part_home(&pen, options)},
        {.name = "alternates", .html = html_part_alternates(arena, options)},
        {.name = "languages", .html = html_part_languages(&pen, options)},
        {.name = "sample",
         .html = html_part_text(arena, "<p class=\"sample\">", document->notice, "</p>\n")},
        {.name = "downloads", .html = html_part_downloads(&pen, options)},
        {.name = "contents", .html = contents},
        {.name = "body", .html = body},
        {.name = "notes", .html = notes},
        {.name = "traces", .html = part_of(&pen, &written[TRACES], html_traces)},
        {.name = "style", .html = options->style},
        {.name = "script", .html = html_script(&pen)},
        {.name = "script_policy", .html = html_script_policy(&pen)},
        {0},
    };
    html_page(&pen, options->page, parts);
    for (size_t i = 0; i < WRITTEN; i++)
        buf_free(&written[i]);
}
