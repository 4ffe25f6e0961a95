/* SPDX-License-Identifier: MIT */
/* Scalars: what is read, what is refused, at which place and with which advice. */
#include "unit.h"

#include "base/buf.h"
#include "yaml/scalar.h"
#include "yaml_fixture.h"

#include <string.h>

/* The scalar under `k` of a file `k: …`, so that places come from the reader itself. */
static struct text scalar_of(struct fixture *f, const char *written)
{
    struct str yaml = arena_format(f->arena, "k: %s\n", written);
    f->source = source_add(f->sources, STR("scalar.yaml"), yaml);
    struct node *node = node_read(f->source, f->arena, f->diags);
    assert_non_null(node);
    assert_int_equal(node_get(node, "k")->kind, NODE_SCALAR);
    return node_get(node, "k")->text;
}

static const char *number_text(struct arena *arena, struct number number)
{
    struct buf out = {0};
    number_write(arena, &out, number, number_decimals(number));
    const char *text = buf_copy(&out, arena).p;
    buf_free(&out);
    return text;
}

static void reads(const char *written, const char *value, const char *rest)
{
    struct fixture f = fixture_text("");
    struct number number;
    struct text behind;
    bool read = scalar_number(f.arena, scalar_of(&f, written), f.diags, &number, &behind);
    if (!read)
        fail_msg("%s was not read: %s", written, fixture_found(&f).p);
    assert_string_equal(number_text(f.arena, number), value);
    assert_str(behind.s, rest);
    if (rest[0]) {
        size_t at = behind.span.at - f.source->base;
        assert_str(str_slice(f.source->text, at, at + behind.span.len), rest);
    }
    assert_true(scalar_check_number(scalar_of(&f, written), f.diags, false, &behind));
    assert_found(&f, "");
    fixture_close(&f);
}

static void test_numbers(void **state)
{
    (void)state;
    reads("352042", "352042", "");
    reads("352 042", "352042", "");
    reads("352\xC2\xA0"
          "042",
          "352042", "");
    reads("1\xE2\x80\xAF"
          "352\xE2\x80\xAF"
          "042,5",
          "1352042.5", "");
    reads("352042.50", "352042.5", "");
    reads("352 042,50", "352042.5", "");
    reads("-5", "-5", "");
    reads("\xE2\x88\x92"
          "5,25",
          "-5.25", "");
    reads("+5", "5", "");
    reads("012", "12", "");
    reads("0", "0", "");
    reads("-0", "0", "");
    reads("\",5\"", "0.5", "");
    reads("0.125", "0.125", "");
    reads("0,125", "0.125", "");
    reads("5.10", "5.1", "");
    reads("\" 7 \"", "7", "");
    reads("1.234.567", "1234567", "");
    reads("1,234,567", "1234567", "");
    reads("1.234,567", "1234.567", "");
    reads("1,234.56", "1234.56", "");
    reads("1.234.567,89", "1234567.89", "");
    reads("1 234.567", "1234.567", "");
    reads("1234.567", "1234.567", "");
    reads("1234567,125", "1234567.125", "");
    reads("1.2345", "1.2345", "");
    reads("12345678901234567890123", "12345678901234567890123", "");
    reads("999999999999999999.5", "999999999999999999.5", "");
}

static void test_rests(void **state)
{
    (void)state;
    reads("30 hour", "30", "hour");
    reads("352 042,50 Kč", "352042.5", "Kč");
    reads("45%", "45", "%");
    reads("45 %", "45", "%");
    reads("1 000 €", "1000", "€");
    reads("30h", "30", "h");
    reads("5 годин", "5", "годин");
    reads("3 e", "3", "e");
}

static void refuses(const char *written, bool whole, const char *found)
{
    struct fixture f = fixture_text("");
    struct number number;
    struct text text = scalar_of(&f, written), rest;
    if (!whole) {
        assert_false(scalar_number(f.arena, text, f.diags, &number, &rest));
        assert_found(&f, found);
    }
    assert_false(scalar_check_number(text, f.diags, whole, &rest));
    assert_found(&f, found);
    assert_false(scalar_check_number(text, NULL, whole, &rest));
    fixture_close(&f);
}

