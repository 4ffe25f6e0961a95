/* SPDX-License-Identifier: MIT */
/* What is said of the records of a cell; which records those are. */
#include "doc/tally.h"

#include <stdlib.h>

/* In the order of enum tally_base. */
static const struct str bases[] = {STR_INIT("column"), STR_INIT("row"), STR_INIT("all"),
                                   STR_INIT("answers")};

static const struct schema_field measure_fields[] = {
    NEEDED("show", SHAPE_FORMULA),
    FIELD("label", SHAPE_WORDS),
    FIELD("round", SHAPE_NUMBER),
    FIELD("of", SHAPE_CHOICE, OPTIONS(bases)),
};

static const struct schema measure_schema = SCHEMA("cell", measure_fields);
const struct schema_field tally_measure_element = {
    .shape = SHAPE_GROUP, .group = &measure_schema, .shorthand = STR_INIT("show")};

/* --- reading ------------------------------------------------------------------------------------
 */

/* `count` and `share` are no formulas: their words come from the language. */
static bool read_word(struct tally *tally, const struct node *item, struct text formula,
                      struct tally_measure *out)
{
    const struct doc_context *context = tally->context;
    bool share = str_is(formula.s, "share");
    struct doc_origin origin = {.label =
                                    language_word(context->language, share ? "share" : "count"),
                                .name = share ? STR("share") : STR("count")};
    out->kind = share ? TALLY_SHARE : TALLY_COUNT;
    out->base = tally->rows.is_battery ? TALLY_OF_ROW : TALLY_OF_COLUMN;
    out->entry = (struct block_entry){.node = item, .origin = origin, .label = origin.label};
    out->entry.type = (struct calc_type){.kind = VALUE_NUMBER, .integer = !share};
    out->entry.show = (struct doc_show){.has_step = true, .step = NUMBER_ONE};
    if (item->kind == NODE_MAP) {
        out->base = (enum tally_base)schema_choice(&measure_schema, item, "of", out->base);
        if (share && out->base == TALLY_OF_ANSWERS)
            out->entry.origin.name = STR("share_of_answers");
        out->entry.label = block_label(context, item, &origin);
        struct number step;
        if (block_round(context, item, &step))
            out->entry.show.step = step;
    }
    if (share) {
        out->entry.type.measure = MEASURE_PERCENT;
        out->entry.unit = doc_unit(context, &out->entry.type);
    }
    return true;
}

static bool read_formula(struct tally *tally, const struct node *item, struct tally_measure *out)
{
    struct doc_context context = *tally->context;
    const struct node *of = item->kind == NODE_MAP ? node_get(item, "of") : NULL;
    context.scope = &tally->rows_scope;
    out->kind = TALLY_FORMULA;
    if (of && of->kind == NODE_SCALAR) {
        diag_add(context.diags, MSG_MATRIX_OF, of->span, NO_ARGS);
        return false;
    }
    return block_read_entry(&context, item, &out->entry);
}

static bool read_measure(struct tally *tally, const struct node *item, struct tally_measure *out)
{
    const struct node *formula = item->kind == NODE_MAP ? node_get(item, "show") : item;
    if (formula == NULL || formula->kind != NODE_SCALAR)
        return false;
    bool word = str_is(formula->text.s, "count") || str_is(formula->text.s, "share");
    return word ? read_word(tally, item, formula->text, out) : read_formula(tally, item, out);
}

/* Cells see their records, and as `row` and `column` what these have in common. A figure that is
 * called so hides the name. */
static void open_scopes(struct tally *tally)
{
    const struct calc *calc = tally->context->institution->calc;
    const struct calc_scope *outer = tally->context->scope;
    tally->row_scope = (struct calc_scope){
        .outer = outer, .kind = SCOPE_NAME, .name = STR("row"), .type = tally->rows.type};
    tally->column_scope = (struct calc_scope){.outer = &tally->row_scope,
                                              .kind = SCOPE_NAME,
                                              .name = STR("column"),
                                              .type = tally->columns.type};
    if (tally->rows.is_battery || calc_find_figure(calc, STR("row")) != STR_NOT_FOUND)
        tally->row_scope.name = STR(" ");
    if (!tally->has_columns || calc_find_figure(calc, STR("column")) != STR_NOT_FOUND)
        tally->column_scope.name = STR(" ");
    tally->rows_scope = (struct calc_scope){.outer = &tally->column_scope,
                                            .kind = SCOPE_ROWS,
                                            .record_type = calc_query_type(tally->query)};
}

