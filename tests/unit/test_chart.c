/* SPDX-License-Identifier: MIT */
/* Charts: scales, labels, each kind of drawing, and what must hold of any drawing. */
#include "unit.h"

#include <stdlib.h>

#include "chart/draw.h"
#include "load_language.h"
#include "locale/format.h"
#include "random.h"

enum { WIDTH = CHART_PT(450), SIZE = CHART_PT(9) };

/* Every character is half as wide as high. */
static chart_length measure(void *context, struct str text, chart_length size, bool bold)
{
    (void)context;
    (void)bold;
    return (chart_length)str_length(text) * size / 2;
}

struct bench {
    struct loaded loaded;
    struct arena *arena;
    struct chart chart;
    struct chart_style style;
    struct chart_drawing drawing;
    struct chart_pen pen;
};

static int set_up(void **state)
{
    static struct bench bench;
    bench = (struct bench){.loaded = load_language("cs", NULL)};
    bench.arena = bench.loaded.arena;
    bench.style = (struct chart_style){
        .width = WIDTH, .text_size = SIZE, .language = bench.loaded.language, .measure = measure};
    *state = &bench;
    return bench.loaded.language == NULL;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    loaded_free(&bench->loaded);
    return 0;
}

/* "a b c": `count` categories; each series a text of values with "-" for a missing one. */
static void make_chart(struct bench *bench, enum chart_kind kind, const char *const *categories,
                       size_t count, const char *const *series, size_t series_count)
{
    struct arena *arena = bench->arena;
    struct chart *chart = &bench->chart;
    *chart = (struct chart){.kind = kind, .category_count = count, .series_count = series_count};
    chart->step = number_from_ratio(arena, 1, 100);
    chart->categories = ARENA_ARRAY(arena, struct str, count);
    chart->series = ARENA_ARRAY(arena, struct chart_series, series_count);
    for (size_t i = 0; i < count; i++)
        chart->categories[i] = str_from(categories[i]);
    for (size_t s = 0; s < series_count; s++) {
        struct str values = str_from(series[s]);
        chart->series[s].label = arena_format(arena, "series %zu", s);
        chart->series[s].points = ARENA_ARRAY(arena, struct chart_point, count);
        for (size_t i = 0, at = 0; i < count; i++) {
            size_t end = str_find(values, ' ', at);
            end = end == STR_NOT_FOUND ? values.n : end;
            struct chart_point *point = &chart->series[s].points[i];
            point->text = str_slice(values, at, end);
            point->missing = !number_from_decimal(arena, point->text, &point->value);
            at = end + 1;
        }
    }
    bench->pen = (struct chart_pen){.chart = chart,
                                    .style = &bench->style,
                                    .arena = arena,
                                    .out = &bench->drawing,
                                    .size = SIZE,
                                    .leading = SIZE * 5 / 4};
}

static void draw(struct bench *bench)
{
    chart_draw(&bench->chart, &bench->style, bench->arena, &bench->drawing);
}

static const struct chart_shape *find_shape(const struct bench *bench, enum chart_shape_kind kind,
                                            size_t which)
{
    for (size_t i = 0; i < bench->drawing.count; i++)
        if (bench->drawing.shapes[i].kind == kind && which-- == 0)
            return &bench->drawing.shapes[i];
    fail_msg("no shape %zu of kind %d", which, (int)kind);
    return NULL;
}

static size_t count_shapes(const struct bench *bench, enum chart_shape_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < bench->drawing.count; i++)
        count += bench->drawing.shapes[i].kind == kind;
    return count;
}

static const struct chart_shape *find_text(const struct bench *bench, const char *text)
{
    for (size_t i = 0; i < bench->drawing.count; i++)
        if (bench->drawing.shapes[i].kind == CHART_TEXT &&
            str_is(bench->drawing.shapes[i].text, text))
            return &bench->drawing.shapes[i];
    return NULL;
}

/* --- sine --- */

