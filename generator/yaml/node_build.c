/* SPDX-License-Identifier: MIT */
/*
 * Nodes from events. Entries and items of open maps and lists lie on two stacks of the builder and
 * are copied into the arena when their map or list ends, so that arrays have their exact size.
 * The depth is limited, so recursion is safe.
 */
#include "base/map.h"
#include "base/mem.h"
#include "yaml/node_parts.h"

#include <string.h>

/* Repeated keys are sought by comparing while a map is short, then by hashing. */
enum { FEW_KEYS = 12 };

void node_builder_close(struct node_builder *builder)
{
    MEM_LIST_FREE(&builder->entries);
    MEM_LIST_FREE(&builder->items);
    *builder = (struct node_builder){.stream = builder->stream, .arena = builder->arena};
}

/* --- keys ------------------------------------------------------------------------------------- */

/* `title: {{period}}` would be a map whose key is a map. False when it was reported. */
static bool check_braces(struct node_builder *builder)
{
    struct node_stream *stream = builder->stream;
    struct str text = stream->text;
    size_t from = stream->from;
    if (!str_starts(str_slice(text, from, text.n), STR("{{")))
        return true;
    size_t end = str_find(text, '\n', from);
    struct str line = str_trim(str_slice(text, from, end == STR_NOT_FOUND ? text.n : end));
    struct str mark = str_find(line, '"', 0) == STR_NOT_FOUND ? STR("\"") : STR("'");
    struct str quoted =
        arena_join(builder->arena, (struct str[]){mark, node_excerpt(line), mark}, 3);
    node_stream_report(stream, MSG_YAML_BRACES, from, from + line.n,
                       ARGS(arg_text("open", STR("{{")), arg_text("quoted", quoted)));
    stream->resume = from;
    return false;
}

/* From the first key without value in braces up to their end, for want of a value before it. */
static struct str rest_of_braces(struct str text, size_t from)
{
    size_t end = from;
    struct str shown = str_slice(text, 0, from + node_excerpt(str_slice(text, from, text.n)).n);
    while (end < shown.n && strchr("]}\r\n", text.p[end]) == NULL)
        end++;
    return str_trim(str_slice(shown, from, end));
}

/* `{a: 1, b}`: is `b` a key, or the rest of what a says? `{a: 1,5}` is almost always a number. */
static void report_key_without_value(struct node_builder *builder, const struct node *key,
                                     const struct node *before)
{
    struct node_stream *stream = builder->stream;
    struct str text = stream->text;
    size_t from = key->span.at - stream->at, to = node_stream_end(stream, key->span);
    struct str name = str_slice(text, from, to);
    size_t colon = str_find(name, ':', 0);
    if (!key->quoted && colon != STR_NOT_FOUND && colon > 0 && colon + 1 < name.n) {
        struct str parts[] = {str_slice(name, 0, colon + 1), STR(" "),
                              str_slice(name, colon + 1, name.n)};
        node_stream_report(stream, MSG_YAML_COLON_SPACE, from + colon, from + colon + 1,
                           ARGS(arg_text("written", arena_join(builder->arena, parts, 3))));
        return;
    }
    size_t start = from;
    if (before && before->kind == NODE_SCALAR && !before->quoted)
        start = before->span.at - stream->at;
    if (start < from) {
        struct str value = str_slice(text, start, node_stream_end(stream, before->span));
        struct str joined = str_slice(text, start, to);
        bool number = value.n && str_is_digit(value.p[value.n - 1]) && name.n &&
                      str_is_digit(name.p[0]) && start + value.n + 1 == from;
        enum message message = number ? MSG_YAML_DECIMAL_COMMA : MSG_YAML_KEY_WITHOUT_VALUE;
        node_stream_report(
            stream, message, number ? start : from, to,
            ARGS(arg_text("key", name), arg_text("joined", joined), arg_text("before", value)));
        return;
    }
    struct str rest = rest_of_braces(text, from);
    if (from > 0 && text.p[from - 1] == '{' && rest.n == name.n && from + rest.n < text.n &&
        text.p[from + rest.n] == '}') {
        struct str found = str_slice(text, from - 1, to + 1);
        node_stream_report(stream, MSG_YAML_BRACE_TEXT, from - 1, to + 1,
                           ARGS(arg_text("found", node_excerpt(found))));
        return;
    }
    node_stream_report(stream, MSG_YAML_KEY_WITHOUT_VALUE, from, to,
                       ARGS(arg_text("key", node_excerpt(name)), arg_text("joined", rest)));
}

/* Whether `?` stands before the key: YAML's way to write long or nested keys. */
static bool has_question_mark(const struct node_stream *stream)
{
    size_t at = stream->from;
    while (at > 0 && stream->text.p[at - 1] == ' ')
        at--;
    return at > 0 && at < stream->from && stream->text.p[at - 1] == '?';
}

/* Fills `key` from the node that begins with the current event; false after a syntax error. */
static bool read_key(struct node_builder *builder, struct node *key, bool *usable)
{
    struct node_stream *stream = builder->stream;
    size_t from = stream->from, to = stream->to, faults = stream->faults;
    bool scalar = stream->event.type == YAML_SCALAR_EVENT;
    bool nested = !scalar && stream->event.type != YAML_ALIAS_EVENT;
    bool question = has_question_mark(stream);
    if (nested) {
        const struct node *node = check_braces(builder) ? node_build(builder) : NULL;
        if (node == NULL)
            return false;
        to = node_stream_end(stream, node->span);
    } else {
        node_read_scalar(builder, key);
    }
    if (nested || question)
        node_stream_report(stream, MSG_YAML_COMPLEX_KEY, from, to, NO_ARGS);
    else if (scalar && key->kind == NODE_EMPTY)
        node_stream_report(stream, MSG_YAML_KEY_EMPTY, from, to, NO_ARGS);
    else if (!key->quoted && str_equal(key->text.s, STR("<<")))
        node_stream_report(stream, MSG_YAML_MERGE_KEY, from, to, NO_ARGS);
    *usable = stream->faults == faults;
    return true;
}

