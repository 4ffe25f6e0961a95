/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <endian.h>

struct str str_from(const char *text)
{
    return text ? (struct str){text, strlen(text)} : (struct str){0};
}

int str_compare(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_equal(str_slice(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_equal(str_slice(s, s.n - suffix.n, s.n), suffix);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str str_trim(struct str s)
{
    while (s.n && is_space(s.p[0]))
        s = str_slice(s, 1, s.n);
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

size_t str_find(struct str s, char byte, size_t from)
{
    if (from >= s.n)
        return STR_NOT_FOUND;
    const char *found = memchr(s.p + from, byte, s.n - from);
    return found ? (size_t)(found - s.p) : STR_NOT_FOUND;
}

size_t str_find_str(struct str s, struct str part, size_t from)
{
    if (part.n == 0)
        return from <= s.n ? from : STR_NOT_FOUND;
    if (from >= s.n)
        return STR_NOT_FOUND;
    const char *found = memmem(s.p + from, s.n - from, part.p, part.n);
    return found ? (size_t)(found - s.p) : STR_NOT_FOUND;
}

static bool is_special(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '&' || byte == '<' || byte == '>' ||
           byte == '\\' || byte == 0x7F;
}

/* Eight bytes at once. `x - ones & ~x` has the high bit of the lowest byte of x that is 0, and of
 * none when none is; two signs that differ in one bit are looked for together. */
static bool has_special(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t word;
    memcpy(&word, p, sizeof word);
    uint64_t controls = (word - ones * 0x20) & ~word;
    uint64_t quote_and = (word | ones * ('"' ^ '&')) ^ ones * ('"' | '&');
    uint64_t angles = (word | ones * ('<' ^ '>')) ^ ones * ('<' | '>');
    uint64_t backslash = word ^ ones * '\\', delete = word ^ ones * 0x7F;
    uint64_t found = controls | ((quote_and - ones) & ~quote_and) | ((angles - ones) & ~angles) |
                     ((backslash - ones) & ~backslash) | ((delete - ones) & ~delete);
    return (found & high) != 0;
}

size_t str_find_special(struct str s, size_t from)
{
    while (s.n - from >= 8 && !has_special(s.p + from))
        from += 8;
    while (from < s.n && !is_special((unsigned char)s.p[from]))
        from++;
    return from;
}

static uint64_t load_8(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return le64toh(word);
}

size_t str_find_wide(struct str s, size_t from)
{
    for (; s.n - from >= 8; from += 8) {
        uint64_t word = load_8(s.p + from) & UINT64_C(0x8080808080808080);
        if (word)
            return from + (size_t)__builtin_ctzll(word) / 8;
    }
    while (from < s.n && (unsigned char)s.p[from] < 0x80)
        from++;
    return from;
}

/* Both halves of a product: every bit of the word reaches every bit of the result. */
static uint64_t mix(uint64_t word)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)(word ^ UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load_4(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return le32toh(word);
}

/* One to eight bytes, the first one lowest, so that every machine computes the same. Loads overlap,
 * as a copy of just so many bytes would take longer than all the rest of the hash. */
static uint64_t load(const char *p, size_t n)
{
    if (n == 8)
        return load_8(p);
    if (n >= 4)
        return load_4(p) | load_4(p + n - 4) << 8 * (n - 4);
    uint64_t first = (unsigned char)p[0], middle = (unsigned char)p[n / 2],
             last = (unsigned char)p[n - 1];
    return first | middle << 8 * (n / 2) | last << 8 * (n - 1);
}

uint64_t str_hash(struct str s)
{
    uint64_t hash = s.n;
    size_t i = 0;
    for (; s.n - i > 8; i += 8)
        hash = mix(hash ^ load_8(s.p + i));
    return i < s.n ? mix(hash ^ load(s.p + i, s.n - i)) : mix(hash);
}

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    if (lead >= 0xF0 && lead < 0xF5)
        return 4;
    return 0;
}

uint32_t str_next_long(struct str s, size_t *at)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)s.p + *at;
    size_t n = sequence_length(p[0]);
    if (n == 0 || n > s.n - *at) {
        *at += 1;
        return 0xFFFD;
    }
    uint32_t code = n == 1 ? p[0] : p[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            *at += 1;
            return 0xFFFD;
        }
        code = code << 6 | (p[i] & 0x3Fu);
    }
    bool surrogate = code >= 0xD800 && code < 0xE000;
    if (code < least[n] || code > 0x10FFFF || surrogate) {
        *at += 1;
        return 0xFFFD;
    }
    *at += n;
    return code;
}

size_t str_length(struct str s)
{
    size_t count = 0, i = 0;
    /* Eight bytes at once: the high bit of those that only continue a code point. */
    for (; s.n - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, s.p + i, sizeof word);
        const uint64_t ones = UINT64_C(0x0101010101010101);
        /* The product's highest byte is the sum of all bytes. */
        count += 8 - ((word >> 7 & ~word >> 6 & ones) * ones >> 56);
    }
    for (; i < s.n; i++)
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return count;
}

size_t str_encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}
