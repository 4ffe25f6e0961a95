/* SPDX-License-Identifier: MIT */
/*
 * Wrong answers: an option that is not offered, too many of them, "other" without its text. Who
 * gave them is said with them, since whoever typed in fifty questionnaires looks for the paper; and
 * that is known only when references are settled: many an answer is called by the school it is of.
 */
#include "data/model.h"

void data_add_fault(struct data_loader *loader, const struct data_cell *cell,
                    const struct data_fault *fault)
{
    struct data_fault kept = *fault;
    kept.cell = *cell;
    kept.found = arena_str(loader->arena, fault->found);
    kept.nearest = arena_str(loader->arena, fault->nearest);
    kept.known = arena_str(loader->arena, fault->known);
    ARENA_PUSH(loader->arena, &loader->faults, kept);
}

static struct str argument(const struct diag *diag, const char *name)
{
    for (const struct diag_arg *arg = diag->args; arg && arg->kind != ARG_END; arg++)
        if (strcmp(arg->name, name) == 0 && arg->kind == ARG_TEXT)
            return arg->text;
    return (struct str){NULL, 0};
}

static bool is_about_options(enum message message, enum message *of_record)
{
    *of_record = message == MSG_TYPES_OPTION_NEAR    ? MSG_RECORD_OPTION_NEAR
                 : message == MSG_TYPES_OPTION       ? MSG_RECORD_OPTION
                 : message == MSG_TYPES_OPTION_WORDS ? MSG_RECORD_OPTION_WORDS
                                                     : message;
    return *of_record != message;
}

/* The stored field in whose value `span` lies; STR_NOT_FOUND where it lies in none, or in a group.
 */
static size_t field_at(const struct data_loader *loader, uint16_t type, const struct node *node,
                       struct span span)
{
    const struct node_entry *last = NULL;
    for (size_t i = 0; i < node->count; i++) {
        uint32_t at = node->entries[i].value->span.at;
        if (at <= span.at && (last == NULL || at >= last->value->span.at))
            last = &node->entries[i];
    }
    if (last == NULL)
        return STR_NOT_FOUND;
    const struct schema *schema = &loader->store->shapes[type].schema;
    size_t field = schema_find(schema, last->key.s);
    bool choice = field < loader->store->shapes[type].stored &&
                  (schema->fields[field].shape == SHAPE_CHOICE ||
                   schema->fields[field].shape == SHAPE_CHOICES);
    return choice ? field : STR_NOT_FOUND;
}

void data_pass_on(struct data_loader *loader, struct diags *heard, const struct data_cell *record,
                  const struct node *node)
{
    size_t count;
    const struct diag *items = diags_sorted(heard, &count);
    for (size_t i = 0; i < count; i++) {
        enum message message;
        struct data_cell cell = *record;
        bool options = is_about_options(items[i].message, &message);
        cell.field = options ? field_at(loader, record->type, node, items[i].span) : STR_NOT_FOUND;
        if (cell.field == STR_NOT_FOUND) {
            diag_add(loader->diags, items[i].message, items[i].span, items[i].args);
            continue;
        }
        struct data_fault fault = {.message = message,
                                   .span = items[i].span,
                                   .found = argument(&items[i], "found"),
                                   .nearest = argument(&items[i], "nearest"),
                                   .known = argument(&items[i], "known")};
        data_add_fault(loader, &cell, &fault);
    }
}

/* --- who and what -------------------------------------------------------------------------------
 */

/* A label in the institution's language, as far as it is written in several. */
static struct str label_of(const struct data_loader *loader, const struct node *label,
                           struct str name)
{
    if (label && label->kind == NODE_SCALAR)
        return label->text.s;
    const struct node_entry *own =
        label && label->kind == NODE_MAP ? node_find(label, loader->institution->language) : NULL;
    return own && own->value->kind == NODE_SCALAR ? own->value->text.s : name;
}

static struct str title_of(const struct data_loader *loader, uint16_t type, uint32_t row)
{
    size_t field = loader->institution->types[type].title_field;
    const struct data_row *it = &loader->store->tables[type].items[row];
    if (field != STR_NOT_FOUND && field < loader->store->shapes[type].stored &&
        it->values[field].kind == VALUE_TEXT)
        return value_as_text(it->values[field]);
    return it->id;
}

/* As it stands on the paper: "2.11 Label". */
static struct str question_of(const struct data_loader *loader, const struct data_field *words,
                              struct str name)
{
    struct str label = label_of(loader, words->label, name);
    if (words->code.n == 0)
        return label;
    struct str parts[] = {words->code, STR(" "), label};
    return arena_join(loader->arena, parts, 3);
}

/* A record's title or id; of one that has neither, that of the first record it refers to. */
static struct str words_of(const struct data_loader *loader, const struct data_cell *cell)
{
    struct str title = title_of(loader, cell->type, cell->row);
    const struct data_row *row = &loader->store->tables[cell->type].items[cell->row];
    for (size_t i = 0; i < loader->store->shapes[cell->type].stored && title.n == 0; i++)
        if (row->values[i].kind == VALUE_RECORD && row->values[i].type != TYPE_NOTHING)
            title = title_of(loader, row->values[i].type, row->values[i].size);
    if (title.n > 0)
        return title;
    struct str name = loader->institution->world.types[cell->type].name;
    return arena_format(loader->arena, "%.*s %u", (int)name.n, name.p, (unsigned)cell->row + 1);
}

void data_report_faults(struct data_loader *loader)
{
    for (size_t i = 0; i < loader->faults.count; i++) {
        const struct data_fault *fault = &loader->faults.items[i];
        const struct data_cell *cell = &fault->cell;
        const struct calc_field *field =
            &loader->institution->world.types[cell->type].fields[cell->field];
        const struct data_field *words =
            &loader->institution->types[cell->type].fields[cell->field];
        diag_add(loader->diags, fault->message, fault->span,
                 ARGS(arg_text("record", words_of(loader, cell)),
                      arg_text("field", question_of(loader, words, field->name)),
                      arg_text("found", fault->found), arg_text("nearest", fault->nearest),
                      arg_text("known", fault->known), arg_count("n", fault->n),
                      arg_count("limit", fault->limit)));
    }
}
