/* SPDX-License-Identifier: MIT */
#include "export/parts.h"

#include "base/map.h"
#include "base/mem.h"
#include "doc/trace.h"

struct json {
    struct buf *out;
    struct arena *arena;
    const struct document *document;
    struct map traces; /* ids of those on the document's list */
    bool first;        /* nothing stands before in the object or list at hand */
};

/* --- syntax -------------------------------------------------------------------------------------
 */

static void put_string(struct json *json, struct str text)
{
    struct buf *out = json->out;
    size_t from = 0;
    buf_char(out, '"');
    for (size_t i = 0; (i = str_find_special(text, i)) < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == '&' || c == '<' || c == '>')
            continue;
        buf_put(out, text.p + from, i - from);
        from = i + 1;
        if (c == '"' || c == '\\')
            buf_format(out, "\\%c", c);
        else if (c == '\n')
            buf_text(out, "\\n");
        else if (c == '\t')
            buf_text(out, "\\t");
        else
            buf_format(out, "\\u%04x", c);
    }
    if (from < text.n)
        buf_put(out, text.p + from, text.n - from);
    buf_char(out, '"');
}

/* `before` stands before the item, behind the comma: a line end where a list has long items. */
static void next(struct json *json, const char *before)
{
    if (!json->first)
        buf_char(json->out, ',');
    buf_text(json->out, before);
    json->first = false;
}

static void open(struct json *json, char bracket)
{
    buf_char(json->out, bracket);
    json->first = true;
}

static void close(struct json *json, char bracket)
{
    buf_char(json->out, bracket);
    json->first = false;
}

static void key(struct json *json, const char *name, const char *before)
{
    next(json, before);
    buf_char(json->out, '"');
    buf_text(json->out, name);
    buf_text(json->out, "\":");
}

static void member(struct json *json, const char *name, struct str text)
{
    key(json, name, "");
    put_string(json, text);
}

/* A member that is left out where there is nothing to say. */
static void member_if(struct json *json, const char *name, struct str text)
{
    if (text.n > 0)
        member(json, name, text);
}

/* Nothing known is null. */
static void value(struct json *json, struct str text)
{
    if (text.n > 0)
        put_string(json, text);
    else
        buf_text(json->out, "null");
}

/* --- figures ------------------------------------------------------------------------------------
 */

static void put_figures(struct json *json)
{
    open(json, '[');
    for (size_t i = 0; i < json->document->printed_count; i++) {
        const struct doc_printed *printed = &json->document->printed[i];
        next(json, "\n");
        open(json, '{');
        member(json, "name", printed->name);
        member(json, "label", printed->label);
        member(json, "period", printed->period);
        key(json, "value", "");
        value(json, printed->machine);
        member(json, "unit", printed->unit);
        member(json, "text", printed->text);
        member_if(json, "marks", export_marks(printed->marks));
        close(json, '}');
    }
    close(json, ']');
}

/* --- a form that is filled in -------------------------------------------------------------------
 */

static void put_form(struct json *json)
{
    if (json->document->filled_count == 0)
        return;
    key(json, "form", "\n");
    open(json, '[');
    for (size_t i = 0; i < json->document->filled_count; i++) {
        const struct doc_place *place = json->document->filled[i];
        next(json, "\n");
        open(json, '{');
        member(json, "name", place->filled.name);
        member(json, "label", export_asked(place));
        member(json, "value", place->filled.value);
        member(json, "text", place->filled.text);
        member_if(json, "marks", export_marks(place->filled.marks));
        close(json, '}');
    }
    close(json, ']');
}

/* --- tables -------------------------------------------------------------------------------------
 */

static void put_columns(struct json *json, const struct doc_table *table)
{
    open(json, '[');
    for (size_t i = 0; i < table->column_count; i++) {
        const struct doc_column *column = &table->columns[i];
        next(json, "");
        open(json, '{');
        member(json, "name", column->name);
        member(json, "label", column->label);
        member_if(json, "unit", column->unit);
        close(json, '}');
    }
    close(json, ']');
}

static void put_group_names(struct json *json, const struct doc_table *table)
{
    if (table->group_count == 0)
        return;
    key(json, "groups", "");
    open(json, '[');
    for (size_t i = 0; i < table->group_count; i++) {
        next(json, "");
        put_string(json, table->groups[i]);
    }
    close(json, ']');
}

static void put_values(struct json *json, const struct doc_table *table,
                       const struct doc_cell *cells)
{
    key(json, "values", "");
    open(json, '[');
    for (size_t i = 0; i < table->column_count; i++) {
        next(json, "");
        value(json, cells[i].machine);
    }
    close(json, ']');
    uint8_t marks = 0;
    for (size_t i = 0; i < table->column_count; i++)
        marks |= cells[i].marks;
    if (marks == 0)
        return;
    key(json, "marks", "");
    open(json, '[');
    for (size_t i = 0; i < table->column_count; i++) {
        next(json, "");
        value(json, export_marks(cells[i].marks));
    }
    close(json, ']');
}

