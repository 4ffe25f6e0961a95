/* SPDX-License-Identifier: MIT */
#include "base/fs_disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { RETRIES = 64 };

/* --- opening --- */

static int open_in(struct fs *fs, int folder, const char *path, int flags, mode_t mode)
{
    if (fs->stepwise)
        return fs_resolve(folder, path, flags, mode, fs->anywhere);
    struct open_how how = {
        .flags = (unsigned)(flags | O_CLOEXEC),
        .mode = mode,
        .resolve = RESOLVE_NO_MAGICLINKS | (fs->anywhere ? RESOLVE_IN_ROOT : RESOLVE_BENEATH),
    };
    long fd = -1;
    /* EAGAIN: something was renamed while `..` in a symlink was being followed. */
    for (int i = 0; i < RETRIES; i++) {
        fd = syscall(SYS_openat2, folder, path[0] ? path : ".", &how, sizeof how);
        if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
            break;
    }
    return (int)fd;
}

int disk_open(struct fs *fs, const char *path, int flags)
{
    /* openat2 takes a mode only for what it may create. */
    return open_in(fs, fs->root, path, flags, flags & O_CREAT ? 0666 : 0);
}

/* The folder that holds the last name of `path`, and that name. */
int disk_open_parent(struct fs *fs, const char *path, const char **name)
{
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    char parent[4096];
    size_t n = slash ? (size_t)(slash - path) : 0;
    if (n >= sizeof parent) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(parent, path, n);
    parent[n] = '\0';
    return disk_open(fs, parent, O_PATH | O_DIRECTORY);
}

/* close(2) after a failure, leaving errno as the failure set it. */
int disk_close_failed(int fd)
{
    int number = errno;
    close(fd);
    return number;
}

/* --- reading --- */

ssize_t disk_read_some(int fd, char *to, size_t n)
{
    ssize_t got;
    do
        got = read(fd, to, n);
    while (got < 0 && errno == EINTR);
    return got;
}

/*
 * Reads to the end. The room is one byte more than the size that was announced: that byte shows
 * the end without a further round, and becomes the NUL.
 */
static int read_all(int fd, size_t announced, struct arena *arena, struct str *text)
{
    size_t room = announced + 1, n = 0;
    char *to = arena_alloc(arena, room, 1);
    for (;;) {
        ssize_t got = disk_read_some(fd, to + n, room - n);
        if (got < 0)
            return errno;
        if (got == 0)
            break;
        n += (size_t)got;
        if (n > FS_LIMIT)
            return EFBIG;
        if (n == room)
            to = arena_grow(arena, to, n, &room, 1);
    }
    to[n] = '\0';
    *text = (struct str){to, n};
    return 0;
}

/*
 * Files of the system are large, and little of a font is looked at: they are mapped, for as long as
 * the process lives. The rest of the last page is zero, which is the NUL behind the text; a file
 * that ends with a page has none. False: it has to be read.
 */
static bool map_open(int fd, size_t size, struct str *text)
{
    enum { PAGE = 4096, LARGE = 64 * 1024 };
    if (size < LARGE || size % PAGE == 0)
        return false;
    void *memory = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (memory == MAP_FAILED)
        return false;
    *text = (struct str){memory, size};
    return true;
}

static int read_open(struct fs *fs, int fd, struct arena *arena, struct str *text)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return errno;
    if (!S_ISREG(st.st_mode))
        return EISDIR;
    if ((uintmax_t)st.st_size > FS_LIMIT)
        return EFBIG;
    if (fs->anywhere && map_open(fd, (size_t)st.st_size, text))
        return 0;
    return read_all(fd, (size_t)st.st_size, arena, text);
}

