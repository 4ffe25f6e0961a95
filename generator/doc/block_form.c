/* SPDX-License-Identifier: MIT */
#include "doc/form_parts.h"

static const struct str places[] = {STR_INIT("right")};

static const struct schema_field question_fields[] = {
    NEEDED("show", SHAPE_TEXT),
    FIELD("label", SHAPE_WORDS),
    FIELD("lines", SHAPE_INTEGER),
};
static const struct schema question_schema = SCHEMA("fields", question_fields);
static const struct schema_field question_element = {
    .shape = SHAPE_GROUP, .group = &question_schema, .shorthand = STR_INIT("show")};

static const struct schema_field line_fields[] = {
    FIELD("text", SHAPE_MARKDOWN), FIELD("show", SHAPE_FORMULA),  FIELD("label", SHAPE_WORDS),
    FIELD("note", SHAPE_WORDS),    FIELD("lines", SHAPE_INTEGER),
};
static const struct schema line_schema = SCHEMA("lines", line_fields);
static const struct schema_field line_element = {
    .shape = SHAPE_GROUP, .group = &line_schema, .shorthand = STR_INIT("text")};

static const struct schema_field fields[] = {
    FIELD("of", SHAPE_TEXT),
    FIELD("fields", SHAPE_LIST, .element = &question_element),
    FIELD("numbered", SHAPE_YES_NO),
    FIELD("lines", SHAPE_LIST, .element = &line_element),
    FIELD("report", SHAPE_TEXT),
    FIELD("place", SHAPE_CHOICE, OPTIONS(places)),
    BLOCK_KEYS,
};
static const struct schema schema = SCHEMA("form", fields);

struct doc_node *form_line(const struct doc_context *context, struct doc_node *form,
                           enum doc_form_line kind, struct span span)
{
    struct doc_node *line = doc_node_new(context->arena, DOC_FORM_LINE, span);
    line->form_line.kind = kind;
    doc_append(form, line);
    return line;
}

struct doc_node *form_words(const struct doc_context *context, struct doc_node *line,
                            struct str words, struct span span)
{
    struct doc_node *paragraph = doc_node_new(context->arena, DOC_PARAGRAPH, span);
    struct doc_node *text = doc_node_new(context->arena, DOC_TEXT, span);
    text->text = words;
    doc_append(paragraph, text);
    doc_append(line, paragraph);
    return paragraph;
}

struct doc_node *form_note(const struct doc_context *context, const struct node *words)
{
    struct text note;
    if (words == NULL || words->kind == NODE_EMPTY ||
        !language_pick(context->language, words, &note))
        return NULL;
    return doc_inline_paragraph(context, note);
}

/* --- lines
 * ---------------------------------------------------------------------------------------- */

static bool read_lines(const struct doc_context *context, const struct node *node, uint32_t *lines)
{
    const struct node *given = node_get(node, "lines");
    int64_t count = schema_integer(node, "lines", 1);
    *lines = given && given->kind == NODE_SCALAR ? (uint32_t)count : 0;
    if (*lines == 0 || (count >= 1 && count <= TEMPLATE_MOST_LINES))
        return true;
    diag_add(context->diags, MSG_FORM_LINES, given->span,
             ARGS(arg_text("found", given->text.s), arg_count("most", TEMPLATE_MOST_LINES)));
    return false;
}

static bool read_asked(const struct doc_context *context, const struct node *node,
                       struct form_asked *asked)
{
    const struct node *show = node_get(node, "show");
    *asked = (struct form_asked){.type = {.kind = VALUE_TEXT}, .span = node->span};
    if (!read_lines(context, node, &asked->lines))
        return false;
    if (show && show->kind == NODE_SCALAR) {
        asked->expr = block_formula(context, show);
        if (asked->expr == NULL)
            return false;
        asked->type = calc_expr_type(asked->expr);
        doc_origin_of(context, asked->expr, &asked->origin);
        asked->field = asked->origin.field;
    }
    asked->origin.label = block_label(context, node, &asked->origin);
    return true;
}

static bool has_words(const struct node *node, const char *key)
{
    const struct node *words = node_get(node, key);
    return words && words->kind != NODE_EMPTY;
}

/* What is asked and room for it: beside it where that is enough. */
static void add_pair(const struct doc_context *context, const struct node *node,
                     struct doc_node *form)
{
    struct form_asked asked;
    if (!read_asked(context, node, &asked))
        return;
    bool beside = form_is_short(&asked);
    struct doc_node *line =
        form_line(context, form, beside ? DOC_LINE_PAIR : DOC_LINE_QUESTION, node->span);
    form_words(context, line, asked.origin.label, node->span);
    line->form_line.note = beside ? NULL : form_note(context, node_get(node, "note"));
    form_answer(context, &asked, line);
}

static void add_text(const struct doc_context *context, struct text text, struct doc_node *form)
{
    struct doc_node *paragraph = doc_inline_paragraph(context, text);
    if (paragraph)
        doc_append(form_line(context, form, DOC_LINE_TEXT, paragraph->span), paragraph);
}

