/* SPDX-License-Identifier: MIT */
#include "html/write.h"

struct table_pen {
    struct html_pen *pen;
    const struct doc_table *table;
    struct html_decimals decimals;
    bool body_open, foot_open;
};

static bool is_number(enum doc_align align)
{
    return align == DOC_DECIMAL || align == DOC_RIGHT;
}

/* A head over several columns is centred above its line; those of numbers stand at the right as
 * they do. */
static void write_head_class(struct table_pen *in, const struct doc_head *head)
{
    enum doc_align align = in->table->columns[head->column].align;
    bool last = (size_t)head->column + head->span >= in->table->column_count;
    const char *class = head->span > 1        ? "over"
                        : is_number(align)    ? "n"
                        : align == DOC_CENTER ? "m"
                                              : "";
    if (class[0] == '\0' && !last)
        return;
    buf_format(in->pen->out, " class=\"%s%s%s\"", class, class[0] && last ? " " : "",
               last ? "end" : "");
}

static void write_head_cell(struct table_pen *in, const struct doc_head *head)
{
    struct buf *out = in->pen->out;
    const char *name = head->text.n ? "th" : "td"; /* what says nothing is no head */
    buf_format(out, "<%s%s", name, head->text.n ? " scope=\"col\"" : "");
    if (head->span > 1)
        buf_format(out, " colspan=\"%u\"", head->span);
    if (head->storeys > 1)
        buf_format(out, " rowspan=\"%u\"", head->storeys);
    write_head_class(in, head);
    buf_char(out, '>');
    html_text(out, head->text);
    if (head->unit.n) {
        buf_text(out, " <span class=\"unit\">");
        html_text(out, head->unit);
        buf_text(out, "</span>");
    }
    buf_format(out, "</%s>", name);
}

static void write_head(struct table_pen *in)
{
    struct buf *out = in->pen->out;
    size_t next = 0;
    if (in->table->storeys == 0)
        return;
    buf_text(out, "<thead>\n");
    for (uint16_t storey = 0; storey < in->table->storeys; storey++) {
        buf_text(out, "<tr>");
        for (; next < in->table->head_count && in->table->heads[next].storey == storey; next++)
            write_head_cell(in, &in->table->heads[next]);
        buf_text(out, "</tr>\n");
    }
    buf_text(out, "</thead>\n");
}

static void write_cell_class(struct table_pen *in, size_t column, const struct doc_cell *cell)
{
    struct buf *out = in->pen->out;
    enum doc_align align = in->table->columns[column].align;
    const char *decimals = "";
    if (align == DOC_DECIMAL && cell->inlines == NULL)
        decimals = html_decimal_class(&in->decimals, column, cell->text);
    if (!is_number(align) && align != DOC_CENTER && !cell->missed)
        return;
    buf_text(out, " class=\"");
    buf_text(out, is_number(align) ? "n" : align == DOC_CENTER ? "m" : "");
    buf_text(out, decimals);
    bool tailed = align == DOC_DECIMAL && in->decimals.tailed[column];
    if (tailed && html_tail_start(&in->decimals, column, cell->text) == cell->text.n)
        buf_text(out, " even");
    if (cell->missed)
        buf_text(out, align == DOC_LEFT ? "missed" : " missed");
    buf_char(out, '"');
}

/* A number, and apart from it the words behind. */
static void write_text(struct table_pen *in, size_t column, const struct doc_cell *cell)
{
    size_t tail = cell->text.n;
    if (in->table->columns[column].align == DOC_DECIMAL)
        tail = html_tail_start(&in->decimals, column, cell->text);
    html_value_text(in->pen, str_slice(cell->text, 0, tail), cell->marks);
    if (tail == cell->text.n)
        return;
    struct str words = str_trim(str_slice(cell->text, tail, cell->text.n));
    buf_text(in->pen->out, " <span class=\"tail\">");
    html_text(in->pen->out, words);
    buf_text(in->pen->out, "</span>");
}

static void write_cell(struct table_pen *in, size_t column, const struct doc_cell *cell)
{
    struct buf *out = in->pen->out;
    bool head = cell->is_head || (column == 0 && in->table->first_column_heads);
    head = head && (cell->text.n || cell->inlines); /* of a row to write in: nobody's name yet */
    buf_text(out, head ? "<th scope=\"row\"" : "<td");
    write_cell_class(in, column, cell);
    buf_char(out, '>');
    if (cell->inlines)
        html_lines(in->pen, cell->inlines);
    else
        write_text(in, column, cell);
    buf_text(out, head ? "</th>" : "</td>");
}

