/* SPDX-License-Identifier: MIT */
/*
 * The one validator: what may stand in a file.
 *
 * A schema lists the keys of a map and what each holds. Institution, type, figure, report, layout
 * and language files have schemas that are static const tables; the files in types/ become schemas
 * at run time. So an unknown key, a missing one or a word where a number belongs gets the same kind
 * of message everywhere, with the nearest known name suggested.
 */
#ifndef LETOPIS_YAML_SCHEMA_H
#define LETOPIS_YAML_SCHEMA_H

#include "yaml/scalar.h"

enum shape {
    SHAPE_TEXT,     /* any scalar */
    SHAPE_MARKDOWN, /* likewise, a text with markup */
    SHAPE_INTEGER,
    SHAPE_NUMBER,
    SHAPE_YES_NO,
    SHAPE_DATE,
    SHAPE_MONTH,
    SHAPE_YEAR,    /* a period: 2022 or 2021/2022 */
    SHAPE_CHOICE,  /* one of `options` */
    SHAPE_CHOICES, /* a list of `options`, or one alone */
    SHAPE_RECORD,  /* an id or title; resolved by data */
    SHAPE_URL,
    SHAPE_EMAIL,
    SHAPE_NAME,    /* a name as in formulas: letters, digits, _ */
    SHAPE_FORMULA, /* any scalar; parsed by calc */
    SHAPE_WORDS,   /* a text that people see: a scalar, or a map language code → text */
    SHAPE_GROUP,   /* a map with the keys of `group` */
    SHAPE_LIST,    /* a list of `element` (a single one may stand without the list) */
    SHAPE_MAP,     /* a map from any key (or a name) to `element` */
    SHAPE_ANY,     /* read by whoever asks for it */
};

struct schema;

struct schema_field {
    struct str name;
    enum shape shape;
    bool required;
    /* Numbers may be written with a measure ("30 hour", "352 042,50 Kč"); whoever reads it decides.
     */
    const struct str *options; /* SHAPE_CHOICE(S): keys */
    size_t option_count;
    const struct schema *group;         /* SHAPE_GROUP */
    const struct schema_field *element; /* SHAPE_LIST, SHAPE_MAP */
    /* Also accepted: where a group is meant, a bare scalar stands for this key of it
     * (`- name` for `- {show: name}`); empty: not. */
    struct str shorthand;

    /* For records (may be left 0 elsewhere). */
    bool may_lack; /* `none` and `unknown`, unquoted, may stand for the value */
    bool may_mark; /* `{is: value, estimate: yes, sample: yes, note: …, source: …}` too */
    enum period_mode period_mode;     /* SHAPE_YEAR */
    const bool *option_texts;         /* per option: `other: text` may follow; NULL: none may */
    const struct scalar_words *words; /* SHAPE_YES_NO: besides yes and no */
    size_t word_count;
};

struct schema {
    struct str name; /* for messages: "report.yaml" */
    const struct schema_field *fields;
    size_t field_count;
    const struct map *index; /* name → index; may be NULL for short static tables */
    bool open;               /* further keys are not reported (somebody else reads them) */
};

/*
 * Checks `node` against `schema`, all the way down. True when there was no error. Entries may
 * then be read with the functions below without further checks.
 */
bool schema_check(const struct schema *schema, const struct node *node, struct diags *diags);
/* The same for a single value. */
bool schema_check_field(const struct schema_field *field, const struct node *node,
                        struct diags *diags);
/* STR_NOT_FOUND when the schema has no such key. */
size_t schema_find(const struct schema *schema, struct str name);

/* The keys beside the value itself in `{is: 128015, estimate: yes, note: …}`; false marks are
 * fields left out. */
struct schema_marks {
    bool estimate, sample;
    const struct node *note, *source; /* NULL: none */
};
/*
 * The value as such of a field that may be marked, and its marks (`marks` may be NULL). NULL where
 * nothing stands after `is:`. A node without marks is its own value.
 */
const struct node *schema_unmark(const struct node *node, struct schema_marks *marks);

enum schema_lack { SCHEMA_PRESENT, SCHEMA_UNKNOWN, SCHEMA_NONE };
/* Whether a value (after schema_unmark) stands for nothing: empty or `unknown`, `none`. */
enum schema_lack schema_lacks(const struct node *node);

/* The index of an option among those of a choice, or STR_NOT_FOUND. */
size_t schema_find_option(const struct schema_field *field, struct str key);

/* Convenience over checked maps; each gives the fallback where the key is absent or empty. */
struct text schema_text(const struct node *map, const char *key);
bool schema_yes_no(const struct node *map, const char *key, bool fallback);
int64_t schema_integer(const struct node *map, const char *key, int64_t fallback);
/* Index into the options of that key's field, or `fallback`. */
size_t schema_choice(const struct schema *schema, const struct node *map, const char *key,
                     size_t fallback);

#endif
