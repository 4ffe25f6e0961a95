/* SPDX-License-Identifier: MIT */
/*
 * Groups and order of a table's rows. Texts and titles go by the language's alphabet, numbers by
 * their exact values, options by their place in the type; what is missing comes last, whichever
 * way it goes; equals keep the order of the records.
 */
#include "doc/table_parts.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

static struct table_rank *rank_at(const struct table *table, uint32_t row, size_t key)
{
    return &table->ranks[(size_t)row * table->key_count + key];
}

static struct str sort_key(const struct table *table, struct str text)
{
    return language_sort_key(table->context->language, table->scratch, text);
}

/* Rows of a group refer to the same record: the key of its title is made once. */
static struct str title_key(const struct table *table, struct map *titles, struct record record)
{
    bool added;
    uint64_t both = (uint64_t)record.type << 32 | record.row;
    struct str name = {(const char *)&both, sizeof both};
    if (map_find(titles, name) == NULL)
        name = arena_str(table->scratch, name);
    struct map_entry *entry = map_put(titles, table->scratch, name, &added);
    if (added) {
        struct str *key = ARENA_NEW(table->scratch, struct str);
        *key = sort_key(table, data_title(table->context->institution, record));
        entry->pointer = key;
    }
    return *(const struct str *)entry->pointer;
}

static void set_text(const struct table *table, struct map *titles, struct table_rank *rank)
{
    if (rank->value.kind == VALUE_TEXT)
        rank->text = sort_key(table, value_as_text(rank->value));
    else if (rank->value.kind == VALUE_RECORD)
        rank->text = title_key(table, titles, value_as_record(rank->value));
}

static size_t common_start(struct str a, struct str b, size_t most)
{
    size_t n = 0;
    while (n < most && n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

/* The first eight bytes of a collation key as a number that sorts like them. Keys hold no 0. */
static uint64_t start_of(struct str key)
{
    uint64_t start = 0;
    if (key.n > 0)
        memcpy(&start, key.p, key.n < sizeof start ? key.n : sizeof start);
    return be64toh(start);
}

/* Names often begin alike ("Knihovna …"): what tells texts apart stands behind that. */
static void set_starts(const struct table *table, size_t key)
{
    const struct str *first = NULL;
    size_t common = SIZE_MAX;
    for (size_t row = 0; row < table->rows.count; row++) {
        const struct str *text = &rank_at(table, (uint32_t)row, key)->text;
        if (first && text->p)
            common = common_start(*first, *text, common);
        else if (text->p)
            first = text;
    }
    for (size_t row = 0; row < table->rows.count && first; row++) {
        struct table_rank *rank = rank_at(table, (uint32_t)row, key);
        rank->text_start = start_of(str_slice(rank->text, common, rank->text.n));
    }
}

static void rank_rows(struct table *table)
{
    struct doc_context *inside = &table->inside.context;
    struct map titles = {0};
    table->ranks =
        ARENA_ARRAY(table->scratch, struct table_rank, table->rows.count * table->key_count + 1);
    for (size_t row = 0; row < table->rows.count; row++) {
        doc_inside_record(&table->inside, table->rows.items[row]);
        for (size_t k = 0; k < table->key_count; k++) {
            struct table_rank *rank = rank_at(table, (uint32_t)row, k);
            rank->value = doc_eval(inside, table->keys[k].expr);
            set_text(table, &titles, rank);
        }
    }
    for (size_t k = 0; k < table->key_count; k++)
        set_starts(table, k);
}

static int compare_ranks(const struct table_rank *a, const struct table_rank *b, bool descending)
{
    bool known_a = value_known(a->value), known_b = value_known(b->value);
    if (!known_a || !known_b)
        return known_a != known_b
                   ? (known_a ? -1 : 1)
                   : (a->value.kind > b->value.kind) - (a->value.kind < b->value.kind);
    int order = (a->text_start > b->text_start) - (a->text_start < b->text_start);
    if (order == 0 && a->text.p != b->text.p)
        order = str_compare(a->text, b->text);
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
