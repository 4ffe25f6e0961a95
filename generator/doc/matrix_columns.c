/* SPDX-License-Identifier: MIT */
/* Columns of a matrix and the heads above them. */
#include "doc/matrix_parts.h"

/* --- which ---------------------------------------------------------------------------------------
 */

static bool is_met(const struct matrix *matrix, size_t place)
{
    const struct tally *tally = &matrix->tally;
    for (size_t block = 0; block < tally->block_count; block++)
        if (tally_count(tally, block, tally->rows.count, place) > 0)
            return true;
    return false;
}

/* How many answered a row of a battery. */
static const struct tally_measure N = {
    .kind = TALLY_COUNT,
    .entry = {.type = {.kind = VALUE_NUMBER, .integer = true},
              .origin = {.name = STR_INIT("count")},
              .show = {.has_step = true, .step = {.num = 1, .den = 1}}}};

static void add_column(struct matrix *matrix, size_t block, size_t place,
                       const struct tally_measure *measure)
{
    struct matrix_column column = {.block = block,
                                   .place = place,
                                   .measure = measure,
                                   .type = measure->entry.type,
                                   .unit = measure->entry.unit};
    if (block == matrix->tally.block_count && column.type.measure == MEASURE_PERCENT) {
        column.type.points = true;
        column.unit = doc_unit(matrix->context, &column.type);
    }
    ARENA_PUSH(matrix->tally.scratch, &matrix->columns, column);
}

static void add_block(struct matrix *matrix, size_t block)
{
    const struct tally *tally = &matrix->tally;
    bool empty = schema_yes_no(matrix->node, "empty", true);
    for (size_t place = 0; place <= tally->columns.count; place++) {
        bool total = place == tally->columns.count;
        if (total ? tally->has_columns && !matrix->total_column : !empty && !is_met(matrix, place))
            continue;
        if (total && tally->rows.is_battery)
            add_column(matrix, block, place, &N);
        for (size_t m = 0; m < tally->measure_count && !(total && tally->rows.is_battery); m++)
            add_column(matrix, block, place, &tally->measures[m]);
    }
}

bool matrix_plan_columns(struct matrix *matrix)
{
    const struct tally *tally = &matrix->tally;
    size_t blocks = tally->block_count + (matrix->change ? 1 : 0);
    size_t most = blocks * (tally->columns.count + 1) * tally->measure_count;
    if (most <= 20 * MATRIX_COLUMNS)
        for (size_t block = 0; block < blocks; block++)
            add_block(matrix, block);
    if (most <= 20 * MATRIX_COLUMNS && matrix->columns.count <= MATRIX_COLUMNS)
        return true;
    diag_add(matrix->context->diags, MSG_MATRIX_WIDE, matrix->node->span,
             ARGS(arg_count("n", (int64_t)(matrix->columns.count ? matrix->columns.count : most)),
                  arg_count("most", MATRIX_COLUMNS)));
    return false;
}

/* --- words ---------------------------------------------------------------------------------------
 */

static struct str period_label(const struct matrix *matrix, size_t block)
{
    const struct doc_context *context = matrix->context;
    const struct tally *tally = &matrix->tally;
    if (block == tally->block_count)
        return language_word(context->language, "change");
    return format_period(context->language, context->arena, tally->first + (int32_t)block,
                         context->institution->world.period_mode);
}

static struct str place_label(const struct matrix *matrix, size_t place)
{
    const struct tally *tally = &matrix->tally;
    if (place < tally->columns.count)
        return tally->columns.labels[place];
    return language_word(matrix->context->language, tally->rows.is_battery ? "n" : "total");
}

static struct str place_name(const struct matrix *matrix, size_t place)
{
    const struct tally *tally = &matrix->tally;
    return place < tally->columns.count ? tally->columns.names[place] : STR("total");
}

static bool has_blocks(const struct matrix *matrix)
{
    return matrix->tally.over && !matrix->tally.rows.is_period;
}

/* --- heads ---------------------------------------------------------------------------------------
 */

/* Where heads are hung: the last one of a storey. */
struct rack {
    struct matrix *matrix;
    struct table_head **tail;
};

static struct table_head *hang(struct rack *rack, struct str text, struct str unit)
{
    struct table_head *head = ARENA_NEW(rack->matrix->tally.scratch, struct table_head);
    *head = (struct table_head){.text = text, .unit = unit, .source = STR_NOT_FOUND};
    *rack->tail = head;
    rack->tail = &head->next;
    return head;
}

/* Columns [from, to) of one place: a head over what its numbers are, or one head for the only one.
 * With one measure its unit stands there; the count goes without saying. */
static void hang_place(struct rack *rack, size_t from, size_t to)
{
    struct matrix *matrix = rack->matrix;
    const struct tally *tally = &matrix->tally;
    struct matrix_column *columns = matrix->columns.items;
    struct rack below = *rack;
    if (tally->has_columns && to - from > 1) {
        struct table_head *head =
            hang(rack, place_label(matrix, columns[from].place), (struct str){NULL, 0});
        below.tail = &head->first;
    }
    for (size_t c = from; c < to; c++) {
        const struct block_entry *entry = &columns[c].measure->entry;
        bool alone = tally->has_columns && to - from == 1;
        hang(&below, alone ? place_label(matrix, columns[c].place) : entry->label, columns[c].unit);
    }
    if (!tally->has_columns || to - from == 1)
        rack->tail = below.tail;
}

