/* SPDX-License-Identifier: MIT */
/*
 * Records in memory, private to the data layer.
 *
 * Each type has a table; a row holds its values in the order of the type's stored fields and the
 * place of each. Rows with the same id in several periods are chained: the first is their head,
 * and a reference is compared by heads, so it means the same thing in every period.
 */
#ifndef LETOPIS_DATA_MODEL_H
#define LETOPIS_DATA_MODEL_H

#include "base/map.h"
#include "data/project.h"

#define ROW_NONE UINT32_MAX

struct data_row {
    struct str id;        /* empty: rows of a list */
    struct span span;     /* its key, or where it begins */
    int32_t from, to;     /* periods; both PERIOD_NONE: timeless */
    uint32_t head;        /* the first row with this id */
    uint32_t next;        /* the next row with this id, or ROW_NONE */
    uint8_t marks;        /* enum value_marks of the whole record */
    struct value *values; /* stored fields */
    struct span *places;  /* of the values; len 0 and at 0: not written */
};

/* Rows by the value of one field within one period (or by period alone). */
struct data_index {
    size_t field;
    int32_t period;
    struct data_bucket **slots;
    size_t slot_count;
};

/* The rows of a period. */
struct period_rows {
    int32_t period;
    struct calc_rows rows;
};

struct data_table {
    struct data_row *items;
    size_t count, capacity;
    bool incomplete; /* some of its records could not be read: that was reported */
    struct map ids;  /* id → head row + 1 */
    struct map
        titles; /* title → row + 1, AMBIGUOUS_TITLE where several have it; made when needed */
    bool titles_made;
    uint32_t *next_title; /* row → another row with its title + 1, 0: none */
    bool periods_made;    /* of types with one period a row: all at once, ascending */
    struct {
        struct period_rows *items;
        size_t count, capacity;
    } periods;
    struct {
        struct period_rows *items;
        size_t count, capacity;
    } gathered; /* all rows, and rows that span periods, for each period asked for */
    struct {
        struct data_index *items;
        size_t count, capacity;
    } indexes;
};

/* How a type's rows get their period. */
enum period_source { PERIOD_FROM_NOTHING, PERIOD_FROM_FILE, PERIOD_FROM_FIELD, PERIOD_FROM_SPAN };

/* What the reader of a type's file keeps for reading records; same index as world.types. */
struct data_shape {
    struct schema schema;    /* of one record, reserved keys included */
    struct map index;        /* its keys */
    struct map labels;       /* labels of fields → their names, for CSV heads; NULL: of several */
    const struct node *node; /* the type's file */
    size_t stored;           /* number of stored fields; `sample` and the computed ones follow */
    struct data_detail *details; /* for each stored field */
    enum period_source source;
    size_t period_field, period_end;
    bool faulty; /* the type itself has errors: its records are not read */
};

/* What a field's values must keep, beyond its shape. */
struct data_detail {
    bool has_min, has_max;
    struct number min, max;
    int64_t at_least, at_most; /* choices, lists; -1: no bound */
    const struct node *default_node;
    struct value default_value;
    struct str target; /* record: name of the type */
    struct span target_span;
    enum shape element;        /* list: shape of its elements */
    struct data_detail *group; /* group: details of its fields */
    const struct calc_options *options;
};

/* A reference that is settled once all records are read. Until then its cell holds a VALUE_RECORD
 * of type TYPE_NOTHING whose `size` is the reference's index. */
struct data_reference {
    uint16_t type; /* the record that refers */
    uint32_t row;
    const struct data_detail *detail; /* says to which type */
    struct text text;
};

/* Which cell is being read. */
struct data_cell {
    uint16_t type;
    uint32_t row;
    size_t field;
    bool inside; /* within a list or group: it has no cell of its own */
};

/* A wrong answer, told when all references are settled. */
struct data_fault {
    enum message message;
    struct span span;
    struct data_cell cell;
    struct str found, nearest, known;
    int64_t n, limit;
};

/* A number in another measure than its field's ("3 day"), settled when conditions can be judged. */
struct data_conversion {
    uint16_t type;
    uint32_t row;
    size_t field;
    struct number number;
    struct text measure;
    struct text written; /* the whole of it */
};

/* What was written beside an option: "other: …". */
struct data_option_text {
    uint32_t option;
    struct str text;
    struct data_option_text *next; /* of the same value */
};

/* A stored value, as the key of a map. */
struct data_place {
    uint32_t type, row, field;
};

struct data_store {
    struct arena *arena;
    struct institution *institution;
    struct data_table *tables; /* as world.types */
    struct data_shape *shapes; /* likewise */
    struct arena *index_arena;
    struct map option_texts; /* struct data_place → struct data_option_text */
};

/* Reading one institution. */
struct data_loader {
    struct arena *arena;
    struct arena *scratch; /* of the record at hand */
    struct fs *fs;
    struct sources *sources;
    struct diags *diags;
    struct institution *institution;
    struct data_store *store;
    struct str folder; /* content/liberec */
    struct map type_names;
    bool types_faulty;
    size_t suggestions; /* made so far for unknown references */
    struct {
        struct str *items;
        size_t count, capacity;
    } nouns;
    struct map noun_forms; /* forms as text → noun */
    struct {
        struct data_reference *items;
        size_t count, capacity;
    } references;
    struct {
        struct data_conversion *items;
        size_t count, capacity;
    } conversions;
    struct {
        struct data_fault *items;
        size_t count, capacity;
    } faults;
    struct {
        struct data_check *items;
        size_t count, capacity;
    } checks;
};

