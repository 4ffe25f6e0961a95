/* SPDX-License-Identifier: MIT */
#include "pdf/hyphens.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "locale/letter.h"
#include "pdf/patterns.h"

#include <hyphen.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dictionary {
    const struct language *language;
    const struct pdf_patterns *plain; /* most dictionaries; else */
    HyphenDict *patterns;             /* libhyphen's; both NULL: none, words stay whole */
    iconv_t charset; /* from UTF-8; (iconv_t)-1: it is UTF-8 itself, or not known */
    bool is_utf8;
    struct map exceptions; /* word → the same with - where it may be divided */
};

struct pdf_hyphens {
    struct arena *arena;
    struct fs *system;
    struct {
        struct dictionary *items;
        size_t count, capacity;
    } dictionaries;
};

static const iconv_t NO_CHARSET = (iconv_t)-1;

struct pdf_hyphens *pdf_hyphens_new(struct arena *arena, struct fs *system)
{
    struct pdf_hyphens *hyphens = ARENA_NEW(arena, struct pdf_hyphens);
    hyphens->arena = arena;
    hyphens->system = system;
    return hyphens;
}

void pdf_hyphens_free(struct pdf_hyphens *hyphens)
{
    if (hyphens == NULL)
        return;
    for (size_t i = 0; i < hyphens->dictionaries.count; i++) {
        struct dictionary *dictionary = &hyphens->dictionaries.items[i];
        if (dictionary->patterns)
            hnj_hyphen_free(dictionary->patterns);
        if (dictionary->charset != NO_CHARSET)
            iconv_close(dictionary->charset);
    }
}

/* --- dictionaries -------------------------------------------------------------------------------
 */

static HyphenDict *load_patterns(struct str text)
{
    struct arena *scratch = arena_new();
    struct buf whole = {0};
    pdf_patterns_complete(text, scratch, &whole);
    FILE *stream = fmemopen(whole.p, whole.n, "r");
    if (stream == NULL)
        mem_exhausted();
    HyphenDict *patterns = hnj_hyphen_load_file(stream);
    fclose(stream);
    buf_free(&whole);
    arena_free(scratch);
    return patterns;
}

/* False when there is none. */
static bool read_dictionary(struct pdf_hyphens *hyphens, struct str file,
                            struct dictionary *dictionary)
{
    struct str parts[] = {STR("/usr/share/hyphen/"), file}, text;
    if (fs_read(hyphens->system, arena_join(hyphens->arena, parts, 2), &text) != FS_OK ||
        text.n == 0)
        return false;
    dictionary->plain = pdf_patterns_read(hyphens->arena, text);
    if (dictionary->plain == NULL)
        dictionary->patterns = load_patterns(text);
    const char *charset = dictionary->plain      ? dictionary->plain->charset.p
                          : dictionary->patterns ? dictionary->patterns->cset
                                                 : "UTF-8";
    dictionary->is_utf8 = strcmp(charset, "UTF-8") == 0;
    if (!dictionary->is_utf8)
        dictionary->charset = iconv_open(charset, "UTF-8");
    return dictionary->plain || dictionary->patterns;
}

/* "гос-по-дар, …": each is kept under itself without hyphens. */
static void read_exceptions(struct pdf_hyphens *hyphens, struct dictionary *dictionary)
{
    struct str list = language_hyphen_exceptions(dictionary->language);
    for (size_t at = 0; at < list.n;) {
        size_t end = str_find(list, ' ', at);
        struct str divided = str_trim(str_slice(list, at, end == STR_NOT_FOUND ? list.n : end));
        struct buf whole = {0};
        for (size_t i = 0; i < divided.n; i++)
            if (divided.p[i] != '-')
                buf_char(&whole, divided.p[i]);
        if (whole.n) {
            struct str *kept = ARENA_NEW(hyphens->arena, struct str);
            *kept = divided;
            struct str key = buf_copy(&whole, hyphens->arena);
            map_put(&dictionary->exceptions, hyphens->arena, key, NULL)->pointer = kept;
        }
        buf_free(&whole);
        at = end == STR_NOT_FOUND ? list.n : end + 1;
    }
}

static struct dictionary *open_dictionary(struct pdf_hyphens *hyphens,
                                          const struct language *language, struct diags *diags)
{
    for (size_t i = 0; i < hyphens->dictionaries.count; i++)
        if (hyphens->dictionaries.items[i].language == language)
            return &hyphens->dictionaries.items[i];
    struct dictionary dictionary = {.language = language, .charset = NO_CHARSET};
    struct str file = language_hyphenation(language);
    if (file.n > 0 && !read_dictionary(hyphens, file, &dictionary))
        diag_add(diags, MSG_HYPHENATION_MISSING, (struct span){0},
                 ARGS(arg_text("file", file),
                      arg_text("package", language_hyphenation_package(language))));
    read_exceptions(hyphens, &dictionary);
    ARENA_PUSH(hyphens->arena, &hyphens->dictionaries, dictionary);
    return &hyphens->dictionaries.items[hyphens->dictionaries.count - 1];
}

/* --- words --------------------------------------------------------------------------------------
 */

/* A word in lower case, and which byte of it as written each of its characters begins at. */
struct lowered {
    char text[2 * PDF_HYPHENS_WORD];
    size_t n, count;
    size_t starts[PDF_HYPHENS_WORD];
};

/* The apostrophe of the patterns is that of the keyboard. */
static bool is_apostrophe(uint32_t code)
{
    return code == 0x2019 || code == 0x2BC;
}

