/* SPDX-License-Identifier: MIT */
/* Markdown into the tree: what good texts become, and where faults of bad ones are seen. */
#include "doc_fixture.h"

#include "doc/image_size.h"
#include "doc/markdown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what texts become
 * ---------------------------------------------------------------------------- */

static void test_blocks(void **state)
{
    (void)state;
    assert_tree("Slova\nna dvou řádcích.\n\nDalší.\n", "  paragraph Slova na dvou řádcích.\n"
                                                       "  paragraph Další.\n");
    assert_tree("- a\n- b\n\n  c\n", "  list loose\n"
                                     "    item\n      paragraph a\n"
                                     "    item\n      paragraph b\n      paragraph c\n");
    assert_tree("3. a\n4. b\n", "  list from 3\n"
                                "    item\n      paragraph a\n"
                                "    item\n      paragraph b\n");
    assert_tree("> a\n> - b\n", "  quote\n    paragraph a\n"
                                "    list\n      item\n        paragraph b\n");
    assert_tree("a\n\n---\n\nb\n", "  paragraph a\n  rule\n  paragraph b\n");
    assert_tree("```c\nint x;\n```\n", "  code\n    text int x;⏎\n");
    assert_tree("    indented\n", "  code\n    text indented⏎\n");
    assert_tree("", "");
}

static void test_inlines(void **state)
{
    (void)state;
    assert_tree("a *b **c*** `d` e\\\nf\n", "  paragraph a␣*b **c*** `d` e⏎f\n");
    assert_tree("x <https://a.cz> [w](mailto:a@b.cz \"t\") &amp; \\*\n",
                "  paragraph x [https://a.cz](https://a.cz) [w](mailto:a@b.cz) & *\n");
    assert_tree("`a  b` *c*d\n", "  paragraph `a  b` *c*d\n");
}

/* Wherever it stands in a text that is looked at by eights. */
static void test_spaces_are_one(void **state)
{
    (void)state;
    for (int before = 1; before < 20; before++)
        for (int behind = 4; behind < 10; behind++) {
            char written[64], expected[64];
            snprintf(written, sizeof written, "%.*s  \t %.*s  b\n", before,
                     "lorem,ipsum,dolor,sit,", behind, "amet,amet");
            snprintf(expected, sizeof expected, "  paragraph %.*s %.*s b\n", before,
                     "lorem,ipsum,dolor,sit,", behind, "amet,amet");
            assert_tree(written, expected);
        }
}

static void test_sections(void **state)
{
    (void)state;
    assert_tree("p\n\n# Úvod\n\na\n\n## Část {#part}\n\nb\n\n# Úvod\n",
                "  paragraph p\n"
                "  section 1 #uvod\n    heading Úvod\n    paragraph a\n"
                "    section 2 #part\n      heading Část\n      paragraph b\n"
                "  section 1 #uvod-2\n    heading Úvod\n");
    assert_tree("# A {#b}\n\nx {#x}\n\n# B\n", "  section 1 #b\n    heading A\n    paragraph #x x\n"
                                               "  section 1 #b-2\n    heading B\n");
    assert_tree("# B\n\n# A {#b}\n",
                "  section 1 #b-2\n    heading B\n  section 1 #b\n    heading A\n");
}

static void test_chapters_follow_each_other(void **state)
{
    (void)state;
    struct fixture fixture =
        fixture_new("# A\n\n## B\n\nb[^1]\n\n[^1]: první\n", "still b[^1]\n\n# C\n\n[^1]: druhá\n");
    assert_string_equal(fixture_tree(&fixture),
                        "  section 1 #a\n    heading A\n"
                        "    section 2 #b\n      heading B\n"
                        "      paragraph b[^1]\n      paragraph still b[^2]\n"
                        "  section 1 #c\n    heading C\n"
                        "note 1\n  paragraph první\n"
                        "note 2\n  paragraph druhá\n");
    assert_false(diags_any_error(fixture.loaded.diags));
    fixture_free(&fixture);
}

