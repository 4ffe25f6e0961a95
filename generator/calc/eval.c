/* SPDX-License-Identifier: MIT */
#include "calc/eval.h"

const struct calc_frame *eval_frame(const struct calc_at *at, unsigned hop)
{
    const struct calc_frame *frame = at->frame;
    while (hop-- > 0)
        frame = frame->outer;
    return frame;
}

static int missing_rank(uint8_t kind)
{
    return kind == VALUE_FAILED ? 3 : kind == VALUE_NONE ? 2 : kind == VALUE_UNKNOWN ? 1 : 0;
}

struct value eval_missing(struct value a, struct value b)
{
    struct value out = missing_rank(a.kind) >= missing_rank(b.kind) ? a : b;
    out.marks = a.marks | b.marks;
    return out;
}

struct value eval_negation(struct value value)
{
    if (value.kind == VALUE_YES_NO)
        value.yes = !value.yes;
    return value;
}

/* and: a no decides; or: a yes decides. */
struct value eval_logic(struct value a, struct value b, bool both)
{
    struct value out;
    if (value_known(a) && value_known(b))
        out = value_yes_no(both ? a.yes && b.yes : a.yes || b.yes);
    else if ((value_known(a) && a.yes != both) || (value_known(b) && b.yes != both))
        out = value_yes_no(!both);
    else if (a.kind == VALUE_FAILED || b.kind == VALUE_FAILED)
        out = value_failed();
    else if (a.kind == VALUE_UNKNOWN || b.kind == VALUE_UNKNOWN)
        out = value_unknown();
    else if (both)
        out = value_none();
    else
        out = value_known(a) ? a : value_known(b) ? b : value_none();
    out.marks = a.marks | b.marks;
    return out;
}

static struct value eval_both(struct calc *calc, const struct code *code, const struct calc_at *at,
                              bool both)
{
    struct value a = eval_code(calc, code->a, at);
    if (a.kind == VALUE_FAILED || (a.kind == VALUE_YES_NO && a.yes != both))
        return a;
    return eval_logic(a, eval_code(calc, code->b, at), both);
}

static struct value eval_if(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    struct value test = eval_code(calc, code->a, at);
    if (test.kind != VALUE_YES_NO)
        return test;
    struct value out = eval_code(calc, test.yes ? code->b : code->c, at);
    out.marks |= test.marks;
    return out;
}

static struct value eval_otherwise(struct calc *calc, const struct code *code,
                                   const struct calc_at *at)
{
    struct value value = eval_code(calc, code->a, at);
    if (value.kind == VALUE_UNKNOWN || value.kind == VALUE_NONE)
        return eval_code(calc, code->b, at);
    return value;
}

static struct value eval_record(struct calc *calc, const struct code *code,
                                const struct calc_at *at)
{
    if (eval_frame(at, code->hop)->record.row == ROW_BLANK)
        return value_unknown();
    struct value value = value_record(eval_frame(at, code->hop)->record);
    if (calc->world->reader->marks)
        value.marks = calc->world->reader->marks(calc->world->store, value_as_record(value));
    return value;
}

/* Field `index` of a record that the formula computes. */
static struct value eval_field_of(struct calc *calc, const struct code *code,
                                  const struct calc_at *at)
{
    struct value record = eval_code(calc, code->a, at);
    if (record.kind != VALUE_RECORD)
        return record;
    uint8_t marks = record.marks;
    struct value value;
    if (code->op == OP_COMPUTED_OF) {
        value = eval_item(calc, &calc->fields[record.type][code->index], record.size, at);
    } else {
        struct record at_hand = value_as_record(record);
        value = eval_stored(calc, at_hand, code->index, code->flags, at);
        if (calc->tracer)
            trace_field(calc, code, at_hand, value, at);
    }
    value.marks |= marks;
    return value;
}

static struct value eval_name_of(struct calc *calc, const struct code *code,
                                 const struct calc_at *at)
{
    struct value record = eval_code(calc, code->a, at);
    if (record.kind != VALUE_RECORD)
        return record;
    const struct calc_reader *reader = calc->world->reader;
    struct str text = code->op == OP_ID_OF
                          ? reader->id(calc->world->store, value_as_record(record))
                          : reader->title(calc->world->store, value_as_record(record));
    struct value value = value_text(text);
    value.marks = record.marks;
    return value;
}

/* Nothing beside an option is none; an unknown choice has an unknown text. */
static struct value eval_option_text(struct calc *calc, const struct code *code,
                                     const struct calc_at *at)
{
    struct value record = eval_code(calc, code->a, at);
    if (record.kind != VALUE_RECORD)
        return record;
    const struct calc_reader *reader = calc->world->reader;
    struct record at_hand = value_as_record(record);
    struct value choice = reader->field(calc->world->store, at_hand, code->index);
    if (calc->tracer)
        trace_field(calc, code, at_hand, choice, at);
    if (!value_known(choice))
        return choice;
    struct str text = {NULL, 0};
    if (reader->option_text)
        text =
            reader->option_text(calc->world->store, calc->arena, at_hand, code->index, code->hop);
    struct value value = text.n > 0 ? value_text(text) : value_none();
    value.marks = record.marks | choice.marks;
    return value;
}

static struct value eval_row_field(struct calc *calc, const struct code *code,
                                   const struct calc_at *at)
{
    struct value row = eval_code(calc, code->a, at);
    if (row.kind != VALUE_LIST)
        return row;
    if (code->index >= row.list->count)
        return value_unknown();
    struct value value = row.list->items[code->index];
    value.marks |= row.marks;
    return value;
}

