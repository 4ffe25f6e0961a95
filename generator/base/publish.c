/* SPDX-License-Identifier: MIT */
#include "base/publish_parts.h"

#include <errno.h>
#include <string.h>

/* Reports' folders lie at most this deep below the output folder: public/INSTITUTION/REPORT. */
enum { DEEPEST = 3 };

/* --- names --- */

struct str publish_full(struct publish *publish, struct arena *arena, struct str path)
{
    bool both = publish->output.n && path.n;
    struct str parts[] = {publish->output, both ? STR("/") : STR(""), path};
    return arena_join(arena, parts, 3);
}

static size_t name_start(struct str place)
{
    size_t at = place.n;
    while (at > 0 && place.p[at - 1] != '/')
        at--;
    return at;
}

struct str publish_parent(struct arena *arena, struct str place)
{
    size_t at = name_start(place);
    return arena_str(arena, str_slice(place, 0, at ? at - 1 : 0));
}

struct str publish_beside(struct arena *arena, struct str place, struct str prefix)
{
    size_t at = name_start(place);
    struct str parts[] = {str_slice(place, 0, at), prefix, str_slice(place, at, place.n)};
    return arena_join(arena, parts, 3);
}

struct published *publish_record(struct publish *publish, struct str path, bool single)
{
    struct map_entry *found = map_find(&publish->published, path);
    if (found)
        return found->pointer;
    struct published *published = ARENA_NEW(publish->arena, struct published);
    *published = (struct published){.path = arena_str(publish->arena, path), .single = single};
    map_put(&publish->published, publish->arena, published->path, NULL)->pointer = published;
    return published;
}

/* --- folders --- */

int publish_look(struct fs *fs, const char *path, enum fs_kind *kind)
{
    *kind = FS_NOTHING;
    int number = fs_op_kind(fs, path, kind);
    return number == ENOENT ? 0 : number;
}

int publish_make_folders(struct publish *publish, struct arena *scratch, struct str full)
{
    struct fs *fs = publish->fs;
    enum fs_kind kind;
    if (full.n == 0)
        return 0;
    int number = publish_look(fs, full.p, &kind);
    if (number || kind == FS_FOLDER)
        return number;
    if (kind == FS_FILE) {
        /* A file, or a symlink that leads out: listing it says which. */
        struct fs_list list = {0};
        number = fs_op_list(fs, full.p, scratch, &list);
        return number == ENOTDIR ? EEXIST : number;
    }
    struct str parent = publish_parent(scratch, full);
    number = publish_make_folders(publish, scratch, parent);
    number = number ? number : fs_op_make_folder(fs, full.p);
    return number ? number : fs_op_sync(fs, parent.p);
}

static int remove_any(struct fs *fs, const char *path)
{
    int number = fs_op_remove_file(fs, path);
    if (number == EISDIR || number == EPERM) /* unlink(2) of a folder: Linux, POSIX */
        number = fs_remove_tree(fs, path);
    return number == ENOENT ? 0 : number;
}

/*
 * An old folder that was set aside: with nothing at its place, the process died between the two
 * renames, and it goes back. Its content is whole for certain.
 */
static int heal_old(struct fs *fs, struct arena *scratch, struct str place, struct str old)
{
    enum fs_kind kind;
    int number = publish_look(fs, place.p, &kind);
    if (number)
        return number;
    if (kind != FS_NOTHING)
        return remove_any(fs, old.p);
    number = fs_op_rename(fs, old.p, place.p);
    return number ? number : fs_op_sync(fs, publish_parent(scratch, place).p);
}

int publish_heal(struct publish *publish, struct arena *scratch, struct str place)
{
    struct fs *fs = publish->fs;
    struct str old = publish_beside(scratch, place, PUBLISH_OLD_PREFIX);
    struct str fresh = publish_beside(scratch, place, PUBLISH_NEW_PREFIX);
    enum fs_kind kind;
    int number = publish_look(fs, old.p, &kind);
    if (number == 0 && kind != FS_NOTHING)
        number = heal_old(fs, scratch, place, old);
    return number ? number : remove_any(fs, fresh.p);
}

