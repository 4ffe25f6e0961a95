/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

/* Elements of a row live as long as the page: each row is written once. */
static struct pdf_element *new_element(struct pdf_page_pen *pen, const struct pdf_element *parent,
                                       enum pdf_tag tag)
{
    struct pdf_element *element = ARENA_NEW(pen->arena, struct pdf_element);
    element->parent = parent;
    element->depth = (uint16_t)(parent->depth + 1);
    element->item.kind = PDF_BEGIN;
    element->item.tag.tag = tag;
    element->item.tag.element = pen->flow->next_element++;
    return element;
}

static pdf_length head_height(const struct pdf_table_layout *layout)
{
    return layout->storey_tops[layout->table->storeys];
}

/* The rules of the head: above, below, and under each cell that spans several columns. */
static void draw_head_rules(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                            pdf_length x, pdf_length y)
{
    const struct pdf_layout *look = pen->flow->layout;
    pdf_length rule = look->rule_width;
    pdf_pen_rule(pen, x, y, layout->width, rule * 2, look->rule_color);
    pdf_pen_rule(pen, x, y + head_height(layout) - rule, layout->width, rule, look->rule_color);
    for (size_t i = 0; i < layout->table->head_count; i++) {
        const struct doc_head *head = &layout->table->heads[i];
        if (head->span < 2)
            continue;
        const struct pdf_table_column *first = &layout->columns[head->column];
        const struct pdf_table_column *last = &layout->columns[head->column + head->span - 1];
        pdf_length below = layout->storey_tops[head->storey + head->storeys];
        pdf_pen_rule(pen, x + first->x, y + below - rule, last->x + last->width - first->x, rule,
                     look->rule_color);
    }
}

static struct pdf_element *head_cell(struct pdf_page_pen *pen, const struct pdf_element *row,
                                     const struct pdf_table_head *place)
{
    const struct doc_head *head = place->head;
    struct pdf_element *cell = new_element(pen, row, head->text.n ? PDF_TAG_TH : PDF_TAG_TD);
    struct pdf_traits *traits = pdf_element_traits(pen->arena, cell);
    traits->id = place->id;
    traits->scope = head->text.n ? 1 : 0;
    traits->columns = head->span;
    traits->rows = head->storeys;
    return cell;
}

static void draw_heads(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                       pdf_length x, pdf_length y)
{
    pdf_length gap = pen->flow->layout->row_gap;
    const struct pdf_element *outer = pen->open, *row = NULL;
    int storey = -1;
    for (size_t i = 0; i < layout->table->head_count; i++) {
        const struct doc_head *head = layout->heads[i].head;
        const struct pdf_paragraph *text = layout->heads[i].text;
        if (!pen->artifact) {
            if (head->storey != storey)
                row = new_element(pen, outer, PDF_TAG_TR);
            storey = head->storey;
            pdf_pen_enter(pen, head_cell(pen, row, &layout->heads[i]));
        }
        /* Texts stand at the foot of their cell. */
        pdf_length bottom = layout->storey_tops[head->storey + head->storeys] - gap;
        pdf_length top = bottom - pdf_paragraph_height(pen->flow, text);
        pdf_pen_paragraph(pen, text, x + layout->columns[head->column].x, y + top);
    }
    if (!pen->artifact)
        pdf_pen_enter(pen, outer);
}

void pdf_table_emit_first_head(struct pdf_page_pen *pen, const void *data, uint32_t index,
                               pdf_length x, pdf_length y)
{
    const struct pdf_table_layout *layout = data;
    (void)index;
    draw_head_rules(pen, layout, x, y);
    draw_heads(pen, layout, x, y);
}

pdf_length pdf_table_head_height(const struct pdf_table_layout *layout)
{
    return layout->continued_height + head_height(layout);
}

pdf_length pdf_table_repeated_height(const struct pdf_strip *strip)
{
    pdf_length height = pdf_table_head_height(strip->table);
    return strip->group ? height + strip->table->groups[strip->group - 1].height : height;
}

