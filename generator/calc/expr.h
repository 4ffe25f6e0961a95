/* SPDX-License-Identifier: MIT */
/*
 * The expression language of checks, figures, texts, tables and charts.
 *
 *     text → tokens (lex) → tree (parse) → checked tree (check) → values (eval)
 *
 * The language in short (its grammar is in parse.h, what is missing in eval.h, aggregates in
 * aggregate.c):
 *
 *     cost / loans   loans = 5   kind is professional   goals has web   kind in a, b
 *     x in credit    date in period      year in 2018..2022      not x   a and b or c
 *     x otherwise 0  if c then x else y  30 hour  2022-11-06     "text"  issued + 15 days
 *     count(library where serves)               sum(loans for library where serves)
 *     count(activity of this by teacher)        count(distinct school for sample of this)
 *     count(library where other.kind = library.kind as other)
 *     previous(x)  change(x)  growth(x)  x at 2020  x over 2018..2022  sum(x over 2018..2022)
 *     length words contains starts  year month days  floor abs min max round how_many
 *     text(goals)  text(goals, "other"): what was written beside the options
 *
 * Names: field of the record at hand (`this.cost`), figure (`figure.cost`), record that encloses
 * by its type or alias (`teacher.kind`, `outer.teacher` where a field is called so too), single
 * type (`service.cost`). `id` and `title` of a record where it has no such fields.
 *
 * Lists and groups: a dot goes through them (`cycles.hours` is a list), and they stand where a type
 * does: `count(members)`, `sum(cycles.hours)`, `sum(hours for cycles where done)`,
 * `count(members where kind is pupil)`; an item that is no record gets a name:
 * `count(weaknesses as w where starts(w, "a"))`. So does a set of options: `count(goals)`.
 * `adviser in this.members`, `members has this.adviser`: a path after in and has is an expression.
 *
 * Names, kinds and measures are checked once, before anything is evaluated; so a formula over a
 * million records fails with one message, in the file where it stands. Evaluation is lazy and
 * memoised by period (figures: figure × period; computed fields: record × field × period).
 *
 * The module sees records only through struct calc_world: plain descriptions of types, fields and
 * figures, and a few functions that read rows. The data layer fulfils it; a test may as well.
 * It knows no language: texts are compared byte by byte.
 */
#ifndef LETOPIS_CALC_EXPR_H
#define LETOPIS_CALC_EXPR_H

#include "base/diag.h"
#include "base/map.h"
#include "base/source.h"
#include "calc/value.h"

struct expr; /* a checked formula; lives in the arena it was compiled in */

/* The options of a choice field, in their order. */
struct calc_options {
    size_t count;
    const struct str *keys;
    const bool *with_text; /* NULL: none takes a text */
};

struct calc_field;

/*
 * What is known of an expression before it is evaluated.
 *
 * VALUE_UNKNOWN and VALUE_NONE as a kind stand for what goes with any other (the words `unknown`
 * and `none`, an expression with errors). A row of a group is {VALUE_LIST, element NULL, group
 * set}; a group's type is a list of such rows, or the row itself where the group is written once.
 */
struct calc_type {
    enum value_kind kind;
    bool integer;       /* VALUE_NUMBER: always whole */
    bool points;        /* VALUE_NUMBER in percent: a difference of shares, percentage points */
    bool calendar;      /* VALUE_NUMBER: the number of a year or day, printed without grouping */
    bool is_private;    /* holds what a private field says */
    bool can_be_none;   /* informative */
    measure_id measure; /* VALUE_NUMBER */
    uint16_t noun;      /* VALUE_NUMBER: index + 1 into the world's nouns, 0: none */
    uint16_t record;    /* VALUE_RECORD, VALUE_TYPE: record type */
    const struct calc_options *options; /* VALUE_CHOICE, VALUE_CHOICES */
    const struct calc_type *element;    /* VALUE_LIST, VALUE_SERIES */
    const struct calc_field *group;     /* a group's row: its fields */
    size_t group_count;
};

struct calc_field {
    struct str name;
    struct span span;      /* where it is defined */
    struct calc_type type; /* of a computed field: filled by calc_new() */
    bool is_private;
    struct text formula;     /* computed fields; empty for stored ones */
    const struct expr *expr; /* filled by calc_new() */
    /*
     * A group's own fields, or NULL. The value of a group is a VALUE_LIST of rows, each row a
     * VALUE_LIST with one value for each field, in their order; with `group_once` it is one such
     * row. Its `type` is completed by calc_new().
     */
    struct calc_field *group;
    size_t group_count;
    bool group_once;
};

/* How records of a type belong to periods. */
enum calc_period { CALC_TIMELESS, CALC_ONE_PERIOD, CALC_PERIOD_SPAN };

struct calc_record_type {
    struct str name;
    struct span span;
    enum calc_period period;
    bool single;
    uint16_t noun;             /* index + 1 of its noun, 0 when it has no forms */
    struct calc_field *fields; /* stored ones first, then the computed ones */
    size_t field_count;
    struct map *field_names; /* name → index; made by calc_new() */
};

