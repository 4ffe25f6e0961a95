/* SPDX-License-Identifier: MIT */
/*
 * Panels of key figures:
 *
 *     caption: Rok v číslech
 *     show:
 *       - libraries_served
 *       - {show: cost / libraries_served, label: Náklady na knihovnu, round: 1, note: bez DPH}
 */
#include "doc/block_parts.h"
#include "doc/traces.h"

static const struct schema_field fields[] = {
    NEEDED("show", SHAPE_LIST, .element = &block_entry_element),
    BLOCK_KEYS,
};

static const struct schema schema = SCHEMA("figures", fields);

static struct str note_of(const struct doc_context *context, const struct block_entry *entry)
{
    const struct node *note = node_get(entry->node, "note");
    struct text words;
    if (note && note->kind != NODE_EMPTY && doc_pick(context, note, &words))
        return doc_string(context, words);
    return entry->origin.note;
}

/* A panel has no room for signs: what is an estimate or a sample says so below the number. The
 * words stand in the order of enum value_marks. */
static struct str add_marks(const struct doc_context *context, struct str note, uint8_t marks)
{
    struct str parts[5] = {note};
    size_t count = note.n > 0 ? 1 : 0;
    static const char *const WORDS[] = {"estimate", "sample"};
    for (unsigned bit = 0; bit < 2; bit++) {
        if (!(marks >> bit & 1))
            continue;
        if (count > 0)
            parts[count++] = STR("; ");
        parts[count++] = language_word(context->language, WORDS[bit]);
    }
    return arena_join(context->arena, parts, count);
}

static void fill_figure(const struct doc_context *context, const struct block_entry *entry,
                        struct doc_figure *out)
{
    struct value value;
    struct doc_shown shown = doc_show_expr(context, entry->expr, &entry->show, &value, NULL);
    if (value.kind == VALUE_UNKNOWN)
        diag_add(context->diags, MSG_VALUE_UNKNOWN, entry->node->span,
                 ARGS(arg_text("formula", calc_expr_text(entry->expr).s)));
    out->label = entry->label;
    out->text = shown.text;
    uint8_t marks = shown.missing ? 0 : shown.marks & (uint8_t)~block_marks_said(context);
    out->note = add_marks(context, note_of(context, entry), marks);
    out->trace = doc_trace_expr(context, entry->expr, &shown);
    out->marks = shown.marks;
    if (entry->type.kind == VALUE_NUMBER)
        doc_state_printed(context, &entry->origin, entry->unit, &shown);
}

void doc_block_figures(const struct doc_context *context, const struct node *node,
                       struct span fence, struct doc_node *parent)
{
    if (!schema_check(&schema, node, context->diags))
        return;
    const struct node *show = node_get(node, "show");
    struct doc_figures *figures = ARENA_NEW(context->arena, struct doc_figures);
    figures->items = ARENA_ARRAY(context->arena, struct doc_figure, block_item_count(show));
    figures->caption = block_caption(context, node);
    for (size_t i = 0; i < block_item_count(show); i++) {
        struct block_entry entry;
        if (block_read_entry(context, block_item(show, i), &entry))
            fill_figure(context, &entry, &figures->items[figures->count++]);
    }
    struct doc_node *made = block_node(context, node, fence, DOC_FIGURES, parent);
    made->figures = figures;
}
