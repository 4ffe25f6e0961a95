/* SPDX-License-Identifier: MIT */
/*
 * The beginnings of patterns are the states of libhyphen's automaton: after each letter of a word
 * it stands at the longest of them that the word ends with there. All patterns that end at this
 * letter are ends of that state. So a pattern for each state that holds the largest values of its
 * ends says all there is to say (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983; Aho and
 * Corasick, CACM 18, 1975).
 */
#include "pdf/patterns.h"

#include "base/map.h"

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
