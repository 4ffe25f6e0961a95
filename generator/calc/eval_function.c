/* SPDX-License-Identifier: MIT */
#include "calc/eval.h"

#include <utf8proc.h>

static bool is_space(uint32_t code)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code);
    return code == '\t' || code == '\n' || code == '\r' || kind == UTF8PROC_CATEGORY_ZS;
}

/* Runs of anything but spaces. */
static size_t count_words(struct str s)
{
    size_t count = 0;
    bool inside = false;
    for (size_t at = 0; at < s.n;) {
        bool space = is_space(str_next(s, &at));
        count += !space && !inside;
        inside = !space;
    }
    return count;
}

static struct value text_function(const struct code *code, const struct value *args)
{
    struct str a = value_as_text(args[0]), b = code->hop > 1 ? value_as_text(args[1]) : a;
    switch (code->index) {
    case FUNCTION_LENGTH:
        return value_number(number_from_int((int64_t)str_length(a)));
    case FUNCTION_WORDS:
        return value_number(number_from_int((int64_t)count_words(a)));
    case FUNCTION_CONTAINS:
        return value_yes_no(b.n == 0 || str_find_str(a, b, 0) != STR_NOT_FOUND);
    default:
        return value_yes_no(str_starts(a, b));
    }
}

static struct value year_of(struct value value)
{
    int32_t year = value.kind == VALUE_DATE    ? date_to_parts(value.day).year
                   : value.kind == VALUE_MONTH ? value.month / 12
                                               : value.period;
    return value_number(number_from_int(year));
}

static struct value date_function(const struct code *code, const struct value *args)
{
    if (code->index == FUNCTION_YEAR)
        return year_of(args[0]);
    if (code->index == FUNCTION_DAYS)
        return value_number(number_from_int((int64_t)args[1].day - args[0].day));
    return value_month(date_month(args[0].day));
}

static struct value number_function(struct calc *calc, const struct code *code,
                                    const struct value *args)
{
    struct number number = args[0].number;
    if (code->index == FUNCTION_FLOOR)
        number = number_floor(calc->arena, number);
    else if (code->index == FUNCTION_ABS)
        number = number_absolute(calc->arena, number);
    else
        number = number_round(calc->arena, number, code->hop > 1 ? args[1].number : NUMBER_ONE);
    return eval_number(calc, code, number, 0);
}

/* The smallest or largest; missing ones count as they do in sums. */
static struct value extreme(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct value best = eval_code(calc, code->args[0], at);
    uint8_t marks = best.marks;
    for (unsigned i = 1; i < code->hop; i++) {
        struct value next = eval_code(calc, code->args[i], at);
        marks |= next.marks;
        if (!value_known(best) || !value_known(next)) {
            best = eval_missing(best, next);
            continue;
        }
        int order = value_compare(next, best);
        if (code->index == FUNCTION_MIN ? order < 0 : order > 0)
            best = next;
    }
    best.marks = marks;
    return best;
}

static unsigned count_bits(uint64_t bits)
{
    unsigned count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static struct value number_of_items(struct value value)
{
    size_t count = value.kind == VALUE_CHOICES ? count_bits(value.options) : value.list->count;
    return value_number(number_from_int((int64_t)count));
}

static struct value how_many(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    int64_t count = 0;
    uint8_t marks = 0;
    struct value missing = value_yes_no(true);
    for (unsigned i = 0; i < code->hop; i++) {
        struct value value = eval_code(calc, code->args[i], at);
        marks |= value.marks;
        if (value.kind == VALUE_YES_NO)
            count += value.yes;
        else if (value.kind == VALUE_CHOICES)
            count += count_bits(value.options);
        else if (value.kind == VALUE_LIST || value.kind == VALUE_SERIES)
            count += (int64_t)value.list->count;
        else if (value.kind != VALUE_NONE)
            missing = value_known(missing) ? value : eval_missing(missing, value);
    }
    if (!value_known(missing))
        return missing;
    struct value out = value_number(number_from_int(count));
    out.marks = marks;
    return out;
}

struct value eval_function(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    if (code->index == FUNCTION_MIN || code->index == FUNCTION_MAX)
        return extreme(calc, code, at);
    if (code->index == FUNCTION_HOW_MANY)
        return how_many(calc, code, at);
    struct value args[2] = {value_none(), value_none()};
    uint8_t marks = 0;
    for (unsigned i = 0; i < code->hop && i < 2; i++) {
        args[i] = eval_code(calc, code->args[i], at);
        marks |= args[i].marks;
        if (!value_known(args[i]))
            return i == 0 ? args[0] : eval_missing(args[0], args[i]);
    }
    bool items =
        args[0].kind == VALUE_LIST || args[0].kind == VALUE_CHOICES || args[0].kind == VALUE_SERIES;
    struct value out = items                            ? number_of_items(args[0])
                       : code->index <= FUNCTION_STARTS ? text_function(code, args)
                       : code->index <= FUNCTION_DAYS   ? date_function(code, args)
                                                        : number_function(calc, code, args);
    out.marks |= marks;
    return out;
}
