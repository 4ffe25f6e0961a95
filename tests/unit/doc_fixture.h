/* SPDX-License-Identifier: MIT */
/*
 * A small institution in memory, in Czech, with one public report whose text the test gives; and
 * what came of it as text. Three libraries, of which one lacks its number of loans; figures
 * `visits` (129, a noun), `total_cost` (3 041,50 Kč), `share` (percent), `gap` (unknown); a private
 * field; other reports "second" (public) and "internal"; pictures a.png, b.jpg, and damaged ones.
 */
#ifndef LETOPIS_TESTS_DOC_FIXTURE_H
#define LETOPIS_TESTS_DOC_FIXTURE_H

#include "doc/assemble.h"
#include "load_language.h"
#include "unit.h"

struct fixture {
    struct loaded loaded; /* arena, sources, diagnostics, language */
    struct fs *fs;
    struct project *project;
    const struct institution *institution;
    struct document *document;
};

/* The report made of `text`, and of `second` as its second chapter (NULL: none). */
struct fixture fixture_new(const char *text, const char *second);
void fixture_free(struct fixture *fixture);

/* A context at the top of the report, for functions that want one. */
struct doc_context fixture_context(struct fixture *fixture);

/* The tree below the document's own line, as doc_dump() writes it. */
const char *fixture_tree(struct fixture *fixture);

/* The tree of `text` must be `expected`, without an error and in its normal form. */
void assert_tree(const char *text, const char *expected);

/* `text` must lead to that message at that line and column of its file, and to no other error. */
void assert_fault(const char *text, enum message message, uint32_t line, uint32_t column);

#endif
