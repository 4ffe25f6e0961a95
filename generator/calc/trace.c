/* SPDX-License-Identifier: MIT */
/*
 * Explanations: the formula is walked once more, and whatever it reads is noted. Values come from
 * the memo; only the figures and computed fields that the explained formula names, and those that
 * they name, are walked again, to TRACE_DEPTH. Within an aggregate the fields of single records are
 * not noted (the aggregate gives their places), figures are.
 */
#include "calc/eval.h"

enum { TRACE_DEPTH = 24 };

/* What an item or aggregate was unfolded for. */
struct trace_key {
    const void *what;
    uint32_t row;
    int32_t period;
};

struct tracer {
    struct arena *arena;
    struct calc_trace *parent;
    struct calc_trace **tail; /* where the parent's next child goes */
    unsigned depth;
    unsigned inside; /* aggregates */
    struct calc_traced *traced;
};

static struct calc_trace *add_child(struct tracer *tracer, enum trace_kind kind)
{
    struct calc_trace *child = ARENA_NEW(tracer->arena, struct calc_trace);
    child->kind = kind;
    child->record.type = TYPE_NOTHING;
    *tracer->tail = child;
    tracer->tail = (struct calc_trace **)&child->next;
    return child;
}

static bool is_noted(const struct tracer *tracer, enum trace_kind kind, struct record record,
                     size_t index, int32_t period)
{
    for (const struct calc_trace *t = tracer->parent->first; t; t = t->next)
        if (t->kind == kind && t->record.type == record.type && t->record.row == record.row &&
            t->index == index && t->period == period)
            return true;
    return false;
}

void trace_field(struct calc *calc, const struct code *code, struct record record,
                 struct value value, const struct calc_at *at)
{
    struct tracer *tracer = calc->tracer;
    const struct calc_record_type *type = &calc->world->types[record.type];
    if (tracer->inside > 0 || is_noted(tracer, TRACE_FIELD, record, code->index, at->period))
        return;
    const struct calc_field *field = &type->fields[code->index];
    struct calc_trace *note = add_child(tracer, TRACE_FIELD);
    note->name = field->name;
    note->record = record;
    note->index = code->index;
    note->period = at->period;
    note->value = value;
    note->type = field->type;
    note->is_private = field->is_private || field->type.is_private;
    note->span = calc->world->reader->field_span(calc->world->store, record, code->index);
}

/* The entry of a key, zero where it is new. */
static struct map_entry *find_or_put(struct arena *arena, struct map *map, const void *what,
                                     uint32_t row, int32_t period)
{
    struct trace_key key = {what, row, period};
    struct str bytes = {(const char *)&key, sizeof key};
    struct map_entry *entry = map_find(map, bytes);
    return entry ? entry : map_put(map, arena, arena_str(arena, bytes), NULL);
}

static bool unfold(struct tracer *tracer, const struct item *item, uint32_t row, int32_t period)
{
    if (tracer->depth >= TRACE_DEPTH)
        return false;
    struct map_entry *entry = find_or_put(tracer->arena, &tracer->traced->items, item, row, period);
    bool first = entry->number == 0;
    entry->number = 1;
    return first;
}

/* Walks a formula with `note` as the parent of what it reads. */
static void walk(struct calc *calc, struct calc_trace *note, const struct code *code,
                 const struct calc_at *at)
{
    struct tracer *tracer = calc->tracer;
    struct tracer saved = *tracer;
    tracer->parent = note;
    tracer->tail = (struct calc_trace **)&note->first;
    tracer->depth++;
    tracer->inside = 0;
    eval_code(calc, code, at);
    *tracer = saved;
}

/* The value, without notes. */
static struct value plain_item(struct calc *calc, struct item *item, uint32_t row,
                               const struct calc_at *at)
{
    struct tracer *tracer = calc->tracer;
    struct calc_frame frame = {.record = {item->record_type, row}};
    struct calc_at inside = {at->period, at->as_of, &frame};
    struct code code = {.op = item->is_figure ? OP_FIGURE : OP_COMPUTED,
                        .index = (uint32_t)item->index};
    calc->tracer = NULL;
    struct value value = eval_root(calc, &code, &inside);
    calc->tracer = tracer;
    return value;
}

