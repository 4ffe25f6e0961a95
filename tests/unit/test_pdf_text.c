/* SPDX-License-Identifier: MIT */
/*
 * No text is lost, doubled or put elsewhere, whatever the document and the page: random documents
 * are laid out, and what their pages say in reading order is held against what was put in. The text
 * and the footnotes are read apart, as they come one after the other on every page.
 */
#include "pdf_fixture.h"
#include "random.h"

#include <stdlib.h>

enum { DOCUMENTS = 150, DEPTH = 24, NOTES = 400, MARGIN = 36 /* points */ };

static struct pdf_fixture fixture;

static int set_up(void **state)
{
    (void)state;
    pdf_fixture_open(&fixture);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    pdf_fixture_close(&fixture);
    return 0;
}

/* --- random documents ---------------------------------------------------------------------------
 */

struct maker {
    struct random random;
    struct document *document;
    struct buf *said; /* by the text or the note being written, without spaces */
    struct buf text, notes;
    bool in_note;
};

static bool one_in(struct maker *maker, uint32_t n)
{
    return random_below(&maker->random, n) == 0;
}

/* Mostly short, sometimes longer than any line. */
static void put_word(struct maker *maker, struct buf *out)
{
    static const char *const letters[] = {"a", "m", "ž", "i", "ř", "l", "fi", "-", "7", "ě", "o"};
    static const int longest[] = {3, 6, 12, 25, 80};
    bool very_long = one_in(maker, 60);
    int most = longest[random_below(&maker->random, very_long ? 5 : 4)];
    uint32_t count = 1 + random_below(&maker->random, (uint32_t)most);
    for (uint32_t i = 0; i < count; i++) {
        const char *letter = letters[random_below(&maker->random, 11)];
        buf_text(out, letter);
        buf_text(maker->said, letter);
        if (one_in(maker, 25))
            buf_text(out, "\xC2\xAD");
    }
}

static struct str make_words(struct maker *maker, uint32_t most)
{
    struct buf out = {0};
    uint32_t count = 1 + random_below(&maker->random, most);
    for (uint32_t i = 0; i < count; i++) {
        put_word(maker, &out);
        if (i + 1 < count || one_in(maker, 2))
            buf_text(&out, one_in(maker, 4) ? "\xC2\xA0" : " ");
    }
    struct str text = buf_copy(&out, fixture.arena);
    buf_free(&out);
    return text;
}

static struct doc_node *add(struct doc_node *parent, enum doc_kind kind)
{
    return pdf_fixture_add(&fixture, parent, kind);
}

static void refer_to_note(struct maker *maker, struct doc_node *parent)
{
    struct document *document = maker->document;
    uint32_t number = (uint32_t)document->note_count + 1;
    if (number > NOTES)
        return;
    struct doc_node *note = doc_node_new(fixture.arena, DOC_NOTE, (struct span){0});
    note->note.number = number;
    document->notes[document->note_count++] = note;
    struct doc_node *reference = add(parent, DOC_NOTE_REF);
    reference->note_ref.note = note;
    reference->note_ref.number = number;
    buf_format(maker->said, "%u", number);
}

static void add_paragraph(struct maker *maker, struct doc_node *parent, uint32_t words)
{
    struct doc_node *paragraph = add(parent, DOC_PARAGRAPH);
    uint32_t parts = 1 + random_below(&maker->random, 4);
    for (uint32_t i = 0; i < parts; i++) {
        static const enum doc_kind kinds[] = {DOC_EMPHASIS, DOC_STRONG};
        struct doc_node *around =
            one_in(maker, 3) ? add(paragraph, kinds[random_below(&maker->random, 2)]) : paragraph;
        add(around, DOC_TEXT)->text = make_words(maker, words);
        if (one_in(maker, maker->in_note ? 20 : 6))
            refer_to_note(maker, around);
    }
}

