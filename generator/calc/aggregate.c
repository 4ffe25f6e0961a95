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
#include "base/mem.h"
#include "calc/eval.h"

#include <stdlib.h>

/* Fewer rows than this are counted again rather than remembered. */
enum { WORTH_KEEPING = 16 };

struct gathering {
    struct calc *calc;
    const struct query *query;
    const struct code *filter;
    struct tally *tally; /* NULL unless traced */
    struct value *items; /* list, median of what is no number, distinct */
    size_t count, capacity;
    size_t numbers;      /* of this aggregate on the number stack, from here */
    struct number whole; /* the sum of the integers */
    size_t used;         /* items with a value */
    size_t left_out;     /* by an undecided condition after where */
    size_t yes, undecided;
    struct value best, missing; /* missing: VALUE_YES_NO where nothing is */
    uint8_t marks;
    bool done;
};

void number_stack_push(struct number_stack *stack, struct number number)
{
    if (stack->count == stack->capacity) {
        stack->capacity = stack->capacity ? stack->capacity * 2 : 256;
        stack->items = mem_resize(stack->items, stack->capacity, sizeof *stack->items);
    }
    stack->items[stack->count++] = number;
}

void number_stack_free(struct number_stack *stack)
{
    mem_free(stack->items);
    *stack = (struct number_stack){0};
}

static void keep_item(struct gathering *g, struct value value)
{
    if (g->count == g->capacity) {
        g->capacity = g->capacity ? g->capacity * 2 : 16;
        g->items = mem_resize(g->items, g->capacity, sizeof *g->items);
    }
    g->items[g->count++] = value;
}

/* Integers are added at once; fractions wait for the pairwise sum. */
static void add_number(struct gathering *g, struct number number)
{
    if (number.den == 1 && g->query->aggregate != AGGREGATE_MEDIAN)
        g->whole = number_add(g->calc->arena, g->whole, number);
    else
        number_stack_push(&g->calc->numbers, number);
}

static void take_missing(struct gathering *g, struct value value)
{
    g->missing = value_known(g->missing) ? value : eval_missing(g->missing, value);
    g->done = value.kind == VALUE_FAILED;
}

static void take_condition(struct gathering *g, struct value value)
{
    enum aggregate aggregate = g->query->aggregate;
    if (value.kind == VALUE_UNKNOWN) {
        g->undecided++;
        return;
    }
    g->used++;
    g->yes += value.yes;
    g->done = !g->tally && ((aggregate == AGGREGATE_ANY && value.yes) ||
                            (aggregate == AGGREGATE_EVERY && !value.yes));
}

static void take_best(struct gathering *g, struct value value)
{
    int order = g->used == 0 ? 0 : value_compare(value, g->best);
    bool better = g->query->aggregate == AGGREGATE_MIN ? order < 0 : order > 0;
    if (g->used == 0 || better)
        g->best = value;
    g->used++;
}

/* A value that is there. */
static void take_value(struct gathering *g, struct value value)
{
    switch (g->query->aggregate) {
    case AGGREGATE_COUNT:
        if (g->query->distinct)
            keep_item(g, value);
        g->used++;
        return;
    case AGGREGATE_LIST:
        keep_item(g, value);
        g->used++;
        return;
    case AGGREGATE_FIRST:
        g->best = value;
        g->used++;
        g->done = true;
        return;
    case AGGREGATE_MEDIAN:
        if (value.kind != VALUE_NUMBER) {
            keep_item(g, value);
            g->used++;
            return;
        }
        add_number(g, value.number);
        g->used++;
        return;
    case AGGREGATE_SUM:
    case AGGREGATE_MEAN:
        add_number(g, value.number);
        g->used++;
        return;
    case AGGREGATE_MIN:
    case AGGREGATE_MAX:
        take_best(g, value);
        return;
    case AGGREGATE_ANY:
    case AGGREGATE_SHARE:
    case AGGREGATE_EVERY:
        take_condition(g, value);
        return;
    }
}

