/* SPDX-License-Identifier: MIT */
/*
 * Blocks: fenced YAML in a text, such as ```table. Each kind has a reader that checks the block
 * against its schema and appends what it makes to the tree.
 */
#ifndef LETOPIS_DOC_BLOCK_H
#define LETOPIS_DOC_BLOCK_H

#include "doc/state.h"

/*
 * The content of a block, read and to be checked; what comes of it is appended to `parent`. `node`
 * is a NODE_MAP, or NODE_EMPTY for a block without content. Expressions stand in
 * context->scope and context->at. `fence` is the place of the line that opens the block.
 */
typedef void (*doc_block_fn)(const struct doc_context *context, const struct node *node,
                             struct span fence, struct doc_node *parent);

/* Whether `kind` (the first word after the fence) names a block. */
bool doc_block_known(struct str kind);
/* The nearest name of a block, or empty. */
struct str doc_block_nearest(struct str kind);

/* Reads the block `kind` with the YAML `text` and appends what it says to `parent`. */
void doc_block_read(const struct doc_context *context, struct text kind, struct text text,
                    struct doc_node *parent);

#endif