static void write_group(struct table_pen *in, const struct doc_cell *cell)
{
    struct buf *out = in->pen->out;
    buf_text(out, "<tr class=\"group\"><th scope=\"rowgroup\"");
    if (in->table->column_count > 1)
        buf_format(out, " colspan=\"%zu\"", in->table->column_count);
    buf_text(out, "><span>");
    html_text(out, cell->text);
    buf_text(out, "</span></th></tr>\n");
}

static void close_bodies(struct table_pen *in)
{
    if (in->body_open)
        buf_text(in->pen->out, "</tbody>\n");
    if (in->foot_open)
        buf_text(in->pen->out, "</tfoot>\n");
    in->body_open = in->foot_open = false;
}

/* Each group has a body of its own; the totals at the end are the foot. */
static void enter_part(struct table_pen *in, enum doc_row_kind kind, bool last_rows)
{
    bool foot = kind == DOC_ROW_TOTAL && last_rows;
    if (kind == DOC_ROW_GROUP || (foot && !in->foot_open))
        close_bodies(in);
    if (in->body_open || in->foot_open)
        return;
    buf_text(in->pen->out, foot ? "<tfoot>\n" : "<tbody>\n");
    in->foot_open = foot;
    in->body_open = !foot;
}

static const char *row_start(enum doc_row_kind kind)
{
    switch (kind) {
    case DOC_ROW_SUBTOTAL:
        return "<tr class=\"subtotal\">";
    case DOC_ROW_TOTAL:
        return "<tr class=\"total\">";
    case DOC_ROW_BLANK:
        return "<tr class=\"blank\">";
    case DOC_ROW_BODY:
    case DOC_ROW_GROUP:
        break;
    }
    return "<tr>";
}

static void write_rows(struct table_pen *in)
{
    const struct doc_table *table = in->table;
    struct doc_cell *cells = ARENA_ARRAY(in->pen->arena, struct doc_cell, table->column_count);
    size_t foot = table->row_count;
    while (foot > 0 && doc_table_row(table, foot - 1, cells) == DOC_ROW_TOTAL)
        foot--;
    for (size_t row = 0; row < table->row_count; row++) {
        enum doc_row_kind kind = doc_table_row(table, row, cells);
        enter_part(in, kind, row >= foot);
        if (kind == DOC_ROW_GROUP) {
            write_group(in, &cells[0]);
            continue;
        }
        buf_text(in->pen->out, row_start(kind));
        for (size_t i = 0; i < table->column_count; i++)
            write_cell(in, i, &cells[i]);
        buf_text(in->pen->out, "</tr>\n");
    }
    close_bodies(in);
}

/* Whether a text can stand in a string of CSS as it is. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\'' || text.p[i] == '\\' || text.p[i] == '\n')
            return false;
    return true;
}

void html_table_frame(struct html_pen *pen, const struct doc_table *table, unsigned frame,
                      bool landmark)
{
    struct table_pen in = {.pen = pen, .table = table, .decimals = html_decimals(pen, table)};
    struct str label = {0};
    if (frame)
        label = arena_format(pen->arena, "caption--%u", frame);
    buf_text(pen->out, landmark ? "<section" : "<div");
    buf_text(pen->out, " class=\"frame\" tabindex=\"0\"");
    if (landmark)
        html_attr(pen->out, "aria-labelledby", label);
    buf_text(pen->out, ">\n<table");
    if (frame)
        html_attr(pen->out, "aria-labelledby", label);
    if (table->search)
        buf_text(pen->out, " class=\"register\"");
    if (in.decimals.any_tail && is_plain(in.decimals.tail)) {
        struct str style[] = {STR("--tail: '"), in.decimals.tail, STR("'")};
        html_attr(pen->out, "style", arena_join(pen->arena, style, 3));
    }
    buf_text(pen->out, ">\n");
    write_head(&in);
    write_rows(&in);
    buf_text(pen->out, landmark ? "</table>\n</section>\n" : "</table>\n</div>\n");
}

void html_table(struct html_pen *pen, const struct doc_node *node)
{
    const struct doc_table *table = node->table;
    unsigned frame = ++pen->frame_count;
    bool named = table->caption || table->number.n;
    buf_text(pen->out, "<figure class=\"table\"");
    html_node_attrs(pen, node);
    buf_text(pen->out, ">\n");
    html_figcaption(pen, table->number, table->caption, frame);
    if (table->search)
        html_search(pen, frame);
    html_table_frame(pen, table, named ? frame : 0, named);
    html_paragraphs(pen, table->notes, table->note_count, "note");
    buf_text(pen->out, "</figure>\n");
}
