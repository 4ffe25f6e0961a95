/* SPDX-License-Identifier: MIT */
/* Dates, months, periods, lengths of time; `at` and `over`. */
#include "base/suggest.h"
#include "calc/checker.h"

struct checked check_date(struct checker *c, const struct ast *node)
{
    int32_t day = 0;
    if (date_parse(node->s, &day) != DATE_OK)
        return check_error_at(c, node, MSG_EXPR_DATE, ARGS(arg_text("found", node->s)));
    return check_const(c, node, value_date(day), kind_of(VALUE_DATE));
}

struct checked check_years(struct checker *c, const struct ast *node)
{
    int32_t period = 0;
    enum period_mode mode = c->calc->world->period_mode;
    if (mode != PERIOD_SCHOOL || !period_parse(node->s, mode, &period))
        return check_error_at(c, node, MSG_EXPR_SCHOOL, ARGS(arg_text("found", node->s)));
    return check_const(c, node, value_period(period), kind_of(VALUE_PERIOD));
}

static bool calendar_unit(struct str word, enum code_unit *unit)
{
    static const struct {
        const char *one, *many;
    } words[] = {[UNIT_DAYS] = {"day", "days"},
                 [UNIT_MONTHS] = {"month", "months"},
                 [UNIT_YEARS] = {"year", "years"}};
    for (int i = 0; i < 3; i++) {
        if (!str_is(word, words[i].one) && !str_is(word, words[i].many))
            continue;
        *unit = (enum code_unit)i;
        return true;
    }
    return false;
}

static struct checked unknown_measure(struct checker *c, const struct ast *node, struct str name)
{
    struct measures *measures = c->calc->world->measures;
    size_t count = measure_count(measures);
    struct str *names = ARENA_ARRAY(c->arena, struct str, count + 6);
    for (size_t i = 0; i < count; i++)
        names[i] = measure_name(measures, (measure_id)i);
    const char *const calendar[] = {"day", "days", "month", "months", "year", "years"};
    for (size_t i = 0; i < 6; i++)
        names[count + i] = str_from(calendar[i]);
    struct str near = suggest_nearest(name, names, count + 6);
    check_error(c, near.n ? MSG_EXPR_MEASURE_NEAR : MSG_EXPR_MEASURE_UNKNOWN, node->at,
                node->at + (uint32_t)name.n, ARGS(arg_text("name", name), arg_text("near", near)));
    return check_failed(c, node);
}

/*
 * 30 hour, 15 days. A measure that the institution calls `day` wins except in date arithmetic,
 * which asks for the calendar by check_time_sum().
 */
struct checked check_unit(struct checker *c, const struct ast *node)
{
    struct checked number = check_node(c, node->a);
    enum code_unit unit;
    measure_id measure = measure_find(c->calc->world->measures, node->s);
    if (number.type.kind != VALUE_NUMBER)
        return check_wrong_kind(c, node->a, &number, "a unit", "a number");
    if (measure != MEASURE_NOT_FOUND && number.code->op == OP_CONST) {
        number.type.measure = measure;
        return number;
    }
    if (!calendar_unit(node->s, &unit))
        return unknown_measure(c, node, node->s);
    struct code *code = check_join(c, OP_TIME, node, number.code, NULL, NULL);
    code->index = unit;
    return (struct checked){code, kind_of(VALUE_SPAN_OF_TIME)};
}

/* The right side of date + …: `2 day` is calendar days there, whatever else a day may be. */
static void prefer_calendar(struct checker *c, const struct ast *node, struct checked *part)
{
    enum code_unit unit;
    if (node->kind != AST_UNIT || part->type.kind != VALUE_NUMBER || !calendar_unit(node->s, &unit))
        return;
    struct checked number = check_node(c, node->a);
    struct code *code = check_join(c, OP_TIME, node, number.code, NULL, NULL);
    code->index = unit;
    *part = (struct checked){code, kind_of(VALUE_SPAN_OF_TIME)};
}

static bool is_time(enum value_kind kind)
{
    return kind == VALUE_DATE || kind == VALUE_MONTH || kind == VALUE_PERIOD;
}

/* Period or month and a bare whole number: so many periods or months. */
static bool bare_steps(struct checker *c, const struct ast *node, const struct checked *left,
                       struct checked *right)
{
    if (right->type.kind != VALUE_NUMBER || left->type.kind == VALUE_DATE ||
        right->type.measure != MEASURE_PLAIN)
        return false;
    struct code *code = check_join(c, OP_TIME, node, right->code, NULL, NULL);
    code->index = left->type.kind == VALUE_MONTH ? UNIT_MONTHS : UNIT_YEARS;
    *right = (struct checked){code, kind_of(VALUE_SPAN_OF_TIME)};
    return true;
}

