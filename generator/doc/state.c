/* SPDX-License-Identifier: MIT */
#include "doc/state.h"

#include "locale/format.h"

/* Choices show their labels by the address of their options; see words.c. */
static void index_field(const struct doc_context *context, struct doc_state *state,
                        const struct calc_field *field, const struct data_field *words)
{
    const struct calc_options *options = field->type.options;
    for (size_t i = 0; words->group && i < field->group_count; i++)
        index_field(context, state, &field->group[i], &words->group[i]);
    if (options == NULL || words->option_labels == NULL)
        return;
    struct str key =
        arena_str(context->arena, (struct str){(const char *)&options, sizeof options});
    bool added;
    struct map_entry *entry = map_put(&state->options, context->arena, key, &added);
    if (added)
        entry->pointer = (void *)(uintptr_t)words;
}

static void index_options(const struct doc_context *context, struct doc_state *state)
{
    const struct institution *institution = context->institution;
    for (size_t t = 0; t < institution->world.type_count; t++) {
        const struct calc_record_type *type = &institution->world.types[t];
        for (size_t f = 0; f < type->field_count; f++)
            index_field(context, state, &type->fields[f], &institution->types[t].fields[f]);
    }
}

struct doc_state *doc_state_new(const struct doc_context *context)
{
    struct doc_state *state = ARENA_NEW(context->arena, struct doc_state);
    index_options(context, state);
    return state;
}

void doc_state_finish(const struct doc_context *context)
{
    struct document *document = context->document;
    const struct doc_state *state = context->state;
    document->notes = state->notes.items;
    document->note_count = state->notes.count;
    document->tables = state->tables.items;
    document->table_count = state->tables.count;
    document->traces = state->traces.items;
    document->trace_count = state->traces.count;
    document->files = state->files.items;
    document->file_count = state->files.count;
    document->printed = state->printed.items;
    document->printed_count = state->printed.count;
    document->filled = state->filled.items;
    document->filled_count = state->filled.count;
}

/* --- names that must differ
 * ----------------------------------------------------------------------- */

/* `wanted`, or `wanted-2`, `-3` … : the first that `map` does not hold. The number to try next is
 * kept under the wanted name, so that a thousand equal headings cost a thousand steps. */
static struct str unused_name(struct arena *arena, struct map *map, struct map *tries,
                              struct str wanted)
{
    if (map_find(map, wanted) == NULL)
        return wanted;
    struct map_entry *next = map_put(tries, arena, wanted, NULL);
    if (next->number < 2)
        next->number = 2;
    for (;;) {
        struct str name = arena_format(arena, "%.*s-%llu", (int)wanted.n, wanted.p,
                                       (unsigned long long)next->number);
        next->number++;
        if (map_find(map, name) == NULL)
            return name;
    }
}

static void enter_id(const struct doc_context *context, struct doc_node *node, struct str id,
                     struct span span, bool made)
{
    struct doc_id *entry = ARENA_NEW(context->arena, struct doc_id);
    *entry = (struct doc_id){node, span, made};
    map_put(&context->state->ids, context->arena, id, NULL)->pointer = entry;
    node->id = id;
}

void doc_state_make_id(const struct doc_context *context, struct doc_node *node, struct str words)
{
    struct str slug = format_slug(context->language, context->arena, words);
    if (slug.n == 0)
        slug = STR("section");
    struct doc_state *state = context->state;
    enter_id(context, node, unused_name(context->arena, &state->ids, &state->id_tries, slug),
             node->span, true);
}

void doc_state_id(const struct doc_context *context, struct doc_node *node, struct str id,
                  struct span span)
{
    struct map_entry *taken = map_find(&context->state->ids, id);
    if (taken == NULL) {
        enter_id(context, node, id, span, false);
        return;
    }
    struct doc_id *first = taken->pointer;
    if (!first->made) {
        diag_add(context->diags, MSG_ID_TWICE, span,
                 ARGS(arg_text("id", id), arg_place("first", first->span)));
        return;
    }
    /* What an author wrote wins over what was made from a heading's words. */
    struct doc_node *other = first->node;
    *first = (struct doc_id){node, span, false};
    node->id = id;
    doc_state_make_id(context, other, id);
}

/* --- tables, charts, figures
 * ------------------------------------------------------------------------ */

