/* SPDX-License-Identifier: MIT */
#include "options.h"

#include "base/suggest.h"

#include <string.h>

static const struct str command_names[] = {
    [COMMAND_BUILD] = STR_INIT("build"),     [COMMAND_CHECK] = STR_INIT("check"),
    [COMMAND_EXPLAIN] = STR_INIT("explain"), [COMMAND_LIST] = STR_INIT("list"),
    [COMMAND_HELP] = STR_INIT("help"),       [COMMAND_VERSION] = STR_INIT("version"),
};
enum { COMMANDS = sizeof command_names / sizeof *command_names };

static const struct str option_names[] = {
    STR_INIT("-C"),        STR_INIT("--format"), STR_INIT("--color"),   STR_INIT("--lang"),
    STR_INIT("--layouts"), STR_INIT("--dump"),   STR_INIT("--only"),    STR_INIT("--pdf"),
    STR_INIT("--strict"),  STR_INIT("--help"),   STR_INIT("--version"),
};
/* Those that take a value stand first. */
enum { OPTIONS = sizeof option_names / sizeof *option_names, WITH_VALUE = 8 };

static const char help[] =
    "letopis makes reports from records that are kept as text files.\n"
    "\n"
    "  letopis build [REPORT…]        makes the reports of content/ (or those named) in output/\n"
    "  letopis check                  only says what is wrong\n"
    "  letopis explain FIGURE         says why a figure is what it is, down to file and line\n"
    "  letopis list                   lists institutions, reports and figures\n"
    "\n"
    "REPORT is INSTITUTION, INSTITUTION/REPORT or REPORT; FIGURE is [INSTITUTION/]NAME[@PERIOD].\n"
    "\n"
    "  -C FOLDER                      the project (default: the current folder)\n"
    "  --format human|json            how messages are printed\n"
    "  --lang CODE                    their language (default: that of the environment)\n"
    "  --color auto|always|never      (NO_COLOR is respected)\n"
    "  --strict                       warnings are errors\n"
    "  --pdf tagged|plain             plain leaves out tags and attached files\n"
    "  --layouts FOLDER               layouts and languages that are looked for there first\n"
    "  --only html|pdf                build: leaves the other one out\n"
    "  --dump tree|pages              build: prints that instead of writing anything\n"
    "  --help, --version\n"
    "\n"
    "Exit codes: 0 fine; 1 the content has errors; 2 wrong usage; 3 the machine failed.\n";

void options_help(struct buf *out)
{
    buf_text(out, help);
}

static bool complain(struct buf *error, const char *what, const char *word, const struct str *names,
                     size_t count)
{
    buf_format(error, "letopis: %s “%s”", what, word);
    struct str nearest = suggest_nearest(str_from(word), names, count);
    if (nearest.n)
        buf_format(error, "; did you mean “%.*s”?", (int)nearest.n, nearest.p);
    buf_text(error, "\nletopis --help lists what there is.\n");
    return false;
}

/* The index of `word` in `names`; false after a complaint. */
static bool choose(const char *option, const char *word, const struct str *names, size_t count,
                   int *out, struct buf *error)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(names[i], word)) {
            *out = (int)i;
            return true;
        }
    struct buf what = {0};
    buf_format(&what, "%s does not take", option);
    buf_char(&what, '\0');
    complain(error, what.p, word, names, count);
    buf_free(&what);
    return false;
}

