/* SPDX-License-Identifier: MIT */
#include "calc/lex.h"
#include "calc/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct diags *diags;
    struct tokens tokens;
    bool ok;
};

/* Lexes `formula` standing at position 100. */
static struct fixture lex(const char *formula)
{
    struct fixture f = {.arena = arena_new()};
    f.diags = diags_new(f.arena);
    struct text text = text_plain(arena_str(f.arena, str_from(formula)), 100);
    f.ok = lex_formula(f.arena, text, f.diags, &f.tokens);
    return f;
}

static void expect_kinds(const char *formula, const enum token_kind *kinds, size_t count)
{
    struct fixture f = lex(formula);
    assert_true(f.ok);
    assert_int_equal(f.tokens.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(f.tokens.items[i].kind, kinds[i]);
    arena_free(f.arena);
}

#define KINDS(formula, ...)                                                                        \
    expect_kinds(formula, (const enum token_kind[]){__VA_ARGS__, TOKEN_END},                       \
                 sizeof((const enum token_kind[]){__VA_ARGS__, TOKEN_END}) /                       \
                     sizeof(enum token_kind))

/* One error of `message` that covers bytes [from, to) of the formula. */
static void expect_error(const char *formula, enum message message, uint32_t from, uint32_t to)
{
    struct fixture f = lex(formula);
    size_t count;
    const struct diag *diag = diags_sorted(f.diags, &count);
    assert_false(f.ok);
    assert_int_equal(count, 1);
    assert_string_equal(message_info(diag->message)->name, message_info(message)->name);
    assert_int_equal(diag->span.at, 100 + from);
    assert_int_equal(diag->span.len, to - from);
    arena_free(f.arena);
}

static void tokens_are_cut(void **state)
{
    (void)state;
    KINDS("a + b", TOKEN_NAME, TOKEN_PLUS, TOKEN_NAME);
    KINDS("2018..2022", TOKEN_NUMBER, TOKEN_RANGE, TOKEN_NUMBER);
    KINDS("1.50*x", TOKEN_NUMBER, TOKEN_STAR, TOKEN_NAME);
    KINDS("a<=b", TOKEN_NAME, TOKEN_AT_MOST, TOKEN_NAME);
    KINDS("a <> b", TOKEN_NAME, TOKEN_DIFFERS, TOKEN_NAME);
    KINDS("f(a, \"it's\")", TOKEN_NAME, TOKEN_OPEN, TOKEN_NAME, TOKEN_COMMA, TOKEN_TEXT,
          TOKEN_CLOSE);
    KINDS("2022-11-06", TOKEN_DATE);
    KINDS("2022 - 11", TOKEN_NUMBER, TOKEN_MINUS, TOKEN_NUMBER);
    KINDS("30 hour", TOKEN_NUMBER, TOKEN_NAME);
    KINDS("a\xC2\xA0+\xE2\x80\xAF"
          "b\n\t",
          TOKEN_NAME, TOKEN_PLUS, TOKEN_NAME);
    KINDS("кредит.ціна_2 + náklady", TOKEN_NAME, TOKEN_DOT, TOKEN_NAME, TOKEN_PLUS, TOKEN_NAME);
}

static void tokens_say_where_they_stand(void **state)
{
    (void)state;
    struct fixture f = lex("ab  >= \"x y\"");
    assert_true(f.ok);
    assert_int_equal(f.tokens.items[1].from, 4);
    assert_int_equal(f.tokens.items[1].to, 6);
    assert_int_equal(f.tokens.items[2].from, 7);
    assert_int_equal(f.tokens.items[2].to, 12);
    assert_true(str_is(f.tokens.items[2].s, "x y"));
    assert_int_equal(f.tokens.items[3].from, 12);
    arena_free(f.arena);
}

static void faults_are_named(void **state)
{
    (void)state;
    expect_error("a # b", MSG_EXPR_CHARACTER, 2, 3);
    expect_error("a == b", MSG_EXPR_INSTEAD, 2, 4);
    expect_error("a \xE2\x88\x92 b", MSG_EXPR_INSTEAD, 2, 5);
    expect_error("84 %", MSG_EXPR_INSTEAD, 3, 4);
    expect_error("x is \xE2\x80\x9Eother\xE2\x80\x9C", MSG_EXPR_INSTEAD, 5, 8);
    expect_error("a + 3,5", MSG_EXPR_COMMA, 4, 7);
    expect_error("a = \"open", MSG_EXPR_QUOTE, 4, 5);
    expect_error("1e3", MSG_EXPR_NUMBER, 0, 3);
    expect_error("x + 352 042", MSG_EXPR_DIGITS, 4, 11);
    expect_error("1 000 000", MSG_EXPR_DIGITS, 0, 9);
}

static void scripts_do_not_mix(void **state)
{
    (void)state;
    expect_error("c\xD0\xBEst", MSG_EXPR_MIXED, 1, 3);
    expect_error("1 + \xD0\xB3\xD0\xBE\xD0\xB4x", MSG_EXPR_MIXED, 10, 11);
    KINDS("ECTS_\xD0\xBA\xD1\x80", TOKEN_NAME);
    KINDS("\xD0\xB3\xD0\xBE\xD0\xB4"
          "1",
          TOKEN_NAME);
    assert_int_equal(script_of('a'), SCRIPT_LATIN);
    assert_int_equal(script_of(0x430), SCRIPT_CYRILLIC);
    assert_int_equal(script_of(0x3B1), SCRIPT_GREEK);
    assert_int_equal(script_of(0x5D0), SCRIPT_OTHER);
    assert_int_equal(script_of('1'), SCRIPT_ANY);
    assert_int_equal(script_of(0x301), SCRIPT_ANY);
}

static void reserved_words(void **state)
{
    (void)state;
    assert_true(lex_is_reserved(STR("otherwise")));
    assert_true(lex_is_reserved(STR("period")));
    assert_false(lex_is_reserved(STR("cost")));
    assert_false(lex_is_reserved(STR("count")));
    assert_int_equal(lex_name_length(STR("ab_1 x")), 4);
    assert_int_equal(lex_name_length(STR("1ab")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_cut),   cmocka_unit_test(tokens_say_where_they_stand),
        cmocka_unit_test(faults_are_named), cmocka_unit_test(scripts_do_not_mix),
        cmocka_unit_test(reserved_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