struct value trace_item(struct calc *calc, struct item *item, uint32_t row,
                        const struct calc_at *at)
{
    struct tracer *tracer = calc->tracer;
    struct value value = plain_item(calc, item, row, at);
    struct record record = {item->record_type, item->is_figure ? 0 : row};
    enum trace_kind kind = item->is_figure ? TRACE_FIGURE : TRACE_COMPUTED;
    if ((tracer->inside > 0 && !item->is_figure) ||
        is_noted(tracer, kind, record, item->index, at->period))
        return value;
    const struct calc_world *world = calc->world;
    struct calc_trace *note = add_child(tracer, kind);
    note->name = item->is_figure ? world->figures[item->index].name
                                 : world->types[item->record_type].fields[item->index].name;
    note->record = record;
    note->index = item->index;
    note->formula = item->formula;
    note->period = at->period;
    note->value = value;
    note->type = item->type;
    note->is_private = item->type.is_private;
    note->span = item->span;
    if (!unfold(tracer, item, row, at->period))
        return value;
    struct calc_frame frame = {.record = {item->record_type, row}};
    struct calc_at inside = {at->period, at->as_of, item->is_figure ? NULL : &frame};
    walk(calc, note, item->expr->code, &inside);
    return value;
}

/* An aggregate that reads nothing of what encloses it was gone through once in a period: its note
 * is copied, without what stood below it. Else `note` is kept for the next time. */
static bool copy_aggregate(struct tracer *tracer, const struct code *code, const struct calc_at *at,
                           struct calc_trace *note)
{
    if (code->scopes != 0)
        return false;
    struct map_entry *entry = find_or_put(tracer->arena, &tracer->traced->aggregates, code->query,
                                          (uint32_t)at->as_of, at->period);
    const struct calc_trace *known = entry->pointer;
    if (known == NULL) {
        entry->pointer = note;
        return false;
    }
    *note = *known;
    note->first = note->next = NULL;
    return true;
}

struct value trace_aggregate(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct tracer *tracer = calc->tracer;
    const struct query *query = code->query;
    if (tracer->inside > 0) {
        struct value value;
        calc->tracer = NULL;
        value = eval_aggregate(calc, code, at);
        calc->tracer = tracer;
        return value;
    }
    struct calc_trace *note = add_child(tracer, TRACE_AGGREGATE);
    if (copy_aggregate(tracer, code, at, note))
        return note->value;
    struct tracer saved = *tracer;
    tracer->parent = note;
    tracer->tail = (struct calc_trace **)&note->first;
    tracer->inside = 1;
    /* What the rows are like inside is not noted, so an index may say which they are. */
    struct tally tally = {.by_index = true};
    if (!eval_counted(calc, code, at, &tally, &note->value))
        note->value = eval_query(calc, query, at, &tally);
    *tracer = saved;
    note->formula = query->text;
    note->name = query->text.s;
    note->period = at->period;
    note->type = query->result;
    note->is_private = query->result.is_private;
    note->total = tally.total;
    note->used = tally.used;
    note->undecided = tally.undecided;
    struct span *places = ARENA_ARRAY(tracer->arena, struct span, tally.place_count + 1);
    for (size_t i = 0; i < tally.place_count; i++)
        places[i] = tally.places[i];
    note->places = places;
    note->place_count = query->reads_private ? 0 : tally.place_count;
    return note->value;
}

static const struct calc_trace *trace(struct calc *calc, struct arena *arena,
                                      struct calc_traced *traced, struct calc_trace *root,
                                      const struct code *code, const struct calc_at *at,
                                      struct diags *diags)
{
    struct tracer tracer = {.arena = arena, .parent = root, .traced = traced};
    calc->diags = diags;
    /* First without notes: everything is in the memo then, and faults are reported. */
    root->value = eval_root(calc, code, at);
    root->period = at->period;
    tracer.tail = (struct calc_trace **)&root->first;
    calc->tracer = &tracer;
    calc->depth = 0;
    calc->active = NULL;
    eval_code(calc, code, at);
    calc->tracer = NULL;
    return root;
}

const struct calc_trace *calc_trace_next(struct calc *calc, struct arena *arena,
                                         struct calc_traced *traced, const struct expr *expr,
                                         struct calc_at at, struct diags *diags)
{
    struct calc_trace *root = ARENA_NEW(arena, struct calc_trace);
    root->kind = TRACE_FORMULA;
    root->record.type = TYPE_NOTHING;
    root->formula = expr->text;
    root->type = expr->type;
    root->is_private = expr->type.is_private;
    root->span = expr->text.span;
    return trace(calc, arena, traced, root, expr->code, &at, diags);
}
