/* SPDX-License-Identifier: MIT */
/*
 * Which spaces do not break: the rules of a language file's `no_break:`, made ready.
 *
 * A rule names what may stand on the left of a space and what on its right: words as they are
 * (`č.`, upper or lower case alike) and kinds of word in braces (`{number}`). The space does not
 * break when some rule holds on both sides. Each rule is one bit. What a word is (its letters, its
 * kinds) gives the set of rules that it satisfies on the left and on the right, so that a space
 * costs two look-ups and one AND, however many rules there are. Private to the locale layer.
 *
 * Kinds of word (punctuation around a word does not count, but for that between the two):
 *   any       anything                       word      begins with a small letter
 *   number    12  1,5  −3  5–7               noun      small letters, three or more
 *   count     a number, not one like a year  name      begins with a capital, two letters or more
 *   ordinal   5.  10.–15.  5-й               name,     such a word and a comma (left side only)
 *   year      1500 to 2099                   initial   J.
 *   lead      one to three digits            roman     IV  IV.
 *   group     three digits, or 345,50        dash      - – —
 *   month     a month of the file            unit      a symbol or word of the file's measures
 */
#ifndef LETOPIS_LOCALE_NO_BREAK_H
#define LETOPIS_LOCALE_NO_BREAK_H

#include "locale/language_data.h"

enum { NO_BREAK_RULES = 64 };

/* Bits in the order of the names above. */
enum word_kind {
    WORD_ANY,
    WORD_NUMBER,
    WORD_COUNT,
    WORD_ORDINAL,
    WORD_YEAR,
    WORD_LEAD,
    WORD_GROUP,
    WORD_MONTH,
    WORD_UNIT,
    WORD_WORD,
    WORD_NOUN,
    WORD_NAME,
    WORD_NAME_COMMA,
    WORD_INITIAL,
    WORD_ROMAN,
    WORD_DASH,
    WORD_KIND_COUNT
};

/* The rules of `language->no_break_node`; unknown kinds are reported. NULL without rules. */
struct no_break *no_break_new(const struct language *language, struct diags *diags);

/* The rules that a word satisfies when it stands left and right of a space, as bits. */
struct no_break_word {
    uint64_t left, right;
};

/* `word` goes from space to space. What is found is remembered for when the word comes again. */
struct no_break_word no_break_look_up(struct no_break *rules, struct str word);

/* In word_kind.c: the kinds that show in a word's own letters, as bits 1 << enum word_kind. */
unsigned word_kinds(struct str core);
/* Without quotation marks and brackets before it. */
struct str word_without_openers(struct str word);
/* Without punctuation other than a point behind it. */
struct str word_without_closers(struct str word);

#endif