/* What has no parts that would take stack. */
static struct value eval_leaf(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    switch (code->op) {
    case OP_CONST:
        return code->value;
    case OP_PERIOD:
        return at->period == PERIOD_NONE ? value_none() : value_period(at->period);
    case OP_AS_OF:
        return value_date(at->as_of);
    case OP_RECORD:
        return eval_record(calc, code, at);
    case OP_NAME:
        return eval_frame(at, code->hop)->value;
    case OP_SINGLE:
        return eval_single(calc, (uint16_t)code->index, at);
    default:
        break;
    }
    struct record record = eval_frame(at, code->hop)->record;
    struct value value = code->flags & CODE_REFERENCE
                             ? eval_stored(calc, record, code->index, code->flags, at)
                             : calc->world->reader->field(calc->world->store, record, code->index);
    if (calc->tracer)
        trace_field(calc, code, record, value, at);
    return value;
}

static struct value eval_option(struct calc *calc, const struct code *code,
                                const struct calc_at *at)
{
    struct value value = eval_code(calc, code->a, at);
    if (value.kind == VALUE_CHOICE)
        value.size = code->option_map[value.size];
    return value;
}

static struct value eval_inner(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    switch (code->op) {
    case OP_COMPUTED: {
        struct record record = eval_frame(at, code->hop)->record;
        return eval_item(calc, &calc->fields[record.type][code->index], record.row, at);
    }
    case OP_FIGURE:
        return eval_item(calc, &calc->figures[code->index], 0, at);
    case OP_FIELD_OF:
    case OP_COMPUTED_OF:
        return eval_field_of(calc, code, at);
    case OP_ROW_FIELD:
        return eval_row_field(calc, code, at);
    case OP_MAP:
        return eval_map(calc, code, at);
    case OP_ID_OF:
    case OP_TITLE_OF:
        return eval_name_of(calc, code, at);
    case OP_OPTION_TEXT:
        return eval_option_text(calc, code, at);
    case OP_NOT:
        return eval_negation(eval_code(calc, code->a, at));
    case OP_AND:
    case OP_OR:
        return eval_both(calc, code, at, code->op == OP_AND);
    case OP_OTHERWISE:
        return eval_otherwise(calc, code, at);
    case OP_IF:
        return eval_if(calc, code, at);
    case OP_NEGATE:
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_SCALE:
        return eval_arithmetic(calc, code, at);
    case OP_COMPARE: {
        struct value a = eval_code(calc, code->a, at);
        return eval_compare(calc, (enum code_compare)code->index, a, eval_code(calc, code->b, at));
    }
    case OP_OPTION:
        return eval_option(calc, code, at);
    case OP_IS_STATE:
    case OP_IS_OPTION:
    case OP_HAS_OPTION:
    case OP_IS_ID:
    case OP_IS_TEXT:
    case OP_HAS:
    case OP_IN_RANGE:
    case OP_IN_PERIOD:
        return eval_key(calc, code, at);
    case OP_SHIFT:
    case OP_DIFFERENCE:
    case OP_TIME:
    case OP_TO_PERIOD:
    case OP_AT:
    case OP_OVER:
    case OP_CHANGE:
    case OP_GROWTH:
        return eval_time(calc, code, at);
    case OP_FUNCTION:
        return eval_function(calc, code, at);
    case OP_AGGREGATE:
        return calc->tracer ? trace_aggregate(calc, code, at) : eval_aggregate(calc, code, at);
    default:
        return value_failed();
    }
}

struct value eval_code(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    if (code->op <= OP_LAST_LEAF)
        return eval_leaf(calc, code, at);
    calc->depth++;
    struct value value = eval_inner(calc, code, at);
    calc->depth--;
    return value;
}

void eval_begin(struct calc *calc)
{
    calc->depth = 0;
    calc->active = NULL;
    calc->deferring = false;
}

struct value eval_root(struct calc *calc, const struct code *code, const struct calc_at *at)
{
    const struct active *active = calc->active;
    unsigned depth = calc->depth;
    struct value value;
    for (;;) {
        eval_begin(calc);
        value = eval_code(calc, code, at);
        if (!calc->deferring)
            break;
        eval_settle(calc);
    }
    calc->active = active;
    calc->depth = depth;
    return value;
}

struct value calc_eval(struct calc *calc, const struct expr *expr, struct calc_at at,
                       struct diags *diags)
{
    if (expr == NULL)
        return value_failed();
    calc->diags = diags;
    const struct code *code = expr->code;
    /* Tables are full of stored fields, which need no more than the reader. */
    if (code->op == OP_FIELD && code->hop == 0 && !(code->flags & CODE_REFERENCE) && !calc->tracer)
        return calc->world->reader->field(calc->world->store, at.frame->record, code->index);
    return eval_root(calc, code, &at);
}

bool calc_expr_field(struct calc *calc, const struct expr *expr, struct calc_at at,
                     struct diags *diags, struct record *record, size_t *field)
{
    const struct code *code = expr->code;
    *field = code->index;
    if (code->op == OP_FIELD) {
        *record = eval_frame(&at, code->hop)->record;
        return true;
    }
    if (code->op != OP_FIELD_OF)
        return false;
    calc->diags = diags;
    struct value owner = eval_root(calc, code->a, &at);
    if (owner.kind != VALUE_RECORD)
        return false;
    *record = value_as_record(owner);
    return true;
}

struct value calc_eval_figure(struct calc *calc, size_t figure, int32_t period, int32_t as_of,
                              struct diags *diags)
{
    struct code code = {.op = OP_FIGURE, .index = (uint32_t)figure};
    struct calc_at at = {period, as_of, NULL};
    calc->diags = diags;
    return eval_root(calc, &code, &at);
}
