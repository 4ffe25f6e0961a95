/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

static const struct message_info messages[MSG_COUNT] = {
#define X(code, severity, name, text, hint)                                                        \
    [MSG_##name] = {#code, SEVERITY_##severity, #name, text, hint},
#include "base/messages.def"
#undef X
};

struct diags {
    struct arena *arena;
    struct diag *items; /* as they were reported */
    size_t count, capacity;
    size_t by_severity[SEVERITY_HINT + 1];
    struct diag *sorted; /* a copy of the first `sorted_count` */
    size_t sorted_count;
    /* A hash table of what was reported: open addressing, at most half full. */
    struct slot {
        uint32_t hash;
        uint32_t index; /* + 1 into items; 0: free */
    } * slots;
    size_t slot_count;
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

struct diag_arg arg_words(const char *name, struct str english)
{
    return (struct diag_arg){.kind = ARG_WORDS, .name = name, .text = english};
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

static uint64_t mix(uint64_t hash, uint64_t part)
{
    hash = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint32_t hash_diag(const struct diag *diag)
{
    uint64_t hash = mix(diag->message, (uint64_t)diag->span.at << 32 | diag->span.len);
    for (const struct diag_arg *arg = diag->args; arg && arg->kind != ARG_END; arg++) {
        hash = mix(hash, str_hash(arg->text));
        hash = mix(hash, (uint64_t)arg->count);
        hash = mix(hash, (uint64_t)arg->span.at << 32 | arg->span.len);
    }
    return (uint32_t)hash;
}

static bool same_span(struct span a, struct span b)
{
    return a.at == b.at && a.len == b.len;
}

static bool same_args(const struct diag_arg *a, const struct diag_arg *b)
{
    static const struct diag_arg none = {.kind = ARG_END};
    a = a ? a : &none;
    b = b ? b : &none;
    for (; a->kind != ARG_END && a->kind == b->kind; a++, b++)
        if (strcmp(a->name, b->name) != 0 || !str_equal(a->text, b->text) || a->count != b->count ||
            !same_span(a->span, b->span))
            return false;
    return a->kind == b->kind;
}

/* The slot in which `diag` stands, or the free one where it belongs. */
static struct slot *find_slot(const struct diags *diags, const struct diag *diag, uint32_t hash)
{
    size_t mask = diags->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct slot *slot = &diags->slots[i];
        if (slot->index == 0)
            return slot;
        const struct diag *other = &diags->items[slot->index - 1];
        /* Arguments count, so that two different faults at one place both show. */
        if (slot->hash == hash && other->message == diag->message &&
            same_span(other->span, diag->span) && same_args(other->args, diag->args))
            return slot;
    }
}

static void grow_slots(struct diags *diags)
{
    size_t old_count = diags->slot_count;
    const struct slot *old = diags->slots;
    diags->slot_count = old_count ? old_count * 2 : 64;
    diags->slots = ARENA_ARRAY(diags->arena, struct slot, diags->slot_count);
    size_t mask = diags->slot_count - 1;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].index == 0)
            continue;
        size_t to = old[i].hash & mask;
        while (diags->slots[to].index)
            to = (to + 1) & mask;
        diags->slots[to] = old[i];
    }
}

void diag_add(struct diags *diags, enum message message, struct span span,
              const struct diag_arg *args)
{
    if (diags->slot_count <= diags->count * 2)
        grow_slots(diags);
    enum severity severity = messages[message].severity;
    if (diags->strict && severity == SEVERITY_WARNING)
        severity = SEVERITY_ERROR;
    struct diag diag = {message, severity, span, args, (uint32_t)diags->count};
    uint32_t hash = hash_diag(&diag);
    struct slot *slot = find_slot(diags, &diag, hash);
    if (slot->index)
        return;
    diag.args = copy_args(diags->arena, args);
    ARENA_PUSH(diags->arena, diags, diag);
    diags->by_severity[severity]++;
    *slot = (struct slot){hash, (uint32_t)diags->count};
}

size_t diags_count(const struct diags *diags, enum severity severity)
{
    return diags->by_severity[severity];
}

bool diags_any_error(const struct diags *diags)
{
    return diags_count(diags, SEVERITY_ERROR) > 0;
}

bool diags_have(const struct diags *diags, enum message message)
{
    for (size_t i = 0; i < diags->count; i++)
        if (diags->items[i].message == message)
            return true;
    return false;
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
    if (diags->sorted_count != diags->count) {
        diags->sorted = ARENA_ARRAY(diags->arena, struct diag, diags->count);
        memcpy(diags->sorted, diags->items, diags->count * sizeof *diags->items);
        qsort(diags->sorted, diags->count, sizeof *diags->sorted, by_place);
        diags->sorted_count = diags->count;
    }
    *count = diags->count;
    return diags->sorted;
}
