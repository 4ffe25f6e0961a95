/* SPDX-License-Identifier: MIT */
#include "doc/dump.h"

#include "doc/check.h"
#include "doc/dump_parts.h"

struct dump {
    struct buf *out;
    struct arena *arena;
    unsigned depth;
};

static void begin(struct dump *dump, const char *word)
{
    for (unsigned i = 0; i < dump->depth; i++)
        buf_text(dump->out, "  ");
    buf_text(dump->out, word);
}

static void end(struct dump *dump)
{
    buf_char(dump->out, '\n');
}

static void write_line(struct dump *dump, const char *word, struct str text)
{
    if (text.n == 0)
        return;
    begin(dump, word);
    buf_char(dump->out, ' ');
    dump_text(dump->out, text);
    end(dump);
}

static void write_words(struct dump *dump, const char *word, const struct doc_node *node)
{
    if (node == NULL)
        return;
    begin(dump, word);
    buf_char(dump->out, ' ');
    dump_inlines(dump->out, node->first);
    end(dump);
}

/* --- tables, charts, figures
 * ------------------------------------------------------------------------ */

static const char *row_word(enum doc_row_kind kind)
{
    static const char *const WORDS[] = {[DOC_ROW_BODY] = "row",
                                        [DOC_ROW_GROUP] = "group",
                                        [DOC_ROW_SUBTOTAL] = "subtotal",
                                        [DOC_ROW_TOTAL] = "total",
                                        [DOC_ROW_BLANK] = "blank"};
    return WORDS[kind];
}

static void write_cell(struct dump *dump, const struct doc_cell *cell)
{
    if (cell->inlines)
        dump_inlines(dump->out, cell->inlines);
    else
        dump_text(dump->out, cell->text);
    dump_marks(dump->out, cell->marks);
    if (cell->missed)
        buf_text(dump->out, " (missed)");
    if (!str_equal(cell->text, cell->machine)) {
        buf_text(dump->out, " = ");
        dump_text(dump->out, cell->machine);
    }
}

static void write_row(struct dump *dump, const struct doc_table *table, size_t index,
                      struct doc_cell *cells)
{
    enum doc_row_kind kind = doc_table_row(table, index, cells);
    begin(dump, row_word(kind));
    for (size_t i = 0; i < table->column_count; i++) {
        buf_text(dump->out, i == 0 ? " " : " | ");
        write_cell(dump, &cells[i]);
    }
    end(dump);
}

static void write_columns(struct dump *dump, const struct doc_table *table)
{
    static const char *const ALIGNS[] = {[DOC_LEFT] = "left",
                                         [DOC_RIGHT] = "right",
                                         [DOC_CENTER] = "center",
                                         [DOC_DECIMAL] = "decimal"};
    for (size_t i = 0; i < table->column_count; i++) {
        const struct doc_column *column = &table->columns[i];
        begin(dump, "column ");
        dump_text(dump->out, column->name);
        buf_format(dump->out, " %s", ALIGNS[column->align]);
        if (!str_equal(column->label, column->name)) {
            buf_text(dump->out, " “");
            dump_text(dump->out, column->label);
            buf_text(dump->out, "”");
        }
        if (column->unit.n > 0) {
            buf_text(dump->out, " in ");
            dump_text(dump->out, column->unit);
        }
        end(dump);
    }
}

static void write_heads(struct dump *dump, const struct doc_table *table)
{
    for (size_t i = 0; table->storeys > 1 && i < table->head_count; i++) {
        const struct doc_head *head = &table->heads[i];
        begin(dump, "head ");
        buf_format(dump->out, "%u+%u × %u+%u ", head->column, head->span, head->storey,
                   head->storeys);
        dump_text(dump->out, head->text);
        end(dump);
    }
}

static void write_notes(struct dump *dump, struct doc_node **notes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        write_words(dump, "note", notes[i]);
}

static void write_table(struct dump *dump, const struct doc_table *table)
{
    struct doc_cell *cells = ARENA_ARRAY(dump->arena, struct doc_cell, table->column_count);
    write_line(dump, "name", table->name);
    write_line(dump, "number", table->number);
    write_words(dump, "caption", table->caption);
    write_heads(dump, table);
    write_columns(dump, table);
    for (size_t i = 0; i < table->row_count; i++)
        write_row(dump, table, i, cells);
    write_notes(dump, table->notes, table->note_count);
}

static void write_chart(struct dump *dump, const struct doc_chart *chart)
{
    write_line(dump, "number", chart->number);
    write_words(dump, "caption", chart->caption);
    write_line(dump, "unit", chart->chart.unit);
    write_line(dump, "alt", chart->chart.alt);
    if (chart->data)
        write_table(dump, chart->data);
    write_notes(dump, chart->notes, chart->note_count);
}

static void write_figures(struct dump *dump, const struct doc_figures *figures)
{
    write_words(dump, "caption", figures->caption);
    for (size_t i = 0; i < figures->count; i++) {
        begin(dump, "figure ");
        dump_text(dump->out, figures->items[i].label);
        buf_text(dump->out, ": ");
        dump_text(dump->out, figures->items[i].text);
        dump_marks(dump->out, figures->items[i].marks);
        end(dump);
        dump->depth++;
        write_line(dump, "note", figures->items[i].note);
        dump->depth--;
    }
}

static void write_image(struct dump *dump, const struct doc_image *image)
{
    write_line(dump, "path", image->path);
    begin(dump, "size ");
    buf_format(dump->out, "%u × %u %.*s", (unsigned)image->width, (unsigned)image->height,
               (int)image->type.n, image->type.p);
    end(dump);
    write_line(dump, "alt", image->alt);
    write_words(dump, "caption", image->caption);
}

