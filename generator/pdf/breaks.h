/* SPDX-License-Identifier: MIT */
/*
 * Where the lines of a paragraph end: the best of all ways to break it, after D. E. Knuth and
 * M. F. Plass, "Breaking paragraphs into lines", Software – Practice and Experience 11 (1981).
 *
 * A paragraph is a list of points at which a line may end. Each knows how wide the text is up to
 * it; so the width of the line between two points is one subtraction. A line is the worse the more
 * its spaces are stretched or shrunk (its badness, with the third power); a break within a word
 * costs something, two in a row more, a tight line below a loose one too. The breaks with the
 * smallest sum of squares are chosen. Everything is computed in whole numbers, so every machine
 * breaks the same lines.
 *
 * No line is ever wider than it may be, provided that the text between any two neighbouring points
 * that are no hyphens fits into a line.
 */
#ifndef LETOPIS_PDF_BREAKS_H
#define LETOPIS_PDF_BREAKS_H

#include "pdf/frame.h"

/* A point where a line may end. All widths are from the beginning of the paragraph, natural; from
 * point to point none grows less. */
struct pdf_break {
    int64_t end; /* of all text before: where a line ends that is broken here, without hyphen */
    int64_t
        start; /* where the line that begins here begins: behind the space, if one stands here */
    int64_t end_spaces, start_spaces; /* how much of both is spaces */
    pdf_length hyphen;                /* width of the hyphen that a break adds; 0: none */
    int16_t penalty;                  /* what a break here costs, 0 to 10000 */
    bool forced;                      /* a line has to end here */
    uint32_t piece;                   /* for the caller: before this piece, or */
    uint32_t within;                  /* at this break of the piece, from 1; 0: before the piece */
};

struct pdf_break_rules {
    pdf_length width;
    bool justified;
    pdf_length ragged; /* otherwise: lines shorter by so much are as bad as those stretched to the
                        * full */
    int32_t tolerance; /* the badness that a line may have; PDF_BREAK_ANY: any */
};

enum {
    PDF_BREAK_ANY = INT32_MAX,
    /* Spaces stretch by a half and shrink by a third of their width; badness 100 is just that. */
    PDF_SPACE_STRETCH = 2,
    PDF_SPACE_SHRINK = 3,
};

/*
 * Chooses among points[1 … count - 1], of which the last is the paragraph's end; points[0] is its
 * beginning. The indexes of those chosen go into `chosen`, which has room for `count`. Gives how
 * many: the number of lines; 0 when no way keeps within the tolerance.
 */
size_t pdf_break_lines(struct arena *scratch, const struct pdf_break *points, size_t count,
                       const struct pdf_break_rules *rules, uint32_t *chosen);

/* The sum that is made small, of the breaks `chosen`: for tests. */
int64_t pdf_break_demerits(const struct pdf_break *points, const struct pdf_break_rules *rules,
                           const uint32_t *chosen, size_t count);

#endif
