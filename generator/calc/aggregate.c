/* SPDX-License-Identifier: MIT */
/*
 * Aggregates.
 *
 *   condition undecided   the item is left out and counted as undecided
 *   value none            the item is left out and does not count at all
 *   value unknown         the result is unknown; share leaves the item out; any and every are
 *                         unknown unless another item decides
 *   nothing left          count and sum are 0, every is yes, any is no, the others are none
 *
 * An aggregate that reads nothing of what encloses it is computed once for each period; one that
 * reads it only by its keys (`of this`, kind = library.kind), once for each value of them.
 */
#include "calc/gather.h"

/* Fewer rows than this are counted again rather than remembered. */
enum { WORTH_KEEPING = 16 };

struct value eval_query(struct calc *calc, const struct query *query, const struct calc_at *at,
                        struct tally *tally)
{
    return gather_query(calc, query, at, tally, NULL, NULL);
}

/* The keys as one value. */
static struct value key_value(const struct value *keys, size_t count, struct value_list *list)
{
    *list = (struct value_list){count, 0, keys};
    return count == 1 ? keys[0] : value_list(list);
}

static struct value eval_by_keys(struct calc *calc, const struct code *code,
                                 const struct calc_at *at, struct memo_key *key)
{
    const struct query *query = code->query;
    struct value keys[QUERY_KEYS];
    struct value_list list;
    size_t count = select_keys(calc, query, at, keys), rows = 0;
    uint8_t marks = 0;
    for (size_t i = 0; i < count; i++) {
        marks |= keys[i].marks;
        if (!value_known(keys[i]))
            return gather_query(calc, query, at, NULL, keys, NULL);
    }
    key->value = key_value(keys, count, &list);
    const struct memo_entry *found = memo_find(&calc->memo, key);
    struct value value;
    if (found && found->state == MEMO_DONE) {
        value = found->value;
    } else {
        value = gather_query(calc, query, at, NULL, keys, &rows);
        if (!calc->deferring && rows >= WORTH_KEEPING) {
            struct memo_entry *entry = memo_put(&calc->memo, calc->arena, key);
            entry->state = MEMO_DONE;
            entry->value = value;
        }
    }
    value.marks |= marks;
    return value;
}

static struct memo_key aggregate_key(const struct code *code, const struct calc_at *at)
{
    return (struct memo_key){.id = code->query->id,
                             .period = code->flags & CODE_PERIOD ? at->period : PERIOD_NONE,
                             .as_of = code->flags & CODE_AS_OF ? at->as_of : 0};
}

/* Sums and the like of a field over all records, as most figures are: an explanation would go
 * through the same items and note nothing that they read, so they are counted at once. (Where
 * nothing is counted `any` and `every` may end early.) */
static bool is_plain(const struct query *query)
{
    const struct code *what = query->what;
    bool whole = query->aggregate != AGGREGATE_ANY && query->aggregate != AGGREGATE_EVERY;
    bool field =
        what == NULL || (what->op == OP_FIELD && what->hop == 0 && !(what->flags & CODE_REFERENCE));
    return whole && field && query->source == SOURCE_TYPE && query->where == NULL &&
           query->of == NULL;
}

static struct value count_aggregate(struct calc *calc, const struct code *code,
                                    const struct calc_at *at, const struct memo_key *key)
{
    struct tally tally = {.by_index = true};
    bool plain = is_plain(code->query);
    struct value value = gather_query(calc, code->query, at, plain ? &tally : NULL, NULL, NULL);
    if (calc->deferring)
        return value_failed();
    struct memo_entry *entry = memo_put(&calc->memo, calc->arena, key);
    entry->state = MEMO_DONE;
    entry->value = value;
    if (plain) {
        ARENA_PUSH(calc->arena, &calc->tallies, tally);
        entry->tally = (uint32_t)calc->tallies.count;
    }
    return value;
}

struct value eval_aggregate(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    const struct query *query = code->query;
    struct memo_key key = aggregate_key(code, at);
    if (code->scopes != 0 && query->memo_by_keys)
        return eval_by_keys(calc, code, at, &key);
    if (code->scopes != 0)
        return gather_query(calc, query, at, NULL, NULL, NULL);
    const struct memo_entry *found = memo_find(&calc->memo, &key);
    if (found && found->state == MEMO_DONE)
        return found->value;
    return count_aggregate(calc, code, at, &key);
}

bool eval_counted(struct calc *calc, const struct code *code, const struct calc_at *at,
                  struct tally *tally, struct value *value)
{
    struct memo_key key = aggregate_key(code, at);
    const struct memo_entry *found = code->scopes == 0 ? memo_find(&calc->memo, &key) : NULL;
    if (found == NULL || found->tally == 0)
        return false;
    *tally = calc->tallies.items[found->tally - 1];
    *value = found->value;
    return true;
}

struct value eval_map(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct value list = eval_code(calc, code->a, at);
    if (list.kind != VALUE_LIST && list.kind != VALUE_SERIES)
        return list;
    struct calc_frame frame = {.outer = at->frame};
    struct calc_at inside = {at->period, at->as_of, &frame};
    struct value *items = ARENA_ARRAY(calc->arena, struct value, list.list->count + 1);
    uint8_t marks = list.marks;
    for (size_t i = 0; i < list.list->count && !calc->deferring; i++) {
        frame.value = list.list->items[i];
        if (frame.value.kind == VALUE_RECORD)
            frame.record = value_as_record(frame.value);
        items[i] = value_known(frame.value) ? eval_code(calc, code->b, &inside) : frame.value;
        marks |= items[i].marks;
    }
    struct value_list *mapped = ARENA_NEW(calc->arena, struct value_list);
    *mapped = (struct value_list){list.list->count, 0, items};
    struct value out = value_list(mapped);
    out.marks = marks;
    return out;
}

struct calc_rows calc_select(struct calc *calc, struct arena *arena, const struct calc_query *query,
                             struct calc_at at, struct diags *diags, size_t *undecided)
{
    struct tally tally;
    struct value list;
    calc->diags = diags;
    for (;;) {
        tally = (struct tally){.by_index = true};
        eval_begin(calc);
        list = eval_query(calc, &query->query, &at, undecided ? &tally : NULL);
        if (!calc->deferring)
            break;
        eval_settle(calc);
    }
    if (undecided)
        *undecided = tally.undecided;
    if (list.kind != VALUE_LIST)
        return (struct calc_rows){0};
    uint32_t *rows = ARENA_ARRAY(arena, uint32_t, list.list->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < list.list->count; i++)
        if (list.list->items[i].kind == VALUE_RECORD)
            rows[count++] = list.list->items[i].size;
    return (struct calc_rows){rows, count};
}
