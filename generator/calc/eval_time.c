/* SPDX-License-Identifier: MIT */
/* Dates and lengths of time; the same formula in other periods. */
#include "calc/eval.h"

/* Far beyond any period, so that sums of them cannot overflow. */
enum { PERIODS_MOST = 20000 };

static struct value moved_date(struct value value, int32_t months, int32_t days, int sign)
{
    value.day = date_add_days(date_add_months(value.day, sign * months), sign * (int64_t)days);
    return value.day == DATE_OUT ? value_unknown() : value;
}

static struct value eval_shift(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct value value = eval_code(calc, code->a, at), time = eval_code(calc, code->b, at);
    if (!value_known(value) || !value_known(time))
        return eval_missing(value, time);
    int sign = code->index ? -1 : 1;
    value.marks |= time.marks;
    if (value.kind == VALUE_DATE)
        return moved_date(value, time.time.months, time.time.days, sign);
    if (value.kind == VALUE_MONTH)
        value.month += sign * time.time.months;
    else
        value.period += sign * time.time.months / 12;
    return value;
}

static struct value eval_difference(struct calc *calc, const struct code *code,
                                    const struct calc_at *at)
{
    struct value a = eval_code(calc, code->a, at), b = eval_code(calc, code->b, at);
    if (!value_known(a) || !value_known(b))
        return eval_missing(a, b);
    int64_t steps = a.kind == VALUE_DATE    ? (int64_t)a.day - b.day
                    : a.kind == VALUE_MONTH ? (int64_t)a.month - b.month
                                            : (int64_t)a.period - b.period;
    return eval_number(calc, code, number_from_int(steps), a.marks | b.marks);
}

/* A whole number within bounds; unknown otherwise. */
static struct value whole(struct value value, int64_t *out)
{
    if (value.kind != VALUE_NUMBER)
        return value;
    if (!number_to_int(value.number, out) || *out < -10000000 || *out > 10000000)
        return value_unknown();
    return value_yes_no(true);
}

static struct value eval_length(struct calc *calc, const struct code *code,
                                const struct calc_at *at)
{
    struct value number = eval_code(calc, code->a, at);
    int64_t count = 0;
    struct value result = whole(number, &count);
    if (!value_known(result))
        return result;
    int32_t steps = (int32_t)count;
    struct value out = code->index == UNIT_DAYS     ? value_time(0, steps)
                       : code->index == UNIT_MONTHS ? value_time(steps, 0)
                                                    : value_time(steps * 12, 0);
    out.marks = number.marks;
    return out;
}

static struct value eval_to_period(struct calc *calc, const struct code *code,
                                   const struct calc_at *at)
{
    struct value number = eval_code(calc, code->a, at);
    int64_t period = 0;
    struct value result = whole(number, &period);
    if (!value_known(result))
        return result;
    struct value out = value_period((int32_t)period);
    out.marks = number.marks;
    return out;
}

enum { FRAMES_MOST = 32 };

/* The frames `at` reads, each with its record of the other period. */
struct moved_frames {
    struct calc_frame items[FRAMES_MOST];
    struct calc_at at;
};

static bool move_record(struct calc *calc, struct record record, int32_t period, struct record *out)
{
    const struct calc_world *world = calc->world;
    *out = record;
    if (world->types[record.type].period != CALC_ONE_PERIOD)
        return true;
    return world->reader->in_period(world->store, record, period, out);
}

static void move_rows(struct calc *calc, uint16_t type, int32_t period, struct calc_rows *rows)
{
    uint32_t *moved = ARENA_ARRAY(calc->arena, uint32_t, rows->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct record out;
        if (move_record(calc, (struct record){type, rows->items[i]}, period, &out))
            moved[count++] = out.row;
    }
    *rows = (struct calc_rows){moved, count};
}

static bool move_value(struct calc *calc, int32_t period, struct value *value)
{
    struct record record;
    if (value->kind != VALUE_RECORD)
        return true;
    if (!move_record(calc, value_as_record(*value), period, &record))
        return false;
    value->type = record.type;
    value->size = record.row;
    return true;
}

static bool move_frame(struct calc *calc, const struct frame_kind *kind, int32_t period,
                       struct calc_frame *frame)
{
    if (kind->kind == SCOPE_RECORD)
        return move_record(calc, frame->record, period, &frame->record);
    if (kind->kind == SCOPE_ROWS)
        move_rows(calc, kind->record_type, period, &frame->rows);
    return move_value(calc, period, &frame->value);
}

