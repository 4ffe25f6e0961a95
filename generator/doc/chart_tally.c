/* SPDX-License-Identifier: MIT */
/*
 * Charts that count records by what `rows:` says of them, and `columns:` besides:
 *
 *     for: library where serves
 *     rows: system
 *     columns: kind
 *
 * All options of a choice appear, also those that nobody chose, and of whole numbers all between
 * the least and the largest; of all else what occurs, in the language's order. Of several chosen
 * options a record counts with each. With `show:` (`sum(loans)`) the chart shows that of the
 * records instead of their number. What is unknown is left out and counted.
 */
#include "doc/chart_parts.h"

#include <stdlib.h>

enum { NUMBERS_BETWEEN = 100 };

/* The values along one side. */
struct side {
    const struct expr *expr;
    struct calc_type type; /* of one value: of a set of options, the choice */
    struct doc_origin origin;
    struct value *of_rows;     /* of each record */
    struct table_rank *values; /* different ones, sorted */
    size_t count;
    struct str *labels, *names; /* for people, for machines */
};

struct tally {
    struct grid *grid;
    struct table table; /* query and scopes */
    struct side rows, columns;
    bool has_columns;
    size_t left_out;
    const struct expr *show; /* NULL: count */
    struct block_entry entry;
    uint32_t **cells; /* row × column → records */
    size_t *counts;
    uint8_t *marks;
};

/* --- sides --------------------------------------------------------------------------------------
 */

