/* SPDX-License-Identifier: MIT */
/* Columns, groups and order of a table over records, as its block says. */
#include "doc/table_parts.h"

static const struct str aligns[] = {STR_INIT("left"), STR_INIT("right"), STR_INIT("center")};

static const struct schema_field column_fields[] = {
    FIELD("show", SHAPE_FORMULA),
    FIELD("label", SHAPE_WORDS),
    FIELD("round", SHAPE_NUMBER),
    FIELD("total", SHAPE_FORMULA),
    FIELD("at least", SHAPE_FORMULA),
    FIELD("at most", SHAPE_FORMULA),
    FIELD("align", SHAPE_CHOICE, OPTIONS(aligns)),
    FIELD("link", SHAPE_TEXT),
    FIELD("room", SHAPE_INTEGER),
    FIELD("head", SHAPE_WORDS),
    FIELD("columns", SHAPE_LIST, .element = &table_column_element),
};

static const struct schema column_schema = SCHEMA("columns", column_fields);
const struct schema_field table_column_element = {
    .shape = SHAPE_GROUP, .group = &column_schema, .shorthand = STR_INIT("show")};

/* --- standards ----------------------------------------------------------------------------------
 */

static bool is_date(enum value_kind kind)
{
    return kind == VALUE_DATE || kind == VALUE_MONTH || kind == VALUE_PERIOD;
}

/* Whether the column can be held against the standard. A plain number counts in its measure. */
static bool match_standard(struct table *table, const struct calc_type *type,
                           struct table_standard *standard)
{
    standard->factor = NUMBER_ONE;
    if (type->kind != standard->type.kind)
        return false;
    if (type->kind != VALUE_NUMBER)
        return is_date(type->kind);
    return standard->type.measure == type->measure || standard->type.measure == MEASURE_PLAIN ||
           measure_convert(table->context->institution->world.measures, standard->type.measure,
                           type->measure, &standard->factor);
}

static bool plan_standard(struct table *table, struct table_source *source, const char *key,
                          bool most)
{
    const struct node *node = node_get(source->entry.node, key);
    const struct doc_context *inside = &table->inside.context;
    struct doc_origin origin;
    if (node == NULL || node->kind == NODE_EMPTY)
        return true;
    struct table_standard *standard = &source->standards[source->standard_count];
    *standard = (struct table_standard){.expr = block_formula(inside, node), .most = most};
    if (standard->expr == NULL)
        return false;
    standard->type = calc_expr_type(standard->expr);
    doc_origin_of(inside, standard->expr, &origin);
    standard->label = origin.label;
    standard->show = (struct doc_show){.has_step = origin.has_round, .step = origin.round};
    source->standard_count++;
    if (!source->entry.is_series && match_standard(table, &source->entry.type, standard))
        return true;
    diag_add(inside->diags, MSG_STANDARD_OTHER, node->span,
             ARGS(arg_text("standard", node->text.s),
                  arg_text("formula", calc_expr_text(source->entry.expr).s)));
    return false;
}

/* --- totals -------------------------------------------------------------------------------------
 */

static bool plan_sum(struct table *table, struct table_source *source, const struct node *node)
{
    const struct doc_context *context = table->context;
    source->total = str_is(node->text.s, "sum") ? TOTAL_SUM : TOTAL_MEAN;
    if (source->entry.type.kind == VALUE_NUMBER)
        return true;
    diag_add(context->diags, MSG_TOTAL_NOT_NUMBER, node->span,
             ARGS(arg_text("formula", calc_expr_text(source->entry.expr).s),
                  arg_text("total", node->text.s)));
    return false;
}

/* A formula over the rows of a group; it is rounded like what it is called after, else like the
 * column. */
static bool plan_total_formula(struct table *table, struct table_source *source,
                               const struct node *node)
{
    struct doc_context context = *table->context;
    context.scope = &table->rows_scope;
    source->total = TOTAL_FORMULA;
    if (!block_read_entry(&context, node, &source->total_entry))
        return false;
    source->total_expr = source->total_entry.expr;
    if (!source->total_entry.show.has_step && source->step_said)
        source->total_entry.show = source->entry.show;
    return true;
}

