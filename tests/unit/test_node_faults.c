/* SPDX-License-Identifier: MIT */
/* Bad input: what is reported, where, and what it says to write. */
#include "unit.h"

#include "base/buf.h"
#include "yaml/node_parts.h"
#include "yaml_fixture.h"

#include <string.h>
#include <utf8proc.h>

static void check_bytes(struct str text, const char *found)
{
    struct fixture f = fixture_open(text);
    node_read(f.source, f.arena, f.diags);
    if (strcmp(fixture_found(&f).p, found) != 0)
        fail_msg("<%.*s>: %s, not %s", (int)text.n, text.p, fixture_found(&f).p, found);
    fixture_close(&f);
}

struct fault_case {
    const char *text, *found;
};

static void check_cases(const struct fault_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_bytes(str_from(cases[i].text), cases[i].found);
}
#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof *(cases))

static void test_encoding(void **state)
{
    (void)state;
    check_bytes(STR("a: 1\nb: \xC4x\n"), "L0102 2:4+1");
    check_bytes(STR("jm\xE9no: Knihovna P\xF8\xED\x9Aovice\n"), "L0103 1:3+1");
    check_bytes(STR("n\xE1zev: \xE8l\xE1nek\nb: m\xECsto\n"), "L0102 1:2+1");
    check_bytes(STR("\xED\xE0\xE7\xE2\xE0: \xD0\xE8\xE2\xED\xE5\n"), "L0103 1:1+1");
    check_bytes(STR("česká řeč: příliš žluťoučký\nb: \xFF\n"), "L0101 2:4+1");
    check_bytes(STR("\xFF\xFE"
                    "a\0:\0"),
                "L0104 1:1+2");
    check_bytes(STR("a: \xC0\x80\n"), "L0103 1:4+1");
    check_bytes(STR("a: \xED\xA0\x80\n"), "L0103 1:4+1");
    check_bytes(STR("a: x\xE2\x82"), "L0103 1:5+1");
    check_bytes(STR("a: x\0y\n"), "L0105 1:5+1");
    check_bytes(STR("a: x\x07y\nb: \x7F\n"), "L0106 1:5+1, L0106 2:4+1");
    check_bytes(STR("a: x\xC2\x9Fy\n"), "L0106 1:5+1");
    /* Those that turn the direction of writing show another name than is written. */
    check_bytes(STR("a: \xE2\x80\xAEx\nb: \xE2\x81\xA6y\xE2\x81\xA9\n"),
                "L0106 1:4+1, L0106 2:4+1, L0106 2:6+1");
    check_bytes(STR("\xEF\xBB\xBF"
                    "a: 1\n\xEF\xBB\xBF"
                    "b: 2\n"),
                "L0107 2:1+1");
    check_bytes(STR("a: x\xE2\x80\xA8y\n"), "L0108 1:5+1");
    check_bytes(STR("a: x\xC2\x85y\n"), "L0108 1:5+1");
    check_bytes(STR("a: 1\rb: 2\r"), "L0109 1:5+1, L0109 1:10+1");
    check_bytes(STR("a: kni\xEF\xBF\xBDovna\n"), "L0110 1:7+1");
}

static void test_tabs(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"a:\tb\n", ""},
        {"a: b\tc\n", ""},
        {"a:\n\tb: 1\n", "L0120 2:1+1"},
        {"a: 1\n\tb: 2\n", "L0120 2:1+1"},
        {"a:\n  b: 1\n\tc: 2\n", "L0120 3:1+1"},
        {"a:\n  \tb: 1\n", "L0120 2:3+1"},
        {"a:\n-\tb: 1\n", "L0120 2:2+1"},
        {"a: |\n  x\n\ty\n", "L0120 3:1+1"},
        {"a: x\n\ty\n", "L0120 2:1+1"},
    };
    CHECK(cases);
}

