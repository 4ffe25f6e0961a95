/* SPDX-License-Identifier: MIT */
#include "data/model.h"

#include <stdlib.h>

struct judging {
    struct institution *institution;
    struct arena *arena;
    struct diags *diags;
    struct data_violations *out;
    struct {
        int32_t *items;
        size_t count, capacity;
    } periods; /* ascending */
};

static int by_period(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* The periods that records and reports speak of. */
static void collect_periods(struct judging *judging)
{
    const struct data_store *store = judging->institution->world.store;
    for (size_t type = 0; type < judging->institution->world.type_count; type++)
        for (size_t row = 0; row < store->tables[type].count; row++) {
            const struct data_row *it = &store->tables[type].items[row];
            if (it->from != PERIOD_NONE && it->from == it->to)
                ARENA_PUSH(judging->arena, &judging->periods, it->from);
        }
    for (size_t i = 0; i < judging->institution->report_count; i++)
        if (judging->institution->reports[i].period != PERIOD_NONE)
            ARENA_PUSH(judging->arena, &judging->periods, judging->institution->reports[i].period);
    size_t count = 0;
    if (judging->periods.count)
        qsort(judging->periods.items, judging->periods.count, sizeof(int32_t), by_period);
    for (size_t i = 0; i < judging->periods.count; i++)
        if (i == 0 || judging->periods.items[i] != judging->periods.items[i - 1])
            judging->periods.items[count++] = judging->periods.items[i];
    judging->periods.count = count;
}

static struct calc_at at_period(const struct judging *judging, int32_t period,
                                const struct calc_frame *frame)
{
    int32_t as_of = period == PERIOD_NONE
                        ? 0
                        : period_last_day(period, judging->institution->world.period_mode);
    return (struct calc_at){.period = period, .as_of = as_of, .frame = frame};
}

static void judge(struct judging *judging, const struct data_check *check, struct record record,
                  int32_t period)
{
    struct calc_frame frame = {.record = record};
    bool about = record.type != TYPE_NOTHING;
    struct calc_at at = at_period(judging, period, about ? &frame : NULL);
    struct value value = calc_eval(judging->institution->calc, check->expr, at, judging->diags);
    if (!value_known(value)) {
        judging->out->unjudged++;
        return;
    }
    judging->out->judged++;
    if (value.yes)
        return;
    struct data_violation violation = {check, record, period};
    ARENA_PUSH(judging->arena, judging->out, violation);
}

static int32_t last_period(const struct judging *judging)
{
    return judging->periods.count ? judging->periods.items[judging->periods.count - 1]
                                  : PERIOD_NONE;
}

static void judge_records(struct judging *judging, const struct data_check *check)
{
    const struct calc_world *world = &judging->institution->world;
    bool one = world->types[check->type].period == CALC_ONE_PERIOD;
    struct calc_rows rows;
    size_t times = check->query && one ? judging->periods.count : 1;
    for (size_t i = 0; i < times; i++) {
        int32_t period = times > 1 || (check->query && one && judging->periods.count)
                             ? judging->periods.items[i]
                             : last_period(judging);
        if (check->query)
            rows = calc_select(judging->institution->calc, judging->arena, check->query,
                               at_period(judging, period, NULL), judging->diags, NULL);
        else
            rows = world->reader->rows(world->store, check->type, PERIOD_NONE);
        for (size_t k = 0; k < rows.count; k++) {
            struct record record = {check->type, rows.items[k]};
            int32_t own = world->reader->period_of(world->store, record);
            judge(judging, check, record, own == PERIOD_NONE ? period : own);
        }
    }
}

static void judge_figures(struct judging *judging, const struct data_check *check)
{
    struct record nothing = {.type = TYPE_NOTHING};
    for (size_t i = 0; i < judging->periods.count; i++)
        judge(judging, check, nothing, judging->periods.items[i]);
    if (judging->periods.count == 0)
        judge(judging, check, nothing, PERIOD_NONE);
}

/* As the number beside it is written: with a comma where that one has one. */
static struct str plain_number(struct judging *judging, struct number number, struct str beside)
{
    struct buf text = {0};
    int decimals = number_decimals(number);
    number_write(judging->arena, &text, number, decimals < 0 || decimals > 6 ? 6 : decimals);
    struct str copy = buf_copy(&text, judging->arena);
    buf_free(&text);
    size_t point = str_find(copy, '.', 0);
    if (point == STR_NOT_FOUND || str_find(beside, ',', 0) == STR_NOT_FOUND)
        return copy;
    struct str parts[] = {str_slice(copy, 0, point), STR(","), str_slice(copy, point + 1, copy.n)};
    return arena_join(judging->arena, parts, 3);
}

static void report_expectation(struct judging *judging, const struct calc_figure *figure,
                               struct str found, const struct node *expected)
{
    diag_add(judging->diags, MSG_EXPECT_DIFFERS, expected->text.span,
             ARGS(arg_text("figure", figure->name), arg_text("found", found),
                  arg_text("expected", expected->text.s)));
}

/* The number as it would be shown against the one that was published. */
static void expect_number(struct judging *judging, const struct calc_figure *figure,
                          struct value value, const struct node *expected)
{
    struct number wanted;
    struct text rest;
    if (!scalar_number(judging->arena, expected->text, judging->diags, &wanted, &rest))
        return;
    if (value.kind != VALUE_NUMBER) {
        report_expectation(judging, figure, STR("unknown"), expected);
        return;
    }
    struct number shown = figure->has_round
                              ? number_round(judging->arena, value.number, figure->round)
                              : value.number;
    if (number_compare(shown, wanted) != 0)
        report_expectation(judging, figure, plain_number(judging, shown, expected->text.s),
                           expected);
}

static void judge_expectation(struct judging *judging, size_t index, const struct node_entry *entry)
{
    struct institution *institution = judging->institution;
    const struct calc_figure *figure = &institution->world.figures[index];
    int32_t period;
    bool yes;
    if (!scalar_period(entry->key, institution->world.period_mode, judging->diags, &period))
        return;
    struct calc_at at = at_period(judging, period, NULL);
    struct value value =
        calc_eval_figure(institution->calc, index, period, at.as_of, judging->diags);
    if (value.kind == VALUE_FAILED)
        return;
    if (figure->type.kind != VALUE_YES_NO)
        expect_number(judging, figure, value, entry->value);
    else if (scalar_yes_no(entry->value->text, judging->diags, &yes) &&
             (value.kind != VALUE_YES_NO || value.yes != yes))
        report_expectation(judging, figure, yes ? STR("no") : STR("yes"), entry->value);
}

void data_check(struct institution *institution, struct arena *arena, struct diags *diags,
                struct data_violations *out)
{
    struct judging judging = {institution, arena, diags, out, {0}};
    collect_periods(&judging);
    for (size_t i = 0; i < institution->check_count; i++) {
        const struct data_check *check = &institution->checks[i];
        if (check->expr == NULL)
            continue;
        if (check->type == TYPE_NOTHING)
            judge_figures(&judging, check);
        else
            judge_records(&judging, check);
    }
    for (size_t i = 0; i < institution->world.figure_count; i++) {
        const struct node *expect = institution->figures[i].expect;
        for (size_t k = 0; expect && k < expect->count; k++)
            judge_expectation(&judging, i, &expect->entries[k]);
    }
}