static void add_list(struct maker *maker, struct doc_node *parent, int depth)
{
    struct doc_node *list = add(parent, one_in(maker, 3) ? DOC_QUOTE : DOC_LIST), *item = list;
    list->list.start = 9;
    list->list.ordered = list->kind == DOC_LIST && one_in(maker, 2);
    for (int i = 0; i < 2; i++) {
        if (list->kind == DOC_LIST) {
            item = add(list, DOC_ITEM);
            buf_format(maker->said, list->list.ordered ? "%d." : "\xE2\x80\x93", 9 + i);
        }
        add_paragraph(maker, item, 12);
        if (i == 0 && depth < DEPTH && !one_in(maker, 6))
            add_list(maker, item, depth + 1);
    }
}

/* Of one column: cells that go on over pages side by side are read part by part. */
static void add_table(struct maker *maker, struct doc_node *parent)
{
    struct doc_table *table = ARENA_NEW(fixture.arena, struct doc_table);
    add(parent, DOC_TABLE)->table = table;
    table->column_count = 1;
    table->columns = ARENA_ARRAY(fixture.arena, struct doc_column, 1);
    table->row_count = random_below(&maker->random, 4);
    struct doc_rows *rows = doc_rows_new(fixture.arena, 1);
    table->rows = rows;
    for (size_t row = 0; row < table->row_count; row++) {
        struct doc_cell cell = {.text = make_words(maker, 30)};
        doc_rows_add(rows, DOC_ROW_BODY, &cell);
    }
}

static void make_document(struct maker *maker)
{
    maker->document = pdf_fixture_document(&fixture);
    struct doc_node *root = maker->document->root;
    maker->document->title = maker->document->institution = (struct str){0};
    maker->document->notes = ARENA_ARRAY(fixture.arena, struct doc_node *, NOTES);
    uint32_t blocks = 1 + random_below(&maker->random, 12);
    maker->said = &maker->text;
    for (uint32_t i = 0; i < blocks; i++) {
        if (one_in(maker, 6))
            add_list(maker, root, 0);
        else if (one_in(maker, 6))
            add_table(maker, root);
        else
            add_paragraph(maker, root, one_in(maker, 4) ? 200 : 30);
        root->last->break_before = one_in(maker, 8);
        root->last->landscape = one_in(maker, 12);
    }
    /* Notes refer to further ones, behind those of the text. */
    maker->said = &maker->notes;
    maker->in_note = true;
    for (size_t i = 0; i < maker->document->note_count; i++) {
        buf_format(maker->said, "%zu", i + 1);
        for (int block = 0; block == 0 || one_in(maker, 4); block++)
            add_paragraph(maker, maker->document->notes[i], one_in(maker, 5) ? 200 : 12);
    }
}

static struct pdf_layout make_layout(struct maker *maker)
{
    struct pdf_layout layout = *fixture.layout;
    pdf_length margin = PDF_PT(MARGIN);
    layout.margin_top = layout.margin_bottom = margin;
    layout.margin_inner = layout.margin_outer = margin;
    layout.page_width = 2 * margin + PDF_PT(random_between(&maker->random, 72, 300));
    layout.page_height = 2 * margin + PDF_PT(random_between(&maker->random, 72, 400));
    layout.justified = one_in(maker, 2);
    layout.hyphenated = one_in(maker, 2);
    if (one_in(maker, 8)) /* no line of a note fits on the page */
        layout.styles[PDF_STYLE_NOTE].leading = layout.page_height;
    return layout;
}

/* --- what the pages say -------------------------------------------------------------------------
 */

/* Letters without spaces and soft hyphens. */
static void put_letters(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t code = str_next(text, &at);
        if (code != ' ' && code != 0xA0 && code != 0xAD)
            buf_str(out, str_slice(text, from, at));
    }
}

/* "run 20 30.5 …": within the column, from left to right. */
static void check_place(struct str run, pdf_length page_width)
{
    long x = strtol(run.p + 4, NULL, 10), margin = MARGIN;
    assert_in_range(x, margin, page_width / PDF_PT(1) - margin - 1);
}

