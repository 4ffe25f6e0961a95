/* SPDX-License-Identifier: MIT */
/*
 * Within the file layer: the single operations that disk and memory offer, and the calls through
 * which fs.c and publish*.c use them. Included by these files and their tests alone.
 *
 * Paths are NUL-terminated, relative to the root, already without `.`, `..` and doubled slashes;
 * "" is the root. Every operation gives 0 or an errno; EXDEV and ELOOP say that a symlink leads
 * out or in circles. The calls fs_op_*() count, inject faults, and keep path and reason of what
 * failed. Folders on the way to the last name are followed through symlinks inside the root; the
 * last name itself is followed by read, kind and list alone, and never when something is removed.
 */
#ifndef LETOPIS_BASE_FS_OPS_H
#define LETOPIS_BASE_FS_OPS_H

#include "base/fs.h"
#include "base/map.h"

struct fs_node;
struct fs_input_state;

/* A file being written. */
struct fs_handle {
    int fd;               /* disk */
    struct fs_node *node; /* memory */
};

struct fs_ops {
    /* `path` relative to the folder `within`, which must not be left. The text is in `arena`. */
    int (*read)(struct fs *fs, struct arena *arena, const char *within, const char *path,
                struct str *text);
    int (*kind)(struct fs *fs, const char *path, enum fs_kind *kind);
    /* Everything but `.` and `..`, in any order; a symlink is a file. Names in `arena`. */
    int (*list)(struct fs *fs, const char *path, struct arena *arena, struct fs_list *list);
    /* Whether both are plain files of the same bytes. */
    int (*same)(struct fs *fs, const char *a, const char *b, bool *same);
    /* Whether a plain file stands there that holds these bytes; false, too, when nothing does. */
    int (*holds)(struct fs *fs, const char *path, struct str bytes, bool *holds);
    int (*make_folder)(struct fs *fs, const char *path);
    int (*create)(struct fs *fs, const char *path, struct fs_handle *handle);
    int (*write)(struct fs *fs, struct fs_handle *handle, struct str bytes);
    int (*close)(struct fs *fs, struct fs_handle *handle); /* the handle is gone in any case */
    /* Adds to the end of a file (made if missing), synced. */
    int (*append)(struct fs *fs, const char *path, struct str bytes);
    int (*sync)(struct fs *fs, const char *path);
    /*
     * What sync would do for every file and folder of the file system that `folder` is on, in one
     * go, and with the same certainty; EOPNOTSUPP where it cannot be had.
     */
    int (*sync_all)(struct fs *fs, const char *folder);
    int (*link)(struct fs *fs, const char *from, const char *to);
    int (*rename)(struct fs *fs, const char *from, const char *to);
    /* EINVAL or ENOSYS where the file system cannot. */
    int (*exchange)(struct fs *fs, const char *a, const char *b);
    int (*remove_file)(struct fs *fs, const char *path);
    int (*remove_folder)(struct fs *fs, const char *path);
    int (*lock)(struct fs *fs, const char *folder); /* waits; held until unlock or the end */
    void (*unlock)(struct fs *fs);
    void (*destroy)(struct fs *fs);
};

struct fs {
    const struct fs_ops *ops;
    struct arena *arena;
    struct map cache; /* folder and path -> struct fs_input_state */
    struct {
        struct fs_input_state **items;
        size_t count, capacity;
    } inputs;
    struct fs_failure failure;
    unsigned long operations, fail_first, fail_last;
    int fail_number;
    /* disk */
    int root, locked;
    bool stepwise;    /* resolve without openat2 */
    bool anywhere;    /* symlinks may lead anywhere (fs_open_system) */
    bool no_exchange; /* for tests: as on a file system that cannot exchange */
    bool no_sync_all; /* for tests: as on one that cannot sync in one go */
    /* memory */
    struct fs_node *tree;
};

/* A path as NUL-terminated text in `arena`, checked and worked out; false when it leaves. */
bool fs_normalise(struct arena *arena, struct str path, struct str *out);

/* Keeps `number` for fs_failure() and gives its status; 0 is FS_OK. */
enum fs_status fs_status_of(struct fs *fs, int number, struct str path);

/* Keeps a failure of the file layer's own making. */
enum fs_status fs_refuse(struct fs *fs, enum fs_status status, struct str path, const char *reason);

struct fs *fs_make(struct arena *arena, const struct fs_ops *ops);

int fs_op_read(struct fs *fs, struct arena *arena, const char *within, const char *path,
               struct str *text);
int fs_op_kind(struct fs *fs, const char *path, enum fs_kind *kind);
int fs_op_list(struct fs *fs, const char *path, struct arena *arena, struct fs_list *list);
int fs_op_same(struct fs *fs, const char *a, const char *b, bool *same);
int fs_op_holds(struct fs *fs, const char *path, struct str bytes, bool *holds);
int fs_op_make_folder(struct fs *fs, const char *path);
int fs_op_create(struct fs *fs, const char *path, struct fs_handle *handle);
int fs_op_write(struct fs *fs, struct fs_handle *handle, struct str bytes);
int fs_op_close(struct fs *fs, struct fs_handle *handle);
int fs_op_append(struct fs *fs, const char *path, struct str bytes);
int fs_op_sync(struct fs *fs, const char *path);
int fs_op_sync_all(struct fs *fs, const char *folder);
int fs_op_link(struct fs *fs, const char *from, const char *to);
int fs_op_rename(struct fs *fs, const char *from, const char *to);
int fs_op_exchange(struct fs *fs, const char *a, const char *b);
int fs_op_remove_file(struct fs *fs, const char *path);
int fs_op_remove_folder(struct fs *fs, const char *path);
int fs_op_lock(struct fs *fs, const char *folder);

/* A folder with all that is in it. */
int fs_remove_tree(struct fs *fs, const char *path);

/*
 * fs_resolve.c: opens `path` beneath the folder `root` without openat2, name by name, following
 * symlinks that stay inside. A descriptor, or -1 with errno as openat2 would set it.
 */
int fs_resolve(int root, const char *path, int flags, unsigned mode, bool anywhere);

/*
 * For tests of the memory tree: what a power cut leaves. Every file and folder goes back to its
 * state at its last sync; a file never synced holds nothing sensible.
 */
void fs_lose_power(struct fs *fs);

#endif
