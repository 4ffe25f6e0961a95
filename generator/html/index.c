/* SPDX-License-Identifier: MIT */
#include "html/page.h"

static void write_href(struct buf *out, struct str path)
{
    buf_text(out, " href=\"");
    html_url(out, path);
    buf_char(out, '"');
}

static void write_entry(struct buf *out, const struct html_entry *entry, struct arena *arena)
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
        struct str label[] = {STR("PDF: "), entry->title};
        html_attr(out, "aria-label", arena_join(arena, label, 2));
        buf_text(out, ">PDF</a>");
    }
    buf_text(out, "</li>\n");
}

static struct str write_groups(const struct html_group *groups, size_t count, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < count; i++) {
        buf_text(&out, "<section");
        if (groups[i].language.n)
            html_attr(&out, "lang", groups[i].language);
        buf_text(&out, ">\n");
        if (groups[i].title.n) {
            buf_text(&out, "<h2>");
            html_text(&out, groups[i].title);
            buf_text(&out, "</h2>\n");
        }
        buf_text(&out, "<ul class=\"index\">\n");
        for (size_t k = 0; k < groups[i].count; k++)
            write_entry(&out, &groups[i].entries[k], arena);
        buf_text(&out, "</ul>\n</section>\n");
    }
    struct str body = buf_copy(&out, arena);
    buf_free(&out);
    return body;
}

void html_write_index(struct str title, const struct html_group *groups, size_t count,
                      const struct html_options *options, struct arena *arena, struct buf *out)
{
    struct html_pen pen = {.out = out, .arena = arena, .language = options->language};
    const struct str none = {0};
    const struct html_part parts[] = {
        {"language", html_part_text(arena, "", language_code(options->language), "")},
        {"title", html_part_text(arena, "", title, "")},
        {"subtitle", none},
        {"institution", none},
        {"about", none},
        {"above", none},
        {"home", html_part_home(&pen, options)},
        {"alternates", html_part_alternates(arena, options)},
        {"languages", html_part_languages(&pen, options)},
        {"sample", none},
        {"downloads", html_part_downloads(&pen, options)},
        {"contents", none},
        {"body", write_groups(groups, count, arena)},
        {"notes", none},
        {"traces", none},
        {"script", (struct str){NULL, 0}},
        {"script_policy", (struct str){NULL, 0}},
        {"style", html_style(arena, options->style)},
        {0},
    };
    html_page(&pen, options->page, parts);
}
