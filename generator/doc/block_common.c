/* SPDX-License-Identifier: MIT */
#include "doc/block_parts.h"
#include "locale/format.h"

const struct str block_page_options[1] = {STR_INIT("landscape")};

static bool check_id(const struct doc_context *context, const struct node *id)
{
    if (str_find(id->text.s, ' ', 0) == STR_NOT_FOUND)
        return doc_check_id(context, id->text.s, id->span);
    diag_add(context->diags, MSG_ID_FORM, id->span,
             ARGS(arg_text("id", id->text.s), arg_text("example", STR("id: costs-2022"))));
    return false;
}

struct doc_node *block_node(const struct doc_context *context, const struct node *node,
                            struct span fence, enum doc_kind kind, struct doc_node *parent)
{
    struct doc_node *made = doc_node_new(context->arena, kind, fence);
    const struct node *id = node_get(node, "id");
    made->landscape = node_get(node, "page") && node_get(node, "page")->kind == NODE_SCALAR;
    made->break_before = schema_yes_no(node, "break", false);
    if (id && id->kind == NODE_SCALAR && check_id(context, id))
        doc_state_id(context, made, id->text.s, id->span);
    doc_append(parent, made);
    return made;
}

struct doc_node *block_caption(const struct doc_context *context, const struct node *node)
{
    struct text caption = schema_text(node, "caption");
    return caption.s.n > 0 ? doc_inline_paragraph(context, caption) : NULL;
}

struct str block_words(const struct doc_context *context, const struct doc_node *caption,
                       const struct doc_node *parent, struct str fallback)
{
    while (parent && parent->kind != DOC_SECTION)
        parent = parent->parent;
    if (caption == NULL)
        return parent ? parent->section.title : fallback;
    return doc_plain_copy(caption, context->arena);
}

/* --- notes --------------------------------------------------------------------------------------
 */

void block_note(const struct doc_context *context, struct block_notes *notes, struct str text)
{
    struct doc_node *paragraph = doc_node_new(context->arena, DOC_PARAGRAPH, (struct span){0, 0});
    struct doc_node *words = doc_node_new(context->arena, DOC_TEXT, (struct span){0, 0});
    words->text = text;
    doc_append(paragraph, words);
    ARENA_PUSH(context->arena, notes, paragraph);
}

/* Puts `text` before or behind the inlines of a paragraph. */
static void add_words(const struct doc_context *context, struct doc_node *paragraph,
                      struct str text, bool before)
{
    struct doc_node *edge = before ? paragraph->first : paragraph->last;
    if (text.n == 0)
        return;
    if (edge && edge->kind == DOC_TEXT) {
        struct str parts[] = {before ? text : edge->text, before ? edge->text : text};
        edge->text = arena_join(context->arena, parts, 2);
        return;
    }
    struct doc_node *words = doc_node_new(context->arena, DOC_TEXT, (struct span){0, 0});
    words->text = text;
    if (!before) {
        doc_append(paragraph, words);
        return;
    }
    words->parent = paragraph;
    words->next = paragraph->first;
    paragraph->first = words;
    if (paragraph->last == NULL)
        paragraph->last = words;
}

/* A text of the block, within the words of `phrase` ("Zdroj: {text}"). */
static void own_note(const struct doc_context *context, const struct node *node, const char *key,
                     const char *phrase, struct block_notes *notes)
{
    struct text text = schema_text(node, key);
    struct doc_node *paragraph = text.s.n > 0 ? doc_inline_paragraph(context, text) : NULL;
    if (paragraph == NULL)
        return;
    struct str words = language_phrase(context->language, context->arena, phrase,
                                       ARGS(arg_text("text", STR("\x01"))));
    size_t at = str_find(words, '\x01', 0);
    if (at != STR_NOT_FOUND) {
        add_words(context, paragraph, str_slice(words, 0, at), true);
        add_words(context, paragraph, str_slice(words, at + 1, words.n), false);
    }
    ARENA_PUSH(context->arena, notes, paragraph);
}

void block_own_notes(const struct doc_context *context, const struct node *node,
                     struct block_notes *notes)
{
    own_note(context, node, "note", "note_line", notes);
    own_note(context, node, "source", "source_line", notes);
}

static struct str count_text(const struct doc_context *context, size_t count)
{
    return format_number(context->language, context->arena, number_from_int((int64_t)count),
                         NUMBER_ONE);
}

void block_undecided_note(const struct doc_context *context, const struct calc_query *query,
                          size_t undecided, struct block_notes *notes)
{
    const struct calc_world *world = &context->institution->world;
    if (undecided == 0)
        return;
    size_t total =
        world->reader->rows(world->store, calc_query_type(query), context->at.period).count;
    block_note(context, notes,
               language_phrase(context->language, context->arena, "undecided",
                               ARGS(arg_text("n", count_text(context, undecided)),
                                    arg_text("total", count_text(context, total)))));
}

