/* SPDX-License-Identifier: MIT */
/* What blocks make of records and figures; their faults and larger cases stand in tests/golden. */
#include "doc/block.h"
#include "doc_fixture.h"

#include <stdlib.h>

/* The first block of that kind at the top of the document. */
static const struct doc_node *find(const struct fixture *fixture, enum doc_kind kind)
{
    const struct doc_node *node = fixture->document->root->first;
    while (node && node->kind != kind)
        node = node->next;
    assert_non_null(node);
    return node;
}

/* The machine texts of a row, with | between. */
static const char *row_text(struct fixture *fixture, const struct doc_table *table, size_t row)
{
    struct doc_cell cells[16];
    struct buf out = {0};
    assert_true(table->column_count <= 16);
    doc_table_row(table, row, cells);
    for (size_t i = 0; i < table->column_count; i++) {
        buf_text(&out, i > 0 ? "|" : "");
        buf_str(&out, cells[i].machine);
    }
    struct str text = buf_copy(&out, fixture->loaded.arena);
    buf_free(&out);
    return text.p;
}

static void names_of_blocks(void **state)
{
    (void)state;
    assert_true(doc_block_known(STR("table")));
    assert_true(doc_block_known(STR("page")));
    assert_false(doc_block_known(STR("tables")));
    assert_str(doc_block_nearest(STR("tabel")), "table");
    assert_str(doc_block_nearest(STR("c")), "");
}

static void tables_sort_by_the_alphabet(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("```table\nfor: library\nsort: -name\n"
                                         "columns: [name, loans]\n```\n",
                                         NULL);
    const struct doc_table *table = find(&fixture, DOC_TABLE)->table;
    assert_int_equal(table->row_count, 3);
    assert_string_equal(row_text(&fixture, table, 0), "Nová *Ves* & k|");
    assert_string_equal(row_text(&fixture, table, 1), "Hejnice|2500");
    assert_string_equal(row_text(&fixture, table, 2), "Dlouhý Most|120");
    assert_true(table->first_column_heads);
    assert_int_equal(table->columns[0].align, DOC_LEFT);
    assert_int_equal(table->columns[1].align, DOC_DECIMAL);
    fixture_free(&fixture);
}

/* What is missing comes last, whichever way the rest goes. */
static void missing_comes_last(void **state)
{
    (void)state;
    static const char *const WAYS[] = {"loans", "-loans", "{by: loans, descending: yes}"};
    for (size_t i = 0; i < 3; i++) {
        struct loaded words = loaded_empty();
        struct str text = arena_format(words.arena,
                                       "```table\nfor: library\nsort: %s\ncolumns: [name, loans]\n"
                                       "```\n",
                                       WAYS[i]);
        struct fixture fixture = fixture_new(text.p, NULL);
        const struct doc_table *table = find(&fixture, DOC_TABLE)->table;
        assert_string_equal(row_text(&fixture, table, i == 0 ? 0 : 1), "Dlouhý Most|120");
        assert_string_equal(row_text(&fixture, table, 2), "Nová *Ves* & k|");
        fixture_free(&fixture);
        loaded_free(&words);
    }
}

static void unknown_makes_a_sum_unknown(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("```table\nfor: library\ncolumns:\n  - name\n"
                                         "  - {show: loans, total: sum}\n"
                                         "  - {show: cost, total: mean}\n```\n",
                                         NULL);
    const struct doc_table *table = find(&fixture, DOC_TABLE)->table;
    assert_string_equal(row_text(&fixture, table, 3), "||1013.83333333333");
    assert_int_equal(loaded_reports(&fixture.loaded, MSG_TOTAL_UNKNOWN), 1);
    assert_int_equal(table->note_count, 1);
    fixture_free(&fixture);
}

static void values_are_evaluated_in_their_record(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("{{for library where kind is town}}\n\n"
                                         "```table\nfor: library as other where "
                                         "other.kind <> library.kind\n"
                                         "sort: name\ncolumns: [name, library.name]\n```\n\n"
                                         "{{end}}\n",
                                         NULL);
    assert_false(diags_any_error(fixture.loaded.diags));
    const struct doc_table *table = find(&fixture, DOC_TABLE)->table;
    assert_int_equal(table->row_count, 2);
    assert_string_equal(row_text(&fixture, table, 0), "Dlouhý Most|Hejnice");
    fixture_free(&fixture);
}

