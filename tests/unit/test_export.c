/* SPDX-License-Identifier: MIT */
/* Data files: what has to be quoted, what is left out. */
#include "export/export.h"

#include "unit.h"

/* A table of two columns, `a` and `b`, in groups. */
struct sample {
    struct arena *arena;
    struct doc_rows *rows;
    struct doc_table table;
    struct doc_column columns[2];
    struct str groups[1];
    struct document document;
    struct doc_node root;
    struct buf out;
};

static void open_sample(struct sample *sample, bool grouped)
{
    *sample =
        (struct sample){.arena = arena_new(),
                        .columns = {{.name = STR("a"), .label = STR("A")},
                                    {.name = STR("b, c"), .label = STR("B"), .unit = STR("%")}},
                        .groups = {STR("kind")}};
    sample->rows = doc_rows_new(sample->arena, 2);
    sample->table = (struct doc_table){.columns = sample->columns,
                                       .column_count = 2,
                                       .groups = sample->groups,
                                       .group_count = grouped ? 1 : 0,
                                       .name = STR("t")};
}

static void add_row(struct sample *sample, enum doc_row_kind kind, const char *a, const char *b,
                    uint8_t marks)
{
    struct doc_cell cells[2] = {
        {.text = STR("shown"), .machine = str_from(a), .is_head = kind != DOC_ROW_BODY},
        {.text = STR("shown"), .machine = str_from(b), .marks = marks}};
    doc_rows_add(sample->rows, kind, cells);
}

static struct str csv(struct sample *sample)
{
    sample->table.rows = sample->rows;
    sample->table.row_count = doc_rows_count(sample->rows);
    buf_clear(&sample->out);
    export_table_csv(&sample->table, &sample->out);
    return buf_view(&sample->out);
}

static struct str json(struct sample *sample)
{
    struct doc_table **tables = ARENA_ARRAY(sample->arena, struct doc_table *, 1);
    sample->table.rows = sample->rows;
    sample->table.row_count = doc_rows_count(sample->rows);
    tables[0] = &sample->table;
    sample->document.tables = tables;
    sample->document.table_count = 1;
    sample->document.title = STR("\"T\"\n\\\x01");
    sample->document.language = STR("cs");
    buf_clear(&sample->out);
    export_json(&sample->document, &sample->out);
    return buf_view(&sample->out);
}

static void close_sample(struct sample *sample)
{
    buf_free(&sample->out);
    arena_free(sample->arena);
}

static void csv_quotes_what_would_be_misread(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample, false);
    add_row(&sample, DOC_ROW_BODY, "plain", "1.5", 0);
    add_row(&sample, DOC_ROW_BODY, "say \"yes\"", "-2", 0);
    add_row(&sample, DOC_ROW_BODY, "two\nlines", "", 0);
    add_row(&sample, DOC_ROW_BODY, " blank", "a,b", 0);
    add_row(&sample, DOC_ROW_BODY, "blank ", "a b", 0);
    assert_str(csv(&sample), "a,\"b, c\"\nplain,1.5\n\"say \"\"yes\"\"\",-2\n\"two\nlines\",\n"
                             "\" blank\",\"a,b\"\n\"blank \",a b\n");
    close_sample(&sample);
}

static void csv_keeps_rows_of_nothing(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample, false);
    add_row(&sample, DOC_ROW_BODY, "", "", 0);
    assert_str(csv(&sample), "a,\"b, c\"\n,\n");
    close_sample(&sample);
    open_sample(&sample, false);
    sample.rows = doc_rows_new(sample.arena, 1);
    sample.table.column_count = 1;
    add_row(&sample, DOC_ROW_BODY, "x", "", 0);
    add_row(&sample, DOC_ROW_BODY, "", "", 0);
    assert_str(csv(&sample), "a\nx\n\"\"\n");
    close_sample(&sample);
}

static void csv_leaves_totals_out_and_names_groups(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample, true);
    add_row(&sample, DOC_ROW_GROUP, "town", "", 0);
    add_row(&sample, DOC_ROW_BODY, "x", "1", 0);
    add_row(&sample, DOC_ROW_SUBTOTAL, "", "1", 0);
    add_row(&sample, DOC_ROW_GROUP, "village", "", 0);
    add_row(&sample, DOC_ROW_BODY, "y", "2", MARK_ESTIMATE);
    add_row(&sample, DOC_ROW_BODY, "z", "3", MARK_ESTIMATE | MARK_SAMPLE);
    add_row(&sample, DOC_ROW_TOTAL, "", "6", MARK_ESTIMATE);
    add_row(&sample, DOC_ROW_BLANK, "", "", 0);
    assert_str(csv(&sample), "kind,a,\"b, c\",marks\ntown,x,1,\nvillage,y,2,estimate\n"
                             "village,z,3,estimate sample\n");
    close_sample(&sample);
}

static void json_escapes_and_keeps_its_order(void **state)
{
    (void)state;
    struct sample sample;
    open_sample(&sample, true);
    add_row(&sample, DOC_ROW_GROUP, "town", "", 0);
    add_row(&sample, DOC_ROW_BODY, "x", "", MARK_SAMPLE);
    add_row(&sample, DOC_ROW_TOTAL, "", "6", 0);
    assert_str(
        json(&sample),
        "{\"title\":\"\\\"T\\\"\\n\\\\\\u0001\",\"language\":\"cs\",\"institution\":\"\","
        "\"sample\":false,\n\"figures\":[],\n\"tables\":[\n"
        "{\"name\":\"t\",\"columns\":[{\"name\":\"a\",\"label\":\"A\"},"
        "{\"name\":\"b, c\",\"label\":\"B\",\"unit\":\"%\"}],\"groups\":[\"kind\"],\"rows\":[\n"
        "{\"groups\":[\"town\"],\"values\":[\"x\",null],\"marks\":[null,\"sample\"]},\n"
        "{\"kind\":\"total\",\"label\":\"shown\",\"values\":[null,\"6\"]}]}],\n\"traces\":[]}\n");
    close_sample(&sample);
}

static void figures_have_a_line_each(void **state)
{
    (void)state;
    struct doc_printed printed[] = {
        {.name = STR("cost"),
         .label = STR("Cost, all"),
         .unit = STR("Kč"),
         .period = STR("2022"),
         .machine = STR("12.5"),
         .text = STR("12,50 Kč"),
         .marks = MARK_ESTIMATE},
        {.name = STR("gap"), .text = STR("–")},
    };
    struct document document = {.printed = printed, .printed_count = 2};
    struct buf out = {0};
    export_figures_csv(&document, &out);
    assert_str(buf_view(&out), "name,label,period,value,unit,text,marks\n"
                               "cost,\"Cost, all\",2022,12.5,Kč,\"12,50 Kč\",estimate\n"
                               "gap,,,,,–,\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_quotes_what_would_be_misread),
        cmocka_unit_test(csv_keeps_rows_of_nothing),
        cmocka_unit_test(csv_leaves_totals_out_and_names_groups),
        cmocka_unit_test(json_escapes_and_keeps_its_order),
        cmocka_unit_test(figures_have_a_line_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
