/* SPDX-License-Identifier: MIT */
/*
 * is, has, in: what stands after them is an option of the left side, the id of a record, a state
 * (known, unknown, none), yes or no, or, after `in` with a number, a measure.
 */
#include "base/suggest.h"
#include "calc/checker.h"

static struct checked yes_no(struct code *code, bool negated, const struct checked *part)
{
    struct calc_type type = kind_of(VALUE_YES_NO);
    type.is_private = part->type.is_private;
    if (negated)
        code->flags |= CODE_NEGATED;
    return (struct checked){code, type};
}

static size_t find_option(const struct calc_options *options, struct str key)
{
    for (size_t i = 0; i < options->count; i++)
        if (str_equal(options->keys[i], key))
            return i;
    return STR_NOT_FOUND;
}

/* The option's index, or STR_NOT_FOUND after reporting. */
static size_t need_option(struct checker *c, const struct ast *left,
                          const struct calc_options *options, const struct ast_key *key)
{
    size_t index = find_option(options, key->s);
    if (index != STR_NOT_FOUND)
        return index;
    struct str near = suggest_nearest(key->s, options->keys, options->count);
    check_error(c, near.n ? MSG_EXPR_OPTION_NEAR : MSG_EXPR_OPTION_UNKNOWN, key->from, key->to,
                ARGS(arg_text("field", check_text(c, left)), arg_text("name", key->s),
                     arg_text("near", near),
                     arg_text("options", check_list(c, options->keys, options->count))));
    return STR_NOT_FOUND;
}

static struct checked in_options(struct checker *c, const struct ast *node, struct checked left)
{
    const struct calc_options *options = left.type.options;
    bool *wanted = ARENA_ARRAY(c->arena, bool, options->count + 1);
    for (size_t i = 0; i < node->keys.count; i++) {
        size_t index = need_option(c, node->a, options, &node->keys.items[i]);
        if (index != STR_NOT_FOUND)
            wanted[index] = true;
    }
    struct code *code = check_join(c, OP_IS_OPTION, node, left.code, NULL, NULL);
    code->options = wanted;
    return yes_no(code, node->negated, &left);
}

/*
 * The id that `key` stands for: an id, or a title that only one record has. Where a type has no
 * records yet nothing can be said, and the key is taken as it is.
 */
static bool find_id(struct checker *c, uint16_t type, struct str key, struct str *id)
{
    const struct calc_world *world = c->calc->world;
    struct calc_rows rows = world->reader->rows(world->store, type, PERIOD_NONE);
    struct record record;
    *id = key;
    if (rows.count == 0)
        return true;
    if (world->reader->find(world->store, type, key, PERIOD_NONE, &record)) {
        *id = world->reader->id(world->store, record);
        return true;
    }
    bool found = false;
    for (size_t i = 0; i < rows.count; i++) {
        record = (struct record){type, rows.items[i]};
        struct str own = world->reader->id(world->store, record);
        if (str_equal(own, key)) {
            *id = own;
            return true;
        }
        if (str_equal(world->reader->title(world->store, record), key)) {
            *id = own;
            found = true;
        }
    }
    return found;
}