static void test_values(void **state)
{
    (void)state;
    assert_tree(
        "V {{period}}: {{visits}}, {{visits | bare}}, {{total_cost}}, {{ratio}}, {{share}}.\n",
        "  paragraph V␣⟦2022⟧: ⟦129␣návštěv⟧, ⟦129⟧, ⟦3␣041,50␣Kč⟧, ⟦3,14⟧, ⟦33␣%⟧.\n");
    assert_tree("{{libraries}} {{visits | forms: kus, kusy, kusů}} {{total_cost | round: 1000}}\n",
                "  paragraph ⟦3␣knihovny⟧ ⟦129␣kusů⟧ ⟦3␣000␣Kč⟧\n");
    assert_tree("**{{visits}}** *{{1 + 1}}* [{{period}}](https://a.cz/{{period}})\n",
                "  paragraph **⟦129␣návštěv⟧** *⟦2⟧* [⟦2022⟧](https://a.cz/2022)\n");
    assert_tree("# Rok {{period}}\n", "  section 1 #rok-2022\n    heading Rok ⟦2022⟧\n");
    assert_tree("\\{{x}} `{{y}}` {{\"}}\"}}\n", "  paragraph {{x}} `{{y}}` ⟦}}⟧\n");
    assert_tree("```\n{{if x}}\n{{y}}\n{{end}}\n```\n\n    {{z\n",
                "  code\n    text {{if x}}⏎{{y}}⏎{{end}}⏎\n  code\n    text {{z⏎\n");
    assert_tree("a \U000F0041 b\n", "  paragraph a␣\U000F0041 b\n");
}

/* What a record holds is text, never Markdown or HTML. */
static void test_values_are_no_markup(void **state)
{
    (void)state;
    assert_tree("{{list(library where loans is unknown)}}\n", "  paragraph ⟦Nová *Ves* & k⟧\n");
}

static void test_unknown_values_are_dashes(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("{{gap}} {{1 otherwise 2}}\n", NULL);
    assert_string_equal(fixture_tree(&fixture), "  paragraph ⟦–⟧ ⟦1⟧\n");
    assert_int_equal(loaded_reports(&fixture.loaded, MSG_VALUE_UNKNOWN), 1);
    fixture_free(&fixture);
}

static void test_conditions_within_lines(void **state)
{
    (void)state;
    assert_tree("a {{if visits > 1}}*b*{{else}}c{{end}} d\n", "  paragraph a␣*b* d\n");
    assert_tree("a {{if visits < 1}}b {{end}}d\n", "  paragraph a␣d\n");
    assert_tree("*{{if visits < 1}}b{{end}}* d\n", "  paragraph d\n");
    assert_tree("{{if visits < 1}}b{{end}}\n\nc\n", "  paragraph c\n");
    assert_tree("{{if visits > 1}}{{if visits > 500}}a{{else}}b{{end}}{{end}}\n",
                "  paragraph b\n");
    assert_tree("{{if visits > 1}}přes\nřádek{{end}} dál\n", "  paragraph přes řádek dál\n");
}

static void test_conditions_around_blocks(void **state)
{
    (void)state;
    assert_tree("{{if visits > 1}}\na\n\n- b\n{{else}}\nc\n{{end}}\nd\n",
                "  paragraph a\n  list\n    item\n      paragraph b\n  paragraph d\n");
    assert_tree("- a\n\n  {{if visits < 1}}\n  b\n  {{else}}\n  c\n  {{end}}\n- d\n",
                "  list loose\n    item\n      paragraph a\n      paragraph c\n"
                "    item\n      paragraph d\n");
    assert_tree("> {{if visits < 1}}\n> a\n> {{end}}\n", "");
    assert_tree("text\n{{if visits > 1}}\nmore\n{{end}}\nrest\n",
                "  paragraph text\n  paragraph more\n  paragraph rest\n");
    assert_tree("# A\n\n{{if visits > 1}}\n## B\n\nb\n{{else}}\n## C\n{{end}}\n\n# D\n",
                "  section 1 #a\n    heading A\n"
                "    section 2 #b\n      heading B\n      paragraph b\n"
                "  section 1 #d\n    heading D\n");
}

