/* SPDX-License-Identifier: MIT */
/*
 * How a list counts, told from its first label: the language and the layout of a regulation decide
 * what labels look like ("3.2.", "§ 1", "č)", "IV"), readers of PDFs are told what they count in.
 */
#include "locale/letter.h"
#include "pdf/flow.h"

static bool is_mark(char byte)
{
    return str_find(STR(".()[] "), byte, 0) != STR_NOT_FOUND;
}

/* The last run between marks: of "3.2." the 2, of "§ 1" the 1. */
static struct str last_word(struct str label)
{
    size_t to = label.n;
    while (to > 0 && is_mark(label.p[to - 1]))
        to--;
    size_t from = to;
    while (from > 0 && !is_mark(label.p[from - 1]))
        from--;
    return str_slice(label, from, to);
}

/* A list begins with i, never with v or x: those alone are letters of an alphabet. */
static bool is_roman(struct str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (str_find(STR("ivxlcIVXLC"), word.p[i], 0) == STR_NOT_FOUND)
            return false;
    return word.n > 1 || str_is(word, "i") || str_is(word, "I");
}

enum pdf_counting pdf_counting_of(struct str label)
{
    struct str word = last_word(label);
    size_t at = 0;
    if (word.n == 0)
        return PDF_COUNTING_NONE;
    if (word.p[0] >= '0' && word.p[0] <= '9')
        return PDF_COUNTING_DECIMAL;
    bool upper = letter_is_upper(str_next(word, &at));
    if (is_roman(word))
        return upper ? PDF_COUNTING_UPPER_ROMAN : PDF_COUNTING_LOWER_ROMAN;
    return upper ? PDF_COUNTING_UPPER_ALPHA : PDF_COUNTING_LOWER_ALPHA;
}
