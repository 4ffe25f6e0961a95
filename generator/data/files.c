/* SPDX-License-Identifier: MIT */
#include "data/model.h"

struct str data_path(struct data_loader *loader, struct str folder, struct str name)
{
    struct str parts[] = {folder, STR("/"), name};
    return arena_join(loader->arena, parts, 3);
}

struct str data_stem(struct str name, struct str *ending)
{
    for (size_t i = name.n; i > 1; i--)
        if (name.p[i - 1] == '.') {
            *ending = str_slice(name, i, name.n);
            return str_slice(name, 0, i - 1);
        }
    *ending = (struct str){0};
    return name;
}

static void report_failure(struct data_loader *loader, struct str path, enum fs_status status)
{
    enum message message = status == FS_MISSING      ? MSG_FILE_MISSING
                           : status == FS_OUTSIDE    ? MSG_FILE_OUTSIDE
                           : status == FS_TOO_BIG    ? MSG_FILE_TOO_BIG
                           : status == FS_NOT_A_FILE ? MSG_FILE_NOT_A_FILE
                                                     : MSG_FILE_UNREADABLE;
    diag_add(loader->diags, message, (struct span){0},
             ARGS(arg_text("path", path), arg_words("reason", fs_failure(loader->fs)->reason)));
}

const struct source *data_read_file(struct data_loader *loader, struct str path, bool wanted)
{
    struct str text;
    enum fs_status status = fs_read(loader->fs, path, &text);
    if (status == FS_MISSING && !wanted)
        return NULL;
    if (status != FS_OK) {
        report_failure(loader, path, status);
        return NULL;
    }
    const struct source *source = source_add(loader->sources, path, text);
    if (source == NULL)
        diag_add(loader->diags, MSG_SOURCES_FULL, (struct span){0}, NO_ARGS);
    return source;
}

void data_not_read(struct data_loader *loader, struct str path, const char *wanted)
{
    struct str ending;
    data_stem(path, &ending);
    if (str_is(ending, "txt") || str_find_str(path, STR("README"), 0) != STR_NOT_FOUND)
        return;
    diag_add(loader->diags, MSG_FILE_NOT_READ, (struct span){0},
             ARGS(arg_text("path", path), arg_text("wanted", str_from(wanted))));
}

bool data_list(struct data_loader *loader, struct str folder, struct fs_list *list)
{
    enum fs_status status = fs_list(loader->fs, folder, list);
    if (status != FS_OK && status != FS_MISSING)
        report_failure(loader, folder, status);
    return status == FS_OK;
}
