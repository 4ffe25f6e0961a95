/* SPDX-License-Identifier: MIT */
/* Dates, months and periods against a calendar walked day by day and against known days. */
#include "calc/date.h"
#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int32_t day(int32_t year, int32_t month, int32_t day_of_month)
{
    struct date_parts parts = {year, month, day_of_month};
    assert_true(date_valid(parts));
    return date_from_parts(parts);
}

static void expect_text(struct buf *buf, const char *text)
{
    assert_int_equal(buf_view(buf).n, str_from(text).n);
    assert_true(str_is(buf_view(buf), text));
    buf_clear(buf);
}

static void every_day_comes_after_the_one_before(void **state)
{
    (void)state;
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t number = DATE_FIRST;
    for (int32_t year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int32_t month = 1; month <= 12; month++) {
            int32_t length = lengths[month - 1] + (month == 2 && leap);
            assert_int_equal(month_first_day(year * 12 + month - 1), number);
            for (int32_t i = 1; i <= length; i++, number++) {
                struct date_parts parts = date_to_parts(number);
                if (parts.year != year || parts.month != month || parts.day != i ||
                    date_from_parts(parts) != number)
                    fail_msg("day %d is not %d-%d-%d", number, year, month, i);
            }
            assert_int_equal(date_month(number - 1), year * 12 + month - 1);
            assert_true(date_valid((struct date_parts){year, month, length}));
            assert_false(date_valid((struct date_parts){year, month, length + 1}));
        }
    }
    assert_int_equal(number - 1, DATE_LAST);
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day(1970, 1, 1), 0);
    assert_int_equal(day(2000, 3, 1), 11017);
    assert_int_equal(day(9999, 12, 31), DATE_LAST);
    assert_int_equal(day(1, 1, 1), DATE_FIRST);
    static const struct date_parts wrong[] = {{2023, 2, 29}, {1900, 2, 29}, {0, 1, 1},
                                              {10000, 1, 1}, {2022, 0, 1},  {2022, 13, 1},
                                              {2022, 4, 31}, {2022, 1, 0},  {-1, 1, 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(date_valid(wrong[i]));
}

static void any_number_is_taken_apart(void **state)
{
    (void)state;
    static const int32_t days[] = {INT32_MIN, INT32_MIN + 1, DATE_FIRST - 1, -1, 0, INT32_MAX};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct date_parts parts = date_to_parts(days[i]);
        assert_in_range(parts.month, 1, 12);
        assert_in_range(parts.day, 1, 31);
        assert_int_equal(date_from_parts(parts), days[i]);
    }
}

static void months_clamp(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(day(2022, 1, 31), 1), day(2022, 2, 28));
    assert_int_equal(date_add_months(day(2024, 1, 31), 1), day(2024, 2, 29));
    assert_int_equal(date_add_months(day(2024, 2, 29), 12), day(2025, 2, 28));
    assert_int_equal(date_add_months(day(2024, 2, 29), 48), day(2028, 2, 29));
    assert_int_equal(date_add_months(day(2022, 3, 31), -1), day(2022, 2, 28));
    assert_int_equal(date_add_months(day(2022, 1, 15), -1), day(2021, 12, 15));
    assert_int_equal(date_add_months(day(2022, 12, 31), -13), day(2021, 11, 30));
    assert_int_equal(date_add_months(day(2022, 5, 31), 0), day(2022, 5, 31));
    assert_int_equal(date_add_months(day(9999, 12, 31), 1), DATE_OUT);
    assert_int_equal(date_add_months(day(1, 1, 1), -1), DATE_OUT);
    assert_int_equal(date_add_months(day(2022, 1, 1), INT32_MAX), DATE_OUT);
    assert_int_equal(date_add_months(day(2022, 1, 1), INT32_MIN), DATE_OUT);
    assert_int_equal(date_add_months(DATE_OUT, 1), DATE_OUT);
    assert_int_equal(date_add_days(day(2022, 12, 20), 15), day(2023, 1, 4));
    assert_int_equal(date_add_days(day(2022, 1, 4), -15), day(2021, 12, 20));
    assert_int_equal(date_add_days(DATE_LAST, 1), DATE_OUT);
    assert_int_equal(date_add_days(DATE_FIRST, -1), DATE_OUT);
    assert_int_equal(date_add_days(0, INT64_MAX), DATE_OUT);
    assert_int_equal(date_add_days(-1, INT64_MIN), DATE_OUT);
    assert_int_equal(date_add_days(DATE_OUT, 1), DATE_OUT);
}

