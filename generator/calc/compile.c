/* SPDX-License-Identifier: MIT */
/*
 * Checks all named formulas of a world.
 *
 * Formulas need each other's kinds, so checking one checks those it names first, to a depth of
 * CHECK_DEPTH; beyond that the innermost is put on a list and checked from the bottom, and what
 * needed it starts again: a chain of ten thousand figures costs little stack.
 *
 * A formula may name itself for another period or record (stock = previous(stock) + added). Then
 * its kind is open at first, and all formulas that met an open kind are checked again with what is
 * known by then, until nothing changes. Only a formula that names itself for the same record
 * and period is a cycle: that shows here, every other cycle when it is evaluated.
 */
#include "calc/checker.h"
#include "calc/parse.h"

enum { PASSES = 8 };

static struct str cycle_text(struct calc *calc, const struct item *first)
{
    struct str out = first->name;
    const struct item *step = first;
    do {
        step = step->next;
        struct str parts[] = {out, STR(" → "), step->name};
        out = arena_join(calc->arena, parts, 3);
    } while (step != first);
    return out;
}

/* `item` is needed while it is being checked. */
static void meet_busy(struct calc *calc, struct item *item)
{
    bool same = true, known = true;
    const struct item *step = item;
    do {
        if (step->next == NULL)
            return; /* begun from the bottom: the steps between are not known */
        same = same && step->next_same;
        known = known && step->cyclic;
        step = step->next;
    } while (step != item);
    if (!same || known)
        return;
    struct str cycle = cycle_text(calc, item);
    diag_add(calc->diags, MSG_EXPR_CYCLE, item->formula.span,
             ARGS(arg_text("name", item->name), arg_text("cycle", cycle)));
    item->cyclic = true;
    for (struct item *part = (struct item *)item->next; part != item;
         part = (struct item *)part->next) {
        part->cyclic = true;
        diag_add(calc->diags, MSG_EXPR_CYCLE_PART, part->formula.span,
                 ARGS(arg_text("name", part->name)));
    }
}

const struct expr *check_formula(struct checker *c)
{
    const struct ast *tree = parse_formula(c->arena, c->formula, c->diags);
    if (tree == NULL)
        return NULL;
    struct checked checked = check_node(c, tree);
    if (c->failed)
        return NULL;
    struct expr *expr = ARENA_NEW(c->arena, struct expr);
    *expr = (struct expr){checked.code, c->formula, checked.type};
    return expr;
}

static void check_one(struct calc *calc, struct item *item)
{
    struct calc_scope scope = {.kind = SCOPE_RECORD, .record_type = item->record_type};
    struct checker c = {.calc = calc,
                        .arena = calc->arena,
                        .formula = item->formula,
                        .diags = calc->diags,
                        .item = item};
    if (!item->is_figure) {
        c.scope = c.item_scope = &scope;
        c.scopes = 1;
    }
    item->state = ITEM_BUSY;
    calc->check_depth++;
    const struct expr *expr = check_formula(&c);
    calc->check_depth--;
    if (calc->postponed) {
        item->state = ITEM_NEW;
        return;
    }
    item->state = ITEM_DONE;
    item->open = false;
    item->provisional = c.provisional;
    item->expr = item->cyclic ? NULL : expr;
    item->type = expr ? expr->type : (struct calc_type){.kind = VALUE_UNKNOWN};
    item->flags = expr ? expr->code->flags & (CODE_PERIOD | CODE_AS_OF) : 0;
    if (item->noun && item->type.kind == VALUE_NUMBER)
        item->type.noun = item->noun;
}

void calc_need_item(struct calc *calc, struct item *item)
{
    if (item->state == ITEM_DONE || item->open || calc->postponed)
        return;
    if (item->state == ITEM_BUSY)
        meet_busy(calc, item);
    else if (calc->check_depth >= CHECK_DEPTH)
        calc->postponed = item;
    else
        check_one(calc, item);
}

struct item_list {
    struct item **items;
    size_t count, capacity;
};

/* Checks `item` and, before it, whatever was postponed on the way. */
static void check_from_bottom(struct calc *calc, struct item *item)
{
    struct item_list waiting = {0};
    ARENA_PUSH(calc->arena, &waiting, item);
    while (waiting.count > 0) {
        struct item *top = waiting.items[waiting.count - 1];
        calc->postponed = NULL;
        if (top->state == ITEM_NEW)
            check_one(calc, top);
        struct item *next = calc->postponed;
        calc->postponed = NULL;
        if (next == NULL) {
            waiting.count--;
            continue;
        }
        for (size_t i = 0; i < waiting.count; i++) {
            if (waiting.items[i] != next)
                continue;
            next->open = true; /* a ring of more than CHECK_DEPTH formulas */
        }
        if (!next->open)
            ARENA_PUSH(calc->arena, &waiting, next);
    }
}

static bool same_type(const struct calc_type *a, const struct calc_type *b)
{
    return a->kind == b->kind && a->integer == b->integer && a->is_private == b->is_private &&
           a->points == b->points && a->measure == b->measure && a->noun == b->noun &&
           a->record == b->record && a->options == b->options && a->group == b->group &&
           (a->element == b->element ||
            (a->element && b->element && same_type(a->element, b->element)));
}