/* Heals everything in a folder of the output, and goes down into what is not a report itself. */
static int heal_folder(struct publish *publish, struct arena *scratch, struct str path, int depth)
{
    struct fs_list list = {0};
    struct str full = publish_full(publish, scratch, path);
    int number = fs_op_list(publish->fs, full.p, scratch, &list);
    for (size_t i = 0; i < list.count && number == 0; i++) {
        struct str name = list.items[i].name;
        bool is_new = str_starts(name, PUBLISH_NEW_PREFIX);
        size_t prefix = PUBLISH_NEW_PREFIX.n; /* both are of one length */
        struct str parts[] = {path, path.n ? STR("/") : STR(""), name};
        if (is_new || str_starts(name, PUBLISH_OLD_PREFIX)) {
            parts[2] = str_slice(name, prefix, name.n);
            struct str place = arena_join(scratch, parts, 3);
            number = publish_heal(publish, scratch, publish_full(publish, scratch, place));
            continue;
        }
        struct str inner = arena_join(scratch, parts, 3);
        const struct map_entry *entry = map_find(&publish->published, inner);
        if (list.items[i].kind == FS_FOLDER && depth < DEEPEST && !entry)
            number = heal_folder(publish, scratch, inner, depth + 1);
    }
    return number;
}

int publish_swap(struct publish *publish, struct arena *scratch, struct str staging,
                 struct str place, bool replaces, struct str *old)
{
    struct fs *fs = publish->fs;
    *old = staging;
    if (!replaces)
        return fs_op_rename(fs, staging.p, place.p);
    int number = fs_op_exchange(fs, staging.p, place.p);
    if (number != EINVAL && number != ENOSYS && number != EOPNOTSUPP)
        return number;
    *old = publish_beside(scratch, place, PUBLISH_OLD_PREFIX);
    number = fs_op_rename(fs, place.p, old->p);
    if (number)
        return number;
    number = fs_op_rename(fs, staging.p, place.p);
    if (number)
        fs_op_rename(fs, old->p, place.p); /* if that fails too, the next start does it */
    return number;
}

/* --- opening and finishing --- */

static enum fs_status prepare(struct publish *publish)
{
    struct arena *scratch = arena_new();
    int number = publish_make_folders(publish, scratch, publish->output);
    number = number ? number : fs_op_lock(publish->fs, publish->output.p);
    enum fs_status status = fs_status_of(publish->fs, number, publish->output);
    if (status == FS_OK)
        status = publish_list_read(publish);
    if (status == FS_OK && heal_folder(publish, scratch, STR(""), 1) != 0)
        status = publish->fs->failure.status;
    arena_free(scratch);
    return status;
}

enum fs_status publish_open(struct fs *fs, struct str output, struct publish **publish)
{
    *publish = NULL;
    struct arena *arena = arena_new();
    struct publish *made = ARENA_NEW(arena, struct publish);
    *made = (struct publish){.fs = fs, .arena = arena};
    enum fs_status status = FS_OUTSIDE;
    if (fs_normalise(arena, output, &made->output)) {
        made->list = publish_full(made, arena, STR(".letopis"));
        status = prepare(made);
    } else {
        fs_refuse(fs, FS_OUTSIDE, output, "the path leads out of the folder");
    }
    if (status == FS_OK)
        *publish = made;
    else
        publish_close(made);
    return status;
}

void publish_close(struct publish *publish)
{
    publish->fs->ops->unlock(publish->fs);
    for (size_t i = 0; i < publish->published.count; i++) {
        struct published *published = publish->published.items[i].pointer;
        names_free(&published->names);
    }
    arena_free(publish->arena);
}

void publish_keep(struct publish *publish, struct str folder)
{
    struct str path;
    if (fs_normalise(publish->arena, folder, &path))
        map_put(&publish->kept, publish->arena, path, NULL);
}

/* Whether `path`, or a folder that it lies in, was given to publish_keep(). */
static bool is_kept(struct publish *publish, struct str path)
{
    while (path.n) {
        if (map_find(&publish->kept, path))
            return true;
        size_t at = name_start(path);
        path = str_slice(path, 0, at ? at - 1 : 0);
    }
    return map_find(&publish->kept, path) != NULL;
}

/* Folders left empty above what was removed; the output folder itself stays. */
static void prune(struct publish *publish, struct arena *scratch, struct str path)
{
    for (struct str up = publish_parent(scratch, path); up.n; up = publish_parent(scratch, up))
        if (fs_op_remove_folder(publish->fs, publish_full(publish, scratch, up).p) != 0)
            return;
}

