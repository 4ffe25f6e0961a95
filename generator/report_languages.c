/* SPDX-License-Identifier: MIT */
/* A document in several languages: each leads to the others, and the site's index to all. */
#include "report_parts.h"

/* Out of the folder of one document into that of another; both are within the report's. */
static struct str way(struct arena *arena, struct str from, struct str to)
{
    struct buf out = {0};
    for (size_t i = 0; i < from.n; i++)
        if (from.p[i] == '/')
            buf_text(&out, "../");
    buf_str(&out, to);
    buf_text(&out, "index.html");
    struct str url = buf_copy(&out, arena);
    buf_free(&out);
    return url;
}

void report_find_others(struct report_making *making, const struct doc_request *request,
                        size_t language)
{
    struct arena *arena = making->shop->document;
    const struct data_report *report = making->report;
    struct html_other *others = ARENA_ARRAY(arena, struct html_other, report->language_count);
    size_t count = 0;
    for (size_t i = 0; i < report->language_count; i++) {
        struct doc_request other = *request;
        if (i == language)
            continue;
        other.language =
            report_find_language(making, report->languages[i], report->language_places[i]);
        if (other.language == NULL)
            continue;
        struct str file = request->query ? doc_file_name(&other) : (struct str){0};
        struct str folder = report_document_folder(arena, report, file, i);
        others[count++] = (struct html_other){.code = report->languages[i],
                                              .name = language_name(other.language),
                                              .url = way(arena, making->folder, folder)};
    }
    making->others = others;
    making->other_count = count;
}

void report_list_others(struct report_making *making, struct str folder)
{
    struct report_shop *shop = making->shop;
    struct arena *arena = shop->session->arena;
    struct report_reader reader = {.making = making};
    struct html_entry entry;
    bool more = making->report->query.s.n == 0 && report_next_entry(&reader, &entry);
    while (more && report_next_entry(&reader, &entry)) {
        struct str parts[] = {folder, STR("/"), entry.url};
        struct report_listed listed = {.institution = making->institution,
                                       .is_public = making->is_public,
                                       .title = arena_str(arena, entry.title),
                                       .url = arena_join(arena, parts, 3),
                                       .note = arena_str(arena, entry.note),
                                       .language = arena_str(arena, entry.language)};
        ARENA_PUSH(arena, &shop->listed, listed);
    }
    report_reader_free(&reader);
}
