/* SPDX-License-Identifier: MIT */
/*
 * Which heads a cell belongs to. In most tables that follows from its column and row, as the scope
 * of the heads says. Where the head has several storeys, some over several columns, each cell names
 * all of its heads (ISO 32000-1, 14.8.5.7): those above it, and the head of its row.
 */
#include "pdf/table.h"

void pdf_table_name_heads(struct pdf_flow *flow, struct pdf_table_layout *layout)
{
    const struct doc_table *table = layout->table;
    unsigned number = layout->element->item.tag.element;
    if (table->storeys < 2)
        return;
    for (size_t i = 0; i < table->head_count; i++)
        if (table->heads[i].text.n)
            layout->heads[i].id = arena_format(flow->arena, "h%u-%zu", number, i);
    for (size_t c = 0; c < table->column_count; c++) {
        struct buf *names = &flow->scratch;
        buf_clear(names);
        for (size_t i = 0; i < table->head_count; i++) {
            const struct doc_head *head = &table->heads[i];
            if (c < head->column || c >= (size_t)head->column + head->span || head->text.n == 0)
                continue;
            buf_text(names, names->n ? " " : "");
            buf_str(names, layout->heads[i].id);
        }
        layout->columns[c].heads = buf_copy(names, flow->arena);
    }
}

static bool is_head(const struct pdf_table_layout *layout, size_t column, enum doc_row_kind kind,
                    const struct doc_cell *cells)
{
    return cells[column].is_head || kind == DOC_ROW_GROUP ||
           (column == 0 && layout->table->first_column_heads);
}

/* The id of the row's first head, empty when it has none. */
static struct str row_id(struct arena *arena, const struct pdf_table_layout *layout,
                         enum doc_row_kind kind, const struct doc_cell *cells, uint32_t row)
{
    for (size_t c = 0; c < layout->table->column_count; c++)
        if (is_head(layout, c, kind, cells))
            return arena_format(arena, "r%u-%u", (unsigned)layout->element->item.tag.element,
                                (unsigned)row);
    return (struct str){0};
}

/* Several heads in one row cannot share an id: the first has it. */
static bool is_first_head(const struct pdf_table_layout *layout, size_t column,
                          enum doc_row_kind kind, const struct doc_cell *cells)
{
    for (size_t c = 0; c < column; c++)
        if (is_head(layout, c, kind, cells))
            return false;
    return true;
}

void pdf_table_describe_cell(struct arena *arena, struct pdf_element *element,
                             const struct pdf_table_layout *layout, size_t column,
                             enum doc_row_kind kind, const struct doc_cell *cells, uint32_t row)
{
    bool head = is_head(layout, column, kind, cells);
    element->item.tag.tag = head ? PDF_TAG_TH : PDF_TAG_TD;
    if (head)
        pdf_element_traits(arena, element)->scope = 2;
    if (kind == DOC_ROW_GROUP)
        pdf_element_traits(arena, element)->columns = (uint16_t)layout->table->column_count;
    if (layout->table->storeys < 2)
        return;
    struct str own = row_id(arena, layout, kind, cells, row), above = layout->columns[column].heads;
    if (head) {
        if (is_first_head(layout, column, kind, cells))
            pdf_element_traits(arena, element)->id = own;
        return;
    }
    struct str parts[] = {above, above.n && own.n ? STR(" ") : STR(""), own};
    pdf_element_traits(arena, element)->headers = arena_join(arena, parts, 3);
}
