/* SPDX-License-Identifier: MIT */
/*
 * A tree of files in memory, for tests. It keeps what a disk keeps: links to one file share its
 * bytes, symlinks are resolved beneath the root, and every node remembers its state at the last
 * sync, to which fs_lose_power() goes back. So a test can cut the power between any two
 * operations of publishing, which no test on a disk can.
 */
#include "base/fs_memory.h"

#include <errno.h>
#include <string.h>

/* --- reading --- */

static int memory_read(struct fs *fs, struct arena *arena, const char *within, const char *path,
                       struct str *text)
{
    struct fs_node *folder, *node;
    int number = memory_find(fs, within, true, &folder);
    if (number == 0)
        number = memory_walk(fs, folder, str_from(path), true, &node);
    if (number)
        return number;
    if (node->kind != NODE_FILE)
        return EISDIR;
    if (node->bytes.n > FS_LIMIT)
        return EFBIG;
    *text = arena_str(arena, node->bytes);
    return 0;
}

static int memory_kind(struct fs *fs, const char *path, enum fs_kind *kind)
{
    struct fs_node *node;
    int number = memory_find(fs, path, true, &node);
    if (number && memory_find(fs, path, false, &node) != 0)
        return number;
    *kind = node->kind == NODE_FOLDER ? FS_FOLDER : FS_FILE;
    return 0;
}

static int memory_list(struct fs *fs, const char *path, struct arena *arena, struct fs_list *list)
{
    struct fs_node *node;
    int number = memory_find(fs, path, true, &node);
    if (number)
        return number;
    if (node->kind != NODE_FOLDER)
        return ENOTDIR;
    for (size_t i = 0; i < node->entries.count; i++) {
        const struct memory_entry *entry = &node->entries.items[i];
        struct fs_entry item = {arena_str(arena, entry->name),
                                entry->node->kind == NODE_FOLDER ? FS_FOLDER : FS_FILE,
                                entry->node->kind == NODE_LINK};
        ARENA_PUSH(arena, list, item);
    }
    return 0;
}

static int memory_same(struct fs *fs, const char *a, const char *b, bool *same)
{
    struct fs_node *left, *right;
    *same = false;
    int number = memory_find(fs, a, false, &left);
    if (number == 0)
        number = memory_find(fs, b, false, &right);
    if (number == 0)
        *same = left->kind == NODE_FILE && right->kind == NODE_FILE &&
                str_equal(left->bytes, right->bytes);
    return number;
}

static int memory_holds(struct fs *fs, const char *path, struct str bytes, bool *holds)
{
    struct fs_node *node;
    int number = memory_find(fs, path, false, &node);
    *holds = number == 0 && node->kind == NODE_FILE && str_equal(node->bytes, bytes);
    return 0;
}

/* --- writing --- */

static int add(struct fs *fs, const char *path, struct fs_node *node)
{
    struct fs_node *folder;
    struct str name;
    int number = memory_find_parent(fs, path, &folder, &name);
    if (number)
        return number;
    if (memory_find_in(folder, name))
        return EEXIST;
    memory_add_to(fs, folder, name, node);
    return 0;
}

static int memory_make_folder(struct fs *fs, const char *path)
{
    return add(fs, path, memory_node(fs, NODE_FOLDER, STR("")));
}

static int memory_create(struct fs *fs, const char *path, struct fs_handle *handle)
{
    handle->node = memory_node(fs, NODE_FILE, STR(""));
    return add(fs, path, handle->node);
}

static int memory_write(struct fs *fs, struct fs_handle *handle, struct str bytes)
{
    struct str parts[] = {handle->node->bytes, bytes};
    handle->node->bytes = arena_join(fs->arena, parts, 2);
    return 0;
}

static int memory_close(struct fs *fs, struct fs_handle *handle)
{
    (void)fs;
    handle->node = NULL;
    return 0;
}

static int memory_sync(struct fs *fs, const char *path)
{
    struct fs_node *node;
    int number = memory_find(fs, path, false, &node);
    if (number == 0)
        memory_sync_node(fs, node);
    return number;
}

static int memory_sync_all(struct fs *fs, const char *folder)
{
    struct {
        struct fs_node **items;
        size_t count, capacity;
    } open = {0};
    (void)folder;
    ARENA_PUSH(fs->arena, &open, fs->tree);
    for (size_t i = 0; i < open.count; i++) {
        struct fs_node *node = open.items[i];
        memory_sync_node(fs, node);
        for (size_t k = 0; k < node->entries.count; k++)
            ARENA_PUSH(fs->arena, &open, node->entries.items[k].node);
    }
    return 0;
}

static int memory_append(struct fs *fs, const char *path, struct str bytes)
{
    struct fs_handle handle;
    int number = memory_find(fs, path, false, &handle.node);
    if (number == ENOENT)
        number = memory_create(fs, path, &handle);
    if (number == 0)
        number = memory_write(fs, &handle, bytes);
    if (number == 0)
        memory_sync_node(fs, handle.node);
    return number;
}

static int memory_link(struct fs *fs, const char *from, const char *to)
{
    struct fs_node *node;
    int number = memory_find(fs, from, false, &node);
    if (number == 0 && node->kind == NODE_FOLDER)
        number = EPERM;
    return number ? number : add(fs, to, node);
}

static bool is_empty(const struct fs_node *node)
{
    return node->entries.count == 0;
}

