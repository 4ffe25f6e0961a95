/* SPDX-License-Identifier: MIT */
/*
 * The beginnings of patterns are the states of libhyphen's automaton: after each letter of a word
 * it stands at the longest of them that the word ends with there. All patterns that end at this
 * letter are ends of that state. So a pattern for each state that holds the largest values of its
 * ends says all there is to say (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983; Aho and
 * Corasick, CACM 18, 1975).
 */
#include "pdf/patterns.h"

#include <string.h>

enum { PATTERN_MOST = 64 }; /* letters; longer lines are passed on as they are */

struct pattern {
    char letters[PATTERN_MOST];
    char values[PATTERN_MOST + 1]; /* before each letter, and behind the last */
    size_t n;
};

struct level {
    struct arena *arena;
    struct buf *out;
    /* First the patterns, then the beginnings that are none: letters → values or NULL. */
    struct map states;
};

/* Lines that say something about the dictionary, change letters, or are no pattern at all. */
static bool is_other(struct str line)
{
    if (line.n == 0 || line.n > PATTERN_MOST || line.p[0] == '%' || line.p[0] == '#')
        return true;
    bool upper = line.n >= 4;
    for (size_t i = 0; i < line.n && i < 4; i++)
        upper = upper && line.p[i] >= 'A' && line.p[i] <= 'Z';
    return upper || str_find(line, '/', 0) != STR_NOT_FOUND ||
           str_find(line, ' ', 0) != STR_NOT_FOUND;
}

static void read_pattern(struct str line, struct pattern *out)
{
    *out = (struct pattern){.n = 0};
    for (size_t i = 0; i < line.n; i++) {
        if (str_is_digit(line.p[i]))
            out->values[out->n] = (char)(line.p[i] - '0');
        else
            out->letters[out->n++] = line.p[i];
    }
}

static void keep_pattern(struct level *level, const struct pattern *pattern)
{
    struct str letters = arena_str(level->arena, (struct str){pattern->letters, pattern->n});
    char *values = ARENA_ARRAY(level->arena, char, pattern->n + 1);
    memcpy(values, pattern->values, pattern->n + 1);
    map_put(&level->states, level->arena, letters, NULL)->pointer = values;
}

/* The largest values of all patterns that `letters` ends with; false: there is none. */
static bool add_up(const struct level *level, struct str letters, char *values)
{
    bool any = false;
    memset(values, 0, letters.n + 1);
    for (size_t from = 0; from < letters.n; from++) {
        const struct map_entry *entry =
            map_find(&level->states, str_slice(letters, from, letters.n));
        if (entry == NULL || entry->pointer == NULL)
            continue;
        const char *own = entry->pointer;
        for (size_t i = 0; i <= letters.n - from; i++)
            if (values[from + i] < own[i])
                values[from + i] = own[i];
        any = true;
    }
    return any;
}

static void write_state(struct level *level, struct str letters)
{
    char values[PATTERN_MOST + 1];
    if (!add_up(level, letters, values))
        return;
    for (size_t i = 0; i <= letters.n; i++) {
        if (values[i])
            buf_char(level->out, (char)('0' + values[i]));
        if (i < letters.n)
            buf_char(level->out, letters.p[i]);
    }
    buf_char(level->out, '\n');
}

static void write_level(struct level *level)
{
    size_t patterns = level->states.count;
    for (size_t i = 0; i < patterns; i++) {
        struct str letters = level->states.items[i].key;
        for (size_t n = 1; n < letters.n; n++)
            map_put(&level->states, level->arena, str_slice(letters, 0, n), NULL);
    }
    for (size_t i = 0; i < level->states.count; i++)
        write_state(level, level->states.items[i].key);
    level->states = (struct map){0};
}

void pdf_patterns_complete(struct str file, struct arena *scratch, struct buf *out)
{
    struct level level = {.arena = scratch, .out = out};
    bool first = true; /* the name of the character set */
    for (size_t at = 0; at < file.n;) {
        size_t end = str_find(file, '\n', at);
        struct str line = str_trim(str_slice(file, at, end == STR_NOT_FOUND ? file.n : end));
        at = end == STR_NOT_FOUND ? file.n : end + 1;
        if (!first && !is_other(line)) {
            struct pattern pattern;
            read_pattern(line, &pattern);
            keep_pattern(&level, &pattern);
            continue;
        }
        if (str_is(line, "NEXTLEVEL"))
            write_level(&level);
        buf_str(out, line);
        buf_char(out, '\n');
        first = false;
    }
    write_level(&level);
}

/* --- plain dictionaries -------------------------------------------------------------------------
 */

/* "LEFTHYPHENMIN 2" */
static bool take_least(struct str line, struct str key, size_t *least)
{
    if (!str_starts(line, key))
        return false;
    for (size_t i = key.n; i < line.n; i++)
        if (str_is_digit(line.p[i]))
            *least = *least * 10 + (size_t)(line.p[i] - '0');
    return true;
}

static void add_pattern(struct pdf_patterns *patterns, struct arena *arena, struct str line)
{
    struct pattern pattern;
    read_pattern(line, &pattern);
    char *both = ARENA_ARRAY(arena, char, 2 * pattern.n + 1);
    memcpy(both, pattern.letters, pattern.n);
    memcpy(both + pattern.n, pattern.values, pattern.n + 1);
    struct str letters = {both, pattern.n};
    map_put(&patterns->patterns, arena, letters, NULL)->pointer = both + pattern.n;
    if (patterns->longest < pattern.n)
        patterns->longest = pattern.n;
}

const struct pdf_patterns *pdf_patterns_read(struct arena *arena, struct str file)
{
    struct pdf_patterns *patterns = ARENA_NEW(arena, struct pdf_patterns);
    for (size_t at = 0; at < file.n;) {
        size_t end = str_find(file, '\n', at);
        struct str line = str_trim(str_slice(file, at, end == STR_NOT_FOUND ? file.n : end));
        at = end == STR_NOT_FOUND ? file.n : end + 1;
        if (patterns->charset.n == 0)
            patterns->charset = arena_str(arena, line);
        else if (line.n == 0 || line.p[0] == '%' || line.p[0] == '#' ||
                 take_least(line, STR("LEFTHYPHENMIN"), &patterns->left) ||
                 take_least(line, STR("RIGHTHYPHENMIN"), &patterns->right))
            continue;
        else if (is_other(line))
            return NULL;
        else
            add_pattern(patterns, arena, line);
    }
    return patterns;
}

/* The values of all patterns in `letters`, which are the word between two dots. */
void pdf_patterns_add_up(const struct pdf_patterns *patterns, struct str word, char *values)
{
    char text[PDF_PATTERNS_WORD + 2], sums[PDF_PATTERNS_WORD + 3] = {0};
    size_t n = word.n + 2;
    text[0] = text[n - 1] = '.';
    memcpy(text + 1, word.p, word.n);
    for (size_t from = 0; from < n; from++) {
        size_t most = n - from < patterns->longest ? n - from : patterns->longest;
        for (size_t length = 1; length <= most; length++) {
            const struct map_entry *entry =
                map_find(&patterns->patterns, (struct str){text + from, length});
            const char *own = entry ? entry->pointer : NULL;
            for (size_t i = 0; own && i <= length; i++)
                if (sums[from + i] < own[i])
                    sums[from + i] = own[i];
        }
    }
    memcpy(values, sums + 1, word.n + 1);
}
