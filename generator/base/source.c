/* SPDX-License-Identifier: MIT */
#include "base/source.h"

struct sources {
    struct arena *arena;
    const struct source **items;
    size_t count, capacity;
    uint32_t next;
};

struct sources *sources_new(struct arena *arena)
{
    struct sources *sources = ARENA_NEW(arena, struct sources);
    sources->arena = arena;
    sources->next = 1;
    return sources;
}

const struct source *source_add(struct sources *sources, struct str path, struct str text)
{
    /* One position beyond the end belongs to the source too: "at the end of the file". */
    if (text.n >= UINT32_MAX - sources->next)
        return NULL;
    struct source *source = ARENA_NEW(sources->arena, struct source);
    *source = (struct source){path, text, sources->next};
    sources->next += (uint32_t)text.n + 1;
    ARENA_PUSH(sources->arena, sources, source);
    return source;
}

static size_t index_of(const struct sources *sources, uint32_t at)
{
    size_t low = 0, high = sources->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sources->items[middle]->base <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low; /* one past the source, 0 when there is none */
}

const struct source *source_find(const struct sources *sources, uint32_t at)
{
    size_t index = index_of(sources, at);
    if (at == 0 || index == 0 || at >= sources->next)
        return NULL;
    return sources->items[index - 1];
}

bool source_place(const struct sources *sources, struct span span, struct place *place)
{
    const struct source *source = source_find(sources, span.at);
    if (source == NULL)
        return false;
    struct str text = source->text;
    size_t offset = span.at - source->base, start = 0;
    uint32_t line = 1;
    /* Counting anew costs one pass over the file for each printed place: printing is rare. */
    for (;;) {
        size_t end = str_find(text, '\n', start);
        if (end == STR_NOT_FOUND || end >= offset)
            break;
        start = end + 1;
        line++;
    }
    size_t end = str_find(text, '\n', start);
    if (end == STR_NOT_FOUND)
        end = text.n;
    struct str row = str_slice(text, start, end);
    if (str_ends(row, STR("\r")))
        row.n--;
    size_t inside = offset - start < row.n ? offset - start : row.n;
    size_t width = str_length(str_slice(row, inside, inside + span.len));
    *place = (struct place){
        .path = source->path,
        .line = line,
        .column = (uint32_t)str_length(str_slice(row, 0, inside)) + 1,
        .width = width ? (uint32_t)width : 1,
        .text = row,
        .offset = (uint32_t)inside,
    };
    return true;
}

struct span span_join(struct span a, struct span b)
{
    if (a.at == 0)
        return b;
    if (b.at == 0)
        return a;
    uint32_t start = a.at < b.at ? a.at : b.at;
    uint32_t a_end = a.at + a.len, b_end = b.at + b.len;
    return (struct span){start, (a_end > b_end ? a_end : b_end) - start};
}

struct text text_plain(struct str s, uint32_t at)
{
    return (struct text){.s = s, .span = {at, (uint32_t)s.n}};
}

struct text text_nowhere(struct str s)
{
    return (struct text){.s = s};
}

static uint32_t position(struct text t, size_t offset)
{
    if (t.span.at == 0)
        return 0;
    if (t.map == NULL)
        return t.span.at + (uint32_t)offset;
    offset += t.origin;
    size_t low = 0, high = t.map_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (t.map[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    uint32_t at = t.map[low].at + (uint32_t)(offset - t.map[low].from);
    uint32_t end = t.span.at + t.span.len;
    return at < end ? at : end;
}

struct span text_span(struct text t, size_t from, size_t to)
{
    uint32_t start = position(t, from), end = position(t, to);
    return (struct span){start, end > start ? end - start : 0};
}

struct text text_slice(struct text t, size_t from, size_t to)
{
    struct str s = str_slice(t.s, from, to);
    struct text part = {.s = s, .span = text_span(t, from, from + s.n)};
    part.map = t.map;
    part.map_count = t.map_count;
    part.origin = t.origin + (uint32_t)from;
    return part;
}
