/* SPDX-License-Identifier: MIT */
#include "data/model.h"

static const char *const names[] = {"name", "address", "language", "currency"};
enum { FIELDS = sizeof names / sizeof *names };

/* Words in the institution's first language. */
static struct value words_of(const struct data_loader *loader, const struct node *words)
{
    const struct node_entry *own = NULL;
    if (words && words->kind == NODE_MAP)
        own = node_find(words, loader->institution->language);
    if (own)
        words = own->value;
    bool known = words && words->kind == NODE_SCALAR;
    return known ? value_text(words->text.s) : value_unknown();
}

void data_make_institution_type(struct data_loader *loader, uint16_t type)
{
    struct institution *institution = loader->institution;
    struct calc_record_type *own = &institution->world.types[type];
    struct data_type *words = &institution->types[type];
    struct data_row row = {.from = PERIOD_NONE, .to = PERIOD_NONE, .next = ROW_NONE};
    own->name = STR("institution");
    own->single = true;
    own->fields = ARENA_ARRAY(loader->arena, struct calc_field, FIELDS);
    own->field_count = loader->store->shapes[type].stored = FIELDS;
    words->fields = ARENA_ARRAY(loader->arena, struct data_field, FIELDS);
    words->title_field = 0;
    loader->store->shapes[type].details = ARENA_ARRAY(loader->arena, struct data_detail, FIELDS);
    row.values = ARENA_ARRAY(loader->arena, struct value, FIELDS);
    row.places = ARENA_ARRAY(loader->arena, struct span, FIELDS);
    row.span = (struct span){institution->node->span.at, 0};
    for (size_t i = 0; i < FIELDS; i++) {
        const struct node *node = node_get(institution->node, names[i]);
        own->fields[i] =
            (struct calc_field){.name = str_from(names[i]), .type = {.kind = VALUE_TEXT}};
        row.values[i] = words_of(loader, node);
        row.places[i] = node ? node->span : row.span;
    }
    ARENA_PUSH(loader->arena, &loader->store->tables[type], row);
    institution->world.institution_type = type;
}
