/* SPDX-License-Identifier: MIT */
#include "doc/block.h"

#include "base/suggest.h"
#include "doc/block_parts.h"

struct block {
    struct str name;
    doc_block_fn read; /* NULL: prints nothing */
};

static const struct block BLOCKS[] = {
    {STR_INIT("table"), doc_block_table}, {STR_INIT("matrix"), doc_block_matrix},
    {STR_INIT("chart"), doc_block_chart}, {STR_INIT("figures"), doc_block_figures},
    {STR_INIT("page"), doc_block_page},   {STR_INIT("form"), doc_block_form},
};

enum { BLOCK_COUNT = sizeof BLOCKS / sizeof *BLOCKS };

static const struct block *find_block(struct str kind)
{
    for (size_t i = 0; i < BLOCK_COUNT; i++)
        if (str_equal(BLOCKS[i].name, kind))
            return &BLOCKS[i];
    return NULL;
}

bool doc_block_known(struct str kind)
{
    return find_block(kind) != NULL;
}

struct str doc_block_nearest(struct str kind)
{
    struct str names[BLOCK_COUNT];
    for (size_t i = 0; i < BLOCK_COUNT; i++)
        names[i] = BLOCKS[i].name;
    return suggest_nearest(kind, names, BLOCK_COUNT);
}

void doc_block_read(const struct doc_context *context, struct text kind, struct text text,
                    struct doc_node *parent)
{
    const struct block *block = find_block(kind.s);
    struct node *node = node_read_part(text.s, text.span.at, context->arena, context->diags);
    if (block == NULL || block->read == NULL || node == NULL)
        return;
    if (node->kind != NODE_MAP && node->kind != NODE_EMPTY) {
        diag_add(context->diags, MSG_BLOCK_NOT_A_MAP, node->span, ARGS(arg_text("kind", kind.s)));
        return;
    }
    block->read(context, node, kind.span, parent);
}
