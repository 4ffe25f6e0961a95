/* SPDX-License-Identifier: MIT */
/* Values in words, what stands behind an expression, numbers of sections. */
#include "doc_fixture.h"

#include "doc/dump.h"
#include "doc/numbering.h"
#include "doc/state.h"

static struct fixture fixture;

static int set_up(void **state)
{
    (void)state;
    fixture = fixture_new("", NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_free(&fixture);
    return 0;
}

static const struct expr *compile(const struct doc_context *context, const char *formula)
{
    const struct source *source = loaded_source(&fixture.loaded, "f", formula);
    const struct expr *expr = doc_compile(context, text_plain(source->text, source->base));
    assert_non_null(expr);
    return expr;
}

static void assert_shown(const char *formula, const struct doc_show *show, const char *text,
                         const char *machine)
{
    struct doc_context context = fixture_context(&fixture);
    struct doc_shown shown = doc_show_expr(&context, compile(&context, formula), show, NULL, NULL);
    assert_string_equal(visible(&fixture.loaded, shown.text), text);
    assert_str(shown.machine, machine);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_shown("1234567", NULL, "1␣234␣567", "1234567");
    assert_shown("visits", NULL, "129␣návštěv", "129");
    assert_shown("libraries", NULL, "3␣knihovny", "3");
    assert_shown("total_cost", NULL, "3␣041,50␣Kč", "3041.5");
    assert_shown("total_cost + 0 CZK", NULL, "3␣041,50␣Kč", "3041.5");
    assert_shown("ratio", NULL, "3,14", "3.14285714285714");
    assert_shown("22 / 7", NULL, "3,14", "3.14285714285714");
    assert_shown("share", NULL, "33␣%", "33.3333333333333");
    assert_shown("0 - visits", &(struct doc_show){.bare = true}, "−129", "-129");
    struct doc_show step = {.has_step = true, .step = number_from_int(1000)};
    assert_shown("total_cost", &step, "3␣000␣Kč", "3041.5");
    struct plural_forms forms = {
        .forms = {
            [PLURAL_ONE] = STR("kus"), [PLURAL_FEW] = STR("kusy"), [PLURAL_OTHER] = STR("kusů")}};
    assert_shown("total_cost",
                 &(struct doc_show){.forms = &forms, .has_step = true, .step = NUMBER_ONE},
                 "3␣042␣kusů", "3041.5");
}

static void test_other_kinds(void **state)
{
    (void)state;
    assert_shown("1 = 1", NULL, "ano", "yes");
    assert_shown("1 > 1", NULL, "ne", "no");
    assert_shown("period", NULL, "2022", "2022");
    assert_shown("as_of", NULL, "31.␣12.␣2022", "2022-12-31");
    assert_shown("as_of", &(struct doc_show){.date = DOC_DATE_LONG}, "31.␣prosince 2022",
                 "2022-12-31");
    assert_shown("\"k lesu - 5 %\"", NULL, "k␣lesu␣– 5␣%", "k lesu - 5 %");
    assert_shown("list(library where loans is known)", NULL, "Dlouhý Most a␣Hejnice",
                 "dlouhy; hejnice");
    assert_shown("first(kind for library where loans > 1000)", NULL, "městská", "town");
    assert_shown("gap", NULL, "–", "");
}

/* What is printed of `formula` and where it comes from, within a library. */
static struct doc_origin origin_of(const char *formula, bool inside)
{
    struct doc_context context = fixture_context(&fixture);
    struct doc_inside at;
    struct doc_origin origin;
    doc_inside_enter(&at, &context, calc_find_type(fixture.institution->calc, STR("library")),
                     STR("other"));
    const struct doc_context *here = inside ? &at.context : &context;
    doc_origin_of(here, compile(here, formula), &origin);
    return origin;
}

static void test_origins(void **state)
{
    (void)state;
    static const struct {
        const char *formula, *label;
        bool inside, has_round;
    } cases[] = {
        {"visits", "Návštěvy", false, false},
        {"ratio", "Poměr", false, true},
        {"figure.ratio", "Poměr", true, true},
        {" previous(ratio) ", "Poměr", false, true},
        {"abs(change(ratio))", "Poměr", false, true},
        {"ratio at 2021", "Poměr", false, true},
        {"ratio over 2021..2022", "Poměr", false, true},
        {"loans", "Výpůjčky", true, false},
        {"this.loan_cost", "Cena výpůjčky", true, true},
        {"other.loan_cost", "Cena výpůjčky", true, true},
        {"loan_cost", "Cena výpůjčky", true, true},
        {"ratio + 1", "ratio + 1", false, false},
        {"abs(ratio) + abs(ratio)", "abs(ratio) + abs(ratio)", false, false},
        {"sum(cost for library)", "sum(cost for library)", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc_origin origin = origin_of(cases[i].formula, cases[i].inside);
        assert_str(origin.label, cases[i].label);
        assert_int_equal(origin.has_round, cases[i].has_round);
    }
}

static void test_units_of_heads(void **state)
{
    (void)state;
    struct doc_context context = fixture_context(&fixture);
    struct calc_type type = calc_expr_type(compile(&context, "total_cost"));
    assert_str(doc_unit(&context, &type), "Kč");
    type = calc_expr_type(compile(&context, "visits"));
    assert_str(doc_unit(&context, &type), "");
    type = calc_expr_type(compile(&context, "share"));
    assert_str(doc_unit(&context, &type), "%");
}

static void test_ids_and_names_are_unique(void **state)
{
    (void)state;
    struct doc_context context = fixture_context(&fixture);
    struct doc_node *nodes[4];
    struct doc_table tables[2] = {{0}};
    for (size_t i = 0; i < 4; i++) {
        nodes[i] = doc_node_new(context.arena, DOC_SECTION, (struct span){0, 0});
        doc_state_make_id(&context, nodes[i], i < 3 ? STR("Stejný nadpis") : STR("***"));
    }
    assert_str(nodes[0]->id, "stejny-nadpis");
    assert_str(nodes[1]->id, "stejny-nadpis-2");
    assert_str(nodes[2]->id, "stejny-nadpis-3");
    assert_str(nodes[3]->id, "section");
    for (size_t i = 0; i < 2; i++)
        doc_state_table(&context, &tables[i], STR("Tabulka knihoven"));
    assert_str(tables[0].name, "tabulka-knihoven");
    assert_str(tables[1].name, "tabulka-knihoven-2");
    assert_string_equal(visible(&fixture.loaded, doc_state_number(&context, DOC_NUMBER_TABLE)),
                        "Tabulka␣1");
    assert_string_equal(visible(&fixture.loaded, doc_state_number(&context, DOC_NUMBER_CHART)),
                        "Graf␣1");
    assert_string_equal(visible(&fixture.loaded, doc_state_number(&context, DOC_NUMBER_TABLE)),
                        "Tabulka␣2");
}

/* --- numbers of sections
 * -------------------------------------------------------------------------- */

/* Numbers a tree of sections with these levels as `report` asks; gives the numbers in one line. */
static const char *numbers_of(const char *report, const unsigned *levels, size_t count)
{
    struct doc_context context = fixture_context(&fixture);
    struct data_report asked = *context.report;
    struct doc_node *open[8] = {doc_node_new(context.arena, DOC_DOCUMENT, (struct span){0, 0})};
    struct document document = {.root = open[0]};
    struct doc_node *sections[16];
    struct buf out = {0};
    asked.node = node_read(loaded_source(&fixture.loaded, "report.yaml", report), context.arena,
                           context.diags);
    context.report = &asked;
    context.document = &document;
    for (size_t i = 0; i < count; i++) {
        sections[i] = doc_node_new(context.arena, DOC_SECTION, (struct span){0, 0});
        sections[i]->section.level = (uint8_t)levels[i];
        doc_append(open[levels[i] - 1], sections[i]);
        open[levels[i]] = sections[i];
    }
    doc_numbering(&context);
    for (size_t i = 0; i < count; i++) {
        buf_text(&out, i > 0 ? " " : "");
        buf_str(&out, sections[i]->section.number);
    }
    const char *text = buf_copy(&out, context.arena).p;
    buf_free(&out);
    return text;
}

static void test_sections_are_numbered(void **state)
{
    (void)state;
    static const unsigned levels[] = {1, 2, 2, 3, 1, 2, 3};
    size_t count = sizeof levels / sizeof *levels;
    assert_string_equal(numbers_of("title: x\n", levels, count), "      ");
    assert_string_equal(numbers_of("numbering: no\n", levels, count), "      ");
    assert_string_equal(numbers_of("numbering: yes\n", levels, count),
                        "1 1.1 1.2 1.2.1 2 2.1 2.1.1");
    assert_string_equal(numbers_of("numbering: {levels: [I, 1., 1.1.]}\n", levels, count),
                        "I 1. 2. 2.1. II 1. 1.1.");
    assert_string_equal(
        numbers_of("numbering: {levels: [I, 1., 1.1.], runs_on: [2]}\n", levels, count),
        "I 1. 2. 2.1. II 3. 3.1.");
    assert_string_equal(numbers_of("numbering: {levels: [A), i]}\n", levels, count),
                        "A) i ii  B) i ");
    assert_false(diags_any_error(fixture.loaded.diags));
    numbers_of("numbering: {level: [I]}\n", levels, count);
    numbers_of("numbering: perhaps\n", levels, count);
    numbers_of("numbering: [I]\n", levels, count);
    assert_true(diags_count(fixture.loaded.diags, SEVERITY_ERROR) >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_other_kinds),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_units_of_heads),
        cmocka_unit_test(test_ids_and_names_are_unique),
        cmocka_unit_test(test_sections_are_numbered),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