static struct str nearest_id(struct checker *c, uint16_t type, struct str key)
{
    enum { LOOKED_AT = 2000 };
    const struct calc_world *world = c->calc->world;
    struct calc_rows rows = world->reader->rows(world->store, type, PERIOD_NONE);
    size_t count = rows.count < LOOKED_AT ? rows.count : LOOKED_AT;
    struct str *names = ARENA_ARRAY(c->arena, struct str, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = world->reader->id(world->store, (struct record){type, rows.items[i]});
    return suggest_nearest(key, names, count);
}

static struct checked in_records(struct checker *c, const struct ast *node, struct checked left)
{
    uint16_t type = left.type.record;
    struct str *ids = ARENA_ARRAY(c->arena, struct str, node->keys.count + 1);
    for (size_t i = 0; i < node->keys.count; i++) {
        const struct ast_key *key = &node->keys.items[i];
        if (find_id(c, type, key->s, &ids[i]))
            continue;
        struct str near = nearest_id(c, type, key->s);
        check_error(c, near.n ? MSG_EXPR_ID_NEAR : MSG_EXPR_ID_UNKNOWN, key->from, key->to,
                    ARGS(arg_text("name", key->s), arg_text("near", near),
                         arg_text("type", c->calc->world->types[type].name)));
    }
    struct code *code = check_join(c, OP_IS_ID, node, left.code, NULL, NULL);
    code->ids = ids;
    code->index = (uint32_t)node->keys.count;
    code->record_type = type;
    return yes_no(code, node->negated, &left);
}

static struct checked in_texts(struct checker *c, const struct ast *node, struct checked left)
{
    struct str *texts = ARENA_ARRAY(c->arena, struct str, node->keys.count);
    for (size_t i = 0; i < node->keys.count; i++)
        texts[i] = node->keys.items[i].s;
    struct code *code = check_join(c, OP_IS_TEXT, node, left.code, NULL, NULL);
    code->ids = texts;
    code->index = (uint32_t)node->keys.count;
    return yes_no(code, node->negated, &left);
}

static bool state_word(const struct ast_key *key, enum value_kind *state)
{
    if (key->quoted)
        return false;
    if (str_is(key->s, "known"))
        *state = VALUE_FAILED; /* stands for known: no value of that kind is ever asked about */
    else if (str_is(key->s, "unknown"))
        *state = VALUE_UNKNOWN;
    else if (str_is(key->s, "none"))
        *state = VALUE_NONE;
    else
        return false;
    return true;
}

static struct checked is_yes_no(struct checker *c, const struct ast *node, struct checked left)
{
    const struct ast_key *key = &node->keys.items[0];
    bool yes = str_is(key->s, "yes");
    if (!yes && !str_is(key->s, "no"))
        return check_error_at(c, node, MSG_EXPR_YES_NO, ARGS(arg_text("name", key->s)));
    if (yes == node->negated)
        left.code = check_join(c, OP_NOT, node, left.code, NULL, NULL);
    return left;
}

/* number is 5, text is "x": an equality. */
static struct checked is_value(struct checker *c, const struct ast *node,
                               const struct checked *left)
{
    const struct ast_key *key = &node->keys.items[0];
    struct str sign = node->negated ? STR("<>") : STR("=");
    struct str value = str_slice(c->formula.s, key->from, key->to);
    return check_error_at(c, node, MSG_EXPR_IS_VALUE,
                          ARGS(arg_words("found", check_words(c, &left->type)),
                               arg_text("left", check_text(c, node->a)), arg_text("sign", sign),
                               arg_text("value", value)));
}

/* `id is novak` asks which record it is, as `this is novak` would. */
static struct checked record_of_id(struct checked left)
{
    if (left.code->op != OP_ID_OF)
        return left;
    struct calc_type type = kind_record(left.code->record_type);
    type.is_private = left.type.is_private;
    return (struct checked){(struct code *)left.code->a, type};
}

struct checked check_is(struct checker *c, const struct ast *node)
{
    struct checked left = record_of_id(check_node(c, node->a));
    const struct ast_key *key = &node->keys.items[0];
    enum value_kind state;
    if (state_word(key, &state)) {
        struct code *code = check_join(c, OP_IS_STATE, node, left.code, NULL, NULL);
        code->index = state;
        return yes_no(code, node->negated, &left);
    }
    if (kind_is_open(&left.type))
        return check_failed(c, node);
    if (left.type.kind == VALUE_YES_NO)
        return is_yes_no(c, node, left);
    if (left.type.kind == VALUE_CHOICE)
        return in_options(c, node, left);
    if (left.type.kind == VALUE_RECORD)
        return in_records(c, node, left);
    if (left.type.kind == VALUE_CHOICES)
        return check_error_at(
            c, node, MSG_EXPR_WRITE_HAS,
            ARGS(arg_text("left", check_text(c, node->a)), arg_text("name", key->s)));
    return is_value(c, node, &left);
}

static struct checked has_value(struct checker *c, const struct ast *node, struct checked left)
{
    struct calc_type element;
    struct checked right = check_node(c, node->b);
    if (kind_is_open(&left.type) || kind_is_open(&right.type))
        return check_failed(c, node);
    if (kind_elements(&left.type, &element) && !kind_matches(&element, &right.type) &&
        kind_options_akin(&element, &right.type))
        right = check_as_option(c, node->b, right, &element);
    else if (!kind_elements(&left.type, &element) || !kind_matches(&element, &right.type))
        return check_error_at(c, node, MSG_EXPR_KINDS,
                              ARGS(arg_text("sign", STR("has")),
                                   arg_words("left", check_words(c, &left.type)),
                                   arg_words("right", check_words(c, &right.type))));
    struct code *code = check_join(c, OP_HAS, node, left.code, right.code, NULL);
    return yes_no(code, false, &left);
}

/* members has novak: a constant would need the period, so each item's id is compared. */
static struct checked has_id(struct checker *c, const struct ast *node, struct checked left,
                             const struct calc_type *element)
{
    struct code *item = check_code(c, OP_NAME, node);
    item->scopes = 1;
    struct checked each = in_records(c, node, (struct checked){item, *element});
    struct code *code = check_join(c, OP_HAS, node, left.code, NULL, NULL);
    code->c = each.code;
    return yes_no(code, false, &left);
}

struct checked check_has(struct checker *c, const struct ast *node)
{
    struct checked left = check_node(c, node->a);
    if (node->b)
        return has_value(c, node, left);
    const struct ast_key *key = &node->keys.items[0];
    struct calc_type element;
    if (kind_is_open(&left.type))
        return check_failed(c, node);
    if (left.type.kind == VALUE_CHOICE)
        return check_error_at(
            c, node, MSG_EXPR_WRITE_IS,
            ARGS(arg_text("left", check_text(c, node->a)), arg_text("name", key->s)));
    if (!kind_elements(&left.type, &element))
        return check_wrong_kind(c, node->a, &left, "has", "choices or a list");
    if (element.kind == VALUE_RECORD)
        return has_id(c, node, left, &element);
    if (element.kind == VALUE_CHOICE) {
        size_t index = need_option(c, node->a, element.options, key);
        struct code *code = check_join(c, OP_HAS_OPTION, node, left.code, NULL, NULL);
        code->index = (uint32_t)index;
        return index == STR_NOT_FOUND ? check_failed(c, node) : yes_no(code, false, &left);
    }
    if (element.kind != VALUE_TEXT)
        return check_wrong_kind(c, node->a, &left, "has", "choices or a list");
    struct checked text = check_const(c, node, value_text(key->s), kind_of(VALUE_TEXT));
    return yes_no(check_join(c, OP_HAS, node, left.code, text.code, NULL), false, &left);
}

/* x in credit */
static struct checked convert(struct checker *c, const struct ast *node, struct checked left)
{
    const struct ast_key *key = &node->keys.items[0];
    struct measures *measures = c->calc->world->measures;
    measure_id to = measure_find(measures, key->s);
    if (to == MEASURE_NOT_FOUND) {
        size_t count = measure_count(measures);
        struct str *names = ARENA_ARRAY(c->arena, struct str, count);
        for (size_t i = 0; i < count; i++)
            names[i] = measure_name(measures, (measure_id)i);
        struct str near = suggest_nearest(key->s, names, count);
        check_error(c, near.n ? MSG_EXPR_MEASURE_NEAR : MSG_EXPR_MEASURE_UNKNOWN, key->from,
                    key->to, ARGS(arg_text("name", key->s), arg_text("near", near)));
        return check_failed(c, node);
    }
    struct number factor;
    if (!measure_convert(measures, left.type.measure, to, &factor))
        return check_error_at(
            c, node, MSG_EXPR_CONVERT,
            ARGS(arg_words("found", check_words(c, &left.type)), arg_text("measure", key->s)));
    struct checked out = check_scale(c, node, left, factor);
    out.type.measure = to;
    out.type.integer = left.type.integer && number_is_integer(factor);
    out.type.noun = 0;
    out.type.points = left.type.points && to == MEASURE_PERCENT;
    return out;
}

static struct checked in_range(struct checker *c, const struct ast *node, struct checked left)
{
    struct checked first = check_node(c, node->b->a), last = check_node(c, node->b->b);
    enum value_kind kind = left.type.kind;
    bool moment = kind == VALUE_DATE || kind == VALUE_MONTH;
    bool periods = moment && first.type.kind != kind && first.type.kind != VALUE_TEXT;
    if (periods) {
        first = check_as_period(c, node->b->a, first);
        last = check_as_period(c, node->b->b, last);
    } else if (!check_unite(c, node, &left, &first, "in", false) ||
               !check_unite(c, node, &left, &last, "in", false)) {
        return check_failed(c, node);
    }
    if (kind_is_open(&left.type) || kind_is_open(&first.type) || kind_is_open(&last.type))
        return check_failed(c, node);
    enum code_op op = periods ? OP_IN_PERIOD : OP_IN_RANGE;
    struct code *code = check_join(c, op, node, left.code, first.code, last.code);
    return yes_no(code, node->negated, &left);
}

/* date in period, adviser in this.members */
static struct checked in_value(struct checker *c, const struct ast *node, struct checked left,
                               const struct ast *value)
{
    if (value->kind == AST_RANGE)
        return in_range(c, node, left);
    struct checked right = check_node(c, value);
    struct calc_type element;
    if (kind_is_open(&left.type) || kind_is_open(&right.type))
        return check_failed(c, node);
    if (kind_elements(&right.type, &element) && kind_options_akin(&element, &left.type))
        left = check_as_option(c, node->a, left, &element);
    if (kind_elements(&right.type, &element) &&
        (left.code->op == OP_OPTION || kind_matches(&element, &left.type))) {
        struct code *code = check_join(c, OP_HAS, node, right.code, left.code, NULL);
        left.type.is_private |= right.type.is_private;
        return yes_no(code, node->negated, &left);
    }
    if (left.type.kind != VALUE_DATE && left.type.kind != VALUE_MONTH)
        return check_error_at(c, node, MSG_EXPR_KINDS,
                              ARGS(arg_text("sign", STR("in")),
                                   arg_words("left", check_words(c, &left.type)),
                                   arg_words("right", check_words(c, &right.type))));
    right = check_as_period(c, value, right);
    if (kind_is_open(&right.type))
        return check_failed(c, node);
    struct code *code = check_join(c, OP_IN_PERIOD, node, left.code, right.code, right.code);
    return yes_no(code, node->negated, &left);
}

/* A word after `in` where the left side has no options: a name or a year after all. */
static struct checked in_word(struct checker *c, const struct ast *node, struct checked left)
{
    const struct ast_key *key = &node->keys.items[0];
    if (left.type.kind == VALUE_NUMBER && node->keys.count == 1 && !key->quoted)
        return convert(c, node, left);
    if (left.type.kind == VALUE_TEXT)
        return in_texts(c, node, left);
    struct ast word = {.kind = key->s.p[0] >= '0' && key->s.p[0] <= '9' ? AST_NUMBER : AST_NAME,
                       .from = key->from,
                       .to = key->to,
                       .s = key->s};
    return in_value(c, node, left, &word);
}

struct checked check_in(struct checker *c, const struct ast *node)
{
    struct checked left = check_node(c, node->a);
    if (node->b)
        return in_value(c, node, left, node->b);
    left = record_of_id(left);
    if (kind_is_open(&left.type))
        return check_failed(c, node);
    if (left.type.kind == VALUE_CHOICE)
        return in_options(c, node, left);
    if (left.type.kind == VALUE_RECORD)
        return in_records(c, node, left);
    return in_word(c, node, left);
}
