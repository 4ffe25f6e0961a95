/* SPDX-License-Identifier: MIT */
/*
 * Quotation marks. A straight mark opens after a space, an opening bracket, a dash or another mark
 * that has just opened, when something follows; otherwise it closes what is open. Marks within
 * marks take the inner form. Marks typed as they print are left alone but counted, so that
 * straight ones within them become inner ones. A single mark between letters is an apostrophe.
 */
#include "locale/letter.h"
#include "locale/typography_parts.h"

static uint32_t code_before(struct str s, size_t at)
{
    if (at == 0)
        return 0;
    size_t from = at - 1;
    while (from > 0 && ((unsigned char)s.p[from] & 0xC0) == 0x80)
        from--;
    return str_next(s, &from);
}

static uint32_t code_after(struct str s, size_t at)
{
    return at < s.n ? str_next(s, &at) : 0;
}

static bool is_opener(uint32_t code)
{
    return code == '(' || code == '[' || code == '{' || code == '/' || code == '-' ||
           code == 0x2013 || code == 0x2014 || code == '=' || code == '<' || code == '>';
}

static bool may_open(const struct typography_pass *pass, uint32_t before, size_t at, uint32_t after)
{
    if (after == 0 || typography_is_space(after))
        return false;
    return before == 0 || typography_is_space(before) || is_opener(before) ||
           (at > 0 && pass->opened_end == at);
}

static void push(struct typography_pass *pass, struct open_quote open, size_t end)
{
    if (pass->depth < QUOTES_DEEP)
        pass->open[pass->depth++] = open;
    pass->opened_end = end;
}

/* Edits, and says whether something was changed (it may be kept, or stand there already). */
static void put_mark(struct typography_pass *pass, size_t at, size_t end, bool inner, bool closing,
                     struct open_quote *open)
{
    size_t before = pass->out->count;
    if (!typography_kept(pass, at, end))
        typography_edit(pass, at, end, pass->language->quotes[inner][closing]);
    if (open) {
        open->edited = pass->out->count > before;
        open->edit = before;
    }
}

static void to_apostrophe(struct typography_pass *pass, const struct open_quote *open)
{
    if (open->edited)
        pass->out->items[open->edit].with = pass->language->settings[SET_MARKS_APOSTROPHE];
}

static void set_double(struct typography_pass *pass, size_t at, size_t end)
{
    uint32_t before = code_before(pass->flat, at), after = code_after(pass->flat, end);
    if (may_open(pass, before, at, after) ||
        (pass->depth == 0 && letter_is(after) && !letter_is(before))) {
        struct open_quote open = {.straight = true};
        put_mark(pass, at, end, pass->depth % 2 == 1, false, &open);
        push(pass, open, end);
        return;
    }
    /* A single mark that is still open inside was an apostrophe. */
    while (pass->depth > 0 && pass->open[pass->depth - 1].single)
        to_apostrophe(pass, &pass->open[--pass->depth]);
    if (pass->depth > 0)
        pass->depth--;
    else if (letter_is_digit(before))
        return; /* inches */
    put_mark(pass, at, end, pass->depth % 2 == 1, true, NULL);
}

static void set_single(struct typography_pass *pass, size_t at, size_t end)
{
    uint32_t before = code_before(pass->flat, at), after = code_after(pass->flat, end);
    struct open_quote *top = pass->depth ? &pass->open[pass->depth - 1] : NULL;
    if (may_open(pass, before, at, after)) {
        struct open_quote open = {.single = true, .straight = true};
        put_mark(pass, at, end, true, false, &open);
        push(pass, open, end);
    } else if (top && top->single && top->straight && !typography_is_space(before)) {
        pass->depth--;
        put_mark(pass, at, end, true, true, NULL);
    } else if (letter_is(before) && !typography_kept(pass, at, end)) {
        typography_edit(pass, at, end, pass->language->settings[SET_MARKS_APOSTROPHE]);
    }
}

/* Marks that were typed as they print. */
static void count_printed(struct typography_pass *pass, uint32_t code, size_t end)
{
    const struct language *language = pass->language;
    if (pass->depth > 0 && pass->open[pass->depth - 1].closes_as == code) {
        pass->depth--;
    } else if (code == language->outer[0] || code == language->inner[0]) {
        bool outer = code == language->outer[0];
        push(pass,
             (struct open_quote){.closes_as = outer ? language->outer[1] : language->inner[1]},
             end);
    }
}

static bool is_typed_apostrophe(const struct language *language, uint32_t code)
{
    struct str typed = language->settings[SET_MARKS_APOSTROPHES];
    for (size_t at = 0; at < typed.n;)
        if (str_next(typed, &at) == code)
            return code != ' ';
    return false;
}

void typography_set_quote(struct typography_pass *pass, uint32_t code, size_t at, size_t end)
{
    if (is_typed_apostrophe(pass->language, code) && letter_is(code_before(pass->flat, at)) &&
        letter_is(code_after(pass->flat, end))) {
        if (!typography_kept(pass, at, end))
            typography_edit(pass, at, end, pass->language->settings[SET_MARKS_APOSTROPHE]);
        return;
    }
    if (code >= 0x80)
        count_printed(pass, code, end);
    else if ((code == '"' || code == '\'') && typography_kept(pass, at, end))
        return;
    else if (code == '"')
        set_double(pass, at, end);
    else if (code == '\'')
        set_single(pass, at, end);
}

void typography_end_quotes(struct typography_pass *pass)
{
    for (size_t i = 0; i < pass->depth; i++)
        if (pass->open[i].single)
            to_apostrophe(pass, &pass->open[i]);
}
