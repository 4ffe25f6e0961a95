/* SPDX-License-Identifier: MIT */
#include "locale/language_data.h"
#include "locale/message.h"
#include "yaml/schema_table.h"

static const struct schema_field any_text = {.shape = SHAPE_TEXT};
static const struct schema_field text_fields[] = {
    NEEDED("text", SHAPE_TEXT),
    FIELD("hint", SHAPE_TEXT),
};
static const struct schema text_schema = SCHEMA("messages", text_fields);
static const struct schema_field text_element = {.shape = SHAPE_GROUP, .group = &text_schema};
static const struct schema_field fields[] = {
    FIELD("terms", SHAPE_MAP, .element = &any_text),
    FIELD("words", SHAPE_MAP, .element = &any_text),
    FIELD("messages", SHAPE_MAP, .element = &text_element),
};
static const struct schema messages_schema = SCHEMA("messages", fields);

static struct str clean_text(struct arena *arena, const struct node *node)
{
    if (node == NULL || node->kind != NODE_SCALAR)
        return (struct str){0};
    return language_clean(arena, node->text.s);
}

static void read_texts(struct language *language, const struct node *map, struct diags *diags)
{
    struct arena *arena = language->arena;
    struct map codes = {0};
    for (size_t i = 0; i < MSG_COUNT; i++)
        map_put(&codes, arena, str_from(message_info((enum message)i)->code), NULL)->number = i;
    for (size_t i = 0; i < map->count; i++) {
        const struct node_entry *entry = &map->entries[i];
        const struct map_entry *code = map_find(&codes, entry->key.s);
        if (code == NULL) {
            diag_add(diags, MSG_MESSAGE_UNKNOWN, entry->key.span,
                     ARGS(arg_text("code", entry->key.s)));
            continue;
        }
        language->messages[code->number] =
            (struct message_texts){clean_text(arena, node_get(entry->value, "text")),
                                   clean_text(arena, node_get(entry->value, "hint"))};
    }
}

static void read_words(struct map *map, struct arena *arena, const struct node *node)
{
    for (size_t i = 0; node && node->kind == NODE_MAP && i < node->count; i++) {
        struct str *words = ARENA_NEW(arena, struct str);
        *words = clean_text(arena, node->entries[i].value);
        map_put(map, arena, node->entries[i].key.s, NULL)->pointer = words;
    }
}

bool language_read_messages(struct language *language, const struct source *source,
                            struct diags *diags)
{
    struct arena *arena = language->arena;
    const struct node *root = node_read(source, arena, diags);
    if (root == NULL || !schema_check(&messages_schema, root, diags) || root->kind != NODE_MAP)
        return false;
    language->messages = ARENA_ARRAY(arena, struct message_texts, MSG_COUNT);
    const struct node *texts = node_get(root, "messages");
    if (texts && texts->kind == NODE_MAP)
        read_texts(language, texts, diags);
    read_words(&language->message_terms, arena, node_get(root, "terms"));
    read_words(&language->message_words, arena, node_get(root, "words"));
    return true;
}

bool message_words(const struct language *language, enum message message, struct str *text,
                   struct str *hint)
{
    if (language && language->messages && language->messages[message].text.n) {
        *text = language->messages[message].text;
        *hint = language->messages[message].hint;
        return true;
    }
    *text = str_from(message_info(message)->text);
    *hint = str_from(message_info(message)->hint);
    return false;
}
