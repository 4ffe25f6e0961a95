/* SPDX-License-Identifier: MIT */
/*
 * The places along a side. All options of a choice appear, also those that nobody chose; yes and
 * no; of whole numbers, months and periods all between the first and the last; records of a type
 * in their order; of all else what occurs, in the language's order.
 */
#include "doc/tally.h"

#include <stdlib.h>

enum { NUMBERS_BETWEEN = 100 };

static int compare_ranks(const void *a, const void *b)
{
    const struct table_rank *one = a, *other = b;
    int order = one->text.p && other->text.p ? str_compare(one->text, other->text) : 0;
    return order != 0 ? order : value_compare(one->value, other->value);
}

static struct table_rank rank_of(const struct tally *tally, struct value value)
{
    struct table_rank rank = {.value = value};
    if (value.kind == VALUE_TEXT)
        rank.text =
            language_sort_key(tally->context->language, tally->scratch, value_as_text(value));
    return rank;
}

static void add_value(struct tally *tally, struct tally_side *side, struct value value)
{
    side->values[side->count++] = rank_of(tally, value);
}

static void drop_repeated(struct tally_side *side)
{
    size_t kept = 0;
    qsort(side->values, side->count, sizeof *side->values, compare_ranks);
    for (size_t i = 0; i < side->count; i++)
        if (kept == 0 || compare_ranks(&side->values[kept - 1], &side->values[i]) != 0)
            side->values[kept++] = side->values[i];
    side->count = kept;
}

/* What can be counted up from: whole numbers, months, periods. */
static bool whole_of(struct value value, int64_t *out)
{
    *out = value.kind == VALUE_MONTH ? value.month : value.kind == VALUE_PERIOD ? value.period : 0;
    return value.kind == VALUE_MONTH || value.kind == VALUE_PERIOD ||
           (value.kind == VALUE_NUMBER && number_to_int(value.number, out));
}

static struct value value_from_whole(uint8_t kind, int64_t whole)
{
    return kind == VALUE_MONTH    ? value_month((int32_t)whole)
           : kind == VALUE_PERIOD ? value_period((int32_t)whole)
                                  : value_number(number_from_int(whole));
}

/* Whole numbers without gaps, as far as they lie near enough. */
static void fill_gaps(struct tally *tally, struct tally_side *side)
{
    int64_t least, largest, whole;
    uint8_t kind = side->count > 0 ? side->values[0].value.kind : (uint8_t)VALUE_NONE;
    if (side->count < 2 || !whole_of(side->values[0].value, &least) ||
        !whole_of(side->values[side->count - 1].value, &largest) ||
        largest - least >= NUMBERS_BETWEEN)
        return;
    for (size_t i = 0; i < side->count; i++)
        if (!whole_of(side->values[i].value, &whole))
            return;
    side->values = ARENA_ARRAY(tally->scratch, struct table_rank, (size_t)(largest - least) + 1);
    side->count = 0;
    for (int64_t at = least; at <= largest; at++)
        add_value(tally, side, value_from_whole(kind, at));
}

/* A record is the same in all periods in which its id is known. */
static struct str record_key(const struct tally *tally, struct record record)
{
    const struct calc_world *world = &tally->context->institution->world;
    struct str id = world->reader->id(world->store, record);
    return id.n > 0 ? id : arena_format(tally->scratch, " %u", (unsigned)record.row);
}

static void add_record(struct tally *tally, struct tally_side *side, struct record record)
{
    bool added;
    struct map_entry *entry =
        map_put(&side->records, tally->scratch, record_key(tally, record), &added);
    if (!added)
        return;
    entry->number = side->count + 1;
    side->values[side->count++] = (struct table_rank){.value = value_record(record)};
}

static struct calc_rows rows_in(struct tally *tally, const struct tally_side *side, int32_t period)
{
    const struct doc_context *context = tally->context;
    const struct calc_world *world = &context->institution->world;
    struct calc_at at = context->at;
    at.period = period;
    if (side->among)
        return calc_select(context->institution->calc, tally->scratch, side->among, at,
                           context->diags, NULL);
    return world->reader->rows(world->store, side->type.record, period);
}

