/* SPDX-License-Identifier: MIT */
/* Masks, pairs of directives, filters, plain texts with marks. */
#include "load_language.h"
#include "unit.h"

#include "template/pair.h"
#include "template/text.h"

static struct loaded cs;
static struct calc_world world;
static struct calc *calc;

static int set_up(void **state)
{
    (void)state;
    cs = load_language("cs", NULL);
    if (cs.language == NULL)
        return -1;
    world =
        (struct calc_world){.measures = measures_new(cs.arena), .institution_type = TYPE_NOTHING};
    calc = calc_new(cs.arena, &world, cs.diags);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    calc_free(calc);
    loaded_free(&cs);
    return 0;
}

/* --- masks
 * ---------------------------------------------------------------------------------------- */

static struct mask mask_of(const char *text)
{
    struct mask mask;
    const struct source *source = loaded_source(&cs, "a.md", text);
    mask_make(cs.arena, text_plain(source->text, source->base), true, &mask);
    assert_int_equal(mask.masked.n, source->text.n);
    return mask;
}

/* The kinds of the marks, one letter each; upper case: alone on their line. */
static const char *kinds_of(const struct mask *mask)
{
    char *kinds = arena_alloc(cs.arena, mask->count + 1, 1);
    for (size_t i = 0; i < mask->count; i++) {
        char letter = "viefdnl"[mask->items[i].kind];
        kinds[i] = mask->items[i].own_line ? (char)(letter - 'a' + 'A') : letter;
    }
    return kinds;
}

static void assert_kinds(const char *text, const char *kinds)
{
    struct mask mask = mask_of(text);
    assert_string_equal(kinds_of(&mask), kinds);
}

static void test_marks_are_found(void **state)
{
    (void)state;
    assert_kinds("no marks { } } {", "");
    assert_kinds("a {{x}} b {{ y + 1 }}", "vv");
    assert_kinds("{{if x}}a{{else}}b{{end}}", "ied");
    assert_kinds("{{if x}}\na\n{{else}}\nb\n{{end}}\n", "IED");
    assert_kinds("{{for library where serves}}\n{{name}}\n{{end}}", "FvD");
    assert_kinds("text[^1] and [^two]\n\n[^1]: note", "nnn");
    assert_kinds("{{iffy}} {{format}} {{ending}} {{elsewhere}}", "vvvv");
    assert_kinds("{{if a then b else c}} {{if (if a then b else c)}}", "vi");
}

static void test_directives_alone_on_their_line(void **state)
{
    (void)state;
    assert_kinds("- {{if x}}\n  a\n  {{end}}  \r\n", "ID");
    assert_kinds("> {{if x}}\n> 1. {{end}}\n", "ID");
    assert_kinds("10) {{if x}}\n", "I");
    assert_kinds("a {{if x}}\n{{end}} b\n", "id");
    assert_kinds("10a {{if x}}\n-{{end}}\n", "id");
    assert_kinds("{{x}}\n", "v");
    struct mask mask = mask_of("  {{end}}\n");
    assert_str(mask.masked, "  <?xxx?>\n");
}

static void test_marks_end_on_their_line(void **state)
{
    (void)state;
    struct mask mask = mask_of("a {{x\n}} b {{ c {{y}}");
    assert_string_equal(kinds_of(&mask), "v");
    assert_int_equal(mask.open.count, 2);
    assert_int_equal(mask.open.items[0], 2);
    assert_int_equal(mask.open.items[1], 11);
}

static void test_quotes_may_hold_braces(void **state)
{
    (void)state;
    struct mask mask = mask_of("{{if a = \"}}\"}} {{b | forms: \"x|y\"}}");
    assert_string_equal(kinds_of(&mask), "iv");
    assert_str(mark_inner(&mask, &mask.items[0]).s, "a = \"}}\"");
    assert_str(mark_inner(&mask, &mask.items[1]).s, "b");
    assert_str(mark_filters(&mask, &mask.items[1]).s, " forms: \"x|y\"");
    mask = mask_of("{{contains(a, \"x|y\") | bare}}");
    assert_str(mark_inner(&mask, &mask.items[0]).s, "contains(a, \"x|y\")");
    mask = mask_of("{{a\"}} and {{b\"}}");
    assert_string_equal(kinds_of(&mask), "vv");
}

static void test_braces_in_code_are_left_alone(void **state)
{
    (void)state;
    assert_kinds("Write `{{` before and `}}` behind {{x}}", "v");
    assert_kinds("`{{if` … `}}`", "");
}

