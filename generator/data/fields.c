/* SPDX-License-Identifier: MIT */
#include "data/model.h"

/* In the order of the names in data_field_schema. */
static const struct {
    enum shape shape;
    enum value_kind kind;
} field_kinds[] = {
    {SHAPE_TEXT, VALUE_TEXT},       {SHAPE_MARKDOWN, VALUE_TEXT}, {SHAPE_INTEGER, VALUE_NUMBER},
    {SHAPE_NUMBER, VALUE_NUMBER},   {SHAPE_YES_NO, VALUE_YES_NO}, {SHAPE_DATE, VALUE_DATE},
    {SHAPE_MONTH, VALUE_MONTH},     {SHAPE_YEAR, VALUE_PERIOD},   {SHAPE_CHOICE, VALUE_CHOICE},
    {SHAPE_CHOICES, VALUE_CHOICES}, {SHAPE_RECORD, VALUE_RECORD}, {SHAPE_URL, VALUE_TEXT},
    {SHAPE_EMAIL, VALUE_TEXT},      {SHAPE_LIST, VALUE_LIST},     {SHAPE_GROUP, VALUE_LIST},
};
enum { KIND_TEXT = 0, KIND_RECORD = 10, KIND_GROUP = 14 };

enum { OPTIONS_MAX = 64 };

