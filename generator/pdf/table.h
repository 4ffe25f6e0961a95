/* SPDX-License-Identifier: MIT */
/* A laid-out table, shared by the files that measure it and that write its rows. */
#ifndef LETOPIS_PDF_TABLE_H
#define LETOPIS_PDF_TABLE_H

#include "pdf/pen.h"

/* What a cell takes on one line. One that fits its column need not be laid out to know how high it
 * is, unless there may be more than text in it. */
struct pdf_cell_size {
    pdf_length width;
    bool has_more;
};

struct pdf_table_column {
    pdf_length x, width;               /* within the table */
    pdf_length preferred, least, head; /* `head`: its head on one line */
    pdf_length whole, fraction; /* decimal columns: widest part up to, and from, the decimal mark */
    bool is_number;
    struct str heads; /* ids of all heads above it, where the head has several storeys */
};

struct pdf_table_head {
    const struct doc_head *head;
    struct pdf_paragraph *text;
    struct str id; /* where the head has several storeys: cells name all heads above them */
};

enum {
    PDF_TABLE_ROW_PART = 5,   /* a row higher than two of so many parts of the page is cut */
    PDF_TABLE_GROUP_PART = 10 /* a group's heading higher than that is not repeated */
};

/* A group's heading, as it is repeated on the pages on which the group goes on. */
struct pdf_table_group {
    uint32_t row;
    pdf_length height; /* 0: it is too high to be repeated */
};

struct pdf_table_layout {
    const struct doc_table *table;
    struct pdf_table_column *columns;
    struct pdf_table_head *heads;
    pdf_length
        *storey_tops; /* storeys + 1 of them, from the top of the head; the last: its height */
    struct pdf_paragraph *continued; /* "Tabulka 3 – pokračování" */
    pdf_length continued_height;
    pdf_length width, left;
    pdf_length gap;              /* between columns: the layout's, or less where room is scarce */
    struct pdf_cell_size *sizes; /* by row and column */
    struct pdf_table_group *groups; /* in order */
    size_t group_count;
    bool has_blank; /* rows to write in: as wide as there is room */
    const struct pdf_element *element, *head_element, *body_element;
    struct str decimal; /* the language's decimal mark */
    struct str language;
};

/* pdf/table_measure.c: sets the columns' widths and lays out the head. */
void pdf_table_measure(struct pdf_flow *flow, struct pdf_table_layout *layout);
/* The text of a cell, broken to its column, in flow->arena. */
struct pdf_paragraph *pdf_table_cell(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                     size_t column, const struct doc_cell *cell,
                                     enum doc_row_kind kind, pdf_length width);
/* Height of row `row` with its cells. */
pdf_length pdf_table_row_height(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                size_t row, enum doc_row_kind kind, const struct doc_cell *cells);

/* The same where its texts are laid out. */
pdf_length pdf_table_text_height(const struct pdf_flow *flow, enum doc_row_kind kind,
                                 struct pdf_paragraph *const *texts, size_t count);

/* Where the decimal mark of a number stands in its text; where it has none, the end of its digits.
 */
size_t pdf_table_decimal(struct str text, struct str mark);

/* A row laid out: the elements and texts of the cells that are written, of a group's heading one.
 * Texts are laid out within their cell's element, to which their links belong. */
struct pdf_table_row {
    const struct pdf_table_layout *layout;
    enum doc_row_kind kind;
    uint32_t index;
    size_t count;
    const struct pdf_element **elements;
    struct pdf_paragraph **texts;
};

/* pdf/table_emit.c */
/* In flow->arena, as a part of flow->element, in the table's language. */
struct pdf_table_row pdf_table_lay_out_row(struct pdf_flow *flow,
                                           const struct pdf_table_layout *layout, uint32_t index,
                                           enum doc_row_kind kind, const struct doc_cell *cells);
/* Of "continued" and the head, as repeated. */
pdf_length pdf_table_head_height(const struct pdf_table_layout *layout);
void pdf_table_emit_row(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                        pdf_length y);
void pdf_table_emit_first_head(struct pdf_page_pen *pen, const void *data, uint32_t index,
                               pdf_length x, pdf_length y);

/* Names the heads of a table with several storeys. */
void pdf_table_name_heads(struct pdf_flow *flow, struct pdf_table_layout *layout);
/* Within measuring: a cell and a head as pieces; the larger of two lengths. */
void pdf_table_collect_cell(struct pdf_flow *flow, const struct doc_cell *cell,
                            enum doc_row_kind kind, struct pdf_pieces *pieces);
void pdf_table_collect_head(struct pdf_flow *flow, const struct doc_head *head,
                            struct pdf_pieces *pieces);
static inline void pdf_larger(pdf_length *to, pdf_length value)
{
    if (*to < value)
        *to = value;
}

/* pdf/table_widths.c: the room that columns get, and where they stand. */
void pdf_table_share_out(struct pdf_flow *flow, struct pdf_table_layout *layout);
void pdf_table_place_columns(const struct pdf_flow *flow, struct pdf_table_layout *layout);

/* What a cell is in the structure; `cells` are all of the row. Strings in `arena`. */
void pdf_table_describe_cell(struct arena *arena, struct pdf_element *element,
                             const struct pdf_table_layout *layout, size_t column,
                             enum doc_row_kind kind, const struct doc_cell *cells, uint32_t row);
pdf_length pdf_table_row_gap(const struct pdf_flow *flow, enum doc_row_kind kind); /* above it */
void pdf_table_rule_above(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                          enum doc_row_kind kind, pdf_length x, pdf_length y);
/* `y` is the lower edge of row `index`. */
void pdf_table_rule_below(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                          enum doc_row_kind kind, uint32_t index, pdf_length x, pdf_length y);

/* pdf/table_long.c: rows that go on over pages. The last strip of the row. */
bool pdf_table_is_long(const struct pdf_flow *flow, pdf_length height);
struct pdf_strip *pdf_table_add_long(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                     uint32_t index, enum doc_row_kind kind,
                                     const struct doc_cell *cells);

/* --- table.c, for charts and images too --- */
void pdf_table_caption(struct pdf_flow *flow, struct str number, const struct doc_node *caption);
void pdf_table_notes(struct pdf_flow *flow, struct doc_node *const *notes, size_t count);

#endif
