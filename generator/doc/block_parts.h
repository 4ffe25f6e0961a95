/* SPDX-License-Identifier: MIT */
/*
 * What the blocks share. Private to the block_* and table_* files.
 *
 *     block.c          names of blocks, their YAML
 *     block_common.c   what any block may have: caption, id, note, source, page, break
 *     block_entry.c    what `show:` lists: figures and formulas with a label and a rounding
 *     block_figures.c  panels, block_page.c page breaks
 *     block_table.c    tables; table_*.c: their parts (table_parts.h)
 *     block_matrix.c   cross tables; matrix_*.c: their parts (matrix_parts.h)
 *     block_chart.c    charts; chart_*.c: their parts (chart_parts.h)
 */
#ifndef LETOPIS_DOC_BLOCK_PARTS_H
#define LETOPIS_DOC_BLOCK_PARTS_H

#include "doc/block.h"
#include "doc/markdown.h"
#include "yaml/schema_table.h"

/* --- the readers, for block.c --- */

void doc_block_table(const struct doc_context *context, const struct node *node, struct span fence,
                     struct doc_node *parent);
void doc_block_chart(const struct doc_context *context, const struct node *node, struct span fence,
                     struct doc_node *parent);
void doc_block_matrix(const struct doc_context *context, const struct node *node, struct span fence,
                      struct doc_node *parent);
void doc_block_figures(const struct doc_context *context, const struct node *node,
                       struct span fence, struct doc_node *parent);
void doc_block_form(const struct doc_context *context, const struct node *node, struct span fence,
                    struct doc_node *parent);
void doc_block_page(const struct doc_context *context, const struct node *node, struct span fence,
                    struct doc_node *parent);

/* --- block_common.c --- */

/* The keys that any block may have, as fields of its schema. */
extern const struct str block_page_options[1];
/* clang-format off */
#define BLOCK_KEYS                                            \
    FIELD("caption", SHAPE_MARKDOWN),                         \
    FIELD("id", SHAPE_TEXT),                                  \
    FIELD("note", SHAPE_MARKDOWN),                            \
    FIELD("source", SHAPE_MARKDOWN),                          \
    FIELD("page", SHAPE_CHOICE, OPTIONS(block_page_options)), \
    FIELD("break", SHAPE_YES_NO)
/* clang-format on */

/* A node of `kind` at the fence, with the block's id, page and break, appended to `parent`. */
struct doc_node *block_node(const struct doc_context *context, const struct node *node,
                            struct span fence, enum doc_kind kind, struct doc_node *parent);

/* The caption as a paragraph that hangs nowhere; NULL: none. */
struct doc_node *block_caption(const struct doc_context *context, const struct node *node);

/* Plain words of the caption, for names of files; without one the title of the section in which
 * `parent` stands, at last `fallback`. */
struct str block_words(const struct doc_context *context, const struct doc_node *caption,
                       const struct doc_node *parent, struct str fallback);

/* Paragraphs below a table or chart. */
struct block_notes {
    struct doc_node **items;
    size_t count, capacity;
};
void block_note(const struct doc_context *context, struct block_notes *notes, struct str text);
/* The block's own `note:` and `source:`. */
void block_own_notes(const struct doc_context *context, const struct node *node,
                     struct block_notes *notes);
/* "3 z 62 nelze posoudit": how many records of the query's type and period its condition could not
 * be decided for. Nothing where there are none; the query may be NULL then. */
void block_undecided_note(const struct doc_context *context, const struct calc_query *query,
                          size_t undecided, struct block_notes *notes);
/* What a value of the type takes on paper, in letters; 0: nothing is known of it. */
uint8_t block_room(const struct calc_type *type);
/* Marks that the document's first page says of all its data: blocks leave them out. */
uint8_t block_marks_said(const struct doc_context *context);
/* What the signs mean that stand in the block, and whether `all` values are of that kind (then no
 * sign stands anywhere). Both are sets of enum value_marks. */
void block_mark_notes(const struct doc_context *context, uint8_t signs, uint8_t all,
                      struct block_notes *notes);
/* `text` with the signs of `marks` behind it. */
struct str block_signed(const struct language *language, struct arena *arena, struct str text,
                        uint8_t marks);

/* Reports the first two of `keys` that the block has; true when there is at most one. */
bool block_exclude(const struct doc_context *context, const struct node *node,
                   const char *const *keys, size_t count);

/* A formula written under `key`: compiled; NULL when there is none or it is faulty. */
const struct expr *block_formula(const struct doc_context *context, const struct node *node);

/*
 * Formulas put together, such as "change(" x ")": errors in a part point to where it was written,
 * those in what stands between to the part before.
 */
struct text block_join(const struct doc_context *context, const struct text *parts, size_t count);
/* A part that stands nowhere. */
#define BLOCK_TEXT(literal) ((struct text){.s = {"" literal, sizeof(literal) - 1}})

/* The items of a value that may be a list or one alone. */
size_t block_item_count(const struct node *node);
const struct node *block_item(const struct node *node, size_t index);

/* --- block_entry.c --- */

/* A figure or formula to be shown. */
struct block_entry {
    const struct node *node; /* where it stands */
    const struct expr *expr;
    struct calc_type type; /* of one value: of a series, its element's */
    bool is_series;
    struct doc_origin origin;
    struct doc_show show; /* rounding of the entry, else of the origin */
    struct str label, unit;
};

/* {show:, label:, round:, note:}, or a name alone. */
extern const struct schema_field block_entry_element;
/* An item of `sort:`: {by:, descending:}, or a formula alone. */
extern const struct schema_field block_sort_element;

/* False when it is faulty, which was reported. */
bool block_read_entry(const struct doc_context *context, const struct node *node,
                      struct block_entry *out);
/* `label:`, or what the formula is called. */
struct str block_label(const struct doc_context *context, const struct node *node,
                       const struct doc_origin *origin);
/*
 * The entry over the periods of `range` ("2018..2022"): an expression that gives a series. NULL
 * after an error. An entry that is a series already is given as it is.
 */
const struct expr *block_entry_over(const struct doc_context *context,
                                    const struct block_entry *entry, const struct node *range);
/* `function`(entry), in the last period of `range` (NULL: in the period at hand). */
const struct expr *block_entry_call(const struct doc_context *context,
                                    const struct block_entry *entry, struct text function,
                                    const struct node *range);

/* `round:`; false when there is none. */
bool block_round(const struct doc_context *context, const struct node *node, struct number *step);

#endif
