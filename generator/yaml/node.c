/* SPDX-License-Identifier: MIT */
/* Whole files, parts of files, and files entry by entry. */
#include "yaml/node.h"

#include "base/map.h"
#include "yaml/node_parts.h"

/*
 * Goes to the first event of the document's node, or to the stream's end where there is none.
 * False after a syntax error.
 */
static bool enter_document(struct node_stream *stream)
{
    do {
        if (!node_stream_next(stream))
            return false;
    } while (stream->event.type == YAML_STREAM_START_EVENT ||
             stream->event.type == YAML_DOCUMENT_START_EVENT);
    return true;
}

/* From the document's last event to the end of the stream; false when anything follows. */
static bool leave_document(struct node_stream *stream)
{
    while (stream->event.type != YAML_STREAM_END_EVENT) {
        if (!node_stream_next(stream))
            return false;
        if (stream->event.type == YAML_DOCUMENT_START_EVENT) {
            node_stream_report(stream, MSG_YAML_DOCUMENTS, stream->from, stream->to, NO_ARGS);
            stream->resume = stream->text.n;
            return false;
        }
    }
    return true;
}

static struct node *empty_node(const struct node_stream *stream, struct arena *arena)
{
    struct node *node = ARENA_NEW(arena, struct node);
    node->kind = NODE_EMPTY;
    node->span = (struct span){stream->at, 0};
    return node;
}

/* --- entry by entry --------------------------------------------------------------------------- */

struct entries {
    struct node_stream stream;
    struct node_builder builder;
    struct node_plain plain;
    struct arena *keys; /* outlives the entries: keys that are no slices of the source */
    struct map seen;    /* key → place */
    bool passed;        /* libyaml's next entry has been handed over already */
    node_entry_fn entry;
    void *context;
};

static bool is_within(struct str part, struct str whole)
{
    return part.p >= whole.p && part.p <= whole.p + whole.n;
}

static void note_key(struct entries *entries, struct str text, struct text key)
{
    struct str name = is_within(key.s, text) ? key.s : arena_str(entries->keys, key.s);
    struct map_entry *seen = map_put(&entries->seen, entries->keys, name, NULL);
    seen->number = (uint64_t)key.span.at << 32 | key.span.len;
}

/* Whether the key is there for the first time; it is noted. */
static bool is_new_key(struct entries *entries, struct text key)
{
    struct node_stream *stream = entries->builder.stream;
    const struct map_entry *seen = map_find(&entries->seen, key.s);
    if (seen) {
        struct span first = {(uint32_t)(seen->number >> 32), (uint32_t)seen->number};
        node_report_repeated(stream, key, first);
        return false;
    }
    note_key(entries, stream->text, key);
    return true;
}

static bool was_passed(struct entries *entries)
{
    bool passed = entries->passed;
    entries->passed = false;
    return passed;
}

/*
 * An entry is handed over when the event behind it has come: `name: a: b` is a sound entry up to
 * its second colon.
 */
static bool read_map(struct entries *entries)
{
    struct node_builder *builder = &entries->builder;
    struct node_stream *stream = builder->stream;
    bool braces = stream->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    bool whole = node_stream_next(stream);
    while (whole && stream->event.type != YAML_MAPPING_END_EVENT) {
        struct node_entry entry;
        bool usable;
        whole =
            node_build_entry(builder, braces, NULL, &entry, &usable) && node_stream_next(stream);
        if (!was_passed(entries) && whole && usable && is_new_key(entries, entry.key))
            entries->entry(entries->context, entry.key, entry.value);
        arena_reset(builder->arena);
    }
    return whole;
}

static bool read_list(struct entries *entries)
{
    struct node_builder *builder = &entries->builder;
    struct node_stream *stream = builder->stream;
    bool whole = node_stream_next(stream);
    while (whole && stream->event.type != YAML_SEQUENCE_END_EVENT) {
        struct node *value = node_build(builder);
        whole = value && node_stream_next(stream);
        if (!was_passed(entries) && whole)
            entries->entry(entries->context, (struct text){0}, value);
        arena_reset(builder->arena);
    }
    return whole;
}