static void lower(struct str word, struct lowered *out)
{
    out->n = out->count = 0;
    for (size_t at = 0; at < word.n;) {
        out->starts[out->count++] = at;
        uint32_t code = str_next(word, &at);
        code = is_apostrophe(code) ? '\'' : letter_lower(code);
        out->n += str_encode(code, out->text + out->n);
    }
}

static bool find_exception(const struct dictionary *dictionary, const struct lowered *word,
                           bool *marks)
{
    const struct map_entry *entry =
        map_find(&dictionary->exceptions, (struct str){word->text, word->n});
    if (entry == NULL)
        return false;
    struct str divided = *(const struct str *)entry->pointer;
    size_t character = 0;
    for (size_t at = 0; at < divided.n;) {
        if (str_next(divided, &at) != '-')
            character++;
        else if (character > 0 && character < word->count)
            marks[word->starts[character]] = true;
    }
    return true;
}

/* The word in the character set of the patterns; 0 when a letter is not in it. */
static size_t encode(const struct dictionary *dictionary, const struct lowered *word, char *out,
                     size_t room)
{
    if (dictionary->charset == NO_CHARSET) {
        if (!dictionary->is_utf8)
            return 0;
        memcpy(out, word->text, word->n);
        return word->n;
    }
    char *from = (char *)(uintptr_t)word->text, *to = out;
    size_t left = word->n;
    iconv(dictionary->charset, NULL, NULL, NULL, NULL);
    if (iconv(dictionary->charset, &from, &left, &to, &room) == (size_t)-1)
        return 0;
    return (size_t)(to - out);
}

/* Divisions that change letters (cauchemar-dez) are passed over: none of our languages has them. */
static void free_changes(char ***changes, int **places, int **cuts, size_t count)
{
    for (size_t i = 0; *changes && i < count; i++)
        free((*changes)[i]);
    free(*changes);
    free(*places);
    free(*cuts);
}

static void ask_patterns(const struct dictionary *dictionary, const struct lowered *word,
                         bool *marks)
{
    char text[2 * PDF_HYPHENS_WORD + 8], hyphens[2 * PDF_HYPHENS_WORD + 8];
    char **changes = NULL;
    int *places = NULL, *cuts = NULL;
    size_t n = encode(dictionary, word, text, sizeof text - 8);
    int left = language_hyphen_left(dictionary->language);
    int right = language_hyphen_right(dictionary->language);
    if (n == 0)
        return;
    text[n] = '\0';
    memset(hyphens, 0, sizeof hyphens);
    if (hnj_hyphen_hyphenate3(dictionary->patterns, text, (int)n, hyphens, NULL, &changes, &places,
                              &cuts, left, right, left, right) == 0)
        /* One sign for each character: an odd one allows a division behind it. */
        for (size_t i = 0; i + 1 < word->count; i++)
            if (hyphens[i] & 1 && !(changes && changes[i]))
                marks[word->starts[i + 1]] = true;
    free_changes(&changes, &places, &cuts, n);
}

static size_t larger(int a, size_t b)
{
    return a > 0 && (size_t)a > b ? (size_t)a : b;
}

/* What a dictionary that says nothing wants beside an apostrophe, in libhyphen too. */
enum { BESIDE_APOSTROPHE = 3 };

/* Patterns speak of what stands between apostrophes, and beside these the word does not divide. */
static void ask_plain(const struct dictionary *dictionary, const struct lowered *word, bool *marks)
{
    char text[2 * PDF_HYPHENS_WORD + 8], values[2 * PDF_HYPHENS_WORD + 8];
    const struct pdf_patterns *plain = dictionary->plain;
    size_t left = larger(language_hyphen_left(dictionary->language), plain->left);
    size_t right = larger(language_hyphen_right(dictionary->language), plain->right);
    size_t inner_left = larger((int)left, plain->left ? plain->left : BESIDE_APOSTROPHE);
    size_t inner_right = larger((int)right, plain->right ? plain->right : BESIDE_APOSTROPHE);
    size_t n = encode(dictionary, word, text, sizeof text - 8), first = 0;
    for (size_t from = 0; from < n;) {
        size_t to = from, count = 0, before = 0;
        for (; to < n && text[to] != '\''; to++)
            count += !dictionary->is_utf8 || (text[to] & 0xC0) != 0x80;
        pdf_patterns_add_up(plain, (struct str){text + from, to - from}, values);
        for (size_t i = 0; i < to - from; i++) {
            if (dictionary->is_utf8 && (text[from + i] & 0xC0) == 0x80)
                continue;
            if (values[i] & 1 && before >= (from > 0 ? inner_left : left) &&
                count - before >= (to < n ? inner_right : right))
                marks[word->starts[first + before]] = true;
            before++;
        }
        first += count + 1;
        from = to + 1;
    }
}

void pdf_hyphens_find(struct pdf_hyphens *hyphens, const struct language *language, struct str word,
                      struct diags *diags, bool *marks)
{
    struct dictionary *dictionary = open_dictionary(hyphens, language, diags);
    struct lowered lowered;
    if (word.n == 0 || word.n > PDF_HYPHENS_WORD)
        return;
    lower(word, &lowered);
    if (find_exception(dictionary, &lowered, marks))
        return;
    if (dictionary->plain)
        ask_plain(dictionary, &lowered, marks);
    else if (dictionary->patterns)
        ask_patterns(dictionary, &lowered, marks);
}
