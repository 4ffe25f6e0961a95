/* SPDX-License-Identifier: MIT */
#include "data/model.h"
#include "yaml/schema_table.h"

/* Keys that every record may have. */
static const struct schema_field reserved[] = {
    FIELD("id", SHAPE_TEXT),
    FIELD("note", SHAPE_WORDS),
    FIELD("source", SHAPE_TEXT),
    FIELD("sample", SHAPE_YES_NO),
};
enum { RESERVED = sizeof reserved / sizeof *reserved };

static bool is_reserved(struct str name)
{
    for (size_t i = 0; i < RESERVED; i++)
        if (str_equal(reserved[i].name, name))
            return true;
    return false;
}

static void note_labels(struct data_loader *loader, struct data_shape *shape,
                        const struct node *label, struct str name)
{
    if (label == NULL)
        return;
    if (label->kind == NODE_SCALAR) {
        struct str *kept = ARENA_NEW(loader->arena, struct str);
        bool added;
        struct map_entry *entry = map_put(&shape->labels, loader->arena, label->text.s, &added);
        const struct str *other = entry->pointer;
        bool shared = !added && (other == NULL || !str_equal(*other, name));
        *kept = name;
        entry->pointer = shared ? NULL : kept;
    }
    for (size_t i = 0; label->kind == NODE_MAP && i < label->count; i++)
        note_labels(loader, shape, label->entries[i].value, name);
}

static void check_field_name(struct data_loader *loader, struct text name)
{
    if (is_reserved(name.s))
        diag_add(loader->diags, MSG_NAME_RESERVED, name.span, ARGS(arg_text("name", name.s)));
}

static void read_stored(struct data_loader *loader, uint16_t type, const struct node *fields,
                        size_t computed_count)
{
    struct calc_record_type *world_type = &loader->institution->world.types[type];
    struct data_type *words = &loader->institution->types[type];
    struct data_shape *shape = &loader->store->shapes[type];
    size_t count = fields->count;
    struct schema_field *keys = ARENA_ARRAY(loader->arena, struct schema_field, count + RESERVED);
    world_type->fields = ARENA_ARRAY(loader->arena, struct calc_field, count + 1 + computed_count);
    words->fields = ARENA_ARRAY(loader->arena, struct data_field, count + 1 + computed_count);
    shape->details = ARENA_ARRAY(loader->arena, struct data_detail, count);
    shape->stored = count;
    for (size_t i = 0; i < count; i++) {
        struct text name = fields->entries[i].key;
        check_field_name(loader, name);
        data_read_field(loader, name, fields->entries[i].value, &world_type->fields[i],
                        &words->fields[i], &keys[i], &shape->details[i]);
        note_labels(loader, shape, words->fields[i].label, name.s);
    }
    for (size_t i = 0; i < RESERVED; i++)
        keys[count + i] = reserved[i];
    for (size_t i = 0; i < count + RESERVED; i++)
        map_put(&shape->index, loader->arena, keys[i].name, NULL)->number = i;
    shape->schema = (struct schema){.name = world_type->name,
                                    .fields = keys,
                                    .field_count = count + RESERVED,
                                    .index = &shape->index};
    /* Behind the fields stands whether the record is a sample, for `library where sample`. */
    world_type->fields[count] =
        (struct calc_field){.name = STR("sample"), .type = {.kind = VALUE_YES_NO}};
    words->fields[count].shape = SHAPE_YES_NO;
    world_type->field_count = count + 1;
}

static void read_computed(struct data_loader *loader, uint16_t type, const struct node *computed)
{
    struct calc_record_type *world_type = &loader->institution->world.types[type];
    struct data_type *words = &loader->institution->types[type];
    for (size_t i = 0; computed && i < computed->count; i++) {
        struct text name = computed->entries[i].key;
        const struct node *node = computed->entries[i].value;
        struct calc_field *field = &world_type->fields[world_type->field_count];
        struct data_field *field_words = &words->fields[world_type->field_count];
        calc_check_name(name, loader->diags);
        check_field_name(loader, name);
        field->name = name.s;
        field->span = name.span;
        field->formula = schema_text(node, "formula");
        field->is_private = schema_yes_no(node, "private", false);
        field_words->label = node_get(node, "label");
        field_words->note = node_get(node, "note");
        field_words->is_private = field->is_private;
        data_read_step(loader, node, &field_words->has_round, &field_words->round);
        world_type->field_count++;
    }
}

static size_t find_stored(const struct data_loader *loader, uint16_t type, struct str name)
{
    const struct calc_record_type *world_type = &loader->institution->world.types[type];
    for (size_t i = 0; i < loader->store->shapes[type].stored; i++)
        if (str_equal(world_type->fields[i].name, name))
            return i;
    return STR_NOT_FOUND;
}

