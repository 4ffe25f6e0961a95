/* SPDX-License-Identifier: MIT */
#include "locale/message.h"

#include "base/mem.h"
#include "locale/language_data.h"
#include "locale/message_parts.h"
#include "locale/phrase.h"

/* The words of the messages themselves, where the language's file has none. */
static const struct {
    const char *key, *english;
} terms[] = {
    {"error", "error"},
    {"warning", "warning"},
    {"hint", "hint"},
    {"errors", "{n} {n|error|errors}"},
    {"warnings", "{n} {n|warning|warnings}"},
    {"hints", "{n} {n|hint|hints}"},
    {"more", "… and {n} more of {code}"},
};

struct str message_term(const struct language *language, const char *key, bool *own)
{
    const struct map_entry *entry =
        language ? map_find(&language->message_terms, str_from(key)) : NULL;
    if (own)
        *own = entry != NULL;
    if (entry)
        return *(const struct str *)entry->pointer;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        if (str_is(str_from(key), terms[i].key))
            return str_from(terms[i].english);
    return str_from(key);
}

/* Fills a term; English ones with English plurals. */
static void write_term(struct buf *out, const struct language *language, const char *key,
                       const struct diag_arg *args)
{
    bool own;
    struct str pattern = message_term(language, key, &own);
    phrase_write(out, own ? language : NULL, NULL, pattern, args);
}

static void write_one(struct buf *out, const struct sources *sources, const struct diag *diag,
                      const struct message_style *style)
{
    struct message_shown shown = {.code = message_info(diag->message)->code,
                                  .severity = diag->severity};
    shown.placed = diag->span.at && source_place(sources, diag->span, &shown.place);
    struct str text, hint;
    const struct language *language =
        message_words(style->language, diag->message, &text, &hint) ? style->language : NULL;
    struct buf words = {0};
    phrase_write(&words, language, sources, text, diag->args);
    size_t split = words.n;
    phrase_write(&words, language, sources, hint, diag->args);
    shown.text = str_slice(buf_view(&words), 0, split);
    shown.hint = str_slice(buf_view(&words), split, words.n);
    if (style->format == MESSAGE_JSON)
        message_write_json(out, &shown);
    else
        message_write_human(out, &shown, style);
    buf_free(&words);
}

static void write_summary(struct buf *out, const struct diags *diags,
                          const struct language *language)
{
    static const struct {
        enum severity severity;
        const char *term;
    } parts[] = {
        {SEVERITY_ERROR, "errors"}, {SEVERITY_WARNING, "warnings"}, {SEVERITY_HINT, "hints"}};
    bool any = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count = diags_count(diags, parts[i].severity);
        if (count == 0)
            continue;
        if (any)
            buf_text(out, ", ");
        write_term(out, language, parts[i].term, ARGS(arg_count("n", (int64_t)count)));
        any = true;
    }
    if (any)
        buf_char(out, '\n');
}

void message_write_all(struct buf *out, const struct sources *sources, struct diags *diags,
                       const struct message_style *style)
{
    size_t count;
    const struct diag *items = diags_sorted(diags, &count);
    size_t *seen = mem_alloc_zero(MSG_COUNT, sizeof *seen);
    bool human = style->format == MESSAGE_HUMAN;
    for (size_t i = 0; i < count; i++)
        if (seen[items[i].message]++ < MESSAGE_CAP || !human)
            write_one(out, sources, &items[i], style);
    for (size_t i = 0; human && i < MSG_COUNT; i++)
        if (seen[i] > MESSAGE_CAP) {
            struct str code = str_from(message_info((enum message)i)->code);
            write_term(
                out, style->language, "more",
                ARGS(arg_count("n", (int64_t)(seen[i] - MESSAGE_CAP)), arg_text("code", code)));
            buf_char(out, '\n');
        }
    if (human)
        write_summary(out, diags, style->language);
    mem_free(seen);
}
