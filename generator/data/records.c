/* SPDX-License-Identifier: MIT */
#include "data/model.h"

#include "yaml/csv.h"

enum { SINGLES_LOOKED_AT = 1000 }; /* periods; nobody keeps more */

/* Reading the records of one type from one file. */
struct reading {
    struct data_loader *loader;
    uint16_t type;
    int32_t file_period; /* of the file's name; PERIOD_NONE */
    uint8_t file_marks;
    const struct source *source;
    bool csv;
};

static uint8_t marks_of(const struct node *record)
{
    return schema_yes_no(record, "sample", false) ? MARK_SAMPLE : 0;
}

static bool to_period(const struct data_loader *loader, struct value value, int32_t *period)
{
    enum period_mode mode = loader->institution->world.period_mode;
    if (value.kind == VALUE_PERIOD)
        *period = value.period;
    else if (value.kind == VALUE_DATE)
        *period = period_of_date(value.day, mode);
    else if (value.kind == VALUE_MONTH)
        *period = period_of_date(month_first_day(value.month), mode);
    else
        return false;
    return true;
}

static void set_period(struct reading *reading, struct data_row *row)
{
    const struct data_shape *shape = &reading->loader->store->shapes[reading->type];
    int32_t from, to;
    row->from = row->to = PERIOD_NONE;
    switch (shape->source) {
    case PERIOD_FROM_NOTHING:
        break;
    case PERIOD_FROM_FILE:
        row->from = row->to = reading->file_period;
        break;
    case PERIOD_FROM_FIELD:
        if (to_period(reading->loader, row->values[shape->period_field], &from))
            row->from = row->to = from;
        break;
    case PERIOD_FROM_SPAN:
        if (!to_period(reading->loader, row->values[shape->period_field], &from))
            break;
        row->from = row->to = from;
        if (to_period(reading->loader, row->values[shape->period_end], &to))
            row->to = to;
        else
            row->to = INT32_MAX; /* it still goes on */
        break;
    }
}

/* Chains rows of one id; the same id twice in one period is an error. */
static void add_identity(struct data_loader *loader, struct data_table *table, uint32_t index)
{
    struct data_row *row = &table->items[index];
    row->head = index;
    row->next = ROW_NONE;
    if (row->id.n == 0)
        return;
    bool added;
    struct map_entry *entry = map_put(&table->ids, loader->arena, row->id, &added);
    if (added) {
        entry->number = index + 1;
        return;
    }
    row->head = (uint32_t)entry->number - 1;
    uint32_t last = row->head;
    for (uint32_t other = last; other != ROW_NONE; other = table->items[other].next) {
        if (table->items[other].from == row->from)
            diag_add(loader->diags, MSG_RECORD_TWICE, row->span,
                     ARGS(arg_text("id", row->id), arg_place("first", table->items[other].span)));
        last = other;
    }
    table->items[last].next = index;
}

/* Of a faulty record those values are read that are sound by themselves, so that all faults show in
 * one run; what is wrong with the others was reported. */
static bool is_sound(struct reading *reading, const struct schema_field *schema,
                     const struct node *value)
{
    struct diags *unheard = diags_new(reading->loader->scratch);
    return schema_check_field(schema, value, unheard);
}

/* Records mostly keep the order of their type: the field is sought first behind the one before. */
static const struct node_entry *find_field(const struct node *node, struct str name, size_t *next)
{
    const struct node_entry *entry =
        node->kind == NODE_MAP && *next < node->count ? &node->entries[*next] : NULL;
    if (entry == NULL || !str_equal(entry->key.s, name))
        entry = node_find(node, name);
    if (entry)
        *next = (size_t)(entry - node->entries) + 1;
    return entry;
}

static void read_values(struct reading *reading, const struct node *node, bool good,
                        struct data_row *row, uint32_t index)
{
    struct data_loader *loader = reading->loader;
    const struct data_shape *shape = &loader->store->shapes[reading->type];
    const struct calc_record_type *type = &loader->institution->world.types[reading->type];
    row->values = ARENA_ARRAY(loader->arena, struct value, shape->stored + 1);
    row->places = ARENA_ARRAY(loader->arena, struct span, shape->stored + 1);
    row->values[shape->stored] = value_yes_no(row->marks & MARK_SAMPLE);
    size_t next = 0;
    for (size_t i = 0; i < shape->stored; i++) {
        const struct schema_field *schema = &shape->schema.fields[i];
        const struct node_entry *entry = find_field(node, type->fields[i].name, &next);
        struct data_cell cell = {reading->type, index, i, false};
        const struct node *value = entry ? entry->value : shape->details[i].default_node;
        if (value && (good || is_sound(reading, schema, value)))
            row->values[i] =
                data_read_value(loader, &type->fields[i], schema, &shape->details[i], value, &cell);
        else if (!good)
            row->values[i] = value_failed();
        if (entry)
            row->places[i] = entry->value->span;
        row->values[i].marks |= row->marks;
    }
}

