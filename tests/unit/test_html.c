/* SPDX-License-Identifier: MIT */
/* HTML: escaping, each kind of node, tables, charts, traces, notes, pages and indexes. */
#include "unit.h"

#include <string.h>

#include "calc/value.h"
#include "html/page.h"
#include "load_language.h"

static const struct span nowhere = {0, 0};

struct bench {
    struct loaded loaded;
    struct arena *arena;
    struct document document;
    struct html_options options;
};

static int set_up(void **state)
{
    static struct bench bench;
    bench = (struct bench){.loaded = load_language("cs", NULL)};
    bench.arena = bench.loaded.arena;
    bench.options.language = bench.loaded.language;
    bench.document.root = doc_node_new(bench.arena, DOC_DOCUMENT, nowhere);
    bench.document.language = STR("cs");
    *state = &bench;
    return bench.loaded.language == NULL;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    loaded_free(&bench->loaded);
    return 0;
}

static struct doc_node *add(struct bench *bench, struct doc_node *parent, enum doc_kind kind)
{
    struct doc_node *node = doc_node_new(bench->arena, kind, nowhere);
    if (parent)
        doc_append(parent, node);
    return node;
}

static struct doc_node *add_text(struct bench *bench, struct doc_node *parent, const char *text)
{
    struct doc_node *node = add(bench, parent, DOC_TEXT);
    node->text = str_from(text);
    return node;
}

static struct doc_node *paragraph(struct bench *bench, struct doc_node *parent, const char *text)
{
    struct doc_node *node = add(bench, parent, DOC_PARAGRAPH);
    add_text(bench, node, text);
    return node;
}

static struct doc_node *section(struct bench *bench, struct doc_node *parent, uint8_t level,
                                const char *id, const char *title)
{
    struct doc_node *node = add(bench, parent, DOC_SECTION);
    node->id = str_from(id);
    node->section.level = level;
    node->section.title = str_from(title);
    add_text(bench, add(bench, node, DOC_HEADING), title);
    return node;
}

/* What `page` becomes with the document. */
static struct str page_of(struct bench *bench, const char *page)
{
    struct buf out = {0};
    bench->options.page = str_from(page);
    html_write(&bench->document, &bench->options, bench->arena, &out);
    struct str text = buf_copy(&out, bench->arena);
    buf_free(&out);
    return text;
}

static void assert_page(struct bench *bench, const char *page, const char *expected)
{
    assert_str(page_of(bench, page), expected);
}

static void assert_body(struct bench *bench, const char *expected)
{
    assert_page(bench, "{{body}}", expected);
}

static void assert_has(struct str text, const char *part)
{
    if (str_find_str(text, str_from(part), 0) == STR_NOT_FOUND)
        fail_msg("\"%s\" is not in:\n%s", part, text.p);
}

static size_t count_parts(struct str text, const char *part)
{
    size_t count = 0;
    for (size_t at = str_find_str(text, str_from(part), 0); at != STR_NOT_FOUND;
         at = str_find_str(text, str_from(part), at + 1))
        count++;
    return count;
}

/* --- escaping --- */

static void test_text_is_escaped(void **state)
{
    struct bench *bench = *state;
    paragraph(bench, bench->document.root, "a < b & \"c\" > d\x01\t\x7F");
    assert_body(bench, "<p>a &lt; b &amp; \"c\" &gt; d\xEF\xBF\xBD\t\xEF\xBF\xBD</p>\n");
}

static void test_attributes_are_escaped(void **state)
{
    struct bench *bench = *state;
    struct doc_node *p = add(bench, bench->document.root, DOC_PARAGRAPH);
    struct doc_node *link = add(bench, p, DOC_LINK);
    link->link.url = STR("https://a.cz/?a=1&b=\"><script>");
    add_text(bench, link, "a");
    assert_body(bench,
                "<p><a href=\"https://a.cz/?a=1&amp;b=&quot;&gt;&lt;script&gt;\">a</a></p>\n");
}

static void test_paths_become_urls(void **state)
{
    struct bench *bench = *state;
    struct buf out = {0};
    html_url(&out, STR("files/smlouva č. 1?.pdf"));
    assert_str(buf_view(&out), "files/smlouva%20%C4%8D.%201%3F.pdf");
    buf_free(&out);
    (void)bench;
}

/* --- inline --- */

static void test_inline_nodes(void **state)
{
    struct bench *bench = *state;
    struct doc_node *p = add(bench, bench->document.root, DOC_PARAGRAPH);
    add_text(bench, add(bench, add(bench, p, DOC_STRONG), DOC_EMPHASIS), "a");
    add(bench, p, DOC_CODE_SPAN)->text = STR("<b>");
    add(bench, p, DOC_LINE_BREAK);
    add_text(bench, p, "Bücher")->language = STR("de");
    struct doc_node *link = add(bench, p, DOC_LINK);
    link->link.target = STR("finance");
    add_text(bench, link, "c");
    assert_body(bench, "<p><strong><em>a</em></strong><code>&lt;b&gt;</code><br>"
                       "<span lang=\"de\">Bücher</span><a href=\"#finance\">c</a></p>\n");
}

