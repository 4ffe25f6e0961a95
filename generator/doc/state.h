/* SPDX-License-Identifier: MIT */
/*
 * What is known of the document at hand while it is being made: the ids given so far, links that
 * wait for their targets, footnotes in order, numbers of tables and charts, and what was printed.
 * One for each document, in the report's arena; doc_state_finish() hands the lists over to the
 * document.
 */
#ifndef LETOPIS_DOC_STATE_H
#define LETOPIS_DOC_STATE_H

#include "base/map.h"
#include "doc/context.h"
#include "doc/trace.h"
#include "doc/words.h"

/* The node that carries an id. */
struct doc_id {
    struct doc_node *node;
    struct span span; /* where it was written */
    bool made;        /* from a heading's words, not written */
};

/* A link to an id, resolved when the document is complete. */
struct doc_pending {
    struct doc_node *link;
    struct str target;
    struct span span;
    bool optional; /* without the target it is no link */
};

struct doc_state {
    struct map ids; /* id → struct doc_id */
    struct {
        struct doc_pending *items;
        size_t count, capacity;
    } links;
    struct {
        struct doc_node **items; /* DOC_NOTE */
        size_t count, capacity;
    } notes;
    struct {
        struct doc_table **items;
        size_t count, capacity;
    } tables;
    struct {
        struct doc_printed *items;
        size_t count, capacity;
    } printed;
    struct {
        struct doc_place **items;
        size_t count, capacity;
    } filled;
    struct {
        const struct doc_trace **items;
        size_t count, capacity;
    } traces;
    struct {
        struct doc_file *items;
        size_t count, capacity;
    } files;
    struct map file_paths; /* path → name beside the page */
    struct map file_names, file_tries;
    struct map id_tries, table_tries; /* name → the number to try next */
    struct map table_names;           /* names of data files */
    struct map printed_names;         /* what is on the list of printed figures */
    struct map filled_names;          /* what is on that of filled places */
    struct map trace_keys;            /* figure or field and period, see traces.c */
    struct map trace_roots;           /* formula and place, likewise */
    struct calc_traced traced;        /* what calc has unfolded already */
    uint32_t trace_count;
    struct map options;       /* address of calc_options → struct data_field */
    struct unit_words *nouns; /* by noun - 1; words read when first needed */
    bool *nouns_read;
    const struct calc_frame *frame; /* of the document's own record; NULL: none */
    const struct doc_node *brought; /* the last section that the form of another report has */
    struct map place_names;         /* name of a place → enum doc_field_kind */
    unsigned place_count;           /* places without a name so far */
    unsigned depth;                 /* folders between the report's and that of the page */
    uint32_t numbered[2];           /* tables, charts so far */
    struct doc_numbers *numbers;    /* typed-number hints, made when first needed */
    struct doc_prose_lists *prose;  /* likewise, room for prose.c */
    size_t repeats;                 /* of what stands in a `for` */
    struct md *text;                /* whose footnotes a block's caption and notes may refer to */
};

struct doc_state *doc_state_new(const struct doc_context *context);

/* Moves notes, tables, traces and printed figures into context->document. */
void doc_state_finish(const struct doc_context *context);

/*
 * Gives `node` the id that an author wrote (`{#id}`, or `id:` of a block). An id used twice is
 * reported with both places; the second node stays without one.
 */
void doc_state_id(const struct doc_context *context, struct doc_node *node, struct str id,
                  struct span span);
/* Gives `node` an id made from words, unique in the document. */
void doc_state_make_id(const struct doc_context *context, struct doc_node *node, struct str words);

enum doc_numbered { DOC_NUMBER_TABLE, DOC_NUMBER_CHART };

/* The next "Tabulka 3" or "Graf 1". */
struct str doc_state_number(const struct doc_context *context, enum doc_numbered kind);

/* Puts a table (also a chart's data) on the document's list and gives it a unique `name` for its
 * data file, made from `words`. */
void doc_state_table(const struct doc_context *context, struct doc_table *table, struct str words);

/* Puts a file on the document's list, once however often it is linked; gives its name beside the
 * page. */
struct str doc_state_file(const struct doc_context *context, struct str path, struct str bytes);

/* Notes that something stands in a place, for the data files; each name and value once. */
void doc_state_filled(const struct doc_context *context, struct doc_place *place);

/* Notes that a figure or field is printed, for the data files; each name, period and value once. */
void doc_state_printed(const struct doc_context *context, const struct doc_origin *origin,
                       struct str unit, const struct doc_shown *shown);

#endif