static bool set_option(struct options *options, const char *name, const char *value,
                       struct buf *error)
{
    static const struct str formats[] = {STR_INIT("human"), STR_INIT("json")};
    static const struct str colors[] = {STR_INIT("auto"), STR_INIT("always"), STR_INIT("never")};
    static const struct str dumps[] = {STR_INIT("nothing"), STR_INIT("tree"), STR_INIT("pages")};
    static const struct str only[] = {STR_INIT("all"), STR_INIT("html"), STR_INIT("pdf")};
    static const struct str kinds[] = {STR_INIT("tagged"), STR_INIT("plain")};
    int choice = 0;
    bool good = true;
    if (strcmp(name, "-C") == 0) {
        options->root = value;
    } else if (strcmp(name, "--layouts") == 0) {
        options->layouts = value;
    } else if (strcmp(name, "--lang") == 0) {
        options->language = str_from(value);
    } else if (strcmp(name, "--format") == 0) {
        good = choose(name, value, formats, 2, &choice, error);
        options->format = choice == 1 ? MESSAGE_JSON : MESSAGE_HUMAN;
    } else if (strcmp(name, "--color") == 0) {
        good = choose(name, value, colors, 3, &choice, error);
        options->color = (enum color_choice)choice;
    } else if (strcmp(name, "--dump") == 0) {
        good = choose(name, value, dumps, 3, &choice, error);
        options->dump = (enum dump)choice;
    } else if (strcmp(name, "--only") == 0) {
        good = choose(name, value, only, 3, &choice, error);
        options->only = (enum only)choice;
    } else {
        good = choose(name, value, kinds, 2, &choice, error);
        options->plain_pdf = choice == 1;
    }
    return good;
}

static bool takes_value(struct str name)
{
    for (size_t i = 0; i < WITH_VALUE; i++)
        if (str_equal(option_names[i], name))
            return true;
    return false;
}

/* Reads the option argv[*index]; the value may follow after `=` or as the next argument. */
static bool read_option(struct options *options, int argc, char **argv, int *index, bool *instead,
                        struct buf *error)
{
    char *word = argv[*index];
    if (strcmp(word, "--strict") == 0) {
        options->strict = true;
        return true;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        options->command = COMMAND_HELP;
        *instead = true;
        return true;
    }
    if (strcmp(word, "--version") == 0) {
        options->command = COMMAND_VERSION;
        *instead = true;
        return true;
    }
    char *equals = word[1] == '-' ? strchr(word, '=') : NULL;
    if (equals)
        *equals = '\0';
    if (!takes_value(str_from(word)))
        return complain(error, "there is no option", word, option_names, OPTIONS);
    if (equals)
        return set_option(options, word, equals + 1, error);
    if (*index + 1 >= argc) {
        buf_format(error, "letopis: %s needs a value\n", word);
        return false;
    }
    return set_option(options, word, argv[++*index], error);
}

static bool read_command(struct options *options, const char *word, struct buf *error)
{
    for (int i = 0; i < COMMANDS; i++)
        if (str_is(command_names[i], word)) {
            options->command = (enum command)i;
            return true;
        }
    return complain(error, "there is no command", word, command_names, COMMANDS);
}

static bool check_arguments(const struct options *options, struct buf *error)
{
    if (options->command == COMMAND_EXPLAIN && options->argument_count != 1) {
        buf_text(error, "letopis: explain wants one figure, such as `letopis explain "
                        "liberec/cost_per_library@2022`\n");
        return false;
    }
    bool plain = options->command == COMMAND_CHECK || options->command == COMMAND_LIST;
    if (plain && options->argument_count > 0) {
        buf_format(error,
                   "letopis: nothing was expected after the command, but “%s” stands there\n",
                   options->arguments[0]);
        return false;
    }
    return true;
}

bool options_read(struct options *options, int argc, char **argv, struct buf *error)
{
    *options = (struct options){.command = COMMAND_HELP, .root = "."};
    options->arguments = (const char **)argv;
    bool has_command = false, instead = false; /* --help and --version win over a command */
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-' && argv[i][1] != '\0') {
            if (!read_option(options, argc, argv, &i, &instead, error))
                return false;
        } else if (!has_command) {
            enum command asked = options->command;
            if (!read_command(options, argv[i], error))
                return false;
            has_command = true;
            if (instead)
                options->command = asked;
        } else {
            options->arguments[options->argument_count++] = argv[i];
        }
    }
    return instead || check_arguments(options, error);
}
