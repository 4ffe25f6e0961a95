/* SPDX-License-Identifier: MIT */
/* Functions: how many arguments, of what kinds, and of what kind the result is. */
#include "base/suggest.h"
#include "calc/checker.h"

enum { ARGUMENTS_MAX = 64 };

/* What is computed of a value in two periods. */
enum { PERIOD_PREVIOUS = 100, PERIOD_CHANGE, PERIOD_GROWTH, OPTION_TEXT };

static const struct function {
    const char *name;
    int function;
    unsigned least, most; /* arguments */
    const char *example;
} functions[] = {
    {"length", FUNCTION_LENGTH, 1, 1, "length(title)"},
    {"words", FUNCTION_WORDS, 1, 1, "words(question)"},
    {"contains", FUNCTION_CONTAINS, 2, 2, "contains(question, \"?\")"},
    {"starts", FUNCTION_STARTS, 2, 2, "starts(code, \"A\")"},
    {"year", FUNCTION_YEAR, 1, 1, "year(issued)"},
    {"month", FUNCTION_MONTH, 1, 1, "month(date)"},
    {"days", FUNCTION_DAYS, 2, 2, "days(issued, published)"},
    {"floor", FUNCTION_FLOOR, 1, 1, "floor(hours / 30)"},
    {"abs", FUNCTION_ABS, 1, 1, "abs(change(visits))"},
    {"min", FUNCTION_MIN, 2, ARGUMENTS_MAX, "min(hours, 30 hour)"},
    {"max", FUNCTION_MAX, 2, ARGUMENTS_MAX, "max(owed - counted, 0)"},
    {"round", FUNCTION_ROUND, 1, 2, "round(cost / 7, 0.01)"},
    {"how_many", FUNCTION_HOW_MANY, 1, ARGUMENTS_MAX, "how_many(plan is known, act is known)"},
    {"previous", PERIOD_PREVIOUS, 1, 1, "previous(visits)"},
    {"change", PERIOD_CHANGE, 1, 1, "change(visits)"},
    {"growth", PERIOD_GROWTH, 1, 1, "growth(visits)"},
    {"text", OPTION_TEXT, 1, 2, "text(goals)"},
};

static const struct function *find_function(struct str name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (str_is(name, functions[i].name))
            return &functions[i];
    return NULL;
}

static struct checked unknown_function(struct checker *c, const struct ast *node)
{
    static const char *const aggregates[] = {"count", "list",   "first", "any",  "sum",
                                             "mean",  "median", "share", "every"};
    struct str names[32];
    size_t count = 0;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        names[count++] = str_from(functions[i].name);
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates; i++)
        names[count++] = str_from(aggregates[i]);
    struct str near = suggest_nearest(node->s, names, count);
    check_error(c, near.n ? MSG_EXPR_FUNCTION_NEAR : MSG_EXPR_FUNCTION_UNKNOWN, node->from,
                node->from + (uint32_t)node->s.n,
                ARGS(arg_text("name", node->s), arg_text("near", near)));
    return check_failed(c, node);
}

struct arguments {
    struct checked items[ARGUMENTS_MAX];
    size_t count;
    bool open; /* one of them has an error */
    bool is_private;
};

static bool need_kind(struct checker *c, const struct ast *node, const struct arguments *args,
                      size_t index, enum value_kind kind, const char *wanted)
{
    const struct checked *part = &args->items[index];
    if (part->type.kind == kind || kind_is_open(&part->type))
        return true;
    struct str name = arena_str(c->arena, node->s);
    check_wrong_kind(c, node->call->args.items[index], part, name.p, wanted);
    return false;
}

static struct checked function_node(struct checker *c, const struct ast *node,
                                    const struct arguments *args, int function,
                                    struct calc_type type)
{
    struct code *code = check_code(c, OP_FUNCTION, node);
    code->index = (uint32_t)function;
    code->hop = (uint16_t)args->count;
    code->args = ARENA_ARRAY(c->arena, const struct code *, args->count);
    for (size_t i = 0; i < args->count; i++) {
        code->args[i] = args->items[i].code;
        code->flags |= args->items[i].code->flags & (CODE_PERIOD | CODE_AS_OF);
        code->scopes |= args->items[i].code->scopes;
    }
    type.is_private = args->is_private;
    return (struct checked){code, type};
}

static bool check_text_function(struct checker *c, const struct ast *node,
                                const struct arguments *args, int function, struct calc_type *type)
{
    struct calc_type element;
    if (function == FUNCTION_LENGTH && kind_elements(&args->items[0].type, &element)) {
        *type = kind_plain_number(true);
        return true;
    }
    for (size_t i = 0; i < args->count; i++)
        if (!need_kind(c, node, args, i, VALUE_TEXT, "a text"))
            return false;
    bool number = function == FUNCTION_LENGTH || function == FUNCTION_WORDS;
    *type = number ? kind_plain_number(true) : kind_of(VALUE_YES_NO);
    return true;
}

static bool check_date_function(struct checker *c, const struct ast *node,
                                const struct arguments *args, int function, struct calc_type *type)
{
    enum value_kind kind = args->items[0].type.kind;
    bool longer = (kind == VALUE_MONTH || kind == VALUE_PERIOD) && function == FUNCTION_YEAR;
    for (size_t i = 0; i < args->count && !longer; i++)
        if (!need_kind(c, node, args, i, VALUE_DATE, "a date"))
            return false;
    *type = function == FUNCTION_MONTH ? kind_of(VALUE_MONTH) : kind_plain_number(true);
    type->calendar = function == FUNCTION_YEAR;
    return true;
}