static void test_sine(void **state)
{
    (void)state;
    assert_int_equal(chart_sine(0), 0);
    assert_int_equal(chart_sine(0x4000), 0x10000);
    assert_int_equal(chart_sine(0x8000), 0);
    assert_int_equal(chart_sine(0xC000), -0x10000);
    assert_int_equal(chart_cosine(0), 0x10000);
    assert_int_equal(chart_sine(0x2000), 46341);     /* √½ */
    assert_int_equal(chart_sine(65536 / 12), 32766); /* just below 30° */
}

static void test_sine_and_cosine_lie_on_the_circle(void **state)
{
    (void)state;
    for (int32_t turn = -70000; turn < 140000; turn += 7) {
        int64_t sine = chart_sine(turn), cosine = chart_cosine(turn);
        int64_t off = sine * sine + cosine * cosine - (INT64_C(1) << 32);
        assert_true(llabs(off) < 3 * 65536);
        assert_int_equal(chart_sine(-turn), -sine);
    }
}

/* --- scales --- */

static void assert_ticks(struct bench *bench, const char *low, const char *high, unsigned most,
                         bool widen, const char *expected)
{
    struct chart_scale scale = {.length = CHART_PT(100)};
    struct buf out = {0};
    number_from_decimal(bench->arena, str_from(low), &scale.low);
    number_from_decimal(bench->arena, str_from(high), &scale.high);
    chart_scale_round(&bench->pen, &scale, most, widen);
    for (size_t i = 0; i < scale.tick_count; i++) {
        buf_text(&out, i ? " | " : "");
        buf_str(&out, chart_scale_text(&bench->pen, &scale, i));
    }
    assert_string_equal(visible(&bench->loaded, buf_copy(&out, bench->arena)), expected);
    buf_free(&out);
}

static void test_ticks(void **state)
{
    struct bench *bench = *state;
    const char *one[] = {"a"}, *value[] = {"1"};
    make_chart(bench, CHART_BAR, one, 1, value, 1);
    assert_ticks(bench, "0", "93", 5, false, "0 | 20 | 40 | 60 | 80");
    assert_ticks(bench, "0", "93", 5, true, "0 | 20 | 40 | 60 | 80 | 100");
    assert_ticks(bench, "0", "100", 5, false, "0 | 20 | 40 | 60 | 80 | 100");
    assert_ticks(bench, "0", "1037676", 4, false, "0 | 500␣000 | 1␣000␣000");
    assert_ticks(bench, "-3.25", "12.5", 4, true, "−5 | 0 | 5 | 10 | 15");
    assert_ticks(bench, "28100", "33218", 4, true, "28␣000 | 30␣000 | 32␣000 | 34␣000");
    assert_ticks(bench, "0", "0.3", 4, false, "0,0 | 0,1 | 0,2 | 0,3");
    assert_ticks(bench, "0", "900000000000000000000000", 1, true,
                 "0 | 1␣000␣000␣000␣000␣000␣000␣000␣000");
    assert_ticks(bench, "5", "5", 4, true, "");
}

static void test_ticks_have_no_more_decimals_than_the_values(void **state)
{
    struct bench *bench = *state;
    const char *one[] = {"a"}, *value[] = {"1"};
    make_chart(bench, CHART_BAR, one, 1, value, 1);
    assert_ticks(bench, "0", "0.03", 5, false, "0,00 | 0,01 | 0,02 | 0,03");
    bench->chart.step = NUMBER_ONE;
    assert_ticks(bench, "0", "2", 5, false, "0 | 1 | 2");
    bench->chart.step = number_from_int(1000);
    assert_ticks(bench, "0", "3", 10, true, "0 | 1 | 2 | 3");
    bench->chart.step = number_from_ratio(bench->arena, 1, 3);
    assert_ticks(bench, "0", "1", 2, false, "0,0 | 0,5 | 1,0");
}

