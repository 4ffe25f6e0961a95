/* SPDX-License-Identifier: MIT */
#include "data/model.h"

/*
 * Rows by the value of a field within a period: a hash table of buckets, made when the first such
 * rows are asked for. References are keyed by the head of their record, so that the same library
 * is found whichever year's row stands for it. Choices and lists stand under each of their items.
 */

struct data_bucket {
    struct value key;
    struct data_bucket *next;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } rows;
};

static struct value index_key(const struct data_store *store, struct value value)
{
    if (value.kind == VALUE_RECORD) {
        struct record record = value_as_record(value);
        record.row = store->tables[record.type].items[record.row].head;
        return value_record(record);
    }
    return value;
}

static struct data_bucket *bucket_of(struct data_store *store, struct data_index *index,
                                     struct value key, bool add)
{
    size_t slot = (size_t)value_hash(key) & (index->slot_count - 1);
    struct data_bucket *bucket = index->slots[slot];
    while (bucket && !value_equal(bucket->key, key))
        bucket = bucket->next;
    if (bucket || !add)
        return bucket;
    bucket = ARENA_NEW(store->arena, struct data_bucket);
    bucket->key = key;
    bucket->next = index->slots[slot];
    index->slots[slot] = bucket;
    return bucket;
}

static void add_key(struct data_store *store, struct data_index *index, struct value value,
                    uint32_t row)
{
    if (!value_known(value))
        return;
    struct data_bucket *bucket = bucket_of(store, index, index_key(store, value), true);
    if (bucket->rows.count == 0 || bucket->rows.items[bucket->rows.count - 1] != row)
        ARENA_PUSH(store->arena, &bucket->rows, row);
}

static void add_row(struct data_store *store, struct data_index *index, struct value value,
                    uint32_t row)
{
    if (value.kind == VALUE_CHOICES) {
        for (uint32_t option = 0; option < 64; option++)
            if (value.options >> option & 1)
                add_key(store, index, value_choice(option), row);
    } else if (value.kind == VALUE_LIST) {
        for (size_t i = 0; i < value.list->count; i++)
            add_key(store, index, value.list->items[i], row);
    } else {
        add_key(store, index, value, row);
    }
}

static struct data_index *make_index(struct data_store *store, uint16_t type, int32_t period,
                                     size_t field)
{
    struct data_table *table = &store->tables[type];
    struct calc_rows rows = data_reader.rows(store, type, period);
    struct data_index index = {.field = field, .period = period, .slot_count = 16};
    while (index.slot_count < rows.count)
        index.slot_count *= 2;
    index.slots = ARENA_ARRAY(store->arena, struct data_bucket *, index.slot_count);
    for (size_t i = 0; i < rows.count; i++)
        add_row(store, &index, table->items[rows.items[i]].values[field], rows.items[i]);
    ARENA_PUSH(store->arena, &table->indexes, index);
    return &table->indexes.items[table->indexes.count - 1];
}

struct calc_rows data_index_rows(void *context, uint16_t type, int32_t period, size_t field,
                                 struct value key)
{
    struct data_store *store = context;
    struct data_table *table = &store->tables[type];
    struct data_index *index = NULL;
    if (store->shapes[type].source == PERIOD_FROM_NOTHING)
        period = PERIOD_NONE;
    for (size_t i = 0; i < table->indexes.count && index == NULL; i++)
        if (table->indexes.items[i].field == field && table->indexes.items[i].period == period)
            index = &table->indexes.items[i];
    if (index == NULL)
        index = make_index(store, type, period, field);
    const struct data_bucket *bucket = bucket_of(store, index, index_key(store, key), false);
    return bucket ? (struct calc_rows){bucket->rows.items, bucket->rows.count}
                  : (struct calc_rows){0};
}
