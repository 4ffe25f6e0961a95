/* SPDX-License-Identifier: MIT */
/* Numbers, quantities and dates as the five languages write them. */
#include "load_language.h"

#include "locale/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { CS, UK, LV, SL, RU, EN, LANGUAGES };
static const char *const codes[LANGUAGES] = {"cs", "uk", "lv", "sl", "ru", "en"};
static struct loaded all[LANGUAGES];

static int load_all(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGES; i++) {
        all[i] = load_language(codes[i], NULL);
        if (all[i].language == NULL)
            return -1;
    }
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGES; i++)
        loaded_free(&all[i]);
    return 0;
}

static struct number decimal(int i, const char *text)
{
    struct number number;
    assert_true(number_from_decimal(all[i].arena, str_from(text), &number));
    return number;
}

static const char *number(int i, const char *text, const char *step)
{
    return visible(
        &all[i], format_number(all[i].language, all[i].arena, decimal(i, text), decimal(i, step)));
}

static const char *quantity(int i, const char *text, const char *step, const char *measure)
{
    struct unit_words unit;
    assert_true(format_find_unit(all[i].language, str_from(measure), &unit));
    return visible(&all[i], format_quantity(all[i].language, all[i].arena, decimal(i, text),
                                            decimal(i, step), &unit, NULL));
}

/* The number `text` with the unit made of `forms`. */
static const char *counted(int i, const char *text, const struct plural_forms *forms)
{
    struct unit_words unit = {.forms = *forms};
    struct number value = decimal(i, text);
    struct number step = format_default_step(all[i].arena, value, false);
    return visible(&all[i],
                   format_quantity(all[i].language, all[i].arena, value, step, &unit, NULL));
}

static void groups_and_marks(void **state)
{
    (void)state;
    static const struct {
        const char *thousand, *ten_thousand, *million, *cents, *negative;
    } expected[LANGUAGES] = {
        [CS] = {"1␣234", "12␣345", "1␣234␣567", "1␣234,50", "−12␣345,6"},
        [UK] = {"1␣234", "12␣345", "1␣234␣567", "1␣234,50", "−12␣345,6"},
        [LV] = {"1234", "12␣345", "1␣234␣567", "1234,50", "−12␣345,6"},
        [SL] = {"1234", "12.345", "1.234.567", "1234,50", "−12.345,6"},
        [RU] = {"1␣234", "12␣345", "1␣234␣567", "1␣234,50", "−12␣345,6"},
        [EN] = {"1,234", "12,345", "1,234,567", "1,234.50", "−12,345.6"},
    };
    for (int i = 0; i < LANGUAGES; i++) {
        assert_string_equal(number(i, "1234", "1"), expected[i].thousand);
        assert_string_equal(number(i, "12345", "1"), expected[i].ten_thousand);
        assert_string_equal(number(i, "1234567", "1"), expected[i].million);
        assert_string_equal(number(i, "1234.5", "0.01"), expected[i].cents);
        assert_string_equal(number(i, "-12345.6", "0.1"), expected[i].negative);
    }
}

static void rounding(void **state)
{
    (void)state;
    assert_string_equal(number(CS, "33218.111", "1"), "33␣218");
    assert_string_equal(number(CS, "2.5", "1"), "3");
    assert_string_equal(number(CS, "-2.5", "1"), "−3");
    assert_string_equal(number(CS, "0.25", "0.1"), "0,3");
    assert_string_equal(number(CS, "0.2", "0.25"), "0,25");
    assert_string_equal(number(CS, "31482", "1000"), "31␣000");
    assert_string_equal(number(CS, "999.96", "0.1"), "1␣000,0");
    assert_string_equal(number(CS, "-0.004", "0.01"), "0,00");
    assert_string_equal(number(CS, "-0.4", "1"), "0");
    assert_string_equal(number(CS, "123", "1"), "123");
    struct number third = number_from_ratio(all[CS].arena, 1, 3);
    assert_string_equal(
        visible(&all[CS], format_number(all[CS].language, all[CS].arena, third, third)), "0,33");
    assert_string_equal(visible(&all[CS], format_number(all[CS].language, all[CS].arena,
                                                        NUMBER_OVERFLOW, NUMBER_ONE)),
                        "–");
}