static enum fs_status retire_single(struct publish *publish, struct arena *scratch,
                                    struct published *published)
{
    struct str full = publish_full(publish, scratch, published->path);
    int number = fs_op_remove_file(publish->fs, full.p);
    if (number == ENOENT || number == ENOTDIR || number == EISDIR)
        number = 0;
    if (number == 0)
        published->gone = true;
    return fs_status_of(publish->fs, number, full);
}

enum fs_status publish_finish(struct publish *publish, bool remove_others)
{
    struct arena *scratch = arena_new();
    enum fs_status first = FS_OK;
    struct fs_failure failure = {0};
    for (size_t i = 0; remove_others && i < publish->published.count; i++) {
        struct published *published = publish->published.items[i].pointer;
        if (published->wanted || is_kept(publish, published->path))
            continue;
        enum fs_status status = published->single ? retire_single(publish, scratch, published)
                                                  : edition_retire(publish, published);
        if (status == FS_OK)
            prune(publish, scratch, published->path);
        else if (first == FS_OK) {
            first = status;
            failure = publish->fs->failure;
        }
    }
    int number = publish_list_write(publish);
    arena_free(scratch);
    if (first != FS_OK)
        publish->fs->failure = failure;
    return first != FS_OK ? first : fs_status_of(publish->fs, number, publish->list);
}

/* --- single files --- */

static int write_beside(struct fs *fs, const char *fresh, struct str bytes)
{
    struct fs_handle handle;
    int number = fs_op_create(fs, fresh, &handle);
    if (number)
        return number;
    number = fs_op_write(fs, &handle, bytes);
    int closing = fs_op_close(fs, &handle);
    return number ? number : closing;
}

static int place_file(struct publish *publish, struct arena *scratch, struct published *published,
                      struct str place, struct str fresh)
{
    struct fs *fs = publish->fs;
    int number = fs_op_sync(fs, fresh.p);
    number = number ? number : publish_list_add(publish, published);
    number = number ? number : fs_op_rename(fs, fresh.p, place.p);
    return number ? number : fs_op_sync(fs, publish_parent(scratch, place).p);
}

static enum fs_status publish_single(struct publish *publish, struct arena *scratch,
                                     struct published *published, struct str bytes,
                                     enum publish_change *change)
{
    struct fs *fs = publish->fs;
    struct str place = publish_full(publish, scratch, published->path);
    struct str fresh = publish_beside(scratch, place, PUBLISH_NEW_PREFIX);
    enum fs_kind kind = FS_NOTHING;
    bool same = false;
    int number = publish_make_folders(publish, scratch, publish_parent(scratch, place));
    number = number ? number : publish_heal(publish, scratch, place);
    number = number ? number : write_beside(fs, fresh.p, bytes);
    number = number ? number : publish_look(fs, place.p, &kind);
    if (number == 0 && kind != FS_NOTHING)
        number = fs_op_same(fs, fresh.p, place.p, &same);
    if (number)
        return fs_status_of(fs, number, place);
    if (kind != FS_NOTHING && !same && !published->listed)
        return fs_refuse(fs, FS_FOREIGN, place, "letopis did not write this file");
    *change = same ? PUBLISH_SAME : kind != FS_NOTHING ? PUBLISH_CHANGED : PUBLISH_NEW;
    number = same ? publish_list_add(publish, published)
                  : place_file(publish, scratch, published, place, fresh);
    return fs_status_of(fs, number, place);
}

enum fs_status publish_file(struct publish *publish, struct str path, struct str bytes,
                            enum publish_change *change)
{
    enum publish_change ignored;
    struct str name;
    if (!fs_normalise(publish->arena, path, &name) || name.n == 0)
        return fs_refuse(publish->fs, FS_OUTSIDE, path, "the path leads out of the folder");
    struct arena *scratch = arena_new();
    struct published *published = publish_record(publish, name, true);
    published->wanted = true;
    enum fs_status status =
        publish_single(publish, scratch, published, bytes, change ? change : &ignored);
    struct fs_failure failure = publish->fs->failure;
    struct str place = publish_full(publish, scratch, name);
    remove_any(publish->fs, publish_beside(scratch, place, PUBLISH_NEW_PREFIX).p);
    publish->fs->failure = failure;
    arena_free(scratch);
    return status;
}
