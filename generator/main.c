/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "options.h"
#include "session.h"

#include "base/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef LETOPIS_LAYOUTS
#define LETOPIS_LAYOUTS "/usr/local/share/letopis/layouts"
#endif

/* The environment is read here and nowhere else. */

static struct str message_language(void)
{
    static const char *const names[] = {"LETOPIS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        bool plain = value && (strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0 ||
                               strncmp(value, "C.", 2) == 0);
        if (value && value[0] && !plain)
            return str_from(value);
        if (plain)
            return STR("");
    }
    return STR("");
}

static int64_t source_date(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (text == NULL || text[0] < '0' || text[0] > '9')
        return -1;
    char *end;
    long long seconds = strtoll(text, &end, 10);
    return *end == '\0' && seconds <= INT64_C(253402300799) ? seconds : -1;
}

static bool write_all(int file, struct str bytes)
{
    for (size_t at = 0; at < bytes.n;) {
        ssize_t count = write(file, bytes.p + at, bytes.n - at);
        if (count < 0 && errno != EINTR)
            return false;
        at += count > 0 ? (size_t)count : 0;
    }
    return true;
}

static int print(struct buf *out, int file, int code)
{
    bool good = write_all(file, buf_view(out));
    buf_free(out);
    return good ? code : EXIT_MACHINE;
}

static int run(const struct options *options, const struct surroundings *surroundings)
{
    mem_start();
    struct session session;
    if (!session_open(&session, options, surroundings)) {
        struct buf message = {0};
        buf_format(&message, "letopis: the folder “%s” cannot be opened\n", options->root);
        session_close(&session);
        return print(&message, STDERR_FILENO, EXIT_USAGE);
    }
    if (options->command == COMMAND_BUILD)
        command_build(&session);
    else if (options->command == COMMAND_CHECK)
        command_check(&session);
    else if (options->command == COMMAND_EXPLAIN)
        command_explain(&session);
    else
        command_list(&session);
    struct buf messages = {0};
    session_write_diags(&session, &messages);
    int code = session_exit_code(&session);
    bool good = write_all(STDOUT_FILENO, buf_view(&session.out));
    session_close(&session);
    code = print(&messages, STDERR_FILENO, code);
    return good ? code : EXIT_MACHINE;
}

int main(int argc, char **argv)
{
    /* A file that grows beyond what the system allows is a failed write like any other. */
    signal(SIGXFSZ, SIG_IGN);
    struct options options;
    struct buf text = {0};
    if (!options_read(&options, argc, argv, &text))
        return print(&text, STDERR_FILENO, EXIT_USAGE);
    if (options.command == COMMAND_HELP) {
        options_help(&text);
        return print(&text, STDOUT_FILENO, argc > 1 ? EXIT_FINE : EXIT_USAGE);
    }
    if (options.command == COMMAND_VERSION) {
        command_version(&text);
        return print(&text, STDOUT_FILENO, EXIT_FINE);
    }
    const char *no_color = getenv("NO_COLOR");
    struct surroundings surroundings = {
        .language = message_language(),
        .color = isatty(STDERR_FILENO) && (no_color == NULL || no_color[0] == '\0'),
        .date = source_date(),
        .installed_layouts = LETOPIS_LAYOUTS,
    };
    return run(&options, &surroundings);
}
