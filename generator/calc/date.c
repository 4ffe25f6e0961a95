/* SPDX-License-Identifier: MIT */
/*
 * Day numbers after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil
 * and civil_from_days): the year is taken to begin on 1 March, so that the leap day is its last
 * and the lengths of the months before it follow (153 m + 2) / 5. 400 years have 146,097 days.
 */
#include "calc/date.h"

enum { DAYS_IN_ERA = 146097, DAYS_TO_1970 = 719468 };

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int32_t month_length(int32_t year, int32_t month)
{
    static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

bool date_valid(struct date_parts parts)
{
    return parts.year >= YEAR_FIRST && parts.year <= YEAR_LAST && parts.month >= 1 &&
           parts.month <= 12 && parts.day >= 1 &&
           parts.day <= month_length(parts.year, parts.month);
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int32_t date_from_parts(struct date_parts parts)
{
    int64_t year = (int64_t)parts.year - (parts.month <= 2);
    int64_t era = floor_divide(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t month = (parts.month + 9) % 12; /* March is 0 */
    int64_t day_of_year = (153 * month + 2) / 5 + parts.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int32_t)(era * DAYS_IN_ERA + day_of_era - DAYS_TO_1970);
}

struct date_parts date_to_parts(int32_t days)
{
    int64_t shifted = (int64_t)days + DAYS_TO_1970;
    int64_t era = floor_divide(shifted, DAYS_IN_ERA);
    int64_t day_of_era = shifted - era * DAYS_IN_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    return (struct date_parts){(int32_t)year, (int32_t)month, (int32_t)day};
}

int32_t date_add_days(int32_t days, int64_t more)
{
    int64_t sum;
    if (days == DATE_OUT || __builtin_add_overflow((int64_t)days, more, &sum) || sum < DATE_FIRST ||
        sum > DATE_LAST)
        return DATE_OUT;
    return (int32_t)sum;
}

int32_t date_add_months(int32_t days, int32_t months)
{
    if (days < DATE_FIRST || days > DATE_LAST)
        return DATE_OUT;
    struct date_parts parts = date_to_parts(days);
    int64_t month = (int64_t)parts.year * 12 + parts.month - 1 + months;
    if (month < YEAR_FIRST * 12 || month >= (YEAR_LAST + 1) * 12)
        return DATE_OUT;
    parts.year = (int32_t)(month / 12);
    parts.month = (int32_t)(month % 12) + 1;
    int32_t last = month_length(parts.year, parts.month);
    if (parts.day > last)
        parts.day = last;
    return date_from_parts(parts);
}

int32_t date_month(int32_t days)
{
    struct date_parts parts = date_to_parts(days);
    return parts.year * 12 + parts.month - 1;
}

int32_t month_first_day(int32_t months)
{
    int64_t year = floor_divide(months, 12);
    return date_from_parts(
        (struct date_parts){(int32_t)year, (int32_t)(months - year * 12) + 1, 1});
}

int32_t period_first_day(int32_t period, enum period_mode mode)
{
    int32_t month = mode == PERIOD_SCHOOL ? SCHOOL_YEAR_MONTH : 1;
    return date_from_parts((struct date_parts){period, month, 1});
}

int32_t period_last_day(int32_t period, enum period_mode mode)
{
    return period_first_day(period + 1, mode) - 1;
}

int32_t period_of_date(int32_t days, enum period_mode mode)
{
    struct date_parts parts = date_to_parts(days);
    return parts.year - (mode == PERIOD_SCHOOL && parts.month < SCHOOL_YEAR_MONTH);
}
