/* SPDX-License-Identifier: MIT */
#include "yaml_fixture.h"

#include "base/buf.h"

#include <string.h>

struct fixture fixture_open(struct str text)
{
    struct fixture f = {.arena = arena_new(), .scratch = arena_new()};
    f.sources = sources_new(f.arena);
    /* Not at position 1, so that offsets and positions cannot be mixed up unnoticed. */
    source_add(f.sources, STR("before.yaml"), STR("před tím\n"));
    f.source = source_add(f.sources, STR("test.yaml"), arena_str(f.arena, text));
    f.diags = diags_new(f.arena);
    return f;
}

struct fixture fixture_text(const char *text)
{
    return fixture_open(str_from(text));
}

void fixture_close(struct fixture *f)
{
    arena_free(f->scratch);
    arena_free(f->arena);
}

struct str fixture_found(struct fixture *f)
{
    struct buf out = {0};
    size_t count;
    const struct diag *diags = diags_sorted(f->diags, &count);
    for (size_t i = 0; i < count; i++) {
        struct place place = {0};
        source_place(f->sources, diags[i].span, &place);
        buf_format(&out, "%s%s %u:%u+%u", i ? ", " : "", message_info(diags[i].message)->code,
                   place.line, place.column, place.width);
    }
    struct str found = buf_copy(&out, f->arena);
    buf_free(&out);
    return found;
}

struct str fixture_arg(struct fixture *f, const char *name)
{
    size_t count;
    const struct diag *diags = diags_sorted(f->diags, &count);
    for (size_t i = 0; i < count; i++)
        for (const struct diag_arg *arg = diags[i].args; arg && arg->kind != ARG_END; arg++)
            if (strcmp(arg->name, name) == 0)
                return arg->text;
    return (struct str){"", 0};
}

static void put_node(struct buf *out, const struct node *node)
{
    if (node->kind == NODE_EMPTY) {
        buf_char(out, '~');
    } else if (node->kind == NODE_SCALAR) {
        buf_char(out, '"');
        buf_str(out, node->text.s);
        buf_char(out, '"');
    }
    bool map = node->kind == NODE_MAP;
    if (!map && node->kind != NODE_LIST)
        return;
    buf_char(out, map ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        buf_text(out, i ? ", " : "");
        if (map) {
            buf_str(out, node->entries[i].key.s);
            buf_text(out, ": ");
        }
        put_node(out, map ? node->entries[i].value : node->items[i]);
    }
    buf_char(out, map ? '}' : ']');
}

struct str fixture_dump(struct arena *arena, const struct node *node)
{
    struct buf out = {0};
    if (node)
        put_node(&out, node);
    else
        buf_text(&out, "NULL");
    struct str dump = buf_copy(&out, arena);
    buf_free(&out);
    return dump;
}