static void add_record(struct reading *reading, struct text id, const struct node *node)
{
    struct data_loader *loader = reading->loader;
    struct data_table *table = &loader->store->tables[reading->type];
    /* A faulty record still stands there, so that references to it are no faults of their own. */
    const struct data_cell whole = {reading->type, (uint32_t)table->count, 0, false};
    struct diags *heard = diags_new(loader->scratch);
    bool good = schema_check(&loader->store->shapes[reading->type].schema, node, heard);
    data_pass_on(loader, heard, &whole, node);
    struct text own = schema_text(node, "id");
    if (own.s.n)
        id = own;
    struct data_row row = {
        .id = arena_str(loader->arena, id.s),
        .span = id.s.n ? id.span : (struct span){node->span.at, 0},
        .marks = (uint8_t)(reading->file_marks | marks_of(node)),
    };
    read_values(reading, node, good, &row, (uint32_t)table->count);
    set_period(reading, &row);
    ARENA_PUSH(loader->arena, table, row);
    add_identity(loader, table, (uint32_t)table->count - 1);
}

/* CSV heads may be labels: they are the names people see in their spreadsheet. */
static void rename_labels(struct reading *reading, struct node *node)
{
    struct data_shape *shape = &reading->loader->store->shapes[reading->type];
    for (size_t i = 0; i < node->count; i++) {
        struct text *key = &node->entries[i].key;
        const struct map_entry *entry = map_find(&shape->labels, key->s);
        const struct str *name = entry ? entry->pointer : NULL;
        if (name == NULL || map_find(&shape->index, key->s))
            continue;
        const struct node_entry *same = node_find(node, *name);
        if (same)
            diag_add(reading->loader->diags, MSG_YAML_REPEATED_KEY, key->span,
                     ARGS(arg_text("key", key->s), arg_place("first", same->key.span)));
        key->s = *name;
    }
}

static void take_entry(void *context, struct text key, struct node *value)
{
    struct reading *reading = context;
    if (str_is(key.s, "sample") && value->kind == NODE_SCALAR) {
        bool yes = false;
        if (scalar_yes_no(value->text, reading->loader->diags, &yes) && yes)
            reading->file_marks |= MARK_SAMPLE;
        return;
    }
    if (str_is(key.s, "source") && value->kind == NODE_SCALAR)
        return;
    if (reading->csv) {
        rename_labels(reading, value);
        data_split_cells(reading->loader, &reading->loader->store->shapes[reading->type], value);
    }
    add_record(reading, key, value);
}

/* Front matter between lines `---`, then the text, which goes into the field of type markdown. */
static bool read_markdown(struct reading *reading, struct str stem)
{
    struct data_loader *loader = reading->loader;
    struct str text;
    if (!node_check_text(reading->source, loader->diags, &text))
        return false;
    size_t open = str_starts(text, STR("---\n")) ? 4 : str_starts(text, STR("---\r\n")) ? 5 : 0;
    size_t close = open ? str_find_str(text, STR("\n---"), open - 1) : STR_NOT_FOUND;
    uint32_t base = reading->source->base + (uint32_t)(text.p - reading->source->text.p);
    if (open == 0 || close == STR_NOT_FOUND) {
        diag_add(loader->diags, MSG_FRONT_MATTER, (struct span){base, 0}, NO_ARGS);
        return false;
    }
    struct node *node = node_read_part(str_slice(text, open, close + 1), base + (uint32_t)open,
                                       loader->scratch, loader->diags);
    if (node == NULL)
        return false;
    const struct calc_record_type *type = &loader->institution->world.types[reading->type];
    const struct data_field *fields = loader->institution->types[reading->type].fields;
    size_t body = str_find(text, '\n', close + 1);
    struct str rest = body == STR_NOT_FOUND ? (struct str){0} : str_slice(text, body + 1, text.n);
    for (size_t i = 0; i < loader->store->shapes[reading->type].stored; i++) {
        if (fields[i].shape != SHAPE_MARKDOWN || node_find(node, type->fields[i].name))
            continue;
        struct node *value = ARENA_NEW(loader->scratch, struct node);
        *value = (struct node){.kind = NODE_SCALAR,
                               .block = true,
                               .text = text_plain(rest, base + (uint32_t)(body + 1)),
                               .span = {base + (uint32_t)(body + 1), (uint32_t)rest.n}};
        struct node_entry *grown = ARENA_ARRAY(loader->scratch, struct node_entry, node->count + 1);
        for (size_t k = 0; k < node->count; k++)
            grown[k] = node->entries[k];
        grown[node->count] = (struct node_entry){text_nowhere(type->fields[i].name), value};
        node->entries = grown;
        node->count++;
        break;
    }
    struct text id = {.s = stem, .span = {base, 0}};
    add_record(reading, id, node);
    return true;
}

