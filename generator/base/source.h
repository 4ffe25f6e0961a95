/* SPDX-License-Identifier: MIT */
/*
 * Sources and positions.
 *
 * Every text that was read is registered once. All sources lie one after the other in a single
 * space of 32-bit positions, so a position alone names both the file and the byte; 0 is nowhere.
 * A value of a record costs four bytes for its place. Line and column are worked out only when
 * a place is printed.
 */
#ifndef LETOPIS_BASE_SOURCE_H
#define LETOPIS_BASE_SOURCE_H

#include "base/arena.h"
#include "base/str.h"

struct span {
    uint32_t at;  /* global position; 0: nowhere */
    uint32_t len; /* bytes; 0 where only the start is known */
};

struct source {
    struct str path; /* relative to the project, as printed */
    struct str text; /* as read, NUL-terminated beyond its end */
    uint32_t base;   /* global position of its first byte */
};

struct sources;

struct sources *sources_new(struct arena *arena);

/*
 * Registers a text. `path` and `text` must live as long as the registry. NULL when the space of
 * positions (4 GiB over all sources) is used up.
 */
const struct source *source_add(struct sources *sources, struct str path, struct str text);

/* All of them, in the order in which they were read. */
size_t sources_count(const struct sources *sources);
const struct source *sources_item(const struct sources *sources, size_t index);

/* The source that holds position `at`, or NULL. */
const struct source *source_find(const struct sources *sources, uint32_t at);

struct place {
    struct str path;
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in characters (code points) */
    uint32_t width;  /* characters of the span on its first line, at least 1 */
    struct str text; /* the line, without its end */
    uint32_t offset; /* byte offset of the span within that line */
};

/*
 * Works out where `span` lies; false when it lies nowhere. A line ends with LF or CRLF, which
 * belongs to it but is not in its text. Lines are noted as far as they were asked for, so this is
 * fast for any number of places, but not for two threads at once.
 */
bool source_place(const struct sources *sources, struct span span, struct place *place);
/* The same for whoever only names the line, which is nothing to count characters for. */
bool source_line(const struct sources *sources, struct span span, struct str *path, uint32_t *line);

/* The smallest span that covers both; a span that lies nowhere does not count. */
struct span span_join(struct span a, struct span b);

/*
 * A text together with where it came from. Where the text was decoded (an escaped or folded YAML
 * scalar, a normalised one), `map` gives for each run of bytes its place in the source.
 */
struct text_run {
    uint32_t from; /* byte offset in the decoded text */
    uint32_t at;   /* global position of that byte */
};

struct text {
    struct str s;
    struct span span; /* the whole of it in the source */
    const struct text_run
        *map; /* ascending by `from`, first is 0; NULL: byte i is at span.at + i */
    uint32_t map_count;
    uint32_t origin; /* offset of s within the text that `map` speaks of */
};

/* A text that stands in the source byte for byte, starting at `at`. */
struct text text_plain(struct str s, uint32_t at);
/* A text without a place. */
struct text text_nowhere(struct str s);
/* The part [from, to) of `t`, with its own place. */
struct text text_slice(struct text t, size_t from, size_t to);
/* Where the bytes [from, to) of `t` stand in the source. */
struct span text_span(struct text t, size_t from, size_t to);

#endif