static bool plan_total(struct table *table, struct table_source *source)
{
    const struct node *node = node_get(source->entry.node, "total");
    if (node == NULL || node->kind != NODE_SCALAR)
        return true;
    table->plain_totals = table->plain_totals || !table->has_total;
    table->has_total = true;
    bool word = str_is(node->text.s, "sum") || str_is(node->text.s, "mean");
    table->plain_totals &= word;
    return word ? plan_sum(table, source, node) : plan_total_formula(table, source, node);
}

/* --- columns ------------------------------------------------------------------------------------
 */

static enum doc_align align_of(const struct node *node, const struct calc_type *type)
{
    static const enum doc_align CHOSEN[] = {DOC_LEFT, DOC_RIGHT, DOC_CENTER};
    size_t chosen = schema_choice(&column_schema, node, "align", STR_NOT_FOUND);
    if (chosen != STR_NOT_FOUND)
        return CHOSEN[chosen];
    return type->kind == VALUE_NUMBER ? DOC_DECIMAL : DOC_LEFT;
}

/* Words of a choice's options, typeset once. */
static struct str *option_words(struct table *table, const struct calc_type *type)
{
    if (type->kind != VALUE_CHOICE || type->options == NULL)
        return NULL;
    struct str *words = ARENA_ARRAY(table->scratch, struct str, type->options->count + 1);
    for (size_t i = 0; i < type->options->count; i++)
        words[i] = doc_show_value(table->context, value_choice((uint32_t)i), type, NULL).text;
    return words;
}

/* How many letters there is to be room for in blank rows: what the column says, else what its
 * values usually take. */
static bool plan_room(struct table *table, const struct node *node, struct table_source *source)
{
    const struct node *given = node->kind == NODE_MAP ? node_get(node, "room") : NULL;
    source->room = block_room(&source->entry.type);
    if (given == NULL || given->kind != NODE_SCALAR)
        return true;
    int64_t letters = schema_integer(node, "room", 0);
    if (letters >= 1 && letters <= TABLE_ROOM) {
        source->room = (uint8_t)letters;
        return true;
    }
    diag_add(table->context->diags, MSG_COLUMN_ROOM, given->span,
             ARGS(arg_text("found", given->text.s), arg_count("most", TABLE_ROOM)));
    return false;
}

static bool plan_leaf(struct table *table, const struct node *node, struct table_head *head)
{
    struct table_source source = {.first = PERIOD_NONE, .last = PERIOD_NONE};
    if (!block_read_entry(&table->inside.context, node, &source.entry))
        return false;
    source.step_said = source.entry.show.has_step;
    source.align = align_of(node, &source.entry.type);
    source.options = option_words(table, &source.entry.type);
    bool good = plan_total(table, &source);
    good &= plan_standard(table, &source, "at least", false);
    good &= plan_standard(table, &source, "at most", true);
    good &= table_plan_link(table, &source);
    good &= plan_room(table, source.entry.node, &source);
    head->text = source.entry.label;
    head->unit = source.entry.unit;
    head->source = table->sources.count;
    ARENA_PUSH(table->scratch, &table->sources, source);
    return good;
}

/* A column to be written in by hand has words alone. */
static bool plan_blank(struct table *table, const struct node *node, struct table_head *head)
{
    const struct doc_context *context = table->context;
    const struct node *label = node->kind == NODE_MAP ? node_get(node, "label") : node;
    struct table_source source = {.first = PERIOD_NONE, .last = PERIOD_NONE};
    struct text words = {0};
    if (label && label->kind != NODE_EMPTY && doc_pick(context, label, &words))
        head->text = doc_string(context, words);
    source.entry.node = node;
    source.entry.label = source.entry.origin.name = head->text;
    head->source = table->sources.count;
    bool good = plan_room(table, node, &source);
    ARENA_PUSH(table->scratch, &table->sources, source);
    if (head->text.n > 0)
        return good;
    diag_add(context->diags, MSG_COLUMN_EMPTY, node->span, NO_ARGS);
    return false;
}

static bool plan_columns(struct table *table, const struct node *list, struct table_head **tail);

static bool plan_head(struct table *table, const struct node *node, struct table_head *head)
{
    static const char *const EITHER[] = {"show", "columns"};
    const struct doc_context *context = table->context;
    const struct node *words = node_get(node, "head");
    struct text text = {0};
    head->source = STR_NOT_FOUND;
    if (!block_exclude(context, node, EITHER, 2))
        return false;
    if (words && words->kind != NODE_EMPTY && doc_pick(context, words, &text))
        head->text = doc_string(context, text);
    return plan_columns(table, node_get(node, "columns"), &head->first);
}

