/* SPDX-License-Identifier: MIT */
/* Kinds of characters, after Unicode's general categories. */
#ifndef LETOPIS_LOCALE_LETTER_H
#define LETOPIS_LOCALE_LETTER_H

#include "base/str.h"

bool letter_is(uint32_t code); /* marks that combine with letters too */
bool letter_is_upper(uint32_t code);
bool letter_is_lower(uint32_t code);
uint32_t letter_lower(uint32_t code);
uint32_t letter_upper(uint32_t code);
/* ASCII digits: those that reports are written with. */
bool letter_is_digit(uint32_t code);
/* Any sign that stands for a number: 5, Ⅳ, ². */
bool letter_is_numeral(uint32_t code);
/* C0, C1 and DEL, and what turns the direction of writing. */
bool letter_is_control(uint32_t code);
/* Whether a text shows anything: something besides spaces and characters without a shape. */
bool letter_is_seen(struct str text);

#endif
