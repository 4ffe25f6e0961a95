/* SPDX-License-Identifier: MIT */
/* What a place is for, to those who do not see the words around it. */
#include "doc/places.h"

#include "locale/letter.h"

enum { DESCRIPTION_BYTES = 120 };

/* Without the blanks and signs at both ends; the words nearest to the place where it is long. */
static struct str tidy(struct str text, bool from_end)
{
    size_t from = text.n, to = 0;
    for (size_t at = 0; at < text.n;) {
        size_t before = at;
        uint32_t code = str_next(text, &at);
        if (!letter_is(code) && !(code >= '0' && code <= '9'))
            continue;
        from = before < from ? before : from;
        to = at;
    }
    text = from < to ? str_slice(text, from, to) : (struct str){NULL, 0};
    if (text.n <= DESCRIPTION_BYTES)
        return text;
    size_t cut = from_end ? text.n - DESCRIPTION_BYTES : DESCRIPTION_BYTES;
    while (cut > 0 && cut < text.n && text.p[cut] != ' ')
        cut = from_end ? cut + 1 : cut - 1;
    return str_trim(from_end ? str_slice(text, cut, text.n) : str_slice(text, 0, cut));
}

/* Between the place or line break before a place and the place. */
static struct str words_before(struct str flat, size_t at)
{
    struct str before = str_slice(flat, 0, at);
    for (size_t i = before.n; i > 0; i--) {
        bool place = str_ends(str_slice(before, 0, i), STR(DOC_PLACE_LETTER));
        if (place || before.p[i - 1] == '\n')
            return tidy(str_slice(before, i, before.n), true);
    }
    return tidy(before, true);
}

static struct str words_behind(struct str flat, size_t at)
{
    size_t end = str_find_str(flat, STR(DOC_PLACE_LETTER), at);
    size_t line = str_find(flat, '\n', at);
    end = end < line ? end : line;
    return tidy(str_slice(flat, at, end < flat.n ? end : flat.n), false);
}

/* The paragraph or heading above the one of the place. */
static struct str words_above(const struct doc_context *context, const struct doc_node *node)
{
    const struct doc_node *block = node, *above = NULL;
    while (block->parent && block->kind != DOC_PARAGRAPH)
        block = block->parent;
    if (block->parent == NULL)
        return (struct str){NULL, 0};
    for (const struct doc_node *at = block->parent->first; at && at != block; at = at->next)
        above = at;
    if (above == NULL || (above->kind != DOC_PARAGRAPH && above->kind != DOC_HEADING))
        return (struct str){NULL, 0};
    return tidy(doc_plain_copy(above, context->arena), true);
}

static struct str describe(const struct doc_context *context, const struct doc_place *place,
                           struct str flat, const struct doc_leaf *leaf)
{
    bool box = place->kind == DOC_PLACE_BOX;
    struct str words = box ? words_behind(flat, leaf->to) : place->under;
    if (words.n == 0)
        words = words_before(flat, leaf->from);
    if (words.n == 0 && !box)
        words = words_behind(flat, leaf->to);
    if (words.n == 0)
        words = words_above(context, leaf->node);
    return words.n > 0 ? arena_str(context->arena, words)
                       : language_word(context->language, "place_alone");
}

static struct str say(const struct doc_context *context, const struct doc_place *place)
{
    if (place->kind == DOC_PLACE_BOX)
        return language_word(context->language, place->ticked ? "box_ticked" : "box_empty");
    if (place->text.n > 0)
        return place->description;
    return language_phrase(context->language, context->arena, "place_line",
                           ARGS(arg_text("label", place->description)));
}

/* "the date of the order – month": all parts of a date are described alike. */
static void describe_part(const struct doc_context *context, struct doc_place *place,
                          struct str whole)
{
    struct str parts[] = {whole, STR(" \xE2\x80\x93 "), place->part};
    place->description = arena_join(context->arena, parts, 3);
}

void doc_places_describe(const struct doc_context *context, struct str flat,
                         const struct doc_leaf *leaves, size_t count)
{
    struct str date = {NULL, 0}; /* what its first part is described by */
    for (size_t i = 0; i < count; i++) {
        if (leaves[i].node->kind != DOC_PLACE)
            continue;
        struct doc_place *place = leaves[i].node->place;
        bool further = place->part.n > 0 && date.n > 0 && place->description.n == 0;
        if (further)
            place->description = date;
        else if (place->description.n == 0)
            place->description = describe(context, place, flat, &leaves[i]);
        date = place->part.n > 0 ? place->description : (struct str){NULL, 0};
        if (place->part.n > 0 && place->alt.n == 0)
            describe_part(context, place, date);
        if (place->alt.n == 0)
            place->alt = say(context, place);
    }
}