static void note_place(struct gathering *g, const struct calc_at *at, struct value item)
{
    struct tally *tally = g->tally;
    const struct query *query = g->query;
    const struct calc_reader *reader = g->calc->world->reader;
    if (tally->place_count >= TRACE_PLACES || !query->items_are_records)
        return;
    struct record record = query->source == SOURCE_LIST ? value_as_record(item) : at->frame->record;
    const struct code *what = query->what;
    bool field = what && what->op == OP_FIELD && what->hop == 0;
    tally->places[tally->place_count++] =
        field ? reader->field_span(g->calc->world->store, record, what->index)
              : reader->record_span(g->calc->world->store, record);
}

static bool is_conditional(enum aggregate aggregate)
{
    return aggregate == AGGREGATE_ANY || aggregate == AGGREGATE_SHARE ||
           aggregate == AGGREGATE_EVERY;
}

/* One item that the condition does not leave out. */
static void take_item(struct gathering *g, const struct calc_at *at, struct value item)
{
    const struct query *query = g->query;
    bool any_alone = query->aggregate == AGGREGATE_ANY && query->what == NULL &&
                     query->what_type.kind != VALUE_YES_NO;
    struct value value = query->what ? eval_code(g->calc, query->what, at) : item;
    if (any_alone)
        value = value_yes_no(true);
    g->marks |= value.marks;
    bool counts = query->aggregate == AGGREGATE_LIST || query->aggregate == AGGREGATE_FIRST;
    if (value.kind == VALUE_FAILED ||
        (value.kind == VALUE_UNKNOWN && !counts && !is_conditional(query->aggregate))) {
        if (query->aggregate == AGGREGATE_COUNT && value.kind == VALUE_UNKNOWN) {
            g->left_out++; /* count(distinct …) counts what is known */
            return;
        }
        take_missing(g, value);
        return;
    }
    if (value.kind == VALUE_NONE && !counts)
        return;
    if (g->tally && value.kind != VALUE_UNKNOWN)
        note_place(g, at, item);
    take_value(g, value);
}

/* Tries the condition. */
static void try_item(struct gathering *g, const struct calc_at *at, struct value item)
{
    if (g->tally)
        g->tally->total++;
    if (g->filter) {
        struct value holds = eval_code(g->calc, g->filter, at);
        if (holds.kind == VALUE_FAILED)
            take_missing(g, holds);
        if (holds.kind == VALUE_UNKNOWN)
            g->left_out++;
        if (holds.kind != VALUE_YES_NO || !holds.yes)
            return;
        g->marks |= holds.marks;
    }
    take_item(g, at, item);
}

static void gather_rows(struct gathering *g, const struct calc_at *at, struct calc_rows rows)
{
    struct calc *calc = g->calc;
    const struct query *query = g->query;
    const struct calc_reader *reader = calc->world->reader;
    struct calc_frame frame = {.outer = at->frame};
    struct calc_at inside = {at->period, at->as_of, &frame};
    for (size_t i = 0; i < rows.count && !g->done && !calc->deferring; i++) {
        frame.record = (struct record){query->type, rows.items[i]};
        struct value item = value_record(frame.record);
        if (query->what == NULL && reader->marks)
            item.marks = reader->marks(calc->world->store, frame.record);
        try_item(g, &inside, item);
    }
}

static void gather_list(struct gathering *g, const struct calc_at *at, struct value list)
{
    struct calc_frame frame = {.outer = at->frame};
    struct calc_at inside = {at->period, at->as_of, &frame};
    bool choices = list.kind == VALUE_CHOICES;
    size_t count = choices ? 64 : list.list->count;
    g->marks |= list.marks;
    for (size_t i = 0; i < count && !g->done && !g->calc->deferring; i++) {
        if (choices && !(list.options >> i & 1))
            continue;
        frame.value = choices ? value_choice((uint32_t)i) : list.list->items[i];
        if (frame.value.kind == VALUE_RECORD)
            frame.record = value_as_record(frame.value);
        else if (g->query->items_are_records)
            continue; /* a reference to nothing in this period */
        try_item(g, &inside, frame.value);
    }
}