static void test_loops(void **state)
{
    (void)state;
    assert_tree("{{for library where loans is known}}\n- {{name}}: {{loans | bare}}\n{{end}}\n",
                "  list\n    item\n      paragraph ⟦Dlouhý Most⟧: ⟦120⟧\n"
                "    item\n      paragraph ⟦Hejnice⟧: ⟦2␣500⟧\n");
    assert_tree("{{for library where kind is town}}\n# {{name}} {#lib-{{name}}}\n\n{{loan_cost}}\n"
                "{{end}}\n",
                "  section 1 #lib-hejnice\n    heading ⟦Hejnice⟧\n    paragraph ⟦0,8␣Kč⟧\n");
    assert_tree("a {{for library where loans is known}}{{name}}; {{end}}b\n",
                "  paragraph a␣⟦Dlouhý Most⟧; ⟦Hejnice⟧; b\n");
    assert_tree("{{for library as other where kind is town}}\n{{other.name}}{{if other.loans > 1}}!"
                "{{end}} {{opened otherwise as_of | date: long}}\n{{end}}\n",
                "  paragraph ⟦Hejnice⟧! ⟦31.␣prosince 2022⟧\n");
}

static void test_tables_by_hand(void **state)
{
    (void)state;
    assert_tree("| a | b *c* |\n|:--|--:|\n| x \\| `y\\|z` | **{{visits | bare}}** |\n| "
                "{{total_cost}} | |\n",
                "  table\n    name table\n    column a left\n    column b c right\n"
                "    row x | `y|z` | **⟦129⟧**\n    row ⟦3␣041,50␣Kč⟧ = 3041.5 | \n");
    assert_tree("# S\n\n> a | b\n> --|:-:\n> 1 | {{if visits > 1}}2{{end}}\n",
                "  section 1 #s\n    heading S\n    quote\n      table\n        name s\n"
                "        column a left\n        column b center\n        row 1 | 2\n");
    assert_tree("- | a |\n  |---|\n  | 1 |\n",
                "  list\n    item\n      table\n        name table\n        column a left\n"
                "        row 1\n");
}

static void test_footnotes(void **state)
{
    (void)state;
    assert_tree("a[^x] b[^y] c[^x]\n\n[^y]: ypsilon *e*\n[^x]: iks {{visits}}[^y]\n",
                "  paragraph a[^1]␣b[^2] c[^1]\n"
                "note 1\n  paragraph iks ⟦129␣návštěv⟧[^2]\n"
                "note 2\n  paragraph ypsilon *e*\n");
    assert_tree("a[^x]\n\n[^x]: one\n\n    two {{period}}\n\n    - three\n\nb\n",
                "  paragraph a[^1]\n  paragraph b\n"
                "note 1\n  paragraph one\n  paragraph two ⟦2022⟧\n"
                "  list\n    item\n      paragraph three\n");
    assert_tree("a[^x]\n[^x]: one\n", "  paragraph a[^1]\nnote 1\n  paragraph one\n");
}

static void test_links(void **state)
{
    (void)state;
    assert_tree("# A {#a}\n\n[](#a) [slova](#a)\n",
                "  section 1 #a\n    heading A\n    paragraph [A](#a) [slova](#a)\n");
    assert_tree("[d](second) [e](second#there) [f](second/#jeji-cast)\n",
                "  paragraph [d](../second/index.html) [e](../second/index.html#there) "
                "[f](../second/index.html#jeji-cast)\n");
    assert_tree("[n](note.pdf) [m](note.pdf)\n",
                "  paragraph [n](files/note.pdf) [m](files/note.pdf)\n");
    assert_tree("[h](HTTPS://A.CZ/x_y) [t](tel:+420123)\n",
                "  paragraph [h](HTTPS://A.CZ/x_y) [t](tel:+420123)\n");
}

