/* SPDX-License-Identifier: MIT */
/* The command line. */
#ifndef LETOPIS_OPTIONS_H
#define LETOPIS_OPTIONS_H

#include "base/buf.h"
#include "locale/message.h"

enum command {
    COMMAND_BUILD,
    COMMAND_CHECK,
    COMMAND_EXPLAIN,
    COMMAND_LIST,
    COMMAND_HELP,
    COMMAND_VERSION,
};

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum dump { DUMP_NOTHING, DUMP_TREE, DUMP_PAGES };

enum only { ONLY_ALL, ONLY_HTML, ONLY_PDF };

struct options {
    enum command command;
    const char *root;    /* -C: the project's folder */
    const char *layouts; /* --layouts: a folder of layouts that is looked into first; or NULL */
    struct str language; /* --lang; empty: from the environment */
    enum message_format format;
    enum color_choice color;
    enum dump dump;
    enum only only; /* --only: HTML without PDFs, or PDFs without HTML */
    bool strict;
    bool plain_pdf;         /* --pdf=plain */
    const char **arguments; /* reports to build, a figure to explain */
    size_t argument_count;
};

/*
 * Reads argv[1..]. False when it cannot be understood; then `error` holds what is wrong and what
 * was probably meant. `options->arguments` points into argv, whose order is changed.
 */
bool options_read(struct options *options, int argc, char **argv, struct buf *error);

/* What --help prints. */
void options_help(struct buf *out);

#endif
