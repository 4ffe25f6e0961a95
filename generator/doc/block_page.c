/* SPDX-License-Identifier: MIT */
/* A page break, where there are pages: an empty block, or `break: yes`. */
#include "doc/block_parts.h"

static const struct schema_field FIELDS[] = {
    {.name = {"break", 5}, .shape = SHAPE_YES_NO},
};

static const struct schema SCHEMA = {.name = {"page", 4}, .fields = FIELDS, .field_count = 1};

void doc_block_page(const struct doc_context *context, const struct node *node, struct span fence,
                    struct doc_node *parent)
{
    if (schema_check(&SCHEMA, node, context->diags) && schema_yes_no(node, "break", true))
        doc_append(parent, doc_node_new(context->arena, DOC_BREAK, fence));
}
