/* SPDX-License-Identifier: MIT */
/* The one validator: every shape, right and wrong. */
#include "unit.h"

#include "base/map.h"
#include "yaml/schema.h"
#include "yaml_fixture.h"

#include <string.h>

#define NAME(literal)                                                                              \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

static const struct str kinds[] = {NAME("professional"), NAME("volunteer"), NAME("other")};
static const bool kind_texts[] = {false, false, true};
static const struct scalar_words czech = {NAME("ano"), NAME("ne")};

static const struct schema_field column_fields[] = {
    {.name = NAME("show"), .shape = SHAPE_FORMULA, .required = true},
    {.name = NAME("total"), .shape = SHAPE_TEXT},
};
static const struct schema column = {
    .name = NAME("a column"), .fields = column_fields, .field_count = 2};
static const struct schema_field column_field = {
    .shape = SHAPE_GROUP, .group = &column, .shorthand = NAME("show")};
static const struct schema_field amount_field = {.shape = SHAPE_NUMBER};

static const struct schema_field fields[] = {
    {.name = NAME("name"), .shape = SHAPE_TEXT, .required = true},
    {.name = NAME("about"), .shape = SHAPE_MARKDOWN},
    {.name = NAME("loans"), .shape = SHAPE_INTEGER, .may_mark = true, .may_lack = true},
    {.name = NAME("cost"), .shape = SHAPE_NUMBER},
    {.name = NAME("serves"), .shape = SHAPE_YES_NO, .words = &czech, .word_count = 1},
    {.name = NAME("since"), .shape = SHAPE_DATE},
    {.name = NAME("month"), .shape = SHAPE_MONTH},
    {.name = NAME("year"), .shape = SHAPE_YEAR, .period_mode = PERIOD_SCHOOL},
    {.name = NAME("kind"),
     .shape = SHAPE_CHOICE,
     .options = kinds,
     .option_count = 3,
     .option_texts = kind_texts},
    {.name = NAME("kinds"),
     .shape = SHAPE_CHOICES,
     .options = kinds,
     .option_count = 3,
     .option_texts = kind_texts},
    {.name = NAME("branch_of"), .shape = SHAPE_RECORD},
    {.name = NAME("web"), .shape = SHAPE_URL},
    {.name = NAME("mail"), .shape = SHAPE_EMAIL},
    {.name = NAME("field"), .shape = SHAPE_NAME},
    {.name = NAME("label"), .shape = SHAPE_WORDS},
    {.name = NAME("columns"), .shape = SHAPE_LIST, .element = &column_field},
    {.name = NAME("amounts"), .shape = SHAPE_MAP, .element = &amount_field},
    {.name = NAME("free"), .shape = SHAPE_ANY},
};
static const struct schema schema = {
    .name = NAME("library"), .fields = fields, .field_count = sizeof fields / sizeof *fields};

/* Checks `text` after a line `name: x`, so that the places are on line 2 and later. */
static void check(const char *text, const char *found)
{
    struct fixture f = fixture_text("");
    struct str yaml = arena_format(f.arena, "name: x\n%s", text);
    f.source = source_add(f.sources, STR("library.yaml"), yaml);
    struct node *node = node_read(f.source, f.arena, f.diags);
    assert_non_null(node);
    bool good = schema_check(&schema, node, f.diags);
    assert_found(&f, found);
    assert_int_equal(good, found[0] == 0);
    fixture_close(&f);
}

