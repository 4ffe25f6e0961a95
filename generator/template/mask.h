/* SPDX-License-Identifier: MIT */
/*
 * Marks in a text, and the masking pass that carries them through a Markdown parser.
 *
 *     {{formula}}  {{formula | filter}}              a value
 *     {{| filter}}                                   a place to write in
 *     {{if condition}} … {{else}} … {{end}}          directives: within a line, or alone on theirs
 *     {{for query}} … {{end}}
 *     [^label]                                       a footnote (in Markdown alone)
 *     \{{…}}                                         two braces, printed
 *
 * The masked text is as long as the text, byte for byte, so that every position in it is a
 * position in the source. A directive alone on its line becomes `<?…?>`, which CommonMark takes as
 * a block of its own (also in list items and quotations, and right after a paragraph). Any other
 * mark becomes one letter of the private planes 15 and 16 (four bytes, the number of the mark
 * modulo MASK_CODES) and fillers, which for Markdown is a word without any markup. Letters of these
 * planes that the text itself holds are masked likewise (MARK_LITERAL), so nothing in the masked
 * text can be mistaken for a mark.
 *
 * Everything is masked, also within code: what turns out to be code is given back with
 * mask_restore(). So the pass needs to know nothing of Markdown's blocks, and is right wherever
 * they are. For the same reason it reports nothing: faults are reported when a mark is used.
 */
#ifndef LETOPIS_TEMPLATE_MASK_H
#define LETOPIS_TEMPLATE_MASK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

enum mark_kind {
    MARK_VALUE,
    MARK_IF,
    MARK_ELSE,
    MARK_FOR,
    MARK_END,
    MARK_NOTE,
    MARK_LITERAL /* printed as `inner` stands in the text */
};

enum { MASK_CODES = 2 * 65534, MASK_LETTER_BYTES = 4, MARK_NOTHING = 0 };

struct expr;
struct calc_query;
struct calc_scope;
struct template_filter;

struct mark {
    uint8_t kind;      /* enum mark_kind */
    bool own_line;     /* a directive alone on its line */
    bool definition;   /* MARK_NOTE: `[^label]:` at the beginning of a line */
    bool faulty;       /* reported; to be passed over in silence */
    bool ready;        /* compiled without error */
    bool apart;        /* in a footnote's text: stands outside of every `for` */
    uint32_t from, to; /* bytes of the text, from the first brace to behind the last */
    /* What matters inside: the formula, condition or query; a footnote's label; behind `else` and
     * `end` what should not be there. */
    uint32_t inner_from, inner_to;
    uint32_t filters_from; /* behind the first |, up to the closing braces; 0: none */
    /* Set by pairing (pair.h): */
    const void *owner;       /* what the mark stands in */
    uint32_t end, otherwise; /* IF, FOR: index of its end and else; MARK_NOTHING: none */
    /* For whoever walks the parsed text: where the mark was met. */
    void *node;
    uint32_t offset;
    /* Made when first needed (text.h). */
    union {
        const struct expr *expr;
        const struct calc_query *query;
    };
    const struct template_filter *filter;
    const struct calc_scope *scope; /* in which it was compiled */
};

struct mask {
    struct text text;  /* as it stands in the source */
    struct str masked; /* equally long; NUL-terminated */
    struct mark *items;
    size_t count, capacity;
    struct {
        uint32_t *items; /* offsets of {{ that are not closed on their line */
        size_t count, capacity;
    } open;
    struct {
        uint32_t *items; /* numbers of the directives alone on their line */
        size_t count, capacity;
    } lines;
};

/* Finds the marks of `text`. `markdown`: footnotes too, and directives alone on a line. */
void mask_make(struct arena *arena, struct text text, bool markdown, struct mask *out);

/* The number of the first mark at or after byte `offset`; count when there is none. */
size_t mask_after(const struct mask *mask, size_t offset);

/*
 * Whether a mark's letter stands at byte `at` of a masked text; `index` gets the number of the
 * mark, which is the first of its code at or after `least`.
 */
bool mask_read_letter(const struct mask *mask, struct str masked, size_t at, size_t least,
                      size_t *index);
static inline bool mask_letter(const struct mask *mask, struct str masked, size_t at, size_t least,
                               size_t *index)
{
    /* In planes 15 and 16, which begin with F3 and F4; other bytes are passed over at once. */
    return at < masked.n && (unsigned char)masked.p[at] >= 0xF3 &&
           mask_read_letter(mask, masked, at, least, index);
}

/* The first byte at or after `from` with which a mark or its letter can begin: {, [ and those that
 * lead four bytes of UTF-8. The length of `s` when there is none. */
size_t mask_find_start(struct str s, size_t from);

/* Writes `masked` (part of a masked text, such as a code span) as it stood before. */
void mask_restore(const struct mask *mask, struct str masked, size_t least, struct buf *out);

/* The whole mark, its inside, and its filters, with their places. */
struct span mark_span(const struct mask *mask, const struct mark *mark);
struct text mark_inner(const struct mask *mask, const struct mark *mark);
struct text mark_filters(const struct mask *mask, const struct mark *mark);

#endif
