/* SPDX-License-Identifier: MIT */
/*
 * Within the file layer: what fs_disk.c (opening, reading, the table of operations) and
 * fs_disk_write.c (comparing, writing, renaming) share. Descriptors are close-on-exec; -1 with
 * errno says why there is none.
 */
#ifndef LETOPIS_BASE_FS_DISK_H
#define LETOPIS_BASE_FS_DISK_H

#include "base/fs_ops.h"

#include <sys/types.h>

/* Beneath the root. `flags` as for open(2). */
int disk_open(struct fs *fs, const char *path, int flags);

/* The folder that holds the last name of `path`, and that name. */
int disk_open_parent(struct fs *fs, const char *path, const char **name);

/* close(2) after a failure; gives the errno of that failure. */
int disk_close_failed(int fd);

/* read(2) that goes on after a signal. */
ssize_t disk_read_some(int fd, char *to, size_t n);

/* The operations of fs_disk_write.c; see struct fs_ops. */
int disk_same(struct fs *fs, const char *a, const char *b, bool *same);
int disk_holds(struct fs *fs, const char *path, struct str bytes, bool *holds);
int disk_make_folder(struct fs *fs, const char *path);
int disk_create(struct fs *fs, const char *path, struct fs_handle *handle);
int disk_write(struct fs *fs, struct fs_handle *handle, struct str bytes);
int disk_close(struct fs *fs, struct fs_handle *handle);
int disk_append(struct fs *fs, const char *path, struct str bytes);
int disk_sync(struct fs *fs, const char *path);
int disk_sync_all(struct fs *fs, const char *folder);
int disk_link(struct fs *fs, const char *from, const char *to);
int disk_rename(struct fs *fs, const char *from, const char *to);
int disk_exchange(struct fs *fs, const char *a, const char *b);
int disk_remove_file(struct fs *fs, const char *path);
int disk_remove_folder(struct fs *fs, const char *path);

#endif
