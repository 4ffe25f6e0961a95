/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

/*
 * A panel of key figures: up to four in a row, each a large number above its label. A row of the
 * panel is one strip.
 */

struct panel_cell {
    struct pdf_paragraph *number, *label, *note;
    const struct pdf_element *element;
};

struct panel {
    struct panel_cell *cells;
    size_t count, per_row;
    pdf_length cell_width, gap, width;
};

enum { PANEL_PER_ROW = 4 };

static struct pdf_paragraph *break_text(struct pdf_flow *flow, struct str text,
                                        enum pdf_style style, uint8_t emphasis, bool muted,
                                        pdf_length width)
{
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = style, .emphasis = emphasis, .muted = muted};
    pdf_pieces_text(flow, &pieces, text, &how, (struct span){0});
    return pdf_lines_break(flow, &pieces, width, PDF_ALIGN_LEFT, style);
}

static pdf_length paragraph_height(const struct pdf_flow *flow, const struct pdf_paragraph *text)
{
    return (pdf_length)text->line_count * pdf_flow_style(flow, text->style)->leading;
}

static pdf_length cell_height(const struct pdf_flow *flow, const struct panel_cell *cell)
{
    return paragraph_height(flow, cell->number) + paragraph_height(flow, cell->label) +
           paragraph_height(flow, cell->note);
}

static void emit_row(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                     pdf_length y)
{
    const struct panel *panel = data;
    const struct pdf_layout *look = pen->flow->layout;
    size_t first = index * panel->per_row;
    const struct pdf_element *outer = pen->open;
    pdf_pen_rule(pen, x, y, panel->width, look->rule_width * 2, look->rule_color);
    y += pdf_flow_style(pen->flow, PDF_STYLE_NOTE)->leading / 2;
    for (size_t i = first; i < panel->count && i < first + panel->per_row; i++) {
        const struct panel_cell *cell = &panel->cells[i];
        pdf_length left = x + (pdf_length)(i - first) * (panel->cell_width + panel->gap);
        pdf_length top = y;
        pdf_pen_enter(pen, cell->element);
        pdf_pen_paragraph(pen, cell->number, left, top);
        top += paragraph_height(pen->flow, cell->number);
        pdf_pen_paragraph(pen, cell->label, left, top);
        top += paragraph_height(pen->flow, cell->label);
        pdf_pen_paragraph(pen, cell->note, left, top);
        pdf_pen_enter(pen, outer);
    }
}

static pdf_length number_width(struct pdf_flow *flow, struct str text)
{
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_FIGURE, .emphasis = PDF_BOLD};
    pdf_pieces_text(flow, &pieces, text, &how, (struct span){0});
    return pdf_lines_width(flow, &pieces);
}

static pdf_length cell_width(const struct pdf_flow *flow, size_t per_row)
{
    pdf_length gaps = (pdf_length)(per_row - 1) * flow->layout->cell_gap;
    return (flow->width - gaps) / (pdf_length)per_row;
}

/* So many that each number stands on one line, and as leaves no nearly empty last row: 5 are set
 * 3 and 2, 8 are set 4 and 4. */
static size_t choose_per_row(struct pdf_flow *flow, const struct doc_figures *figures)
{
    size_t most = PANEL_PER_ROW;
    for (size_t i = 0; i < figures->count; i++)
        while (most > 1 && number_width(flow, figures->items[i].text) > cell_width(flow, most))
            most--;
    size_t rows = (figures->count + most - 1) / most;
    return rows ? (figures->count + rows - 1) / rows : 1;
}

static struct panel *new_panel(struct pdf_flow *flow, const struct doc_figures *figures)
{
    struct panel *panel = ARENA_NEW(flow->arena, struct panel);
    panel->count = figures->count;
    panel->per_row = choose_per_row(flow, figures);
    panel->gap = flow->layout->cell_gap;
    panel->width = flow->width;
    panel->cell_width = cell_width(flow, panel->per_row);
    panel->cells = ARENA_ARRAY(flow->arena, struct panel_cell, figures->count);
    for (size_t i = 0; i < figures->count; i++) {
        const struct doc_figure *figure = &figures->items[i];
        pdf_length width = panel->cell_width;
        panel->cells[i] = (struct panel_cell){
            break_text(flow, figure->text, PDF_STYLE_FIGURE, PDF_BOLD, false, width),
            break_text(flow, figure->label, PDF_STYLE_TABLE, PDF_REGULAR, false, width),
            break_text(flow, figure->note, PDF_STYLE_NOTE, PDF_REGULAR, true, width),
            pdf_element_new(flow, flow->element, PDF_TAG_P)};
        panel->cells[i].number->goes_on = true;
        panel->cells[i].label->goes_on = figure->note.n > 0;
    }
    return panel;
}

void pdf_panel(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct doc_figures *figures = node->figures;
    const struct pdf_element *outer = flow->element;
    if (figures->count == 0)
        return;
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_NOTE)->leading;
    flow->element = pdf_element_new(flow, outer, PDF_TAG_DIV);
    pdf_flow_space(flow, leading);
    pdf_table_caption(flow, (struct str){0}, figures->caption);
    const struct panel *panel = new_panel(flow, figures);
    for (size_t row = 0; row * panel->per_row < panel->count; row++) {
        pdf_length height = 0;
        for (size_t i = 0; i < panel->per_row; i++) {
            size_t at = row * panel->per_row + i;
            pdf_length own = at < panel->count ? cell_height(flow, &panel->cells[at]) : 0;
            if (height < own)
                height = own;
        }
        struct pdf_strip *strip =
            pdf_flow_add(flow, emit_row, panel, (uint32_t)row, height + leading);
        strip->keep_next = (row + 1) * panel->per_row < panel->count;
    }
    pdf_flow_space(flow, leading);
    flow->element = outer;
}