/* min, max: all of one kind that has an order; the others take the first one's measure. */
static bool check_extremes(struct checker *c, const struct ast *node, struct arguments *args,
                           struct calc_type *type)
{
    for (size_t i = 1; i < args->count; i++)
        if (!check_unite(c, node, &args->items[0], &args->items[i], i == 1 ? "," : ", …", true))
            return false;
    *type = args->items[0].type;
    bool order = type->kind == VALUE_NUMBER || type->kind == VALUE_DATE ||
                 type->kind == VALUE_MONTH || type->kind == VALUE_PERIOD ||
                 type->kind == VALUE_CHOICE;
    if (!order && !kind_is_open(type))
        return need_kind(c, node, args, 0, VALUE_NUMBER, "numbers or dates");
    for (size_t i = 1; i < args->count; i++) {
        type->integer = type->integer && args->items[i].type.integer;
        if (type->noun == 0)
            type->noun = args->items[i].type.noun;
    }
    return true;
}

static bool check_round(struct checker *c, const struct ast *node, struct arguments *args,
                        int function, struct calc_type *type)
{
    if (!need_kind(c, node, args, 0, VALUE_NUMBER, "a number"))
        return false;
    *type = args->items[0].type;
    if (function == FUNCTION_FLOOR)
        type->integer = true;
    if (function != FUNCTION_ROUND)
        return true;
    type->integer = args->count < 2 || args->items[1].type.integer;
    if (args->count < 2)
        return true;
    const struct code *step = args->items[1].code;
    bool plain = args->items[1].type.measure == MEASURE_PLAIN;
    if (step->op != OP_CONST || step->value.kind != VALUE_NUMBER ||
        number_sign(step->value.number) <= 0 ||
        !(plain || args->items[1].type.measure == type->measure)) {
        check_error_at(c, node->call->args.items[1], MSG_EXPR_STEP, NO_ARGS);
        return false;
    }
    return true;
}

/* how_many(a, b, c): conditions that hold; how_many(goals): what a list or choices hold. */
static bool check_how_many(struct checker *c, const struct ast *node, const struct arguments *args,
                           struct calc_type *type)
{
    struct calc_type element;
    *type = kind_plain_number(true);
    if (args->count == 1 && kind_elements(&args->items[0].type, &element))
        return true;
    for (size_t i = 0; i < args->count; i++)
        if (!need_kind(c, node, args, i, VALUE_YES_NO, "conditions (yes or no), or one list"))
            return false;
    return true;
}

/* previous(x), change(x), growth(x) */
static struct checked check_periods(struct checker *c, const struct ast *node, int function)
{
    bool previous = function == PERIOD_PREVIOUS;
    c->shifted += previous;
    struct checked part = check_node(c, node->call->args.items[0]);
    c->shifted -= previous;
    if (!previous && part.type.kind != VALUE_NUMBER)
        return check_wrong_kind(c, node->call->args.items[0], &part,
                                function == PERIOD_CHANGE ? "change" : "growth", "a number");
    enum code_op op = previous ? OP_AT : function == PERIOD_CHANGE ? OP_CHANGE : OP_GROWTH;
    struct code *code = check_join(c, op, node, part.code, NULL, NULL);
    code->flags |= CODE_PERIOD;
    code->frames = check_frames(c);
    part.code = code;
    if (function == PERIOD_CHANGE) {
        part.type.points = part.type.measure == MEASURE_PERCENT;
        part.type.calendar = false;
    } else if (function == PERIOD_GROWTH) {
        struct calc_type type = kind_plain_number(false);
        type.measure = MEASURE_PERCENT;
        type.is_private = part.type.is_private;
        type.can_be_none = true;
        part.type = type;
    }
    return part;
}

static struct checked check_function(struct checker *c, const struct ast *node,
                                     struct arguments *args, int function)
{
    struct calc_type type = {0};
    bool good;
    if (function <= FUNCTION_STARTS)
        good = check_text_function(c, node, args, function, &type);
    else if (function <= FUNCTION_DAYS)
        good = check_date_function(c, node, args, function, &type);
    else if (function == FUNCTION_MIN || function == FUNCTION_MAX)
        good = check_extremes(c, node, args, &type);
    else if (function == FUNCTION_HOW_MANY)
        good = check_how_many(c, node, args, &type);
    else
        good = check_round(c, node, args, function, &type);
    if (!good || args->open)
        return check_failed(c, node);
    return function_node(c, node, args, function, type);
}

static bool has_clauses(const struct ast_call *call)
{
    const struct ast_clauses *clauses = &call->clauses;
    return clauses->source || clauses->of || clauses->where || clauses->alias.s.n || call->distinct;
}

struct checked check_call(struct checker *c, const struct ast *node)
{
    const struct function *f = find_function(node->s);
    bool several = node->call->args.count > 1 && !has_clauses(node->call);
    if (check_is_aggregate(node->s) && !(f && several))
        return check_aggregate(c, node);
    if (f == NULL)
        return unknown_function(c, node);
    size_t count = node->call->args.count;
    if (count < f->least || count > f->most || has_clauses(node->call))
        return check_error_at(
            c, node, MSG_EXPR_ARGUMENTS,
            ARGS(arg_text("name", node->s), arg_text("example", str_from(f->example))));
    if (f->function == OPTION_TEXT)
        return check_option_text(c, node);
    if (f->function >= PERIOD_PREVIOUS)
        return check_periods(c, node, f->function);
    struct arguments args = {.count = count};
    for (size_t i = 0; i < count; i++) {
        args.items[i] = check_node(c, node->call->args.items[i]);
        args.open |=
            args.items[i].code->op == OP_CONST && args.items[i].code->value.kind == VALUE_FAILED;
        args.is_private |= args.items[i].type.is_private;
    }
    return check_function(c, node, &args, f->function);
}