static void test_number_faults(void **state)
{
    (void)state;
    refuses("mnoho", false, "L0220 1:4+5");
    refuses("12:30", false, "L0220 1:4+5");
    refuses("5.", false, "L0220 1:4+2");
    refuses("\"- 5\"", false, "L0225 1:5+3");
    refuses("1.234", false, "L0221 1:4+5");
    refuses("1,234", false, "L0221 1:4+5");
    refuses("-12.345", false, "L0221 1:4+7");
    refuses("123,456 Kč", false, "L0221 1:4+10");
    refuses("12 34", false, "L0222 1:4+5");
    refuses("1234 567", false, "L0222 1:4+8");
    refuses("1.234.56", false, "L0222 1:4+8");
    refuses("1 234.567,8", false, "L0222 1:4+11");
    refuses("1 23 456", false, "L0222 1:4+8");
    refuses("1 23 456,5", false, "L0222 1:4+10");
    refuses("1,2,3", false, "L0222 1:4+5");
    refuses("12  345", false, "L0222 1:4+7");
    refuses("1e3", false, "L0223 1:4+3");
    refuses("1.5E-3", false, "L0223 1:4+6");
    refuses("\"-\"", false, "L0224 1:5+1");
    refuses("–", false, "L0224 1:4+1");
    refuses("–5", false, "L0225 1:4+2");
    refuses("~5", false, "L0226 1:4+2");
    refuses("≈ 1 200", false, "L0226 1:4+7");
    refuses("5,5", true, "L0229 1:4+3");
}

/* The value that one argument of the only message has. */
static void advises(const char *written, const char *name, const char *value)
{
    struct fixture f = fixture_text("");
    struct number number;
    assert_false(scalar_number(f.arena, scalar_of(&f, written), f.diags, &number, NULL));
    assert_str(fixture_arg(&f, name), value);
    fixture_close(&f);
}

static void test_number_advice(void **state)
{
    (void)state;
    advises("1.234", "thousands", "1234");
    advises("1.234", "decimals", "1.234");
    advises("1.234", "grouped", "1 234");
    advises("1.234", "longer", "1.2340");
    advises("-1,234", "thousands", "-1234");
    advises("-1,234", "grouped", "-1 234");
    advises("-1,234", "longer", "-1,2340");
    advises("1e3", "written", "1000");
    advises("1.5e3", "written", "1500");
    advises("-2.5e-3", "written", "-0.0025");
    advises("12.34e1", "written", "123.4");
    advises("1e99999999999", "written", "…");
    advises("–5", "written", "-5");
    advises("~ 5", "written", "5");
    advises("5 hours", "rest", "hours");
}

static void test_number_size(void **state)
{
    (void)state;
    struct fixture f = fixture_text("");
    struct number number;
    struct buf digits = {0};
    for (int i = 0; i < 200; i++)
        buf_char(&digits, '9');
    assert_true(scalar_number(f.arena, text_nowhere(buf_view(&digits)), f.diags, &number, NULL));
    buf_char(&digits, '9');
    struct text text = text_nowhere(buf_view(&digits));
    assert_false(scalar_number(f.arena, text, f.diags, &number, NULL));
    assert_found(&f, "L0227 0:0+0");
    buf_free(&digits);
    int64_t small;
    assert_true(scalar_small_integer(text_nowhere(STR("-1 234")), &small));
    assert_int_equal(small, -1234);
    assert_true(scalar_small_integer(text_nowhere(STR("12.00")), &small));
    assert_int_equal(small, 12);
    assert_false(scalar_small_integer(text_nowhere(STR("99999999999999999999")), &small));
    assert_false(scalar_small_integer(text_nowhere(STR("1.5")), &small));
    fixture_close(&f);
}

/* A date, a month or a period, as machines write it; the codes where it is not one. */
static const char *read_as(struct fixture *f, char kind, const char *written)
{
    int32_t value = 0;
    struct buf out = {0};
    struct text text = scalar_of(f, written);
    if (kind == 'd' && scalar_date(text, f->diags, &value))
        date_write(&out, value);
    if (kind == 'm' && scalar_month(text, f->diags, &value))
        month_write(&out, value);
    if (kind == 'y' && scalar_period(text, PERIOD_CALENDAR, f->diags, &value))
        period_write(&out, value, PERIOD_CALENDAR);
    if (kind == 's' && scalar_period(text, PERIOD_SCHOOL, f->diags, &value))
        period_write(&out, value, PERIOD_SCHOOL);
    if (out.n == 0)
        buf_str(&out, fixture_found(f));
    const char *read = buf_copy(&out, f->arena).p;
    buf_free(&out);
    return read;
}

static void check_date(char kind, const char *written, const char *expected)
{
    struct fixture f = fixture_text("");
    assert_string_equal(read_as(&f, kind, written), expected);
    fixture_close(&f);
}

