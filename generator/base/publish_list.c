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
 *
 * The text is never in memory as a whole: it is written in pieces, and whether it would change is
 * told by a hash of its lines.
 */
#include "base/publish_parts.h"

#include "base/buf.h"
#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 64 * 1024 };

static const char heading[] = "letopis 1";

/* --- lines --- */

enum purpose { TO_HASH, TO_WRITE, TO_APPEND };

/* The list as it is made. */
struct writer {
    struct publish *publish;
    enum purpose purpose;
    struct fs_handle handle; /* TO_WRITE */
    struct buf buf;          /* the piece at hand */
    uint64_t hash;           /* of the lines so far */
    int number;              /* the first failure */
};

/* Never 0, which stands for no list. */
static uint64_t hash_line(uint64_t hash, struct str line)
{
    return ((hash + str_hash(line)) * 0x9e3779b97f4a7c15u) | 1;
}

static void flush(struct writer *w)
{
    struct fs *fs = w->publish->fs;
    struct str piece = buf_view(&w->buf);
    if (w->purpose == TO_WRITE && w->number == 0)
        w->number = fs_op_write(fs, &w->handle, piece);
    else if (w->purpose == TO_APPEND && w->number == 0)
        w->number = fs_op_append(fs, w->publish->list.p, piece);
    buf_clear(&w->buf);
}

static void put_line(struct writer *w, const char *prefix, struct str text)
{
    size_t start = w->buf.n;
    buf_text(&w->buf, prefix);
    buf_str(&w->buf, text);
    w->hash = hash_line(w->hash, str_slice(buf_view(&w->buf), start, w->buf.n));
    buf_char(&w->buf, '\n');
    if (w->buf.n >= PIECE)
        flush(w);
}

static int by_text(const void *left, const void *right, void *names)
{
    struct str a = names_text(names, *(const uint32_t *)left);
    struct str b = names_text(names, *(const uint32_t *)right);
    return strcmp(a.p, b.p);
}

/* A folder, or a single file; with those of the folder's files that have the mark, sorted. */
static void put_record(struct writer *w, struct published *published, unsigned char mark)
{
    struct names *names = &published->names;
    size_t count = names_count(names, mark), n = 0;
    uint32_t *sorted = mem_alloc(count * sizeof *sorted);
    for (uint32_t at = names_first(names); at != NAMES_END; at = names_next(names, at))
        if (*names_marks(names, at) & mark)
            sorted[n++] = at;
    qsort_r(sorted, count, sizeof *sorted, by_text, names);
    put_line(w, published->single ? "file " : "folder ", published->path);
    for (size_t i = 0; i < count; i++)
        put_line(w, "\t", names_text(names, sorted[i]));
    mem_free(sorted);
}

static int by_key(const void *left, const void *right)
{
    const struct map_entry *a = left, *b = right;
    return str_compare(a->key, b->key);
}

/* The whole list. */
static void put_all(struct writer *w, struct arena *scratch)
{
    const struct map *map = &w->publish->published;
    struct map_entry *items = ARENA_ARRAY(scratch, struct map_entry, map->count);
    if (map->count > 0)
        memcpy(items, map->items, map->count * sizeof *items);
    qsort(items, map->count, sizeof *items, by_key);
    put_line(w, "", str_from(heading));
    for (size_t i = 0; i < map->count; i++) {
        struct published *published = items[i].pointer;
        bool any = published->single || names_count(&published->names, NAME_LISTED) > 0;
        if (!published->gone && any)
            put_record(w, published, NAME_LISTED);
    }
    flush(w);
}

/* --- reading --- */

static void read_line(struct publish *publish, struct str line, struct published **at)
{
    if (str_starts(line, STR("folder ")))
        *at = publish_record(publish, str_slice(line, 7, line.n), false);
    else if (str_starts(line, STR("file ")))
        *at = publish_record(publish, str_slice(line, 5, line.n), true);
    else if (str_starts(line, STR("\t")) && *at && !(*at)->single) {
        struct names *names = &(*at)->names;
        *names_marks(names, names_put(names, str_slice(line, 1, line.n))) |= NAME_LISTED;
    }
    if (*at)
        (*at)->listed = true;
}

