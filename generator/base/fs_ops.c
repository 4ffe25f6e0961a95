/* SPDX-License-Identifier: MIT */
#include "base/fs_ops.h"

#include "base/buf.h"

#include <errno.h>
#include <string.h>

struct fs *fs_make(struct arena *arena, const struct fs_ops *ops)
{
    struct fs *fs = ARENA_NEW(arena, struct fs);
    fs->ops = ops;
    fs->arena = arena;
    fs->root = fs->locked = -1;
    return fs;
}

static enum fs_status status_of_number(int number)
{
    switch (number) {
    case 0:
        return FS_OK;
    case ENOENT:
    case ENOTDIR:
        return FS_MISSING;
    case EXDEV:
    case ELOOP:
        return FS_OUTSIDE;
    case EISDIR:
        return FS_NOT_A_FILE;
    case EFBIG:
        return FS_TOO_BIG;
    case EACCES:
    case EPERM:
    case EROFS:
        return FS_DENIED;
    default:
        return FS_FAILED;
    }
}

enum fs_status fs_status_of(struct fs *fs, int number, struct str path)
{
    enum fs_status status = status_of_number(number);
    if (status == FS_OK)
        return status;
    const char *reason = strerrordesc_np(number);
    fs->failure = (struct fs_failure){
        .status = status,
        .number = number,
        .path = arena_str(fs->arena, path),
        .reason = str_from(reason ? reason : "unknown error"),
    };
    return status;
}

enum fs_status fs_refuse(struct fs *fs, enum fs_status status, struct str path, const char *reason)
{
    fs->failure = (struct fs_failure){
        .status = status,
        .path = arena_str(fs->arena, path),
        .reason = str_from(reason),
    };
    return status;
}

const struct fs_failure *fs_failure(const struct fs *fs)
{
    return &fs->failure;
}

void fs_fail_at(struct fs *fs, unsigned long n, int number)
{
    fs->fail_first = fs->fail_last = n ? fs->operations + n : 0;
    fs->fail_number = number;
}

void fs_fail_from(struct fs *fs, unsigned long n, int number)
{
    fs_fail_at(fs, n, number);
    fs->fail_last = n ? (unsigned long)-1 : 0;
}

unsigned long fs_operations(const struct fs *fs)
{
    return fs->operations;
}

/* Counts the operation; gives the errno to inject, or 0. */
static int injected(struct fs *fs)
{
    unsigned long now = ++fs->operations;
    bool fails = now >= fs->fail_first && now <= fs->fail_last;
    return fails ? fs->fail_number : 0;
}

static int kept(struct fs *fs, int number, const char *path)
{
    fs_status_of(fs, number, str_from(path));
    return number;
}

#define OPERATION(fs, path, call)                                                                  \
    do {                                                                                           \
        int number = injected(fs);                                                                 \
        return kept(fs, number ? number : (fs)->ops->call, path);                                  \
    } while (0)

int fs_op_read(struct fs *fs, struct arena *arena, const char *within, const char *path,
               struct str *text)
{
    OPERATION(fs, path, read(fs, arena, within, path, text));
}

int fs_op_kind(struct fs *fs, const char *path, enum fs_kind *kind)
{
    OPERATION(fs, path, kind(fs, path, kind));
}

int fs_op_list(struct fs *fs, const char *path, struct arena *arena, struct fs_list *list)
{
    OPERATION(fs, path, list(fs, path, arena, list));
}

int fs_op_same(struct fs *fs, const char *a, const char *b, bool *same)
{
    OPERATION(fs, b, same(fs, a, b, same));
}

int fs_op_holds(struct fs *fs, const char *path, struct str bytes, bool *holds)
{
    OPERATION(fs, path, holds(fs, path, bytes, holds));
}

int fs_op_make_folder(struct fs *fs, const char *path)
{
    OPERATION(fs, path, make_folder(fs, path));
}

int fs_op_create(struct fs *fs, const char *path, struct fs_handle *handle)
{
    OPERATION(fs, path, create(fs, path, handle));
}

/* The caller knows the path of a handle: it tells it with fs_status_of(). */
int fs_op_write(struct fs *fs, struct fs_handle *handle, struct str bytes)
{
    OPERATION(fs, "", write(fs, handle, bytes));
}

int fs_op_close(struct fs *fs, struct fs_handle *handle)
{
    /* An injected failure still closes: close(2) gives the descriptor back even when it fails. */
    int number = injected(fs);
    int real = fs->ops->close(fs, handle);
    return kept(fs, number ? number : real, "");
}

int fs_op_append(struct fs *fs, const char *path, struct str bytes)
{
    OPERATION(fs, path, append(fs, path, bytes));
}

int fs_op_sync(struct fs *fs, const char *path)
{
    OPERATION(fs, path, sync(fs, path));
}

int fs_op_sync_all(struct fs *fs, const char *folder)
{
    if (fs->no_sync_all)
        return EOPNOTSUPP;
    OPERATION(fs, folder, sync_all(fs, folder));
}

int fs_op_link(struct fs *fs, const char *from, const char *to)
{
    OPERATION(fs, from, link(fs, from, to));
}

int fs_op_rename(struct fs *fs, const char *from, const char *to)
{
    OPERATION(fs, to, rename(fs, from, to));
}

int fs_op_exchange(struct fs *fs, const char *a, const char *b)
{
    if (fs->no_exchange)
        return EINVAL;
    OPERATION(fs, b, exchange(fs, a, b));
}

int fs_op_remove_file(struct fs *fs, const char *path)
{
    OPERATION(fs, path, remove_file(fs, path));
}

int fs_op_remove_folder(struct fs *fs, const char *path)
{
    OPERATION(fs, path, remove_folder(fs, path));
}

int fs_op_lock(struct fs *fs, const char *folder)
{
    OPERATION(fs, folder, lock(fs, folder));
}

int fs_remove_tree(struct fs *fs, const char *path)
{
    struct arena *arena = arena_new();
    struct fs_list list = {0};
    struct buf inner = {0};
    int failed = fs_op_list(fs, path, arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        buf_clear(&inner);
        buf_text(&inner, path);
        buf_char(&inner, '/');
        buf_put(&inner, list.items[i].name.p, list.items[i].name.n + 1);
        int number = list.items[i].kind == FS_FOLDER ? fs_remove_tree(fs, inner.p)
                                                     : fs_op_remove_file(fs, inner.p);
        failed = failed ? failed : number;
    }
    buf_free(&inner);
    arena_free(arena);
    return failed ? failed : fs_op_remove_folder(fs, path);
}
