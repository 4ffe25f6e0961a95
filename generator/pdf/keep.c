/* SPDX-License-Identifier: MIT */
/* What stays on one page: blocks with those behind them, by what they are to each other, and tables
 * and listings that are small. */
#include "pdf/flow.h"

void pdf_keep_small(struct pdf_flow *flow, size_t first)
{
    int64_t height = 0;
    for (size_t i = first; i < flow->strips.count; i++)
        height += flow->strips.items[i].height;
    if (height * 4 > pdf_page_room(flow, flow->landscape))
        return;
    for (size_t i = first; i + 1 < flow->strips.count; i++)
        flow->strips.items[i].keep_next = true;
}

/* A text that ends in a colon says what comes next: its end stays with that. */
static void keep_with_announced(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct doc_node *end = node;
    while (end->last)
        end = end->last;
    bool announces = node->kind == DOC_PARAGRAPH && node->next && end->kind == DOC_TEXT &&
                     str_ends(end->text, STR(":"));
    if (announces && flow->strips.count)
        flow->strips.items[flow->strips.count - 1].keep_next = true;
}

/* The lines under a heading that lead to a table or chart go with it to the next page: the
 * heading would stay behind with nothing but them. */
static void keep_with_next(struct pdf_flow *flow, const struct doc_node *node, size_t from)
{
    enum { MOST_LINES = 3 };
    const struct doc_node *parent = node->parent, *next = node->next;
    bool leads = parent && parent->first && parent->first->kind == DOC_HEADING &&
                 parent->first->next == node && next &&
                 (next->kind == DOC_TABLE || next->kind == DOC_CHART);
    if (node->kind != DOC_PARAGRAPH || !leads || flow->strips.count - from > MOST_LINES)
        return;
    for (size_t i = from; i < flow->strips.count; i++)
        flow->strips.items[i].keep_next = true;
}

static bool is_option(const struct doc_node *node)
{
    return node && node->kind == DOC_PARAGRAPH && node->first && node->first->kind == DOC_PLACE &&
           node->first->place->kind == DOC_PLACE_BOX;
}

/* Behind a question that few options follow: the last of them. */
static const struct doc_node *last_option(const struct doc_node *question)
{
    enum { MOST_OPTIONS = 8 };
    const struct doc_node *last = question;
    unsigned count = 0;
    for (; is_option(last->next) && count <= MOST_OPTIONS; count++)
        last = last->next;
    return count > 0 && count <= MOST_OPTIONS && !is_option(question) ? last : NULL;
}

/* A question and its options stay on one page up to `last`; gives what is still to be kept. */
static const struct doc_node *keep_options(struct pdf_flow *flow, const struct doc_node *node,
                                           size_t from, const struct doc_node *last)
{
    last = last ? last : last_option(node);
    if (last == NULL || last == node)
        return NULL;
    size_t count = flow->strips.count;
    for (size_t i = is_option(node) || count == 0 ? from : count - 1; i < count; i++)
        flow->strips.items[i].keep_next = true;
    return last;
}

/* A text with a short line to be written on, as for a name or a date. */
static bool is_signed(const struct doc_node *node)
{
    for (const struct doc_node *inner = node->first; inner; inner = inner->next)
        if (node->kind == DOC_PARAGRAPH && inner->kind == DOC_PLACE &&
            inner->place->kind == DOC_PLACE_LINE)
            return true;
    return false;
}

/* The lines to be signed at the end of a section stay together: none stands alone on a page. */
static void keep_signatures(struct pdf_flow *flow, const struct doc_node *node, size_t from)
{
    enum { MOST = 4, MOST_LINES = 2 };
    size_t count = 0;
    for (const struct doc_node *next = node; next; next = next->next, count++)
        if (count == MOST || !is_signed(next))
            return;
    if (count < 2 || flow->strips.count - from > MOST_LINES)
        return;
    for (size_t i = from; i < flow->strips.count; i++)
        flow->strips.items[i].keep_next = true;
}

const struct doc_node *pdf_keep(struct pdf_flow *flow, const struct doc_node *node, size_t from,
                                const struct doc_node *last)
{
    keep_with_next(flow, node, from);
    keep_with_announced(flow, node);
    keep_signatures(flow, node, from);
    return keep_options(flow, node, from, last);
}
