/* SPDX-License-Identifier: MIT */
#include "doc/tree.h"

struct doc_node *doc_node_new(struct arena *arena, enum doc_kind kind, struct span span)
{
    struct doc_node *node = ARENA_NEW(arena, struct doc_node);
    node->kind = kind;
    node->span = span;
    return node;
}

void doc_append(struct doc_node *parent, struct doc_node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static void write_own_text(const struct doc_node *node, struct buf *out)
{
    if (node->kind == DOC_TEXT || node->kind == DOC_CODE_SPAN || node->kind == DOC_CODE)
        buf_str(out, node->text);
    else if (node->kind == DOC_VALUE)
        buf_str(out, node->value.text);
    else if (node->kind == DOC_PLACE)
        buf_str(out, node->place->text);
    else if (node->kind == DOC_LINE_BREAK)
        buf_char(out, ' ');
}

void doc_plain_text(const struct doc_node *node, struct buf *out)
{
    const struct doc_node *at = node;
    for (;;) {
        write_own_text(at, out);
        if (at->first) {
            at = at->first;
            continue;
        }
        while (at != node && at->next == NULL)
            at = at->parent;
        if (at == node)
            return;
        at = at->next;
    }
}

struct str doc_plain_copy(const struct doc_node *node, struct arena *arena)
{
    struct buf out = {0};
    doc_plain_text(node, &out);
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}

bool doc_in_appendix(const struct doc_node *section)
{
    const struct doc_node *up = section->parent;
    while (up && up->kind == DOC_SECTION && !up->section.appendix)
        up = up->parent;
    return up && up->kind == DOC_SECTION;
}
