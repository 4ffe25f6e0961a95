/* SPDX-License-Identifier: MIT */
#include "base/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct str names[] = {{"library", 7},    {"librarian", 9}, {"cost", 4},
                                   {"branch_of", 9},  {"год", 6},       {"kind", 4},
                                   {"statystyka", 10}};

static struct str nearest(const char *wrong)
{
    return suggest_nearest(str_from(wrong), names, sizeof names / sizeof *names);
}

static void nearest_is_found(void **state)
{
    (void)state;
    assert_true(str_is(nearest("libary"), "library"));
    assert_true(str_is(nearest("librray"), "library"));
    assert_true(str_is(nearest("libraryan"), "librarian"));
    assert_true(str_is(nearest("Cost"), "cost"));
    assert_true(str_is(nearest("branchof"), "branch_of"));
    assert_true(str_is(nearest("ГОД"), "год"));
    assert_true(str_is(nearest("гдо"), "год"));
}

static void nothing_near(void **state)
{
    (void)state;
    assert_int_equal(nearest("x").n, 0);
    assert_int_equal(nearest("zebra").n, 0);
    assert_int_equal(nearest("").n, 0);
    assert_int_equal(suggest_nearest(STR("a"), NULL, 0).n, 0);
}

static void distances(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance(STR("kitten"), STR("sitting"), 9), 3);
    assert_int_equal(suggest_distance(STR("ab"), STR("ba"), 9), 1);
    assert_int_equal(suggest_distance(STR("abcdef"), STR("uvwxyz"), 2), 3);
    assert_int_equal(suggest_distance(STR(""), STR("abc"), 9), 3);
    char many[100];
    for (size_t i = 0; i < sizeof many; i++)
        many[i] = 'a';
    struct str longest = {many, sizeof many};
    assert_int_equal(suggest_distance(longest, longest, 3), 0);
    assert_int_equal(suggest_distance(longest, STR("a"), 3), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nearest_is_found),
                                       cmocka_unit_test(nothing_near), cmocka_unit_test(distances)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