static void test_right(void **state)
{
    (void)state;
    check("", "");
    check(
        "about: |\n  # Text\nloans: 1 234\ncost: 352 042,50 Kč\nserves: ano\nsince: 6. 11. 2022\n",
        "");
    check("month: 2022-11\nyear: 2021/2022\nkind: volunteer\nbranch_of: Jablonec\n", "");
    check("kind: {other: spolek}\nkinds: professional\n", "");
    check("kinds: [professional, {other: 'spolek, obec'}]\n", "");
    check("web: https://kvkli.cz\nmail: a@kvkli.cz\nfield: cost\nlabel: {cs: Ahoj, uk: Привіт}\n",
          "");
    check("columns:\n  - name\n  - show: loans\n    total: sum\n", "");
    check("columns: name\namounts: {2021: 5, 2022: 6}\nfree: [[{a: b}]]\n", "");
    check("loans: {is: 5, estimate: yes, note: {cs: Odhad}}\n", "");
    check("loans: none\n", "");
    check("loans: unknown\n", "");
    check("cost:\nsince:\nkinds:\ncolumns:\n", "");
}

static void test_keys(void **state)
{
    (void)state;
    check("kindd: volunteer\n", "L0201 2:1+5");
    check("xyz: 1\n", "L0202 2:1+3");
    check("columns:\n  - total: sum\n", "L0203 3:5+10");
    check("columns:\n  - show:\n    total: sum\n", "L0203 3:5+4");
    check("columns:\n  - shwo: x\n", "L0201 3:5+4");
    check("loans: {is: 5, estimat: yes}\n", "L0201 2:16+7");
    check("loans: {is: , estimate: yes}\n", "L0203 2:9+2");
    check("loans: {is: {is: 5}}\n", "L0206 2:13+7");
}

static void test_shapes(void **state)
{
    (void)state;
    check("cost: [1, 2]\n", "L0205 2:7+6");
    check("cost:\n  a: 1\n", "L0206 3:3+4");
    check("amounts: 5\n", "L0204 2:10+1");
    check("amounts: a:5\n", "L0142 2:11+1");
    check("amounts: see a:5\n", "L0204 2:10+7");
    check("amounts:\n  - 5\n", "L0204 3:3+3");
    check("columns:\n  -\n  - name\n", "L0213 3:4+1");
    check("columns:\n  - [a]\n", "L0204 3:5+3");
    check("label:\n  CS: x\n", "L0211 3:3+2");
    check("label:\n  cs: [x]\n", "L0205 3:7+3");
}

static void test_values(void **state)
{
    (void)state;
    check("loans: 5.5\n", "L0229 2:8+3");
    check("loans: {is: 1.234}\n", "L0221 2:13+5");
    check("loans: 'none'\n", "L0220 2:9+4");
    check("cost: none\n", "L0220 2:7+4");
    check("cost: 1,234\n", "L0221 2:7+5");
    check("amounts: {a: x}\n", "L0220 2:14+1");
    check("serves: so\n", "L0230 2:9+2");
    check("since: 31. 2. 2022\n", "L0233 2:8+11");
    check("month: 13/2022\n", "L0234 2:8+7");
    check("year: 2022\n", "L0236 2:7+4");
    check("web: kvkli.cz\n", "L0237 2:6+8");
    check("mail: kvkli.cz\n", "L0238 2:7+8");
    check("field: a b\n", "L0239 2:8+3");
}

static void test_options(void **state)
{
    (void)state;
    check("kind: volunter\n", "L0207 2:7+8");
    check("kind: xyz\n", "L0208 2:7+3");
    check("kind: [volunteer]\n", "L0205 2:7+11");
    check("kind: {volunteer: x}\n", "L0210 2:8+9");
    check("kind: {other: [x]}\n", "L0205 2:15+3");
    check("kind: {other: x, volunteer: y}\n", "L0206 2:7+24");
    check("kinds: [volunteer, professional, volunteer]\n", "L0209 2:34+9");
    check("kinds: [other, xyz, volunteer, vol]\n", "L1064 2:9+5, L0208 2:16+3, L0208 2:32+3");
    check("kinds:\n  -\n  - volunteer\n", "L0213 3:4+1");
}

