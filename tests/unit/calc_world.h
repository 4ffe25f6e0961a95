/* SPDX-License-Identifier: MIT */
/*
 * A small world of records in memory for tests of formulas, written as text:
 *
 *     world_type(w, "library", CALC_TIMELESS, false);
 *     world_field(w, "kind choice professional|volunteer");
 *     world_field(w, "cost number CZK");
 *     world_field(w, "branch_of record library");
 *     world_field(w, "cycles group plan:yes/no,hours:number");
 *     world_field(w, "ratio = loans / inhabitants");
 *     world_row(w, "library", 0, "praha", "kind professional; cost 12.5; branch_of none");
 *     world_figure(w, "all_libraries = count(library)");
 *
 * Fields that a row leaves out are unknown. A value with ~ before it is an estimate. A type named
 * before it is made may be referred to. The store counts the reads of fields.
 */
#ifndef TESTS_CALC_WORLD_H
#define TESTS_CALC_WORLD_H

#include "base/buf.h"
#include "calc/expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORLD_TYPES = 16, WORLD_FIELDS = 24, WORLD_FIGURES = 20000 };

struct world_row {
    struct str id;
    int32_t period, last; /* last: of a span */
    struct value values[WORLD_FIELDS];
};

struct world_cache {
    struct map groups; /* key → list of rows */
};

struct world_list {
    uint32_t *items;
    size_t count, capacity;
};

struct world_store {
    struct arena *arena;
    struct calc_record_type types[WORLD_TYPES];
    struct calc_field fields[WORLD_TYPES][WORLD_FIELDS];
    struct {
        struct world_row *items;
        size_t count, capacity;
    } rows[WORLD_TYPES];
    struct map caches; /* type:period[:field] → cache or list */
    struct calc_figure *figures;
    struct str nouns[WORLD_TYPES + 8];
    size_t reads;
};

struct world {
    struct arena *arena;
    struct sources *sources;
    struct diags *diags;
    struct calc_world calc;
    struct world_store store;
    struct calc *engine;
};

/* ---- the reader ------------------------------------------------------------------------------ */

static struct value store_field(void *store, struct record record, size_t field)
{
    struct world_store *s = store;
    s->reads++;
    return s->rows[record.type].items[record.row].values[field];
}

static struct span store_field_span(void *store, struct record record, size_t field)
{
    (void)store;
    return (struct span){(uint32_t)(1000000U * (record.type + 1U) + record.row * 100 + field + 1),
                         1};
}

static struct span store_record_span(void *store, struct record record)
{
    return store_field_span(store, record, 98);
}

static bool store_in(const struct world_store *s, uint16_t type, size_t row, int32_t period)
{
    const struct world_row *r = &s->rows[type].items[row];
    if (period == PERIOD_NONE || s->types[type].period == CALC_TIMELESS)
        return true;
    return s->types[type].period == CALC_ONE_PERIOD ? r->period == period
                                                    : r->period <= period && period <= r->last;
}

static struct calc_rows store_rows(void *store, uint16_t type, int32_t period)
{
    struct world_store *s = store;
    if (s->types[type].period == CALC_TIMELESS)
        period = PERIOD_NONE;
    bool added;
    struct map_entry *entry =
        map_put(&s->caches, s->arena, arena_format(s->arena, "%u:%d", type, (int)period), &added);
    if (added) {
        struct world_list *list = ARENA_NEW(s->arena, struct world_list);
        for (size_t i = 0; i < s->rows[type].count; i++)
            if (store_in(s, type, i, period))
                ARENA_PUSH(s->arena, list, (uint32_t)i);
        entry->pointer = list;
    }
    const struct world_list *list = entry->pointer;
    return (struct calc_rows){list->items, list->count};
}

/* Records are the same by id, in whatever period. */
static struct str store_key(struct world_store *s, struct value value)
{
    struct arena *arena = s->arena;
    struct str text = value_as_text(value);
    if (value.kind == VALUE_RECORD)
        return arena_format(arena, "r%u:%s", value.type,
                            s->rows[value.type].items[value.size].id.p);
    return value.kind == VALUE_TEXT
               ? arena_format(arena, "t%.*s", (int)text.n, text.p)
               : arena_format(arena, "%d:%llx", value.kind, (unsigned long long)value_hash(value));
}

