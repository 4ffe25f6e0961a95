/* SPDX-License-Identifier: MIT */
/* Rows of text: heads of groups, records, blank rows. Totals are made in table_total.c. */
#include "doc/table_parts.h"

enum { ROWS_BETWEEN = 256 }; /* before the memory of their texts is used again */

/* The text of a value, without signs. */
static void show_value(struct table *table, size_t column, struct value value,
                       struct doc_cell *cell)
{
    const struct table_source *source = table_source_of(table, column);
    *cell = (struct doc_cell){0};
    if (value.kind == VALUE_CHOICE && source->options &&
        value.size < source->entry.type.options->count) {
        cell->text = source->options[value.size];
        cell->machine = source->entry.type.options->keys[value.size];
        cell->marks = value.marks;
        return;
    }
    struct doc_shown shown = doc_show_value(&table->words, value, &source->entry.type,
                                            &table->columns.items[column].show);
    cell->text = shown.text;
    cell->machine = shown.machine;
    cell->marks = shown.missing ? 0 : shown.marks;
}

size_t table_label_column(const struct table *table)
{
    size_t offset = table->numbered ? 1 : 0;
    for (size_t c = 0; c < table->columns.count; c++)
        if (table_source_of(table, c)->total == TOTAL_NONE)
            return c + offset;
    return table->numbered ? 0 : STR_NOT_FOUND;
}

/* --- standards ----------------------------------------------------------------------------------
 */

/* Evaluated where the record at hand stands. */
static bool misses(struct table *table, struct table_standard *standard, struct value value)
{
    struct value wanted = doc_eval(&table->inside.context, standard->expr);
    if (!value_known(value) || !value_known(wanted))
        return false;
    if (wanted.kind == VALUE_NUMBER)
        wanted.number = number_multiply(table->context->arena, wanted.number, standard->factor);
    if (standard->judged > 0 && !value_equal(standard->value, wanted))
        standard->differs = true;
    standard->value = wanted;
    standard->judged++;
    int order = value_compare(value, wanted);
    bool missed = standard->most ? order > 0 : order < 0;
    standard->met += missed ? 0 : 1;
    return missed;
}

static void judge_cell(struct table *table, size_t column, struct value value,
                       struct doc_cell *cell)
{
    struct table_source *source = &table->sources.items[table->columns.items[column].source];
    for (size_t i = 0; i < source->standard_count; i++)
        cell->missed |= misses(table, &source->standards[i], value);
    if (!cell->missed)
        return;
    struct str parts[] = {cell->text, STR(" "),
                          language_word(table->context->language, "standard_missed")};
    cell->text = arena_join(table->words.arena, parts, 3);
}

/* --- rows ---------------------------------------------------------------------------------------
 */

/* The marks that every known value of the row has; 0 where the row's first cell could not carry
 * their sign for all. */
static uint8_t row_marks(const struct table *table, size_t row)
{
    uint8_t marks = MARK_ESTIMATE | MARK_SAMPLE;
    if (!table->names_rows || !value_known(table_value(table, row, 0)))
        return 0;
    for (size_t c = 0; c < table->columns.count; c++) {
        struct value value = table_value(table, row, c);
        if (value_known(value))
            marks &= value.marks;
    }
    return marks;
}

/* The signs of a cell, but for those that the table, the column or the row has as a whole. */
static uint8_t cell_signs(const struct table *table, size_t column, uint8_t whole_row,
                          uint8_t marks)
{
    uint8_t said = table->all_marks | table->columns.items[column].all_marks;
    if (column > 0)
        said |= whole_row;
    return (uint8_t)(marks & ~said);
}

static void number_row(struct table *table)
{
    struct arena *arena = table->words.arena;
    struct number number = number_from_int((int64_t)++table->row_number);
    struct str machine = number_to_text(arena, number, 0);
    struct str text = format_digits(table->context->language, arena, machine);
    table->cells[0] = (struct doc_cell){.text = text, .machine = machine};
}

static void body_row(struct table *table, size_t row)
{
    size_t offset = table->numbered ? 1 : 0;
    uint8_t whole = row_marks(table, row);
    doc_inside_record(&table->inside, table->rows.items[row]);
    if (table->numbered)
        number_row(table);
    for (size_t c = 0; c < table->columns.count; c++) {
        struct doc_cell *cell = &table->cells[c + offset];
        struct value value = table_value(table, row, c);
        show_value(table, c, value, cell);
        uint8_t signs = cell_signs(table, c, whole, cell->marks);
        cell->text = block_signed(table->context->language, table->words.arena, cell->text, signs);
        table->signs |= signs;
        judge_cell(table, c, value, cell);
        table_link_cell(table, table_source_of(table, c), row, value, cell);
        cell->is_head = c == 0 && table->names_rows;
    }
    doc_rows_add(table->out_rows, DOC_ROW_BODY, table->cells);
}

static void clear_cells(struct table *table)
{
    for (size_t i = 0; i < table->out->column_count; i++)
        table->cells[i] = (struct doc_cell){0};
}

