/* SPDX-License-Identifier: MIT */
/*
 * Plain entries, read without libyaml, are what libyaml makes of them, places and all, and faults
 * are found all the same. Each text is read twice: a comment behind it that is not in normal form
 * leaves the whole of it to libyaml.
 */
#include "unit.h"

#include "base/buf.h"
#include "random.h"
#include "yaml/node_parts.h"
#include "yaml_fixture.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* All that a node says. */
static void put_node(struct buf *out, const struct node *node)
{
    buf_format(out, "%d%d%d@%u+%u", (int)node->kind, node->quoted, node->block, node->span.at,
               node->span.len);
    if (node->kind == NODE_SCALAR) {
        struct span last = text_span(node->text, node->text.s.n, node->text.s.n);
        buf_format(out, "'%.*s'@%u+%u-%u", (int)node->text.s.n, node->text.s.p, node->text.span.at,
                   node->text.span.len, last.at);
    }
    for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++)
        put_node(out, node->items[i]);
    for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++) {
        struct text key = node->entries[i].key;
        buf_format(out, "(%.*s@%u+%u ", (int)key.s.n, key.s.p, key.span.at, key.span.len);
        put_node(out, node->entries[i].value);
        buf_char(out, ')');
    }
}

static void put_entry(void *context, struct text key, struct node *value)
{
    struct buf *out = context;
    buf_format(out, "%.*s@%u+%u ", (int)key.s.n, key.s.p, key.span.at, key.span.len);
    put_node(out, value);
    buf_char(out, '\n');
}

/* What is read of `text` with a comment behind it; the faults. */
static struct str read_all(struct str text, const char *comment, struct arena *arena,
                           struct str *faults)
{
    struct buf whole = {0}, entries = {0};
    buf_str(&whole, text);
    buf_text(&whole, comment);
    struct fixture f = fixture_open(buf_view(&whole));
    bool good = node_read_entries(f.source, f.scratch, f.diags, put_entry, &entries);
    *faults = arena_str(arena, fixture_found(&f));
    assert_int_equal(good, !diags_any_error(f.diags));
    struct str read = buf_copy(&entries, arena);
    fixture_close(&f);
    buf_free(&entries);
    buf_free(&whole);
    return read;
}

/* The same faults, and without any the same entries. (Before a fault libyaml does not hand over an
 * entry until it has seen what follows.) */
static void check(struct str text)
{
    struct arena *arena = arena_new();
    struct str faults, other_faults;
    struct str plain = read_all(text, "\n#\xC4\x8Dx\n", arena, &faults);
    struct str whole = read_all(text, "\n#e\xCC\x81\n", arena, &other_faults);
    bool same = str_equal(faults, other_faults) && (faults.n || str_equal(plain, whole));
    if (!same)
        print_message("--- text\n%.*s\n--- plain %s\n%s--- libyaml %s\n%s", (int)text.n, text.p,
                      faults.p, plain.p, other_faults.p, whole.p);
    assert_true(same);
    arena_free(arena);
}

static const char *const files[] = {
    ("- id: 1\n  name: \"Knihovna Hůrka\"\n  cost: 4 267,50\n  open: yes\n"
     "- id: 2\n  name: 'Lhota'\n  cost:\n  open: no\n"
     "- id: 3\n  name: Kam. n. L.\n  note: |\n    two\n    lines\n"
     "- id: 4\n  name: Brod\n"),
    ("sample: yes\n\nashford:\n  name: Ashford\n  loans: -5\n# a comment\nelm_2:\n"
     "  name: Elm\n  kinds: [a, b]\nоко:\n  name: Око\n  loans: 4 850\n"),
    ("  - a: b\n    c: d\n\n  # comment\n  -  a: 1\n     c: 2\n  - a: 2\n"),
};

static size_t count_plain(struct str text)
{
    struct node_plain plain;
    node_plain_open(&plain, text, 1);
    size_t count = 0, end;
    while (node_plain_next(&plain))
        count++;
    node_plain_end(&plain, &end);
    return count;
}

static void test_plain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        check(str_from(files[i]));
    assert_int_equal(count_plain(str_from(files[0])), 2);
    assert_int_equal(count_plain(str_from(files[1])), 2);
    assert_int_equal(count_plain(str_from(files[2])), 3);
}

