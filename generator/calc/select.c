/* SPDX-License-Identifier: MIT */
/*
 * The rows that a query ranges over: by the reader's indexes where it has one, else by an index
 * made here over the values of the row's part of its equalities (several of them, computed fields,
 * paths through references). Such an index is made once for a query and period, in linear time.
 */
#include "base/mem.h"
#include "calc/eval.h"

/* Rows grouped by value: `order` holds all rows, those of one group together, groups by `slots`. */
struct row_index {
    uint32_t id;
    int32_t period, as_of;
    uint32_t *order;
    size_t count;
    struct row_group {
        uint64_t hash;
        struct value value;
        size_t first, count;
    } * groups;
    size_t group_count;
    uint32_t *slots; /* group + 1 */
    size_t slot_count;
};

static void free_index(struct row_index *index)
{
    mem_free(index->order);
    mem_free(index->groups);
    mem_free(index->slots);
    mem_free(index);
}

void select_free(struct calc *calc)
{
    for (size_t i = 0; i < calc->indexes.count; i++)
        free_index(calc->indexes.items[i]);
    calc->indexes.count = 0;
}

static size_t find_slot(const struct row_index *index, struct value value, uint64_t hash)
{
    size_t slot = (size_t)hash & (index->slot_count - 1);
    while (index->slots[slot] != 0) {
        const struct row_group *group = &index->groups[index->slots[slot] - 1];
        if (group->hash == hash && value_equal(group->value, value))
            break;
        slot = (slot + 1) & (index->slot_count - 1);
    }
    return slot;
}

/* The group of a value, made when there was none. */
static uint32_t put_group(struct row_index *index, struct value value)
{
    uint64_t hash = value_hash(value);
    size_t slot = find_slot(index, value, hash);
    if (index->slots[slot] == 0) {
        index->groups[index->group_count++] = (struct row_group){.hash = hash, .value = value};
        index->slots[slot] = (uint32_t)index->group_count;
    }
    return index->slots[slot] - 1;
}

/* The row's parts of the keys, as one value; false where one of them is missing. */
static bool row_value(struct calc *calc, const struct query *query, const struct calc_at *at,
                      struct value *out)
{
    struct value parts[QUERY_KEYS];
    for (size_t i = 0; i < query->key_count; i++) {
        parts[i] = eval_code(calc, query->keys[i].row_part, at);
        if (!value_known(parts[i]))
            return false;
    }
    *out = parts[0];
    if (query->key_count == 1)
        return true;
    struct value *items = ARENA_ARRAY(calc->arena, struct value, query->key_count);
    for (size_t i = 0; i < query->key_count; i++)
        items[i] = parts[i];
    struct value_list *list = ARENA_NEW(calc->arena, struct value_list);
    *list = (struct value_list){query->key_count, 0, items};
    *out = value_list(list);
    return true;
}

/* Counting sort: the rows of each group in their order, the groups in the order of first rows. */
static void sort_rows(struct row_index *index, const uint32_t *group_of, struct calc_rows rows)
{
    size_t first = 0;
    for (size_t i = 0; i < index->group_count; i++) {
        index->groups[i].first = first;
        first += index->groups[i].count;
        index->groups[i].count = 0;
    }
    for (size_t i = 0; i < rows.count; i++) {
        if (group_of[i] == UINT32_MAX)
            continue;
        struct row_group *group = &index->groups[group_of[i]];
        index->order[group->first + group->count++] = rows.items[i];
    }
}

static struct row_index *build_index(struct calc *calc, const struct query *query,
                                     const struct calc_at *at, struct calc_rows rows)
{
    struct row_index *index = mem_alloc_zero(1, sizeof *index);
    index->id = query->id;
    index->period = at->period;
    index->as_of = at->as_of;
    for (index->slot_count = 16; index->slot_count < rows.count * 2;)
        index->slot_count *= 2;
    index->slots = mem_alloc_zero(index->slot_count, sizeof *index->slots);
    index->order = mem_alloc_zero(rows.count + 1, sizeof *index->order);
    index->groups = mem_alloc_zero(rows.count + 1, sizeof *index->groups);
    uint32_t *group_of = mem_alloc_zero(rows.count + 1, sizeof *group_of);
    struct calc_frame frame = {.outer = at->frame};
    struct calc_at inside = {at->period, at->as_of, &frame};
    for (size_t i = 0; i < rows.count && !calc->deferring; i++) {
        struct value value;
        frame.record = (struct record){query->type, rows.items[i]};
        group_of[i] = UINT32_MAX;
        if (!row_value(calc, query, &inside, &value))
            continue;
        group_of[i] = put_group(index, value);
        index->groups[group_of[i]].count++;
    }
    sort_rows(index, group_of, rows);
    mem_free(group_of);
    return index;
}

