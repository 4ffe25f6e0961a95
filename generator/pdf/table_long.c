/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

/*
 * Rows higher than two fifths of a page are cut, so that any other fits below the repeated head,
 * which takes half of it at most, and its group's heading: each line of their cells is a strip of
 * its own, so that they go on over as many pages as they need. Their texts are kept until the pages
 * are written, and so are their elements: a cell is one cell in the structure, on however many
 * pages it stands.
 */

struct long_row {
    struct pdf_table_row cells;
    uint32_t lines;
    pdf_length *tops; /* of each line below the row's first; one more than there are lines */
};

bool pdf_table_is_long(const struct pdf_flow *flow, pdf_length height)
{
    return height > pdf_page_room(flow, flow->landscape) * 2 / PDF_TABLE_ROW_PART;
}

/* The first strip of the row on a page writes all that the page has of it, cell by cell: that is
 * how it is read. */
static void emit_part(struct pdf_page_pen *pen, const void *data, uint32_t index, pdf_length x,
                      pdf_length y)
{
    const struct long_row *row = data;
    const struct pdf_table_row *cells = &row->cells;
    const struct pdf_element *body = pen->open;
    uint32_t end = row->lines - index > pen->behind ? index + pen->behind + 1 : row->lines;
    if (index > 0 && pen->before > 0)
        return;
    if (index == 0)
        pdf_table_rule_above(pen, cells->layout, cells->kind, x, y);
    pdf_length top = index == 0 ? y + pdf_table_row_gap(pen->flow, cells->kind) : y;
    for (size_t i = 0; i < cells->count; i++) {
        if (index == 0) /* an empty cell too is one of its row */
            pdf_pen_enter(pen, cells->elements[i]);
        for (uint32_t line = index; line < end && line < cells->texts[i]->line_count; line++) {
            pdf_pen_enter(pen, cells->elements[i]);
            pdf_emit_line(pen, cells->texts[i], line, x + cells->layout->columns[i].x,
                          top + row->tops[line] - row->tops[index]);
        }
    }
    pdf_pen_enter(pen, body);
    if (end == row->lines)
        pdf_table_rule_below(pen, cells->layout, cells->kind, cells->index, x,
                             top + row->tops[end] - row->tops[index] +
                                 pen->flow->layout->row_gap / 2);
}

/* A line of the row is as high as the highest of its cells' lines. */
static void stack_lines(struct pdf_flow *flow, struct long_row *row)
{
    row->tops = ARENA_ARRAY(flow->arena, pdf_length, (size_t)row->lines + 1);
    for (uint32_t line = 0; line < row->lines; line++) {
        pdf_length height = pdf_flow_style(flow, PDF_STYLE_TABLE)->leading;
        for (size_t i = 0; i < row->cells.count; i++) {
            if (line >= row->cells.texts[i]->line_count)
                continue;
            pdf_length own = pdf_line_height(flow, row->cells.texts[i], line);
            height = own > height ? own : height;
        }
        row->tops[line + 1] = row->tops[line] + height;
    }
}

static struct long_row *lay_out(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                uint32_t index, enum doc_row_kind kind,
                                const struct doc_cell *cells)
{
    struct long_row *row = ARENA_NEW(flow->arena, struct long_row);
    row->cells = pdf_table_lay_out_row(flow, layout, index, kind, cells);
    row->lines = 1;
    for (size_t i = 0; i < row->cells.count; i++)
        if (row->lines < row->cells.texts[i]->line_count)
            row->lines = (uint32_t)row->cells.texts[i]->line_count;
    stack_lines(flow, row);
    return row;
}

/* The highest number of a footnote to which line `index` of the row refers. */
static uint32_t notes_of(const struct long_row *row, uint32_t index)
{
    uint32_t highest = 0;
    for (size_t i = 0; i < row->cells.count; i++) {
        const struct pdf_paragraph *text = row->cells.texts[i];
        if (index >= text->line_count)
            continue;
        const struct pdf_line *line = &text->lines[index];
        uint32_t note = pdf_notes_in(text->pieces, line->from, line->to);
        highest = note > highest ? note : highest;
    }
    return highest;
}

struct pdf_strip *pdf_table_add_long(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                                     uint32_t index, enum doc_row_kind kind,
                                     const struct doc_cell *cells)
{
    const struct long_row *row = lay_out(flow, layout, index, kind, cells);
    struct pdf_strip *strip = NULL;
    for (uint32_t line = 0; line < row->lines; line++) {
        pdf_length height = row->tops[line + 1] - row->tops[line];
        if (line == 0)
            height += pdf_table_row_gap(flow, kind);
        if (line + 1 == row->lines)
            height += flow->layout->row_gap / 2;
        strip = pdf_flow_add(flow, emit_part, row, line, height);
        strip->table = layout;
        strip->note = notes_of(row, line);
        /* No line alone at either end. */
        strip->keep_next = line + 1 < row->lines && (line == 0 || line + 2 == row->lines);
    }
    return strip;
}