bool node_build_entry(struct node_builder *builder, bool braces, const struct node *before,
                      struct node_entry *entry, bool *usable)
{
    struct node_stream *stream = builder->stream;
    struct node key = {0};
    if (!read_key(builder, &key, usable) || !node_stream_next(stream))
        return false;
    entry->key = key.text;
    entry->value = node_build(builder);
    if (entry->value == NULL)
        return false;
    if (braces && *usable && entry->value->kind == NODE_EMPTY) {
        size_t from = node_stream_end(stream, key.span), to = entry->value->span.at - stream->at;
        if (str_find(str_slice(stream->text, from, to), ':', 0) == STR_NOT_FOUND)
            report_key_without_value(builder, &key, before);
    }
    return true;
}

/* --- maps and lists --------------------------------------------------------------------------- */

/* The place of an equal key among the open map's entries from `base` on; nowhere if there is none.
 */
static struct span find_repeated(struct node_builder *builder, size_t base, struct map *index,
                                 struct text key)
{
    const struct node_entry *entries = builder->entries.items + base;
    size_t count = builder->entries.count - base;
    if (count < FEW_KEYS) {
        for (size_t i = 0; i < count; i++)
            if (str_equal(entries[i].key.s, key.s))
                return entries[i].key.span;
        return (struct span){0};
    }
    for (size_t i = index->count; i < count; i++)
        map_put(index, builder->arena, entries[i].key.s, NULL)->number = i;
    const struct map_entry *found = map_find(index, key.s);
    return found ? entries[found->number].key.span : (struct span){0};
}

void node_report_repeated(struct node_stream *stream, struct text key, struct span first)
{
    size_t from = key.span.at - stream->at;
    node_stream_report(stream, MSG_YAML_REPEATED_KEY, from, from + key.span.len,
                       ARGS(arg_text("key", node_excerpt(key.s)), arg_place("first", first)));
}

static struct node *build_map(struct node_builder *builder)
{
    struct node_stream *stream = builder->stream;
    bool braces = stream->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    size_t base = builder->entries.count, from = stream->from, end = stream->to;
    struct map index = {0};
    const struct node *before = NULL;
    if (braces && !check_braces(builder))
        return NULL;
    for (;;) {
        if (!node_stream_next(stream))
            return NULL;
        if (stream->event.type == YAML_MAPPING_END_EVENT)
            break;
        struct node_entry entry;
        bool usable;
        if (!node_build_entry(builder, braces, before, &entry, &usable))
            return NULL;
        before = entry.value;
        end = node_stream_end(stream, entry.value->span);
        struct span first = {0};
        if (usable)
            first = find_repeated(builder, base, &index, entry.key);
        if (first.at)
            node_report_repeated(stream, entry.key, first);
        else if (usable)
            MEM_PUSH(&builder->entries, entry);
    }
    struct node *node = ARENA_NEW(builder->arena, struct node);
    node->kind = NODE_MAP;
    node->span = node_stream_span(stream, from, braces ? stream->to : end);
    node->count = builder->entries.count - base;
    node->entries = ARENA_ARRAY(builder->arena, struct node_entry, node->count);
    if (node->count)
        memcpy(node->entries, builder->entries.items + base, node->count * sizeof *node->entries);
    builder->entries.count = base;
    return node;
}

static struct node *build_list(struct node_builder *builder)
{
    struct node_stream *stream = builder->stream;
    bool brackets = stream->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    size_t base = builder->items.count, from = stream->from, end = stream->to;
    for (;;) {
        if (!node_stream_next(stream))
            return NULL;
        if (stream->event.type == YAML_SEQUENCE_END_EVENT)
            break;
        struct node *item = node_build(builder);
        if (item == NULL)
            return NULL;
        end = node_stream_end(stream, item->span);
        MEM_PUSH(&builder->items, item);
    }
    struct node *node = ARENA_NEW(builder->arena, struct node);
    node->kind = NODE_LIST;
    node->span = node_stream_span(stream, from, brackets ? stream->to : end);
    node->count = builder->items.count - base;
    node->items = ARENA_ARRAY(builder->arena, struct node *, node->count);
    if (node->count)
        memcpy(node->items, builder->items.items + base, node->count * sizeof(struct node *));
    builder->items.count = base;
    return node;
}

struct node *node_build(struct node_builder *builder)
{
    struct node_stream *stream = builder->stream;
    bool map = stream->event.type == YAML_MAPPING_START_EVENT;
    bool list = stream->event.type == YAML_SEQUENCE_START_EVENT;
    if (!map && !list) {
        struct node *node = ARENA_NEW(builder->arena, struct node);
        node_read_scalar(builder, node);
        return node;
    }
    if (++builder->depth > NODE_DEPTH) {
        node_stream_report(stream, MSG_YAML_DEPTH, stream->from, stream->to,
                           ARGS(arg_count("limit", NODE_DEPTH)));
        stream->resume = stream->from;
        return NULL;
    }
    struct node *node = map ? build_map(builder) : build_list(builder);
    builder->depth--;
    return node;
}
