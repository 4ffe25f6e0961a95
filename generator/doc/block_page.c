/* SPDX-License-Identifier: MIT */
/* A page break, where there are pages: an empty block, or `break: yes`. */
#include "doc/block_parts.h"

static const struct schema_field fields[] = {
    FIELD("break", SHAPE_YES_NO),
};

static const struct schema schema = SCHEMA("page", fields);

void doc_block_page(const struct doc_context *context, const struct node *node, struct span fence,
                    struct doc_node *parent)
{
    if (schema_check(&schema, node, context->diags) && schema_yes_no(node, "break", true))
        doc_append(parent, doc_node_new(context->arena, DOC_BREAK, fence));
}