struct str doc_state_number(const struct doc_context *context, enum doc_numbered kind)
{
    static const char *const WORDS[] = {
        [DOC_NUMBER_TABLE] = "table",
        [DOC_NUMBER_CHART] = "chart",
    };
    struct str word = language_word(context->language, WORDS[kind]);
    context->state->numbered[kind]++;
    return arena_format(context->arena, "%.*s\u00a0%u", (int)word.n, word.p,
                        (unsigned)context->state->numbered[kind]);
}

void doc_state_table(const struct doc_context *context, struct doc_table *table, struct str words)
{
    struct doc_state *state = context->state;
    struct str slug = format_file_name(context->language, context->arena, words);
    if (slug.n == 0)
        slug = STR("table");
    table->name = unused_name(context->arena, &state->table_names, &state->table_tries, slug);
    map_put(&state->table_names, context->arena, table->name, NULL)->pointer = table;
    ARENA_PUSH(context->arena, &state->tables, table);
}

struct str doc_state_file(const struct doc_context *context, struct str path, struct str bytes)
{
    struct doc_state *state = context->state;
    bool added;
    struct map_entry *entry = map_put(&state->file_paths, context->arena, path, &added);
    if (added) {
        struct str base = path;
        for (size_t slash; (slash = str_find(base, '/', 0)) != STR_NOT_FOUND;)
            base = str_slice(base, slash + 1, base.n);
        struct str parts[] = {STR("files/"), base};
        struct doc_file *file = ARENA_NEW(context->arena, struct doc_file);
        file->name = unused_name(context->arena, &state->file_names, &state->file_tries,
                                 arena_join(context->arena, parts, 2));
        file->path = path;
        file->bytes = bytes;
        map_put(&state->file_names, context->arena, file->name, NULL)->pointer = file;
        ARENA_PUSH(context->arena, &state->files, *file);
        entry->pointer = file;
    }
    return ((const struct doc_file *)entry->pointer)->name;
}

void doc_state_filled(const struct doc_context *context, struct doc_place *place)
{
    struct doc_state *state = context->state;
    const struct calc_frame *frame = context->at.frame;
    struct doc_filled *filled = &place->filled;
    bool blank = context->blank || (frame && frame->record.row == ROW_BLANK);
    if (filled->value.n == 0 || filled->name.n == 0 || blank)
        return;
    /* Of one record among many it is said what it is. */
    if (frame != state->frame && frame && frame->record.type < TYPE_NOTHING &&
        calc_find_figure(context->institution->calc, filled->name) == STR_NOT_FOUND) {
        struct str parts[] = {context->institution->world.types[frame->record.type].name, STR("."),
                              filled->name};
        filled->name = arena_join(context->arena, parts, 3);
    }
    struct str key[] = {filled->name, STR("="), filled->value};
    bool added;
    map_put(&state->filled_names, context->arena, arena_join(context->arena, key, 3), &added);
    if (added)
        ARENA_PUSH(context->arena, &state->filled, place);
}

void doc_state_printed(const struct doc_context *context, const struct doc_origin *origin,
                       struct str unit, const struct doc_shown *shown)
{
    struct doc_state *state = context->state;
    struct str period = {NULL, 0};
    /* A field of one record among many says nothing without its record. */
    if (context->at.frame != state->frame &&
        calc_find_figure(context->institution->calc, origin->name) == STR_NOT_FOUND)
        return;
    if (context->at.period != PERIOD_NONE)
        period = format_period(context->language, context->arena, context->at.period,
                               context->institution->world.period_mode);
    struct buf key = {0};
    buf_str(&key, origin->name);
    buf_char(&key, '@');
    buf_str(&key, period);
    buf_char(&key, '=');
    buf_str(&key, shown->machine);
    bool known = map_find(&state->printed_names, buf_view(&key)) != NULL;
    if (!known)
        map_put(&state->printed_names, context->arena, buf_copy(&key, context->arena), NULL);
    buf_free(&key);
    if (known)
        return;
    struct doc_printed printed = {.name = origin->name,
                                  .label = origin->label,
                                  .unit = unit,
                                  .period = period,
                                  .machine = shown->machine,
                                  .text = shown->text,
                                  .marks = shown->marks};
    ARENA_PUSH(context->arena, &state->printed, printed);
}