static void test_values_open_their_trace(void **state)
{
    struct bench *bench = *state;
    struct doc_trace trace = {.id = STR("t7"), .label = STR("Náklady")};
    struct doc_node *p = add(bench, bench->document.root, DOC_PARAGRAPH);
    struct doc_node *value = add(bench, p, DOC_VALUE);
    value->value.text = STR("33 218 Kč*");
    value->value.marks = MARK_ESTIMATE;
    value->value.trace = &trace;
    assert_body(bench,
                "<p><span class=\"value\">33 218 Kč<span class=\"mark\" title=\"odhad\">*</span>"
                "<button type=\"button\" popovertarget=\"t7\" aria-label=\"Jak se k\xC2\xA0číslu "
                "došlo: 33 218 Kč*\"></button></span></p>\n");
}

static void test_values_in_links_and_without_trace_are_text(void **state)
{
    struct bench *bench = *state;
    struct doc_trace trace = {.id = STR("t7")};
    struct doc_node *p = add(bench, bench->document.root, DOC_PARAGRAPH);
    struct doc_node *link = add(bench, p, DOC_LINK);
    link->link.url = STR("a");
    struct doc_node *inside = add(bench, link, DOC_VALUE), *plain = add(bench, p, DOC_VALUE);
    inside->value.text = STR("1");
    inside->value.trace = &trace;
    plain->value.text = STR("5*"); /* no estimate: the star is part of it */
    assert_body(bench, "<p><a href=\"a\">1</a>5*</p>\n");
}

static void test_long_values_can_be_broken(void **state)
{
    struct bench *bench = *state;
    struct doc_trace trace = {.id = STR("t7")};
    struct doc_node *p = add(bench, bench->document.root, DOC_PARAGRAPH);
    struct doc_node *value = add(bench, p, DOC_VALUE);
    value->value.text = STR("Frýdlant, Chotyně, Hejnice a Nové Město pod Smrkem");
    value->value.trace = &trace;
    assert_has(
        page_of(bench, "{{body}}"),
        "<p>Frýdlant, Chotyně, Hejnice a Nové Město pod <span class=\"value\">Smrkem<button");
}

/* --- blocks --- */

static void test_sections_and_contents(void **state)
{
    struct bench *bench = *state;
    struct doc_node *first = section(bench, bench->document.root, 1, "uvod", "Úvod");
    first->section.number = STR("1");
    struct doc_node *second = section(bench, first, 2, "", "Síť & lidé");
    section(bench, second, 3, "", "Hluboko");
    bench->document.contents = true;
    assert_page(bench, "{{contents}}|{{body}}",
                "<nav class=\"contents\" aria-labelledby=\"contents--\">\n"
                "<p id=\"contents--\">Obsah</p>\n<ul>\n"
                "<li><a href=\"#uvod\"><span class=\"number\">1</span> Úvod</a>\n<ul>\n"
                "<li><a href=\"#section--1\">Síť &amp; lidé</a></li>\n</ul></li>\n</ul>\n</nav>\n|"
                "<section id=\"uvod\">\n<h2><span class=\"number\">1</span> Úvod</h2>\n"
                "<section id=\"section--1\">\n<h3>Síť &amp; lidé</h3>\n"
                "<section id=\"section--2\">\n<h4>Hluboko</h4>\n"
                "</section>\n</section>\n</section>\n");
}

static void test_contents_are_left_out_when_not_wanted(void **state)
{
    struct bench *bench = *state;
    section(bench, bench->document.root, 1, "a", "A");
    assert_page(bench, "{{contents}}", "");
}

static void test_headings_end_at_h6(void **state)
{
    struct bench *bench = *state;
    section(bench, bench->document.root, 6, "a", "A");
    assert_body(bench, "<section id=\"a\">\n<h6>A</h6>\n</section>\n");
}

static void test_lists(void **state)
{
    struct bench *bench = *state;
    struct doc_node *list = add(bench, bench->document.root, DOC_LIST);
    list->list.ordered = list->list.tight = true;
    list->list.start = 3;
    struct doc_node *item = add(bench, list, DOC_ITEM);
    paragraph(bench, item, "a");
    struct doc_node *inner = add(bench, item, DOC_LIST);
    paragraph(bench, add(bench, inner, DOC_ITEM), "b");
    assert_body(bench, "<ol start=\"3\">\n<li>a\n<ul class=\"loose\">\n<li>\n<p>b</p>\n</li>\n"
                       "</ul>\n</li>\n</ol>\n");
}

static void test_other_blocks(void **state)
{
    struct bench *bench = *state;
    struct doc_node *root = bench->document.root;
    paragraph(bench, add(bench, root, DOC_QUOTE), "q")->id = STR("here");
    add(bench, root, DOC_CODE)->text = STR("a: 1\n");
    add(bench, root, DOC_RULE);
    add(bench, root, DOC_BREAK);
    assert_body(bench, "<blockquote>\n<p id=\"here\">q</p>\n</blockquote>\n"
                       "<pre tabindex=\"0\"><code>a: 1\n</code></pre>\n<hr>\n"
                       "<hr class=\"break\">\n");
}

