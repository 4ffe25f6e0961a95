/* SPDX-License-Identifier: MIT */
/* Arithmetic and comparison: kinds, measures and nouns of two operands. */
#include "calc/checker.h"

static struct str noun_name(const struct checker *c, uint16_t noun)
{
    return c->calc->world->nouns[noun - 1];
}

/* Two types' forms may be the same word. */
static bool nouns_clash(const struct checker *c, uint16_t a, uint16_t b)
{
    return a && b && a != b && !str_equal(noun_name(c, a), noun_name(c, b));
}

/* 0 is nothing in any measure. */
static bool is_zero(const struct checked *part)
{
    return part->code->op == OP_CONST && part->code->value.kind == VALUE_NUMBER &&
           number_is_zero(part->code->value.number);
}

static bool measures_differ(struct checker *c, const struct ast *node, const struct checked *left,
                            const struct checked *right, const char *sign)
{
    measure_id a = left->type.measure, b = right->type.measure;
    measure_id known = a == MEASURE_PLAIN ? b : a;
    enum message message =
        a != MEASURE_PLAIN && b != MEASURE_PLAIN ? MSG_EXPR_MEASURES : MSG_EXPR_MEASURE_MISSING;
    check_error_at(c, node, message,
                   ARGS(arg_text("sign", str_from(sign)),
                        arg_words("left", check_words(c, &left->type)),
                        arg_words("right", check_words(c, &right->type)),
                        arg_text("measure", measure_name(c->calc->world->measures, known))));
    return false;
}

static bool unite_numbers(struct checker *c, const struct ast *node, struct checked *left,
                          struct checked *right, const char *sign, bool nouns_matter)
{
    struct measures *measures = c->calc->world->measures;
    measure_id a = left->type.measure, b = right->type.measure;
    struct number factor;
    if (a != b && is_zero(right)) {
        right->type.measure = a;
    } else if (a != b && is_zero(left)) {
        left->type.measure = b;
    } else if (a != b) {
        /* Percent and plain are of one dimension, but 50 beside 84 percent is a slip. */
        if (a == MEASURE_PLAIN || b == MEASURE_PLAIN || !measure_convert(measures, b, a, &factor))
            return measures_differ(c, node, left, right, sign);
        *right = check_scale(c, node, *right, factor);
        right->type.measure = a;
    }
    if (nouns_matter && nouns_clash(c, left->type.noun, right->type.noun)) {
        check_error_at(c, node, MSG_EXPR_NOUNS,
                       ARGS(arg_text("sign", str_from(sign)),
                            arg_text("left", noun_name(c, left->type.noun)),
                            arg_text("right", noun_name(c, right->type.noun))));
        return false;
    }
    return true;
}

static bool is_moment(enum value_kind kind)
{
    return kind == VALUE_DATE || kind == VALUE_MONTH;
}

/* "2022-11-06" beside a date, "2022-11" beside a month. */
static bool read_moment(struct checker *c, const struct ast *node, struct checked *part,
                        enum value_kind kind)
{
    if (part->code->op != OP_CONST || part->code->value.kind != VALUE_TEXT)
        return false;
    struct str text = value_as_text(part->code->value);
    int32_t number;
    enum date_result result =
        kind == VALUE_DATE ? date_parse(text, &number) : month_parse(text, &number);
    if (result != DATE_OK) {
        c->failed = true;
        diag_add(c->diags, MSG_EXPR_DATE, part->code->span, ARGS(arg_text("found", text)));
    }
    *part = check_const(c, node, kind == VALUE_DATE ? value_date(number) : value_month(number),
                        kind_of(result == DATE_OK ? kind : VALUE_UNKNOWN));
    return true;
}

static bool kinds_differ(struct checker *c, const struct ast *node, const struct checked *left,
                         const struct checked *right, const char *sign)
{
    check_error_at(c, node, MSG_EXPR_KINDS,
                   ARGS(arg_text("sign", str_from(sign)),
                        arg_words("left", check_words(c, &left->type)),
                        arg_words("right", check_words(c, &right->type))));
    return false;
}

/* Days between two dates are a number: `15 days` beside them is one too. */
static bool days_as_number(struct checked *part)
{
    const struct code *code = part->code;
    if (part->type.kind != VALUE_SPAN_OF_TIME || code->op != OP_TIME || code->index != UNIT_DAYS)
        return false;
    part->code = (struct code *)code->a;
    part->type = kind_plain_number(false);
    return true;
}

