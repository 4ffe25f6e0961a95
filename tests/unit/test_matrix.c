/* SPDX-License-Identifier: MIT */
/*
 * Matrices of random records against counts made here, one record after the other: cells, totals,
 * shares, several chosen options, what is missing, periods.
 */
#include "doc/assemble.h"
#include "load_language.h"
#include "random.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWERS = 60, OPTIONS = 4, KINDS = 3, YEARS = 2, CASES = 40 };

/* -1: unknown; -2: none. */
struct answer {
    int kind, marks;
    bool many_known;
    unsigned many; /* bits of the options chosen */
    int year;
};

static const char *const MANY[] = {"a", "b", "c", "d"};
static const char *const KIND[] = {"x", "y", "z"};

static const char TYPE[] = "period: year\n"
                           "fields:\n"
                           "  year: {type: year}\n"
                           "  kind:\n    type: choice\n    of: {x: X, y: Y, z: Z}\n"
                           "  many:\n    type: choices\n    of: {a: A, b: B, c: C, d: D}\n"
                           "  marks:\n    type: integer\n";

static const char REPORT[] =
    "# M\n\n"
    "```matrix\nfor: answer\nrows: kind\ntotal: yes\n"
    "cell: [count, share, sum(marks where marks is known)]\n```\n\n"
    "```matrix\nfor: answer\nrows: many\ncolumns: kind\ntotal: yes\n```\n\n"
    "```matrix\nfor: answer\nrows: many\nover: 2021..2022\nchange: yes\n```\n";

static void make(struct random *random, struct answer *answers)
{
    for (size_t i = 0; i < ANSWERS; i++) {
        answers[i] = (struct answer){.kind = (int)random_below(random, KINDS + 2) - 2,
                                     .marks = (int)random_below(random, 7) - 1,
                                     .many_known = random_below(random, 5) > 0,
                                     .many = 1 + random_below(random, (1U << OPTIONS) - 1),
                                     .year = 2021 + (int)random_below(random, YEARS)};
    }
}

static void write(const struct answer *answers, struct buf *out)
{
    for (size_t i = 0; i < ANSWERS; i++) {
        const struct answer *answer = &answers[i];
        buf_format(out, "- year: %d\n", answer->year);
        if (answer->kind != -1)
            buf_format(out, "  kind: %s\n", answer->kind == -2 ? "none" : KIND[answer->kind]);
        if (answer->marks >= 0)
            buf_format(out, "  marks: %d\n", answer->marks);
        if (!answer->many_known)
            continue;
        buf_text(out, "  many: [");
        bool first = true;
        for (size_t k = 0; k < OPTIONS; k++) {
            if (!(answer->many >> k & 1))
                continue;
            buf_format(out, "%s%s", first ? "" : ", ", MANY[k]);
            first = false;
        }
        buf_text(out, "]\n");
    }
}

struct made {
    struct loaded loaded;
    struct fs *fs;
    struct project *project;
    struct document *document;
};

static const struct language *find_language(void *owner, struct str code, struct span span)
{
    (void)owner, (void)code, (void)span;
    return NULL;
}

static struct made assemble(const struct answer *answers)
{
    struct made made = {.loaded = load_language("en", NULL)};
    struct buf records = {0};
    write(answers, &records);
    made.fs = fs_open_memory(made.loaded.arena);
    fs_add(made.fs, STR("content/m/institution.yaml"), STR("name: M\nlanguage: en\n"));
    fs_add(made.fs, STR("content/m/types/answer.yaml"), str_from(TYPE));
    fs_add(made.fs, STR("content/m/records/answer.yaml"), buf_view(&records));
    fs_add(made.fs, STR("content/m/reports/r/report.yaml"),
           STR("title: R\nperiod: 2022\nlayout: report\nlanguages: [en]\n"));
    fs_add(made.fs, STR("content/m/reports/r/10.md"), str_from(REPORT));
    made.project = data_load(made.loaded.arena, made.fs, made.loaded.sources, made.loaded.diags);
    struct doc_request request = {.arena = made.loaded.arena,
                                  .find_language = find_language,
                                  .diags = made.loaded.diags,
                                  .sources = made.loaded.sources,
                                  .fs = made.fs,
                                  .institution = made.project->institutions[0],
                                  .language = made.loaded.language,
                                  .report = &made.project->institutions[0]->reports[0]};
    made.document = doc_assemble(&request);
    assert_false(diags_any_error(made.loaded.diags));
    buf_free(&records);
    return made;
}

