/* SPDX-License-Identifier: MIT */
#include "html/page.h"

static const struct html_part *find_part(const struct html_part *parts, struct str name)
{
    for (; parts->name; parts++)
        if (str_is(name, parts->name))
            return parts;
    return NULL;
}

/* False when there is nothing of that name. */
static bool put_placeholder(struct html_pen *pen, struct str name, const struct html_part *parts)
{
    const struct html_part *part = find_part(parts, name);
    if (part && part->write) {
        part->write(pen, part->what);
        return true;
    }
    if (part) {
        buf_str(pen->out, part->html);
        return true;
    }
    if (!str_starts(name, STR("word.")))
        return false;
    struct str key = arena_str(pen->arena, str_slice(name, 5, name.n));
    html_word(pen, key.p);
    return true;
}

/* Behind the comment <!--# … --> at `at`, and behind the end of its line when that is all there
 * is; `at` when there is none. */
static size_t skip_comment(struct str page, size_t at)
{
    if (!str_starts(str_slice(page, at, page.n), STR("<!--#")))
        return at;
    size_t end = str_find_str(page, STR("-->"), at);
    if (end == STR_NOT_FOUND)
        return page.n;
    end += 3;
    return end < page.n && page.p[end] == '\n' ? end + 1 : end;
}

void html_page(struct html_pen *pen, struct str page, const struct html_part *parts)
{
    size_t at = 0;
    while (at < page.n) {
        size_t behind = skip_comment(page, at);
        if (behind > at) {
            at = behind;
            continue;
        }
        bool opens = str_starts(str_slice(page, at, page.n), STR("{{"));
        size_t end = opens ? str_find_str(page, STR("}}"), at) : STR_NOT_FOUND;
        if (end != STR_NOT_FOUND &&
            put_placeholder(pen, str_trim(str_slice(page, at + 2, end)), parts)) {
            at = end + 2;
            continue;
        }
        buf_char(pen->out, page.p[at++]);
    }
}

struct str html_style(struct arena *arena, struct str css)
{
    struct buf out = {0};
    char quote = 0;
    for (size_t i = 0; i < css.n; i++) {
        char c = css.p[i];
        if (quote == 0 && c == '/' && i + 1 < css.n && css.p[i + 1] == '*') {
            size_t end = str_find_str(css, STR("*/"), i + 2);
            i = end == STR_NOT_FOUND ? css.n : end + 1;
            while (i + 1 < css.n && css.p[i + 1] == '\n' &&
                   (out.n == 0 || out.p[out.n - 1] == '\n'))
                i++;
            continue;
        }
        if (c == quote)
            quote = 0;
        else if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        buf_char(&out, c);
    }
    struct str style = buf_copy(&out, arena);
    buf_free(&out);
    return style;
}

struct str html_part_text(struct arena *arena, const char *before, struct str text,
                          const char *behind)
{
    struct buf out = {0};
    if (text.n == 0)
        return text;
    buf_text(&out, before);
    html_text(&out, text);
    buf_text(&out, behind);
    struct str part = buf_copy(&out, arena);
    buf_free(&out);
    return part;
}

struct str html_part_home(struct html_pen *pen, const struct html_options *options)
{
    struct buf out = {0};
    if (options->home.n == 0)
        return (struct str){0};
    buf_text(&out, "<a class=\"home\"");
    html_attr(&out, "href", options->home);
    buf_char(&out, '>');
    html_text(&out, language_word(pen->language, "reports"));
    buf_text(&out, "</a>");
    struct str part = buf_copy(&out, pen->arena);
    buf_free(&out);
    return part;
}

struct str html_part_alternates(struct arena *arena, const struct html_options *options)
{
    struct buf out = {0};
    for (size_t i = 0; i < options->other_count; i++) {
        buf_text(&out, "\n<link rel=\"alternate\"");
        html_attr(&out, "hreflang", options->others[i].code);
        buf_text(&out, " href=\"");
        html_url(&out, options->others[i].url);
        buf_text(&out, "\">");
    }
    struct str part = buf_copy(&out, arena);
    buf_free(&out);
    return part;
}

struct str html_part_languages(struct html_pen *pen, const struct html_options *options)
{
    struct buf out = {0};
    if (options->other_count == 0)
        return (struct str){0};
    buf_text(&out, "\n<nav class=\"languages\"");
    html_attr(&out, "aria-label", language_word(pen->language, "other_language"));
    buf_text(&out, ">");
    for (size_t i = 0; i < options->other_count; i++) {
        const struct html_other *other = &options->others[i];
        buf_text(&out, i ? " <a rel=\"alternate\"" : "<a rel=\"alternate\"");
        html_attr(&out, "lang", other->code);
        html_attr(&out, "hreflang", other->code);
        buf_text(&out, " href=\"");
        html_url(&out, other->url);
        buf_text(&out, "\">");
        html_text(&out, other->name);
        buf_text(&out, "</a>");
    }
    buf_text(&out, "</nav>");
    struct str part = buf_copy(&out, pen->arena);
    buf_free(&out);
    return part;
}

static void write_downloads(struct buf *out, const struct html_options *options, bool documents)
{
    buf_text(out, "<ul>\n");
    for (size_t i = 0; i < options->download_count; i++) {
        const struct html_download *download = &options->downloads[i];
        if (str_ends(download->name, STR(".pdf")) != documents)
            continue;
        buf_text(out, "<li><a href=\"");
        html_url(out, download->name);
        buf_text(out, "\">");
        html_text(out, download->label);
        buf_text(out, "</a></li>\n");
    }
    buf_text(out, "</ul>\n");
}

/* The document itself first; the data, of which there may be much, unfold. */
struct str html_part_downloads(struct html_pen *pen, const struct html_options *options)
{
    struct buf out = {0};
    size_t documents = 0;
    for (size_t i = 0; i < options->download_count; i++)
        documents += str_ends(options->downloads[i].name, STR(".pdf"));
    if (options->download_count == 0)
        return (struct str){0};
    buf_text(&out, "<nav class=\"downloads\"");
    html_attr(&out, "aria-label", language_word(pen->language, "download"));
    buf_text(&out, ">\n");
    if (documents > 0)
        write_downloads(&out, options, true);
    if (documents < options->download_count) {
        buf_text(&out, "<details>\n<summary>");
        html_text(&out, language_word(pen->language, "download"));
        buf_text(&out, "</summary>\n");
        write_downloads(&out, options, false);
        buf_text(&out, "</details>\n");
    }
    buf_text(&out, "</nav>\n");
    struct str part = buf_copy(&out, pen->arena);
    buf_free(&out);
    return part;
}
