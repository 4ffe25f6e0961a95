/* SPDX-License-Identifier: MIT */
/*
 * Tables written by hand:
 *
 *     | Head | Amount |
 *     |:-----|-------:|
 *     | one  | {{x}}  |
 *
 * A paragraph whose second line is a rule of that kind. Rows are taken from the masked source
 * lines (so a | within {{…}} is no border), cells are parsed each for itself. A row with too few or
 * too many cells is an error: where a number slips into another column nobody notices.
 */
#include "doc/markdown_parts.h"

#include <string.h>

struct md_table *md_table_of(cmark_node *paragraph)
{
    struct md_extra *extra = cmark_node_get_user_data(paragraph);
    return extra && extra->kind == MD_TABLE ? (struct md_table *)extra : NULL;
}

/* --- lines and cells
 * ------------------------------------------------------------------------------ */

struct line {
    size_t from, to; /* bytes of the masked text, without what lists and quotations put before */
};

static struct line line_of(const struct md *md, const struct md_root *root, cmark_node *paragraph,
                           size_t index)
{
    size_t offset, first = md_first_line(md, root, paragraph), skip = 0;
    struct str text = md_line(md, first + index, &offset);
    text = str_slice(md->mask.masked, offset, offset + text.n);
    int column = cmark_node_get_start_column(paragraph);
    if (index == 0 && root->line == 0 && column > 0)
        skip = (size_t)column - 1;
    while (skip < text.n && (str_is_blank(text.p[skip]) || text.p[skip] == '>'))
        skip++;
    size_t end = text.n;
    while (end > skip && str_is_blank(text.p[end - 1]))
        end--;
    return (struct line){offset + skip, offset + (end > skip ? end : skip)};
}

/* Calls itself a row: where the next border stands at or after `at`, or the end. */
static size_t next_border(struct str s, size_t at, size_t end)
{
    for (; at < end; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == '|')
            return at;
    }
    return end;
}

/* The borders at both ends are no cells. */
static struct line inside_of(struct str s, struct line line)
{
    if (line.from < line.to && s.p[line.from] == '|')
        line.from++;
    bool escaped = line.to > line.from + 1 && s.p[line.to - 2] == '\\';
    if (line.to > line.from && s.p[line.to - 1] == '|' && !escaped)
        line.to--;
    return line;
}

static size_t count_cells(struct str s, struct line line)
{
    struct line inside = inside_of(s, line);
    size_t count = 1;
    for (size_t at = inside.from; (at = next_border(s, at, inside.to)) < inside.to; at++)
        count++;
    return count;
}

static bool has_border(struct str s, struct line line)
{
    return next_border(s, line.from, line.to) < line.to;
}

/* |:---|---:| and the like; a single column needs its borders. */
static bool is_rule(struct str s, struct line line)
{
    bool dash = false;
    for (size_t i = line.from; i < line.to; i++) {
        char c = s.p[i];
        if (c != '-' && c != ':' && c != '|' && !str_is_blank(c))
            return false;
        dash = dash || c == '-';
    }
    return dash && has_border(s, line);
}

/* --- finding
 * -------------------------------------------------------------------------------------- */

struct finder {
    struct md *md;
    const struct md_root *root;
    cmark_node *paragraph;
    struct md_table *table;
    unsigned depth;
};

static struct span span_of(const struct finder *finder, struct line line)
{
    return text_span(finder->md->mask.text, line.from, line.to);
}

static void read_aligns(struct finder *finder, struct line rule)
{
    struct str s = finder->md->mask.masked;
    struct line inside = inside_of(s, rule);
    size_t from = inside.from;
    for (size_t i = 0; i < finder->table->column_count; i++) {
        size_t to = next_border(s, from, inside.to);
        struct str cell = str_trim(str_slice(s, from, to));
        bool left = cell.n > 0 && cell.p[0] == ':';
        bool right = cell.n > 0 && cell.p[cell.n - 1] == ':';
        finder->table->aligns[i] = right ? (left ? DOC_CENTER : DOC_RIGHT) : DOC_LEFT;
        from = to < inside.to ? to + 1 : inside.to;
    }
}

/* Cells without any markup need no parser. */
static bool is_plain(struct str cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (strchr("*_[]<>&\\`!{}", cell.p[i]) || (unsigned char)cell.p[i] >= 0xF3)
            return false;
    return true;
}