bool tally_open_measures(struct tally *tally)
{
    static const char *const EITHER[] = {"cell", "show"};
    const struct node *list = node_get(tally->node, "cell");
    if (!block_exclude(tally->context, tally->node, EITHER, 2))
        return false;
    list = list ? list : node_get(tally->node, "show");
    size_t count = block_item_count(list);
    bool good = true;
    open_scopes(tally);
    tally->measure_count = count > 0 ? count : 1;
    tally->measures = ARENA_ARRAY(tally->scratch, struct tally_measure, tally->measure_count);
    if (count == 0)
        return read_word(tally, tally->node, (struct text){.s = STR("count")}, tally->measures);
    for (size_t i = 0; i < count; i++)
        good &= read_measure(tally, block_item(list, i), &tally->measures[i]);
    return good;
}

/* --- which records ------------------------------------------------------------------------------
 */

/* What an entry says along both sides, once for both passes. */
struct spot {
    size_t *rows, *columns;         /* as many as there are places, and the total */
    size_t row_count, column_count; /* the totals not counted */
    bool counted;
};

static void find_spot(const struct tally *tally, size_t entry, struct spot *spot)
{
    spot->counted = tally_places(tally, &tally->rows, entry, spot->rows, &spot->row_count);
    spot->column_count = 0;
    if (tally->has_columns)
        spot->counted &=
            tally_places(tally, &tally->columns, entry, spot->columns, &spot->column_count);
    spot->rows[spot->row_count] = tally->rows.count;
    spot->columns[spot->column_count] = tally->columns.count;
}

static size_t block_of(const struct tally *tally, size_t entry)
{
    return tally->block_count > 1 ? tally->entries[entry].period : 0;
}

/* Puts an entry into its cells, or counts it there while nothing is stored. */
static void put_entry(struct tally *tally, size_t entry, const struct spot *spot, bool store)
{
    size_t block = block_of(tally, entry);
    uint8_t marks = tally->rows.of_entries[entry].marks;
    if (tally->has_columns)
        marks |= tally->columns.of_entries[entry].marks;
    for (size_t r = 0; r <= spot->row_count; r++) {
        for (size_t c = 0; c <= spot->column_count; c++) {
            size_t cell = tally_cell(tally, block, spot->rows[r], spot->columns[c]);
            if (store)
                tally->cells[cell][tally->counts[cell]] = tally->entries[entry].row;
            tally->counts[cell]++;
            tally->marks[cell] |= marks;
        }
    }
    if (store)
        return;
    for (size_t c = 0; c <= spot->column_count; c++)
        tally->answers[block * (tally->columns.count + 1) + spot->columns[c]] += spot->row_count;
}

static void count_missing(struct tally *tally, size_t entry)
{
    bool unknown = tally->rows.of_entries[entry].kind == VALUE_UNKNOWN ||
                   (tally->has_columns && tally->columns.of_entries[entry].kind == VALUE_UNKNOWN);
    tally->missing[block_of(tally, entry)] += unknown;
}

static bool needs_records(const struct tally *tally)
{
    for (size_t m = 0; m < tally->measure_count; m++)
        if (tally->measures[m].kind == TALLY_FORMULA)
            return true;
    return false;
}

/* First how many records each cell has, then which. */
void tally_fill_cells(struct tally *tally)
{
    struct arena *scratch = tally->scratch;
    size_t cells = tally_cell(tally, tally->block_count, 0, 0);
    struct spot *spot = ARENA_NEW(scratch, struct spot);
    spot->rows = ARENA_ARRAY(scratch, size_t, tally->rows.count + 2);
    spot->columns = ARENA_ARRAY(scratch, size_t, tally->columns.count + 2);
    tally->counts = ARENA_ARRAY(scratch, size_t, cells + 1);
    tally->marks = ARENA_ARRAY(scratch, uint8_t, cells + 1);
    tally->missing = ARENA_ARRAY(scratch, size_t, tally->block_count);
    tally->answers = ARENA_ARRAY(scratch, size_t, tally->block_count * (tally->columns.count + 1));
    for (size_t i = 0; i < tally->entry_count; i++) {
        find_spot(tally, i, spot);
        if (spot->counted)
            put_entry(tally, i, spot, false);
        else
            count_missing(tally, i);
    }
    if (!needs_records(tally))
        return;
    tally->cells = ARENA_ARRAY(scratch, uint32_t *, cells + 1);
    for (size_t cell = 0; cell < cells; cell++) {
        tally->cells[cell] = ARENA_ARRAY(scratch, uint32_t, tally->counts[cell] + 1);
        tally->counts[cell] = 0;
    }
    for (size_t i = 0; i < tally->entry_count; i++) {
        find_spot(tally, i, spot);
        if (spot->counted)
            put_entry(tally, i, spot, true);
    }
}

