/* SPDX-License-Identifier: MIT */
/* Quotes, dashes, apostrophes and no-break spaces: what is typed, and what is printed. */
#include "load_language.h"

#include "base/buf.h"
#include "locale/typography.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct line {
    const char *typed, *printed; /* printed NULL: as typed */
};

/* One line; mismatches are shown, so that all come to light at once. */
static bool prints(struct loaded *loaded, struct str typed, const char *wanted)
{
    struct str printed = typography_text(loaded->language, loaded->arena, typed);
    const char *shown = visible(loaded, printed);
    if (strcmp(shown, wanted) == 0)
        return true;
    print_error("%s\n  gives  %s\n  not    %s\n", visible(loaded, typed), shown, wanted);
    return false;
}

static void check(const char *code, const struct line *lines, size_t count, bool twice)
{
    struct loaded loaded = load_language(code, NULL);
    assert_non_null(loaded.language);
    bool fine = true;
    for (size_t i = 0; i < count; i++) {
        struct str typed = str_from(lines[i].typed);
        const char *wanted = lines[i].printed ? lines[i].printed : lines[i].typed;
        fine = prints(&loaded, typed, wanted) && fine;
        /* What is right stays as it is. */
        struct str once = typography_text(loaded.language, loaded.arena, typed);
        fine = (!twice || prints(&loaded, once, wanted)) && fine;
    }
    loaded_free(&loaded);
    assert_true(fine);
}

#define CHECK(code, lines) check(code, lines, sizeof(lines) / sizeof *(lines), true)

static void czech_spaces(void **state)
{
    (void)state;
    static const struct line lines[] = {
        {"v Liberci a u nás", "v␣Liberci a␣u␣nás"},
        {"V Liberci. K tomu", "V␣Liberci. K␣tomu"},
        {"(v Liberci) „s knihou“", "(v␣Liberci) „s␣knihou“"},
        {"a) první, b) druhý", NULL},
        {"1 234 567 Kč", "1␣234␣567␣Kč"},
        {"12 345,50 Kč.", "12␣345,50␣Kč."},
        {"50 % knihoven, § 23 odst. 2 písm. b)", "50␣% knihoven, §␣23␣odst.␣2␣písm.␣b)"},
        {"62 knihoven, 3 dny a 5 km", "62␣knihoven, 3␣dny a␣5␣km"},
        {"V roce 2022 byly knihovny", "V␣roce 2022 byly knihovny"},
        {"V roce 2022 přibylo 1491 svazků", "V␣roce 2022 přibylo 1491␣svazků"},
        {"dne 7. května 2026 a 7. 5. 2026", "dne 7.␣května 2026 a␣7.␣5.␣2026"},
        {"č. 5, str. 12 a obr. 3.", "č.␣5, str.␣12 a␣obr.␣3."},
        {"J. Novák a T. G. Masaryk", "J.␣Novák a␣T.␣G.␣Masaryk"},
        {"Ing. Eva Nová, prof. PhDr. Novák, CSc.", "Ing.␣Eva Nová, prof.␣PhDr.␣Novák,␣CSc."},
        {"Ph.D. a Novák, Ph.D., byli", "Ph.D. a␣Novák,␣Ph.D., byli"},
        {"(Novák,) Ph.D.", NULL},
        {"Karel IV. a Jan XXIII.", "Karel␣IV. a␣Jan␣XXIII."},
        {"a j., atd.", "a␣j., atd."},
        {"na 5 °C", "na 5␣°C"},
        {"v  Liberci i\nv Jablonci", "v␣Liberci i␣v␣Jablonci"},
        {"pracovníci, i, a konec", "pracovníci, i, a␣konec"},
        {"", NULL},
        {"   ", NULL},
        {"k", NULL},
        {" v Brně ", " v␣Brně "},
    };
    CHECK("cs", lines);
}

