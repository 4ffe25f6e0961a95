/* SPDX-License-Identifier: MIT */
/*
 * Aggregates: over what they range, and of what kind they are.
 *
 *     count(library where serves)             the argument is the source
 *     sum(loans for library where serves)     `for` names the source
 *     sum(cycles.hours), count(members)       a list, a series or a set of options
 *     sum(hours for cycles where done)        each item of a list is the record (or row) at hand
 *     sum(loans)                              rows at hand (totals of a table)
 *
 * A type's name after `for`, or alone as the argument, is the type even where a field has that
 * name too (the field is `this.members`).
 */
#include "calc/ranging.h"
#include "calc/split.h"

static const struct aggregate_info {
    const char *name;
    bool takes_source; /* the argument alone may be the source */
    bool condition;    /* what it is of must be yes/no */
    bool hides;        /* one value does not show through */
    const char *example;
} aggregates[] = {
    [AGGREGATE_COUNT] = {"count", true, false, true, "count(library where serves)"},
    [AGGREGATE_LIST] = {"list", true, false, false, "list(library where serves)"},
    [AGGREGATE_FIRST] = {"first", true, false, false, "first(library where serves)"},
    [AGGREGATE_ANY] = {"any", true, true, false, "any(library where serves)"},
    [AGGREGATE_SUM] = {"sum", false, false, true, "sum(loans for library where serves)"},
    [AGGREGATE_MEAN] = {"mean", false, false, true, "mean(loans for library where serves)"},
    [AGGREGATE_MEDIAN] = {"median", false, false, true, "median(loans for library)"},
    [AGGREGATE_MIN] = {"min", false, false, false, "min(loans for library)"},
    [AGGREGATE_MAX] = {"max", false, false, false, "max(loans for library)"},
    [AGGREGATE_SHARE] = {"share", false, true, true, "share(contract for library where serves)"},
    [AGGREGATE_EVERY] = {"every", false, true, false, "every(contract for library where serves)"},
};

static const struct aggregate_info *find_aggregate(struct str name)
{
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates; i++)
        if (str_is(name, aggregates[i].name))
            return &aggregates[i];
    return NULL;
}

bool check_is_aggregate(struct str name)
{
    return find_aggregate(name) != NULL;
}

static void open_item(struct checker *c, struct ranging *r)
{
    struct str alias = r->clauses->alias.s;
    enum scope_kind kind = r->item.kind == VALUE_RECORD ? SCOPE_RECORD
                           : kind_is_row(&r->item)      ? SCOPE_ROW
                                                        : SCOPE_NAME;
    if (kind == SCOPE_NAME && alias.n == 0)
        alias = STR(" "); /* no name: nothing can speak of it */
    r->scope = (struct calc_scope){c->scope, kind, r->item.record, alias, r->item};
    c->scope = &r->scope;
    if (++c->scopes > CHECK_SCOPES) {
        check_error(c, MSG_EXPR_DEEP, 0, (uint32_t)c->formula.s.n, NO_ARGS);
        r->bad = true;
    }
}

static void close_item(struct checker *c, const struct ranging *r)
{
    c->scope = r->scope.outer;
    c->scopes--;
}

static void check_where(struct checker *c, struct ranging *r)
{
    if (r->clauses->where == NULL || r->bad)
        return;
    struct checked where = check_condition(c, r->clauses->where, "where");
    r->query->where = where.code;
    r->where_private = where.type.is_private;
    ranging_take_flags(r, where.code, true);
}

/* Whether a name alone as the argument is the source and not what is computed. */
static bool names_source(struct checker *c, const struct ast_call *call,
                         const struct aggregate_info *info)
{
    const struct ast *head = call->args.items[0];
    if (!info->takes_source || call->distinct || head->kind != AST_NAME ||
        calc_find_type(c->calc, head->s) == TYPE_NOTHING)
        return false;
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    bool row_field = hand && hand->kind == SCOPE_ROWS && call->clauses.of == NULL &&
                     calc_find_field(c->calc, hand->record_type, head->s) != STR_NOT_FOUND;
    return !row_field;
}

