/* SPDX-License-Identifier: MIT */
/* The tree: its nodes, the packed rows of tables, the check of its grammar. */
#include "unit.h"

#include <string.h>

#include "doc/check.h"
#include "doc/dump.h"

static const struct span nowhere = {0, 0};

static struct doc_node *add(struct arena *arena, struct doc_node *parent, enum doc_kind kind)
{
    struct doc_node *node = doc_node_new(arena, kind, nowhere);
    doc_append(parent, node);
    return node;
}

static struct doc_node *add_text(struct arena *arena, struct doc_node *parent, const char *text)
{
    struct doc_node *node = add(arena, parent, DOC_TEXT);
    node->text = str_from(text);
    return node;
}

static void test_plain_text_of_a_node(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc_node *paragraph = doc_node_new(arena, DOC_PARAGRAPH, nowhere);
    add_text(arena, paragraph, "a ");
    add_text(arena, add(arena, add(arena, paragraph, DOC_STRONG), DOC_EMPHASIS), "b");
    add(arena, paragraph, DOC_LINE_BREAK);
    add(arena, paragraph, DOC_VALUE)->value.text = STR("12");
    add(arena, paragraph, DOC_CODE_SPAN)->text = STR("c");
    add(arena, paragraph, DOC_NOTE_REF);
    struct buf out = {0};
    doc_plain_text(paragraph, &out);
    assert_str(buf_view(&out), "a b 12c");
    buf_free(&out);
    arena_free(arena);
}

/* --- rows
 * ----------------------------------------------------------------------------------------- */

static void test_rows_come_back_as_they_went_in(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc_rows *rows = doc_rows_new(arena, 3);
    struct doc_node *inlines = doc_node_new(arena, DOC_TEXT, nowhere);
    char *longest = arena_alloc(arena, 70001, 1);
    for (int i = 0; i < 70000; i++)
        longest[i] = (char)('a' + i % 26);
    const struct doc_cell first[] = {
        {.text = STR("33 218 Kč"), .machine = STR("33218.27"), .marks = 3, .missed = true},
        {.text = STR("same"), .machine = STR("same"), .is_head = true},
        {.text = {longest, 70000}, .inlines = inlines},
    };
    const struct doc_cell second[] = {{.text = STR("Group")}, {.text = STR("")}, {.text = STR("")}};
    doc_rows_add(rows, DOC_ROW_BODY, first);
    doc_rows_add(rows, DOC_ROW_GROUP, second);
    struct doc_table table = {.rows = rows, .column_count = 3, .row_count = doc_rows_count(rows)};
    assert_int_equal(table.row_count, 2);
    struct doc_cell cells[3];
    assert_int_equal(doc_table_row(&table, 1, cells), DOC_ROW_GROUP);
    assert_str(cells[0].text, "Group");
    assert_str(cells[1].text, "");
    assert_int_equal(doc_table_row(&table, 0, cells), DOC_ROW_BODY);
    for (size_t i = 0; i < 3; i++) {
        assert_true(str_equal(cells[i].text, first[i].text));
        assert_true(str_equal(cells[i].machine, first[i].machine));
        assert_int_equal(cells[i].marks, first[i].marks);
        assert_int_equal(cells[i].missed, first[i].missed);
        assert_int_equal(cells[i].is_head, first[i].is_head);
        assert_ptr_equal(cells[i].inlines, first[i].inlines);
    }
    arena_free(arena);
}

static void test_rows_are_compact(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc_rows *rows = doc_rows_new(arena, 4);
    struct doc_cell cells[4];
    for (size_t i = 0; i < 20000; i++) {
        struct str text = arena_format(arena, "%zu", i);
        for (size_t c = 0; c < 4; c++)
            cells[c] = (struct doc_cell){.text = text, .machine = text};
        doc_rows_add(rows, DOC_ROW_BODY, cells);
    }
    struct doc_table table = {.rows = rows, .column_count = 4, .row_count = 20000};
    for (size_t i = 0; i < 20000; i += 777) {
        doc_table_row(&table, i, cells);
        assert_str(cells[3].text, arena_format(arena, "%zu", i).p);
    }
    /* 5 digits and 2 bytes for each cell, and what the arena keeps spare. */
    assert_true(arena_size(arena) < (size_t)8 << 20);
    arena_free(arena);
}

/* --- grammar
 * -------------------------------------------------------------------------------------- */

