/* SPDX-License-Identifier: MIT */
/*
 * A measure is kept twice over: as it is written, a product of powers of named measures (CZK^1
 * credit^-1), and as what it means, a scale and a product of powers of bases (1/30, CZK^1 hour^-1).
 * Operations work on the written form, so that CZK / credit stays what the author called it; two
 * measures can be converted when their bases agree.
 *
 * In a product two names may speak of the same base (hour / credit). Then all names that share a
 * base are replaced by their bases, their factors go into the result's scale, and the rest cancels.
 * A name without any base (percent) is always replaced. So each base stands behind at most one
 * name of a product, and whatever should cancel does.
 */
#include "calc/measure.h"

#include "base/map.h"

/* Beyond this a formula multiplies in circles; the limit keeps exponents far from overflow. */
enum { EXPONENT_MAX = 99 };

struct factors {
    struct measure_factor *items; /* ascending by measure; no exponent is 0 */
    size_t count, capacity;
};

struct measure {
    struct str name;
    struct factors written; /* of a named measure: itself, once */
    struct factors bases;
    struct number scale; /* one of this is `scale` of the product of its bases */
};

struct measures {
    struct arena *arena;
    struct measure *items;
    size_t count, capacity;
    struct map names;    /* of named measures → id */
    struct map products; /* factors_key() of the written form → id */
};

static struct str factors_key(struct arena *arena, struct factors factors)
{
    int32_t *key = ARENA_ARRAY(arena, int32_t, factors.count * 2);
    for (size_t i = 0; i < factors.count; i++) {
        key[2 * i] = factors.items[i].measure;
        key[2 * i + 1] = factors.items[i].exponent;
    }
    return (struct str){(const char *)key, factors.count * 2 * sizeof *key};
}

static measure_id add_measure(struct measures *measures, struct measure measure, struct str key)
{
    if (measures->count >= MEASURE_NOT_FOUND)
        return MEASURE_NOT_FOUND;
    measure_id id = (measure_id)measures->count;
    ARENA_PUSH(measures->arena, measures, measure);
    map_put(&measures->products, measures->arena, key, NULL)->number = id;
    return id;
}

static struct factors one_factor(struct arena *arena, measure_id measure)
{
    struct factors factors = {0};
    struct measure_factor item = {measure, 1};
    ARENA_PUSH(arena, &factors, item);
    return factors;
}

static measure_id add_named(struct measures *measures, struct str name, struct measure measure)
{
    if (name.n == 0 || measure_find(measures, name) != MEASURE_NOT_FOUND)
        return MEASURE_NOT_FOUND;
    measure.name = arena_str(measures->arena, name);
    measure.written = one_factor(measures->arena, (measure_id)measures->count);
    struct str key = factors_key(measures->arena, measure.written);
    measure_id id = add_measure(measures, measure, key);
    if (id != MEASURE_NOT_FOUND)
        map_put(&measures->names, measures->arena, measure.name, NULL)->number = id;
    return id;
}

struct measures *measures_new(struct arena *arena)
{
    struct measures *measures = ARENA_NEW(arena, struct measures);
    measures->arena = arena;
    struct measure plain = {.scale = NUMBER_ONE};
    add_measure(measures, plain, (struct str){0});
    measure_add_multiple(measures, STR("percent"), number_from_ratio(arena, 1, 100), MEASURE_PLAIN);
    return measures;
}

measure_id measure_add_base(struct measures *measures, struct str name)
{
    struct measure measure = {.scale = NUMBER_ONE};
    measure.bases = one_factor(measures->arena, (measure_id)measures->count);
    return add_named(measures, name, measure);
}

measure_id measure_add_multiple(struct measures *measures, struct str name, struct number factor,
                                measure_id of)
{
    if (of >= measures->count || number_sign(factor) <= 0 || number_is_overflow(factor))
        return MEASURE_NOT_FOUND;
    const struct measure *whole = &measures->items[of];
    struct measure measure = {
        .bases = whole->bases,
        .scale = number_multiply(measures->arena, factor, whole->scale),
    };
    return add_named(measures, name, measure);
}

measure_id measure_find(const struct measures *measures, struct str name)
{
    const struct map_entry *entry = map_find(&measures->names, name);
    return entry ? (measure_id)entry->number : MEASURE_NOT_FOUND;
}

size_t measure_count(const struct measures *measures)
{
    return measures->count;
}

struct str measure_name(const struct measures *measures, measure_id measure)
{
    return measure < measures->count ? measures->items[measure].name : (struct str){0};
}

/* a times b^power; false when an exponent grows beyond bounds. */
static bool merge_factors(struct arena *arena, struct factors a, struct factors b, int power,
                          struct factors *product)
{
    *product = (struct factors){0};
    size_t i = 0, j = 0;
    while (i < a.count || j < b.count) {
        struct measure_factor item = {0};
        bool from_a = j == b.count || (i < a.count && a.items[i].measure <= b.items[j].measure);
        bool from_b = i == a.count || (j < b.count && b.items[j].measure <= a.items[i].measure);
        if (from_a)
            item = a.items[i++];
        if (from_b) {
            item.measure = b.items[j].measure;
            item.exponent += b.items[j++].exponent * power;
        }
        if (item.exponent > EXPONENT_MAX || item.exponent < -EXPONENT_MAX)
            return false;
        if (item.exponent)
            ARENA_PUSH(arena, product, item);
    }
    return true;
}

