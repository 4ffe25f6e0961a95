/* SPDX-License-Identifier: MIT */
/*
 * The document tree: what a report says, finished down to the last digit and no-break space, but
 * without pages, points, style sheets or fonts. HTML and PDF are made from it, and from nothing
 * else. Grammar of its normal form (doc/check.h enforces it):
 *
 *     document  = block* section*            footnotes stand in `notes`
 *     section   = heading block* section*    (levels 1–6, each one deeper than its parent)
 *     heading   = inline*
 *     block     = paragraph | list | quote | code | table | chart | figures | image | rule | break
 *               | form
 *     paragraph = inline+
 *     list      = item+        item = block+
 *     quote     = block+
 *     form      = form_line+   form_line = (paragraph | table)+
 *     inline    = text | emphasis | strong | link | code_span | value | line_break | note_ref
 *               | place
 *     emphasis, strong, link = inline+       (no link inside a link)
 *     note      = block+
 *
 * Text has gone through typography: quotes, dashes and no-break spaces are those of its language.
 * Nodes live in the report's arena. Renderers get the tree const.
 */
#ifndef LETOPIS_DOC_TREE_H
#define LETOPIS_DOC_TREE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"
#include "calc/value.h"
#include "chart/chart.h"

enum doc_kind {
    DOC_DOCUMENT,
    DOC_SECTION,
    DOC_HEADING,
    DOC_PARAGRAPH,
    DOC_LIST,
    DOC_ITEM,
    DOC_QUOTE,
    DOC_CODE, /* a block of code: `text` */
    DOC_TABLE,
    DOC_CHART,
    DOC_FIGURES,
    DOC_IMAGE,
    DOC_RULE,
    DOC_BREAK, /* a page break, where there are pages */
    DOC_FORM,  /* what is to be filled in, line by line */
    DOC_FORM_LINE,
    DOC_NOTE,
    /* inline */
    DOC_TEXT,
    DOC_EMPHASIS,
    DOC_STRONG,
    DOC_LINK,
    DOC_CODE_SPAN,
    DOC_VALUE,
    DOC_LINE_BREAK,
    DOC_NOTE_REF,
    DOC_PLACE, /* room to write in, or what was written there: struct doc_place */
};

struct doc_trace; /* doc/trace.h */

enum doc_form_line {
    DOC_LINE_TEXT,     /* a text with places in it */
    DOC_LINE_PAIR,     /* a paragraph that says what is asked, and one with the answer beside it */
    DOC_LINE_QUESTION, /* the question, and below it the answers: kept together */
    DOC_LINE_TITLE,    /* of a section of the questionnaire */
};

struct doc_node {
    enum doc_kind kind;
    struct span span; /* in the Markdown source; nowhere for what was made */
    struct doc_node *parent, *first, *last, *next;
    struct str id;       /* target of links; empty: none. Unique in the document */
    struct str language; /* of its text where that differs from the document's; else empty */
    bool landscape;      /* block: `page: landscape` */
    bool break_before;   /* block: `break` */
    union {
        struct {
            uint8_t level;        /* 1 to 6 */
            struct str number;    /* "2.1", or empty where sections have no numbers */
            struct str title;     /* the heading as plain text, for contents and bookmarks */
            struct str reference; /* its number where a link names it: "2.1"; or empty */
            bool appendix;        /* its number is "Příloha 1" */
            bool unnumbered;      /* by the author's wish, and so is all in it */
        } section;
        struct {
            bool ordered, tight;
            bool clauses;  /* its items have numbers of their own */
            int32_t start; /* ordered: number of the first item */
        } list;
        struct {
            struct str number;    /* of a clause: "3.2." */
            struct str reference; /* "3.2"; of a point: "3.2 a)" */
        } item;
        struct str text; /* TEXT, CODE, CODE_SPAN */
        struct {
            struct str url;    /* https://…, mailto:…, or a file's path beside the page */
            struct str target; /* internal: the id of a node of this document; else empty */
        } link;
        struct {
            struct str text;               /* as printed */
            const struct doc_trace *trace; /* NULL: none */
            uint8_t marks;                 /* enum value_marks */
        } value;
        struct {
            struct doc_node *note; /* DOC_NOTE */
            uint32_t number;       /* from 1, in order of first reference */
        } note_ref;
        struct {
            uint32_t number;
        } note;
        struct doc_table *table;
        struct doc_chart *chart;
        struct doc_figures *figures;
        struct doc_image *image;
        struct doc_place *place;
        struct {
            bool right; /* an approval block: at the right */
        } form;
        struct {
            enum doc_form_line kind;
            uint8_t level;         /* TITLE: as a section's, from 1 */
            struct str number;     /* QUESTION, TITLE: "2.11", or empty */
            struct doc_node *note; /* QUESTION, TITLE: a paragraph; NULL: none */
        } form_line;
    };
};