struct checked check_as_option(struct checker *c, const struct ast *node, struct checked part,
                               const struct calc_type *type)
{
    const struct calc_options *from = part.type.options, *to = type->options;
    uint32_t *map = ARENA_ARRAY(c->arena, uint32_t, from->count);
    for (size_t i = 0; i < from->count; i++) {
        map[i] = UINT32_MAX;
        for (size_t j = 0; j < to->count; j++)
            if (str_equal(from->keys[i], to->keys[j]))
                map[i] = (uint32_t)j;
    }
    struct code *code = check_join(c, OP_OPTION, node, part.code, NULL, NULL);
    code->option_map = map;
    return (struct checked){code, part.type};
}

bool check_unite(struct checker *c, const struct ast *node, struct checked *left,
                 struct checked *right, const char *sign, bool nouns_matter)
{
    enum value_kind a = left->type.kind, b = right->type.kind;
    if (kind_is_open(&left->type) || kind_is_open(&right->type))
        return true;
    if (a == VALUE_NUMBER && b == VALUE_NUMBER)
        return unite_numbers(c, node, left, right, sign, nouns_matter);
    if ((a == VALUE_NUMBER && days_as_number(right)) || (b == VALUE_NUMBER && days_as_number(left)))
        return true;
    if (kind_matches(&left->type, &right->type))
        return true;
    if (!nouns_matter && kind_options_akin(&left->type, &right->type)) {
        *right = check_as_option(c, node, *right, &left->type);
        return true;
    }
    if (is_moment(a) && b == VALUE_TEXT && read_moment(c, node->b ? node->b : node, right, a))
        return true;
    if (is_moment(b) && a == VALUE_TEXT && read_moment(c, node->a ? node->a : node, left, b))
        return true;
    if (a == VALUE_PERIOD && b == VALUE_NUMBER) {
        *right = check_as_period(c, node->b ? node->b : node, *right);
        return right->type.kind == VALUE_PERIOD;
    }
    if (b == VALUE_PERIOD && a == VALUE_NUMBER) {
        *left = check_as_period(c, node->a ? node->a : node, *left);
        return left->type.kind == VALUE_PERIOD;
    }
    return kinds_differ(c, node, left, right, sign);
}

static struct checked check_sum(struct checker *c, const struct ast *node, struct checked left,
                                struct checked right, bool plus)
{
    const char *sign = plus ? "+" : "-";
    struct checked out;
    if (check_time_sum(c, node, left, &right, &out))
        return out;
    if (!check_unite(c, node, &left, &right, sign, true))
        return check_failed(c, node);
    struct calc_type type = kind_is_open(&left.type) ? right.type : left.type;
    if (!kind_is_open(&type) && type.kind != VALUE_NUMBER) {
        kinds_differ(c, node, &left, &right, sign);
        return check_failed(c, node);
    }
    type.integer = left.type.integer && right.type.integer;
    type.noun = left.type.noun ? left.type.noun : right.type.noun;
    type.calendar = plus && left.type.calendar;
    /* The difference of two shares is in points; a share and points make a share again. */
    type.points = type.measure == MEASURE_PERCENT && (plus ? left.type.points && right.type.points
                                                           : left.type.points == right.type.points);
    type.is_private = left.type.is_private || right.type.is_private;
    struct code *code =
        check_join(c, plus ? OP_ADD : OP_SUBTRACT, node, left.code, right.code, NULL);
    return (struct checked){code, type};
}

static bool need_number(struct checker *c, const struct ast *node, const struct checked *part,
                        const char *sign)
{
    if (part->type.kind == VALUE_NUMBER || kind_is_open(&part->type))
        return true;
    check_wrong_kind(c, node, part, sign, "a number");
    return false;
}