/* A document of one section with one paragraph. */
static struct document small(struct arena *arena)
{
    struct document document = {.root = doc_node_new(arena, DOC_DOCUMENT, nowhere)};
    struct doc_node *section = add(arena, document.root, DOC_SECTION);
    section->section.level = 1;
    add_text(arena, add(arena, section, DOC_HEADING), "Heading");
    add_text(arena, add(arena, section, DOC_PARAGRAPH), "Words");
    return document;
}

static struct doc_node *section_of(const struct document *document)
{
    return document->root->first;
}

static void assert_breach(const struct document *document, const char *expected)
{
    struct buf problems = {0};
    bool good = doc_check(document, &problems);
    buf_char(&problems, '\0');
    if (expected == NULL) {
        assert_string_equal(problems.p, "");
        assert_true(good);
    } else {
        assert_false(good);
        assert_non_null(strstr(problems.p, expected));
    }
    buf_free(&problems);
}

static void test_a_sound_document_passes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct document document = small(arena);
    assert_breach(&document, NULL);
    arena_free(arena);
}

static void break_order(struct arena *arena, struct document *document)
{
    add_text(arena, add(arena, document->root, DOC_PARAGRAPH), "late");
}

static void break_level(struct arena *arena, struct document *document)
{
    (void)arena;
    section_of(document)->section.level = 2;
}

static void break_nesting(struct arena *arena, struct document *document)
{
    add_text(arena, add(arena, section_of(document), DOC_EMPHASIS), "inline among blocks");
}

static void break_heading(struct arena *arena, struct document *document)
{
    add(arena, section_of(document), DOC_HEADING);
}

static void break_empty(struct arena *arena, struct document *document)
{
    add(arena, section_of(document), DOC_PARAGRAPH);
}

static void break_text(struct arena *arena, struct document *document)
{
    add_text(arena, section_of(document)->last, "second");
}

static void break_link(struct arena *arena, struct document *document)
{
    add_text(arena, add(arena, section_of(document)->last, DOC_LINK), "words");
}

static void break_link_in_link(struct arena *arena, struct document *document)
{
    struct doc_node *link = add(arena, section_of(document)->last, DOC_LINK);
    link->link.url = STR("https://a.cz");
    struct doc_node *inner = add(arena, add(arena, link, DOC_STRONG), DOC_LINK);
    inner->link.target = STR("x");
    add_text(arena, inner, "words");
}

static void break_id(struct arena *arena, struct document *document)
{
    section_of(document)->id = STR("a");
    section_of(document)->last->id = STR("a");
    (void)arena;
}

static void break_content(struct arena *arena, struct document *document)
{
    add(arena, section_of(document), DOC_TABLE);
}

static void break_links_between(struct arena *arena, struct document *document)
{
    (void)arena;
    section_of(document)->last->parent = document->root;
}

static void test_every_breach_is_found(void **state)
{
    (void)state;
    static const struct {
        void (*spoil)(struct arena *arena, struct document *document);
        const char *expected;
    } cases[] = {
        {break_order, "it follows a section of the document"},
        {break_level, "its level is not one deeper"},
        {break_nesting, "it must not stand where it stands"},
        {break_heading, "it is not the first of its section"},
        {break_empty, "it has no children"},
        {break_text, "another text follows it"},
        {break_link, "it has not exactly one of"},
        {break_link_in_link, "it stands in a link"},
        {break_id, "its id is given twice"},
        {break_content, "it has no content"},
        {break_links_between, "its parent is another one"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct document document = small(arena);
        cases[i].spoil(arena, &document);
        assert_breach(&document, cases[i].expected);
        arena_free(arena);
    }
}

static void test_the_dump_shows_the_tree(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct document document = small(arena);
    document.title = STR("Title\u00a0here");
    section_of(&document)->id = STR("a");
    struct buf out = {0};
    doc_dump(&document, &out);
    assert_str(buf_view(&out), "title Title␣here\n"
                               "document\n"
                               "  section 1 #a\n"
                               "    heading Heading\n"
                               "    paragraph Words\n");
    buf_free(&out);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_text_of_a_node),
        cmocka_unit_test(test_rows_come_back_as_they_went_in),
        cmocka_unit_test(test_rows_are_compact),
        cmocka_unit_test(test_a_sound_document_passes),
        cmocka_unit_test(test_every_breach_is_found),
        cmocka_unit_test(test_the_dump_shows_the_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
