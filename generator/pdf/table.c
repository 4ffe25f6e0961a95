/* SPDX-License-Identifier: MIT */
#include "pdf/table.h"

/* "Tabulka 3" in bold, then the caption's own words. */
void pdf_table_caption(struct pdf_flow *flow, struct str number, const struct doc_node *caption)
{
    if (number.n == 0 && caption == NULL)
        return;
    const struct pdf_element *outer = flow->element;
    flow->element = pdf_element_new(flow, outer, PDF_TAG_CAPTION);
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_CAPTION, .emphasis = PDF_BOLD};
    pdf_pieces_text(flow, &pieces, number, &how, (struct span){0});
    how.emphasis = PDF_REGULAR;
    if (number.n && caption)
        pdf_pieces_text(flow, &pieces, STR(" "), &how, (struct span){0});
    if (caption)
        pdf_pieces_inlines(flow, &pieces, caption->first, &how);
    const struct pdf_text_style *style = pdf_flow_style(flow, PDF_STYLE_CAPTION);
    pdf_flow_space(flow, style->before);
    pdf_blocks_paragraph(
        flow, pdf_lines_break(flow, &pieces, flow->width, PDF_ALIGN_LEFT, PDF_STYLE_CAPTION), true);
    pdf_flow_space(flow, style->after);
    flow->element = outer;
}

void pdf_table_notes(struct pdf_flow *flow, struct doc_node *const *notes, size_t count)
{
    const struct pdf_element *outer = flow->element;
    pdf_length leading = pdf_flow_style(flow, PDF_STYLE_NOTE)->leading;
    for (size_t i = 0; i < count; i++) {
        struct pdf_pieces pieces = {0};
        flow->element = pdf_element_new(flow, outer, PDF_TAG_P);
        pdf_pieces_inlines(flow, &pieces, notes[i]->first,
                           &(struct pdf_piece_style){.style = PDF_STYLE_NOTE});
        if (i == 0)
            pdf_flow_space(flow, leading / 3);
        if (flow->strips.count)
            flow->strips.items[flow->strips.count - 1].keep_next = true;
        pdf_blocks_paragraph(
            flow, pdf_lines_break(flow, &pieces, flow->width, PDF_ALIGN_LEFT, PDF_STYLE_NOTE),
            false);
    }
    flow->element = outer;
}

static struct pdf_paragraph *continued_line(struct pdf_flow *flow, const struct doc_table *table)
{
    struct pdf_pieces pieces = {0};
    struct pdf_piece_style how = {.style = PDF_STYLE_NOTE, .muted = true};
    struct str word = language_word(flow->options->language, "continued");
    struct str text = language_joined(flow->options->language, flow->arena, table->number, word);
    pdf_pieces_text(flow, &pieces, text, &how, (struct span){0});
    return pdf_lines_break(flow, &pieces, flow->width, PDF_ALIGN_LEFT, PDF_STYLE_NOTE);
}

static bool is_row(const struct doc_table *table, size_t row, enum doc_row_kind kind)
{
    return row < table->row_count && doc_table_row_kind(table, row) == kind;
}

static bool is_total(const struct doc_table *table, size_t row)
{
    return is_row(table, row, DOC_ROW_TOTAL) || is_row(table, row, DOC_ROW_SUBTOTAL);
}

/* A row stays with the next where a break would part what belongs together: a group's heading and
 * its first two rows, the first two of all, the last two of a group or of all, and the total behind
 * them. */
static bool keeps(const struct doc_table *table, size_t row)
{
    if (row + 1 == table->row_count || is_row(table, row + 1, DOC_ROW_GROUP))
        return false;
    bool begins =
        row == 0 || is_row(table, row, DOC_ROW_GROUP) || is_row(table, row - 1, DOC_ROW_GROUP);
    bool ends = row + 2 == table->row_count || is_row(table, row + 2, DOC_ROW_GROUP) ||
                is_total(table, row + 1) || is_total(table, row + 2);
    return begins || ends;
}

/* The highest number of a footnote that a row's cells refer to. */
static uint32_t notes_in(struct pdf_flow *flow, const struct pdf_table_layout *layout,
                         enum doc_row_kind kind, const struct doc_cell *cells)
{
    uint32_t highest = 0;
    for (size_t i = 0; i < layout->table->column_count && flow->document->note_count; i++) {
        if (cells[i].inlines == NULL)
            continue;
        const struct pdf_paragraph *text =
            pdf_table_cell(flow, layout, i, &cells[i], kind, layout->columns[i].width);
        uint32_t note = pdf_notes_in(text->pieces, 0, text->piece_count);
        highest = note > highest ? note : highest;
    }
    return highest;
}

static size_t count_groups(const struct doc_table *table)
{
    size_t count = 0;
    for (size_t row = 0; row < table->row_count; row++)
        count += is_row(table, row, DOC_ROW_GROUP);
    return count;
}

