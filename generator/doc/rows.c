/* SPDX-License-Identifier: MIT */
/*
 * The rows of a table, packed: a register of 20,000 rows costs little more than its texts.
 *
 * A row is its kind, then for each cell a byte of flags, the length of the text and the text; then
 * the machine text in the same way, unless it equals the text; then the pointer to the inlines,
 * where there are any. Lengths are base-128 numbers, least significant part first.
 */
#include "doc/tree.h"

#include <string.h>

enum { CHUNK = 64 * 1024, LENGTH_BYTES = 10 };

enum cell_flags {
    CELL_MISSED = 1,
    CELL_HEAD = 2,
    CELL_SAME = 4, /* the machine text equals the text */
    CELL_INLINES = 8,
    CELL_MARKS_SHIFT = 4
};

struct doc_rows {
    struct arena *arena;
    size_t column_count;
    char *free; /* in the chunk at hand */
    size_t left;
    const char **items; /* where each row starts */
    size_t count, capacity;
    uint8_t marks; /* of all cells of records */
};

struct doc_rows *doc_rows_new(struct arena *arena, size_t column_count)
{
    struct doc_rows *rows = ARENA_NEW(arena, struct doc_rows);
    rows->arena = arena;
    rows->column_count = column_count;
    return rows;
}

static char *put_bytes(char *to, const void *bytes, size_t n)
{
    if (n > 0)
        memcpy(to, bytes, n);
    return to + n;
}

static char *put_text(char *to, struct str text)
{
    size_t n = text.n;
    while (n >= 128) {
        *to++ = (char)(unsigned char)(128 | (n & 127));
        n >>= 7;
    }
    *to++ = (char)n;
    return put_bytes(to, text.p, text.n);
}

static char *put_cell(char *to, const struct doc_cell *cell)
{
    bool same = str_equal(cell->text, cell->machine);
    unsigned flags = (cell->missed ? CELL_MISSED : 0U) | (cell->is_head ? CELL_HEAD : 0U) |
                     (same ? CELL_SAME : 0U) | (cell->inlines ? CELL_INLINES : 0U) |
                     ((unsigned)cell->marks << CELL_MARKS_SHIFT);
    *to++ = (char)(unsigned char)flags;
    to = put_text(to, cell->text);
    if (!same)
        to = put_text(to, cell->machine);
    if (cell->inlines)
        to = put_bytes(to, &cell->inlines, sizeof cell->inlines);
    return to;
}

static char *reserve(struct doc_rows *rows, size_t most)
{
    if (rows->left < most) {
        rows->left = most > CHUNK ? most : CHUNK;
        rows->free = arena_alloc(rows->arena, rows->left, 1);
    }
    return rows->free;
}

void doc_rows_add(struct doc_rows *rows, enum doc_row_kind kind, const struct doc_cell *cells)
{
    size_t most = 1;
    for (size_t i = 0; i < rows->column_count; i++)
        most += 1 + 2 * LENGTH_BYTES + cells[i].text.n + cells[i].machine.n + sizeof(void *);
    char *start = reserve(rows, most);
    char *to = start;
    *to++ = (char)kind;
    for (size_t i = 0; i < rows->column_count; i++) {
        to = put_cell(to, &cells[i]);
        if (kind == DOC_ROW_BODY)
            rows->marks |= cells[i].marks;
    }
    rows->left -= (size_t)(to - start);
    rows->free = to;
    ARENA_PUSH(rows->arena, rows, (const char *)start);
}

uint8_t doc_rows_marks(const struct doc_rows *rows)
{
    return rows->marks;
}

size_t doc_rows_count(const struct doc_rows *rows)
{
    return rows->count;
}

static const char *get_text(const char *from, struct str *text)
{
    size_t n = (unsigned char)*from++;
    if (n >= 128) {
        unsigned char byte;
        n &= 127;
        for (unsigned shift = 7;; shift += 7) {
            byte = (unsigned char)*from++;
            n |= (size_t)(byte & 127) << shift;
            if (byte < 128)
                break;
        }
    }
    *text = (struct str){from, n};
    return from + n;
}

static const char *get_cell(const char *from, struct doc_cell *cell)
{
    unsigned flags = (unsigned char)*from++;
    cell->inlines = NULL;
    cell->marks = (uint8_t)(flags >> CELL_MARKS_SHIFT);
    cell->missed = (flags & CELL_MISSED) != 0;
    cell->is_head = (flags & CELL_HEAD) != 0;
    from = get_text(from, &cell->text);
    if (flags & CELL_SAME)
        cell->machine = cell->text;
    else
        from = get_text(from, &cell->machine);
    if (flags & CELL_INLINES) {
        memcpy(&cell->inlines, from, sizeof cell->inlines);
        from += sizeof cell->inlines;
    }
    return from;
}

enum doc_row_kind doc_table_row_kind(const struct doc_table *table, size_t index)
{
    return (enum doc_row_kind) * (const char *)table->rows->items[index];
}

enum doc_row_kind doc_table_row(const struct doc_table *table, size_t index, struct doc_cell *cells)
{
    enum doc_row_kind kind = doc_table_row_kind(table, index);
    const char *from = (const char *)table->rows->items[index] + 1;
    for (size_t i = 0; i < table->rows->column_count; i++)
        from = get_cell(from, &cells[i]);
    return kind;
}