static void test_images(void **state)
{
    (void)state;
    assert_tree("![Co je *na* obrázku](a.png \"Popis {{period}}\") {#pic}\n",
                "  image #pic\n    path content/x/reports/r/a.png\n    size 256 × 128 png\n"
                "    alt Co je na obrázku\n    caption Popis 2022\n");
    assert_tree(
        "![Foto](b.jpg)\n",
        "  image\n    path content/x/reports/r/b.jpg\n    size 96 × 64 jpeg\n    alt Foto\n");
}

static void test_typography_crosses_markup(void **state)
{
    (void)state;
    assert_tree("\"v *Liberci*\" a k `k x` - 5 %\n", "  paragraph „v␣*Liberci*“ a␣k␣`k x`␣– 5␣%\n");
    /* e and a combining caron, also across the end of a piece */
    assert_tree("ve\u030Cc\n", "  paragraph věc\n");
}

/* --- hints about numbers
 * -------------------------------------------------------------------------- */

static size_t hints_of(const char *text)
{
    struct fixture fixture = fixture_new(text, NULL);
    size_t hints = loaded_reports(&fixture.loaded, MSG_NUMBER_TYPED);
    fixture_free(&fixture);
    return hints;
}

static void test_typed_numbers_are_hints(void **state)
{
    (void)state;
    assert_int_equal(hints_of("Stálo to 3 041,50 Kč.\n"), 1);
    assert_int_equal(hints_of("Stálo to 3041.5.\n"), 1);
    assert_int_equal(hints_of("Pi je 3,14 a znovu *3,14*.\n"), 2);
    assert_int_equal(hints_of("Je to 33 % knihoven, ne 33 knihoven.\n"), 1);
    assert_int_equal(hints_of("Výpůjček bylo 2 620 i 2620.\n"), 2);
    assert_int_equal(hints_of("- v seznamu 2 620\n"), 1);
}

static void test_other_numbers_are_none(void **state)
{
    (void)state;
    assert_int_equal(hints_of("Bylo jich 129, roku 2022, 6. 11. 2022, 3,15 a {{total_cost}}.\n"),
                     0);
    assert_int_equal(hints_of("Verze 3.14.2, 13,14, `3,14`, č. j. 2620/2022, A2620.\n"), 0);
    assert_int_equal(hints_of("| a |\n|---|\n| 3,14 |\n"), 0);
    assert_int_equal(hints_of("# Nadpis 3,14\n"), 0);
}

static void test_hints_point_to_the_number(void **state)
{
    (void)state;
    assert_fault("První řádek\nse *slovy* &amp; s \\* a 3,14 zde.\n", MSG_NUMBER_TYPED, 2, 25);
    assert_fault("> - a\n>   {{visits}} 3,14\n", MSG_NUMBER_TYPED, 2, 16);
}

/* --- faults
 * --------------------------------------------------------------------------------------- */

struct fault {
    const char *text;
    enum message message;
    uint32_t line, column;
};

static void check_faults(const struct fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_fault(faults[i].text, faults[i].message, faults[i].line, faults[i].column);
}

#define CHECK(faults) check_faults(faults, sizeof(faults) / sizeof *(faults))