static void test_indentation(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"a: b\n  c: d\n", "L0140 2:3+4"},
        {"a:\n    b: 1\n  c: 2\n", "L0140 3:3+4"},
        {"a:\n  b: 1\n   c: 2 # x\n", "L0140 3:4+4"},
        {"  a: 1\nb: 2\n", "L0140 2:1+4"},
        {"- a: 1\n b: 2\n", "L0140 2:2+4"},
        {"- a: 1\n   b: 2\n", "L0140 2:4+4"},
        {"a:\n- x\n - y\n", "L0154 3:2+3"},
        {"a: x\nb: y\n  - z\n", "L0154 3:3+3"},
        {"a:\n  - x\n - y\n", "L0156 3:2+3"},
        {"a: 1\n- x\n", "L0156 2:1+3"},
        {"- x\ny: 1\n", "L0151 2:1+4"},
        {"- a\n-b\n- c\n", "L0155 2:1+1"},
        {"- a\n-b: 1\n", "L0155 2:1+1"},
        {"a: - x\n", "L0152 1:4+1"},
        {"a: |\n   x\n  y\n", "L0157 3:3+1"},
        {"a: > text\n", "L0150 1:4+1"},
        {"a: | text\n", "L0150 1:4+1"},
        {"a: 1\n # x\n b: 2\n", "L0140 3:2+4"},
    };
    CHECK(cases);
}

static void test_colons(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"a: 8:00 - 9:00\n", ""},
        {"a: b: c\n", "L0141 1:5+1"},
        {"č: Příloha: žádná\n", "L0141 1:11+1"},
        {"- a: b: c\n", "L0141 1:7+1"},
        {"a: {b: c: d}\n", "L0141 1:9+1"},
        {"a:1\nb: 2\n", "L0142 1:2+1"},
        {"a: 1\nb:2\nc: 3\n", "L0142 2:2+1"},
        {"a: 1\nb:2\n", "L0142 2:2+1"},
        {"a:\n  b:text\n  c: 5\n", "L0142 2:4+1"},
        {"a: {b:1}\n", "L0142 1:6+1"},
        {"a 1\nb: 2\n", "L0143 1:1+3"},
        {"a: 1\nb\nc: 3\n", "L0143 2:1+1"},
        {": x\n", "L0133 1:1+1"},
        {"a: 1\n: x\n", "L0133 2:1+1"},
        {"? a\nb: 1\n", "L0132 1:3+1"},
        {"[a, b]: 1\n", "L0132 1:1+6"},
        {"<<: x\n", "L0131 1:1+2"},
    };
    CHECK(cases);
}

static void test_quotes_and_brackets(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"a: \"x\nb: 2\n", "L0144 1:4+1"},
        {"a: 'x\n---\nb: 1\n", "L0144 1:4+1"},
        {"a:\n  b: \"x\n  c: \"y\"\n", "L0144 2:6+1"},
        {"a: 'it's'\n", "L0146 1:8+2"},
        {"a: \"x\" y # z\n", "L0146 1:8+1"},
        {"a: [1, 2] x\n", "L0146 1:11+1"},
        {"\"a\" b: 1\n", "L0146 1:5+4"},
        {"a: \"b\" \"c\"\n", "L0146 1:8+3"},
        {"a: [1, 2\nb: 3\n", "L0145 1:4+1"},
        {"a: {x: 1, y: 2\n", "L0145 1:4+1"},
        {"a: [1,\n  2\nb: 3\n", "L0145 1:4+1"},
        {"a: {b: \"x\" y}\n", "L0149 1:12+1"},
        {"a: [\"x\" y,\r\n  z,\r\n  w\r\n  ]\r\n", "L0149 1:9+1"},
        {"- [a] x\n- b\n", "L0146 1:7+1"},
        {"[a] x\n", "L0146 1:5+1"},
        {"a: [\"x\"\n  \"y\"]\n", "L0149 2:3+1"},
        {"a: \"C:\\Users\"\n", "L0148 1:7+2"},
        {"a: \"\\u12\"\n", "L0148 1:5+2"},
        {"a: \"x\\0y\"\n", "L0153 1:6+2"},
        {"a: \"x\\x1by\"\n", "L0153 1:6+4"},
    };
    CHECK(cases);
}

static void test_braces(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"a: text {{x}}\n", ""},
        {"a: {{x}}\n", "L0125 1:4+5"},
        {"a: {{x}} text\n", "L0125 1:4+10"},
        {"- {{x}}\n", "L0125 1:3+5"},
        {"a: [{{x}}, b]\n", "L0125 1:5+9"},
        {"a: {x}\n", "L0126 1:4+3"},
        {"a: {name: Praha, Brno}\n", "L0123 1:18+4"},
        {"a: {b, c: 1}\n", "L0123 1:5+1"},
        {"a: {\"b\", c: 1}\n", "L0123 1:5+3"},
        {"a: {b: 1,5}\n", "L0124 1:8+3"},
        {"a: {b: 1 234,50 Kč}\n", "L0124 1:8+11"},
        {"a: {b: 1, 5}\n", "L0123 1:11+1"},
        {"a: {b: , c: }\n", ""},
        {"a: {b:, c: 1}\n", "L0142 1:6+1"},
        {"a: [\n", "L0145 1:4+1"},
        {"a: [b, {c: 1}, {\n", "L0145 1:16+1"},
    };
    CHECK(cases);
}