static struct doc_node *add_place(struct bench *bench, struct doc_node *parent, uint32_t width,
                                  const char *under)
{
    struct doc_node *node = add(bench, parent, DOC_PLACE);
    node->place = ARENA_NEW(bench->arena, struct doc_place);
    node->place->kind = DOC_PLACE_LINE;
    node->place->width = width;
    node->place->under = str_from(under);
    node->place->alt = STR("?");
    return node;
}

#define EMPTY_LINE " empty\" role=\"img\" aria-label=\"?\"></span>"

/* A place without a width takes what its line has left; the others are as wide as they say. */
static void test_places_share_their_line(void **state)
{
    struct bench *bench = *state;
    struct doc_node *p = paragraph(bench, bench->document.root, "a ");
    add_place(bench, p, 2000, "x");
    add_text(bench, p, " ");
    add_place(bench, p, 0, "");
    add(bench, p, DOC_LINE_BREAK);
    add_text(bench, p, "b");
    assert_body(bench, "<p><span class=\"row\"><span>a <span class=\"over\" "
                       "style=\"--room:20.0mm\"><span class=\"fill" EMPTY_LINE
                       "<small>x</small></span> </span><span class=\"fill rest" EMPTY_LINE
                       "</span>b</p>\n");
}

static void test_panels(void **state)
{
    struct bench *bench = *state;
    struct doc_trace trace = {.id = STR("t1")};
    struct doc_figure items[] = {{.label = STR("Konzultace"), .text = STR("268"), .trace = &trace},
                                 {.label = STR("Sleva"), .text = STR("1 Kč"), .note = STR("n")}};
    struct doc_figures figures = {.items = items, .count = 2};
    add(bench, bench->document.root, DOC_FIGURES)->figures = &figures;
    struct str body = page_of(bench, "{{body}}");
    assert_has(body, "<figure class=\"panel\">\n<dl>\n<div><dt>Konzultace</dt><dd><span "
                     "class=\"value\">268<button");
    assert_has(body, "<div><dt>Sleva</dt><dd>1 Kč</dd><dd class=\"note\">n</dd></div>\n</dl>\n"
                     "</figure>\n");
}

static void test_images_lie_beside_the_page(void **state)
{
    struct bench *bench = *state;
    struct doc_image map = {.path = STR("reports/a/mapa sítě.png"),
                            .type = STR("png"),
                            .bytes = STR("PNG"),
                            .width = 30,
                            .height = 20,
                            .alt = STR("Mapa")};
    struct doc_image other = map, jpeg = {.path = STR("..jpeg"), .type = STR("jpeg")};
    other.path = STR("reports/b/mapa sítě.png");
    add(bench, bench->document.root, DOC_IMAGE)->image = &map;
    add(bench, add(bench, bench->document.root, DOC_QUOTE), DOC_IMAGE)->image = &map;
    add(bench, bench->document.root, DOC_IMAGE)->image = &other;
    add(bench, bench->document.root, DOC_IMAGE)->image = &jpeg;
    size_t count;
    struct html_image *images = html_images(&bench->document, bench->arena, &count);
    assert_int_equal(count, 3);
    assert_str(images[0].bytes, "PNG");
    assert_true(str_starts(images[0].file, STR("images/mapa-s-t-")));
    assert_true(str_ends(images[0].file, STR(".png")));
    assert_false(str_equal(images[0].file, images[1].file));
    assert_true(str_ends(images[2].file, STR(".jpg")));
    struct str body = page_of(bench, "{{body}}");
    struct str parts[] = {STR("<img src=\""), images[0].file,
                          STR("\" alt=\"Mapa\" width=\"30\" height=\"20\" loading=\"lazy\">")};
    assert_has(body, arena_join(bench->arena, parts, 3).p);
}

/* --- tables --- */

static void add_row(struct doc_rows *rows, enum doc_row_kind kind, const char *a, const char *b)
{
    struct doc_cell cells[2] = {{.text = str_from(a)}, {.text = str_from(b)}};
    doc_rows_add(rows, kind, cells);
}

static struct doc_table *make_table(struct bench *bench)
{
    static struct doc_column columns[2];
    static struct doc_head heads[2];
    struct doc_table *table = ARENA_NEW(bench->arena, struct doc_table);
    columns[0] = (struct doc_column){.align = DOC_LEFT};
    columns[1] = (struct doc_column){.align = DOC_DECIMAL};
    heads[0] = (struct doc_head){.text = STR("Název"), .column = 0, .span = 1, .storeys = 1};
    heads[1] = (struct doc_head){
        .text = STR("Cena"), .unit = STR("Kč"), .column = 1, .span = 1, .storeys = 1};
    *table = (struct doc_table){.columns = columns,
                                .column_count = 2,
                                .heads = heads,
                                .head_count = 2,
                                .storeys = 1,
                                .first_column_heads = true};
    return table;
}

static void put_table(struct bench *bench, struct doc_table *table, struct doc_rows *rows)
{
    table->rows = rows;
    table->row_count = doc_rows_count(rows);
    add(bench, bench->document.root, DOC_TABLE)->table = table;
}