static struct checked time_difference(struct checker *c, const struct ast *node,
                                      const struct checked *left, const struct checked *right)
{
    struct code *code = check_join(c, OP_DIFFERENCE, node, left->code, right->code, NULL);
    struct calc_type type = kind_plain_number(true);
    type.is_private = left->type.is_private || right->type.is_private;
    return (struct checked){code, type};
}

static struct checked time_fault(struct checker *c, const struct ast *node,
                                 const struct checked *left, const struct checked *right)
{
    return check_error_at(c, node, MSG_EXPR_TIME,
                          ARGS(arg_words("left", check_words(c, &left->type)),
                               arg_words("right", check_words(c, &right->type))));
}

/* A day more makes no month more, and a month more no year. */
static bool shift_fits(const struct checked *left, const struct code *shift)
{
    if (shift->op != OP_TIME)
        return true;
    if (left->type.kind == VALUE_MONTH)
        return shift->index != UNIT_DAYS;
    return left->type.kind == VALUE_DATE || shift->index == UNIT_YEARS;
}

bool check_time_sum(struct checker *c, const struct ast *node, struct checked left,
                    struct checked *right, struct checked *out)
{
    bool minus = node->op == TOKEN_MINUS;
    if (!is_time(left.type.kind))
        return false;
    prefer_calendar(c, node->b, right);
    if (kind_is_open(&right->type)) {
        *out = (struct checked){check_failed(c, node).code, kind_of(VALUE_UNKNOWN)};
        return true;
    }
    if (minus && right->type.kind == left.type.kind) {
        *out = time_difference(c, node, &left, right);
        return true;
    }
    if (right->type.kind != VALUE_SPAN_OF_TIME && !bare_steps(c, node->b, &left, right)) {
        *out = time_fault(c, node, &left, right);
        return true;
    }
    if (!shift_fits(&left, right->code)) {
        *out = time_fault(c, node, &left, right);
        return true;
    }
    struct code *code = check_join(c, OP_SHIFT, node, left.code, right->code, NULL);
    code->index = minus;
    left.type.is_private |= right->type.is_private;
    *out = (struct checked){code, left.type};
    return true;
}

struct checked check_as_period(struct checker *c, const struct ast *node, struct checked part)
{
    if (part.type.kind == VALUE_PERIOD || kind_is_open(&part.type))
        return part;
    /* In school years the number 2022 is the one that begins then: only if written out. */
    bool literal = part.code->op == OP_CONST;
    bool school = c->calc->world->period_mode == PERIOD_SCHOOL;
    if (part.type.kind != VALUE_NUMBER || part.type.measure != MEASURE_PLAIN ||
        (school && !literal))
        return check_wrong_kind(c, node, &part, "a period", "a year");
    struct code *code = check_join(c, OP_TO_PERIOD, node, part.code, NULL, NULL);
    return (struct checked){code, kind_of(VALUE_PERIOD)};
}

static struct checked check_period(struct checker *c, const struct ast *node)
{
    return check_as_period(c, node, check_node(c, node));
}

const struct frame_kind *check_frames(struct checker *c)
{
    struct frame_kind *frames = ARENA_ARRAY(c->arena, struct frame_kind, c->scopes + 1);
    size_t hop = 0;
    for (const struct calc_scope *s = c->scope; s && hop < c->scopes; s = s->outer)
        frames[hop++] = (struct frame_kind){(uint8_t)s->kind, s->record_type};
    return frames;
}

/* In the period at hand as_of stays what it is, in any other it is the last day. */
static void inherit_as_of(struct code *code, const struct code *part)
{
    if (part->flags & CODE_AS_OF)
        code->flags |= CODE_PERIOD | CODE_AS_OF;
}

struct checked check_at(struct checker *c, const struct ast *node)
{
    struct checked when = check_period(c, node->b);
    c->shifted++;
    struct checked what = check_node(c, node->a);
    c->shifted--;
    if (kind_is_open(&when.type))
        return check_failed(c, node);
    struct code *code = check_join(c, OP_AT, node, what.code, when.code, NULL);
    code->flags = when.code->flags & (CODE_PERIOD | CODE_AS_OF);
    inherit_as_of(code, what.code);
    code->frames = check_frames(c);
    what.code = code;
    return what;
}

struct checked check_over(struct checker *c, const struct ast *node)
{
    struct checked first = check_period(c, node->b), last = check_period(c, node->c);
    c->shifted++;
    struct checked what = check_node(c, node->a);
    c->shifted--;
    if (kind_is_open(&first.type) || kind_is_open(&last.type) || kind_is_open(&what.type))
        return check_failed(c, node);
    if (what.type.element)
        return check_wrong_kind(c, node->a, &what, "over", "a single value");
    struct code *code = check_join(c, OP_OVER, node, what.code, first.code, last.code);
    code->flags = (first.code->flags | last.code->flags) & (CODE_PERIOD | CODE_AS_OF);
    inherit_as_of(code, what.code);
    code->frames = check_frames(c);
    return (struct checked){code, kind_list(c->arena, VALUE_SERIES, &what.type)};
}
