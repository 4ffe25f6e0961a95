/* SPDX-License-Identifier: MIT */
/*
 * One pass over the text, word by word. At each space the word before and the word behind it are
 * asked which no-break rules they satisfy; within a word its quotes, apostrophes, points, dashes
 * and signs are put right. Edits come out in ascending order. The one look back is at single
 * quotes: one that opened and was never closed turns out to be an apostrophe, and its edit is
 * changed in place.
 */
#include "locale/typography.h"

#include "locale/language_data.h"
#include "locale/typography_parts.h"

#include <string.h>

static const struct str no_break_space = STR_INIT("\xC2\xA0");

bool typography_is_space(uint32_t code)
{
    return code == ' ' || code == '\n' || code == '\t' || code == 0xA0 || code == 0x202F ||
           code == 0x2028 || (code >= 0x2000 && code <= 0x200A);
}

bool typography_kept(struct typography_pass *pass, size_t from, size_t to)
{
    while (pass->kept_at < pass->kept_count && pass->kept[pass->kept_at].to <= from)
        pass->kept_at++;
    return pass->kept_at < pass->kept_count && pass->kept[pass->kept_at].from < to;
}

void typography_edit(struct typography_pass *pass, size_t from, size_t to, struct str with)
{
    if (with.n == 0 || str_equal(str_slice(pass->flat, from, to), with))
        return;
    struct typography_edit edit = {from, to, with};
    ARENA_PUSH(pass->arena, pass->out, edit);
}

/* The end of the run of spaces from `at` on. */
static size_t spaces_end(const struct language *language, struct str flat, size_t at)
{
    while (at < flat.n && language->byte_kinds[(unsigned char)flat.p[at]] & BYTE_SPACE) {
        size_t next = at;
        if (!typography_is_space(str_next(flat, &next)))
            break;
        at = next;
    }
    return at;
}

/* The end of the word from `at` on; whether it has bytes in it that set_word() may have to see. */
static size_t word_end(const struct language *language, struct str flat, size_t at, bool *marks)
{
    unsigned seen = 0;
    for (; at < flat.n; at++) {
        unsigned kinds = language->byte_kinds[(unsigned char)flat.p[at]];
        if (kinds == 0)
            continue; /* nearly every byte */
        size_t behind = at;
        if (kinds & BYTE_SPACE && typography_is_space(str_next(flat, &behind)))
            break;
        seen |= kinds;
    }
    *marks = (seen & BYTE_MARK) != 0;
    return at;
}

/* Plain spaces and soft line breaks may be changed; any other space was put there on purpose. */
static bool is_plain_gap(struct str gap)
{
    for (size_t i = 0; i < gap.n; i++)
        if (gap.p[i] != ' ' && gap.p[i] != '\n' && gap.p[i] != '\t')
            return false;
    return true;
}

static void set_gap(struct typography_pass *pass, struct no_break_word left, size_t from, size_t to,
                    struct no_break_word right)
{
    if ((left.left & right.right) == 0 || !is_plain_gap(str_slice(pass->flat, from, to)))
        return;
    if (!typography_kept(pass, from, to))
        typography_edit(pass, from, to, no_break_space);
}

/* Hyphens that stand alone between spaces are a dash. */
static bool set_dash(struct typography_pass *pass, size_t from, size_t to)
{
    struct str word = str_slice(pass->flat, from, to);
    if (!str_is(word, "-") && !str_is(word, "--") && !str_is(word, "---"))
        return false;
    if (from > 0 && to < pass->flat.n && !typography_kept(pass, from, to))
        typography_edit(pass, from, to, pass->language->settings[SET_MARKS_DASH]);
    return true;
}

/* Three points, neither more nor fewer. */
static bool set_ellipsis(struct typography_pass *pass, size_t at)
{
    struct str flat = pass->flat;
    if (!str_starts(str_slice(flat, at, flat.n), STR("...")))
        return false;
    if ((at > 0 && flat.p[at - 1] == '.') || (at + 3 < flat.n && flat.p[at + 3] == '.'))
        return false;
    if (!typography_kept(pass, at, at + 3))
        typography_edit(pass, at, at + 3, pass->language->settings[SET_MARKS_ELLIPSIS]);
    return true;
}

static void set_word(struct typography_pass *pass, struct str left, size_t from, size_t to)
{
    if (set_dash(pass, from, to))
        return;
    size_t sign_end = 0, sign = STR_NOT_FOUND;
    if (memchr(pass->flat.p + from, '-', to - from))
        sign = typography_find_sign(pass, left, from, to, &sign_end);
    for (size_t at = from; at < to;) {
        size_t next = at;
        uint32_t code = str_next(pass->flat, &next);
        if (at == sign) {
            bool range = at > from && typography_digit_before(pass->flat, at);
            enum setting mark = range ? SET_MARKS_RANGE : SET_NUMBERS_MINUS;
            if (!typography_kept(pass, at, sign_end))
                typography_edit(pass, at, sign_end, pass->language->settings[mark]);
        } else if (code == '.' && set_ellipsis(pass, at)) {
            next = at + 3;
        } else if (pass->language->byte_kinds[(unsigned char)pass->flat.p[at]] & BYTE_MARK) {
            typography_set_quote(pass, code, at, next);
        }
        at = next;
    }
}

void typography_apply(const struct language *language, struct arena *arena, struct str flat,
                      const struct typography_kept *kept, size_t kept_count,
                      struct typography_edits *out)
{
    struct typography_pass pass = {.language = language,
                                   .arena = arena,
                                   .flat = flat,
                                   .kept = kept,
                                   .kept_count = kept_count,
                                   .out = out};
    struct no_break_word before = {0, 0};
    struct str left = {0};
    size_t at = 0;
    while (at < flat.n) {
        bool marks;
        size_t word = spaces_end(language, flat, at);
        size_t end = word_end(language, flat, word, &marks);
        struct str right = str_slice(flat, word, end);
        struct no_break_word behind = before;
        if (language->no_break)
            behind = no_break_look_up(language->no_break, right);
        if (word > at)
            set_gap(&pass, before, at, word, behind);
        if (marks)
            set_word(&pass, left, word, end);
        before = behind;
        left = right;
        at = end;
    }
    typography_end_quotes(&pass);
}

struct str typography_text(const struct language *language, struct arena *arena, struct str text)
{
    struct typography_edits edits = {0};
    typography_apply(language, arena, text, NULL, 0, &edits);
    if (edits.count == 0)
        return text;
    struct buf out = {0};
    size_t at = 0;
    for (size_t i = 0; i < edits.count; i++) {
        buf_str(&out, str_slice(text, at, edits.items[i].from));
        buf_str(&out, edits.items[i].with);
        at = edits.items[i].to;
    }
    buf_str(&out, str_slice(text, at, text.n));
    struct str result = buf_copy(&out, arena);
    buf_free(&out);
    return result;
}
