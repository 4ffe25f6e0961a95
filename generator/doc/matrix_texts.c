/* SPDX-License-Identifier: MIT */
/*
 * The texts that were written beside an option, listed below the matrix: each once, in the
 * language's order, with how often it was given where that is more than once.
 */
#include "doc/matrix_parts.h"

#include "locale/typography.h"

#include <stdlib.h>

struct given {
    struct str text, key;
    size_t count;
};

struct givens {
    struct given *items;
    size_t count, capacity;
};

static const struct calc_options *options_of(const struct matrix *matrix)
{
    const struct tally_side *rows = &matrix->tally.rows;
    return rows->is_battery || rows->type.kind != VALUE_CHOICE ? NULL : rows->type.options;
}

bool matrix_check_texts(const struct matrix *matrix)
{
    const struct node *texts = node_get(matrix->node, "texts");
    const struct calc_options *options = options_of(matrix);
    if (!schema_yes_no(matrix->node, "texts", false))
        return true;
    for (size_t i = 0; options && i < options->count; i++)
        if (options->with_text && options->with_text[i])
            return true;
    diag_add(matrix->context->diags, MSG_MATRIX_TEXTS, texts->span, NO_ARGS);
    return false;
}

/* `text(staffing, "other")`, where the records stand. */
static const struct expr *text_of(const struct matrix *matrix, struct str option)
{
    const struct doc_context *inside = &matrix->tally.inside.context;
    struct text key = {.s = option};
    struct text parts[] = {BLOCK_TEXT("text("), calc_expr_text(matrix->tally.rows.expr),
                           BLOCK_TEXT(", \""), key, BLOCK_TEXT("\")")};
    return doc_compile(inside, block_join(inside, parts, 5));
}

static int by_key(const void *a, const void *b)
{
    const struct given *one = a, *other = b;
    int order = str_compare(one->key, other->key);
    return order != 0 ? order : str_compare(one->text, other->text);
}

static void collect(const struct matrix *matrix, const struct expr *expr, struct givens *givens)
{
    const struct tally *tally = &matrix->tally;
    const struct doc_context *context = matrix->context;
    struct doc_inside inside;
    struct map seen = {0};
    doc_inside_enter(&inside, context, calc_query_type(tally->query),
                     calc_query_alias(tally->query));
    for (size_t i = 0; i < tally->entry_count; i++) {
        doc_inside_record(&inside, tally->entries[i].row);
        inside.context.at.period = tally->first + (int32_t)tally->entries[i].period;
        struct value value = doc_eval(&inside.context, expr);
        struct str text = str_trim(value_as_text(value));
        bool added;
        if (text.n == 0)
            continue;
        struct map_entry *entry = map_put(&seen, tally->scratch, text, &added);
        if (added) {
            struct given given = {
                .text = text, .key = language_sort_key(context->language, tally->scratch, text)};
            ARENA_PUSH(tally->scratch, givens, given);
            entry->number = givens->count;
        }
        givens->items[entry->number - 1].count++;
    }
    if (givens->count > 0)
        qsort(givens->items, givens->count, sizeof *givens->items, by_key);
}

static struct doc_node *add_paragraph(const struct doc_context *context, struct doc_node *parent,
                                      struct str text)
{
    struct doc_node *paragraph = doc_node_new(context->arena, DOC_PARAGRAPH, (struct span){0, 0});
    struct doc_node *words = doc_node_new(context->arena, DOC_TEXT, (struct span){0, 0});
    words->text = text;
    doc_append(paragraph, words);
    doc_append(parent, paragraph);
    return paragraph;
}

static void add_item(const struct doc_context *context, struct doc_node *list,
                     const struct given *given)
{
    struct doc_node *item = doc_node_new(context->arena, DOC_ITEM, (struct span){0, 0});
    struct str text = typography_text(context->language, context->arena, given->text);
    struct str times = format_number(context->language, context->arena,
                                     number_from_int((int64_t)given->count), NUMBER_ONE);
    struct str parts[] = {text, STR(" ("), times, STR("×)")};
    doc_append(list, item);
    add_paragraph(context, item, arena_join(context->arena, parts, given->count > 1 ? 4 : 1));
}

static void list_option(const struct matrix *matrix, size_t option, struct doc_node *parent)
{
    const struct doc_context *context = matrix->context;
    const struct expr *expr = text_of(matrix, options_of(matrix)->keys[option]);
    struct givens givens = {0};
    if (expr == NULL)
        return;
    collect(matrix, expr, &givens);
    if (givens.count == 0)
        return;
    add_paragraph(context, parent,
                  language_phrase(context->language, context->arena, "option_texts",
                                  ARGS(arg_text("option", matrix->tally.rows.labels[option]))));
    struct doc_node *list = doc_node_new(context->arena, DOC_LIST, (struct span){0, 0});
    list->list.tight = true;
    doc_append(parent, list);
    for (size_t i = 0; i < givens.count; i++)
        add_item(context, list, &givens.items[i]);
}

void matrix_texts(const struct matrix *matrix, struct doc_node *parent)
{
    const struct calc_options *options = options_of(matrix);
    if (!schema_yes_no(matrix->node, "texts", false))
        return;
    for (size_t i = 0; i < options->count; i++)
        if (options->with_text && options->with_text[i])
            list_option(matrix, i, parent);
}