static struct checked check_product(struct checker *c, const struct ast *node, struct checked left,
                                    struct checked right, bool times)
{
    const char *sign = times ? "*" : "/";
    if (!need_number(c, node->a, &left, sign) || !need_number(c, node->b, &right, sign))
        return check_failed(c, node);
    struct calc_type type = kind_plain_number(times && left.type.integer && right.type.integer);
    type.is_private = left.type.is_private || right.type.is_private;
    struct number scale = NUMBER_ONE;
    struct measures *measures = c->calc->world->measures;
    measure_id a = left.type.measure, b = right.type.measure;
    if (!times && a == MEASURE_PERCENT && b == MEASURE_PLAIN)
        type.measure = a; /* half of 84 percent is 42 percent */
    else
        type.measure = times ? measure_multiply(measures, a, b, &scale)
                             : measure_divide(measures, a, b, &scale);
    if (type.measure == MEASURE_NOT_FOUND)
        return check_error_at(c, node, MSG_EXPR_MEASURE_POWER, NO_ARGS);
    struct code *code =
        check_join(c, times ? OP_MULTIPLY : OP_DIVIDE, node, left.code, right.code, NULL);
    if (number_compare(scale, NUMBER_ONE) != 0) {
        code->flags |= CODE_SCALED;
        code->factor = scale;
        type.integer = false;
    }
    if (!times) {
        uint16_t hop;
        const struct calc_scope *hand = check_at_hand(c, &hop);
        code->span = text_span(c->formula, node->b->from, node->b->to);
        code->hop = hand && hand->kind == SCOPE_RECORD ? (uint16_t)(hop + 1) : 0;
    }
    return (struct checked){code, type};
}

struct checked check_binary(struct checker *c, const struct ast *node)
{
    struct checked left = check_node(c, node->a), right = check_node(c, node->b);
    if (node->op == TOKEN_PLUS || node->op == TOKEN_MINUS)
        return check_sum(c, node, left, right, node->op == TOKEN_PLUS);
    return check_product(c, node, left, right, node->op == TOKEN_STAR);
}

struct checked check_negate(struct checker *c, const struct ast *node)
{
    struct checked part = check_node(c, node->a);
    if (!need_number(c, node->a, &part, "-"))
        return check_failed(c, node);
    if (part.code->op == OP_CONST && part.code->value.kind == VALUE_NUMBER)
        return check_const(c, node, value_number(number_negate(c->arena, part.code->value.number)),
                           part.type);
    part.code = check_join(c, OP_NEGATE, node, part.code, NULL, NULL);
    return part;
}

/* Texts have no order (that is a language's affair), nor have records, sets or yes and no. */
static bool has_order(enum value_kind kind)
{
    return kind == VALUE_NUMBER || kind == VALUE_DATE || kind == VALUE_MONTH ||
           kind == VALUE_PERIOD || kind == VALUE_CHOICE;
}

static bool is_state_word(const struct ast *node)
{
    return node->kind == AST_WORD && (str_is(node->s, "none") || str_is(node->s, "unknown"));
}

struct checked check_compare(struct checker *c, const struct ast *node)
{
    static const struct {
        enum code_compare compare;
        const char *sign;
    } signs[] = {
        [TOKEN_EQUAL] = {COMPARE_EQUAL, "="},        [TOKEN_LESS] = {COMPARE_LESS, "<"},
        [TOKEN_GREATER] = {COMPARE_GREATER, ">"},    [TOKEN_AT_MOST] = {COMPARE_AT_MOST, "<="},
        [TOKEN_AT_LEAST] = {COMPARE_AT_LEAST, ">="}, [TOKEN_DIFFERS] = {COMPARE_DIFFERS, "<>"},
    };
    enum code_compare compare = signs[node->op].compare;
    const char *sign = signs[node->op].sign;
    struct checked left = check_node(c, node->a), right = check_node(c, node->b);
    const struct ast *state = is_state_word(node->b) ? node->b : node->a;
    if (is_state_word(state))
        return check_error_at(c, node, MSG_EXPR_EQUAL_NONE, ARGS(arg_text("word", state->s)));
    if (!check_unite(c, node, &left, &right, sign, false))
        return check_failed(c, node);
    const struct calc_type *type = kind_is_open(&left.type) ? &right.type : &left.type;
    bool equality = compare == COMPARE_EQUAL || compare == COMPARE_DIFFERS;
    bool order = has_order(type->kind) && right.code->op != OP_OPTION;
    if (!equality && !kind_is_open(type) && !order)
        return check_error_at(
            c, node, MSG_EXPR_ORDER,
            ARGS(arg_text("sign", str_from(sign)), arg_words("found", check_words(c, type))));
    struct code *code = check_join(c, OP_COMPARE, node, left.code, right.code, NULL);
    code->index = compare;
    struct calc_type out = kind_of(VALUE_YES_NO);
    out.is_private = left.type.is_private || right.type.is_private;
    return (struct checked){code, out};
}
