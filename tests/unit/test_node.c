/* SPDX-License-Identifier: MIT */
/* Nodes, whole and entry by entry. Faulty input is in test_node_faults.c. */
#include "unit.h"

#include "base/buf.h"
#include "yaml_fixture.h"

#include <string.h>

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

static struct str source_of(const struct fixture *f, struct span span)
{
    size_t at = span.at - f->source->base;
    return str_slice(f->source->text, at, at + span.len);
}

static void test_spans(void **state)
{
    (void)state;
    struct fixture f = fixture_text("žluť:\n  - {á: 1}\n  - \"ž\\\"\"\nprázdný:\ntext: |\n  ř\n");
    struct node *map = node_read(f.source, f.arena, f.diags);
    assert_found(&f, "");
    struct node *list = node_get(map, "žluť");
    assert_str(source_of(&f, map->entries[0].key.span), "žluť");
    assert_str(source_of(&f, list->span), "- {á: 1}\n  - \"ž\\\"\"");
    assert_str(source_of(&f, list->items[0]->span), "{á: 1}");
    assert_str(source_of(&f, list->items[0]->entries[0].value->span), "1");
    assert_str(source_of(&f, list->items[1]->span), "\"ž\\\"\"");
    assert_str(source_of(&f, list->items[1]->text.span), "ž\\\"");
    assert_true(list->items[1]->quoted && !list->items[1]->block);
    assert_int_equal(node_get(map, "prázdný")->kind, NODE_EMPTY);
    assert_true(node_get(map, "text")->block);
    assert_null(node_get(map, "chybí"));
    assert_null(node_get(list, "žluť"));
    fixture_close(&f);
}

/* Texts that stand in the source as they are must not be copied: files are large. */
static void test_no_copies(void **state)
{
    (void)state;
    struct fixture f = fixture_text("a: text\n'b': \"quoted\"\n");
    struct node *map = node_read(f.source, f.arena, f.diags);
    const char *from = f.source->text.p, *to = from + f.source->text.n;
    for (size_t i = 0; i < map->count; i++) {
        assert_in_range(map->entries[i].key.s.p, from, to);
        assert_in_range(map->entries[i].value->text.s.p, from, to);
        assert_null(map->entries[i].value->text.map);
    }
    fixture_close(&f);
}

static void test_part(void **state)
{
    (void)state;
    struct fixture f = fixture_text("# Title\n\n```table\nfor: library\nřádky: a: b\n```\n");
    struct str text = f.source->text;
    size_t from = str_find_str(text, STR("for:"), 0), to = str_find_str(text, STR("řádky"), 0);
    uint32_t at = f.source->base + (uint32_t)from;
    struct node *map = node_read_part(str_slice(text, from, to), at, f.arena, f.diags);
    assert_found(&f, "");
    assert_str(source_of(&f, node_get(map, "for")->span), "library");
    assert_null(node_read_part(str_slice(text, from, text.n - 4), at, f.arena, f.diags));
    assert_found(&f, "L0141 5:9+1");
    fixture_close(&f);
}

struct seen {
    struct arena *arena;
    struct buf out;
    size_t largest;
    struct arena *scratch;
};

static void see_entry(void *context, struct text key, struct node *value)
{
    struct seen *seen = context;
    if (seen->out.n)
        buf_text(&seen->out, "; ");
    buf_str(&seen->out, key.s);
    buf_char(&seen->out, '=');
    buf_str(&seen->out, fixture_dump(seen->arena, value));
    if (arena_size(seen->scratch) > seen->largest)
        seen->largest = arena_size(seen->scratch);
}

static void check_entries(const char *text, const char *entries, const char *found)
{
    struct fixture f = fixture_text(text);
    struct seen seen = {.arena = f.arena, .scratch = f.scratch};
    bool good = node_read_entries(f.source, f.scratch, f.diags, see_entry, &seen);
    assert_str(buf_view(&seen.out), entries);
    assert_found(&f, found);
    assert_int_equal(good, found[0] == 0);
    buf_free(&seen.out);
    fixture_close(&f);
}

