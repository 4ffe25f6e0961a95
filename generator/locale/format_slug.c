/* SPDX-License-Identifier: MIT */
#include "locale/format.h"

#include "locale/language_data.h"
#include "locale/letter.h"

#include <utf8proc.h>

enum { LONGEST_KEY = 8 }; /* code points of a transliteration key, ^ included */

/*
 * The longest key of the table that the text at `at` begins with, a key for a word's beginning
 * first. `*end` is where the text goes on.
 */
static const struct str *find_letters(const struct language *language, struct str text, size_t at,
                                      bool word_start, size_t *end)
{
    char key[1 + 4 * LONGEST_KEY] = {'^'};
    size_t ends[LONGEST_KEY], text_ends[LONGEST_KEY], count = 0, n = 1;
    size_t limit = language->transliteration_longest;
    while (count < limit && count < LONGEST_KEY && at < text.n) {
        n += str_encode(letter_lower(str_next(text, &at)), key + n);
        ends[count] = n;
        text_ends[count++] = at;
    }
    while (count-- > 0) {
        *end = text_ends[count];
        const struct map_entry *entry = NULL;
        if (word_start)
            entry = map_find(&language->transliteration, (struct str){key, ends[count]});
        if (entry == NULL)
            entry = map_find(&language->transliteration, (struct str){key + 1, ends[count] - 1});
        if (entry)
            return entry->pointer;
    }
    return NULL;
}

/* What remains of a code point when its marks are stripped, if that is ASCII. */
static void put_bare(struct buf *out, uint32_t code)
{
    utf8proc_int32_t parts[16];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)code, parts, 16, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD,
        &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < 16; i++)
        if ((parts[i] >= 'a' && parts[i] <= 'z') || (parts[i] >= '0' && parts[i] <= '9'))
            buf_char(out, (char)parts[i]);
}

struct str format_slug(const struct language *language, struct arena *arena, struct str text)
{
    struct buf out = {0};
    bool word_start = true, gap = false;
    for (size_t at = 0; at < text.n;) {
        size_t next = at;
        uint32_t code = str_next(text, &next);
        bool apostrophe = code == '\'' || code == 0x2019 || code == 0x02BC;
        if (!letter_is(code) && !letter_is_numeral(code)) {
            /* An apostrophe is part of its word, all else parts words. */
            gap = gap || !apostrophe;
            word_start = word_start || !apostrophe;
            at = next;
            continue;
        }
        if (gap && out.n && out.p[out.n - 1] != '-')
            buf_char(&out, '-');
        gap = false;
        const struct str *letters = find_letters(language, text, at, word_start, &next);
        if (letters)
            buf_str(&out, *letters);
        else
            put_bare(&out, letter_lower(code));
        word_start = false;
        at = next;
    }
    while (out.n && out.p[out.n - 1] == '-')
        out.n--;
    struct str slug = buf_copy(&out, arena);
    buf_free(&out);
    return slug;
}

struct str format_file_name(const struct language *language, struct arena *arena, struct str text)
{
    struct str slug = format_slug(language, arena, text);
    if (slug.n <= FORMAT_FILE_NAME)
        return slug;
    size_t end = FORMAT_FILE_NAME;
    for (size_t at = end; at > FORMAT_FILE_NAME / 2; at--)
        if (slug.p[at] == '-') {
            end = at;
            break;
        }
    return arena_str(arena, str_slice(slug, 0, end));
}
