/* SPDX-License-Identifier: MIT */
/*
 * The script of a letter, told from ranges of code points: enough to notice a Cyrillic „а“ in a
 * Latin word. Scripts that are not in the table count as one of their own.
 */
#ifndef LETOPIS_CALC_SCRIPT_H
#define LETOPIS_CALC_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

enum script { SCRIPT_ANY, SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_GREEK, SCRIPT_OTHER };

/* The script of a code point; SCRIPT_ANY for what is no letter. */
enum script script_of(uint32_t code);
/* "Latin", "Cyrillic" … */
const char *script_name(enum script script);
/* A letter, or a mark that follows one. */
bool script_is_letter(uint32_t code);

#endif
