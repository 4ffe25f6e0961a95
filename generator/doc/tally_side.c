/* SPDX-License-Identifier: MIT */
/* `rows:` and `columns:` as they are written: a formula, one with a label, a battery of fields. */
#include "doc/tally.h"

static const struct schema_field side_fields[] = {
    NEEDED("show", SHAPE_FORMULA),
    FIELD("label", SHAPE_WORDS),
    FIELD("among", SHAPE_FORMULA),
};

static const struct schema side_schema = SCHEMA("rows", side_fields);
const struct schema_field tally_side_element = {
    .shape = SHAPE_GROUP, .group = &side_schema, .shorthand = STR_INIT("show")};

static const struct node *formula_of(const struct node *item)
{
    return item->kind == NODE_MAP ? node_get(item, "show") : item;
}

/* A list of records is as many places as it has records, as a set of options is. */
static bool is_list_of_records(const struct calc_type *type)
{
    return type->kind == VALUE_LIST && type->element && type->element->kind == VALUE_RECORD;
}

static bool can_count_by(const struct calc_type *type)
{
    switch ((int)type->kind) {
    case VALUE_LIST:
        return is_list_of_records(type);
    case VALUE_SERIES:
    case VALUE_TYPE:
    case VALUE_SPAN_OF_TIME:
    case VALUE_UNKNOWN:
    case VALUE_NONE:
        return false;
    default:
        return true;
    }
}

static bool open_among(struct tally *tally, struct tally_side *side, const struct node *item)
{
    const struct doc_context *context = tally->context;
    const struct node *among = item->kind == NODE_MAP ? node_get(item, "among") : NULL;
    if (among == NULL || among->kind != NODE_SCALAR)
        return true;
    side->among = doc_compile_query(context, among->text);
    if (side->among == NULL)
        return false;
    if (side->type.kind == VALUE_RECORD && calc_query_type(side->among) == side->type.record)
        return true;
    diag_add(
        context->diags, MSG_MATRIX_AMONG, among->span,
        ARGS(arg_text("among", among->text.s), arg_text("formula", calc_expr_text(side->expr).s)));
    return false;
}

static bool is_period(const struct node *item)
{
    const struct node *formula = formula_of(item);
    return formula && formula->kind == NODE_SCALAR && str_is(str_trim(formula->text.s), "period");
}

static bool open_side(struct tally *tally, struct tally_side *side, const struct node *item)
{
    const struct doc_context *inside = &tally->inside.context;
    const struct node *formula = formula_of(item);
    side->expr = block_formula(inside, formula);
    if (side->expr == NULL)
        return false;
    side->type = calc_expr_type(side->expr);
    doc_origin_of(inside, side->expr, &side->origin);
    if (is_period(item))
        side->origin.label = language_word(inside->language, "period");
    side->label =
        item->kind == NODE_MAP ? block_label(inside, item, &side->origin) : side->origin.label;
    if (!can_count_by(&side->type)) {
        diag_add(inside->diags, MSG_CHART_SIDE, formula->span,
                 ARGS(arg_text("formula", formula->text.s)));
        return false;
    }
    side->several = side->type.kind == VALUE_CHOICES;
    if (side->several)
        side->type.kind = VALUE_CHOICE;
    if (is_list_of_records(&side->type)) {
        side->several = true;
        side->type = *side->type.element;
    }
    return open_among(tally, side, item);
}

/* Whether two fields of a battery have the same options, or the same kind of any other value. */
static bool same_places(const struct calc_type *a, const struct calc_type *b)
{
    bool choice_a = a->kind == VALUE_CHOICE || a->kind == VALUE_CHOICES;
    bool choice_b = b->kind == VALUE_CHOICE || b->kind == VALUE_CHOICES;
    if (choice_a != choice_b || (!choice_a && a->kind != b->kind))
        return false;
    if (a->kind == VALUE_LIST)
        return same_places(a->element, b->element);
    if (!choice_a || a->options == b->options)
        return a->record == b->record && a->measure == b->measure;
    if (a->options == NULL || b->options == NULL || a->options->count != b->options->count)
        return false;
    for (size_t i = 0; i < a->options->count; i++)
        if (!str_equal(a->options->keys[i], b->options->keys[i]))
            return false;
    return true;
}

