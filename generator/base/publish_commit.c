/* SPDX-License-Identifier: MIT */
#include "base/publish_edition.h"

#include <errno.h>

/* From MANY files on, the file system is synced as a whole: each fsync() makes the disk write its
 * journal and empty its cache. With fewer, the files of other programs would be waited for. */
enum { MANY = 64 };

/*
 * The next name from `*at` on that has all the marks `with` and none of `without`, empty at the
 * end: for (uint32_t at = names_first(e->names); (name = next(e, &at, …)).n;)
 */
static struct str next(struct edition *e, uint32_t *at, unsigned char with, unsigned char without)
{
    while (*at != NAMES_END) {
        uint32_t here = *at;
        *at = names_next(e->names, here);
        if ((*names_marks(e->names, here) & (with | without)) == with)
            return names_text(e->names, here);
    }
    return (struct str){0};
}

static bool any(struct edition *e, unsigned char with, unsigned char without)
{
    uint32_t at = names_first(e->names);
    return next(e, &at, with, without).n > 0;
}

/* --- the folder that is published now --- */

static bool look_at_place(struct edition *e)
{
    enum fs_kind kind;
    if (!edition_check(e, publish_look(e->fs, e->place.p, &kind), e->place))
        return false;
    if (kind == FS_FILE)
        return edition_refuse(e, FS_FOREIGN, e->place, "a file stands where the folder belongs");
    e->replaces = kind == FS_FOLDER;
    return true;
}

/* Marks the files below `folder` (a name within the published folder, "" for itself). */
static bool gather(struct edition *e, struct str folder)
{
    struct arena *arena = arena_new();
    struct fs_list list = {0};
    struct str full = folder.n ? edition_path(e, e->place, folder) : e->place;
    bool good = edition_check(e, fs_op_list(e->fs, full.p, arena, &list), full);
    for (size_t i = 0; i < list.count && good; i++) {
        struct str parts[] = {folder, folder.n ? STR("/") : STR(""), list.items[i].name};
        struct str name = arena_join(arena, parts, 3);
        if (list.items[i].kind == FS_FOLDER)
            good = gather(e, name);
        else
            edition_mark(e, name, NAME_FOUND);
    }
    arena_free(arena);
    return good;
}

/* A foreign file may bear the name of one of ours only if it is equal. */
static bool check_foreign(struct edition *e)
{
    struct str name;
    uint32_t at = names_first(e->names);
    while ((name = next(e, &at, NAME_FOUND | NAME_MADE, NAME_LISTED)).n) {
        bool same = false;
        struct str ours = edition_path(e, e->staging, name),
                   theirs = edition_path(e, e->place, name);
        if (!edition_check(e, fs_op_same(e->fs, ours.p, theirs.p, &same), theirs))
            return false;
        if (!same)
            return edition_refuse(e, FS_FOREIGN, theirs, "letopis did not write this file");
    }
    return true;
}

/* Whether the new edition is what is published already, byte for byte. */
static bool is_same(struct edition *e)
{
    struct str name;
    if (!e->replaces || !any(e, NAME_MADE, 0) || any(e, NAME_MADE, NAME_FOUND) ||
        any(e, NAME_FOUND | NAME_LISTED, NAME_MADE))
        return false;
    for (uint32_t at = names_first(e->names); (name = next(e, &at, NAME_MADE, NAME_STANDS)).n;) {
        bool same = false;
        struct str ours = edition_path(e, e->staging, name),
                   theirs = edition_path(e, e->place, name);
        if (!edition_check(e, fs_op_same(e->fs, ours.p, theirs.p, &same), theirs) || !same)
            return false;
    }
    return true;
}

/* Links what others put into the published folder into the new one; gives how many. */
static bool carry_over(struct edition *e, size_t *count)
{
    struct str name;
    uint32_t at = names_first(e->names);
    *count = 0;
    while ((name = next(e, &at, NAME_FOUND, NAME_LISTED | NAME_MADE)).n) {
        struct str from = edition_path(e, e->place, name), to = edition_path(e, e->staging, name);
        if (edition_marks(e, name) & NAME_FOLDER)
            return edition_refuse(e, FS_FOREIGN, from, "a folder of the report bears this name");
        if (!edition_make_folders(e, name))
            return false;
        int number = fs_op_link(e->fs, from.p, to.p);
        if (number == EPERM || number == EMLINK || number == EOPNOTSUPP)
            return edition_refuse(e, FS_FOREIGN, from,
                                  "letopis did not write this file, and cannot keep it");
        if (!edition_check(e, number, from))
            return false;
        ++*count;
    }
    return true;
}

/* --- committing --- */

/* Something else changed, so that the folder is exchanged: what stands goes along as a link, or as
 * a copy where the file system knows none. */
