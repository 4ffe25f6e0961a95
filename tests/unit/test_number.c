/* SPDX-License-Identifier: MIT */
/* Numbers against GMP's rationals, against their laws, and against values worked out by hand. */
#include "base/mem.h"
#include "calc/number.h"
#include "numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The same value, in the same and only form. */
static void expect_mpq(struct arena *arena, struct number number, mpq_srcptr q)
{
    struct number same = from_mpq(arena, q);
    assert_false(number_is_overflow(number));
    assert_int_equal(number_compare(number, same), 0);
    assert_true(number_hash(number) == number_hash(same));
    bool small = mpz_fits_slong_p(mpq_numref(q)) && mpz_fits_slong_p(mpq_denref(q));
    assert_int_equal(number.den != 0, small);
    if (small) {
        assert_true(number.num == mpz_get_si(mpq_numref(q)));
        assert_true(number.den == mpz_get_si(mpq_denref(q)));
    }
}

static void arithmetic_agrees_with_gmp(void **state)
{
    (void)state;
    struct random random = {1};
    struct arena *arena = arena_new();
    mpq_t r;
    mpq_init(r);
    for (int i = 0; i < 20000; i++) {
        struct pair a, b;
        pair_random(arena, &random, &a);
        pair_random(arena, &random, &b);
        mpq_add(r, a.q, b.q);
        expect_mpq(arena, number_add(arena, a.number, b.number), r);
        mpq_sub(r, a.q, b.q);
        expect_mpq(arena, number_subtract(arena, a.number, b.number), r);
        mpq_mul(r, a.q, b.q);
        expect_mpq(arena, number_multiply(arena, a.number, b.number), r);
        if (mpq_sgn(b.q)) {
            mpq_div(r, a.q, b.q);
            expect_mpq(arena, number_divide(arena, a.number, b.number), r);
        }
        mpq_neg(r, a.q);
        expect_mpq(arena, number_negate(arena, a.number), r);
        mpq_abs(r, a.q);
        expect_mpq(arena, number_absolute(arena, a.number), r);
        mpq_clear(a.q);
        mpq_clear(b.q);
        arena_reset(arena);
    }
    mpq_clear(r);
    arena_free(arena);
}

static void questions_agree_with_gmp(void **state)
{
    (void)state;
    struct random random = {2};
    struct arena *arena = arena_new();
    mpq_t r;
    mpq_init(r);
    for (int i = 0; i < 20000; i++) {
        struct pair a, b;
        pair_random(arena, &random, &a);
        pair_random(arena, &random, &b);
        int order = mpq_cmp(a.q, b.q);
        assert_int_equal(number_compare(a.number, b.number), (order > 0) - (order < 0));
        assert_int_equal(number_compare(a.number, a.number), 0);
        assert_int_equal(number_sign(a.number), mpq_sgn(a.q));
        assert_int_equal(number_is_zero(a.number), mpq_sgn(a.q) == 0);
        bool integer = mpz_cmp_ui(mpq_denref(a.q), 1) == 0;
        assert_int_equal(number_is_integer(a.number), integer);
        int64_t whole = 7;
        bool fits = integer && mpz_fits_slong_p(mpq_numref(a.q));
        assert_int_equal(number_to_int(a.number, &whole), fits);
        assert_true(whole == (fits ? mpz_get_si(mpq_numref(a.q)) : 7));
        mpz_fdiv_q(mpq_numref(r), mpq_numref(a.q), mpq_denref(a.q));
        mpz_set_ui(mpq_denref(r), 1);
        expect_mpq(arena, number_floor(arena, a.number), r);
        mpq_clear(a.q);
        mpq_clear(b.q);
        arena_reset(arena);
    }
    mpq_clear(r);
    arena_free(arena);
}

