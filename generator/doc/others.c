/* SPDX-License-Identifier: MIT */
#include "doc/others.h"

#include "doc/assemble.h"
#include "doc/links.h"

struct doc_others {
    struct arena *arena;
    struct map reports; /* report and language → struct other */
};

/* A report in one language. */
struct other {
    struct str title;
    struct map names; /* id → struct str * */
};

struct doc_others *doc_others_new(struct arena *arena)
{
    struct doc_others *others = ARENA_NEW(arena, struct doc_others);
    others->arena = arena;
    return others;
}

/* Names of all that has an id; the tree is at most as deep as Markdown may be. */
static void note_names(struct doc_others *others, struct other *other,
                       const struct language *language, const struct doc_node *first)
{
    for (const struct doc_node *node = first; node; node = node->next) {
        if (node->id.n > 0) {
            struct str *name = ARENA_NEW(others->arena, struct str);
            *name = doc_link_name(language, others->arena, node, NULL);
            *name = arena_str(others->arena, *name);
            map_put(&other->names, others->arena, arena_str(others->arena, node->id), NULL)
                ->pointer = name;
        }
        note_names(others, other, language, node->first);
    }
}

static struct other *read_other(const struct doc_context *context, const struct data_report *report,
                                const struct language *language)
{
    struct doc_others *others = context->others;
    struct other *other = ARENA_NEW(others->arena, struct other);
    struct arena *arena = arena_new();
    struct doc_request request = {
        .arena = arena,
        .diags = diags_new(arena),
        .sources = context->sources,
        .fs = context->fs,
        .institution = context->institution,
        .language = language,
        .find_language = context->find_language,
        .owner = context->owner,
        .report = report,
        .record = {.type = TYPE_NOTHING},
    };
    const struct document *document = doc_assemble(&request);
    other->title = arena_str(others->arena, document->title);
    note_names(others, other, language, document->root->first);
    arena_free(arena);
    return other;
}

/* The language at hand if the report is made in it, else its first. */
static const struct language *language_of(const struct doc_context *context,
                                          const struct data_report *report)
{
    for (size_t i = 0; i < report->language_count; i++)
        if (str_equal(report->languages[i], language_code(context->language)))
            return context->language;
    return context->find_language(context->owner, report->languages[0], report->language_places[0]);
}

bool doc_others_name(const struct doc_context *context, const struct data_report *report,
                     struct str id, struct str *name)
{
    struct doc_others *others = context->others;
    const struct language *language = others ? language_of(context, report) : NULL;
    *name = STR("\xE2\x80\xA6");
    if (language == NULL) /* put together for its numbers alone, or reported */
        return true;
    struct str parts[] = {context->institution->id, STR("/"), report->id, STR("/"),
                          language_code(language)};
    bool added;
    struct map_entry *entry =
        map_put(&others->reports, others->arena, arena_join(others->arena, parts, 5), &added);
    if (added)
        entry->pointer = read_other(context, report, language);
    const struct other *other = entry->pointer;
    const struct map_entry *found = id.n > 0 ? map_find(&other->names, id) : NULL;
    *name = id.n == 0 ? other->title
            : found   ? *(const struct str *)found->pointer
                      : (struct str){0};
    return id.n == 0 || found;
}
