/* SPDX-License-Identifier: MIT */
#include "calc/value.h"

struct value value_unknown(void)
{
    return (struct value){.kind = VALUE_UNKNOWN};
}

struct value value_none(void)
{
    return (struct value){.kind = VALUE_NONE};
}

struct value value_failed(void)
{
    return (struct value){.kind = VALUE_FAILED};
}

struct value value_yes_no(bool yes)
{
    return (struct value){.kind = VALUE_YES_NO, .yes = yes};
}

struct value value_number(struct number number)
{
    return (struct value){.kind = VALUE_NUMBER, .number = number};
}

struct value value_text(struct str text)
{
    /* Sources are below 4 GiB (base/source.h), buffers below BUF_LIMIT: a text fits 32 bits. */
    uint32_t size = text.n < UINT32_MAX ? (uint32_t)text.n : UINT32_MAX;
    return (struct value){.kind = VALUE_TEXT, .size = size, .text = text.p};
}

struct value value_record(struct record record)
{
    return (struct value){.kind = VALUE_RECORD, .type = record.type, .size = record.row};
}

struct value value_date(int32_t day)
{
    return (struct value){.kind = VALUE_DATE, .day = day};
}

struct value value_month(int32_t month)
{
    return (struct value){.kind = VALUE_MONTH, .month = month};
}

struct value value_period(int32_t period)
{
    return (struct value){.kind = VALUE_PERIOD, .period = period};
}

struct value value_choice(uint32_t option)
{
    return (struct value){.kind = VALUE_CHOICE, .size = option};
}

struct value value_choices(uint64_t options)
{
    return (struct value){.kind = VALUE_CHOICES, .options = options};
}

struct value value_list(const struct value_list *list)
{
    return (struct value){.kind = VALUE_LIST, .list = list};
}

struct value value_series(const struct value_list *series)
{
    return (struct value){.kind = VALUE_SERIES, .list = series};
}

struct value value_time(int32_t months, int32_t days)
{
    return (struct value){.kind = VALUE_SPAN_OF_TIME, .time = {months, days}};
}

struct value value_in_period(struct value value, int32_t period)
{
    if (value.kind != VALUE_SERIES)
        return value;
    int64_t index = (int64_t)period - value.list->first;
    bool there = index >= 0 && index < (int64_t)value.list->count;
    return there ? value.list->items[index] : value_unknown();
}

void value_widen_periods(struct value value, int32_t *first, int32_t *last)
{
    if (value.kind != VALUE_SERIES || value.list->count == 0)
        return;
    int32_t begin = value.list->first;
    int32_t end = begin + (int32_t)value.list->count - 1;
    if (*first == PERIOD_NONE || begin < *first)
        *first = begin;
    if (*last == PERIOD_NONE || end > *last)
        *last = end;
}

struct str value_as_text(struct value value)
{
    return value.kind == VALUE_TEXT ? (struct str){value.text, value.size} : (struct str){0};
}

struct record value_as_record(struct value value)
{
    return (struct record){value.type, value.size};
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/*
 * Sets as the lists of their options in ascending order. At the first option that only one of them
 * has, that one is smaller, unless the other ends there and so is its beginning.
 */
static int compare_options(uint64_t a, uint64_t b)
{
    uint64_t differing = a ^ b;
    if (differing == 0)
        return 0;
    uint64_t lowest = differing & (0 - differing);
    bool in_a = (a & lowest) != 0;
    bool other_ends = ((in_a ? b : a) & ~(lowest - 1)) == 0;
    return in_a == other_ends ? 1 : -1;
}

static int compare_lists(const struct value_list *a, const struct value_list *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        int result = value_compare(a->items[i], b->items[i]);
        if (result)
            return result;
    }
    return (a->count > b->count) - (a->count < b->count);
}

int value_compare(struct value a, struct value b)
{
    if (a.kind != b.kind)
        return order(a.kind, b.kind);
    int result;
    switch ((enum value_kind)a.kind) {
    case VALUE_YES_NO:
        return order(a.yes, b.yes);
    case VALUE_NUMBER:
        return number_compare(a.number, b.number);
    case VALUE_TEXT:
        return str_compare(value_as_text(a), value_as_text(b));
    case VALUE_DATE:
        return order(a.day, b.day);
    case VALUE_MONTH:
        return order(a.month, b.month);
    case VALUE_PERIOD:
        return order(a.period, b.period);
    case VALUE_CHOICE:
        return order(a.size, b.size);
    case VALUE_CHOICES:
        return compare_options(a.options, b.options);
    case VALUE_RECORD:
    case VALUE_TYPE:
        result = order(a.type, b.type);
        return result ? result : order(a.size, b.size);
    case VALUE_SERIES:
        result = order(a.list->first, b.list->first);
        return result ? result : compare_lists(a.list, b.list);
    case VALUE_LIST:
        return compare_lists(a.list, b.list);
    case VALUE_SPAN_OF_TIME:
        result = order(a.time.months, b.time.months);
        return result ? result : order(a.time.days, b.time.days);
    case VALUE_UNKNOWN:
    case VALUE_NONE:
    case VALUE_FAILED:
        break;
    }
    return 0;
}

bool value_equal(struct value a, struct value b)
{
    return value_compare(a, b) == 0;
}

static uint64_t hash_pair(uint64_t a, uint64_t b)
{
    return number_hash((struct number){.num = (int64_t)(a * 31 + b), .den = 1});
}

static uint64_t hash_list(const struct value_list *list, uint64_t hash)
{
    for (size_t i = 0; i < list->count; i++)
        hash = hash_pair(hash, value_hash(list->items[i]));
    return hash;
}

/* What of a value is told in whole numbers; 0 for the kinds that hold more. */
static uint64_t scalar_bits(struct value value)
{
    switch ((enum value_kind)value.kind) {
    case VALUE_YES_NO:
        return value.yes;
    case VALUE_DATE:
        return (uint32_t)value.day;
    case VALUE_MONTH:
        return (uint32_t)value.month;
    case VALUE_PERIOD:
        return (uint32_t)value.period;
    case VALUE_CHOICE:
        return value.size;
    case VALUE_CHOICES:
        return value.options;
    case VALUE_RECORD:
    case VALUE_TYPE:
        return (uint64_t)value.type << 32 | value.size;
    case VALUE_SPAN_OF_TIME:
        return (uint64_t)(uint32_t)value.time.months << 32 | (uint32_t)value.time.days;
    case VALUE_UNKNOWN:
    case VALUE_NONE:
    case VALUE_FAILED:
    case VALUE_NUMBER:
    case VALUE_TEXT:
    case VALUE_LIST:
    case VALUE_SERIES:
        break;
    }
    return 0;
}

uint64_t value_hash(struct value value)
{
    switch (value.kind) {
    case VALUE_NUMBER:
        return hash_pair(value.kind, number_hash(value.number));
    case VALUE_TEXT:
        return hash_pair(value.kind, str_hash(value_as_text(value)));
    case VALUE_LIST:
        return hash_list(value.list, value.kind);
    case VALUE_SERIES:
        return hash_list(value.list, hash_pair(value.kind, (uint32_t)value.list->first));
    default:
        return hash_pair(value.kind, scalar_bits(value));
    }
}