static void czech_marks(void **state)
{
    (void)state;
    static const struct line lines[] = {
        {"\"Kniha\"", "„Kniha“"},
        {"Řekl: \"Čtu 'Babičku' rád.\"", "Řekl: „Čtu ‚Babičku‘ rád.“"},
        {"\"Kniha \"Krakatit\" je\" zde", "„Kniha ‚Krakatit‘ je“ zde"},
        {"(\"slovo\") [\"slovo\"] –\"slovo\"", "(„slovo“) [„slovo“] –„slovo“"},
        {"\"'Ano'\" a \"'ne'.\"", "„‚Ano‘“ a␣„‚ne‘.“"},
        {"„Kniha \"Krakatit\" je“", "„Kniha ‚Krakatit‘ je“"},
        {"d'Artagnan a rock'n'roll", "d’Artagnan a␣rock’n’roll"},
        {"O'Brien, '70s a konec", "O’Brien, ’70s a␣konec"},
        {"monitor 24\" a 5'", "monitor 24\" a␣5'"},
        {"Praha - město", "Praha␣– město"},
        {"Praha -- město --- zde", "Praha␣– město␣– zde"},
        {"Praha – město", "Praha␣– město"},
        {"Praha-město, česko-německý", NULL},
        {"- na začátku a -", "- na začátku a␣-"},
        {"atd... A dál....", "atd… A␣dál...."},
        {"v letech 2018-2022, 5-10 %", "v␣letech 2018–2022, 5–10␣%"},
        {"10.-15. května, 9:00-17:00", "10.–15.␣května, 9:00–17:00"},
        {"12345-12346 a 08:00-16:30", "12345-12346 a␣08:00–16:30"},
        {"12-15;16-18", NULL},
        {"tel. 485-253-111", NULL},
        {"2022-11-06 a ISBN 978-80-7422", "2022-11-06 a␣ISBN 978-80-7422"},
        {"ČSN 01-6910, 22-18, 1362-1a", NULL},
        {"teplota -5 °C, (-3) a -1,5", "teplota −5␣°C, (−3) a␣−1,5"},
        {"x-5, -a, 5 -3", NULL},
        {"'", NULL},
        {"漢字 \"слово\" \"कथा\"", "漢字 „слово“ „कथा“"},
    };
    CHECK("cs", lines);
    /* A lone mark has no right form, and closes what an open one before it would have opened. */
    static const struct line lone[] = {
        {"\"", "“"}, {"\"slovo", "„slovo"}, {"slovo \" slovo", "slovo “ slovo"}};
    check("cs", lone, 3, false);
}

static void ukrainian(void **state)
{
    (void)state;
    static const struct line lines[] = {
        {"п'ять, об\xCA\xBCєкт і м’яч", "п’ять, об’єкт і␣м’яч"},
        {"\"Кобзар\" і \"Вірш \"Заповіт\" тут\"", "«Кобзар» і␣«Вірш „Заповіт“ тут»"},
        {"Київ - місто", "Київ␣— місто"},
        {"Київ — місто", "Київ␣— місто"},
        {"№ 5, § 23", "№␣5, §␣23"},
        {"І. Я. Франко та Франко І. Я.", "І.␣Я.␣Франко та Франко␣І.␣Я."},
        {"і т. д., та ін.", "і␣т.␣д., та␣ін."},
        {"у 2026 р. та 7 травня", "у␣2026␣р. та 7␣травня"},
        {"у 2021 році, 30 годин", "у␣2021␣році, 30␣годин"},
        {"ХХ і XX століття", "ХХ і␣XX␣століття"},
        {"м. Луцьк, вул. Лесі", "м.␣Луцьк, вул.␣Лесі"},
        {"з 5-го класу, 120 год, 6 кредитів", "з␣5-го␣класу, 120␣год, 6␣кредитів"},
    };
    CHECK("uk", lines);
}

static void russian(void **state)
{
    (void)state;
    static const struct line lines[] = {
        {"в школе и у нас", "в␣школе и␣у␣нас"},
        {"и т. д., и др.", "и␣т.␣д., и␣др."},
        {"А. С. Пушкин и Пушкин А. С.", "А.␣С.␣Пушкин и␣Пушкин␣А.␣С."},
        {"№ 5 и § 3", "№␣5 и␣§␣3"},
        {"Москва - город", "Москва␣— город"},
        {"в 2026 г. и в XX веке", "в␣2026␣г. и␣в␣XX␣веке"},
        {"\"Мир\" и \"книга \"Мир\"\"", "«Мир» и␣«книга „Мир“»"},
        {"сделал бы, пришёл ли", "сделал␣бы, пришёл␣ли"},
        {"с. 15-20, 7 мая", "с.␣15–20, 7␣мая"},
    };
    CHECK("ru", lines);
}