static void store_index(struct world_store *s, struct map *groups, struct value value, uint32_t row)
{
    struct map_entry *entry = map_put(groups, s->arena, store_key(s, value), NULL);
    if (entry->pointer == NULL)
        entry->pointer = ARENA_NEW(s->arena, struct world_list);
    struct world_list *list = entry->pointer;
    ARENA_PUSH(s->arena, list, row);
}

static struct calc_rows store_rows_where(void *store, uint16_t type, int32_t period, size_t field,
                                         struct value key)
{
    struct world_store *s = store;
    bool added;
    struct map_entry *entry =
        map_put(&s->caches, s->arena, arena_format(s->arena, "%u:%d:%zu", type, (int)period, field),
                &added);
    if (added) {
        struct world_cache *cache = ARENA_NEW(s->arena, struct world_cache);
        struct calc_rows rows = store_rows(store, type, period);
        for (size_t i = 0; i < rows.count; i++) {
            struct value value = s->rows[type].items[rows.items[i]].values[field];
            if (value.kind == VALUE_CHOICES) {
                for (uint32_t bit = 0; bit < 64; bit++)
                    if (value.options >> bit & 1)
                        store_index(s, &cache->groups, value_choice(bit), rows.items[i]);
            } else if (value.kind == VALUE_LIST) {
                for (size_t j = 0; j < value.list->count; j++)
                    store_index(s, &cache->groups, value.list->items[j], rows.items[i]);
            } else {
                store_index(s, &cache->groups, value, rows.items[i]);
            }
        }
        entry = map_find(&s->caches, arena_format(s->arena, "%u:%d:%zu", type, (int)period, field));
        entry->pointer = cache;
    }
    const struct world_cache *cache = entry->pointer;
    const struct map_entry *group = map_find(&cache->groups, store_key(s, key));
    if (group == NULL)
        return (struct calc_rows){0};
    const struct world_list *list = group->pointer;
    return (struct calc_rows){list->items, list->count};
}

static int32_t store_period_of(void *store, struct record record)
{
    struct world_store *s = store;
    return s->types[record.type].period == CALC_ONE_PERIOD
               ? s->rows[record.type].items[record.row].period
               : PERIOD_NONE;
}

static bool store_find(void *store, uint16_t type, struct str id, int32_t period,
                       struct record *out)
{
    struct world_store *s = store;
    for (size_t i = 0; i < s->rows[type].count; i++) {
        if (!store_in(s, type, i, period) || !str_equal(s->rows[type].items[i].id, id))
            continue;
        *out = (struct record){type, (uint32_t)i};
        return true;
    }
    return false;
}

static struct str store_id(void *store, struct record record)
{
    struct world_store *s = store;
    return s->rows[record.type].items[record.row].id;
}

static struct str store_title(void *store, struct record record)
{
    struct world_store *s = store;
    for (size_t i = 0; i < s->types[record.type].field_count; i++)
        if (str_is(s->types[record.type].fields[i].name, "name"))
            return value_as_text(s->rows[record.type].items[record.row].values[i]);
    return store_id(store, record);
}

static bool store_in_period(void *store, struct record record, int32_t period, struct record *out)
{
    return store_find(store, record.type, store_id(store, record), period, out);
}

static const struct calc_reader store_reader = {
    .field = store_field,
    .field_span = store_field_span,
    .rows = store_rows,
    .rows_where = store_rows_where,
    .in_period = store_in_period,
    .find = store_find,
    .period_of = store_period_of,
    .id = store_id,
    .title = store_title,
    .record_span = store_record_span,
};

/* ---- making a world -------------------------------------------------------------------------- */

static struct world *world_new(void)
{
    struct arena *arena = arena_new();
    struct world *w = ARENA_NEW(arena, struct world);
    w->arena = arena;
    w->sources = sources_new(arena);
    w->diags = diags_new(arena);
    w->store.arena = arena;
    w->store.figures = ARENA_ARRAY(arena, struct calc_figure, WORLD_FIGURES);
    w->calc = (struct calc_world){.types = w->store.types,
                                  .figures = w->store.figures,
                                  .nouns = w->store.nouns,
                                  .measures = measures_new(arena),
                                  .period_mode = PERIOD_CALENDAR,
                                  .reader = &store_reader,
                                  .store = &w->store,
                                  .institution_type = TYPE_NOTHING};
    measure_add_base(w->calc.measures, STR("CZK"));
    measure_id hour = measure_add_base(w->calc.measures, STR("hour"));
    measure_add_multiple(w->calc.measures, STR("credit"), number_from_int(30), hour);
    return w;
}