static void read_cell(struct finder *finder, size_t line, struct md_cell *cell, size_t from,
                      size_t to)
{
    struct str s = finder->md->mask.masked;
    while (from < to && str_is_blank(s.p[from]))
        from++;
    while (to > from && str_is_blank(s.p[to - 1]))
        to--;
    *cell = (struct md_cell){.from = from, .to = to, .root = {.line = line, .dropped = 1}};
    struct str text = str_slice(s, from, to);
    if (is_plain(text))
        return;
    cell->root.node = md_parse(finder->md, ".", text);
    md_gather(finder->md, &cell->root, finder->depth);
}

static void read_row(struct finder *finder, size_t index, struct md_row *row)
{
    const struct md *md = finder->md;
    struct str s = md->mask.masked;
    struct line line = line_of(md, finder->root, finder->paragraph, index);
    struct line inside = inside_of(s, line);
    size_t count = finder->table->column_count, found = count_cells(s, line);
    if (found != count)
        diag_add(md->context->diags, MSG_TABLE_CELLS, span_of(finder, line),
                 ARGS(arg_count("found", (int64_t)found), arg_count("wanted", (int64_t)count)));
    row->count = found < count ? found : count;
    row->cells = ARENA_ARRAY(md->context->arena, struct md_cell, count);
    size_t from = inside.from;
    for (size_t i = 0; i < row->count; i++) {
        size_t to = next_border(s, from, inside.to);
        read_cell(finder, md_first_line(md, finder->root, finder->paragraph) + index,
                  &row->cells[i], from, to);
        from = to < inside.to ? to + 1 : inside.to;
    }
}

static struct md_table *read_table(struct finder *finder, struct line head, struct line rule,
                                   size_t lines)
{
    struct md *md = finder->md;
    struct arena *arena = md->context->arena;
    size_t columns = count_cells(md->mask.masked, head);
    size_t ruled = count_cells(md->mask.masked, rule);
    if (columns != ruled)
        diag_add(md->context->diags, MSG_TABLE_RULE, span_of(finder, rule),
                 ARGS(arg_count("found", (int64_t)ruled), arg_count("wanted", (int64_t)columns)));
    struct md_table *table = ARENA_NEW(arena, struct md_table);
    *table = (struct md_table){.extra = {MD_TABLE},
                               .column_count = columns,
                               .aligns = ARENA_ARRAY(arena, enum doc_align, columns),
                               .rows = ARENA_ARRAY(arena, struct md_row, lines - 1),
                               .row_count = lines - 1};
    finder->table = table;
    read_aligns(finder, rule);
    read_row(finder, 0, &table->rows[0]);
    for (size_t i = 2; i < lines; i++)
        read_row(finder, i, &table->rows[i - 1]);
    return table;
}

struct md_table *md_table_find(struct md *md, const struct md_root *root, cmark_node *paragraph,
                               unsigned depth)
{
    struct finder finder = {md, root, paragraph, NULL, depth};
    struct str s = md->mask.masked;
    size_t lines = md_last_line(md, root, paragraph) - md_first_line(md, root, paragraph) + 1;
    struct line before = line_of(md, root, paragraph, 0);
    for (size_t i = 1; i < lines; i++) {
        struct line line = line_of(md, root, paragraph, i);
        if (is_rule(s, line) && has_border(s, before)) {
            if (i == 1)
                return read_table(&finder, before, line, lines);
            diag_add(md->context->diags, MSG_TABLE_AFTER_TEXT, span_of(&finder, before), NO_ARGS);
            return NULL;
        }
        before = line;
    }
    return NULL;
}

/* --- writing
 * -------------------------------------------------------------------------------------- */

/* A cell as a paragraph of its own that hangs nowhere; NULL when it is empty. */
static struct doc_node *write_cell(struct md_walk *walk, const struct md_cell *cell)
{
    struct md *md = walk->md;
    struct arena *arena = walk->context->arena;
    struct doc_node *paragraph =
        doc_node_new(arena, DOC_PARAGRAPH, text_span(md->mask.text, cell->from, cell->to));
    walk->machine = (struct str){NULL, 0};
    if (cell->root.node == NULL) {
        struct doc_node *text = doc_node_new(arena, DOC_TEXT, paragraph->span);
        text->text = str_slice(md->mask.text.s, cell->from, cell->to);
        doc_append(paragraph, text);
    } else {
        struct md_walk inner = *walk;
        cmark_node *block = cmark_node_first_child(cell->root.node);
        struct locator locator = locator_new(md->mask.text, cell->from, cell->to);
        inner.root = &cell->root;
        md_write_inlines(&inner, (struct md_at){cmark_node_first_child(block), 1},
                         (struct md_at){0}, paragraph, &locator);
        walk->machine = inner.machine;
    }
    doc_prose_finish(walk->context, paragraph, false);
    return paragraph->first ? paragraph : NULL;
}

