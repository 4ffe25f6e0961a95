/* SPDX-License-Identifier: MIT */
#include "locale/phrase.h"

#include "locale/format.h"
#include "locale/language_data.h"

struct hole {
    struct str name;
    struct str forms; /* what stands after the first |; forms.p NULL: none */
};

/* The hole that starts at `at` (a brace); false when it is no hole. */
static bool hole_at(struct str pattern, size_t at, struct hole *hole, size_t *end)
{
    size_t close = str_find(pattern, '}', at);
    if (close == STR_NOT_FOUND)
        return false;
    struct str inside = str_slice(pattern, at + 1, close);
    size_t bar = str_find(inside, '|', 0);
    *hole = (struct hole){.name = str_slice(inside, 0, bar == STR_NOT_FOUND ? inside.n : bar)};
    for (size_t i = 0; i < hole->name.n; i++) {
        char c = hole->name.p[i];
        if (c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9'))
            return false;
    }
    if (bar != STR_NOT_FOUND)
        hole->forms = str_slice(inside, bar + 1, inside.n);
    *end = close + 1;
    return hole->name.n > 0;
}

static const struct diag_arg *find_arg(const struct diag_arg *args, struct str name)
{
    for (const struct diag_arg *arg = args; arg && arg->kind != ARG_END; arg++)
        if (str_is(name, arg->name))
            return arg;
    return NULL;
}

/* The form at `index`, or the last one where there are fewer. */
static struct str pick_form(struct str forms, size_t index)
{
    size_t from = 0;
    for (;;) {
        size_t bar = str_find(forms, '|', from);
        if (bar == STR_NOT_FOUND || index == 0)
            return str_slice(forms, from, bar == STR_NOT_FOUND ? forms.n : bar);
        index--;
        from = bar + 1;
    }
}

static size_t form_index(const struct language *language, int64_t count)
{
    if (language == NULL)
        return count == 1 || count == -1 ? 0 : 1;
    struct buf digits = {0};
    buf_int(&digits, count);
    enum plural category = language_plural(language, buf_view(&digits));
    buf_free(&digits);
    unsigned below = language_whole_categories(language) & ((1U << category) - 1U);
    size_t index = 0;
    for (; below; below &= below - 1)
        index++;
    return index;
}

static void write_count(struct buf *out, const struct language *language, int64_t count)
{
    if (language == NULL) {
        buf_int(out, count);
        return;
    }
    struct arena *arena = arena_new();
    buf_str(out, format_number(language, arena, number_from_int(count), NUMBER_ONE));
    arena_free(arena);
}

/* The language's words for `english` up to `space`, with the rest in their hole; false: none. */
static bool write_words_with(struct buf *out, const struct language *language, struct str english,
                             size_t space)
{
    static const char *const holes[] = {" {kind}", " {name}"};
    struct str rest = str_slice(english, space + 1, english.n);
    for (size_t i = 0; i < sizeof holes / sizeof *holes; i++) {
        struct buf key = {0};
        buf_str(&key, str_slice(english, 0, space));
        buf_text(&key, holes[i]);
        const struct map_entry *entry = map_find(&language->message_words, buf_view(&key));
        buf_free(&key);
        if (entry) {
            const struct str *pattern = entry->pointer;
            phrase_write(out, language, NULL, *pattern,
                         ARGS(i == 0 ? arg_words("kind", rest) : arg_text("name", rest)));
            return true;
        }
    }
    return false;
}

/* "list of number in hour" goes by the words for "list of {kind}" and "number in {name}". */
static void write_words(struct buf *out, const struct language *language, struct str english)
{
    const struct map_entry *entry = language ? map_find(&language->message_words, english) : NULL;
    if (entry) {
        const struct str *words = entry->pointer;
        buf_str(out, *words);
        return;
    }
    for (size_t i = 0; language && language->message_words.count && i < english.n; i++)
        if (english.p[i] == ' ' && write_words_with(out, language, english, i))
            return;
    buf_str(out, english);
}

static void write_arg(struct buf *out, const struct language *language,
                      const struct sources *sources, const struct diag_arg *arg)
{
    struct str path;
    uint32_t line;
    switch (arg->kind) {
    case ARG_TEXT:
        buf_str(out, arg->text);
        break;
    case ARG_WORDS:
        write_words(out, language, arg->text);
        break;
    case ARG_COUNT:
        write_count(out, language, arg->count);
        break;
    case ARG_PLACE:
        if (sources && source_line(sources, arg->span, &path, &line)) {
            buf_str(out, path);
            buf_char(out, ':');
            buf_int(out, line);
        }
        break;
    case ARG_END:
        break;
    }
}

void phrase_write(struct buf *out, const struct language *language, const struct sources *sources,
                  struct str pattern, const struct diag_arg *args)
{
    size_t from = 0;
    for (;;) {
        size_t at = str_find(pattern, '{', from);
        if (at == STR_NOT_FOUND)
            break;
        buf_str(out, str_slice(pattern, from, at));
        struct hole hole;
        size_t end;
        const struct diag_arg *arg = NULL;
        if (hole_at(pattern, at, &hole, &end))
            arg = find_arg(args, hole.name);
        if (arg == NULL) {
            buf_char(out, '{');
            from = at + 1;
            continue;
        }
        if (hole.forms.p && arg->kind == ARG_COUNT)
            buf_str(out, pick_form(hole.forms, form_index(language, arg->count)));
        else
            write_arg(out, language, sources, arg);
        from = end;
    }
    buf_str(out, str_slice(pattern, from, pattern.n));
}

void phrase_holes(struct str pattern, phrase_hole_fn hole, void *context)
{
    size_t from = 0;
    for (;;) {
        size_t at = str_find(pattern, '{', from), end;
        if (at == STR_NOT_FOUND)
            return;
        struct hole found;
        from = at + 1;
        if (!hole_at(pattern, at, &found, &end))
            continue;
        size_t forms = found.forms.p ? 1 : 0;
        for (size_t i = 0; found.forms.p && i < found.forms.n; i++)
            forms += found.forms.p[i] == '|';
        hole(context, found.name, forms);
        from = end;
    }
}
