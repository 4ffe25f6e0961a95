/* SPDX-License-Identifier: MIT */
/* Figures, computed fields and stored fields: the memo, cycles, and what is too deep. */
#include "calc/eval.h"

struct calc_at eval_at_period(const struct calc *calc, const struct calc_at *at, int32_t period)
{
    struct calc_at moved = *at;
    moved.period = period;
    if (period != at->period && at->period != PERIOD_NONE && period != PERIOD_NONE)
        moved.as_of = period_last_day(period, calc->world->period_mode);
    return moved;
}

/* The record in the period at hand; a value that is no record, or of a timeless type, as it is. */
static struct value in_period(struct calc *calc, struct value value, int32_t period)
{
    const struct calc_reader *reader = calc->world->reader;
    void *store = calc->world->store;
    if (value.kind != VALUE_RECORD || period == PERIOD_NONE)
        return value;
    int32_t own = reader->period_of(store, value_as_record(value));
    struct record moved;
    if (own == PERIOD_NONE || own == period)
        return value;
    if (!reader->in_period(store, value_as_record(value), period, &moved))
        return value_unknown();
    struct value out = value_record(moved);
    out.marks = value.marks;
    return out;
}

struct value eval_stored(struct calc *calc, struct record record, size_t field, uint8_t flags,
                         const struct calc_at *at)
{
    const struct calc_reader *reader = calc->world->reader;
    struct value value = reader->field(calc->world->store, record, field);
    if (!(flags & CODE_REFERENCE) || (value.kind != VALUE_RECORD && value.kind != VALUE_LIST))
        return value;
    int32_t own = reader->period_of(calc->world->store, record);
    int32_t period = own == PERIOD_NONE ? at->period : own;
    const struct calc_type *type = &calc->world->types[record.type].fields[field].type;
    if (value.kind == VALUE_RECORD)
        return in_period(calc, value, period);
    if (type->element == NULL || type->element->kind != VALUE_RECORD)
        return value;
    struct value *items = ARENA_ARRAY(calc->arena, struct value, value.list->count + 1);
    for (size_t i = 0; i < value.list->count; i++)
        items[i] = in_period(calc, value.list->items[i], period);
    struct value_list *list = ARENA_NEW(calc->arena, struct value_list);
    *list = (struct value_list){value.list->count, 0, items};
    struct value out = value_list(list);
    out.marks = value.marks;
    return out;
}

struct value eval_single(struct calc *calc, uint16_t type, const struct calc_at *at)
{
    const struct calc_world *world = calc->world;
    struct calc_rows rows = world->reader->rows(world->store, type, at->period);
    bool one = rows.count == 1 || (rows.count > 1 && (at->period != PERIOD_NONE ||
                                                      world->types[type].period == CALC_TIMELESS));
    if (!one)
        return value_unknown();
    struct value value = value_record((struct record){type, rows.items[0]});
    if (world->reader->marks)
        value.marks = world->reader->marks(world->store, value_as_record(value));
    return value;
}

/* Where a value is kept. */
struct memo_place {
    uint8_t *state;
    struct value *value;
};

/* A plain array by row, where the value of a field depends on the record alone. */
static struct memo_place array_place(struct calc *calc, struct item *item, uint32_t row)
{
    if (item->values == NULL) {
        const struct calc_world *world = calc->world;
        struct calc_rows all = world->reader->rows(world->store, item->record_type, PERIOD_NONE);
        item->value_count = all.count ? all.items[all.count - 1] + 1 : row + 1;
        item->values = ARENA_ARRAY(calc->arena, struct value, item->value_count);
        item->states = ARENA_ARRAY(calc->arena, uint8_t, item->value_count);
    }
    return (struct memo_place){&item->states[row], &item->values[row]};
}

static struct memo_place find_place(struct calc *calc, struct item *item, uint32_t row,
                                    const struct calc_at *at, bool own_period)
{
    bool array = !item->is_figure && !(item->flags & CODE_AS_OF) &&
                 (own_period || !(item->flags & CODE_PERIOD));
    if (array && (item->values == NULL || row < item->value_count)) {
        struct memo_place place = array_place(calc, item, row);
        if (row < item->value_count)
            return place;
    }
    struct memo_key key = {.id = item->id, .row = row};
    key.period = item->flags & CODE_PERIOD ? at->period : PERIOD_NONE;
    key.as_of = item->flags & CODE_AS_OF ? at->as_of : 0;
    struct memo_entry *entry = memo_put(&calc->memo, calc->arena, &key);
    return (struct memo_place){&entry->state, &entry->value};
}

static bool same_computation(const struct active *a, const struct item *item, uint32_t row,
                             const struct calc_at *at)
{
    return a->item == item && a->row == row &&
           (!(item->flags & CODE_PERIOD) || a->period == at->period);
}

static struct str step_name(struct calc *calc, const struct item *item, uint32_t row,
                            int32_t period)
{
    const struct calc_world *world = calc->world;
    struct buf buf = {0};
    buf_str(&buf, item->name);
    if (!item->is_figure) {
        struct record record = {item->record_type, row};
        buf_text(&buf, " (");
        buf_str(&buf, world->reader->id(world->store, record));
        buf_text(&buf, ")");
    }
    if (item->flags & CODE_PERIOD && period != PERIOD_NONE) {
        buf_text(&buf, " ");
        period_write(&buf, period, world->period_mode);
    }
    struct str text = buf_copy(&buf, calc->arena);
    buf_free(&buf);
    return text;
}

