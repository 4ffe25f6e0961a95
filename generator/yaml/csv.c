/* SPDX-License-Identifier: MIT */
/* Rows of cells, and rows as maps. */
#include "yaml/csv.h"

#include "base/buf.h"
#include "base/map.h"
#include "yaml/node_parts.h"

struct cell {
    struct text text;
    struct span span; /* with quotes */
    bool quoted;
};

struct row {
    struct cell *items;
    size_t count, capacity;
    size_t from, to; /* without the line's end */
};

struct csv {
    struct str text;
    uint32_t at; /* global position of the text's first byte */
    bool nfc;
    size_t i; /* up to where the text is read */
    char separator;
    struct diags *diags;
    struct arena *scratch;
    struct arena *kept; /* of the head, which outlives the rows */
    struct row head;
    bool faulty;
};

static struct span span_of(const struct csv *csv, size_t from, size_t to)
{
    return (struct span){csv->at + (uint32_t)from, (uint32_t)(to - from)};
}

static void report(struct csv *csv, enum message message, struct span span,
                   const struct diag_arg *args)
{
    diag_add(csv->diags, message, span, args);
    csv->faulty = true;
}

/* --- cells ------------------------------------------------------------------------------------ */

static bool at_break(const struct csv *csv, size_t at)
{
    return at == csv->text.n || csv->text.p[at] == '\n' || csv->text.p[at] == '\r';
}

static size_t line_end(const struct csv *csv, size_t at)
{
    while (!at_break(csv, at))
        at++;
    return at;
}

static struct text normal(struct csv *csv, struct arena *arena, struct text text)
{
    return csv->nfc ? text : node_nfc(arena, text);
}

static struct cell plain_cell(struct csv *csv, struct arena *arena)
{
    size_t from = csv->i;
    while (!at_break(csv, csv->i) && csv->text.p[csv->i] != csv->separator)
        csv->i++;
    size_t to = csv->i;
    while (from < to && str_is_blank(csv->text.p[from]))
        from++;
    while (from < to && str_is_blank(csv->text.p[to - 1]))
        to--;
    struct text text = text_plain(str_slice(csv->text, from, to), csv->at + (uint32_t)from);
    return (struct cell){.text = normal(csv, arena, text), .span = span_of(csv, from, to)};
}

/* The inside of the quotes, with "" as " and CRLF as LF. */
static struct text decode_quoted(struct csv *csv, struct arena *arena, size_t from, size_t to)
{
    struct str inside = str_slice(csv->text, from, to);
    if (str_find(inside, '"', 0) == STR_NOT_FOUND && str_find(inside, '\r', 0) == STR_NOT_FOUND)
        return text_plain(inside, csv->at + (uint32_t)from);
    struct buf out = {0};
    struct node_runs runs = {0};
    for (size_t i = 0; i < inside.n; i++) {
        char c = inside.p[i];
        node_run_add(arena, &runs, out.n, csv->at + from + i);
        if (c == '"' || (c == '\r' && i + 1 < inside.n && inside.p[i + 1] == '\n'))
            c = inside.p[++i];
        buf_char(&out, c);
    }
    node_run_add(arena, &runs, out.n, csv->at + to);
    struct text text = {.s = buf_copy(&out, arena),
                        .span = span_of(csv, from, to),
                        .map = runs.items,
                        .map_count = (uint32_t)runs.count};
    buf_free(&out);
    return text;
}

/* The cell whose opening quote is at csv->i; false when it is faulty. */
static bool quoted_cell(struct csv *csv, struct arena *arena, struct cell *cell)
{
    struct str text = csv->text;
    size_t open = csv->i, close = open + 1;
    for (;;) {
        close = str_find(text, '"', close);
        if (close == STR_NOT_FOUND) {
            report(csv, MSG_CSV_QUOTE_OPEN, span_of(csv, open, open + 1), NO_ARGS);
            csv->i = text.n;
            return false;
        }
        if (close + 1 == text.n || text.p[close + 1] != '"')
            break;
        close += 2;
    }
    *cell = (struct cell){
        .text = normal(csv, arena, decode_quoted(csv, arena, open + 1, close)),
        .span = span_of(csv, open, close + 1),
        .quoted = true,
    };
    csv->i = close + 1;
    while (csv->i < text.n && text.p[csv->i] != csv->separator && str_is_blank(text.p[csv->i]))
        csv->i++;
    if (at_break(csv, csv->i) || text.p[csv->i] == csv->separator)
        return true;
    size_t end = csv->i;
    while (!at_break(csv, end) && text.p[end] != csv->separator)
        end++;
    report(csv, MSG_CSV_AFTER_QUOTE, span_of(csv, csv->i, end),
           ARGS(arg_text("found", node_excerpt(str_slice(text, csv->i, end)))));
    csv->i = line_end(csv, end);
    return false;
}

/* The next row; false when it is faulty. The text behind it is where csv->i then stands. */
static bool read_row(struct csv *csv, struct arena *arena, struct row *row)
{
    *row = (struct row){.from = csv->i};
    bool good = true;
    for (;;) {
        size_t first = csv->i;
        while (first < csv->text.n && csv->text.p[first] != csv->separator &&
               str_is_blank(csv->text.p[first]))
            first++;
        struct cell cell = {0};
        if (first < csv->text.n && csv->text.p[first] == '"') {
            csv->i = first;
            good = quoted_cell(csv, arena, &cell);
        } else {
            cell = plain_cell(csv, arena);
        }
        ARENA_PUSH(arena, row, cell);
        if (!good || at_break(csv, csv->i))
            break;
        csv->i++;
    }
    row->to = csv->i;
    if (csv->i < csv->text.n && csv->text.p[csv->i] == '\r')
        csv->i++;
    if (csv->i < csv->text.n)
        csv->i++;
    return good;
}

