/* SPDX-License-Identifier: MIT */
/* Fields of records, of rows of a group, and of every item of a list of them. */
#include "base/suggest.h"
#include "calc/checker.h"

static struct checked unknown_field(struct checker *c, const struct ast *node, struct str owner,
                                    const struct calc_field *fields, size_t count, struct str name,
                                    uint32_t from, uint32_t to)
{
    struct str *names = ARENA_ARRAY(c->arena, struct str, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = fields[i].name;
    struct str near = suggest_nearest(name, names, count);
    check_error(c, near.n ? MSG_EXPR_FIELD_NEAR : MSG_EXPR_FIELD_UNKNOWN, from, to,
                ARGS(arg_text("name", name), arg_text("type", owner), arg_text("near", near),
                     arg_text("fields", check_list(c, names, count))));
    return check_failed(c, node);
}

/* The kind of a field's value, with what the checker adds to its description. */
static struct calc_type field_type(const struct calc_field *field)
{
    struct calc_type type = field->type;
    type.is_private |= field->is_private;
    return type;
}

/* Records of a type that has them anew in every period must be looked up in the period at hand. */
static void mark_reference(struct checker *c, struct code *code, const struct calc_type *type)
{
    const struct calc_type *record = type->kind == VALUE_LIST ? type->element : type;
    if (record && record->kind == VALUE_RECORD &&
        c->calc->world->types[record->record].period == CALC_ONE_PERIOD) {
        code->flags |= CODE_REFERENCE;
        if (c->calc->world->types[code->record_type].period != CALC_ONE_PERIOD)
            code->flags |= CODE_PERIOD;
    }
}

struct checked check_item(struct checker *c, struct item *item, bool same, enum code_op op,
                          const struct ast *node)
{
    if (c->item) {
        c->item->next = item;
        c->item->next_same = same && c->shifted == 0;
    }
    calc_need_item(c->calc, item);
    if (c->item)
        c->item->next = NULL;
    struct code *code = check_code(c, op, node);
    code->index = (uint32_t)item->index;
    code->record_type = item->record_type;
    code->flags = item->flags;
    /* Records of one period are computed in it; as_of is the caller's only where he stands there
     * too. */
    if (code->flags & CODE_AS_OF && !item->is_figure &&
        c->calc->world->types[item->record_type].period == CALC_ONE_PERIOD)
        code->flags |= CODE_PERIOD;
    struct calc_type type = item->type;
    if (item->state != ITEM_DONE || item->provisional) {
        c->provisional = true;
    } else if (item->expr == NULL) {
        type = kind_of(VALUE_UNKNOWN);
    }
    return (struct checked){code, type};
}

struct checked check_scope_field(struct checker *c, const struct ast *node, uint16_t record_type,
                                 uint16_t hop, size_t index)
{
    const struct calc_field *field = &c->calc->world->types[record_type].fields[index];
    struct checked out;
    if (field->formula.s.n > 0) {
        const struct calc_scope *s = c->scope;
        for (uint16_t i = 0; i < hop && s; i++)
            s = s->outer;
        bool own = c->item_scope && s == c->item_scope;
        out = check_item(c, &c->calc->fields[record_type][index], own, OP_COMPUTED, node);
        if (c->calc->world->types[record_type].period == CALC_ONE_PERIOD &&
            !(out.code->flags & CODE_AS_OF))
            out.code->flags &= (uint8_t)~CODE_PERIOD;
        out.type.is_private |= field->is_private;
    } else {
        out = (struct checked){check_code(c, OP_FIELD, node), field_type(field)};
        out.code->record_type = record_type;
        out.code->index = (uint32_t)index;
        mark_reference(c, out.code, &out.type);
    }
    out.code->hop = hop;
    out.code->scopes = 1U << hop;
    return out;
}

static struct checked record_field(struct checker *c, const struct ast *node, struct checked record,
                                   size_t index)
{
    const struct calc_field *field = &c->calc->world->types[record.type.record].fields[index];
    struct checked out;
    if (field->formula.s.n > 0) {
        struct item *item = &c->calc->fields[record.type.record][index];
        out = check_item(c, item, false, OP_COMPUTED_OF, node);
        out.type.is_private |= field->is_private;
    } else {
        out = (struct checked){check_code(c, OP_FIELD_OF, node), field_type(field)};
        out.code->record_type = record.type.record;
        out.code->index = (uint32_t)index;
        mark_reference(c, out.code, &out.type);
    }
    out.code->a = record.code;
    out.code->flags |= record.code->flags & (CODE_PERIOD | CODE_AS_OF);
    out.code->scopes = record.code->scopes;
    out.type.is_private |= record.type.is_private;
    return out;
}

static struct checked row_field(struct checker *c, const struct ast *node, struct checked row,
                                struct str name, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < row.type.group_count; i++) {
        if (!str_equal(row.type.group[i].name, name))
            continue;
        struct code *code = check_join(c, OP_ROW_FIELD, node, row.code, NULL, NULL);
        code->index = (uint32_t)i;
        struct calc_type type = field_type(&row.type.group[i]);
        type.is_private |= row.type.is_private;
        return (struct checked){code, type};
    }
    return unknown_field(c, node, STR("the group"), row.type.group, row.type.group_count, name,
                         from, to);
}

