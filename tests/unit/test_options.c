/* SPDX-License-Identifier: MIT */
/* The command line. */
#include "unit.h"

#include "commands.h"
#include "options.h"

#include <stdio.h>

enum { MOST_WORDS = 12 };

struct reading {
    char words[256]; /* what argv points into */
    char *argv[MOST_WORDS + 1];
    struct options options;
    struct buf error;
    bool good;
};

/* Reads "letopis " and `line`, cut at spaces; `reading` must stay where it is. */
static void read_line(struct reading *reading, const char *line)
{
    *reading = (struct reading){0};
    int argc = snprintf(reading->words, sizeof reading->words, "letopis %s", line);
    assert_in_range(argc, 0, sizeof reading->words - 1);
    argc = 0;
    for (char *word = strtok(reading->words, " "); word; word = strtok(NULL, " ")) {
        assert_in_range(argc, 0, MOST_WORDS - 1);
        reading->argv[argc++] = word;
    }
    reading->good = options_read(&reading->options, argc, reading->argv, &reading->error);
}

static struct options options_of(struct reading *reading, const char *line)
{
    read_line(reading, line);
    assert_str(buf_view(&reading->error), "");
    assert_true(reading->good);
    return reading->options;
}

static void assert_refused(const char *line, const char *message)
{
    struct reading reading;
    read_line(&reading, line);
    assert_false(reading.good);
    assert_str(buf_view(&reading.error), message);
    buf_free(&reading.error);
}

static void test_nothing_asks_for_help(void **state)
{
    (void)state;
    struct reading reading;
    struct options options = options_of(&reading, "");
    assert_int_equal(options.command, COMMAND_HELP);
    assert_string_equal(options.root, ".");
}

static void test_commands_and_their_arguments(void **state)
{
    (void)state;
    struct reading reading;
    struct options options = options_of(&reading, "build liberec sheets-2022");
    assert_int_equal(options.command, COMMAND_BUILD);
    assert_int_equal(options.argument_count, 2);
    assert_string_equal(options.arguments[0], "liberec");
    assert_string_equal(options.arguments[1], "sheets-2022");
    assert_int_equal(options_of(&reading, "check").command, COMMAND_CHECK);
    assert_int_equal(options_of(&reading, "list").command, COMMAND_LIST);
    options = options_of(&reading, "explain cost@2022");
    assert_int_equal(options.command, COMMAND_EXPLAIN);
    assert_string_equal(options.arguments[0], "cost@2022");
}

static void test_what_is_not_said(void **state)
{
    (void)state;
    struct reading reading;
    struct options options = options_of(&reading, "build");
    assert_int_equal(options.argument_count, 0);
    assert_int_equal(options.language.n, 0);
    assert_null(options.layouts);
    assert_int_equal(options.format, MESSAGE_HUMAN);
    assert_int_equal(options.color, COLOR_AUTO);
    assert_int_equal(options.dump, DUMP_NOTHING);
    assert_int_equal(options.only, ONLY_ALL);
    assert_false(options.strict);
    assert_false(options.plain_pdf);
}

static void test_options_stand_anywhere(void **state)
{
    (void)state;
    struct reading reading;
    struct options options = options_of(&reading, "-C there build --lang cs a --strict b");
    assert_int_equal(options.command, COMMAND_BUILD);
    assert_string_equal(options.root, "there");
    assert_str(options.language, "cs");
    assert_true(options.strict);
    assert_int_equal(options.argument_count, 2);
    assert_string_equal(options.arguments[0], "a");
    assert_string_equal(options.arguments[1], "b");
}

