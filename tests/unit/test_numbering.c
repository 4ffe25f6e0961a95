/* SPDX-License-Identifier: MIT */
/* Patterns of numbers; clauses and what links call them, also when one is inserted. */
#include "doc_fixture.h"

#include "doc/links.h"
#include "doc/markdown.h"
#include "doc/numbering.h"
#include "doc/pattern.h"
#include "random.h"

static struct fixture fixture;

/* --- patterns
 * ------------------------------------------------------------------------------------ */

#define UKRAINIAN STR("а б в г д е ж и к л м н п р с т у ф х ц ш щ ю я")
#define CZECH STR("a b c d e f g h ch i j k l m n o p q r s t u v w x y z")
#define SLOVENE STR("a b c č d")

static void check(const char *pattern, unsigned first, unsigned second, struct str letters,
                  const char *expected)
{
    const unsigned numbers[] = {first, second};
    struct arena *arena = arena_new();
    assert_str(pattern_write(arena, str_from(pattern), numbers, letters), expected);
    arena_free(arena);
}

static void test_patterns_write_numbers(void **state)
{
    (void)state;
    check("1.", 12, 0, CZECH, "12.");
    check("1.1.", 3, 2, CZECH, "3.2.");
    check("I", 1999, 0, CZECH, "MCMXCIX");
    check("(i)", 4, 0, CZECH, "(iv)");
    check("a)", 9, 0, CZECH, "ch)");
    check("A.", 9, 0, CZECH, "Ch.");
    check("a)", 28, 0, CZECH, "aa)");
    check("а)", 7, 0, UKRAINIAN, "ж)");
    check("a)", 7, 0, UKRAINIAN, "ж)");
    check("А", 24, 0, UKRAINIAN, "Я");
    check("a)", 4, 0, SLOVENE, "č)");
    check("A", 4, 0, SLOVENE, "Č");
    check("a", 6, 0, SLOVENE, "aa");
    check("a", 30, 0, SLOVENE, "dd");
    check("I.a", 2, 3, SLOVENE, "II.c");
    check("a)", 1, 0, (struct str){0}, ")");
}

static void test_only_what_stands_alone_counts(void **state)
{
    (void)state;
    assert_int_equal(pattern_counters(STR("1.1.1.")), 3);
    assert_int_equal(pattern_counters(STR("A.I.1.i")), 4);
    assert_int_equal(pattern_counters(STR("1a")), 2);
    assert_int_equal(pattern_counters(STR("1. pants")), 1);
    assert_int_equal(pattern_counters(STR("Kapitola I")), 1);
    assert_int_equal(pattern_counters(STR("Стаття 1")), 1);
    assert_int_equal(pattern_counters(STR("11")), 0);
    assert_int_equal(pattern_counters(STR("II")), 0);
    assert_int_equal(pattern_counters(STR("§")), 0);
    assert_int_equal(pattern_counters((struct str){0}), 0);
    check("1. člen", 7, 0, SLOVENE, "7. člen");
    check("Raздел 1", 7, 0, SLOVENE, "Raздел 7");
}

/* --- clauses
 * ------------------------------------------------------------------------------------- */

enum { CHAPTERS = 3, CLAUSES = 4, POINTS = 3, ALL = CHAPTERS * CLAUSES };

/* Clauses in chapters, each with points, named c0 … and c0p0 …; those of `refers` lead to one of
 * them. A further clause stands before clause `inserted`; ALL: there is none. */
static void write_text(struct buf *out, const uint32_t *refers, uint32_t inserted)
{
    for (uint32_t i = 0; i < ALL; i++) {
        if (i % CLAUSES == 0)
            buf_text(out, "# Chapter\n\n");
        if (i == inserted)
            buf_text(out, "1. Another one. {#new}\n");
        buf_format(out, "1. See [](#c%u), [](#c%up%u). {#c%u}\n", refers[2 * i] % ALL,
                   refers[2 * i + 1] % ALL, refers[2 * i] % POINTS, i);
        for (uint32_t p = 0; p < POINTS; p++)
            buf_format(out, "   1. Point. {#c%up%u}\n", i, p);
        buf_text(out, i % CLAUSES == CLAUSES - 1 ? "\n" : "");
    }
}

