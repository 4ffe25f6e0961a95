/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "calc/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void show(struct buf *out, const struct ast *node);

static void show_part(struct buf *out, const char *word, const struct ast *node)
{
    if (node == NULL)
        return;
    buf_format(out, " %s ", word);
    show(out, node);
}

static void show_clauses(struct buf *out, const struct ast_clauses *clauses)
{
    show_part(out, "for", clauses->source);
    show_part(out, "of", clauses->of);
    if (clauses->by.s.n)
        buf_format(out, " by %.*s", (int)clauses->by.s.n, clauses->by.s.p);
    show_part(out, "where", clauses->where);
    if (clauses->alias.s.n)
        buf_format(out, " as %.*s", (int)clauses->alias.s.n, clauses->alias.s.p);
}

static void show_call(struct buf *out, const struct ast *node)
{
    buf_str(out, node->s);
    buf_char(out, '(');
    if (node->call->distinct)
        buf_text(out, "distinct ");
    for (size_t i = 0; i < node->call->args.count; i++) {
        buf_text(out, i ? ", " : "");
        show(out, node->call->args.items[i]);
    }
    show_clauses(out, &node->call->clauses);
    buf_char(out, ')');
}

static void show_keys(struct buf *out, const struct ast *node)
{
    for (size_t i = 0; i < node->keys.count; i++)
        buf_format(out, "%s<%.*s>", i ? ", " : " ", (int)node->keys.items[i].s.n,
                   node->keys.items[i].s.p);
}

static const char *const words[] = {
    [AST_BINARY] = "",   [AST_COMPARE] = "",       [AST_AND] = "and",  [AST_OR] = "or",
    [AST_IS] = "is",     [AST_OTHERWISE] = "else", [AST_RANGE] = "..", [AST_AT] = "at",
    [AST_OVER] = "over", [AST_HAS] = "has",        [AST_IN] = "in",    [AST_NOT] = "not",
    [AST_NEGATE] = "-",  [AST_IF] = "if",          [AST_UNIT] = "unit"};

/* The tree in Polish notation: (+ a b). */
static void show(struct buf *out, const struct ast *node)
{
    static const char *const signs[] = {
        [TOKEN_PLUS] = "+",    [TOKEN_MINUS] = "-",    [TOKEN_STAR] = "*",
        [TOKEN_SLASH] = "/",   [TOKEN_EQUAL] = "=",    [TOKEN_LESS] = "<",
        [TOKEN_GREATER] = ">", [TOKEN_AT_MOST] = "<=", [TOKEN_AT_LEAST] = ">=",
        [TOKEN_DIFFERS] = "<>"};
    if (node->kind == AST_CALL) {
        show_call(out, node);
        return;
    }
    if (node->kind == AST_FIELD) {
        show(out, node->a);
        buf_format(out, ".%.*s", (int)node->s.n, node->s.p);
        return;
    }
    if (node->a == NULL) {
        buf_str(out, node->s);
        return;
    }
    buf_char(out, '(');
    buf_text(out, node->negated ? "not-" : "");
    buf_text(out, node->kind == AST_BINARY || node->kind == AST_COMPARE ? signs[node->op]
                                                                        : words[node->kind]);
    const struct ast *parts[] = {node->a, node->b, node->c};
    for (int i = 0; i < 3 && parts[i]; i++) {
        buf_char(out, ' ');
        show(out, parts[i]);
    }
    show_keys(out, node);
    if (node->kind == AST_UNIT)
        buf_format(out, " %.*s", (int)node->s.n, node->s.p);
    buf_char(out, ')');
}

static void expect(const char *formula, const char *tree)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct ast *node = parse_formula(arena, text_plain(str_from(formula), 1), diags);
    if (node == NULL) {
        size_t count;
        fail_msg("%s: %s", formula, message_info(diags_sorted(diags, &count)->message)->name);
    }
    struct buf out = {0};
    show(&out, node);
    assert_string_equal(buf_copy(&out, arena).p, tree);
    buf_free(&out);
    arena_free(arena);
}