static int by_number(const void *a, const void *b)
{
    return number_compare(*(const struct number *)a, *(const struct number *)b);
}

static int by_value(const void *a, const void *b)
{
    return value_compare(*(const struct value *)a, *(const struct value *)b);
}

/* The middle one, or the mean of the two; of options and dates the lower of the two. */
static struct value median(struct gathering *g, const struct code *code)
{
    struct arena *arena = g->calc->arena;
    if (g->count > 0) {
        qsort(g->items, g->count, sizeof *g->items, by_value);
        return g->items[(g->count - 1) / 2];
    }
    struct number *numbers = g->calc->numbers.items + g->numbers;
    size_t count = g->calc->numbers.count - g->numbers;
    if (count == 0)
        return value_none();
    qsort(numbers, count, sizeof *numbers, by_number);
    struct number middle = numbers[count / 2];
    if (count % 2 == 0)
        middle = number_divide(arena, number_add(arena, numbers[count / 2 - 1], middle),
                               number_from_int(2));
    return eval_number(g->calc, code, middle, 0);
}

static struct number total(struct gathering *g)
{
    struct number_stack *stack = &g->calc->numbers;
    struct arena *arena = g->calc->arena;
    size_t count = stack->count - g->numbers;
    if (count == 0)
        return g->whole;
    struct number sum = number_sum(arena, stack->items + g->numbers, count);
    return number_add(arena, sum, g->whole);
}

/* Keeps the first of equal items. */
static void drop_repeated(struct gathering *g)
{
    size_t slot_count = 16, kept = 0;
    while (slot_count < g->count * 2)
        slot_count *= 2;
    uint32_t *slots = mem_alloc_zero(slot_count, sizeof *slots);
    for (size_t i = 0; i < g->count; i++) {
        size_t slot = (size_t)value_hash(g->items[i]) & (slot_count - 1);
        while (slots[slot] != 0 && !value_equal(g->items[slots[slot] - 1], g->items[i]))
            slot = (slot + 1) & (slot_count - 1);
        if (slots[slot] != 0)
            continue;
        g->items[kept++] = g->items[i];
        slots[slot] = (uint32_t)kept;
    }
    mem_free(slots);
    g->count = kept;
}

static struct value item_list(struct gathering *g)
{
    struct value *items = ARENA_ARRAY(g->calc->arena, struct value, g->count + 1);
    for (size_t i = 0; i < g->count; i++)
        items[i] = g->items[i];
    struct value_list *list = ARENA_NEW(g->calc->arena, struct value_list);
    *list = (struct value_list){g->count, 0, items};
    return value_list(list);
}

static struct value decide(const struct gathering *g, bool any)
{
    if (any ? g->yes > 0 : g->yes < g->used)
        return value_yes_no(any);
    return g->undecided > 0 ? value_unknown() : value_yes_no(!any);
}

static struct value share(struct gathering *g)
{
    if (g->used == 0)
        return value_none();
    return value_number(number_from_ratio(g->calc->arena, (int64_t)g->yes * 100, (int64_t)g->used));
}

static struct value mean(struct gathering *g, const struct code *code)
{
    if (g->used == 0)
        return value_none();
    struct number sum = total(g);
    struct number count = number_from_int((int64_t)g->used);
    return eval_number(g->calc, code, number_divide(g->calc->arena, sum, count), 0);
}

static struct value result(struct gathering *g, const struct code *code)
{
    if (!value_known(g->missing))
        return g->missing;
    if (g->query->distinct)
        drop_repeated(g);
    switch (g->query->aggregate) {
    case AGGREGATE_COUNT:
        return value_number(number_from_int((int64_t)(g->query->distinct ? g->count : g->used)));
    case AGGREGATE_LIST:
        return item_list(g);
    case AGGREGATE_ANY:
    case AGGREGATE_EVERY:
        return decide(g, g->query->aggregate == AGGREGATE_ANY);
    case AGGREGATE_SHARE:
        return share(g);
    case AGGREGATE_SUM:
        return eval_number(g->calc, code, total(g), 0);
    case AGGREGATE_MEAN:
        return mean(g, code);
    case AGGREGATE_MEDIAN:
        return median(g, code);
    case AGGREGATE_FIRST:
    case AGGREGATE_MIN:
    case AGGREGATE_MAX:
        break;
    }
    return g->used ? g->best : value_none();
}