static const struct row_index *need_index(struct calc *calc, const struct query *query,
                                          const struct calc_at *at, struct calc_rows rows)
{
    struct memo_key key = {
        .id = query->id, .row = UINT32_MAX, .period = at->period, .as_of = at->as_of};
    struct memo_entry *entry = memo_put(&calc->memo, calc->arena, &key);
    if (entry->state == MEMO_DONE)
        return calc->indexes.items[entry->value.size];
    struct row_index *index = build_index(calc, query, at, rows);
    if (calc->deferring) {
        free_index(index);
        return NULL;
    }
    entry->state = MEMO_DONE;
    entry->value.size = (uint32_t)calc->indexes.count;
    ARENA_PUSH(calc->arena, &calc->indexes, index);
    return index;
}

static struct selection by_index(struct calc *calc, const struct query *query,
                                 const struct calc_at *at, const struct value *keys,
                                 struct selection all)
{
    struct selection out = {.filter = query->rest};
    const struct row_index *index = need_index(calc, query, at, all.rows);
    if (index == NULL)
        return (struct selection){.failed = true};
    struct value_list list = {query->key_count, 0, keys};
    struct value value = query->key_count == 1 ? keys[0] : value_list(&list);
    uint32_t slot = index->slots[find_slot(index, value, value_hash(value))];
    if (slot != 0)
        out.rows = (struct calc_rows){index->order + index->groups[slot - 1].first,
                                      index->groups[slot - 1].count};
    return out;
}

size_t select_keys(struct calc *calc, const struct query *query, const struct calc_at *at,
                   struct value keys[QUERY_KEYS])
{
    struct calc_frame frame = {.outer = at->frame};
    struct calc_at inside = {at->period, at->as_of, &frame};
    if (query->of) {
        keys[0] = eval_code(calc, query->of, at);
        return 1;
    }
    for (size_t i = 0; i < query->key_count; i++)
        keys[i] = eval_code(calc, query->keys[i].key, &inside);
    return query->key_count;
}

static struct selection rows_at_hand(const struct query *query, const struct calc_at *at)
{
    struct selection out = {.rows = eval_frame(at, query->hop)->rows, .filter = query->where};
    return out;
}

struct selection select_rows(struct calc *calc, const struct query *query, const struct calc_at *at,
                             bool whole, const struct value *keys)
{
    const struct calc_reader *reader = calc->world->reader;
    void *store = calc->world->store;
    struct value own[QUERY_KEYS];
    if (query->source == SOURCE_ROWS)
        return rows_at_hand(query, at);
    struct selection all = {.filter = query->where};
    if (query->of == NULL && (whole || query->key_count == 0)) {
        all.rows = reader->rows(store, query->type, at->period);
        return all;
    }
    size_t count = query->of ? 1 : query->key_count;
    if (keys == NULL) {
        select_keys(calc, query, at, own);
        keys = own;
    }
    bool none = false;
    for (size_t i = 0; i < count; i++) {
        if (keys[i].kind == VALUE_FAILED)
            return (struct selection){.failed = true};
        if (keys[i].kind == VALUE_UNKNOWN)
            return (struct selection){.nothing = true};
        none |= keys[i].kind == VALUE_NONE;
    }
    if (query->of) {
        all.filter = whole ? query->where : query->rest;
        if (!none)
            all.rows = reader->rows_where(store, query->type, at->period, query->of_field, keys[0]);
        return all;
    }
    bool stored = count == 1 && query->keys[0].field != STR_NOT_FOUND;
    if (stored && !none) {
        all.filter = query->rest;
        all.rows =
            reader->rows_where(store, query->type, at->period, query->keys[0].field, keys[0]);
        return all;
    }
    all.rows = reader->rows(store, query->type, at->period);
    return none ? all : by_index(calc, query, at, keys, all);
}