static int by_row(const void *a, const void *b)
{
    const struct table_rank *one = a, *other = b;
    return (one->value.size > other->value.size) - (one->value.size < other->value.size);
}

/* The records that an entry names: one, or those of a list. */
static size_t entry_records(const struct value *value, const struct value **items)
{
    bool list = value->kind == VALUE_LIST;
    *items = list ? value->list->items : value;
    return list ? value->list->count : value->kind == VALUE_RECORD;
}

/* Those that occur, in the order of the records. */
static void list_met(struct tally *tally, struct tally_side *side)
{
    const struct value *items;
    size_t most = 0;
    for (size_t i = 0; i < tally->entry_count; i++)
        most += entry_records(&side->of_entries[i], &items);
    side->values = ARENA_ARRAY(tally->scratch, struct table_rank, most + 1);
    for (size_t i = 0; i < tally->entry_count; i++) {
        size_t count = entry_records(&side->of_entries[i], &items);
        for (size_t k = 0; k < count; k++)
            if (items[k].kind == VALUE_RECORD)
                add_record(tally, side, value_as_record(items[k]));
    }
    qsort(side->values, side->count, sizeof *side->values, by_row);
    for (size_t i = 0; i < side->count; i++) {
        struct record record = value_as_record(side->values[i].value);
        map_find(&side->records, record_key(tally, record))->number = i + 1;
    }
}

static void list_records(struct tally *tally, struct tally_side *side)
{
    if (tally->only_met && side->among == NULL) {
        list_met(tally, side);
        return;
    }
    size_t periods = (size_t)(tally->last - tally->first) + 1, most = 0;
    struct calc_rows *rows = ARENA_ARRAY(tally->scratch, struct calc_rows, periods);
    for (size_t p = 0; p < periods; p++) {
        rows[p] = rows_in(tally, side, tally->first + (int32_t)p);
        most += rows[p].count;
    }
    side->values = ARENA_ARRAY(tally->scratch, struct table_rank, most + 1);
    for (size_t p = 0; p < periods; p++)
        for (size_t i = 0; i < rows[p].count; i++)
            add_record(tally, side, (struct record){side->type.record, rows[p].items[i]});
}

static void list_options(struct tally *tally, struct tally_side *side, size_t count)
{
    side->values = ARENA_ARRAY(tally->scratch, struct table_rank, count + 1);
    for (size_t i = 0; i < count; i++)
        add_value(tally, side, value_choice((uint32_t)i));
}

static void list_met_values(struct tally *tally, struct tally_side *side)
{
    side->values = ARENA_ARRAY(tally->scratch, struct table_rank, tally->entry_count + 2);
    for (size_t i = 0; i < tally->entry_count; i++)
        if (value_known(side->of_entries[i]))
            add_value(tally, side, side->of_entries[i]);
    drop_repeated(side);
    fill_gaps(tally, side);
}

static void list_periods(struct tally *tally, struct tally_side *side)
{
    side->values =
        ARENA_ARRAY(tally->scratch, struct table_rank, (size_t)(tally->last - tally->first) + 1);
    for (int32_t period = tally->first; period <= tally->last; period++)
        add_value(tally, side, value_period(period));
}

static void list_places(struct tally *tally, struct tally_side *side)
{
    if (side->is_battery) {
        list_options(tally, side, tally->field_count);
    } else if (side->is_period) {
        list_periods(tally, side);
    } else if (side->type.kind == VALUE_CHOICE && side->type.options) {
        list_options(tally, side, side->type.options->count);
    } else if (side->type.kind == VALUE_YES_NO) {
        side->values = ARENA_ARRAY(tally->scratch, struct table_rank, 2);
        add_value(tally, side, value_yes_no(true));
        add_value(tally, side, value_yes_no(false));
    } else if (side->type.kind == VALUE_RECORD) {
        list_records(tally, side);
    } else {
        list_met_values(tally, side);
    }
}

