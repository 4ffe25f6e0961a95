/* SPDX-License-Identifier: MIT */
/* The line breaker against all possible ways of breaking, against the greedy one, and its rules. */
#include "pdf/breaks.h"
#include "random.h"
#include "unit.h"

enum { MOST_POINTS = 15, SPACE = 160 };

struct words {
    struct pdf_break points[400];
    size_t count;
};

/* Words of random widths with a space between; every third may be divided. */
static void make_text(struct random *random, size_t number, struct words *words)
{
    int64_t width = 0, spaces = 0;
    words->count = 0;
    words->points[words->count++] = (struct pdf_break){0};
    for (size_t i = 0; i < number; i++) {
        if (i > 0) {
            words->points[words->count++] =
                (struct pdf_break){.end = width,
                                   .start = width + SPACE,
                                   .end_spaces = spaces,
                                   .start_spaces = spaces + SPACE,
                                   .forced = random_below(random, 40) == 0};
            width += SPACE;
            spaces += SPACE;
        }
        int64_t word = 100 + (int64_t)random_below(random, 3000);
        if (random_below(random, 3) == 0) {
            int64_t at = width + word / 2;
            words->points[words->count++] = (struct pdf_break){.end = at,
                                                               .start = at,
                                                               .end_spaces = spaces,
                                                               .start_spaces = spaces,
                                                               .hyphen = 110,
                                                               .penalty = 50};
        }
        width += word;
    }
    words->points[words->count++] = (struct pdf_break){
        .end = width, .start = width, .end_spaces = spaces, .start_spaces = spaces};
}

static bool skips_forced(const struct words *words, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        if (words->points[i].forced)
            return true;
    return false;
}

/* The least demerits of all ways: each point but the last is taken or not. */
static int64_t try_all(const struct words *words, const struct pdf_break_rules *rules)
{
    int64_t least = INT64_MAX;
    size_t inner = words->count - 2;
    for (uint32_t set = 0; set < 1U << inner; set++) {
        uint32_t chosen[MOST_POINTS];
        size_t count = 0, before = 0;
        bool valid = true;
        for (size_t i = 1; i < words->count; i++) {
            if (i < words->count - 1 && !(set >> (i - 1) & 1))
                continue;
            valid &= !skips_forced(words, before, i);
            chosen[count++] = (uint32_t)i;
            before = i;
        }
        int64_t demerits =
            valid ? pdf_break_demerits(words->points, rules, chosen, count) : INT64_MAX;
        if (demerits < least)
            least = demerits;
    }
    return least;
}

static struct pdf_break_rules rules_for(struct random *random)
{
    bool justified = random_below(random, 3) > 0;
    static const int32_t tolerances[] = {30, 200, 3000, PDF_BREAK_ANY};
    return (struct pdf_break_rules){.width = 3400 + (pdf_length)random_below(random, 6000),
                                    .justified = justified,
                                    .ragged = 900,
                                    .tolerance = tolerances[random_below(random, 4)]};
}

static void equals_the_best_of_all_ways(void **state)
{
    (void)state;
    struct random random = {42};
    struct arena *arena = arena_new();
    size_t found = 0;
    for (int round = 0; round < 1500; round++) {
        struct words words;
        uint32_t chosen[MOST_POINTS];
        make_text(&random, 2 + random_below(&random, 7), &words);
        if (words.count > 13)
            continue;
        struct pdf_break_rules rules = rules_for(&random);
        size_t count = pdf_break_lines(arena, words.points, words.count, &rules, chosen);
        int64_t least = try_all(&words, &rules);
        assert_int_equal(count == 0, least == INT64_MAX);
        if (count > 0)
            assert_int_equal(pdf_break_demerits(words.points, &rules, chosen, count), least);
        found += count > 0;
        arena_reset(arena);
    }
    assert_true(found > 500);
    arena_free(arena);
}

/* Each line takes what fits. */
static size_t break_greedily(const struct words *words, pdf_length width, uint32_t *chosen)
{
    size_t count = 0, from = 0;
    for (size_t i = 1; i < words->count;) {
        size_t last = i;
        for (size_t to = i; to < words->count; to++) {
            const struct pdf_break *end = &words->points[to];
            if (end->end + end->hyphen - words->points[from].start <= width)
                last = to;
            if (end->forced || end->end - words->points[from].start > width)
                break;
        }
        chosen[count++] = (uint32_t)last;
        from = last;
        i = last + 1;
    }
    return count;
}

static void is_never_worse_than_greedy(void **state)
{
    (void)state;
    struct random random = {7};
    struct arena *arena = arena_new();
    for (int round = 0; round < 500; round++) {
        struct words words;
        uint32_t best[400], greedy[400];
        make_text(&random, 40 + random_below(&random, 100), &words);
        struct pdf_break_rules rules = {.width = 4000 + (pdf_length)random_below(&random, 20000),
                                        .justified = true,
                                        .tolerance = PDF_BREAK_ANY};
        size_t count = pdf_break_lines(arena, words.points, words.count, &rules, best);
        size_t others = break_greedily(&words, rules.width, greedy);
        assert_true(count > 0);
        assert_true(pdf_break_demerits(words.points, &rules, best, count) <=
                    pdf_break_demerits(words.points, &rules, greedy, others));
        for (size_t i = 0, from = 0; i < count; from = best[i++]) {
            const struct pdf_break *end = &words.points[best[i]], *start = &words.points[from];
            int64_t shrink = (end->end_spaces - start->start_spaces) / PDF_SPACE_SHRINK;
            assert_true(end->end + end->hyphen - start->start - shrink <= rules.width);
            assert_false(skips_forced(&words, from, best[i]));
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

static void does_not_end_three_lines_in_hyphens(void **state)
{
    (void)state;
    struct random random = {99};
    struct arena *arena = arena_new();
    size_t pairs = 0;
    for (int round = 0; round < 500; round++) {
        struct words words;
        uint32_t chosen[400];
        make_text(&random, 60, &words);
        struct pdf_break_rules rules = {
            .width = 3600, .justified = true, .tolerance = PDF_BREAK_ANY};
        size_t count = pdf_break_lines(arena, words.points, words.count, &rules, chosen), row = 0;
        for (size_t i = 0; i < count; i++) {
            row = words.points[chosen[i]].hyphen ? row + 1 : 0;
            pairs += row == 2;
            assert_true(row < 3);
        }
        arena_reset(arena);
    }
    assert_true(pairs > 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_best_of_all_ways),
        cmocka_unit_test(is_never_worse_than_greedy),
        cmocka_unit_test(does_not_end_three_lines_in_hyphens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
