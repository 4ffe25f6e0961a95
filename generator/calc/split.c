/* SPDX-License-Identifier: MIT */
#include "calc/split.h"

struct splitting {
    struct arena *arena;
    const struct calc_world *world;
    struct query *query;
    struct {
        struct query_key *items;
        size_t count, capacity;
    } inner, outer; /* keys that are the same for all records, and that differ by what encloses */
    const struct code *rest;
};

static void add_rest(struct splitting *s, const struct code *code)
{
    if (s->rest == NULL) {
        s->rest = code;
        return;
    }
    struct code *both = ARENA_NEW(s->arena, struct code);
    *both = (struct code){.op = OP_AND,
                          .flags = (s->rest->flags | code->flags) & (CODE_PERIOD | CODE_AS_OF),
                          .scopes = s->rest->scopes | code->scopes,
                          .span = code->span,
                          .a = s->rest,
                          .b = code};
    s->rest = both;
}

static const struct code *constant(struct splitting *s, const struct code *at, struct value value)
{
    struct code *code = ARENA_NEW(s->arena, struct code);
    *code = (struct code){.op = OP_CONST, .span = at->span, .value = value};
    return code;
}

/* A stored field of the row whose value the reader's index holds as it is. */
static size_t stored_field(const struct splitting *s, const struct code *code)
{
    if (code->op != OP_FIELD || code->hop != 0)
        return STR_NOT_FOUND;
    bool moved =
        (code->flags & CODE_REFERENCE) && s->world->types[s->query->type].period != CALC_ONE_PERIOD;
    return moved ? STR_NOT_FOUND : code->index;
}

/* The only option that is asked for, or STR_NOT_FOUND. */
static size_t only_option(const struct splitting *s, const struct code *code)
{
    const struct calc_options *options =
        s->world->types[s->query->type].fields[code->a->index].type.options;
    size_t found = STR_NOT_FOUND;
    for (size_t i = 0; i < options->count; i++) {
        if (!code->options[i])
            continue;
        if (found != STR_NOT_FOUND)
            return STR_NOT_FOUND;
        found = i;
    }
    return found;
}

/* `kind is x`, `goals has x`, `serves`, `not serves`: a key that is known already. */
static bool take_constant(struct splitting *s, const struct code *code)
{
    struct query_key key = {.whole = code};
    bool negation = code->op == OP_NOT;
    const struct code *part = negation ? code->a : code;
    if (part->op == OP_FIELD) {
        key.row_part = part;
        key.key = constant(s, code, value_yes_no(!negation));
    } else if (negation || (code->flags & CODE_NEGATED) ||
               (code->op != OP_IS_OPTION && code->op != OP_HAS_OPTION) || code->a->op != OP_FIELD ||
               code->a->hop != 0) {
        return false;
    } else {
        size_t option = code->op == OP_HAS_OPTION ? code->index : only_option(s, code);
        if (option == STR_NOT_FOUND)
            return false;
        key.row_part = code->a;
        key.key = constant(s, code, value_choice((uint32_t)option));
    }
    key.field = stored_field(s, key.row_part);
    if (key.field == STR_NOT_FOUND)
        return false;
    ARENA_PUSH(s->arena, &s->inner, key);
    return true;
}

static bool take_equality(struct splitting *s, const struct code *code)
{
    if (code->op != OP_COMPARE || code->index != COMPARE_EQUAL)
        return false;
    bool left = code->a->scopes == 1 && !(code->b->scopes & 1);
    bool right = code->b->scopes == 1 && !(code->a->scopes & 1);
    if (!left && !right)
        return false;
    struct query_key key = {
        .row_part = left ? code->a : code->b, .key = left ? code->b : code->a, .whole = code};
    key.field = stored_field(s, key.row_part);
    if (key.key->scopes != 0 && s->outer.count == QUERY_KEYS)
        return false;
    if (key.key->scopes != 0) {
        ARENA_PUSH(s->arena, &s->outer, key);
        return true;
    }
    if (key.field == STR_NOT_FOUND)
        return false;
    ARENA_PUSH(s->arena, &s->inner, key);
    return true;
}

static void take_apart(struct splitting *s, const struct code *code)
{
    if (code->op == OP_AND) {
        take_apart(s, code->a);
        take_apart(s, code->b);
    } else if (!take_equality(s, code) && !take_constant(s, code)) {
        add_rest(s, code);
    }
}

static bool row_alone(const struct code *code)
{
    return code == NULL || (code->scopes & ~1U) == 0;
}

void split_query(struct arena *arena, const struct calc_world *world, struct query *query)
{
    query->rest = query->where;
    query->memo_by_keys = false;
    if (query->source != SOURCE_TYPE)
        return;
    struct splitting s = {.arena = arena, .world = world, .query = query};
    if (query->where)
        take_apart(&s, query->where);
    /* The keys that differ by record come first: they divide the rows most, and a result that
     * depends on them alone can be kept. Where there is an `of`, that is the index. */
    bool by_outer = query->of == NULL && s.outer.count > 0;
    bool by_inner = query->of == NULL && !by_outer && s.inner.count > 0;
    size_t first_inner = by_inner ? 1 : 0;
    query->keys = by_outer ? s.outer.items : s.inner.items;
    query->key_count = by_outer ? s.outer.count : first_inner;
    for (size_t i = 0; !by_outer && i < s.outer.count; i++)
        add_rest(&s, s.outer.items[i].whole);
    for (size_t i = first_inner; i < s.inner.count; i++)
        add_rest(&s, s.inner.items[i].whole);
    query->rest = s.rest;
    query->memo_by_keys =
        (by_outer || query->of) && row_alone(query->rest) && row_alone(query->what);
}
