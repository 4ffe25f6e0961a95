/* SPDX-License-Identifier: MIT */
#include "site.h"

#include "html/html.h"
#include "layout_like.h"

struct groups {
    struct html_group *items;
    size_t count, capacity;
    const struct institution *first; /* whose language the page speaks */
};

static struct str name_of(struct session *session, const struct institution *institution)
{
    struct language *language =
        session_language(session, institution, institution->language, institution->language_place);
    struct text name;
    if (language && language_pick(language, institution->name, &name))
        return name.s;
    return institution->id;
}

/* The documents of one institution, in the order of its reports. */
static void add_group(struct report_shop *shop, const struct institution *institution,
                      bool is_public, struct groups *groups)
{
    struct arena *arena = shop->arena;
    struct {
        struct html_entry *items;
        size_t count, capacity;
    } entries = {0};
    for (size_t i = 0; i < shop->listed.count; i++) {
        const struct report_listed *listed = &shop->listed.items[i];
        if (listed->institution != institution || listed->is_public != is_public)
            continue;
        struct html_entry entry = {.title = listed->title,
                                   .url = listed->url,
                                   .note = listed->note,
                                   .language = listed->language};
        ARENA_PUSH(arena, &entries, entry);
    }
    if (entries.count == 0)
        return;
    struct html_group group = {.title = name_of(shop->session, institution),
                               .entries = entries.items,
                               .count = entries.count};
    if (groups->first == NULL)
        groups->first = institution;
    else if (!str_equal(institution->language, groups->first->language))
        group.language = institution->language;
    ARENA_PUSH(arena, groups, group);
}

/* The page speaks the language of the first institution that it lists. */
static void write_index(struct report_shop *shop, bool is_public, struct str path)
{
    struct session *session = shop->session;
    struct project *project = session->project;
    struct groups groups = {0};
    for (size_t i = 0; i < project->count; i++)
        add_group(shop, project->institutions[i], is_public, &groups);
    if (groups.count == 0)
        return;
    const struct institution *first = groups.first;
    const struct layout_files *files = layout_files(session, STR("report"), first->language_place);
    struct language *language =
        session_language(session, first, first->language, first->language_place);
    if (files->page.n == 0 || language == NULL)
        return;
    struct html_options options = {
        .language = language, .page = files->page, .style = files->style};
    struct buf out = {0};
    struct html_index index = {
        .title = language_word(language, "reports"), .groups = groups.items, .count = groups.count};
    html_write_index(&index, &options, shop->arena, &out);
    if (publish_file(shop->publish, path, buf_view(&out), NULL) != FS_OK)
        session_machine_failed(session, session->fs);
    buf_free(&out);
}

void site_publish(struct report_shop *shop)
{
    arena_reset(shop->arena);
    write_index(shop, true, STR("public/index.html"));
    write_index(shop, false, STR("internal/index.html"));
}
