/* SPDX-License-Identifier: MIT */
#include "load_language.h"

#include "base/buf.h"
#include "base/fs.h"

struct loaded loaded_empty(void)
{
    struct loaded loaded = {.arena = arena_new()};
    loaded.sources = sources_new(loaded.arena);
    loaded.diags = diags_new(loaded.arena);
    return loaded;
}

const struct source *loaded_source(struct loaded *loaded, const char *path, const char *text)
{
    return source_add(loaded->sources, str_from(path), arena_str(loaded->arena, str_from(text)));
}

const struct source *loaded_file(struct loaded *loaded, const char *path)
{
    enum fs_status status;
    struct fs *fs = fs_open_disk(loaded->arena, ".", &status);
    struct str text = {0};
    bool read = fs && fs_read(fs, str_from(path), &text) == FS_OK;
    if (fs)
        fs_close(fs);
    return read ? source_add(loaded->sources, str_from(path), text) : NULL;
}

struct loaded load_language(const char *code, const char *overrides)
{
    struct loaded loaded = loaded_empty();
    const struct source *source =
        loaded_file(&loaded, arena_format(loaded.arena, "layouts/languages/%s.yaml", code).p);
    if (source == NULL)
        return loaded;
    const struct node *node = NULL;
    if (overrides)
        node = node_read(loaded_source(&loaded, "institution.yaml", overrides), loaded.arena,
                         loaded.diags);
    loaded.language = language_read(loaded.arena, str_from(code), source, node, loaded.diags);
    return loaded;
}

void loaded_free(struct loaded *loaded)
{
    language_free(loaded->language);
    arena_free(loaded->arena);
}

size_t loaded_reports(const struct loaded *loaded, enum message message)
{
    size_t count, found = 0;
    const struct diag *items = diags_sorted(loaded->diags, &count);
    for (size_t i = 0; i < count; i++)
        found += items[i].message == message;
    return found;
}

const char *visible(struct loaded *loaded, struct str text)
{
    struct buf out = {0};
    for (size_t at = 0; at < text.n;) {
        uint32_t code = str_next(text, &at);
        buf_code(&out, code == 0xA0 ? 0x2423 : code == 0x202F ? 0x237D : code);
    }
    const char *shown = buf_copy(&out, loaded->arena).p;
    buf_free(&out);
    return shown;
}
