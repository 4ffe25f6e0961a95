/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include "base/map.h"

#include <stdlib.h>

static const struct message_info messages[MSG_COUNT] = {
#define X(code, severity, name, text, hint)                                                        \
    [MSG_##name] = {#code, SEVERITY_##severity, #name, text, hint},
#include "base/messages.def"
#undef X
};

struct diags {
    struct arena *arena;
    struct diag *items;
    size_t count, capacity;
    struct map seen;
    bool strict;
};

const struct message_info *message_info(enum message message)
{
    return &messages[message];
}

struct diag_arg arg_text(const char *name, struct str text)
{
    return (struct diag_arg){.kind = ARG_TEXT, .name = name, .text = text};
}

struct diag_arg arg_count(const char *name, int64_t count)
{
    return (struct diag_arg){.kind = ARG_COUNT, .name = name, .count = count};
}

struct diag_arg arg_place(const char *name, struct span span)
{
    return (struct diag_arg){.kind = ARG_PLACE, .name = name, .span = span};
}

struct diags *diags_new(struct arena *arena)
{
    struct diags *diags = ARENA_NEW(arena, struct diags);
    diags->arena = arena;
    return diags;
}

static const struct diag_arg *copy_args(struct arena *arena, const struct diag_arg *args)
{
    if (args == NULL)
        return NULL;
    size_t count = 0;
    while (args[count].kind != ARG_END)
        count++;
    struct diag_arg *copy = ARENA_ARRAY(arena, struct diag_arg, count + 1);
    for (size_t i = 0; i < count; i++) {
        copy[i] = args[i];
        copy[i].text = arena_str(arena, args[i].text);
    }
    return copy;
}

/* Message, place and text arguments, so that two different faults at one place both show. */
static bool seen_before(struct diags *diags, enum message message, struct span span,
                        const struct diag_arg *args)
{
    struct str key = arena_format(diags->arena, "%d:%u:%u", (int)message, span.at, span.len);
    for (const struct diag_arg *arg = args; arg && arg->kind != ARG_END; arg++) {
        struct str parts[] = {key, STR("\n"), arg->text};
        key = arena_join(diags->arena, parts, 3);
        if (arg->kind == ARG_COUNT)
            key = arena_format(diags->arena, "%s\n%lld", key.p, (long long)arg->count);
    }
    bool added;
    map_put(&diags->seen, diags->arena, key, &added);
    return !added;
}

void diag_add(struct diags *diags, enum message message, struct span span,
              const struct diag_arg *args)
{
    if (seen_before(diags, message, span, args))
        return;
    enum severity severity = messages[message].severity;
    if (diags->strict && severity == SEVERITY_WARNING)
        severity = SEVERITY_ERROR;
    struct diag diag = {message, severity, span, copy_args(diags->arena, args),
                        (uint32_t)diags->count};
    ARENA_PUSH(diags->arena, diags, diag);
}

size_t diags_count(const struct diags *diags, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++)
        count += diags->items[i].severity == severity;
    return count;
}

bool diags_any_error(const struct diags *diags)
{
    return diags_count(diags, SEVERITY_ERROR) > 0;
}

void diags_set_strict(struct diags *diags)
{
    diags->strict = true;
}

static int by_place(const void *left, const void *right)
{
    const struct diag *a = left, *b = right;
    /* 0 (nowhere) wraps around to the largest position and so goes last. */
    uint32_t a_at = a->span.at - 1, b_at = b->span.at - 1;
    if (a_at != b_at)
        return a_at < b_at ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

const struct diag *diags_sorted(struct diags *diags, size_t *count)
{
    if (diags->count)
        qsort(diags->items, diags->count, sizeof *diags->items, by_place);
    *count = diags->count;
    return diags->items;
}
