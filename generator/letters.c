/* SPDX-License-Identifier: MIT */
#include "letters.h"

#include "locale/spelling.h"

enum { LANGUAGES_MOST = 16 };

/* Texts, or one alone. */
struct listed {
    const struct node *node;
    size_t count;
};

struct letters {
    struct session *session;
    const struct institution *institution;
    struct listed accept, skip;
    const struct language *languages[LANGUAGES_MOST]; /* the institution's first */
    struct spelling *own[LANGUAGES_MOST];             /* of each alone, made when needed */
    size_t count;
    struct spelling *any; /* of all together: for records and words */
};

static struct listed list_of(const struct node *own, const char *key)
{
    const struct node *node = own ? node_get(own, key) : NULL;
    size_t count = node == NULL || node->kind == NODE_EMPTY ? 0
                   : node->kind == NODE_LIST                ? node->count
                                                            : 1;
    return (struct listed){node, count};
}

static const struct node *item_of(const struct listed *listed, size_t index)
{
    return listed->node->kind == NODE_LIST ? listed->node->items[index] : listed->node;
}

static struct spelling *make_spelling(const struct letters *letters,
                                      const struct language *const *languages, size_t count)
{
    struct spelling *spelling = spelling_new(letters->session->arena, languages, count);
    for (size_t i = 0; i < letters->accept.count; i++)
        spelling_accept(spelling, item_of(&letters->accept, i)->text.s);
    return spelling;
}

static size_t find_language(const struct letters *letters, struct str code)
{
    size_t i = 0;
    while (i < letters->count && !str_equal(language_code(letters->languages[i]), code))
        i++;
    return i;
}

/* A language whose file is missing is reported where its report is made. */
static void collect_languages(struct letters *letters, const struct language *first)
{
    letters->languages[letters->count++] = first;
    for (size_t i = 0; i < letters->institution->report_count; i++) {
        const struct data_report *report = &letters->institution->reports[i];
        for (size_t k = 0; k < report->language_count; k++) {
            if (letters->count == LANGUAGES_MOST ||
                find_language(letters, report->languages[k]) < letters->count)
                continue;
            const struct language *language =
                session_language(letters->session, letters->institution, report->languages[k],
                                 report->language_places[k]);
            if (language)
                letters->languages[letters->count++] = language;
        }
    }
}

static struct spelling *spelling_in(struct letters *letters, struct str code)
{
    size_t i = find_language(letters, code);
    if (i == letters->count)
        return letters->any;
    if (letters->own[i] == NULL)
        letters->own[i] = make_spelling(letters, &letters->languages[i], 1);
    return letters->own[i];
}

/* A chapter is written in one language; all else may hold words in several. */
static struct spelling *spelling_of(struct letters *letters, const struct source *source)
{
    for (size_t i = 0; letters->count > 1 && i < letters->institution->report_count; i++) {
        const struct data_report *report = &letters->institution->reports[i];
        for (size_t k = 0; k < report->chapter_count; k++)
            if (report->chapters[k].source == source)
                return spelling_in(letters, report->chapters[k].language.n
                                                ? report->chapters[k].language
                                                : report->languages[0]);
    }
    return letters->any;
}

static bool is_skipped(const struct letters *letters, struct str path, bool *used)
{
    for (size_t i = 0; i < letters->skip.count; i++)
        if (str_equal(item_of(&letters->skip, i)->text.s, path))
            return used[i] = true;
    return false;
}

static enum spelling_form form_of(struct str path)
{
    if (str_ends(path, STR(".yaml")))
        return SPELLING_YAML;
    return str_ends(path, STR(".md")) ? SPELLING_MARKDOWN : SPELLING_PLAIN;
}

void letters_check(struct session *session, const struct institution *institution,
                   const struct language *language)
{
    const struct node *own = node_get(institution->node, "spelling");
    struct letters letters = {.session = session,
                              .institution = institution,
                              .accept = list_of(own, "accept"),
                              .skip = list_of(own, "skip")};
    collect_languages(&letters, language);
    letters.any = make_spelling(&letters, letters.languages, letters.count);
    struct str parts[] = {STR("content/"), institution->id, STR("/")};
    struct str folder = arena_join(session->arena, parts, 3);
    size_t skips = letters.skip.count, count = sources_count(session->sources);
    bool *used = ARENA_ARRAY(session->arena, bool, skips);
    for (size_t i = 0; i < count; i++) {
        const struct source *source = sources_item(session->sources, i);
        if (!str_starts(source->path, folder) ||
            is_skipped(&letters, str_slice(source->path, folder.n, source->path.n), used))
            continue;
        spelling_check(spelling_of(&letters, source), source, form_of(source->path),
                       session->diags);
    }
    for (size_t i = 0; i < skips; i++)
        if (!used[i])
            diag_add(session->diags, MSG_SPELLING_SKIP, item_of(&letters.skip, i)->span,
                     ARGS(arg_text("path", item_of(&letters.skip, i)->text.s)));
}
