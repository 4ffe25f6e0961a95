/* SPDX-License-Identifier: MIT */
#include "doc/locate.h"

#include <string.h>

enum { EFFORT = 16, LONGEST_ENTITY = 40 };

struct locator locator_new(struct text text, size_t from, size_t to)
{
    size_t end = to < text.s.n ? to : text.s.n;
    return (struct locator){
        .text = text, .at = from, .end = end, .budget = EFFORT * (end - from + EFFORT)};
}

static bool is_entity_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
}

/* Length of `&name;` at `at`, or 0. */
static size_t entity_length(struct str s, size_t at, size_t end)
{
    size_t i = at + 1;
    while (i < end && i - at < LONGEST_ENTITY && is_entity_byte(s.p[i]))
        i++;
    return i > at + 1 && i < end && s.p[i] == ';' ? i + 1 - at : 0;
}

/* Whether `piece` stands at `at` letter by letter, without anything that Markdown would unmask. */
static bool stands_plain(const struct locator *locator, size_t at, struct str piece)
{
    return piece.n <= locator->end - at && memcmp(locator->text.s.p + at, piece.p, piece.n) == 0 &&
           memchr(piece.p, '\\', piece.n) == NULL && memchr(piece.p, '&', piece.n) == NULL;
}

/* Where `piece` ends if it stands at `at`; 0 if it does not. */
static size_t match(struct locator *locator, size_t at, struct str piece)
{
    struct str s = locator->text.s;
    if (stands_plain(locator, at, piece)) {
        locator->budget -= locator->budget < piece.n ? locator->budget : piece.n;
        return at + piece.n;
    }
    for (size_t i = 0; i<piece.n; locator->budget -= locator->budget> 0) {
        if (at >= locator->end || locator->budget == 0)
            return 0;
        size_t entity = s.p[at] == '&' ? entity_length(s, at, locator->end) : 0;
        if (entity > 0 &&
            !str_starts(str_slice(piece, i, piece.n), str_slice(s, at, at + entity))) {
            str_next(piece, &i);
            at += entity;
            continue;
        }
        if (s.p[at] == '\\' && at + 1 < locator->end && s.p[at + 1] == piece.p[i])
            at++;
        if (s.p[at++] != piece.p[i++])
            return 0;
    }
    return at;
}

struct span locator_find(struct locator *locator, struct str piece)
{
    for (size_t from = locator->at; piece.n > 0 && from < locator->end && locator->budget > 0;
         from++, locator->budget -= locator->budget > 0) {
        size_t end = match(locator, from, piece);
        if (end == 0)
            continue;
        locator->at = end;
        return text_span(locator->text, from, end);
    }
    return locator_here(locator);
}

void locator_set(struct locator *locator, size_t at)
{
    locator->at = at;
}

void locator_skip_address(struct locator *locator)
{
    struct str s = locator->text.s;
    size_t at = locator->at;
    if (at + 1 >= locator->end || s.p[at] != ']')
        return;
    char open = s.p[at + 1], close = open == '(' ? ')' : ']';
    if (open != '(' && open != '[')
        return;
    int depth = 0;
    for (size_t i = at + 1; i < locator->end; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == open)
            depth++;
        else if (s.p[i] == close && --depth == 0) {
            locator->at = i + 1;
            return;
        }
    }
}

struct span locator_here(const struct locator *locator)
{
    size_t at = locator->at < locator->text.s.n ? locator->at : locator->text.s.n;
    return text_span(locator->text, at, at);
}
