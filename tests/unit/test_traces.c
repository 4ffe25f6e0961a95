/* SPDX-License-Identifier: MIT */
/* Explanations of printed numbers in words. */
#include "doc/trace.h"
#include "doc/traces.h"
#include "doc_fixture.h"

/* What the value of `formula` refers to, made in the context of the report. */
static const struct doc_trace *trace_of(struct fixture *fixture, struct doc_context *context,
                                        const char *formula)
{
    const struct expr *expr = doc_compile(context, text_nowhere(str_from(formula)));
    assert_non_null(expr);
    struct doc_shown shown = doc_show_expr(context, expr, NULL, NULL, NULL);
    (void)fixture;
    return doc_trace_expr(context, expr, &shown);
}

static void a_figure_that_only_counts_is_one_with_its_count(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("Nic.\n", NULL);
    struct doc_context context = fixture_context(&fixture);
    const struct doc_trace *trace = trace_of(&fixture, &context, "libraries");
    assert_str(trace->label, "Knihovny");
    assert_str(trace->formula, "count(library)");
    assert_string_equal(visible(&fixture.loaded, trace->value), "3␣knihovny");
    assert_string_equal(visible(&fixture.loaded, trace->counts), "3 z␣3 záznamů");
    assert_str(trace->place, "content/x/figures.yaml:5");
    assert_int_equal(trace->place_count, 3);
    assert_str(trace->places[1], "content/x/records/library.yaml:8");
    assert_null(trace->first);
    fixture_free(&fixture);
}

static void what_rounding_hides_is_told(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("Nic.\n", NULL);
    struct doc_context context = fixture_context(&fixture);
    const struct doc_trace *trace = trace_of(&fixture, &context, "ratio + total_cost / 1 CZK");
    assert_int_equal(trace->name.n, 0);
    assert_non_null(trace->first);
    const struct doc_trace *ratio = trace->first;
    assert_str(ratio->value, "3,14");
    assert_string_equal(visible(&fixture.loaded, ratio->exact), "≈␣3,142857");
    const struct doc_trace *cost = ratio->next;
    assert_string_equal(visible(&fixture.loaded, cost->value), "3␣041,50␣Kč");
    assert_int_equal(cost->exact.n, 0);
    fixture_free(&fixture);
}

/* Met again, a figure is a leaf that leads to the list. */
static void a_figure_is_unfolded_once(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("Nic.\n", NULL);
    struct doc_context context = fixture_context(&fixture);
    const struct doc_trace *first = trace_of(&fixture, &context, "libraries + 1");
    const struct doc_trace *inner = first->first;
    assert_true(inner->place_count > 0);
    const struct doc_trace *second = trace_of(&fixture, &context, "libraries + 2");
    assert_ptr_not_equal(first, second);
    assert_str(second->first->id, arena_str(context.arena, inner->id).p);
    const struct doc_trace *alone = trace_of(&fixture, &context, "libraries");
    assert_ptr_equal(alone, inner);
    assert_ptr_equal(trace_of(&fixture, &context, "libraries"), alone);
    doc_state_finish(&context);
    assert_int_equal(context.document->trace_count, 3);
    fixture_free(&fixture);
}

static void there_is_nothing_to_explain(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("Nic.\n", NULL);
    struct doc_context context = fixture_context(&fixture);
    assert_null(trace_of(&fixture, &context, "1 + 1"));
    assert_null(trace_of(&fixture, &context, "period"));
    assert_null(trace_of(&fixture, &context, "list(library)"));
    fixture_free(&fixture);
}

/* In each record another one, though the formula is the same. */
static void fields_belong_to_their_record(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("Nic.\n", NULL);
    struct doc_context context = fixture_context(&fixture);
    struct doc_inside inside;
    uint16_t type = calc_find_type(fixture.institution->calc, STR("library"));
    doc_inside_enter(&inside, &context, type, (struct str){NULL, 0});
    doc_inside_record(&inside, 0);
    const struct doc_trace *first = trace_of(&fixture, &inside.context, "loan_cost");
    assert_str(first->label, "Cena výpůjčky – Dlouhý Most");
    assert_string_equal(visible(&fixture.loaded, first->value), "8,7␣Kč");
    assert_str(first->first->label, "Náklady – Dlouhý Most");
    assert_str(first->first->place, "content/x/records/library.yaml:5");
    doc_inside_record(&inside, 1);
    const struct doc_trace *second = trace_of(&fixture, &inside.context, "loan_cost");
    assert_ptr_not_equal(first, second);
    assert_str(second->label, "Cena výpůjčky – Hejnice");
    const struct doc_trace *field = trace_of(&fixture, &inside.context, "loans");
    assert_str(field->label, "Výpůjčky – Hejnice");
    assert_str(field->place, "content/x/records/library.yaml:11");
    fixture_free(&fixture);
}

/* Of what is private there are counts alone, also in internal reports. */
static void private_values_stay_hidden(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("Nic.\n", NULL);
    struct doc_context context = fixture_context(&fixture);
    context.report = NULL;
    const struct doc_trace *trace =
        trace_of(&fixture, &context, "max(secret for library where secret is known) + 1");
    const struct doc_trace *most = trace->first;
    assert_str(trace->value, "neveřejné");
    assert_str(most->value, "neveřejné");
    assert_string_equal(visible(&fixture.loaded, most->counts), "1 z␣3 záznamů");
    assert_int_equal(most->place_count, 0);
    assert_int_equal(most->exact.n, 0);
    const struct doc_trace *alone =
        trace_of(&fixture, &context, "max(secret for library where secret is known)");
    assert_str(alone->value, "neveřejné");
    assert_string_equal(visible(&fixture.loaded, alone->counts), "1 z␣3 záznamů");
    assert_int_equal(alone->place_count, 0);
    /* Nothing shows through a sum but which records have a value. */
    const struct doc_trace *sum =
        trace_of(&fixture, &context, "sum(secret for library where secret is known) + 1")->first;
    assert_str(sum->value, "5");
    assert_int_equal(sum->place_count, 0);
    fixture_free(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_that_only_counts_is_one_with_its_count),
        cmocka_unit_test(what_rounding_hides_is_told),
        cmocka_unit_test(a_figure_is_unfolded_once),
        cmocka_unit_test(there_is_nothing_to_explain),
        cmocka_unit_test(fields_belong_to_their_record),
        cmocka_unit_test(private_values_stay_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
