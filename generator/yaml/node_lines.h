/* SPDX-License-Identifier: MIT */
/*
 * Lines of YAML as a person sees them: where their text begins and ends, where a colon ends a key.
 * Used where libyaml has given up, to tell what was meant. Offsets are bytes within `text`.
 */
#ifndef LETOPIS_YAML_NODE_LINES_H
#define LETOPIS_YAML_NODE_LINES_H

#include "base/str.h"

bool line_char_is(struct str text, size_t at, char c);
/* A space or a tab; the end of a line or of the text. */
bool line_is_blank(struct str text, size_t at);
bool line_is_break(struct str text, size_t at);

/* The start of the line in which `at` lies, and its end without CR and LF. */
size_t line_start(struct str text, size_t at);
size_t line_stop(struct str text, size_t at);

/* The first character of the line's own text, behind spaces and the dashes of lists. */
size_t line_content(struct str text, size_t line);

/* The last line before `line` that is neither empty nor a comment; STR_NOT_FOUND: none. */
size_t line_before(struct str text, size_t line);

/* The first colon in [from, to) that ends a key; STR_NOT_FOUND: none. */
size_t line_key_colon(struct str text, size_t from, size_t to);

/* A colon without the space: `name:value`, but not `https://` and not `12:30`. */
size_t line_tight_colon(struct str text, size_t from, size_t to);

/* The end of the line's text from `from` on, without a comment and the spaces before it. */
size_t line_text_stop(struct str text, size_t from, size_t stop);

#endif
