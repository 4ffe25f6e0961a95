/* SPDX-License-Identifier: MIT */
/* Places against a plain count from the file's start; texts with maps to their source. */
#include "base/source.h"
#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct source *add(struct sources *sources, const char *path, struct str text)
{
    const struct source *source = source_add(sources, str_from(path), text);
    assert_non_null(source);
    return source;
}

static void positions_name_file_and_byte(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct sources *sources = sources_new(arena);
    assert_null(source_find(sources, 0));
    assert_null(source_find(sources, 1));
    const struct source *files[] = {add(sources, "a", STR("one\n")), add(sources, "b", STR("")),
                                    add(sources, "c", STR("three"))};
    for (size_t i = 0; i < 3; i++) {
        assert_true(files[i]->base > 0);
        for (uint32_t at = 0; at <= files[i]->text.n; at++)
            assert_ptr_equal(source_find(sources, files[i]->base + at), files[i]);
    }
    assert_null(source_find(sources, files[2]->base + 6));
    assert_null(source_find(sources, UINT32_MAX));
    /* The space of positions is 32 bits wide; the text itself is not touched. */
    static const char byte;
    assert_null(source_add(sources, STR("huge"), (struct str){&byte, UINT32_MAX}));
    struct place place;
    assert_false(source_place(sources, (struct span){0, 0}, &place));
    assert_false(source_place(sources, (struct span){files[2]->base + 6, 1}, &place));
    arena_free(arena);
}

static void expect_place(const struct sources *sources, struct span span, uint32_t line,
                         uint32_t column, uint32_t width, const char *text)
{
    struct place place;
    assert_true(source_place(sources, span, &place));
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_int_equal(place.width, width);
    assert_true(str_is(place.text, text));
}

static void places_of_lines_and_letters(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct sources *sources = sources_new(arena);
    /* Offsets: “Město” 0 (ě is two bytes), CRLF 6, “b: €7” 8 (€ is three), LF 15, LF 16, “x” 17 */
    struct str text = STR("Město\r\nb: €7\n\nx");
    uint32_t base = add(sources, "first", STR("anything\n"))->base;
    assert_int_equal(base, 1);
    base = add(sources, "records/a.yaml", text)->base;
    expect_place(sources, (struct span){base, 6}, 1, 1, 5, "Město");
    expect_place(sources, (struct span){base + 1, 2}, 1, 2, 1, "Město");
    expect_place(sources, (struct span){base + 3, 3}, 1, 3, 3, "Město");
    expect_place(sources, (struct span){base + 3, 99}, 1, 3, 3, "Město");
    expect_place(sources, (struct span){base + 6, 1}, 1, 6, 1, "Město"); /* CR */
    expect_place(sources, (struct span){base + 7, 1}, 1, 6, 1, "Město"); /* LF */
    expect_place(sources, (struct span){base + 8, 0}, 2, 1, 1, "b: €7");
    expect_place(sources, (struct span){base + 11, 4}, 2, 4, 2, "b: €7");
    expect_place(sources, (struct span){base + 14, 1}, 2, 5, 1, "b: €7");
    expect_place(sources, (struct span){base + 16, 1}, 3, 1, 1, "");
    expect_place(sources, (struct span){base + 17, 1}, 4, 1, 1, "x");
    expect_place(sources, (struct span){base + 18, 0}, 4, 2, 1, "x");
    struct place place;
    assert_true(source_place(sources, (struct span){base + 11, 4}, &place));
    assert_int_equal(place.offset, 3);
    assert_true(str_is(place.path, "records/a.yaml"));
    base = add(sources, "empty", STR(""))->base;
    expect_place(sources, (struct span){base, 0}, 1, 1, 1, "");
    base = add(sources, "ends", STR("a\n"))->base;
    expect_place(sources, (struct span){base + 2, 0}, 2, 1, 1, "");
    arena_free(arena);
}

