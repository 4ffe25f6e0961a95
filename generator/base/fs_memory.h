/* SPDX-License-Identifier: MIT */
/*
 * Within the file layer: the tree of fs_memory.c and how paths are resolved in it, beneath the
 * root. Functions that give an int give 0 or an errno.
 */
#ifndef LETOPIS_BASE_FS_MEMORY_H
#define LETOPIS_BASE_FS_MEMORY_H

#include "base/fs_ops.h"

struct memory_entry {
    struct str name;
    struct fs_node *node;
};

struct memory_entries {
    struct memory_entry *items;
    size_t count, capacity;
};

enum memory_node_kind { NODE_FILE, NODE_FOLDER, NODE_LINK };

struct fs_node {
    enum memory_node_kind kind;
    struct str bytes, synced_bytes;        /* a file's content, a link's target */
    struct memory_entries entries, synced; /* a folder's */
};

/* A node that was never synced; a link is as soon as it is made. */
struct fs_node *memory_node(struct fs *fs, enum memory_node_kind kind, struct str bytes);

/* The entries of one folder; NULL when there is none of that name. */
struct memory_entry *memory_find_in(const struct fs_node *folder, struct str name);
void memory_add_to(struct fs *fs, struct fs_node *folder, struct str name, struct fs_node *node);
void memory_take_from(struct fs_node *folder, struct memory_entry *entry);

/* The node at `path` beneath `root`; with `follow` a link as the last name is followed too. */
int memory_walk(struct fs *fs, struct fs_node *root, struct str path, bool follow,
                struct fs_node **node);
/* The same from the root of all. */
int memory_find(struct fs *fs, const char *path, bool follow, struct fs_node **node);
/* The folder of the last name of `path`, and that name. */
int memory_find_parent(struct fs *fs, const char *path, struct fs_node **folder, struct str *name);
/* The folder and the entry of the last name. */
int memory_find_entry(struct fs *fs, const char *path, struct fs_node **folder,
                      struct memory_entry **entry);

/* What fs_lose_power() goes back to. */
void memory_sync_node(struct fs *fs, struct fs_node *node);

#endif