/* --- entries ------------------------------------------------------------------------------------
 */

static struct value evaluate(struct tally *tally, const struct expr *expr, size_t entry)
{
    doc_inside_record(&tally->inside, tally->entries[entry].row);
    tally->inside.context.at.period = tally->first + (int32_t)tally->entries[entry].period;
    return doc_eval(&tally->inside.context, expr);
}

static void name_places(struct tally *tally, struct tally_side *side)
{
    const struct doc_context *context = tally->context;
    struct doc_show show = {.has_step = side->origin.has_round, .step = side->origin.round};
    side->labels = ARENA_ARRAY(context->arena, struct str, side->count + 1);
    side->names = ARENA_ARRAY(context->arena, struct str, side->count + 1);
    for (size_t i = 0; i < side->count; i++) {
        struct doc_shown shown = doc_show_value(context, side->values[i].value, &side->type, &show);
        side->labels[i] = shown.text;
        side->names[i] = shown.machine;
    }
}

static void fill_side(struct tally *tally, struct tally_side *side)
{
    bool options = tally->rows.is_battery && side == &tally->columns;
    side->of_entries = ARENA_ARRAY(tally->scratch, struct value, tally->entry_count + 1);
    for (size_t i = 0; i < tally->entry_count; i++) {
        if (side->is_battery)
            side->of_entries[i] = value_choice((uint32_t)(i % tally->field_count));
        else
            side->of_entries[i] =
                evaluate(tally, options ? tally->fields[i % tally->field_count] : side->expr, i);
    }
    list_places(tally, side);
    if (!side->is_battery)
        name_places(tally, side);
}

void tally_fill_sides(struct tally *tally)
{
    fill_side(tally, &tally->rows);
    if (tally->has_columns)
        fill_side(tally, &tally->columns);
}

/* The place of a value; STR_NOT_FOUND: none. */
static size_t find_place(const struct tally *tally, const struct tally_side *side,
                         struct value value)
{
    const struct table_rank *found;
    if (value.kind == VALUE_RECORD) {
        const struct map_entry *entry =
            map_find(&side->records, record_key(tally, value_as_record(value)));
        return entry ? (size_t)entry->number - 1 : STR_NOT_FOUND;
    }
    if (value.kind == VALUE_CHOICE)
        return value.size < side->count ? value.size : STR_NOT_FOUND;
    if (value.kind == VALUE_YES_NO)
        return value.yes ? 0 : 1;
    struct table_rank wanted = rank_of(tally, value);
    found = bsearch(&wanted, side->values, side->count, sizeof *side->values, compare_ranks);
    return found ? (size_t)(found - side->values) : STR_NOT_FOUND;
}

/* Each record of a list once, however often it stands there. */
static void list_places_of(const struct tally *tally, const struct tally_side *side,
                           const struct value_list *list, size_t *places, size_t *count)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t place = list->items[i].kind == VALUE_RECORD ? find_place(tally, side, list->items[i])
                                                           : STR_NOT_FOUND;
        bool known = place != STR_NOT_FOUND;
        for (size_t k = 0; known && k < *count; k++)
            known = places[k] != place;
        if (known)
            places[(*count)++] = place;
    }
}

bool tally_places(const struct tally *tally, const struct tally_side *side, size_t entry,
                  size_t *places, size_t *count)
{
    struct value value = side->of_entries[entry];
    *count = 0;
    if (!value_known(value))
        return false;
    if (value.kind == VALUE_LIST) {
        list_places_of(tally, side, value.list, places, count);
        return true;
    }
    if (value.kind != VALUE_CHOICES) {
        places[0] = find_place(tally, side, value);
        *count = places[0] == STR_NOT_FOUND ? 0 : 1;
        return *count > 0;
    }
    for (size_t i = 0; i < side->count; i++)
        if (value.options >> i & 1)
            places[(*count)++] = i;
    return true;
}