struct calc_figure {
    struct str name;
    struct span span;
    struct text formula;
    uint16_t noun; /* of its own `forms`, index + 1; 0: the one that follows from the formula */
    bool has_round;
    struct number round; /* the step in which it is shown */
    /* Periods for which its value was published (`expect:`): there it is a fact, also when sample
     * records stand in for those that are not known, and loses their mark. */
    const int32_t *published;
    size_t published_count;
    struct calc_type type;   /* filled by calc_new() */
    const struct expr *expr; /* likewise; NULL when the formula has errors */
};

/* Row numbers, ascending; owned by whoever gave them, valid as long as the world. */
struct calc_rows {
    const uint32_t *items;
    size_t count;
};

/* How the expressions reach records; `store` is handed back as the first argument. */
struct calc_reader {
    /* The stored value of a field, read as the field's type says (already in its own measure). */
    struct value (*field)(void *store, struct record record, size_t field);
    /* Where that value stands (the record's start when it was not written). */
    struct span (*field_span)(void *store, struct record record, size_t field);
    /* The rows of a type in a period; PERIOD_NONE: all of them. Timeless types ignore it. */
    struct calc_rows (*rows)(void *store, uint16_t type, int32_t period);
    /*
     * Those of them whose stored field equals `key` (a record field that refers to it, a choice,
     * a choices field that holds the VALUE_CHOICE `key`, a list of records that holds it, a yes/no,
     * a number, a text …): an index, made when first needed.
     */
    struct calc_rows (*rows_where)(void *store, uint16_t type, int32_t period, size_t field,
                                   struct value key);
    /* The record of `type` that is the same (by id) as `record` in another period. */
    bool (*in_period)(void *store, struct record record, int32_t period, struct record *out);
    /* A record by its id (or unique title). Timeless types ignore the period. */
    bool (*find)(void *store, uint16_t type, struct str id, int32_t period, struct record *out);
    /* The period that a record belongs to alone; PERIOD_NONE for timeless ones and spans. */
    int32_t (*period_of)(void *store, struct record record);
    struct str (*id)(void *store, struct record record);
    struct str (*title)(void *store, struct record record);
    struct span (*record_span)(void *store, struct record record);
    /* The marks of the record as a whole (MARK_SAMPLE), for what counts records without reading
     * their fields. May be NULL: no marks. */
    uint8_t (*marks)(void *store, struct record record);
    /* What was written beside the options of a stored choice: beside option `option` - 1, or, for
     * 0, beside any of them, joined by "; " in `arena`. Empty: nothing. May be NULL: no texts. */
    struct str (*option_text)(void *store, struct arena *arena, struct record record, size_t field,
                              unsigned option);
};

struct calc_world {
    struct calc_record_type *types;
    size_t type_count;
    struct calc_figure *figures;
    size_t figure_count;
    const struct str *nouns; /* names, for messages: "knihovna" */
    size_t noun_count;
    struct measures *measures;
    enum period_mode period_mode;
    const struct calc_reader *reader;
    void *store;
    /* The institution as a record of a single timeless type, for `institution.name`; or NOTHING. */
    uint16_t institution_type;
};

struct calc; /* a world with its compiled formulas and memo tables */

/*
 * Compiles all computed fields and figures of `world` (which it completes and which must outlive
 * it), reports what is wrong with them. Always gives a calc; faulty formulas evaluate to FAILED.
 */
struct calc *calc_new(struct arena *arena, struct calc_world *world, struct diags *diags);
/* Frees what lies outside the arena. */
void calc_free(struct calc *calc);

/*
 * What encloses a formula, innermost first: a record at hand (bare names are its fields), rows at
 * hand (`sum(loans)` without `for` ranges over them), a single named value, or a row of a group at
 * hand (bare names are the group's fields; `type` is the row's, the frame's `value` the row).
 */
enum scope_kind { SCOPE_RECORD, SCOPE_ROWS, SCOPE_NAME, SCOPE_ROW };
struct calc_scope {
    const struct calc_scope *outer;
    enum scope_kind kind;
    uint16_t record_type; /* SCOPE_RECORD, SCOPE_ROWS */
    struct str name; /* SCOPE_NAME; SCOPE_RECORD: the alias of `for library as other` or empty */
    struct calc_type type; /* SCOPE_NAME, SCOPE_ROW */
};

/* What the scope stands for while a formula is evaluated: link for link like the scope. */
struct calc_frame {
    const struct calc_frame *outer;
    struct record record;  /* SCOPE_RECORD */
    struct calc_rows rows; /* SCOPE_ROWS */
    struct value value;    /* SCOPE_NAME, SCOPE_ROW */
};

struct calc_at {
    int32_t period;
    int32_t as_of;                  /* a date */
    const struct calc_frame *frame; /* NULL at the top */
};

