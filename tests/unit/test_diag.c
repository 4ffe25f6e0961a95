/* SPDX-License-Identifier: MIT */
#include "base/diag.h"
#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const enum message missing = MSG_FILE_MISSING, outside = MSG_FILE_OUTSIDE;

/* The first message of a severity. */
static enum message any_message(enum severity severity)
{
    unsigned message = 0;
    while (message < MSG_COUNT && message_info((enum message)message)->severity != severity)
        message++;
    assert_true(message < MSG_COUNT);
    return (enum message)message;
}

/* {name} is an argument; {{ and }} are only themselves (templates are written with them). */
static void expect_braces(const char *text, const char *code)
{
    bool open = false;
    for (; *text; text++) {
        if ((text[0] == '{' || text[0] == '}') && text[1] == text[0])
            text++;
        else if (*text == (open ? '}' : '{'))
            open = !open;
        else if (*text == '{' || *text == '}')
            fail_msg("%s has a brace without its partner", code);
    }
    if (open)
        fail_msg("%s has a brace that is not closed", code);
}

static void messages_are_in_order(void **state)
{
    (void)state;
    for (unsigned i = 0; i < MSG_COUNT; i++) {
        const struct message_info *info = message_info((enum message)i);
        assert_int_equal(strlen(info->code), 5);
        assert_int_equal(info->code[0], 'L');
        assert_int_equal(strspn(info->code + 1, "0123456789"), 4);
        assert_true(info->text[0] != '\0');
        expect_braces(info->text, info->code);
        expect_braces(info->hint, info->code);
        for (unsigned j = 0; j < i; j++)
            if (strcmp(message_info((enum message)j)->code, info->code) == 0)
                fail_msg("%s is used twice", info->code);
    }
}

static void equal_reports_are_kept_once(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct span here = {10, 3}, there = {11, 3}, longer = {10, 4};
    for (int twice = 0; twice < 2; twice++) {
        diag_add(diags, missing, here, NO_ARGS);
        diag_add(diags, missing, here, ARGS({.kind = ARG_END}));
        diag_add(diags, outside, here, NO_ARGS);
        diag_add(diags, missing, there, NO_ARGS);
        diag_add(diags, missing, longer, NO_ARGS);
        diag_add(diags, missing, here, ARGS(arg_text("path", STR("a"))));
        diag_add(diags, missing, here, ARGS(arg_text("path", STR("b"))));
        diag_add(diags, missing, here, ARGS(arg_text("other", STR("b"))));
        diag_add(diags, missing, here, ARGS(arg_count("n", 1)));
        diag_add(diags, missing, here, ARGS(arg_count("n", 2)));
        diag_add(diags, missing, here, ARGS(arg_place("n", here)));
        diag_add(diags, missing, here, ARGS(arg_place("n", there)));
        diag_add(diags, missing, here, ARGS(arg_text("a", STR("x")), arg_text("b", STR("y"))));
        diag_add(diags, missing, here, ARGS(arg_text("a", STR("xy")), arg_text("b", STR(""))));
    }
    size_t count;
    diags_sorted(diags, &count);
    assert_int_equal(count, 13);
    arena_free(arena);
}

static void arguments_are_copied(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    char text[] = "loans";
    struct span place = {4, 2};
    diag_add(diags, missing, (struct span){1, 1},
             ARGS(arg_text("path", str_from(text)), arg_count("n", -7), arg_place("at", place)));
    memset(text, 'x', sizeof text - 1);
    size_t count;
    const struct diag *diag = diags_sorted(diags, &count);
    assert_int_equal(count, 1);
    assert_int_equal(diag->args[0].kind, ARG_TEXT);
    assert_string_equal(diag->args[0].name, "path");
    assert_true(str_is(diag->args[0].text, "loans"));
    assert_int_equal(diag->args[1].kind, ARG_COUNT);
    assert_int_equal(diag->args[1].count, -7);
    assert_int_equal(diag->args[2].kind, ARG_PLACE);
    assert_int_equal(diag->args[2].span.at, 4);
    assert_int_equal(diag->args[3].kind, ARG_END);
    arena_free(arena);
}

static void severities_are_counted(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    enum message warning = any_message(SEVERITY_WARNING);
    size_t count;
    diags_sorted(diags, &count);
    assert_int_equal(count, 0);
    diag_add(diags, warning, (struct span){1, 1}, NO_ARGS);
    diag_add(diags, warning, (struct span){1, 1}, NO_ARGS);
    assert_int_equal(diags_count(diags, SEVERITY_WARNING), 1);
    assert_false(diags_any_error(diags));
    diags_set_strict(diags);
    diag_add(diags, warning, (struct span){2, 1}, NO_ARGS);
    assert_int_equal(diags_count(diags, SEVERITY_WARNING), 1);
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 1);
    assert_true(diags_any_error(diags));
    assert_int_equal(diags_count(diags, SEVERITY_HINT), 0);
    assert_int_equal(diags_sorted(diags, &count)[1].severity, SEVERITY_ERROR);
    arena_free(arena);
}

static void sorted_by_place_then_order(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct random random = {1};
    size_t added = 0, count;
    for (int i = 0; i < 30000; i++) {
        struct span span = {random_below(&random, 200), random_below(&random, 3)};
        diag_add(diags, random_below(&random, 2) ? missing : outside, span, NO_ARGS);
        if (i % 5000 == 0) { /* what is added after sorting counts too */
            diags_sorted(diags, &count);
            assert_true(count >= added);
            added = count;
        }
    }
    const struct diag *sorted = diags_sorted(diags, &count);
    assert_int_equal(count, 200 * 3 * 2);
    assert_int_equal(sorted[0].span.at, 1);
    assert_int_equal(sorted[count - 1].span.at, 0);
    for (size_t i = 1; i < count; i++) {
        const struct diag *a = &sorted[i - 1], *b = &sorted[i];
        if (a->span.at == b->span.at)
            assert_true(a->order < b->order);
        else
            assert_true(b->span.at == 0 || (a->span.at != 0 && a->span.at < b->span.at));
    }
    assert_ptr_equal(diags_sorted(diags, &count), sorted);
    arena_free(arena);
}

/* Reported again and again, 100,000 take no more memory than once. */
static void repeated_reports_cost_no_memory(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    size_t size = 0;
    for (int round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < 100000; i++)
            diag_add(diags, missing, (struct span){i + 1, 1}, ARGS(arg_text("path", STR("x"))));
        if (round == 0)
            size = arena_size(arena);
        assert_int_equal(arena_size(arena), size);
        assert_int_equal(diags_count(diags, SEVERITY_ERROR), 100000);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_are_in_order),
        cmocka_unit_test(equal_reports_are_kept_once),
        cmocka_unit_test(arguments_are_copied),
        cmocka_unit_test(severities_are_counted),
        cmocka_unit_test(sorted_by_place_then_order),
        cmocka_unit_test(repeated_reports_cost_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