static struct value finish(struct gathering *g)
{
    struct code place = {.span = g->query->text.span};
    struct value value = result(g, &place);
    value.marks |= g->marks;
    if (g->tally) {
        g->tally->used = g->used;
        g->tally->undecided = g->undecided + g->left_out;
    }
    g->calc->numbers.count = g->numbers;
    mem_free(g->items);
    return value;
}

static struct value run(struct calc *calc, const struct query *query, const struct calc_at *at,
                        struct tally *tally, const struct value *keys, size_t *row_count)
{
    struct gathering g = {.calc = calc,
                          .query = query,
                          .tally = tally,
                          .filter = query->where,
                          .numbers = calc->numbers.count,
                          .whole = NUMBER_ZERO,
                          .missing = value_yes_no(true)};
    if (query->source == SOURCE_LIST) {
        struct value list = eval_code(calc, query->list, at);
        if (list.kind == VALUE_UNKNOWN || list.kind == VALUE_FAILED)
            return list;
        if (list.kind != VALUE_NONE)
            gather_list(&g, at, list);
        return finish(&g);
    }
    struct selection rows = select_rows(calc, query, at, tally != NULL, keys);
    g.filter = rows.filter;
    if (rows.failed)
        take_missing(&g, value_failed());
    else if (rows.nothing && query->of)
        take_missing(&g, value_unknown()); /* whose records? */
    else
        gather_rows(&g, at, rows.rows);
    if (row_count)
        *row_count = rows.rows.count;
    return finish(&g);
}

struct value eval_query(struct calc *calc, const struct query *query, const struct calc_at *at,
                        struct tally *tally)
{
    return run(calc, query, at, tally, NULL, NULL);
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
    struct value keys[SELECT_KEYS];
    struct value_list list;
    size_t count = select_keys(calc, query, at, keys), rows = 0;
    uint8_t marks = 0;
    for (size_t i = 0; i < count; i++) {
        marks |= keys[i].marks;
        if (!value_known(keys[i]))
            return run(calc, query, at, NULL, keys, NULL);
    }
    key->value = key_value(keys, count, &list);
    const struct memo_entry *found = memo_find(&calc->memo, key);
    struct value value;
    if (found && found->state == MEMO_DONE) {
        value = found->value;
    } else {
        value = run(calc, query, at, NULL, keys, &rows);
        if (!calc->deferring && rows >= WORTH_KEEPING) {
            struct memo_entry *entry = memo_put(&calc->memo, calc->arena, key);
            entry->state = MEMO_DONE;
            entry->value = value;
        }
    }
    value.marks |= marks;
    return value;
}

struct value eval_aggregate(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    const struct query *query = code->query;
    struct memo_key key = {.id = query->id,
                           .period = code->flags & CODE_PERIOD ? at->period : PERIOD_NONE,
                           .as_of = code->flags & CODE_AS_OF ? at->as_of : 0};
    if (code->scopes != 0 && query->memo_by_keys)
        return eval_by_keys(calc, code, at, &key);
    if (code->scopes != 0)
        return run(calc, query, at, NULL, NULL, NULL);
    const struct memo_entry *found = memo_find(&calc->memo, &key);
    if (found && found->state == MEMO_DONE)
        return found->value;
    struct value value = run(calc, query, at, NULL, NULL, NULL);
    if (calc->deferring)
        return value_failed();
    struct memo_entry *entry = memo_put(&calc->memo, calc->arena, &key);
    entry->state = MEMO_DONE;
    entry->value = value;
    return value;
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
        tally = (struct tally){0};
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
