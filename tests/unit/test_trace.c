/* SPDX-License-Identifier: MIT */
#include "calc_world.h"

static struct world *libraries(void)
{
    struct world *w = world_new();
    world_type(w, "library", CALC_ONE_PERIOD, false);
    world_field(w, "serves yes/no");
    world_field(w, "loans integer");
    world_field(w, "salary number CZK")->is_private = true;
    world_field(w, "double = loans * 2");
    world_type(w, "service", CALC_ONE_PERIOD, true);
    world_field(w, "cost number CZK");
    world_row(w, "library", 2022, "a", "serves yes; loans 5; salary 1");
    world_row(w, "library", 2022, "b", "serves unknown; loans 6; salary 2");
    world_row(w, "library", 2022, "c", "serves yes; loans none; salary 3");
    world_row(w, "library", 2022, "d", "serves no; loans 7; salary 4");
    world_row(w, "service", 2022, "s", "cost 100");
    world_row(w, "service", 2021, "s", "cost 90");
    world_figure(w, "served = count(library where serves)");
    world_figure(w, "all_loans = sum(loans for library where serves)");
    world_figure(w, "each = service.cost / served + service.cost / served");
    world_figure(w, "more = change(each_plain)");
    world_figure(w, "each_plain = service.cost / 2");
    world_figure(w, "twice = sum(double for library where loans is known)");
    world_figure(w, "paid = sum(salary for library)");
    world_figure(w, "most = max(salary for library)");
    world_figure(w, "stock = if period < 1000 then 0 else previous(stock) + 1");
    world_begin(w);
    return w;
}

static void show(struct world *w, struct buf *out, const struct calc_trace *t, int depth)
{
    static const char *const kinds[] = {"figure", "computed", "field", "aggregate", "formula"};
    for (; t; t = t->next) {
        buf_format(out, "%*s%s %.*s %d = %s", depth * 2, "", kinds[t->kind], (int)t->name.n,
                   t->name.p, (int)t->period, world_words(w, &t->type, t->value));
        if (t->kind == TRACE_AGGREGATE)
            buf_format(out, " %zu of %zu, %zu undecided, %zu places", t->used, t->total,
                       t->undecided, t->place_count);
        if (t->kind == TRACE_FIELD)
            buf_format(out, " at %u", t->span.at);
        buf_text(out, t->is_private ? " private\n" : "\n");
        show(w, out, t->first, depth + 1);
        if (depth == 0)
            return;
    }
}

/* The first of its document. */
static const struct calc_trace *trace_of(struct world *w, const struct expr *expr,
                                         const struct calc_frame *frame)
{
    struct calc_traced traced = {0};
    struct calc_at at = {2022, 0, frame};
    return calc_trace_next(w->engine, w->arena, &traced, expr, at, w->diags);
}

static const struct calc_trace *trace_figure(struct world *w, const char *figure)
{
    return trace_of(w, world_compile(w, figure, NULL), NULL)->first;
}

static void expect_trace(struct world *w, const char *figure, const char *tree)
{
    struct buf out = {0};
    show(w, &out, trace_figure(w, figure), 0);
    assert_string_equal(buf_copy(&out, w->arena).p, tree);
    buf_free(&out);
}

static void figures(void **state)
{
    struct world *w = *state;
    expect_trace(
        w, "served",
        "figure served 2022 = 2\n"
        "  aggregate count(library where serves) 2022 = 2 2 of 4, 1 undecided, 2 places\n");
    expect_trace(
        w, "each",
        "figure each 2022 = 100 CZK\n"
        "  field cost 2022 = 100 CZK at 2000001\n"
        "  figure served 2022 = 2\n"
        "    aggregate count(library where serves) 2022 = 2 2 of 4, 1 undecided, 2 places\n");
    expect_trace(w, "more",
                 "figure more 2022 = 5 CZK\n"
                 "  figure each_plain 2022 = 50 CZK\n"
                 "    field cost 2022 = 100 CZK at 2000001\n"
                 "  figure each_plain 2021 = 45 CZK\n"
                 "    field cost 2021 = 90 CZK at 2000101\n");
}

static void aggregates(void **state)
{
    struct world *w = *state;
    expect_trace(w, "all_loans",
                 "figure all_loans 2022 = 5\n"
                 "  aggregate sum(loans for library where serves) 2022 = 5 1 of 4, 1 undecided, 1 "
                 "places\n");
    expect_trace(w, "twice",
                 "figure twice 2022 = 36\n"
                 "  aggregate sum(double for library where loans is known) 2022 = 36 3 of 4, 0 "
                 "undecided, 3 places\n");
    const struct calc_trace *t = trace_figure(w, "all_loans");
    assert_int_equal(t->first->places[0].at, 1000002);
    assert_true(str_is(t->first->formula.s, "sum(loans for library where serves)"));
    assert_true(str_is(t->formula.s, "sum(loans for library where serves)"));
    assert_int_not_equal(t->formula.span.at, 0);
}

static void privacy(void **state)
{
    struct world *w = *state;
    assert_false(trace_figure(w, "paid")->is_private);
    const struct calc_trace *t = trace_figure(w, "most");
    assert_true(t->is_private);
    assert_true(t->first->is_private);
    assert_int_equal(t->first->type.measure, measure_find(w->calc.measures, STR("CZK")));
}

/* A chain of a thousand periods is explained to a depth, and ends. */
static void chains_end(void **state)
{
    struct world *w = *state;
    struct buf out = {0};
    const struct calc_trace *t = trace_figure(w, "stock");
    size_t depth = 0;
    for (; t; t = t->first)
        depth++;
    assert_true(depth > 5 && depth < 100);
    buf_free(&out);
}

static void formulas(void **state)
{
    struct world *w = *state;
    struct calc_frame frame = {.record = {0, 0}};
    struct calc_scope scope = {.kind = SCOPE_RECORD, .record_type = 0};
    const struct expr *expr = world_compile(w, "double + served", &scope);
    assert_non_null(expr);
    struct buf out = {0};
    show(w, &out, trace_of(w, expr, &frame), 0);
    assert_string_equal(
        buf_copy(&out, w->arena).p,
        "formula  2022 = 12\n"
        "  computed double 2022 = 10\n"
        "    field loans 2022 = 5 at 1000002\n"
        "  figure served 2022 = 2\n"
        "    aggregate count(library where serves) 2022 = 2 2 of 4, 1 undecided, 2 places\n");
    buf_free(&out);
}

static int set_up(void **state)
{
    *state = libraries();
    return 0;
}

static int tear_down(void **state)
{
    world_free(*state);
    return 0;
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(figures), CASE(aggregates), CASE(privacy),
                                       CASE(chains_end), CASE(formulas)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
