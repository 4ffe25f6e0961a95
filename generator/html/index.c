/* SPDX-License-Identifier: MIT */
#include "html/page.h"

static void write_href(struct buf *out, struct str path)
{
    buf_text(out, " href=\"");
    html_url(out, path);
    buf_char(out, '"');
}

/* `label`: room for the name of a link. */
static void write_entry(struct buf *out, const struct html_entry *entry, struct buf *label)
{
    buf_text(out, "<li><a");
    write_href(out, entry->url);
    if (entry->language.n) {
        html_attr(out, "lang", entry->language);
        html_attr(out, "hreflang", entry->language);
    }
    buf_char(out, '>');
    html_text(out, entry->title);
    buf_text(out, "</a>");
    if (entry->note.n) {
        buf_text(out, " <span class=\"note\"");
        if (entry->language.n)
            html_attr(out, "lang", entry->language);
        buf_char(out, '>');
        html_text(out, entry->note);
        buf_text(out, "</span>");
    }
    if (entry->pdf.n) {
        buf_text(out, " <a class=\"pdf\"");
        write_href(out, entry->pdf);
        buf_clear(label);
        buf_text(label, "PDF: ");
        buf_str(label, entry->title);
        html_attr(out, "aria-label", buf_view(label));
        buf_text(out, ">PDF</a>");
    }
    buf_text(out, "</li>\n");
}

static void write_entries(struct html_pen *pen, const struct html_index *index,
                          const struct html_group *group)
{
    enum { PIECE = 64 * 1024 };
    struct buf label = {0};
    struct html_entry entry;
    for (size_t i = 0; i < group->count; i++)
        write_entry(pen->out, &group->entries[i], &label);
    bool last = group == index->groups + index->count - 1;
    while (last && index->next && index->next(index->owner, &entry)) {
        write_entry(pen->out, &entry, &label);
        if (index->flush && pen->out->n > PIECE)
            index->flush(index->owner, pen->out);
    }
    buf_free(&label);
}

static void write_groups(struct html_pen *pen, const void *what)
{
    const struct html_index *index = what;
    struct buf *out = pen->out;
    for (size_t i = 0; i < index->count; i++) {
        const struct html_group *group = &index->groups[i];
        buf_text(out, "<section");
        if (group->language.n)
            html_attr(out, "lang", group->language);
        buf_text(out, ">\n");
        if (group->title.n) {
            buf_text(out, "<h2>");
            html_text(out, group->title);
            buf_text(out, "</h2>\n");
        }
        buf_text(out, "<ul class=\"index\">\n");
        write_entries(pen, index, group);
        buf_text(out, "</ul>\n</section>\n");
    }
}

void html_write_index(const struct html_index *index, const struct html_options *options,
                      struct arena *arena, struct buf *out)
{
    struct html_pen pen = {.out = out, .arena = arena, .language = options->language};
    const struct str none = {0};
    const struct html_part parts[] = {
        {.name = "language",
         .html = html_part_text(arena, "", language_code(options->language), "")},
        {.name = "title", .html = html_part_text(arena, "", index->title, "")},
        {.name = "kind", .html = none},
        {.name = "subtitle", .html = none},
        {.name = "institution", .html = none},
        {.name = "about", .html = none},
        {.name = "above", .html = none},
        {.name = "home", .html = html_part_home(&pen, options)},
        {.name = "alternates", .html = html_part_alternates(arena, options)},
        {.name = "languages", .html = html_part_languages(&pen, options)},
        {.name = "sample", .html = none},
        {.name = "downloads", .html = html_part_downloads(&pen, options)},
        {.name = "contents", .html = none},
        {.name = "body", .write = write_groups, .what = index},
        {.name = "notes", .html = none},
        {.name = "traces", .html = none},
        {.name = "script", .html = none},
        {.name = "script_policy", .html = none},
        {.name = "style", .html = options->style},
        {0},
    };
    html_page(&pen, options->page, parts);
}