static void test_places_on_a_scale_are_exact(void **state)
{
    struct bench *bench = *state;
    const char *one[] = {"a"}, *value[] = {"1"};
    make_chart(bench, CHART_BAR, one, 1, value, 1);
    struct chart_scale scale = {
        .low = number_from_int(-10), .high = number_from_int(20), .length = 3000};
    assert_int_equal(chart_scale_at(&bench->pen, &scale, number_from_int(0)), 1000);
    assert_int_equal(chart_scale_at(&bench->pen, &scale, number_from_ratio(bench->arena, 1, 3)),
                     1033);
    assert_int_equal(chart_scale_at(&bench->pen, &scale, number_from_int(-11)), 0);
    assert_int_equal(chart_scale_at(&bench->pen, &scale, number_from_int(21)), 3000);
}

/* --- labels --- */

static void assert_wrapped(struct bench *bench, const char *text, chart_length letters,
                           const char *expected)
{
    struct chart_lines lines = chart_wrap(&bench->pen, str_from(text), letters * SIZE / 2);
    struct buf out = {0};
    for (size_t i = 0; i < lines.count; i++) {
        buf_text(&out, i ? "/" : "");
        buf_str(&out, lines.items[i]);
    }
    assert_str(buf_view(&out), expected);
    buf_free(&out);
}

static void test_labels_are_wrapped(void **state)
{
    struct bench *bench = *state;
    const char *one[] = {"a"}, *value[] = {"1"};
    make_chart(bench, CHART_BAR, one, 1, value, 1);
    assert_wrapped(bench, "knihovna", 8, "knihovna");
    assert_wrapped(bench, "malá knihovna", 8, "malá/knihovna");
    assert_wrapped(bench, "a b c d", 3, "a b/c d");
    assert_wrapped(bench, "Frýdlant-Hejnice", 10, "Frýdlant-/Hejnice");
    assert_wrapped(bench, "neprofesionální", 6, "neprof/esioná/lní");
    assert_wrapped(bench, "a neprofesionální b", 15, "a/neprofesionální/b");
    assert_wrapped(bench, "10\xC2\xA0km daleko", 6, "10\xC2\xA0km/daleko");
    assert_wrapped(bench, "", 6, "");
    /* An endless word loses no letter. */
    char word[3001] = {0};
    for (int i = 0; i < 3000; i++)
        word[i] = 'x';
    struct chart_lines lines = chart_wrap(&bench->pen, str_from(word), 7 * SIZE / 2);
    size_t letters = 0;
    for (size_t i = 0; i < lines.count; i++) {
        assert_true(lines.items[i].n > 0 && lines.items[i].n <= 7);
        letters += lines.items[i].n;
    }
    assert_int_equal(letters, 3000);
    assert_wrapped(bench, "  a  ", 6, "a");
}

static void assert_spread(struct bench *bench, const chart_length *middles, size_t count,
                          chart_length top, chart_length bottom, const chart_length *expected)
{
    struct chart_slot slots[8] = {0};
    for (size_t i = 0; i < count; i++)
        slots[i] = (struct chart_slot){.middle = middles[i], .height = 10};
    chart_spread(&bench->pen, slots, count, top, bottom);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(slots[i].middle, expected[i]);
}

static void test_labels_are_moved_apart(void **state)
{
    struct bench *bench = *state;
    const char *one[] = {"a"}, *value[] = {"1"};
    make_chart(bench, CHART_BAR, one, 1, value, 1);
    assert_spread(bench, (chart_length[]){20, 50}, 2, 0, 100, (chart_length[]){20, 50});
    assert_spread(bench, (chart_length[]){50, 50}, 2, 0, 100, (chart_length[]){45, 55});
    assert_spread(bench, (chart_length[]){50, 50, 50, 70}, 4, 0, 100,
                  (chart_length[]){40, 50, 60, 70});
    assert_spread(bench, (chart_length[]){0, 0}, 2, 0, 100, (chart_length[]){5, 15});
    assert_spread(bench, (chart_length[]){99, 99}, 2, 0, 100, (chart_length[]){85, 95});
    assert_spread(bench, (chart_length[]){0, 0, 0}, 3, 0, 20, (chart_length[]){5, 15, 25});
    assert_spread(bench, NULL, 0, 0, 20, NULL);
}

