/* SPDX-License-Identifier: MIT */
#include "keep.h"

/* Whether it is public is not known when its file is faulty: both places stay. */
static void keep_both(struct publish *publish, struct arena *arena, struct str path)
{
    static const struct str places[] = {STR_INIT("public/"), STR_INIT("internal/")};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct str parts[] = {places[i], path};
        publish_keep(publish, arena_join(arena, parts, 2));
    }
}

static const struct institution *find_institution(const struct project *project, struct str id)
{
    for (size_t i = 0; i < project->count; i++)
        if (str_equal(project->institutions[i]->id, id))
            return project->institutions[i];
    return NULL;
}

static void keep_reports(struct session *session, struct publish *publish,
                         const struct institution *institution)
{
    struct arena *arena = session->arena;
    struct fs_list list;
    struct map read = {0};
    struct str folder = arena_format(arena, "content/%s/reports", institution->id.p);
    enum fs_status status = fs_list(session->fs, folder, &list);
    if (status != FS_OK && status != FS_MISSING)
        keep_both(publish, arena, institution->id);
    for (size_t i = 0; i < institution->report_count; i++)
        if (!institution->reports[i].faulty)
            map_put(&read, arena, institution->reports[i].id, NULL);
    for (size_t i = 0; i < list.count; i++) {
        struct str parts[] = {institution->id, STR("/"), list.items[i].name};
        if (!map_find(&read, list.items[i].name))
            keep_both(publish, arena, arena_join(arena, parts, 3));
    }
}

void keep_unread(struct session *session, struct publish *publish)
{
    struct fs_list list;
    enum fs_status status = fs_list(session->fs, STR("content"), &list);
    if (status != FS_OK && status != FS_MISSING)
        publish_keep(publish, STR(""));
    for (size_t i = 0; i < list.count; i++) {
        const struct institution *institution =
            find_institution(session->project, list.items[i].name);
        if (institution)
            keep_reports(session, publish, institution);
        else
            keep_both(publish, session->arena, list.items[i].name);
    }
}
