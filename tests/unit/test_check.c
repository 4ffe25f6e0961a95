/* SPDX-License-Identifier: MIT */
#include "calc_world.h"

/* A world in which most mistakes can be made. */
static struct world *mistakes(void)
{
    struct world *w = world_new();
    world_type(w, "library", CALC_ONE_PERIOD, false);
    world_noun(w, "knihovna");
    world_field(w, "name text");
    world_field(w, "kind choice professional|volunteer");
    world_field(w, "goals choices reading|events");
    world_field(w, "branch_of record library");
    world_field(w, "serves yes/no");
    world_field(w, "loans integer");
    world_field(w, "cost number CZK");
    world_field(w, "hours number hour");
    world_field(w, "rate number percent");
    world_field(w, "opened date");
    world_field(w, "revised month");
    world_field(w, "staff list record person");
    world_field(w, "visits group day:date,count:integer");
    world_field(w, "salary number CZK")->is_private = true;
    world_type(w, "person", CALC_TIMELESS, false);
    world_noun(w, "osoba");
    world_field(w, "library record library");
    world_field(w, "second record library");
    world_field(w, "birth date")->is_private = true;
    world_field(w, "ill yes/no")->is_private = true;
    world_type(w, "service", CALC_ONE_PERIOD, true);
    world_field(w, "cost number CZK");
    world_row(w, "library", 2022, "praha", "name Praha; kind professional; loans 3");
    world_figure(w, "libraries = count(library)");
    world_figure(w, "people = count(person)");
    world_figure(w, "cost = service.cost");
    world_figure(w, "serves = 1");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    return w;
}

struct fault {
    const char *formula, *messages, *place;
};

static void expect_faults(struct world *w, const struct calc_scope *scope,
                          const struct fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++)
        world_expect_fault(w, scope, faults[i].formula, faults[i].messages, faults[i].place);
}

#define FAULTS(w, scope, ...)                                                                      \
    expect_faults(w, scope, (const struct fault[]){__VA_ARGS__},                                   \
                  sizeof((const struct fault[]){__VA_ARGS__}) / sizeof(struct fault))

static const struct calc_scope at_library = {.kind = SCOPE_RECORD, .record_type = 0};

static void names(void **state)
{
    struct world *w = *state;
    FAULTS(
        w, &at_library, {"loanz + 1", "EXPR_NAME_NEAR|loanz|loans", "loanz"},
        {"zzzzzz", "EXPR_NAME_UNKNOWN|zzzzzz", "zzzzzz"},
        {"loans + libraris", "EXPR_NAME_NEAR|libraris|libraries", "libraris"},
        {"kind = professional", "EXPR_OPTION|professional|kind|is", "professional"},
        {"goals = events", "EXPR_OPTION|events|goals|has", "events"},
        {"serves", "EXPR_AMBIGUOUS|serves|this.serves (the field), figure.serves (the figure)",
         "serves"},
        {"cost", "EXPR_AMBIGUOUS|cost|this.cost (the field), figure.cost (the figure)", "cost"},
        {"figure.cst", "EXPR_NAME_NEAR|cst|cost", "cst"}, {"person", "EXPR_TYPE|person", "person"},
        {"library.loan",
         "EXPR_FIELD_NEAR|loan|library|loans|name, kind, goals, branch_of, serves, "
         "loans, cost, hours, rate, opened, revised, staff …",
         "loan"},
        {"branch_of.xyzxyz",
         "EXPR_FIELD_UNKNOWN|xyzxyz|library|name, kind, goals, branch_of, "
         "serves, loans, cost, hours, rate, opened, revised, staff …",
         "xyzxyz"},
        {"loans.name", "EXPR_FIELD_OF|name|number", "name"},
        {"sum(loans for person)", "EXPR_ENCLOSING|loans|library", "loans"},
        {"count(person where name = \"x\")", "EXPR_ENCLOSING|name|library", "name"},
        {"count(library where library.kind is volunteer)", "EXPR_NESTED|library", "library"},
        {"count(person where library is none)",
         "EXPR_AMBIGUOUS|library|this.library (the field), outer.library (the record further out)",
         "library"},
        {"outer.library", "EXPR_OUTER|library", "outer.library"},
        {"institution.name", "EXPR_NAME_UNKNOWN|institution", "institution"},
        {"visits.dai", "EXPR_FIELD_NEAR|dai|the group|day|day, count", "dai"});
    FAULTS(w, NULL, {"this.loans", "EXPR_THIS", "this"},
           {"loans", "EXPR_NAME_UNKNOWN|loans", "loans"},
           {"serrvice.cost", "EXPR_NAME_NEAR|serrvice|service", "serrvice"});
    struct calc_scope rows = {.kind = SCOPE_ROWS, .record_type = 0};
    FAULTS(w, &rows, {"loans", "EXPR_ROWS|loans|library", "loans"},
           {"this.loans", "EXPR_THIS", "this"});
}

