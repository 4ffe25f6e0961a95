/* SPDX-License-Identifier: MIT */
/*
 * Cells of CSV that hold several values. A spreadsheet has no lists, so of a field that may hold
 * several, semicolons separate them: `science; human`. What was written beside an option stands
 * behind a colon, as in YAML: `science; other: sports`. Where the cells of the file are separated
 * by semicolons, the cell stands in quotes, which spreadsheets see to by themselves.
 */
#include "data/model.h"

/* The bytes [from, to) without the blanks around them. */
static struct text part_of(struct text whole, size_t from, size_t to)
{
    while (from < to && str_is_blank(whole.s.p[from]))
        from++;
    while (from < to && str_is_blank(whole.s.p[to - 1]))
        to--;
    return text_slice(whole, from, to);
}

/* `other: text` becomes what it is in YAML, whether the option takes a text or not: the schema says
 * what is wrong. */
static void split_option(struct arena *arena, const struct schema_field *field, struct node *node)
{
    size_t colon = str_find(node->text.s, ':', 0);
    if (colon == STR_NOT_FOUND)
        return;
    struct text key = part_of(node->text, 0, colon);
    struct text words = part_of(node->text, colon + 1, node->text.s.n);
    if (schema_find_option(field, key.s) == STR_NOT_FOUND)
        return;
    struct node *value = ARENA_NEW(arena, struct node);
    *value = (struct node){.kind = NODE_SCALAR, .span = words.span, .text = words};
    struct node_entry *entry = ARENA_NEW(arena, struct node_entry);
    *entry = (struct node_entry){key, value};
    *node = (struct node){.kind = NODE_MAP, .span = node->span, .entries = entry, .count = 1};
}

static void split_list(struct arena *arena, const struct schema_field *element, struct node *cell)
{
    struct {
        struct node **items;
        size_t count, capacity;
    } parts = {0};
    struct text whole = cell->text;
    for (size_t at = 0, end; at <= whole.s.n; at = end + 1) {
        end = str_find(whole.s, ';', at);
        if (end == STR_NOT_FOUND)
            end = whole.s.n;
        struct text part = part_of(whole, at, end);
        if (part.s.n == 0) /* behind the last one, say */
            continue;
        struct node *node = ARENA_NEW(arena, struct node);
        *node = (struct node){
            .kind = NODE_SCALAR, .quoted = cell->quoted, .span = part.span, .text = part};
        if (element->options)
            split_option(arena, element, node);
        ARENA_PUSH(arena, &parts, node);
    }
    if (parts.count == 1)
        *cell = *parts.items[0];
    else if (parts.count > 1)
        *cell = (struct node){
            .kind = NODE_LIST, .span = cell->span, .items = parts.items, .count = parts.count};
}

void data_split_cells(struct data_loader *loader, const struct data_shape *shape,
                      const struct node *row)
{
    for (size_t i = 0; i < row->count; i++) {
        size_t index = schema_find(&shape->schema, row->entries[i].key.s);
        struct node *cell = row->entries[i].value;
        if (index == STR_NOT_FOUND || index >= shape->stored || cell->kind != NODE_SCALAR)
            continue;
        const struct schema_field *field = &shape->schema.fields[index];
        if (field->shape == SHAPE_CHOICE)
            split_option(loader->scratch, field, cell);
        else if (field->shape == SHAPE_CHOICES)
            split_list(loader->scratch, field, cell);
        else if (field->shape == SHAPE_LIST && field->element->shape != SHAPE_GROUP)
            split_list(loader->scratch, field->element, cell);
    }
}