/* Frames that `code` does not read stay as they are. */
static bool move_frames(struct calc *calc, const struct code *code, const struct frame_kind *kinds,
                        int32_t period, struct moved_frames *moved)
{
    const struct calc_frame *frame = moved->at.frame;
    moved->at.frame = &moved->items[0];
    for (unsigned hop = 0; frame && code->scopes >> hop; hop++) {
        moved->items[hop] = *frame;
        if (hop > 0)
            moved->items[hop - 1].outer = &moved->items[hop];
        if ((code->scopes >> hop & 1) && !move_frame(calc, &kinds[hop], period, &moved->items[hop]))
            return false;
        frame = frame->outer;
    }
    return true;
}

/* In a function of its own: the frames are large and need not lie in every eval_time(). */
static __attribute__((noinline)) struct value eval_in_frames(struct calc *calc,
                                                             const struct code *code,
                                                             const struct frame_kind *kinds,
                                                             const struct calc_at *at)
{
    struct moved_frames moved;
    moved.at = *at;
    if (!move_frames(calc, code, kinds, at->period, &moved))
        return value_unknown();
    return eval_code(calc, code, &moved.at);
}

/* Part a of `code` in another period. */
static struct value eval_in(struct calc *calc, const struct code *code, const struct calc_at *at,
                            int32_t period)
{
    if (period == at->period)
        return eval_code(calc, code->a, at);
    if (period < 1 || period > 9999)
        return value_unknown();
    struct calc_at moved = eval_at_period(calc, at, period);
    if (code->a->scopes != 0)
        return eval_in_frames(calc, code->a, code->frames, &moved);
    return eval_code(calc, code->a, &moved);
}

static struct value eval_previous(struct calc *calc, const struct code *code,
                                  const struct calc_at *at)
{
    return at->period == PERIOD_NONE ? value_unknown() : eval_in(calc, code, at, at->period - 1);
}

static struct value eval_at(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    if (code->b == NULL)
        return eval_previous(calc, code, at);
    struct value when = eval_code(calc, code->b, at);
    return when.kind == VALUE_PERIOD ? eval_in(calc, code, at, when.period) : when;
}

static struct value eval_over(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct value first = eval_code(calc, code->b, at), last = eval_code(calc, code->c, at);
    if (first.kind != VALUE_PERIOD || last.kind != VALUE_PERIOD)
        return eval_missing(first, last);
    int64_t count = (int64_t)last.period - first.period + 1;
    if (count < 0)
        count = 0;
    if (count > PERIODS_MOST)
        return value_unknown();
    struct value *items = ARENA_ARRAY(calc->arena, struct value, (size_t)count + 1);
    uint8_t marks = 0;
    for (int32_t i = 0; i < count && !calc->deferring; i++) {
        items[i] = eval_in(calc, code, at, first.period + i);
        marks |= items[i].marks;
    }
    struct value_list *list = ARENA_NEW(calc->arena, struct value_list);
    *list = (struct value_list){(size_t)count, first.period, items};
    struct value series = value_series(list);
    series.marks = marks;
    return series;
}

static struct value eval_change(struct calc *calc, const struct code *code,
                                const struct calc_at *at)
{
    struct value now = eval_code(calc, code->a, at), before = eval_previous(calc, code, at);
    if (now.kind != VALUE_NUMBER || before.kind != VALUE_NUMBER)
        return eval_missing(now, before);
    uint8_t marks = now.marks | before.marks;
    struct number change = number_subtract(calc->arena, now.number, before.number);
    if (code->op == OP_CHANGE)
        return eval_number(calc, code, change, marks);
    if (number_is_zero(before.number))
        return value_none(); /* from nothing there is no growth in percent */
    struct number growth =
        number_divide(calc->arena, change, number_absolute(calc->arena, before.number));
    return eval_number(calc, code, number_multiply(calc->arena, growth, number_from_int(100)),
                       marks);
}

struct value eval_time(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    switch (code->op) {
    case OP_SHIFT:
        return eval_shift(calc, code, at);
    case OP_DIFFERENCE:
        return eval_difference(calc, code, at);
    case OP_TIME:
        return eval_length(calc, code, at);
    case OP_TO_PERIOD:
        return eval_to_period(calc, code, at);
    case OP_AT:
        return eval_at(calc, code, at);
    case OP_OVER:
        return eval_over(calc, code, at);
    default:
        return eval_change(calc, code, at);
    }
}
