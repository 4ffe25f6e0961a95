/* SPDX-License-Identifier: MIT */
#include "calc/measure.h"
#include "numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The measures of an institution: hour, CZK, km; credit = 30 hour, day = 6 hour, week = 5 day. */
struct world {
    struct arena *arena;
    struct measures *measures;
    measure_id hour, czk, km, credit, day, week, speed;
};

static void world_open(struct world *w)
{
    w->arena = arena_new();
    w->measures = measures_new(w->arena);
    w->hour = measure_add_base(w->measures, STR("hour"));
    w->czk = measure_add_base(w->measures, STR("CZK"));
    w->km = measure_add_base(w->measures, STR("km"));
    w->credit = measure_add_multiple(w->measures, STR("credit"), number_from_int(30), w->hour);
    w->day = measure_add_multiple(w->measures, STR("day"), number_from_int(6), w->hour);
    w->week = measure_add_multiple(w->measures, STR("week"), number_from_int(5), w->day);
    struct number scale;
    measure_id ratio_id = measure_divide(w->measures, w->km, w->hour, &scale);
    w->speed = measure_add_multiple(w->measures, STR("knot"), parse(w->arena, "1.852"), ratio_id);
}

static void world_close(struct world *w)
{
    arena_free(w->arena);
}

static void expect_scale(struct world *w, struct number scale, int64_t num, int64_t den)
{
    assert_int_equal(number_compare(scale, ratio(w->arena, num, den)), 0);
}

static void expect_name(struct world *w, measure_id measure, const char *name)
{
    assert_int_not_equal(measure, MEASURE_NOT_FOUND);
    struct str found = measure_name(w->measures, measure);
    if (!str_is(found, name))
        fail_msg("“%.*s” is not “%s”", (int)found.n, found.p, name);
}

static void names_are_found(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    assert_int_equal(measure_find(w.measures, STR("hour")), w.hour);
    assert_int_equal(measure_find(w.measures, STR("credit")), w.credit);
    assert_int_equal(measure_find(w.measures, STR("percent")), MEASURE_PERCENT);
    assert_int_equal(measure_find(w.measures, STR("hours")), MEASURE_NOT_FOUND);
    assert_int_equal(measure_find(w.measures, STR("km / hour")), MEASURE_NOT_FOUND);
    assert_int_equal(measure_find(w.measures, STR("")), MEASURE_NOT_FOUND);
    expect_name(&w, MEASURE_PLAIN, "");
    expect_name(&w, MEASURE_PERCENT, "percent");
    expect_name(&w, w.week, "week");
    assert_int_equal(measure_name(w.measures, MEASURE_NOT_FOUND).n, 0);
    world_close(&w);
}

static void names_are_taken_once(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct number two = number_from_int(2);
    size_t count = measure_count(w.measures);
    assert_int_equal(measure_add_base(w.measures, STR("hour")), MEASURE_NOT_FOUND);
    assert_int_equal(measure_add_base(w.measures, STR("percent")), MEASURE_NOT_FOUND);
    assert_int_equal(measure_add_base(w.measures, STR("")), MEASURE_NOT_FOUND);
    assert_int_equal(measure_add_multiple(w.measures, STR("credit"), two, w.km), MEASURE_NOT_FOUND);
    assert_int_equal(measure_add_multiple(w.measures, STR("nil"), NUMBER_ZERO, w.km),
                     MEASURE_NOT_FOUND);
    assert_int_equal(measure_add_multiple(w.measures, STR("debt"), number_from_int(-1), w.km),
                     MEASURE_NOT_FOUND);
    assert_int_equal(measure_add_multiple(w.measures, STR("lost"), two, MEASURE_NOT_FOUND),
                     MEASURE_NOT_FOUND);
    assert_int_equal(measure_count(w.measures), count);
    world_close(&w);
}

static void units_convert(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct number factor, scale;
    assert_true(measure_convert(w.measures, w.credit, w.hour, &factor));
    expect_scale(&w, factor, 30, 1);
    assert_true(measure_convert(w.measures, w.hour, w.credit, &factor));
    expect_scale(&w, factor, 1, 30);
    assert_true(measure_convert(w.measures, w.week, w.credit, &factor));
    expect_scale(&w, factor, 1, 1);
    assert_true(measure_convert(w.measures, MEASURE_PERCENT, MEASURE_PLAIN, &factor));
    expect_scale(&w, factor, 1, 100);
    assert_true(measure_convert(w.measures, MEASURE_PLAIN, MEASURE_PERCENT, &factor));
    expect_scale(&w, factor, 100, 1);
    assert_false(measure_convert(w.measures, w.czk, w.hour, &factor));
    assert_false(measure_convert(w.measures, w.czk, MEASURE_PLAIN, &factor));
    measure_id by_credit = measure_divide(w.measures, w.czk, w.credit, &scale);
    measure_id by_hour = measure_divide(w.measures, w.czk, w.hour, &scale);
    assert_true(measure_convert(w.measures, by_credit, by_hour, &factor));
    expect_scale(&w, factor, 1, 30);
    assert_false(measure_convert(w.measures, by_hour, w.czk, &factor));
    assert_false(measure_convert(w.measures, w.hour,
                                 measure_multiply(w.measures, w.hour, w.hour, &scale), &factor));
    measure_id by_week = measure_divide(w.measures, w.km, w.week, &scale);
    assert_true(measure_convert(w.measures, w.speed, by_week, &factor));
    expect_scale(&w, factor, 5556, 100);
    assert_false(measure_convert(w.measures, MEASURE_NOT_FOUND, w.hour, &factor));
    world_close(&w);
}

