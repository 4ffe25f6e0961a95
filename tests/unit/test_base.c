/* SPDX-License-Identifier: MIT */
/* Arenas, strings, buffers, maps and sets of names. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/names.h"
#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Pieces of all sizes do not overlap, are zero and aligned, also after a reset. */
static void arena_pieces_are_apart_and_zero(void **state)
{
    (void)state;
    enum { PIECES = 2000 };
    struct random random = {1};
    struct arena *arena = arena_new();
    unsigned char *pieces[PIECES];
    size_t sizes[PIECES];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < PIECES; i++) {
            sizes[i] = random_below(&random, i % 100 == 0 ? 60000 : 200);
            pieces[i] = arena_alloc(arena, sizes[i], 1);
            assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
            for (size_t j = 0; j < sizes[i]; j++)
                assert_int_equal(pieces[i][j], 0);
            memset(pieces[i], i % 255 + 1, sizes[i]);
        }
        for (int i = 0; i < PIECES; i++)
            for (size_t j = 0; j < sizes[i]; j++)
                assert_int_equal(pieces[i][j], i % 255 + 1);
        assert_true(arena_size(arena) > 0);
        arena_reset(arena);
    }
    arena_free(arena);
    arena_free(NULL);
}

static void arena_grows_lists(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct {
        int *items;
        size_t count, capacity;
    } list = {0};
    for (int i = 0; i < 10000; i++)
        ARENA_PUSH(arena, &list, i * 3);
    assert_int_equal(list.count, 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(list.items[i], i * 3);
    arena_free(arena);
}

static void arena_makes_strings(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str parts[] = {STR("rok"), {NULL, 0}, STR(" "), STR("2022")};
    struct str joined = arena_join(arena, parts, 4);
    assert_string_equal(joined.p, "rok 2022");
    assert_int_equal(joined.n, 8);
    assert_string_equal(arena_str(arena, str_slice(joined, 0, 3)).p, "rok");
    assert_string_equal(arena_str(arena, (struct str){0}).p, "");
    struct str formatted = arena_format(arena, "%d:%s", 7, "x");
    assert_string_equal(formatted.p, "7:x");
    assert_int_equal(formatted.n, 3);
    arena_free(arena);
}

static void strings_compare(void **state)
{
    (void)state;
    struct str empty = {0};
    assert_true(str_equal(empty, STR("")));
    assert_true(str_is(empty, ""));
    assert_true(str_equal(str_from(NULL), empty));
    assert_false(str_equal(STR("a"), STR("ab")));
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_true(str_compare(STR("ž"), STR("z")) > 0); /* bytes are unsigned */
    assert_int_equal(str_compare(empty, STR("")), 0);
    assert_true(str_starts(STR("abc"), STR("ab")) && str_starts(STR("abc"), empty));
    assert_false(str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
    assert_true(str_hash(STR("ab")) != str_hash(STR("ba")));
}

static void strings_are_cut_and_searched(void **state)
{
    (void)state;
    struct str text = STR("knihovna");
    assert_true(str_is(str_slice(text, 2, 4), "ih"));
    assert_true(str_is(str_slice(text, 6, 100), "na"));
    assert_int_equal(str_slice(text, 9, 100).n, 0);
    assert_int_equal(str_slice(text, 5, 2).n, 0);
    assert_int_equal(str_slice((struct str){0}, 0, 4).n, 0);
    assert_true(str_is(str_trim(STR(" \t\r\nrok 2022\n ")), "rok 2022"));
    assert_int_equal(str_trim(STR(" \n ")).n, 0);
    assert_int_equal(str_find(text, 'n', 0), 1);
    assert_int_equal(str_find(text, 'n', 2), 6);
    assert_int_equal(str_find(text, 'x', 0), STR_NOT_FOUND);
    assert_int_equal(str_find(text, 'k', 99), STR_NOT_FOUND);
    assert_int_equal(str_find_str(text, STR("na"), 0), 6);
    assert_int_equal(str_find_str(text, STR("na"), 7), STR_NOT_FOUND);
    assert_int_equal(str_find_str(text, STR(""), 8), 8);
    assert_int_equal(str_find_str(text, STR(""), 9), STR_NOT_FOUND);
}

static void every_code_point_is_read_as_written(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0x110000; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        char bytes[4];
        struct str text = {bytes, str_encode(code, bytes)};
        size_t at = 0;
        assert_int_equal(str_next(text, &at), code);
        assert_int_equal(at, text.n);
        assert_int_equal(str_length(text), 1);
    }
}

static void invalid_bytes_are_replaced_one_by_one(void **state)
{
    (void)state;
    static const struct str texts[] = {
        {"\x80", 1},         {"\xC3", 1},         {"\xC0\xAF", 2},
        {"\xE0\x80\xAF", 3}, {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4},
        {"\xFF", 1},         {"\xE2\x82", 2},     {"\xF8\x88\x80\x80\x80", 5}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t at = 0, count = 0;
        for (; at < texts[i].n; count++)
            assert_int_equal(str_next(texts[i], &at), 0xFFFD);
        assert_int_equal(count, texts[i].n);
    }
    size_t at = 0;
    struct str mixed = STR("\xC3"
                           "a");
    assert_int_equal(str_next(mixed, &at), 0xFFFD);
    assert_int_equal(str_next(mixed, &at), 'a');
}

static void buffers_gather(void **state)
{
    (void)state;
    struct buf buf = {0};
    struct arena *arena = arena_new();
    assert_int_equal(buf_view(&buf).n, 0);
    buf_text(&buf, "a");
    buf_char(&buf, 'b');
    buf_str(&buf, STR("c"));
    buf_put(&buf, "d\0e", 3);
    buf_code(&buf, 0x20AC);
    buf_int(&buf, INT64_MIN);
    buf_format(&buf, "%03d", 7);
    memcpy(buf_extend(&buf, 2), "!!", 2);
    struct str expected = STR("abcd\0e€-9223372036854775808007!!");
    assert_true(str_equal(buf_view(&buf), expected));
    struct str copy = buf_copy(&buf, arena);
    buf_clear(&buf);
    buf_int(&buf, 0);
    buf_int(&buf, INT64_MAX);
    assert_true(str_is(buf_view(&buf), "09223372036854775807"));
    assert_true(str_equal(copy, expected));
    buf_free(&buf);
    assert_null(buf.p);
    arena_free(arena);
}

static void buffers_grow(void **state)
{
    (void)state;
    struct buf buf = {0};
    struct random random = {2};
    size_t size = 0;
    for (int i = 0; i < 3000; i++) {
        char piece[300];
        size_t n = random_below(&random, sizeof piece);
        memset(piece, 'a' + i % 26, n);
        buf_put(&buf, piece, n);
        size += n;
        assert_int_equal(buf.n, size);
        assert_true(n == 0 || buf.p[size - 1] == 'a' + i % 26);
    }
    buf_free(&buf);
}

static void a_failed_buffer_stays_failed(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_text(&buf, "abc");
    assert_null(buf_extend(&buf, BUF_LIMIT));
    assert_true(buf_failed(&buf));
    buf_text(&buf, "def");
    buf_format(&buf, "%d", 1);
    assert_null(buf_extend(&buf, 1));
    assert_true(str_is(buf_view(&buf), "abc"));
    buf_clear(&buf);
    buf_text(&buf, "x");
    assert_false(buf_failed(&buf));
    assert_true(str_is(buf_view(&buf), "x"));
    buf_free(&buf);
}

/* A map does what a list searched from the front does. */
static void maps_agree_with_a_list(void **state)
{
    (void)state;
    enum { KEYS = 700 };
    struct random random = {3};
    struct arena *arena = arena_new();
    for (int round = 0; round < 5; round++) {
        struct map map = {0};
        struct {
            struct str key;
            uint64_t number;
        } list[KEYS] = {0};
        size_t count = 0;
        assert_null(map_find(&map, STR("nothing")));
        for (int step = 0; step < 3000; step++) {
            struct str key = arena_format(arena, "%u", random_below(&random, KEYS));
            size_t at = 0;
            while (at < count && !str_equal(list[at].key, key))
                at++;
            const struct map_entry *found = map_find(&map, key);
            assert_int_equal(found != NULL, at < count);
            assert_true(found == NULL || found->number == list[at].number);
            if (random_below(&random, 3) == 0)
                continue;
            bool added;
            struct map_entry *entry = map_put(&map, arena, key, &added);
            assert_int_equal(added, at == count);
            assert_true(entry->number == (added ? 0 : list[at].number));
            entry->number = list[at].number = random_bits(&random);
            if (added)
                list[count++].key = key;
        }
        assert_int_equal(map.count, count);
        for (size_t i = 0; i < count; i++)
            assert_true(str_equal(map.items[i].key, list[i].key));
    }
    arena_free(arena);
}

static void maps_take_any_bytes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct map map = {0};
    map_put(&map, arena, STR(""), NULL)->number = 1;
    map_put(&map, arena, STR("a\0b"), NULL)->number = 2;
    map_put(&map, arena, STR("a\0c"), NULL)->number = 3;
    assert_int_equal(map_find(&map, (struct str){0})->number, 1);
    assert_int_equal(map_find(&map, STR("a\0b"))->number, 2);
    assert_int_equal(map_find(&map, STR("a\0c"))->number, 3);
    assert_null(map_find(&map, STR("a")));
    arena_free(arena);
}