static void test_faults_of_marks(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"a\n\nb {{x c\n", MSG_MARK_UNCLOSED, 3, 3},
        {"a {{ }} b\n", MSG_MARK_EMPTY, 1, 3},
        {"a {{visits | bogus}}\n", MSG_FILTER_UNKNOWN, 1, 14},
        {"> | a |\n> |---|\n> | {{visits | bar}} |\n", MSG_FILTER_NEAR, 3, 16},
        {"{{if}}\na\n{{end}}\n", MSG_MARK_NO_CONDITION, 1, 1},
        {"{{for}}\na\n{{end}}\n", MSG_MARK_NO_QUERY, 1, 1},
        {"{{if visits}}\na\n{{end}}\n", MSG_IF_NOT_YES_NO, 1, 6},
        {"a\n{{if visits > 1}}\nb\n", MSG_IF_NOT_ENDED, 2, 1},
        {"{{end}}\n", MSG_END_ALONE, 1, 1},
        {"a {{else}}\n", MSG_END_ALONE, 1, 3},
        {"{{if visits > 1}}\n\n- a\n\n  {{end}}\n", MSG_IF_ACROSS, 1, 1},
        {"a {{if visits > 1}}*b{{end}}*\n", MSG_IF_ACROSS, 1, 3},
        {"a {{if visits > 1}}b\n\nc{{end}}\n", MSG_IF_ACROSS, 1, 3},
        {"a[^b] {{for library}}\n[^b]: b{{end}}\n", MSG_IF_ACROSS, 1, 7},
        {"| a |\n|---|\n| {{if visits > 1}} |\n| {{end}} |\n", MSG_IF_ACROSS, 3, 3},
        {"{{if visits > 1}}a{{else}}b{{else}}c{{end}}\n", MSG_ELSE_TWICE, 1, 28},
        {"{{for library}}\na\n{{else}}\nb\n{{end}}\n", MSG_ELSE_OF_FOR, 3, 1},
        {"{{if visits > 1}}a{{end if}}\n", MSG_MARK_WORDS_AFTER, 1, 25},
        {"# A\n\n{{if visits > 1}}\n## B\n{{end}}\n\ntext\n", MSG_TEXT_AFTER_SECTION, 7, 1},
    };
    CHECK(faults);
}

static void test_faults_of_formulas(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"a *b {{nobody}}*\n", MSG_EXPR_NAME_UNKNOWN, 1, 8},
        {"{{if visits > 500}}\n{{nobody}}\n{{end}}\n", MSG_EXPR_NAME_UNKNOWN, 2, 3},
        {"{{for library where 1 > 2}}\n{{nobody}}\n{{end}}\n", MSG_EXPR_NAME_UNKNOWN, 2, 3},
        {"a[^1]\n\n[^1]: {{nobody}}\n", MSG_EXPR_NAME_UNKNOWN, 3, 9},
        {"a[^1]\n\n[^1]: b\n\n    {{nobody}}\n", MSG_EXPR_NAME_UNKNOWN, 5, 7},
        {"[a](https://b.cz/{{nobody}})\n", MSG_EXPR_NAME_UNKNOWN, 1, 20},
        {"# A {{nobody}}\n", MSG_EXPR_NAME_UNKNOWN, 1, 7},
        {"{{first(secret for library)}}\n", MSG_PRIVATE_IN_PUBLIC, 1, 3},
        {"{{for library}}\n{{if secret > 3}}a{{end}}\n{{end}}\n", MSG_PRIVATE_IN_PUBLIC, 2, 6},
    };
    CHECK(faults);
}

static void test_faults_of_headings(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"a\n\n## B\n", MSG_HEADING_FIRST, 3, 1}, {"# A\n\n### B\n", MSG_HEADING_JUMP, 3, 1},
        {"# A\n\n#\n", MSG_HEADING_EMPTY, 3, 1},  {"- # A\n", MSG_HEADING_NESTED, 1, 3},
        {"> # A\n", MSG_HEADING_NESTED, 1, 3},    {"# A {#x}\n\n# B {#x}\n", MSG_ID_TWICE, 3, 5},
        {"# A {#x+y}\n", MSG_ID_FORM, 1, 5},      {"# A {#x .y}\n", MSG_ATTRIBUTE_UNKNOWN, 1, 5},
    };
    CHECK(faults);
}