/* The argument as a list, a series or a set of options; silently no where it is none. */
static bool head_is_list(struct checker *c, struct ranging *r, const struct ast *head)
{
    struct calc_type element;
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    bool tentative = hand && hand->kind == SCOPE_ROWS;
    struct checker saved = *c;
    if (tentative)
        c->diags = diags_new(c->arena);
    struct checked list = check_node(c, head);
    bool found = kind_elements(&list.type, &element);
    if (tentative)
        *c = saved;
    else if (!found && kind_is_open(&list.type))
        r->bad = true;
    if (found)
        ranging_list(r, &list, &element);
    return found;
}

/* Finds the source; gives what is computed of each item, or NULL for the item itself. */
static const struct ast *choose_source(struct checker *c, struct ranging *r, const struct ast *node,
                                       const struct aggregate_info *info)
{
    const struct ast_call *call = node->call;
    const struct ast *head = call->args.count ? call->args.items[0] : NULL;
    if (r->clauses->source) {
        ranging_source(c, r, r->clauses->source);
        return head;
    }
    if (head && names_source(c, call, info)) {
        ranging_source(c, r, head);
        return NULL;
    }
    if (head && head_is_list(c, r, head))
        return NULL;
    if (!r->bad && ranging_rows(c, r))
        return head;
    if (!r->bad && head && head->kind == AST_NAME && info->takes_source)
        check_unknown_type(c, head);
    else if (!r->bad)
        check_error_at(
            c, node, MSG_EXPR_SOURCE,
            ARGS(arg_text("name", node->s), arg_text("example", str_from(info->example))));
    r->bad = true;
    return NULL;
}

static bool has_kind(const struct calc_type *type, enum aggregate aggregate)
{
    bool number = type->kind == VALUE_NUMBER;
    bool ordered = number || type->kind == VALUE_DATE || type->kind == VALUE_MONTH ||
                   type->kind == VALUE_PERIOD || type->kind == VALUE_CHOICE;
    if (kind_is_open(type))
        return true;
    if (aggregate == AGGREGATE_SUM || aggregate == AGGREGATE_MEAN)
        return number;
    if (aggregate == AGGREGATE_MEDIAN || aggregate == AGGREGATE_MIN || aggregate == AGGREGATE_MAX)
        return ordered;
    return true;
}

/* What is computed of each item. */
static void check_what(struct checker *c, struct ranging *r, const struct ast *node,
                       const struct ast *what, const struct aggregate_info *info)
{
    struct query *query = r->query;
    bool whole = query->aggregate == AGGREGATE_COUNT && !query->distinct;
    struct checked each = {NULL, r->item};
    if (r->bad)
        return;
    if (what && whole) {
        check_error_at(
            c, node, MSG_EXPR_COUNT,
            ARGS(arg_text("what", check_text(c, what)),
                 arg_text("source",
                          r->clauses->source ? check_text(c, r->clauses->source) : STR(""))));
        r->bad = true;
        return;
    }
    if (what)
        each = info->condition ? check_condition(c, what, info->name) : check_node(c, what);
    bool needs = !info->takes_source && what == NULL && r->item.kind == VALUE_RECORD;
    if (needs || !has_kind(&each.type, query->aggregate) ||
        (info->condition && !info->takes_source && each.type.kind != VALUE_YES_NO &&
         !kind_is_open(&each.type))) {
        if (needs)
            check_error_at(
                c, node, MSG_EXPR_SOURCE,
                ARGS(arg_text("name", node->s), arg_text("example", str_from(info->example))));
        else
            check_wrong_kind(c, what ? what : node, &each, info->name,
                             info->condition ? "conditions (yes or no)" : "numbers");
        r->bad = true;
    }
    query->what = each.code;
    query->what_type = each.type;
    r->is_private = each.type.is_private;
    if (each.code)
        ranging_take_flags(r, each.code, true);
}

static uint16_t noun_of(const struct checker *c, const struct calc_type *item)
{
    return item->kind == VALUE_RECORD ? c->calc->world->types[item->record].noun : 0;
}