static void test_escaped_braces_are_literal(void **state)
{
    (void)state;
    struct mask mask = mask_of("\\{{x}} \\\\{{y}} \\{{ z");
    assert_string_equal(kinds_of(&mask), "lv");
    assert_str(mark_inner(&mask, &mask.items[0]).s, "{{x}}");
    assert_int_equal(mask.open.count, 0);
    assert_kinds("a \\[^1]", "");
    assert_kinds("a \\\\[^1]", "n");
}

/* Within a line a colon behind a footnote is a colon. */
static void test_notes_are_defined_at_the_front(void **state)
{
    (void)state;
    struct mask mask = mask_of("a [^1]: b\n\n> - [^1]: c\n");
    assert_string_equal(kinds_of(&mask), "nn");
    assert_false(mask.items[0].definition);
    assert_true(mask.items[1].definition);
}

static void test_letters_of_the_author_are_masked_too(void **state)
{
    (void)state;
    struct mask mask = mask_of("a \U000F0000 b \U0010FFFD {{x}}");
    assert_string_equal(kinds_of(&mask), "llv");
    size_t index = 0;
    assert_true(mask_letter(&mask, mask.masked, 2, 0, &index));
    assert_int_equal(index, 0);
    struct buf out = {0};
    mask_restore(&mask, mask.masked, 0, &out);
    assert_true(str_equal(buf_view(&out), mask.text.s));
    buf_free(&out);
}

static void test_restoring_gives_the_text_back(void **state)
{
    (void)state;
    struct mask mask = mask_of("{{if x}}\n{{y}} <?xxx?> [^1]\n{{end}}\n");
    struct buf out = {0};
    mask_restore(&mask, mask.masked, 0, &out);
    assert_true(str_equal(buf_view(&out), mask.text.s));
    buf_free(&out);
}

/* More marks than there are codes: which one is meant follows from where it is looked for. */
static void test_codes_repeat_in_huge_texts(void **state)
{
    (void)state;
    struct buf text = {0};
    for (size_t i = 0; i < MASK_CODES + 10; i++)
        buf_text(&text, "{{x}} ");
    struct mask mask;
    struct str copy = buf_copy(&text, cs.arena);
    mask_make(cs.arena, text_nowhere(copy), true, &mask);
    assert_int_equal(mask.count, MASK_CODES + 10);
    size_t index, at = mask.items[MASK_CODES + 3].from;
    assert_true(mask_letter(&mask, mask.masked, at, 0, &index));
    assert_int_equal(index, 3);
    assert_true(mask_letter(&mask, mask.masked, at, mask_after(&mask, at - 100), &index));
    assert_int_equal(index, MASK_CODES + 3);
    buf_free(&text);
}

/* --- pairs
 * ---------------------------------------------------------------------------------------- */

/* Pairs all marks of `text` in one owner and says which messages came of it. */
static struct mask pair(const char *text)
{
    struct mask mask = mask_of(text);
    struct template_pairing pairing = {.mask = &mask, .diags = cs.diags};
    for (size_t i = 0; i < mask.count; i++) {
        mask.items[i].owner = &cs;
        template_pair_next(&pairing, i);
    }
    template_pair_finish(&pairing);
    return mask;
}

static void test_pairs_nest(void **state)
{
    (void)state;
    size_t before = diags_count(cs.diags, SEVERITY_ERROR);
    struct mask mask = pair("{{if a}}{{for b}}{{end}}{{else}}{{if c}}{{end}}{{end}}");
    assert_int_equal(mask.items[0].end, 6);
    assert_int_equal(mask.items[0].otherwise, 3);
    assert_int_equal(mask.items[1].end, 2);
    assert_int_equal(mask.items[4].end, 5);
    assert_int_equal(diags_count(cs.diags, SEVERITY_ERROR), before);
}

static void test_faulty_pairs_are_reported(void **state)
{
    (void)state;
    pair("{{if a}}{{if b}}{{end}}");
    assert_int_equal(loaded_reports(&cs, MSG_IF_NOT_ENDED), 1);
    pair("{{end}} {{else}}");
    assert_int_equal(loaded_reports(&cs, MSG_END_ALONE), 2);
    pair("{{if a}}{{else}}{{else}}{{end}}");
    assert_int_equal(loaded_reports(&cs, MSG_ELSE_TWICE), 1);
    pair("{{for a}}{{else}}{{end}}");
    assert_int_equal(loaded_reports(&cs, MSG_ELSE_OF_FOR), 1);
    pair("{{if a}}{{else if b}}{{end if}}");
    assert_int_equal(loaded_reports(&cs, MSG_MARK_WORDS_AFTER), 2);
}

