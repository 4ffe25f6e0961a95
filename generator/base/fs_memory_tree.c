/* SPDX-License-Identifier: MIT */
#include "base/fs_memory.h"

#include <errno.h>
#include <string.h>

enum { DEPTH = 128, LINKS = 40 };

struct fs_node *memory_node(struct fs *fs, enum memory_node_kind kind, struct str bytes)
{
    struct fs_node *node = ARENA_NEW(fs->arena, struct fs_node);
    *node = (struct fs_node){.kind = kind, .bytes = bytes};
    node->synced_bytes = kind == NODE_LINK ? bytes : STR("\xff never synced");
    return node;
}

struct memory_entry *memory_find_in(const struct fs_node *folder, struct str name)
{
    for (size_t i = 0; i < folder->entries.count; i++)
        if (str_equal(folder->entries.items[i].name, name))
            return &folder->entries.items[i];
    return NULL;
}

void memory_add_to(struct fs *fs, struct fs_node *folder, struct str name, struct fs_node *node)
{
    struct memory_entry entry = {arena_str(fs->arena, name), node};
    ARENA_PUSH(fs->arena, &folder->entries, entry);
}

void memory_take_from(struct fs_node *folder, struct memory_entry *entry)
{
    *entry = folder->entries.items[--folder->entries.count];
}

/* --- resolving --- */

struct walker {
    struct fs *fs;
    struct fs_node *stack[DEPTH];
    int depth, links;
    struct str rest;
};

static int enter(struct walker *w, struct fs_node *node, bool last, bool follow)
{
    if (node->kind == NODE_LINK && (!last || follow)) {
        if (++w->links > LINKS)
            return ELOOP;
        if (str_starts(node->bytes, STR("/")))
            return EXDEV;
        struct str parts[] = {node->bytes, STR("/"), w->rest};
        w->rest = arena_join(w->fs->arena, parts, last ? 1 : 3);
        return 0;
    }
    if (!last && node->kind != NODE_FOLDER)
        return ENOTDIR;
    if (w->depth + 1 == DEPTH)
        return ELOOP;
    w->stack[++w->depth] = node;
    return 0;
}

static int walk_name(struct walker *w, struct str name, bool last, bool follow)
{
    if (name.n == 0 || str_is(name, "."))
        return 0;
    if (str_is(name, ".."))
        return --w->depth < 0 ? EXDEV : 0;
    struct fs_node *folder = w->stack[w->depth];
    struct memory_entry *entry = folder->kind == NODE_FOLDER ? memory_find_in(folder, name) : NULL;
    return entry ? enter(w, entry->node, last, follow) : ENOENT;
}

int memory_walk(struct fs *fs, struct fs_node *root, struct str path, bool follow,
                struct fs_node **node)
{
    struct walker w = {.fs = fs, .stack = {root}, .rest = path};
    while (w.rest.n) {
        size_t end = str_find(w.rest, '/', 0);
        bool last = end == STR_NOT_FOUND;
        struct str name = str_slice(w.rest, 0, last ? w.rest.n : end);
        w.rest = last ? STR("") : str_slice(w.rest, end + 1, w.rest.n);
        int number = walk_name(&w, name, last, follow);
        if (number)
            return number;
    }
    *node = w.stack[w.depth];
    return 0;
}

int memory_find(struct fs *fs, const char *path, bool follow, struct fs_node **node)
{
    return memory_walk(fs, fs->tree, str_from(path), follow, node);
}

int memory_find_parent(struct fs *fs, const char *path, struct fs_node **folder, struct str *name)
{
    const char *slash = strrchr(path, '/');
    *name = str_from(slash ? slash + 1 : path);
    struct str parent = {path, slash ? (size_t)(slash - path) : 0};
    int number = memory_walk(fs, fs->tree, parent, true, folder);
    if (number)
        return number;
    return (*folder)->kind == NODE_FOLDER ? 0 : ENOTDIR;
}

int memory_find_entry(struct fs *fs, const char *path, struct fs_node **folder,
                      struct memory_entry **entry)
{
    struct str name;
    int number = memory_find_parent(fs, path, folder, &name);
    if (number)
        return number;
    *entry = memory_find_in(*folder, name);
    return *entry ? 0 : ENOENT;
}

void memory_sync_node(struct fs *fs, struct fs_node *node)
{
    node->synced_bytes = node->bytes;
    node->synced = (struct memory_entries){0};
    for (size_t i = 0; i < node->entries.count; i++)
        ARENA_PUSH(fs->arena, &node->synced, node->entries.items[i]);
}
