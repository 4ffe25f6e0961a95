/* SPDX-License-Identifier: MIT */
#include "base/fs_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

/* --- comparing --- */

static int read_full(int fd, char *to, size_t n, size_t *got)
{
    for (*got = 0; *got < n;) {
        ssize_t more = disk_read_some(fd, to + *got, n - *got);
        if (more < 0)
            return errno;
        if (more == 0)
            break;
        *got += (size_t)more;
    }
    return 0;
}

static int same_bytes(int a, int b, bool *same)
{
    char left[CHUNK], right[CHUNK];
    size_t left_n, right_n;
    do {
        int number = read_full(a, left, sizeof left, &left_n);
        if (number == 0)
            number = read_full(b, right, sizeof right, &right_n);
        if (number)
            return number;
        *same = left_n == right_n && memcmp(left, right, left_n) == 0;
    } while (*same && left_n > 0);
    return 0;
}

static int same_open(int a, int b, bool *same)
{
    struct stat left, right;
    if (fstat(a, &left) < 0 || fstat(b, &right) < 0)
        return errno;
    if (!S_ISREG(left.st_mode) || !S_ISREG(right.st_mode) || left.st_size != right.st_size)
        return 0;
    return same_bytes(a, b, same);
}

int disk_same(struct fs *fs, const char *a, const char *b, bool *same)
{
    *same = false;
    int left = disk_open(fs, a, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (left < 0)
        return errno;
    int right = disk_open(fs, b, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (right < 0) {
        int number = disk_close_failed(left);
        /* A symlink or a socket bears the name: something else than our file, no failure. */
        return number == ELOOP || number == ENXIO ? 0 : number;
    }
    int number = same_open(left, right, same);
    close(left);
    close(right);
    return number;
}

static int open_holds(int fd, struct str bytes, bool *holds)
{
    struct stat st;
    char part[CHUNK];
    size_t n = 0;
    if (fstat(fd, &st) < 0)
        return errno;
    *holds = S_ISREG(st.st_mode) && (size_t)st.st_size == bytes.n;
    for (size_t at = 0; *holds && at < bytes.n; at += n) {
        int number = read_full(fd, part, sizeof part, &n);
        if (number)
            return number;
        *holds = n > 0 && n <= bytes.n - at && memcmp(part, bytes.p + at, n) == 0;
    }
    return 0;
}

int disk_holds(struct fs *fs, const char *path, struct str bytes, bool *holds)
{
    *holds = false;
    int fd = disk_open(fs, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return 0; /* whatever stands there, it is not our file */
    int number = open_holds(fd, bytes, holds);
    close(fd);
    return number;
}

/* --- writing --- */

static int close_number(int fd)
{
    /* Linux has given the descriptor back even when it says EINTR. */
    return close(fd) < 0 && errno != EINTR ? errno : 0;
}

static int write_all(int fd, struct str bytes)
{
    for (size_t at = 0; at < bytes.n;) {
        ssize_t written = write(fd, bytes.p + at, bytes.n - at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        if (written == 0)
            return EIO;
        at += (size_t)written;
    }
    return 0;
}

static int sync_open(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (result < 0 && errno == EINTR);
    /* EINVAL: a file system that keeps nothing back, or has no syncing of folders. */
    return result < 0 && errno != EINVAL ? errno : 0;
}

int disk_make_folder(struct fs *fs, const char *path)
{
    const char *name;
    int parent = disk_open_parent(fs, path, &name);
    if (parent < 0)
        return errno;
    int number = mkdirat(parent, name, 0777) < 0 ? errno : 0;
    close(parent);
    return number;
}

int disk_create(struct fs *fs, const char *path, struct fs_handle *handle)
{
    handle->fd = disk_open(fs, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    return handle->fd < 0 ? errno : 0;
}

int disk_write(struct fs *fs, struct fs_handle *handle, struct str bytes)
{
    (void)fs;
    return write_all(handle->fd, bytes);
}

int disk_close(struct fs *fs, struct fs_handle *handle)
{
    (void)fs;
    return close_number(handle->fd);
}

int disk_append(struct fs *fs, const char *path, struct str bytes)
{
    int fd = disk_open(fs, path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW);
    if (fd < 0)
        return errno;
    int number = write_all(fd, bytes);
    if (number == 0)
        number = sync_open(fd);
    int closing = close_number(fd);
    return number ? number : closing;
}

int disk_sync(struct fs *fs, const char *path)
{
    int fd = disk_open(fs, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return errno;
    int number = sync_open(fd);
    close(fd);
    return number;
}

/*
 * Whether syncfs() promises what fsync() of each file does. Before 5.8 it did not tell of blocks
 * that could not be written; and a file system that is not one of these may be a network's, or one
 * laid over others, where it need not reach the disk.
 */
static bool is_sure_in_one_go(int fd)
{
    static const unsigned long sure[] = {0xef53 /* ext2 to ext4 */, 0x58465342 /* XFS */,
                                         0x9123683e /* Btrfs */, 0x01021994 /* tmpfs */};
    struct utsname system;
    struct statfs st;
    int major = 0, minor = 0;
    if (uname(&system) < 0 || sscanf(system.release, "%d.%d", &major, &minor) != 2 ||
        fstatfs(fd, &st) < 0)
        return false;
    bool known = false;
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
        known |= (unsigned long)st.f_type == sure[i];
    return known && (major > 5 || (major == 5 && minor >= 8));
}

int disk_sync_all(struct fs *fs, const char *folder)
{
    int fd = disk_open(fs, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (fd < 0)
        return errno;
    int number = EOPNOTSUPP;
    if (is_sure_in_one_go(fd))
        number = syncfs(fd) < 0 ? errno : 0;
    close(fd);
    return number;
}

static int two_parents(struct fs *fs, const char *from, const char *to, int folders[2],
                       const char *names[2])
{
    folders[0] = disk_open_parent(fs, from, &names[0]);
    if (folders[0] < 0)
        return errno;
    folders[1] = disk_open_parent(fs, to, &names[1]);
    return folders[1] < 0 ? disk_close_failed(folders[0]) : 0;
}

int disk_link(struct fs *fs, const char *from, const char *to)
{
    int folders[2] = {-1, -1};
    const char *names[2] = {NULL, NULL};
    int number = two_parents(fs, from, to, folders, names);
    if (number)
        return number;
    /* Without AT_SYMLINK_FOLLOW a symlink is carried over as the symlink it is. */
    number = linkat(folders[0], names[0], folders[1], names[1], 0) < 0 ? errno : 0;
    close(folders[0]);
    close(folders[1]);
    return number;
}

static int rename_with(struct fs *fs, const char *from, const char *to, unsigned flags)
{
    int folders[2] = {-1, -1};
    const char *names[2] = {NULL, NULL};
    int number = two_parents(fs, from, to, folders, names);
    if (number)
        return number;
    number = renameat2(folders[0], names[0], folders[1], names[1], flags) < 0 ? errno : 0;
    close(folders[0]);
    close(folders[1]);
    return number;
}

int disk_rename(struct fs *fs, const char *from, const char *to)
{
    return rename_with(fs, from, to, 0);
}

int disk_exchange(struct fs *fs, const char *a, const char *b)
{
    return rename_with(fs, a, b, RENAME_EXCHANGE);
}

static int disk_remove(struct fs *fs, const char *path, int flags)
{
    const char *name;
    int parent = disk_open_parent(fs, path, &name);
    if (parent < 0)
        return errno;
    int number = unlinkat(parent, name, flags) < 0 ? errno : 0;
    close(parent);
    return number;
}

int disk_remove_file(struct fs *fs, const char *path)
{
    return disk_remove(fs, path, 0);
}

int disk_remove_folder(struct fs *fs, const char *path)
{
    return disk_remove(fs, path, AT_REMOVEDIR);
}