/* --- bars --- */

static const char *const long_names[] = {
    "Obecní knihovna Frýdlantsko-Hejnicko", "Městská knihovna Frýdlant v Čechách",
    "Místní knihovna Višňová u Frýdlantu", "Knihovna Oldřichov v Hájích"};
static const char *const years[] = {"2019", "2020", "2021", "2022"};

static void test_long_names_make_bars_lie(void **state)
{
    struct bench *bench = *state;
    const char *value[] = {"40 10 0 -"};
    make_chart(bench, CHART_BAR, long_names, 4, value, 1);
    draw(bench);
    assert_int_equal(count_shapes(bench, CHART_BOX), 2);
    const struct chart_shape *first = find_shape(bench, CHART_BOX, 0);
    const struct chart_shape *second = find_shape(bench, CHART_BOX, 1);
    assert_int_equal(first->x, second->x);
    assert_int_equal(first->h, second->h);
    assert_in_range(first->w - 4 * second->w, 0, 4);
    assert_true(second->y > first->y + first->h);
    assert_int_equal(find_text(bench, "40")->x, first->x + first->w + CHART_PT(4));
    assert_int_equal(find_text(bench, "-")->ink, CHART_INK_MUTED);
    assert_int_equal(find_text(bench, "0")->x, first->x + CHART_PT(4));
}

static void test_short_names_make_bars_stand(void **state)
{
    struct bench *bench = *state;
    const char *value[] = {"40 10 0 -5"};
    make_chart(bench, CHART_BAR, years, 4, value, 1);
    draw(bench);
    assert_int_equal(count_shapes(bench, CHART_BOX), 3);
    const struct chart_shape *first = find_shape(bench, CHART_BOX, 0);
    const struct chart_shape *second = find_shape(bench, CHART_BOX, 1);
    const struct chart_shape *below = find_shape(bench, CHART_BOX, 2);
    assert_int_equal(first->y + first->h, second->y + second->h);
    assert_int_equal(below->y, first->y + first->h);
    assert_in_range(first->h - 4 * second->h + 4, 0, 8);
    assert_in_range(first->h - 8 * below->h + 8, 0, 16);
    assert_true(find_text(bench, "-5")->y > below->y + below->h);
    assert_true(find_text(bench, "40")->y < first->y);
}

static void test_negative_bars_go_to_the_left(void **state)
{
    struct bench *bench = *state;
    const char *value[] = {"-20 -10 10 -1"};
    make_chart(bench, CHART_BAR, long_names, 4, value, 1);
    draw(bench);
    const struct chart_shape *first = find_shape(bench, CHART_BOX, 0);
    const struct chart_shape *right = find_shape(bench, CHART_BOX, 2);
    assert_int_equal(first->x + first->w, right->x);
    assert_int_equal(find_text(bench, "-20")->anchor, CHART_END);
    assert_true(find_text(bench, "-20")->x < first->x);
}

static void test_groups_have_a_legend(void **state)
{
    struct bench *bench = *state;
    const char *values[] = {"1 2 3 4", "4 3 2 1"};
    make_chart(bench, CHART_GROUPED, years, 4, values, 2);
    draw(bench);
    assert_int_equal(count_shapes(bench, CHART_BOX), 2 + 8);
    assert_non_null(find_text(bench, "series 0"));
    assert_non_null(find_text(bench, "series 1"));
    assert_int_equal(find_shape(bench, CHART_BOX, 2)->series, 0);
    assert_int_equal(find_shape(bench, CHART_BOX, 3)->series, 1);
}

