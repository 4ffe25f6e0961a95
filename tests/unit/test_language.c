/* SPDX-License-Identifier: MIT */
/* Language files: what they must hold, plural categories, sorting, words. */
#include "load_language.h"

#include "base/buf.h"
#include "locale/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const codes[] = {"cs", "uk", "lv", "sl", "ru", "en"};
enum { LANGUAGES = sizeof codes / sizeof *codes };

static void all_files_are_complete(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGES; i++) {
        struct loaded loaded = load_language(codes[i], NULL);
        assert_non_null(loaded.language);
        assert_false(diags_any_error(loaded.diags));
        assert_true(str_is(language_code(loaded.language), codes[i]));
        assert_true(language_name(loaded.language).n > 0);
        assert_true(language_alphabet(loaded.language).n > 50);
        if (!str_is(str_from(codes[i]), "en"))
            assert_true(str_starts(language_hyphenation(loaded.language), STR("hyph_")));
        loaded_free(&loaded);
    }
}

/* Every measure has the forms that its language's whole numbers need. */
static void measures_have_their_forms(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGES; i++) {
        struct loaded loaded = load_language(codes[i], NULL);
        const char *path = arena_format(loaded.arena, "layouts/languages/%s.yaml", codes[i]).p;
        const struct node *root = node_read(loaded_file(&loaded, path), loaded.arena, loaded.diags);
        const struct node *measures = node_get(root, "measures");
        assert_true(measures->count > 15);
        for (size_t j = 0; j < measures->count; j++) {
            const struct node *forms = node_get(measures->entries[j].value, "forms");
            struct plural_forms read;
            if (forms)
                assert_true(language_read_forms(loaded.language, forms, loaded.diags, &read));
            else
                assert_non_null(node_get(measures->entries[j].value, "symbol"));
        }
        loaded_free(&loaded);
    }
}