static void put_row(struct json *json, const struct doc_table *table, enum doc_row_kind kind,
                    const struct export_groups *groups, const struct doc_cell *cells)
{
    next(json, "\n");
    open(json, '{');
    if (kind != DOC_ROW_BODY)
        member(json, "kind", kind == DOC_ROW_TOTAL ? STR("total") : STR("subtotal"));
    if (table->group_count > 0 && kind == DOC_ROW_BODY) {
        key(json, "groups", "");
        open(json, '[');
        for (size_t i = 0; i < table->group_count && i < EXPORT_GROUPS; i++) {
            next(json, "");
            value(json, groups->values[i]);
        }
        close(json, ']');
    }
    for (size_t i = 0; i < table->column_count && kind != DOC_ROW_BODY; i++)
        if (cells[i].is_head)
            member(json, "label", cells[i].text);
    put_values(json, table, cells);
    close(json, '}');
}

/* Records and totals in the order in which they are printed. */
static void put_rows(struct json *json, const struct doc_table *table)
{
    struct export_groups groups = {0};
    struct doc_cell *cells = mem_alloc_zero(table->column_count + 1, sizeof *cells);
    open(json, '[');
    for (size_t row = 0; row < table->row_count; row++) {
        enum doc_row_kind kind = doc_table_row(table, row, cells);
        if (kind == DOC_ROW_GROUP)
            export_enter_group(table, cells, &groups);
        else if (kind != DOC_ROW_BLANK)
            put_row(json, table, kind, &groups, cells);
    }
    close(json, ']');
    mem_free(cells);
}

static void put_tables(struct json *json)
{
    open(json, '[');
    for (size_t i = 0; i < json->document->table_count; i++) {
        const struct doc_table *table = json->document->tables[i];
        next(json, "\n");
        open(json, '{');
        member(json, "name", table->name);
        member_if(json, "number", table->number);
        if (table->caption)
            member(json, "caption", doc_plain_copy(table->caption, json->arena));
        key(json, "columns", "");
        put_columns(json, table);
        put_group_names(json, table);
        key(json, "rows", "");
        put_rows(json, table);
        close(json, '}');
    }
    close(json, ']');
}

/* --- traces -------------------------------------------------------------------------------------
 */

static void put_places(struct json *json, const struct doc_trace *trace)
{
    if (trace->place_count == 0)
        return;
    key(json, "places", "");
    open(json, '[');
    for (unsigned i = 0; i < trace->place_count; i++) {
        next(json, "");
        put_string(json, trace->places[i]);
    }
    close(json, ']');
    if (trace->more_places) {
        key(json, "more_places", "");
        buf_text(json->out, "true");
    }
}

/* An input with a trace of its own is named by its id. Depth is bounded by calc (TRACE_DEPTH). */
static void put_trace(struct json *json, const struct doc_trace *trace, bool input)
{
    bool elsewhere = input && trace->id.n > 0 && map_find(&json->traces, trace->id);
    open(json, '{');
    member_if(json, "id", trace->id);
    member_if(json, "name", trace->name);
    member_if(json, "label", trace->label);
    member_if(json, "value", trace->value);
    if (!elsewhere) {
        member_if(json, "exact", trace->exact);
        member_if(json, "formula", trace->formula);
        member_if(json, "place", trace->place);
        member_if(json, "counts", trace->counts);
        put_places(json, trace);
    }
    if (!elsewhere && trace->first) {
        key(json, "inputs", "");
        open(json, '[');
        for (const struct doc_trace *below = trace->first; below; below = below->next) {
            next(json, "");
            put_trace(json, below, true);
        }
        close(json, ']');
    }
    close(json, '}');
}

static void put_traces(struct json *json)
{
    const struct document *document = json->document;
    for (size_t i = 0; i < document->trace_count; i++)
        map_put(&json->traces, json->arena, document->traces[i]->id, NULL);
    open(json, '[');
    for (size_t i = 0; i < document->trace_count; i++) {
        next(json, "\n");
        put_trace(json, document->traces[i], false);
    }
    close(json, ']');
}

void export_json(const struct document *document, struct buf *out)
{
    struct json json = {.out = out, .arena = arena_new(), .document = document};
    open(&json, '{');
    member(&json, "title", document->title);
    member_if(&json, "subtitle", document->subtitle);
    member(&json, "language", document->language);
    member(&json, "institution", document->institution);
    member_if(&json, "date", document->date);
    key(&json, "sample", "");
    buf_text(out, document->notice.n > 0 ? "true" : "false");
    key(&json, "figures", "\n");
    put_figures(&json);
    put_form(&json);
    key(&json, "tables", "\n");
    put_tables(&json);
    key(&json, "traces", "\n");
    put_traces(&json);
    close(&json, '}');
    buf_char(out, '\n');
    arena_free(json.arena);
}