static void test_tables(void **state)
{
    struct bench *bench = *state;
    struct doc_table *table = make_table(bench);
    struct doc_rows *rows = doc_rows_new(bench->arena, 2);
    table->caption = paragraph(bench, NULL, "Ceny");
    table->number = STR("Tabulka 1");
    add_row(rows, DOC_ROW_GROUP, "A & B", "");
    add_row(rows, DOC_ROW_BODY, "a", "1,5");
    add_row(rows, DOC_ROW_SUBTOTAL, "s", "1,5");
    add_row(rows, DOC_ROW_GROUP, "C", "");
    add_row(rows, DOC_ROW_BODY, "b", "20");
    add_row(rows, DOC_ROW_TOTAL, "Celkem", "21,5");
    put_table(bench, table, rows);
    assert_body(
        bench,
        "<figure class=\"table\">\n<figcaption id=\"caption--1\"><span class=\"number\">Tabulka 1"
        "</span> Ceny</figcaption>\n<section class=\"frame\" tabindex=\"0\" "
        "aria-labelledby=\"caption--1\">\n<table aria-labelledby=\"caption--1\">\n"
        "<thead>\n<tr><th scope=\"col\">Název</th><th scope=\"col\" class=\"n end\">Cena <span "
        "class=\"unit\">Kč</span></th></tr>\n</thead>\n"
        "<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"2\"><span>A &amp; B</span>"
        "</th></tr>\n<tr><th scope=\"row\">a</th><td class=\"n\">1,5</td></tr>\n"
        "<tr class=\"subtotal\"><th scope=\"row\">s</th><td class=\"n\">1,5</td></tr>\n</tbody>\n"
        "<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"2\"><span>C</span></th></tr>"
        "\n<tr><th scope=\"row\">b</th><td class=\"n w1\">20</td></tr>\n</tbody>\n"
        "<tfoot>\n<tr class=\"total\"><th scope=\"row\">Celkem</th><td class=\"n\">21,5</td></tr>\n"
        "</tfoot>\n</table>\n</section>\n</figure>\n");
}

static void test_heads_of_two_storeys(void **state)
{
    struct bench *bench = *state;
    struct doc_table *table = make_table(bench);
    static struct doc_head heads[3];
    heads[0] = (struct doc_head){.text = STR("Vše"), .span = 2, .storeys = 1};
    heads[1] = (struct doc_head){.text = STR(""), .span = 1, .storey = 1, .storeys = 1};
    heads[2] =
        (struct doc_head){.text = STR("b"), .column = 1, .span = 1, .storey = 1, .storeys = 1};
    table->heads = heads;
    table->head_count = 3;
    table->storeys = 2;
    put_table(bench, table, doc_rows_new(bench->arena, 2));
    assert_has(page_of(bench, "{{body}}"),
               "<thead>\n<tr><th scope=\"col\" colspan=\"2\" class=\"over end\">Vše</th></tr>\n"
               "<tr><td></td><th scope=\"col\" class=\"n end\">b</th></tr>\n"
               "</thead>\n");
}

static void test_cells(void **state)
{
    struct bench *bench = *state;
    struct doc_table *table = make_table(bench);
    struct doc_rows *rows = doc_rows_new(bench->arena, 2);
    struct doc_node *strong = add(bench, NULL, DOC_STRONG);
    add_text(bench, strong, "tučně");
    struct doc_cell cells[2] = {{.inlines = strong, .text = STR("tučně")},
                                {.text = STR("1 (nesplněno)"), .missed = true}};
    doc_rows_add(rows, DOC_ROW_BODY, cells);
    cells[0] = (struct doc_cell){.text = STR("x"), .missed = true};
    cells[1] = (struct doc_cell){.text = STR("7*"), .marks = MARK_ESTIMATE};
    doc_rows_add(rows, DOC_ROW_BLANK, cells);
    table->first_column_heads = false;
    table->search = true;
    put_table(bench, table, rows);
    struct str body = page_of(bench, "{{body}}");
    assert_has(body, "<div class=\"frame\" tabindex=\"0\">\n<table class=\"register\">");
    assert_has(body,
               "<tr><td><strong>tučně</strong></td><td class=\"n missed\">1 (nesplněno)</td>");
    assert_has(body, "<tr class=\"blank\"><td class=\"missed\">x</td><td class=\"n\">7<span "
                     "class=\"mark\" title=\"odhad\">*</span></td></tr>");
}

static void test_words_behind_numbers_stand_apart(void **state)
{
    struct bench *bench = *state;
    struct doc_table *table = make_table(bench);
    struct doc_rows *rows = doc_rows_new(bench->arena, 2);
    add_row(rows, DOC_ROW_BODY, "a", "7");
    struct doc_cell cells[2] = {{.text = STR("b")}, {.text = STR("6,2 nesplněno"), .missed = true}};
    doc_rows_add(rows, DOC_ROW_BODY, cells);
    put_table(bench, table, rows);
    struct str body = page_of(bench, "{{body}}");
    assert_has(body, "<table style=\"--tail: 'nesplněno'\">");
    assert_has(body, "<td class=\"n w1 even\">7</td>");
    assert_has(body, "<td class=\"n missed\">6,2 <span class=\"tail\">nesplněno</span></td>");
}

