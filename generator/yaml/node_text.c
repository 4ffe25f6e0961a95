/* SPDX-License-Identifier: MIT */
/* The text before anything reads it: encoding, invisible characters, normal form. */
#include "base/buf.h"
#include "base/mem.h"
#include "yaml/node_parts.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* More of the same in one file would not say more. */
enum { MOST_REPORTS = 10 };

/* No script piles up so many accents; more run out of their line, and out of the page. */
enum { MOST_MARKS = 8 };

struct scan {
    struct str text;
    uint32_t at;
    struct diags *diags;
    struct node_facts facts;
    size_t reports;
    size_t marks, marks_end; /* accents in a row, and where the last one ended */
};

static void report(struct scan *scan, enum message message, size_t from, size_t to,
                   const struct diag_arg *args)
{
    struct span span = {scan->at + (uint32_t)from, (uint32_t)(to - from)};
    if (scan->reports++ < MOST_REPORTS)
        diag_add(scan->diags, message, span, args);
}

static void report_code(struct scan *scan, enum message message, uint32_t code, size_t from,
                        size_t to)
{
    char name[16];
    snprintf(name, sizeof name, "U+%04X", (unsigned)code);
    report(scan, message, from, to, ARGS(arg_text("found", str_from(name))));
}

/*
 * A guess at the encoding of a text that is not UTF-8. Cyrillic words in Windows-1251 are runs of
 * bytes from 0x80; in Central European texts such bytes stand alone among ASCII letters. A text
 * that is mostly valid UTF-8 was damaged rather than saved in another encoding.
 */
static enum message guess_encoding(struct str text)
{
    size_t valid = 0, lone = 0, joined = 0;
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        if (str_next(text, &at) < 0x80)
            continue;
        if (at - start > 1) {
            valid++;
            continue;
        }
        bool before = start > 0 && (unsigned char)text.p[start - 1] >= 0x80;
        bool after = at < text.n && (unsigned char)text.p[at] >= 0x80;
        if (before || after)
            joined++;
        else
            lone++;
    }
    if (valid > lone + joined)
        return MSG_TEXT_NOT_UTF8;
    return joined > lone ? MSG_TEXT_WINDOWS_1251 : MSG_TEXT_WINDOWS_1250;
}

static void report_invalid(struct scan *scan, size_t at)
{
    struct str text = scan->text;
    bool utf16 =
        text.n >= 2 && (memcmp(text.p, "\xFF\xFE", 2) == 0 || memcmp(text.p, "\xFE\xFF", 2) == 0);
    if (utf16) {
        report(scan, MSG_TEXT_UTF16, 0, 2, NO_ARGS);
        return;
    }
    char name[8];
    snprintf(name, sizeof name, "0x%02X", (unsigned)(unsigned char)text.p[at]);
    report(scan, guess_encoding(text), at, at + 1, ARGS(arg_text("byte", str_from(name))));
}

bool node_code_is_stable(uint32_t code)
{
    /* Letters and signs of the languages at hand; what is not listed is left to utf8proc. */
    static const struct {
        uint32_t from, to;
    } ranges[] = {
        {0x0000, 0x02FF}, {0x0370, 0x0373}, {0x0375, 0x037D}, {0x037F, 0x037F}, {0x0384, 0x0386},
        {0x0388, 0x038A}, {0x038C, 0x038C}, {0x038E, 0x03A1}, {0x03A3, 0x03FF}, {0x0400, 0x0482},
        {0x048A, 0x052F}, {0x1E00, 0x1E99}, {0x1E9E, 0x1EFF}, {0x2002, 0x200A}, {0x2010, 0x2027},
        {0x202F, 0x205E}, {0x2070, 0x2071}, {0x2074, 0x208E}, {0x20A0, 0x20BF}, {0x2100, 0x2125},
        {0x2127, 0x2129}, {0x212C, 0x214F}, {0x2190, 0x2199}, {0x2212, 0x2212}, {0x2264, 0x2265},
        {0x2500, 0x25FF}, {0x2610, 0x2612}, {0x2713, 0x2718},
    };
    if (code <= ranges[0].to)
        return true;
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].to < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof ranges / sizeof *ranges && ranges[low].from <= code;
}

static void check_mark(struct scan *scan, uint32_t code, size_t from, size_t to)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    if (category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_ME)
        return;
    scan->marks = scan->marks_end == from ? scan->marks + 1 : 1;
    scan->marks_end = to;
    if (scan->marks == MOST_MARKS + 1)
        report(scan, MSG_TEXT_MARKS, from, to, ARGS(arg_count("limit", MOST_MARKS)));
}

/* What libyaml would refuse, and what would end lines or turn them round unseen. */
static void check_code(struct scan *scan, uint32_t code, size_t from, size_t to)
{
    if (code == 0x85 || code == 0x2028 || code == 0x2029)
        report_code(scan, MSG_TEXT_SEPARATOR, code, from, to);
    else if (code == 0xFEFF)
        report(scan, MSG_TEXT_BOM_INSIDE, from, to, NO_ARGS);
    else if (code < 0xA0 || code == 0xFFFE || code == 0xFFFF || str_turns_text(code))
        report_code(scan, MSG_TEXT_CONTROL, code, from, to);
    else if (!node_code_is_stable(code)) {
        scan->facts.nfc = false;
        check_mark(scan, code, from, to);
    }
}