static void finish(struct made *made)
{
    data_free(made->project);
    fs_close(made->fs);
    loaded_free(&made->loaded);
}

/* The machine text of a cell as a number; -1000 where it says nothing. */
static double cell(const struct made *made, size_t table, size_t row, size_t column)
{
    struct doc_cell cells[16];
    assert_true(table < made->document->table_count);
    const struct doc_table *it = made->document->tables[table];
    assert_true(row < it->row_count && column < it->column_count && it->column_count <= 16);
    doc_table_row(it, row, cells);
    char text[64] = "";
    assert_true(cells[column].machine.n < sizeof text);
    memcpy(text, cells[column].machine.p, cells[column].machine.n);
    return cells[column].machine.n ? strtod(text, NULL) : -1000;
}

static bool close_to(double a, double b)
{
    return a - b < 1e-9 && b - a < 1e-9;
}

static void check_kinds(const struct made *made, const struct answer *answers)
{
    int counts[KINDS + 1] = {0}, sums[KINDS + 1] = {0};
    for (size_t i = 0; i < ANSWERS; i++) {
        if (answers[i].year != 2022 || answers[i].kind < 0)
            continue;
        int marks = answers[i].marks > 0 ? answers[i].marks : 0;
        counts[answers[i].kind]++;
        counts[KINDS]++;
        sums[answers[i].kind] += marks;
        sums[KINDS] += marks;
    }
    for (size_t k = 0; k <= KINDS; k++) {
        assert_true(close_to(cell(made, 0, k, 1), counts[k]));
        double share = counts[KINDS] ? 100.0 * counts[k] / counts[KINDS] : -1000;
        assert_true(close_to(cell(made, 0, k, 2), share));
        assert_true(close_to(cell(made, 0, k, 3), sums[k]));
    }
}

static void check_options(const struct made *made, const struct answer *answers)
{
    int counts[OPTIONS + 1][KINDS + 1] = {{0}};
    for (size_t i = 0; i < ANSWERS; i++) {
        const struct answer *answer = &answers[i];
        if (answer->year != 2022 || answer->kind < 0 || !answer->many_known)
            continue;
        for (size_t o = 0; o <= OPTIONS; o++) {
            if (o < OPTIONS && !(answer->many >> o & 1))
                continue;
            counts[o][answer->kind]++;
            counts[o][KINDS]++;
        }
    }
    for (size_t o = 0; o <= OPTIONS; o++)
        for (size_t k = 0; k <= KINDS; k++)
            assert_true(close_to(cell(made, 1, o, k + 1), counts[o][k]));
}

static void check_years(const struct made *made, const struct answer *answers)
{
    for (size_t o = 0; o < OPTIONS; o++) {
        int counts[YEARS] = {0};
        for (size_t i = 0; i < ANSWERS; i++)
            if (answers[i].many_known && answers[i].many >> o & 1)
                counts[answers[i].year - 2021]++;
        assert_true(close_to(cell(made, 2, o, 1), counts[0]));
        assert_true(close_to(cell(made, 2, o, 2), counts[1]));
        assert_true(close_to(cell(made, 2, o, 3), counts[1] - counts[0]));
    }
}

static void totals_are_what_direct_counts_say(void **state)
{
    (void)state;
    struct random random = {2022};
    for (size_t i = 0; i < CASES; i++) {
        struct answer answers[ANSWERS];
        make(&random, answers);
        struct made made = assemble(answers);
        check_kinds(&made, answers);
        check_options(&made, answers);
        check_years(&made, answers);
        finish(&made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(totals_are_what_direct_counts_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