static void test_stacks_add_up(void **state)
{
    struct bench *bench = *state;
    const char *values[] = {"10 20 30 -", "30 20 10 -", "-40 0 0 -"};
    make_chart(bench, CHART_STACKED, long_names, 4, values, 3);
    draw(bench);
    /* Three of the legend, then 3, 2 and 2. */
    assert_int_equal(count_shapes(bench, CHART_BOX), 3 + 3 + 2 + 2);
    const struct chart_shape *boxes[7];
    for (size_t i = 0; i < 7; i++)
        boxes[i] = find_shape(bench, CHART_BOX, 3 + i);
    assert_int_equal(boxes[0]->x, boxes[3]->x);
    assert_int_equal(boxes[1]->x + boxes[1]->w, boxes[4]->x + boxes[4]->w);
    assert_true(boxes[2]->x + boxes[2]->w <= boxes[0]->x);
    assert_in_range(boxes[1]->w - 3 * boxes[0]->w, 0, 3 * 64);
    assert_non_null(find_text(bench, "−40")); /* a tick */
}

static void test_names_stand_beside_the_last_stack(void **state)
{
    struct bench *bench = *state;
    const char *values[] = {"10 20 30 40", "30 20 10 1"};
    make_chart(bench, CHART_STACKED, years, 4, values, 2);
    draw(bench);
    assert_int_equal(count_shapes(bench, CHART_BOX), 8);
    assert_true(find_text(bench, "series 1")->y < find_text(bench, "series 0")->y);
    assert_true(find_text(bench, "series 1")->x > find_shape(bench, CHART_BOX, 7)->x);
}

static void test_names_that_would_stand_elsewhere_are_a_legend(void **state)
{
    struct bench *bench = *state;
    const char *values[] = {"10 20 30 1", "30 20 10 1", "3000 20 10 1"};
    make_chart(bench, CHART_STACKED, years, 4, values, 3);
    draw(bench);
    /* Three of the legend; those of the stacks that are too flat to be seen are drawn all the same.
     */
    assert_true(count_shapes(bench, CHART_BOX) >= 3);
    assert_int_equal(find_text(bench, "series 0")->y, find_text(bench, "series 2")->y);
}

static void test_lines_lose_no_long_name(void **state)
{
    struct bench *bench = *state;
    static const char *const longer[] = {"Knihovna Frýdlantskohejnickotanvaldsko", "Jih", "Sever",
                                         "Místní knihovna Višňová u Frýdlantu"};
    const char *values[] = {"10 20 30 40", "30 20 10 1"};
    make_chart(bench, CHART_LINE, longer, 4, values, 2);
    draw(bench);
    assert_int_equal(count_shapes(bench, CHART_DOT), 0);
    assert_int_equal(count_shapes(bench, CHART_BOX), 2 + 8);
}

static void test_the_unit_is_printed_once(void **state)
{
    struct bench *bench = *state;
    const char *value[] = {"40 10 0 3"};
    make_chart(bench, CHART_BAR, years, 4, value, 1);
    bench->chart.unit = STR("tis.");
    draw(bench);
    assert_non_null(find_text(bench, "tis."));
    for (size_t i = 0; i < 4; i++)
        bench->chart.series[0].points[i].text = STR("4 tis.");
    draw(bench);
    assert_null(find_text(bench, "tis."));
}

/* Few names of which a word alone is wider than its place: bars lie, no word is torn. */
static void test_lines_tear_no_word(void **state)
{
    struct bench *bench = *state;
    const char *wide[] = {
        "Frýdlantskohejnickotanvaldsko", "Jih", "Sever", "Západ", "Brno", "Zlín", "Písek", "Tábor"};
    const char *value[] = {"5 6 7 8 5 6 7 8"};
    make_chart(bench, CHART_LINE, wide, 8, value, 1);
    draw(bench);
    assert_int_equal(count_shapes(bench, CHART_DOT), 0);
    assert_non_null(find_text(bench, wide[0]));
}

/* --- lines --- */