static void world_free(struct world *w)
{
    if (w->engine)
        calc_free(w->engine);
    arena_free(w->arena);
}

/* A formula as a source of its own, so that spans say which. */
static struct text world_text(struct world *w, const char *formula)
{
    struct str s = arena_str(w->arena, str_from(formula));
    const struct source *source = source_add(w->sources, STR("formula"), s);
    return text_plain(s, source->base);
}

static uint16_t world_find_type(struct world *w, struct str name)
{
    for (size_t i = 0; i < w->calc.type_count; i++)
        if (str_equal(w->store.types[i].name, name))
            return (uint16_t)i;
    w->store.types[w->calc.type_count] = (struct calc_record_type){
        .name = arena_str(w->arena, name), .fields = w->store.fields[w->calc.type_count]};
    return (uint16_t)w->calc.type_count++;
}

static struct calc_record_type *world_current;

static void world_type(struct world *w, const char *name, enum calc_period period, bool single)
{
    world_current = &w->store.types[world_find_type(w, str_from(name))];
    world_current->period = period;
    world_current->single = single;
}

/* The current type is counted in `noun`. */
__attribute__((unused)) static void world_noun(struct world *w, const char *noun)
{
    w->store.nouns[w->calc.noun_count++] = str_from(noun);
    world_current->noun = (uint16_t)w->calc.noun_count;
}

static struct str world_take(struct str *rest, char end)
{
    size_t at = str_find(*rest, end, 0);
    struct str part = str_trim(str_slice(*rest, 0, at == STR_NOT_FOUND ? rest->n : at));
    *rest = at == STR_NOT_FOUND ? (struct str){0} : str_slice(*rest, at + 1, rest->n);
    return part;
}

static const struct calc_options *world_options(struct world *w, struct str list)
{
    struct calc_options *options = ARENA_NEW(w->arena, struct calc_options);
    struct str *keys = ARENA_ARRAY(w->arena, struct str, 100);
    while (list.n > 0)
        keys[options->count++] = arena_str(w->arena, world_take(&list, '|'));
    options->keys = keys;
    return options;
}

static struct calc_type world_kind(struct world *w, struct str kind, struct str rest)
{
    struct calc_type type = {0};
    if (str_is(kind, "number") || str_is(kind, "integer")) {
        type.kind = VALUE_NUMBER;
        type.integer = str_is(kind, "integer");
        type.measure = rest.n ? measure_find(w->calc.measures, rest) : MEASURE_PLAIN;
        assert_int_not_equal(type.measure, MEASURE_NOT_FOUND);
    } else if (str_is(kind, "choice") || str_is(kind, "choices")) {
        type.kind = str_is(kind, "choice") ? VALUE_CHOICE : VALUE_CHOICES;
        type.options = world_options(w, rest);
    } else if (str_is(kind, "record")) {
        type.kind = VALUE_RECORD;
        type.record = world_find_type(w, rest);
    } else if (str_is(kind, "list")) {
        struct calc_type *element = ARENA_NEW(w->arena, struct calc_type);
        struct str what = world_take(&rest, ' ');
        *element = world_kind(w, what, rest);
        type.kind = VALUE_LIST;
        type.element = element;
    } else {
        static const struct {
            const char *name;
            enum value_kind kind;
        } kinds[] = {{"text", VALUE_TEXT},   {"yes/no", VALUE_YES_NO}, {"date", VALUE_DATE},
                     {"month", VALUE_MONTH}, {"year", VALUE_PERIOD},   {"group", VALUE_LIST}};
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (str_is(kind, kinds[i].name))
                type.kind = kinds[i].kind;
        assert_int_not_equal(type.kind, VALUE_UNKNOWN);
    }
    return type;
}

static void world_group(struct world *w, struct calc_field *field, struct str fields)
{
    field->group = ARENA_ARRAY(w->arena, struct calc_field, 8);
    while (fields.n > 0) {
        struct str one = world_take(&fields, ',');
        struct calc_field *inner = &field->group[field->group_count++];
        inner->name = arena_str(w->arena, world_take(&one, ':'));
        struct str kind = world_take(&one, ' ');
        inner->type = world_kind(w, kind, one);
    }
}