static void test_notes_stand_below_a_table(void **state)
{
    struct bench *bench = *state;
    struct doc_table *table = make_table(bench);
    struct doc_node *note = paragraph(bench, NULL, "* odhad");
    table->notes = &note;
    table->note_count = 1;
    table->storeys = 0;
    put_table(bench, table, doc_rows_new(bench->arena, 2));
    struct str body = page_of(bench, "{{body}}");
    assert_has(body, "</table>\n</div>\n<p class=\"note\">* odhad</p>\n</figure>");
    assert_int_equal(count_parts(body, "thead"), 0);
}

static void assert_decimals(struct bench *bench, const char *const *texts, const char *expected)
{
    struct html_pen pen = {.arena = bench->arena, .language = bench->loaded.language};
    struct doc_table *table = make_table(bench);
    struct doc_rows *rows = doc_rows_new(bench->arena, 2);
    struct buf out = {0};
    for (size_t i = 0; texts[i]; i++)
        add_row(rows, DOC_ROW_BODY, "", texts[i]);
    table->rows = rows;
    table->row_count = doc_rows_count(rows);
    struct html_decimals decimals = html_decimals(&pen, table);
    for (size_t i = 0; texts[i]; i++) {
        const char *class = html_decimal_class(&decimals, 1, str_from(texts[i]));
        buf_format(&out, "%s%s", i ? "," : "", class[0] ? class + 1 : "");
    }
    assert_str(buf_view(&out), expected);
    buf_free(&out);
}

static void test_decimals_are_aligned(void **state)
{
    struct bench *bench = *state;
    assert_decimals(bench, (const char *[]){"1,5", "2,25", "3", "–", NULL}, "d1,,w2,");
    assert_decimals(bench, (const char *[]){"1,50 Kč", "2,25 Kč", NULL}, ",");
    assert_decimals(bench, (const char *[]){"1", "22", NULL}, ",");
    assert_decimals(bench, (const char *[]){"1,5 (nesplněno)", "2*", NULL}, ",w1");
    assert_decimals(bench, (const char *[]){"1,123456", "2", NULL}, ",");
    assert_decimals(bench, (const char *[]){"", ",5", "5", "1,5", NULL}, ",w1,w1,");
}

/* --- charts --- */

static struct doc_chart *make_chart(struct bench *bench, enum chart_kind kind)
{
    struct doc_chart *chart = ARENA_NEW(bench->arena, struct doc_chart);
    static struct chart_point points[2];
    static struct chart_series series;
    static struct str categories[2];
    points[0] = (struct chart_point){.value = number_from_int(3), .text = STR("3 <b>")};
    points[1] = (struct chart_point){.value = number_from_int(1), .text = STR("1")};
    categories[0] = STR("první");
    categories[1] = STR("druhý");
    series = (struct chart_series){STR("Počet"), points};
    chart->caption = paragraph(bench, NULL, "Kolik");
    chart->number = STR("Graf 1");
    chart->chart = (struct chart){.kind = kind,
                                  .categories = categories,
                                  .category_count = 2,
                                  .series = &series,
                                  .series_count = 1,
                                  .step = NUMBER_ONE,
                                  .alt = STR("první 3, druhý 1")};
    chart->data = make_table(bench);
    chart->data->rows = doc_rows_new(bench->arena, 2);
    return chart;
}

static void test_charts_are_pictures_with_their_data(void **state)
{
    struct bench *bench = *state;
    add(bench, bench->document.root, DOC_CHART)->chart = make_chart(bench, CHART_BAR);
    struct str body = page_of(bench, "{{body}}");
    assert_has(body, "<svg class=\"wide\" role=\"img\" aria-labelledby=\"wide--1\" "
                     "aria-describedby=\"wide--1-d\" viewBox=\"0 0 480 ");
    assert_has(body, "<title id=\"wide--1\">Graf 1. Kolik</title>\n"
                     "<desc id=\"wide--1-d\">první 3, druhý 1</desc>");
    assert_has(body, "<svg class=\"narrow\" role=\"img\" aria-labelledby=\"narrow--1\"");
    assert_has(body, ">3 &lt;b&gt;</text>");
    assert_has(body, "<details><summary>Data grafu</summary>\n<div class=\"frame\" tabindex=\"0\">"
                     "\n<table aria-labelledby=\"caption--1\">");
    assert_int_equal(count_parts(body, "<rect class=\"s0\""), 4);
}