static bool read_top(struct entries *entries)
{
    struct node_stream *stream = entries->builder.stream;
    if (!enter_document(stream))
        return false;
    entries->builder.depth = 1;
    switch ((int)stream->event.type) {
    case YAML_MAPPING_START_EVENT:
        return read_map(entries) && leave_document(stream);
    case YAML_SEQUENCE_START_EVENT:
        return read_list(entries) && leave_document(stream);
    case YAML_STREAM_END_EVENT:
        return true;
    default:
        if (stream->event.type == YAML_SCALAR_EVENT && stream->event.data.scalar.length == 0)
            return leave_document(stream);
        node_stream_report(stream, MSG_YAML_TOP, stream->from, stream->to, NO_ARGS);
        return false;
    }
}

/* --- after a syntax error ----------------------------------------------------------------------
 */

/*
 * One syntax error must not hide the others. After it the text is read again from the next line
 * that can begin an entry at the top: one indented as the first line is, which is a key (or an
 * item, where the first line is one). Each new start is behind the last, and there are few.
 */
enum { MOST_RESUMES = 20 };

static bool begins_entry(struct str line, size_t indent, bool list)
{
    size_t spaces = 0;
    while (spaces < line.n && line.p[spaces] == ' ')
        spaces++;
    struct str rest = str_slice(line, spaces, line.n);
    bool item = str_starts(rest, STR("- "));
    if (spaces != indent || item || list || str_starts(rest, STR("#")))
        return spaces == indent && item && list;
    bool key = str_find_str(rest, STR(": "), 0) != STR_NOT_FOUND;
    return key || str_ends(rest, STR(":")) || str_ends(rest, STR(":\r"));
}

/* The next line of that kind after the one in which `after` stands; the text's end: none. */
static size_t find_entry(struct str text, size_t after)
{
    size_t indent = 0, first = 0;
    while (first < text.n && (text.p[first] == '\n' || text.p[first] == '#')) {
        size_t end = str_find(text, '\n', first);
        first = end == STR_NOT_FOUND ? text.n : end + 1;
    }
    while (first + indent < text.n && text.p[first + indent] == ' ')
        indent++;
    bool list = first + indent < text.n && text.p[first + indent] == '-';
    for (;;) {
        size_t start = str_find(text, '\n', after);
        if (start == STR_NOT_FOUND)
            return text.n;
        start++;
        size_t end = str_find(text, '\n', start);
        struct str line = str_slice(text, start, end == STR_NOT_FOUND ? text.n : end);
        if (begins_entry(line, indent, list))
            return start;
        after = start;
    }
}

/* Reads entries from `from` on, and after each syntax error from the next sound place. */
static bool read_entries(struct entries *entries, struct str text, uint32_t at, size_t from,
                         struct node_facts facts, struct diags *diags)
{
    struct node_stream *stream = &entries->stream;
    bool good = true;
    entries->builder.stream = stream;
    for (int i = 0; i <= MOST_RESUMES && (from < text.n || i == 0); i++) {
        node_stream_open(stream, str_slice(text, from, text.n), at + (uint32_t)from, facts, diags);
        bool whole = read_top(entries);
        good = good && whole && stream->faults == 0;
        from = whole ? text.n : find_entry(text, from + stream->resume);
        node_stream_close(stream);
        node_builder_close(&entries->builder);
        arena_reset(entries->builder.arena);
    }
    return good;
}

static void ignore_entry(void *context, struct text key, struct node *value)
{
    (void)context;
    (void)key;
    (void)value;
}

/* The rest of a text that could not be read whole, for its faults alone. */
static void report_rest(struct str text, uint32_t at, size_t from, struct node_facts facts,
                        struct diags *diags)
{
    struct entries entries = {
        .builder = {.arena = arena_new()},
        .keys = arena_new(),
        .entry = ignore_entry,
    };
    read_entries(&entries, text, at, from, facts, diags);
    arena_free(entries.keys);
    arena_free(entries.builder.arena);
}

/* --- entries that stand for themselves ---------------------------------------------------------
 */

static bool is_silent(const struct diags *diags)
{
    return diags_count(diags, SEVERITY_ERROR) + diags_count(diags, SEVERITY_WARNING) +
               diags_count(diags, SEVERITY_HINT) ==
           0;
}