static void dates_are_read(void **state)
{
    (void)state;
    static const char *const same[] = {
        "2022-11-06",           "6. 11. 2022", "6.11.2022",
        "06.11.2022",           "06. 11.2022", "6.\u00A011.\u00A02022",
        "6.\u202F11.\u202F2022"};
    int32_t days;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_int_equal(date_parse(str_from(same[i]), &days), DATE_OK);
        assert_int_equal(days, day(2022, 11, 6));
    }
    static const struct {
        const char *text;
        enum date_result result;
    } wrong[] = {{"", DATE_MALFORMED},
                 {"2022", DATE_MALFORMED},
                 {"2022-11", DATE_MALFORMED},
                 {"2022-1-6", DATE_MALFORMED},
                 {"6. 11. 22", DATE_MALFORMED},
                 {"6.11.2022.", DATE_MALFORMED},
                 {"6.  11. 2022", DATE_MALFORMED},
                 {"2022/11/06", DATE_MALFORMED},
                 {"20221106", DATE_MALFORMED},
                 {"2022-11-061", DATE_MALFORMED},
                 {"2022-11-06 ", DATE_MALFORMED},
                 {"-2022-11-06", DATE_MALFORMED},
                 {"2022-11-06T10:00", DATE_MALFORMED},
                 {"6. listopadu 2022", DATE_MALFORMED},
                 {"12345-11-06", DATE_MALFORMED},
                 {"6.11-2022", DATE_MALFORMED},
                 {"1-2-3-4", DATE_MALFORMED},
                 {"6/11.2022", DATE_MALFORMED},
                 {"06/11/2022", DATE_AMBIGUOUS},
                 {"6/11/22", DATE_AMBIGUOUS},
                 {"06-11-2022", DATE_AMBIGUOUS},
                 {"06-11-22", DATE_AMBIGUOUS},
                 {"2022-02-29", DATE_IMPOSSIBLE},
                 {"31. 4. 2022", DATE_IMPOSSIBLE},
                 {"2022-13-01", DATE_IMPOSSIBLE},
                 {"0. 1. 2022", DATE_IMPOSSIBLE},
                 {"0000-01-01", DATE_IMPOSSIBLE}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        days = 7;
        if (date_parse(str_from(wrong[i].text), &days) != wrong[i].result || days != 7)
            fail_msg("“%s” is read otherwise", wrong[i].text);
    }
}

static void dates_are_read_as_written(void **state)
{
    (void)state;
    struct random random = {2};
    struct buf buf = {0};
    for (int i = 0; i < 20000; i++) {
        int32_t days = random_between(&random, DATE_FIRST, DATE_LAST), back;
        date_write(&buf, days);
        assert_int_equal(date_parse(buf_view(&buf), &back), DATE_OK);
        assert_int_equal(back, days);
        buf_clear(&buf);
        month_write(&buf, date_month(days));
        assert_int_equal(month_parse(buf_view(&buf), &back), DATE_OK);
        assert_int_equal(back, date_month(days));
        buf_clear(&buf);
        struct date_parts parts = date_to_parts(days);
        buf_format(&buf, "%d. %d. %04d", parts.day, parts.month, parts.year);
        assert_int_equal(date_parse(buf_view(&buf), &back), DATE_OK);
        assert_int_equal(back, days);
        buf_clear(&buf);
    }
    date_write(&buf, day(987, 6, 5));
    expect_text(&buf, "0987-06-05");
    month_write(&buf, 987 * 12 + 5);
    expect_text(&buf, "0987-06");
    date_write(&buf, DATE_OUT);
    date_write(&buf, DATE_LAST + 1);
    month_write(&buf, -1);
    expect_text(&buf, "");
    buf_free(&buf);
}

static void months_are_read(void **state)
{
    (void)state;
    static const char *const same[] = {"2022-01", "1/2022", "01/2022"};
    int32_t months;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_int_equal(month_parse(str_from(same[i]), &months), DATE_OK);
        assert_int_equal(months, 2022 * 12);
    }
    static const char *const malformed[] = {"",       "2022", "2022-1",     "2022/01", "01-2022",
                                            "1.2022", "1/22", "2022-01-01", "001/2022"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        assert_int_equal(month_parse(str_from(malformed[i]), &months), DATE_MALFORMED);
    assert_int_equal(month_parse(STR("2022-13"), &months), DATE_IMPOSSIBLE);
    assert_int_equal(month_parse(STR("0/2022"), &months), DATE_IMPOSSIBLE);
    assert_int_equal(month_parse(STR("0000-01"), &months), DATE_IMPOSSIBLE);
}