static void add_line(const struct doc_context *context, const struct node *item,
                     struct doc_node *form)
{
    static const char *const EITHER[] = {"text", "show"}, *const OR[] = {"text", "label"};
    if (item->kind == NODE_SCALAR) {
        add_text(context, item->text, form);
        return;
    }
    if (item->kind != NODE_MAP || !block_exclude(context, item, EITHER, 2) ||
        !block_exclude(context, item, OR, 2))
        return;
    if (has_words(item, "text"))
        add_text(context, schema_text(item, "text"), form);
    else if (has_words(item, "show") || has_words(item, "label"))
        add_pair(context, item, form);
    else
        diag_add(context->diags, MSG_FORM_LINE_EMPTY, item->span, NO_ARGS);
}

/* --- the block
 * ------------------------------------------------------------------------------------ */

/* A key that only another one gives a meaning. */
static bool check_idle(const struct doc_context *context, const struct node *node, const char *key,
                       const char *needs)
{
    const struct node_entry *entry = node_find(node, str_from(key));
    if (entry == NULL || node_get(node, needs))
        return true;
    diag_add(context->diags, MSG_FORM_KEY_IDLE, entry->key.span,
             ARGS(arg_text("key", entry->key.s),
                  arg_text("needs", arena_format(context->arena, "%s:", needs))));
    return false;
}

/* The form of another report comes as it is. */
static bool check_report(const struct doc_context *context, const struct node *node)
{
    static const char *const OWN[] = {"caption", "id", "note", "source", "page", "place", "break"};
    bool good = true;
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) {
        const char *either[] = {"report", OWN[i]};
        good &= block_exclude(context, node, either, 2);
    }
    return good;
}

static bool check_form(const struct doc_context *context, const struct node *node)
{
    static const char *const EITHER[] = {"of", "lines", "report"};
    if (!schema_check(&schema, node, context->diags) || !block_exclude(context, node, EITHER, 3) ||
        !check_report(context, node))
        return false;
    bool lines = block_item_count(node_get(node, "lines")) > 0;
    if (!has_words(node, "of") && !lines && !has_words(node, "report")) {
        diag_add(context->diags, MSG_FORM_OF_NOTHING, node->span, NO_ARGS);
        return false;
    }
    bool fields_good = check_idle(context, node, "fields", "of");
    return check_idle(context, node, "numbered", "of") && fields_good;
}

/* At the right, before anything else is said: an approval, which stands above the title. */
static struct doc_node *place_of(const struct doc_context *context, const struct node *node,
                                 struct doc_node *parent)
{
    struct document *document = context->document;
    bool first = parent->kind == DOC_DOCUMENT && parent->first == NULL && context->form.n == 0;
    if (!node_get(node, "place") || !first)
        return parent;
    if (document->above == NULL)
        document->above = doc_node_new(context->arena, DOC_DOCUMENT, (struct span){0, 0});
    return document->above;
}

uint8_t form_level(const struct doc_node *node)
{
    while (node->kind != DOC_SECTION && node->parent)
        node = node->parent;
    return node->kind == DOC_SECTION ? node->section.level : 0;
}

static void add_caption(const struct doc_context *context, const struct node *node,
                        struct doc_node *form)
{
    struct doc_node *caption = block_caption(context, node);
    if (caption == NULL)
        return;
    struct doc_node *strong = doc_node_new(context->arena, DOC_STRONG, caption->span);
    for (struct doc_node *child = caption->first, *next; child; child = next) {
        next = child->next;
        doc_append(strong, child);
    }
    caption->first = caption->last = NULL;
    doc_append(caption, strong);
    doc_append(form_line(context, form, DOC_LINE_TEXT, caption->span), caption);
}

static void add_notes(const struct doc_context *context, const struct node *node,
                      struct doc_node *form)
{
    struct block_notes notes = {0};
    block_own_notes(context, node, &notes);
    for (size_t i = 0; i < notes.count; i++)
        doc_append(form_line(context, form, DOC_LINE_TEXT, notes.items[i]->span), notes.items[i]);
}

void doc_block_form(const struct doc_context *context, const struct node *node, struct span fence,
                    struct doc_node *parent)
{
    if (!check_form(context, node))
        return;
    if (has_words(node, "report")) {
        form_of_report(context, node_get(node, "report"), parent);
        return;
    }
    struct doc_node *form = doc_node_new(context->arena, DOC_FORM, fence);
    add_caption(context, node, form);
    struct doc_node *caption = form->last;
    const struct node *lines = node_get(node, "lines");
    if (has_words(node, "of"))
        form_of_type(context, node, form_level(parent), form);
    for (size_t i = 0; i < block_item_count(lines); i++)
        add_line(context, block_item(lines, i), form);
    if (form->last == caption) /* all of it was faulty */
        return;
    add_notes(context, node, form);
    struct doc_node *place = place_of(context, node, parent);
    struct doc_node *made = block_node(context, node, fence, DOC_FORM, place);
    for (struct doc_node *line = form->first, *next; line; line = next) {
        next = line->next;
        doc_append(made, line);
    }
    made->form.right = node_get(node, "place") && place == parent;
}
