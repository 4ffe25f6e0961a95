/* SPDX-License-Identifier: MIT */
/* The layout half of pdf, over documents made by hand. */
#include "pdf/flow.h"
#include "pdf/table.h"
#include "pdf_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct pdf_fixture fixture;
static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    pdf_fixture_open(&fixture);
    arena = fixture.arena;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    pdf_fixture_close(&fixture);
    return 0;
}

static struct doc_node *add(struct doc_node *parent, enum doc_kind kind)
{
    return pdf_fixture_add(&fixture, parent, kind);
}

static void add_text(struct doc_node *parent, const char *text)
{
    add(parent, DOC_TEXT)->text = str_from(text);
}

static struct doc_node *add_section(struct doc_node *parent, uint8_t level, const char *id,
                                    const char *title)
{
    struct doc_node *section = add(parent, DOC_SECTION);
    section->section.level = level;
    section->section.title = str_from(title);
    section->id = str_from(id);
    add_text(add(section, DOC_HEADING), title);
    return section;
}

static const char prose[] =
    "Krajská vědecká knihovna v Liberci zajišťuje v okrese služby pro obsluhované knihovny: "
    "poradenství, metodické návštěvy, výměnný fond, revize a nákup knih z prostředků obcí. "
    "V roce 2022 jich bylo 62 a náklady na jednu z nich činily 33\u00A0218\u00A0Kč, tedy "
    "o něco více než v roce předchozím. ";

static void add_paragraphs(struct doc_node *parent, int count)
{
    for (int i = 0; i < count; i++) {
        struct doc_node *paragraph = add(parent, DOC_PARAGRAPH);
        add_text(paragraph, prose);
        add_text(add(paragraph, DOC_EMPHASIS), "Zvýrazněná část věty");
        add_text(paragraph, " pokračuje a ");
        add_text(add(paragraph, DOC_STRONG), "tučně");
        add_text(paragraph, " končí.");
    }
}

static void add_table(struct doc_node *parent, int rows)
{
    static const char *const names[] = {"Knihovna", "Svazky", "Náklady"};
    struct doc_table *table = ARENA_NEW(arena, struct doc_table);
    add(parent, DOC_TABLE)->table = table;
    table->number = STR("Tabulka 1");
    table->caption = doc_node_new(arena, DOC_PARAGRAPH, (struct span){0});
    add_text(table->caption, "Obsluhované knihovny");
    table->column_count = 3;
    table->columns = ARENA_ARRAY(arena, struct doc_column, 3);
    table->head_count = 3;
    table->heads = ARENA_ARRAY(arena, struct doc_head, 3);
    table->storeys = 1;
    table->first_column_heads = true;
    for (uint16_t i = 0; i < 3; i++) {
        table->columns[i] = (struct doc_column){.align = i ? DOC_DECIMAL : DOC_LEFT,
                                                .name = str_from(names[i]),
                                                .label = str_from(names[i])};
        table->heads[i] =
            (struct doc_head){.text = str_from(names[i]), .column = i, .span = 1, .storeys = 1};
    }
    table->heads[2].unit = STR("Kč");
    struct doc_rows *body = doc_rows_new(arena, 3);
    for (int i = 0; i < rows; i++) {
        struct doc_cell cells[3] = {
            {.text = arena_format(arena, "Obec číslo %d", i + 1)},
            {.text = arena_format(arena, "%d", 10 + i * 37), .machine = STR("1")},
            {.text = arena_format(arena, "%d,%02d", 5 * i, i % 100), .machine = STR("1.5")},
        };
        doc_rows_add(body, i + 1 == rows ? DOC_ROW_TOTAL : DOC_ROW_BODY, cells);
    }
    table->rows = body;
    table->row_count = doc_rows_count(body);
}

static void add_list(struct doc_node *parent)
{
    struct doc_node *list = add(parent, DOC_LIST);
    list->list.ordered = true;
    list->list.start = 9;
    list->list.tight = true;
    for (int i = 0; i < 3; i++)
        add_text(add(add(list, DOC_ITEM), DOC_PARAGRAPH), prose);
}

static struct document *new_document(void)
{
    struct document *document = pdf_fixture_document(&fixture);
    document->contents = true;
    return document;
}

static int write_pdf(const struct document *document, char *path)
{
    struct pdf_options wanted = pdf_fixture_options(&fixture);
    struct buf out = {0};
    size_t count;
    if (!pdf_write(document, &wanted, arena, fixture.session.diags, &out)) {
        const struct diag *all = diags_sorted(fixture.session.diags, &count);
        for (size_t i = 0; i < count; i++)
            fprintf(stderr, "%s\n", message_info(all[i].message)->name);
        buf_free(&out);
        return -1;
    }
    int file = mkstemp(path);
    ssize_t written = write(file, out.p, out.n);
    close(file);
    int good = written == (ssize_t)out.n;
    buf_free(&out);
    return good ? 0 : -1;
}

