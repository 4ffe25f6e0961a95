/* SPDX-License-Identifier: MIT */
#include "calc/value.h"
#include "numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void known_is_what_can_be_calculated_with(void **state)
{
    (void)state;
    assert_false(value_known(value_unknown()));
    assert_false(value_known(value_none()));
    assert_false(value_known(value_failed()));
    assert_true(value_known(value_yes_no(false)));
    assert_true(value_known(value_number(NUMBER_ZERO)));
    assert_true(value_known(value_text(STR(""))));
    assert_true(value_known(value_choices(0)));
}

static void values_give_back_what_they_hold(void **state)
{
    (void)state;
    struct str text = value_as_text(value_text(STR("Liberec")));
    assert_true(str_is(text, "Liberec"));
    assert_int_equal(value_as_text(value_none()).n, 0);
    struct record record = value_as_record(value_record((struct record){65535, 4000000000u}));
    assert_int_equal(record.type, 65535);
    assert_int_equal(record.row, 4000000000u);
    assert_int_equal(value_date(-719162).day, -719162);
    assert_int_equal(value_month(24275).month, 24275);
    assert_int_equal(value_period(2021).period, 2021);
    assert_int_equal(value_choice(3).size, 3);
    assert_int_equal(value_choices(UINT64_MAX).options, UINT64_MAX);
    assert_int_equal(value_time(-1, 15).time.months, -1);
    assert_int_equal(value_time(-1, 15).time.days, 15);
    assert_int_equal(value_time(-1, 15).kind, VALUE_SPAN_OF_TIME);
}

/* Each smaller than the next. */
static void expect_ascending(const struct value *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            int order = value_compare(values[i], values[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
            assert_int_equal(value_equal(values[i], values[j]), i == j);
            if (i != j)
                assert_true(value_hash(values[i]) != value_hash(values[j]));
        }
    }
}

#define EXPECT_ASCENDING(...)                                                                      \
    do {                                                                                           \
        const struct value ascending[] = {__VA_ARGS__};                                            \
        expect_ascending(ascending, sizeof ascending / sizeof *ascending);                         \
    } while (0)

static void values_of_a_kind_are_ordered(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    EXPECT_ASCENDING(value_yes_no(false), value_yes_no(true));
    EXPECT_ASCENDING(value_number(parse(arena, "-100000000000000000000")),
                     value_number(number_from_int(-1)), value_number(NUMBER_ZERO),
                     value_number(ratio(arena, 1, 3)), value_number(ratio(arena, 1, 2)),
                     value_number(ten_to(arena, 30)), value_number(NUMBER_OVERFLOW));
    EXPECT_ASCENDING(value_text(STR("")), value_text(STR("Z")), value_text(STR("a")),
                     value_text(STR("aa")), value_text(STR("b")), value_text(STR("č")));
    EXPECT_ASCENDING(value_date(-5), value_date(0), value_date(19000));
    EXPECT_ASCENDING(value_month(-5), value_month(0), value_month(24000));
    EXPECT_ASCENDING(value_period(1), value_period(2021), value_period(2022));
    EXPECT_ASCENDING(value_choice(0), value_choice(1), value_choice(40));
    EXPECT_ASCENDING(value_record((struct record){0, 0}), value_record((struct record){0, 9}),
                     value_record((struct record){1, 2}));
    EXPECT_ASCENDING(value_time(-2, 0), value_time(0, -40), value_time(0, 0), value_time(0, 15),
                     value_time(24, 0));
    /* Sets: {} < {0} < {0, 1} < {0, 1, 63} < {0, 2} < {1} < {1, 2} < {2} < {63} */
    EXPECT_ASCENDING(value_choices(0), value_choices(1), value_choices(3),
                     value_choices(3 | UINT64_C(1) << 63), value_choices(5), value_choices(2),
                     value_choices(6), value_choices(4), value_choices(UINT64_C(1) << 63));
    arena_free(arena);
}

static void kinds_are_ordered(void **state)
{
    (void)state;
    EXPECT_ASCENDING(value_unknown(), value_none(), value_failed(), value_yes_no(false),
                     value_number(NUMBER_ZERO), value_text(STR("")), value_date(0), value_month(0),
                     value_period(0), value_choice(0), value_choices(0),
                     value_record((struct record){0, 0}), value_time(0, 0));
}

static void lists_are_ordered_by_their_items(void **state)
{
    (void)state;
    const struct value items[] = {value_period(1), value_period(2), value_unknown()};
    const struct value_list empty = {0, 0, NULL}, one = {1, 0, items}, two = {2, 0, items},
                            three = {3, 0, items}, second = {1, 0, items + 1};
    EXPECT_ASCENDING(value_list(&empty), value_list(&one), value_list(&two), value_list(&three),
                     value_list(&second));
    const struct value copies[] = {value_period(1), value_period(2), value_unknown()};
    const struct value_list same = {3, 0, copies};
    assert_true(value_equal(value_list(&three), value_list(&same)));
    assert_true(value_hash(value_list(&three)) == value_hash(value_list(&same)));
    const struct value_list from_2020 = {3, 2020, items}, from_2021 = {2, 2021, items};
    EXPECT_ASCENDING(value_series(&from_2020), value_series(&from_2021));
}

static void marks_do_not_count(void **state)
{
    (void)state;
    struct value plain = value_number(number_from_int(7)), marked = plain;
    marked.marks = MARK_ESTIMATE | MARK_SAMPLE;
    assert_true(value_equal(plain, marked));
    assert_true(value_hash(plain) == value_hash(marked));
}

/* Texts of the same bytes at different addresses, numbers reached in different ways. */
static void equal_values_hash_alike(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct random random = {1};
    for (int i = 0; i < 2000; i++) {
        struct str text = arena_format(arena, "%x", random_below(&random, 500));
        struct value a = value_text(text), b = value_text(arena_str(arena, text));
        assert_true(value_equal(a, b));
        assert_true(value_hash(a) == value_hash(b));
        struct number number = number_random(arena, &random);
        struct number third = number_divide(arena, number, number_from_int(3));
        a = value_number(number);
        b = value_number(number_multiply(arena, third, number_from_int(3)));
        assert_true(value_equal(a, b));
        assert_true(value_hash(a) == value_hash(b));
    }
    arena_free(arena);
}

/* Against the plain meaning: compare the ascending lists of options. */
static int compare_sets_plainly(uint64_t a, uint64_t b)
{
    while (a && b) {
        int first = __builtin_ctzll(a), second = __builtin_ctzll(b);
        if (first != second)
            return first < second ? -1 : 1;
        a &= a - 1;
        b &= b - 1;
    }
    return (a != 0) - (b != 0);
}

static void sets_compare_as_lists(void **state)
{
    (void)state;
    struct random random = {2};
    for (int i = 0; i < 20000; i++) {
        uint64_t mask = random_below(&random, 2) ? 15 : (uint64_t)random_int(&random);
        uint64_t a = random_bits(&random) & mask, b = random_bits(&random) & mask;
        assert_int_equal(value_compare(value_choices(a), value_choices(b)),
                         compare_sets_plainly(a, b));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_is_what_can_be_calculated_with),
        cmocka_unit_test(values_give_back_what_they_hold),
        cmocka_unit_test(values_of_a_kind_are_ordered),
        cmocka_unit_test(kinds_are_ordered),
        cmocka_unit_test(lists_are_ordered_by_their_items),
        cmocka_unit_test(marks_do_not_count),
        cmocka_unit_test(equal_values_hash_alike),
        cmocka_unit_test(sets_compare_as_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
