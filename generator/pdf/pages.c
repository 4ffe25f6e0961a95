/* SPDX-License-Identifier: MIT */
#include "pdf/flow.h"

/*
 * Strips are taken in order until the page is full. Then the break moves back to the last place
 * where it may stand: behind a strip that does not hold on to the next one. Each strip is looked at
 * a bounded number of times: a chain that holds together is at most a page long, and one that is
 * longer is broken where the page ends.
 */

pdf_length pdf_page_room(const struct pdf_flow *flow, bool landscape)
{
    const struct pdf_layout *layout = flow->layout;
    return landscape ? layout->page_width - layout->margin_inner - layout->margin_outer
                     : layout->page_height - layout->margin_top - layout->margin_bottom;
}

/* Height that strip `index` takes on a page on which `first` is the first one. */
static pdf_length strip_height(const struct pdf_flow *flow, uint32_t index, uint32_t first)
{
    const struct pdf_strip *strip = &flow->strips.items[index];
    if (index != first)
        return strip->before + strip->height;
    /* A page that begins within a table repeats its head. */
    bool goes_on = strip->table && index > 0 && flow->strips.items[index - 1].table == strip->table;
    return strip->height + (goes_on ? pdf_table_head_height(strip->table) : 0);
}

/* The first strip that is not on the page that begins with `first`. */
static uint32_t page_end(const struct pdf_flow *flow, uint32_t first, uint32_t to)
{
    const struct pdf_strip *strips = flow->strips.items;
    pdf_length room = pdf_page_room(flow, strips[first].landscape), used = 0;
    uint32_t at = first;
    for (; at < to; at++) {
        if (at > first && strips[at].break_before)
            return at;
        pdf_length height = strip_height(flow, at, first);
        if (at > first && used + height > room)
            break;
        used += height;
    }
    if (at == to)
        return to;
    uint32_t end = at;
    while (end > first && strips[end - 1].keep_next)
        end--;
    return end > first ? end : at;
}

void pdf_pages_cut(struct pdf_flow *flow, uint32_t from, uint32_t to, struct pdf_pages *pages)
{
    struct {
        uint32_t *items;
        size_t count, capacity;
    } starts = {pages->starts, pages->count, pages->capacity};
    while (from < to) {
        ARENA_PUSH(flow->arena, &starts, from);
        from = page_end(flow, from, to);
    }
    pages->starts = starts.items;
    pages->count = starts.count;
    pages->capacity = starts.capacity;
}