static int shell(const char *format, const char *path)
{
    char line[512];
    snprintf(line, sizeof line, format, path);
    return system(line);
}

static void drop(const char *path)
{
    if (getenv("LETOPIS_KEEP"))
        print_message("kept %s\n", path);
    else
        unlink(path);
}

static void a_report_has_contents_and_repeated_heads(void **state)
{
    (void)state;
    struct document *document = new_document();
    struct doc_node *first = add_section(document->root, 1, "uvod", "Úvod");
    add_paragraphs(first, 6);
    add_list(first);
    struct doc_node *inner = add_section(first, 2, "sit", "Síť knihoven");
    add_paragraphs(inner, 9);
    struct doc_node *second = add_section(document->root, 1, "finance", "Finance");
    add_paragraphs(second, 1);
    add_table(second, 90);
    char path[] = "/tmp/letopis-pages-XXXXXX";
    assert_int_equal(write_pdf(document, path), 0);
    assert_int_equal(shell("qpdf --check %s >/dev/null", path), 0);
    /* The chapter's page number stands in the contents, and the foot counts all pages. */
    assert_int_equal(shell("pdftotext -layout %s - | grep -Eq 'Finance +[0-9]'", path), 0);
    assert_int_equal(shell("test $(pdftotext %s - | grep -c pokračování) -ge 1", path), 0);
    assert_int_equal(shell("test $(pdfinfo -struct-text %s | grep -c 'Obec číslo') -eq 90", path),
                     0);
    drop(path);
}

static void no_word_is_wider_than_its_line(void **state)
{
    (void)state;
    struct document *document = new_document();
    char *word = arena_alloc(arena, 10001, 1);
    memset(word, 'm', 10000);
    document->contents = false;
    add_text(add(document->root, DOC_PARAGRAPH), word);
    char path[] = "/tmp/letopis-pages-XXXXXX";
    assert_int_equal(write_pdf(document, path), 0);
    assert_int_equal(shell("test $(pdftotext %s - | tr -cd m | wc -c) -eq 10000", path), 0);
    drop(path);
}

/* `words` of them, each with its number, so that none can be missed. */
static struct str numbered_words(int words)
{
    struct buf out = {0};
    for (int i = 0; i < words; i++)
        buf_format(&out, "w%d ", 10000 + i);
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}

static void a_row_goes_on_over_pages(void **state)
{
    (void)state;
    struct document *document = new_document();
    document->contents = false;
    add_table(document->root, 3);
    struct doc_rows *rows = doc_rows_new(arena, 3);
    struct str words = numbered_words(3000);
    struct doc_cell cells[3] = {{.text = words}, {.text = STR("q")}, {.text = STR("q")}};
    for (int i = 0; i < 3; i++)
        doc_rows_add(rows, i == 2 ? DOC_ROW_TOTAL : DOC_ROW_BODY, cells);
    document->root->last->table->rows = rows;
    char path[] = "/tmp/letopis-pages-XXXXXX";
    assert_int_equal(write_pdf(document, path), 0);
    assert_int_equal(shell("qpdf --check %s >/dev/null", path), 0);
    assert_int_equal(shell("test $(pdftotext %s - | grep -o 'w1[0-9]*' | wc -l) -eq 9000", path),
                     0);
    assert_int_equal(
        shell("test $(pdfinfo -struct-text %s | grep -o 'w1[0-9]*' | sort -u | wc -l) -eq 3000",
              path),
        0);
    assert_int_equal(shell("test $(pdfinfo -struct %s | grep -c '^ *TR') -eq 4", path), 0);
    drop(path);
}

/* One message, and nothing else. */
static void assert_only(enum message message)
{
    size_t count;
    const struct diag *all = diags_sorted(fixture.session.diags, &count);
    assert_int_equal(count, 1);
    assert_int_equal(all[0].message, message);
    fixture.session.diags = diags_new(arena);
}

