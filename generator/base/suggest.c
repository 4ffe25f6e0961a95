/* SPDX-License-Identifier: MIT */
#include "base/suggest.h"

#include <string.h>
#include <utf8proc.h>

enum { SUGGEST_LONGEST = 64 };

/* The code points of `s` in lower case; SUGGEST_LONGEST + 1 when there are too many. */
static size_t suggest_fold(struct str s, int32_t out[SUGGEST_LONGEST])
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t code = str_next(s, &at);
        if (n == SUGGEST_LONGEST)
            return SUGGEST_LONGEST + 1;
        out[n++] = utf8proc_tolower((utf8proc_int32_t)code);
    }
    return n;
}

static size_t suggest_min(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Three rows of the table are kept: a swap looks two rows back. */
static size_t suggest_align(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count,
                            size_t limit)
{
    size_t rows[3][SUGGEST_LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_count; j++)
        above[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        size_t best = row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = suggest_min(suggest_min(above[j], row[j - 1]) + 1, above[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = suggest_min(row[j], before[j - 2] + 1);
            best = suggest_min(best, row[j]);
        }
        if (best > limit)
            return limit + 1;
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return suggest_min(above[b_count], limit + 1);
}

size_t suggest_distance(struct str a, struct str b, size_t limit)
{
    int32_t a_codes[SUGGEST_LONGEST], b_codes[SUGGEST_LONGEST];
    size_t a_count = suggest_fold(a, a_codes), b_count = suggest_fold(b, b_codes);
    if (a_count > SUGGEST_LONGEST || b_count > SUGGEST_LONGEST)
        return str_equal(a, b) ? 0 : limit + 1;
    size_t apart = a_count > b_count ? a_count - b_count : b_count - a_count;
    return apart > limit ? limit + 1 : suggest_align(a_codes, a_count, b_codes, b_count, limit);
}

struct str suggest_nearest(struct str wrong, const struct str *names, size_t count)
{
    struct str nearest = {0};
    size_t best = SIZE_MAX;
    size_t wrong_length = str_length(wrong);
    for (size_t i = 0; i < count; i++) {
        size_t length = str_length(names[i]);
        size_t limit = (length > wrong_length ? length : wrong_length) / 3;
        if (limit == 0)
            limit = wrong_length > 1 ? 1 : 0;
        if (limit >= best)
            limit = best - 1;
        size_t distance = suggest_distance(wrong, names[i], limit);
        if (distance > limit)
            continue;
        nearest = names[i];
        best = distance;
        if (best == 0)
            break;
    }
    return nearest;
}
