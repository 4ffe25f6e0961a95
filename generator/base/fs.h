/* SPDX-License-Identifier: MIT */
/*
 * Files. This module and publish.h are the only ones that touch the file system.
 *
 * A `struct fs` is a root folder: the project, the place of installed layouts, or a tree in memory
 * for tests. Paths are relative to it, UTF-8, with `/` between names. A path cannot leave the root:
 * not by `..` (worked out on the text first), not by an absolute path, and not by a symlink, which
 * is followed only as long as it stays inside (openat2 with RESOLVE_BENEATH; where the kernel has
 * none, name by name without following, see fs_resolve.c).
 *
 * Inputs are read once: what was read stays in the arena given at the start, and a second read of
 * the same path gives the same bytes even if the file has changed meanwhile, so one build sees one
 * state of each file. A struct fs is for one thread.
 *
 * Nothing here reports to people or ends the process (but for lack of memory, see mem.h). Every
 * function gives a status; fs_failure() says more about the last one that was not FS_OK.
 */
#ifndef LETOPIS_BASE_FS_H
#define LETOPIS_BASE_FS_H

#include "base/arena.h"
#include "base/str.h"

struct fs;

enum fs_status {
    FS_OK,
    FS_MISSING,    /* nothing of that name */
    FS_OUTSIDE,    /* the path leads out of the root */
    FS_NOT_A_FILE, /* a folder where a file was wanted, a device, a pipe */
    FS_TOO_BIG,    /* larger than FS_LIMIT */
    FS_DENIED,     /* no permission */
    FS_FOREIGN,    /* publishing: a file that letopis did not write stands in the way */
    FS_FAILED      /* anything else, see fs_failure() */
};

/* The largest input, in bytes. */
#define FS_LIMIT ((size_t)256 << 20)

struct fs_failure {
    enum fs_status status;
    int number;        /* errno, or 0 */
    struct str path;   /* that could not be used, relative to the root */
    struct str reason; /* in English, such as "No space left on device" */
};

/*
 * The folder `root` on disk, "." for the current one. NULL when it cannot be opened; then
 * `*status` says why. What is read lives in `arena`; fs_close() gives back descriptors only.
 */
struct fs *fs_open_disk(struct arena *arena, const char *root, enum fs_status *status);

/*
 * The files of the system: fonts, hyphenation, colour profiles. Here alone absolute paths are
 * taken; symlinks may lead anywhere.
 */
struct fs *fs_open_system(struct arena *arena, enum fs_status *status);

/* An empty tree in memory, filled by fs_add() and by publishing. */
struct fs *fs_open_memory(struct arena *arena);

void fs_close(struct fs *fs);

/* Memory only: puts a file there, with the folders on the way to it. */
void fs_add(struct fs *fs, struct str path, struct str bytes);
/* Memory only: a symlink; `target` as symlink(2) would take it. */
void fs_add_link(struct fs *fs, struct str path, struct str target);

/* The whole file. `text->p` is NUL-terminated beyond its `n` bytes and lives in the arena; a large
 * file of the system is mapped instead, until the process ends. */
enum fs_status fs_read(struct fs *fs, struct str path, struct str *text);

/*
 * The same for a file that must lie within the folder `within`, symlinks included: an image must
 * not come from another institution. `path` is still relative to the root.
 */
enum fs_status fs_read_within(struct fs *fs, struct str within, struct str path, struct str *text);

enum fs_kind { FS_NOTHING, FS_FILE, FS_FOLDER };

/*
 * What stands there. Everything that is not a folder counts as a file, a broken or outbound
 * symlink too, so that reading it says what is wrong with it.
 */
enum fs_kind fs_kind(struct fs *fs, struct str path);

struct fs_entry {
    struct str name; /* without the folder; NUL-terminated */
    enum fs_kind kind;
    bool link; /* a symlink; `kind` is that of what it leads to */
};

struct fs_list {
    struct fs_entry *items;
    size_t count, capacity;
};

/*
 * What is in the folder, in natural order of names; without dot files and editors' backups
 * (`x~`, `#x#`). FS_MISSING when there is no such folder. `""` is the root.
 */
enum fs_status fs_list(struct fs *fs, struct str folder, struct fs_list *list);

/* Natural order: runs of digits by their value (9 before 10), all else by code point: <0, 0, >0. */
int fs_compare_names(struct str a, struct str b);

/*
 * `path` as seen from `folder`, with `.` and `..` worked out: ("content/a/reports", "../x.png")
 * gives "content/a/x.png". False when it is absolute or leaves the root. An empty `folder` is the
 * root. The result is NUL-terminated.
 */
bool fs_join(struct arena *arena, struct str folder, struct str path, struct str *joined);

struct fs_input {
    struct str path;
    enum fs_status status; /* an input that was looked for and is missing matters too */
};

/* Every path that was read, once each, in the order in which they were read first. */
const struct fs_input *fs_inputs(struct fs *fs, size_t *count);

/* About the last call on `fs`, or on a publisher over it, that did not give FS_OK. */
const struct fs_failure *fs_failure(const struct fs *fs);

/*
 * For fault tests. Every operation that can fail is counted. fs_fail_at() lets the n-th from now
 * (1 is the next) fail with `number`; fs_fail_from() lets that and all later ones fail, which
 * leaves the files as a kill at that point would. 0 switches both off.
 */
void fs_fail_at(struct fs *fs, unsigned long n, int number);
void fs_fail_from(struct fs *fs, unsigned long n, int number);
unsigned long fs_operations(const struct fs *fs);

#endif
