/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

/* What is laid out while a page is written lives as long as the page, and is a part of what is open
 * there. */
struct outer {
    struct arena *arena;
    const struct pdf_element *element;
    struct str language;
};

static struct outer enter_table(struct pdf_page_pen *pen, const struct pdf_table_layout *layout)
{
    struct pdf_flow *flow = pen->flow;
    struct outer outer = {flow->arena, flow->element, flow->language};
    flow->arena = pen->arena;
    flow->element = pen->open;
    flow->language = layout->language;
    return outer;
}

static void leave_table(struct pdf_page_pen *pen, struct outer outer)
{
    struct pdf_flow *flow = pen->flow;
    if (!pen->artifact)
        pdf_pen_enter(pen, flow->element);
    flow->arena = outer.arena;
    flow->element = outer.element;
    flow->language = outer.language;
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

static struct pdf_element *head_cell(struct pdf_flow *flow, const struct pdf_element *row,
                                     const struct pdf_table_head *place)
{
    const struct doc_head *head = place->head;
    struct pdf_element *cell = pdf_element_new(flow, row, head->text.n ? PDF_TAG_TH : PDF_TAG_TD);
    struct pdf_traits *traits = pdf_element_traits(flow->arena, cell);
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
    const struct pdf_element *row = NULL;
    int storey = -1;
    for (size_t i = 0; i < layout->table->head_count; i++) {
        const struct doc_head *head = layout->heads[i].head;
        const struct pdf_paragraph *text = layout->heads[i].text;
        if (!pen->artifact) {
            if (head->storey != storey)
                row = pdf_element_new(pen->flow, pen->flow->element, PDF_TAG_TR);
            storey = head->storey;
            pdf_pen_enter(pen, head_cell(pen->flow, row, &layout->heads[i]));
        }
        /* Texts stand at the foot of their cell. */
        pdf_length bottom = layout->storey_tops[head->storey + head->storeys] - gap;
        pdf_length top = bottom - pdf_paragraph_height(pen->flow, text);
        pdf_pen_paragraph(pen, text, x + layout->columns[head->column].x, y + top);
    }
}

void pdf_table_emit_first_head(struct pdf_page_pen *pen, const void *data, uint32_t index,
                               pdf_length x, pdf_length y)
{
    const struct pdf_table_layout *layout = data;
    struct outer outer = enter_table(pen, layout);
    (void)index;
    draw_head_rules(pen, layout, x, y);
    draw_heads(pen, layout, x, y);
    leave_table(pen, outer);
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
    size_t count = layout->table->column_count;
    struct doc_cell *cells = ARENA_ARRAY(pen->arena, struct doc_cell, count + 1);
    doc_table_row(layout->table, group->row, cells);
    const struct pdf_paragraph *text =
        pdf_table_cell(pen->flow, layout, 0, &cells[0], DOC_ROW_GROUP, layout->width);
    pdf_pen_paragraph(pen, text, x, y + pdf_table_row_gap(pen->flow, DOC_ROW_GROUP));
}

void pdf_table_emit_repeated(struct pdf_page_pen *pen, const struct pdf_strip *strip, pdf_length x,
                             pdf_length y)
{
    const struct pdf_table_layout *layout = strip->table;
    const struct pdf_table_group *group = strip->group ? &layout->groups[strip->group - 1] : NULL;
    struct outer outer = enter_table(pen, layout);
    pdf_pen_artifact(pen, true);
    pdf_pen_paragraph(pen, layout->continued, x, y);
    y += layout->continued_height;
    draw_head_rules(pen, layout, x, y);
    draw_heads(pen, layout, x, y);
    if (group && group->height > 0)
        draw_group(pen, layout, group, x, y + head_height(layout));
    pdf_pen_artifact(pen, false);
    leave_table(pen, outer);
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
        pdf_pieces_text(pen->flow, &pieces, str_slice(cell->text, 0, mark), &how, (struct span){0});
        whole = pdf_lines_width(pen->flow, &pieces);
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
    pdf_pen_enter(pen, pdf_element_new(pen->flow, pen->open, PDF_TAG_FORM));
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

struct pdf_table_row pdf_table_lay_out_row(struct pdf_flow *flow,
                                           const struct pdf_table_layout *layout, uint32_t index,
                                           enum doc_row_kind kind, const struct doc_cell *cells)
{
    size_t count = kind == DOC_ROW_GROUP ? 1 : layout->table->column_count;
    struct pdf_table_row row = {.layout = layout, .kind = kind, .index = index, .count = count};
    row.elements = ARENA_ARRAY(flow->arena, const struct pdf_element *, count);
    row.texts = ARENA_ARRAY(flow->arena, struct pdf_paragraph *, count);
    const struct pdf_element *around = flow->element;
    const struct pdf_element *element = pdf_element_new(flow, around, PDF_TAG_TR);
    for (size_t i = 0; i < count; i++) {
        pdf_length width = kind == DOC_ROW_GROUP ? layout->width : layout->columns[i].width;
        struct pdf_element *cell = pdf_element_new(flow, element, PDF_TAG_TD);
        pdf_table_describe_cell(flow->arena, cell, layout, i, kind, cells, index);
        flow->element = row.elements[i] = cell;
        row.texts[i] = pdf_table_cell(flow, layout, i, &cells[i], kind, width);
    }
    flow->element = around;
    return row;
}

void pdf_table_emit_row(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                        pdf_length y)
{
    const struct pdf_table_layout *layout = data;
    const struct doc_table *table = layout->table;
    struct pdf_flow *flow = pen->flow;
    struct outer outer = enter_table(pen, layout);
    struct doc_cell *cells = ARENA_ARRAY(pen->arena, struct doc_cell, table->column_count + 1);
    enum doc_row_kind kind = doc_table_row(table, index, cells);
    struct pdf_table_row row = pdf_table_lay_out_row(flow, layout, index, kind, cells);
    pdf_length height = pdf_table_text_height(flow, kind, row.texts, row.count);
    pdf_table_rule_above(pen, layout, kind, x, y);
    pdf_table_rule_below(pen, layout, kind, index, x, y + height);
    pdf_length rule = flow->layout->rule_width, gap = pdf_table_row_gap(flow, kind);
    /* What is printed in a blank row stands on its line, as that which is written there does. */
    pdf_length down = height - gap - pdf_flow_style(flow, PDF_STYLE_TABLE)->leading;
    pdf_length top = y + (kind == DOC_ROW_BLANK ? down : gap);
    for (size_t i = 0; i < row.count; i++) {
        bool empty = cells[i].text.n == 0 && cells[i].inlines == NULL;
        pdf_pen_enter(pen, row.elements[i]);
        if (kind == DOC_ROW_BLANK && empty && flow->document->fillable)
            draw_field(pen, layout, i, index, (struct pdf_box){x, y + rule, 0, height - 2 * rule});
        else
            draw_cell(pen, layout, i, &cells[i], row.texts[i], x, top);
    }
    leave_table(pen, outer);
}
