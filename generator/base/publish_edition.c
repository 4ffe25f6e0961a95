/* SPDX-License-Identifier: MIT */
#include "base/publish_parts.h"

#include "base/buf.h"

#include <errno.h>
#include <string.h>

/* From MANY files on, the file system is synced as a whole: each fsync() makes the disk write its
 * journal and empty its cache. With fewer, the files of other programs would be waited for. */
enum { CHUNK = 64 * 1024, PATHS = 4, MANY = 64 };

struct edition {
    struct publish *publish;
    struct fs *fs;
    struct arena *arena;   /* its own */
    struct arena *scratch; /* of the file at hand */
    struct published *published;
    struct str place, staging;
    enum fs_status status; /* the first failure, kept below */
    struct fs_failure failure;
    struct names *names; /* those of `published`: what is known of each is a mark */
    bool replaces;       /* there is a published folder */
    bool staged;         /* the staging folder exists */
    bool writing;        /* a file is open */
    struct str name;     /* the one begun last, in `names` or `scratch` */
    struct fs_handle handle;
    struct buf pending;
    struct buf paths[PATHS]; /* the full paths asked for last */
    unsigned path;
};

/* --- failures --- */

static bool check(struct edition *e, int number, struct str path)
{
    if (number == 0)
        return e->status == FS_OK;
    enum fs_status status = fs_status_of(e->fs, number, path);
    if (e->status == FS_OK) {
        e->status = status;
        e->failure = e->fs->failure;
    }
    return false;
}

static bool refuse(struct edition *e, enum fs_status status, struct str path, const char *reason)
{
    if (e->status == FS_OK) {
        e->status = fs_refuse(e->fs, status, path, reason);
        e->failure = e->fs->failure;
    }
    return false;
}

/* A full path, which stays until the fourth one after it: a report of many documents has thousands.
 */
static struct str inside(struct edition *e, struct str folder, struct str name)
{
    struct buf *path = &e->paths[e->path++ % PATHS];
    buf_clear(path);
    buf_str(path, folder);
    buf_char(path, '/');
    buf_str(path, name);
    buf_char(path, '\0');
    return (struct str){path->p, path->n - 1};
}

/* --- names and their marks --- */

static unsigned char marks_of(const struct edition *e, struct str name)
{
    uint32_t at = names_find(e->names, name);
    return at == NAMES_END ? 0 : *names_marks(e->names, at);
}

/* The name as it stands among the names, where it stays. */
static struct str mark(struct edition *e, struct str name, unsigned char marks)
{
    uint32_t at = names_put(e->names, name);
    *names_marks(e->names, at) |= marks;
    return names_text(e->names, at);
}

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

/* --- writing --- */

static bool is_printable(struct str name)
{
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < 0x20)
            return false;
    return name.n > 0;
}

struct edition *edition_begin(struct publish *publish, struct str folder)
{
    struct arena *arena = arena_new();
    struct edition *e = ARENA_NEW(arena, struct edition);
    *e = (struct edition){
        .publish = publish, .fs = publish->fs, .arena = arena, .scratch = arena_new()};
    struct str path;
    if (!fs_normalise(arena, folder, &path) || !is_printable(path)) {
        refuse(e, FS_OUTSIDE, folder, "not a folder that can be published");
        return e;
    }
    e->published = publish_record(publish, path, false);
    e->published->wanted = true;
    e->names = &e->published->names;
    e->place = publish_full(publish, arena, path);
    e->staging = publish_beside(arena, e->place, PUBLISH_NEW_PREFIX);
    struct str parent = publish_parent(arena, e->place);
    if (check(e, publish_make_folders(publish, arena, parent), parent) &&
        check(e, publish_heal(publish, arena, e->place), e->place))
        e->staged = check(e, fs_op_make_folder(e->fs, e->staging.p), e->staging);
    return e;
}

static void flush(struct edition *e)
{
    struct str bytes = buf_view(&e->pending);
    if (bytes.n)
        check(e, fs_op_write(e->fs, &e->handle, bytes), inside(e, e->place, e->name));
    buf_clear(&e->pending);
}

static void end_file(struct edition *e)
{
    if (!e->writing)
        return;
    if (e->status == FS_OK)
        flush(e);
    buf_clear(&e->pending);
    check(e, fs_op_close(e->fs, &e->handle), inside(e, e->place, e->name));
    e->writing = false;
}