static void products_and_quotients(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    static const struct {
        const char *left;
        char sign;
        const char *right, *result;
        int64_t num, den;
    } cases[] = {
        {"CZK", '/', "hour", "CZK / hour", 1, 1},
        {"CZK", '/', "credit", "CZK / credit", 1, 1},
        {"hour", '/', "credit", "", 1, 30},
        {"credit", '/', "hour", "", 30, 1},
        {"week", '/', "credit", "", 1, 1},
        {"hour", '*', "credit", "hour * hour", 30, 1},
        {"credit", '*', "hour", "hour * hour", 30, 1},
        {"credit", '*', "credit", "credit * credit", 1, 1},
        {"credit", '/', "credit", "", 1, 1},
        {"CZK", '*', "percent", "CZK", 1, 100},
        {"percent", '*', "CZK", "CZK", 1, 100},
        {"CZK", '/', "percent", "CZK", 100, 1},
        {"percent", '*', "percent", "", 1, 10000},
        {"percent", '/', "percent", "", 1, 1},
        {"percent", '/', "hour", "1 / hour", 1, 100},
        {"", '*', "percent", "", 1, 100},
        {"percent", '*', "", "", 1, 100},
        {"", '/', "percent", "", 100, 1},
        {"", '*', "", "", 1, 1},
        {"", '/', "", "", 1, 1},
        {"hour", '*', "", "hour", 1, 1},
        {"hour", '/', "", "hour", 1, 1},
        {"", '/', "hour", "1 / hour", 1, 1},
        {"CZK", '*', "hour", "hour * CZK", 1, 1},
        {"knot", '*', "km", "km * km / hour", 1852, 1000},
        {"knot", '*', "CZK", "CZK * knot", 1, 1},
        {"knot", '*', "hour", "km", 1852, 1000},
        {"knot", '/', "km", "1 / hour", 1852, 1000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str names[] = {str_from(cases[i].left), str_from(cases[i].right)};
        measure_id ids[2];
        for (int j = 0; j < 2; j++)
            ids[j] = names[j].n ? measure_find(w.measures, names[j]) : MEASURE_PLAIN;
        struct number scale;
        measure_id result = cases[i].sign == '*'
                                ? measure_multiply(w.measures, ids[0], ids[1], &scale)
                                : measure_divide(w.measures, ids[0], ids[1], &scale);
        expect_name(&w, result, cases[i].result);
        expect_scale(&w, scale, cases[i].num, cases[i].den);
    }
    world_close(&w);
}

static void longer_products(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct number scale;
    measure_id wage = measure_divide(w.measures, w.czk, w.credit, &scale);
    expect_name(&w, measure_multiply(w.measures, wage, w.hour, &scale), "CZK");
    expect_scale(&w, scale, 1, 30);
    expect_name(&w, measure_multiply(w.measures, wage, w.credit, &scale), "CZK");
    expect_scale(&w, scale, 1, 1);
    expect_name(&w, measure_divide(w.measures, wage, wage, &scale), "");
    expect_name(&w, measure_multiply(w.measures, wage, MEASURE_PERCENT, &scale), "CZK / credit");
    expect_scale(&w, scale, 1, 100);
    measure_id square = measure_multiply(w.measures, w.credit, w.credit, &scale);
    expect_name(&w, measure_divide(w.measures, square, w.hour, &scale), "hour");
    expect_scale(&w, scale, 900, 1);
    measure_id per = measure_divide(w.measures, wage, w.km, &scale);
    expect_name(&w, per, "CZK / km / credit");
    struct measure_factor factors[4];
    assert_int_equal(measure_factors(w.measures, per, factors, 4), 3);
    assert_int_equal(factors[0].measure, w.czk);
    assert_int_equal(factors[0].exponent, 1);
    assert_int_equal(factors[2].measure, w.credit);
    assert_int_equal(factors[2].exponent, -1);
    assert_int_equal(measure_factors(w.measures, per, NULL, 0), 3);
    assert_int_equal(measure_factors(w.measures, MEASURE_PLAIN, factors, 4), 0);
    assert_int_equal(measure_factors(w.measures, MEASURE_PERCENT, factors, 4), 1);
    assert_int_equal(factors[0].measure, MEASURE_PERCENT);
    assert_int_equal(measure_factors(w.measures, MEASURE_NOT_FOUND, factors, 4), 0);
    world_close(&w);
}

static void equal_products_are_one(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct number scale;
    measure_id a = measure_divide(w.measures, w.czk, w.hour, &scale);
    size_t count = measure_count(w.measures);
    assert_int_equal(measure_divide(w.measures, w.czk, w.hour, &scale), a);
    assert_int_equal(measure_count(w.measures), count);
    measure_id inverse = measure_divide(w.measures, MEASURE_PLAIN, w.hour, &scale);
    assert_int_equal(measure_multiply(w.measures, inverse, w.czk, &scale), a);
    assert_int_equal(measure_multiply(w.measures, a, w.hour, &scale), w.czk);
    world_close(&w);
}

/*
 * Whatever way a product is reached, (result, scale) means the same: the measures convert into
 * each other, and the factor is the quotient of the scales.
 */
static void expect_same_meaning(struct world *w, measure_id a, struct number a_scale, measure_id b,
                                struct number b_scale)
{
    struct number factor;
    assert_true(measure_convert(w->measures, a, b, &factor));
    expect_same(number_multiply(w->arena, a_scale, factor), b_scale);
}

static void algebra_holds(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct random random = {1};
    measure_id pool[40] = {MEASURE_PLAIN, MEASURE_PERCENT, w.hour, w.czk,  w.km,
                           w.credit,      w.day,           w.week, w.speed};
    size_t count = 9;
    struct number s, t, u;
    for (; count < 40; count++) {
        measure_id other = pool[random_below(&random, (uint32_t)count)];
        pool[count] = measure_divide(w.measures, pool[random_below(&random, 9)], other, &s);
    }
    for (int i = 0; i < 3000; i++) {
        measure_id a = pool[random_below(&random, 40)], b = pool[random_below(&random, 40)];
        measure_id c = pool[random_below(&random, 40)];
        measure_id ab = measure_multiply(w.measures, a, b, &s);
        measure_id ba = measure_multiply(w.measures, b, a, &t);
        assert_int_equal(ab, ba);
        expect_same(s, t);
        measure_id left = measure_multiply(w.measures, ab, c, &t);
        struct number left_scale = number_multiply(w.arena, s, t);
        measure_id bc = measure_multiply(w.measures, b, c, &t);
        measure_id right = measure_multiply(w.measures, a, bc, &u);
        expect_same_meaning(&w, left, left_scale, right, number_multiply(w.arena, t, u));
        measure_id back = measure_divide(w.measures, ab, b, &t);
        expect_same_meaning(&w, back, number_multiply(w.arena, s, t), a, NUMBER_ONE);
        assert_int_equal(measure_divide(w.measures, a, a, &t), MEASURE_PLAIN);
        expect_same(t, NUMBER_ONE);
    }
    world_close(&w);
}

static void exponents_are_bounded(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    struct number scale;
    measure_id power = w.hour;
    int squarings = 0;
    for (; power != MEASURE_NOT_FOUND; squarings++)
        power = measure_multiply(w.measures, power, power, &scale);
    assert_int_equal(squarings, 7); /* 2^6 is below the limit, 2^7 is not */
    assert_int_equal(measure_multiply(w.measures, power, w.hour, &scale), MEASURE_NOT_FOUND);
    measure_id below = measure_divide(w.measures, MEASURE_PLAIN, w.czk, &scale);
    for (squarings = 0; below != MEASURE_NOT_FOUND; squarings++)
        below = measure_multiply(w.measures, below, below, &scale);
    assert_int_equal(squarings, 7);
    measure_id high = w.km;
    for (int i = 0; i < 6; i++)
        high = measure_multiply(w.measures, high, high, &scale);
    measure_id deep = measure_add_multiple(w.measures, STR("deep"), NUMBER_ONE, high);
    assert_int_equal(measure_multiply(w.measures, deep, deep, &scale), MEASURE_NOT_FOUND);
    world_close(&w);
}

static void ids_run_out(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct measures *measures = measures_new(arena);
    measure_id id = MEASURE_PLAIN;
    size_t added = 0;
    for (; id != MEASURE_NOT_FOUND && added < 70000; added++)
        id = measure_add_base(measures, arena_format(arena, "m%zu", added));
    assert_int_equal(measure_count(measures), MEASURE_NOT_FOUND);
    struct number scale;
    assert_int_equal(measure_multiply(measures, 2, 3, &scale), MEASURE_NOT_FOUND);
    assert_int_equal(measure_multiply(measures, 2, MEASURE_PERCENT, &scale), 2);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found), cmocka_unit_test(names_are_taken_once),
        cmocka_unit_test(units_convert),   cmocka_unit_test(products_and_quotients),
        cmocka_unit_test(longer_products), cmocka_unit_test(equal_products_are_one),
        cmocka_unit_test(algebra_holds),   cmocka_unit_test(exponents_are_bounded),
        cmocka_unit_test(ids_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