/* Checks the provisional ones again; whether anything came out differently. */
static bool check_again(struct calc *calc, const struct item_list *all)
{
    struct item_list again = {0};
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->provisional)
            ARENA_PUSH(calc->arena, &again, all->items[i]);
    struct calc_type *types = ARENA_ARRAY(calc->arena, struct calc_type, again.count + 1);
    uint8_t *flags = ARENA_ARRAY(calc->arena, uint8_t, again.count + 1);
    for (size_t i = 0; i < again.count; i++) {
        types[i] = again.items[i]->type;
        flags[i] = again.items[i]->flags;
        again.items[i]->state = ITEM_NEW;
    }
    bool changed = false;
    for (size_t i = 0; i < again.count; i++)
        check_from_bottom(calc, again.items[i]);
    for (size_t i = 0; i < again.count; i++)
        changed = changed || !same_type(&types[i], &again.items[i]->type) ||
                  flags[i] != again.items[i]->flags;
    return changed;
}

/* A formula that names itself and has an error besides was reported for that. */
static bool recursion_has_errors(const struct item_list *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->provisional && all->items[i]->expr == NULL && !all->items[i]->cyclic)
            return true;
    return false;
}

static void check_kinds_told(struct calc *calc, const struct item_list *all)
{
    bool follows = recursion_has_errors(all);
    for (size_t i = 0; i < all->count; i++) {
        struct item *item = all->items[i];
        if (!item->provisional || item->expr == NULL || item->type.kind != VALUE_UNKNOWN)
            continue;
        item->expr = NULL;
        if (!follows)
            diag_add(calc->diags, MSG_EXPR_KIND_UNTOLD, item->formula.span,
                     ARGS(arg_text("name", item->name)));
        follows = true; /* the others of its ring */
    }
}

static void complete_group(struct arena *arena, struct calc_field *field)
{
    if (field->group == NULL)
        return;
    for (size_t i = 0; i < field->group_count; i++)
        complete_group(arena, &field->group[i]);
    struct calc_type row = {.kind = VALUE_LIST,
                            .group = field->group,
                            .group_count = field->group_count,
                            .is_private = field->is_private};
    struct calc_type *element = ARENA_NEW(arena, struct calc_type);
    *element = row;
    field->type = row;
    if (field->group_once)
        return;
    field->type =
        (struct calc_type){.kind = VALUE_LIST, .element = element, .is_private = field->is_private};
}

static void name_type(struct calc *calc, uint16_t index)
{
    struct calc_record_type *type = &calc->world->types[index];
    map_put(&calc->type_names, calc->arena, type->name, NULL)->number = index;
    type->field_names = ARENA_NEW(calc->arena, struct map);
    calc->fields[index] = ARENA_ARRAY(calc->arena, struct item, type->field_count + 1);
    for (size_t i = 0; i < type->field_count; i++) {
        struct calc_field *field = &type->fields[i];
        map_put(type->field_names, calc->arena, field->name, NULL)->number = i;
        complete_group(calc->arena, field);
        struct str parts[] = {type->name, STR("."), field->name};
        calc->fields[index][i] = (struct item){.record_type = index,
                                               .index = i,
                                               .id = calc->next_id++,
                                               .name = arena_join(calc->arena, parts, 3),
                                               .span = field->span,
                                               .noun = field->type.noun,
                                               .formula = field->formula};
    }
}

static void name_figure(struct calc *calc, size_t index)
{
    struct calc_figure *figure = &calc->world->figures[index];
    map_put(&calc->figure_names, calc->arena, figure->name, NULL)->number = index;
    calc->figures[index] = (struct item){.is_figure = true,
                                         .record_type = TYPE_NOTHING,
                                         .index = index,
                                         .id = calc->next_id++,
                                         .name = figure->name,
                                         .span = figure->span,
                                         .noun = figure->noun,
                                         .formula = figure->formula};
}

static struct item_list list_items(struct calc *calc)
{
    struct item_list all = {0};
    const struct calc_world *world = calc->world;
    for (size_t t = 0; t < world->type_count; t++)
        for (size_t i = 0; i < world->types[t].field_count; i++)
            if (world->types[t].fields[i].formula.s.n > 0)
                ARENA_PUSH(calc->arena, &all, &calc->fields[t][i]);
    for (size_t i = 0; i < world->figure_count; i++)
        ARENA_PUSH(calc->arena, &all, &calc->figures[i]);
    return all;
}

static void publish(struct calc *calc, const struct item_list *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct item *item = all->items[i];
        if (item->is_figure) {
            calc->world->figures[item->index].type = item->type;
            calc->world->figures[item->index].expr = item->expr;
            continue;
        }
        struct calc_field *field = &calc->world->types[item->record_type].fields[item->index];
        field->type = item->type;
        field->type.is_private |= field->is_private;
        field->expr = item->expr;
    }
}

struct calc *calc_new(struct arena *arena, struct calc_world *world, struct diags *diags)
{
    struct calc *calc = ARENA_NEW(arena, struct calc);
    calc->arena = arena;
    calc->world = world;
    calc->diags = diags;
    calc->next_id = 1;
    calc->fields = ARENA_ARRAY(arena, struct item *, world->type_count + 1);
    calc->figures = ARENA_ARRAY(arena, struct item, world->figure_count + 1);
    for (size_t i = 0; i < world->type_count; i++)
        name_type(calc, (uint16_t)i);
    for (size_t i = 0; i < world->figure_count; i++)
        name_figure(calc, i);
    struct item_list all = list_items(calc);
    for (size_t i = 0; i < all.count; i++)
        check_from_bottom(calc, all.items[i]);
    for (int pass = 0; pass < PASSES && check_again(calc, &all); pass++)
        ;
    check_kinds_told(calc, &all);
    publish(calc, &all);
    calc->diags = NULL;
    return calc;
}