static void expect_error(const char *formula, enum message message, uint32_t from, uint32_t to)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    assert_null(parse_formula(arena, text_plain(str_from(formula), 1000), diags));
    size_t count;
    const struct diag *diag = diags_sorted(diags, &count);
    assert_int_equal(count, 1);
    assert_string_equal(message_info(diag->message)->name, message_info(message)->name);
    assert_int_equal(diag->span.at - 1000, from);
    assert_int_equal(diag->span.at - 1000 + diag->span.len, to);
    arena_free(arena);
}

static void precedence(void **state)
{
    (void)state;
    expect("a + b * c", "(+ a (* b c))");
    expect("a - b - c", "(- (- a b) c)");
    expect("-a * b", "(* (- a) b)");
    expect("(a + b) / c", "(/ (+ a b) c)");
    expect("a or b and not c = d", "(or a (and b (not (= c d))))");
    expect("a / b otherwise 0 > 5", "(> (else (/ a b) 0) 5)");
    expect("a otherwise b otherwise c", "(else (else a b) c)");
    expect("x in credit >= 6", "(>= (in x <credit>) 6)");
    expect("a <> b + 1", "(<> a (+ b 1))");
    expect("if a then b else if c then d else e", "(if a b (if c d e))");
    expect("if a > 1 then b + 1 else c + 2", "(if (> a 1) (+ b 1) (+ c 2))");
}

static void keys(void **state)
{
    (void)state;
    expect("kind is professional", "(is kind <professional>)");
    expect("kind is not non-formal and x", "(and (not-is kind <non-formal>) x)");
    expect("question is 2.10", "(is question <2.10>)");
    expect("question is \"2.10 a\"", "(is question <2.10 a>)");
    expect("branch_of is none or branch_of.branch_of is none",
           "(or (is branch_of <none>) (is branch_of.branch_of <none>))");
    expect("goals has reading", "(has goals <reading>)");
    expect("members has this.adviser", "(has members this.adviser)");
    expect("kind in professional, volunteer and a",
           "(and (in kind <professional>, <volunteer>) a)");
    expect("kind not in (a, b)", "(not-in kind <a>, <b>)");
    expect("year in 2018..2022", "(in year (.. 2018 2022))");
    expect("date in period", "(in date period)");
    expect("max(x in hour, y in hour)", "max((in x <hour>), (in y <hour>))");
    expect("count(library where kind in a, b)", "count(library where (in kind <a>, <b>))");
}

static void calls(void **state)
{
    (void)state;
    expect("count(library where serves)", "count(library where serves)");
    expect("count(distinct school for sample of this)",
           "count(distinct school for sample of this)");
    expect("count(distinct)", "count(distinct)");
    expect("sum(year_sum over period - 4 .. period)", "sum((over year_sum (- period 4) period))");
    expect("share(reports has all for project where active)",
           "share((has reports <all>) for project where active)");
    expect("count(library where other.kind = library.kind as other)",
           "count(library where (= other.kind library.kind) as other)");
    expect("sum(hours for activity of this.teacher by teacher where x as a)",
           "sum(hours for activity of this.teacher by teacher where x as a)");
    expect("round(x / y, 0.01)", "round((/ x y), 0.01)");
    expect("count(where kind is a)", "count( where (is kind <a>))");
    expect("first(activity of this).date", "first(activity of this).date");
}

static void periods_and_units(void **state)
{
    (void)state;
    expect("x at 2020 - y", "(- (at x 2020) y)");
    expect("x at period - 1", "(at x (- period 1))");
    expect("x at period - 1 - y", "(- (at x (- period 1)) y)");
    expect("x at 2021/2022", "(at x 2021/2022)");
    expect("2021/22", "2021/22");
    expect("2021 / 2022", "(/ 2021 2022)");
    expect("a / b over 2018..2022", "(over (/ a b) 2018 2022)");
    expect("30 hour + x", "(+ (unit 30 hour) x)");
    expect("issued + 15 days", "(+ issued (unit 15 days))");
    expect("appointed + rule.years years", "(+ appointed (unit rule.years years))");
    expect("date >= 2022-11-06", "(>= date 2022-11-06)");
}

