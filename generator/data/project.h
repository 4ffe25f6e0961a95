/* SPDX-License-Identifier: MIT */
/*
 * What an institution keeps, read and checked: types, records, figures, checks, reports.
 *
 * Data flows in one direction: files (fs) → sources → nodes → types → records in columns → a world
 * for calc → figures and checks. After data_load() nothing here changes. Everything lives in the
 * build arena. Labels and other words stay nodes (a string or a map by language code): which
 * language is wanted is known to the doc layer only.
 */
#ifndef LETOPIS_DATA_PROJECT_H
#define LETOPIS_DATA_PROJECT_H

#include "base/fs.h"
#include "calc/expr.h"
#include "yaml/node.h"
#include "yaml/schema.h"

/* What type files say about a field beyond what calc needs (struct calc_field, same index). */
struct data_field {
    const struct node *label; /* SHAPE_WORDS node; NULL: the name is shown */
    const struct node *note;  /* likewise */
    enum shape shape;
    bool required, is_private;
    bool has_round;
    struct number round;
    const struct node **option_labels; /* choices: one per option; NULL entries: the key */
    /* For forms. */
    struct str code;                /* of the question, as printed; empty: none */
    struct str *option_codes;       /* choices: one per option, may be empty */
    uint32_t lines;                 /* to write on; 0: as many as its kind gets */
    size_t section;                 /* index of the type's sections; STR_NOT_FOUND: none */
    const struct data_field *group; /* of a group, or a list of them: its fields */
    const struct node *written_in;  /* NULL where nothing else is allowed */
};

/* A part of a questionnaire. */
struct data_section {
    struct str name;
    const struct node *label, *note;
    size_t of; /* index of the one around it; STR_NOT_FOUND: none */
};

struct data_type {
    const struct node *label;
    const struct node *forms;      /* plural forms; NULL: none */
    size_t title_field;            /* STR_NOT_FOUND: the id is the title */
    struct data_field *fields;     /* as many as world.types[i].fields, in the same order */
    struct data_section *sections; /* in their order */
    size_t section_count;
    struct str folder_path; /* types/library.yaml */
};

struct data_figure {
    const struct node *label;
    const struct node *note;
    const struct node *forms;
    const struct node *expect; /* map period → value; NULL */
};

enum check_force { CHECK_MUST, CHECK_SHOULD };

struct data_check {
    enum check_force force;
    struct span span;
    struct text condition;
    struct text query_text;  /* `for:`; empty: none */
    const struct node *says; /* words; may hold {{…}} */
    const struct expr *expr;
    const struct calc_query *query; /* `for:`; NULL: over figures */
    uint16_t type; /* check of a record type (types' own checks, or `for:`); TYPE_NOTHING */
};

/* A check that did not hold. */
struct data_violation {
    const struct data_check *check;
    struct record record; /* type TYPE_NOTHING: none */
    int32_t period;
};

/* One text of a report: a Markdown file. */
struct data_chapter {
    const struct source *source;
    struct str language; /* "uk" for 10-network.uk.md; empty: the report's first */
};

struct data_report {
    struct str id;               /* the folder's name */
    const struct source *source; /* report.yaml */
    const struct node *node;     /* the whole of it, checked */
    struct text title;           /* may hold {{…}}; words resolved by doc through `title_node` */
    const struct node *title_node;
    int32_t period;               /* PERIOD_NONE: none */
    int32_t as_of;                /* a date; the period's last day by default */
    struct str layout;            /* "report" */
    struct str *languages;        /* at least one */
    struct span *language_places; /* where each is named */
    size_t language_count;
    struct text query; /* `for:`; empty: one document */
    struct text file;  /* name pattern of each document */
    bool is_public, sample;
    bool blank;        /* with `for:`: a form for a record that is not there yet, too; else it is
                        * such a form itself */
    bool blank_public; /* the form is public, whatever the documents of records are */
    bool fillable;     /* the form's PDF has fields */
    bool faulty;       /* errors in its own files: it must not be made; others may lead to it */
    struct data_chapter *chapters; /* in natural order of names */
    size_t chapter_count;
};

struct institution {
    struct str id;                         /* the folder's name */
    const struct node *node;               /* institution.yaml, checked */
    const struct node *name;               /* words */
    struct str language;                   /* its first language */
    struct span language_place;            /* where it is named */
    const struct node *language_overrides; /* `override:`; NULL */
    const struct node *measures;           /* `measures:`: name → {is, symbol, forms …}; NULL */
    struct str currency;                   /* "CZK" */
    bool sample;
    struct calc_world world;
    struct calc *calc;
    struct data_type *types;     /* world.type_count */
    struct data_figure *figures; /* world.figure_count */
    struct data_check *checks;
    size_t check_count;
    struct data_report *reports;
    size_t report_count;
    bool faulty; /* errors beside those of reports: figures and reports must not be made */
};

struct project {
    struct institution **institutions; /* in order of folder names */
    size_t count;
};

/* Reads content/ below the root of `fs`. Errors are reported; always gives a project. */
struct project *data_load(struct arena *arena, struct fs *fs, struct sources *sources,
                          struct diags *diags);
/* Frees what lies outside the arena (calc's tables). */
void data_free(struct project *project);

/*
 * Judges all checks and `expect:` values of an institution. Violations live in `arena`;
 * `unjudged` counts the checks × records with an unknown operand. A figure that differs from
 * what is expected is reported here (with both values), since no words of the institution are
 * needed for that.
 */
struct data_violations {
    struct data_violation *items;
    size_t count, capacity;
    size_t judged, unjudged;
};
void data_check(struct institution *institution, struct arena *arena, struct diags *diags,
                struct data_violations *out);

/* The type's title of a record, its id where it has none. */
struct str data_title(const struct institution *institution, struct record record);

#endif