/* One character that is not plain ASCII text, or a run of what comes in between lines. */
static bool check_special(struct scan *scan, size_t *at)
{
    struct str text = scan->text;
    size_t from = *at;
    unsigned char byte = (unsigned char)text.p[from];
    if (byte >= 0x80) {
        scan->facts.ascii = false;
        uint32_t code = str_next(text, at);
        if (*at - from == 1) {
            report_invalid(scan, from);
            return false;
        }
        if (code == 0xFFFD)
            diag_add(scan->diags, MSG_TEXT_REPLACED, (struct span){scan->at + (uint32_t)from, 3},
                     NO_ARGS);
        else
            check_code(scan, code, from, *at);
        return true;
    }
    *at += 1;
    if (byte == '\r' && (*at == text.n || text.p[*at] != '\n'))
        report(scan, MSG_TEXT_LONE_CR, from, *at, NO_ARGS);
    else if (byte == 0)
        report(scan, MSG_TEXT_NUL, from, *at, NO_ARGS);
    else if ((byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') || byte == 0x7F)
        report_code(scan, MSG_TEXT_CONTROL, byte, from, *at);
    return true;
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Of the eight bytes at `p`, those before the first that is neither from 0x20 to 0x7E nor a line
 * feed. Sums run over into higher bytes alone, so the lowest bit found is a true one. */
static size_t count_plain(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    word = le64toh(word);
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t feeds = word ^ ones * '\n'; /* 0 where there is one */
    uint64_t other = ((feeds | high) - ones) | feeds;
    uint64_t too_small = ~((word | high) - ones * 0x20) & ~word & other;
    uint64_t too_large = (word + ones) | word;
    uint64_t found = (too_small | too_large) & high;
    return found ? (size_t)__builtin_ctzll(found) / 8 : 8;
}

static bool check_character(struct scan *scan, size_t *at)
{
    struct str text = scan->text;
    unsigned char byte = (unsigned char)text.p[*at];
    if ((byte >= 0x20 && byte < 0x7F) || byte == '\n') {
        *at += 1;
        return true;
    }
    if (byte > 0xC2 && byte < 0xCC && text.n - *at >= 2 && continues(text.p[*at + 1])) {
        scan->facts.ascii = false; /* Latin letters, all stable */
        *at += 2;
        return true;
    }
    return check_special(scan, at);
}

bool node_scan_text(struct str text, uint32_t at, struct diags *diags, struct node_facts *facts)
{
    struct scan scan = {.text = text, .at = at, .diags = diags, .facts = {true, true}};
    size_t i = 0;
    bool whole = true;
    while (i < text.n && whole) {
        size_t plain = text.n - i >= 8 ? count_plain(text.p + i) : 0;
        i += plain;
        if (plain < 8)
            whole = check_character(&scan, &i);
    }
    *facts = scan.facts;
    return whole && scan.reports == 0;
}

struct str node_source_text(const struct source *source, uint32_t *at)
{
    size_t skipped = str_starts(source->text, STR("\xEF\xBB\xBF")) ? 3 : 0;
    *at = source->base + (uint32_t)skipped;
    return str_slice(source->text, skipped, source->text.n);
}

bool node_check_text(const struct source *source, struct diags *diags, struct str *text)
{
    struct node_facts facts;
    uint32_t at;
    *text = node_source_text(source, &at);
    return node_scan_text(*text, at, diags, &facts);
}

/* --- normal form ------------------------------------------------------------------------------ */

/* Whether one of eight bytes is from 0xCC on: below that begin only letters that are stable. */
static bool has_high_byte(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    return (((word & ~high) + ones * (0x80 - 0x4C)) & word & high) != 0;
}

static bool is_certainly_nfc(struct str s)
{
    size_t at = 0;
    while (s.n - at >= 8 && !has_high_byte(s.p + at))
        at += 8;
    while (at < s.n) {
        if ((unsigned char)s.p[at] < 0xCC)
            at++;
        else if (!node_code_is_stable(str_next(s, &at)))
            return false;
    }
    return true;
}

/*
 * Up to the next stable character: nothing composes across its front. A run without one is cut
 * after SEGMENT characters, so that a pile of marks cannot take quadratic time to sort.
 */
static size_t segment_end(struct str s, size_t at)
{
    enum { SEGMENT = 256 };
    str_next(s, &at);
    for (int count = 1; at < s.n && count < SEGMENT; count++) {
        size_t next = at;
        if (node_code_is_stable(str_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

static void add_segment(struct arena *arena, struct node_runs *runs, struct buf *out,
                        struct text text, size_t from, size_t to)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)text.s.p + from, (utf8proc_ssize_t)(to - from),
                     &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n < 0)
        mem_exhausted();
    struct str piece = {(const char *)composed, (size_t)n};
    bool same = str_equal(piece, str_slice(text.s, from, to));
    for (size_t i = 0; i < piece.n; i++) {
        /* In a piece that changed, all its bytes stand for the whole of its source. */
        size_t source = same || i < to - from ? from + i : to - 1;
        node_run_add(arena, runs, out->n + i, text_span(text, source, source).at);
    }
    buf_str(out, piece);
    free(composed);
}

struct text node_nfc(struct arena *arena, struct text text)
{
    if (is_certainly_nfc(text.s))
        return text;
    struct buf out = {0};
    struct node_runs runs = {0};
    for (size_t at = 0; at < text.s.n;) {
        size_t end = segment_end(text.s, at);
        add_segment(arena, &runs, &out, text, at, end);
        at = end;
    }
    struct text result = text;
    if (!str_equal(buf_view(&out), text.s)) {
        node_run_add(arena, &runs, out.n, text_span(text, text.s.n, text.s.n).at);
        result.s = buf_copy(&out, arena);
        result.map = text.span.at ? runs.items : NULL;
        result.map_count = text.span.at ? (uint32_t)runs.count : 0;
        result.origin = 0;
    }
    buf_free(&out);
    return result;
}
