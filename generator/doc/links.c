/* SPDX-License-Identifier: MIT */
#include "doc/links.h"

#include "base/suggest.h"
#include "doc/files.h"
#include "doc/markdown_parts.h"
#include "doc/others.h"
#include "locale/format.h"

enum { SUGGESTIONS = 512 };

static struct span span_of(struct str url, struct locator *locator, bool wordless)
{
    struct locator ahead = *locator;
    struct span span = locator_find(&ahead, url);
    if (span.len == 0)
        return locator_here(locator);
    if (wordless)
        *locator = ahead;
    return span;
}

/* --- addresses
 * ------------------------------------------------------------------------------------ */

/* Length of `scheme` in `scheme:…`, or 0. */
static size_t scheme_length(struct str url)
{
    size_t i = 0;
    while (i < url.n &&
           ((url.p[i] >= 'a' && url.p[i] <= 'z') || (url.p[i] >= 'A' && url.p[i] <= 'Z') ||
            (i > 0 && ((url.p[i] >= '0' && url.p[i] <= '9') || url.p[i] == '+' || url.p[i] == '-' ||
                       url.p[i] == '.'))))
        i++;
    return i < url.n && url.p[i] == ':' ? i : 0;
}

static bool scheme_allowed(struct str scheme)
{
    static const char *const ALLOWED[] = {"http", "https", "mailto", "tel"};
    for (size_t i = 0; i < sizeof ALLOWED / sizeof *ALLOWED; i++) {
        struct str allowed = str_from(ALLOWED[i]);
        bool same = allowed.n == scheme.n;
        for (size_t k = 0; same && k < scheme.n; k++)
            same = (scheme.p[k] | 0x20) == allowed.p[k];
        if (same)
            return true;
    }
    return false;
}

/* --- other reports
 * -------------------------------------------------------------------------------- */

static const struct data_report *find_report(const struct institution *institution, struct str name)
{
    for (size_t i = 0; i < institution->report_count; i++)
        if (str_equal(institution->reports[i].id, name))
            return &institution->reports[i];
    return NULL;
}

/* Whether a heading of `text` has the id, written or made from its words. */
static bool text_has_id(const struct doc_context *context, struct str text, struct str id)
{
    struct str parts[] = {STR("{#"), id};
    struct str written = arena_join(context->arena, parts, 2);
    for (size_t at = 0; (at = str_find_str(text, written, at)) != STR_NOT_FOUND;) {
        at += written.n;
        if (at < text.n && (text.p[at] == '}' || text.p[at] == ' '))
            return true;
    }
    for (size_t from = 0; from < text.n;) {
        size_t end = str_find(text, '\n', from);
        struct str line = str_trim(str_slice(text, from, end));
        size_t level = 0;
        while (level < line.n && line.p[level] == '#')
            level++;
        if (level > 0 && str_equal(id, format_slug(context->language, context->arena,
                                                   str_slice(line, level, line.n))))
            return true;
        from = end == STR_NOT_FOUND ? text.n : end + 1;
    }
    return false;
}

static bool report_has_id(const struct doc_context *context, const struct data_report *report,
                          struct str id)
{
    for (size_t i = 0; i < report->chapter_count; i++)
        if (text_has_id(context, report->chapters[i].source->text, id))
            return true;
    struct str name;
    /* The id may be made from a value. */
    return report->query.s.n == 0 && context->others && doc_others_name(context, report, id, &name);
}

/* "cs/" where the report has a page of its own in this language, which is not its first. */
static struct str language_folder(const struct doc_context *context,
                                  const struct data_report *report)
{
    struct str parts[] = {language_code(context->language), STR("/")};
    for (size_t i = 1; i < report->language_count && report->query.s.n == 0; i++)
        if (str_equal(report->languages[i], parts[0]))
            return arena_join(context->arena, parts, 2);
    return (struct str){NULL, 0};
}

/* The way to a report's folder from the page of another one: out of the own folders, and where the
 * other is published elsewhere, out of output/internal/INSTITUTION too. */
struct str doc_link_folder(const struct doc_context *context, const struct data_report *report)
{
    struct buf out = {0};
    bool across = report->is_public && !context->is_public;
    for (unsigned i = 0; i < context->state->depth + (across ? 3 : 1); i++)
        buf_text(&out, "../");
    if (across) {
        buf_text(&out, "public/");
        buf_str(&out, context->institution->id);
        buf_char(&out, '/');
    }
    buf_str(&out, report->id);
    buf_char(&out, '/');
    struct str folder = buf_copy(&out, context->arena);
    buf_free(&out);
    return folder;
}

static struct str report_url(const struct doc_context *context, const struct data_report *report,
                             struct str id)
{
    struct str parts[] = {doc_link_folder(context, report), language_folder(context, report),
                          STR("index.html"), id.n > 0 ? STR("#") : STR(""), id};
    return arena_join(context->arena, parts, 5);
}

/* --- what a link may lead to
 * ---------------------------------------------------------------------- */

struct address {
    const struct doc_context *context;
    struct doc_node *link;
    struct str url;
    struct span span;
    bool named; /* it has words, or what it lacks was reported */
};

/* The words of a link that has none: how the other report calls what it leads to. */
static void name_other(struct address *a, const struct data_report *report, struct str id)
{
    struct diags *diags = a->context->diags;
    struct str name;
    if (report->query.s.n > 0)
        diag_add(diags, MSG_NUMBER_OF_MANY, a->span,
                 ARGS(arg_text("name", report->id), arg_text("url", a->url)));
    else if (doc_others_name(a->context, report, id, &name) && name.n == 0)
        diag_add(diags, MSG_NUMBER_ELSEWHERE, a->span,
                 ARGS(arg_text("name", report->id), arg_text("id", id), arg_text("url", a->url)));
    else if (name.n > 0)
        doc_link_words(a->context, a->link, name);
}