static int memory_rename(struct fs *fs, const char *from, const char *to)
{
    struct fs_node *old_folder, *new_folder;
    struct memory_entry *entry;
    struct str name;
    int number = memory_find_entry(fs, from, &old_folder, &entry);
    if (number == 0)
        number = memory_find_parent(fs, to, &new_folder, &name);
    if (number)
        return number;
    struct fs_node *node = entry->node;
    struct memory_entry *taken = memory_find_in(new_folder, name);
    if (taken && (taken->node->kind == NODE_FOLDER) != (node->kind == NODE_FOLDER))
        return taken->node->kind == NODE_FOLDER ? EISDIR : ENOTDIR;
    if (taken && !is_empty(taken->node))
        return ENOTEMPTY;
    if (taken)
        taken->node = node;
    memory_take_from(old_folder, entry);
    if (!taken)
        memory_add_to(fs, new_folder, name, node);
    return 0;
}

static int memory_exchange(struct fs *fs, const char *a, const char *b)
{
    struct fs_node *left_folder, *right_folder;
    struct memory_entry *left, *right;
    int number = memory_find_entry(fs, a, &left_folder, &left);
    if (number == 0)
        number = memory_find_entry(fs, b, &right_folder, &right);
    if (number)
        return number;
    struct fs_node *node = left->node;
    left->node = right->node;
    right->node = node;
    return 0;
}

static int remove_entry(struct fs *fs, const char *path, bool want_folder)
{
    struct fs_node *folder;
    struct memory_entry *entry;
    int number = memory_find_entry(fs, path, &folder, &entry);
    if (number)
        return number;
    if ((entry->node->kind == NODE_FOLDER) != want_folder)
        return want_folder ? ENOTDIR : EISDIR;
    if (want_folder && !is_empty(entry->node))
        return ENOTEMPTY;
    memory_take_from(folder, entry);
    return 0;
}

static int memory_remove_file(struct fs *fs, const char *path)
{
    return remove_entry(fs, path, false);
}

static int memory_remove_folder(struct fs *fs, const char *path)
{
    return remove_entry(fs, path, true);
}

static int memory_lock(struct fs *fs, const char *folder)
{
    struct fs_node *node;
    return memory_find(fs, folder, true, &node);
}

static void memory_unlock(struct fs *fs)
{
    (void)fs;
}

static const struct fs_ops memory_ops = {
    .read = memory_read,
    .kind = memory_kind,
    .list = memory_list,
    .same = memory_same,
    .holds = memory_holds,
    .make_folder = memory_make_folder,
    .create = memory_create,
    .write = memory_write,
    .close = memory_close,
    .append = memory_append,
    .sync = memory_sync,
    .sync_all = memory_sync_all,
    .link = memory_link,
    .rename = memory_rename,
    .exchange = memory_exchange,
    .remove_file = memory_remove_file,
    .remove_folder = memory_remove_folder,
    .lock = memory_lock,
    .unlock = memory_unlock,
    .destroy = memory_unlock,
};

struct fs *fs_open_memory(struct arena *arena)
{
    struct fs *fs = fs_make(arena, &memory_ops);
    fs->tree = memory_node(fs, NODE_FOLDER, STR(""));
    return fs;
}

/* --- for tests --- */

static void add_synced(struct fs *fs, struct str path, struct fs_node *node)
{
    struct str whole;
    if (!fs_normalise(fs->arena, path, &whole))
        return;
    struct fs_node *folder = fs->tree;
    for (size_t at = 0, end; (end = str_find(whole, '/', at)) != STR_NOT_FOUND; at = end + 1) {
        struct str name = str_slice(whole, at, end);
        struct memory_entry *entry = memory_find_in(folder, name);
        if (entry == NULL) {
            struct fs_node *made = memory_node(fs, NODE_FOLDER, STR(""));
            memory_add_to(fs, folder, name, made);
            memory_sync_node(fs, folder);
            folder = made;
        } else {
            folder = entry->node;
        }
    }
    const char *slash = strrchr(whole.p, '/');
    struct str name = str_from(slash ? slash + 1 : whole.p);
    struct memory_entry *entry = memory_find_in(folder, name);
    if (entry)
        entry->node = node;
    else
        memory_add_to(fs, folder, name, node);
    memory_sync_node(fs, node);
    memory_sync_node(fs, folder);
}

void fs_add(struct fs *fs, struct str path, struct str bytes)
{
    add_synced(fs, path, memory_node(fs, NODE_FILE, arena_str(fs->arena, bytes)));
}

void fs_add_link(struct fs *fs, struct str path, struct str target)
{
    add_synced(fs, path, memory_node(fs, NODE_LINK, arena_str(fs->arena, target)));
}

void fs_lose_power(struct fs *fs)
{
    struct {
        struct fs_node **items;
        size_t count, capacity;
    } open = {0};
    ARENA_PUSH(fs->arena, &open, fs->tree);
    for (size_t i = 0; i < open.count; i++) {
        struct fs_node *node = open.items[i];
        node->bytes = node->synced_bytes;
        struct memory_entries synced = node->synced;
        node->entries = (struct memory_entries){0};
        for (size_t k = 0; k < synced.count; k++) {
            ARENA_PUSH(fs->arena, &node->entries, synced.items[k]);
            ARENA_PUSH(fs->arena, &open, synced.items[k].node);
        }
    }
}