static size_t want_field(struct data_loader *loader, uint16_t type, struct text name)
{
    size_t field = find_stored(loader, type, name.s);
    const struct calc_record_type *world_type = &loader->institution->world.types[type];
    size_t count = loader->store->shapes[type].stored;
    if (field != STR_NOT_FOUND)
        return field;
    struct str *names = ARENA_ARRAY(loader->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        names[i] = world_type->fields[i].name;
    data_report_unknown(loader, MSG_FIELD_UNKNOWN, MSG_FIELD_NEAR, name, (struct str){0}, names,
                        count);
    return STR_NOT_FOUND;
}

/* `file`, a field, or `started..ended`. */
static void read_period(struct data_loader *loader, uint16_t type, struct text period)
{
    struct data_shape *shape = &loader->store->shapes[type];
    struct calc_record_type *world_type = &loader->institution->world.types[type];
    size_t dots = str_find_str(period.s, STR(".."), 0);
    if (period.s.n == 0)
        return;
    if (str_is(period.s, "file")) {
        shape->source = PERIOD_FROM_FILE;
        world_type->period = CALC_ONE_PERIOD;
    } else if (dots != STR_NOT_FOUND) {
        shape->period_field = want_field(loader, type, text_slice(period, 0, dots));
        shape->period_end = want_field(loader, type, text_slice(period, dots + 2, period.s.n));
        bool good = shape->period_field != STR_NOT_FOUND && shape->period_end != STR_NOT_FOUND;
        shape->source = good ? PERIOD_FROM_SPAN : PERIOD_FROM_NOTHING;
        world_type->period = CALC_PERIOD_SPAN;
    } else {
        shape->period_field = want_field(loader, type, period);
        shape->source =
            shape->period_field != STR_NOT_FOUND ? PERIOD_FROM_FIELD : PERIOD_FROM_NOTHING;
        world_type->period = CALC_ONE_PERIOD;
    }
}

static void read_type(struct data_loader *loader, uint16_t type, struct str path)
{
    struct calc_record_type *world_type = &loader->institution->world.types[type];
    struct data_type *words = &loader->institution->types[type];
    const struct source *source = data_read_file(loader, path, true);
    const struct node *node = source ? node_read(source, loader->arena, loader->diags) : NULL;
    words->title_field = STR_NOT_FOUND;
    words->folder_path = path;
    if (node == NULL || !schema_check(&data_type_schema, node, loader->diags))
        return;
    loader->store->shapes[type].node = node;
    world_type->span = (struct span){source->base, 0};
    calc_check_name((struct text){.s = world_type->name, .span = world_type->span}, loader->diags);
    world_type->single = schema_yes_no(node, "single", false);
    words->label = node_get(node, "label");
    words->forms = node_get(node, "forms");
    if (words->forms)
        world_type->noun = data_noun(loader, world_type->name, words->forms);
    const struct node *computed = node_get(node, "computed");
    read_stored(loader, type, node_get(node, "fields"), computed ? computed->count : 0);
    read_computed(loader, type, computed);
    data_read_sections(loader, type, node);
    read_period(loader, type, schema_text(node, "period"));
    struct text title = schema_text(node, "title");
    if (title.s.n)
        words->title_field = want_field(loader, type, title);
    const struct node *checks = node_get(node, "checks");
    if (checks)
        data_add_checks(loader, checks, type);
}

/* Record fields name their target's type; with all types known they can be settled. */
static void settle_target(struct data_loader *loader, struct calc_field *field,
                          const struct data_detail *detail)
{
    for (size_t i = 0; i < field->group_count; i++)
        settle_target(loader, &field->group[i], &detail->group[i]);
    if (detail->target.n == 0)
        return;
    const struct map_entry *entry = map_find(&loader->type_names, detail->target);
    if (entry && field->type.kind == VALUE_RECORD)
        field->type.record = (uint16_t)entry->number;
    else if (entry)
        ((struct calc_type *)(uintptr_t)field->type.element)->record = (uint16_t)entry->number;
    else {
        size_t count = loader->type_names.count;
        struct str *names = ARENA_ARRAY(loader->arena, struct str, count);
        for (size_t i = 0; i < count; i++)
            names[i] = loader->type_names.items[i].key;
        struct text found = {.s = detail->target, .span = detail->target_span};
        data_report_unknown(loader, MSG_TYPE_UNKNOWN, MSG_TYPE_NEAR, found, (struct str){0}, names,
                            count);
        field->type.kind = VALUE_TEXT;
    }
}

static void settle_targets(struct data_loader *loader)
{
    const struct calc_world *world = &loader->institution->world;
    for (size_t type = 0; type < world->type_count; type++)
        for (size_t i = 0; i < loader->store->shapes[type].stored; i++)
            settle_target(loader, &world->types[type].fields[i],
                          &loader->store->shapes[type].details[i]);
}

void data_read_types(struct data_loader *loader)
{
    struct institution *institution = loader->institution;
    struct str folder = data_path(loader, loader->folder, STR("types"));
    struct fs_list list = {0};
    data_list(loader, folder, &list);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        struct str ending;
        struct str name = data_stem(list.items[i].name, &ending);
        if (list.items[i].kind == FS_FILE && str_is(ending, "yaml"))
            map_put(&loader->type_names, loader->arena, name, NULL)->number = count++;
        else
            data_not_read(loader, data_path(loader, folder, list.items[i].name), "*.yaml");
    }
    institution->world.types = ARENA_ARRAY(loader->arena, struct calc_record_type, count + 1);
    institution->types = ARENA_ARRAY(loader->arena, struct data_type, count + 1);
    loader->store->tables = ARENA_ARRAY(loader->arena, struct data_table, count + 1);
    loader->store->shapes = ARENA_ARRAY(loader->arena, struct data_shape, count + 1);
    institution->world.type_count = count;
    for (size_t type = 0; type < count; type++) {
        struct str name = loader->type_names.items[type].key;
        struct str parts[] = {folder, STR("/"), name, STR(".yaml")};
        institution->world.types[type].name = name;
        size_t before = diags_count(loader->diags, SEVERITY_ERROR);
        read_type(loader, (uint16_t)type, arena_join(loader->arena, parts, 4));
        loader->store->shapes[type].faulty = diags_count(loader->diags, SEVERITY_ERROR) > before;
        loader->types_faulty = loader->types_faulty || loader->store->shapes[type].faulty;
    }
    settle_targets(loader);
    /* Behind the types of the institution stands the institution itself. */
    if (!map_find(&loader->type_names, STR("institution")))
        data_make_institution_type(loader, (uint16_t)institution->world.type_count++);
}