enum doc_place_kind {
    DOC_PLACE_LINE,  /* a ruled line within a printed one */
    DOC_PLACE_LINES, /* full lines, one below the other */
    DOC_PLACE_BOX,   /* to be ticked */
};

/* What a place is in a form that is filled in on a screen. */
enum doc_field_kind {
    DOC_FIELD_TEXT,
    DOC_FIELD_LINES,
    DOC_FIELD_DATE,   /* text: a date, or a part of one */
    DOC_FIELD_CHOICE, /* a line that takes one of `options` */
    DOC_FIELD_TICK,   /* a box by itself */
    DOC_FIELD_RADIO,  /* of the boxes that share a name one is ticked */
};

struct doc_option {
    struct str key, label;
};

/* What stands in a place of a form that is not blank, for the data files: under a formula's name,
 * as machines and people read it ("2021-05-03", "3. 5. 2021"; an option's key, its label; "yes",
 * the language's word). */
struct doc_filled {
    struct str name, value, text;
    uint8_t marks;    /* enum value_marks */
    struct str label; /* empty: as the place is described */
};

/*
 * A place to be filled in, on paper or on a screen; in a document made of a record what the record
 * says stands there. Places of one name are one field, which says the same in all of them; a name
 * never stands for two kinds.
 */
struct doc_place {
    enum doc_place_kind kind;
    uint32_t width;  /* LINE: 1/100 mm; 0: up to the end of the printed line */
    uint32_t lines;  /* LINES: how many, at least */
    bool ticked;     /* BOX */
    struct str text; /* LINE, LINES: what stands there; empty: nothing yet */
    uint8_t marks;   /* enum value_marks */
    const struct doc_trace *trace;
    struct str under;       /* small, below the line; empty: nothing */
    struct str description; /* what is asked: a field's label, `under`, or the words before */
    struct str part;        /* DATE: "day", where the place is a part of one; else empty */
    struct str alt;         /* for who does not see it: "place to write: surname", "not ticked" */
    enum doc_field_kind field;
    struct str name;   /* "teacher.name"; made from the order of places where nothing is named */
    struct str option; /* RADIO, TICK of a set: the key of its option */
    struct str group;  /* RADIO, TICK of a set: what all boxes are about; empty: as described */
    const struct doc_option *options; /* CHOICE */
    size_t option_count;
    struct doc_filled filled; /* no value: the data files say nothing of it */
};

enum doc_align { DOC_LEFT, DOC_RIGHT, DOC_CENTER, DOC_DECIMAL };

/* One column of the body. */
struct doc_column {
    enum doc_align align; /* numbers: DOC_DECIMAL */
    struct str name;      /* for CSV and JSON heads, unique in the table: field name or label */
    struct str label;     /* as in the head, all storeys joined, for narrow screens */
    struct str unit;      /* printed in the head; empty: none */
    uint8_t room;         /* in a blank row: about so many letters; 0: as many as in the head */
};

/* One cell of the head; cells of a storey from left to right, storeys from the top. */
struct doc_head {
    struct str text;
    struct str unit;
    uint16_t column, span;    /* first column and how many */
    uint16_t storey, storeys; /* first storey and how many it covers */
};

enum doc_row_kind {
    DOC_ROW_BODY,
    DOC_ROW_GROUP, /* heading of a group: one cell over all columns */
    DOC_ROW_SUBTOTAL,
    DOC_ROW_TOTAL,
    DOC_ROW_BLANK, /* to be written in by hand */
};

struct doc_cell {
    struct str text;                /* as printed */
    struct str machine;             /* plain: 33218.45, 2022-11-06; empty where nothing is known */
    const struct doc_node *inlines; /* hand-written tables: the first inline, else NULL */
    uint8_t marks;                  /* enum value_marks */
    bool missed;                    /* below (above) a standard: `text` says so in words as well */
    bool is_head;                   /* names its row */
};

struct doc_rows; /* compact; read through doc_table_row() */

