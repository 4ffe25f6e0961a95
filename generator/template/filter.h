/* SPDX-License-Identifier: MIT */
/*
 * What stands behind the | of a value: how it is to be shown.
 *
 *     bare                without measure or noun
 *     round: 1000         the step in which it is shown
 *     forms: a, b, c      the noun, in the forms that whole numbers take in this language, in the
 *                         order zero one two few many other; one more is for decimals
 *     word: is, are       the form alone, without the number: for verbs that follow it
 *     date: long          or short
 *
 * Several may follow one another, each behind its own |.
 */
#ifndef LETOPIS_TEMPLATE_FILTER_H
#define LETOPIS_TEMPLATE_FILTER_H

#include "base/diag.h"
#include "calc/number.h"
#include "locale/language.h"

struct template_filter {
    bool bare;
    bool has_step;
    struct number step;
    bool has_forms;
    struct plural_forms forms;
    bool word; /* the form without its number */
    bool date_long;
};

/* Reads `filters` (behind the first |). False after an error, which is reported. */
bool template_read_filters(struct arena *arena, struct text filters,
                           const struct language *language, struct diags *diags,
                           struct template_filter *out);

#endif