static void what_no_page_can_hold_is_told(void **state)
{
    (void)state;
    enum { COLUMNS = 80 };
    struct document *document = new_document();
    struct doc_table *table = ARENA_NEW(arena, struct doc_table);
    add(document->root, DOC_TABLE)->table = table;
    table->column_count = COLUMNS;
    table->columns = ARENA_ARRAY(arena, struct doc_column, COLUMNS);
    struct doc_rows *rows = doc_rows_new(arena, COLUMNS);
    struct doc_cell cells[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = (struct doc_cell){.text = STR("word")};
    doc_rows_add(rows, DOC_ROW_BODY, cells);
    table->rows = rows;
    table->row_count = 1;
    char path[] = "/tmp/letopis-pages-XXXXXX";
    write_pdf(document, path);
    assert_only(MSG_TABLE_WIDE);
    drop(path);
}

/* --- pages of made-up strips ---------------------------------------------------------------------
 */

enum { STRIPS = 20 };

/* Strips and lines of notes, all 10 pt high, for pages that have room for ten. The first note of
 * all lines is cited in strip `citing`. */
struct made_up {
    struct pdf_layout layout;
    struct pdf_options options;
    struct pdf_strip strips[STRIPS], notes[STRIPS];
    uint32_t starts[3];
    pdf_length tops[STRIPS + 1];
    struct pdf_flow flow;
};

static void make_up(struct made_up *made, uint32_t citing, size_t note_lines)
{
    *made = (struct made_up){.layout = *fixture.layout};
    struct pdf_layout *layout = &made->layout;
    layout->page_height = layout->margin_top + layout->margin_bottom + PDF_PT(100);
    layout->styles[PDF_STYLE_NOTE].leading = PDF_PT(10);
    for (size_t i = 0; i < STRIPS; i++) {
        made->strips[i].height = made->notes[i].height = PDF_PT(10);
        made->tops[i + 1] = made->tops[i] + PDF_PT(10);
    }
    made->starts[2] = (uint32_t)note_lines;
    made->strips[citing].note = note_lines ? 1 : 0;
    made->flow = (struct pdf_flow){.arena = arena,
                                   .layout = layout,
                                   .strips = {made->strips, STRIPS, STRIPS},
                                   .notes = {made->notes, note_lines, STRIPS},
                                   .note_starts = made->starts,
                                   .note_tops = made->tops};
}

static void assert_page(const struct pdf_pages *pages, size_t index, uint32_t strip, uint32_t note)
{
    assert_in_range(index, 0, pages->count);
    assert_int_equal(pages->items[index].strip, strip);
    assert_int_equal(pages->items[index].note, note);
}

static void notes_take_half_a_page(void **state)
{
    (void)state;
    struct made_up made;
    struct pdf_pages pages = {0};
    make_up(&made, 0, 8);
    pdf_pages_cut(&made.flow, &pages);
    assert_page(&pages, 1, 5, 4); /* under a rule, as high as a line */
    assert_page(&pages, 2, 10, 8);
    assert_page(&pages, 3, 20, 8);
    assert_int_equal(pages.count, 3);
}

static void the_text_ends_behind_a_note_that_is_begun(void **state)
{
    (void)state;
    struct made_up made;
    struct pdf_pages pages = {0};
    make_up(&made, 5, 12);
    pdf_pages_cut(&made.flow, &pages);
    assert_page(&pages, 1, 6, 3);
    made.strips[5].keep_next = true;
    pages = (struct pdf_pages){0};
    pdf_pages_cut(&made.flow, &pages);
    assert_page(&pages, 1, 7, 2);
}

static void the_space_above_a_page_is_left_out(void **state)
{
    (void)state;
    struct made_up made;
    make_up(&made, 0, 8);
    made.notes[2].before = made.strips[2].before = PDF_PT(3);
    for (size_t i = 3; i <= STRIPS; i++)
        made.tops[i] += PDF_PT(3);
    assert_int_equal(pdf_notes_height(&made.flow, 2, 2), 0);
    assert_int_equal(pdf_notes_height(&made.flow, 2, 3), PDF_PT(20));
    assert_int_equal(pdf_notes_height(&made.flow, 1, 3), PDF_PT(33));
    assert_int_equal(pdf_page_depth(&made.flow, 2, 2), 0);
    assert_int_equal(pdf_page_depth(&made.flow, 2, 3), PDF_PT(10));
    assert_int_equal(pdf_page_depth(&made.flow, 1, 2), PDF_PT(13));
    assert_int_equal(pdf_page_depth(&made.flow, 1, 3), PDF_PT(23));
}

static void a_repeated_head_counts(void **state)
{
    (void)state;
    struct made_up made;
    struct doc_table table = {.storeys = 1};
    pdf_length tops[] = {0, PDF_PT(7)};
    struct pdf_table_layout look = {
        .table = &table, .storey_tops = tops, .continued_height = PDF_PT(5)};
    make_up(&made, 0, 0);
    made.strips[2].table = made.strips[3].table = &look;
    assert_int_equal(pdf_page_depth(&made.flow, 2, 3), PDF_PT(10));
    assert_int_equal(pdf_page_depth(&made.flow, 3, 4), PDF_PT(22));
    /* What has no line of its own stands below the last one. */
    assert_int_equal(pdf_page_depth(&made.flow, 18, STRIPS + 5), PDF_PT(20));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_has_contents_and_repeated_heads),
        cmocka_unit_test(no_word_is_wider_than_its_line),
        cmocka_unit_test(a_row_goes_on_over_pages),
        cmocka_unit_test(what_no_page_can_hold_is_told),
        cmocka_unit_test(notes_take_half_a_page),
        cmocka_unit_test(the_text_ends_behind_a_note_that_is_begun),
        cmocka_unit_test(the_space_above_a_page_is_left_out),
        cmocka_unit_test(a_repeated_head_counts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