static void test_pairs_have_one_owner(void **state)
{
    (void)state;
    struct mask mask = mask_of("{{if a}} {{if b}} {{else}} {{end}} {{end}}");
    struct template_pairing pairing = {.mask = &mask, .diags = cs.diags};
    const int owners[] = {0, 1, 1, 0, 1};
    for (size_t i = 0; i < mask.count; i++) {
        mask.items[i].owner = &owners[owners[i]];
        template_pair_next(&pairing, i);
    }
    template_pair_finish(&pairing);
    /* The end of the outer one stands within the inner one: that one has no end. */
    assert_true(mask.items[1].faulty);
    assert_true(mask.items[4].faulty);
    assert_int_equal(mask.items[0].end, 3);
    mask = mask_of("{{if a}} {{end}}");
    pairing = (struct template_pairing){.mask = &mask, .diags = cs.diags};
    mask.items[0].owner = &owners[0];
    mask.items[1].owner = &owners[1];
    template_pair_next(&pairing, 0);
    template_pair_next(&pairing, 1);
    template_pair_finish(&pairing);
    assert_int_equal(loaded_reports(&cs, MSG_IF_ACROSS), 1);
}

static void test_deep_nesting_is_one_error(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < TEMPLATE_DEPTH; i++)
        buf_text(&text, "{{if a}}");
    for (int i = 0; i < TEMPLATE_DEPTH; i++)
        buf_text(&text, "{{end}}");
    buf_char(&text, '\0');
    pair(text.p);
    assert_int_equal(loaded_reports(&cs, MSG_MARK_TOO_DEEP), 0);
    buf_clear(&text);
    for (int i = 0; i < 10000; i++)
        buf_text(&text, "{{if a}}");
    for (int i = 0; i < 10000; i++)
        buf_text(&text, "{{end}}");
    buf_char(&text, '\0');
    size_t before = diags_count(cs.diags, SEVERITY_ERROR);
    pair(text.p);
    assert_int_equal(loaded_reports(&cs, MSG_MARK_TOO_DEEP), 1);
    assert_int_equal(diags_count(cs.diags, SEVERITY_ERROR), before + 1);
    buf_free(&text);
}

/* --- filters
 * -------------------------------------------------------------------------------------- */

static bool read_filters(const char *text, struct template_filter *filter)
{
    const struct source *source = loaded_source(&cs, "f.md", text);
    return template_read_filters(cs.arena, text_plain(source->text, source->base), cs.language,
                                 cs.diags, filter);
}

static void test_filters_are_read(void **state)
{
    (void)state;
    struct template_filter filter;
    assert_true(read_filters(" bare | round: 0,5 ", &filter));
    assert_true(filter.bare && filter.has_step);
    assert_int_equal(number_compare(filter.step, number_from_ratio(cs.arena, 1, 2)), 0);
    assert_true(read_filters("forms: knihovnu, knihovny, knihoven", &filter));
    assert_str(filter.forms.forms[PLURAL_ONE], "knihovnu");
    assert_str(filter.forms.forms[PLURAL_FEW], "knihovny");
    assert_str(filter.forms.forms[PLURAL_OTHER], "knihoven");
    assert_str(filter.forms.fraction, "");
    assert_true(read_filters("forms: den, dny, dní, dne", &filter));
    assert_str(filter.forms.fraction, "dne");
    assert_true(!filter.word && read_filters("word: je, jsou, je", &filter));
    assert_true(filter.word && filter.has_forms);
    assert_str(filter.forms.forms[PLURAL_FEW], "jsou");
    assert_true(read_filters("date: long", &filter));
    assert_true(filter.date_long);
}

static void test_faulty_filters_are_reported(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum message message;
    } cases[] = {
        {"nonsense", MSG_FILTER_UNKNOWN},   {"bar", MSG_FILTER_NEAR},
        {"", MSG_FILTER_UNKNOWN},           {"round", MSG_FILTER_NO_ARGUMENT},
        {"forms:", MSG_FILTER_NO_ARGUMENT}, {"round: 0", MSG_FILTER_ARGUMENT},
        {"round: -5", MSG_FILTER_ARGUMENT}, {"round: ten", MSG_FILTER_ARGUMENT},
        {"bare: yes", MSG_FILTER_ARGUMENT}, {"date: huge", MSG_FILTER_ARGUMENT},
        {"forms: a, b", MSG_FILTER_FORMS},  {"forms: a, b, c, d, e", MSG_FILTER_FORMS},
        {"bare | bare", MSG_FILTER_TWICE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct template_filter filter;
        size_t before = loaded_reports(&cs, cases[i].message);
        assert_false(read_filters(cases[i].text, &filter));
        assert_int_equal(loaded_reports(&cs, cases[i].message), before + 1);
    }
}

