/* SPDX-License-Identifier: MIT */
/*
 * One run of the program: its arenas, sources, diagnostics, the project, and where layouts and
 * languages are found. Commands get it opened and say in the end what it printed and returned.
 */
#ifndef LETOPIS_SESSION_H
#define LETOPIS_SESSION_H

#include "base/fs.h"
#include "data/project.h"
#include "locale/language.h"
#include "options.h"

/* What main takes from the machine, so that nothing below it asks. */
struct surroundings {
    struct str language; /* of messages: LETOPIS_LANG, LC_ALL, LC_MESSAGES, LANG; may be empty */
    bool color;          /* standard error is a terminal and NO_COLOR is not set */
    int64_t date;        /* SOURCE_DATE_EPOCH, or -1 */
    const char *installed_layouts; /* of a build that is not installed: those of its checkout */
};

enum { EXIT_FINE = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 };

enum { SESSION_LAYOUT_ROOTS = 3 };

/* A language as one institution uses it (it may override parts). */
struct session_language {
    const struct institution *institution; /* NULL: no overrides */
    struct str code;
    struct language *language; /* NULL when its file has errors */
};

struct session {
    const struct options *options;
    const struct surroundings *surroundings;
    struct arena *arena; /* the build's */
    struct sources *sources;
    struct diags *diags;
    struct fs *fs;                                 /* the project */
    struct fs *system;                             /* fonts, dictionaries, profiles */
    struct fs *layout_roots[SESSION_LAYOUT_ROOTS]; /* folders that hold layouts */
    size_t layout_root_count;
    struct {
        struct session_language *items;
        size_t count, capacity;
    } languages;
    struct map layout_files; /* path → const struct source, of what was read */
    struct map layouts;      /* name → const struct layout_files (layout_like.h) */
    struct project *project;
    struct buf out; /* what goes to standard output */
    bool machine_failed;
};

/* False when the project's folder cannot be opened; then `out` says why (exit code 3 or 2). */
bool session_open(struct session *session, const struct options *options,
                  const struct surroundings *surroundings);
void session_close(struct session *session);

/* Reads and checks content/. */
void session_load(struct session *session);

/* A file below layouts/, from the first place that has it; NULL when none has (not reported). */
const struct source *session_layout_file(struct session *session, struct str path);

/* The language `code` with the overrides of `institution` (may be NULL). NULL after reporting, at
 * `span`, that there is none, or what is wrong with its file. */
struct language *session_language(struct session *session, const struct institution *institution,
                                  struct str code, struct span span);

/* All diagnostics so far, in the reader's language, as the options say. */
void session_write_diags(struct session *session, struct buf *out);

/* Reports that a file operation failed: a fault of the machine. */
void session_machine_failed(struct session *session, struct fs *fs);

/* The exit code that the diagnostics ask for. */
int session_exit_code(const struct session *session);

#endif