static void categories(void **state)
{
    (void)state;
    static const struct {
        const char *code, *digits;
        enum plural category;
    } cases[] = {
        {"cs", "1", PLURAL_ONE},
        {"cs", "-1", PLURAL_ONE},
        {"cs", "4", PLURAL_FEW},
        {"cs", "5", PLURAL_OTHER},
        {"cs", "1.0", PLURAL_MANY},
        {"cs", "1.5", PLURAL_MANY},
        {"uk", "1.0", PLURAL_OTHER},
        {"uk", "11", PLURAL_MANY},
        {"uk", "1000000", PLURAL_MANY},
        {"lv", "0.1", PLURAL_ONE},
        {"lv", "0.10", PLURAL_OTHER},
        {"lv", "0.2", PLURAL_OTHER},
        {"lv", "1.0", PLURAL_ONE},
        {"lv", "10", PLURAL_ZERO},
        {"lv", "2.11", PLURAL_ZERO},
        {"sl", "2", PLURAL_TWO},
        {"sl", "1.5", PLURAL_FEW},
        {"sl", "0", PLURAL_OTHER},
        {"en", "1", PLURAL_ONE},
        {"en", "1.0", PLURAL_OTHER},
        {"en", "0", PLURAL_OTHER},
        {"cs", "1.", PLURAL_ONE},
        {"cs", "", PLURAL_OTHER},
        {"cs", "0.1234567890123", PLURAL_MANY},
        {"cs", "1000000000000000001", PLURAL_OTHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loaded loaded = load_language(cases[i].code, NULL);
        assert_int_equal(language_plural(loaded.language, str_from(cases[i].digits)),
                         cases[i].category);
        loaded_free(&loaded);
    }
}

/* In some languages nothing but 0 is of its category. */
static void zero_is_a_sample(void **state)
{
    (void)state;
    struct loaded welsh = load_language("en", "locale: cy");
    assert_non_null(welsh.language);
    assert_true(language_whole_categories(welsh.language) >> PLURAL_ZERO & 1);
    assert_int_equal(language_category_example(welsh.language, PLURAL_ZERO), 0);
    loaded_free(&welsh);
}

static struct node *yaml(struct loaded *loaded, const char *text)
{
    return node_read(loaded_source(loaded, "test.yaml", text), loaded->arena, loaded->diags);
}

static void forms(void **state)
{
    (void)state;
    struct loaded cs = load_language("cs", NULL);
    struct plural_forms read;
    assert_true(language_read_forms(cs.language,
                                    yaml(&cs, "{one: knihovna, few: knihovny, other: knihoven}"),
                                    cs.diags, &read));
    assert_true(str_is(language_form(cs.language, &read, STR("1")), "knihovna"));
    assert_true(str_is(language_form(cs.language, &read, STR("62")), "knihoven"));
    /* No form for decimals was given. */
    assert_true(str_is(language_form(cs.language, &read, STR("1.5")), "knihoven"));
    assert_true(language_read_forms(cs.language, yaml(&cs, "Kč"), cs.diags, &read));
    assert_true(str_is(language_form(cs.language, &read, STR("2")), "Kč"));
    assert_int_equal(diags_count(cs.diags, SEVERITY_ERROR), 0);

    assert_false(
        language_read_forms(cs.language, yaml(&cs, "{one: a, other: b}"), cs.diags, &read));
    assert_int_equal(loaded_reports(&cs, MSG_FORMS_MISSING), 1);
    assert_false(language_read_forms(cs.language, yaml(&cs, "{one: a, fex: b}"), cs.diags, &read));
    assert_int_equal(loaded_reports(&cs, MSG_FORMS_UNKNOWN), 1);
    assert_false(language_read_forms(cs.language, yaml(&cs, "[a, b]"), cs.diags, &read));
    assert_int_equal(loaded_reports(&cs, MSG_FORMS_SHAPE), 1);
    loaded_free(&cs);

    struct loaded lv = load_language("lv", NULL);
    assert_true(
        language_read_forms(lv.language, yaml(&lv, "{one: gads, other: gadi}"), lv.diags, &read));
    assert_true(str_is(language_form(lv.language, &read, STR("10")), "gadi"));
    loaded_free(&lv);

    struct loaded uk = load_language("uk", NULL);
    assert_true(language_read_forms(uk.language, yaml(&uk, "{one: рік, few: роки, many: років}"),
                                    uk.diags, &read));
    assert_true(str_is(language_form(uk.language, &read, STR("1.5")), "років"));
    loaded_free(&uk);
}

/* `sorted` are words in their order, separated by spaces; _ stands for a space in a word. */
static void check_order(const char *code, const char *sorted)
{
    struct loaded loaded = load_language(code, NULL);
    struct str words = str_from(sorted), last = {0}, last_word = {0};
    for (size_t at = 0; at < words.n;) {
        size_t end = str_find(words, ' ', at);
        end = end == STR_NOT_FOUND ? words.n : end;
        struct str word = arena_str(loaded.arena, str_slice(words, at, end));
        for (size_t i = 0; i < word.n; i++)
            if (word.p[i] == '_')
                ((char *)(uintptr_t)word.p)[i] = ' ';
        struct str key = language_sort_key(loaded.language, loaded.arena, word);
        if (last.p && str_compare(last, key) >= 0)
            fail_msg("%s: %s does not sort before %s", code, last_word.p, word.p);
        last = key;
        last_word = word;
        at = end + 1;
    }
    loaded_free(&loaded);
}

static void sorting(void **state)
{
    (void)state;
    check_order("cs", "a á b c cihla čaj d ď e hora hrad chata chléb ida ř_1 s š z ž žába");
    check_order("cs", "rabat řada sak šátek zub žába");
    check_order("cs", "část_2 část_9 část_10 část_100");
    check_order("uk", "г ґ д е є ж з и і ї й к щ ь ю я");
    check_order("uk", "гай ґава дім єдність жук игор індик їжак йод щит юність яма");
    check_order("lv", "a c č d g ģ h i y ī j k ķ l ļ n ņ r ŗ s š t z ž");
    check_order("lv", "galds ģimene hokejs kaķis ķirsis lapa ļaudis sāls šalle zils žogs");
    check_order("sl", "c čas d s šola z žaba");
    /* ё is е but for a difference that decides last. */
    check_order("ru", "ел ёл елка ёлка ёлочка ж");
    check_order("en", "file_2 file_10 File_11");
}

static void long_words_sort_too(void **state)
{
    (void)state;
    struct loaded loaded = load_language("cs", NULL);
    char a[3000], b[3000];
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    b[sizeof b - 1] = 'y';
    struct str first = language_sort_key(loaded.language, loaded.arena, (struct str){a, sizeof a});
    struct str second = language_sort_key(loaded.language, loaded.arena, (struct str){b, sizeof b});
    assert_true(str_compare(first, second) < 0);
    assert_int_equal(language_sort_key(loaded.language, loaded.arena, STR("")).n > 0, 1);
    loaded_free(&loaded);
}

static void words_and_phrases(void **state)
{
    (void)state;
    struct loaded cs = load_language("cs", NULL);
    assert_true(str_is(language_word(cs.language, "contents"), "Obsah"));
    assert_true(str_is(language_word(cs.language, "no such word"), "no such word"));
    struct str page = language_phrase(cs.language, cs.arena, "page_of",
                                      ARGS(arg_count("page", 3), arg_count("total", 34)));
    assert_string_equal(visible(&cs, page), "3␣/␣34");
    static const struct {
        int64_t n;
        const char *text;
    } cases[] = {{1, "1␣záznam"}, {3, "3␣záznamy"}, {0, "0␣záznamů"}, {1234, "1␣234␣záznamů"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(visible(&cs, language_phrase(cs.language, cs.arena, "records",
                                                         ARGS(arg_count("n", cases[i].n)))),
                            cases[i].text);
    /* A hole without an argument stays. */
    assert_string_equal(
        visible(&cs, language_phrase(cs.language, cs.arena, "source_line", NO_ARGS)),
        "Zdroj: {text}");
    loaded_free(&cs);

    struct loaded lv = load_language("lv", NULL);
    assert_string_equal(visible(&lv, language_phrase(lv.language, lv.arena, "table_number",
                                                     ARGS(arg_count("number", 3)))),
                        "3.␣tabula");
    assert_string_equal(
        visible(&lv, language_phrase(lv.language, lv.arena, "records", ARGS(arg_count("n", 10)))),
        "10␣ierakstu");
    assert_string_equal(
        visible(&lv, language_phrase(lv.language, lv.arena, "records", ARGS(arg_count("n", 21)))),
        "21␣ieraksts");
    loaded_free(&lv);
    struct loaded sl = load_language("sl", NULL);
    assert_string_equal(
        visible(&sl, language_phrase(sl.language, sl.arena, "rows", ARGS(arg_count("n", 2)))),
        "2␣vrstici");
    loaded_free(&sl);
}

static void joining(void **state)
{
    (void)state;
    static const char *const expected[] = {"x, y a␣z",  "x, y і␣z", "x, y un z",
                                           "x, y in z", "x, y и␣z", "x, y and z"};
    static const struct str items[] = {{"x", 1}, {"y", 1}, {"z", 1}};
    for (int i = 0; i < LANGUAGES; i++) {
        struct loaded loaded = load_language(codes[i], NULL);
        assert_string_equal(
            visible(&loaded, language_join(loaded.language, loaded.arena, items, 3)), expected[i]);
        assert_string_equal(
            visible(&loaded, language_join(loaded.language, loaded.arena, items, 1)), "x");
        assert_int_equal(language_join(loaded.language, loaded.arena, items, 0).n, 0);
        loaded_free(&loaded);
    }
}

static void picking(void **state)
{
    (void)state;
    struct loaded cs = load_language("cs", NULL);
    struct text text;
    assert_true(language_pick(cs.language, yaml(&cs, "Název"), &text));
    assert_true(str_is(text.s, "Název"));
    assert_true(language_pick(cs.language, yaml(&cs, "{uk: Назва, cs: Název}"), &text));
    assert_true(str_is(text.s, "Název"));
    assert_false(language_pick(cs.language, yaml(&cs, "{uk: Назва}"), &text));
    assert_false(language_pick(cs.language, yaml(&cs, "[a]"), &text));
    assert_false(language_pick(cs.language, NULL, &text));
    loaded_free(&cs);
}

/* What is wrong in a language file, or in what an institution says instead. */
static void faults(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        enum message message;
    } cases[] = {
        {"quotes: {outer: '„'}", MSG_LANG_QUOTES},
        {"numbers: {group_from: 77}", MSG_LANG_NUMBER},
        {"numbers: {group_from: 2}", MSG_LANG_NUMBER},
        {"calendar: {months: [leden, únor]}", MSG_LANG_LIST_LENGTH},
        {"measures: {hour: {forms: [a]}}", MSG_FORMS_SHAPE},
        {"no_break: [{left: '{nuber}', right: x}]", MSG_LANG_RULE_CLASS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loaded loaded = load_language("cs", cases[i].yaml);
        assert_null(loaded.language);
        assert_int_equal(loaded_reports(&loaded, cases[i].message), 1);
        loaded_free(&loaded);
    }
    char many[4096] = "no_break: [";
    for (int i = 0; i < 65; i++)
        strcat(many, i ? ", {left: a, right: b}" : "{left: a, right: b}");
    struct loaded full = load_language("cs", strcat(many, "]"));
    assert_null(full.language);
    assert_int_equal(loaded_reports(&full, MSG_LANG_RULES_MANY), 1);
    loaded_free(&full);
    struct loaded typo = load_language("cs", "word: {total: x}");
    assert_null(typo.language);
    assert_true(diags_any_error(typo.diags));
    loaded_free(&typo);
}

static void a_bare_file_lacks_all(void **state)
{
    (void)state;
    struct loaded loaded = loaded_empty();
    const struct source *source = loaded_source(&loaded, "xx.yaml", "name: X\nwords: {total: T}\n");
    assert_null(language_read(loaded.arena, STR("xx"), source, NULL, loaded.diags));
    assert_true(loaded_reports(&loaded, MSG_LANG_LACKS) > 100);
    loaded_free(&loaded);
    struct loaded empty = loaded_empty();
    source = loaded_source(&empty, "xx.yaml", "");
    assert_null(language_read(empty.arena, STR("xx"), source, NULL, empty.diags));
    loaded_free(&empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_files_are_complete),
        cmocka_unit_test(measures_have_their_forms),
        cmocka_unit_test(categories),
        cmocka_unit_test(zero_is_a_sample),
        cmocka_unit_test(forms),
        cmocka_unit_test(sorting),
        cmocka_unit_test(long_words_sort_too),
        cmocka_unit_test(words_and_phrases),
        cmocka_unit_test(joining),
        cmocka_unit_test(picking),
        cmocka_unit_test(faults),
        cmocka_unit_test(a_bare_file_lacks_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