/* The folders above `name` in the staging folder. */
static bool make_folders(struct edition *e, struct str name)
{
    for (size_t at = 0, end; (end = str_find(name, '/', at)) != STR_NOT_FOUND; at = end + 1) {
        struct str folder = str_slice(name, 0, end);
        unsigned char marks = marks_of(e, folder);
        if (marks & NAME_FOLDER)
            continue;
        if (marks & NAME_MADE)
            return refuse(e, FS_FOREIGN, inside(e, e->place, folder),
                          "a folder and a file of the report bear the same name");
        struct str full = inside(e, e->staging, folder);
        if (!check(e, fs_op_make_folder(e->fs, full.p), full))
            return false;
        mark(e, folder, NAME_FOLDER);
    }
    return true;
}

/* The place of file `name` prepared; it is the one begun last. */
static bool begin_file(struct edition *e, struct str name)
{
    end_file(e);
    if (e->status != FS_OK)
        return false;
    struct str path;
    arena_reset(e->scratch);
    if (!fs_normalise(e->scratch, name, &path) || !is_printable(path))
        return refuse(e, FS_OUTSIDE, name, "not a name that can be published");
    e->name = path;
    return make_folders(e, path);
}

static void create_file(struct edition *e)
{
    struct str full = inside(e, e->staging, e->name);
    e->writing = check(e, fs_op_create(e->fs, full.p, &e->handle), full);
    if (e->writing)
        e->name = mark(e, e->name, NAME_MADE);
}

void edition_start(struct edition *e, struct str name)
{
    if (begin_file(e, name))
        create_file(e);
}

void edition_write(struct edition *e, struct str bytes)
{
    if (e->status != FS_OK || !e->writing)
        return;
    if (e->pending.n + bytes.n > CHUNK)
        flush(e);
    if (bytes.n > CHUNK)
        check(e, fs_op_write(e->fs, &e->handle, bytes), inside(e, e->place, e->name));
    else
        buf_str(&e->pending, bytes);
}

/* Most files of most runs are published already as they are. */
static bool stands(struct edition *e, struct str bytes)
{
    struct str full = inside(e, e->place, e->name);
    bool holds = false;
    return (marks_of(e, e->name) & (NAME_LISTED | NAME_MADE)) == NAME_LISTED &&
           check(e, fs_op_holds(e->fs, full.p, bytes, &holds), full) && holds;
}

void edition_file(struct edition *e, struct str name, struct str bytes)
{
    if (!begin_file(e, name))
        return;
    if (stands(e, bytes)) {
        mark(e, e->name, NAME_MADE | NAME_STANDS);
        return;
    }
    if (e->status == FS_OK)
        create_file(e);
    edition_write(e, bytes);
    end_file(e);
}

/* Something else changed, so that the folder is exchanged: what stands goes along as a link, or as
 * a copy where the file system knows none. */
static bool take_standing(struct edition *e)
{
    struct str name;
    for (uint32_t at = names_first(e->names); (name = next(e, &at, NAME_STANDS, 0)).n;) {
        struct str text = {0};
        struct str from = inside(e, e->place, name), to = inside(e, e->staging, name);
        int number = fs_op_link(e->fs, from.p, to.p);
        if (number == EPERM || number == EMLINK || number == EOPNOTSUPP) {
            arena_reset(e->scratch);
            number = fs_op_read(e->fs, e->scratch, "", from.p, &text);
            e->name = name;
            if (number == 0)
                create_file(e);
            edition_write(e, text);
            end_file(e);
        }
        if (!check(e, number, from))
            return false;
    }
    return true;
}

/* --- the folder that is published now --- */

static bool look_at_place(struct edition *e)
{
    enum fs_kind kind;
    if (!check(e, publish_look(e->fs, e->place.p, &kind), e->place))
        return false;
    if (kind == FS_FILE)
        return refuse(e, FS_FOREIGN, e->place, "a file stands where the folder belongs");
    e->replaces = kind == FS_FOLDER;
    return true;
}