/* --- values -------------------------------------------------------------------------------------
 */

static struct value share(const struct tally *tally, size_t block, size_t row, size_t column,
                          enum tally_base base)
{
    size_t rows = tally->rows.count, columns = tally->columns.count;
    size_t part = tally_count(tally, block, row, column);
    size_t of = tally_cell(tally, block, base == TALLY_OF_ROW ? row : rows,
                           base == TALLY_OF_ROW || base == TALLY_OF_ALL ? columns : column);
    size_t whole = tally->counts[of];
    uint8_t marks = tally->marks[of];
    if (base == TALLY_OF_ANSWERS) {
        whole = tally->answers[block * (columns + 1) + column];
        part = row == rows ? whole : part;
    }
    if (whole == 0)
        return value_none();
    struct value value =
        value_number(number_from_ratio(tally->context->arena, (int64_t)part * 100, (int64_t)whole));
    value.marks = marks;
    return value;
}

static struct value place_value(const struct tally_side *side, size_t place)
{
    return place < side->count ? side->values[place].value : value_none();
}

/* The period in which a cell's formula is evaluated. */
static int32_t period_of(const struct tally *tally, size_t block, size_t row)
{
    if (tally->rows.is_period && row < tally->rows.count)
        return tally->first + (int32_t)row;
    return tally->block_count > 1 || (tally->over && !tally->rows.is_period)
               ? tally->first + (int32_t)block
               : tally->context->at.period;
}

static int by_number(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

static struct value formula(const struct tally *tally, size_t block, size_t row, size_t column,
                            const struct tally_measure *measure)
{
    size_t cell = tally_cell(tally, block, row, column);
    struct doc_context context = *tally->context;
    struct calc_frame row_frame = {.outer = context.at.frame,
                                   .value = place_value(&tally->rows, row)};
    struct calc_frame column_frame = {.outer = &row_frame,
                                      .value = place_value(&tally->columns, column)};
    struct calc_frame frame = {.outer = &column_frame,
                               .rows = {tally->cells[cell], tally->counts[cell]}};
    /* Over several periods the records of one come after those of another. */
    if (tally->over)
        qsort(tally->cells[cell], tally->counts[cell], sizeof(uint32_t), by_number);
    context.scope = &tally->rows_scope;
    context.at.frame = &frame;
    context.at.period = period_of(tally, block, row);
    return doc_eval(&context, measure->entry.expr);
}

struct value tally_value(const struct tally *tally, size_t block, size_t row, size_t column,
                         const struct tally_measure *measure)
{
    size_t cell = tally_cell(tally, block, row, column);
    if (measure->kind == TALLY_SHARE)
        return share(tally, block, row, column, measure->base);
    struct value value = value_number(number_from_int((int64_t)tally->counts[cell]));
    if (measure->kind == TALLY_FORMULA)
        value = formula(tally, block, row, column, measure);
    value.marks |= tally->marks[cell];
    return value;
}

struct value tally_change(const struct tally *tally, size_t row, size_t column,
                          const struct tally_measure *measure)
{
    size_t last = tally->block_count - 1;
    struct value now = tally_value(tally, last, row, column, measure);
    struct value before = tally_value(tally, last - 1, row, column, measure);
    if (now.kind != VALUE_NUMBER || before.kind != VALUE_NUMBER)
        return now.kind == VALUE_NUMBER ? before : now;
    struct value out =
        value_number(number_subtract(tally->context->arena, now.number, before.number));
    out.marks = now.marks | before.marks;
    return out;
}