static bool file_period(struct reading *reading, struct str stem)
{
    struct data_loader *loader = reading->loader;
    reading->file_period = PERIOD_NONE;
    if (loader->store->shapes[reading->type].source != PERIOD_FROM_FILE)
        return true;
    /* A slash cannot stand in a name: 2021-2022 is the school year. */
    struct str dash = arena_str(loader->arena, stem);
    for (size_t i = 0; i < dash.n; i++)
        if (dash.p[i] == '-')
            ((char *)(uintptr_t)dash.p)[i] = '/';
    if (period_parse(dash, loader->institution->world.period_mode, &reading->file_period))
        return true;
    diag_add(loader->diags, MSG_FILE_PERIOD, (struct span){reading->source->base, 0},
             ARGS(arg_text("name", stem)));
    return false;
}

/* False when a record of it could not be read; that was reported. */
static bool read_file(struct data_loader *loader, uint16_t type, struct str path)
{
    struct str ending, name = path;
    for (size_t i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/') {
            name = str_slice(path, i, path.n);
            break;
        }
    struct str stem = data_stem(name, &ending);
    bool known = str_is(ending, "yaml") || str_is(ending, "csv") || str_is(ending, "md");
    if (!known)
        data_not_read(loader, path, "*.yaml, *.csv, *.md");
    const struct source *source = known ? data_read_file(loader, path, true) : NULL;
    if (source == NULL)
        return !known;
    struct reading reading = {.loader = loader, .type = type, .source = source};
    if (loader->institution->sample)
        reading.file_marks = MARK_SAMPLE;
    if (!file_period(&reading, stem))
        return false;
    arena_reset(loader->scratch);
    if (str_is(ending, "md"))
        return read_markdown(&reading, stem);
    reading.csv = str_is(ending, "csv");
    return (reading.csv ? csv_read : node_read_entries)(source, loader->scratch, loader->diags,
                                                        take_entry, &reading);
}

static bool read_folder(struct data_loader *loader, uint16_t type, struct str folder)
{
    struct fs_list list = {0};
    if (!data_list(loader, folder, &list))
        return false;
    bool whole = true;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == FS_FILE)
            whole &= read_file(loader, type, data_path(loader, folder, list.items[i].name));
        else
            data_not_read(loader, data_path(loader, folder, list.items[i].name),
                          "*.yaml, *.csv, *.md");
    return whole;
}

/* A single type has one record, or one in each period. */
static void check_singles(struct data_loader *loader)
{
    for (size_t type = 0; type < loader->institution->world.type_count; type++) {
        const struct data_table *table = &loader->store->tables[type];
        if (!loader->institution->world.types[type].single)
            continue;
        for (size_t row = 1; row < table->count; row++)
            for (size_t other = 0; other < row && other < SINGLES_LOOKED_AT; other++)
                if (table->items[other].from == table->items[row].from) {
                    diag_add(loader->diags, MSG_SINGLE_TWICE, table->items[row].span,
                             ARGS(arg_text("type", loader->institution->world.types[type].name),
                                  arg_place("first", table->items[other].span)));
                    break;
                }
    }
}

void data_read_records(struct data_loader *loader)
{
    struct str folder = data_path(loader, loader->folder, STR("records"));
    struct fs_list list = {0};
    if (!data_list(loader, folder, &list))
        return;
    for (size_t i = 0; i < list.count; i++) {
        struct str ending;
        struct str path = data_path(loader, folder, list.items[i].name);
        struct str name = list.items[i].kind == FS_FOLDER ? list.items[i].name
                                                          : data_stem(list.items[i].name, &ending);
        const struct map_entry *entry = map_find(&loader->type_names, name);
        if (entry == NULL)
            diag_add(loader->diags, MSG_RECORDS_OF_NOTHING, (struct span){0},
                     ARGS(arg_text("path", path), arg_text("name", name)));
        else if (loader->store->shapes[entry->number].faulty ||
                 !(list.items[i].kind == FS_FOLDER ? read_folder : read_file)(
                     loader, (uint16_t)entry->number, path))
            loader->store->tables[entry->number].incomplete = true;
    }
    check_singles(loader);
}
