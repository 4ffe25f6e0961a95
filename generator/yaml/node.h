/* SPDX-License-Identifier: MIT */
/*
 * YAML as nodes with places: libyaml's events, read strictly as staff write YAML.
 *
 * Scalars stay text: nothing is guessed to be a number, a date or a boolean; the schema decides
 * (schema.h, scalar.h). Text is valid UTF-8 in NFC. Reported as errors with advice: a repeated
 * key, a key without value inside braces, a value that begins with {{, tabs for indentation,
 * several documents, tags, complex keys, merge keys, anything deeper than NODE_DEPTH. Aliases are
 * errors too: staff don't need them, and so no bomb can be built from them. libyaml's own errors
 * are reported in the words of those who write (node_error.c).
 */
#ifndef LETOPIS_YAML_NODE_H
#define LETOPIS_YAML_NODE_H

#include "base/diag.h"
#include "base/source.h"

enum { NODE_DEPTH = 64 };

enum node_kind {
    NODE_SCALAR,
    NODE_MAP,
    NODE_LIST,
    NODE_EMPTY, /* nothing after the colon or dash */
};

struct node {
    enum node_kind kind;
    bool quoted;      /* 'single' or "double" quotes */
    bool block;       /* | or > */
    struct span span; /* the whole node */
    struct text text; /* NODE_SCALAR: the value, with a map to the source where it was decoded */
    struct node_entry *entries; /* NODE_MAP, in the order written */
    struct node **items;        /* NODE_LIST */
    size_t count;
};

struct node_entry {
    struct text key;
    struct node *value; /* never NULL */
};

/*
 * Checks a text before anything reads it: valid UTF-8, no NUL, no BOM but at the start (which is
 * dropped), no control characters. Gives the text to parse; false when it cannot be used.
 * Used for YAML, Markdown and CSV alike.
 */
bool node_check_text(const struct source *source, struct diags *diags, struct str *text);

/*
 * `text` in NFC: itself when it is that already, else composed anew in `arena` with a map to where
 * its characters stand. Scalars and keys have gone through this; used for Markdown and CSV too.
 */
struct text node_nfc(struct arena *arena, struct text text);

/*
 * The whole of a source as one node (NODE_EMPTY for an empty file). NULL after errors that leave
 * nothing to go on with. The tree lives in `arena`.
 */
struct node *node_read(const struct source *source, struct arena *arena, struct diags *diags);

/* The part of a source that starts at global position `at` and has the text `part` (the YAML of a
 * fenced block, the front matter of a Markdown file). */
struct node *node_read_part(struct str part, uint32_t at, struct arena *arena, struct diags *diags);

/*
 * Reads a top-level map or list entry by entry, so that a large file never stands in memory as a
 * tree: `entry` is called with the key (empty for a list) and the value, which live in `scratch`
 * and are gone when it returns. A repeated key is reported and left out. After a syntax error
 * reading goes on at the next entry that can be told apart, so that its faults are reported too;
 * entries that cannot be read whole are never handed over. False after errors.
 */
typedef void (*node_entry_fn)(void *context, struct text key, struct node *value);
bool node_read_entries(const struct source *source, struct arena *scratch, struct diags *diags,
                       node_entry_fn entry, void *context);

/* As much of a text as a message should show: its first bytes, up to the end of a character. */
struct str node_excerpt(struct str text);

/* The value under `key`, or NULL. */
struct node *node_get(const struct node *map, const char *key);
struct node_entry *node_find(const struct node *map, struct str key);

#endif