/* --- plain texts
 * ---------------------------------------------------------------------------------- */

static const struct expr *compile(void *context, struct text formula,
                                  const struct calc_scope *scope)
{
    (void)context;
    return calc_compile(calc, cs.arena, formula, scope, cs.diags);
}

static struct str show(void *context, const struct mark *mark, struct calc_at at, struct span place)
{
    (void)context;
    (void)place;
    struct value value = calc_eval(calc, mark->expr, at, cs.diags);
    if (value.kind != VALUE_NUMBER)
        return value.kind == VALUE_TEXT ? value_as_text(value) : STR("?");
    struct buf out = {0};
    number_write(cs.arena, &out, value.number, mark->filter && mark->filter->bare ? 2 : 0);
    struct str text = buf_copy(&out, cs.arena);
    buf_free(&out);
    return text;
}

static struct str write(const char *text)
{
    size_t repeats = 0;
    struct template_host host = {.arena = cs.arena,
                                 .repeats = &repeats,
                                 .diags = cs.diags,
                                 .language = cs.language,
                                 .calc = calc,
                                 .compile = compile,
                                 .show = show};
    const struct source *source = loaded_source(&cs, "t.yaml", text);
    struct calc_at at = {.period = 2022};
    return template_text(&host, text_plain(source->text, source->base), NULL, at);
}

static void test_plain_texts_are_written(void **state)
{
    (void)state;
    assert_str(write("nothing"), "nothing");
    assert_str(write("a {{1 + 2}} b {{5 | bare}}"), "a 3 b 5.00");
    assert_str(write("{{if 1 < 2}}yes {{7}}{{else}}no{{end}}!"), "yes 7!");
    assert_str(write("{{if 1 > 2}}yes{{else}}no {{8}}{{end}}!"), "no 8!");
    assert_str(write("{{if 1 > 2}}yes{{end}}!"), "!");
    assert_str(write("{{if 1 < 2}}{{if 1 > 2}}a{{else}}b{{end}}c{{end}}"), "bc");
    assert_str(write("{{if 1 > 2 then 3 else 4}}"), "4");
    assert_str(write("\\{{x}} {{\"}}\"}}"), "{{x}} }}");
    assert_str(write("a\n{{if 1 < 2}}\nb\n{{end}}\nc"), "a\n\nb\n\nc");
    assert_str(write("[^1] stays"), "[^1] stays");
}

static void test_faults_of_plain_texts_are_reported(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum message message;
    } cases[] = {
        {"a {{b", MSG_MARK_UNCLOSED},           {"{{ }}", MSG_MARK_EMPTY},
        {"{{| bare}}", MSG_MARK_EMPTY},         {"{{if}}a{{end}}", MSG_MARK_NO_CONDITION},
        {"{{for}}a{{end}}", MSG_MARK_NO_QUERY}, {"{{if 5}}a{{end}}", MSG_IF_NOT_YES_NO},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t before = loaded_reports(&cs, cases[i].message);
        write(cases[i].text);
        assert_int_equal(loaded_reports(&cs, cases[i].message), before + 1);
    }
}

/* Both branches are checked, whichever is printed. */
static void test_what_is_not_printed_is_checked(void **state)
{
    (void)state;
    size_t before = diags_count(cs.diags, SEVERITY_ERROR);
    write("{{if 1 > 2}}{{nobody}}{{else}}{{nothing}}{{end}}");
    assert_int_equal(diags_count(cs.diags, SEVERITY_ERROR), before + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_are_found),
        cmocka_unit_test(test_directives_alone_on_their_line),
        cmocka_unit_test(test_marks_end_on_their_line),
        cmocka_unit_test(test_quotes_may_hold_braces),
        cmocka_unit_test(test_braces_in_code_are_left_alone),
        cmocka_unit_test(test_escaped_braces_are_literal),
        cmocka_unit_test(test_notes_are_defined_at_the_front),
        cmocka_unit_test(test_letters_of_the_author_are_masked_too),
        cmocka_unit_test(test_restoring_gives_the_text_back),
        cmocka_unit_test(test_codes_repeat_in_huge_texts),
        cmocka_unit_test(test_pairs_nest),
        cmocka_unit_test(test_faulty_pairs_are_reported),
        cmocka_unit_test(test_pairs_have_one_owner),
        cmocka_unit_test(test_deep_nesting_is_one_error),
        cmocka_unit_test(test_filters_are_read),
        cmocka_unit_test(test_faulty_filters_are_reported),
        cmocka_unit_test(test_plain_texts_are_written),
        cmocka_unit_test(test_faults_of_plain_texts_are_reported),
        cmocka_unit_test(test_what_is_not_printed_is_checked),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