static void kinds(void **state)
{
    struct world *w = *state;
    FAULTS(w, &at_library, {"loans + name", "EXPR_KINDS|+|number|text", "loans + name"},
           {"opened * 2", "EXPR_KIND|*|a number|date", "opened"},
           {"-name", "EXPR_KIND|-|a number|text", "name"},
           {"loans and this.serves", "EXPR_KIND|and|a condition (yes or no)|number", "loans"},
           {"not loans", "EXPR_KIND|not|a condition (yes or no)|number", "loans"},
           {"if loans then 1 else 2", "EXPR_KIND|if|a condition (yes or no)|number", "loans"},
           {"if this.serves then 1 else name", "EXPR_KINDS|else|number|text",
            "if this.serves then 1 else name"},
           {"name < \"b\"", "EXPR_ORDER|<|text", "name < \"b\""},
           {"branch_of > branch_of", "EXPR_ORDER|>|record of library", "branch_of > branch_of"},
           {"name = 5", "EXPR_KINDS|=|text|number", "name = 5"},
           {"kind = goals", "EXPR_KINDS|=|choice|choices", "kind = goals"},
           {"loans = none", "EXPR_EQUAL_NONE|none", "loans = none"},
           {"loans = unknown", "EXPR_EQUAL_NONE|unknown", "loans = unknown"},
           {"opened = \"yesterday\"", "EXPR_DATE|yesterday", "\"yesterday\""},
           {"opened > 2022-02-30", "EXPR_DATE|2022-02-30", "2022-02-30"},
           {"opened + 5", "EXPR_TIME|date|number", "opened + 5"},
           {"revised + 5 days", "EXPR_TIME|month|days, months or years", "revised + 5 days"},
           {"period + 2 months", "EXPR_TIME|year|days, months or years", "period + 2 months"},
           {"opened + opened", "EXPR_TIME|date|date", "opened + opened"},
           {"2021/2022", "EXPR_SCHOOL|2021/2022", "2021/2022"}, {"1..5", "EXPR_RANGE", "1..5"},
           {"loans at name", "EXPR_KIND|a period|a year|text", "name"},
           {"staff.birth over 2020..2022", "EXPR_KIND|over|a single value|list of date",
            "staff.birth"});
}

static void measures_and_nouns(void **state)
{
    struct world *w = *state;
    FAULTS(w, &at_library,
           {"hours + this.cost", "EXPR_MEASURES|+|number in hour|number in CZK|hour",
            "hours + this.cost"},
           {"hours + 5", "EXPR_MEASURE_MISSING|+|number in hour|number|hour", "hours + 5"},
           {"rate > 50", "EXPR_MEASURE_MISSING|>|number in percent|number|percent", "rate > 50"},
           {"1 - rate", "EXPR_MEASURE_MISSING|-|number|number in percent|percent", "1 - rate"},
           {"libraries + people", "EXPR_NOUNS|+|knihovna|osoba", "libraries + people"},
           {"5 hours", "EXPR_MEASURE_NEAR|hours|hour", "hours"},
           {"5 parsec", "EXPR_MEASURE_UNKNOWN|parsec", "parsec"},
           {"hours in credits", "EXPR_MEASURE_NEAR|credits|credit", "credits"},
           {"hours in xyzxyz", "EXPR_MEASURE_UNKNOWN|xyzxyz", "xyzxyz"},
           {"hours in CZK", "EXPR_CONVERT|number in hour|CZK", "hours in CZK"},
           {"max(hours, this.cost)", "EXPR_MEASURES|,|number in hour|number in CZK|hour",
            "max(hours, this.cost)"});
}