static bool plan_column(struct table *table, const struct node *node, struct table_head *head)
{
    bool map = node->kind == NODE_MAP;
    if (map && block_item_count(node_get(node, "columns")) > 0)
        return plan_head(table, node, head);
    if (table->query == NULL)
        return plan_blank(table, node, head);
    const struct node *show = map ? node_get(node, "show") : node;
    if (show && show->kind == NODE_SCALAR)
        return plan_leaf(table, node, head);
    diag_add(table->context->diags, MSG_COLUMN_EMPTY, node->span, NO_ARGS);
    return false;
}

/* Depth is bounded by NODE_DEPTH. */
static bool plan_columns(struct table *table, const struct node *list, struct table_head **tail)
{
    bool good = true;
    for (size_t i = 0; i < block_item_count(list); i++) {
        struct table_head *head = ARENA_NEW(table->scratch, struct table_head);
        good &= plan_column(table, block_item(list, i), head);
        *tail = head;
        tail = &head->next;
    }
    return good;
}

/* --- groups and order ---------------------------------------------------------------------------
 */

static bool add_key(struct table *table, struct text formula, bool descending)
{
    const struct doc_context *inside = &table->inside.context;
    struct table_key *key = &table->keys[table->key_count];
    struct doc_origin origin;
    *key = (struct table_key){.expr = doc_compile(inside, formula), .descending = descending};
    if (key->expr == NULL)
        return false;
    table->key_count++;
    key->type = calc_expr_type(key->expr);
    doc_origin_of(inside, key->expr, &origin);
    key->label = origin.label;
    key->name = origin.name;
    key->show = (struct doc_show){.has_step = origin.has_round, .step = origin.round};
    return true;
}

static bool check_length(const struct table *table, const struct node *list, const char *key)
{
    size_t count = block_item_count(list);
    if (count <= TABLE_GROUPS)
        return true;
    diag_add(table->context->diags, MSG_LIST_LONG, list->span,
             ARGS(arg_text("key", str_from(key)), arg_count("n", (int64_t)count),
                  arg_count("most", TABLE_GROUPS)));
    return false;
}

static bool plan_groups(struct table *table)
{
    const struct node *list = node_get(table->node, "group");
    bool good = check_length(table, list, "group:");
    size_t count = good ? block_item_count(list) : 0;
    for (size_t i = 0; i < count; i++)
        good &= add_key(table, block_item(list, i)->text, false);
    table->group_count = table->key_count;
    return good;
}

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (str_find(STR(" +-*/()<>=,"), s.p[i], 0) != STR_NOT_FOUND)
            return false;
    return s.n > 0;
}

/* `-loans` sorts by loans, the largest first; before anything but a name the minus is part of the
 * formula. */
static bool plan_sort_key(struct table *table, const struct node *node)
{
    const struct node *by = node->kind == NODE_MAP ? node_get(node, "by") : node;
    bool descending = node->kind == NODE_MAP && schema_yes_no(node, "descending", false);
    struct text text = by->text;
    struct str rest = str_trim(str_slice(text.s, 1, text.s.n));
    if (str_starts(text.s, STR("-")) && is_name(rest)) {
        text = text_slice(text, 1, text.s.n);
        descending = !descending;
    }
    return add_key(table, text, descending);
}

static bool plan_sort(struct table *table)
{
    const struct node *list = node_get(table->node, "sort");
    bool good = check_length(table, list, "sort:");
    size_t count = good ? block_item_count(list) : 0;
    for (size_t i = 0; i < count; i++)
        good &= plan_sort_key(table, block_item(list, i));
    return good;
}

bool table_plan(struct table *table)
{
    const struct node *columns = table->show;
    if (block_item_count(columns) == 0) {
        diag_add(table->context->diags, MSG_TYPES_MISSING_KEY, table->node->span,
                 ARGS(arg_text("key", STR("columns")), arg_words("where", STR("table"))));
        return false;
    }
    bool good = plan_groups(table);
    good &= plan_sort(table);
    good &= plan_columns(table, columns, &table->heads);
    return good;
}
