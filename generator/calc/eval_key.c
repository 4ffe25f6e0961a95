/* SPDX-License-Identifier: MIT */
/* is, has, in. With none on the left the answer is no, and yes to what is negated. */
#include "calc/eval.h"

static struct value answer(const struct code *code, struct value left, bool yes)
{
    struct value out = value_yes_no(yes != ((code->flags & CODE_NEGATED) != 0));
    out.marks = left.marks;
    return out;
}

static struct value eval_state(const struct code *code, struct value left)
{
    if (left.kind == VALUE_FAILED)
        return left;
    bool yes = code->index == VALUE_FAILED ? value_known(left) : left.kind == code->index;
    return answer(code, left, yes);
}

static bool is_among(const struct code *code, struct str s)
{
    for (uint32_t i = 0; i < code->index; i++)
        if (str_equal(code->ids[i], s))
            return true;
    return false;
}

/* Whether the list holds the value; unknown items leave it undecided. */
static struct value list_has(struct calc *calc, const struct code *code, struct value list,
                             struct value item, const struct calc_at *at)
{
    bool undecided = false;
    for (size_t i = 0; i < list.list->count; i++) {
        struct value each = list.list->items[i], same;
        if (code->c) {
            struct calc_frame frame = {.outer = at->frame, .value = each};
            struct calc_at inside = {at->period, at->as_of, &frame};
            same = eval_code(calc, code->c, &inside);
        } else {
            same = eval_compare(calc, COMPARE_EQUAL, each, item);
        }
        if (same.kind == VALUE_YES_NO && same.yes)
            return answer(code, list, true);
        undecided |= same.kind == VALUE_UNKNOWN;
    }
    return undecided ? value_unknown() : answer(code, list, false);
}

static struct value eval_has(struct calc *calc, const struct code *code, struct value left,
                             const struct calc_at *at)
{
    struct value item = code->b ? eval_code(calc, code->b, at) : value_none();
    if (code->b && (item.kind == VALUE_FAILED || item.kind == VALUE_UNKNOWN))
        return item;
    if (left.kind != VALUE_CHOICES)
        return list_has(calc, code, left, item, at);
    bool yes = item.kind == VALUE_CHOICE && item.size < 64 && (left.options >> item.size & 1);
    return answer(code, left, yes);
}

/* Not below b and not above c. */
static struct value between(struct calc *calc, const struct code *code, struct value left,
                            struct value b, struct value c)
{
    struct value out = eval_logic(eval_compare(calc, COMPARE_AT_LEAST, left, b),
                                  eval_compare(calc, COMPARE_AT_MOST, left, c), true);
    return code->flags & CODE_NEGATED ? eval_negation(out) : out;
}

/* The days or months of the periods b to c. */
static struct value eval_in_period(struct calc *calc, const struct code *code, struct value left,
                                   const struct calc_at *at)
{
    struct value b = eval_code(calc, code->b, at);
    struct value c = code->c == code->b ? b : eval_code(calc, code->c, at);
    enum period_mode mode = calc->world->period_mode;
    if (b.kind != VALUE_PERIOD || c.kind != VALUE_PERIOD)
        return eval_missing(b, c);
    int32_t first = period_first_day(b.period, mode), last = period_last_day(c.period, mode);
    if (left.kind == VALUE_DATE)
        return between(calc, code, left, value_date(first), value_date(last));
    return between(calc, code, left, value_month(date_month(first)), value_month(date_month(last)));
}

static struct value key_of_known(struct calc *calc, const struct code *code, struct value left,
                                 const struct calc_at *at)
{
    switch (code->op) {
    case OP_IS_OPTION:
        return answer(code, left, code->options[left.size]);
    case OP_HAS_OPTION:
        return answer(code, left, code->index < 64 && (left.options >> code->index & 1));
    case OP_IS_ID:
        return answer(
            code, left,
            is_among(code, calc->world->reader->id(calc->world->store, value_as_record(left))));
    case OP_IS_TEXT:
        return answer(code, left, is_among(code, value_as_text(left)));
    case OP_HAS:
        return eval_has(calc, code, left, at);
    case OP_IN_PERIOD:
        return eval_in_period(calc, code, left, at);
    default:
        return between(calc, code, left, eval_code(calc, code->b, at),
                       eval_code(calc, code->c, at));
    }
}

struct value eval_key(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct value left = eval_code(calc, code->a, at);
    if (code->op == OP_IS_STATE)
        return eval_state(code, left);
    if (left.kind == VALUE_NONE)
        return answer(code, left, false);
    if (!value_known(left))
        return left;
    return key_of_known(calc, code, left, at);
}