struct doc_table {
    struct doc_node *caption; /* a paragraph's inlines hang below it; NULL: none */
    struct str number;        /* "Tabulka 3", or empty */
    struct doc_column *columns;
    size_t column_count;
    struct doc_head *heads;
    size_t head_count;
    uint16_t storeys; /* of the head; 0: none */
    const struct doc_rows *rows;
    size_t row_count;
    struct doc_node **notes; /* paragraphs below the table: rounding, missing, sample, n of N */
    size_t note_count;
    bool search;             /* a register */
    bool first_column_heads; /* the first column names the rows */
    struct str name;         /* file name of its data, unique in the report: "libraries" */
    /* Names of what rows are grouped by, for data files; the heading of a group has the machine
     * text of each in cells[0], cells[1] … */
    struct str *groups;
    size_t group_count;
};

/*
 * Row `index` of the body into `cells` (column_count of them; texts live as long as the tree).
 * A group's heading has its text in cells[0]. Amortised constant time.
 */
enum doc_row_kind doc_table_row(const struct doc_table *table, size_t index,
                                struct doc_cell *cells);
/* What kind of row it is, without its cells. */
enum doc_row_kind doc_table_row_kind(const struct doc_table *table, size_t index);

/* Building a table, row by row. */
struct doc_rows *doc_rows_new(struct arena *arena, size_t column_count);
void doc_rows_add(struct doc_rows *rows, enum doc_row_kind kind, const struct doc_cell *cells);
size_t doc_rows_count(const struct doc_rows *rows);
/* The marks (enum value_marks) of all cells of records together. */
uint8_t doc_rows_marks(const struct doc_rows *rows);

struct doc_chart {
    struct doc_node *caption;
    struct str number; /* "Graf 1" */
    struct chart chart;
    struct doc_table *data; /* the same numbers as a table */
    struct doc_node **notes;
    size_t note_count;
};

struct doc_figure {
    struct str label, text, note;
    const struct doc_trace *trace;
    uint8_t marks;
};

/* A panel of key figures. */
struct doc_figures {
    struct doc_node *caption; /* NULL: none */
    struct doc_figure *items;
    size_t count;
};

struct doc_image {
    struct str path;        /* within the institution's folder */
    struct str bytes;       /* PNG or JPEG, as read */
    struct str type;        /* "png" or "jpeg" */
    uint32_t width, height; /* pixels */
    struct str alt;
    struct doc_node *caption; /* NULL: none */
};

/* A printed figure, for the data files. */
struct doc_printed {
    struct str name, label, unit, period, machine, text;
    uint8_t marks;
};

/* A file that a text links to; the link's url is its name beside the page. */
struct doc_file {
    struct str name; /* "files/contract.pdf", unique in the document */
    struct str path; /* in the project */
    struct str bytes;
};

struct document {
    struct doc_node *root;   /* DOC_DOCUMENT */
    struct doc_node **notes; /* DOC_NOTE, in order of number */
    size_t note_count;
    struct str title;
    struct span title_span;
    struct str subtitle; /* period, or empty */
    struct str language;
    struct str institution; /* its name, as printed */
    struct str address;     /* or empty */
    struct str date;        /* as_of, long form; or empty */
    struct str layout;
    struct doc_node *above;      /* blocks at the right above the title: an approval; NULL: none */
    bool blank;                  /* a form to be filled in */
    bool fillable;               /* on a screen too: places become fields of the PDF */
    bool all_sample;             /* all it says is invented: its blocks need not repeat it */
    struct str notice;           /* on its first page, that records are invented; or empty */
    bool contents;               /* print a table of contents */
    struct doc_printed *printed; /* every figure that the report prints, each once */
    size_t printed_count;
    struct doc_place **filled; /* what the data files say of places, each name and value once */
    size_t filled_count;
    struct doc_table **tables; /* every table and chart's data, in order */
    size_t table_count;
    struct doc_file *files; /* to be published beside the page */
    size_t file_count;
    const struct doc_trace **traces; /* every trace that a value refers to, each once */
    size_t trace_count;
};

/* Appends `child` as the last child of `parent`. */
void doc_append(struct doc_node *parent, struct doc_node *child);
struct doc_node *doc_node_new(struct arena *arena, enum doc_kind kind, struct span span);
/* Whether a section stands in an appendix. */
bool doc_in_appendix(const struct doc_node *section);
/* The text of a node and all below it, without markup. */
void doc_plain_text(const struct doc_node *node, struct buf *out);
struct str doc_plain_copy(const struct doc_node *node, struct arena *arena);

#endif