static void draw_group(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                       const struct pdf_table_group *group, pdf_length x, pdf_length y)
{
    struct pdf_flow *flow = pen->flow;
    struct arena *outer = flow->arena;
    size_t count = layout->table->column_count;
    struct doc_cell *cells = ARENA_ARRAY(pen->arena, struct doc_cell, count + 1);
    doc_table_row(layout->table, group->row, cells);
    flow->arena = pen->arena;
    const struct pdf_paragraph *text =
        pdf_table_cell(flow, layout, 0, &cells[0], DOC_ROW_GROUP, layout->width);
    flow->arena = outer;
    pdf_pen_paragraph(pen, text, x, y + pdf_table_row_gap(flow, DOC_ROW_GROUP));
}

void pdf_table_emit_repeated(struct pdf_page_pen *pen, const struct pdf_strip *strip, pdf_length x,
                             pdf_length y)
{
    const struct pdf_table_layout *layout = strip->table;
    const struct pdf_table_group *group = strip->group ? &layout->groups[strip->group - 1] : NULL;
    pdf_pen_artifact(pen, true);
    pdf_pen_paragraph(pen, layout->continued, x, y);
    y += layout->continued_height;
    draw_head_rules(pen, layout, x, y);
    draw_heads(pen, layout, x, y);
    if (group && group->height > 0)
        draw_group(pen, layout, group, x, y + head_height(layout));
    pdf_pen_artifact(pen, false);
}

static pdf_length number_start(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                               size_t column, const struct doc_cell *cell,
                               const struct pdf_paragraph *text)
{
    const struct pdf_table_column *place = &layout->columns[column];
    size_t mark = pdf_table_decimal(cell->text, layout->decimal);
    pdf_length whole = text->lines[0].width;
    if (mark < cell->text.n) {
        struct pdf_pieces pieces = {0};
        struct pdf_piece_style how = {.style = PDF_STYLE_TABLE,
                                      .emphasis = text->pieces[0].emphasis};
        struct arena *outer = pen->flow->arena;
        pen->flow->arena = pen->arena;
        pdf_pieces_text(pen->flow, &pieces, str_slice(cell->text, 0, mark), &how, (struct span){0});
        whole = pdf_lines_width(pen->flow, &pieces);
        pen->flow->arena = outer;
    }
    return place->x + place->width - place->fraction - whole;
}

static void draw_cell(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                      size_t column, const struct doc_cell *cell, const struct pdf_paragraph *text,
                      pdf_length x, pdf_length y)
{
    bool decimal = layout->table->columns[column].align == DOC_DECIMAL && cell->machine.n &&
                   cell->inlines == NULL && text->line_count == 1;
    if (decimal) {
        const struct pdf_line *line = &text->lines[0];
        pdf_length left = number_start(pen, layout, column, cell, text);
        pdf_pen_pieces(pen, text->pieces, line->from, line->to, false, x + left,
                       y + pdf_baseline(pen->flow, PDF_STYLE_TABLE), 0);
        return;
    }
    pdf_pen_paragraph(pen, text, x + layout->columns[column].x, y);
}

/* The cell of a blank row on a screen: all the room between its rules, and half of the gaps beside
 * it: columns that are to be filled in are narrow. */
static void draw_field(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                       size_t column, uint32_t row, struct pdf_box box)
{
    const struct pdf_table_column *place = &layout->columns[column];
    pdf_pen_enter(pen, new_element(pen, pen->open, PDF_TAG_FORM));
    pdf_length left = column > 0 ? layout->gap / 4 : 0;
    pdf_length right = column + 1 < layout->table->column_count ? layout->gap / 2 : 0;
    box.x += place->x - left;
    box.w = place->width + left + right;
    pdf_pen_field_cell(pen, layout->table, column, row, box);
}

pdf_length pdf_table_row_gap(const struct pdf_flow *flow, enum doc_row_kind kind)
{
    pdf_length gap = flow->layout->row_gap / 2;
    return kind == DOC_ROW_GROUP ? gap + pdf_flow_style(flow, PDF_STYLE_TABLE)->leading / 2 : gap;
}

void pdf_table_rule_above(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                          enum doc_row_kind kind, pdf_length x, pdf_length y)
{
    const struct pdf_layout *look = pen->flow->layout;
    if (kind == DOC_ROW_TOTAL || kind == DOC_ROW_SUBTOTAL)
        pdf_pen_rule(pen, x, y, layout->width, look->rule_width, look->rule_color);
}