static void test_every_shape_has_its_svg(void **state)
{
    struct bench *bench = *state;
    struct chart_segment segments[] = {{CHART_MOVE, {64}, {-32}},
                                       {CHART_CURVE_TO, {0, 64, 128}, {1, 2, 3}},
                                       {CHART_CLOSE, {0}, {0}}};
    struct chart_shape shapes[] = {
        {.kind = CHART_RULE, .ink = CHART_INK_GRID, .x = 64, .w = 640, .stroke = 32},
        {.kind = CHART_BOX, .ink = CHART_INK_SERIES, .series = 9, .w = 65, .h = 1},
        {.kind = CHART_DOT, .ink = CHART_INK_SERIES, .x = 6, .y = 7, .w = 128},
        {.kind = CHART_PATH, .ink = CHART_INK_PAPER, .segments = segments, .segment_count = 3},
        {.kind = CHART_PATH,
         .ink = CHART_INK_SERIES,
         .x = 64,
         .segments = segments,
         .segment_count = 1,
         .stroke = 96},
        {.kind = CHART_TEXT,
         .ink = CHART_INK_ON_SERIES,
         .series = 1,
         .text = STR("a"),
         .anchor = CHART_END,
         .size = 640,
         .bold = true},
        {.kind = CHART_TEXT,
         .ink = CHART_INK_TEXT,
         .text = STR("b"),
         .size = 576,
         .anchor = CHART_MIDDLE},
    };
    struct chart_drawing drawing = {.width = 64, .height = 128, .shapes = shapes, .count = 7};
    struct buf out = {0};
    struct html_pen pen = {.out = &out, .arena = bench->arena, .language = bench->loaded.language};
    html_svg(&pen, &drawing, 576, "wide", 2, STR("t"), (struct str){0});
    assert_str(buf_view(&out),
               "<svg class=\"wide\" role=\"img\" aria-labelledby=\"wide--2\" viewBox=\"0 0 1 2\" "
               "font-size=\"9\">\n<title id=\"wide--2\">t</title>\n"
               "<line class=\"grid\" x1=\"1\" y1=\"0\" x2=\"11\" y2=\"0\" stroke-width=\"0.5\"/>\n"
               "<rect class=\"s1\" x=\"0\" y=\"0\" width=\"1.02\" height=\"0.02\"/>\n"
               "<circle class=\"s0\" cx=\"0.09\" cy=\"0.11\" r=\"2\"/>\n"
               "<path class=\"paper\" d=\"M1 -0.5C0 0.02 1 0.03 2 0.05Z\"/>\n"
               "<path class=\"s0\" transform=\"translate(1 0)\" fill=\"none\" "
               "stroke=\"currentColor\" stroke-width=\"1.5\" d=\"M1 -0.5\"/>\n"
               "<text class=\"on1\" x=\"0\" y=\"0\" text-anchor=\"end\" font-weight=\"bold\" "
               "font-size=\"10\">a</text>\n"
               "<text x=\"0\" y=\"0\" text-anchor=\"middle\">b</text>\n</svg>\n");
    buf_free(&out);
}

static void test_widths_of_text(void **state)
{
    (void)state;
    assert_int_equal(html_measure(NULL, STR("0123"), 6400, false), 4 * 57 * 64);
    assert_true(html_measure(NULL, STR("Ш"), 6400, false) >
                html_measure(NULL, STR("і"), 6400, false));
    assert_true(html_measure(NULL, STR("a"), 6400, true) >
                html_measure(NULL, STR("a"), 6400, false));
    assert_int_equal(html_measure(NULL, STR(""), 6400, false), 0);
    assert_int_equal(html_measure(NULL, STR("漢"), 6400, false), 6400);
    assert_int_equal(html_measure(NULL, STR("№…„’⍽"), 6400, false), (102 + 79 + 42 + 25 + 62) * 64);
}

/* --- traces and notes --- */

static void test_traces_are_printed_once(void **state)
{
    struct bench *bench = *state;
    struct str places[] = {STR("a.yaml:2"), STR("a.yaml:5")};
    struct doc_trace count = {.id = STR("t2"),
                              .label = STR("Knihovny"),
                              .value = STR("62"),
                              .formula = STR("count(library)"),
                              .counts = STR("62 z 75"),
                              .places = places,
                              .place_count = 2,
                              .more_places = true};
    struct doc_trace again = count, inner = {.id = STR("t3"),
                                             .name = STR("loans"),
                                             .value = STR("5"),
                                             .place = STR("b.yaml:1")};
    again.next = &inner;
    struct doc_trace cost = {.id = STR("t1"),
                             .label = STR("Náklady"),
                             .value = STR("33 Kč"),
                             .exact = STR("33,21 Kč"),
                             .formula = STR("a < b"),
                             .place = STR("figures.yaml:3"),
                             .first = &again};
    const struct doc_trace *traces[] = {&cost, &count};
    bench->document.traces = traces;
    bench->document.trace_count = 2;
    assert_page(
        bench, "{{traces}}",
        "<div class=\"traces\">\n<h2>Jak se k\xC2\xA0číslu došlo</h2>\n"
        "<div popover class=\"trace\" role=\"dialog\" id=\"t1\" aria-labelledby=\"t1--\">\n"
        "<p class=\"name\" id=\"t1--\">Náklady</p>\n<p><span class=\"result\">33 Kč</span> "
        "<span class=\"exact\">Přesná hodnota: 33,21 Kč</span> </p>\n<dl>\n<dt>Vzorec</dt>\n"
        "<dd><code>a &lt; b</code> <span class=\"place\">figures.yaml:3</span> </dd>\n"
        "<dt>Vstupy</dt>\n<dd><ul class=\"inputs\">\n<li><button type=\"button\" class=\"open\" "
        "popovertarget=\"t2\">Knihovny</button> <span class=\"result\">62</span> </li>\n"
        "<li>loans <span class=\"result\">5</span> <span class=\"place\">b.yaml:1</span> </li>\n"
        "</ul>\n</dd>\n</dl>\n<p class=\"close\"><button type=\"button\" "
        "popovertargetaction=\"hide\" popovertarget=\"t1\">Zpět do textu</button></p>\n</div>\n"
        "<div popover class=\"trace\" role=\"dialog\" id=\"t2\" aria-labelledby=\"t2--\">\n"
        "<p class=\"name\" id=\"t2--\">Knihovny</p>\n<p><span class=\"result\">62</span> "
        "<span class=\"counts\">62 z 75</span> </p>\n<dl>\n<dt>Vzorec</dt>\n"
        "<dd><code>count(library)</code> </dd>\n<dt>Zdroj</dt>\n<dd><ul class=\"places\">\n"
        "<li>a.yaml:2</li>\n<li>a.yaml:5</li>\n<li>…</li>\n</ul>\n</dd>\n</dl>\n"
        "<p class=\"close\"><button type=\"button\" popovertargetaction=\"hide\" "
        "popovertarget=\"t2\">Zpět do textu</button></p>\n</div>\n</div>\n");
}

