/* SPDX-License-Identifier: MIT */
#include "calc/kind.h"

static const char *const words[] = {
    [VALUE_UNKNOWN] = "unknown", [VALUE_NONE] = "none",
    [VALUE_FAILED] = "unknown",  [VALUE_YES_NO] = "yes/no",
    [VALUE_NUMBER] = "number",   [VALUE_TEXT] = "text",
    [VALUE_DATE] = "date",       [VALUE_MONTH] = "month",
    [VALUE_PERIOD] = "year",     [VALUE_CHOICE] = "choice",
    [VALUE_CHOICES] = "choices", [VALUE_RECORD] = "record",
    [VALUE_LIST] = "list",       [VALUE_SERIES] = "series",
    [VALUE_TYPE] = "type",       [VALUE_SPAN_OF_TIME] = "days, months or years",
};

struct str kind_words(struct arena *arena, const struct calc_world *world,
                      const struct calc_type *type)
{
    struct str base = str_from(words[type->kind]);
    if (type->kind == VALUE_NUMBER && type->measure != MEASURE_PLAIN) {
        struct str parts[] = {base, STR(" in "), measure_name(world->measures, type->measure)};
        return arena_join(arena, parts, 3);
    }
    if (type->kind == VALUE_RECORD || type->kind == VALUE_TYPE) {
        struct str parts[] = {base, STR(" of "), world->types[type->record].name};
        return arena_join(arena, parts, 3);
    }
    if (kind_is_row(type))
        return STR("row of a group");
    if (type->element) {
        struct str parts[] = {base, STR(" of "), kind_words(arena, world, type->element)};
        return arena_join(arena, parts, 3);
    }
    return base;
}

bool kind_is_open(const struct calc_type *type)
{
    return type->kind == VALUE_UNKNOWN || type->kind == VALUE_NONE || type->kind == VALUE_FAILED;
}

static bool options_match(const struct calc_options *a, const struct calc_options *b)
{
    if (a == b || a == NULL || b == NULL)
        return a == b;
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_equal(a->keys[i], b->keys[i]))
            return false;
    return true;
}

bool kind_matches(const struct calc_type *a, const struct calc_type *b)
{
    if (kind_is_open(a) || kind_is_open(b))
        return true;
    if (a->kind != b->kind)
        return false;
    if (a->kind == VALUE_RECORD)
        return a->record == b->record;
    if (a->kind == VALUE_CHOICE || a->kind == VALUE_CHOICES)
        return options_match(a->options, b->options);
    if (a->element && b->element)
        return kind_matches(a->element, b->element);
    return a->group == b->group;
}

bool kind_options_akin(const struct calc_type *a, const struct calc_type *b)
{
    if (a->kind != VALUE_CHOICE || b->kind != VALUE_CHOICE || a->options == NULL ||
        b->options == NULL)
        return false;
    for (size_t i = 0; i < a->options->count; i++)
        for (size_t j = 0; j < b->options->count; j++)
            if (str_equal(a->options->keys[i], b->options->keys[j]))
                return true;
    return false;
}

bool kind_is_row(const struct calc_type *type)
{
    return type->kind == VALUE_LIST && type->element == NULL && type->group != NULL;
}

bool kind_elements(const struct calc_type *type, struct calc_type *element)
{
    if (type->kind == VALUE_CHOICES) {
        *element = kind_of(VALUE_CHOICE);
        element->options = type->options;
    } else if ((type->kind == VALUE_LIST || type->kind == VALUE_SERIES) && type->element) {
        *element = *type->element;
    } else {
        return false;
    }
    element->is_private |= type->is_private;
    return true;
}

struct calc_type kind_of(enum value_kind kind)
{
    return (struct calc_type){.kind = kind};
}

struct calc_type kind_plain_number(bool integer)
{
    return (struct calc_type){.kind = VALUE_NUMBER, .integer = integer};
}

struct calc_type kind_record(uint16_t record_type)
{
    return (struct calc_type){.kind = VALUE_RECORD, .record = record_type};
}

struct calc_type kind_list(struct arena *arena, enum value_kind kind,
                           const struct calc_type *element)
{
    struct calc_type *copy = ARENA_NEW(arena, struct calc_type);
    *copy = *element;
    return (struct calc_type){.kind = kind, .element = copy, .is_private = element->is_private};
}
