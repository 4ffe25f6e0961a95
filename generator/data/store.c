/* SPDX-License-Identifier: MIT */
#include "data/model.h"

#include <stdlib.h>

static bool row_in(const struct data_row *row, int32_t period)
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
        if (row_in(&table->items[row], period))
            return row;
    return ROW_NONE;
}

static struct str title_of(const struct data_store *store, uint16_t type, uint32_t row)
{
    size_t field = store->institution->types[type].title_field;
    if (row == ROW_BLANK)
        return (struct str){NULL, 0};
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
        if (!row_in(&table->items[row - 1], period))
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
    static const struct data_row blank = {
        .from = PERIOD_NONE, .to = PERIOD_NONE, .head = ROW_BLANK, .next = ROW_NONE};
    if (record.row == ROW_BLANK)
        return &blank;
    return &store->tables[record.type].items[record.row];
}

static struct value get_field(void *context, struct record record, size_t field)
{
    return record.row == ROW_BLANK ? value_unknown() : row_at(context, record)->values[field];
}

static struct span get_field_span(void *context, struct record record, size_t field)
{
    const struct data_row *row = row_at(context, record);
    return row->places && row->places[field].at ? row->places[field] : row->span;
}

struct row_period {
    int32_t period;
    uint32_t row;
};

static int by_period(const void *left, const void *right)
{
    const struct row_period *a = left, *b = right;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* Where each row has one period, all periods are made in one go. */
static void make_periods(struct data_store *store, struct data_table *table)
{
    struct row_period *pairs = ARENA_ARRAY(store->arena, struct row_period, table->count + 1);
    uint32_t *rows = ARENA_ARRAY(store->arena, uint32_t, table->count + 1);
    size_t count = 0;
    for (uint32_t row = 0; row < table->count; row++)
        if (table->items[row].from != PERIOD_NONE)
            pairs[count++] = (struct row_period){table->items[row].from, row};
    if (count)
        qsort(pairs, count, sizeof *pairs, by_period);
    for (size_t i = 0; i < count; i++) {
        rows[i] = pairs[i].row;
        if (i == 0 || pairs[i].period != pairs[i - 1].period) {
            struct period_rows entry = {pairs[i].period, {rows + i, 0}};
            ARENA_PUSH(store->arena, &table->periods, entry);
        }
        table->periods.items[table->periods.count - 1].rows.count++;
    }
    table->periods_made = true;
}

static struct calc_rows find_period(const struct data_table *table, int32_t period)
{
    size_t low = 0, high = table->periods.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->periods.items[middle].period < period)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < table->periods.count && table->periods.items[low].period == period;
    return found ? table->periods.items[low].rows : (struct calc_rows){0};
}

/* Rows that span periods, and all rows: gathered for each period that is asked for. */
static struct calc_rows gather_rows(struct data_store *store, struct data_table *table,
                                    int32_t period)
{
    for (size_t i = 0; i < table->gathered.count; i++)
        if (table->gathered.items[i].period == period)
            return table->gathered.items[i].rows;
    uint32_t *rows = ARENA_ARRAY(store->arena, uint32_t, table->count + 1);
    size_t count = 0;
    for (uint32_t row = 0; row < table->count; row++)
        if (period == PERIOD_NONE ||
            (table->items[row].from != PERIOD_NONE && row_in(&table->items[row], period)))
            rows[count++] = row;
    struct period_rows entry = {period, {rows, count}};
    ARENA_PUSH(store->arena, &table->gathered, entry);
    return entry.rows;
}

static struct calc_rows get_rows(void *context, uint16_t type, int32_t period)
{
    struct data_store *store = context;
    struct data_table *table = &store->tables[type];
    enum period_source source = store->shapes[type].source;
    if (source == PERIOD_FROM_NOTHING)
        period = PERIOD_NONE;
    if (period == PERIOD_NONE || source == PERIOD_FROM_SPAN)
        return gather_rows(store, table, period);
    if (!table->periods_made)
        make_periods(store, table);
    return find_period(table, period);
}

static bool get_in_period(void *context, struct record record, int32_t period, struct record *out)
{
    const struct data_store *store = context;
    const struct data_table *table = &store->tables[record.type];
    const struct data_row *row = row_at(store, record);
    *out = record;
    if (row->from == PERIOD_NONE || row_in(row, period))
        return true;
    for (uint32_t other = row->head; other != ROW_NONE; other = table->items[other].next)
        if (row_in(&table->items[other], period)) {
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

static struct str get_option_text(void *context, struct arena *arena, struct record record,
                                  size_t field, unsigned option)
{
    const struct data_store *store = context;
    struct data_place place = {record.type, record.row, (uint32_t)field};
    const struct map_entry *entry =
        map_find(&store->option_texts, (struct str){(const char *)&place, sizeof place});
    struct str all = {NULL, 0};
    for (const struct data_option_text *at = entry ? entry->pointer : NULL; at; at = at->next) {
        if (option > 0 && at->option != option - 1)
            continue;
        struct str parts[] = {all, all.n > 0 ? STR("; ") : STR(""), at->text};
        all = all.n > 0 ? arena_join(arena, parts, 3) : at->text;
    }
    return all;
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
    .option_text = get_option_text,
};

struct str data_title(const struct institution *institution, struct record record)
{
    return title_of(institution->world.store, record.type, record.row);
}