/* members.kind: the field of each item. The item is a scope of its own. */
static struct checked list_field(struct checker *c, const struct ast *node, struct checked list,
                                 struct str name, uint32_t from, uint32_t to)
{
    struct calc_type element;
    kind_elements(&list.type, &element);
    if (c->scopes >= CHECK_SCOPES)
        return check_error_at(c, node, MSG_EXPR_DEEP, NO_ARGS);
    bool record = element.kind == VALUE_RECORD;
    struct calc_scope scope = {c->scope, record ? SCOPE_RECORD : SCOPE_NAME, element.record,
                               STR(" "), element};
    struct code *item = check_code(c, record ? OP_RECORD : OP_NAME, node);
    item->scopes = 1;
    const struct calc_scope *outer = c->scope;
    c->scope = &scope;
    c->scopes++;
    struct checked each = check_field_of(c, node, (struct checked){item, element}, name, from, to);
    c->scope = outer;
    c->scopes--;
    if (each.type.kind == VALUE_UNKNOWN)
        return each;
    struct code *code = check_join(c, OP_MAP, node, list.code, NULL, NULL);
    code->b = each.code;
    code->flags |= each.code->flags & (CODE_PERIOD | CODE_AS_OF);
    code->scopes |= each.code->scopes >> 1;
    each.type.is_private |= list.type.is_private;
    return (struct checked){code, kind_list(c->arena, VALUE_LIST, &each.type)};
}

static struct checked pseudo_field(struct checker *c, const struct ast *node, struct checked record,
                                   struct str name)
{
    bool id = str_is(name, "id");
    struct code *code = check_join(c, id ? OP_ID_OF : OP_TITLE_OF, node, record.code, NULL, NULL);
    code->record_type = record.type.record;
    struct calc_type type = kind_of(VALUE_TEXT);
    type.is_private = record.type.is_private;
    return (struct checked){code, type};
}

struct checked check_field_of(struct checker *c, const struct ast *node, struct checked record,
                              struct str name, uint32_t from, uint32_t to)
{
    struct calc_type element;
    if (kind_is_open(&record.type))
        return check_failed(c, node);
    if (kind_is_row(&record.type))
        return row_field(c, node, record, name, from, to);
    if (record.type.kind != VALUE_CHOICES && kind_elements(&record.type, &element) &&
        (element.kind == VALUE_RECORD || kind_is_row(&element)))
        return list_field(c, node, record, name, from, to);
    if (record.type.kind != VALUE_RECORD) {
        check_error(c, MSG_EXPR_FIELD_OF, from, to,
                    ARGS(arg_text("name", name), arg_words("found", check_words(c, &record.type))));
        return check_failed(c, node);
    }
    size_t index = calc_find_field(c->calc, record.type.record, name);
    if (index != STR_NOT_FOUND)
        return record_field(c, node, record, index);
    if (str_is(name, "id") || str_is(name, "title"))
        return pseudo_field(c, node, record, name);
    const struct calc_record_type *type = &c->calc->world->types[record.type.record];
    return unknown_field(c, node, type->name, type->fields, type->field_count, name, from, to);
}