static void test_faults_of_html_and_links(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"a\n\n<div>b</div>\n", MSG_RAW_HTML, 3, 1},
        {"a <b>c\n", MSG_RAW_HTML, 1, 3},
        {"a <!-- b -->\n", MSG_RAW_HTML, 1, 3},
        {"[a](javascript:b)\n", MSG_LINK_SCHEME, 1, 5},
        {"a [b](data:text/html,x)\n", MSG_LINK_SCHEME, 1, 7},
        {"# Abc\n\n[a](#abd)\n", MSG_LINK_TARGET_NEAR, 3, 5},
        {"[a](#nowhere)\n", MSG_LINK_TARGET, 1, 5},
        {"[a](unknown)\n", MSG_LINK_REPORT, 1, 5},
        {"[a](secnd)\n", MSG_LINK_REPORT_NEAR, 1, 5},
        {"[a](//b.cz)\n", MSG_LINK_REPORT, 1, 5},
        {"[a](second#nothing)\n", MSG_LINK_REPORT_ID, 1, 5},
        {"[a](internal)\n", MSG_LINK_INTERNAL_REPORT, 1, 5},
        {"[](https://a.cz)\n", MSG_LINK_EMPTY, 1, 4},
        {"a []() b\n", MSG_LINK_NOWHERE, 1, 3},
        {"x {#p}\n\n[](#p)\n", MSG_LINK_EMPTY, 3, 4},
        {"[a](../../records/library.yaml)\n", MSG_FILE_LINK_OUTSIDE, 1, 5},
        {"[a](../../../../secret.png)\n", MSG_FILE_LINK_OUTSIDE, 1, 5},
    };
    CHECK(faults);
}

static void test_faults_of_images(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"a\n\n![](a.png)\n", MSG_IMAGE_NO_ALT, 3, 1},
        {"a ![b](a.png) c\n", MSG_IMAGE_IN_TEXT, 1, 3},
        {"![b](c.png)\n", MSG_IMAGE_MISSING, 1, 6},
        {"![b](short.png)\n", MSG_IMAGE_BROKEN, 1, 6},
        {"![b](note.pdf)\n", MSG_IMAGE_KIND, 1, 6},
        {"![b](https://a.cz/b.png)\n", MSG_IMAGE_REMOTE, 1, 6},
        {"![b](../../../../secret.png)\n", MSG_IMAGE_OUTSIDE, 1, 6},
        {"![b](out.png)\n", MSG_IMAGE_OUTSIDE, 1, 6},
    };
    CHECK(faults);
}

static void test_faults_of_footnotes_and_tables(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"a[^abc]\n", MSG_NOTE_MISSING, 1, 2},
        {"a[^abd] b[^abc]\n\n[^abc]: c\n", MSG_NOTE_MISSING_NEAR, 1, 2},
        {"a\n\n[^b]: c\n", MSG_NOTE_UNUSED, 3, 1},
        {"a[^b]\n\n[^b]: c\n\n[^b]: d\n", MSG_NOTE_TWICE, 5, 3},
        {"a[^b]\n\n[^b]:\n", MSG_NOTE_EMPTY, 3, 1},
        {"| a | b |\n|---|---|\n| 1 |\n", MSG_TABLE_CELLS, 3, 1},
        {"| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", MSG_TABLE_CELLS, 3, 1},
        {"| a | b |\n|---|\n| 1 | 2 |\n", MSG_TABLE_RULE, 2, 1},
        {"text\n| a | b |\n|---|---|\n", MSG_TABLE_AFTER_TEXT, 2, 1},
        {"a\n\n| b | c |\n", MSG_TABLE_NO_HEAD, 3, 1},
    };
    CHECK(faults);
}

static void test_faults_of_blocks(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"a\n\n```tabel\nfor: library\n```\n", MSG_BLOCK_UNKNOWN, 3, 4},
        {"> ```figures\n> - a\n> ```\n", MSG_BLOCK_NOT_A_MAP, 2, 3},
    };
    CHECK(faults);
    assert_tree("```yaml\nfor: library\n```\n", "  code\n    text for: library⏎\n");
}

/* --- size
 * ----------------------------------------------------------------------------------------- */

static char *repeat(const char *part, size_t count, const char *end)
{
    size_t n = strlen(part), rest = strlen(end);
    char *text = malloc(n * count + rest + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * n, part, n);
    memcpy(text + n * count, end, rest + 1);
    return text;
}

