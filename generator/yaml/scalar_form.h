/* SPDX-License-Identifier: MIT */
/*
 * Within the scalar module: how a number is written, before it is read. Offsets are bytes.
 */
#ifndef LETOPIS_YAML_SCALAR_FORM_H
#define LETOPIS_YAML_SCALAR_FORM_H

#include "base/buf.h"
#include "yaml/scalar.h"

enum form_status { FORM_OK, FORM_NONE, FORM_AMBIGUOUS, FORM_GROUPS, FORM_EXPONENT };

struct form {
    enum form_status status;
    bool negative;
    size_t from; /* the first digit or mark, after the sign */
    size_t mark; /* the decimal mark, or `end` */
    size_t end;  /* behind the last digit */
    size_t rest; /* where the rest begins; the text's length when there is none */
};

/* Recognises the number at the front of `s`. */
struct form form_read(struct str s);

/* The plain form that calc reads: [-]digits[.digits]. */
void form_put_plain(struct buf *out, struct str s, const struct form *form);
/* The digits of [from, to), without what separates them. */
void form_put_digits(struct buf *out, struct str s, size_t from, size_t to);

bool form_is_digit(struct str s, size_t at);
/* Whether `bytes` stand at `at`. */
bool form_has_at(struct str s, size_t at, const char *bytes);
/* Behind the spaces (of any kind), tabs and line ends at `at`. */
size_t form_skip_spaces(struct str s, size_t at);

#endif
