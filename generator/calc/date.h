/* SPDX-License-Identifier: MIT */
/*
 * Dates of the proleptic Gregorian calendar as days since 1970-01-01, months as months since year
 * 0 (year * 12 + month - 1), and periods: calendar years, or school years that begin on
 * 1 September (2021/2022 is kept as 2021). Years run from 1 to 9999.
 * Day arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 *
 * date_to_parts() and period_of_date() take any number; arithmetic that would leave
 * the years 1 to 9999 gives DATE_OUT, which the caller reports and which is never a date.
 */
#ifndef LETOPIS_CALC_DATE_H
#define LETOPIS_CALC_DATE_H

#include "base/buf.h"
#include "base/str.h"

enum { YEAR_FIRST = 1, YEAR_LAST = 9999, SCHOOL_YEAR_MONTH = 9 };

#define DATE_FIRST (-719162) /* 0001-01-01 */
#define DATE_LAST 2932896    /* 9999-12-31 */
#define DATE_OUT INT32_MIN

struct date_parts {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
};

bool date_valid(struct date_parts parts);
/* `parts` must be valid. */
int32_t date_from_parts(struct date_parts parts);
struct date_parts date_to_parts(int32_t days);

/* Days ahead or back; DATE_OUT beyond the calendar. */
int32_t date_add_days(int32_t days, int64_t more);
/*
 * Months ahead or back; the day is clamped to the month's end (31 January + 1 month). DATE_OUT
 * beyond the calendar.
 */
int32_t date_add_months(int32_t days, int32_t months);

/* The month in which a day lies, and a month's first day. */
int32_t date_month(int32_t days);
int32_t month_first_day(int32_t months);

/*
 * Reads 2022-11-06, 6. 11. 2022, 6.11.2022 or 06.11.2022; the spaces may be ones that do not
 * break, the year always has four digits. DATE_AMBIGUOUS stands for forms whose order cannot be
 * told (06/11/2022, 6-11-22); DATE_IMPOSSIBLE for a day that does not exist. `text` comes without
 * spaces at its ends; `*days` is set with DATE_OK alone.
 */
enum date_result { DATE_OK, DATE_MALFORMED, DATE_AMBIGUOUS, DATE_IMPOSSIBLE };
enum date_result date_parse(struct str text, int32_t *days);
/* Reads 2022-11 or 11/2022. */
enum date_result month_parse(struct str text, int32_t *months);

/* ISO 8601, for machines. Nothing is written for what lies beyond the calendar. */
void date_write(struct buf *out, int32_t days);
void month_write(struct buf *out, int32_t months);

#define PERIOD_NONE INT32_MIN /* timeless */

enum period_mode { PERIOD_CALENDAR, PERIOD_SCHOOL };

/*
 * Reads 2022 (calendar) or 2021/2022, 2021/22 or 2021-2022 (school; the years must follow one
 * another). 2021-22 is not read: 2010-11 would be a month.
 */
bool period_parse(struct str text, enum period_mode mode, int32_t *period);
int32_t period_first_day(int32_t period, enum period_mode mode);
int32_t period_last_day(int32_t period, enum period_mode mode);
/* The period in which a day lies. */
int32_t period_of_date(int32_t days, enum period_mode mode);
/* 2022 or 2021/2022; nothing for PERIOD_NONE. */
void period_write(struct buf *out, int32_t period, enum period_mode mode);

#endif
