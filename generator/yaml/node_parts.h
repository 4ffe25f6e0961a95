/* SPDX-License-Identifier: MIT */
/*
 * Within the node module: the stages that node.c, node_build.c and csv.c are made of. Included by
 * generator/yaml/node_*.c, csv.c and their tests alone. Offsets are bytes within the text read.
 */
#ifndef LETOPIS_YAML_NODE_PARTS_H
#define LETOPIS_YAML_NODE_PARTS_H

#include "yaml/node.h"

#include <yaml.h>

/* --- node_text.c: the text before anything reads it ------------------------------------------- */

struct node_facts {
    bool ascii; /* one byte is one character */
    bool nfc;   /* certainly NFC; false: has to be looked at value by value */
};

/* Checks `text`, which begins at global position `at`; false after errors. */
bool node_scan_text(struct str text, uint32_t at, struct diags *diags, struct node_facts *facts);

/* The text of a source without the byte order mark that Windows editors put in front, and the
 * global position of its first byte. */
struct str node_source_text(const struct source *source, uint32_t *at);

/* Whether a character is NFC by itself and never changes or joins what stands before it. */
bool node_code_is_stable(uint32_t code);

/* --- node_align.c: where the bytes of a decoded scalar stand ---------------------------------- */

struct node_runs {
    struct text_run *items;
    size_t count, capacity;
};

/*
 * The decoded bytes from offset `from` on stand at `at`. Runs that only continue the last one are
 * not stored.
 */
void node_run_add(struct arena *arena, struct node_runs *runs, size_t from, size_t at);

/*
 * Finds for each byte of `value`, which libyaml made of the scalar `raw` (with quotes or block
 * head) at position `at`, its place. False when the two could not be followed to the end in step;
 * the runs are usable even then.
 */
bool node_align(struct arena *arena, struct str raw, uint32_t at, yaml_scalar_style_t style,
                struct str value, struct node_runs *runs);

/* --- node_stream.c: libyaml's events with byte offsets ---------------------------------------- */

struct node_stream {
    yaml_parser_t parser;
    yaml_event_t event; /* the current one */
    size_t from, to;    /* where it stands */
    struct str text;
    uint32_t at; /* global position of the text's first byte */
    struct node_facts facts;
    struct diags *diags;
    size_t cursor_chars, cursor_bytes;
    size_t faults; /* errors reported by this stream */
    size_t resume; /* after a syntax error: the line behind this offset may be sound again */
    bool has_event;
};

/* `text` has passed node_scan_text(). Ends with node_stream_close(). */
void node_stream_open(struct node_stream *stream, struct str text, uint32_t at,
                      struct node_facts facts, struct diags *diags);
void node_stream_close(struct node_stream *stream);

/*
 * Goes to the next event; false after a syntax error, which it reports. Anchors and tags are
 * reported and otherwise overlooked.
 */
bool node_stream_next(struct node_stream *stream);

/* The byte offset of libyaml's mark; quick when marks mostly go forward. */
size_t node_stream_offset(struct node_stream *stream, yaml_mark_t mark);

/* The place of the bytes [from, to) of the text, and back: the offset where a span ends. */
struct span node_stream_span(const struct node_stream *stream, size_t from, size_t to);
size_t node_stream_end(const struct node_stream *stream, struct span span);

/* Reports an error at the bytes [from, to) of the text. */
void node_stream_report(struct node_stream *stream, enum message message, size_t from, size_t to,
                        const struct diag_arg *args);

/* --- node_plain.c: entries of the plainest kind, which need no libyaml ------------------------ */

/*
 * Nearly all that large files hold are flat records with a value on each line:
 *
 *     - id: 7                             ashford:
 *       name: "Knihovna Na kopci"           name: Ashford
 *       loans: 81683                        loans: 4 850
 *
 * Of these the same nodes are made here as from libyaml's events, at a tenth of the cost.
 */
enum { NODE_PLAIN_FIELDS = 64 };

struct node_plain {
    struct str text; /* ends with a NUL that it does not count */
    uint32_t at;
    bool list;     /* the form of the file: a list, or a map */
    size_t indent; /* of its entries */
    size_t next;   /* the line of the next entry */
    size_t known;  /* so many of the last entry's keys are told apart */
    struct text key;
    struct node value; /* the entry; its fields are there until the next is read */
    struct node_entry entries[NODE_PLAIN_FIELDS];
    struct node nodes[NODE_PLAIN_FIELDS];
};

/* `text` has passed node_scan_text() and is certainly NFC. */
void node_plain_open(struct node_plain *plain, struct str text, uint32_t at);

/* Reads the next entry; false, with `next` left where it is, when it has to be left to libyaml. */
bool node_plain_next(struct node_plain *plain);

/* Where the next entry, which is not plain, ends because another begins, or the text ends. False
 * when this cannot be said for certain. */
bool node_plain_end(const struct node_plain *plain, size_t *end);

/* --- node_error.c: libyaml's error in the words of those who write --------------------------- */

/* Reports the error on which the parser stopped, and sets `resume`. */
void node_error_report(struct node_stream *stream);

/* --- node_build.c ----------------------------------------------------------------------------- */

struct node_builder {
    struct node_stream *stream;
    struct arena *arena; /* of the nodes */
    struct {
        struct node_entry *items;
        size_t count, capacity;
    } entries; /* of all maps that are open, the innermost last */
    struct {
        struct node **items;
        size_t count, capacity;
    } items; /* of all lists that are open */
    int depth;
};

/* node_scalar.c: fills `node`, which is all zero, from the current event, a scalar or an alias. */
void node_read_scalar(struct node_builder *builder, struct node *node);

void node_builder_close(struct node_builder *builder);

/* The node that begins with the current event, up to its end. NULL after a syntax error. */
struct node *node_build(struct node_builder *builder);

/*
 * The key that begins with the current event, and its value. `braces`: within {}; then `before` is
 * the value before it, or NULL. False after a syntax error. A key that cannot be used is reported,
 * and then `*usable` is false.
 */
bool node_build_entry(struct node_builder *builder, bool braces, const struct node *before,
                      struct node_entry *entry, bool *usable);

void node_report_repeated(struct node_stream *stream, struct text key, struct span first);

#endif
