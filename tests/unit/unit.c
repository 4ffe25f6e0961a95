/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/buf.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void assert_str(struct str got, const char *expected)
{
    struct arena *arena = arena_new();
    assert_string_equal(arena_str(arena, got).p, expected);
    arena_free(arena);
}

const char *unit_folder(struct arena *arena)
{
    const char *parent = getenv("TMPDIR");
    if (parent ==
        NULL) /* what is published is synced, thousands of times: where there is no disk */
        parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    struct str path = arena_format(arena, "%s/letopis-unit-XXXXXX", parent);
    char *folder = arena_alloc(arena, path.n + 1, 1);
    memcpy(folder, path.p, path.n);
    assert_non_null(mkdtemp(folder));
    return folder;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

void unit_folder_remove(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void unit_put(const char *folder, const char *path, const char *text)
{
    char full[4096];
    int n = snprintf(full, sizeof full, "%s/%s", folder, path);
    assert_in_range(n, 1, sizeof full - 1);
    for (char *slash = full + strlen(folder) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        if (mkdir(full, 0777) < 0)
            assert_int_equal(errno, EEXIST);
    }
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

struct str unit_get(struct arena *arena, const char *folder, const char *path)
{
    char full[4096], chunk[4096];
    snprintf(full, sizeof full, "%s/%s", folder, path);
    FILE *file = fopen(full, "r");
    if (file == NULL)
        return (struct str){0};
    struct buf buf = {0};
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_put(&buf, chunk, n);
    fclose(file);
    struct str text = buf_copy(&buf, arena);
    buf_free(&buf);
    return text;
}