static int exit_code(void (*act)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(STDERR_FILENO);
        act();
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void allocate_too_many(void)
{
    arena_alloc(arena_new(), SIZE_MAX / 2, 4);
}

static void resize_too_many(void)
{
    mem_resize(NULL, SIZE_MAX / 2, 4);
}

static void fail_third(void)
{
    mem_fail_at(3);
    for (int i = 0; i < 3; i++)
        mem_free(mem_alloc(1));
}

static void fail_never(void)
{
    mem_fail_at(2);
    mem_free(mem_alloc(0));
    mem_fail_at(0);
    mem_free(mem_alloc_zero(0, 0));
}

static void lack_of_memory_ends_the_process(void **state)
{
    (void)state;
    assert_int_equal(exit_code(allocate_too_many), 3);
    assert_int_equal(exit_code(resize_too_many), 3);
    assert_int_equal(exit_code(fail_third), 3);
    assert_int_equal(exit_code(fail_never), 0);
}

/* Tens of thousands of names, some longer than a block: all are found, in order, at their places.
 */
static void names_stay_where_they_are(void **state)
{
    (void)state;
    enum { MANY = 40000, LONG = 20000 };
    static const char *texts[MANY];
    struct names names = {0};
    struct arena *arena = arena_new();
    assert_int_equal(names_find(&names, STR("a")), NAMES_END);
    assert_int_equal(names_first(&names), NAMES_END);
    for (int i = 0; i < MANY; i++) {
        struct str name = arena_format(arena, "l%d/%0*d", i, i % 9999 == 0 ? LONG : 3, i);
        uint32_t number = names_put(&names, name);
        assert_int_equal(names_put(&names, name), number);
        texts[i] = names_text(&names, number).p;
        *names_marks(&names, number) = i % 2 ? 1 : 6;
    }
    assert_int_equal(names.count, MANY);
    assert_int_equal(names_count(&names, 1), MANY / 2);
    assert_int_equal(names_count(&names, 3), MANY);
    int i = 0;
    for (uint32_t at = names_first(&names); at != NAMES_END; at = names_next(&names, at), i++) {
        assert_ptr_equal(names_text(&names, at).p, texts[i]);
        assert_int_equal(names_find(&names, names_text(&names, at)), at);
    }
    assert_int_equal(i, MANY);
    assert_int_equal(names_find(&names, STR("l1/00")), NAMES_END);
    names_free(&names);
    arena_free(arena);
}

static void names_keep_those_with_a_mark(void **state)
{
    (void)state;
    struct names names = {0};
    *names_marks(&names, names_put(&names, STR("one"))) = 1;
    *names_marks(&names, names_put(&names, STR("two"))) = 2;
    *names_marks(&names, names_put(&names, STR(""))) = 3;
    names_keep(&names, 1);
    assert_int_equal(names.count, 2);
    assert_int_equal(names_find(&names, STR("two")), NAMES_END);
    assert_int_equal(*names_marks(&names, names_find(&names, STR(""))), 1);
    names_keep(&names, 1); /* all of them */
    assert_int_equal(names.count, 2);
    names_keep(&names, 2);
    assert_int_equal(names.count, 0);
    assert_int_equal(names_find(&names, STR("one")), NAMES_END);
    names_free(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_pieces_are_apart_and_zero),
        cmocka_unit_test(arena_grows_lists),
        cmocka_unit_test(arena_makes_strings),
        cmocka_unit_test(strings_compare),
        cmocka_unit_test(strings_are_cut_and_searched),
        cmocka_unit_test(every_code_point_is_read_as_written),
        cmocka_unit_test(invalid_bytes_are_replaced_one_by_one),
        cmocka_unit_test(buffers_gather),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(a_failed_buffer_stays_failed),
        cmocka_unit_test(maps_agree_with_a_list),
        cmocka_unit_test(maps_take_any_bytes),
        cmocka_unit_test(lack_of_memory_ends_the_process),
        cmocka_unit_test(names_stay_where_they_are),
        cmocka_unit_test(names_keep_those_with_a_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