static void test_signs(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"a: @x\n", "L0147 1:4+1"},
        {"a: `x`\n", "L0147 1:4+1"},
        {"a: %x\n", "L0147 1:4+1"},
        {"a: **x**\n", "L0147 1:4+1"},
        {"a: & b\n", "L0147 1:4+1"},
        {"a: ]\n", "L0147 1:4+1"},
        {"a: ,5\n", "L0147 1:4+1"},
        {"a: *x y*\n", "L0129 1:4+2"},
        {"a: &x y\n", "L0128 1:4+2"},
        {"a: ! x\n", "L0130 1:4+1"},
        {"a: !!int 5\n", "L0130 1:4+5"},
        {"a: &x !y [1]\n", "L0128 1:4+2, L0130 1:7+2"},
        {"a: Sál #5\n", "L0134 1:8+2"},
        {"color: #fff\n", "L0134 1:8+4"},
        {"a: x # note\nb: y #\nc: z ## d\n#e\n", ""},
        {"a: x #---\nb: y #===\nc: z #***\n", ""},
        {"a: \"x\\x1F\"\n", "L0153 1:6+4"},
        {"a: \"x\\x7F\"\n", "L0153 1:6+4"},
        {"a: x\n  - y # z\n", "L0154 2:3+3"},
        {"a: 1\n---\nb: 2\n", "L0127 2:1+3"},
        {"a: 1\n...\nb: 2\n", "L0127 2:1+3"},
        {"---\na: 1\n...\n", ""},
    };
    CHECK(cases);
}

static void test_repeated(void **state)
{
    (void)state;
    struct fixture f = fixture_text("ž: 1\nb: 2\n\"\\u017e\": 3\n");
    node_read(f.source, f.arena, f.diags);
    assert_found(&f, "L0122 3:2+6");
    size_t count;
    const struct diag *diags = diags_sorted(f.diags, &count);
    assert_int_equal(diags[0].args[1].kind, ARG_PLACE);
    assert_int_equal(diags[0].args[1].span.at, f.source->base);
    fixture_close(&f);
    /* More keys than are compared one by one. */
    struct buf text = {0};
    for (int i = 0; i < 40; i++)
        buf_format(&text, "  k%d: x\n", i);
    buf_text(&text, "  k39: x\n  k0: x\n  k20: x\n");
    struct arena *arena = arena_new();
    struct str parts[] = {STR("m:\n"), buf_view(&text)};
    check_bytes(arena_join(arena, parts, 2), "L0122 42:3+3, L0122 43:3+2, L0122 44:3+3");
    /* A letter and its mark are the same key as the composed letter. */
    check_bytes(STR("\xC3\xA9: 1\ne\xCC\x81: 2\n"), "L0122 2:1+2");
    arena_free(arena);
    buf_free(&text);
}

/* Deep or large on purpose: each must be one quick, clean message. */
static void repeated(const char *before, const char *part, size_t times, const char *found)
{
    struct buf text = {0};
    buf_text(&text, before);
    for (size_t i = 0; i < times; i++)
        buf_text(&text, part);
    check_bytes(buf_view(&text), found);
    buf_free(&text);
}

static void test_depth(void **state)
{
    (void)state;
    repeated("", "[", 1000000, "L0121 1:65+1");
    repeated("", "[\n", 300000, "L0121 65:1+1");
    repeated("", "- ", 1000000, "L0121 1:129+1");
    repeated("", "? ", 300000, "L0121 1:129+1");
    repeated("", "{a: ", 300000, "L0121 1:257+1");
    repeated("a: &a [x]\nb: [", "*a,", 3,
             "L0128 1:4+2, L0145 2:4+1, L0129 2:5+2, L0129 2:8+2, L0129 2:11+2");
    repeated("a: \"", "x\n", 300000, "L0144 1:4+1");
    struct buf text = {0};
    for (int i = 0; i < NODE_DEPTH; i++)
        buf_char(&text, '[');
    for (int i = 0; i < NODE_DEPTH; i++)
        buf_char(&text, ']');
    check_bytes(buf_view(&text), "");
    buf_free(&text);
}