void pdf_table_rule_below(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                          enum doc_row_kind kind, uint32_t index, pdf_length x, pdf_length y)
{
    const struct pdf_layout *look = pen->flow->layout;
    pdf_length rule = look->rule_width;
    bool last = index + 1 == layout->table->row_count;
    /* Nothing stands in a blank row that would show where its columns end: the gaps do. */
    for (size_t i = 0; kind == DOC_ROW_BLANK && !last && i < layout->table->column_count; i++)
        pdf_pen_rule(pen, x + layout->columns[i].x, y - rule, layout->columns[i].width, rule,
                     look->rule_color);
    if (last)
        pdf_pen_rule(pen, x, y - rule, layout->width, rule * 2, look->rule_color);
}

/* The elements and texts of a row's cells; texts are laid out within their cell's element, to which
 * their links belong. */
struct row {
    enum doc_row_kind kind;
    size_t count; /* of the cells that are written */
    struct doc_cell *cells;
    struct pdf_element **elements;
    struct pdf_paragraph **texts;
};

static struct row lay_out_row(struct pdf_page_pen *pen, const struct pdf_table_layout *layout,
                              uint32_t index)
{
    const struct doc_table *table = layout->table;
    struct pdf_flow *flow = pen->flow;
    struct arena *outer = flow->arena;
    const struct pdf_element *around = flow->element;
    struct row row = {.cells = ARENA_ARRAY(pen->arena, struct doc_cell, table->column_count + 1)};
    row.kind = doc_table_row(table, index, row.cells);
    row.count = row.kind == DOC_ROW_GROUP ? 1 : table->column_count;
    row.elements = ARENA_ARRAY(pen->arena, struct pdf_element *, row.count);
    row.texts = ARENA_ARRAY(pen->arena, struct pdf_paragraph *, row.count);
    const struct pdf_element *element = new_element(pen, pen->open, PDF_TAG_TR);
    flow->arena = pen->arena;
    for (size_t i = 0; i < row.count; i++) {
        pdf_length width = row.kind == DOC_ROW_GROUP ? layout->width : layout->columns[i].width;
        struct pdf_element *cell = new_element(pen, element, PDF_TAG_TD);
        pdf_table_describe_cell(pen->arena, cell, layout, i, row.kind, row.cells, index);
        flow->element = row.elements[i] = cell;
        row.texts[i] = pdf_table_cell(flow, layout, i, &row.cells[i], row.kind, width);
    }
    flow->element = around;
    flow->arena = outer;
    return row;
}

void pdf_table_emit_row(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                        pdf_length y)
{
    const struct pdf_table_layout *layout = data;
    struct pdf_flow *flow = pen->flow;
    struct str language = flow->language;
    const struct pdf_element *body = pen->open;
    flow->language = layout->language;
    struct row row = lay_out_row(pen, layout, index);
    pdf_length height = pdf_table_text_height(flow, row.kind, row.texts, row.count);
    pdf_table_rule_above(pen, layout, row.kind, x, y);
    pdf_table_rule_below(pen, layout, row.kind, index, x, y + height);
    pdf_length rule = flow->layout->rule_width, gap = pdf_table_row_gap(flow, row.kind);
    /* What is printed in a blank row stands on its line, as that which is written there does. */
    pdf_length down = height - gap - pdf_flow_style(flow, PDF_STYLE_TABLE)->leading;
    pdf_length top = y + (row.kind == DOC_ROW_BLANK ? down : gap);
    for (size_t i = 0; i < row.count; i++) {
        const struct doc_cell *cell = &row.cells[i];
        bool empty = cell->text.n == 0 && cell->inlines == NULL;
        pdf_pen_enter(pen, row.elements[i]);
        if (row.kind == DOC_ROW_BLANK && empty && flow->document->fillable)
            draw_field(pen, layout, i, index, (struct pdf_box){x, y + rule, 0, height - 2 * rule});
        else
            draw_cell(pen, layout, i, cell, row.texts[i], x, top);
    }
    pdf_pen_enter(pen, body);
    flow->language = language;
}
