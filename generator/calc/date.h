/* SPDX-License-Identifier: MIT */
/*
 * Dates of the proleptic Gregorian calendar as days since 1970-01-01, months as months since year
 * 0 (year * 12 + month - 1), and periods: calendar years, or school years that begin on
 * 1 September (2021/2022 is kept as 2021). Years run from 1 to 9999.
 * Day arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
#ifndef LETOPIS_CALC_DATE_H
#define LETOPIS_CALC_DATE_H

#include "base/buf.h"
#include "base/str.h"

struct date_parts {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
};

bool date_valid(struct date_parts parts);
int32_t date_from_parts(struct date_parts parts);
struct date_parts date_to_parts(int32_t days);
/* Monday is 1, Sunday 7 (ISO 8601). */
int32_t date_weekday(int32_t days);

/* Months ahead or back; the day is clamped to the month's end (31 January + 1 month). */
int32_t date_add_months(int32_t days, int32_t months);

/* Whole years, months or days from `from` to `to`; negative when `to` is earlier. */
int32_t date_months_between(int32_t from, int32_t to);

/*
 * Reads 2022-11-06, 6. 11. 2022, 6.11.2022 or 06.11.2022. DATE_AMBIGUOUS stands for forms whose
 * order cannot be told (06/11/2022); DATE_IMPOSSIBLE for a day that does not exist.
 */
enum date_result { DATE_OK, DATE_MALFORMED, DATE_AMBIGUOUS, DATE_IMPOSSIBLE };
enum date_result date_parse(struct str text, int32_t *days);
/* Reads 2022-11 or 11/2022. */
enum date_result month_parse(struct str text, int32_t *months);

/* ISO 8601, for machines. */
void date_write(struct buf *out, int32_t days);
void month_write(struct buf *out, int32_t months);

#define PERIOD_NONE INT32_MIN /* timeless */

enum period_mode { PERIOD_CALENDAR, PERIOD_SCHOOL };

/* Reads 2022 (calendar) or 2021/2022, 2021/22 or 2021-2022 (school). */
bool period_parse(struct str text, enum period_mode mode, int32_t *period);
int32_t period_first_day(int32_t period, enum period_mode mode);
int32_t period_last_day(int32_t period, enum period_mode mode);
/* The period in which a day lies. */
int32_t period_of_date(int32_t days, enum period_mode mode);
/* 2022 or 2021/2022. */
void period_write(struct buf *out, int32_t period, enum period_mode mode);

#endif