static void keys(void **state)
{
    struct world *w = *state;
    FAULTS(
        w, &at_library,
        {"kind is profesional",
         "EXPR_OPTION_NEAR|kind|profesional|professional|professional, volunteer", "profesional"},
        {"kind is zzz", "EXPR_OPTION_UNKNOWN|kind|zzz|professional, volunteer", "zzz"},
        {"kind in volunteer, zzz", "EXPR_OPTION_UNKNOWN|kind|zzz|professional, volunteer", "zzz"},
        {"goals has red", "EXPR_OPTION_UNKNOWN|goals|red|reading, events", "red"},
        {"goals is events", "EXPR_WRITE_HAS|goals|events", "goals is events"},
        {"kind has volunteer", "EXPR_WRITE_IS|kind|volunteer", "kind has volunteer"},
        {"branch_of is prha", "EXPR_ID_NEAR|prha|praha|library", "prha"},
        {"branch_of is zzzzz", "EXPR_ID_UNKNOWN|zzzzz|library", "zzzzz"},
        {"this.serves is maybe", "EXPR_YES_NO|maybe", "this.serves is maybe"},
        {"loans is 5", "EXPR_IS_VALUE|number|loans|=|5", "loans is 5"},
        {"name is not \"x\"", "EXPR_IS_VALUE|text|name|<>|\"x\"", "name is not \"x\""},
        {"loans has x", "EXPR_KIND|has|choices or a list|number", "loans"},
        {"staff has this.name", "EXPR_KINDS|has|list of record of person|text",
         "staff has this.name"},
        {"branch_of in this.loans", "EXPR_KINDS|in|record of library|number",
         "branch_of in this.loans"});
}

static void calls(void **state)
{
    struct world *w = *state;
    FAULTS(
        w, &at_library, {"lenght(name)", "EXPR_FUNCTION_NEAR|lenght|length", "lenght"},
        {"frobnicate(1)", "EXPR_FUNCTION_UNKNOWN|frobnicate", "frobnicate"},
        {"length(name, 5)", "EXPR_ARGUMENTS|length|length(title)", "length(name, 5)"},
        {"length(loans)", "EXPR_KIND|length|a text|number", "loans"},
        {"year(name)", "EXPR_KIND|year|a date|text", "name"},
        {"floor(name)", "EXPR_KIND|floor|a number|text", "name"},
        {"round(loans, 0)", "EXPR_STEP", "0"}, {"round(loans, loans)", "EXPR_STEP", "loans"},
        {"how_many(loans, 2)", "EXPR_KIND|how_many|conditions (yes or no), or one list|number",
         "loans"},
        {"change(name)", "EXPR_KIND|change|a number|text", "name"},
        {"sum(loans for librry)", "EXPR_TYPE_NEAR|librry|library|library, person, service",
         "librry"},
        {"count(zzzzz)", "EXPR_NAME_UNKNOWN|zzzzz", "zzzzz"},
        {"sum(loans)", "EXPR_SOURCE|sum|sum(loans for library where serves)", "sum(loans)"},
        {"sum(library)", "EXPR_SOURCE|sum|sum(loans for library where serves)", "sum(library)"},
        {"sum(name for library as l)", "EXPR_KIND|sum|numbers|text", "name"},
        {"count(other.kind for library as other)", "EXPR_COUNT|other.kind|library",
         "count(other.kind for library as other)"},
        {"share(other.loans for library as other)",
         "EXPR_KIND|share|a condition (yes or no)|number", "other.loans"},
        {"sum(distinct other.loans for library as other)", "EXPR_DISTINCT|sum",
         "sum(distinct other.loans for library as other)"},
        {"count(library where other.loans as other)",
         "EXPR_KIND|where|a condition (yes or no)|number", "other.loans"},
        {"count(person of this)", "EXPR_OF_SEVERAL|person|library|library, second", "this"},
        {"count(person of this by birth)", "EXPR_BY|birth|person|library|library, second", "birth"},
        {"count(service of this)", "EXPR_OF_NONE|service|library", "this"},
        {"count(person of loans)", "EXPR_KIND|of|a record|number", "loans"},
        {"count(person by second)", "EXPR_BY_ALONE", "second"},
        {"count(staff of this)", "EXPR_OF_LIST", "this"},
        {"sum(loans for name)", "EXPR_KIND|for|a type or a list|text", "name"});
    FAULTS(w, NULL,
           {"sum(loans for library where kind is x and loan > 5)",
            "EXPR_OPTION_UNKNOWN|kind|x|professional, volunteer\n"
            "EXPR_NAME_NEAR|loan|loans",
            "x"});
}

