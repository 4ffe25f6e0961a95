/* SPDX-License-Identifier: MIT */
/*
 * What a name stands for. A bare name is a field of the record at hand, a named value, a record
 * that encloses (by its type's name or its alias), the record of a single type, or a figure. All
 * are looked up; where more than one answers, the name is ambiguous, and the message lists the
 * ways to say each. Fields of records further out are never found by bare names.
 */
#include "base/suggest.h"
#include "calc/checker.h"

enum meaning_kind { MEANING_FIELD, MEANING_NAME, MEANING_RECORD, MEANING_SINGLE, MEANING_FIGURE };

struct meaning {
    enum meaning_kind kind;
    uint16_t hop;
    const struct calc_scope *scope;
    size_t index;
};

struct meanings {
    struct meaning items[6];
    size_t count;
    bool twice; /* two records at hand answer to the type's name */
};

const struct calc_scope *check_at_hand(const struct checker *c, uint16_t *hop)
{
    *hop = 0;
    for (const struct calc_scope *s = c->scope; s; s = s->outer, ++*hop)
        if (s->kind != SCOPE_NAME)
            return s;
    return NULL;
}

static size_t row_field(const struct calc_type *row, struct str name)
{
    for (size_t i = 0; i < row->group_count; i++)
        if (str_equal(row->group[i].name, name))
            return i;
    return STR_NOT_FOUND;
}

static bool is_pseudo(struct str name)
{
    return str_is(name, "id") || str_is(name, "title");
}

static void add(struct meanings *m, enum meaning_kind kind, uint16_t hop,
                const struct calc_scope *scope, size_t index)
{
    if (m->count < sizeof m->items / sizeof *m->items)
        m->items[m->count++] = (struct meaning){kind, hop, scope, index};
}

static void add_field(struct checker *c, struct str name, struct meanings *m)
{
    uint16_t hop;
    const struct calc_scope *s = check_at_hand(c, &hop);
    if (s == NULL || s->kind == SCOPE_ROWS)
        return;
    size_t index = s->kind == SCOPE_ROW ? row_field(&s->type, name)
                                        : calc_find_field(c->calc, s->record_type, name);
    if (index != STR_NOT_FOUND)
        add(m, MEANING_FIELD, hop, s, index);
}

static void add_scopes(struct checker *c, struct str name, struct meanings *m)
{
    uint16_t hop = 0;
    bool named = false;
    size_t records = 0;
    for (const struct calc_scope *s = c->scope; s; s = s->outer, hop++) {
        if (s->kind == SCOPE_ROWS)
            continue;
        if (s->name.n > 0 ? str_equal(s->name, name) && !named : false) {
            add(m, s->kind == SCOPE_NAME ? MEANING_NAME : MEANING_RECORD, hop, s, 0);
            named = true;
        } else if (s->kind == SCOPE_RECORD && s->name.n == 0 &&
                   str_equal(c->calc->world->types[s->record_type].name, name)) {
            if (records++ == 0)
                add(m, MEANING_RECORD, hop, s, 0);
        }
    }
    m->twice = records > 1;
}

static struct meanings find_meanings(struct checker *c, struct str name)
{
    struct meanings m = {0};
    add_field(c, name, &m);
    add_scopes(c, name, &m);
    bool encloses = false;
    for (size_t i = 0; i < m.count; i++)
        encloses |= m.items[i].kind != MEANING_FIELD;
    uint16_t type = calc_find_type(c->calc, name);
    if (type != TYPE_NOTHING && c->calc->world->types[type].single && !encloses)
        add(&m, MEANING_SINGLE, 0, NULL, type);
    size_t figure = calc_find_figure(c->calc, name);
    if (figure != STR_NOT_FOUND)
        add(&m, MEANING_FIGURE, 0, NULL, figure);
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    if (m.count == 0 && is_pseudo(name) && hand && hand->kind == SCOPE_RECORD)
        add(&m, MEANING_FIELD, hop, hand, STR_NOT_FOUND);
    return m;
}

bool check_is_value_name(struct checker *c, struct str name)
{
    return find_meanings(c, name).count > 0;
}

static struct checked scope_value(struct checker *c, const struct ast *node,
                                  const struct meaning *meaning)
{
    const struct calc_scope *s = meaning->scope;
    bool record = s->kind == SCOPE_RECORD;
    struct code *code = check_code(c, record ? OP_RECORD : OP_NAME, node);
    code->hop = meaning->hop;
    code->scopes = 1U << meaning->hop;
    return (struct checked){code, record ? kind_record(s->record_type) : s->type};
}

static struct checked single_value(struct checker *c, const struct ast *node, uint16_t type)
{
    struct code *code = check_code(c, OP_SINGLE, node);
    code->index = type;
    if (c->calc->world->types[type].period != CALC_TIMELESS)
        code->flags |= CODE_PERIOD;
    struct calc_type kind = kind_record(type);
    kind.can_be_none = false;
    return (struct checked){code, kind};
}