static void default_steps(void **state)
{
    (void)state;
    static const struct {
        const char *number, *plain, *money;
    } cases[] = {{"5", "1", "1"},
                 {"-5", "1", "1"},
                 {"5.1", "0.1", "0.01"},
                 {"-5.1", "0.1", "0.01"},
                 {"5.12", "0.01", "0.01"},
                 {"5.123", "0.001", "0.01"},
                 {"5.1234", "0.01", "0.01"},
                 {"0", "1", "1"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct number value = decimal(CS, cases[i].number);
        assert_int_equal(number_compare(format_default_step(all[CS].arena, value, false),
                                        decimal(CS, cases[i].plain)),
                         0);
        assert_int_equal(number_compare(format_default_step(all[CS].arena, value, true),
                                        decimal(CS, cases[i].money)),
                         0);
    }
    struct number third = number_from_ratio(all[CS].arena, 1, 3);
    assert_int_equal(
        number_compare(format_default_step(all[CS].arena, third, false), decimal(CS, "0.01")), 0);
}

static void percent_and_money(void **state)
{
    (void)state;
    for (int i = 0; i < EN; i++)
        assert_string_equal(quantity(i, "12.5", "0.1", "percent"), "12,5␣%");
    assert_string_equal(quantity(CS, "1234.5", "0.01", "CZK"), "1␣234,50␣Kč");
    assert_string_equal(quantity(UK, "1234.5", "0.01", "UAH"), "1␣234,50␣₴");
    assert_string_equal(quantity(LV, "1234.5", "0.01", "EUR"), "1234,50␣€");
    assert_string_equal(quantity(SL, "1234.5", "0.01", "EUR"), "1234,50␣€");
    assert_string_equal(quantity(RU, "1234.5", "0.01", "RUB"), "1␣234,50␣₽");
    assert_string_equal(quantity(SL, "-5", "1", "EUR"), "−5␣€");
    assert_string_equal(quantity(EN, "12.5", "0.1", "percent"), "12.5%");
    assert_string_equal(quantity(EN, "-1234.5", "0.01", "EUR"), "−€1,234.50");
    assert_string_equal(quantity(EN, "1234", "1", "CZK"), "CZK␣1,234");
}

static void an_institution_overrides(void **state)
{
    (void)state;
    struct loaded own = load_language("uk", "measures: {UAH: {symbol: грн}}\n"
                                            "numbers: {minus: '-'}\n"
                                            "words: {total: Разом}\n");
    assert_non_null(own.language);
    struct unit_words unit;
    assert_true(format_find_unit(own.language, STR("UAH"), &unit));
    struct number value, step;
    assert_true(number_from_decimal(own.arena, STR("-1234.5"), &value));
    assert_true(number_from_decimal(own.arena, STR("0.01"), &step));
    struct str text = format_quantity(own.language, own.arena, value, step, &unit, NULL);
    assert_string_equal(visible(&own, text), "-1␣234,50␣грн");
    assert_true(str_is(language_word(own.language, "total"), "Разом"));
    assert_true(str_is(language_word(own.language, "mean"), "Середнє"));
    loaded_free(&own);
}

static void nouns(void **state)
{
    (void)state;
    static const struct plural_forms cs = {.forms = {[PLURAL_ONE] = {"den", 3},
                                                     [PLURAL_FEW] = {"dny", 3},
                                                     [PLURAL_MANY] = {"dne", 3},
                                                     [PLURAL_OTHER] = {"dní", 4}}};
    assert_string_equal(counted(CS, "1", &cs), "1␣den");
    assert_string_equal(counted(CS, "2", &cs), "2␣dny");
    assert_string_equal(counted(CS, "4", &cs), "4␣dny");
    assert_string_equal(counted(CS, "5", &cs), "5␣dní");
    assert_string_equal(counted(CS, "0", &cs), "0␣dní");
    assert_string_equal(counted(CS, "22", &cs), "22␣dní");
    assert_string_equal(counted(CS, "1.5", &cs), "1,5␣dne");
    assert_string_equal(counted(CS, "-2", &cs), "−2␣dny");

    static const char *const slavic[] = {"1", "21", "101", "2", "22", "0", "5", "11", "14", "1.5"};
    static const char *const uk[] = {"1␣день", "21␣день", "101␣день", "2␣дні",   "22␣дні",
                                     "0␣днів", "5␣днів",  "11␣днів",  "14␣днів", "1,5␣дня"};
    static const char *const ru[] = {"1␣день", "21␣день", "101␣день", "2␣дня",   "22␣дня",
                                     "0␣дней", "5␣дней",  "11␣дней",  "14␣дней", "1,5␣дня"};
    for (size_t i = 0; i < sizeof slavic / sizeof *slavic; i++) {
        const char *step = slavic[i][1] == '.' ? "0.1" : "1";
        assert_string_equal(quantity(UK, slavic[i], step, "day"), uk[i]);
        assert_string_equal(quantity(RU, slavic[i], step, "day"), ru[i]);
    }
    static const char *const latvian[] = {"1",   "21", "0.1", "1.1", "2",  "9",  "22",
                                          "0.2", "0",  "10",  "20",  "11", "30", "100"};
    static const char *const lv[] = {"1␣diena",  "21␣diena",  "0,1␣diena",  "1,1␣diena", "2␣dienas",
                                     "9␣dienas", "22␣dienas", "0,2␣dienas", "0␣dienu",   "10␣dienu",
                                     "20␣dienu", "11␣dienu",  "30␣dienu",   "100␣dienu"};
    for (size_t i = 0; i < sizeof latvian / sizeof *latvian; i++)
        assert_string_equal(quantity(LV, latvian[i], latvian[i][1] == '.' ? "0.1" : "1", "day"),
                            lv[i]);
    static const char *const slovene[] = {"1", "101", "2", "102", "3", "4", "103", "0", "5", "1.5"};
    static const char *const sl[] = {"1␣ura", "101␣ura", "2␣uri", "102␣uri", "3␣ure",
                                     "4␣ure", "103␣ure", "0␣ur",  "5␣ur",    "1,5␣ure"};
    for (size_t i = 0; i < sizeof slovene / sizeof *slovene; i++)
        assert_string_equal(quantity(SL, slovene[i], slovene[i][1] == '.' ? "0.1" : "1", "hour"),
                            sl[i]);
    /* The genitive singular, where CLDR would take the word that goes with three. */
    assert_string_equal(quantity(SL, "1.5", "0.1", "day"), "1,5␣dneva");
    assert_string_equal(quantity(SL, "3", "1", "day"), "3␣dnevi");
}

static void the_number_as_shown_decides(void **state)
{
    (void)state;
    assert_string_equal(quantity(CS, "1", "0.1", "day"), "1,0␣dne");
    assert_string_equal(quantity(CS, "0.96", "1", "day"), "1␣den");
    assert_string_equal(quantity(LV, "1.04", "0.01", "day"), "1,04␣dienas");
    assert_string_equal(quantity(LV, "1.21", "0.01", "day"), "1,21␣diena");
    assert_string_equal(quantity(UK, "1", "0.01", "day"), "1,00␣дня");
    assert_string_equal(quantity(CS, "123456789012345678", "1", "day"),
                        "123␣456␣789␣012␣345␣678␣dní");
    assert_string_equal(quantity(UK, "123456789012345671", "1", "day"),
                        "123␣456␣789␣012␣345␣671␣день");
}

static void per(void **state)
{
    (void)state;
    struct unit_words money, hour, day, percent;
    assert_true(format_find_unit(all[CS].language, STR("CZK"), &money));
    assert_true(format_find_unit(all[CS].language, STR("hour"), &hour));
    assert_true(format_find_unit(all[CS].language, STR("day"), &day));
    assert_true(format_find_unit(all[CS].language, STR("percent"), &percent));
    assert_false(format_find_unit(all[CS].language, STR("parsec"), &day));
    const struct language *cs = all[CS].language;
    struct arena *arena = all[CS].arena;
    struct number n = decimal(CS, "1250");
    assert_string_equal(visible(&all[CS], format_quantity(cs, arena, n, NUMBER_ONE, &money, &hour)),
                        "1␣250␣Kč/h");
    assert_string_equal(visible(&all[CS], format_unit(cs, arena, &money, &day)), "Kč/den");
    assert_string_equal(visible(&all[CS], format_unit(cs, arena, &percent, NULL)), "%");
    assert_string_equal(visible(&all[CS], format_unit(cs, arena, &hour, NULL)), "hodin");
    assert_string_equal(visible(&all[CS], format_quantity(cs, arena, n, NUMBER_ONE, NULL, NULL)),
                        "1␣250");
    const struct language *en = all[EN].language;
    assert_true(format_find_unit(en, STR("EUR"), &money));
    assert_true(format_find_unit(en, STR("hour"), &hour));
    assert_string_equal(visible(&all[EN], format_quantity(en, arena, n, NUMBER_ONE, &money, &hour)),
                        "€1,250/h");
}

static const char *date(int i, enum date_style style)
{
    int32_t day = date_from_parts((struct date_parts){2026, 5, 7});
    return visible(&all[i], format_date(all[i].language, all[i].arena, day, style));
}

static void dates(void **state)
{
    (void)state;
    static const struct {
        const char *longer, *running, *shorter, *month;
    } expected[LANGUAGES] = {
        [CS] = {"7.␣května 2026", "7.␣května 2026", "7.␣5.␣2026", "květen 2026"},
        [UK] = {"7␣травня 2026⍽р.", "7␣травня 2026␣року", "07.05.2026", "травень 2026⍽р."},
        [LV] = {"2026.␣gada 7.␣maijs", "2026.␣gada 7.␣maijā", "07.05.2026.", "2026.␣gada maijs"},
        [SL] = {"7.␣maj 2026", "7.␣maja 2026", "7.␣5.␣2026", "maj 2026"},
        [RU] = {"7␣мая 2026⍽г.", "7␣мая 2026␣года", "07.05.2026", "май 2026⍽г."},
        [EN] = {"7␣May 2026", "7␣May 2026", "2026-05-07", "May 2026"},
    };
    for (int i = 0; i < LANGUAGES; i++) {
        assert_string_equal(date(i, DATE_LONG), expected[i].longer);
        assert_string_equal(date(i, DATE_RUNNING), expected[i].running);
        assert_string_equal(date(i, DATE_SHORT), expected[i].shorter);
        struct str month = format_month(all[i].language, all[i].arena, 2026 * 12 + 4);
        assert_string_equal(visible(&all[i], month), expected[i].month);
    }
    int32_t last = date_from_parts((struct date_parts){2022, 12, 31});
    assert_string_equal(
        visible(&all[LV], format_date(all[LV].language, all[LV].arena, last, DATE_SHORT)),
        "31.12.2022.");
    struct str within = format_month_running(all[CS].language, all[CS].arena, 2022 * 12 + 11);
    assert_string_equal(visible(&all[CS], within), "prosinci 2022");
}

static void periods(void **state)
{
    (void)state;
    static const struct {
        const char *year, *named, *school, *school_named;
    } expected[LANGUAGES] = {
        [CS] = {"2022", "rok 2022", "2022/2023", "školní rok 2022/2023"},
        [UK] = {"2022", "2022⍽р.", "2022/2023", "2022/2023␣н.⍽р."},
        [LV] = {"2022", "2022.␣gads", "2022./2023", "2022./2023.␣mācību gads"},
        [SL] = {"2022", "leto 2022", "2022/2023", "šolsko leto 2022/2023"},
        [RU] = {"2022", "2022⍽г.", "2022/2023", "2022/2023␣уч.⍽г."},
        [EN] = {"2022", "2022", "2022/2023", "school year 2022/2023"},
    };
    for (int i = 0; i < LANGUAGES; i++) {
        const struct language *language = all[i].language;
        struct arena *arena = all[i].arena;
        assert_string_equal(visible(&all[i], format_period(language, arena, 2022, PERIOD_CALENDAR)),
                            expected[i].year);
        assert_string_equal(
            visible(&all[i], format_period_named(language, arena, 2022, PERIOD_CALENDAR)),
            expected[i].named);
        assert_string_equal(visible(&all[i], format_period(language, arena, 2022, PERIOD_SCHOOL)),
                            expected[i].school);
        assert_string_equal(
            visible(&all[i], format_period_named(language, arena, 2022, PERIOD_SCHOOL)),
            expected[i].school_named);
    }
    assert_int_equal(format_period(all[CS].language, all[CS].arena, PERIOD_NONE, PERIOD_CALENDAR).n,
                     0);
}

static void ordinals_and_answers(void **state)
{
    (void)state;
    static const char *const expected[LANGUAGES] = {"5.", "5-й", "5.", "5.", "5-й", "5."};
    for (int i = 0; i < LANGUAGES; i++)
        assert_string_equal(
            visible(&all[i], format_ordinal(all[i].language, all[i].arena, 5, GENDER_MASCULINE)),
            expected[i]);
    assert_true(str_is(format_ordinal(all[UK].language, all[UK].arena, 5, GENDER_FEMININE), "5-а"));
    assert_true(str_is(format_ordinal(all[UK].language, all[UK].arena, 5, GENDER_NEUTER), "5-е"));
    assert_true(str_is(format_ordinal(all[CS].language, all[CS].arena, 5, GENDER_FEMININE), "5."));
    assert_true(str_is(format_yes_no(all[UK].language, true), "так"));
    assert_true(str_is(format_yes_no(all[CS].language, false), "ne"));
}

static const char *slug(int i, const char *text)
{
    return format_slug(all[i].language, all[i].arena, str_from(text)).p;
}

static void names_of_files(void **state)
{
    (void)state;
    struct arena *arena = all[CS].arena;
    const struct language *language = all[CS].language;
    char letters[200], words[200];
    memset(letters, 'x', sizeof letters);
    for (size_t i = 0; i < sizeof words; i++)
        words[i] = i % 9 == 8 ? ' ' : 'x';
    struct str cut = format_file_name(language, arena, (struct str){letters, sizeof letters});
    assert_int_equal(cut.n, FORMAT_FILE_NAME);
    cut = format_file_name(language, arena, (struct str){words, sizeof words});
    assert_int_equal(cut.n, FORMAT_FILE_NAME);
    assert_int_equal(cut.p[cut.n - 1], 'x');
    cut = format_file_name(language, arena, (struct str){words + 1, sizeof words - 1});
    assert_int_equal(cut.n, 79);
    assert_string_equal(format_file_name(language, arena, STR("Přehled knihoven")).p,
                        "prehled-knihoven");
}

static void slugs(void **state)
{
    (void)state;
    assert_string_equal(slug(CS, "Příliš žluťoučký kůň"), "prilis-zlutoucky-kun");
    assert_string_equal(slug(CS, "  Výkon (2022) – přehled! "), "vykon-2022-prehled");
    assert_string_equal(slug(CS, "Ⅳ. část, x²"), "iv-cast-x2");
    assert_string_equal(slug(UK, "Згорани Єнакієве п’ятниця"), "zghorany-yenakiieve-piatnytsia");
    assert_string_equal(slug(UK, "Юрій і Ґалаґан"), "yurii-i-galagan");
    assert_string_equal(slug(RU, "Объём и съезд"), "obyom-i-sezd");
    assert_string_equal(slug(LV, "Ķekava, ģimene ļoti ņem ŗ"), "kekava-gimene-loti-nem-r");
    assert_string_equal(slug(SL, "Đakovo – šola"), "djakovo-sola");
    assert_string_equal(slug(CS, "漢 字 a"), "a");
    assert_string_equal(slug(CS, ""), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_and_marks),
        cmocka_unit_test(rounding),
        cmocka_unit_test(default_steps),
        cmocka_unit_test(percent_and_money),
        cmocka_unit_test(an_institution_overrides),
        cmocka_unit_test(nouns),
        cmocka_unit_test(the_number_as_shown_decides),
        cmocka_unit_test(per),
        cmocka_unit_test(dates),
        cmocka_unit_test(periods),
        cmocka_unit_test(ordinals_and_answers),
        cmocka_unit_test(slugs),
        cmocka_unit_test(names_of_files),
    };
    return cmocka_run_group_tests(tests, load_all, free_all);
}