static void latvian_and_slovene(void **state)
{
    (void)state;
    static const struct line latvian[] = {
        {"2022. gada 7. maijā, 250. lpp.", "2022.␣gada 7.␣maijā, 250.␣lpp."},
        {"50 % un 5 °C, 30 stundu", "50␣% un 5␣°C, 30␣stundu"},
        {"\"Grāmata \"Straumēni\" te\"", "„Grāmata ‚Straumēni’ te”"},
        {"Rīga - pilsēta", "Rīga␣– pilsēta"},
        {"J. Rainis, 5. klase, Nr. 7", "J.␣Rainis, 5.␣klase, Nr.␣7"},
        {"u. c. un t. i.", "u.␣c. un t.␣i."},
    };
    CHECK("lv", latvian);
    static const struct line slovene[] = {
        {"v Ljubljani, s knjigo in o šoli", "v␣Ljubljani, s␣knjigo in o␣šoli"},
        {"\"Knjiga \"Krst\" tu\"", "»Knjiga „Krst“ tu«"},
        {"12 345 evrov, 50 %", "12␣345␣evrov, 50␣%"},
        {"7. maja 2026, 7. 5. 2026", "7.␣maja 2026, 7.␣5.␣2026"},
        {"dr. F. Prešeren, št. 5", "dr.␣F.␣Prešeren, št.␣5"},
        {"Ljubljana - mesto", "Ljubljana␣– mesto"},
    };
    CHECK("sl", slovene);
    static const struct line english[] = {
        {"\"It's the 'best' one,\" he said", "“It’s the ‘best’ one,” he said"},
        {"the schools' books", "the schools’ books"},
        {"one - two... 1-3", "one␣– two… 1–3"},
    };
    CHECK("en", english);
}

/* Text in pieces: the edits speak of the whole, and kept spans stay as they are. */
static void kept_spans(void **state)
{
    (void)state;
    struct loaded loaded = load_language("cs", NULL);
    struct str flat = STR("v kód \"x - y...\" a \"Liberec\" 2018-2022 k ");
    size_t code = str_find(flat, '"', 0), end = str_find(flat, ' ', str_find(flat, '.', 0));
    size_t name = str_find_str(flat, STR("Liberec"), 0);
    const struct typography_kept kept[] = {{code, end}, {name, name + 7}};
    struct typography_edits edits = {0};
    typography_apply(loaded.language, loaded.arena, flat, kept, 2, &edits);
    struct buf out = {0};
    size_t at = 0;
    for (size_t i = 0; i < edits.count; i++) {
        assert_true(edits.items[i].from >= at && edits.items[i].to > edits.items[i].from);
        buf_str(&out, str_slice(flat, at, edits.items[i].from));
        buf_str(&out, edits.items[i].with);
        at = edits.items[i].to;
    }
    buf_str(&out, str_slice(flat, at, flat.n));
    assert_string_equal(visible(&loaded, buf_view(&out)),
                        "v␣kód \"x - y...\" a␣„Liberec“ 2018–2022 k ");
    buf_free(&out);
    loaded_free(&loaded);
}

/* Any bytes are survived, and edits ascend. */
static void any_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\"", "'", "-", " ", ".",        "5", "a", "ž", "\xC2",
                                         "\n", "„", "“", ",", "\xE2\x80", "–", "A", "§", "%"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    struct loaded loaded = load_language("cs", NULL);
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        char text[128];
        size_t n = 0;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525U + 1013904223U;
            const char *piece = pieces[(seed >> 16) % PIECES];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        struct typography_edits edits = {0};
        struct typography_kept kept = {n / 3, n / 2};
        struct str flat = {text, n};
        typography_apply(loaded.language, loaded.arena, flat, &kept, 1, &edits);
        size_t at = 0;
        for (size_t i = 0; i < edits.count; i++) {
            assert_true(edits.items[i].from >= at && edits.items[i].to <= n);
            assert_true(edits.items[i].to <= kept.from || edits.items[i].from >= kept.to);
            at = edits.items[i].to;
        }
    }
    loaded_free(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(czech_spaces),        cmocka_unit_test(czech_marks),
        cmocka_unit_test(ukrainian),           cmocka_unit_test(russian),
        cmocka_unit_test(latvian_and_slovene), cmocka_unit_test(kept_spans),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