/* Marks the files below `folder` (a name within the published folder, "" for itself). */
static bool gather(struct edition *e, struct str folder)
{
    struct arena *arena = arena_new();
    struct fs_list list = {0};
    struct str full = folder.n ? inside(e, e->place, folder) : e->place;
    bool good = check(e, fs_op_list(e->fs, full.p, arena, &list), full);
    for (size_t i = 0; i < list.count && good; i++) {
        struct str parts[] = {folder, folder.n ? STR("/") : STR(""), list.items[i].name};
        struct str name = arena_join(arena, parts, 3);
        if (list.items[i].kind == FS_FOLDER)
            good = gather(e, name);
        else
            mark(e, name, NAME_FOUND);
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
        struct str ours = inside(e, e->staging, name), theirs = inside(e, e->place, name);
        if (!check(e, fs_op_same(e->fs, ours.p, theirs.p, &same), theirs))
            return false;
        if (!same)
            return refuse(e, FS_FOREIGN, theirs, "letopis did not write this file");
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
        struct str ours = inside(e, e->staging, name), theirs = inside(e, e->place, name);
        if (!check(e, fs_op_same(e->fs, ours.p, theirs.p, &same), theirs) || !same)
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
        struct str from = inside(e, e->place, name), to = inside(e, e->staging, name);
        if (marks_of(e, name) & NAME_FOLDER)
            return refuse(e, FS_FOREIGN, from, "a folder of the report bears this name");
        if (!make_folders(e, name))
            return false;
        int number = fs_op_link(e->fs, from.p, to.p);
        if (number == EPERM || number == EMLINK || number == EOPNOTSUPP)
            return refuse(e, FS_FOREIGN, from,
                          "letopis did not write this file, and cannot keep it");
        if (!check(e, number, from))
            return false;
        ++*count;
    }
    return true;
}

/* --- committing --- */

/* Whether all is synced in one go; if not, and nothing failed, it is to be done file by file. */
static bool sync_at_once(struct edition *e)
{
    if (names_count(e->names, NAME_MADE) < MANY)
        return false;
    int number = fs_op_sync_all(e->fs, e->staging.p);
    return number != EOPNOTSUPP && check(e, number, e->staging);
}

static bool sync_all(struct edition *e)
{
    struct str name;
    if (sync_at_once(e) || e->status != FS_OK)
        return e->status == FS_OK;
    for (uint32_t at = names_first(e->names); (name = next(e, &at, NAME_MADE, 0)).n;) {
        struct str full = inside(e, e->staging, name);
        if (!check(e, fs_op_sync(e->fs, full.p), full))
            return false;
    }
    for (uint32_t at = names_first(e->names); (name = next(e, &at, NAME_FOLDER, 0)).n;) {
        struct str full = inside(e, e->staging, name);
        if (!check(e, fs_op_sync(e->fs, full.p), full))
            return false;
    }
    return check(e, fs_op_sync(e->fs, e->staging.p), e->staging);
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
        !check(e, publish_list_add(publish, e->published), publish->list) ||
        !check(e, publish_swap(publish, e->arena, e->staging, e->place, e->replaces, &old),
               e->place))
        return;
    e->staged = false;
    settle(e);
    /* A failure now: the new edition is in place, though a power cut might undo it. */
    check(e, fs_op_sync(e->fs, parent.p), parent);
    /* What is left of the old one is cleared by the next start at the latest. */
    if (e->replaces)
        fs_remove_tree(e->fs, old.p);
}

static enum fs_status finish(struct edition *e)
{
    end_file(e);
    if (e->staged)
        fs_remove_tree(e->fs, e->staging.p);
    enum fs_status status = e->status;
    if (status != FS_OK)
        e->fs->failure = e->failure;
    if (e->names)
        names_keep(e->names, NAME_LISTED);
    buf_free(&e->pending);
    for (size_t i = 0; i < PATHS; i++)
        buf_free(&e->paths[i]);
    arena_free(e->scratch);
    arena_free(e->arena);
    return status;
}

enum fs_status edition_commit(struct edition *e, enum publish_change *change)
{
    enum publish_change made = PUBLISH_SAME;
    size_t carried;
    end_file(e);
    bool ready = e->status == FS_OK && look_at_place(e) && (!e->replaces || gather(e, STR(""))) &&
                 check_foreign(e);
    if (ready && is_same(e)) {
        if (check(e, publish_list_add(e->publish, e->published), e->publish->list))
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
    if (check(e, fs_op_remove_folder(e->fs, e->staging.p), e->staging) &&
        check(e, fs_op_rename(e->fs, e->place.p, e->staging.p), e->place))
        check(e, fs_op_sync(e->fs, parent.p), parent);
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
