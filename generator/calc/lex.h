/* SPDX-License-Identifier: MIT */
/*
 * Tokens of a formula.
 *
 * The whole formula is cut into tokens at once; a token says where it stands by byte offsets into
 * the formula. Words of the language are names that the parser knows by their place: only
 * lex_is_reserved() words can never be names of fields.
 *
 *     number  digits[.digits]           date  2022-11-06
 *     text    "…" or '…', no escapes    name  letters of one script, digits, _
 *     signs   + - * / ( ) , . .. = < > <= >= <>
 */
#ifndef LETOPIS_CALC_LEX_H
#define LETOPIS_CALC_LEX_H

#include "base/diag.h"
#include "base/source.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_DATE,
    TOKEN_TEXT, /* its slice is without the quotes */
    TOKEN_NAME,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_STAR,
    TOKEN_SLASH,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_DOT,
    TOKEN_RANGE,
    TOKEN_EQUAL,
    TOKEN_LESS,
    TOKEN_GREATER,
    TOKEN_AT_MOST,
    TOKEN_AT_LEAST,
    TOKEN_DIFFERS,
};

struct token {
    enum token_kind kind;
    uint32_t from, to; /* bytes of the formula */
    struct str s;
};

struct tokens {
    struct token *items; /* the last one is TOKEN_END */
    size_t count, capacity;
};

/* Cuts `formula`; false after reporting the first thing that is no token. */
bool lex_formula(struct arena *arena, struct text formula, struct diags *diags,
                 struct tokens *tokens);

bool lex_is_reserved(struct str name);
/* Reserved, or one of at and by, which are words only after a value. */
bool lex_is_word(struct str name);

/* Bytes of the name at the start of `s`, 0 when none begins there. */
size_t lex_name_length(struct str s);

/*
 * Whether each word of `name` (parts between _) keeps to one script; digits and marks belong to
 * any. Else reports the first letter that does not.
 */
bool lex_check_script(struct text name, struct diags *diags);

#endif
