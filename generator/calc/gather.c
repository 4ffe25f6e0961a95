/* SPDX-License-Identifier: MIT */
/* Tries each item, and adds up what it is worth. */
#include "calc/gather.h"

#include "base/mem.h"

void number_stack_free(struct number_stack *stack)
{
    MEM_LIST_FREE(stack);
    *stack = (struct number_stack){0};
}

static void keep_item(struct gathering *g, struct value value)
{
    MEM_PUSH(g, value);
}

/* Integers are added at once; fractions wait for the pairwise sum. */
static void add_number(struct gathering *g, struct number number)
{
    if (number.den == 1 && g->query->aggregate != AGGREGATE_MEDIAN)
        g->whole = number_add(g->calc->arena, g->whole, number);
    else
        MEM_PUSH(&g->calc->numbers, number);
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
    struct value value = query->what ? eval_code(g->calc, query->what, at) : item;
    if (query->what == NULL && query->aggregate == AGGREGATE_ANY &&
        query->what_type.kind != VALUE_YES_NO)
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

/* Marks of what an index went by: they are the result's as if the row had been tried. */
static uint8_t index_marks(const struct gathering *g, const struct calc_at *at)
{
    const struct query *query = g->query;
    const struct calc_world *world = g->calc->world;
    uint8_t marks = 0;
    if (query->of)
        marks = world->reader->field(world->store, at->frame->record, query->of_field).marks;
    for (size_t i = 0; g->by_keys && i < query->key_count; i++)
        marks |= eval_code(g->calc, query->keys[i].row_part, at).marks;
    return marks;
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
    if (g->query->source == SOURCE_TYPE)
        g->marks |= index_marks(g, at);
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

/* Rows that an index could not place: some are undecided, the others do not count. */
static void count_missing(struct gathering *g, const struct calc_at *at, struct calc_rows rows)
{
    struct calc_frame frame = {.outer = at->frame};
    struct calc_at inside = {at->period, at->as_of, &frame};
    for (size_t i = 0; i < rows.count && !g->calc->deferring; i++) {
        frame.record = (struct record){g->query->type, rows.items[i]};
        g->left_out += eval_code(g->calc, g->query->where, &inside).kind == VALUE_UNKNOWN;
    }
}

struct value gather_query(struct calc *calc, const struct query *query, const struct calc_at *at,
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
        return gather_finish(&g);
    }
    enum select_mode mode = tally == NULL     ? SELECT_FAST
                            : tally->by_index ? SELECT_MISSING
                                              : SELECT_WHOLE;
    struct selection rows = select_rows(calc, query, at, mode, keys);
    g.filter = rows.filter;
    g.by_keys = rows.by_keys;
    if (rows.failed) {
        take_missing(&g, value_failed());
    } else if (rows.nothing && query->of) {
        take_missing(&g, value_unknown()); /* whose records? */
    } else {
        g.marks = rows.marks;
        gather_rows(&g, at, rows.rows);
    }
    if (mode == SELECT_MISSING)
        count_missing(&g, at, rows.missing);
    if (rows.by_keys && tally) /* all that might have been among them */
        tally->total = calc->world->reader->rows(calc->world->store, query->type, at->period).count;
    if (row_count)
        *row_count = rows.rows.count;
    return gather_finish(&g);
}