static struct calc_type result_type(struct checker *c, const struct ranging *r)
{
    const struct query *query = r->query;
    struct calc_type type = query->what ? query->what_type : r->item;
    switch (query->aggregate) {
    case AGGREGATE_COUNT:
        type.noun = noun_of(c, query->distinct ? &type : &r->item);
        uint16_t noun = type.noun;
        type = kind_plain_number(true);
        type.noun = noun;
        return type;
    case AGGREGATE_LIST:
        return kind_list(c->arena, VALUE_LIST, &type);
    case AGGREGATE_ANY:
    case AGGREGATE_EVERY:
        return kind_of(VALUE_YES_NO);
    case AGGREGATE_SHARE:
        type = kind_plain_number(false);
        type.measure = MEASURE_PERCENT;
        break;
    case AGGREGATE_MEAN:
    case AGGREGATE_MEDIAN:
        type.integer = type.calendar = false;
        break;
    case AGGREGATE_SUM:
        type.calendar = false;
        return type;
    case AGGREGATE_FIRST:
    case AGGREGATE_MIN:
    case AGGREGATE_MAX:
        break;
    }
    type.can_be_none = true;
    return type;
}

static void finish_query(struct checker *c, struct ranging *r)
{
    r->query->id = c->calc->next_id++;
    if (!r->bad)
        split_query(c->arena, c->calc->world, r->query);
}

struct checked check_aggregate(struct checker *c, const struct ast *node)
{
    const struct aggregate_info *info = find_aggregate(node->s);
    if (node->call->args.count > 1)
        return check_error_at(
            c, node, MSG_EXPR_ARGUMENTS,
            ARGS(arg_text("name", node->s), arg_text("example", str_from(info->example))));
    struct query *query = ARENA_NEW(c->arena, struct query);
    query->aggregate = (enum aggregate)(info - aggregates);
    query->distinct = node->call->distinct;
    query->text = text_slice(c->formula, node->from, node->to);
    struct ranging r = {.query = query, .clauses = &node->call->clauses};
    const struct ast *what = choose_source(c, &r, node, info);
    if (!r.bad)
        ranging_of(c, &r);
    if (r.bad)
        return check_failed(c, node);
    open_item(c, &r);
    check_where(c, &r);
    check_what(c, &r, node, what, info);
    close_item(c, &r);
    if (query->distinct && query->aggregate != AGGREGATE_COUNT &&
        query->aggregate != AGGREGATE_LIST)
        check_error_at(c, node, MSG_EXPR_DISTINCT, ARGS(arg_text("name", node->s)));
    if (r.bad)
        return check_failed(c, node);
    finish_query(c, &r);
    struct code *code = check_code(c, OP_AGGREGATE, node);
    code->query = query;
    code->flags = r.flags;
    code->scopes = r.scopes;
    struct calc_type type = result_type(c, &r);
    query->reads_private = r.is_private || r.where_private || r.item.is_private;
    query->what_private = query->what && r.is_private;
    type.is_private = !info->hides && query->reads_private;
    query->result = type;
    return (struct checked){code, type};
}

bool check_query(struct checker *c, const struct ast_clauses *clauses, struct calc_query *out)
{
    struct ranging r = {.query = &out->query, .clauses = clauses};
    out->query.aggregate = AGGREGATE_LIST;
    out->query.alias = clauses->alias.s;
    out->query.text = c->formula;
    ranging_source(c, &r, clauses->source);
    if (!r.bad && !out->query.items_are_records) {
        check_error_at(c, clauses->source, MSG_EXPR_QUERY_LIST, NO_ARGS);
        r.bad = true;
    }
    if (!r.bad)
        ranging_of(c, &r);
    if (!r.bad) {
        open_item(c, &r);
        check_where(c, &r);
        close_item(c, &r);
    }
    out->query.reads_private = r.is_private || r.where_private || r.item.is_private;
    if (!r.bad && !c->failed)
        finish_query(c, &r);
    return !r.bad && !c->failed;
}