static void test_notes_lead_back(void **state)
{
    struct bench *bench = *state;
    struct doc_node *note = doc_node_new(bench->arena, DOC_NOTE, nowhere);
    note->note.number = 1;
    paragraph(bench, note, "pozn.");
    bench->document.notes = &note;
    bench->document.note_count = 1;
    struct doc_node *p = add(bench, bench->document.root, DOC_PARAGRAPH);
    for (int i = 0; i < 2; i++) {
        struct doc_node *ref = add(bench, p, DOC_NOTE_REF);
        ref->note_ref.note = note;
        ref->note_ref.number = 1;
    }
    struct str page = page_of(bench, "{{body}}{{notes}}");
    assert_has(page, "<sup class=\"ref\"><a id=\"ref--1-1\" href=\"#note--1\" "
                     "aria-label=\"Poznámka 1\">1</a></sup><sup class=\"ref\"><a id=\"ref--1-2\"");
    assert_has(page, "<li id=\"note--1\">\n<p>pozn.</p>\n<p class=\"back\"><a href=\"#ref--1-1\"");
    assert_has(page, "<a href=\"#ref--1-2\"");
    assert_int_equal(count_parts(page, "href=\"#ref--"), 2);
}

/* --- pages --- */

static void test_placeholders(void **state)
{
    struct bench *bench = *state;
    struct html_download downloads[] = {{STR("a b.csv"), STR("CSV")}, {STR("a.pdf"), STR("PDF")}};
    bench->document.title = STR("A & B");
    bench->document.subtitle = STR("rok");
    bench->document.institution = STR("Knihovna");
    bench->document.date = STR("dnes");
    bench->document.notice = STR("Tato zpráva obsahuje smyšlené údaje.");
    bench->options.style =
        html_style(bench->arena, STR("p { }\n/* x */\na::after { content: \"/*\"; }\n"));
    bench->options.home = STR("../index.html");
    bench->options.downloads = downloads;
    bench->options.download_count = 2;
    assert_page(
        bench, "<!--# a\n{{title}} -->\n{{language}}|{{ title }}|{{subtitle}}|{{about}}",
        "cs|A &amp; B|<p class=\"subtitle\">rok</p>\n|<p class=\"about\">Knihovna · dnes</p>\n");
    assert_page(bench, "{{home}}|{{institution}}",
                "<a class=\"home\" href=\"../index.html\">Zprávy</a>|"
                "<p class=\"institution\">Knihovna</p>\n");
    assert_page(bench, "{{downloads}}",
                "<nav class=\"downloads\" aria-label=\"Stáhnout data\">\n<ul>\n"
                "<li><a href=\"a.pdf\">PDF</a></li>\n</ul>\n<details>\n"
                "<summary>Stáhnout data</summary>\n<ul>\n<li><a href=\"a%20b.csv\">CSV</a></li>\n"
                "</ul>\n</details>\n</nav>\n");
    assert_page(bench, "{{style}}", "p { }\na::after { content: \"/*\"; }\n");
    assert_page(bench, "{{word.contents}} {{nothing}} {{ <!-- a --> <!--# open",
                "Obsah {{nothing}} {{ <!-- a --> ");
    assert_has(page_of(bench, "{{sample}}"), "<p class=\"sample\">Tato zpráva obsahuje");
}

static void test_what_is_missing_leaves_nothing_behind(void **state)
{
    struct bench *bench = *state;
    assert_page(bench,
                "{{subtitle}}{{institution}}{{about}}{{home}}{{sample}}{{downloads}}{{contents}}"
                "{{body}}{{notes}}{{traces}}{{script}}{{script_policy}}",
                "");
}