static void laws_hold(void **state)
{
    (void)state;
    struct random random = {3};
    struct arena *arena = arena_new();
    for (int i = 0; i < 5000; i++) {
        struct number n[3];
        for (int j = 0; j < 3; j++)
            n[j] = number_random(arena, &random);
        struct number a = n[0], b = n[1], c = n[2], zero = NUMBER_ZERO, one = NUMBER_ONE;
        struct number ab = number_add(arena, a, b), bc = number_add(arena, b, c);
        expect_same(ab, number_add(arena, b, a));
        expect_same(number_add(arena, ab, c), number_add(arena, a, bc));
        expect_same(number_multiply(arena, a, b), number_multiply(arena, b, a));
        expect_same(number_multiply(arena, number_multiply(arena, a, b), c),
                    number_multiply(arena, a, number_multiply(arena, b, c)));
        expect_same(number_multiply(arena, a, bc),
                    number_add(arena, number_multiply(arena, a, b), number_multiply(arena, a, c)));
        expect_same(number_add(arena, a, zero), a);
        expect_same(number_multiply(arena, a, one), a);
        expect_same(number_subtract(arena, ab, b), a);
        assert_true(number_is_zero(number_add(arena, a, number_negate(arena, a))));
        if (!number_is_zero(b)) {
            expect_same(number_divide(arena, number_multiply(arena, a, b), b), a);
            expect_same(number_multiply(arena, number_divide(arena, a, b), b), a);
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

static void ends_of_64_bits(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct number low = number_from_int(INT64_MIN), high = number_from_int(INT64_MAX);
    struct number one = NUMBER_ONE;
    assert_string_equal(written(arena, number_negate(arena, low), 0), "9223372036854775808");
    assert_string_equal(written(arena, number_absolute(arena, low), 1), "9223372036854775808.0");
    assert_string_equal(written(arena, number_subtract(arena, low, one), 0),
                        "-9223372036854775809");
    assert_string_equal(written(arena, number_add(arena, high, one), 0), "9223372036854775808");
    assert_string_equal(written(arena, low, 2), "-9223372036854775808.00");
    expect_same(number_divide(arena, low, low), one);
    expect_same(ratio(arena, INT64_MIN, INT64_MIN), one);
    expect_same(ratio(arena, INT64_MIN, -1), number_negate(arena, low));
    struct number tiny = ratio(arena, 1, INT64_MIN);
    assert_int_equal(number_sign(tiny), -1);
    expect_same(number_multiply(arena, tiny, low), one);
    /* Back from big to small. */
    expect_same(number_add(arena, number_subtract(arena, low, one), one), low);
    int64_t value;
    assert_true(number_to_int(number_negate(arena, number_negate(arena, low)), &value));
    assert_true(value == INT64_MIN);
    arena_free(arena);
}

static void rounds_half_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        const char *number, *step, *rounded;
    } cases[] = {
        {"0.5", "1", "1"},         {"-0.5", "1", "-1"},         {"2.5", "1", "3"},
        {"-2.5", "1", "-3"},       {"2.4999999", "1", "2"},     {"-2.4999999", "1", "-2"},
        {"0.125", "0.25", "0.25"}, {"-0.125", "0.25", "-0.25"}, {"0.124", "0.25", "0"},
        {"1.3", "0.25", "1.25"},   {"1.375", "0.25", "1.5"},    {"1499", "1000", "1000"},
        {"1500", "1000", "2000"},  {"-1500", "1000", "-2000"},  {"-1499", "1000", "-1000"},
        {"499", "1000", "0"},      {"1.005", "0.01", "1.01"},   {"-1.005", "0.01", "-1.01"},
        {"7", "3", "6"},           {"7.5", "3", "9"},           {"0", "0.1", "0"},
        {"33218.49", "1", "33218"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct number a = parse(arena, cases[i].number), step = parse(arena, cases[i].step);
        expect_same(number_round(arena, a, step), parse(arena, cases[i].rounded));
    }
    expect_same(number_round(arena, ratio(arena, 1, 2), ratio(arena, 1, 3)), ratio(arena, 2, 3));
    expect_same(number_round(arena, ratio(arena, -1, 2), ratio(arena, 1, 3)), ratio(arena, -2, 3));
    assert_true(number_is_overflow(number_round(arena, NUMBER_ONE, NUMBER_ZERO)));
    arena_free(arena);
}

static void rounding_is_nearest(void **state)
{
    (void)state;
    struct random random = {4};
    struct arena *arena = arena_new();
    for (int i = 0; i < 10000; i++) {
        struct number a = number_random(arena, &random);
        struct number steps[] = {ratio(arena, 1, 4),
                                 ratio(arena, 1, 100),
                                 number_from_int(1),
                                 number_from_int(1000),
                                 ratio(arena, 1, 3),
                                 ratio(arena, 1, INT64_MAX),
                                 ratio(arena, 22, 7),
                                 number_from_int(INT64_MAX),
                                 parse(arena, "1000000000000000000000.5")};
        struct number step = steps[random_below(&random, sizeof steps / sizeof *steps)];
        struct number rounded = number_round(arena, a, step);
        assert_true(number_is_integer(number_divide(arena, rounded, step)));
        struct number distance = number_absolute(arena, number_subtract(arena, rounded, a));
        struct number half = number_divide(arena, step, number_from_int(2));
        int order = number_compare(distance, half);
        assert_true(order <= 0);
        if (order == 0)
            assert_true(number_compare(number_absolute(arena, rounded), number_absolute(arena, a)) >
                        0);
        expect_same(number_round(arena, number_negate(arena, a), step),
                    number_negate(arena, rounded));
        arena_reset(arena);
    }
    arena_free(arena);
}

static void sums_are_exact(void **state)
{
    (void)state;
    struct random random = {6};
    struct arena *arena = arena_new();
    struct number items[300];
    assert_true(number_is_zero(number_sum(arena, items, 0)));
    for (int round = 0; round < 400; round++) {
        size_t count = 1 + random_below(&random, 300);
        struct number expected = NUMBER_ZERO;
        uint32_t kind = random_below(&random, 4);
        for (size_t i = 0; i < count; i++) {
            int64_t value = random_int(&random);
            struct number number = number_random(arena, &random);
            items[i] = kind == 0   ? number_from_int(value)
                       : kind == 1 ? ratio(arena, value | 1, 1 << 20)
                       : kind == 2 ? ratio(arena, value, random_between(&random, 1, 5000))
                                   : number;
            expected = number_add(arena, expected, items[i]);
        }
        expect_same(number_sum(arena, items, count), expected);
        arena_reset(arena);
    }
    arena_free(arena);
}

/* 1/1 + 1/2 + … + 1/n: the denominators' least common multiple is far beyond 64 bits. */
static void sums_of_ratios_leave_nothing_behind(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    struct arena *arena = arena_new(), *other = arena_new();
    struct number *items = ARENA_ARRAY(arena, struct number, COUNT);
    struct number expected = NUMBER_ZERO;
    for (int i = 0; i < COUNT; i++)
        items[i] = ratio(arena, 1, i + 1);
    for (int i = 0; i < COUNT; i += 100) { /* in groups: another tree */
        struct number group[100];
        memcpy(group, items + i, sizeof group);
        expected = number_add(arena, expected, number_sum(arena, group, 100));
    }
    struct number sum = number_sum(other, items, COUNT);
    expect_same(sum, expected);
    assert_string_equal(written(arena, sum, 6), "10.480728");
    assert_true(arena_size(other) < 64 * 1024);
    arena_free(arena);
    arena_free(other);
}

static void overflow_is_bounded_and_propagates(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct number two = number_from_int(2), one = NUMBER_ONE, over = NUMBER_OVERFLOW;
    struct number power = one;
    for (int exponent = 0; exponent < NUMBER_BITS - 1; exponent = 2 * exponent + 1)
        power = number_multiply(arena, number_multiply(arena, power, power), two);
    assert_false(number_is_overflow(power));
    /* 2^NUMBER_BITS - 1 is the largest; one more is too much. */
    struct number most = number_add(arena, power, number_subtract(arena, power, one));
    assert_false(number_is_overflow(most));
    assert_true(number_is_overflow(number_add(arena, most, one)));
    assert_true(number_is_overflow(number_multiply(arena, power, two)));
    assert_false(number_is_overflow(number_divide(arena, one, most)));
    assert_true(number_is_overflow(number_divide(arena, number_divide(arena, one, most), two)));
    assert_true(number_is_overflow(number_subtract(arena, number_negate(arena, most), one)));

    struct number all[] = {number_add(arena, over, one),          number_subtract(arena, one, over),
                           number_multiply(arena, over, one),     number_divide(arena, one, over),
                           number_divide(arena, over, one),       number_negate(arena, over),
                           number_absolute(arena, over),          number_floor(arena, over),
                           number_round(arena, over, one),        number_round(arena, one, over),
                           number_divide(arena, one, NUMBER_ZERO)};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_true(number_is_overflow(all[i]));
    /* A sum that no 128 bits hold is made of pairs: this one would leave 0 and the fraction. */
    struct number many[17], total = number_from_ratio(arena, 1, INT64_C(1) << 62);
    many[16] = total;
    for (size_t i = 0; i < 16; i++) {
        many[i] = number_from_int(INT64_C(1) << 62);
        total = number_add(arena, total, many[i]);
    }
    assert_int_equal(number_compare(number_sum(arena, many, 17), total), 0);
    struct number items[] = {one, over, two};
    assert_true(number_is_overflow(number_sum(arena, items, 3)));
    assert_int_equal(number_compare(over, over), 0);
    assert_int_equal(number_compare(over, most), 1);
    assert_int_equal(number_compare(number_negate(arena, most), over), -1);
    assert_int_equal(number_sign(over), 1);
    assert_false(number_is_zero(over) || number_is_integer(over));
    arena_free(arena);
}

static void equal_numbers_hash_alike(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_true(number_hash(parse(arena, "0.50")) == number_hash(ratio(arena, -3, -6)));
    struct number big = ten_to(arena, 30);
    assert_true(number_hash(big) != number_hash(number_negate(arena, big)));
    assert_true(number_hash(number_divide(arena, NUMBER_ONE, big)) != number_hash(big));
    /* Small integers fill the low bits evenly: a table of 1,024 slots takes them all somewhere. */
    unsigned char slots[1024] = {0};
    size_t used = 0;
    for (int i = 0; i < 1024; i++) {
        unsigned char *slot = &slots[number_hash(number_from_int(i)) % 1024];
        used += *slot == 0;
        *slot = 1;
    }
    assert_in_range(used, 550, 750);
    arena_free(arena);
}

/* Every allocation of GMP's may fail: the process ends with code 3 and does not abort. */
static void lack_of_memory_ends_the_process(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct number big = ten_to(arena, 300), third = ratio(arena, 1, 3);
    unsigned long before = mem_count();
    struct number product = number_multiply(arena, number_add(arena, big, third), big);
    unsigned long needed = mem_count() - before;
    assert_false(number_is_overflow(product));
    assert_true(needed > 2);
    for (unsigned long n = 1; n <= needed; n++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(STDERR_FILENO);
            mem_fail_at(n);
            number_multiply(arena, number_add(arena, big, third), big);
            _exit(0);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 3);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_agrees_with_gmp),
        cmocka_unit_test(questions_agree_with_gmp),
        cmocka_unit_test(laws_hold),
        cmocka_unit_test(ends_of_64_bits),
        cmocka_unit_test(rounds_half_away_from_zero),
        cmocka_unit_test(rounding_is_nearest),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(sums_of_ratios_leave_nothing_behind),
        cmocka_unit_test(overflow_is_bounded_and_propagates),
        cmocka_unit_test(equal_numbers_hash_alike),
        cmocka_unit_test(lack_of_memory_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
