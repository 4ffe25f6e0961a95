/* SPDX-License-Identifier: MIT */
#include "doc/block_parts.h"

static const struct schema_field entry_fields[] = {
    NEEDED("show", SHAPE_FORMULA),
    FIELD("label", SHAPE_WORDS),
    FIELD("round", SHAPE_NUMBER),
    FIELD("note", SHAPE_WORDS),
};

static const struct schema entry_schema = SCHEMA("show", entry_fields);
const struct schema_field block_entry_element = {
    .shape = SHAPE_GROUP, .group = &entry_schema, .shorthand = STR_INIT("show")};

static const struct schema_field sort_fields[] = {
    NEEDED("by", SHAPE_FORMULA),
    FIELD("descending", SHAPE_YES_NO),
};

static const struct schema sort_schema = SCHEMA("sort", sort_fields);
const struct schema_field block_sort_element = {
    .shape = SHAPE_GROUP, .group = &sort_schema, .shorthand = STR_INIT("by")};

struct str block_label(const struct doc_context *context, const struct node *node,
                       const struct doc_origin *origin)
{
    const struct node *label = node_get(node, "label");
    struct text words;
    if (label && label->kind != NODE_EMPTY && doc_pick(context, label, &words))
        return doc_string(context, words);
    return origin->label;
}

bool block_round(const struct doc_context *context, const struct node *node, struct number *step)
{
    const struct node *round = node_get(node, "round");
    struct text rest;
    if (round == NULL || round->kind != NODE_SCALAR ||
        !scalar_number(context->arena, round->text, NULL, step, &rest))
        return false;
    if (number_sign(*step) > 0 && !number_is_overflow(*step) && rest.s.n == 0)
        return true;
    diag_add(context->diags, MSG_ROUND_STEP, round->span, ARGS(arg_text("found", round->text.s)));
    return false;
}

bool block_read_entry(const struct doc_context *context, const struct node *node,
                      struct block_entry *out)
{
    const struct node *show = node->kind == NODE_MAP ? node_get(node, "show") : node;
    *out = (struct block_entry){.node = node};
    out->expr = block_formula(context, show);
    if (out->expr == NULL)
        return false;
    out->type = calc_expr_type(out->expr);
    out->is_series = out->type.kind == VALUE_SERIES;
    if (out->is_series && out->type.element)
        out->type = *out->type.element;
    doc_origin_of(context, out->expr, &out->origin);
    out->label = block_label(context, node, &out->origin);
    out->unit = doc_unit(context, &out->type);
    out->show.has_step = block_round(context, node, &out->show.step);
    if (!out->show.has_step && out->origin.has_round) {
        out->show.has_step = true;
        out->show.step = out->origin.round;
    }
    return true;
}

/* --- over periods -------------------------------------------------------------------------------
 */

static struct text formula_of(const struct block_entry *entry)
{
    return calc_expr_text(entry->expr);
}

/* Where the dots stand in "2018..2022"; reports else. */
static bool find_dots(const struct doc_context *context, const struct node *range, size_t *at)
{
    *at = str_find_str(range->text.s, STR(".."), 0);
    if (*at != STR_NOT_FOUND)
        return true;
    diag_add(context->diags, MSG_RANGE_FORM, range->span, ARGS(arg_text("found", range->text.s)));
    return false;
}

const struct expr *block_entry_over(const struct doc_context *context,
                                    const struct block_entry *entry, const struct node *range)
{
    size_t dots;
    if (entry->is_series || range == NULL)
        return entry->expr;
    if (!find_dots(context, range, &dots))
        return NULL;
    struct text parts[] = {BLOCK_TEXT("("), formula_of(entry), BLOCK_TEXT(") over "), range->text};
    return doc_compile(context, block_join(context, parts, 4));
}

const struct expr *block_entry_call(const struct doc_context *context,
                                    const struct block_entry *entry, struct text function,
                                    const struct node *range)
{
    size_t dots;
    struct text plain[] = {function, BLOCK_TEXT("("), formula_of(entry), BLOCK_TEXT(")")};
    if (range == NULL)
        return doc_compile(context, block_join(context, plain, 4));
    if (!find_dots(context, range, &dots))
        return NULL;
    struct text last = text_slice(range->text, dots + 2, range->text.s.n);
    struct text parts[] = {BLOCK_TEXT("("),      plain[0], plain[1],       plain[2], plain[3],
                           BLOCK_TEXT(") at ("), last,     BLOCK_TEXT(")")};
    return doc_compile(context, block_join(context, parts, 8));
}
