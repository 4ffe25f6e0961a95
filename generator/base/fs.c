/* SPDX-License-Identifier: MIT */
#include "base/fs_ops.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct fs_input_state {
    struct str path;
    struct str text;
    struct fs_failure failure; /* status FS_OK when it was read */
};

/* --- names and paths --- */

static size_t digits_end(struct str s, size_t at)
{
    while (at < s.n && str_is_digit(s.p[at]))
        at++;
    return at;
}

/* Compares the runs of digits at *i and *j by value and moves both behind them. */
static int compare_digits(struct str a, size_t *i, struct str b, size_t *j)
{
    size_t a_end = digits_end(a, *i), b_end = digits_end(b, *j);
    while (*i < a_end && a.p[*i] == '0')
        ++*i;
    while (*j < b_end && b.p[*j] == '0')
        ++*j;
    size_t a_digits = a_end - *i, b_digits = b_end - *j;
    int order = (a_digits > b_digits) - (a_digits < b_digits);
    if (order == 0)
        order = str_compare(str_slice(a, *i, a_end), str_slice(b, *j, b_end));
    *i = a_end;
    *j = b_end;
    return order;
}

int fs_compare_names(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.n && j < b.n) {
        if (str_is_digit(a.p[i]) && str_is_digit(b.p[j])) {
            int order = compare_digits(a, &i, b, &j);
            if (order)
                return order;
            continue;
        }
        if (a.p[i] != b.p[j])
            return (unsigned char)a.p[i] < (unsigned char)b.p[j] ? -1 : 1;
        i++;
        j++;
    }
    if (i < a.n || j < b.n)
        return i < a.n ? 1 : -1;
    return str_compare(a, b); /* 01 and 1 are of equal value, yet never equal */
}

/* Adds the names of `path` to `out`, which holds a worked-out path of `*n` bytes. */
static bool add_names(char *out, size_t *n, struct str path)
{
    for (size_t at = 0; at < path.n;) {
        size_t end = str_find(path, '/', at);
        if (end == STR_NOT_FOUND)
            end = path.n;
        struct str name = str_slice(path, at, end);
        at = end + 1;
        if (name.n == 0 || str_is(name, "."))
            continue;
        if (str_is(name, "..")) {
            if (*n == 0)
                return false;
            while (*n > 0 && out[*n - 1] != '/')
                --*n;
            *n -= *n > 0;
            continue;
        }
        if (*n > 0)
            out[(*n)++] = '/';
        memcpy(out + *n, name.p, name.n);
        *n += name.n;
    }
    return true;
}

bool fs_join(struct arena *arena, struct str folder, struct str path, struct str *joined)
{
    if (str_starts(path, STR("/")) || str_find(path, '\0', 0) != STR_NOT_FOUND)
        return false;
    char *out = arena_alloc(arena, folder.n + path.n + 2, 1);
    size_t n = 0;
    if (!add_names(out, &n, folder) || !add_names(out, &n, path))
        return false;
    out[n] = '\0';
    *joined = (struct str){out, n};
    return true;
}

bool fs_normalise(struct arena *arena, struct str path, struct str *out)
{
    return fs_join(arena, STR(""), path, out);
}

static bool normalise(struct fs *fs, struct str path, struct str *out)
{
    while (fs->anywhere && str_starts(path, STR("/")))
        path = str_slice(path, 1, path.n);
    if (fs_normalise(fs->arena, path, out))
        return true;
    fs_refuse(fs, FS_OUTSIDE, path, "the path leads out of the folder");
    return false;
}

/* --- reading --- */

static void read_new(struct fs *fs, struct fs_input_state *state, const char *within,
                     const char *inside)
{
    int number = fs_op_read(fs, fs->arena, within, inside, &state->text);
    if (fs_status_of(fs, number, state->path) != FS_OK)
        state->failure = fs->failure;
}