static struct checked field_value(struct checker *c, const struct ast *node,
                                  const struct meaning *meaning)
{
    const struct calc_scope *s = meaning->scope;
    if (s->kind == SCOPE_RECORD && meaning->index != STR_NOT_FOUND)
        return check_scope_field(c, node, s->record_type, meaning->hop, meaning->index);
    struct meaning whole = {MEANING_RECORD, meaning->hop, s, 0};
    return check_field_of(c, node, scope_value(c, node, &whole), node->s, node->from, node->to);
}

static struct checked meaning_value(struct checker *c, const struct ast *node,
                                    const struct meaning *meaning)
{
    switch (meaning->kind) {
    case MEANING_FIELD:
        return field_value(c, node, meaning);
    case MEANING_NAME:
    case MEANING_RECORD:
        return scope_value(c, node, meaning);
    case MEANING_SINGLE:
        return single_value(c, node, (uint16_t)meaning->index);
    case MEANING_FIGURE:
        return check_item(c, &c->calc->figures[meaning->index], true, OP_FIGURE, node);
    }
    return check_failed(c, node);
}

static struct checked ambiguous(struct checker *c, const struct ast *node, const struct meanings *m)
{
    struct str ways[6];
    for (size_t i = 0; i < m->count; i++) {
        const char *form = m->items[i].kind == MEANING_FIELD    ? "this.%.*s (the field)"
                           : m->items[i].kind == MEANING_FIGURE ? "figure.%.*s (the figure)"
                           : m->items[i].kind == MEANING_SINGLE
                               ? "first(%.*s) (the record of the type)"
                               : "outer.%.*s (the record further out)";
        ways[i] = arena_format(c->arena, form, (int)node->s.n, node->s.p);
    }
    return check_error_at(
        c, node, MSG_EXPR_AMBIGUOUS,
        ARGS(arg_text("name", node->s), arg_text("ways", check_list(c, ways, m->count))));
}

/* A field of a record further out, or of the rows at hand: found, but not by its bare name. */
static bool explain_scope(struct checker *c, const struct ast *node)
{
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    for (const struct calc_scope *s = hand; s; s = s->outer) {
        if ((s->kind != SCOPE_RECORD && s->kind != SCOPE_ROWS) ||
            calc_find_field(c->calc, s->record_type, node->s) == STR_NOT_FOUND)
            continue;
        struct str type = s->name.n ? s->name : c->calc->world->types[s->record_type].name;
        enum message message = s->kind == SCOPE_ROWS ? MSG_EXPR_ROWS : MSG_EXPR_ENCLOSING;
        check_error_at(c, node, message, ARGS(arg_text("name", node->s), arg_text("type", type)));
        return true;
    }
    return false;
}

/* An option of a field at hand, where = was written instead of is. */
static bool explain_option(struct checker *c, const struct ast *node)
{
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    if (hand == NULL || hand->kind == SCOPE_ROW)
        return false;
    const struct calc_record_type *type = &c->calc->world->types[hand->record_type];
    for (size_t i = 0; i < type->field_count; i++) {
        const struct calc_options *options = type->fields[i].type.options;
        for (size_t j = 0; options && j < options->count; j++) {
            if (!str_equal(options->keys[j], node->s))
                continue;
            bool many = type->fields[i].type.kind == VALUE_CHOICES;
            check_error_at(c, node, MSG_EXPR_OPTION,
                           ARGS(arg_text("name", node->s), arg_text("field", type->fields[i].name),
                                arg_text("word", many ? STR("has") : STR("is"))));
            return true;
        }
    }
    return false;
}

static struct str nearest_name(struct checker *c, struct str wrong)
{
    struct {
        struct str *items;
        size_t count, capacity;
    } names = {0};
    const struct calc_world *world = c->calc->world;
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    if (hand && hand->kind == SCOPE_RECORD)
        for (size_t i = 0; i < world->types[hand->record_type].field_count; i++)
            ARENA_PUSH(c->arena, &names, world->types[hand->record_type].fields[i].name);
    if (hand && hand->kind == SCOPE_ROW)
        for (size_t i = 0; i < hand->type.group_count; i++)
            ARENA_PUSH(c->arena, &names, hand->type.group[i].name);
    for (const struct calc_scope *s = c->scope; s; s = s->outer)
        if (s->name.n || s->kind == SCOPE_RECORD)
            ARENA_PUSH(c->arena, &names, s->name.n ? s->name : world->types[s->record_type].name);
    for (size_t i = 0; i < world->type_count; i++)
        if (world->types[i].single)
            ARENA_PUSH(c->arena, &names, world->types[i].name);
    for (size_t i = 0; i < world->figure_count; i++)
        ARENA_PUSH(c->arena, &names, world->figures[i].name);
    return suggest_nearest(wrong, names.items, names.count);
}

static struct checked unknown_name(struct checker *c, const struct ast *node)
{
    struct str name = node->s;
    if (calc_find_type(c->calc, name) != TYPE_NOTHING)
        return check_error_at(c, node, MSG_EXPR_TYPE, ARGS(arg_text("name", name)));
    if (explain_scope(c, node) || explain_option(c, node))
        return check_failed(c, node);
    struct str near = nearest_name(c, name);
    enum message message = near.n ? MSG_EXPR_NAME_NEAR : MSG_EXPR_NAME_UNKNOWN;
    return check_error_at(c, node, message, ARGS(arg_text("name", name), arg_text("near", near)));
}

