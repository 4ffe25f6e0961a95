/* SPDX-License-Identifier: MIT */
/*
 * The list is text, a line for each folder and single file, files of a folder below it:
 *
 *     letopis 1
 *     folder public/liberec/functions-2022
 *     	index.html
 *     file public/index.html
 *
 * It is written whole by publish_finish(), sorted, and in between only added to: names of an
 * edition go to its end before they appear, so that no kill can leave a file that is ours and not
 * listed. Lines may therefore repeat; the last one may be torn and then does not count.
 */
#include "base/publish_parts.h"

#include "base/buf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char heading[] = "letopis 1\n";

static void read_line(struct publish *publish, struct str line, struct published **at)
{
    if (str_starts(line, STR("folder ")))
        *at = publish_record(publish, str_slice(line, 7, line.n), false);
    else if (str_starts(line, STR("file ")))
        *at = publish_record(publish, str_slice(line, 5, line.n), true);
    else if (str_starts(line, STR("\t")) && *at && !(*at)->single)
        map_put(&(*at)->files, publish->arena, str_slice(line, 1, line.n), NULL);
    if (*at)
        (*at)->listed = true;
}

enum fs_status publish_list_read(struct publish *publish)
{
    struct str path = publish->list, text;
    int number = fs_op_read(publish->fs, "", path.p, &text);
    if (number == ENOENT)
        return FS_OK;
    if (number)
        return fs_status_of(publish->fs, number, path);
    if (!str_starts(text, str_from(heading)))
        return fs_refuse(publish->fs, FS_FOREIGN, path, "letopis did not write this file");
    publish->on_disk = text;
    publish->broken = !str_ends(text, STR("\n"));
    struct published *published = NULL;
    size_t at = 0, end;
    for (; (end = str_find(text, '\n', at)) != STR_NOT_FOUND; at = end + 1)
        read_line(publish, str_slice(text, at, end), &published);
    return FS_OK;
}

static int by_key(const void *left, const void *right)
{
    const struct map_entry *a = left, *b = right;
    return str_compare(a->key, b->key);
}

static struct map_entry *sorted(struct arena *arena, const struct map *map)
{
    struct map_entry *items = ARENA_ARRAY(arena, struct map_entry, map->count);
    if (map->count == 0)
        return items;
    memcpy(items, map->items, map->count * sizeof *items);
    qsort(items, map->count, sizeof *items, by_key);
    return items;
}

static void write_record(struct buf *buf, struct arena *scratch, const struct published *published,
                         const struct map *names)
{
    buf_text(buf, published->single ? "file " : "folder ");
    buf_str(buf, published->path);
    buf_char(buf, '\n');
    struct map_entry *items = sorted(scratch, names);
    for (size_t i = 0; i < names->count; i++) {
        buf_char(buf, '\t');
        buf_str(buf, items[i].key);
        buf_char(buf, '\n');
    }
}

static void write_all(struct publish *publish, struct arena *scratch, struct buf *buf)
{
    buf_text(buf, heading);
    struct map_entry *items = sorted(scratch, &publish->published);
    for (size_t i = 0; i < publish->published.count; i++) {
        const struct published *published = items[i].pointer;
        if (!published->gone && (published->single || published->files.count))
            write_record(buf, scratch, published, &published->files);
    }
}

static int replace(struct publish *publish, struct arena *scratch, struct str text)
{
    struct fs *fs = publish->fs;
    struct str path = publish->list;
    struct str fresh = publish_beside(scratch, path, PUBLISH_NEW_PREFIX);
    struct fs_handle handle;
    int number = fs_op_remove_file(fs, fresh.p);
    if (number && number != ENOENT)
        return number;
    number = fs_op_create(fs, fresh.p, &handle);
    if (number)
        return number;
    number = fs_op_write(fs, &handle, text);
    int closing = fs_op_close(fs, &handle);
    number = number ? number : closing;
    number = number ? number : fs_op_sync(fs, fresh.p);
    number = number ? number : fs_op_rename(fs, fresh.p, path.p);
    number = number ? number : fs_op_sync(fs, publish->output.p);
    if (number)
        return number;
    publish->on_disk = arena_str(publish->arena, text);
    publish->appended = publish->broken = false;
    return 0;
}

int publish_list_write(struct publish *publish)
{
    struct arena *scratch = arena_new();
    struct buf buf = {0};
    write_all(publish, scratch, &buf);
    int number = 0;
    bool same = !publish->appended && str_equal(buf_view(&buf), publish->on_disk);
    if (!same && (publish->on_disk.n || publish->published.count))
        number = replace(publish, scratch, buf_view(&buf));
    buf_free(&buf);
    arena_free(scratch);
    return number;
}

static int append(struct publish *publish, struct arena *scratch, struct published *published,
                  const struct map *names)
{
    struct buf buf = {0};
    write_record(&buf, scratch, published, names);
    int number = fs_op_append(publish->fs, publish->list.p, buf_view(&buf));
    publish->appended = true;
    buf_free(&buf);
    return number;
}

int publish_list_add(struct publish *publish, struct published *published, const struct map *names)
{
    struct arena *scratch = arena_new();
    struct map fresh = {0};
    for (size_t i = 0; i < names->count; i++) {
        struct str name = names->items[i].key;
        if (map_find(&published->files, name))
            continue;
        map_put(&fresh, scratch, name, NULL);
        map_put(&published->files, publish->arena, arena_str(publish->arena, name), NULL);
    }
    int number = 0;
    if (fresh.count > 0 || !published->listed || publish->broken) {
        published->listed = true;
        bool exists = publish->on_disk.n || publish->appended;
        number = exists && !publish->broken ? append(publish, scratch, published, &fresh)
                                            : publish_list_write(publish);
    }
    arena_free(scratch);
    /* A part of it may have been written: only the whole list is sure to be readable then. */
    publish->broken = number != 0;
    return number;
}
