/* SPDX-License-Identifier: MIT */
/*
 * Values: what fields hold and what expressions give.
 *
 * `unknown` (not recorded) and `none` (does not apply) are values and neither is 0. VALUE_FAILED
 * stands for an evaluation that was reported as an error; it propagates silently. Marks travel
 * with a value into everything made from it.
 */
#ifndef LETOPIS_CALC_VALUE_H
#define LETOPIS_CALC_VALUE_H

#include "calc/date.h"
#include "calc/measure.h"
#include "calc/number.h"

enum value_kind {
    VALUE_UNKNOWN,
    VALUE_NONE,
    VALUE_FAILED,
    VALUE_YES_NO,
    VALUE_NUMBER, /* integers too; the measure belongs to the static type */
    VALUE_TEXT,   /* text, markdown, url, email */
    VALUE_DATE,
    VALUE_MONTH,
    VALUE_PERIOD,  /* a year, or a school year */
    VALUE_CHOICE,  /* one option of a field */
    VALUE_CHOICES, /* a set of options */
    VALUE_RECORD,
    VALUE_LIST,         /* of one element type; a group is a list of records or a record-like row */
    VALUE_SERIES,       /* one value for each period of a range */
    VALUE_SPAN_OF_TIME, /* 15 days, 2 years: only in date arithmetic */
    VALUE_TYPE,         /* static only: the name of a record type */
};

enum value_marks {
    MARK_ESTIMATE = 1,
    MARK_SAMPLE = 2,
    MARK_ALONE =
        4, /* an aggregate over the private field of one record alone: as good as the field */
};

#define TYPE_NOTHING UINT16_MAX

/* A record: the type's index and the row in it. */
struct record {
    uint16_t type;
    uint32_t row;
};

/* The row of a record of which nothing is known and to which nothing refers: a form to be filled
 * in. All its fields, the computed ones too, are unknown, and so is what is asked of those that
 * would refer to it. */
#define ROW_BLANK (UINT32_MAX - 1)

struct value_list;

struct value {
    uint8_t kind;  /* enum value_kind */
    uint8_t marks; /* enum value_marks */
    uint16_t type; /* VALUE_RECORD: record type; else 0 */
    uint32_t size; /* VALUE_TEXT: bytes; VALUE_CHOICE: option index; VALUE_RECORD: row */
    union {
        bool yes;
        struct number number;
        const char *text;              /* of `size` bytes */
        int32_t day;                   /* VALUE_DATE */
        int32_t month;                 /* VALUE_MONTH */
        int32_t period;                /* VALUE_PERIOD */
        uint64_t options;              /* VALUE_CHOICES: bit i: option i (at most 64) */
        const struct value_list *list; /* VALUE_LIST, VALUE_SERIES */
        struct {
            int32_t months, days;
        } time; /* VALUE_SPAN_OF_TIME */
    };
};

/* The items of a list; of a series: `first` is the period of items[0], the rest follow. */
struct value_list {
    size_t count;
    int32_t first;
    const struct value *items;
};

struct value value_unknown(void);
struct value value_none(void);
struct value value_failed(void);
struct value value_yes_no(bool yes);
struct value value_number(struct number number);
struct value value_text(struct str text);
struct value value_record(struct record record);
struct value value_date(int32_t day);
struct value value_month(int32_t month);
struct value value_period(int32_t period);
struct value value_choice(uint32_t option);
struct value value_choices(uint64_t options);
struct value value_list(const struct value_list *list);
struct value value_series(const struct value_list *series);
struct value value_time(int32_t months, int32_t days);

/* What a series holds for `period`, unknown outside of it; any other value is the same in all. */
struct value value_in_period(struct value value, int32_t period);
/* Makes *first..*last (both PERIOD_NONE: nothing yet) hold the periods of a series as well; any
 * other value changes nothing. */
void value_widen_periods(struct value value, int32_t *first, int32_t *last);

/* Whether there is something to calculate with: neither unknown, none nor failed. */
static inline bool value_known(struct value value)
{
    return value.kind > VALUE_FAILED;
}
/* The text; empty for any other kind. */
struct str value_as_text(struct value value);
/* `value` must be a record. */
struct record value_as_record(struct value value);

/*
 * Equality and order of two known values of one kind: numbers by value, texts by bytes, choices by
 * the order of the options, sets of options and lists item by item with the shorter first, series
 * by their first period before that, times by months and then days. Marks do not count. For
 * sorting and for sets it is a total order over everything: first by kind, and unknown equals
 * unknown; whether that may be compared at all is for the caller to decide. Equal values have
 * equal hashes.
 */
bool value_equal(struct value a, struct value b);
int value_compare(struct value a, struct value b);
uint64_t value_hash(struct value value);

#endif
