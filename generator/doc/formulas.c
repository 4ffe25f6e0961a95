/* SPDX-License-Identifier: MIT */
#include "doc/formulas.h"

#include "base/buf.h"

#include <string.h>

static void put_number(struct buf *key, uint32_t number)
{
    buf_put(key, &number, sizeof number);
}

/* False when a formula in this scope cannot be kept: the kind of a value at hand lives no longer
 * than its document. */
static bool make_key(struct text formula, const struct calc_scope *scope, struct buf *key)
{
    put_number(key, formula.span.at);
    put_number(key, (uint32_t)formula.s.n);
    for (; scope; scope = scope->outer) {
        if (scope->kind != SCOPE_RECORD && scope->kind != SCOPE_ROWS)
            return false;
        put_number(key, (uint32_t)scope->kind << 16 | scope->record_type);
        put_number(key, (uint32_t)scope->name.n);
        buf_str(key, scope->name);
    }
    buf_str(key, formula.s);
    return true;
}

static struct text keep_text(struct arena *arena, struct text text)
{
    text.s = arena_str(arena, text.s);
    if (text.map) {
        struct text_run *map = ARENA_ARRAY(arena, struct text_run, text.map_count);
        memcpy(map, text.map, text.map_count * sizeof *map);
        text.map = map;
    }
    return text;
}

/* The entry of a formula, empty when it was not compiled yet; NULL when it is not to be kept. */
static struct map_entry *find(struct doc_formulas *formulas, struct map *map, struct text formula,
                              const struct calc_scope *scope)
{
    struct buf key = {0};
    struct map_entry *entry = NULL;
    if (make_key(formula, scope, &key)) {
        entry = map_find(map, buf_view(&key));
        if (entry == NULL)
            entry = map_put(map, formulas->arena, buf_copy(&key, formulas->arena), NULL);
    }
    buf_free(&key);
    return entry;
}

const struct expr *doc_formulas_expr(struct doc_formulas *formulas, struct calc *calc,
                                     struct arena *arena, struct text formula,
                                     const struct calc_scope *scope, struct diags *diags)
{
    struct map_entry *entry = formulas ? find(formulas, &formulas->exprs, formula, scope) : NULL;
    if (entry == NULL)
        return calc_compile(calc, arena, formula, scope, diags);
    if (entry->pointer == NULL) {
        formula = keep_text(formulas->arena, formula);
        entry->pointer =
            (void *)(uintptr_t)calc_compile(calc, formulas->arena, formula, scope, diags);
    }
    return entry->pointer;
}

const struct calc_query *doc_formulas_query(struct doc_formulas *formulas, struct calc *calc,
                                            struct arena *arena, struct text query,
                                            const struct calc_scope *scope, struct diags *diags)
{
    struct map_entry *entry = formulas ? find(formulas, &formulas->queries, query, scope) : NULL;
    if (entry == NULL)
        return calc_compile_query(calc, arena, query, scope, diags);
    if (entry->pointer == NULL) {
        query = keep_text(formulas->arena, query);
        entry->pointer =
            (void *)(uintptr_t)calc_compile_query(calc, formulas->arena, query, scope, diags);
    }
    return entry->pointer;
}