/* The only value or place below `node`, whatever emphasis stands around it; NULL when there is
 * more. */
static const struct doc_node *only_value(const struct doc_node *node)
{
    while (node && node->first && node->first->next == NULL)
        node = node->first;
    return node && (node->kind == DOC_VALUE || node->kind == DOC_PLACE) ? node : NULL;
}

static void fill_cell(struct md_walk *walk, const struct md_cell *cell, struct doc_cell *out)
{
    struct doc_node *paragraph = write_cell(walk, cell);
    if (paragraph == NULL)
        return;
    const struct doc_node *value = only_value(paragraph);
    out->inlines = paragraph->first;
    out->text = doc_plain_copy(paragraph, walk->context->arena);
    out->machine = value ? walk->machine : out->text;
    if (value)
        out->marks = value->kind == DOC_PLACE ? value->place->marks : value->value.marks;
}

static void write_row(struct md_walk *walk, const struct md_row *row, struct doc_table *table,
                      struct doc_rows *rows)
{
    struct doc_cell *cells =
        ARENA_ARRAY(walk->context->arena, struct doc_cell, table->column_count);
    for (size_t i = 0; i < row->count; i++)
        fill_cell(walk, &row->cells[i], &cells[i]);
    cells[0].is_head = table->first_column_heads;
    doc_rows_add(rows, DOC_ROW_BODY, cells);
}

static void write_head(struct md_walk *walk, const struct md_table *source, struct doc_table *table)
{
    struct arena *arena = walk->context->arena;
    bool right = false;
    table->columns = ARENA_ARRAY(arena, struct doc_column, table->column_count);
    table->heads = ARENA_ARRAY(arena, struct doc_head, table->column_count);
    for (size_t i = 0; i < table->column_count; i++) {
        struct doc_node *words =
            i < source->rows[0].count ? write_cell(walk, &source->rows[0].cells[i]) : NULL;
        struct str text =
            words ? doc_plain_copy(words, walk->context->arena) : (struct str){NULL, 0};
        table->columns[i] = (struct doc_column){
            .align = source->aligns[i],
            .label = text,
            .name = text.n > 0 ? text : arena_format(arena, "column-%zu", i + 1)};
        table->heads[i] = (struct doc_head){
            .text = text, .column = (uint16_t)i, .span = 1, .storey = 0, .storeys = 1};
        right = right || source->aligns[i] == DOC_RIGHT;
    }
    table->first_column_heads = right && source->aligns[0] == DOC_LEFT;
}

/* Heads of columns may be alike in print, not in data files. */
static void name_columns(struct arena *arena, struct doc_table *table)
{
    struct map names = {0};
    for (size_t i = 0; i < table->column_count; i++) {
        bool added;
        map_put(&names, arena, table->columns[i].name, &added);
        if (!added)
            table->columns[i].name =
                arena_format(arena, "%.*s (%zu)", (int)table->columns[i].name.n,
                             table->columns[i].name.p, i + 1);
    }
}

void md_table_write(struct md_walk *walk, const struct md_table *source, cmark_node *paragraph,
                    struct doc_node *parent)
{
    const struct doc_context *context = walk->context;
    struct doc_table *table = ARENA_NEW(context->arena, struct doc_table);
    table->column_count = source->column_count;
    table->head_count = source->column_count;
    table->storeys = 1;
    write_head(walk, source, table);
    name_columns(context->arena, table);
    struct doc_rows *rows = doc_rows_new(context->arena, table->column_count);
    for (size_t i = 1; i < source->row_count; i++)
        write_row(walk, &source->rows[i], table, rows);
    table->rows = rows;
    table->row_count = doc_rows_count(rows);
    const struct doc_outline *outline = walk->md->outline;
    struct doc_node *section = outline ? outline->open[outline->level] : NULL;
    doc_state_table(context, table,
                    section && section->kind == DOC_SECTION ? section->section.title
                                                            : STR("table"));
    struct doc_node *node =
        doc_node_new(context->arena, DOC_TABLE, md_block_span(walk->md, walk->root, paragraph));
    node->table = table;
    doc_append(parent, node);
}