static void hang_block(struct rack *rack, size_t from, size_t to)
{
    struct matrix *matrix = rack->matrix;
    const struct tally *tally = &matrix->tally;
    struct matrix_column *columns = matrix->columns.items;
    struct rack below = *rack;
    bool alone = to - from == 1 && !tally->has_columns;
    if (has_blocks(matrix) && !alone) {
        struct table_head *head =
            hang(rack, period_label(matrix, columns[from].block), (struct str){NULL, 0});
        below.tail = &head->first;
    }
    if (has_blocks(matrix) && alone) {
        hang(rack, period_label(matrix, columns[from].block), columns[from].unit);
        return;
    }
    for (size_t at = from, next; at < to; at = next) {
        for (next = at; next < to && columns[next].place == columns[at].place;)
            next++;
        hang_place(&below, at, next);
    }
    if (!has_blocks(matrix))
        rack->tail = below.tail;
}

/* Yes, no and numbers do not say what they are about. */
static bool is_bare(const struct tally *tally)
{
    return tally->has_columns &&
           (tally->columns.type.kind == VALUE_YES_NO || tally->columns.type.kind == VALUE_NUMBER) &&
           !tally->rows.is_battery;
}

static struct table_head *make_heads(struct matrix *matrix)
{
    const struct matrix_column *columns = matrix->columns.items;
    struct table_head *first = NULL;
    struct rack rack = {matrix, &first};
    hang(&rack, matrix->tally.rows.is_battery ? (struct str){NULL, 0} : matrix->tally.rows.label,
         (struct str){NULL, 0});
    if (is_bare(&matrix->tally))
        rack.tail = &hang(&rack, matrix->tally.columns.label, (struct str){NULL, 0})->first;
    for (size_t at = 0, next; at < matrix->columns.count; at = next) {
        for (next = at; next < matrix->columns.count && columns[next].block == columns[at].block;)
            next++;
        hang_block(&rack, at, next);
    }
    return first;
}

/* --- columns -------------------------------------------------------------------------------------
 */

/* "2022_lyceum_share": what tells the column apart from others, for data files. */
static struct str column_name(const struct matrix *matrix, const struct matrix_column *column)
{
    const struct tally *tally = &matrix->tally;
    struct arena *arena = matrix->context->arena;
    struct str parts[3], sign = STR("_"), name = {NULL, 0};
    size_t count = 0;
    if (has_blocks(matrix))
        parts[count++] = column->block == tally->block_count ? STR("change")
                                                             : period_label(matrix, column->block);
    if (tally->has_columns)
        parts[count++] = place_name(matrix, column->place);
    if (count == 0 || tally->measure_count > 1)
        parts[count++] = column->measure->entry.origin.name;
    for (size_t i = 0; i < count; i++) {
        struct str joined[] = {name, i > 0 ? sign : STR(""), parts[i]};
        name = arena_join(arena, joined, 3);
    }
    return name;
}

/* The words of all storeys above each column, one after the other. */
static size_t fill_labels(struct matrix *matrix, const struct table_head *first, struct str above,
                          size_t column)
{
    for (const struct table_head *head = first; head; head = head->next) {
        const struct doc_context *context = matrix->context;
        struct str label = language_joined(context->language, context->arena, above, head->text);
        if (head->first)
            column = fill_labels(matrix, head->first, label, column);
        else
            matrix->out->columns[column++].label = label;
    }
    return column;
}

/* Signs for whole columns stand in their heads, unless the whole table is of that kind. */
static void sign_heads(struct matrix *matrix)
{
    for (size_t i = 0; i < matrix->out->head_count; i++) {
        struct doc_head *head = &matrix->out->heads[i];
        if (head->column == 0 || head->storey + head->storeys < matrix->out->storeys)
            continue;
        uint8_t marks = matrix->columns.items[head->column - 1].marks & (uint8_t)~matrix->all_marks;
        head->text =
            block_signed(matrix->context->language, matrix->context->arena, head->text, marks);
        matrix->signs |= marks;
    }
}

void matrix_heads(struct matrix *matrix)
{
    struct arena *arena = matrix->context->arena;
    struct doc_table *out = matrix->out;
    struct table_head *heads = make_heads(matrix);
    out->column_count = matrix->columns.count + 1;
    out->columns = ARENA_ARRAY(arena, struct doc_column, out->column_count);
    out->columns[0] = (struct doc_column){.align = DOC_LEFT, .name = STR("category")};
    for (size_t c = 0; c < matrix->columns.count; c++) {
        const struct matrix_column *column = &matrix->columns.items[c];
        out->columns[c + 1] =
            (struct doc_column){.align = column->type.kind == VALUE_NUMBER ? DOC_DECIMAL : DOC_LEFT,
                                .name = column_name(matrix, column),
                                .unit = column->unit};
    }
    table_heads_layout(arena, heads, out);
    fill_labels(matrix, heads, (struct str){NULL, 0}, 0);
    table_name_columns(arena, out);
    sign_heads(matrix);
    out->first_column_heads = true;
}
