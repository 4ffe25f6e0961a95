/* SPDX-License-Identifier: MIT */
/*
 * A place where libyaml gave up, and ways to report what is wrong there. Within the node module.
 */
#ifndef LETOPIS_YAML_NODE_FAULT_H
#define LETOPIS_YAML_NODE_FAULT_H

#include "base/buf.h"
#include "yaml/node_parts.h"

struct fault {
    struct node_stream *stream;
    struct str text;
    const char *problem;
    size_t at;         /* where libyaml noticed */
    size_t from;       /* where that began which it was reading */
    size_t line, stop; /* the line of `at`, without its end */
};

/* Reports at the bytes [from, to). */
void fault_report(struct fault *f, enum message message, size_t from, size_t to,
                  const struct diag_arg *args);

/* The character at `at`, as {found}; where it ends. */
void fault_report_char(struct fault *f, enum message message, size_t at);
size_t fault_char_end(const struct fault *f, size_t at);

/* From `at` to the end of its line's text; the whole text of a line. */
void fault_report_from(struct fault *f, enum message message, size_t at);
void fault_report_line(struct fault *f, enum message message, size_t line);

/*
 * Writes how `value` should stand in quotes. Where it has quotes around it that do not pair up
 * ('it's'), these were meant so already and go.
 */
void fault_put_quoted(struct buf *out, struct str value);

/* At [at, to), with the line's text from `value` on in quotes as {quoted}. */
void fault_report_quoted(struct fault *f, enum message message, size_t at, size_t to, size_t value);

/* `name:value` or `-value`: the text from `from` on with a space put in behind the byte at `at`, as
 * {written}. */
void fault_report_space(struct fault *f, enum message message, size_t from, size_t at);

/* A tab in an indentation, with the number of lines from here on that have one: said once. */
void fault_report_tab(struct fault *f, size_t tab);

void fault_report_open_quote(struct fault *f, size_t quote);

#endif