static void test_depth_is_bounded(void **state)
{
    (void)state;
    static const struct {
        const char *part, *end;
        size_t faults;
    } cases[] = {
        {">", " x\n", 1}, {"[", "x\n", 0}, {"*a ", "\n", 0}, {"**a *b ", "\n", 0}, {"![", "\n", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = repeat(cases[i].part, 20000, cases[i].end);
        struct fixture fixture = fixture_new(text, NULL);
        assert_int_equal(loaded_reports(&fixture.loaded, MSG_TEXT_TOO_DEEP), cases[i].faults);
        fixture_free(&fixture);
        free(text);
    }
}

static void test_many_marks_in_one_line(void **state)
{
    (void)state;
    char *text = repeat("{{period}} a ", 20000, "\n");
    struct fixture fixture = fixture_new(text, NULL);
    size_t values = 0;
    for (const struct doc_node *node = fixture.document->root->first->first; node;
         node = node->next)
        values += node->kind == DOC_VALUE;
    assert_int_equal(values, 20000);
    fixture_free(&fixture);
    free(text);
}

/* --- captions, labels, sizes of pictures
 * ---------------------------------------------------------- */

static void test_captions_and_labels(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("", NULL);
    struct doc_context context = fixture_context(&fixture);
    struct doc_node *paragraph =
        doc_inline_paragraph(&context, text_nowhere(STR(" Rok *{{period}}* - \"k\" vodě ")));
    struct buf out = {0};
    doc_plain_text(paragraph, &out);
    assert_str(buf_view(&out), "Rok 2022\u00a0– „k“ vodě");
    assert_int_equal(paragraph->first->next->kind, DOC_EMPHASIS);
    assert_null(doc_inline_paragraph(&context, text_nowhere(STR("  "))));
    assert_str(doc_string(&context, text_nowhere(STR("# k {{visits}}"))),
               "# k\u00a0129\u00a0návštěv");
    assert_str(doc_raw_string(&context, text_nowhere(STR("a - {{period}}"))), "a - 2022");
    buf_free(&out);
    fixture_free(&fixture);
}

static void test_sizes_of_pictures(void **state)
{
    (void)state;
    uint32_t width, height;
    assert_int_equal(image_kind(STR("GIF89a")), IMAGE_OTHER);
    assert_false(image_size(STR("\x89PNG\r\n\x1a\n"), &width, &height));
    assert_false(image_size(STR("\xff\xd8\xff\xda\0\2"), &width, &height));
    assert_false(image_size(STR("\xff\xd8\xff\xc0\0\x0b\x08\0\0\0\x60\1\1\1"), &width, &height));
    assert_true(image_size(STR("\xff\xd8\xff\xc2\0\x0b\x08\1\2\3\4\1\1\1"), &width, &height));
    assert_int_equal(width, 0x304);
    assert_int_equal(height, 0x102);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_inlines),
        cmocka_unit_test(test_spaces_are_one),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_chapters_follow_each_other),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_values_are_no_markup),
        cmocka_unit_test(test_unknown_values_are_dashes),
        cmocka_unit_test(test_conditions_within_lines),
        cmocka_unit_test(test_conditions_around_blocks),
        cmocka_unit_test(test_loops),
        cmocka_unit_test(test_tables_by_hand),
        cmocka_unit_test(test_footnotes),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_images),
        cmocka_unit_test(test_typography_crosses_markup),
        cmocka_unit_test(test_typed_numbers_are_hints),
        cmocka_unit_test(test_other_numbers_are_none),
        cmocka_unit_test(test_hints_point_to_the_number),
        cmocka_unit_test(test_faults_of_marks),
        cmocka_unit_test(test_faults_of_formulas),
        cmocka_unit_test(test_faults_of_headings),
        cmocka_unit_test(test_faults_of_html_and_links),
        cmocka_unit_test(test_faults_of_images),
        cmocka_unit_test(test_faults_of_footnotes_and_tables),
        cmocka_unit_test(test_faults_of_blocks),
        cmocka_unit_test(test_depth_is_bounded),
        cmocka_unit_test(test_many_marks_in_one_line),
        cmocka_unit_test(test_captions_and_labels),
        cmocka_unit_test(test_sizes_of_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