static size_t indent_of(struct str line)
{
    size_t indent = 0;
    while (indent < line.n && line.p[indent] == ' ')
        indent++;
    return indent;
}

/* Reads a dump: what stands inside of artifacts is left out. */
static void read_pages(struct str dump, struct buf *text, struct buf *notes)
{
    size_t artifact = SIZE_MAX, note = SIZE_MAX; /* indents of those that are open */
    pdf_length width = 0;
    for (size_t at = 0; at < dump.n;) {
        size_t end = str_find(dump, '\n', at);
        struct str line = str_slice(dump, at, end);
        size_t indent = indent_of(line);
        at = end + 1;
        artifact = indent <= artifact ? SIZE_MAX : artifact;
        note = indent <= note ? SIZE_MAX : note;
        line = str_slice(line, indent, line.n);
        if (str_starts(line, STR("page ")))
            width = PDF_PT(strtol(line.p + 5, NULL, 10));
        else if (str_starts(line, STR("artifact")))
            artifact = indent;
        else if (str_starts(line, STR("Note ")))
            note = indent;
        if (!str_starts(line, STR("run ")) || artifact != SIZE_MAX)
            continue;
        check_place(line, width);
        put_letters(note == SIZE_MAX ? text : notes,
                    str_slice(line, str_find_str(line, STR("  "), 0), line.n));
    }
}

static void assert_same(const struct buf *got, const struct buf *expected)
{
    size_t at = 0;
    while (at < got->n && at < expected->n && got->p[at] == expected->p[at])
        at++;
    if (at < got->n || at < expected->n)
        fail_msg("byte %zu of %zu, %zu expected: “%.*s”", at, got->n, expected->n,
                 (int)(expected->n - at < 60 ? expected->n - at : 60), expected->p + at);
}

static void all_words_come_back(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < DOCUMENTS; seed++) {
        struct maker maker = {.random = {seed}};
        struct buf dump = {0}, text = {0}, notes = {0};
        struct pdf_layout layout = make_layout(&maker);
        struct pdf_options wanted = pdf_fixture_options(&fixture);
        make_document(&maker);
        wanted.layout = &layout;
        pdf_dump(maker.document, &wanted, fixture.session.diags, &dump);
        read_pages((struct str){dump.p, dump.n}, &text, &notes);
        assert_same(&text, &maker.text);
        assert_same(&notes, &maker.notes);
        buf_free(&dump);
        buf_free(&text);
        buf_free(&notes);
        buf_free(&maker.text);
        buf_free(&maker.notes);
    }
}

static void letters_are_shown_where_none_fits(void **state)
{
    (void)state;
    for (int justified = 0; justified < 2; justified++) {
        struct maker maker = {.random = {0}};
        struct buf dump = {0}, text = {0}, notes = {0}, expected = {0};
        struct pdf_layout layout = make_layout(&maker);
        struct pdf_options wanted = pdf_fixture_options(&fixture);
        layout.page_width = 2 * PDF_PT(MARGIN) + PDF_PT(2);
        layout.justified = justified;
        wanted.layout = &layout;
        maker.document = pdf_fixture_document(&fixture);
        maker.document->title = maker.document->institution = (struct str){0};
        add(add(maker.document->root, DOC_PARAGRAPH), DOC_TEXT)->text = STR("mno\u00A0pq rs");
        pdf_dump(maker.document, &wanted, fixture.session.diags, &dump);
        read_pages((struct str){dump.p, dump.n}, &text, &notes);
        buf_text(&expected, "mnopqrs");
        assert_same(&text, &expected);
        buf_free(&dump);
        buf_free(&text);
        buf_free(&notes);
        buf_free(&expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_words_come_back),
        cmocka_unit_test(letters_are_shown_where_none_fits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