/*
 * Compiles one formula in `scope` (NULL: top level). NULL when it is faulty; what is wrong was
 * reported with spans in the formula's own source.
 */
const struct expr *calc_compile(struct calc *calc, struct arena *arena, struct text formula,
                                const struct calc_scope *scope, struct diags *diags);

/* Likewise for what must be yes or no: a check, an `if`. */
const struct expr *calc_compile_condition(struct calc *calc, struct arena *arena,
                                          struct text formula, const struct calc_scope *scope,
                                          struct diags *diags);

/* TYPE [of RECORD] [where CONDITION] [as NAME], as after `for:`; gives the rows' record type. */
struct calc_query;
const struct calc_query *calc_compile_query(struct calc *calc, struct arena *arena,
                                            struct text query, const struct calc_scope *scope,
                                            struct diags *diags);
uint16_t calc_query_type(const struct calc_query *query);
/* Whether what a private field says decides which rows it gives. */
bool calc_query_is_private(const struct calc_query *query);
/* The alias, or empty. */
struct str calc_query_alias(const struct calc_query *query);

/* The rows a query gives, in the order of the records; `undecided` (may be NULL) counts those left
 * out because the condition was unknown. The rows live in `arena`. */
struct calc_rows calc_select(struct calc *calc, struct arena *arena, const struct calc_query *query,
                             struct calc_at at, struct diags *diags, size_t *undecided);

struct calc_type calc_expr_type(const struct expr *expr);
/* Whether the formula is nothing but a stored field, and of which record it is where `at` stands.
 */
bool calc_expr_field(struct calc *calc, const struct expr *expr, struct calc_at at,
                     struct diags *diags, struct record *record, size_t *field);
struct text calc_expr_text(const struct expr *expr);

/*
 * Evaluates. What fails at run time (division by zero, overflow, a cycle) is reported once, at the
 * formula, with the record's name, and gives VALUE_FAILED. Results live in the calc's arena.
 */
struct value calc_eval(struct calc *calc, const struct expr *expr, struct calc_at at,
                       struct diags *diags);
/* A figure by its index, memoised. */
struct value calc_eval_figure(struct calc *calc, size_t figure, int32_t period, int32_t as_of,
                              struct diags *diags);

/* Whether `name` is a word of the language (`for`, `this`, `period` …), which no field, figure,
 * type or option may be called. */
bool calc_is_reserved(struct str name);
/* Whether `name` may name a type, a field or a figure: letters, digits and `_`, not beginning with
 * a digit, without letters of two scripts in a word, not reserved; else reports at its place. */
bool calc_check_name(struct text name, struct diags *diags);

/* STR_NOT_FOUND when there is none. */
size_t calc_find_figure(const struct calc *calc, struct str name);
uint16_t calc_find_type(const struct calc *calc, struct str name); /* TYPE_NOTHING */
size_t calc_find_field(const struct calc *calc, uint16_t type, struct str name);

/*
 * Why a value is what it is: a tree, made by evaluating once more with notes.
 *   TRACE_FIGURE     a figure: name, formula, value; below it what the formula reads
 *   TRACE_COMPUTED   a computed field of a record, likewise
 *   TRACE_FIELD      a stored field of a record: value and place; a leaf
 *   TRACE_AGGREGATE  count, sum …: value, n of total (and undecided), and the places of the first
 *                    TRACE_PLACES values that went into it; nested aggregates of figures below
 *   TRACE_FORMULA    a formula that stands in a text or table
 */
enum trace_kind { TRACE_FIGURE, TRACE_COMPUTED, TRACE_FIELD, TRACE_AGGREGATE, TRACE_FORMULA };
enum { TRACE_PLACES = 20 };

struct calc_trace {
    enum trace_kind kind;
    struct str name;      /* figure or field name */
    struct record record; /* TRACE_COMPUTED, TRACE_FIELD */
    size_t index;         /* figure index, or field index in the record's type */
    struct text formula;  /* the source text of the formula or aggregate; empty for fields */
    int32_t period;
    struct value value;
    struct calc_type type;
    bool is_private;               /* its value must not be shown in public */
    struct span span;              /* field: where the value stands; figure: where it is defined */
    size_t used, total, undecided; /* TRACE_AGGREGATE: n of N */
    const struct span *places;     /* TRACE_AGGREGATE */
    size_t place_count;
    const struct calc_trace *first, *next; /* inputs; the next sibling */
};

/*
 * What the traces of one document have in common, zeroed at first: handed from one to the next, a
 * figure in a period or a computed field of a record is unfolded in the first that meets it, and an
 * aggregate that reads nothing of what encloses it is gone through once. Later ones have leaves.
 */
struct calc_traced {
    struct map items, aggregates;
};
/* The trace of a formula, in `arena`. */
const struct calc_trace *calc_trace_next(struct calc *calc, struct arena *arena,
                                         struct calc_traced *traced, const struct expr *expr,
                                         struct calc_at at, struct diags *diags);

#endif