static bool can_count_by(const struct calc_type *type)
{
    switch ((int)type->kind) {
    case VALUE_LIST:
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

static bool open_side(struct tally *tally, struct side *side, const struct node *node)
{
    const struct doc_context *inside = &tally->table.inside.context;
    side->expr = block_formula(inside, node);
    if (side->expr == NULL)
        return false;
    side->type = calc_expr_type(side->expr);
    doc_origin_of(inside, side->expr, &side->origin);
    if (can_count_by(&side->type))
        return true;
    diag_add(inside->diags, MSG_CHART_SIDE, node->span, ARGS(arg_text("formula", node->text.s)));
    return false;
}

static int compare_ranks(const void *a, const void *b)
{
    const struct table_rank *one = a, *other = b;
    int order = one->text.p && other->text.p ? str_compare(one->text, other->text) : 0;
    return order != 0 ? order : value_compare(one->value, other->value);
}

static struct table_rank rank_of(const struct tally *tally, struct value value)
{
    const struct doc_context *context = tally->grid->context;
    struct table_rank rank = {.value = value};
    if (value.kind == VALUE_TEXT)
        rank.text =
            language_sort_key(context->language, tally->table.scratch, value_as_text(value));
    if (value.kind == VALUE_RECORD)
        rank.text = language_sort_key(context->language, tally->table.scratch,
                                      data_title(context->institution, value_as_record(value)));
    return rank;
}

static void add_value(struct tally *tally, struct side *side, struct value value)
{
    side->values[side->count++] = rank_of(tally, value);
}

static void drop_repeated(struct side *side)
{
    size_t kept = 0;
    qsort(side->values, side->count, sizeof *side->values, compare_ranks);
    for (size_t i = 0; i < side->count; i++)
        if (kept == 0 || compare_ranks(&side->values[kept - 1], &side->values[i]) != 0)
            side->values[kept++] = side->values[i];
    side->count = kept;
}

/* Whole numbers without gaps, as far as they lie near enough. */
static void fill_gaps(struct tally *tally, struct side *side)
{
    int64_t least, largest;
    if (side->type.kind != VALUE_NUMBER || side->count < 2 ||
        !number_to_int(side->values[0].value.number, &least) ||
        !number_to_int(side->values[side->count - 1].value.number, &largest) ||
        largest - least >= NUMBERS_BETWEEN)
        return;
    for (size_t i = 0; i < side->count; i++)
        if (!number_is_integer(side->values[i].value.number))
            return;
    side->values =
        ARENA_ARRAY(tally->table.scratch, struct table_rank, (size_t)(largest - least) + 1);
    side->count = 0;
    for (int64_t number = least; number <= largest; number++)
        add_value(tally, side, value_number(number_from_int(number)));
}

static void list_options(struct tally *tally, struct side *side, size_t count)
{
    side->values = ARENA_ARRAY(tally->table.scratch, struct table_rank, count + 1);
    for (size_t i = 0; i < count; i++)
        add_value(tally, side, value_choice((uint32_t)i));
}

static void list_values(struct tally *tally, struct side *side)
{
    size_t rows = tally->table.rows.count;
    bool options = side->type.kind == VALUE_CHOICE || side->type.kind == VALUE_CHOICES;
    if (options && side->type.options) {
        list_options(tally, side, side->type.options->count);
        return;
    }
    side->values = ARENA_ARRAY(tally->table.scratch, struct table_rank, rows + 2);
    if (side->type.kind == VALUE_YES_NO) {
        add_value(tally, side, value_yes_no(false));
        add_value(tally, side, value_yes_no(true));
        return;
    }
    for (size_t i = 0; i < rows; i++)
        if (value_known(side->of_rows[i]))
            add_value(tally, side, side->of_rows[i]);
    drop_repeated(side);
    fill_gaps(tally, side);
}

static void fill_side(struct tally *tally, struct side *side)
{
    struct table *table = &tally->table;
    const struct doc_context *context = tally->grid->context;
    side->of_rows = ARENA_ARRAY(table->scratch, struct value, table->rows.count + 1);
    for (size_t i = 0; i < table->rows.count; i++) {
        doc_inside_record(&table->inside, table->rows.items[i]);
        side->of_rows[i] = doc_eval(&table->inside.context, side->expr);
    }
    list_values(tally, side);
    struct calc_type one = side->type;
    struct doc_show show = {.has_step = side->origin.has_round, .step = side->origin.round};
    one.kind = one.kind == VALUE_CHOICES ? VALUE_CHOICE : one.kind;
    side->labels = ARENA_ARRAY(context->arena, struct str, side->count + 1);
    side->names = ARENA_ARRAY(context->arena, struct str, side->count + 1);
    for (size_t i = 0; i < side->count; i++) {
        struct doc_shown shown = doc_show_value(context, side->values[i].value, &one, &show);
        side->labels[i] = shown.text;
        side->names[i] = shown.machine;
    }
}

/* The place of a value, by halving. */
static size_t find_value(const struct tally *tally, const struct side *side, struct value value)
{
    struct table_rank wanted = rank_of(tally, value);
    const struct table_rank *found =
        bsearch(&wanted, side->values, side->count, sizeof *side->values, compare_ranks);
    return found ? (size_t)(found - side->values) : STR_NOT_FOUND;
}

/* --- cells --------------------------------------------------------------------------------------
 */

/* The places along a side where a record belongs: one, or one for each chosen option. */
static size_t places_of(const struct tally *tally, const struct side *side, size_t row,
                        size_t places[64])
{
    struct value value = side->of_rows[row];
    size_t count = 0;
    if (value.kind != VALUE_CHOICES) {
        places[0] = find_value(tally, side, value);
        return places[0] == STR_NOT_FOUND ? 0 : 1;
    }
    for (size_t i = 0; i < side->count && i < 64; i++)
        if (value.options >> i & 1)
            places[count++] = i;
    return count;
}

/* Puts a record into its cells, or counts it there when nothing is to be stored. */
static void put_record(struct tally *tally, size_t row, bool store)
{
    size_t rows[64], columns[64] = {0};
    size_t width = tally->has_columns ? tally->columns.count : 1;
    size_t row_count = places_of(tally, &tally->rows, row, rows), column_count = 1;
    uint8_t marks = tally->rows.of_rows[row].marks;
    if (tally->has_columns) {
        column_count = places_of(tally, &tally->columns, row, columns);
        marks |= tally->columns.of_rows[row].marks;
    }
    for (size_t r = 0; r < row_count; r++) {
        for (size_t c = 0; c < column_count; c++) {
            size_t cell = rows[r] * width + columns[c];
            if (store)
                tally->cells[cell][tally->counts[cell]] = tally->table.rows.items[row];
            tally->counts[cell]++;
            tally->marks[cell] |= marks;
        }
    }
}

static bool is_counted(const struct tally *tally, size_t row)
{
    return value_known(tally->rows.of_rows[row]) &&
           (!tally->has_columns || value_known(tally->columns.of_rows[row]));
}

/* First how many records each cell has, then which. */
static void fill_cells(struct tally *tally)
{
    struct arena *scratch = tally->table.scratch;
    size_t cells = tally->rows.count * (tally->has_columns ? tally->columns.count : 1);
    tally->counts = ARENA_ARRAY(scratch, size_t, cells + 1);
    tally->marks = ARENA_ARRAY(scratch, uint8_t, cells + 1);
    tally->cells = ARENA_ARRAY(scratch, uint32_t *, cells + 1);
    for (size_t row = 0; row < tally->table.rows.count; row++) {
        bool counted = is_counted(tally, row);
        bool unknown = tally->rows.of_rows[row].kind == VALUE_UNKNOWN ||
                       (tally->has_columns && tally->columns.of_rows[row].kind == VALUE_UNKNOWN);
        tally->left_out += !counted && unknown;
        if (counted)
            put_record(tally, row, false);
    }
    if (tally->show == NULL)
        return;
    for (size_t cell = 0; cell < cells; cell++) {
        tally->cells[cell] = ARENA_ARRAY(scratch, uint32_t, tally->counts[cell] + 1);
        tally->counts[cell] = 0;
    }
    for (size_t row = 0; row < tally->table.rows.count; row++)
        if (is_counted(tally, row))
            put_record(tally, row, true);
}

static struct value cell_value(struct tally *tally, size_t cell)
{
    struct value value = value_number(number_from_int((int64_t)tally->counts[cell]));
    if (tally->show) {
        struct doc_context context = *tally->grid->context;
        struct calc_frame frame = {.outer = context.at.frame,
                                   .rows = {tally->cells[cell], tally->counts[cell]}};
        context.scope = &tally->table.rows_scope;
        context.at.frame = &frame;
        value = doc_eval(&context, tally->show);
    }
    value.marks |= tally->marks[cell];
    return value;
}

/* --- the grid -----------------------------------------------------------------------------------
 */

/* A row of numbers that are all nought says nothing. */
static bool is_empty(const struct tally *tally, size_t column)
{
    for (size_t r = 0; r < tally->rows.count; r++)
        if (tally->counts[r * tally->columns.count + column] > 0)
            return false;
    return true;
}

static void add_series(struct tally *tally, size_t column, size_t width, struct str label,
                       struct str name)
{
    struct grid *grid = tally->grid;
    struct grid_series *series = &grid->series[grid->series_count++];
    *series = (struct grid_series){.label = label,
                                   .name = name,
                                   .node = grid->node,
                                   .type = {.kind = VALUE_NUMBER, .integer = true}};
    if (tally->show) {
        series->type = tally->entry.type;
        series->show = tally->entry.show;
        series->expr = tally->show;
    }
    series->values = ARENA_ARRAY(grid->context->arena, struct value, tally->rows.count + 1);
    for (size_t r = 0; r < tally->rows.count; r++)
        series->values[r] = cell_value(tally, r * width + column);
}

/* "Knihovní systém: 60 z 62 záznamů." */
static void left_out_note(struct tally *tally)
{
    const struct doc_context *context = tally->grid->context;
    size_t total = tally->table.rows.count;
    struct str counts = language_phrase(context->language, context->arena, "records_of",
                                        ARGS(arg_count("n", (int64_t)(total - tally->left_out)),
                                             arg_count("total", (int64_t)total)));
    struct str parts[] = {tally->rows.origin.label, tally->has_columns ? STR(" × ") : STR(""),
                          tally->columns.origin.label, STR(": "), counts};
    block_note(context, &tally->grid->notes, arena_join(context->arena, parts, 5));
}

static void fill_grid(struct tally *tally)
{
    struct grid *grid = tally->grid;
    const struct doc_context *context = grid->context;
    size_t width = tally->has_columns ? tally->columns.count : 1;
    grid->categories = tally->rows.labels;
    grid->category_names = tally->rows.names;
    grid->category_count = tally->rows.count;
    grid->category_label = tally->rows.origin.label;
    grid->series = ARENA_ARRAY(context->arena, struct grid_series, width + 1);
    for (size_t c = 0; tally->has_columns && c < width; c++)
        if (!is_empty(tally, c))
            add_series(tally, c, width, tally->columns.labels[c], tally->columns.names[c]);
    if (!tally->has_columns)
        add_series(tally, 0, 1,
                   tally->show ? tally->entry.label : language_word(context->language, "count"),
                   tally->show ? tally->entry.origin.name : STR("count"));
    block_undecided_note(context, tally->table.query, tally->table.undecided, &grid->notes);
    if (tally->left_out > 0)
        left_out_note(tally);
}

static bool open_show(struct tally *tally)
{
    const struct node *show = node_get(tally->grid->node, "show");
    struct doc_context context = *tally->grid->context;
    if (block_item_count(show) == 0)
        return true;
    context.scope = &tally->table.rows_scope;
    if (!block_read_entry(&context, block_item(show, 0), &tally->entry))
        return false;
    tally->show = tally->entry.expr;
    return true;
}

static bool read(struct tally *tally)
{
    const struct node *node = tally->grid->node;
    const struct node *columns = node_get(node, "columns");
    if (!table_open_query(&tally->table))
        return false;
    tally->has_columns = columns && columns->kind == NODE_SCALAR;
    bool good = open_side(tally, &tally->rows, node_get(node, "rows"));
    if (tally->has_columns)
        good &= open_side(tally, &tally->columns, columns);
    if (!open_show(tally) || !good)
        return false;
    fill_side(tally, &tally->rows);
    if (tally->has_columns)
        fill_side(tally, &tally->columns);
    if (!chart_check_size(tally->grid, tally->has_columns ? tally->columns.count : 1,
                          tally->rows.count))
        return false;
    fill_cells(tally);
    fill_grid(tally);
    return true;
}

bool chart_read_tally(struct grid *grid)
{
    struct tally tally = {.grid = grid};
    table_begin(&tally.table, grid->context, grid->node, NULL);
    bool good = read(&tally);
    table_close(&tally.table);
    return good;
}
