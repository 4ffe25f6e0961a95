/* SPDX-License-Identifier: MIT */
#include "calc/eval.h"

/* After this many records a fault in one formula is not told of further ones. */
enum { REPORTS_EACH = 3 };

static void report(struct calc *calc, enum message message, struct span span,
                   const struct diag_arg *args)
{
    if (calc->diags == NULL || calc->deferring || calc->tracer)
        return;
    struct str key = arena_format(calc->arena, "%d:%u", (int)message, span.at);
    struct map_entry *entry = map_put(&calc->reports, calc->arena, key, NULL);
    if (entry->number++ < REPORTS_EACH)
        diag_add(calc->diags, message, span, args);
}

static void report_division(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    if (code->hop == 0) {
        report(calc, MSG_EXPR_DIVISION, code->span, NO_ARGS);
        return;
    }
    struct record record = eval_frame(at, code->hop - 1U)->record;
    const struct calc_reader *reader = calc->world->reader;
    void *store = calc->world->store;
    struct str title = reader->title(store, record);
    if (title.n == 0)
        title = reader->id(store, record);
    if (title.n == 0)
        title = calc->world->types[record.type].name;
    report(calc, MSG_EXPR_DIVISION_RECORD, code->span,
           ARGS(arg_text("record", title), arg_place("at", reader->record_span(store, record))));
}

struct value eval_number(struct calc *calc, const struct code *code, struct number number,
                         uint8_t marks)
{
    if (number.den == 0 && number_is_overflow(number)) {
        report(calc, MSG_EXPR_OVERFLOW, code->span, NO_ARGS);
        return value_failed();
    }
    struct value value = value_number(number);
    value.marks = marks;
    return value;
}

static struct value eval_one(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct value value = eval_code(calc, code->a, at);
    if (value.kind != VALUE_NUMBER)
        return value;
    struct number number = code->op == OP_NEGATE
                               ? number_negate(calc->arena, value.number)
                               : number_multiply(calc->arena, value.number, code->factor);
    return eval_number(calc, code, number, value.marks);
}

struct value eval_arithmetic(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    if (code->op == OP_NEGATE || code->op == OP_SCALE)
        return eval_one(calc, code, at);
    struct value a = eval_code(calc, code->a, at), b = eval_code(calc, code->b, at);
    if (a.kind != VALUE_NUMBER || b.kind != VALUE_NUMBER)
        return eval_missing(a, b);
    struct number number;
    if (code->op == OP_ADD) {
        number = number_add(calc->arena, a.number, b.number);
    } else if (code->op == OP_SUBTRACT) {
        number = number_subtract(calc->arena, a.number, b.number);
    } else if (code->op == OP_MULTIPLY) {
        number = number_multiply(calc->arena, a.number, b.number);
    } else if (number_is_zero(b.number)) {
        report_division(calc, code, at);
        return value_failed();
    } else {
        number = number_divide(calc->arena, a.number, b.number);
    }
    if (code->flags & CODE_SCALED)
        number = number_multiply(calc->arena, number, code->factor);
    return eval_number(calc, code, number, a.marks | b.marks);
}

static bool holds(enum code_compare compare, int order)
{
    switch (compare) {
    case COMPARE_EQUAL:
        return order == 0;
    case COMPARE_LESS:
        return order < 0;
    case COMPARE_GREATER:
        return order > 0;
    case COMPARE_AT_MOST:
        return order <= 0;
    case COMPARE_AT_LEAST:
        return order >= 0;
    case COMPARE_DIFFERS:
        return order != 0;
    }
    return false;
}

/* With none on one side: = and <> decide, everything else does not apply. */
static struct value compare_missing(enum code_compare compare, struct value a, struct value b)
{
    bool equality = compare == COMPARE_EQUAL || compare == COMPARE_DIFFERS;
    struct value out;
    if (a.kind == VALUE_FAILED || b.kind == VALUE_FAILED)
        out = value_failed();
    else if (equality && a.kind != VALUE_UNKNOWN && b.kind != VALUE_UNKNOWN)
        out = value_yes_no((a.kind == b.kind) == (compare == COMPARE_EQUAL));
    else if (equality)
        out = value_unknown();
    else
        out = a.kind == VALUE_NONE || b.kind == VALUE_NONE ? value_none() : value_unknown();
    out.marks = a.marks | b.marks;
    return out;
}

static bool same_record(const struct calc *calc, struct value a, struct value b)
{
    const struct calc_world *world = calc->world;
    if (a.type != b.type || world->types[a.type].period == CALC_TIMELESS)
        return a.type == b.type && a.size == b.size;
    if (a.size == b.size)
        return true;
    struct str id = world->reader->id(world->store, value_as_record(a));
    return id.n > 0 && str_equal(id, world->reader->id(world->store, value_as_record(b)));
}

struct value eval_compare(struct calc *calc, enum code_compare compare, struct value a,
                          struct value b)
{
    if (!value_known(a) || !value_known(b))
        return compare_missing(compare, a, b);
    int order = a.kind == VALUE_NUMBER   ? number_compare(a.number, b.number)
                : a.kind == VALUE_RECORD ? !same_record(calc, a, b)
                                         : value_compare(a, b);
    struct value out = value_yes_no(holds(compare, order));
    out.marks = a.marks | b.marks;
    return out;
}