static void test_lines_break_where_data_are_missing(void **state)
{
    struct bench *bench = *state;
    const char *names[] = {"1", "2", "3", "4", "5", "6"};
    const char *value[] = {"5 6 - 7 - -"};
    make_chart(bench, CHART_LINE, names, 6, value, 1);
    draw(bench);
    const struct chart_shape *path = find_shape(bench, CHART_PATH, 0);
    assert_int_equal(path->segment_count, 2);
    assert_int_equal(path->segments[0].op, CHART_MOVE);
    assert_int_equal(path->segments[1].op, CHART_LINE_TO);
    assert_int_equal(count_shapes(bench, CHART_DOT), 3);
    assert_int_equal(count_shapes(bench, CHART_PATH), 1);
}

static void test_axis_of_lines(void **state)
{
    struct bench *bench = *state;
    const char *near[] = {"28100 29000 30000 33218"}, *far[] = {"10 29 30 33"};
    make_chart(bench, CHART_LINE, years, 4, near, 1);
    draw(bench);
    assert_null(find_text(bench, "0"));
    make_chart(bench, CHART_LINE, years, 4, far, 1);
    draw(bench);
    assert_non_null(find_text(bench, "0"));
}

static void test_values_of_a_line_keep_off_it(void **state)
{
    struct bench *bench = *state;
    const char *value[] = {"31 11 21 21"};
    make_chart(bench, CHART_LINE, years, 4, value, 1);
    draw(bench);
    const struct chart_shape *low = find_shape(bench, CHART_DOT, 1);
    assert_true(find_text(bench, "11")->y > low->y);
    assert_true(find_text(bench, "31")->y < find_shape(bench, CHART_DOT, 0)->y);
}

static void test_many_categories_are_thinned_out(void **state)
{
    struct bench *bench = *state;
    const char *names[60];
    struct buf values = {0};
    for (size_t i = 0; i < 60; i++) {
        names[i] = arena_format(bench->arena, "Obec %zu", i).p;
        buf_format(&values, "%s%zu", i ? " " : "", i);
    }
    const char *value[] = {buf_copy(&values, bench->arena).p};
    buf_free(&values);
    make_chart(bench, CHART_LINE, names, 60, value, 1);
    draw(bench);
    assert_non_null(find_text(bench, "Obec 0"));
    assert_null(find_text(bench, "Obec 1"));
    assert_int_equal(find_shape(bench, CHART_PATH, 0)->segment_count, 60);
}

/* --- pies --- */

static void test_a_pie_is_cut_clockwise_from_the_top(void **state)
{
    struct bench *bench = *state;
    const char *names[] = {"a", "b", "c"}, *value[] = {"1 1 2"};
    make_chart(bench, CHART_PIE, names, 3, value, 1);
    draw(bench);
    /* Each slice and its seam, then the leaders. */
    assert_int_equal(count_shapes(bench, CHART_PATH), 9);
    const struct chart_shape *first = find_shape(bench, CHART_PATH, 0);
    const struct chart_segment *centre = &first->segments[0], *top = &first->segments[1];
    const struct chart_segment *end = &first->segments[first->segment_count - 2];
    assert_int_equal(top->x[0], centre->x[0]);
    assert_true(top->y[0] < centre->y[0]);
    assert_int_equal(end->op, CHART_CURVE_TO);
    assert_int_equal(end->y[2], centre->y[0]);
    assert_int_equal(end->x[2] - centre->x[0], centre->y[0] - top->y[0]);
    assert_int_equal(find_text(bench, "a 1")->anchor, CHART_START);
    assert_int_equal(find_text(bench, "c 2")->anchor, CHART_END);
    assert_true(find_text(bench, "a 1")->y < find_text(bench, "b 1")->y);
}

static void test_one_slice_is_the_whole_pie(void **state)
{
    struct bench *bench = *state;
    const char *names[] = {"a", "b"}, *value[] = {"7 0"};
    make_chart(bench, CHART_PIE, names, 2, value, 1);
    draw(bench);
    const struct chart_shape *whole = find_shape(bench, CHART_PATH, 0);
    assert_int_equal(whole->segment_count, 10);
    assert_int_equal(whole->segments[0].op, CHART_MOVE);
    assert_int_equal(whole->segments[8].x[2], whole->segments[0].x[0]);
    assert_non_null(find_text(bench, "b 0"));
}