static void heads_stand_right_above_their_columns(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new("```table\nfor: library\ncolumns:\n  - name\n"
                                         "  - head: A\n    columns:\n      - loans\n"
                                         "      - head: B\n        columns: [cost]\n```\n",
                                         NULL);
    const struct doc_table *table = find(&fixture, DOC_TABLE)->table;
    static const uint16_t EXPECTED[][4] = {
        {0, 1, 0, 3}, {1, 2, 0, 1}, {1, 1, 1, 2}, {2, 1, 1, 1}, {2, 1, 2, 1}};
    assert_int_equal(table->storeys, 3);
    assert_int_equal(table->head_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(table->heads[i].column, EXPECTED[i][0]);
        assert_int_equal(table->heads[i].span, EXPECTED[i][1]);
        assert_int_equal(table->heads[i].storey, EXPECTED[i][2]);
        assert_int_equal(table->heads[i].storeys, EXPECTED[i][3]);
    }
    assert_str(table->columns[2].label, "A – B – Náklady");
    assert_str(table->columns[2].unit, "Kč");
    fixture_free(&fixture);
}

/* More rows than the memory of their texts is kept for. */
static void many_rows(void **state)
{
    (void)state;
    struct fixture fixture =
        fixture_new("```table\nnumbered: yes\nrows: 500\ncolumns: [Jméno]\n```\n", NULL);
    const struct doc_table *table = find(&fixture, DOC_TABLE)->table;
    assert_int_equal(table->row_count, 500);
    for (size_t i = 0; i < 500; i++) {
        struct doc_cell cells[2];
        assert_int_equal(doc_table_row(table, i, cells), DOC_ROW_BLANK);
        assert_int_equal(strtol(cells[0].machine.p, NULL, 10), i + 1);
        assert_int_equal(cells[1].text.n, 0);
    }
    fixture_free(&fixture);
}

static void options_appear_without_records(void **state)
{
    (void)state;
    struct fixture fixture = fixture_new(
        "```chart\nkind: bar\nfor: library where kind is town\nrows: kind\n```\n", NULL);
    const struct chart *chart = &find(&fixture, DOC_CHART)->chart->chart;
    assert_int_equal(chart->category_count, 2);
    assert_int_equal(chart->series_count, 1);
    assert_str(chart->categories[1], "vesnická");
    assert_true(number_is_zero(chart->series[0].points[1].value));
    assert_false(chart->series[0].points[1].missing);
    fixture_free(&fixture);
}

static void missing_numbers_are_not_drawn(void **state)
{
    (void)state;
    struct fixture fixture =
        fixture_new("```chart\nkind: bar\nfor: library\nshow: loans\nsort: name\n```\n", NULL);
    const struct doc_chart *chart = find(&fixture, DOC_CHART)->chart;
    assert_true(chart->chart.series[0].points[2].missing);
    assert_string_equal(row_text(&fixture, chart->data, 2), "nova|");
    fixture_free(&fixture);
}

static void panels_print_figures_once(void **state)
{
    (void)state;
    struct fixture fixture =
        fixture_new("```figures\nshow: [visits, visits, ratio]\n```\n\n{{ratio}}\n", NULL);
    const struct doc_figures *figures = find(&fixture, DOC_FIGURES)->figures;
    assert_int_equal(figures->count, 3);
    assert_str(figures->items[2].label, "Poměr");
    assert_int_equal(fixture.document->printed_count, 2);
    fixture_free(&fixture);
}

static void breaks(void **state)
{
    (void)state;
    assert_tree("a\n\n```page\n```\n\nb\n", "  paragraph a\n  break\n  paragraph b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_blocks),
        cmocka_unit_test(tables_sort_by_the_alphabet),
        cmocka_unit_test(missing_comes_last),
        cmocka_unit_test(unknown_makes_a_sum_unknown),
        cmocka_unit_test(values_are_evaluated_in_their_record),
        cmocka_unit_test(heads_stand_right_above_their_columns),
        cmocka_unit_test(many_rows),
        cmocka_unit_test(options_appear_without_records),
        cmocka_unit_test(missing_numbers_are_not_drawn),
        cmocka_unit_test(panels_print_figures_once),
        cmocka_unit_test(breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
