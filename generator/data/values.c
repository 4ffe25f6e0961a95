/* SPDX-License-Identifier: MIT */
#include "data/model.h"

/* A node that the schema has accepted, as the value of a field. */

void data_check_bounds(struct data_loader *loader, const struct data_detail *detail,
                       struct number number, struct text text)
{
    bool low = detail->has_min && number_compare(number, detail->min) < 0;
    bool high = detail->has_max && number_compare(number, detail->max) > 0;
    if (!low && !high)
        return;
    struct buf bound = {0};
    struct number limit = low ? detail->min : detail->max;
    int decimals = number_decimals(limit);
    number_write(loader->arena, &bound, limit, decimals < 0 ? 0 : decimals);
    diag_add(loader->diags, low ? MSG_NUMBER_LOW : MSG_NUMBER_HIGH, text.span,
             ARGS(arg_text("found", text.s), arg_text("bound", buf_view(&bound))));
    buf_free(&bound);
}

/* Whether the type allows this measure hangs on the whole record. */
static struct value convert_later(struct data_loader *loader, const struct data_cell *cell,
                                  struct number number, struct text measure, struct text written)
{
    struct data_conversion conversion = {cell->type, cell->row, cell->field,
                                         number,     measure,   written};
    if (cell->inside)
        diag_add(loader->diags, MSG_MEASURE_WRONG, measure.span,
                 ARGS(arg_text("found", measure.s)));
    else
        ARENA_PUSH(loader->arena, &loader->conversions, conversion);
    return value_unknown();
}

static struct value read_number(struct data_loader *loader, const struct calc_field *field,
                                const struct data_detail *detail, const struct node *node,
                                const struct data_cell *cell)
{
    struct number number;
    struct text rest = {0};
    struct measures *measures = loader->institution->world.measures;
    if (!scalar_number(loader->arena, node->text, loader->diags, &number, &rest))
        return value_failed();
    rest.s = str_trim(rest.s);
    if (rest.s.n) {
        measure_id measure = measure_find(measures, rest.s);
        struct number factor;
        bool known = measure != MEASURE_NOT_FOUND &&
                     measure_convert(measures, measure, field->type.measure, &factor);
        if (!known)
            return convert_later(loader, cell, number, rest, node->text);
        number = number_multiply(loader->arena, number, factor);
    }
    data_check_bounds(loader, detail, number, node->text);
    return value_number(number);
}

/* The option's index; an option with a text is written `{other: text}`. */
static uint32_t find_option(const struct calc_options *options, const struct node *node)
{
    struct str key = node->kind == NODE_MAP && node->count ? node->entries[0].key.s : node->text.s;
    for (size_t i = 0; i < options->count; i++)
        if (str_equal(options->keys[i], key))
            return (uint32_t)i;
    return UINT32_MAX;
}

/* Keeps the text of `{other: text}`; options without one leave nothing. */
static void keep_text(struct data_loader *loader, const struct data_cell *cell, uint32_t option,
                      const struct node *node)
{
    struct data_place place = {cell->type, cell->row, (uint32_t)cell->field};
    struct str key = {(const char *)&place, sizeof place};
    if (node->kind != NODE_MAP || cell->inside || option == UINT32_MAX)
        return;
    const struct node *text = node->entries[0].value;
    if (text->kind != NODE_SCALAR || schema_lacks(text) != SCHEMA_PRESENT)
        return;
    struct data_option_text *kept = ARENA_NEW(loader->arena, struct data_option_text);
    *kept =
        (struct data_option_text){.option = option, .text = arena_str(loader->arena, text->text.s)};
    struct map *texts = &loader->store->option_texts;
    struct map_entry *entry = map_find(texts, key);
    if (entry == NULL)
        entry = map_put(texts, loader->arena, arena_str(loader->arena, key), NULL);
    struct data_option_text *last = entry->pointer;
    while (last && last->next)
        last = last->next;
    if (last)
        last->next = kept;
    else
        entry->pointer = kept;
}

static struct value read_choices(struct data_loader *loader, const struct data_detail *detail,
                                 const struct node *node, const struct data_cell *cell)
{
    uint64_t bits = 0;
    int64_t count = 0;
    size_t total = node->kind == NODE_LIST ? node->count : 1;
    for (size_t i = 0; i < total; i++) {
        const struct node *item = node->kind == NODE_LIST ? node->items[i] : node;
        uint32_t option = find_option(detail->options, item);
        if (option == UINT32_MAX)
            return value_failed();
        keep_text(loader, cell, option, item);
        bits |= UINT64_C(1) << option;
        count++;
    }
    bool few = detail->at_least >= 0 && count < detail->at_least;
    bool many = detail->at_most >= 0 && count > detail->at_most;
    struct data_fault fault = {.message = few ? MSG_CHOICES_FEW : MSG_CHOICES_MANY,
                               .span = node->span,
                               .n = count,
                               .limit = few ? detail->at_least : detail->at_most};
    if (few || many)
        data_add_fault(loader, cell, &fault);
    return value_choices(bits);
}

