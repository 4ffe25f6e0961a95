/* SPDX-License-Identifier: MIT */
/*
 * Tokens to tree, by recursive descent. From loose to tight:
 *
 *     if C then A else B
 *     A over P .. Q
 *     or
 *     and
 *     not
 *     = < > <= >= <>, is [not] KEY, has KEY       (never chained)
 *     [not] in KEY, KEY …, in UNIT, in A .. B
 *     otherwise
 *     A .. B
 *     + -
 *     * /
 *     - A
 *     A at P
 *     A.field, 30 hour, f(…), (…)
 *
 * A call is NAME ( [distinct] A, B … [for SOURCE] [of RECORD] [by FIELD] [where C] [as NAME] ),
 * the clauses in any order, each once. Without `for`, the first argument is the source.
 *
 * After `is`, `has` and `in` one word is an option, an id or a measure: letters, digits, and - . _
 * without spaces, or text in quotes. A path with dots (`this.adviser`), a range, something in
 * parentheses or a call is an expression. Keys after `in` may stand in parentheses; inside the
 * arguments of a call they must, because there a comma begins the next argument.
 *
 * Parsing stops at the first error of a formula.
 */
#ifndef LETOPIS_CALC_PARSE_H
#define LETOPIS_CALC_PARSE_H

#include "calc/ast.h"

/* The deepest tree that is accepted. */
enum { PARSE_DEPTH = 200 };

/* The tree of a formula, or NULL after reporting. */
const struct ast *parse_formula(struct arena *arena, struct text formula, struct diags *diags);

/* SOURCE and clauses; false after reporting. */
bool parse_query(struct arena *arena, struct text query, struct diags *diags,
                 struct ast_clauses *out);

#endif