static void test_left_to_libyaml(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "a: b: c",    "a: b #c",      "a: b # c",      "a: #c",    "a: \"b\" c",   "a: \"\\t\"",
        "a: 'it''s'", "a: |",         "a: [b",         "a: b\tc",  "a:b",          "a : b",
        "a: *b",      "a: - b",       "a: b:",         "a: {{b}}", "\"a\": b",     "- a",
        "? a",        "a: 1\n  a: 2", "a: 1\n   b: 2", "a: 1\n x", "a:\n    b: 2", "a: \"b",
        "a: b\r",     "x y: z",       "a: %b",         "<<: a",    "a: @b",        "a: `b`",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct buf text = {0};
        buf_format(&text, "- id: 1\n- %s\n- id: 2\n", lines[i]);
        check(buf_view(&text));
        buf_format(&text, "  %s\n- id: 4\n", lines[i]);
        check(buf_view(&text));
        buf_char(&text, 0);
        assert_int_equal(count_plain(str_slice(buf_view(&text), 0, text.n - 1)), 1);
        buf_free(&text);
    }
}

static void put_random_piece(struct buf *out, struct random *random)
{
    static const char *const pieces[] = {
        "a",       "b: c",      ": ",
        ":",       " ",         "  ",
        "- ",      "-",         "\n",
        "\n  ",    "\n- ",      "\n    ",
        "\"",      "'",         "#",
        " #",      "x y",       "č",
        "|",       ">",         "{",
        "}",       "[",         "]",
        ",",       "&a",        "*a",
        "!",       "?",         "---",
        "\n---\n", "\n...\n",   "\\",
        "\t",      "5",         "\r\n",
        "%",       "\nid: 1\n", "\n  name: x\n",
        "~",       "{{",        "=",
    };
    buf_text(out, pieces[random_below(random, sizeof pieces / sizeof *pieces)]);
}

/* Keys that libyaml would not take, records of more fields than there is room for, keys in another
 * order than those of the record before: none is read twice over, none is lost. */
static void test_keys(void **state)
{
    (void)state;
    check(STR("- a: 1\n  b: 2\n  c: 3\n- a: 1\n  c: 2\n  c: 3\n- a: 1\n  b: 2\n"));
    check(STR("- a: 1\n  b: 2\n- b: 1\n  a: 2\n- a: 1\n  b: 2\n  c: 3\n- a: 1\n"));
    check(STR("elm:\n  name: A\noak:\n  name: B\nelm:\n  name: C\nash:\n  name: D\n"));
    check(STR("elm: 1\nelm: 2\n"));
    static const size_t lengths[] = {255, 256, 1100};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct buf text = {0};
        buf_text(&text, "- id: 1\n- ");
        for (size_t k = 0; k < lengths[i]; k++)
            buf_char(&text, 'k');
        buf_text(&text, ": 1\n- id: 2\n");
        check(buf_view(&text));
        buf_free(&text);
    }
    for (unsigned count = NODE_PLAIN_FIELDS - 1; count <= NODE_PLAIN_FIELDS + 2; count++) {
        struct buf text = {0};
        for (unsigned k = 0; k < count; k++)
            buf_format(&text, "%s f%u: %u\n", k ? " " : "-", k, k);
        buf_char(&text, 0);
        struct str whole = str_slice(buf_view(&text), 0, text.n - 1);
        check(whole);
        assert_int_equal(count_plain(whole), count <= NODE_PLAIN_FIELDS);
        buf_free(&text);
    }
}

/* Nothing behind the NUL is looked at, wherever the text breaks off: the page behind it cannot be.
 */
static void test_ends_of_texts(void **state)
{
    (void)state;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED && mprotect(pages + page, page, PROT_NONE) == 0);
    static const char *const texts[] = {"- a: \"b\"\n  c: 'd' \n", "é: x  y # z", "a:\n  b: -5\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t n = 1; n <= strlen(texts[i]); n++) {
            char *text = pages + page - n - 1;
            memcpy(text, texts[i], n);
            text[n] = '\0';
            count_plain((struct str){text, n});
        }
    munmap(pages, 2 * page);
}

/* `file` with something put in or left out here and there. */
static void damage(struct buf *out, struct str file, struct random *random)
{
    uint32_t faults = 1 + random_below(random, 3);
    size_t from = 0;
    for (uint32_t i = 0; i < faults; i++) {
        size_t at = from + random_below(random, (uint32_t)(file.n - from + 1));
        buf_str(out, str_slice(file, from, at));
        from = at;
        if (random_below(random, 3))
            put_random_piece(out, random);
        if (random_below(random, 2) && from < file.n)
            str_next(file, &from);
    }
    buf_str(out, str_slice(file, from, file.n));
}

static void test_damaged(void **state)
{
    (void)state;
    struct random random = {2022};
    for (int i = 0; i < 3000; i++) {
        struct buf text = {0};
        damage(&text, str_from(files[i % 3]), &random);
        check(buf_view(&text));
        buf_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),   cmocka_unit_test(test_left_to_libyaml),
        cmocka_unit_test(test_keys),    cmocka_unit_test(test_ends_of_texts),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