/* --- blocks
 * ----------------------------------------------------------------------------------------- */

static const char *block_word(const struct doc_node *node)
{
    static const char *const WORDS[] = {
        [DOC_DOCUMENT] = "document",   [DOC_SECTION] = "section", [DOC_HEADING] = "heading",
        [DOC_PARAGRAPH] = "paragraph", [DOC_LIST] = "list",       [DOC_ITEM] = "item",
        [DOC_QUOTE] = "quote",         [DOC_CODE] = "code",       [DOC_TABLE] = "table",
        [DOC_CHART] = "chart",         [DOC_FIGURES] = "figures", [DOC_IMAGE] = "image",
        [DOC_RULE] = "rule",           [DOC_BREAK] = "break",     [DOC_FORM] = "form",
        [DOC_FORM_LINE] = "line",      [DOC_NOTE] = "note"};
    return node->kind <= DOC_NOTE ? WORDS[node->kind] : "inline";
}

static void write_form_line(struct dump *dump, const struct doc_node *node)
{
    static const char *const KINDS[] = {[DOC_LINE_TEXT] = "text",
                                        [DOC_LINE_PAIR] = "pair",
                                        [DOC_LINE_QUESTION] = "question",
                                        [DOC_LINE_TITLE] = "title"};
    buf_format(dump->out, " %s", KINDS[node->form_line.kind]);
    if (node->form_line.kind == DOC_LINE_TITLE)
        buf_format(dump->out, " level %u", (unsigned)node->form_line.level);
    if (node->form_line.number.n > 0) {
        buf_char(dump->out, ' ');
        dump_text(dump->out, node->form_line.number);
    }
}

static void write_head(struct dump *dump, const struct doc_node *node)
{
    begin(dump, block_word(node));
    if (node->kind == DOC_SECTION)
        buf_format(dump->out, " %u", node->section.level);
    if (node->kind == DOC_SECTION && node->section.number.n > 0) {
        buf_char(dump->out, ' ');
        dump_text(dump->out, node->section.number);
    }
    if (node->kind == DOC_SECTION && node->section.appendix)
        buf_text(dump->out, " appendix");
    if (node->kind == DOC_LIST && node->list.ordered)
        buf_format(dump->out, " from %d", (int)node->list.start);
    if (node->kind == DOC_LIST && node->list.clauses)
        buf_text(dump->out, " clauses");
    if (node->kind == DOC_ITEM && node->item.number.n > 0) {
        buf_char(dump->out, ' ');
        dump_text(dump->out, node->item.number);
        if (!str_equal(node->item.number, node->item.reference)) {
            buf_text(dump->out, " = ");
            dump_text(dump->out, node->item.reference);
        }
    }
    if (node->kind == DOC_LIST && !node->list.tight)
        buf_text(dump->out, " loose");
    if (node->kind == DOC_NOTE)
        buf_format(dump->out, " %u", (unsigned)node->note.number);
    if (node->kind == DOC_FORM_LINE)
        write_form_line(dump, node);
    if (node->kind == DOC_FORM && node->form.right)
        buf_text(dump->out, " right");
    if (node->id.n > 0) {
        buf_text(dump->out, " #");
        buf_str(dump->out, node->id);
    }
    if (node->landscape)
        buf_text(dump->out, " landscape");
    if (node->break_before)
        buf_text(dump->out, " break");
}

static void write_own(struct dump *dump, const struct doc_node *node)
{
    dump->depth++;
    if (node->kind == DOC_TABLE)
        write_table(dump, node->table);
    else if (node->kind == DOC_CHART)
        write_chart(dump, node->chart);
    else if (node->kind == DOC_FIGURES)
        write_figures(dump, node->figures);
    else if (node->kind == DOC_IMAGE)
        write_image(dump, node->image);
    else if (node->kind == DOC_CODE)
        write_line(dump, "text", node->text);
    else if (node->kind == DOC_FORM_LINE)
        write_words(dump, "note", node->form_line.note);
    dump->depth--;
}

/* Depth of the tree is bounded by its grammar and by MARKDOWN_DEPTH. */
static void write_block(struct dump *dump, const struct doc_node *node)
{
    write_head(dump, node);
    if (node->kind == DOC_PARAGRAPH || node->kind == DOC_HEADING) {
        buf_char(dump->out, ' ');
        dump_inlines(dump->out, node->first);
        end(dump);
        return;
    }
    end(dump);
    write_own(dump, node);
    dump->depth++;
    for (const struct doc_node *child = node->first; child; child = child->next)
        write_block(dump, child);
    dump->depth--;
}

void doc_dump(const struct document *document, struct buf *out)
{
    struct dump dump = {.out = out, .arena = arena_new()};
    write_line(&dump, "title", document->title);
    write_line(&dump, "subtitle", document->subtitle);
    write_line(&dump, "language", document->language);
    write_line(&dump, "institution", document->institution);
    write_line(&dump, "address", document->address);
    write_line(&dump, "date", document->date);
    write_line(&dump, "sample", document->notice);
    write_line(&dump, "contents", document->contents ? STR("yes") : (struct str){NULL, 0});
    if (document->blank)
        write_line(&dump, "blank", document->fillable ? STR("fillable") : STR("yes"));
    if (document->above)
        write_block(&dump, document->above);
    write_block(&dump, document->root);
    for (size_t i = 0; i < document->note_count; i++)
        write_block(&dump, document->notes[i]);
    doc_check(document, out);
    arena_free(dump.arena);
}