static void test_entries(void **state)
{
    (void)state;
    check_entries("", "", "");
    check_entries("---\n", "", "");
    check_entries("a: 1\nb: {c: d}\ne:\n", "a=\"1\"; b={c: \"d\"}; e=~", "");
    check_entries("- a\n- {b: c}\n-\n", "=\"a\"; ={b: \"c\"}; =~", "");
    check_entries("{a: 1, b: [2]}\n", "a=\"1\"; b=[\"2\"]", "");
    check_entries("text\n", "", "L0135 1:1+4");
    check_entries("a: 1\n\"\\x61\": 2\nb: 3\na: 4\n", "a=\"1\"; b=\"3\"",
                  "L0122 2:2+4, L0122 4:1+1");
    check_entries("\"\\x61\": 1\na: 2\n", "a=\"1\"", "L0122 2:1+1");
    check_entries("a: 1\nb: c: d\ne: 2\na: 3\n", "a=\"1\"; e=\"2\"", "L0141 2:5+1, L0122 4:1+1");
    check_entries("a: 1\n--- \nb: 2\n", "a=\"1\"", "L0127 2:1+3");
    check_entries("{a: 1, b}\n", "a=\"1\"; b=~", "L0123 1:8+1");
}

/* However many entries there are, scratch space stays that of one. */
static void test_entries_stream(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 20000; i++)
        buf_format(&text, "k%d: {name: Knihovna, note: \"\\u010d\"}\n", i);
    struct fixture f = fixture_open(buf_view(&text));
    struct seen seen = {.arena = f.arena, .scratch = f.scratch};
    assert_true(node_read_entries(f.source, f.scratch, f.diags, see_entry, &seen));
    assert_true(seen.largest < 64 * 1024);
    buf_free(&seen.out);
    buf_free(&text);
    fixture_close(&f);
}

static void test_normal_form(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text plain = text_plain(STR("příliš žluťoučký кінь"), 100);
    assert_ptr_equal(node_nfc(arena, plain).s.p, plain.s.p);
    /* й as и and a breve, in the middle of a text that starts at 100. */
    struct text loose = text_plain(STR("ча\xD0\xB8\xCC\x86 je"), 100);
    struct text composed = node_nfc(arena, loose);
    assert_str(composed.s, "чай je");
    assert_str(node_nfc(arena, text_plain(STR("abcde\xCC\x81 fg, hij"), 1)).s, "abcdé fg, hij");
    struct span span = text_span(composed, 4, 6);
    assert_int_equal(span.at, 104);
    assert_int_equal(span.len, 4);
    assert_int_equal(text_span(composed, 7, 9).at, 109);
    assert_int_equal(text_span(composed, 9, 9).at, 111);
    /* A part of a text that is composed keeps its own place, and so does a part of the result. */
    struct text part = node_nfc(arena, text_slice(loose, 2, loose.s.n));
    assert_str(part.s, "ай je");
    assert_int_equal(text_span(text_slice(part, 4, 7), 1, 3).at, 109);
    /* A pile of marks takes no more than linear time and is cut, never lost. */
    struct buf pile = {0};
    for (int i = 0; i < 100000; i++)
        buf_text(&pile, i % 2 ? "\xCC\x81" : "\xCC\x96");
    assert_int_equal(node_nfc(arena, text_nowhere(buf_view(&pile))).s.n, pile.n);
    buf_free(&pile);
    arena_free(arena);
}

static void test_check_text(void **state)
{
    (void)state;
    struct fixture f = fixture_text("\xEF\xBB\xBFtext\tč\r\n");
    struct str text;
    assert_true(node_check_text(f.source, f.diags, &text));
    assert_str(text, "text\tč\r\n");
    fixture_close(&f);
    f = fixture_text("");
    assert_true(node_check_text(f.source, f.diags, &text));
    fixture_close(&f);
    f = fixture_text("text \xE1\n");
    assert_false(node_check_text(f.source, f.diags, &text));
    assert_found(&f, "L0102 1:6+1");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),         cmocka_unit_test(test_faults),
        cmocka_unit_test(test_spans),          cmocka_unit_test(test_no_copies),
        cmocka_unit_test(test_part),           cmocka_unit_test(test_entries),
        cmocka_unit_test(test_entries_stream), cmocka_unit_test(test_normal_form),
        cmocka_unit_test(test_check_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
