/* SPDX-License-Identifier: MIT */
/*
 * Groups and order of a table's rows. Texts and titles go by the language's alphabet, numbers by
 * their exact values, options by their place in the type; what is missing comes last, whichever
 * way it goes; equals keep the order of the records.
 */
#include "doc/table_parts.h"

#include <stdlib.h>

static struct table_rank *rank_at(const struct table *table, uint32_t row, size_t key)
{
    return &table->ranks[(size_t)row * table->key_count + key];
}

static struct str collation_key(const struct table *table, struct value value)
{
    const struct doc_context *context = table->context;
    struct str text = value.kind == VALUE_RECORD
                          ? data_title(context->institution, value_as_record(value))
                          : value_as_text(value);
    return language_sort_key(context->language, table->scratch, text);
}

static void rank_rows(struct table *table)
{
    struct doc_context *inside = &table->inside.context;
    table->ranks =
        ARENA_ARRAY(table->scratch, struct table_rank, table->rows.count * table->key_count + 1);
    for (size_t row = 0; row < table->rows.count; row++) {
        doc_inside_record(&table->inside, table->rows.items[row]);
        for (size_t k = 0; k < table->key_count; k++) {
            struct table_rank *rank = rank_at(table, (uint32_t)row, k);
            rank->value = doc_eval(inside, table->keys[k].expr);
            if (rank->value.kind == VALUE_TEXT || rank->value.kind == VALUE_RECORD)
                rank->text = collation_key(table, rank->value);
        }
    }
}

static int compare_ranks(const struct table_rank *a, const struct table_rank *b, bool descending)
{
    bool known_a = value_known(a->value), known_b = value_known(b->value);
    if (!known_a || !known_b)
        return known_a != known_b
                   ? (known_a ? -1 : 1)
                   : (a->value.kind > b->value.kind) - (a->value.kind < b->value.kind);
    int order = a->text.p && b->text.p ? str_compare(a->text, b->text) : 0;
    if (order == 0)
        order = value_compare(a->value, b->value);
    return descending ? -order : order;
}

static int compare_rows(const void *a, const void *b, void *context)
{
    const struct table *table = context;
    uint32_t row_a = *(const uint32_t *)a, row_b = *(const uint32_t *)b;
    for (size_t k = 0; k < table->key_count; k++) {
        int order = compare_ranks(rank_at(table, row_a, k), rank_at(table, row_b, k),
                                  table->keys[k].descending);
        if (order != 0)
            return order;
    }
    return (row_a > row_b) - (row_a < row_b);
}

void table_sort(struct table *table)
{
    table->order = ARENA_ARRAY(table->scratch, uint32_t, table->rows.count + 1);
    for (size_t i = 0; i < table->rows.count; i++)
        table->order[i] = (uint32_t)i;
    if (table->key_count == 0)
        return;
    rank_rows(table);
    qsort_r(table->order, table->rows.count, sizeof *table->order, compare_rows, table);
}

bool table_same_group(const struct table *table, size_t a, size_t b, size_t depth)
{
    for (size_t k = 0; k <= depth; k++) {
        const struct table_rank *one = rank_at(table, table->order[a], k);
        const struct table_rank *other = rank_at(table, table->order[b], k);
        if (compare_ranks(one, other, false) != 0)
            return false;
    }
    return true;
}