static void result_types(void **state)
{
    struct world *w = *state;
    const struct {
        const char *formula;
        bool is_private, integer;
        measure_id measure;
        uint16_t noun;
    } cases[] = {
        {"count(library)", false, true, 0, 1},
        {"count(library) / 2", false, false, 0, 0},
        {"sum(salary for library)", false, false, 2, 0},
        {"max(salary for library)", true, false, 2, 0},
        {"first(salary for library)", true, false, 2, 0},
        {"mean(salary for library) + 1 CZK", false, false, 2, 0},
        {"share(ill for person)", false, false, 1, 0},
        {"count(person where ill)", false, true, 0, 2},
        {"count(list(person where ill))", false, true, 0, 2},
        {"sum(loans for library) * 2", false, true, 0, 0},
        {"libraries otherwise 0", false, true, 0, 1},
        {"count(distinct branch_of for library)", false, true, 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct expr *expr = world_compile(w, cases[i].formula, NULL);
        if (expr == NULL)
            fail_msg("%s: %s", cases[i].formula, world_messages(w));
        struct calc_type type = calc_expr_type(expr);
        assert_int_equal(type.is_private, cases[i].is_private);
        assert_int_equal(type.integer, cases[i].integer);
        assert_int_equal(type.measure, cases[i].measure);
        assert_int_equal(type.noun, cases[i].noun);
    }
}

static const char *figures_report(const char *const *figures, struct world **out)
{
    struct world *w = world_new();
    world_type(w, "node", CALC_TIMELESS, false);
    world_field(w, "next record node");
    world_field(w, "depth = if next is none then 0 else next.depth + 1");
    world_row(w, "node", 0, "x", "next none");
    world_row(w, "node", 0, "y", "next x");
    world_row(w, "node", 0, "loop", "next #2");
    for (; *figures; figures++)
        world_figure(w, *figures);
    world_begin(w);
    *out = w;
    return world_messages(w);
}

#define FIGURES(w, ...) figures_report((const char *const[]){__VA_ARGS__, NULL}, w)

static void cycles_in_formulas(void **state)
{
    (void)state;
    struct world *w;
    assert_string_equal(FIGURES(&w, "a = b + 1", "b = c * 2", "c = a"),
                        "EXPR_CYCLE|a|a → b → c → a\nEXPR_CYCLE_PART|b\nEXPR_CYCLE_PART|c");
    world_free(w);
    assert_string_equal(FIGURES(&w, "a = a"), "EXPR_CYCLE|a|a → a");
    world_free(w);
    assert_string_equal(FIGURES(&w, "a = previous(b)", "b = a", "c = 5"), "EXPR_KIND_UNTOLD|a");
    world_free(w);
    assert_string_equal(FIGURES(&w, "a = if period = 2000 then 7 else previous(b)", "b = a + 1"),
                        "");
    world_expect(w, 2003, "a", "10");
    world_free(w);
}

static void cycles_in_values(void **state)
{
    (void)state;
    struct world *w;
    assert_string_equal(FIGURES(&w, "a = sum(depth for node where id = \"y\")",
                                "b = if period > 2000 then c at period else 1",
                                "c = if period > 2000 then b at period else 1"),
                        "");
    world_expect(w, 2003, "a", "1");
    assert_string_equal(world_messages(w), "");
    world_expect(w, 2000, "b", "1");
    world_expect(w, 2003, "b", "failed");
    assert_string_equal(world_messages(w), "EXPR_CYCLE|b|b 2003 → c 2003 → b 2003\n"
                                           "EXPR_CYCLE_PART|c");
    world_forget_messages(w);
    world_expect_of(w, 2003, "node", "loop", "depth", "failed");
    assert_string_equal(world_messages(w),
                        "EXPR_CYCLE|node.depth|node.depth (loop) → node.depth (loop)");
    world_free(w);
}

/* One figure upon another, named in either order. */
static void long_chains(void **state)
{
    (void)state;
    enum { LENGTH = 10000 };
    for (int backwards = 0; backwards < 2; backwards++) {
        struct world *w = world_new();
        for (int i = 0; i < LENGTH; i++) {
            int n = backwards ? LENGTH - 1 - i : i;
            char spec[64];
            snprintf(spec, sizeof spec, n == LENGTH - 1 ? "f%d = 1" : "f%d = f%d + 1", n, n + 1);
            world_figure(w, arena_str(w->arena, str_from(spec)).p);
        }
        world_begin(w);
        assert_string_equal(world_messages(w), "");
        world_expect(w, 2022, "f0", "10000");
        world_free(w);
    }
}

/* A ring of more figures than are followed at once. */
static void long_ring(void **state)
{
    (void)state;
    enum { LENGTH = 3000 };
    struct world *w = world_new();
    for (int i = 0; i < LENGTH; i++) {
        char spec[96];
        snprintf(spec, sizeof spec, "f%d = if period = 1 then 0 else f%d + 1", i, (i + 1) % LENGTH);
        world_figure(w, arena_str(w->arena, str_from(spec)).p);
    }
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    world_expect(w, 1, "f0", "0");
    world_expect(w, 2022, "f0", "failed");
    assert_memory_equal(world_messages(w), "EXPR_CYCLE|", 11);
    world_free(w);
}

static void names_of_things(void **state)
{
    struct world *w = *state;
    assert_true(calc_is_reserved(STR("period")));
    assert_false(calc_is_reserved(STR("by")));
    assert_true(calc_check_name(text_plain(STR("cost_2"), 1), w->diags));
    assert_false(calc_check_name(text_plain(STR("2cost"), 1), w->diags));
    assert_false(calc_check_name(text_plain(STR("c\xD0\xBEst"), 1), w->diags));
    assert_false(calc_check_name(text_plain(STR("where"), 2), w->diags));
    assert_string_equal(world_messages(w), "EXPR_NAME_FORM|2cost\n"
                                           "EXPR_MIXED|c\xD0\xBEst|\xD0\xBE|Cyrillic|Latin\n"
                                           "EXPR_RESERVED|where|the_where");
}

static void conditions(void **state)
{
    struct world *w = *state;
    struct text good = world_text(w, "libraries > 5"), bad = world_text(w, "libraries");
    assert_non_null(calc_compile_condition(w->engine, w->arena, good, NULL, w->diags));
    assert_null(calc_compile_condition(w->engine, w->arena, bad, NULL, w->diags));
    assert_string_equal(world_messages(w), "EXPR_CONDITION|number");
}

static void scopes_are_bounded(void **state)
{
    struct world *w = *state;
    struct calc_scope scopes[40] = {{.kind = SCOPE_RECORD, .record_type = 0}};
    for (size_t i = 1; i < 40; i++)
        scopes[i] = (struct calc_scope){
            .outer = &scopes[i - 1], .kind = SCOPE_NAME, .type = {.kind = VALUE_YES_NO}};
    assert_non_null(world_compile(w, "loans", &scopes[20]));
    assert_null(world_compile(w, "loans", &scopes[39]));
    struct text query = world_text(w, "library");
    assert_null(calc_compile_query(w->engine, w->arena, query, &scopes[39], w->diags));
    assert_string_equal(world_messages(w), "EXPR_DEEP\nEXPR_DEEP");
    world_forget_messages(w);
    struct buf out = {0};
    for (int i = 0; i < 40; i++)
        buf_text(&out, "count(person where ill and 0 = ");
    buf_text(&out, "1");
    for (int i = 0; i < 40; i++)
        buf_text(&out, ")");
    assert_null(world_compile(w, buf_copy(&out, w->arena).p, NULL));
    assert_string_equal(world_messages(w), "EXPR_DEEP");
    buf_free(&out);
}

static void queries(void **state)
{
    struct world *w = *state;
    const struct calc_query *query = calc_compile_query(
        w->engine, w->arena, world_text(w, "library where loans > 2 as one"), NULL, w->diags);
    assert_non_null(query);
    assert_int_equal(calc_query_type(query), 0);
    assert_true(str_is(calc_query_alias(query), "one"));
    struct calc_at at = {2022, 0, NULL};
    size_t undecided = 9;
    struct calc_rows rows = calc_select(w->engine, w->arena, query, at, w->diags, &undecided);
    assert_int_equal(rows.count, 1);
    assert_int_equal(undecided, 0);
    assert_null(calc_compile_query(w->engine, w->arena, world_text(w, "libary"), NULL, w->diags));
    assert_null(calc_compile_query(w->engine, w->arena, world_text(w, "library where loanz"), NULL,
                                   w->diags));
    assert_string_equal(world_messages(w),
                        "EXPR_TYPE_NEAR|libary|library|library, person, service\n"
                        "EXPR_NAME_NEAR|loanz|loans");
}

static int set_up(void **state)
{
    *state = mistakes();
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
    const struct CMUnitTest tests[] = {
        CASE(names),
        CASE(kinds),
        CASE(measures_and_nouns),
        CASE(keys),
        CASE(calls),
        CASE(result_types),
        CASE(names_of_things),
        CASE(queries),
        CASE(conditions),
        CASE(scopes_are_bounded),
        cmocka_unit_test(cycles_in_formulas),
        cmocka_unit_test(cycles_in_values),
        cmocka_unit_test(long_chains),
        cmocka_unit_test(long_ring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