/* --- schemas.c: what may stand in the files --- */
extern const struct schema data_institution_schema, data_type_schema, data_field_schema,
    data_computed_schema, data_figure_schema, data_check_schema, data_report_schema;
extern const struct schema_field data_figure_field, data_check_field;

/* --- files.c --- */
/* Reads and registers a file; NULL when it is missing (reported only if `wanted`) or unreadable. */
const struct source *data_read_file(struct data_loader *loader, struct str path, bool wanted);
/* What is in a folder; false when there is none, or it cannot be read (reported). */
/* Warns of something that stands where only `wanted` is read: a record must not go astray because
 * of its file's ending. Notes (*.txt, README*) may stand anywhere. */
void data_not_read(struct data_loader *loader, struct str path, const char *wanted);
bool data_list(struct data_loader *loader, struct str folder, struct fs_list *list);
/* folder/name */
struct str data_path(struct data_loader *loader, struct str folder, struct str name);
/* `name` without its ending; the ending (without the dot) goes to `ending`. */
struct str data_stem(struct str name, struct str *ending);

/* Reports a number outside of min: and max:. */
void data_check_bounds(struct data_loader *loader, const struct data_detail *detail,
                       struct number number, struct text text);
/* --- near.c --- */
/* Reports an unknown name: `near` when one of `names` is near, else `unknown`. Both take {found};
 * `near` takes {nearest} too; {type} is what was looked for, may be empty. */
void data_report_unknown(struct data_loader *loader, enum message unknown, enum message near,
                         struct text found, struct str type, const struct str *names, size_t count);

/* --- types.c --- */
void data_read_types(struct data_loader *loader);
/* --- own.c: the institution as a record, for `institution.name` in formulas --- */
/* Fills the last type, which data_read_types() has left free. */
void data_make_institution_type(struct data_loader *loader, uint16_t type);
/* --- fields.c: one field of a type --- */
bool data_read_field(struct data_loader *loader, struct text name, const struct node *node,
                     struct calc_field *field, struct data_field *words,
                     struct schema_field *schema, struct data_detail *detail);
/* field_check.c: reports what a field says that cannot be meant. */
void data_verify_field(struct data_loader *loader, const struct node *node,
                       const struct schema_field *schema, const struct data_detail *detail);
/* Reads `round:`, a step above 0. */
void data_read_step(struct data_loader *loader, const struct node *node, bool *has,
                    struct number *step);
/* The noun of plural forms; equal forms are one noun, called by the first name. */
uint16_t data_noun(struct data_loader *loader, struct str name, const struct node *forms);
/* --- cells.c: lists in cells of CSV --- */
void data_split_cells(struct data_loader *loader, const struct data_shape *shape,
                      const struct node *row);
/* --- values.c: a node as a field's value --- */
struct value data_read_value(struct data_loader *loader, const struct calc_field *field,
                             const struct schema_field *schema, const struct data_detail *detail,
                             const struct node *node, const struct data_cell *cell);
/* --- answers.c: wrong answers, with the record and the question --- */
/* Keeps a copy of the fault until data_report_faults(). */
void data_add_fault(struct data_loader *loader, const struct data_cell *cell,
                    const struct data_fault *fault);
/* Reports what was heard about the record in `node`, or keeps it until then. */
void data_pass_on(struct data_loader *loader, struct diags *heard, const struct data_cell *record,
                  const struct node *node);
void data_report_faults(struct data_loader *loader);
/* --- records.c --- */
void data_read_records(struct data_loader *loader);
/* --- resolve.c --- */
void data_resolve_references(struct data_loader *loader);
/* After calc is there. */
void data_resolve_conversions(struct data_loader *loader);
/* --- figures.c --- */
void data_read_figures(struct data_loader *loader);
void data_read_checks(struct data_loader *loader);
void data_add_checks(struct data_loader *loader, const struct node *list, uint16_t type);
void data_compile_checks(struct data_loader *loader);
/* --- reports.c --- */
void data_read_reports(struct data_loader *loader);
/* --- languages.c --- */
/* Texts that one of the report's languages lacks. */
void data_check_texts(struct data_loader *loader, const struct data_report *report);
/* Words of checks that a language of some report lacks. */
void data_check_says(struct data_loader *loader);
/* --- store.c --- */
extern const struct calc_reader data_reader;
/* index.c: the reader's rows_where. */
struct calc_rows data_index_rows(void *context, uint16_t type, int32_t period, size_t field,
                                 struct value key);
/* The row of table `type` with that id in that period; ROW_NONE. Timeless rows are of every
 * period. */
uint32_t data_find_row(const struct data_store *store, uint16_t type, struct str id,
                       int32_t period);
uint32_t data_find_title(struct data_store *store, uint16_t type, struct str title, int32_t period,
                         bool *ambiguous);

/* --- sections.c: what a type says for forms --- */

enum { DATA_MOST_LINES = 60 };
/* `code:` and `lines:` of a field. */
void data_read_form(struct data_loader *loader, const struct node *node, struct data_field *words);
/* Reports a code that one of the `index` before it has as well. */
void data_check_code(struct data_loader *loader, const struct node *node, const struct str *codes,
                     size_t index, const struct str *names);
/* `sections:` of a type's file, and which of its fields lie in which. */
void data_read_sections(struct data_loader *loader, uint16_t type, const struct node *node);

#endif
