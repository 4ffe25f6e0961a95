/* SPDX-License-Identifier: MIT */
/*
 * Strips are taken in order until the page is full, with the footnotes that they cite. Then the
 * break moves back to the last place where it may stand: behind a strip that does not hold on to
 * the next one. Each strip is looked at a bounded number of times: a chain that holds together is
 * at most a page long, and one that is longer is broken where the page ends.
 *
 * Footnotes come in the order of their numbers, so those of a page are a stretch of the list of
 * their strips. A note that does not fit whole begins on the page where it is cited and goes on at
 * the foot of the next; what is owed from the page before takes half a page at most, so that the
 * text goes on too.
 */
#include "pdf/flow.h"

enum { NOTE_LINES = 2 }; /* of a note that goes on, at least */

pdf_length pdf_page_room(const struct pdf_flow *flow, bool landscape)
{
    const struct pdf_layout *layout = flow->layout;
    return landscape ? layout->page_width - layout->margin_inner - layout->margin_outer
                     : layout->page_height - layout->margin_top - layout->margin_bottom;
}

bool pdf_page_is_landscape(const struct pdf_flow *flow, const struct pdf_pages *pages, size_t index)
{
    uint32_t first = pages->items[index].strip;
    return first < flow->strips.count && flow->strips.items[first].landscape;
}

/* Height that strip `index` takes on a page on which `first` is the first one. */
static pdf_length strip_height(const struct pdf_flow *flow, uint32_t index, uint32_t first)
{
    const struct pdf_strip *strip = &flow->strips.items[index];
    if (index != first)
        return strip->before + strip->height;
    /* A page that begins within a table repeats its head and says which group goes on. */
    bool goes_on = strip->table && index > 0 && flow->strips.items[index - 1].table == strip->table;
    return strip->height + (goes_on ? pdf_table_repeated_height(strip) : 0);
}

/* A page being filled. */
struct filling {
    const struct pdf_flow *flow;
    struct pdf_page page; /* what it begins with */
    uint32_t owed;        /* note strips up to here are cited on it or before */
    pdf_length room, used;
    pdf_length begun; /* height of the notes with the beginning of one that goes on; 0: none does */
};

/* The note strips up to which `strip` cites. */
static uint32_t cited(const struct pdf_flow *flow, const struct pdf_strip *strip)
{
    return strip->note ? flow->note_starts[strip->note + 1] : 0;
}

/* What has to be left for notes up to `owed`. */
static pdf_length reserve(const struct filling *filling, uint32_t owed)
{
    pdf_length height = pdf_notes_height(filling->flow, filling->page.note, owed);
    pdf_length most = filling->room / 2;
    return height < most ? height : most;
}

/* For a strip that cites notes which do not fit whole: the beginning of the first of them. */
static pdf_length reserve_beginning(const struct filling *filling, uint32_t owed)
{
    uint32_t lines = owed - filling->owed < NOTE_LINES ? owed - filling->owed : NOTE_LINES;
    return pdf_notes_height(filling->flow, filling->page.note, filling->owed + lines);
}

/* Whether strip `at` still goes on the page. */
static bool takes(struct filling *filling, uint32_t at)
{
    const struct pdf_strip *strip = &filling->flow->strips.items[at];
    pdf_length used = filling->used + strip_height(filling->flow, at, filling->page.strip);
    uint32_t owed = cited(filling->flow, strip);
    if (owed < filling->owed)
        owed = filling->owed;
    pdf_length notes = filling->begun ? filling->begun : reserve(filling, owed);
    bool fits = at == filling->page.strip || used + notes <= filling->room;
    if (!fits && owed > filling->owed && filling->begun == 0) {
        filling->begun = reserve_beginning(filling, owed);
        fits = used + filling->begun <= filling->room;
    }
    if (!fits)
        return false;
    filling->used = used;
    filling->owed = owed;
    return true;
}

/* The first strip that is not on the page. */
static uint32_t fill(struct filling *filling)
{
    const struct pdf_strip *strips = filling->flow->strips.items;
    uint32_t first = filling->page.strip, at = first;
    uint32_t count = (uint32_t)filling->flow->strips.count;
    for (; at < count; at++) {
        if (at > first && strips[at].break_before)
            return at;
        /* Behind a note that goes on the text ends, as soon as it may. */
        if (filling->begun && !strips[at - 1].keep_next)
            break;
        if (!takes(filling, at))
            break;
    }
    if (at == count)
        return count;
    uint32_t end = at;
    while (end > first && strips[end - 1].keep_next)
        end--;
    return end > first ? end : at;
}

/* Counts anew for the strips that stayed. */
static void recount(struct filling *filling, uint32_t owed, uint32_t end)
{
    filling->used = 0;
    filling->owed = owed;
    for (uint32_t at = filling->page.strip; at < end; at++) {
        uint32_t notes = cited(filling->flow, &filling->flow->strips.items[at]);
        filling->used += strip_height(filling->flow, at, filling->page.strip);
        filling->owed = notes > filling->owed ? notes : filling->owed;
    }
}

/* The first note strip that is not on the page: as many as there is room for. */
static uint32_t place_notes(const struct filling *filling)
{
    const struct pdf_flow *flow = filling->flow;
    uint32_t first = filling->page.note, end = first;
    pdf_length room = filling->room - filling->used;
    while (end < filling->owed && pdf_notes_height(flow, first, end + 1) <= room)
        end++;
    uint32_t cut = end;
    while (cut > first && cut < filling->owed && flow->notes.items[cut - 1].keep_next)
        cut--;
    return cut > first ? cut : end;
}

pdf_length pdf_page_depth(const struct pdf_flow *flow, uint32_t first, uint32_t strip)
{
    pdf_length depth = 0;
    uint32_t count = (uint32_t)flow->strips.count;
    for (uint32_t at = first; at < strip && at < count; at++)
        depth += strip_height(flow, at, first);
    return depth + (strip > first && strip < count ? flow->strips.items[strip].before : 0);
}

void pdf_pages_cut(struct pdf_flow *flow, struct pdf_pages *pages)
{
    struct pdf_page next = {0, 0};
    uint32_t owed = 0, count = (uint32_t)flow->strips.count, notes = (uint32_t)flow->notes.count;
    while (next.strip < count || next.note < notes) {
        bool landscape = next.strip < count && flow->strips.items[next.strip].landscape;
        struct filling filling = {
            .flow = flow, .page = next, .owed = owed, .room = pdf_page_room(flow, landscape)};
        ARENA_PUSH(flow->arena, pages, next);
        if (next.strip < count) {
            next.strip = fill(&filling);
            recount(&filling, owed, next.strip);
        }
        if (next.strip == count)
            filling.owed = notes; /* those too that only notes refer to */
        next.note = place_notes(&filling);
        /* A strip of a note that is higher than a page stands on one of its own. */
        if (filling.page.strip == next.strip && filling.page.note == next.note)
            next.note++;
        owed = filling.owed;
    }
    ARENA_PUSH(flow->arena, pages, next);
    pages->count--;
}
