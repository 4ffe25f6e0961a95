/* SPDX-License-Identifier: MIT */
#include "locale/format.h"

#include "locale/language_data.h"
#include "locale/phrase.h"

/*
 * Patterns name: {day} {month} {year}, with two digits {day2} {month2}; the month as a word
 * {month_name} (standing alone), {month_of} (in a date), {month_in} (in running text); {next}, the
 * year in which a school year ends.
 */
static struct str fill_date(const struct language *language, struct arena *arena,
                            enum setting pattern, struct date_parts parts)
{
    size_t month = (size_t)(parts.month - 1);
    struct buf out = {0};
    phrase_write(&out, NULL, NULL, language->settings[pattern],
                 ARGS(arg_count("day", parts.day), arg_count("month", parts.month),
                      arg_count("year", parts.year), arg_count("next", parts.year + 1),
                      arg_text("day2", arena_format(arena, "%02d", (int)parts.day)),
                      arg_text("month2", arena_format(arena, "%02d", (int)parts.month)),
                      arg_text("month_name", language->lists[LIST_MONTHS][month]),
                      arg_text("month_of", language->lists[LIST_MONTHS_OF][month]),
                      arg_text("month_in", language->lists[LIST_MONTHS_IN][month])));
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}

struct str format_date(const struct language *language, struct arena *arena, int32_t days,
                       enum date_style style)
{
    static const enum setting patterns[] = {[DATE_SHORT] = SET_DATES_SHORT,
                                            [DATE_LONG] = SET_DATES_LONG,
                                            [DATE_RUNNING] = SET_DATES_RUNNING};
    return fill_date(language, arena, patterns[style], date_to_parts(days));
}

struct str format_date_form(const struct language *language)
{
    return language->settings[SET_DATES_FORM];
}

/* The month as it stands in a long date: the only word of it that a form leaves open. */
static enum word_list month_list(const struct language *language)
{
    struct str pattern = language->settings[SET_DATES_LONG];
    bool of = str_find_str(pattern, STR("{month_of}"), 0) != STR_NOT_FOUND;
    return of ? LIST_MONTHS_OF : LIST_MONTHS;
}

struct str format_date_part(const struct language *language, struct arena *arena, int32_t days,
                            enum format_part part)
{
    struct date_parts parts = date_to_parts(days);
    switch (part) {
    case FORMAT_DAY:
        return arena_format(arena, "%d", (int)parts.day);
    case FORMAT_MONTH:
        return language->lists[month_list(language)][parts.month - 1];
    case FORMAT_YEAR:
        return arena_format(arena, "%d", (int)parts.year);
    case FORMAT_SHORT_YEAR:
        return arena_format(arena, "%02d", (int)(parts.year % 100));
    }
    return (struct str){NULL, 0};
}

static struct date_parts parts_of_month(int32_t months)
{
    return (struct date_parts){months / 12, months % 12 + 1, 1};
}

struct str format_month(const struct language *language, struct arena *arena, int32_t months)
{
    return fill_date(language, arena, SET_DATES_MONTH, parts_of_month(months));
}

struct str format_month_running(const struct language *language, struct arena *arena,
                                int32_t months)
{
    return fill_date(language, arena, SET_DATES_MONTH_RUNNING, parts_of_month(months));
}

struct str format_period(const struct language *language, struct arena *arena, int32_t period,
                         enum period_mode mode)
{
    if (period == PERIOD_NONE)
        return (struct str){0};
    return fill_date(language, arena,
                     mode == PERIOD_SCHOOL ? SET_DATES_SCHOOL_YEAR : SET_DATES_YEAR,
                     (struct date_parts){period, 1, 1});
}

struct str format_period_named(const struct language *language, struct arena *arena, int32_t period,
                               enum period_mode mode)
{
    if (period == PERIOD_NONE)
        return (struct str){0};
    return fill_date(language, arena,
                     mode == PERIOD_SCHOOL ? SET_DATES_SCHOOL_YEAR_NAMED : SET_DATES_YEAR_NAMED,
                     (struct date_parts){period, 1, 1});
}