static bool share_base(struct factors a, struct factors b)
{
    for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
        if (a.items[i].measure == b.items[j].measure)
            return true;
        if (a.items[i].measure < b.items[j].measure)
            i++;
        else
            j++;
    }
    return false;
}

/* Whether the i-th factor must be replaced by its bases. */
static bool must_expand(const struct measures *measures, struct factors factors, size_t i)
{
    struct factors bases = measures->items[factors.items[i].measure].bases;
    for (size_t j = 0; j < factors.count; j++)
        if (j != i && share_base(bases, measures->items[factors.items[j].measure].bases))
            return true;
    return bases.count == 0;
}

static struct number power(struct arena *arena, struct number number, int exponent)
{
    struct number result = NUMBER_ONE;
    for (int i = 0; i < exponent; i++)
        result = number_multiply(arena, result, number);
    for (int i = 0; i > exponent; i--)
        result = number_divide(arena, result, number);
    return result;
}

/* Brings `factors` into the form the top of this file speaks of. */
static bool expand_factors(struct measures *measures, struct factors *factors, struct number *scale)
{
    struct arena *arena = measures->arena;
    struct factors product = {0};
    for (size_t i = 0; i < factors->count; i++) {
        struct measure_factor item = factors->items[i];
        const struct measure *measure = &measures->items[item.measure];
        bool expand = must_expand(measures, *factors, i);
        if (!merge_factors(arena, product, expand ? measure->bases : measure->written,
                           item.exponent, &product))
            return false;
        if (expand)
            *scale = number_multiply(arena, *scale, power(arena, measure->scale, item.exponent));
    }
    *factors = product;
    return true;
}

static void push_names(const struct measures *measures, struct factors factors, int sign,
                       struct buf *name)
{
    for (size_t i = 0; i < factors.count; i++) {
        for (int left = factors.items[i].exponent * sign; left > 0; left--) {
            if (name->n)
                buf_text(name, sign > 0 ? " * " : " / ");
            buf_str(name, measures->items[factors.items[i].measure].name);
        }
    }
}

/* As a formula says it: CZK * hour / credit, 1 / hour. */
static struct str product_name(const struct measures *measures, struct factors factors)
{
    struct buf name = {0};
    push_names(measures, factors, 1, &name);
    if (name.n == 0)
        buf_char(&name, '1');
    push_names(measures, factors, -1, &name);
    struct str kept = buf_copy(&name, measures->arena);
    buf_free(&name);
    return kept;
}

static bool describe_product(struct measures *measures, struct factors factors, struct measure *out)
{
    struct arena *arena = measures->arena;
    struct measure product = {.written = factors, .scale = NUMBER_ONE};
    for (size_t i = 0; i < factors.count; i++) {
        struct measure_factor item = factors.items[i];
        const struct measure *measure = &measures->items[item.measure];
        if (!merge_factors(arena, product.bases, measure->bases, item.exponent, &product.bases))
            return false;
        product.scale =
            number_multiply(arena, product.scale, power(arena, measure->scale, item.exponent));
    }
    product.name = product_name(measures, factors);
    *out = product;
    return true;
}

static measure_id combine(struct measures *measures, measure_id a, measure_id b, int sign,
                          struct number *scale)
{
    *scale = NUMBER_ONE;
    if (a >= measures->count || b >= measures->count)
        return MEASURE_NOT_FOUND;
    if (a == MEASURE_PLAIN && b == MEASURE_PLAIN)
        return MEASURE_PLAIN;
    struct factors factors;
    if (!merge_factors(measures->arena, measures->items[a].written, measures->items[b].written,
                       sign, &factors) ||
        !expand_factors(measures, &factors, scale))
        return MEASURE_NOT_FOUND;
    struct str key = factors_key(measures->arena, factors);
    const struct map_entry *known = map_find(&measures->products, key);
    if (known)
        return (measure_id)known->number;
    struct measure product;
    if (!describe_product(measures, factors, &product))
        return MEASURE_NOT_FOUND;
    return add_measure(measures, product, key);
}

measure_id measure_multiply(struct measures *measures, measure_id a, measure_id b,
                            struct number *scale)
{
    return combine(measures, a, b, 1, scale);
}

measure_id measure_divide(struct measures *measures, measure_id a, measure_id b,
                          struct number *scale)
{
    return combine(measures, a, b, -1, scale);
}

bool measure_convert(const struct measures *measures, measure_id from, measure_id to,
                     struct number *factor)
{
    if (from >= measures->count || to >= measures->count)
        return false;
    const struct measure *a = &measures->items[from], *b = &measures->items[to];
    if (a->bases.count != b->bases.count)
        return false;
    for (size_t i = 0; i < a->bases.count; i++)
        if (a->bases.items[i].measure != b->bases.items[i].measure ||
            a->bases.items[i].exponent != b->bases.items[i].exponent)
            return false;
    *factor = number_divide(measures->arena, a->scale, b->scale);
    return true;
}

size_t measure_factors(const struct measures *measures, measure_id measure,
                       struct measure_factor *out, size_t capacity)
{
    if (measure >= measures->count)
        return 0;
    struct factors written = measures->items[measure].written;
    for (size_t i = 0; i < written.count && i < capacity; i++)
        out[i] = written.items[i];
    return written.count;
}
