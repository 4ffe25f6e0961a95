/* SPDX-License-Identifier: MIT */
#include "chart/draw.h"

#include "locale/format.h"

/*
 * Ticks are multiples of 1, 2 or 5 times a power of ten: the smallest such step that needs no more
 * than `most` of them. All of it is exact, so the axis of thirds of a crown is as right as that of
 * millions.
 */

enum { DECADES = 400 }; /* beyond, there are no ticks */

static void include(struct number *low, struct number *high, struct number value)
{
    if (number_compare(value, *low) < 0)
        *low = value;
    if (number_compare(value, *high) > 0)
        *high = value;
}

static void include_stack(struct chart_pen *pen, struct chart_scale *scale, size_t category)
{
    struct number above = NUMBER_ZERO, below = NUMBER_ZERO;
    for (size_t s = 0; s < pen->chart->series_count; s++) {
        const struct chart_point *point = chart_at(pen->chart, s, category);
        if (!chart_point_drawn(point))
            continue;
        struct number *sum = number_sign(point->value) < 0 ? &below : &above;
        *sum = number_add(pen->arena, *sum, point->value);
    }
    include(&scale->low, &scale->high, above);
    include(&scale->low, &scale->high, below);
}

void chart_scale_extent(struct chart_pen *pen, struct chart_scale *scale)
{
    scale->low = scale->high = NUMBER_ZERO;
    for (size_t i = 0; i < pen->chart->category_count; i++) {
        if (pen->chart->kind == CHART_STACKED) {
            include_stack(pen, scale, i);
            continue;
        }
        for (size_t s = 0; s < pen->chart->series_count; s++) {
            const struct chart_point *point = chart_at(pen->chart, s, i);
            if (chart_point_drawn(point))
                include(&scale->low, &scale->high, point->value);
        }
    }
    if (number_compare(scale->low, scale->high) == 0)
        scale->high = NUMBER_ONE;
}

bool chart_scale_range(struct chart_pen *pen, struct number *low, struct number *high)
{
    bool found = false;
    for (size_t i = 0; i < pen->chart->category_count; i++) {
        for (size_t s = 0; s < pen->chart->series_count; s++) {
            const struct chart_point *point = chart_at(pen->chart, s, i);
            if (!chart_point_drawn(point))
                continue;
            if (!found)
                *low = *high = point->value;
            found = true;
            include(low, high, point->value);
        }
    }
    return found;
}

/* 10^-decimals of the values' rounding; zero where they have none. */
static struct number least_step(struct chart_pen *pen)
{
    struct number step = pen->chart->step, ten = number_from_int(10), least = NUMBER_ONE;
    if (step.den == 0 || number_sign(step) <= 0)
        return NUMBER_ZERO;
    int decimals = number_decimals(step);
    for (int i = 0; i < decimals; i++)
        least = number_divide(pen->arena, least, ten);
    return decimals < 0 ? NUMBER_ZERO : least;
}

/* The largest power of ten not above `number` (> 0), false beyond DECADES. */
static bool power_below(struct arena *arena, struct number number, struct number *power)
{
    struct number ten = number_from_int(10);
    *power = NUMBER_ONE;
    for (int i = 0; i < DECADES && number_compare(*power, number) > 0; i++)
        *power = number_divide(arena, *power, ten);
    for (int i = 0; i < DECADES; i++) {
        struct number next = number_multiply(arena, *power, ten);
        if (number_compare(next, number) > 0)
            return number_compare(*power, number) <= 0;
        *power = next;
    }
    return false;
}

/* The smallest of 1, 2, 5, 10 times a power of ten that is not below `least` (> 0). */
static bool step_above(struct arena *arena, struct number least, struct number *step)
{
    static const int64_t FACTORS[] = {1, 2, 5, 10};
    struct number power;
    if (!power_below(arena, least, &power))
        return false;
    for (size_t i = 0; i < sizeof FACTORS / sizeof FACTORS[0]; i++) {
        *step = number_multiply(arena, power, number_from_int(FACTORS[i]));
        if (number_compare(*step, least) >= 0)
            break;
    }
    return true;
}

static struct number floor_steps(struct arena *arena, struct number number, struct number step)
{
    return number_floor(arena, number_divide(arena, number, step));
}

static struct number ceiling_steps(struct arena *arena, struct number number, struct number step)
{
    return number_negate(arena, floor_steps(arena, number_negate(arena, number), step));
}

void chart_scale_round(struct chart_pen *pen, struct chart_scale *scale, unsigned most, bool widen)
{
    struct arena *arena = pen->arena;
    struct number span = number_subtract(arena, scale->high, scale->low);
    struct number least = least_step(pen), step;
    struct number wanted = number_divide(arena, span, number_from_int(most ? most : 1));
    int64_t count;
    scale->tick_count = 0;
    if (number_is_overflow(span) || number_sign(span) <= 0)
        return;
    if (!step_above(arena, number_compare(wanted, least) < 0 ? least : wanted, &step))
        return;
    struct number low = (widen ? floor_steps : ceiling_steps)(arena, scale->low, step);
    struct number high = (widen ? ceiling_steps : floor_steps)(arena, scale->high, step);
    if (!number_to_int(number_subtract(arena, high, low), &count) || count < 0)
        return;
    scale->first = number_multiply(arena, low, step);
    scale->step = step;
    scale->tick_count = (size_t)count + 1;
    if (widen) {
        scale->low = scale->first;
        scale->high = number_multiply(arena, high, step);
    }
}

chart_length chart_scale_at(struct chart_pen *pen, const struct chart_scale *scale,
                            struct number number)
{
    struct arena *arena = pen->arena;
    struct number span = number_subtract(arena, scale->high, scale->low);
    struct number part = number_subtract(arena, number, scale->low);
    int64_t at = 0;
    if (number_sign(span) <= 0 || number_sign(part) <= 0)
        return 0;
    if (number_compare(part, span) >= 0)
        return scale->length;
    part = number_divide(arena, number_multiply(arena, part, number_from_int(scale->length)), span);
    number_to_int(number_round(arena, part, NUMBER_ONE), &at);
    return (chart_length)at;
}

struct number chart_scale_tick(struct chart_pen *pen, const struct chart_scale *scale, size_t index)
{
    struct number steps = number_from_int((int64_t)index);
    return number_add(pen->arena, scale->first, number_multiply(pen->arena, steps, scale->step));
}

struct str chart_scale_text(struct chart_pen *pen, const struct chart_scale *scale, size_t index)
{
    return format_number(pen->style->language, pen->arena, chart_scale_tick(pen, scale, index),
                         scale->step);
}
