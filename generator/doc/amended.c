/* SPDX-License-Identifier: MIT */
#include "doc/amended.h"

#include "base/suggest.h"
#include "doc/markdown_parts.h"
#include "doc/words.h"

enum { ORDERS = 16, SUGGESTIONS = 256 };

/* --- the record
 * ------------------------------------------------------------------------------------------- */

static uint16_t type_of(const struct doc_context *context, struct span span)
{
    const struct node *node = node_get(context->report->node, "amendments");
    if (node == NULL) {
        diag_add(context->diags, MSG_AMENDMENTS_MISSING, span, NO_ARGS);
        return TYPE_NOTHING;
    }
    const struct calc_world *world = &context->institution->world;
    uint16_t type = calc_find_type(context->institution->calc, node->text.s);
    if (type != TYPE_NOTHING)
        return type;
    struct str names[SUGGESTIONS];
    size_t count = 0;
    for (; count < world->type_count && count < SUGGESTIONS; count++)
        names[count] = world->types[count].name;
    struct str near = suggest_nearest(node->text.s, names, count);
    diag_add(context->diags, near.n > 0 ? MSG_AMENDMENTS_TYPE_NEAR : MSG_AMENDMENTS_TYPE,
             node->span, ARGS(arg_text("name", node->text.s), arg_text("near", near)));
    return TYPE_NOTHING;
}

static void report_unknown(const struct doc_context *context, uint16_t type, struct str id,
                           struct span span)
{
    const struct calc_world *world = &context->institution->world;
    struct calc_rows rows = world->reader->rows(world->store, type, PERIOD_NONE);
    struct str names[SUGGESTIONS];
    size_t count = 0;
    for (; count < rows.count && count < SUGGESTIONS; count++)
        names[count] = world->reader->id(world->store, (struct record){type, rows.items[count]});
    struct str near = suggest_nearest(id, names, count);
    diag_add(context->diags, near.n > 0 ? MSG_AMENDMENT_UNKNOWN_NEAR : MSG_AMENDMENT_UNKNOWN, span,
             ARGS(arg_text("id", id), arg_text("type", world->types[type].name),
                  arg_text("near", near)));
}

/* The first date of a type that may be shown; STR_NOT_FOUND: there is none. */
static size_t date_field(const struct institution *institution, uint16_t type)
{
    const struct calc_record_type *fields = &institution->world.types[type];
    for (size_t i = 0; i < fields->field_count; i++)
        if (fields->fields[i].type.kind == VALUE_DATE && fields->fields[i].formula.s.n == 0 &&
            !institution->types[type].fields[i].is_private)
            return i;
    return STR_NOT_FOUND;
}

/* --- its words
 * -------------------------------------------------------------------------------------------- */

/* "order 12 of 6 November 2020"; the date stands once. */
static struct str name_order(const struct doc_context *context, struct record record)
{
    const struct calc_world *world = &context->institution->world;
    struct calc_type kind = {.kind = VALUE_RECORD, .record = record.type};
    struct doc_show show = {0};
    struct str title = doc_show_value(context, value_record(record), &kind, &show).text;
    size_t field = date_field(context->institution, record.type);
    if (field == STR_NOT_FOUND)
        return title;
    struct value value = world->reader->field(world->store, record, field);
    if (!value_known(value))
        return title;
    struct str date =
        doc_show_value(context, value, &world->types[record.type].fields[field].type, &show).text;
    if (str_find_str(title, date, 0) != STR_NOT_FOUND)
        return title;
    return language_phrase(context->language, context->arena, "amended_by",
                           ARGS(arg_text("title", title), arg_text("date", date)));
}

static void add_text(const struct doc_context *context, struct doc_node *parent, struct str words)
{
    if (words.n == 0)
        return;
    struct doc_node *text = doc_node_new(context->arena, DOC_TEXT, parent->span);
    text->text = words;
    doc_append(parent, text);
}

/* A link that falls away where nothing has the id. */
static void add_order(const struct doc_context *context, struct doc_node *parent, struct str id,
                      struct str words)
{
    struct doc_node *link = doc_node_new(context->arena, DOC_LINK, parent->span);
    link->link.target = id;
    add_text(context, link, words);
    doc_append(parent, link);
    struct doc_pending pending = {link, id, parent->span, true};
    ARENA_PUSH(context->arena, &context->state->links, pending);
}

static bool add_orders(const struct doc_context *context, struct doc_node *parent, uint16_t type,
                       struct str orders, struct span span)
{
    const struct calc_world *world = &context->institution->world;
    bool good = true;
    for (size_t at = 0, n = 0; at <= orders.n && n < ORDERS; n++) {
        size_t comma = str_find(orders, ',', at);
        size_t end = comma == STR_NOT_FOUND ? orders.n : comma;
        struct str id = str_slice(orders, at, end);
        struct record record;
        at = end + 1;
        if (!world->reader->find(world->store, type, id, context->at.period, &record)) {
            report_unknown(context, type, id, span);
            good = false;
            continue;
        }
        if (n > 0)
            add_text(context, parent, STR("; "));
        add_order(context, parent, world->reader->id(world->store, record),
                  name_order(context, record));
    }
    return good;
}

/* Words go on behind a space. */
static void add_space(const struct doc_context *context, struct doc_node *paragraph)
{
    struct doc_node *last = paragraph->last;
    if (last == NULL)
        return;
    if (last->kind != DOC_TEXT) {
        add_text(context, paragraph, STR(" "));
        return;
    }
    size_t n = last->text.n;
    while (n > 0 && last->text.p[n - 1] == ' ')
        n--;
    struct str parts[] = {str_slice(last->text, 0, n), STR(" ")};
    last->text = arena_join(context->arena, parts, 2);
}

void doc_amended(const struct doc_context *context, struct doc_node *paragraph, struct str orders,
                 struct span span)
{
    if (orders.n == 0)
        return;
    uint16_t type = type_of(context, span);
    if (type == TYPE_NOTHING)
        return;
    if (context->is_public && doc_title_is_private(context->institution, type)) {
        diag_add(context->diags, MSG_PRIVATE_IN_PUBLIC, span, ARGS(arg_text("formula", orders)));
        return;
    }
    /* The phrase around the orders, which are links. */
    struct str hole = STR("\x1A");
    struct str phrase = language_phrase(context->language, context->arena, "amended",
                                        ARGS(arg_text("orders", hole)));
    size_t at = str_find(phrase, '\x1A', 0);
    struct doc_node *words = doc_node_new(context->arena, DOC_EMPHASIS, span);
    add_text(context, words, str_slice(phrase, 0, at));
    if (!add_orders(context, words, type, orders, span) || at == STR_NOT_FOUND)
        return;
    add_text(context, words, str_slice(phrase, at + 1, phrase.n));
    doc_prose_finish(context, words, false);
    add_space(context, paragraph);
    doc_append(paragraph, words);
}
