/* SPDX-License-Identifier: MIT */
#include "yaml/node_parts.h"
#include "yaml_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Reads `text`; compares the tree and the diagnostics. */
static void check(const char *text, const char *dump, const char *found)
{
    struct fixture f = fixture_text(text);
    struct node *node = node_read(f.source, f.arena, f.diags);
    assert_string_equal(fixture_dump(f.arena, node).p, dump);
    assert_found(&f, found);
    fixture_close(&f);
}

static void test_shapes(void **state)
{
    (void)state;
    check("", "~", "");
    check("# nothing\n", "~", "");
    check("a: 1\nb:\n  - x\n  - y: z\nc:\n", "{a: \"1\", b: [\"x\", {y: \"z\"}], c: ~}", "");
    check("- no\n- 012\n- 5.10\n- 1e3\n- 12:30\n- 'it''s'\n- \"q\\u010d\"\n",
          "[\"no\", \"012\", \"5.10\", \"1e3\", \"12:30\", \"it's\", \"qč\"]", "");
    check("---\nžluť: {a: [1, 2], b: ''}\n...\n", "{žluť: {a: [\"1\", \"2\"], b: \"\"}}", "");
    check("\xEF\xBB\xBF"
          "a: 1\r\nb: |\r\n  x\r\n  y\r\n",
          "{a: \"1\", b: \"x\ny\n\"}", "");
}

static void test_faults(void **state)
{
    (void)state;
    check("a: 1\nb: 2\na: 3\n", "{a: \"1\", b: \"2\"}", "L0122 3:1+1");
    check("č: {a: 1, b}\n", "{č: {a: \"1\", b: ~}}", "L0123 1:11+1");
    check("p: {a: 1,5, b: 2}\n", "{p: {a: \"1\", 5: ~, b: \"2\"}}", "L0124 1:8+3");
    check("t: {{period}}\n", "NULL", "L0125 1:4+10");
    check("t: {period}\n", "{t: {period: ~}}", "L0126 1:4+8");
    check("a: 1\n---\nb: 2\n", "NULL", "L0127 2:1+3");
    check("a: &x 1\nb: *x\nc: !!str 2\n", "{a: \"1\", b: ~, c: \"2\"}",
          "L0128 1:4+2, L0129 2:4+2, L0130 3:4+5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