static void lead_to_report(struct address *a, const struct data_report *report, struct str id)
{
    struct diags *diags = a->context->diags;
    if (a->context->is_public && !report->is_public)
        diag_add(diags, MSG_LINK_INTERNAL_REPORT, a->span, ARGS(arg_text("name", report->id)));
    else if (id.n > 0 && !report_has_id(a->context, report, id))
        diag_add(
            diags, MSG_LINK_REPORT_ID, a->span,
            ARGS(arg_text("name", report->id), arg_text("id", id),
                 arg_text("example", arena_format(a->context->arena, "{#%.*s}", (int)id.n, id.p))));
    else if (a->link->first == NULL)
        name_other(a, report, id);
    a->link->link.url = report_url(a->context, report, id);
    a->named = true;
}

static void report_nothing(struct address *a, struct str name)
{
    const struct institution *institution = a->context->institution;
    struct str names[SUGGESTIONS];
    size_t count = 0;
    for (; count < institution->report_count && count < SUGGESTIONS; count++)
        names[count] = institution->reports[count].id;
    struct str near = suggest_nearest(name, names, count);
    diag_add(a->context->diags, near.n > 0 ? MSG_LINK_REPORT_NEAR : MSG_LINK_REPORT, a->span,
             ARGS(arg_text("name", name), arg_text("near", near)));
}

/* A file beside the texts goes out with the report; true when `name` is one, or was reported. */
static bool lead_to_file(struct address *a, struct str name)
{
    const struct doc_context *context = a->context;
    struct str path, bytes;
    if (context->report == NULL || context->fs == NULL || name.n == 0 || name.p[0] == '/')
        return false;
    bool inside = doc_file_path(context, name, &path);
    if (!inside || (fs_kind(context->fs, path) == FS_FILE && !doc_file_may_leave(context, path))) {
        diag_add(context->diags, MSG_FILE_LINK_OUTSIDE, a->span, ARGS(arg_text("path", name)));
        return true;
    }
    if (fs_read_within(context->fs, doc_file_folder(context), path, &bytes) != FS_OK)
        return false;
    a->link->link.url = doc_state_file(context, path, bytes);
    return true;
}

static void lead_beside(struct address *a)
{
    const struct doc_context *context = a->context;
    size_t hash = str_find(a->url, '#', 0);
    struct str name = str_slice(a->url, 0, hash);
    struct str id =
        hash == STR_NOT_FOUND ? (struct str){NULL, 0} : str_slice(a->url, hash + 1, a->url.n);
    struct str folder = name;
    while (folder.n > 0 && folder.p[folder.n - 1] == '/')
        folder.n--;
    const struct data_report *report =
        context->report ? find_report(context->institution, folder) : NULL;
    if (report)
        lead_to_report(a, report, id);
    else if (!lead_to_file(a, name)) {
        report_nothing(a, name);
        a->named = true;
    }
}

static void lead(struct address *a)
{
    const struct doc_context *context = a->context;
    size_t scheme = scheme_length(a->url);
    if (a->url.n == 0) {
        diag_add(context->diags, MSG_LINK_NOWHERE, a->span, NO_ARGS);
    } else if (a->url.p[0] == '#') {
        a->link->link.target = str_slice(a->url, 1, a->url.n);
        struct doc_pending pending = {a->link, a->link->link.target, a->span, false};
        ARENA_PUSH(context->arena, &context->state->links, pending);
    } else if (scheme == 0) {
        lead_beside(a);
    } else if (scheme_allowed(str_slice(a->url, 0, scheme))) {
        a->link->link.url = a->url;
    } else {
        diag_add(context->diags, MSG_LINK_SCHEME, a->span,
                 ARGS(arg_text("scheme", str_slice(a->url, 0, scheme))));
    }
}

/* A link is one thing to click on, and so is a place. What a blank form leaves open stands alone.
 */
static bool holds_place(const struct doc_node *node)
{
    for (const struct doc_node *child = node->first; child; child = child->next)
        if (child->kind == DOC_PLACE || holds_place(child))
            return true;
    return false;
}

static void append_words(struct doc_node *parent, struct doc_node *link)
{
    for (struct doc_node *child = link->first, *next; child; child = next) {
        next = child->next;
        doc_append(parent, child);
    }
}

void md_write_link(struct md_walk *walk, cmark_node *node, struct doc_node *parent,
                   struct locator *locator)
{
    const struct doc_context *context = walk->context;
    struct doc_node *link = doc_node_new(context->arena, DOC_LINK, locator_here(locator));
    struct str masked = str_from(cmark_node_get_url(node));
    size_t least =
        walk->md->mask.count <= MASK_CODES ? 0 : mask_after(&walk->md->mask, locator->at);
    md_write_inlines(walk, (struct md_at){cmark_node_first_child(node), 0}, (struct md_at){0}, link,
                     locator);
    struct address address = {.context = context, .link = link};
    address.url = md_write_string(walk, masked, least);
    address.span = span_of(masked, locator, link->first == NULL);
    if (link->first)
        locator_skip_address(locator);
    if (holds_place(link)) {
        if (!context->blank)
            diag_add(context->diags, MSG_PLACE_IN_LINK, address.span, NO_ARGS);
        append_words(parent, link);
        return;
    }
    lead(&address);
    if (link->first == NULL && link->link.target.n == 0 && address.url.n > 0 && !address.named)
        diag_add(context->diags, MSG_LINK_EMPTY, address.span, ARGS(arg_text("url", address.url)));
    doc_append(parent, link);
}