static void test_dates(void **state)
{
    (void)state;
    check_date('d', "2022-11-06", "2022-11-06");
    check_date('d', "6. 11. 2022", "2022-11-06");
    check_date('d', "06.11.2022", "2022-11-06");
    check_date('d', "30. 2. 2022", "L0233 1:4+11");
    check_date('d', "06/11/2022", "L0232 1:4+10");
    check_date('d', "13/11/2022", "L0241 1:4+10");
    check_date('d', "2022/11/6", "L0241 1:4+9");
    check_date('d', "6.11.22", "L0241 1:4+7");
    check_date('d', "33/44/2022", "L0233 1:4+10");
    check_date('d', "6. listopadu 2022", "L0231 1:4+17");
    check_date('d', "včera", "L0231 1:4+5");
    check_date('m', "2022-11", "2022-11");
    check_date('m', "11/2022", "2022-11");
    check_date('m', "listopad", "L0234 1:4+8");
    check_date('y', "2022", "2022");
    check_date('y', "22", "L0235 1:4+2");
    check_date('s', "2021/2022", "2021/2022");
    check_date('s', "2021", "L0236 1:4+4");
}

static void date_advice(const char *written, const char *name, const char *value)
{
    struct fixture f = fixture_text("");
    int32_t days;
    assert_false(scalar_date(scalar_of(&f, written), f.diags, &days));
    assert_str(fixture_arg(&f, name), value);
    fixture_close(&f);
}

static void test_date_advice(void **state)
{
    (void)state;
    date_advice("06/11/2022", "first", "2022-11-06");
    date_advice("06/11/2022", "second", "2022-06-11");
    date_advice("11/13/2022", "written", "2022-11-13");
    date_advice("2022.11.6", "written", "2022-11-06");
    date_advice("6.11.22", "written", "2022-11-06");
}

static void test_yes_no(void **state)
{
    (void)state;
    static const struct scalar_words words[] = {{{"ano", 3}, {"ne", 2}}, {{"так", 6}, {"ні", 4}}};
    static const struct {
        const char *written;
        bool is;
    } cases[] = {{"yes", true}, {"No", false}, {"TRUE", true}, {"false", false},
                 {"Ano", true}, {"ne", false}, {"ТАК", true},  {"ні", false}};
    struct fixture f = fixture_text("");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is = !cases[i].is;
        assert_true(scalar_yes_no_in(scalar_of(&f, cases[i].written), words, 2, f.diags, &is));
        assert_int_equal(is, cases[i].is);
    }
    bool is;
    assert_found(&f, "");
    assert_false(scalar_yes_no(scalar_of(&f, "ano"), f.diags, &is));
    assert_found(&f, "L0230 1:4+3");
    assert_false(scalar_yes_no_in(scalar_of(&f, "možná"), words, 2, f.diags, &is));
    assert_str(fixture_arg(&f, "known"), "yes, no");
    fixture_close(&f);
}

static void check_text(bool (*read)(struct text, struct diags *), const char *written,
                       const char *found)
{
    struct fixture f = fixture_text("");
    assert_int_equal(read(scalar_of(&f, written), f.diags), found[0] == 0);
    assert_found(&f, found);
    fixture_close(&f);
}

static void test_addresses(void **state)
{
    (void)state;
    check_text(scalar_url, "https://www.kvkli.cz/o-nas?x=1#y", "");
    check_text(scalar_url, "http://příklad.cz:8080", "");
    check_text(scalar_url, "www.kvkli.cz", "L0237 1:4+12");
    check_text(scalar_url, "ftp://kvkli.cz", "L0237 1:4+14");
    check_text(scalar_url, "https://kvkli", "L0237 1:4+13");
    check_text(scalar_url, "https://a.cz/a b", "L0237 1:4+16");
    check_text(scalar_url, "javascript:alert(1)", "L0237 1:4+19");
    check_text(scalar_email, "info@kvkli.cz", "");
    check_text(scalar_email, "info(at)kvkli.cz", "L0238 1:4+16");
    check_text(scalar_email, "a@b@c.cz", "L0238 1:4+8");
    check_text(scalar_email, "info@kvkli", "L0238 1:4+10");
    check_text(scalar_email, "info@kvkli.cz, x@y.cz", "L0238 1:4+21");
}

static void test_names(void **state)
{
    (void)state;
    check_text(scalar_name, "cost_per_library", "");
    check_text(scalar_name, "náklady2", "");
    check_text(scalar_name, "вартість_1", "");
    check_text(scalar_name, "2cost", "L0239 1:4+5");
    check_text(scalar_name, "cost per library", "L0239 1:4+16");
    check_text(scalar_name, "cost-x", "L0239 1:4+6");
    check_text(scalar_name, "_x", "L0239 1:4+2");
    /* The third letter is Cyrillic. */
    check_text(scalar_name, "co\xD1\x81t", "L0240 1:6+1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),       cmocka_unit_test(test_rests),
        cmocka_unit_test(test_number_faults), cmocka_unit_test(test_number_advice),
        cmocka_unit_test(test_number_size),   cmocka_unit_test(test_dates),
        cmocka_unit_test(test_date_advice),   cmocka_unit_test(test_yes_no),
        cmocka_unit_test(test_addresses),     cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