/* The next entry by libyaml; false when there is anything to say about it, which is said later. */
static bool read_alone(struct entries *entries, struct text *key, struct node **value)
{
    struct node_plain *plain = &entries->plain;
    struct arena *arena = entries->builder.arena;
    size_t end;
    if (!node_plain_end(plain, &end))
        return false;
    struct diags *unheard = diags_new(arena);
    const struct node *node = node_read_part(str_slice(plain->text, plain->next, end),
                                             plain->at + (uint32_t)plain->next, arena, unheard);
    if (node == NULL || node->count != 1 || !is_silent(unheard))
        return false;
    *key = plain->list ? (struct text){0} : node->entries[0].key;
    *value = plain->list ? node->items[0] : node->entries[0].value;
    plain->next = end;
    return true;
}

/*
 * Hands over what can be read without what stands around it: plain entries, and by libyaml such
 * single ones among them that are sound. Gives the place from which the file has to be read as a
 * whole, its end if nothing is left: that is the last entry handed over, so that libyaml meets what
 * follows as the next of a list or map. A file in which plain entries are rare is read as a whole
 * too: to begin anew for each entry costs a tenth.
 */
static size_t read_singly(struct entries *entries, struct str text, uint32_t at)
{
    enum { MOST_ALONE = 16 }; /* in a row */
    struct node_plain *plain = &entries->plain;
    size_t whole = 0, alone = 0;
    node_plain_open(plain, text, at);
    while (plain->next < text.n) {
        size_t from = plain->next;
        struct text key = {0};
        struct node *value = &plain->value;
        bool is_plain = node_plain_next(plain);
        alone = is_plain ? 0 : alone + 1;
        if (is_plain)
            key = plain->key;
        else if (alone > MOST_ALONE || !read_alone(entries, &key, &value))
            return whole;
        if (!plain->list && map_find(&entries->seen, key.s))
            return whole;
        if (!plain->list)
            note_key(entries, text, key);
        entries->entry(entries->context, key, value);
        arena_reset(entries->builder.arena);
        whole = from;
        entries->passed = true;
    }
    return text.n;
}

/* --- whole texts --------------------------------------------------------------------------------
 */

struct node *node_read_part(struct str part, uint32_t at, struct arena *arena, struct diags *diags)
{
    struct node_facts facts;
    if (!node_scan_text(part, at, diags, &facts))
        return NULL;
    struct node_stream stream;
    node_stream_open(&stream, part, at, facts, diags);
    struct node_builder builder = {.stream = &stream, .arena = arena};
    struct node *node = NULL;
    if (enter_document(&stream)) {
        bool empty = stream.event.type == YAML_STREAM_END_EVENT;
        node = empty ? empty_node(&stream, arena) : node_build(&builder);
    }
    bool whole = node && leave_document(&stream);
    size_t next = whole ? part.n : find_entry(part, stream.resume);
    node_builder_close(&builder);
    node_stream_close(&stream);
    if (next < part.n)
        report_rest(part, at, next, facts, diags);
    return whole ? node : NULL;
}

struct node *node_read(const struct source *source, struct arena *arena, struct diags *diags)
{
    uint32_t at;
    struct str text = node_source_text(source, &at);
    return node_read_part(text, at, arena, diags);
}

bool node_read_entries(const struct source *source, struct arena *scratch, struct diags *diags,
                       node_entry_fn entry, void *context)
{
    uint32_t at;
    struct node_facts facts;
    struct str text = node_source_text(source, &at);
    if (!node_scan_text(text, at, diags, &facts))
        return false;
    struct entries entries = {
        .builder = {.arena = scratch},
        .keys = arena_new(),
        .entry = entry,
        .context = context,
    };
    size_t from = facts.nfc ? read_singly(&entries, text, at) : 0;
    bool good = from == text.n || read_entries(&entries, text, at, from, facts, diags);
    arena_free(entries.keys);
    return good;
}

struct str node_excerpt(struct str text)
{
    enum { EXCERPT = 160 };
    if (text.n <= EXCERPT)
        return text;
    size_t end = EXCERPT;
    while (((unsigned char)text.p[end] & 0xC0) == 0x80)
        end--;
    return str_slice(text, 0, end);
}

/* --- access ----------------------------------------------------------------------------------- */

struct node_entry *node_find(const struct node *map, struct str key)
{
    if (map == NULL || map->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (str_equal(map->entries[i].key.s, key))
            return &map->entries[i];
    return NULL;
}

struct node *node_get(const struct node *map, const char *key)
{
    struct node_entry *entry = node_find(map, str_from(key));
    return entry ? entry->value : NULL;
}
