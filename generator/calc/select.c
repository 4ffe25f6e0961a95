/* SPDX-License-Identifier: MIT */
/*
 * The rows that a query ranges over: by the reader's indexes where it has one, else by an index
 * made here over the values of the row's part of its equalities (several of them, computed fields,
 * paths through references). Such an index is made once for a query and period, in linear time.
 */
#include "base/mem.h"
#include "calc/eval.h"

/* Rows grouped by value: `order` holds all rows, those of one group together. */
struct row_index {
    uint32_t id;
    int32_t period, as_of;
    uint32_t *order;
    size_t first_missing, missing; /* rows of which a part is not known */
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

/* Records of two periods are the same by id; within an index they go by it. */
static struct value as_key(const struct calc *calc, struct value value)
{
    const struct calc_world *world = calc->world;
    if (value.kind != VALUE_RECORD || world->types[value.type].period == CALC_TIMELESS)
        return value;
    struct str id = world->reader->id(world->store, value_as_record(value));
    return id.n > 0 ? value_text(id) : value;
}

/* The row's parts of the keys, as one value; false where one of them is missing. */
static bool row_value(struct calc *calc, const struct query *query, const struct calc_at *at,
                      struct value *out)
{
    struct value parts[QUERY_KEYS];
    for (size_t i = 0; i < query->key_count; i++) {
        parts[i] = as_key(calc, eval_code(calc, query->keys[i].row_part, at));
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

/* Counting sort: the rows of each group in their order, the groups in the order of first rows,
 * last the rows without a group. */
static void sort_rows(struct row_index *index, const uint32_t *group_of, struct calc_rows rows)
{
    size_t first = 0;
    for (size_t i = 0; i < index->group_count; i++) {
        index->groups[i].first = first;
        first += index->groups[i].count;
        index->groups[i].count = 0;
    }
    for (size_t i = 0; i < rows.count; i++) {
        if (group_of[i] == UINT32_MAX) {
            index->order[first + index->missing++] = rows.items[i];
            continue;
        }
        struct row_group *group = &index->groups[group_of[i]];
        index->order[group->first + group->count++] = rows.items[i];
    }
    index->first_missing = first;
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
                                 struct calc_rows all)
{
    struct selection out = {.filter = query->rest, .by_keys = true};
    const struct row_index *index = need_index(calc, query, at, all);
    if (index == NULL)
        return (struct selection){.failed = true};
    struct value parts[QUERY_KEYS];
    for (size_t i = 0; i < query->key_count; i++)
        parts[i] = as_key(calc, keys[i]);
    struct value_list list = {query->key_count, 0, parts};
    struct value value = query->key_count == 1 ? parts[0] : value_list(&list);
    uint32_t slot = index->slots[find_slot(index, value, value_hash(value))];
    if (slot != 0)
        out.rows = (struct calc_rows){index->order + index->groups[slot - 1].first,
                                      index->groups[slot - 1].count};
    out.missing = (struct calc_rows){index->order + index->first_missing, index->missing};
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

/* Whether all keys are there; `*out` is the answer where one is unknown or failed. */
static bool keys_known(const struct value *keys, size_t count, struct selection *out, bool *none)
{
    *none = false;
    for (size_t i = 0; i < count; i++) {
        out->failed |= keys[i].kind == VALUE_FAILED;
        out->nothing |= keys[i].kind == VALUE_UNKNOWN;
        *none |= keys[i].kind == VALUE_NONE;
    }
    return !out->failed && !out->nothing;
}

static struct selection rows_of_record(struct calc *calc, const struct query *query,
                                       const struct calc_at *at, bool exact, struct value record)
{
    const struct calc_reader *reader = calc->world->reader;
    struct selection out = {.filter = exact ? query->where : query->rest};
    if (record.kind != VALUE_NONE)
        out.rows = reader->rows_where(calc->world->store, query->type, at->period, query->of_field,
                                      record);
    return out;
}

static struct selection every_row(struct calc *calc, const struct query *query,
                                  const struct calc_at *at)
{
    struct calc_rows all = calc->world->reader->rows(calc->world->store, query->type, at->period);
    return (struct selection){.rows = all, .filter = query->where};
}

static struct selection rows_by_keys(struct calc *calc, const struct query *query,
                                     const struct calc_at *at, enum select_mode mode,
                                     const struct value *keys, size_t count)
{
    const struct calc_reader *reader = calc->world->reader;
    struct selection out = {.filter = query->rest, .by_keys = true};
    bool none;
    if (!keys_known(keys, count, &out, &none)) {
        if (mode == SELECT_FAST || query->of || out.failed)
            return out;
        none = true;
    }
    if (query->of)
        return rows_of_record(calc, query, at, mode != SELECT_FAST, keys[0]);
    /* An equality with none finds those that have none, which no index holds. */
    if (none)
        return every_row(calc, query, at);
    if (mode != SELECT_FAST || count > 1 || query->keys[0].field == STR_NOT_FOUND)
        return by_index(calc, query, at, keys,
                        reader->rows(calc->world->store, query->type, at->period));
    out.rows = reader->rows_where(calc->world->store, query->type, at->period, query->keys[0].field,
                                  keys[0]);
    return out;
}

struct selection select_rows(struct calc *calc, const struct query *query, const struct calc_at *at,
                             enum select_mode mode, const struct value *keys)
{
    struct value own[QUERY_KEYS];
    if (query->source == SOURCE_ROWS)
        return rows_at_hand(query, at);
    size_t count = query->of ? 1 : query->key_count;
    if (!query->of && (count == 0 || mode == SELECT_WHOLE))
        return every_row(calc, query, at);
    if (keys)
        return rows_by_keys(calc, query, at, mode, keys, count);
    select_keys(calc, query, at, own);
    struct selection out = rows_by_keys(calc, query, at, mode, own, count);
    for (size_t i = 0; i < count; i++)
        out.marks |= own[i].marks;
    return out;
}
