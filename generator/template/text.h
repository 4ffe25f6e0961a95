/* SPDX-License-Identifier: MIT */
/*
 * Marks as formulas: compiled once, then evaluated as often as needed. And whole plain texts
 * (titles, labels, what a check says, names of files), which have marks but no markup.
 */
#ifndef LETOPIS_TEMPLATE_TEXT_H
#define LETOPIS_TEMPLATE_TEXT_H

#include "calc/expr.h"
#include "locale/language.h"
#include "template/filter.h"
#include "template/mask.h"

/* Who evaluates, and where. */
struct template_host {
    struct arena *arena;
    struct diags *diags;
    const struct language *language;
    struct calc *calc;
    void *context; /* handed to the functions */
    /* Compiles a formula that will be printed (checks what may leave, for example). NULL after an
     * error, which was reported. */
    const struct expr *(*compile)(void *context, struct text formula,
                                  const struct calc_scope *scope);
    /* The same for what stands after `for`; NULL: any query will do. */
    const struct calc_query *(*compile_query)(void *context, struct text query,
                                              const struct calc_scope *scope);
    /* What a compiled condition gives; NULL: whatever it gives may be used. */
    struct value (*eval)(void *context, const struct expr *expr, const struct calc_scope *scope,
                         struct calc_at at);
    bool blank; /* conditions that cannot be decided are nothing to warn of */
    /* How often what stands in a `for` has been written, in all texts of the document. */
    size_t *repeats;
    /* The value of a compiled MARK_VALUE in words; `place` is that of the mark. A place to write
     * in may have no `expr`. */
    struct str (*show)(void *context, const struct mark *mark, struct calc_at at,
                       struct span place);
};

/*
 * Compiles the marks of `mask` that have an owner, in `scope`; those inside of a `for` in its
 * scope besides. Reports all that is wrong, whether or not the place is ever evaluated. Pairing
 * must have been done.
 */
void template_compile(const struct template_host *host, struct mask *mask,
                      const struct calc_scope *scope);

/* Whether the condition of a compiled MARK_IF holds. Unknown is no, with a warning. */
bool template_holds(const struct template_host *host, const struct mask *mask,
                    const struct mark *mark, struct calc_at at);

/*
 * The rows of a compiled MARK_FOR. Its inside is evaluated with a frame for each row:
 * {.outer = at.frame, .record = {template_row_type(mark), row}}. Loops within loops multiply: a
 * document of more than TEMPLATE_REPEATS repetitions would not end, so from there on, which is
 * reported, there are no rows.
 */
enum { TEMPLATE_REPEATS = 100000 };
struct calc_rows template_rows(const struct template_host *host, const struct mask *mask,
                               const struct mark *mark, struct calc_at at);
uint16_t template_row_type(const struct mark *mark);

/* A plain text with its marks evaluated; in the host's arena. */
struct str template_text(const struct template_host *host, struct text text,
                         const struct calc_scope *scope, struct calc_at at);

#endif
