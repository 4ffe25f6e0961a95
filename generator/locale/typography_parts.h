/* SPDX-License-Identifier: MIT */
/* The state of one pass of typography_apply(). Private to typography*.c. */
#ifndef LETOPIS_LOCALE_TYPOGRAPHY_PARTS_H
#define LETOPIS_LOCALE_TYPOGRAPHY_PARTS_H

#include "locale/no_break.h"
#include "locale/typography.h"

enum { QUOTES_DEEP = 16 };

struct open_quote {
    bool single;   /* typed as ' */
    bool straight; /* typed straight, so that `edit` counts */
    bool edited;
    size_t edit;        /* index of the edit that opened it */
    uint32_t closes_as; /* what a mark that was typed as it prints has to be */
};

struct typography_pass {
    const struct language *language;
    struct arena *arena;
    struct str flat;
    const struct typography_kept *kept;
    size_t kept_count;
    size_t kept_at; /* the first one that may still lie ahead */
    struct typography_edits *out;
    struct open_quote open[QUOTES_DEEP];
    size_t depth;
    size_t opened_end; /* where the quotation mark ends that was opened last */
};

bool typography_is_space(uint32_t code);
/* Whether a kept span touches [from, to). Asked with ascending `from`. */
bool typography_kept(struct typography_pass *pass, size_t from, size_t to);
/* Adds an edit, unless nothing would change. */
void typography_edit(struct typography_pass *pass, size_t from, size_t to, struct str with);

/* In typography_number.c: the hyphen in the word [from, to) that is a minus or stands in a range;
 * STR_NOT_FOUND when none is. `left` is the word before. */
size_t typography_find_sign(const struct typography_pass *pass, struct str left, size_t from,
                            size_t to, size_t *end);
/* Whether a digit, or a digit and a point, stands before `at`. */
bool typography_digit_before(struct str flat, size_t at);

/* In typography_quote.c: puts the quotation mark or apostrophe at [at, end) right, if it is one. */
void typography_set_quote(struct typography_pass *pass, uint32_t code, size_t at, size_t end);
/* Single quotes that were never closed become apostrophes. */
void typography_end_quotes(struct typography_pass *pass);

#endif
