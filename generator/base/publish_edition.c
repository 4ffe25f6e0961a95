/* SPDX-License-Identifier: MIT */
#include "base/publish_edition.h"

enum { CHUNK = 64 * 1024 };

/* --- failures --- */

bool edition_check(struct edition *e, int number, struct str path)
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

bool edition_refuse(struct edition *e, enum fs_status status, struct str path, const char *reason)
{
    if (e->status == FS_OK) {
        e->status = fs_refuse(e->fs, status, path, reason);
        e->failure = e->fs->failure;
    }
    return false;
}

struct str edition_path(struct edition *e, struct str folder, struct str name)
{
    struct buf *path = &e->paths[e->path++ % EDITION_PATHS];
    buf_clear(path);
    buf_str(path, folder);
    buf_char(path, '/');
    buf_str(path, name);
    buf_char(path, '\0');
    return (struct str){path->p, path->n - 1};
}

/* --- names and their marks --- */

unsigned char edition_marks(const struct edition *e, struct str name)
{
    uint32_t at = names_find(e->names, name);
    return at == NAMES_END ? 0 : *names_marks(e->names, at);
}

struct str edition_mark(struct edition *e, struct str name, unsigned char marks)
{
    uint32_t at = names_put(e->names, name);
    *names_marks(e->names, at) |= marks;
    return names_text(e->names, at);
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
        edition_refuse(e, FS_OUTSIDE, folder, "not a folder that can be published");
        return e;
    }
    e->published = publish_record(publish, path, false);
    e->published->wanted = true;
    e->names = &e->published->names;
    e->place = publish_full(publish, arena, path);
    e->staging = publish_beside(arena, e->place, PUBLISH_NEW_PREFIX);
    struct str parent = publish_parent(arena, e->place);
    if (edition_check(e, publish_make_folders(publish, arena, parent), parent) &&
        edition_check(e, publish_heal(publish, arena, e->place), e->place))
        e->staged = edition_check(e, fs_op_make_folder(e->fs, e->staging.p), e->staging);
    return e;
}

static void flush(struct edition *e)
{
    struct str bytes = buf_view(&e->pending);
    if (bytes.n)
        edition_check(e, fs_op_write(e->fs, &e->handle, bytes), edition_path(e, e->place, e->name));
    buf_clear(&e->pending);
}

void edition_end_file(struct edition *e)
{
    if (!e->writing)
        return;
    if (e->status == FS_OK)
        flush(e);
    buf_clear(&e->pending);
    edition_check(e, fs_op_close(e->fs, &e->handle), edition_path(e, e->place, e->name));
    e->writing = false;
}

bool edition_make_folders(struct edition *e, struct str name)
{
    for (size_t at = 0, end; (end = str_find(name, '/', at)) != STR_NOT_FOUND; at = end + 1) {
        struct str folder = str_slice(name, 0, end);
        unsigned char marks = edition_marks(e, folder);
        if (marks & NAME_FOLDER)
            continue;
        if (marks & NAME_MADE)
            return edition_refuse(e, FS_FOREIGN, edition_path(e, e->place, folder),
                                  "a folder and a file of the report bear the same name");
        struct str full = edition_path(e, e->staging, folder);
        if (!edition_check(e, fs_op_make_folder(e->fs, full.p), full))
            return false;
        edition_mark(e, folder, NAME_FOLDER);
    }
    return true;
}

/* The place of file `name` prepared; it is the one begun last. */
static bool begin_file(struct edition *e, struct str name)
{
    edition_end_file(e);
    if (e->status != FS_OK)
        return false;
    struct str path;
    arena_reset(e->scratch);
    if (!fs_normalise(e->scratch, name, &path) || !is_printable(path))
        return edition_refuse(e, FS_OUTSIDE, name, "not a name that can be published");
    e->name = path;
    return edition_make_folders(e, path);
}

void edition_create_file(struct edition *e)
{
    struct str full = edition_path(e, e->staging, e->name);
    e->writing = edition_check(e, fs_op_create(e->fs, full.p, &e->handle), full);
    if (e->writing)
        e->name = edition_mark(e, e->name, NAME_MADE);
}

void edition_start(struct edition *e, struct str name)
{
    if (begin_file(e, name))
        edition_create_file(e);
}

void edition_write(struct edition *e, struct str bytes)
{
    if (e->status != FS_OK || !e->writing)
        return;
    if (e->pending.n + bytes.n > CHUNK)
        flush(e);
    if (bytes.n > CHUNK)
        edition_check(e, fs_op_write(e->fs, &e->handle, bytes), edition_path(e, e->place, e->name));
    else
        buf_str(&e->pending, bytes);
}

/* Most files of most runs are published already as they are. */
static bool stands(struct edition *e, struct str bytes)
{
    struct str full = edition_path(e, e->place, e->name);
    bool holds = false;
    return (edition_marks(e, e->name) & (NAME_LISTED | NAME_MADE)) == NAME_LISTED &&
           edition_check(e, fs_op_holds(e->fs, full.p, bytes, &holds), full) && holds;
}

void edition_file(struct edition *e, struct str name, struct str bytes)
{
    if (!begin_file(e, name))
        return;
    if (stands(e, bytes)) {
        edition_mark(e, e->name, NAME_MADE | NAME_STANDS);
        return;
    }
    if (e->status == FS_OK)
        edition_create_file(e);
    edition_write(e, bytes);
    edition_end_file(e);
}
