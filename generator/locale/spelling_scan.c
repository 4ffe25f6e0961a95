/* SPDX-License-Identifier: MIT */
/* Words out of a source. */
#include "locale/spelling_parts.h"

#include <string.h>

struct scan {
    const struct spelling *spelling;
    const struct source *source;
    struct diags *diags;
    struct map seen;
    struct str text;
    size_t at;
    bool yaml, markdown;
    bool line_begins; /* nothing but spaces and dashes since the line's start */
};

static bool looks_at(const struct scan *scan, const char *what)
{
    size_t n = strlen(what);
    return scan->text.n - scan->at >= n && memcmp(scan->text.p + scan->at, what, n) == 0;
}

static size_t line_end(const struct scan *scan, size_t from)
{
    size_t end = str_find(scan->text, '\n', from);
    return end == STR_NOT_FOUND ? scan->text.n : end;
}

/* Behind `close` on this line, or behind `open` where there is none. */
static void skip_between(struct scan *scan, const char *open, const char *close)
{
    size_t end = line_end(scan, scan->at), from = scan->at + strlen(open);
    size_t found = str_find_str(scan->text, str_from(close), from);
    scan->at = found < end ? found + strlen(close) : from;
}

static void skip_word(struct scan *scan)
{
    while (scan->at < scan->text.n && strchr(" \t\r\n)>]\"'", scan->text.p[scan->at]) == NULL)
        scan->at++;
}

/* Fenced code: the texts of letopis's own blocks are looked at, other code is not. */
static void enter_fence(struct scan *scan)
{
    static const char *const blocks[] = {"table", "matrix", "chart", "figures", "form", "page"};
    size_t end = line_end(scan, scan->at);
    struct str info = str_trim(str_slice(scan->text, scan->at + 3, end));
    scan->at = end;
    if (scan->yaml) { /* the end of a block */
        scan->yaml = false;
        return;
    }
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        scan->yaml |= str_is(info, blocks[i]);
    size_t close = scan->yaml ? STR_NOT_FOUND : str_find_str(scan->text, STR("\n```"), end);
    if (close != STR_NOT_FOUND)
        scan->at = line_end(scan, close + 1);
    else if (!scan->yaml)
        scan->at = scan->text.n;
}

/* Steps over what is no word; false when there is nothing of the kind here. */
static bool skip_special(struct scan *scan)
{
    char c = scan->text.p[scan->at];
    if (c == '\\')
        scan->at += scan->at + 1 < scan->text.n ? 2 : 1;
    else if (c == '{' && looks_at(scan, "{{"))
        skip_between(scan, "{{", "}}");
    else if (c == '`' && scan->markdown && scan->line_begins && looks_at(scan, "```"))
        enter_fence(scan);
    else if (c == '`' && scan->markdown)
        skip_between(scan, "`", "`");
    else if (c == '#' && scan->yaml &&
             (scan->at == 0 || strchr(" \t\n", scan->text.p[scan->at - 1])))
        scan->at = line_end(scan, scan->at);
    else if ((c == ':' && looks_at(scan, "://")) || c == '@')
        skip_word(scan);
    else
        return false;
    return true;
}

/* Steps over a word's characters and gathers their kinds. `*code`: there is a digit among them. */
static struct str read_word(struct scan *scan, unsigned *kinds, bool *code)
{
    size_t from = scan->at;
    while (scan->at < scan->text.n) {
        size_t next = scan->at;
        unsigned char byte = (unsigned char)scan->text.p[next];
        uint32_t letter = byte < 0x80 ? (next++, byte) : str_next(scan->text, &next);
        unsigned kind = spelling_kind(scan->spelling, letter);
        if (kind == 0)
            break;
        *code |= kind == LETTER_JOINT && letter < 0x80 && letter != '_';
        *kinds |= kind;
        scan->at = next;
    }
    return str_slice(scan->text, from, scan->at);
}

static void take_word(struct scan *scan)
{
    unsigned kinds = 0;
    bool code = false;
    struct str word = read_word(scan, &kinds, &code);
    bool mixed = kinds & LETTER_LATIN && kinds & LETTER_CYRILLIC;
    bool doubtful = mixed || kinds & (LETTER_MISTAKEN | LETTER_NEIGHBOUR);
    if (!doubtful && !(word.n && word.p[0] == 'w')) { /* nearly every word */
        scan->line_begins = false;
        return;
    }
    while (word.n && word.p[0] == '_')
        word = str_slice(word, 1, word.n);
    while (word.n && word.p[word.n - 1] == '_')
        word.n--;
    bool key =
        scan->yaml && scan->line_begins && scan->at < scan->text.n && scan->text.p[scan->at] == ':';
    scan->line_begins = false;
    code |= scan->at < scan->text.n && scan->text.p[scan->at] == '@';
    if (str_is(word, "www"))
        skip_word(scan);
    if (!doubtful || code || key || str_find(word, '_', 0) != STR_NOT_FOUND)
        return;
    struct span span = {scan->source->base + (uint32_t)(word.p - scan->text.p), (uint32_t)word.n};
    spelling_judge(scan->spelling, word, kinds, span, &scan->seen, scan->diags);
}

/* Whether any word can be doubtful at all. Where the language's own script is the Latin one, which
 * keys and commands are written in too, mostly none can. */
static bool is_beyond_doubt(const struct spelling *spelling, struct str text)
{
    unsigned kinds = spelling->ascii_kinds;
    for (size_t at = str_find_wide(text, 0); at < text.n; at = str_find_wide(text, at)) {
        unsigned lead = (unsigned char)text.p[at];
        unsigned second = at + 1 < text.n ? (unsigned char)text.p[at + 1] : 0;
        if (lead >= 0xC2 && lead < 0xE0 && (second & 0xC0) == 0x80) { /* nearly every letter */
            kinds |= spelling_kind(spelling, (lead & 0x1F) << 6 | (second & 0x3F));
            at += 2;
        } else {
            kinds |= spelling_kind(spelling, str_next(text, &at));
        }
    }
    return !(kinds & (LETTER_CYRILLIC | LETTER_MISTAKEN | LETTER_NEIGHBOUR));
}

void spelling_check(const struct spelling *spelling, const struct source *source,
                    enum spelling_form form, struct diags *diags)
{
    if (is_beyond_doubt(spelling, source->text))
        return;
    struct scan scan = {.spelling = spelling,
                        .source = source,
                        .diags = diags,
                        .text = source->text,
                        .yaml = form == SPELLING_YAML,
                        .markdown = form == SPELLING_MARKDOWN,
                        .line_begins = true};
    while (scan.at < scan.text.n) {
        unsigned char c = (unsigned char)scan.text.p[scan.at];
        if (c == ' ') {
            scan.at++;
        } else if (c >= 0x80 || spelling->kinds[c]) {
            size_t before = scan.at;
            take_word(&scan);
            if (scan.at == before)
                str_next(scan.text, &scan.at); /* a quote, a dash */
        } else if (!skip_special(&scan)) {
            scan.line_begins = c == '\n' || (scan.line_begins && (c == ' ' || c == '-'));
            scan.at++;
        }
    }
}