/* Counts the groups; the heading of this one is `height` high. */
static void begin_group(struct pdf_flow *flow, struct pdf_table_layout *layout, uint32_t row,
                        pdf_length height)
{
    bool fits = height <= pdf_page_room(flow, flow->landscape) / PDF_TABLE_GROUP_PART;
    layout->groups[layout->group_count++] = (struct pdf_table_group){row, fits ? height : 0};
}

/* The strips of row `row`. */
static void add_row(struct pdf_flow *flow, struct pdf_table_layout *layout, struct arena *scratch,
                    uint32_t row, struct doc_cell *cells)
{
    struct arena *outer = flow->arena;
    flow->arena = scratch;
    enum doc_row_kind kind = doc_table_row(layout->table, row, cells);
    pdf_length height = pdf_table_row_height(flow, layout, row, kind, cells);
    bool is_long = pdf_table_is_long(flow, height);
    uint32_t note = is_long ? 0 : notes_in(flow, layout, kind, cells);
    flow->arena = outer;
    size_t first = flow->strips.count;
    struct pdf_strip *strip = is_long ? pdf_table_add_long(flow, layout, row, kind, cells)
                                      : pdf_flow_add(flow, pdf_table_emit_row, layout, row, height);
    strip->table = layout;
    if (!is_long)
        strip->note = note;
    strip->keep_next = keeps(layout->table, row);
    for (size_t i = first; i < flow->strips.count && kind != DOC_ROW_GROUP; i++)
        flow->strips.items[i].group = (uint32_t)layout->group_count;
    if (kind == DOC_ROW_GROUP)
        begin_group(flow, layout, row, height);
}

static void add_rows(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    const struct doc_table *table = layout->table;
    struct arena *scratch = arena_new();
    struct doc_cell *cells = ARENA_ARRAY(flow->arena, struct doc_cell, table->column_count + 1);
    layout->groups = ARENA_ARRAY(flow->arena, struct pdf_table_group, count_groups(table));
    for (size_t row = 0; row < table->row_count; row++) {
        arena_reset(scratch);
        add_row(flow, layout, scratch, (uint32_t)row, cells);
    }
    arena_free(scratch);
}

/* Words are cut to make a column narrower, but a letter needs its place. */
static bool fits(const struct pdf_flow *flow, const struct pdf_table_layout *layout)
{
    pdf_length least = pdf_flow_style(flow, PDF_STYLE_TABLE)->size;
    for (size_t i = 0; i < layout->table->column_count; i++)
        if (layout->columns[i].width < least && layout->columns[i].width < layout->columns[i].least)
            return false;
    return layout->width <= flow->width &&
           pdf_table_head_height(layout) <= pdf_page_room(flow, flow->landscape) / 2;
}

static void add_table(struct pdf_flow *flow, const struct doc_table *table, struct span span)
{
    const struct pdf_element *outer = flow->element;
    struct pdf_table_layout *layout = ARENA_NEW(flow->arena, struct pdf_table_layout);
    layout->table = table;
    layout->language = flow->language;
    layout->decimal = language_decimal_mark(flow->options->language);
    layout->element = flow->element = pdf_element_new(flow, outer, PDF_TAG_TABLE);
    pdf_table_caption(flow, table->number, table->caption);
    layout->head_element = layout->body_element = layout->element;
    if (table->row_count) { /* a head has to be followed by a body */
        layout->head_element = pdf_element_new(flow, layout->element, PDF_TAG_THEAD);
        layout->body_element = pdf_element_new(flow, layout->element, PDF_TAG_TBODY);
    }
    pdf_table_measure(flow, layout);
    layout->continued = continued_line(flow, table);
    layout->continued_height =
        (pdf_length)layout->continued->line_count * pdf_flow_style(flow, PDF_STYLE_NOTE)->leading;
    if (!fits(flow, layout))
        diag_add(flow->diags, MSG_TABLE_WIDE, span,
                 ARGS(arg_count("n", (int64_t)table->column_count)));
    if (table->storeys) {
        flow->element = layout->head_element;
        struct pdf_strip *strip = pdf_flow_add(flow, pdf_table_emit_first_head, layout, 0,
                                               layout->storey_tops[table->storeys]);
        strip->table = layout;
        strip->keep_next = table->row_count > 0;
    }
    flow->element = layout->body_element;
    size_t first = flow->strips.count;
    add_rows(flow, layout);
    pdf_keep_small(flow, first);
    flow->element = outer;
}

void pdf_table(struct pdf_flow *flow, const struct doc_node *node)
{
    const struct doc_table *table = node->table;
    if (table->column_count == 0)
        return;
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_TABLE)->before);
    add_table(flow, table, node->span);
    pdf_table_notes(flow, table->notes, table->note_count);
    pdf_flow_space(flow, pdf_flow_style(flow, PDF_STYLE_TABLE)->after);
}