static void read_lines(struct publish *publish, struct str text)
{
    struct published *published = NULL;
    size_t at = 0, end;
    for (; (end = str_find(text, '\n', at)) != STR_NOT_FOUND; at = end + 1) {
        struct str line = str_slice(text, at, end);
        read_line(publish, line, &published);
        publish->on_disk = hash_line(publish->on_disk, line);
    }
    publish->broken = at < text.n;
}

enum fs_status publish_list_read(struct publish *publish)
{
    struct arena *scratch = arena_new();
    struct str path = publish->list, text;
    enum fs_status status = FS_OK;
    int number = fs_op_read(publish->fs, scratch, "", path.p, &text);
    if (number == ENOENT)
        ;
    else if (number)
        status = fs_status_of(publish->fs, number, path);
    else if (!str_starts(text, str_from(heading)) || text.n == sizeof heading - 1 ||
             text.p[sizeof heading - 1] != '\n')
        status = fs_refuse(publish->fs, FS_FOREIGN, path, "letopis did not write this file");
    else
        read_lines(publish, text);
    arena_free(scratch);
    return status;
}

/* --- writing --- */

static int replace(struct publish *publish, struct arena *scratch)
{
    struct fs *fs = publish->fs;
    struct str path = publish->list;
    struct str fresh = publish_beside(scratch, path, PUBLISH_NEW_PREFIX);
    struct writer writer = {.publish = publish, .purpose = TO_WRITE};
    int number = fs_op_remove_file(fs, fresh.p);
    if (number && number != ENOENT)
        return number;
    number = fs_op_create(fs, fresh.p, &writer.handle);
    if (number)
        return number;
    put_all(&writer, scratch);
    buf_free(&writer.buf);
    int closing = fs_op_close(fs, &writer.handle);
    number = writer.number ? writer.number : closing;
    number = number ? number : fs_op_sync(fs, fresh.p);
    number = number ? number : fs_op_rename(fs, fresh.p, path.p);
    number = number ? number : fs_op_sync(fs, publish->output.p);
    if (number)
        return number;
    publish->on_disk = writer.hash;
    publish->appended = publish->broken = false;
    return 0;
}

int publish_list_write(struct publish *publish)
{
    struct arena *scratch = arena_new();
    struct writer writer = {.publish = publish, .purpose = TO_HASH};
    put_all(&writer, scratch);
    buf_free(&writer.buf);
    int number = 0;
    bool same = !publish->appended && !publish->broken && writer.hash == publish->on_disk;
    if (!same && (publish->on_disk || publish->published.count))
        number = replace(publish, scratch);
    arena_free(scratch);
    return number;
}

static int append(struct publish *publish, struct published *published)
{
    struct writer writer = {.publish = publish, .purpose = TO_APPEND};
    publish->appended = true;
    put_record(&writer, published, NAME_FRESH);
    flush(&writer);
    buf_free(&writer.buf);
    return writer.number;
}

int publish_list_add(struct publish *publish, struct published *published)
{
    struct names *names = &published->names;
    bool fresh = false;
    for (uint32_t at = names_first(names); at != NAMES_END; at = names_next(names, at)) {
        unsigned char *marks = names_marks(names, at);
        if (!(*marks & NAME_MADE) || *marks & NAME_LISTED)
            continue;
        *marks |= NAME_LISTED | NAME_FRESH;
        fresh = true;
    }
    int number = 0;
    if (fresh || !published->listed || publish->broken) {
        published->listed = true;
        bool exists = publish->on_disk || publish->appended;
        number =
            exists && !publish->broken ? append(publish, published) : publish_list_write(publish);
    }
    /* A part of it may have been written: only the whole list is sure to be readable then. */
    publish->broken = number != 0;
    return number;
}
