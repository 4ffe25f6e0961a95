/* SPDX-License-Identifier: MIT */
/* Divisions of words: patterns made complete, dictionaries of all languages, exceptions. */
#include "unit.h"

#include "load_language.h"
#include "pdf/hyphens.h"
#include "pdf/patterns.h"
#include "random.h"

#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>

static void patterns_add_up(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf out = {0};
    /* "b1c" and "1c" end where "abc" ends, and "xb" leads nowhere by itself. */
    pdf_patterns_complete(STR("UTF-8\nLEFTHYPHENMIN 2\na2bc\nb1c\n3c4\nxby\n1b\n"), arena, &out);
    assert_str(buf_view(&out), "UTF-8\nLEFTHYPHENMIN 2\na2b3c4\nb3c4\n3c4\nxby\n1b\na1b\nx1b\n");
    buf_free(&out);
    arena_free(arena);
}

static void plain_patterns_add_up_in_a_word(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct pdf_patterns *patterns =
        pdf_patterns_read(arena, STR("UTF-8\n% none\nLEFTHYPHENMIN 2\na2bc\nb1c\n3c4\n.x3y\n"));
    char values[8];
    assert_non_null(patterns);
    assert_str(patterns->charset, "UTF-8");
    assert_int_equal(patterns->left, 2);
    pdf_patterns_add_up(patterns, STR("xyabc"), values);
    assert_memory_equal(values, "\0\3\0\2\3\4", 6);
    /* Those are libhyphen's. */
    assert_null(pdf_patterns_read(arena, STR("UTF-8\n1'.\nNEXTLEVEL\na1b\n")));
    assert_null(pdf_patterns_read(arena, STR("UTF-8\nc1k/k=k,1,2\n")));
    arena_free(arena);
}

enum { RANDOM_DICTIONARIES = 200, RANDOM_PATTERNS = 40, RANDOM_WORDS = 50, RANDOM_LETTERS = 12 };

static void put_letters(struct buf *out, struct random *random, uint32_t count, bool digits)
{
    for (uint32_t i = 0; i < count; i++) {
        if (digits && random_below(random, 2))
            buf_int(out, random_below(random, 5) + 1);
        buf_char(out, (char)('a' + random_below(random, 3)));
    }
    if (digits)
        buf_int(out, random_below(random, 5) + 1);
}

static struct str random_dictionary(struct arena *arena, struct random *random)
{
    struct buf out = {0};
    buf_text(&out, "UTF-8\nLEFTHYPHENMIN 1\nRIGHTHYPHENMIN 1\n");
    for (int i = 0; i < RANDOM_PATTERNS; i++) {
        uint32_t edge = random_below(random, 8);
        if (edge == 0)
            buf_char(&out, '.');
        put_letters(&out, random, random_below(random, 5) + 1, true);
        if (edge == 1)
            buf_char(&out, '.');
        buf_char(&out, '\n');
    }
    struct str text = buf_copy(&out, arena);
    buf_free(&out);
    return text;
}

static HyphenDict *complete(struct arena *arena, struct str dictionary)
{
    struct buf whole = {0};
    pdf_patterns_complete(dictionary, arena, &whole);
    FILE *stream = fmemopen(whole.p, whole.n, "r");
    assert_non_null(stream);
    HyphenDict *patterns = hnj_hyphen_load_file(stream);
    assert_non_null(patterns);
    fclose(stream);
    buf_free(&whole);
    return patterns;
}

static void compare(struct str word, const struct pdf_patterns *plain, HyphenDict *libhyphen)
{
    char values[RANDOM_LETTERS + 1], hyphens[RANDOM_LETTERS + 8] = {0};
    char **changes = NULL;
    int *places = NULL, *cuts = NULL;
    pdf_patterns_add_up(plain, word, values);
    assert_int_equal(hnj_hyphen_hyphenate3(libhyphen, word.p, (int)word.n, hyphens, NULL, &changes,
                                           &places, &cuts, 1, 1, 1, 1),
                     0);
    for (size_t i = 1; i < word.n; i++)
        if ((values[i] & 1) != (hyphens[i - 1] & 1))
            fail_msg("%.*s divides before letter %zu by one of them alone", (int)word.n, word.p, i);
    free(changes);
    free(places);
    free(cuts);
}