static void test_several(void **state)
{
    (void)state;
    static const struct fault_case cases[] = {
        {"a:\n  b: c: d\ne:\n  f: \"x\ng: {{y}}\nh:\n  i:j\n  k: 1\n",
         "L0141 2:7+1, L0144 4:6+1, L0125 5:4+5, L0142 7:4+1"},
        {"- a: b: c\n- d: ok\n- e: 'x\n- f: g: h\n", "L0141 1:7+1, L0144 3:6+1, L0141 4:7+1"},
        {"# x\n\na: {{x}}\nb:\n- c\n- d: e: f\ng: h: i\n", "L0125 3:4+5, L0141 6:7+1, L0141 7:5+1"},
    };
    CHECK(cases);
}

static void advises(const char *text, const char *name, const char *value)
{
    struct fixture f = fixture_text(text);
    node_read(f.source, f.arena, f.diags);
    assert_str(fixture_arg(&f, name), value);
    fixture_close(&f);
}

static void test_advice(void **state)
{
    (void)state;
    advises("a: {b: 1,5}\n", "joined", "1,5");
    advises("a: {b: 1,5}\n", "before", "1");
    advises("a: {b: 1,5}\n", "key", "5");
    advises("a: {b: x, y z}\n", "joined", "x, y z");
    advises("a: {b, c: 1}\n", "joined", "b, c: 1");
    advises("a: {{x}} rok\n", "quoted", "\"{{x}} rok\"");
    advises("a: {{x}} \"rok\"\n", "quoted", "'{{x}} \"rok\"'");
    advises("a: b: c # d\n", "quoted", "\"b: c\"");
    advises("a: 'it's'\n", "quoted", "\"it's\"");
    advises("a: \"x\" y's\n", "quoted", "'\"x\" y''s'");
    advises("a: 1\nb:dva # x\n", "written", "b: dva");
    advises("- a\n-b\n", "written", "- b");
    advises("a: {b:1}\n", "written", "b: 1");
    advises("a: \xE9\n", "byte", "0xE9");
    advises("a: \x07\n", "found", "U+0007");
    advises("a: [1, 2\n", "close", "]");
    /* A text without a name and longer than any key may be; messages show only its beginning. */
    struct buf text = {0};
    for (int i = 0; i < 300; i++)
        buf_text(&text, "čaje ");
    buf_text(&text, ": a\n");
    buf_char(&text, 0);
    struct fixture f = fixture_text(text.p);
    node_read(f.source, f.arena, f.diags);
    assert_found(&f, "L0141 1:1501+1");
    assert_in_range(fixture_arg(&f, "quoted").n, 100, 170);
    buf_free(&text);
    fixture_close(&f);
}

/* Stable: composing it alone changes nothing, and nothing decomposes into it but at the front. */
static void test_stable_characters(void **state)
{
    (void)state;
    for (utf8proc_int32_t code = 1; code < 0x110000; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        utf8proc_int32_t parts[32];
        int boundary = 0;
        utf8proc_ssize_t count =
            utf8proc_decompose_char(code, parts, 32, UTF8PROC_DECOMPOSE, &boundary);
        assert_true(count > 0 && count < 32);
        for (utf8proc_ssize_t i = 1; i < count; i++)
            if (node_code_is_stable((uint32_t)parts[i]))
                fail_msg("U+%04X can follow in U+%04X", (unsigned)parts[i], (unsigned)code);
        if (!node_code_is_stable((uint32_t)code))
            continue;
        assert_int_equal(utf8proc_get_property(code)->combining_class, 0);
        utf8proc_ssize_t composed =
            utf8proc_normalize_utf32(parts, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        if (composed != 1 || parts[0] != code)
            fail_msg("U+%04X is not NFC by itself", (unsigned)code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_tabs),
        cmocka_unit_test(test_indentation),
        cmocka_unit_test(test_colons),
        cmocka_unit_test(test_quotes_and_brackets),
        cmocka_unit_test(test_braces),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_repeated),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_several),
        cmocka_unit_test(test_advice),
        cmocka_unit_test(test_stable_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
