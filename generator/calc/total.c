/* SPDX-License-Identifier: MIT */
/* From gathered items to the value of an aggregate. */
#include "calc/gather.h"

#include "base/mem.h"

#include <stdlib.h>

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

struct value gather_finish(struct gathering *g)
{
    struct code place = {.span = g->query->text.span};
    struct value value = result(g, &place);
    value.marks |= g->marks;
    bool count = g->query->aggregate == AGGREGATE_COUNT;
    if (g->query->what_private && !count && g->used == 1)
        value.marks |= MARK_ALONE;
    if (g->tally) {
        g->tally->used = g->used;
        g->tally->undecided = g->undecided + g->left_out;
    }
    g->calc->numbers.count = g->numbers;
    MEM_LIST_FREE(g);
    return value;
}
