/* SPDX-License-Identifier: MIT */
/*
 * A slice of bytes that it does not own, by convention UTF-8. Not NUL-terminated unless the
 * function that made it says so. The empty slice may have a NULL pointer. Passed by value.
 */
#ifndef LETOPIS_BASE_STR_H
#define LETOPIS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p;
    size_t n; /* bytes */
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

/* The same as an initialiser, for tables. */
/* clang-format off */
#define STR_INIT(literal) {"" literal, sizeof(literal) - 1}
/* clang-format on */

/* A slice over a NUL-terminated string; NULL gives the empty slice. */
struct str str_from(const char *text);

/* The shortest functions stand here, so that loops over text cost no calls. */
static inline bool str_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A space or a tab. */
static inline bool str_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline bool str_equal(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Whether `a` equals the NUL-terminated `text`. */
static inline bool str_is(struct str a, const char *text)
{
    return str_equal(a, (struct str){text, strlen(text)});
}
/* Order by bytes (which for UTF-8 is the order of code points): <0, 0, >0. */
int str_compare(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* The bytes [from, to) of `s`; both ends are clamped to the slice. */
static inline struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (struct str){s.p ? s.p + from : NULL, to - from};
}
/* Without spaces, tabs, CR and LF at both ends. */
struct str str_trim(struct str s);

#define STR_NOT_FOUND ((size_t)-1)
/* Offset of the first `byte` at or after `from`, or STR_NOT_FOUND. */
size_t str_find(struct str s, char byte, size_t from);
/* Offset of the first `part` at or after `from`, or STR_NOT_FOUND. */
size_t str_find_str(struct str s, struct str part, size_t from);

/* The first byte at or after `from` that markup or data formats may have to escape: a control
 * character, one of " & < > \; the length of `s` when there is none. */
size_t str_find_special(struct str s, size_t from);
/* The first byte at or after `from` that is no ASCII; the length of `s` when there is none. */
size_t str_find_wide(struct str s, size_t from);

/* 64 bits, the same on every machine; eight bytes at a time, by folded products as in wyhash. */
uint64_t str_hash(struct str s);

/* One code point starting at `at` (which is advanced); invalid bytes give U+FFFD, one byte each. */
uint32_t str_next_long(struct str s, size_t *at);
static inline uint32_t str_next(struct str s, size_t *at)
{
    unsigned char lead = (unsigned char)s.p[*at];
    if (lead >= 0x80)
        return str_next_long(s, at);
    *at += 1;
    return lead;
}
/* Whether a code point embeds, overrides or isolates a direction of writing: what stands behind it
 * is shown in another order than it is written in. Languages from left to right have no use for it.
 */
static inline bool str_turns_text(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}
/* Number of code points. */
size_t str_length(struct str s);
/* Writes `code` as UTF-8 (1 to 4 bytes) into `out`, gives the number of bytes. */
size_t str_encode(uint32_t code, char out[4]);

#endif
