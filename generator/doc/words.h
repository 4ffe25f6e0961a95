/* SPDX-License-Identifier: MIT */
/*
 * Values in words: the one place where a value of calc becomes text that people read and text
 * that machines read. Texts, tables, charts, panels, traces and data files all come here.
 */
#ifndef LETOPIS_DOC_WORDS_H
#define LETOPIS_DOC_WORDS_H

#include "doc/context.h"

/* How a value is to be shown; a zeroed struct is the default. */
struct doc_show {
    bool bare;     /* without measure or noun */
    bool has_step; /* `round:` of the place where it stands; wins over the figure's own */
    struct number step;
    const struct plural_forms *forms; /* `forms:` of the place */
    bool word;                        /* the form alone, without the number */
    enum { DOC_DATE_SHORT, DOC_DATE_LONG } date;
};

struct doc_shown {
    struct str text;    /* typeset: a dash where nothing is known */
    struct str machine; /* plain; empty where nothing is known */
    uint8_t marks;      /* enum value_marks */
    bool missing;       /* unknown or none */
};

/* `type` is the static type of the expression that gave `value` (measure, noun, options). */
struct doc_shown doc_show_value(const struct doc_context *context, struct value value,
                                const struct calc_type *type, const struct doc_show *show);

/* Figure or field behind an expression that is just a name (`loans`, `service.cost`, a figure): its
 * label, rounding and note apply. */
struct doc_origin {
    struct str label; /* in the document's language; the formula itself where there is none */
    struct str note;
    struct str name; /* as in formulas, for data files */
    bool has_round;
    struct number round;
    bool is_private;
    const struct node *forms;          /* of a figure */
    const struct node **option_labels; /* of a choice field */
    const struct data_field *field;    /* NULL: no field */
};
void doc_origin_of(const struct doc_context *context, const struct expr *expr,
                   struct doc_origin *out);

/*
 * What an expression gives where the context stands, shown with the rounding and the noun of the
 * figure or field behind it, as far as `show` (may be NULL) does not say otherwise. `value` and
 * `origin` (may be NULL) get what was shown.
 */
struct doc_shown doc_show_expr(const struct doc_context *context, const struct expr *expr,
                               const struct doc_show *show, struct value *value,
                               struct doc_origin *origin);

/* As language_pick(); reports words that lack the document's language. */
bool doc_pick(const struct doc_context *context, const struct node *words, struct text *out);

/* The words of a label node in the document's language; `fallback` where there are none. In a
 * report in several languages one text for all of them is reported too. */
struct str doc_words(const struct doc_context *context, const struct node *words,
                     struct str fallback);

/* --- quantities.c --- */

/* The unit of a type as in a table's head ("Kč", "Kč / knihovna"), or empty. */
struct str doc_unit(const struct doc_context *context, const struct calc_type *type);

/* The step in which a number of that type is shown where nothing says otherwise. */
struct number doc_default_step(const struct doc_context *context, struct number number,
                               const struct calc_type *type);

/* Sets text and machine text of a number. */
void doc_show_number(const struct doc_context *context, struct number number,
                     const struct calc_type *type, const struct doc_show *show,
                     struct doc_shown *out);

#endif
