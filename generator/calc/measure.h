/* SPDX-License-Identifier: MIT */
/*
 * Measures (hour, CZK, credit, percent) and what comes of multiplying and dividing them.
 *
 * A measure is a base (hour), a multiple of another (credit = 30 hour), or a product of powers
 * made by the operations below (CZK / hour). Each is a small integer; equal products get the same
 * one. Measure 0 is plain: a number without a measure. Percent is a multiple of plain: 1/100.
 * Which measure an expression has is known before it is evaluated (expr.h), so values carry none.
 */
#ifndef LETOPIS_CALC_MEASURE_H
#define LETOPIS_CALC_MEASURE_H

#include "calc/number.h"

typedef uint16_t measure_id;

#define MEASURE_PLAIN ((measure_id)0)
#define MEASURE_PERCENT ((measure_id)1)
#define MEASURE_NOT_FOUND ((measure_id)UINT16_MAX)

struct measures;

/* A registry that knows plain and percent. */
struct measures *measures_new(struct arena *arena);

/* A base measure of its own dimension; MEASURE_NOT_FOUND when the name is taken. */
measure_id measure_add_base(struct measures *measures, struct str name);
/*
 * One `name` is `factor` (above 0) of `of`, which may be a multiple or a product itself;
 * MEASURE_NOT_FOUND when the name is taken, the factor is not above 0 or `of` is not a measure.
 */
measure_id measure_add_multiple(struct measures *measures, struct str name, struct number factor,
                                measure_id of);

/* A measure with a name of its own (not a product); MEASURE_NOT_FOUND when there is none. */
measure_id measure_find(const struct measures *measures, struct str name);
/* All that are known so far, products too: ids are below it. */
size_t measure_count(const struct measures *measures);
/* As written in formulas: "hour", "CZK / hour", "1 / hour", "hour * hour", "" for plain. */
struct str measure_name(const struct measures *measures, measure_id measure);

/*
 * The measure of a product or quotient, and by how much the numeric result must be multiplied.
 * Percent counts as plain there: a share of money is money, with scale 1/100 where a factor is a
 * percent and 100 where the divisor is. Multiples of one base cancel likewise: hour / credit is
 * plain with scale 1/30, hour * credit is hour * hour with scale 30. What does not meet its like
 * stays as it is called: CZK / credit. MEASURE_NOT_FOUND when an operand is that, when an exponent
 * would pass 99, or when there are no ids left.
 */
measure_id measure_multiply(struct measures *measures, measure_id a, measure_id b,
                            struct number *scale);
measure_id measure_divide(struct measures *measures, measure_id a, measure_id b,
                          struct number *scale);

/*
 * Whether a number in `from` can be said in `to`, and the factor by which to multiply it
 * (credit to hour: 30).
 */
bool measure_convert(const struct measures *measures, measure_id from, measure_id to,
                     struct number *factor);

/*
 * The factors of a measure, for printing: named measures with their exponents (never 0), in the
 * order in which they were added. Plain has none, a named measure has itself. Gives their number;
 * at most `capacity` are written to `out`.
 */
struct measure_factor {
    measure_id measure;
    int exponent;
};
size_t measure_factors(const struct measures *measures, measure_id measure,
                       struct measure_factor *out, size_t capacity);

#endif
