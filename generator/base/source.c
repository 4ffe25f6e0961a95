/* SPDX-License-Identifier: MIT */
#include "base/source.h"

/*
 * Where lines begin is noted as far as places are asked for, and how many characters lie before
 * every STRIDE-th byte when the first place of a file is printed. From then on a place costs a
 * binary search and at most two strides of counting, however long the file, its lines or the span:
 * printing n places is never n passes.
 */
enum { STRIDE = 1024 };

struct file {
    struct source source;
    struct {
        uint32_t *items; /* offsets of their first bytes */
        size_t count, capacity;
    } lines;
    bool all_lines;       /* are noted */
    uint32_t *characters; /* [i]: before byte i * STRIDE */
};

struct sources {
    struct arena *arena;
    struct file **items;
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
    struct file *file = ARENA_NEW(sources->arena, struct file);
    file->source = (struct source){path, text, sources->next};
    sources->next += (uint32_t)text.n + 1;
    ARENA_PUSH(sources->arena, sources, file);
    return &file->source;
}

size_t sources_count(const struct sources *sources)
{
    return sources->count;
}

const struct source *sources_item(const struct sources *sources, size_t index)
{
    return &sources->items[index]->source;
}

static struct file *find_file(const struct sources *sources, uint32_t at)
{
    if (at == 0 || at >= sources->next)
        return NULL;
    size_t low = 0, high = sources->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sources->items[middle]->source.base <= at)
            low = middle;
        else
            high = middle;
    }
    return sources->items[low];
}

const struct source *source_find(const struct sources *sources, uint32_t at)
{
    const struct file *file = find_file(sources, at);
    return file ? &file->source : NULL;
}

/* Notes lines up to the one behind that of `offset`, or up to the last. */
static void note_lines(struct arena *arena, struct file *file, size_t offset)
{
    if (file->lines.count == 0)
        ARENA_PUSH(arena, &file->lines, 0);
    while (!file->all_lines) {
        size_t start = file->lines.items[file->lines.count - 1];
        if (start > offset)
            return;
        size_t feed = str_find(file->source.text, '\n', start);
        file->all_lines = feed == STR_NOT_FOUND;
        if (!file->all_lines)
            ARENA_PUSH(arena, &file->lines, (uint32_t)feed + 1);
    }
}

static void note_characters(struct arena *arena, struct file *file)
{
    struct str text = file->source.text;
    size_t strides = text.n / STRIDE;
    file->characters = ARENA_ARRAY(arena, uint32_t, strides + 1);
    for (size_t i = 0; i < strides; i++) {
        struct str stride = str_slice(text, i * STRIDE, (i + 1) * STRIDE);
        file->characters[i + 1] = file->characters[i] + (uint32_t)str_length(stride);
    }
}

static uint32_t characters_before(const struct file *file, size_t offset)
{
    size_t stride = offset / STRIDE;
    struct str rest = str_slice(file->source.text, stride * STRIDE, offset);
    return file->characters[stride] + (uint32_t)str_length(rest);
}

/* Index of the line in which `offset` lies; a line's end belongs to it. */
static size_t find_line(const struct file *file, size_t offset)
{
    size_t low = 0, high = file->lines.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (file->lines.items[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The file, its lines noted up to the one behind; NULL: there is none. */
static struct file *file_with_lines(const struct sources *sources, uint32_t at)
{
    struct file *file = find_file(sources, at);
    if (file)
        note_lines(sources->arena, file, at - file->source.base);
    return file;
}

bool source_line(const struct sources *sources, struct span span, struct str *path, uint32_t *line)
{
    const struct file *file = file_with_lines(sources, span.at);
    if (file == NULL)
        return false;
    *path = file->source.path;
    *line = (uint32_t)find_line(file, span.at - file->source.base) + 1;
    return true;
}

bool source_place(const struct sources *sources, struct span span, struct place *place)
{
    struct file *file = file_with_lines(sources, span.at);
    if (file == NULL)
        return false;
    if (file->characters == NULL)
        note_characters(sources->arena, file);
    struct str text = file->source.text;
    size_t offset = span.at - file->source.base, line = find_line(file, offset);
    size_t start = file->lines.items[line];
    bool last = line + 1 == file->lines.count;
    struct str row =
        str_slice(text, start, last ? text.n : file->lines.items[line + 1] - (size_t)1);
    if (str_ends(row, STR("\r")))
        row.n--;
    size_t inside = offset - start < row.n ? offset - start : row.n;
    size_t end = span.len < row.n - inside ? inside + span.len : row.n;
    uint32_t before = characters_before(file, start + inside);
    uint32_t width = characters_before(file, start + end) - before;
    *place = (struct place){
        .path = file->source.path,
        .line = (uint32_t)line + 1,
        .column = before - characters_before(file, start) + 1,
        .width = width ? width : 1,
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
    /* What was decoded may be longer than what was written (\L is three bytes of UTF-8). */
    uint32_t end = t.span.at + t.span.len;
    if (low + 1 < t.map_count && t.map[low + 1].at < end)
        end = t.map[low + 1].at;
    return at < end ? at : end;
}

struct span text_span(struct text t, size_t from, size_t to)
{
    uint32_t start = position(t, from), end = position(t, to);
    return (struct span){start, end > start ? end - start : 0};
}

struct text text_slice(struct text t, size_t from, size_t to)
{
    if (from > t.s.n)
        from = t.s.n;
    struct str s = str_slice(t.s, from, to);
    struct text part = {.s = s, .span = text_span(t, from, from + s.n)};
    part.map = t.map;
    part.map_count = t.map_count;
    part.origin = t.origin + (uint32_t)from;
    return part;
}
