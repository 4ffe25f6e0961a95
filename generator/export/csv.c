/* SPDX-License-Identifier: MIT */
#include "export/parts.h"

#include "base/mem.h"

/* A field is quoted where a separator, a quote or a line end would be misread, and where blanks at
 * its ends would be dropped. */
static bool wants_quotes(struct str text)
{
    if (text.n == 0)
        return false;
    if (text.p[0] == ' ' || text.p[text.n - 1] == ' ')
        return true;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == ',' || text.p[i] == '"' || text.p[i] == '\n' || text.p[i] == '\r')
            return true;
    return false;
}

static void put_field(struct buf *out, struct str text, bool first)
{
    if (!first)
        buf_char(out, ',');
    if (!wants_quotes(text)) {
        buf_str(out, text);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, text.p[i]);
    }
    buf_char(out, '"');
}

/* A line with nothing on it would be skipped by whoever reads the file. */
static void end_line(struct buf *out, size_t start)
{
    if (out->n == start)
        buf_text(out, "\"\"");
    buf_char(out, '\n');
}

static void put_head(const struct doc_table *table, bool marks, struct buf *out)
{
    for (size_t i = 0; i < table->group_count; i++)
        put_field(out, table->groups[i], i == 0);
    for (size_t i = 0; i < table->column_count; i++)
        put_field(out, table->columns[i].name, i + table->group_count == 0);
    if (marks)
        put_field(out, STR("marks"), false);
    buf_char(out, '\n');
}

/* The marks of all cells of a row together. */
static uint8_t row_marks(const struct doc_cell *cells, size_t count)
{
    uint8_t marks = 0;
    for (size_t i = 0; i < count; i++)
        marks |= cells[i].marks;
    return marks;
}

static void put_row(const struct doc_table *table, const struct export_groups *groups,
                    const struct doc_cell *cells, bool marks, struct buf *out)
{
    size_t start = out->n;
    for (size_t i = 0; i < table->group_count; i++)
        put_field(out, groups->values[i], i == 0);
    for (size_t i = 0; i < table->column_count; i++)
        put_field(out, cells[i].machine, i + table->group_count == 0);
    if (marks)
        put_field(out, export_marks(row_marks(cells, table->column_count)), false);
    end_line(out, start);
}

void export_table_csv(const struct doc_table *table, struct buf *out)
{
    struct export_groups groups = {0};
    struct doc_cell *cells = mem_alloc_zero(table->column_count + 1, sizeof *cells);
    bool marks = doc_rows_marks(table->rows) != 0;
    put_head(table, marks, out);
    for (size_t row = 0; row < table->row_count; row++) {
        enum doc_row_kind kind = doc_table_row(table, row, cells);
        if (kind == DOC_ROW_GROUP)
            export_enter_group(table, cells, &groups);
        else if (kind == DOC_ROW_BODY)
            put_row(table, &groups, cells, marks, out);
    }
    mem_free(cells);
}

void export_figures_csv(const struct document *document, struct buf *out)
{
    buf_text(out, "name,label,period,value,unit,text,marks\n");
    for (size_t i = 0; i < document->printed_count; i++) {
        const struct doc_printed *printed = &document->printed[i];
        put_field(out, printed->name, true);
        put_field(out, printed->label, false);
        put_field(out, printed->period, false);
        put_field(out, printed->machine, false);
        put_field(out, printed->unit, false);
        put_field(out, printed->text, false);
        put_field(out, export_marks(printed->marks), false);
        buf_char(out, '\n');
    }
}

void export_form_csv(const struct document *document, struct buf *out)
{
    buf_text(out, "name,label,value,text,marks\n");
    for (size_t i = 0; i < document->filled_count; i++) {
        const struct doc_place *place = document->filled[i];
        put_field(out, place->filled.name, true);
        put_field(out, export_asked(place), false);
        put_field(out, place->filled.value, false);
        put_field(out, place->filled.text, false);
        put_field(out, export_marks(place->filled.marks), false);
        buf_char(out, '\n');
    }
}