static struct doc_context read_text(const char *report, const struct buf *text,
                                    struct data_report *asked, struct document *document)
{
    struct doc_context context = fixture_context(&fixture);
    struct str source = buf_copy(text, context.arena);
    *asked = *context.report;
    asked->node = node_read(loaded_source(&fixture.loaded, "report.yaml", report), context.arena,
                            context.diags);
    context.report = asked;
    context.document = document;
    document->root = doc_node_new(context.arena, DOC_DOCUMENT, (struct span){0, 0});
    struct doc_outline outline = {.open = {document->root}};
    doc_markdown(&context,
                 text_plain(source, loaded_source(&fixture.loaded, "1.md", source.p)->base),
                 &outline);
    doc_numbering(&context);
    doc_links_resolve(&context);
    return context;
}

static struct str name_of(const struct doc_context *context, const struct doc_node *node,
                          const struct doc_node *from)
{
    return doc_link_name(context->language, context->arena, node, from);
}

static struct str called(const struct doc_context *context, struct str id,
                         const struct doc_node *from)
{
    const struct map_entry *entry = map_find(&context->state->ids, id);
    assert_non_null(entry);
    return name_of(context, ((const struct doc_id *)entry->pointer)->node, from);
}

/* Each link says what its target is called, and no two are called alike. */
static void check_links(const struct doc_context *context)
{
    struct map names = {0};
    for (size_t i = 0; i < context->state->links.count; i++) {
        const struct doc_pending *link = &context->state->links.items[i];
        assert_non_null(link->link->first);
        assert_true(str_equal(link->link->first->text, called(context, link->target, link->link)));
    }
    for (size_t i = 0; i < context->state->ids.count; i++) {
        const struct doc_id *id = context->state->ids.items[i].pointer;
        bool added;
        if (id->node->kind != DOC_ITEM)
            continue;
        map_put(&names, context->arena, name_of(context, id->node, NULL), &added);
        assert_true(added);
    }
}

static void check_shift(const struct doc_context *before, const struct doc_context *after,
                        uint32_t inserted, bool through)
{
    for (uint32_t i = 0; i < ALL; i++) {
        struct str id = arena_format(before->arena, "c%u", i);
        bool behind = i >= inserted && (through || i / CLAUSES == inserted / CLAUSES);
        bool same = str_equal(called(before, id, NULL), called(after, id, NULL));
        assert_true(same == !behind);
    }
}

static void test_references_follow(void **state)
{
    (void)state;
    static const struct {
        const char *report;
        bool through; /* clauses are counted through all chapters */
    } kinds[] = {
        {"numbering: {levels: [1., 1.1., a)]}\n", false},
        {"numbering: {levels: [I, 1., 1.1.]}\n", false},
        {"numbering: {levels: [I, 1., a)], runs_on: [2]}\n", true},
        {"numbering: {levels: [I, 1. člen, (1)], runs_on: 2}\n", true},
    };
    struct random random = {20221106};
    for (unsigned run = 0; run < 200; run++) {
        uint32_t refers[2 * ALL], inserted = random_below(&random, ALL);
        struct data_report asked[2];
        struct document documents[2] = {{0}};
        struct buf text[2] = {0};
        for (size_t i = 0; i < 2 * ALL; i++)
            refers[i] = random_below(&random, ALL * POINTS);
        write_text(&text[0], refers, ALL);
        write_text(&text[1], refers, inserted);
        struct doc_context before =
            read_text(kinds[run % 4].report, &text[0], &asked[0], &documents[0]);
        check_links(&before);
        struct doc_context after =
            read_text(kinds[run % 4].report, &text[1], &asked[1], &documents[1]);
        check_links(&after);
        check_shift(&before, &after, inserted, kinds[run % 4].through);
        buf_free(&text[0]);
        buf_free(&text[1]);
    }
    assert_false(diags_any_error(fixture.loaded.diags));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_patterns_write_numbers),
        cmocka_unit_test(test_only_what_stands_alone_counts),
        cmocka_unit_test(test_references_follow),
    };
    fixture = fixture_new("Text.\n", NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_free(&fixture);
    return failed;
}
