/* SPDX-License-Identifier: MIT */
/*
 * Resolving a path beneath a folder without openat2.
 *
 * The kernel is asked for one name at a time and never to follow a symlink. A symlink is read, and
 * its target put before what is left of the path. The folders passed are kept open on a stack, so
 * `..` in a target goes back to the folder that was really passed, and one that would go back from
 * the root is refused. Swapping a folder for a symlink between two steps gains nothing: the step
 * then fails.
 */
#include "base/fs_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

enum { DEPTH = 128, LINKS = 40 };

struct resolver {
    int folders[DEPTH]; /* [0] is the root, not ours to close */
    int depth;
    int links;
    bool anywhere;
    char rest[PATH_MAX]; /* what is still to be walked */
};

static void back_to(struct resolver *r, int depth)
{
    while (r->depth > depth)
        close(r->folders[r->depth--]);
}

/* Takes the next name off the rest; false at the end. */
static bool next_name(struct resolver *r, char *name, bool *last)
{
    size_t at = strspn(r->rest, "/");
    size_t n = strcspn(r->rest + at, "/");
    memcpy(name, r->rest + at, n);
    name[n] = '\0';
    size_t next = at + n + strspn(r->rest + at + n, "/");
    memmove(r->rest, r->rest + next, strlen(r->rest + next) + 1);
    *last = r->rest[0] == '\0';
    return n > 0;
}

/* Puts a symlink's target before the rest: 0 or an errno. */
static int put_before(struct resolver *r, const char *target, size_t n)
{
    size_t rest = strlen(r->rest);
    if (++r->links > LINKS)
        return ELOOP;
    if (target[0] == '/') {
        if (!r->anywhere)
            return EXDEV;
        back_to(r, 0);
    }
    if (n + 1 + rest + 1 > sizeof r->rest)
        return ENAMETOOLONG;
    memmove(r->rest + n + 1, r->rest, rest + 1);
    memcpy(r->rest, target, n);
    r->rest[n] = '/';
    return 0;
}

/* One name that is neither `.` nor `..` nor a symlink. */
static int step(struct resolver *r, const char *name)
{
    if (r->depth + 1 == DEPTH)
        return ELOOP;
    int fd = openat(r->folders[r->depth], name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno;
    r->folders[++r->depth] = fd;
    return 0;
}

static int step_or_link(struct resolver *r, const char *name, bool last, int flags)
{
    char target[PATH_MAX];
    if (strcmp(name, ".") == 0)
        return 0;
    if (strcmp(name, "..") == 0) {
        if (r->depth == 0 && !r->anywhere)
            return EXDEV;
        back_to(r, r->depth ? r->depth - 1 : 0);
        return 0;
    }
    ssize_t n = readlinkat(r->folders[r->depth], name, target, sizeof target);
    if (n < 0)
        return last ? -1 : step(r, name);
    if (last && (flags & O_NOFOLLOW))
        return ELOOP;
    return put_before(r, target, (size_t)n);
}

int fs_resolve(int root, const char *path, int flags, unsigned mode, bool anywhere)
{
    struct resolver r = {.folders = {root}, .anywhere = anywhere};
    char name[PATH_MAX];
    bool last;
    if (strlen(path) >= sizeof r.rest) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(r.rest, path);
    int number = 0, fd = -1;
    while (number == 0 && next_name(&r, name, &last))
        number = step_or_link(&r, name, last, flags);
    if (number <= 0) { /* at the last name (-1), or at a folder named by `.`, `..` or nothing */
        fd = openat(r.folders[r.depth], number ? name : ".", flags | O_NOFOLLOW | O_CLOEXEC, mode);
        number = fd < 0 ? errno : 0;
    }
    back_to(&r, 0);
    errno = number;
    return fd;
}
