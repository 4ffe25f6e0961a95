/* SPDX-License-Identifier: MIT */
#include "doc/table_parts.h"

static const struct schema_field formula_element = {.shape = SHAPE_FORMULA};

static const struct schema_field fields[] = {
    FIELD("for", SHAPE_FORMULA),
    FIELD("group", SHAPE_LIST, .element = &formula_element),
    FIELD("sort", SHAPE_LIST, .element = &block_sort_element),
    FIELD("columns", SHAPE_LIST, .element = &table_column_element),
    FIELD("total label", SHAPE_WORDS),
    FIELD("subtotal label", SHAPE_WORDS),
    FIELD("numbered", SHAPE_YES_NO),
    FIELD("search", SHAPE_YES_NO),
    FIELD("transpose", SHAPE_YES_NO),
    FIELD("rows", SHAPE_INTEGER),
    FIELD("show", SHAPE_LIST, .element = &block_entry_element),
    FIELD("over", SHAPE_FORMULA),
    FIELD("change", SHAPE_YES_NO),
    FIELD("growth", SHAPE_YES_NO),
    BLOCK_KEYS,
};

static const struct schema schema = SCHEMA("table", fields);

void table_finish(const struct doc_context *context, const struct node *node, struct span fence,
                  struct doc_table *table, struct block_notes *notes, struct doc_node *parent)
{
    struct doc_node *made = block_node(context, node, fence, DOC_TABLE, parent);
    made->table = table;
    table->caption = block_caption(context, node);
    if (table->caption)
        table->number = doc_state_number(context, DOC_NUMBER_TABLE);
    table->search = schema_yes_no(node, "search", false);
    block_own_notes(context, node, notes);
    table->notes = notes->items;
    table->note_count = notes->count;
    doc_state_table(context, table, block_words(context, table->caption, parent, STR("table")));
}

/* --- tables over records, and blank ones --------------------------------------------------------
 */

/* Compiles the query, sets up the scopes, selects the rows. False after an error. */
static bool open_query(struct table *table)
{
    const struct doc_context *context = table->context;
    const struct node *query = node_get(table->node, "for");
    if (query == NULL || query->kind != NODE_SCALAR) {
        table->inside.context = *context; /* blank rows: columns have words alone */
        table->rows_scope = (struct calc_scope){.outer = context->scope, .kind = SCOPE_NAME};
        return true;
    }
    table->query = doc_compile_query(context, query->text);
    if (table->query == NULL)
        return false;
    uint16_t type = calc_query_type(table->query);
    table->rows_scope =
        (struct calc_scope){.outer = context->scope, .kind = SCOPE_ROWS, .record_type = type};
    doc_inside_enter(&table->inside, context, type, calc_query_alias(table->query));
    table->rows = calc_select(context->institution->calc, table->scratch, table->query, context->at,
                              context->diags, &table->undecided);
    /* Nothing refers to a blank record: its tables ask, even for what is private. */
    if (context->blank && table->rows.count == 0)
        table->inside.context.asked = table->inside.context.scope;
    return true;
}

static bool check_rows(const struct doc_context *context, const struct node *node)
{
    const struct node *rows = node_get(node, "rows");
    int64_t count = schema_integer(node, "rows", 1);
    if (rows == NULL || rows->kind != NODE_SCALAR || (count >= 1 && count <= TABLE_BLANKS))
        return true;
    diag_add(context->diags, MSG_ROWS_NUMBER, rows->span,
             ARGS(arg_text("found", rows->text.s), arg_count("most", TABLE_BLANKS)));
    return false;
}

static bool own_words(struct table *table, const char *key, struct str *out)
{
    const struct node *label = node_get(table->node, key);
    struct text words;
    if (label == NULL || label->kind == NODE_EMPTY || !doc_pick(table->context, label, &words))
        return false;
    *out = doc_string(table->context, words);
    return true;
}

static void set_total_labels(struct table *table)
{
    if (!own_words(table, "total label", &table->total_label))
        table->total_label = language_word(table->context->language, "total");
    if (!own_words(table, "subtotal label", &table->subtotal_label))
        table->subtotal_label = (struct str){0};
}

/* An empty table for `show`, the list of its columns. */
static void begin(struct table *table, const struct doc_context *context, const struct node *node,
                  const struct node *show)
{
    *table = (struct table){.context = context,
                            .node = node,
                            .show = show,
                            .scratch = arena_new(),
                            .words = *context,
                            .numbered = schema_yes_no(node, "numbered", false)};
    table->words.arena = arena_new();
}

bool table_open(struct table *table, const struct doc_context *context, const struct node *node,
                const struct node *show)
{
    begin(table, context, node, show);
    if (!open_query(table) || !table_plan(table))
        return false;
    table_values(table);
    table_sort(table);
    return true;
}

void table_close(struct table *table)
{
    arena_free(table->words.arena);
    arena_free(table->scratch);
}

static void read_records(const struct doc_context *context, const struct node *node,
                         struct span fence, struct doc_node *parent)
{
    struct table table;
    if (table_open(&table, context, node, node_get(node, "columns"))) {
        table.out = ARENA_NEW(context->arena, struct doc_table);
        set_total_labels(&table);
        table_heads(&table);
        table_rows(&table);
        table_notes(&table);
        if (!schema_yes_no(node, "transpose", false) || table_transpose(&table))
            table_finish(context, node, fence, table.out, &table.notes, parent);
    }
    table_close(&table);
}

void doc_block_table(const struct doc_context *context, const struct node *node, struct span fence,
                     struct doc_node *parent)
{
    static const char *const EITHER[] = {"for", "show"};
    if (!schema_check(&schema, node, context->diags) || !check_rows(context, node) ||
        !table_check_transpose(context, node) || !block_exclude(context, node, EITHER, 2))
        return;
    if (block_item_count(node_get(node, "show")) > 0) {
        struct block_notes notes = {0};
        struct doc_table *table = table_compare(context, node, &notes);
        if (table)
            table_finish(context, node, fence, table, &notes, parent);
    } else if (node_get(node, "for") || node_get(node, "rows")) {
        read_records(context, node, fence, parent);
    } else {
        diag_add(context->diags, MSG_TABLE_OF_NOTHING, fence, NO_ARGS);
    }
}
