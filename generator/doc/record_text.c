/* SPDX-License-Identifier: MIT */
/*
 * A field of the type markdown, alone in its paragraph: set as what it is, blocks of Markdown. Its
 * headings sink below the section at hand. Braces in it are no values: whoever keeps the record
 * need not know of formulas.
 *
 * What is wrong with it is told where the field stands; where its text was decoded (a folded
 * scalar), at its beginning.
 */
#include "doc/markdown_parts.h"

#include <string.h>

/* The value that a paragraph consists of, or NULL. */
static const struct mark *only_value(const struct md_walk *walk, cmark_node *paragraph)
{
    const struct md *md = walk->md;
    cmark_node *text = cmark_node_first_child(paragraph);
    size_t index;
    if (text == NULL || cmark_node_next(text) || cmark_node_get_type(text) != CMARK_NODE_TEXT)
        return NULL;
    struct str literal = str_from(cmark_node_get_literal(text));
    size_t least = md->mask.count > MASK_CODES ? md_least(md, walk->root, paragraph) : 0;
    if (!mask_letter(&md->mask, literal, 0, least, &index))
        return NULL;
    const struct mark *mark = &md->mask.items[index];
    bool plain = mark->kind == MARK_VALUE && mark->ready && mark->filters_from == 0;
    return plain && mark->to - mark->from == literal.n ? mark : NULL;
}

/* The text of the field with its place; false where the mark is no field of Markdown, or nothing is
 * known of it. */
static bool text_of(const struct doc_context *context, const struct mark *mark, struct text *out)
{
    const struct institution *institution = context->institution;
    const struct calc_world *world = &institution->world;
    struct record record;
    size_t field;
    if (mark->expr == NULL || calc_expr_type(mark->expr).kind != VALUE_TEXT ||
        !calc_expr_field(institution->calc, mark->expr, context->at, context->diags, &record,
                         &field) ||
        institution->types[record.type].fields[field].shape != SHAPE_MARKDOWN)
        return false;
    struct value value = doc_eval(context, mark->expr);
    if (value.kind != VALUE_TEXT)
        return false;
    struct span span = world->reader->field_span(world->store, record, field);
    *out = text_plain(value_as_text(value), span.at);
    out->span.len = span.len;
    return true;
}

/* Whether the text stands in its file byte for byte. */
static bool is_plain(const struct doc_context *context, struct text text)
{
    size_t count;
    const struct source *source = source_find(context->sources, text.span.at);
    if (source == NULL)
        return false;
    count = source->text.n;
    size_t at = text.span.at - source->base;
    return at + text.s.n <= count && str_equal(str_slice(source->text, at, at + text.s.n), text.s);
}

/* What was said of the text goes to where the field begins. */
static void pass_on(const struct doc_context *context, struct diags *heard, struct span span)
{
    size_t count;
    const struct diag *items = diags_sorted(heard, &count);
    for (size_t i = 0; i < count; i++)
        diag_add(context->diags, items[i].message, span, items[i].args);
}

bool md_record_text(struct md_walk *walk, cmark_node *paragraph, struct doc_node *parent)
{
    const struct mark *mark = only_value(walk, paragraph);
    struct doc_context context = *walk->context;
    struct text text;
    if (mark == NULL)
        return false;
    context.scope = mark->scope;
    if (!text_of(&context, mark, &text))
        return false;
    bool plain = is_plain(&context, text);
    struct span span = text.span;
    if (!plain)
        context.diags = diags_new(context.arena);
    md_read_plain(&context, text, walk->md->outline, parent);
    if (!plain)
        pass_on(walk->context, context.diags, span);
    return true;
}