uint8_t block_room(const struct calc_type *type)
{
    static const uint8_t ROOMS[] = {
        [VALUE_TEXT] = 28, [VALUE_RECORD] = 22, [VALUE_CHOICES] = 22, [VALUE_CHOICE] = 12,
        [VALUE_DATE] = 10, [VALUE_MONTH] = 10,  [VALUE_NUMBER] = 7,   [VALUE_PERIOD] = 5};
    return (size_t)type->kind < sizeof ROOMS / sizeof *ROOMS ? ROOMS[type->kind] : 0;
}

/* --- marks --------------------------------------------------------------------------------------
 */

uint8_t block_marks_said(const struct doc_context *context)
{
    return context->document->all_sample ? MARK_SAMPLE : 0;
}

void block_mark_notes(const struct doc_context *context, uint8_t signs, uint8_t all,
                      struct block_notes *notes)
{
    if (all & MARK_ESTIMATE)
        block_note(context, notes, language_word(context->language, "estimate_all"));
    else if (signs & MARK_ESTIMATE)
        block_note(context, notes, language_word(context->language, "estimate_line"));
    if (block_marks_said(context) & MARK_SAMPLE)
        return;
    if (all & MARK_SAMPLE)
        block_note(context, notes, language_word(context->language, "sample_all"));
    else if (signs & MARK_SAMPLE)
        block_note(context, notes, language_word(context->language, "sample_line"));
}

struct str block_signed(const struct language *language, struct arena *arena, struct str text,
                        uint8_t marks)
{
    struct str parts[3] = {text};
    size_t count = 1;
    if (marks == 0)
        return text;
    if (marks & MARK_ESTIMATE)
        parts[count++] = language_word(language, "estimate_mark");
    if (marks & MARK_SAMPLE)
        parts[count++] = language_word(language, "sample_mark");
    return arena_join(arena, parts, count);
}

/* --- reading ------------------------------------------------------------------------------------
 */

bool block_exclude(const struct doc_context *context, const struct node *node,
                   const char *const *keys, size_t count)
{
    const struct node_entry *first = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct node_entry *entry = node_find(node, str_from(keys[i]));
        if (entry && first) {
            diag_add(context->diags, MSG_BLOCK_TOGETHER, entry->key.span,
                     ARGS(arg_text("key", entry->key.s), arg_text("other", first->key.s)));
            return false;
        }
        first = entry ? entry : first;
    }
    return true;
}

const struct expr *block_formula(const struct doc_context *context, const struct node *node)
{
    return node && node->kind == NODE_SCALAR ? doc_compile(context, node->text) : NULL;
}

size_t block_item_count(const struct node *node)
{
    if (node == NULL || node->kind == NODE_EMPTY)
        return 0;
    return node->kind == NODE_LIST ? node->count : 1;
}

const struct node *block_item(const struct node *node, size_t index)
{
    return node->kind == NODE_LIST ? node->items[index] : node;
}

/* The runs of a part, moved to where it stands in the whole. */
static size_t add_runs(const struct text *part, size_t from, struct text_run *runs)
{
    size_t count = 0;
    runs[count++] = (struct text_run){(uint32_t)from, text_span(*part, 0, 0).at};
    for (uint32_t i = 0; part->map && i < part->map_count; i++)
        if (part->map[i].from > part->origin && part->map[i].from < part->origin + part->s.n)
            runs[count++] = (struct text_run){(uint32_t)from + part->map[i].from - part->origin,
                                              part->map[i].at};
    return count;
}

struct text block_join(const struct doc_context *context, const struct text *parts, size_t count)
{
    struct str *strings = ARENA_ARRAY(context->arena, struct str, count);
    size_t run_count = 0, from = 0;
    for (size_t i = 0; i < count; i++) {
        strings[i] = parts[i].s;
        run_count += 1 + parts[i].map_count;
    }
    struct text_run *runs = ARENA_ARRAY(context->arena, struct text_run, run_count);
    struct text out = {.s = arena_join(context->arena, strings, count), .map = runs};
    for (size_t i = 0; i < count; i++) {
        /* What stands nowhere lies between its neighbours. */
        struct text part = parts[i];
        for (size_t k = i; part.span.at == 0 && k < count; k++)
            part.span.at = parts[k].span.at;
        if (parts[i].span.at == 0 && out.span.at != 0)
            part.span.at = out.span.at + out.span.len;
        out.map_count += (uint32_t)add_runs(&part, from, &runs[out.map_count]);
        out.span = span_join(out.span, parts[i].span);
        from += parts[i].s.n;
    }
    return out;
}
