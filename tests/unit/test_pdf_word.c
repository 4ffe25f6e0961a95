/* SPDX-License-Identifier: MIT */
/* Where words may be divided: "-" where a hyphen is added, "|" where the line just ends. */
#include "pdf/face.h"
#include "pdf_fixture.h"

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

static struct str divide(const char *text, bool hyphenate)
{
    struct diags *diags = fixture.session.diags;
    const struct pdf_face_request *face = &fixture.layout->styles[PDF_STYLE_BODY].faces[0];
    struct pdf_font font = {.faces = {pdf_fonts_open(fixture.fonts, face, diags)}, .count = 1};
    struct pdf_shaping shaping =
        pdf_shaping_of(fixture.fonts, &font, STR("cs"), (struct span){0}, diags);
    struct pdf_word *word = pdf_shape_word(&shaping, str_from(text));
    pdf_word_find_breaks(fixture.fonts, word, fixture.language, fixture.hyphens, hyphenate, diags);
    struct buf out = {0};
    size_t from = 0;
    for (size_t i = 0; i < word->break_count; i++) {
        buf_str(&out, str_slice(word->text, from, word->breaks[i].at));
        buf_char(&out, word->breaks[i].hyphen ? '-' : '|');
        from = word->breaks[i].at;
    }
    buf_str(&out, str_slice(word->text, from, word->text.n));
    struct str divided = buf_copy(&out, fixture.arena);
    buf_free(&out);
    return divided;
}

static void words_are_divided_by_the_dictionary(void **state)
{
    (void)state;
    assert_str(divide("knihovna", true), "knihov-na");
    assert_str(divide("Knihovna,", true), "Knihov-na,");
    assert_str(divide("„knihovna“", true), "„knihov-na“");
    assert_str(divide("kniha/knihovna", true), "kni-ha/|knihov-na");
}

static void nothing_else_than_words_is(void **state)
{
    (void)state;
    assert_str(divide("KNIHOVNA", true), "KNIHOVNA");
    assert_str(divide("KniHovna", true), "KniHovna");
    assert_str(divide("knihovna7", true), "knihovna7");
    assert_str(divide("7knihovna", true), "7knihovna");
    assert_str(divide("knihovna@knihovna.cz", true), "knihovna@knihovna.cz");
    assert_str(divide("www.knihovna.cz", true), "www.knihovna.cz");
    assert_str(divide("http://knihovna.cz/rok", true), "http://|knihovna.cz/|rok");
}

static void soft_hyphens_say_it_alone(void **state)
{
    (void)state;
    assert_str(divide("knih\u00ADovna", true), "knih-ovna");
    assert_str(divide("\u00ADknih\u00AD\u00ADovna\u00AD", true), "knih-ovna");
    assert_str(divide("\u00AD", true), "");
}

static void lines_end_behind_signs(void **state)
{
    (void)state;
    assert_str(divide("2018–2022", true), "2018–2022");
    assert_str(divide("a–b", false), "a–|b");
    assert_str(divide("obsluha", false), "obsluha");
}

/* Put together from its signs or not, a number looks as HarfBuzz shapes it. */
static void check_number(const struct pdf_face_request *face, bool tabular, const char *text)
{
    struct diags *diags = fixture.session.diags;
    struct pdf_font font = {
        .faces = {pdf_fonts_open(fixture.fonts, face, diags)}, .count = 1, .tabular = tabular};
    struct pdf_shaping shaping =
        pdf_shaping_of(fixture.fonts, &font, STR("cs"), (struct span){0}, diags);
    const struct pdf_shaped *shaped = &pdf_shape_word(&shaping, str_from(text))->shaped;
    struct pdf_glyphs glyphs = {0};
    pdf_shape_pieces(&shaping, str_from(text), &glyphs);
    assert_int_equal(shaped->count, glyphs.count);
    for (size_t i = 0; i < glyphs.count; i++) {
        const struct pdf_glyph *is = &shaped->glyphs[i], *wanted = &glyphs.items[i];
        assert_int_equal(is->face, wanted->face);
        assert_int_equal(is->glyph, wanted->glyph);
        assert_int_equal(is->advance, wanted->advance);
        assert_int_equal(is->dx, wanted->dx);
        assert_int_equal(is->dy, wanted->dy);
        assert_int_equal(is->text_n, 1);
        assert_int_equal(*is->text, text[i]);
    }
}

static void numbers_look_as_a_whole(void **state)
{
    (void)state;
    static const char *const numbers[] = {"267,59", "1.000", "111", "7,7.7", "...", "2022.", "0,0"};
    for (int style = 0; style < PDF_STYLE_COUNT; style++)
        for (size_t i = 0; i < 2 * sizeof numbers / sizeof *numbers; i++)
            check_number(&fixture.layout->styles[style].faces[0], i % 2, numbers[i / 2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_divided_by_the_dictionary),
        cmocka_unit_test(nothing_else_than_words_is),
        cmocka_unit_test(soft_hyphens_say_it_alone),
        cmocka_unit_test(lines_end_behind_signs),
        cmocka_unit_test(numbers_look_as_a_whole),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