static void test_suggestions(void **state)
{
    (void)state;
    struct fixture f = fixture_text("nmae: x\nkind: profesional\nxyz: 1\n");
    assert_false(schema_check(&schema, node_read(f.source, f.arena, f.diags), f.diags));
    assert_found(&f, "L0201 1:1+4, L0207 2:7+11, L0202 3:1+3");
    assert_str(fixture_arg(&f, "nearest"), "name");
    assert_str(fixture_arg(&f, "where"), "library");
    fixture_close(&f);
}

static void test_empty_file(void **state)
{
    (void)state;
    struct fixture f = fixture_text("# nothing yet\n");
    assert_false(schema_check(&schema, node_read(f.source, f.arena, f.diags), f.diags));
    assert_found(&f, "L0203 1:1+1");
    fixture_close(&f);
}

static void test_open_and_index(void **state)
{
    (void)state;
    struct fixture f = fixture_text("name: x\nother: y\ncost: z\n");
    struct map index = {0};
    for (size_t i = 0; i < schema.field_count; i++)
        map_put(&index, f.arena, fields[i].name, NULL)->number = i;
    struct schema open = schema;
    open.open = true;
    open.index = &index;
    assert_false(schema_check(&open, node_read(f.source, f.arena, f.diags), f.diags));
    assert_found(&f, "L0220 3:7+1");
    assert_int_equal(schema_find(&open, STR("cost")), 3);
    assert_true(schema_find(&open, STR("other")) == STR_NOT_FOUND);
    fixture_close(&f);
}

static void test_access(void **state)
{
    (void)state;
    struct fixture f = fixture_text("name: x\nserves: no\nloans: 1 234\nkind: volunteer\ncost:\n");
    struct node *node = node_read(f.source, f.arena, f.diags);
    assert_true(schema_check(&schema, node, f.diags));
    assert_str(schema_text(node, "name").s, "x");
    assert_int_equal(schema_text(node, "about").s.n, 0);
    assert_false(schema_yes_no(node, "serves", true));
    assert_true(schema_yes_no(node, "absent", true));
    assert_int_equal(schema_integer(node, "loans", 7), 1234);
    assert_int_equal(schema_integer(node, "cost", 7), 7);
    assert_int_equal(schema_choice(&schema, node, "kind", 9), 1);
    assert_int_equal(schema_choice(&schema, node, "about", 9), 9);
    assert_null(node_get(NULL, "name"));
    fixture_close(&f);
}

static void test_marks(void **state)
{
    (void)state;
    struct fixture f = fixture_text("a: {is: 5, estimate: yes, note: n}\nb: 6\nc: {is: }\n"
                                    "d: none\ne: unknown\nf:\ng: 'none'\n");
    struct node *node = node_read(f.source, f.arena, f.diags);
    struct schema_marks marks;
    assert_str(schema_unmark(node_get(node, "a"), &marks)->text.s, "5");
    assert_true(marks.estimate && !marks.sample && marks.note && !marks.source);
    assert_str(schema_unmark(node_get(node, "b"), &marks)->text.s, "6");
    assert_false(marks.estimate);
    assert_null(schema_unmark(node_get(node, "c"), NULL));
    assert_int_equal(schema_lacks(NULL), SCHEMA_UNKNOWN);
    assert_int_equal(schema_lacks(node_get(node, "b")), SCHEMA_PRESENT);
    assert_int_equal(schema_lacks(node_get(node, "d")), SCHEMA_NONE);
    assert_int_equal(schema_lacks(node_get(node, "e")), SCHEMA_UNKNOWN);
    assert_int_equal(schema_lacks(node_get(node, "f")), SCHEMA_UNKNOWN);
    assert_int_equal(schema_lacks(node_get(node, "g")), SCHEMA_PRESENT);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right),      cmocka_unit_test(test_keys),
        cmocka_unit_test(test_shapes),     cmocka_unit_test(test_values),
        cmocka_unit_test(test_options),    cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_empty_file), cmocka_unit_test(test_open_and_index),
        cmocka_unit_test(test_access),     cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
