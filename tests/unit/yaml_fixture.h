/* SPDX-License-Identifier: MIT */
/* What the tests of nodes, schemas, scalars and CSV share. */
#ifndef LETOPIS_TESTS_YAML_FIXTURE_H
#define LETOPIS_TESTS_YAML_FIXTURE_H

#include "base/diag.h"
#include "base/source.h"
#include "yaml/node.h"

struct fixture {
    struct arena *arena, *scratch;
    struct sources *sources;
    const struct source *source;
    struct diags *diags;
};

/* A source with the bytes of `text`; ends with fixture_close(). */
struct fixture fixture_open(struct str text);
struct fixture fixture_text(const char *text);
void fixture_close(struct fixture *fixture);

/* All diagnostics as "L0120 2:1+3, L0112 4:1+4": code, line, column and width. */
struct str fixture_found(struct fixture *fixture);
/* The argument of the first diagnostic that has one of that name, or the empty slice. */
struct str fixture_arg(struct fixture *fixture, const char *name);

/* Fails the test unless the diagnostics are exactly these (form as above). */
#define assert_found(fixture, expected) assert_string_equal(fixture_found(fixture).p, expected)

/* A node as one line: {key: "text", list: [..], empty: ~}. */
struct str fixture_dump(struct arena *arena, const struct node *node);

#endif