static void test_values_follow_or_are_joined(void **state)
{
    (void)state;
    struct reading reading;
    struct options options = options_of(&reading, "build --dump=pages --pdf=plain --only=html");
    assert_int_equal(options.dump, DUMP_PAGES);
    assert_true(options.plain_pdf);
    assert_int_equal(options.only, ONLY_HTML);
    options = options_of(&reading, "check --format json --color never --layouts mine");
    assert_int_equal(options.format, MESSAGE_JSON);
    assert_int_equal(options.color, COLOR_NEVER);
    assert_string_equal(options.layouts, "mine");
    options = options_of(&reading, "build --dump tree --only pdf --pdf tagged --color=always");
    assert_int_equal(options.dump, DUMP_TREE);
    assert_int_equal(options.only, ONLY_PDF);
    assert_false(options.plain_pdf);
    assert_int_equal(options.color, COLOR_ALWAYS);
}

static void test_the_last_of_two_counts(void **state)
{
    (void)state;
    struct reading reading;
    assert_str(options_of(&reading, "check --lang cs --lang uk").language, "uk");
    assert_int_equal(options_of(&reading, "check --format json --format human").format,
                     MESSAGE_HUMAN);
}

static void test_help_and_version_win(void **state)
{
    (void)state;
    struct reading reading;
    assert_int_equal(options_of(&reading, "--help").command, COMMAND_HELP);
    assert_int_equal(options_of(&reading, "-h").command, COMMAND_HELP);
    assert_int_equal(options_of(&reading, "explain --help").command, COMMAND_HELP);
    assert_int_equal(options_of(&reading, "--help explain").command, COMMAND_HELP);
    assert_int_equal(options_of(&reading, "--version").command, COMMAND_VERSION);
    assert_int_equal(options_of(&reading, "version").command, COMMAND_VERSION);
}

#define LISTS "letopis --help lists what there is.\n"

static void test_unknown_words(void **state)
{
    (void)state;
    assert_refused("biuld", "letopis: there is no command “biuld”; did you mean “build”?\n" LISTS);
    assert_refused("xyzzy", "letopis: there is no command “xyzzy”\n" LISTS);
    assert_refused("check --strct",
                   "letopis: there is no option “--strct”; did you mean “--strict”?\n" LISTS);
    assert_refused("build --only pfd",
                   "letopis: --only does not take “pfd”; did you mean “pdf”?\n" LISTS);
    assert_refused("build --only=", "letopis: --only does not take “”\n" LISTS);
}

static void test_what_is_missing_or_too_much(void **state)
{
    (void)state;
    assert_refused("check --lang", "letopis: --lang needs a value\n");
    assert_refused("check all",
                   "letopis: nothing was expected after the command, but “all” stands there\n");
    static const char one_figure[] = "letopis: explain wants one figure, such as `letopis explain "
                                     "liberec/cost_per_library@2022`\n";
    assert_refused("explain", one_figure);
    assert_refused("explain a b", one_figure);
}

static void test_help_names_every_option(void **state)
{
    (void)state;
    static const char *const words[] = {"build",     "check",  "explain", "list",     "-C",
                                        "--format",  "--lang", "--color", "--strict", "--pdf",
                                        "--layouts", "--only", "--dump",  "--help",   "--version"};
    struct buf help = {0};
    options_help(&help);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_not_equal(str_find_str(buf_view(&help), str_from(words[i]), 0), STR_NOT_FOUND);
    buf_free(&help);
}

static void test_version_names_the_program_first(void **state)
{
    (void)state;
    struct buf version = {0};
    command_version(&version);
    assert_true(str_starts(buf_view(&version), STR("letopis ")));
    assert_int_not_equal(str_find_str(buf_view(&version), STR("\nlibyaml "), 0), STR_NOT_FOUND);
    buf_free(&version);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_asks_for_help),
        cmocka_unit_test(test_commands_and_their_arguments),
        cmocka_unit_test(test_what_is_not_said),
        cmocka_unit_test(test_options_stand_anywhere),
        cmocka_unit_test(test_values_follow_or_are_joined),
        cmocka_unit_test(test_the_last_of_two_counts),
        cmocka_unit_test(test_help_and_version_win),
        cmocka_unit_test(test_unknown_words),
        cmocka_unit_test(test_what_is_missing_or_too_much),
        cmocka_unit_test(test_help_names_every_option),
        cmocka_unit_test(test_version_names_the_program_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