enum fs_status fs_read_within(struct fs *fs, struct str within, struct str path, struct str *text)
{
    *text = (struct str){0};
    struct str folder, whole;
    if (!normalise(fs, within, &folder) || !normalise(fs, path, &whole))
        return FS_OUTSIDE;
    size_t inside = folder.n ? folder.n + 1 : 0;
    bool lies_within =
        str_starts(whole, folder) && (!inside || whole.n <= folder.n || whole.p[folder.n] == '/');
    if (!lies_within)
        return fs_refuse(fs, FS_OUTSIDE, path, "the path leads out of the folder");
    if (whole.n <= inside)
        return fs_refuse(fs, FS_NOT_A_FILE, path, strerrordesc_np(EISDIR));

    /* The same file may be asked for with and without a narrower folder: two questions. */
    struct str parts[] = {folder, STR("\n"), str_slice(whole, inside, whole.n)};
    struct map_entry *entry = map_put(&fs->cache, fs->arena, arena_join(fs->arena, parts, 3), NULL);
    struct fs_input_state *state = entry->pointer;
    if (state == NULL) {
        entry->pointer = state = ARENA_NEW(fs->arena, struct fs_input_state);
        state->path = whole;
        read_new(fs, state, folder.p, whole.p + inside);
        ARENA_PUSH(fs->arena, &fs->inputs, state);
    } else if (state->failure.status != FS_OK) {
        fs->failure = state->failure;
    }
    *text = state->text;
    return state->failure.status;
}

enum fs_status fs_read(struct fs *fs, struct str path, struct str *text)
{
    return fs_read_within(fs, STR(""), path, text);
}

enum fs_kind fs_kind(struct fs *fs, struct str path)
{
    struct str whole;
    enum fs_kind kind = FS_NOTHING;
    if (!normalise(fs, path, &whole))
        return FS_NOTHING;
    return fs_op_kind(fs, whole.p, &kind) == 0 ? kind : FS_NOTHING;
}

static int by_name(const void *left, const void *right)
{
    const struct fs_entry *a = left, *b = right;
    return fs_compare_names(a->name, b->name);
}

static bool is_ignored(struct str name)
{
    return name.p[0] == '.' || name.p[name.n - 1] == '~' ||
           (name.p[0] == '#' && name.p[name.n - 1] == '#');
}

static struct str in_folder(struct arena *arena, struct str folder, struct str name)
{
    struct str parts[] = {folder, folder.n ? STR("/") : STR(""), name};
    return arena_join(arena, parts, 3);
}

enum fs_status fs_list(struct fs *fs, struct str folder, struct fs_list *list)
{
    *list = (struct fs_list){0};
    struct str path;
    if (!normalise(fs, folder, &path))
        return FS_OUTSIDE;
    int number = fs_op_list(fs, path.p, fs->arena, list);
    if (number) {
        *list = (struct fs_list){0};
        return fs_status_of(fs, number, path);
    }
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct fs_entry entry = list->items[i];
        if (is_ignored(entry.name))
            continue;
        if (entry.link && fs_kind(fs, in_folder(fs->arena, path, entry.name)) == FS_FOLDER)
            entry.kind = FS_FOLDER;
        list->items[count++] = entry;
    }
    list->count = count;
    if (count)
        qsort(list->items, count, sizeof *list->items, by_name);
    return FS_OK;
}

/* --- inputs --- */

const struct fs_input *fs_inputs(struct fs *fs, size_t *count)
{
    *count = fs->inputs.count;
    struct fs_input *inputs = ARENA_ARRAY(fs->arena, struct fs_input, *count);
    for (size_t i = 0; i < *count; i++) {
        const struct fs_input_state *state = fs->inputs.items[i];
        inputs[i] = (struct fs_input){state->path, state->failure.status};
    }
    return inputs;
}

void fs_close(struct fs *fs)
{
    if (fs)
        fs->ops->destroy(fs);
}