/* Counted from the start, byte by byte. */
static void place_plainly(const struct source *source, struct span span, struct place *place)
{
    struct str text = source->text;
    size_t offset = span.at - source->base, start = 0;
    *place = (struct place){.line = 1, .column = 1};
    for (size_t i = 0; i < offset; i++) {
        if (text.p[i] == '\n') {
            start = i + 1;
            place->line++;
        }
    }
    size_t end = start;
    while (end < text.n && text.p[end] != '\n')
        end++;
    if (end > start && text.p[end - 1] == '\r')
        end--;
    for (size_t i = start; i < end && i < offset; i++)
        place->column += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    for (size_t i = offset; i < end && i - offset < span.len; i++)
        place->width += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    place->width += place->width == 0;
    place->text = str_slice(text, start, end);
}

static struct str random_text(struct arena *arena, struct random *random)
{
    static const char *const pieces[] = {"a", "ř", "€", "😀", "\n", "\r\n", " ", "klíč: hodnota"};
    size_t count = random_below(random, 4000), n = 0;
    bool long_lines = random_below(random, 2);
    char *text = arena_alloc(arena, count * 20 + 1, 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t which = random_below(random, 8);
        if (long_lines && (which == 4 || which == 5) && random_below(random, 1000))
            which = 7;
        size_t size = strlen(pieces[which]);
        memcpy(text + n, pieces[which], size);
        n += size;
    }
    return (struct str){text, n};
}

static void places_agree_with_counting(void **state)
{
    (void)state;
    struct random random = {1};
    struct arena *arena = arena_new();
    struct sources *sources = sources_new(arena);
    for (int i = 0; i < 30; i++) {
        const struct source *source = add(sources, "x", random_text(arena, &random));
        for (int j = 0; j < 60; j++) {
            uint32_t at = source->base + random_below(&random, (uint32_t)source->text.n + 1);
            struct span span = {at, random_below(&random, 2) ? random_below(&random, 9)
                                                             : random_below(&random, 9000)};
            struct place expected, place;
            place_plainly(source, span, &expected);
            assert_true(source_place(sources, span, &place));
            assert_int_equal(place.line, expected.line);
            assert_int_equal(place.column, expected.column);
            assert_int_equal(place.width, expected.width);
            assert_true(str_equal(place.text, expected.text));
            assert_ptr_equal(place.text.p, expected.text.p);
        }
    }
    arena_free(arena);
}

/*
 * 10 MB in one line, and 100,000 places in it: counting from the start for each would take minutes
 * where the whole suite takes seconds.
 */
static void many_places_in_a_large_file(void **state)
{
    (void)state;
    enum { SIZE = 10 * 1000 * 1000, PLACES = 100 * 1000 };
    struct arena *arena = arena_new();
    struct sources *sources = sources_new(arena);
    char *text = arena_alloc(arena, SIZE + 1, 1);
    memset(text, 'a', SIZE);
    uint32_t base = add(sources, "large", (struct str){text, SIZE})->base;
    for (uint32_t i = 0; i < PLACES; i++) {
        struct place place;
        uint32_t offset = i * (SIZE / PLACES);
        assert_true(source_place(sources, (struct span){base + offset, SIZE}, &place));
        assert_int_equal(place.column, offset + 1);
        assert_int_equal(place.width, SIZE - offset);
    }
    arena_free(arena);
}

static void expect_span(struct span span, uint32_t at, uint32_t len)
{
    assert_int_equal(span.at, at);
    assert_int_equal(span.len, len);
}

static void spans_join(void **state)
{
    (void)state;
    struct span a = {10, 5}, b = {20, 2}, inside = {11, 1}, nowhere = {0, 7};
    expect_span(span_join(a, b), 10, 12);
    expect_span(span_join(b, a), 10, 12);
    expect_span(span_join(a, inside), 10, 5);
    expect_span(span_join(a, nowhere), 10, 5);
    expect_span(span_join(nowhere, a), 10, 5);
}

