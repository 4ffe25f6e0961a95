/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "pdf/object.h"

static struct str repeated(struct arena *arena, const char *what, size_t times)
{
    struct buf buf = {0};
    for (size_t i = 0; i < times; i++)
        buf_text(&buf, what);
    struct str result = arena_str(arena, buf_view(&buf));
    buf_free(&buf);
    return result;
}

/* The bytes of a string in hex digits, between < and >. */
static size_t bytes_of(const struct buf *out)
{
    return (out->n - 2) / 2;
}

static void texts_fit_into_strings(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf out = {0};
    pdf_put_text(&out, STR("Žen"));
    assert_int_equal(buf_view(&out).n, strlen("<FEFF017D0065006E>"));
    assert_memory_equal(out.p, "<FEFF017D0065006E>", out.n);
    static const struct {
        const char *sign;
        size_t most; /* as many as are kept, the rest is "…" */
    } cases[] = {{"a", 16380}, {"ž", 16380}, {"…", 16380}, {"\xF0\x9F\x98\x80", 8190}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        out.n = 0;
        pdf_put_text(&out, repeated(arena, cases[i].sign, cases[i].most));
        assert_int_equal(bytes_of(&out), 2 + 2 * 16380);
        out.n = 0;
        pdf_put_text(&out, repeated(arena, cases[i].sign, cases[i].most + 1));
        assert_int_equal(bytes_of(&out), 2 + 2 * 16380 + 2);
        assert_memory_equal(out.p + out.n - 5, "2026>", 5);
    }
    buf_free(&out);
    arena_free(arena);
}

static void names_are_at_most_127_bytes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf out = {0}, other = {0};
    pdf_put_name(&out, repeated(arena, "a", 127));
    assert_int_equal(out.n, 128);
    out.n = 0;
    pdf_put_name(&out, repeated(arena, "a", 128));
    pdf_put_name(&other, repeated(arena, "a", 129));
    assert_int_equal(out.n, 1 + 110 + 9);
    assert_int_equal(other.n, out.n);
    assert_memory_not_equal(out.p, other.p, out.n);
    out.n = 0;
    pdf_put_name(&out, repeated(arena, "€", 50)); /* cut between letters: 36 are left */
    assert_int_equal(out.n, 1 + 36 * 9 + 9);
    buf_free(&out);
    buf_free(&other);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_fit_into_strings),
        cmocka_unit_test(names_are_at_most_127_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