/* --- the head --------------------------------------------------------------------------------- */

static void choose_separator(struct csv *csv)
{
    struct str line = str_slice(csv->text, csv->i, line_end(csv, csv->i));
    if (str_starts(line, STR("sep=")) && line.n == 5) {
        csv->separator = line.p[4];
        csv->i += 5;
        csv->i += csv->i < csv->text.n && csv->text.p[csv->i] == '\r';
        csv->i += csv->i < csv->text.n;
        return;
    }
    size_t semicolons = 0, tabs = 0, commas = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        quoted ^= line.p[i] == '"';
        semicolons += !quoted && line.p[i] == ';';
        tabs += !quoted && line.p[i] == '\t';
        commas += !quoted && line.p[i] == ',';
    }
    csv->separator = ',';
    if (semicolons && semicolons >= tabs && semicolons >= commas)
        csv->separator = ';';
    else if (tabs > commas)
        csv->separator = '\t';
}

static bool read_head(struct csv *csv)
{
    choose_separator(csv);
    if (!read_row(csv, csv->kept, &csv->head))
        return false;
    struct map seen = {0};
    for (size_t i = 0; i < csv->head.count; i++) {
        struct text name = csv->head.items[i].text;
        if (name.s.n == 0)
            continue;
        bool added;
        struct map_entry *entry = map_put(&seen, csv->kept, name.s, &added);
        if (added)
            entry->number = i;
        else
            report(csv, MSG_YAML_REPEATED_KEY, name.span,
                   ARGS(arg_text("key", node_excerpt(name.s)),
                        arg_place("first", csv->head.items[entry->number].text.span)));
    }
    return !csv->faulty;
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool ends_with_digit(struct str s, bool front)
{
    char c = s.n ? s.p[front ? 0 : s.n - 1] : 0;
    return c >= '0' && c <= '9';
}

/* A cell that ends with a digit, a comma, a cell that begins with one: `1,5`. */
static const struct cell *find_decimal_comma(const struct csv *csv, const struct row *row)
{
    for (size_t i = 0; csv->separator == ',' && i + 1 < row->count; i++) {
        const struct cell *left = &row->items[i], *right = left + 1;
        if (!left->quoted && !right->quoted && ends_with_digit(left->text.s, false) &&
            ends_with_digit(right->text.s, true) &&
            left->span.at + left->span.len + 1 == right->span.at)
            return left;
    }
    return NULL;
}

static void report_too_many(struct csv *csv, const struct row *row)
{
    const struct cell *comma = find_decimal_comma(csv, row);
    const struct cell *first = comma ? comma : &row->items[csv->head.count];
    const struct cell *last = comma ? comma + 1 : &row->items[row->count - 1];
    struct span span = span_join(first->span, last->span);
    struct str joined = str_slice(csv->text, span.at - csv->at, span.at - csv->at + span.len);
    report(csv, comma ? MSG_CSV_DECIMAL_COMMA : MSG_CSV_CELLS, span,
           ARGS(arg_text("joined", node_excerpt(joined)), arg_count("count", (int64_t)row->count),
                arg_count("head", (int64_t)csv->head.count),
                arg_text("separator", (struct str){&csv->separator, 1})));
}

static bool check_row(struct csv *csv, struct row *row)
{
    /* Spreadsheets fill rows up with empty cells. */
    while (row->count > csv->head.count && row->items[row->count - 1].text.s.n == 0)
        row->count--;
    if (row->count > csv->head.count) {
        report_too_many(csv, row);
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < row->count; i++) {
        if (row->items[i].text.s.n == 0 || csv->head.items[i].text.s.n)
            continue;
        report(csv, MSG_CSV_NO_HEAD, row->items[i].span, NO_ARGS);
        good = false;
    }
    return good;
}

static struct node *row_node(struct csv *csv, const struct row *row)
{
    struct node *map = ARENA_NEW(csv->scratch, struct node);
    struct node *cells = ARENA_ARRAY(csv->scratch, struct node, row->count);
    map->kind = NODE_MAP;
    map->span = span_of(csv, row->from, row->to);
    map->entries = ARENA_ARRAY(csv->scratch, struct node_entry, row->count);
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->items[i];
        if (cell->text.s.n == 0)
            continue;
        cells[i] = (struct node){
            .kind = NODE_SCALAR, .quoted = cell->quoted, .span = cell->span, .text = cell->text};
        map->entries[map->count++] = (struct node_entry){csv->head.items[i].text, &cells[i]};
    }
    return map;
}

static void read_rows(struct csv *csv, node_entry_fn entry, void *context)
{
    while (csv->i < csv->text.n) {
        struct row row;
        if (read_row(csv, csv->scratch, &row) && check_row(csv, &row)) {
            struct node *node = row_node(csv, &row);
            if (node->count)
                entry(context, (struct text){0}, node);
        }
        arena_reset(csv->scratch);
    }
}

bool csv_read(const struct source *source, struct arena *scratch, struct diags *diags,
              node_entry_fn entry, void *context)
{
    struct csv csv = {.diags = diags, .scratch = scratch};
    struct node_facts facts;
    csv.text = node_source_text(source, &csv.at);
    if (!node_scan_text(csv.text, csv.at, diags, &facts))
        return false;
    csv.nfc = facts.nfc;
    csv.kept = arena_new();
    if (read_head(&csv))
        read_rows(&csv, entry, context);
    arena_free(csv.kept);
    return !csv.faulty;
}