__attribute__((unused)) static struct calc_field *world_field(struct world *w, const char *spec)
{
    struct calc_field *field = &world_current->fields[world_current->field_count++];
    assert_true(world_current->field_count <= WORLD_FIELDS);
    struct str rest = str_from(spec);
    field->name = world_take(&rest, ' ');
    if (str_starts(rest, STR("="))) {
        field->formula = world_text(w, spec + (rest.p - spec) + 2);
        return field;
    }
    struct str kind = world_take(&rest, ' ');
    field->type = world_kind(w, kind, rest);
    if (str_is(kind, "group") || str_is(kind, "once"))
        world_group(w, field, rest);
    return field;
}

static struct calc_figure *world_figure(struct world *w, const char *spec)
{
    struct calc_figure *figure = &w->store.figures[w->calc.figure_count++];
    assert_true(w->calc.figure_count <= WORLD_FIGURES);
    struct str rest = str_from(spec);
    figure->name = world_take(&rest, ' ');
    figure->formula = world_text(w, spec + (rest.p - spec) + 2);
    return figure;
}

static struct value world_value(struct world *w, const struct calc_field *field,
                                const struct calc_type *type, struct str text);

static struct value world_list(struct world *w, const struct calc_field *field,
                               const struct calc_type *element, struct str text, char separator)
{
    struct value *items = ARENA_ARRAY(w->arena, struct value, 100);
    struct value_list *list = ARENA_NEW(w->arena, struct value_list);
    list->items = items;
    while (text.n > 0) {
        const struct calc_type *type = element;
        const struct calc_field *inner = field;
        if (separator == ',' && field->group) {
            inner = &field->group[list->count];
            type = &inner->type;
        }
        items[list->count++] = world_value(w, inner, type, world_take(&text, separator));
    }
    return value_list(list);
}

static struct value world_parsed(struct world *w, const struct calc_field *field,
                                 const struct calc_type *type, struct str text)
{
    struct number number;
    int32_t day;
    switch ((int)type->kind) {
    case VALUE_NUMBER:
        assert_true(number_from_decimal(w->arena, text, &number));
        return value_number(number);
    case VALUE_TEXT:
        return value_text(arena_str(w->arena, text));
    case VALUE_YES_NO:
        return value_yes_no(str_is(text, "yes"));
    case VALUE_DATE:
        assert_int_equal(date_parse(text, &day), DATE_OK);
        return value_date(day);
    case VALUE_MONTH:
        assert_int_equal(month_parse(text, &day), DATE_OK);
        return value_month(day);
    case VALUE_PERIOD:
        assert_true(period_parse(text, w->calc.period_mode, &day));
        return value_period(day);
    case VALUE_CHOICE:
    case VALUE_CHOICES: {
        uint64_t bits = 0;
        while (text.n > 0) {
            struct str key = world_take(&text, '+');
            size_t found = 0;
            while (!str_equal(type->options->keys[found], key))
                assert_true(++found < type->options->count);
            if (type->kind == VALUE_CHOICE)
                return value_choice((uint32_t)found);
            bits |= (uint64_t)1 << found;
        }
        return value_choices(bits);
    }
    case VALUE_RECORD: {
        struct record record = {0};
        /* Rows may be referred to before they are made: then by number, as #3. */
        if (str_starts(text, STR("#")))
            return value_record(
                (struct record){type->record, (uint32_t)strtoul(text.p + 1, NULL, 10)});
        if (!store_find(&w->store, type->record, text, PERIOD_NONE, &record))
            fail_msg("no record %.*s", (int)text.n, text.p);
        return value_record(record);
    }
    default:
        break;
    }
    if (field->group) {
        struct calc_type row = {.kind = VALUE_LIST};
        if (type->kind == VALUE_LIST && str_find(text, '[', 0) == STR_NOT_FOUND &&
            field->group_once)
            return world_list(w, field, &row, text, ',');
        struct value *items = ARENA_ARRAY(w->arena, struct value, 100);
        struct value_list *list = ARENA_NEW(w->arena, struct value_list);
        list->items = items;
        while (text.n > 0)
            items[list->count++] = world_list(w, field, &row, world_take(&text, '+'), ',');
        return value_list(list);
    }
    return world_list(w, field, type->element, text, '+');
}

