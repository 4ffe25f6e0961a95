/* SPDX-License-Identifier: MIT */
/* Links once the document is complete: what they lead to within it, and how that is called. */
#include "base/suggest.h"
#include "doc/links.h"

enum { SUGGESTIONS = 512, MOST_SUGGESTED = 32 };

static void report_target(const struct doc_context *context, const struct doc_pending *pending,
                          size_t reported)
{
    struct str names[SUGGESTIONS], near = {NULL, 0};
    const struct map *ids = &context->state->ids;
    size_t count = 0;
    for (; count < ids->count && count < SUGGESTIONS; count++)
        names[count] = ids->items[count].key;
    if (reported < MOST_SUGGESTED)
        near = suggest_nearest(pending->target, names, count);
    diag_add(context->diags, near.n > 0 ? MSG_LINK_TARGET_NEAR : MSG_LINK_TARGET, pending->span,
             ARGS(arg_text("id", pending->target), arg_text("near", near),
                  arg_text("example", arena_format(context->arena, "{#%.*s}",
                                                   (int)pending->target.n, pending->target.p))));
}

void doc_link_words(const struct doc_context *context, struct doc_node *link, struct str words)
{
    struct doc_node *text = doc_node_new(context->arena, DOC_TEXT, link->span);
    text->text = words;
    doc_append(link, text);
}

/* The number of a section or clause, or what else a target is called. */
static struct str own_name(const struct doc_node *target)
{
    if (target->kind == DOC_SECTION)
        return target->section.reference.n > 0 ? target->section.reference : target->section.title;
    if (target->kind == DOC_ITEM)
        return target->item.reference;
    if (target->kind == DOC_TABLE)
        return target->table->number;
    if (target->kind == DOC_CHART)
        return target->chart->number;
    return (struct str){NULL, 0};
}

/* The appendix that a node stands in; NULL: in none. */
static const struct doc_node *appendix_of(const struct doc_node *node)
{
    while (node && !(node->kind == DOC_SECTION && node->section.appendix))
        node = node->parent;
    return node;
}

struct str doc_link_name(const struct language *language, struct arena *arena,
                         const struct doc_node *target, const struct doc_node *from)
{
    struct str name = own_name(target);
    const struct doc_node *appendix = appendix_of(target->parent);
    bool numbered = target->kind == DOC_ITEM ||
                    (target->kind == DOC_SECTION && target->section.reference.n > 0);
    if (!numbered || name.n == 0 || appendix == NULL || appendix == appendix_of(from))
        return name;
    return language_phrase(
        language, arena, "in_appendix",
        ARGS(arg_text("text", name), arg_text("number", appendix->section.reference)));
}

static void fill_link(const struct doc_context *context, const struct doc_pending *pending,
                      const struct doc_node *target)
{
    struct str name = doc_link_name(context->language, context->arena, target, pending->link);
    if (name.n == 0) {
        diag_add(context->diags, MSG_LINK_EMPTY, pending->span,
                 ARGS(arg_text("url", arena_format(context->arena, "#%.*s", (int)pending->target.n,
                                                   pending->target.p))));
        return;
    }
    doc_link_words(context, pending->link, name);
}

/* A link without its target becomes the text that it holds, and one with the texts beside it. */
static void dissolve(const struct doc_context *context, struct doc_node *link)
{
    struct str words = doc_plain_copy(link, context->arena);
    link->kind = DOC_TEXT;
    link->text = words;
    link->first = link->last = NULL;
    for (struct doc_node *node = link->parent->first; node && node->next;) {
        struct doc_node *next = node->next;
        if (node->kind != DOC_TEXT || next->kind != DOC_TEXT) {
            node = next;
            continue;
        }
        struct str parts[] = {node->text, next->text};
        node->text = arena_join(context->arena, parts, 2);
        node->next = next->next;
        if (link->parent->last == next)
            link->parent->last = node;
    }
}

void doc_links_resolve(const struct doc_context *context)
{
    size_t reported = 0;
    for (size_t i = 0; i < context->state->links.count; i++) {
        const struct doc_pending *pending = &context->state->links.items[i];
        const struct map_entry *entry = map_find(&context->state->ids, pending->target);
        if (entry == NULL && pending->optional)
            dissolve(context, pending->link);
        else if (entry == NULL)
            report_target(context, pending, reported++);
        else if (pending->link->first == NULL)
            fill_link(context, pending, ((const struct doc_id *)entry->pointer)->node);
    }
}
