/* SPDX-License-Identifier: MIT */
/*
 * What stands behind the | of a value: how it is to be shown.
 *
 *     bare                without measure or noun
 *     round: 1000         the step in which it is shown
 *     forms: a, b, c      the noun, in the forms that whole numbers take in this language, in the
 *                         order zero one two few many other; one more is for decimals
 *     word: is, are       the form alone, without the number: for verbs that follow it
 *     date: long          or short; form: with places to write in
 *     line                a ruled line with the value on it, up to the end of the printed line;
 *                         `line: 5 cm` of that length, `line: 3` so many full lines
 *     box                 a box, ticked where the value is yes
 *     under: signature    small words below the line
 *
 * Several may follow one another, each behind its own |. Where one of the last three stands, or
 * `date: form`, the formula may be left out: `{{| line}}` is a place to write in.
 */
#ifndef LETOPIS_TEMPLATE_FILTER_H
#define LETOPIS_TEMPLATE_FILTER_H

#include "base/diag.h"
#include "calc/number.h"
#include "locale/language.h"

enum template_place { TEMPLATE_NO_PLACE, TEMPLATE_LINE, TEMPLATE_BOX };

struct template_filter {
    bool bare;
    bool has_step;
    struct number step;
    bool has_forms;
    struct plural_forms forms;
    bool word; /* the form without its number */
    bool date_long, date_form;
    enum template_place place;
    struct span place_span; /* of the word that makes it a place */
    uint32_t width;         /* of a line, 1/100 mm; 0: up to the end of the printed line */
    uint32_t lines;         /* full lines; 0: a part of one */
    struct text under;      /* empty: none */
};

enum { TEMPLATE_MOST_LINES = 60, TEMPLATE_LEAST_WIDTH = 500, TEMPLATE_MOST_WIDTH = 25000 };

/* Whether something is to be filled in there, so that no formula is needed. */
static inline bool template_is_place(const struct template_filter *filter)
{
    return filter && (filter->place != TEMPLATE_NO_PLACE || filter->date_form);
}

/* Reads `filters` (behind the first |). False after an error, which is reported. */
bool template_read_filters(struct arena *arena, struct text filters,
                           const struct language *language, struct diags *diags,
                           struct template_filter *out);

#endif
