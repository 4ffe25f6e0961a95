/* SPDX-License-Identifier: MIT */
#include "calc/ranging.h"

void ranging_take_flags(struct ranging *r, const struct code *code, bool inside)
{
    r->flags |= code->flags & (CODE_PERIOD | CODE_AS_OF);
    r->scopes |= inside ? code->scopes >> 1 : code->scopes;
}

static bool refers_to(const struct calc_field *field, uint16_t type)
{
    const struct calc_type *kind = &field->type;
    if (field->formula.s.n > 0)
        return false;
    if (kind->kind == VALUE_LIST && kind->element)
        kind = kind->element;
    return kind->kind == VALUE_RECORD && kind->record == type;
}

static bool field_fault(struct checker *c, const struct ast *at, enum message message,
                        const struct calc_record_type *type, uint16_t target, struct str ways)
{
    check_error_at(c, at, message,
                   ARGS(arg_text("type", type->name),
                        arg_text("target", c->calc->world->types[target].name),
                        arg_text("ways", ways)));
    return false;
}

/* The field of the source's type that refers to the record after `of`. */
static bool find_of_field(struct checker *c, struct ranging *r, uint16_t target)
{
    const struct calc_record_type *type = &c->calc->world->types[r->query->type];
    const struct ast_key *by = &r->clauses->by;
    struct str names[16];
    size_t count = 0, found = 0;
    for (size_t i = 0; i < type->field_count; i++) {
        if (!refers_to(&type->fields[i], target))
            continue;
        found = by->s.n == 0 || str_equal(type->fields[i].name, by->s) ? i : found;
        if (count < sizeof names / sizeof *names)
            names[count++] = type->fields[i].name;
    }
    struct str ways = check_list(c, names, count);
    r->query->of_field = found;
    if (count == 0)
        return field_fault(c, r->clauses->of, MSG_EXPR_OF_NONE, type, target, ways);
    if (by->s.n == 0 && count > 1)
        return field_fault(c, r->clauses->of, MSG_EXPR_OF_SEVERAL, type, target, ways);
    if (by->s.n > 0 && !str_equal(type->fields[found].name, by->s)) {
        check_error(c, MSG_EXPR_BY, by->from, by->to,
                    ARGS(arg_text("name", by->s), arg_text("type", type->name),
                         arg_text("target", c->calc->world->types[target].name),
                         arg_text("ways", ways)));
        return false;
    }
    return true;
}

void ranging_of(struct checker *c, struct ranging *r)
{
    const struct ast *of = r->clauses->of;
    if (of == NULL) {
        if (r->clauses->by.s.n > 0) {
            check_error(c, MSG_EXPR_BY_ALONE, r->clauses->by.from, r->clauses->by.to, NO_ARGS);
            r->bad = true;
        }
        return;
    }
    struct checked record = check_node(c, of);
    if (r->query->source != SOURCE_TYPE) {
        check_error_at(c, of, MSG_EXPR_OF_LIST, NO_ARGS);
        r->bad = true;
    } else if (record.type.kind != VALUE_RECORD) {
        check_wrong_kind(c, of, &record, "of", "a record");
        r->bad = true;
    } else if (!find_of_field(c, r, record.type.record)) {
        r->bad = true;
    } else {
        r->query->of = record.code;
        ranging_take_flags(r, record.code, false);
    }
}

static void set_type_source(struct checker *c, struct ranging *r, uint16_t type)
{
    r->query->source = SOURCE_TYPE;
    r->query->type = type;
    r->query->items_are_records = true;
    r->item = kind_record(type);
    if (c->calc->world->types[type].period != CALC_TIMELESS)
        r->flags |= CODE_PERIOD;
}

void ranging_list(struct ranging *r, const struct checked *list, const struct calc_type *element)
{
    r->query->source = SOURCE_LIST;
    r->query->list = list->code;
    r->query->items_are_records = element->kind == VALUE_RECORD;
    r->query->type = element->kind == VALUE_RECORD ? element->record : TYPE_NOTHING;
    r->item = *element;
    ranging_take_flags(r, list->code, false);
}

bool ranging_rows(struct checker *c, struct ranging *r)
{
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    if (hand == NULL || hand->kind != SCOPE_ROWS)
        return false;
    r->query->source = SOURCE_ROWS;
    r->query->type = hand->record_type;
    r->query->hop = hop;
    r->query->items_are_records = true;
    r->item = kind_record(hand->record_type);
    r->scopes |= 1U << hop;
    return true;
}

void ranging_source(struct checker *c, struct ranging *r, const struct ast *source)
{
    struct calc_type element;
    uint16_t type = source->kind == AST_NAME ? calc_find_type(c->calc, source->s) : TYPE_NOTHING;
    if (type != TYPE_NOTHING) {
        set_type_source(c, r, type);
        return;
    }
    if (source->kind == AST_NAME && !check_is_value_name(c, source->s)) {
        check_unknown_type(c, source);
        r->bad = true;
        return;
    }
    struct checked list = check_node(c, source);
    if (kind_elements(&list.type, &element)) {
        ranging_list(r, &list, &element);
        return;
    }
    check_wrong_kind(c, source, &list, "for", "a type or a list");
    r->bad = true;
}
