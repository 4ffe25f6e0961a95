/* SPDX-License-Identifier: MIT */
#include "data/model.h"

bool data_row_in(const struct data_row *row, int32_t period)
{
    return row->from == PERIOD_NONE || period == PERIOD_NONE ||
           (row->from <= period && period <= row->to);
}

uint32_t data_find_row(const struct data_store *store, uint16_t type, struct str id, int32_t period)
{
    const struct data_table *table = &store->tables[type];
    const struct map_entry *entry = map_find(&table->ids, id);
    if (entry == NULL)
        return ROW_NONE;
    for (uint32_t row = (uint32_t)entry->number - 1; row != ROW_NONE; row = table->items[row].next)
        if (data_row_in(&table->items[row], period))
            return row;
    return ROW_NONE;
}

static struct str title_of(const struct data_store *store, uint16_t type, uint32_t row)
{
    size_t field = store->institution->types[type].title_field;
    const struct data_row *it = &store->tables[type].items[row];
    if (field != STR_NOT_FOUND && it->values[field].kind == VALUE_TEXT)
        return value_as_text(it->values[field]);
    return it->id;
}

uint32_t data_find_title(struct data_store *store, uint16_t type, struct str title, int32_t period,
                         bool *ambiguous)
{
    struct data_table *table = &store->tables[type];
    uint32_t found = ROW_NONE;
    if (!table->titles_made) {
        /* title → the last row that has it + 1; rows with one title are chained by `next_title`. */
        table->titles_made = true;
        table->next_title = ARENA_ARRAY(store->arena, uint32_t, table->count + 1);
        for (uint32_t row = 0; row < table->count; row++) {
            struct map_entry *entry =
                map_put(&table->titles, store->arena, title_of(store, type, row), NULL);
            table->next_title[row] = (uint32_t)entry->number;
            entry->number = row + 1;
        }
    }
    const struct map_entry *entry = map_find(&table->titles, title);
    for (uint32_t row = entry ? (uint32_t)entry->number : 0; row;
         row = table->next_title[row - 1]) {
        if (!data_row_in(&table->items[row - 1], period))
            continue;
        *ambiguous = found != ROW_NONE && table->items[found].head != table->items[row - 1].head;
        found = row - 1;
        if (*ambiguous)
            return ROW_NONE;
    }
    return found;
}

static const struct data_row *row_at(const struct data_store *store, struct record record)
{
    return &store->tables[record.type].items[record.row];
}

static struct value get_field(void *context, struct record record, size_t field)
{
    return row_at(context, record)->values[field];
}

static struct span get_field_span(void *context, struct record record, size_t field)
{
    const struct data_row *row = row_at(context, record);
    return row->places[field].at ? row->places[field] : row->span;
}

static struct calc_rows get_rows(void *context, uint16_t type, int32_t period)
{
    struct data_store *store = context;
    struct data_table *table = &store->tables[type];
    if (store->shapes[type].source == PERIOD_FROM_NOTHING)
        period = PERIOD_NONE;
    for (size_t i = 0; i < table->periods.count; i++)
        if (table->periods.items[i].period == period)
            return table->periods.items[i].rows;
    uint32_t *rows = ARENA_ARRAY(store->arena, uint32_t, table->count + 1);
    size_t count = 0;
    for (uint32_t row = 0; row < table->count; row++)
        if (period == PERIOD_NONE ||
            (table->items[row].from != PERIOD_NONE && data_row_in(&table->items[row], period)))
            rows[count++] = row;
    struct period_rows entry = {period, {rows, count}};
    ARENA_PUSH(store->arena, &table->periods, entry);
    return entry.rows;
}

static bool get_in_period(void *context, struct record record, int32_t period, struct record *out)
{
    const struct data_store *store = context;
    const struct data_table *table = &store->tables[record.type];
    const struct data_row *row = &table->items[record.row];
    *out = record;
    if (row->from == PERIOD_NONE || data_row_in(row, period))
        return true;
    for (uint32_t other = row->head; other != ROW_NONE; other = table->items[other].next)
        if (data_row_in(&table->items[other], period)) {
            out->row = other;
            return true;
        }
    return false;
}

static bool get_find(void *context, uint16_t type, struct str id, int32_t period,
                     struct record *out)
{
    bool ambiguous = false;
    uint32_t row = data_find_row(context, type, id, period);
    if (row == ROW_NONE)
        row = data_find_title(context, type, id, period, &ambiguous);
    *out = (struct record){type, row};
    return row != ROW_NONE;
}

static int32_t get_period_of(void *context, struct record record)
{
    const struct data_row *row = row_at(context, record);
    return row->from == row->to ? row->from : PERIOD_NONE;
}

static struct str get_id(void *context, struct record record)
{
    return row_at(context, record)->id;
}

static struct str get_title(void *context, struct record record)
{
    return title_of(context, record.type, record.row);
}

static struct span get_record_span(void *context, struct record record)
{
    return row_at(context, record)->span;
}

static uint8_t get_marks(void *context, struct record record)
{
    return row_at(context, record)->marks;
}

const struct calc_reader data_reader = {
    .field = get_field,
    .field_span = get_field_span,
    .rows = get_rows,
    .rows_where = data_index_rows,
    .in_period = get_in_period,
    .find = get_find,
    .period_of = get_period_of,
    .id = get_id,
    .title = get_title,
    .record_span = get_record_span,
    .marks = get_marks,
};

struct str data_title(const struct institution *institution, struct record record)
{
    return title_of(institution->world.store, record.type, record.row);
}

uint8_t data_record_marks(const struct institution *institution, struct record record)
{
    return get_marks(institution->world.store, record);
}
