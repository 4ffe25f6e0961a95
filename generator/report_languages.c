/* SPDX-License-Identifier: MIT */
/* A document in several languages: each leads to the others, and the site's index to all. */
#include "report_parts.h"

/* Out of the folder of one document into that of another; both are within the report's. */
static struct str way(struct arena *arena, struct str from, struct str to, struct str name)
{
    struct buf out = {0};
    for (size_t i = 0; i < from.n; i++)
        if (from.p[i] == '/')
            buf_text(&out, "../");
    buf_str(&out, to);
    buf_str(&out, name);
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
        struct str base = report_document_base(arena, report, file, i);
        struct str pdf[] = {base, STR(".pdf")};
        others[count++] = (struct html_other){
            .code = report->languages[i],
            .name = language_name(other.language),
            .url = way(arena, making->folder, folder, STR("index.html")),
            .pdf = way(arena, making->folder, folder, arena_join(arena, pdf, 2))};
    }
    making->others = others;
    making->other_count = count;
}

/* Links one beside the other, as they stand below the title of a PDF. */
const struct doc_node *report_other_links(const struct report_making *making)
{
    struct arena *arena = making->shop->document;
    struct doc_node *paragraph = doc_node_new(arena, DOC_PARAGRAPH, (struct span){0, 0});
    for (size_t i = 0; i < making->other_count; i++) {
        struct doc_node *apart = doc_node_new(arena, DOC_TEXT, (struct span){0, 0});
        struct doc_node *link = doc_node_new(arena, DOC_LINK, (struct span){0, 0});
        struct doc_node *name = doc_node_new(arena, DOC_TEXT, (struct span){0, 0});
        apart->text = STR(" \xC2\xB7 ");
        if (i > 0)
            doc_append(paragraph, apart);
        link->language = making->others[i].code;
        link->link.url = making->others[i].pdf;
        name->text = making->others[i].name;
        doc_append(link, name);
        doc_append(paragraph, link);
    }
    return paragraph->first;
}

void report_list_others(struct report_making *making, struct str folder)
{
    struct report_shop *shop = making->shop;
    struct arena *arena = shop->session->arena;
    struct report_reader reader = {.entries = &making->entries,
                                   .at = names_first(&making->entries)};
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