struct checked check_name(struct checker *c, const struct ast *node)
{
    struct meanings m = find_meanings(c, node->s);
    if (m.twice)
        return check_error_at(c, node, MSG_EXPR_NESTED, ARGS(arg_text("name", node->s)));
    if (m.count > 1)
        return ambiguous(c, node, &m);
    if (m.count == 1)
        return meaning_value(c, node, &m.items[0]);
    return unknown_name(c, node);
}

struct checked check_unknown_type(struct checker *c, const struct ast *node)
{
    const struct calc_world *world = c->calc->world;
    struct str *names = ARENA_ARRAY(c->arena, struct str, world->type_count + 1);
    for (size_t i = 0; i < world->type_count; i++)
        names[i] = world->types[i].name;
    struct str near = suggest_nearest(node->s, names, world->type_count);
    return check_error_at(c, node, near.n ? MSG_EXPR_TYPE_NEAR : MSG_EXPR_TYPE_UNKNOWN,
                          ARGS(arg_text("name", node->s), arg_text("near", near),
                               arg_text("types", check_list(c, names, world->type_count))));
}

static struct checked check_this(struct checker *c, const struct ast *node)
{
    uint16_t hop;
    const struct calc_scope *hand = check_at_hand(c, &hop);
    if (hand == NULL || hand->kind == SCOPE_ROWS)
        return check_error_at(c, node, MSG_EXPR_THIS, NO_ARGS);
    struct meaning whole = {MEANING_RECORD, hop, hand, 0};
    return scope_value(c, node, &whole);
}

struct checked check_word(struct checker *c, const struct ast *node)
{
    if (str_is(node->s, "this"))
        return check_this(c, node);
    if (str_is(node->s, "yes") || str_is(node->s, "no"))
        return check_const(c, node, value_yes_no(str_is(node->s, "yes")), kind_of(VALUE_YES_NO));
    if (str_is(node->s, "none"))
        return check_const(c, node, value_none(), kind_of(VALUE_NONE));
    if (str_is(node->s, "unknown"))
        return check_const(c, node, value_unknown(), kind_of(VALUE_UNKNOWN));
    bool period = str_is(node->s, "period");
    if (period || str_is(node->s, "as_of")) {
        struct code *code = check_code(c, period ? OP_PERIOD : OP_AS_OF, node);
        code->flags = period ? CODE_PERIOD : CODE_AS_OF;
        return (struct checked){code, kind_of(period ? VALUE_PERIOD : VALUE_DATE)};
    }
    uint16_t institution = c->calc->world->institution_type;
    if (str_is(node->s, "institution") && institution != TYPE_NOTHING)
        return single_value(c, node, institution);
    return unknown_name(c, node);
}

/* outer.library: the nearest record further out than the one at hand that is called so. */
static struct checked check_outer(struct checker *c, const struct ast *node)
{
    uint16_t hop;
    const struct calc_scope *s = check_at_hand(c, &hop);
    for (; s; hop++) {
        s = s->outer;
        if (s == NULL || s->kind != SCOPE_RECORD)
            continue;
        struct str name = s->name.n ? s->name : c->calc->world->types[s->record_type].name;
        struct meaning whole = {MEANING_RECORD, (uint16_t)(hop + 1), s, 0};
        if (str_equal(name, node->s))
            return scope_value(c, node, &whole);
    }
    return check_error_at(c, node, MSG_EXPR_OUTER, ARGS(arg_text("name", node->s)));
}

/* figure.cost, outer.library, this.cost, teacher.kind, branch_of.branch_of, service.cost */
struct checked check_path(struct checker *c, const struct ast *node)
{
    uint32_t to = node->at + (uint32_t)node->s.n;
    if (node->a->kind == AST_WORD && str_is(node->a->s, "figure")) {
        size_t figure = calc_find_figure(c->calc, node->s);
        if (figure != STR_NOT_FOUND)
            return check_item(c, &c->calc->figures[figure], true, OP_FIGURE, node);
        struct str near = nearest_name(c, node->s);
        check_error(c, near.n ? MSG_EXPR_NAME_NEAR : MSG_EXPR_NAME_UNKNOWN, node->at, to,
                    ARGS(arg_text("name", node->s), arg_text("near", near)));
        return check_failed(c, node);
    }
    if (node->a->kind == AST_NAME && str_is(node->a->s, "outer") &&
        !check_is_value_name(c, node->a->s))
        return check_outer(c, node);
    struct checked record = check_node(c, node->a);
    if (record.code->op == OP_RECORD && record.type.kind == VALUE_RECORD) {
        size_t index = calc_find_field(c->calc, record.type.record, node->s);
        if (index != STR_NOT_FOUND)
            return check_scope_field(c, node, record.type.record, record.code->hop, index);
    }
    return check_field_of(c, node, record, node->s, node->at, to);
}