static struct value read_reference(struct data_loader *loader, const struct data_detail *detail,
                                   const struct node *node, const struct data_cell *cell)
{
    struct data_reference reference = {cell->type, cell->row, detail, node->text};
    reference.text.s = arena_str(loader->arena, node->text.s);
    ARENA_PUSH(loader->arena, &loader->references, reference);
    struct record pending = {TYPE_NOTHING, (uint32_t)loader->references.count - 1};
    return value_record(pending);
}

static struct value read_row(struct data_loader *loader, const struct calc_field *field,
                             const struct schema_field *schema, const struct data_detail *detail,
                             const struct node *node, const struct data_cell *cell)
{
    struct value_list *row = ARENA_NEW(loader->arena, struct value_list);
    struct value *values = ARENA_ARRAY(loader->arena, struct value, field->group_count);
    struct data_cell inside = *cell;
    inside.inside = true;
    for (size_t i = 0; i < field->group_count; i++) {
        const struct node_entry *entry = node_find(node, field->group[i].name);
        const struct node *value = entry ? entry->value : detail->group[i].default_node;
        values[i] = value ? data_read_value(loader, &field->group[i], &schema->group->fields[i],
                                            &detail->group[i], value, &inside)
                          : value_unknown();
    }
    *row = (struct value_list){.count = field->group_count, .items = values};
    return value_list(row);
}

static struct value read_list(struct data_loader *loader, const struct calc_field *field,
                              const struct schema_field *schema, const struct data_detail *detail,
                              const struct node *node, const struct data_cell *cell)
{
    size_t count = node->kind == NODE_LIST ? node->count : 1;
    struct value_list *list = ARENA_NEW(loader->arena, struct value_list);
    struct value *values = ARENA_ARRAY(loader->arena, struct value, count);
    struct calc_field element = {
        .name = field->name, .group = field->group, .group_count = field->group_count};
    if (field->type.element)
        element.type = *field->type.element;
    struct data_cell inside = *cell;
    inside.inside = true;
    *list = (struct value_list){.count = count, .items = values};
    for (size_t i = 0; i < count; i++) {
        const struct node *part = node->kind == NODE_LIST ? node->items[i] : node;
        values[i] = detail->element == SHAPE_GROUP
                        ? read_row(loader, field, schema->element, detail, part, &inside)
                        : data_read_value(loader, &element, schema->element, detail, part, &inside);
    }
    return value_list(list);
}

static struct value read_scalar(struct data_loader *loader, const struct calc_field *field,
                                const struct schema_field *schema, const struct data_detail *detail,
                                const struct node *node, const struct data_cell *cell)
{
    int32_t day = 0;
    bool yes = false;
    switch ((int)schema->shape) {
    case SHAPE_INTEGER:
    case SHAPE_NUMBER:
        return read_number(loader, field, detail, node, cell);
    case SHAPE_YES_NO:
        return scalar_yes_no_in(node->text, schema->words, schema->word_count, NULL, &yes)
                   ? value_yes_no(yes)
                   : value_failed();
    case SHAPE_DATE:
        return scalar_date(node->text, NULL, &day) ? value_date(day) : value_failed();
    case SHAPE_MONTH:
        return scalar_month(node->text, NULL, &day) ? value_month(day) : value_failed();
    case SHAPE_YEAR:
        return scalar_period(node->text, schema->period_mode, NULL, &day) ? value_period(day)
                                                                          : value_failed();
    case SHAPE_RECORD:
        return read_reference(loader, detail, node, cell);
    default:
        return value_text(arena_str(loader->arena, node->text.s));
    }
}

struct value data_read_value(struct data_loader *loader, const struct calc_field *field,
                             const struct schema_field *schema, const struct data_detail *detail,
                             const struct node *node, const struct data_cell *cell)
{
    struct schema_marks marks = {0};
    const struct node *plain = schema_unmark(node, &marks);
    if (plain == NULL)
        return value_unknown();
    enum schema_lack lack = schema_lacks(plain);
    if (lack != SCHEMA_PRESENT)
        return lack == SCHEMA_NONE ? value_none() : value_unknown();
    struct value value;
    if (schema->shape == SHAPE_CHOICE) {
        uint32_t option = find_option(detail->options, plain);
        value = option == UINT32_MAX ? value_failed() : value_choice(option);
        keep_text(loader, cell, option, plain);
    } else if (schema->shape == SHAPE_CHOICES) {
        value = read_choices(loader, detail, plain, cell);
    } else if (schema->shape == SHAPE_GROUP) {
        value = read_row(loader, field, schema, detail, plain, cell);
    } else if (schema->shape == SHAPE_LIST) {
        value = read_list(loader, field, schema, detail, plain, cell);
    } else {
        value = read_scalar(loader, field, schema, detail, plain, cell);
    }
    value.marks |=
        (uint8_t)((marks.estimate ? MARK_ESTIMATE : 0) | (marks.sample ? MARK_SAMPLE : 0));
    return value;
}