static struct value world_value(struct world *w, const struct calc_field *field,
                                const struct calc_type *type, struct str text)
{
    if (str_is(text, "unknown"))
        return value_unknown();
    if (str_is(text, "none"))
        return value_none();
    bool estimate = str_starts(text, STR("~"));
    struct value value = world_parsed(w, field, type, estimate ? str_slice(text, 1, text.n) : text);
    value.marks = estimate ? MARK_ESTIMATE : 0;
    return value;
}

__attribute__((unused)) static struct record
world_row(struct world *w, const char *type, int32_t period, const char *id, const char *values)
{
    uint16_t index = world_find_type(w, str_from(type));
    struct calc_record_type *t = &w->store.types[index];
    struct world_row row = {
        .id = arena_str(w->arena, str_from(id)), .period = period, .last = period};
    struct str rest = str_from(values);
    while (rest.n > 0) {
        struct str one = world_take(&rest, ';');
        if (one.n == 0)
            continue;
        struct str name = world_take(&one, ' ');
        size_t f = 0;
        while (f < t->field_count && !str_equal(t->fields[f].name, name))
            f++;
        if (f == t->field_count)
            fail_msg("no field %.*s", (int)name.n, name.p);
        row.values[f] = world_value(w, &t->fields[f], &t->fields[f].type, one);
    }
    ARENA_PUSH(w->arena, &w->store.rows[index], row);
    return (struct record){index, (uint32_t)w->store.rows[index].count - 1};
}

static void world_begin(struct world *w)
{
    w->engine = calc_new(w->arena, &w->calc, w->diags);
}

/* ---- looking at results ---------------------------------------------------------------------- */

static void world_show(struct world *w, struct buf *out, const struct calc_type *type,
                       struct value value);

static void world_show_number(struct world *w, struct buf *out, const struct calc_type *type,
                              struct number number)
{
    int decimals = number_decimals(number);
    if (decimals >= 0) {
        number_write(w->arena, out, number, decimals);
    } else {
        struct number den = number_from_int(number.den);
        number_write(w->arena, out, number_multiply(w->arena, number, den), 0);
        buf_format(out, "/%lld", (long long)number.den);
    }
    if (type->measure != MEASURE_PLAIN) {
        struct str name = measure_name(w->calc.measures, type->measure);
        buf_format(out, " %.*s", (int)name.n, name.p);
    }
    if (type->points)
        buf_text(out, " points");
    if (type->noun)
        buf_format(out, " %.*s", (int)w->calc.nouns[type->noun - 1].n,
                   w->calc.nouns[type->noun - 1].p);
}

static void world_show_list(struct world *w, struct buf *out, const struct calc_type *type,
                            struct value value)
{
    buf_char(out, '[');
    for (size_t i = 0; i < value.list->count; i++) {
        buf_text(out, i ? ", " : "");
        const struct calc_type *item = type->element ? type->element : &type->group[i].type;
        world_show(w, out, item, value.list->items[i]);
    }
    buf_char(out, ']');
}

static void world_show_known(struct world *w, struct buf *out, const struct calc_type *type,
                             struct value value)
{
    switch ((enum value_kind)value.kind) {
    case VALUE_YES_NO:
        buf_text(out, value.yes ? "yes" : "no");
        break;
    case VALUE_NUMBER:
        world_show_number(w, out, type, value.number);
        break;
    case VALUE_TEXT:
        buf_format(out, "'%.*s'", (int)value.size, value.text);
        break;
    case VALUE_DATE:
        date_write(out, value.day);
        break;
    case VALUE_MONTH:
        month_write(out, value.month);
        break;
    case VALUE_PERIOD:
        period_write(out, value.period, w->calc.period_mode);
        break;
    case VALUE_CHOICE:
        buf_str(out, type->options->keys[value.size]);
        break;
    case VALUE_CHOICES:
        for (size_t i = 0; i < type->options->count; i++)
            if (value.options >> i & 1)
                buf_format(out, "+%s", type->options->keys[i].p);
        break;
    case VALUE_RECORD:
        buf_str(out, store_id(&w->store, value_as_record(value)));
        break;
    case VALUE_LIST:
    case VALUE_SERIES:
        world_show_list(w, out, type, value);
        break;
    case VALUE_SPAN_OF_TIME:
        buf_format(out, "%d months %d days", value.time.months, value.time.days);
        break;
    case VALUE_UNKNOWN:
    case VALUE_NONE:
    case VALUE_FAILED:
    case VALUE_TYPE:
        fail_msg("not a known value");
    }
}