static void plain_texts_know_their_place(void **state)
{
    (void)state;
    struct text text = text_plain(STR("sum(loans)"), 100);
    expect_span(text.span, 100, 10);
    expect_span(text_span(text, 4, 9), 104, 5);
    struct text part = text_slice(text, 4, 9);
    assert_true(str_is(part.s, "loans"));
    expect_span(part.span, 104, 5);
    expect_span(text_span(text_slice(part, 1, 4), 1, 2), 106, 1);
    struct text beyond = text_slice(text, 50, 60);
    assert_int_equal(beyond.s.n, 0);
    expect_span(beyond.span, 110, 0);
    assert_int_equal(text_slice(text, 8, 60).s.n, 2);
    struct text lost = text_nowhere(STR("abc"));
    expect_span(text_span(lost, 1, 2), 0, 0);
    expect_span(text_slice(lost, 1, 2).span, 0, 0);
}

/* "a\tb\Lc" in double quotes at 50: written a \t b \L c, decoded a, tab, b, U+2028, c. */
static void decoded_texts_know_their_place(void **state)
{
    (void)state;
    static const struct text_run runs[] = {{0, 51}, {1, 52}, {2, 54}, {3, 55}, {6, 57}};
    struct text text = {.s = STR("a\tb\u2028c"), .span = {51, 7}, .map = runs, .map_count = 5};
    assert_int_equal(text.s.n, 7);
    expect_span(text_span(text, 0, 7), 51, 7);
    expect_span(text_span(text, 0, 1), 51, 1);
    expect_span(text_span(text, 1, 2), 52, 2);
    expect_span(text_span(text, 2, 3), 54, 1);
    expect_span(text_span(text, 3, 6), 55, 2);
    expect_span(text_span(text, 6, 7), 57, 1);
    struct text part = text_slice(text, 2, 6);
    assert_true(str_is(part.s, "b\u2028"));
    expect_span(part.span, 54, 3);
    expect_span(text_span(part, 1, 4), 55, 2);
    expect_span(text_slice(part, 1, 4).span, 55, 2);
    /* Inside a letter that was written shorter than it is: never past the next run. */
    expect_span(text_span(text, 5, 6), 57, 0);
}

/* Slicing in steps or at once comes to the same, and places never go backwards. */
static void slices_compose(void **state)
{
    (void)state;
    struct random random = {2};
    struct arena *arena = arena_new();
    for (int round = 0; round < 300; round++) {
        uint32_t size = 1 + random_below(&random, 60), count = 0, written = 500;
        struct text_run *runs = ARENA_ARRAY(arena, struct text_run, size);
        for (uint32_t i = 0; i < size; i++) {
            if (i == 0 || random_below(&random, 3) == 0) {
                written += random_below(&random, 4);
                runs[count++] = (struct text_run){i, written};
            }
            written += random_below(&random, 6) != 0;
        }
        struct text text = {.s = {arena_alloc(arena, size, 1), size},
                            .span = {500, written - 500},
                            .map = runs,
                            .map_count = count};
        uint32_t last = 0;
        for (uint32_t i = 0; i <= size; i++) {
            struct span span = text_span(text, i, size);
            assert_true(span.at >= last && span.at + span.len <= 500 + text.span.len);
            last = span.at;
        }
        uint32_t from = random_below(&random, size), to = from + random_below(&random, size - from);
        uint32_t inner = random_below(&random, to - from + 1);
        struct text once = text_slice(text, from + inner, to);
        struct text twice = text_slice(text_slice(text, from, to), inner, to - from);
        assert_ptr_equal(once.s.p, twice.s.p);
        assert_int_equal(once.s.n, twice.s.n);
        expect_span(twice.span, once.span.at, once.span.len);
        expect_span(text_span(twice, 0, twice.s.n), once.span.at, once.span.len);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_name_file_and_byte),
        cmocka_unit_test(places_of_lines_and_letters),
        cmocka_unit_test(places_agree_with_counting),
        cmocka_unit_test(many_places_in_a_large_file),
        cmocka_unit_test(spans_join),
        cmocka_unit_test(plain_texts_know_their_place),
        cmocka_unit_test(decoded_texts_know_their_place),
        cmocka_unit_test(slices_compose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