static bool take_standing(struct edition *e)
{
    struct str name;
    for (uint32_t at = names_first(e->names); (name = next(e, &at, NAME_STANDS, 0)).n;) {
        struct str text = {0};
        struct str from = edition_path(e, e->place, name), to = edition_path(e, e->staging, name);
        int number = fs_op_link(e->fs, from.p, to.p);
        if (number == EPERM || number == EMLINK || number == EOPNOTSUPP) {
            arena_reset(e->scratch);
            number = fs_op_read(e->fs, e->scratch, "", from.p, &text);
            e->name = name;
            if (number == 0)
                edition_create_file(e);
            edition_write(e, text);
            edition_end_file(e);
        }
        if (!edition_check(e, number, from))
            return false;
    }
    return true;
}

/* Whether all is synced in one go; if not, and nothing failed, it is to be done file by file. */
static bool sync_at_once(struct edition *e)
{
    if (names_count(e->names, NAME_MADE) < MANY)
        return false;
    int number = fs_op_sync_all(e->fs, e->staging.p);
    return number != EOPNOTSUPP && edition_check(e, number, e->staging);
}

static bool sync_all(struct edition *e)
{
    struct str name;
    if (sync_at_once(e) || e->status != FS_OK)
        return e->status == FS_OK;
    for (uint32_t at = names_first(e->names); (name = next(e, &at, NAME_MADE, 0)).n;) {
        struct str full = edition_path(e, e->staging, name);
        if (!edition_check(e, fs_op_sync(e->fs, full.p), full))
            return false;
    }
    for (uint32_t at = names_first(e->names); (name = next(e, &at, NAME_FOLDER, 0)).n;) {
        struct str full = edition_path(e, e->staging, name);
        if (!edition_check(e, fs_op_sync(e->fs, full.p), full))
            return false;
    }
    return edition_check(e, fs_op_sync(e->fs, e->staging.p), e->staging);
}

/* From here on the list names what the folder holds. */
static void settle(struct edition *e)
{
    for (uint32_t at = names_first(e->names); at != NAMES_END; at = names_next(e->names, at)) {
        unsigned char *marks = names_marks(e->names, at);
        *marks = *marks & NAME_MADE ? NAME_LISTED : 0;
    }
}

static void replace(struct edition *e)
{
    struct str parent = publish_parent(e->arena, e->place), old;
    struct publish *publish = e->publish;
    if (!take_standing(e) || !sync_all(e) ||
        !edition_check(e, publish_list_add(publish, e->published), publish->list) ||
        !edition_check(e, publish_swap(publish, e->arena, e->staging, e->place, e->replaces, &old),
                       e->place))
        return;
    e->staged = false;
    settle(e);
    /* A failure now: the new edition is in place, though a power cut might undo it. */
    edition_check(e, fs_op_sync(e->fs, parent.p), parent);
    /* What is left of the old one is cleared by the next start at the latest. */
    if (e->replaces)
        fs_remove_tree(e->fs, old.p);
}

static enum fs_status finish(struct edition *e)
{
    edition_end_file(e);
    if (e->staged)
        fs_remove_tree(e->fs, e->staging.p);
    enum fs_status status = e->status;
    if (status != FS_OK)
        e->fs->failure = e->failure;
    if (e->names)
        names_keep(e->names, NAME_LISTED);
    buf_free(&e->pending);
    for (size_t i = 0; i < EDITION_PATHS; i++)
        buf_free(&e->paths[i]);
    arena_free(e->scratch);
    arena_free(e->arena);
    return status;
}

enum fs_status edition_commit(struct edition *e, enum publish_change *change)
{
    enum publish_change made = PUBLISH_SAME;
    size_t carried;
    edition_end_file(e);
    bool ready = e->status == FS_OK && look_at_place(e) && (!e->replaces || gather(e, STR(""))) &&
                 check_foreign(e);
    if (ready && is_same(e)) {
        if (edition_check(e, publish_list_add(e->publish, e->published), e->publish->list))
            settle(e);
    } else if (ready && e->status == FS_OK && carry_over(e, &carried)) {
        made = e->replaces ? PUBLISH_CHANGED : PUBLISH_NEW;
        replace(e);
    }
    if (change)
        *change = made;
    return finish(e);
}

void edition_abort(struct edition *e)
{
    finish(e);
}

/* The folder steps aside in one move, under the name of something unfinished, and is cleared. */
static void retire_whole(struct edition *e)
{
    struct str parent = publish_parent(e->arena, e->place);
    if (edition_check(e, fs_op_remove_folder(e->fs, e->staging.p), e->staging) &&
        edition_check(e, fs_op_rename(e->fs, e->place.p, e->staging.p), e->place))
        edition_check(e, fs_op_sync(e->fs, parent.p), parent);
}

enum fs_status edition_retire(struct publish *publish, struct published *published)
{
    struct edition *e = edition_begin(publish, published->path);
    size_t carried;
    published->wanted = false;
    if (e->status == FS_OK && look_at_place(e) && e->replaces && gather(e, STR("")) &&
        carry_over(e, &carried)) {
        if (carried == 0)
            retire_whole(e);
        else
            replace(e);
    }
    if (e->status == FS_OK)
        published->gone = true;
    return finish(e);
}