/* What a group is called: a yes/no or a number says of what. */
static struct doc_shown group_name(struct table *table, size_t depth, size_t at)
{
    const struct table_key *key = &table->keys[depth];
    size_t row = table->order[at];
    struct value value = table->ranks[row * table->key_count + depth].value;
    struct doc_shown shown = doc_show_value(table->context, value, &key->type, &key->show);
    bool bare = shown.missing || value.kind == VALUE_YES_NO || value.kind == VALUE_NUMBER;
    if (bare) {
        struct str parts[] = {key->label, STR(": "), shown.text};
        shown.text = arena_join(table->context->arena, parts, 3);
    }
    return shown;
}

/* One row says the groups of all levels; their machine texts stand in the cells one by one. */
static void group_row(struct table *table, size_t at)
{
    struct str text = {NULL, 0};
    clear_cells(table);
    for (size_t depth = 0; depth < table->group_count; depth++) {
        struct doc_shown shown = group_name(table, depth, at);
        struct str parts[] = {text, depth > 0 ? STR(" · ") : STR(""), shown.text};
        text = arena_join(table->context->arena, parts, 3);
        if (depth < table->out->column_count)
            table->cells[depth].machine = shown.machine;
    }
    table->cells[0].text = text;
    doc_rows_add(table->out_rows, DOC_ROW_GROUP, table->cells);
}

/* --- the whole ----------------------------------------------------------------------------------
 */

/* Where the groups of each level begin. */
struct starts {
    size_t at[TABLE_GROUPS];
    bool several[TABLE_GROUPS]; /* more than one within the group above */
};

/* "Knihovny celkem"; with a `subtotal label:`, "Knihovny: průměr". */
static struct str subtotal_label(struct table *table, size_t depth, size_t at)
{
    const struct doc_context *context = table->context;
    struct str name = group_name(table, depth, at).text;
    if (table->subtotal_label.n == 0)
        return language_phrase(context->language, context->arena, "total_of",
                               ARGS(arg_text("name", name)));
    struct str parts[] = {name, STR(": "), table->subtotal_label};
    return arena_join(context->arena, parts, 3);
}

/* Subtotals of the groups that end before row `at`, the innermost first. A group that is the only
 * one of the group around it has the same total as that one, a single row has none of its own. */
static void end_groups(struct table *table, struct starts *starts, size_t outermost, size_t at)
{
    for (size_t depth = table->group_count; depth-- > outermost;) {
        bool last = at == table->rows.count || depth > outermost;
        bool alone = last && !starts->several[depth];
        alone |= table->plain_totals && at - starts->at[depth] == 1;
        struct str label = subtotal_label(table, depth, starts->at[depth]);
        if (table->has_total && !alone)
            table_total_row(table, DOC_ROW_SUBTOTAL, label, starts->at[depth], at);
        starts->several[depth] = !last;
        starts->at[depth] = at;
    }
}

/* The outermost level at which row `at` begins a new group; group_count: none does. */
static size_t new_level(const struct table *table, size_t at)
{
    size_t depth = 0;
    while (depth < table->group_count && table_same_group(table, at - 1, at, depth))
        depth++;
    return depth;
}

/* As many rows to write in as `rows:` wants beyond those that there are. */
static void blank_rows(struct table *table)
{
    int64_t least = schema_integer(table->node, "rows", 0);
    clear_cells(table);
    for (int64_t i = (int64_t)table->rows.count; i < least; i++) {
        if (table->numbered)
            number_row(table);
        doc_rows_add(table->out_rows, DOC_ROW_BLANK, table->cells);
    }
}

static void records(struct table *table)
{
    struct starts starts = {0};
    for (size_t at = 0; at < table->rows.count; at++) {
        size_t level = at == 0 ? 0 : new_level(table, at);
        if (at > 0 && level < table->group_count)
            end_groups(table, &starts, level, at);
        if (level < table->group_count)
            group_row(table, at);
        body_row(table, table->order[at]);
        if (at % ROWS_BETWEEN == ROWS_BETWEEN - 1)
            arena_reset(table->words.arena);
    }
    if (table->rows.count > 0)
        end_groups(table, &starts, 0, table->rows.count);
    blank_rows(table);
    if (table->rows.count > 0 && table->has_total)
        table_total_row(table, DOC_ROW_TOTAL, table->total_label, 0, table->rows.count);
}

void table_rows(struct table *table)
{
    table->out_rows = doc_rows_new(table->context->arena, table->out->column_count);
    table->cells = ARENA_ARRAY(table->scratch, struct doc_cell, table->out->column_count);
    records(table);
    if (doc_rows_count(table->out_rows) == 0) {
        clear_cells(table);
        table->cells[0].text = language_word(table->context->language, "no_rows");
        doc_rows_add(table->out_rows, DOC_ROW_GROUP, table->cells);
    }
    table->out->rows = table->out_rows;
    table->out->row_count = doc_rows_count(table->out_rows);
}
