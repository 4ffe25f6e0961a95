/* SPDX-License-Identifier: MIT */
#include "data/model.h"

enum { SUGGESTIONS = 20 };

static void report_unknown(struct data_loader *loader, const struct data_reference *reference,
                           uint16_t target)
{
    const struct data_table *table = &loader->store->tables[target];
    if (table->incomplete)
        return; /* it may well be among the records that could not be read */
    /* Looking for the nearest goes through all ids: for the first few only. */
    size_t count = loader->suggestions++ < SUGGESTIONS ? table->ids.count : 0;
    struct str *names = ARENA_ARRAY(loader->arena, struct str, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = table->ids.items[i].key;
    data_report_unknown(loader, MSG_REFERENCE_UNKNOWN, MSG_REFERENCE_NEAR, reference->text,
                        loader->institution->world.types[target].name, names, count);
}

static struct value resolve_one(struct data_loader *loader, const struct data_reference *reference,
                                uint16_t target)
{
    struct data_store *store = loader->store;
    int32_t period = store->tables[reference->type].items[reference->row].from;
    const struct data_row *row = &store->tables[reference->type].items[reference->row];
    if (row->from != row->to)
        period = PERIOD_NONE;
    uint32_t found = data_find_row(store, target, reference->text.s, period);
    bool ambiguous = false;
    if (found == ROW_NONE)
        found = data_find_title(store, target, reference->text.s, period, &ambiguous);
    if (found != ROW_NONE)
        return value_record((struct record){target, found});
    if (ambiguous)
        diag_add(loader->diags, MSG_REFERENCE_AMBIGUOUS, reference->text.span,
                 ARGS(arg_text("found", reference->text.s)));
    else
        report_unknown(loader, reference, target);
    return value_failed();
}

static bool is_pending(struct value value)
{
    return value.kind == VALUE_RECORD && value.type == TYPE_NOTHING;
}

static struct value settle(struct data_loader *loader, struct value value)
{
    const struct data_reference *reference = &loader->references.items[value.size];
    const struct map_entry *target = map_find(&loader->type_names, reference->detail->target);
    struct value settled = target ? resolve_one(loader, reference, (uint16_t)target->number)
                                  : value_failed(); /* the unknown type was reported */
    settled.marks = value.marks;
    return settled;
}

/* Lists and groups hold references too; they nest as deep as the YAML does. */
static void settle_cell(struct data_loader *loader, struct value *cell)
{
    if (is_pending(*cell))
        *cell = settle(loader, *cell);
    else if (cell->kind == VALUE_LIST)
        for (size_t i = 0; i < cell->list->count; i++)
            settle_cell(loader, (struct value *)(uintptr_t)&cell->list->items[i]);
}

void data_resolve_references(struct data_loader *loader)
{
    if (loader->references.count == 0)
        return;
    for (size_t type = 0; type < loader->institution->world.type_count; type++) {
        struct data_table *table = &loader->store->tables[type];
        for (size_t row = 0; row < table->count; row++)
            for (size_t i = 0; i < loader->store->shapes[type].stored; i++)
                settle_cell(loader, &table->items[row].values[i]);
    }
}

/* `day: 6 hour where kind is internship`: the amount, and the condition on the record. */
static bool convert(struct data_loader *loader, const struct data_conversion *conversion,
                    struct text rule)
{
    struct institution *institution = loader->institution;
    struct data_row *row = &loader->store->tables[conversion->type].items[conversion->row];
    size_t where = str_find_str(rule.s, STR(" where "), 0);
    struct text amount = text_slice(rule, 0, where == STR_NOT_FOUND ? rule.s.n : where);
    struct number number;
    struct text rest;
    if (!scalar_number(loader->arena, amount, loader->diags, &number, &rest))
        return false;
    if (where != STR_NOT_FOUND) {
        struct calc_scope scope = {.kind = SCOPE_RECORD, .record_type = conversion->type};
        struct calc_frame frame = {.record = {conversion->type, conversion->row}};
        const struct expr *expr =
            calc_compile(institution->calc, loader->arena, text_slice(rule, where + 7, rule.s.n),
                         &scope, loader->diags);
        struct calc_at at = {.period = row->from, .frame = &frame};
        struct value holds =
            expr ? calc_eval(institution->calc, expr, at, loader->diags) : value_failed();
        if (holds.kind != VALUE_YES_NO || !holds.yes)
            return false;
    }
    struct number factor;
    struct measures *measures = institution->world.measures;
    const struct calc_field *field =
        &institution->world.types[conversion->type].fields[conversion->field];
    measure_id measure = measure_find(measures, str_trim(rest.s));
    if (measure == MEASURE_NOT_FOUND ||
        !measure_convert(measures, measure, field->type.measure, &factor))
        return false;
    number = number_multiply(loader->arena, number, factor);
    number = number_multiply(loader->arena, number, conversion->number);
    data_check_bounds(loader, &loader->store->shapes[conversion->type].details[conversion->field],
                      number, conversion->written);
    uint8_t marks = row->values[conversion->field].marks;
    row->values[conversion->field] = value_number(number);
    row->values[conversion->field].marks = marks;
    return true;
}

void data_resolve_conversions(struct data_loader *loader)
{
    for (size_t i = 0; i < loader->conversions.count; i++) {
        const struct data_conversion *conversion = &loader->conversions.items[i];
        const struct data_field *words =
            &loader->institution->types[conversion->type].fields[conversion->field];
        const struct node_entry *entry =
            words->written_in ? node_find(words->written_in, conversion->measure.s) : NULL;
        if (entry && convert(loader, conversion, entry->value->text))
            continue;
        loader->institution->faulty = true;
        diag_add(loader->diags, MSG_MEASURE_WRONG, conversion->measure.span,
                 ARGS(arg_text("found", conversion->measure.s)));
    }
}
