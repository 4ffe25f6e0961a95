/* SPDX-License-Identifier: MIT */
/* Formulas made of random words: whatever comes, there is a value or a message, and no crash. */
#include "calc_world.h"

static uint64_t soup_state;

static size_t soup_next(size_t limit)
{
    soup_state = soup_state * 6364136223846793005U + 1442695040888963407U;
    return (size_t)(soup_state >> 33) % limit;
}

static struct world *soup_world(void)
{
    struct world *w = world_new();
    world_type(w, "library", CALC_ONE_PERIOD, false);
    world_noun(w, "knihovna");
    world_field(w, "name text");
    world_field(w, "kind choice a|b");
    world_field(w, "goals choices x|y");
    world_field(w, "branch_of record library");
    world_field(w, "serves yes/no");
    world_field(w, "loans integer");
    world_field(w, "cost number CZK");
    world_field(w, "opened date");
    world_field(w, "month month");
    world_field(w, "staff list record person");
    world_field(w, "visits group day:date,count:integer");
    world_field(w, "each = cost / loans");
    world_field(w, "up = if branch_of is none then 0 else branch_of.up + 1");
    world_type(w, "person", CALC_TIMELESS, false);
    world_field(w, "library record library");
    world_field(w, "rate number percent");
    world_type(w, "service", CALC_ONE_PERIOD, true);
    world_field(w, "hours number hour");
    world_row(w, "person", 0, "p", "library #0; rate 5");
    world_row(w, "person", 0, "q", "library #1; rate unknown");
    world_row(w, "library", 2022, "l",
              "name L; kind a; goals x+y; branch_of none; serves yes; loans 3; cost 7; opened "
              "2020-02-29; month 2021-12; staff p+q; visits 2022-01-01,4 + 2022-02-01,5");
    world_row(w, "library", 2022, "m",
              "name M; kind b; branch_of l; serves no; loans 0; cost none");
    world_row(w, "library", 2021, "l", "name L; kind b; loans 2; cost 5; staff p");
    world_row(w, "service", 2022, "s", "hours 60");
    world_figure(w, "total = sum(loans for library)");
    world_figure(w, "stock = if period < 2000 then 1 else previous(stock) + 1");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    return w;
}

static const char *const soup_words[] = {
    "library",  "person", "service", "name",  "kind",      "goals",    "branch_of", "serves",
    "loans",    "cost",   "opened",  "month", "staff",     "visits",   "each",      "up",
    "total",    "stock",  "rate",    "hours", "day",       "count",    "sum",       "mean",
    "median",   "min",    "max",     "share", "every",     "any",      "first",     "list",
    "distinct", "length", "round",   "floor", "abs",       "how_many", "year",      "days",
    "previous", "change", "growth",  "this",  "period",    "as_of",    "figure",    "yes",
    "no",       "none",   "unknown", "known", "a",         "x",        "l",         "p",
    "hour",     "credit", "percent", "CZK",   "days",      "years",    "1",         "0",
    "2022",     "2021",   "3.5",     "\"t\"", "2022-01-31"};
static const char *const soup_glue[] = {
    "+",    "-",         "*",   "/",  "(",     ")",  ",",      "..",  ".",    "=",  "<",
    ">=",   "<>",        "and", "or", "not",   "is", "is not", "has", "in",   "if", "then",
    "else", "otherwise", "for", "of", "where", "by", "as",     "at",  "over", "("};

/* Words and signs by turns, mostly; parentheses closed at the end. */
static struct str soup_formula(struct arena *arena)
{
    struct buf out = {0};
    size_t count = 1 + soup_next(14), open = 0;
    for (size_t i = 0; i < count; i++) {
        bool word = soup_next(10) < 8 ? i % 2 == 0 : i % 2 == 1;
        const char *part = word ? soup_words[soup_next(sizeof soup_words / sizeof *soup_words)]
                                : soup_glue[soup_next(sizeof soup_glue / sizeof *soup_glue)];
        open += part[0] == '(';
        open -= part[0] == ')' && open > 0;
        buf_format(&out, part[0] == '.' ? "%s" : "%s ", part);
    }
    while (open-- > 0)
        buf_char(&out, ')');
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}

/* Structures that random words rarely hit, filled with random words. */
static struct str soup_template(struct arena *arena)
{
    static const char *const forms[] = {
        "count(W where W = W)",
        "sum(W for W where W is W)",
        "W(W for W of this)",
        "previous(W) + W",
        "W(W over 2020..2022)",
        "if W is W then W else W",
        "W.W.W",
        "W otherwise W",
        "list(W for W where W > W)",
        "W at 2021",
        "W(W for W as other where W = other.W)",
        "W in W",
        "max(W, W)",
        "share(W has W for W)",
        "W + 3 W",
        "W(W.W)",
        "change(W(W for W))",
        "W(W where W and not W)",
        "any(W of this.W where W <> W.W)",
        "first(W).W",
    };
    struct buf out = {0};
    for (const char *form = forms[soup_next(sizeof forms / sizeof *forms)]; *form; form++) {
        if (*form == 'W')
            buf_text(&out, soup_words[soup_next(sizeof soup_words / sizeof *soup_words)]);
        else
            buf_char(&out, *form);
    }
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}

static void soup_try(struct world *w, struct arena *arena, struct str formula,
                     const struct calc_scope *scope, const struct calc_at *at, size_t *good)
{
    struct diags *diags = diags_new(arena);
    const struct expr *expr =
        calc_compile(w->engine, arena, text_plain(formula, 100), scope, diags);
    if (expr == NULL) {
        if (!diags_any_error(diags))
            fail_msg("%s: neither a value nor a message", formula.p);
        size_t count;
        const struct diag *diag = diags_sorted(diags, &count);
        for (size_t i = 0; i < count; i++)
            if (diag[i].span.at < 100 || diag[i].span.at + diag[i].span.len > 100 + formula.n)
                fail_msg("%s: a message that points elsewhere", formula.p);
        return;
    }
    ++*good;
    struct value value = calc_eval(w->engine, expr, *at, diags);
    struct calc_type type = calc_expr_type(expr);
    if (value.kind == VALUE_FAILED && !diags_any_error(diags))
        return; /* reported before, at another formula */
    if (value_known(value) && type.kind != (enum value_kind)value.kind)
        fail_msg("%s: a value of another kind than was promised", formula.p);
    world_words(w, &type, value);
    struct calc_traced traced = {0};
    calc_trace_next(w->engine, arena, &traced, expr, *at, diags);
}

static void soup(void **state)
{
    (void)state;
    struct world *w = soup_world();
    struct calc_scope record = {.kind = SCOPE_RECORD, .record_type = 0};
    struct calc_scope rows = {.kind = SCOPE_ROWS, .record_type = 0};
    const struct calc_scope *const scopes[] = {NULL, &record, &rows};
    uint32_t both[] = {0, 1};
    struct calc_frame hand = {.record = {0, 1}}, many = {.rows = {both, 2}};
    const struct calc_at ats[] = {{2022, 0, NULL}, {2022, 0, &hand}, {2022, 0, &many}};
    size_t good = 0;
    soup_state = 20220101;
    for (int round = 0; round < 30; round++) {
        struct arena *arena = arena_new();
        for (int i = 0; i < 1000; i++) {
            struct str formula = i % 2 ? soup_template(arena) : soup_formula(arena);
            soup_try(w, arena, formula, scopes[i % 3], &ats[i % 3], &good);
        }
        arena_free(arena);
    }
    assert_true(good > 500);
    world_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(soup)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
