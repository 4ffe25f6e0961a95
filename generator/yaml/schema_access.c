/* SPDX-License-Identifier: MIT */
/* Reading from maps that passed the check. */
#include "yaml/schema.h"

size_t schema_find_option(const struct schema_field *field, struct str key)
{
    for (size_t i = 0; i < field->option_count; i++)
        if (str_equal(field->options[i], key))
            return i;
    return STR_NOT_FOUND;
}

const struct node *schema_unmark(const struct node *node, struct schema_marks *marks)
{
    if (marks)
        *marks = (struct schema_marks){0};
    if (node == NULL || node->kind != NODE_MAP || node_get(node, "is") == NULL)
        return node;
    if (marks) {
        marks->estimate = schema_yes_no(node, "estimate", false);
        marks->sample = schema_yes_no(node, "sample", false);
        marks->note = node_get(node, "note");
        marks->source = node_get(node, "source");
    }
    const struct node *value = node_get(node, "is");
    return value->kind == NODE_EMPTY ? NULL : value;
}

enum schema_lack schema_lacks(const struct node *node)
{
    if (node == NULL || node->kind == NODE_EMPTY)
        return SCHEMA_UNKNOWN;
    if (node->kind != NODE_SCALAR || node->quoted || node->block)
        return SCHEMA_PRESENT;
    if (str_is(node->text.s, "none"))
        return SCHEMA_NONE;
    return str_is(node->text.s, "unknown") ? SCHEMA_UNKNOWN : SCHEMA_PRESENT;
}

static const struct node *present(const struct node *map, const char *key)
{
    const struct node *value = node_get(map, key);
    return value && value->kind == NODE_SCALAR ? value : NULL;
}

struct text schema_text(const struct node *map, const char *key)
{
    const struct node *value = present(map, key);
    return value ? value->text : (struct text){0};
}

bool schema_yes_no(const struct node *map, const char *key, bool fallback)
{
    const struct node *value = present(map, key);
    bool answer;
    return value && scalar_yes_no(value->text, NULL, &answer) ? answer : fallback;
}

int64_t schema_integer(const struct node *map, const char *key, int64_t fallback)
{
    const struct node *value = present(map, key);
    int64_t number;
    return value && scalar_small_integer(value->text, &number) ? number : fallback;
}

size_t schema_choice(const struct schema *schema, const struct node *map, const char *key,
                     size_t fallback)
{
    const struct node *value = present(map, key);
    size_t index = schema_find(schema, str_from(key));
    if (value == NULL || index == STR_NOT_FOUND)
        return fallback;
    size_t option = schema_find_option(&schema->fields[index], value->text.s);
    return option == STR_NOT_FOUND ? fallback : option;
}
