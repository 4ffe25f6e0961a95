/* SPDX-License-Identifier: MIT */
/* The language files of layouts/languages/, read from disk for tests run in the project's root. */
#ifndef LETOPIS_TESTS_LOAD_LANGUAGE_H
#define LETOPIS_TESTS_LOAD_LANGUAGE_H

#include "locale/language.h"

struct loaded {
    struct arena *arena;
    struct sources *sources;
    struct diags *diags;
    struct language *language; /* NULL when it could not be read */
};

/* An arena, sources and diagnostics without a language. */
struct loaded loaded_empty(void);
/* The file layouts/languages/<code>.yaml; with `overrides`, a YAML text, on top of it (or NULL). */
struct loaded load_language(const char *code, const char *overrides);
/* A source with that text. */
const struct source *loaded_source(struct loaded *loaded, const char *path, const char *text);
/* A file of the project as a source; NULL when there is none. */
const struct source *loaded_file(struct loaded *loaded, const char *path);
void loaded_free(struct loaded *loaded);

/* How often the message was reported. */
size_t loaded_reports(const struct loaded *loaded, enum message message);

/* The text with every U+00A0 as ␣ and U+202F as ⍽, so that expected values can be read. */
const char *visible(struct loaded *loaded, struct str text);

#endif
