/* SPDX-License-Identifier: MIT */
#include "doc/pattern.h"

#include "base/buf.h"
#include "locale/letter.h"

enum { LETTERS = 64, LONGEST = 8 };

/* What a character counts with: 1, I, i, A or a; 0: it stands for itself. */
static char form_of(uint32_t code)
{
    if (code == 0x0410)
        return 'A';
    if (code == 0x0430)
        return 'a';
    return code == '1' || code == 'I' || code == 'i' || code == 'A' || code == 'a' ? (char)code : 0;
}

static bool joins(char form, uint32_t beside)
{
    return form == '1' ? letter_is_digit(beside) : letter_is(beside);
}

/* The form of the counter at byte `at`, or 0; `*at` moves behind the character. `before` is the
 * character before it, and becomes this one. */
static char next_form(struct str pattern, size_t *at, uint32_t *before)
{
    uint32_t code = str_next(pattern, at);
    char form = form_of(code);
    size_t ahead = *at;
    uint32_t behind = ahead < pattern.n ? str_next(pattern, &ahead) : ' ';
    bool joined = form && (joins(form, *before) || joins(form, behind));
    *before = code;
    return joined ? 0 : form;
}

size_t pattern_counters(struct str pattern)
{
    size_t count = 0;
    uint32_t before = ' ';
    for (size_t at = 0; at < pattern.n;)
        count += next_form(pattern, &at, &before) != 0;
    return count;
}

static void write_roman(struct buf *out, unsigned number, bool upper)
{
    static const struct {
        unsigned value;
        const char *upper, *lower;
    } PARTS[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        for (; number >= PARTS[i].value; number -= PARTS[i].value)
            buf_text(out, upper ? PARTS[i].upper : PARTS[i].lower);
}

/* A letter of the list may be two: ch. As a capital it is Ch. */
static void write_letter(struct buf *out, struct str letter, bool upper)
{
    size_t at = 0;
    uint32_t first = str_next(letter, &at);
    buf_code(out, upper ? letter_upper(first) : first);
    buf_str(out, str_slice(letter, at, letter.n));
}

/* Without a digit for zero: behind the last letter comes the first with the first. */
static void write_letters(struct buf *out, unsigned number, struct str letters, bool upper)
{
    struct str list[LETTERS], rest = str_trim(letters);
    size_t count = 0, digits[LONGEST], n = 0;
    while (rest.n > 0 && count < LETTERS) {
        size_t end = str_find(rest, ' ', 0);
        list[count++] = str_slice(rest, 0, end);
        rest = end == STR_NOT_FOUND ? (struct str){0} : str_trim(str_slice(rest, end, rest.n));
    }
    for (; count > 0 && number > 0 && n < LONGEST; number = (number - 1) / (unsigned)count)
        digits[n++] = (number - 1) % count;
    while (n > 0)
        write_letter(out, list[digits[--n]], upper);
}

static void write_counter(struct buf *out, unsigned number, char form, struct str letters)
{
    if (form == '1')
        buf_int(out, number);
    else if (form == 'I' || form == 'i')
        write_roman(out, number, form == 'I');
    else
        write_letters(out, number, letters, form == 'A');
}

struct str pattern_write(struct arena *arena, struct str pattern, const unsigned *numbers,
                         struct str letters)
{
    struct buf out = {0};
    uint32_t before = ' ';
    for (size_t at = 0; at < pattern.n;) {
        size_t from = at;
        char form = next_form(pattern, &at, &before);
        if (form)
            write_counter(&out, *numbers++, form, letters);
        else
            buf_str(&out, str_slice(pattern, from, at));
    }
    struct str number = buf_copy(&out, arena);
    buf_free(&out);
    return number;
}