/* A field of a battery: its label is a row's. The options are those of the first one. */
static bool open_field(struct tally *tally, const struct node *item, size_t index)
{
    struct tally_side field = {0};
    const struct doc_context *context = tally->context;
    if (!open_side(tally, &field, item))
        return false;
    if (index == 0)
        tally->columns = field;
    tally->fields[index] = field.expr;
    tally->rows.labels[index] = field.label;
    tally->rows.names[index] = field.origin.name;
    tally->columns.several |= field.several;
    struct calc_type type = calc_expr_type(field.expr), first = calc_expr_type(tally->columns.expr);
    if (index == 0 || same_places(&first, &type))
        return true;
    diag_add(context->diags, MSG_MATRIX_BATTERY, formula_of(item)->span,
             ARGS(arg_text("formula", formula_of(item)->text.s),
                  arg_text("first", calc_expr_text(tally->columns.expr).s)));
    return false;
}

static bool open_battery(struct tally *tally, const struct node *rows)
{
    const struct doc_context *context = tally->context;
    const struct node *columns = node_get(tally->node, "columns");
    bool good = true;
    if (block_item_count(columns) > 0 && !is_period(block_item(columns, 0))) {
        diag_add(context->diags, MSG_MATRIX_BATTERY_COLUMNS, columns->span, NO_ARGS);
        return false;
    }
    tally->field_count = block_item_count(rows);
    tally->fields = ARENA_ARRAY(tally->scratch, const struct expr *, tally->field_count);
    tally->rows.is_battery = true;
    tally->rows.labels = ARENA_ARRAY(context->arena, struct str, tally->field_count);
    tally->rows.names = ARENA_ARRAY(context->arena, struct str, tally->field_count);
    for (size_t i = 0; i < tally->field_count && good; i++)
        good = open_field(tally, block_item(rows, i), i);
    tally->has_columns = true;
    return good;
}

static bool check_period(struct tally *tally, const struct node *item)
{
    if (tally->over)
        return true;
    diag_add(tally->context->diags, MSG_MATRIX_PERIOD, item->span, NO_ARGS);
    return false;
}

static bool open_columns(struct tally *tally)
{
    const struct node *columns = node_get(tally->node, "columns");
    if (block_item_count(columns) == 0)
        return true;
    if (block_item_count(columns) > 1) {
        diag_add(tally->context->diags, MSG_MATRIX_COLUMNS_LIST, columns->span, NO_ARGS);
        return false;
    }
    const struct node *item = block_item(columns, 0);
    if (is_period(item))
        return check_period(tally, item); /* each is a block of columns anyway */
    tally->has_columns = true;
    return open_side(tally, &tally->columns, item);
}

bool tally_open_sides(struct tally *tally)
{
    const struct node *rows = node_get(tally->node, "rows");
    bool good;
    if (block_item_count(rows) == 0) {
        diag_add(tally->context->diags, MSG_TYPES_MISSING_KEY, tally->node->span,
                 ARGS(arg_text("key", STR("rows")), arg_text("where", STR("matrix"))));
        return false;
    }
    if (rows->kind == NODE_LIST && rows->count > 1) {
        good = open_battery(tally, rows);
    } else {
        const struct node *item = block_item(rows, 0);
        tally->rows.is_period = is_period(item);
        good = !tally->rows.is_period || check_period(tally, item);
        good &= open_side(tally, &tally->rows, item);
        good &= open_columns(tally);
    }
    bool blocks = tally->over && !tally->rows.is_period;
    tally->block_count = blocks ? (size_t)(tally->last - tally->first) + 1 : 1;
    return good;
}
