/* SPDX-License-Identifier: MIT */
#include "html/write.h"

struct list {
    struct html_image *items;
    size_t count, capacity;
};

/* The name without folders and extension, with a hyphen for whatever an URL would have to quote. */
static struct str stem(struct arena *arena, struct str path)
{
    size_t from = path.n, end = path.n;
    struct buf out = {0};
    while (from > 0 && path.p[from - 1] != '/')
        from--;
    for (size_t i = from; i < path.n; i++)
        end = path.p[i] == '.' ? i : end;
    for (size_t i = from; i < end; i++) {
        char c = path.p[i];
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (plain)
            buf_char(&out, c);
        else if (out.n > 0 && out.p[out.n - 1] != '-')
            buf_char(&out, '-');
    }
    struct str name = buf_copy(&out, arena);
    buf_free(&out);
    return name;
}

struct str html_image_file(struct arena *arena, const struct doc_image *image)
{
    struct str name = stem(arena, image->path);
    unsigned hash = (unsigned)(str_hash(image->path) & 0xFFFFFF);
    return arena_format(arena, "images/%s%s%06x.%s", name.p, name.n ? "-" : "", hash,
                        str_is(image->type, "jpeg") ? "jpg" : "png");
}

static void collect(const struct doc_node *first, struct arena *arena, struct map *seen,
                    struct list *list)
{
    for (const struct doc_node *node = first; node; node = node->next) {
        if (node->kind == DOC_IMAGE) {
            bool added;
            struct html_image image = {html_image_file(arena, node->image), node->image->bytes};
            map_put(seen, arena, image.file, &added);
            if (added)
                ARENA_PUSH(arena, list, image);
        } else if (node->first) {
            collect(node->first, arena, seen, list);
        }
    }
}

struct html_image *html_images(const struct document *document, struct arena *arena, size_t *count)
{
    struct map seen = {0};
    struct list list = {0};
    collect(document->root, arena, &seen, &list);
    for (size_t i = 0; i < document->note_count; i++)
        collect(document->notes[i], arena, &seen, &list);
    *count = list.count;
    return list.items;
}