/* The table and libhyphen's automaton are two ways to the same divisions. */
static void plain_patterns_divide_as_libhyphen_does(void **state)
{
    (void)state;
    struct random random = {11};
    for (int i = 0; i < RANDOM_DICTIONARIES; i++) {
        struct arena *arena = arena_new();
        struct str dictionary = random_dictionary(arena, &random);
        const struct pdf_patterns *plain = pdf_patterns_read(arena, dictionary);
        assert_non_null(plain);
        HyphenDict *libhyphen = complete(arena, dictionary);
        for (int k = 0; k < RANDOM_WORDS; k++) {
            struct buf word = {0};
            put_letters(&word, &random, random_below(&random, RANDOM_LETTERS) + 1, false);
            compare(buf_copy(&word, arena), plain, libhyphen);
            buf_free(&word);
        }
        hnj_hyphen_free(libhyphen);
        arena_free(arena);
    }
}

/* The word with - at each division. */
static struct str divide(struct arena *arena, struct pdf_hyphens *hyphens,
                         const struct language *language, struct diags *diags, const char *word)
{
    bool marks[PDF_HYPHENS_WORD] = {false};
    struct buf out = {0};
    pdf_hyphens_find(hyphens, language, str_from(word), diags, marks);
    for (size_t i = 0; word[i]; i++) {
        if (i > 0 && i < PDF_HYPHENS_WORD && marks[i])
            buf_char(&out, '-');
        buf_char(&out, word[i]);
    }
    struct str divided = buf_copy(&out, arena);
    buf_free(&out);
    return divided;
}

static void check_words(const char *code, const char *const (*words)[2], size_t count)
{
    struct loaded loaded = load_language(code, NULL);
    enum fs_status status;
    struct fs *system = fs_open_system(loaded.arena, &status);
    struct pdf_hyphens *hyphens = pdf_hyphens_new(loaded.arena, system);
    for (size_t i = 0; i < count; i++)
        assert_str(divide(loaded.arena, hyphens, loaded.language, loaded.diags, words[i][0]),
                   words[i][1]);
    assert_int_equal(diags_count(loaded.diags, SEVERITY_ERROR), 0);
    pdf_hyphens_free(hyphens);
    fs_close(system);
    loaded_free(&loaded);
}

#define CHECK(code, ...)                                                                           \
    do {                                                                                           \
        static const char *const words[][2] = {__VA_ARGS__};                                       \
        check_words(code, words, sizeof words / sizeof *words);                                    \
    } while (0)

static void words_of_five_languages(void **state)
{
    (void)state;
    CHECK("cs", {"provedeno", "pro-ve-de-no"}, {"Vzdělávání", "Vzdě-lá-vá-ní"}, {"rok", "rok"});
    CHECK("uk", {"проведено", "про-ве-де-но"}, {"семінарів", "се-мі-на-рів"},
          {"господарювання", "гос-по-да-рю-ван-ня"}, {"обов’язкових", "обов’язко-вих"},
          {"невід’ємними", "не-від’ємни-ми"});
    CHECK("lv", {"uzņēmējdarbība", "uz-ņē-mēj-dar-bī-ba"}, {"pārskats", "pār-skats"});
    CHECK("sl", {"gospodarstvo", "go-spo-dar-stvo"}, {"najpomembnejši", "naj-po-memb-nej-ši"});
    CHECK("ru", {"ответственность", "от-вет-ствен-ность"}, {"бухгалтерский", "бух-гал-тер-ский"});
}

static void long_and_foreign_words_stay_whole(void **state)
{
    (void)state;
    char many[400];
    memset(many, 'a', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    const char *const words[][2] = {{many, many}, {"ответственность", "ответственность"}};
    check_words("cs", words, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_add_up),
        cmocka_unit_test(plain_patterns_add_up_in_a_word),
        cmocka_unit_test(plain_patterns_divide_as_libhyphen_does),
        cmocka_unit_test(words_of_five_languages),
        cmocka_unit_test(long_and_foreign_words_stay_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
