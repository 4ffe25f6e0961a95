/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/buf.h"
#include "yaml/csv.h"
#include "yaml_fixture.h"

struct rows {
    struct arena *arena;
    struct buf out;
};

static void add_row(void *context, struct text key, struct node *value)
{
    struct rows *rows = context;
    assert_int_equal(key.s.n, 0);
    if (rows->out.n)
        buf_char(&rows->out, '\n');
    buf_str(&rows->out, fixture_dump(rows->arena, value));
}

static void check(const char *text, const char *dump, const char *found)
{
    struct fixture f = fixture_text(text);
    struct rows rows = {.arena = f.arena};
    bool good = csv_read(f.source, f.scratch, f.diags, add_row, &rows);
    assert_str(buf_view(&rows.out), dump);
    assert_found(&f, found);
    assert_int_equal(good, found[0] == 0);
    buf_free(&rows.out);
    fixture_close(&f);
}

static void test_separators(void **state)
{
    (void)state;
    check("", "", "");
    check("id\n1\n2", "{id: \"1\"}\n{id: \"2\"}", "");
    check("id;n\n1;2,5\n", "{id: \"1\", n: \"2,5\"}", "");
    check("id;a,b\n1;2\n", "{id: \"1\", a,b: \"2\"}", "");
    check("id,n\n1,x;y\n", "{id: \"1\", n: \"x;y\"}", "");
    check("id\tn m\n1\t 2 \n", "{id: \"1\", n m: \"2\"}", "");
    check("\"a;b\",c\n1,2\n", "{a;b: \"1\", c: \"2\"}", "");
    check("sep=;\r\na,b;c\r\n1;2\r\n", "{a,b: \"1\", c: \"2\"}", "");
    check("\xEF\xBB\xBFid;n\n1;ž\n", "{id: \"1\", n: \"ž\"}", "");
}

static void test_cells(void **state)
{
    (void)state;
    check("a;b\n\"x\"\"y\";\"1;2\"\n", "{a: \"x\"y\", b: \"1;2\"}", "");
    check("a;b\r\n\"x\r\ny\";2\r\n3;4\r\n", "{a: \"x\ny\", b: \"2\"}\n{a: \"3\", b: \"4\"}", "");
    check("a;b\n;2\n;\n\n1\n1;2;;;\n", "{b: \"2\"}\n{a: \"1\"}\n{a: \"1\", b: \"2\"}", "");
    check("a;b\n \"x\" ; 5\" \n", "{a: \"x\", b: \"5\"\"}", "");
    check("a;b;\n1;2;\n", "{a: \"1\", b: \"2\"}", "");
    check("a\ne\xCC\x81\n", "{a: \"é\"}", "");
}

static void test_faults(void **state)
{
    (void)state;
    check("a;b\n1;\"x\n2;3\n", "", "L0160 2:3+1");
    check("a;b\n\"x\"y z;2\n3;4\n", "{a: \"3\", b: \"4\"}", "L0161 2:4+3");
    check("a;b\n1;2;3;4\n5;6\n", "{a: \"5\", b: \"6\"}", "L0162 2:5+3");
    check("č,b\nž,1,5\n", "", "L0163 2:3+3");
    check("a,b\nx,2,\"5\"\n", "", "L0162 2:5+3");
    check("a;;b\n1;;2\n1;x;2\n", "{a: \"1\", b: \"2\"}", "L0164 3:3+1");
    check("a;b;a\n1;2;3\n", "", "L0122 1:5+1");
    check("a;b\n\xE8;1\n", "", "L0102 2:1+1");
}

/* Every byte of a cell knows its place. */
static void check_place(void *context, struct text key, struct node *value)
{
    (void)key;
    struct fixture *f = context;
    struct text text = value->entries[0].value->text;
    struct span quote = text_span(text, 1, 2), last = text_span(text, 3, 4);
    assert_int_equal(quote.at - f->source->base, 4);
    assert_int_equal(quote.len, 2);
    assert_int_equal(last.at - f->source->base, 8);
    assert_int_equal(last.len, 1);
    assert_int_equal(text_span(text, 4, 4).at - f->source->base, 9);
}

static void test_places(void **state)
{
    (void)state;
    struct fixture f = fixture_text("a\n\"x\"\"\r\ny\"\n");
    assert_true(csv_read(f.source, f.scratch, f.diags, check_place, &f));
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
