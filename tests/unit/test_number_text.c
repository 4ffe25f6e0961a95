/* SPDX-License-Identifier: MIT */
/* Numbers from and to text: what is read, what is refused, and how it is written. */
#include "calc/number.h"
#include "numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void decimals_show_a_step(void **state)
{
    (void)state;
    static const struct {
        const char *step;
        int decimals;
    } cases[] = {{"0.01", 2},  {"1", 0},   {"1000", 0}, {"0.25", 2},
                 {"0.125", 3}, {"2.5", 1}, {"0.2", 1},  {"0.0000000000000000000000001", 25}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(number_decimals(parse(arena, cases[i].step)), cases[i].decimals);
    assert_int_equal(number_decimals(ratio(arena, 1, 3)), -1);
    assert_int_equal(number_decimals(ratio(arena, 1, 700)), -1);
    assert_int_equal(number_decimals(NUMBER_OVERFLOW), -1);
    struct number third = ratio(arena, 1, 3);
    assert_int_equal(number_decimals(number_divide(arena, third, ten_to(arena, 40))), -1);
    for (int twos = 0; twos < 80; twos += 7) {
        for (int fives = 0; fives < 40; fives += 3) {
            struct number step = NUMBER_ONE;
            for (int i = 0; i < twos; i++)
                step = number_divide(arena, step, number_from_int(2));
            for (int i = 0; i < fives; i++)
                step = number_divide(arena, step, number_from_int(5));
            assert_int_equal(number_decimals(step), twos > fives ? twos : fives);
        }
    }
    arena_free(arena);
}

static void writes_plain_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *number;
        int decimals;
        const char *text;
    } cases[] = {{"1234.5", 2, "1234.50"},
                 {"-1234.5", 2, "-1234.50"},
                 {"-0.004", 2, "0.00"},
                 {"-0.005", 2, "-0.01"},
                 {"0", 0, "0"},
                 {"-0.4", 0, "0"},
                 {"-0.5", 0, "-1"},
                 {"0.999", 2, "1.00"},
                 {"9.995", 2, "10.00"},
                 {"99.5", 0, "100"},
                 {"0.05", 1, "0.1"},
                 {"12", -3, "12"},
                 {"0.000000000000000000049", 19, "0.0000000000000000000"},
                 {"-0.00000000000000000004", 19, "0.0000000000000000000"},
                 {"0.00000000000000000005", 19, "0.0000000000000000001"},
                 {"-0.00000000000000000005", 19, "-0.0000000000000000001"},
                 {"-1.00000000000000000005", 19, "-1.0000000000000000001"},
                 {"-0.00000000000000000015", 19, "-0.0000000000000000002"},
                 {"-123456789012345678901234567890.125", 2, "-123456789012345678901234567890.13"},
                 {"9999999999999999999999.9", 0, "10000000000000000000000"},
                 {"0.123456789012345678901234567890", 30, "0.123456789012345678901234567890"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(written(arena, parse(arena, cases[i].number), cases[i].decimals),
                            cases[i].text);
    assert_string_equal(written(arena, ratio(arena, 2, 3), 18), "0.666666666666666667");
    assert_string_equal(written(arena, ratio(arena, 2, 3), 19), "0.6666666666666666667");
    assert_string_equal(written(arena, NUMBER_OVERFLOW, 2), "");
    arena_free(arena);
}

/* What is written is the number rounded to that many decimals, and is read back as that. */
static void reads_what_it_writes(void **state)
{
    (void)state;
    struct random random = {5};
    struct arena *arena = arena_new();
    for (int i = 0; i < 10000; i++) {
        struct number number = number_random(arena, &random);
        int decimals = (int)random_below(&random, 24);
        struct number step = number_divide(arena, NUMBER_ONE, ten_to(arena, decimals));
        if (i % 2) /* close to where rounding changes */
            number =
                number_multiply(arena, step, ratio(arena, random_between(&random, -60, 60), 20));
        const char *text = written(arena, number, decimals);
        expect_same(parse(arena, text), number_round(arena, number, step));
        const char *point = strchr(text, '.');
        assert_int_equal(point ? strlen(point + 1) : 0, decimals);
        assert_string_equal(written(arena, parse(arena, text), decimals), text);
        arena_reset(arena);
    }
    arena_free(arena);
}

static void reads_only_plain_decimals(void **state)
{
    (void)state;
    static const char *const bad[] = {"",      "-",    ".",     "1.",  ".5",  "+1",  "1e3",  "1,5",
                                      "--1",   "1..2", "1.2.3", " 1",  "1 ",  "0x1", "1.-2", "-.5",
                                      "1 000", "١",    "∞",     "nan", "1/2", "1.5%"};
    struct arena *arena = arena_new();
    struct number number;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(number_from_decimal(arena, str_from(bad[i]), &number));
    assert_false(number_from_decimal(arena, (struct str){"1\0002", 3}, &number));
    expect_same(parse(arena, "352042.50"), ratio(arena, 704085, 2));
    expect_same(parse(arena, "012"), number_from_int(12));
    expect_same(parse(arena, "5.10"), ratio(arena, 51, 10));
    expect_same(parse(arena, "-0"), NUMBER_ZERO);
    expect_same(parse(arena, "-0.000"), NUMBER_ZERO);
    expect_same(parse(arena, "-9223372036854775808"), number_from_int(INT64_MIN));
    expect_same(parse(arena, "9223372036854775807"), number_from_int(INT64_MAX));
    expect_same(parse(arena, "0000000000000000000000000000007.5000000000000000000000000000000"),
                ratio(arena, 15, 2));
    expect_same(parse(arena, "-1000000000000000000.5"),
                number_subtract(arena, ratio(arena, -1, 2), ten_to(arena, 18)));
    arena_free(arena);
}

static void reads_long_numbers(void **state)
{
    (void)state;
    enum { SIZE = NUMBER_BITS + 10, MOST_DIGITS = 631306 };
    struct arena *arena = arena_new();
    struct buf text = {0};
    for (int i = 0; i < SIZE; i++)
        buf_char(&text, '7');
    struct number number;
    assert_true(number_from_decimal(arena, buf_view(&text), &number));
    assert_true(number_is_overflow(number));
    text.p[1] = '.';
    assert_true(number_from_decimal(arena, buf_view(&text), &number));
    assert_true(number_is_overflow(number));
    memset(text.p + 3, '0', text.n - 3);
    assert_true(number_from_decimal(arena, buf_view(&text), &number));
    expect_same(number, ratio(arena, 77, 10));
    text.p[0] = text.p[2] = '0';
    text.p[SIZE - 1] = '7';
    assert_true(number_from_decimal(arena, buf_view(&text), &number));
    assert_true(number_is_overflow(number));
    /* 10^631305 has 2,097,150 bits; the next power has too many. */
    memset(text.p, '0', text.n);
    text.p[0] = '1';
    assert_true(number_from_decimal(arena, (struct str){text.p, MOST_DIGITS}, &number));
    assert_false(number_is_overflow(number));
    expect_same(number, ten_to(arena, MOST_DIGITS - 1));
    assert_true(number_from_decimal(arena, (struct str){text.p, MOST_DIGITS + 1}, &number));
    assert_true(number_is_overflow(number));
    buf_free(&text);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_show_a_step), cmocka_unit_test(writes_plain_decimals),
        cmocka_unit_test(reads_what_it_writes), cmocka_unit_test(reads_only_plain_decimals),
        cmocka_unit_test(reads_long_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
