/* SPDX-License-Identifier: MIT */
#include "layout_like.h"

#include "html/html.h"

/* The layouts that are being read, each like the one after it: who meets itself goes in a circle.
 */
struct chain {
    struct str name;
    const struct chain *above;
};

static const struct source *find_file(struct session *session, struct str name, const char *file)
{
    struct str parts[] = {name, STR("/"), str_from(file)};
    return session_layout_file(session, arena_join(session->arena, parts, 3));
}

static struct node *merged(struct arena *arena, struct node *below, const struct node *above);

static struct node_entry *entry_of(const struct node *map, size_t count, struct str key)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(map->entries[i].key.s, key))
            return &map->entries[i];
    return NULL;
}

/* Maps are merged, anything else is replaced. `like` itself goes. */
static struct node *merge_maps(struct arena *arena, const struct node *below,
                               const struct node *above)
{
    struct node *both = ARENA_NEW(arena, struct node);
    *both = *above;
    both->entries = ARENA_ARRAY(arena, struct node_entry, below->count + above->count + 1);
    both->count = 0;
    for (size_t i = 0; i < below->count; i++)
        both->entries[both->count++] = below->entries[i];
    for (size_t i = 0; i < above->count; i++) {
        const struct node_entry *entry = &above->entries[i];
        struct node_entry *known = entry_of(both, below->count, entry->key.s);
        if (known)
            *known = (struct node_entry){entry->key, merged(arena, known->value, entry->value)};
        else if (!str_is(entry->key.s, "like"))
            both->entries[both->count++] = *entry;
    }
    return both;
}

static struct node *merged(struct arena *arena, struct node *below, const struct node *above)
{
    if (below->kind == NODE_MAP && above->kind == NODE_MAP)
        return merge_maps(arena, below, above);
    return above->kind == NODE_EMPTY ? below : (struct node *)(uintptr_t)above;
}

static struct str text_of(const struct source *source)
{
    return source ? source->text : (struct str){0};
}

static bool read_layout(struct session *session, struct str name, struct span span,
                        const struct chain *above, struct layout_files *files);

static bool is_met(const struct chain *chain, struct str name)
{
    while (chain && !str_equal(chain->name, name))
        chain = chain->above;
    return chain != NULL;
}

/* The files of the layout that `like` names, with those of this one over them. */
static bool add_other(struct session *session, const struct node *like, const struct chain *chain,
                      struct layout_files *files)
{
    struct layout_files other = {0};
    if (like->kind != NODE_SCALAR || is_met(chain, like->text.s)) {
        diag_add(session->diags,
                 like->kind == NODE_SCALAR ? MSG_LAYOUT_LIKE_ITSELF : MSG_LAYOUT_LIKE, like->span,
                 ARGS(arg_text("name", like->text.s)));
        return false;
    }
    if (!read_layout(session, like->text.s, like->span, chain, &other))
        return false;
    files->pdf = merge_maps(session->arena, other.pdf, files->pdf);
    if (files->page.n == 0)
        files->page = other.page;
    struct str styles[] = {other.style, files->style};
    files->style = arena_join(session->arena, styles, 2);
    return true;
}

static bool read_layout(struct session *session, struct str name, struct span span,
                        const struct chain *above, struct layout_files *files)
{
    struct chain chain = {name, above};
    bool folder = str_find(name, '/', 0) == STR_NOT_FOUND; /* of layouts/, and none elsewhere */
    const struct source *pdf = folder ? find_file(session, name, "pdf.yaml") : NULL;
    if (pdf == NULL) {
        diag_add(session->diags, MSG_LAYOUT_MISSING, span,
                 ARGS(arg_text("name", name), arg_text("file", STR("pdf.yaml"))));
        return false;
    }
    files->page = text_of(find_file(session, name, "page.html"));
    files->style = text_of(find_file(session, name, "style.css"));
    files->pdf = node_read(pdf, session->arena, session->diags);
    const struct node *like =
        files->pdf && files->pdf->kind == NODE_MAP ? node_get(files->pdf, "like") : NULL;
    return files->pdf && (like == NULL || add_other(session, like, &chain, files));
}

const struct layout_files *layout_files(struct session *session, struct str name, struct span span)
{
    bool added;
    struct map_entry *entry = map_put(&session->layouts, session->arena, name, &added);
    if (added) {
        struct layout_files *files = ARENA_NEW(session->arena, struct layout_files);
        if (!read_layout(session, name, span, NULL, files))
            files->pdf = NULL;
        files->style = html_style(session->arena, files->style);
        entry->pointer = files;
    }
    return entry->pointer;
}