static int disk_read(struct fs *fs, struct arena *arena, const char *within, const char *path,
                     struct str *text)
{
    int folder = fs->root;
    if (within[0]) {
        folder = disk_open(fs, within, O_PATH | O_DIRECTORY);
        if (folder < 0)
            return errno;
    }
    /* O_NONBLOCK: a named pipe must not make us wait for a writer. */
    int fd = open_in(fs, folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
    int number = errno;
    if (folder != fs->root)
        close(folder);
    if (fd < 0)
        return number == ENXIO ? EISDIR : number; /* ENXIO: a socket */
    number = read_open(fs, fd, arena, text);
    close(fd);
    return number;
}

static int disk_kind(struct fs *fs, const char *path, enum fs_kind *kind)
{
    struct stat st;
    int fd = disk_open(fs, path, O_PATH);
    if (fd >= 0) {
        int number = fstat(fd, &st) < 0 ? errno : 0;
        close(fd);
        *kind = S_ISDIR(st.st_mode) ? FS_FOLDER : FS_FILE;
        return number;
    }
    /* A symlink that leads nowhere or out is there all the same. */
    const char *name;
    int number = errno, parent = disk_open_parent(fs, path, &name);
    if (parent < 0)
        return number;
    bool there = fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode);
    close(parent);
    *kind = there ? FS_FILE : FS_NOTHING;
    return there ? 0 : number;
}

/* What the entry itself is: a symlink counts as a file here, whatever it leads to. */
static struct fs_entry entry_of(struct arena *arena, int folder, const struct dirent *entry)
{
    unsigned char type = entry->d_type;
    struct stat st;
    if (type == DT_UNKNOWN && fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        type = (unsigned char)IFTODT(st.st_mode);
    return (struct fs_entry){
        .name = arena_str(arena, str_from(entry->d_name)),
        .kind = type == DT_DIR ? FS_FOLDER : FS_FILE,
        .link = type == DT_LNK,
    };
}

static int list_open(DIR *folder, struct arena *arena, struct fs_list *list)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL)
            return errno;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        ARENA_PUSH(arena, list, entry_of(arena, dirfd(folder), entry));
    }
}

static int disk_list(struct fs *fs, const char *path, struct arena *arena, struct fs_list *list)
{
    int fd = disk_open(fs, path, O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return errno;
    DIR *folder = fdopendir(fd);
    if (folder == NULL)
        return disk_close_failed(fd);
    int number = list_open(folder, arena, list);
    closedir(folder);
    return number;
}

/* --- one process at a time --- */

static int disk_lock(struct fs *fs, const char *folder)
{
    int fd = disk_open(fs, folder, O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return errno;
    int result;
    do
        result = flock(fd, LOCK_EX);
    while (result < 0 && errno == EINTR);
    /* Some network file systems have no locks on folders: then there is none. */
    if (result < 0 && errno != EOPNOTSUPP && errno != ENOLCK && errno != EBADF)
        return disk_close_failed(fd);
    fs->locked = fd;
    return 0;
}

static void disk_unlock(struct fs *fs)
{
    if (fs->locked >= 0) {
        flock(fs->locked, LOCK_UN); /* a forked process may hold the descriptor too */
        close(fs->locked);
    }
    fs->locked = -1;
}

static void disk_destroy(struct fs *fs)
{
    disk_unlock(fs);
    close(fs->root);
    fs->root = -1;
}

static const struct fs_ops disk_ops = {
    .read = disk_read,
    .kind = disk_kind,
    .list = disk_list,
    .same = disk_same,
    .holds = disk_holds,
    .make_folder = disk_make_folder,
    .create = disk_create,
    .write = disk_write,
    .close = disk_close,
    .append = disk_append,
    .sync = disk_sync,
    .sync_all = disk_sync_all,
    .link = disk_link,
    .rename = disk_rename,
    .exchange = disk_exchange,
    .remove_file = disk_remove_file,
    .remove_folder = disk_remove_folder,
    .lock = disk_lock,
    .unlock = disk_unlock,
    .destroy = disk_destroy,
};

static struct fs *open_root(struct arena *arena, const char *root, bool anywhere,
                            enum fs_status *status)
{
    struct fs *fs = fs_make(arena, &disk_ops);
    fs->anywhere = anywhere;
    fs->root = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    *status = fs_status_of(fs, fs->root < 0 ? errno : 0, str_from(root));
    if (fs->root < 0)
        return NULL;
    int fd = disk_open(fs, "", O_PATH | O_DIRECTORY);
    if (fd >= 0)
        close(fd);
    else
        fs->stepwise = errno == ENOSYS || errno == EPERM; /* an old kernel, or a sandbox's filter */
    return fs;
}

struct fs *fs_open_disk(struct arena *arena, const char *root, enum fs_status *status)
{
    return open_root(arena, root, false, status);
}

struct fs *fs_open_system(struct arena *arena, enum fs_status *status)
{
    return open_root(arena, "/", true, status);
}