static void test_what_makes_no_pie_is_drawn_as_bars(void **state)
{
    struct bench *bench = *state;
    const char *names[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    const char *negative[] = {"1 -1"}, *nothing[] = {"0 0"}, *unknown[] = {"- -"};
    const char *many[] = {"1 1 1 1 1 1 1 1 1"};
    const char *const *all[] = {negative, nothing, unknown, many};
    for (size_t i = 0; i < 4; i++) {
        make_chart(bench, CHART_PIE, names, i == 3 ? 9 : 2, all[i], 1);
        draw(bench);
        assert_int_equal(count_shapes(bench, CHART_PATH), 0);
        assert_true(count_shapes(bench, CHART_RULE) > 0);
    }
}

/* --- what must hold of any drawing --- */

struct extent {
    chart_length left, top, right, bottom;
};

static struct extent extent_of_text(const struct chart_shape *shape)
{
    chart_length width = measure(NULL, shape->text, shape->size, shape->bold);
    chart_length x = shape->x;
    x -= shape->anchor == CHART_END ? width : shape->anchor == CHART_MIDDLE ? width / 2 : 0;
    return (struct extent){x, shape->y - shape->size * 7 / 10, x + width, shape->y};
}

static bool overlap(struct extent a, struct extent b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static void assert_inside(const struct bench *bench, struct extent extent, const char *what)
{
    if (extent.left < -64 || extent.top < -64 || extent.right > bench->drawing.width + 64 ||
        extent.bottom > bench->drawing.height + 64)
        fail_msg("%s outside: %d %d %d %d of %d %d (kind %d, %zu × %zu)", what, extent.left / 64,
                 extent.top / 64, extent.right / 64, extent.bottom / 64, bench->drawing.width / 64,
                 bench->drawing.height / 64, (int)bench->chart.kind, bench->chart.category_count,
                 bench->chart.series_count);
}

static void assert_sound(const struct bench *bench)
{
    const struct chart_drawing *drawing = &bench->drawing;
    for (size_t i = 0; i < drawing->count; i++) {
        const struct chart_shape *shape = &drawing->shapes[i];
        if (shape->kind == CHART_BOX)
            assert_true(shape->w > 0 && shape->h > 0);
        if (shape->kind == CHART_BOX || shape->kind == CHART_RULE)
            assert_inside(
                bench,
                (struct extent){shape->x, shape->y, shape->x + shape->w, shape->y + shape->h},
                "box");
        if (shape->kind != CHART_TEXT)
            continue;
        assert_inside(bench, extent_of_text(shape), shape->text.p);
        for (size_t k = 0; k < i; k++)
            if (drawing->shapes[k].kind == CHART_TEXT &&
                overlap(extent_of_text(shape), extent_of_text(&drawing->shapes[k])))
                fail_msg("%.*s and %.*s overlap (kind %d, %zu × %zu, width %d)", (int)shape->text.n,
                         shape->text.p, (int)drawing->shapes[k].text.n, drawing->shapes[k].text.p,
                         (int)bench->chart.kind, bench->chart.category_count,
                         bench->chart.series_count, drawing->width / 64);
    }
}

static struct str random_words(struct random *random, struct arena *arena)
{
    static const char *const WORDS[] = {"obec", "v", "neprofesionální", "Lázně",
                                        "2022", "a", "knihovna",        "pod"};
    struct str parts[8];
    size_t count = 0;
    for (uint32_t left = 1 + random_below(random, 4); left > 0; left--) {
        if (count > 0)
            parts[count++] = STR(" ");
        parts[count++] = str_from(WORDS[random_below(random, 8)]);
    }
    return arena_join(arena, parts, count);
}

static void make_random_chart(struct bench *bench, struct random *random)
{
    struct arena *arena = bench->arena;
    struct chart *chart = &bench->chart;
    static const uint32_t SIZES[] = {3, 100, 100000, 4000000000};
    uint32_t largest = SIZES[random_below(random, 4)];
    bool negative = random_below(random, 3) == 0;
    *chart = (struct chart){.kind = (enum chart_kind)random_below(random, 5)};
    chart->category_count = 1 + random_below(random, random_below(random, 2) ? 8 : 40);
    chart->series_count =
        chart->kind == CHART_BAR || chart->kind == CHART_PIE ? 1 : 1 + random_below(random, 5);
    chart->step = NUMBER_ONE;
    chart->unit = random_below(random, 2) ? STR("Kč") : STR("");
    chart->categories = ARENA_ARRAY(arena, struct str, chart->category_count);
    for (size_t i = 0; i < chart->category_count; i++)
        chart->categories[i] = random_words(random, arena);
    chart->series = ARENA_ARRAY(arena, struct chart_series, chart->series_count);
    for (size_t s = 0; s < chart->series_count; s++) {
        chart->series[s].label = random_words(random, arena);
        chart->series[s].points = ARENA_ARRAY(arena, struct chart_point, chart->category_count);
        for (size_t i = 0; i < chart->category_count; i++) {
            struct chart_point *point = &chart->series[s].points[i];
            int64_t value = random_below(random, largest);
            if (negative && random_below(random, 2))
                value = -value;
            point->value = number_from_int(value);
            point->missing = random_below(random, 8) == 0;
            point->text = point->missing ? STR("–")
                                         : format_number(bench->loaded.language, arena,
                                                         point->value, NUMBER_ONE);
        }
    }
}

static void test_nothing_touches_and_nothing_sticks_out(void **state)
{
    struct bench *bench = *state;
    struct random random = {2022};
    static const chart_length WIDTHS[] = {CHART_PT(252), CHART_PT(450), CHART_PT(700)};
    for (int i = 0; i < 3000; i++) {
        make_random_chart(bench, &random);
        bench->style.width = WIDTHS[random_below(&random, 3)];
        draw(bench);
        assert_sound(bench);
    }
}

static void test_empty_charts_are_empty(void **state)
{
    struct bench *bench = *state;
    make_chart(bench, CHART_BAR, NULL, 0, NULL, 0);
    draw(bench);
    assert_int_equal(bench->drawing.count, 0);
    assert_int_equal(bench->drawing.height, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sine),
        cmocka_unit_test(test_sine_and_cosine_lie_on_the_circle),
#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        WITH_BENCH(test_ticks),
        WITH_BENCH(test_ticks_have_no_more_decimals_than_the_values),
        WITH_BENCH(test_places_on_a_scale_are_exact),
        WITH_BENCH(test_labels_are_wrapped),
        WITH_BENCH(test_labels_are_moved_apart),
        WITH_BENCH(test_long_names_make_bars_lie),
        WITH_BENCH(test_short_names_make_bars_stand),
        WITH_BENCH(test_negative_bars_go_to_the_left),
        WITH_BENCH(test_groups_have_a_legend),
        WITH_BENCH(test_stacks_add_up),
        WITH_BENCH(test_names_stand_beside_the_last_stack),
        WITH_BENCH(test_names_that_would_stand_elsewhere_are_a_legend),
        WITH_BENCH(test_lines_lose_no_long_name),
        WITH_BENCH(test_lines_tear_no_word),
        WITH_BENCH(test_the_unit_is_printed_once),
        WITH_BENCH(test_lines_break_where_data_are_missing),
        WITH_BENCH(test_axis_of_lines),
        WITH_BENCH(test_values_of_a_line_keep_off_it),
        WITH_BENCH(test_many_categories_are_thinned_out),
        WITH_BENCH(test_a_pie_is_cut_clockwise_from_the_top),
        WITH_BENCH(test_one_slice_is_the_whole_pie),
        WITH_BENCH(test_what_makes_no_pie_is_drawn_as_bars),
        WITH_BENCH(test_nothing_touches_and_nothing_sticks_out),
        WITH_BENCH(test_empty_charts_are_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