static void world_show(struct world *w, struct buf *out, const struct calc_type *type,
                       struct value value)
{
    if (value.marks & MARK_ESTIMATE)
        buf_char(out, '~');
    if (value.kind == VALUE_UNKNOWN)
        buf_text(out, "unknown");
    else if (value.kind == VALUE_NONE)
        buf_text(out, "none");
    else if (value.kind == VALUE_FAILED)
        buf_text(out, "failed");
    else
        world_show_known(w, out, type, value);
}

static const char *world_words(struct world *w, const struct calc_type *type, struct value value)
{
    struct buf out = {0};
    world_show(w, &out, type, value);
    struct str text = buf_copy(&out, w->arena);
    buf_free(&out);
    return text.p;
}

/* What was reported, as "NAME|argument|argument …" per line. */
__attribute__((unused)) static const char *world_messages(struct world *w)
{
    size_t count;
    const struct diag *diags = diags_sorted(w->diags, &count);
    struct buf out = {0};
    for (size_t i = 0; i < count; i++) {
        buf_format(&out, "%s%s", i ? "\n" : "", message_info(diags[i].message)->name);
        for (const struct diag_arg *arg = diags[i].args; arg && arg->kind != ARG_END; arg++)
            if (arg->text.n)
                buf_format(&out, "|%.*s", (int)arg->text.n, arg->text.p);
    }
    struct str text = buf_copy(&out, w->arena);
    buf_free(&out);
    return text.p;
}

__attribute__((unused)) static void world_forget_messages(struct world *w)
{
    w->diags = diags_new(w->arena);
}

__attribute__((unused)) static const struct expr *
world_compile(struct world *w, const char *formula, const struct calc_scope *scope)
{
    return calc_compile(w->engine, w->arena, world_text(w, formula), scope, w->diags);
}

static const char *world_eval(struct world *w, const char *formula, const struct calc_scope *scope,
                              struct calc_at at)
{
    const struct expr *expr = world_compile(w, formula, scope);
    if (expr == NULL)
        fail_msg("%s: %s", formula, world_messages(w));
    struct calc_type type = calc_expr_type(expr);
    return world_words(w, &type, calc_eval(w->engine, expr, at, w->diags));
}

/* At the top, in `period`. */
__attribute__((unused)) static void world_expect(struct world *w, int32_t period,
                                                 const char *formula, const char *result)
{
    struct calc_at at = {period, period_last_day(period, w->calc.period_mode), NULL};
    const char *found = world_eval(w, formula, NULL, at);
    if (strcmp(found, result) != 0)
        fail_msg("%s gives %s, not %s", formula, found, result);
}

/* With a record at hand. */
__attribute__((unused)) static void world_expect_of(struct world *w, int32_t period,
                                                    const char *type, const char *id,
                                                    const char *formula, const char *result)
{
    struct calc_frame frame = {0};
    uint16_t index = world_find_type(w, str_from(type));
    struct calc_scope scope = {.kind = SCOPE_RECORD, .record_type = index};
    assert_true(store_find(&w->store, index, str_from(id), period, &frame.record));
    struct calc_at at = {period, period_last_day(period, w->calc.period_mode), &frame};
    const char *found = world_eval(w, formula, &scope, at);
    if (strcmp(found, result) != 0)
        fail_msg("%s gives %s, not %s", formula, found, result);
}

/* A formula that does not compile: the messages, and the part that the first one points to. */
__attribute__((unused)) static void world_expect_fault(struct world *w,
                                                       const struct calc_scope *scope,
                                                       const char *formula, const char *messages,
                                                       const char *place)
{
    world_forget_messages(w);
    struct text text = world_text(w, formula);
    assert_null(calc_compile(w->engine, w->arena, text, scope, w->diags));
    const char *found = world_messages(w);
    if (strcmp(found, messages) != 0)
        fail_msg("%s reports %s, not %s", formula, found, messages);
    size_t count;
    const struct diag *diag = diags_sorted(w->diags, &count);
    struct str part = str_slice(text.s, diag->span.at - text.span.at,
                                diag->span.at - text.span.at + diag->span.len);
    assert_string_equal(arena_str(w->arena, part).p, place);
    world_forget_messages(w);
}

#endif
