/* SPDX-License-Identifier: MIT */
#include "html/write.h"

/*
 * Numbers of a column end at the same decimal place when their digits are of equal width and each
 * has as much room behind it as the decimals that it lacks take. CSS cannot align on the decimal
 * mark, so every cell gets that room by a class.
 */

enum { DECIMALS_MOST = 4, NO_NUMBER = 99 };

/* Digits behind the last decimal mark that stands between digits. */
static unsigned count_decimals(struct str text, struct str mark)
{
    size_t end = text.n;
    while (end > 0 && !str_is_digit(text.p[end - 1]))
        end--;
    size_t at = end;
    while (at > 0 && str_is_digit(text.p[at - 1]))
        at--;
    if (end == 0)
        return NO_NUMBER;
    if (at <= mark.n || mark.n == 0 || !str_equal(str_slice(text, at - mark.n, at), mark) ||
        !str_is_digit(text.p[at - mark.n - 1]))
        return 0;
    return (unsigned)(end - at);
}

/* Words behind a number ("22 nesplněno"), where they are `tail`. */
static bool has_tail(struct str text, struct str tail)
{
    return tail.n > 0 && text.n > tail.n && str_ends(text, tail) &&
           !str_is_digit(text.p[text.n - 1]);
}

size_t html_tail_start(const struct html_decimals *decimals, size_t column, struct str text)
{
    size_t start = text.n - decimals->tail.n;
    if (!decimals->tailed[column] || !has_tail(text, decimals->tail))
        return text.n;
    while (start > 0 && !str_is_digit(text.p[start - 1]))
        start--;
    return start > 0 ? start : text.n;
}

struct html_decimals html_decimals(struct html_pen *pen, const struct doc_table *table)
{
    struct doc_cell *cells = ARENA_ARRAY(pen->arena, struct doc_cell, table->column_count);
    struct html_decimals out = {
        .mark = language_decimal_mark(pen->language),
        .most = ARENA_ARRAY(pen->arena, unsigned, table->column_count),
        .tailed = ARENA_ARRAY(pen->arena, bool, table->column_count),
        .tail = language_word(pen->language, "standard_missed"),
    };
    for (size_t row = 0; row < table->row_count; row++) {
        enum doc_row_kind kind = doc_table_row(table, row, cells);
        for (size_t i = 0; i < table->column_count && kind != DOC_ROW_GROUP; i++) {
            if (table->columns[i].align != DOC_DECIMAL)
                continue;
            unsigned count = count_decimals(cells[i].text, out.mark);
            if (count == NO_NUMBER)
                continue;
            bool tailed = cells[i].missed && has_tail(cells[i].text, out.tail);
            out.tailed[i] = out.tailed[i] || tailed;
            out.any_tail = out.any_tail || tailed;
            out.most[i] = count > out.most[i] ? count : out.most[i];
        }
    }
    return out;
}

const char *html_decimal_class(const struct html_decimals *decimals, size_t column, struct str text)
{
    static const char *const LACKING[] = {"", " d1", " d2", " d3", " d4"};
    static const char *const WHOLE[] = {"", " w1", " w2", " w3", " w4"};
    unsigned most = decimals->most[column];
    if (most == 0 || most > DECIMALS_MOST)
        return "";
    unsigned count = count_decimals(text, decimals->mark);
    if (count >= most)
        return "";
    return count == 0 ? WHOLE[most] : LACKING[most - count];
}