/* a → b → a: from the computation that is met again to the innermost, and round. */
static void report_cycle(struct calc *calc, const struct item *item, uint32_t row,
                         const struct calc_at *at)
{
    enum { SHOWN = 8 };
    struct str text = step_name(calc, item, row, at->period);
    size_t shown = 0;
    const struct active *a = calc->active;
    for (; a && !same_computation(a, item, row, at); a = a->outer) {
        if (shown++ > SHOWN)
            continue;
        struct str step = shown <= SHOWN ? step_name(calc, a->item, a->row, a->period) : STR("…");
        struct str parts[] = {step, STR(" → "), text};
        text = arena_join(calc->arena, parts, 3);
    }
    struct str parts[] = {step_name(calc, item, row, at->period), STR(" → "), text};
    diag_add(
        calc->diags, MSG_EXPR_CYCLE, item->formula.span,
        ARGS(arg_text("name", item->name), arg_text("cycle", arena_join(calc->arena, parts, 3))));
    for (const struct active *step = calc->active; step != a; step = step->outer)
        if (step->item != item)
            diag_add(calc->diags, MSG_EXPR_CYCLE_PART, step->item->formula.span,
                     ARGS(arg_text("name", step->item->name)));
}

/* A figure without periods is one value: published once, published for all. */
static bool was_published(const struct calc *calc, const struct item *item, int32_t period)
{
    const struct calc_figure *figure = &calc->world->figures[item->index];
    if (!(item->flags & CODE_PERIOD))
        return figure->published_count > 0;
    for (size_t i = 0; i < figure->published_count; i++)
        if (figure->published[i] == period)
            return true;
    return false;
}

static struct value compute(struct calc *calc, struct item *item, uint32_t row,
                            const struct calc_at *at)
{
    struct active active = {calc->active, item, row, at->period, at->as_of};
    struct calc_frame frame = {.record = {item->record_type, row}};
    struct calc_at inside = *at;
    inside.frame = item->is_figure ? NULL : &frame;
    calc->active = &active;
    struct value value = eval_code(calc, item->expr->code, &inside);
    calc->active = active.outer;
    if (value.marks & MARK_SAMPLE && item->is_figure && was_published(calc, item, at->period))
        value.marks &= (uint8_t)~MARK_SAMPLE;
    return value;
}

/* Years run from 1 to 9999; a chain of previous() that finds no end finds this one. */
static bool period_exists(int32_t period)
{
    return period == PERIOD_NONE || (period >= 1 && period <= 9999);
}

static struct value eval_memoised(struct calc *calc, struct item *item, uint32_t row,
                                  const struct calc_at *at, bool own_period)
{
    struct memo_place place = find_place(calc, item, row, at, own_period);
    if (*place.state == MEMO_DONE)
        return *place.value;
    if (*place.state == MEMO_BUSY) {
        report_cycle(calc, item, row, at);
        return value_failed();
    }
    if (calc->depth > EVAL_DEPTH) {
        calc->deferring = true;
        calc->deferred = (struct pending){item, row, at->period, at->as_of};
        return value_failed();
    }
    *place.state = MEMO_BUSY;
    struct value value = compute(calc, item, row, at);
    *place.state = calc->deferring ? MEMO_EMPTY : MEMO_DONE;
    *place.value = value;
    return value;
}

struct value eval_item(struct calc *calc, struct item *item, uint32_t row, const struct calc_at *at)
{
    if (item->expr == NULL || calc->deferring)
        return value_failed();
    if (!item->is_figure && row == ROW_BLANK)
        return value_unknown();
    struct calc_at own = *at;
    bool own_period = false;
    if (!item->is_figure && calc->world->types[item->record_type].period == CALC_ONE_PERIOD) {
        struct record record = {item->record_type, row};
        int32_t period = calc->world->reader->period_of(calc->world->store, record);
        own_period = period != PERIOD_NONE;
        if (own_period)
            own = eval_at_period(calc, at, period);
    }
    if (!period_exists(own.period))
        return value_unknown();
    if (calc->tracer)
        return trace_item(calc, item, row, &own);
    return eval_memoised(calc, item, row, &own, own_period);
}

struct pending_list {
    struct pending *items;
    size_t count, capacity;
};

static bool is_waiting(const struct pending_list *list, const struct pending *pending)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct pending *other = &list->items[i];
        if (other->item == pending->item && other->row == pending->row &&
            other->period == pending->period && other->as_of == pending->as_of)
            return true;
    }
    return false;
}

/* A ring longer than the stack is deep: its steps between are not at hand any more. */
static void fail_pending(struct calc *calc, const struct pending *pending)
{
    struct calc_at at = {pending->period, pending->as_of, NULL};
    struct item *item = (struct item *)pending->item;
    bool own = !item->is_figure && calc->world->types[item->record_type].period == CALC_ONE_PERIOD;
    struct memo_place place = find_place(calc, item, pending->row, &at, own);
    *place.state = MEMO_DONE;
    *place.value = value_failed();
    report_cycle(calc, item, pending->row, &at);
}

void eval_settle(struct calc *calc)
{
    struct pending_list waiting = {0};
    struct tracer *tracer = calc->tracer;
    calc->tracer = NULL;
    ARENA_PUSH(calc->arena, &waiting, calc->deferred);
    while (waiting.count > 0) {
        struct pending top = waiting.items[waiting.count - 1];
        struct calc_at at = {top.period, top.as_of, NULL};
        eval_begin(calc);
        eval_item(calc, (struct item *)top.item, top.row, &at);
        if (!calc->deferring) {
            waiting.count--;
        } else if (is_waiting(&waiting, &calc->deferred)) {
            fail_pending(calc, &calc->deferred);
        } else {
            ARENA_PUSH(calc->arena, &waiting, calc->deferred);
        }
    }
    calc->deferring = false;
    calc->tracer = tracer;
}