static void periods_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t calendar, school; /* PERIOD_NONE: refused */
    } cases[] = {{"2022", 2022, PERIOD_NONE},
                 {"2021/2022", PERIOD_NONE, 2021},
                 {"2021/22", PERIOD_NONE, 2021},
                 {"2021-2022", PERIOD_NONE, 2021},
                 {"1999/00", PERIOD_NONE, 1999},
                 {"2009/2010", PERIOD_NONE, 2009},
                 {"2021/2023", PERIOD_NONE, PERIOD_NONE},
                 {"2022/2021", PERIOD_NONE, PERIOD_NONE},
                 {"2021/21", PERIOD_NONE, PERIOD_NONE},
                 {"2021-22", PERIOD_NONE, PERIOD_NONE},
                 {"2021/2", PERIOD_NONE, PERIOD_NONE},
                 {"22", PERIOD_NONE, PERIOD_NONE},
                 {"", PERIOD_NONE, PERIOD_NONE},
                 {"0000", PERIOD_NONE, PERIOD_NONE},
                 {"2022 ", PERIOD_NONE, PERIOD_NONE},
                 {"20222", PERIOD_NONE, PERIOD_NONE},
                 {"2021/2022/2023", PERIOD_NONE, PERIOD_NONE},
                 {"9999/00", PERIOD_NONE, PERIOD_NONE},
                 {"-2022", PERIOD_NONE, PERIOD_NONE},
                 {"9999", 9999, PERIOD_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t calendar = PERIOD_NONE, school = PERIOD_NONE;
        struct str text = str_from(cases[i].text);
        assert_int_equal(period_parse(text, PERIOD_CALENDAR, &calendar),
                         cases[i].calendar != PERIOD_NONE);
        assert_int_equal(calendar, cases[i].calendar);
        assert_int_equal(period_parse(text, PERIOD_SCHOOL, &school),
                         cases[i].school != PERIOD_NONE);
        assert_int_equal(school, cases[i].school);
    }
    struct buf buf = {0};
    period_write(&buf, 2021, PERIOD_SCHOOL);
    expect_text(&buf, "2021/2022");
    period_write(&buf, 2021, PERIOD_CALENDAR);
    expect_text(&buf, "2021");
    period_write(&buf, PERIOD_NONE, PERIOD_SCHOOL);
    expect_text(&buf, "");
    buf_free(&buf);
}

static void periods_hold_their_days(void **state)
{
    (void)state;
    assert_int_equal(period_first_day(2021, PERIOD_SCHOOL), day(2021, 9, 1));
    assert_int_equal(period_last_day(2021, PERIOD_SCHOOL), day(2022, 8, 31));
    assert_int_equal(period_first_day(2022, PERIOD_CALENDAR), day(2022, 1, 1));
    assert_int_equal(period_last_day(2022, PERIOD_CALENDAR), day(2022, 12, 31));
    assert_int_equal(period_of_date(day(2022, 8, 31), PERIOD_SCHOOL), 2021);
    assert_int_equal(period_of_date(day(2022, 9, 1), PERIOD_SCHOOL), 2022);
    assert_int_equal(period_last_day(YEAR_LAST, PERIOD_CALENDAR), DATE_LAST);
    struct random random = {3};
    for (int i = 0; i < 20000; i++) {
        int32_t days = random_between(&random, DATE_FIRST, DATE_LAST);
        for (int mode = PERIOD_CALENDAR; mode <= PERIOD_SCHOOL; mode++) {
            enum period_mode m = (enum period_mode)mode;
            int32_t period = period_of_date(days, m);
            assert_true(period_first_day(period, m) <= days);
            assert_true(period_last_day(period, m) >= days);
            assert_int_equal(period_last_day(period, m) + 1, period_first_day(period + 1, m));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_comes_after_the_one_before),
        cmocka_unit_test(known_days),
        cmocka_unit_test(any_number_is_taken_apart),
        cmocka_unit_test(months_clamp),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(dates_are_read_as_written),
        cmocka_unit_test(months_are_read),
        cmocka_unit_test(periods_are_read),
        cmocka_unit_test(periods_hold_their_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