static void test_indexes(void **state)
{
    struct bench *bench = *state;
    struct html_entry entries[] = {
        {STR("A & B"), STR("a/index.html"), STR("rok 2022"), STR("a/a.pdf"), STR("")},
        {STR("C"), STR("c/index.html"), STR(""), STR(""), STR("")}};
    struct html_group groups[] = {{STR("Knihovna"), STR(""), entries, 2},
                                  {STR(""), STR("en"), entries, 0}};
    struct buf out = {0};
    bench->options.page = STR("{{title}}\n{{body}}{{contents}}");
    struct html_index index = {.title = STR("Zprávy"), .groups = groups, .count = 2};
    html_write_index(&index, &bench->options, bench->arena, &out);
    assert_str(buf_view(&out),
               "Zprávy\n<section>\n<h2>Knihovna</h2>\n<ul class=\"index\">\n"
               "<li><a href=\"a/index.html\">A &amp; B</a> <span class=\"note\">rok 2022</span> "
               "<a class=\"pdf\" href=\"a/a.pdf\" aria-label=\"PDF: A &amp; B\">PDF</a></li>\n"
               "<li><a href=\"c/index.html\">C</a></li>\n</ul>\n</section>\n"
               "<section lang=\"en\">\n<ul class=\"index\">\n</ul>\n</section>\n");
    buf_free(&out);
}

struct lines {
    int number, most, flushes;
    struct buf page;
};

static bool next_line(void *owner, struct html_entry *entry)
{
    struct lines *lines = owner;
    *entry = (struct html_entry){.title = STR("A"), .url = STR("a/index.html")};
    return lines->number++ < lines->most;
}

static void take_page(void *owner, struct buf *out)
{
    struct lines *lines = owner;
    assert_true(out->n < 80000);
    buf_str(&lines->page, buf_view(out));
    buf_clear(out);
    lines->flushes++;
}

/* Thousands of lines, in pieces: the page is the same as in one. */
static void test_long_indexes(void **state)
{
    struct bench *bench = *state;
    enum { MANY = 5000 };
    struct html_group groups[] = {{STR("Knihovna"), STR(""), NULL, 0}};
    struct buf out = {0};
    struct lines lines = {.most = MANY}, again = {.most = MANY};
    bench->options.page = STR("{{title}}\n{{body}}end");
    struct html_index index = {
        .title = STR("X"), .groups = groups, .count = 1, .next = next_line, .owner = &lines};
    html_write_index(&index, &bench->options, bench->arena, &out);
    assert_int_equal(count_parts(buf_view(&out), "<li>"), MANY);
    assert_true(str_ends(buf_view(&out), STR("</li>\n</ul>\n</section>\nend")));
    struct str whole = buf_copy(&out, bench->arena);
    buf_clear(&out);
    index.flush = take_page;
    index.owner = &again;
    html_write_index(&index, &bench->options, bench->arena, &out);
    assert_true(again.flushes >= 2);
    take_page(&again, &out);
    assert_true(str_equal(buf_view(&again.page), whole));
    buf_free(&again.page);
    buf_free(&out);
}

/* The pages of the layouts have all the parts, and no placeholder is left in them. */
static void test_pages_of_the_layouts(void **state)
{
    struct bench *bench = *state;
    static const char *const PATHS[] = {"layouts/report/page.html", "layouts/sheet/page.html"};
    paragraph(bench, bench->document.root, "text");
    for (size_t i = 0; i < 2; i++) {
        const struct source *source = loaded_file(&bench->loaded, PATHS[i]);
        assert_non_null(source);
        struct str page = page_of(bench, arena_str(bench->arena, source->text).p);
        assert_true(str_starts(page, STR("<!DOCTYPE html>\n<html lang=\"cs\">")));
        assert_has(page, "<p>text</p>");
        assert_int_equal(count_parts(page, "{{"), 0);
        assert_int_equal(count_parts(page, "<script"), 0);
        assert_int_equal(count_parts(page, "http:"), 0);
    }
}

int main(void)
{
#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_BENCH(test_text_is_escaped),
        WITH_BENCH(test_attributes_are_escaped),
        WITH_BENCH(test_paths_become_urls),
        WITH_BENCH(test_inline_nodes),
        WITH_BENCH(test_values_open_their_trace),
        WITH_BENCH(test_values_in_links_and_without_trace_are_text),
        WITH_BENCH(test_long_values_can_be_broken),
        WITH_BENCH(test_sections_and_contents),
        WITH_BENCH(test_contents_are_left_out_when_not_wanted),
        WITH_BENCH(test_headings_end_at_h6),
        WITH_BENCH(test_lists),
        WITH_BENCH(test_other_blocks),
        WITH_BENCH(test_places_share_their_line),
        WITH_BENCH(test_panels),
        WITH_BENCH(test_images_lie_beside_the_page),
        WITH_BENCH(test_tables),
        WITH_BENCH(test_heads_of_two_storeys),
        WITH_BENCH(test_cells),
        WITH_BENCH(test_words_behind_numbers_stand_apart),
        WITH_BENCH(test_notes_stand_below_a_table),
        WITH_BENCH(test_decimals_are_aligned),
        WITH_BENCH(test_charts_are_pictures_with_their_data),
        WITH_BENCH(test_every_shape_has_its_svg),
        WITH_BENCH(test_widths_of_text),
        WITH_BENCH(test_traces_are_printed_once),
        WITH_BENCH(test_notes_lead_back),
        WITH_BENCH(test_placeholders),
        WITH_BENCH(test_what_is_missing_leaves_nothing_behind),
        WITH_BENCH(test_indexes),
        WITH_BENCH(test_long_indexes),
        WITH_BENCH(test_pages_of_the_layouts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