static void read_unit(struct data_loader *loader, const struct node *node, struct calc_field *field)
{
    struct text unit = schema_text(node, "unit");
    struct measures *measures = loader->institution->world.measures;
    if (unit.s.n == 0)
        return;
    measure_id measure = measure_find(measures, unit.s);
    if (measure != MEASURE_NOT_FOUND) {
        field->type.measure = measure;
        return;
    }
    size_t count = measure_count(measures);
    struct str *names = ARENA_ARRAY(loader->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        names[i] = measure_name(measures, (measure_id)i);
    data_report_unknown(loader, MSG_MEASURE_UNKNOWN, MSG_MEASURE_NEAR, unit, (struct str){0}, names,
                        count);
}

/* One option: a key with its label, or with a map {label, code, text: yes}; or a key alone in a
 * list. */
static void read_option(const struct node *value, bool *with_text, struct str *code,
                        const struct node **label)
{
    *label = NULL;
    if (value == NULL || value->kind == NODE_EMPTY)
        return;
    bool said = node_get(value, "label") || node_get(value, "text") || node_get(value, "code");
    if (value->kind != NODE_MAP || !said) {
        *label = value;
        return;
    }
    *label = node_get(value, "label");
    *code = schema_text(value, "code").s;
    *with_text = schema_yes_no(value, "text", false);
}

static bool read_options(struct data_loader *loader, const struct node *node,
                         struct calc_field *field, struct data_field *words,
                         struct schema_field *schema)
{
    const struct node *of = node_get(node, "of");
    if (of == NULL || (of->kind != NODE_MAP && of->kind != NODE_LIST) || of->count == 0) {
        diag_add(loader->diags, MSG_OPTIONS_MISSING, node->span,
                 ARGS(arg_text("field", field->name)));
        return false;
    }
    if (of->count > OPTIONS_MAX) {
        diag_add(loader->diags, MSG_OPTIONS_MANY, of->span,
                 ARGS(arg_count("n", (int64_t)of->count)));
        return false;
    }
    struct calc_options *options = ARENA_NEW(loader->arena, struct calc_options);
    struct str *keys = ARENA_ARRAY(loader->arena, struct str, of->count);
    bool *texts = ARENA_ARRAY(loader->arena, bool, of->count);
    words->option_labels = ARENA_ARRAY(loader->arena, const struct node *, of->count);
    words->option_codes = ARENA_ARRAY(loader->arena, struct str, of->count);
    for (size_t i = 0; i < of->count; i++) {
        bool map = of->kind == NODE_MAP;
        struct text key = map ? of->entries[i].key : of->items[i]->text;
        calc_check_name(key, loader->diags);
        keys[i] = key.s;
        read_option(map ? of->entries[i].value : NULL, &texts[i], &words->option_codes[i],
                    &words->option_labels[i]);
        data_check_code(loader, map ? node_get(of->entries[i].value, "code") : NULL,
                        words->option_codes, i, keys);
    }
    *options = (struct calc_options){of->count, keys, texts};
    field->type.options = options;
    schema->options = keys;
    schema->option_count = of->count;
    schema->option_texts = texts;
    return true;
}

static bool read_group(struct data_loader *loader, const struct node *node,
                       struct calc_field *field, struct data_field *own,
                       struct schema_field *schema, struct data_detail *detail)
{
    const struct node *fields = node_get(node, "fields");
    if (fields == NULL || fields->kind != NODE_MAP || fields->count == 0) {
        diag_add(loader->diags, MSG_GROUP_EMPTY, node->span, ARGS(arg_text("field", field->name)));
        return false;
    }
    size_t count = fields->count;
    struct schema *group = ARENA_NEW(loader->arena, struct schema);
    struct schema_field *members = ARENA_ARRAY(loader->arena, struct schema_field, count);
    struct data_field *words = ARENA_ARRAY(loader->arena, struct data_field, count);
    own->group = words;
    field->group = ARENA_ARRAY(loader->arena, struct calc_field, count);
    detail->group = ARENA_ARRAY(loader->arena, struct data_detail, count);
    field->group_count = count;
    for (size_t i = 0; i < count; i++) {
        if (!schema_check(&data_field_schema, fields->entries[i].value, loader->diags))
            return false;
        data_read_field(loader, fields->entries[i].key, fields->entries[i].value, &field->group[i],
                        &words[i], &members[i], &detail->group[i]);
        field->is_private = field->is_private || field->group[i].is_private;
    }
    *group = (struct schema){.name = field->name, .fields = members, .field_count = count};
    schema->group = group;
    return true;
}

/* A list of texts, numbers …: `of: text`; of records: `of: library`; of groups: `fields:`. */
static bool read_list(struct data_loader *loader, const struct node *node, struct calc_field *field,
                      struct data_field *words, struct schema_field *schema,
                      struct data_detail *detail)
{
    struct schema_field *element = ARENA_NEW(loader->arena, struct schema_field);
    struct calc_type *type = ARENA_NEW(loader->arena, struct calc_type);
    struct text of = schema_text(node, "of");
    schema->element = element;
    element->name = field->name;
    if (node_get(node, "fields")) {
        element->shape = detail->element = SHAPE_GROUP;
        return read_group(loader, node, field, words, element, detail);
    }
    size_t kind = KIND_RECORD;
    const struct schema_field *names = &data_field_schema.fields[0];
    for (size_t i = 0; i < KIND_GROUP - 1; i++)
        if (str_equal(names->options[i], of.s))
            kind = i;
    if (of.s.n == 0)
        kind = KIND_TEXT;
    if (field_kinds[kind].kind == VALUE_CHOICE || field_kinds[kind].kind == VALUE_CHOICES) {
        diag_add(loader->diags, MSG_LIST_OF_CHOICES, of.span, NO_ARGS);
        return false;
    }
    if (kind == KIND_RECORD) {
        detail->target = of.s;
        detail->target_span = of.span;
    }
    element->shape = detail->element = field_kinds[kind].shape;
    type->kind = field_kinds[kind].kind;
    field->type.element = type;
    return true;
}

/* In the field's own measure, which may stand behind the number. */
static void read_bound(struct data_loader *loader, const struct node *node, const char *key,
                       bool *has, struct number *out)
{
    struct text text = schema_text(node, key);
    struct text rest;
    if (text.s.n == 0 || !scalar_number(loader->arena, text, loader->diags, out, &rest))
        return;
    rest.s = str_trim(rest.s);
    *has = rest.s.n == 0 || str_equal(rest.s, schema_text(node, "unit").s);
    if (!*has)
        diag_add(loader->diags, MSG_MEASURE_WRONG, rest.span, ARGS(arg_text("found", rest.s)));
}

static void read_bounds(struct data_loader *loader, const struct node *node,
                        struct data_detail *detail)
{
    read_bound(loader, node, "min", &detail->has_min, &detail->min);
    read_bound(loader, node, "max", &detail->has_max, &detail->max);
    detail->at_least = schema_integer(node, "at least", -1);
    detail->at_most = schema_integer(node, "at most", -1);
    detail->default_node = node_get(node, "default");
}

static bool read_kind(struct data_loader *loader, const struct node *node, struct calc_field *field,
                      struct data_field *words, struct schema_field *schema,
                      struct data_detail *detail)
{
    switch ((int)schema->shape) {
    case SHAPE_CHOICE:
    case SHAPE_CHOICES:
        return read_options(loader, node, field, words, schema);
    case SHAPE_GROUP:
        field->group_once = true;
        return read_group(loader, node, field, words, schema, detail);
    case SHAPE_LIST:
        return read_list(loader, node, field, words, schema, detail);
    case SHAPE_RECORD: {
        struct text of = schema_text(node, "of");
        if (of.s.n == 0)
            diag_add(loader->diags, MSG_RECORD_OF_WHAT, node->span,
                     ARGS(arg_text("field", field->name)));
        detail->target = of.s;
        detail->target_span = of.span;
        return of.s.n > 0;
    }
    default:
        return true;
    }
}

bool data_read_field(struct data_loader *loader, struct text name, const struct node *node,
                     struct calc_field *field, struct data_field *words,
                     struct schema_field *schema, struct data_detail *detail)
{
    size_t kind = schema_choice(&data_field_schema, node, "type", KIND_TEXT);
    field->name = name.s;
    field->span = name.span;
    calc_check_name(name, loader->diags);
    field->type.kind = field_kinds[kind].kind;
    field->type.integer = field_kinds[kind].shape == SHAPE_INTEGER;
    field->is_private = field->type.is_private = schema_yes_no(node, "private", false);
    words->label = node_get(node, "label");
    words->note = node_get(node, "note");
    words->shape = field_kinds[kind].shape;
    words->required = schema_yes_no(node, "required", false);
    words->is_private = field->is_private;
    words->written_in = node_get(node, "written_in");
    data_read_step(loader, node, &words->has_round, &words->round);
    schema->name = name.s;
    schema->shape = field_kinds[kind].shape;
    schema->required = words->required;
    schema->may_lack = schema->may_mark = true;
    schema->period_mode = loader->institution->world.period_mode;
    data_read_form(loader, node, words);
    read_unit(loader, node, field);
    read_bounds(loader, node, detail);
    bool good = read_kind(loader, node, field, words, schema, detail);
    detail->options = field->type.options;
    if (good)
        data_verify_field(loader, node, schema, detail);
    words->is_private = field->is_private;
    return good;
}

/* Forms as one text, so that equal forms are one noun. */
static void put_forms(struct buf *out, const struct node *forms)
{
    buf_str(out, forms->text.s);
    for (size_t i = 0; forms->kind == NODE_MAP && i < forms->count; i++) {
        buf_str(out, forms->entries[i].key.s);
        buf_char(out, '=');
        put_forms(out, forms->entries[i].value); /* by language: one level deeper */
        buf_char(out, '\n');
    }
}

uint16_t data_noun(struct data_loader *loader, struct str name, const struct node *forms)
{
    struct buf text = {0};
    bool added;
    put_forms(&text, forms);
    struct str key = buf_copy(&text, loader->arena);
    buf_free(&text);
    struct map_entry *entry = map_put(&loader->noun_forms, loader->arena, key, &added);
    if (added) {
        ARENA_PUSH(loader->arena, &loader->nouns, name);
        entry->number = loader->nouns.count;
    }
    return (uint16_t)entry->number;
}