static void faults(void **state)
{
    (void)state;
    expect_error("", MSG_EXPR_EMPTY, 0, 0);
    expect_error("a +", MSG_EXPR_ENDS, 2, 3);
    expect_error("a + * b", MSG_EXPR_VALUE, 4, 5);
    expect_error("a b", MSG_EXPR_EXTRA, 2, 3);
    expect_error("(a + (b - c)", MSG_EXPR_OPEN, 0, 1);
    expect_error("sum(a for b", MSG_EXPR_OPEN, 3, 4);
    expect_error("x in (a, b", MSG_EXPR_OPEN, 5, 6);
    expect_error("a + b)", MSG_EXPR_CLOSE, 5, 6);
    expect_error("a < b < c", MSG_EXPR_CHAIN, 6, 7);
    expect_error("a is b is c", MSG_EXPR_CHAIN, 7, 9);
    expect_error("if a then b", MSG_EXPR_THEN, 0, 2);
    expect_error("if a b else c", MSG_EXPR_EXTRA, 5, 6);
    expect_error("kind is (a)", MSG_EXPR_KEY, 8, 9);
    expect_error("kind is other.kind", MSG_EXPR_KEY, 8, 13);
    expect_error("kind is", MSG_EXPR_KEY, 5, 7);
    expect_error("count(a where b where c)", MSG_EXPR_TWICE, 16, 21);
    expect_error("a.5", MSG_EXPR_NAME, 1, 2);
    expect_error("count(a as for)", MSG_EXPR_NAME, 8, 10);
    expect_error("x at", MSG_EXPR_PERIOD, 2, 4);
    expect_error("x over 2018", MSG_EXPR_OVER, 2, 6);
    expect_error("1 + for", MSG_EXPR_VALUE, 4, 7);
    expect_error("x in (a, (b))", MSG_EXPR_VALUE, 9, 10);
}

static void expect_deep(const char *before, const char *after, size_t count, bool deep)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct buf out = {0};
    for (size_t i = 0; i < count; i++)
        buf_text(&out, before);
    buf_text(&out, "1");
    for (size_t i = 0; i < count; i++)
        buf_text(&out, after);
    const struct ast *node = parse_formula(arena, text_plain(buf_copy(&out, arena), 1), diags);
    size_t diag_count;
    const struct diag *diag = diags_sorted(diags, &diag_count);
    assert_int_equal(diag_count, deep ? 1 : 0);
    assert_true((node == NULL) == deep);
    if (deep)
        assert_int_equal(diag->message, MSG_EXPR_DEEP);
    buf_free(&out);
    arena_free(arena);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    expect_deep("(", ")", 150, false);
    expect_deep("(", ")", 100000, true);
    expect_deep("-", "", 150, false);
    expect_deep("-", "", 100000, true);
    expect_deep("not ", "", 100000, true);
    expect_deep("", "+1", 150, false);
    expect_deep("", "+1", 100000, true);
    expect_deep("f(", ")", 100000, true);
    expect_deep("", ".a", 100000, true);
    expect_deep("", " at 1", 100000, true);
    expect_deep("if a then b else ", "", 100000, true);
    expect_deep("count(a where ", ")", 100000, true);
}

static void queries(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct ast_clauses clauses;
    assert_true(parse_query(arena, text_plain(STR("library of this where serves as other"), 1),
                            diags, &clauses));
    struct buf out = {0};
    show_clauses(&out, &clauses);
    assert_string_equal(buf_copy(&out, arena).p, " for library of this where serves as other");
    assert_false(parse_query(arena, text_plain(STR("library serves"), 1), diags, &clauses));
    assert_false(parse_query(arena, text_plain(STR(""), 9), diags, &clauses));
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 2);
    buf_free(&out);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(precedence), cmocka_unit_test(keys),
        cmocka_unit_test(calls),      cmocka_unit_test(periods_and_units),
        cmocka_unit_test(faults),     cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(queries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
