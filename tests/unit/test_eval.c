/* SPDX-License-Identifier: MIT */
#include "calc_world.h"

/* Libraries in two years, with what the figures of such a report need. */
static struct world *libraries(void)
{
    struct world *w = world_new();
    world_type(w, "library", CALC_ONE_PERIOD, false);
    world_noun(w, "knihovna");
    world_field(w, "name text");
    world_field(w, "kind choice regional|professional|volunteer");
    world_field(w, "branch_of record library");
    world_field(w, "serves yes/no");
    world_field(w, "loans integer");
    world_field(w, "inhabitants integer");
    world_field(w, "cost number CZK");
    world_field(w, "goals choices reading|events|web");
    world_field(w, "opened date");
    world_field(w, "rate number percent");
    world_field(w, "per_head = loans / inhabitants");
    world_field(w, "branches = count(library of this)");
    world_field(w,
                "part = loans / sum(loans for library as other where other.kind = library.kind)");
    world_type(w, "service", CALC_ONE_PERIOD, true);
    world_field(w, "cost number CZK");
    world_field(w, "hours number hour");
    world_row(w, "library", 2022, "a",
              "name Aš; kind professional; branch_of none; serves yes; loans 100; inhabitants 40; "
              "cost 10.50; goals reading+web; opened 2001-05-31; rate 50");
    world_row(w, "library", 2022, "b",
              "name Brno; kind volunteer; branch_of none; serves yes; loans 50; inhabitants 0; "
              "cost ~20; goals events; opened 2010-01-01; rate 25");
    world_row(w, "library", 2022, "c",
              "name Cheb; kind volunteer; branch_of b; serves no; loans unknown; inhabitants 30; "
              "cost none; goals reading+events+web; rate unknown");
    world_row(w, "library", 2022, "d",
              "name Dub; kind unknown; branch_of b; serves unknown; loans 7; inhabitants 3");
    world_row(w, "library", 2021, "a", "kind professional; serves yes; loans 80; rate 40; cost 7");
    world_row(w, "library", 2021, "b", "kind volunteer; serves no; loans 0; rate 20");
    world_row(w, "service", 2022, "s", "cost 2059522.90; hours 90");
    world_row(w, "service", 2021, "s", "cost 2000000; hours 60");
    world_figure(w, "served = count(library where serves)");
    world_figure(w, "cost_each = service.cost / served");
    world_figure(w, "stock = if period = 2021 then 10 else previous(stock) + 5");
    world_figure(w, "chain = if period <= 1 then 1 else previous(chain) + 1");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    return w;
}

static void numbers(void **state)
{
    struct world *w = *state;
    world_expect(w, 2022, "1 + 2 * 3 - 4 / 5", "6.2");
    world_expect(w, 2022, "(1 + 2) * 3", "9");
    world_expect(w, 2022, "-(2 - 5)", "3");
    world_expect(w, 2022, "1 / 3 + 1 / 6", "0.5");
    world_expect(w, 2022, "1 / 3", "1/3");
    world_expect(w, 2022, "0.1 + 0.2 = 0.3", "yes");
    world_expect(w, 2022, "30 hour + 1 credit", "60 hour");
    world_expect(w, 2022, "1 credit + 15 hour", "1.5 credit");
    world_expect(w, 2022, "45 hour in credit", "1.5 credit");
    world_expect(w, 2022, "45 hour > 1 credit", "yes");
    world_expect(w, 2022, "100 CZK / 4 hour", "25 CZK / hour");
    world_expect(w, 2022, "100 CZK / 4 hour * 2 credit", "1500 CZK");
    world_expect(w, 2022, "1 / 4 in percent", "25 percent");
    world_expect(w, 2022, "200 CZK * 25 percent", "50 CZK");
    world_expect(w, 2022, "(80 percent + 90 percent) / 2", "85 percent");
    world_expect(w, 2022, "84 percent - 80 percent", "4 percent points");
    world_expect(w, 2022, "80 percent + (84 percent - 80 percent)", "84 percent");
    world_expect(w, 2022, "service.cost > 0", "yes");
    world_expect(w, 2022, "served + 1", "3 knihovna");
    world_expect(w, 2022, "served * 2", "4");
    world_expect(w, 2022, "served / 2", "1");
}

static void comparison_and_logic(void **state)
{
    struct world *w = *state;
    world_expect(w, 2022, "1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3 and 1 <> 2", "yes");
    world_expect(w, 2022, "\"a\" = \"a\"", "yes");
    world_expect(w, 2022, "not yes or no", "no");
    world_expect(w, 2022, "(unknown otherwise 1) = 1", "yes");
    world_expect(w, 2022, "if 1 > 2 then 5 else 6", "6");
    world_expect(w, 2022, "if 1 > 2 then 5 CZK else none", "none");
    world_expect_of(w, 2022, "library", "d", "serves and no", "no");
    world_expect_of(w, 2022, "library", "d", "serves and yes", "unknown");
    world_expect_of(w, 2022, "library", "d", "serves or yes", "yes");
    world_expect_of(w, 2022, "library", "d", "serves or no", "unknown");
    world_expect_of(w, 2022, "library", "d", "no and serves", "no");
    world_expect_of(w, 2022, "library", "d", "not serves", "unknown");
    world_expect_of(w, 2022, "library", "d", "if serves then 1 else 2", "unknown");
    world_expect_of(w, 2022, "library", "c", "loans > 5", "unknown");
    world_expect_of(w, 2022, "library", "c", "loans + 1", "unknown");
    world_expect_of(w, 2022, "library", "c", "cost + 1 CZK", "none");
    world_expect_of(w, 2022, "library", "c", "cost > 1 CZK", "none");
    world_expect_of(w, 2022, "library", "c", "cost = 1 CZK", "no");
    world_expect_of(w, 2022, "library", "c", "cost <> 1 CZK", "yes");
    world_expect_of(w, 2022, "library", "c", "cost otherwise 3 CZK", "3 CZK");
    world_expect_of(w, 2022, "library", "c", "cost is none", "yes");
    world_expect_of(w, 2022, "library", "c", "cost is known", "no");
    world_expect_of(w, 2022, "library", "c", "loans is unknown", "yes");
    world_expect_of(w, 2022, "library", "c", "loans is not known", "yes");
    world_expect_of(w, 2022, "library", "b", "cost * 2", "~40 CZK");
    world_expect_of(w, 2022, "library", "b", "cost > 5 CZK", "~yes");
}

static void keys(void **state)
{
    struct world *w = *state;
    world_expect_of(w, 2022, "library", "a", "kind is professional", "yes");
    world_expect_of(w, 2022, "library", "a", "kind is not volunteer", "yes");
    world_expect_of(w, 2022, "library", "d", "kind is volunteer", "unknown");
    world_expect_of(w, 2022, "library", "a", "kind in volunteer, professional", "yes");
    world_expect_of(w, 2022, "library", "a", "kind not in (volunteer, professional)", "no");
    world_expect_of(w, 2022, "library", "a", "serves is yes", "yes");
    world_expect_of(w, 2022, "library", "a", "serves is no", "no");
    world_expect_of(w, 2022, "library", "c", "branch_of is b", "yes");
    world_expect_of(w, 2022, "library", "c", "branch_of is Brno", "yes");
    world_expect_of(w, 2022, "library", "c", "branch_of in a, b", "yes");
    world_expect_of(w, 2022, "library", "a", "branch_of is b", "no");
    world_expect_of(w, 2022, "library", "a", "id is a", "yes");
    world_expect_of(w, 2022, "library", "c", "branch_of.id in a, b", "yes");
    world_expect_of(w, 2022, "library", "a", "id = \"a\"", "yes");
    world_expect(w, 2022, "count(library where id is b)", "1 knihovna");
    world_expect_of(w, 2022, "library", "a", "branch_of is not b", "yes");
    world_expect_of(w, 2022, "library", "a", "branch_of is none or branch_of.branch_of is none",
                    "yes");
    world_expect_of(w, 2022, "library", "c", "branch_of.branch_of is none", "yes");
    world_expect_of(w, 2022, "library", "a", "branch_of.loans", "none");
    world_expect_of(w, 2022, "library", "a", "goals has web", "yes");
    world_expect_of(w, 2022, "library", "a", "goals has events", "no");
    world_expect_of(w, 2022, "library", "d", "goals has events", "unknown");
    world_expect_of(w, 2022, "library", "a", "name in \"Praha\", \"Aš\"", "yes");
    world_expect_of(w, 2022, "library", "a", "id", "'a'");
    world_expect_of(w, 2022, "library", "c", "branch_of.title", "'Brno'");
    world_expect_of(w, 2022, "library", "c", "branch_of = this.branch_of", "yes");
    world_expect_of(w, 2022, "library", "a", "previous(this) = this", "yes");
    world_expect_of(w, 2022, "library", "c", "previous(branch_of) = branch_of", "unknown");
    world_expect(w, 2022, "period in 2018..2022", "yes");
    world_expect(w, 2022, "period in 2018..2021", "no");
    world_expect(w, 2022, "5 not in 1..3", "yes");
}

/* Options of two fields are the same when their keys are. */
static void options_by_key(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "library", CALC_TIMELESS, false);
    world_field(w, "kind choice regional|professional|volunteer");
    world_type(w, "sheet", CALC_TIMELESS, false);
    world_field(w, "kind choice volunteer|professional|other");
    world_field(w, "kinds choices volunteer|professional");
    world_field(w, "same = list(library where other.kind = sheet.kind as other)");
    world_field(w, "turned = list(library where sheet.kind = other.kind as other)");
    world_field(w, "some = count(library where sheet.kinds has other.kind as other)");
    world_field(w, "others = count(library where other.kind not in sheet.kinds as other)");
    world_row(w, "library", 0, "r", "kind regional");
    world_row(w, "library", 0, "p", "kind professional");
    world_row(w, "library", 0, "v", "kind volunteer");
    world_row(w, "sheet", 0, "one", "kind volunteer; kinds volunteer+professional");
    world_row(w, "sheet", 0, "two", "kind other; kinds professional");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    world_expect_of(w, 2022, "sheet", "one", "same", "[v]");
    world_expect_of(w, 2022, "sheet", "one", "turned", "[v]");
    world_expect_of(w, 2022, "sheet", "one", "some", "2");
    world_expect_of(w, 2022, "sheet", "one", "others", "1");
    world_expect_of(w, 2022, "sheet", "two", "same", "[]");
    world_expect_of(w, 2022, "sheet", "two", "some", "1");
    struct calc_scope sheet = {.kind = SCOPE_RECORD, .record_type = 1};
    world_expect_fault(w, &sheet, "any(library where other.kind < sheet.kind as other)",
                       "EXPR_ORDER|<|choice", "other.kind < sheet.kind");
    world_free(w);
}

static void aggregates(void **state)
{
    struct world *w = *state;
    world_expect(w, 2022, "count(library)", "4 knihovna");
    world_expect(w, 2022, "count(library where serves)", "2 knihovna");
    world_expect(w, 2022, "count(library where not serves)", "1 knihovna");
    world_expect(w, 2022, "count(library where kind is volunteer)", "2 knihovna");
    world_expect(w, 2022, "count(library where kind is volunteer and serves)", "1 knihovna");
    world_expect(w, 2022, "count(library where loans > 1000)", "0 knihovna");
    world_expect(w, 2022, "count(library where branch_of is none)", "2 knihovna");
    world_expect(w, 2022, "count(library where branch_of.kind is volunteer)", "2 knihovna");
    world_expect(w, 2022, "list(library where serves)", "[a, b]");
    world_expect(w, 2022, "list(name for library where serves)", "['Aš', 'Brno']");
    world_expect(w, 2022, "first(library where kind is volunteer)", "b");
    world_expect(w, 2022, "first(library where kind is volunteer).name", "'Brno'");
    world_expect(w, 2022, "first(library where kind is regional)", "none");
    world_expect(w, 2022, "any(library where loans > 60)", "yes");
    world_expect(w, 2022, "any(library where loans > 600)", "no");
    world_expect(w, 2022, "any(loans > 60 for library where serves)", "yes");
    world_expect(w, 2022, "any(library where kind is regional and loans is known)", "no");
    world_expect(w, 2022, "any(loans > 600 for library)", "unknown");
    world_expect(w, 2022, "every(loans > 40 for library where serves)", "yes");
    world_expect(w, 2022, "every(loans > 40 for library)", "no");
    world_expect(w, 2022, "every(loans > 5 for library)", "unknown");
    world_expect(w, 2022, "every(loans > 5 for library where kind is regional)", "yes");
    world_expect(w, 2022, "sum(loans for library where serves)", "150");
    world_expect(w, 2022, "sum(loans for library)", "unknown");
    world_expect(w, 2022, "sum(loans for library where loans is known)", "157");
    world_expect(w, 2022, "sum(loans for library where kind is regional)", "0");
    world_expect(w, 2022, "sum(cost for library where serves)", "~30.5 CZK");
    world_expect(w, 2022, "sum(cost for library where kind is volunteer)", "~20 CZK");
    world_expect(w, 2022, "mean(loans for library where serves)", "75");
    world_expect(w, 2022, "mean(loans for library where kind is regional)", "none");
    world_expect(w, 2022, "median(loans for library where loans is known)", "50");
    world_expect(w, 2022, "median(loans for library where serves)", "75");
    world_expect(w, 2022, "median(inhabitants for library)", "16.5");
    world_expect(w, 2022, "median(opened for library where opened is known)", "2001-05-31");
    world_expect(w, 2022, "count(library where kind in (professional, volunteer))", "3 knihovna");
    world_expect(w, 2022, "median(kind for library where kind is known)", "volunteer");
    world_expect(w, 2022, "min(loans for library where loans is known)", "7");
    world_expect(w, 2022, "max(loans for library where loans is known)", "100");
    world_expect(w, 2022, "max(opened for library where opened is known)", "2010-01-01");
    world_expect(w, 2022, "min(loans for library where kind is regional)", "none");
    world_expect(w, 2022, "share(serves for library)", "200/3 percent");
    world_expect(w, 2022, "share(loans > 60 for library where serves)", "50 percent");
    world_expect(w, 2022, "share(serves for library where kind is regional)", "none");
    world_expect(w, 2022, "count(distinct kind for library)", "2");
    world_expect(w, 2022, "count(distinct branch_of for library)", "1 knihovna");
    world_expect(w, 2022, "list(distinct kind for library where kind is known)",
                 "[professional, volunteer]");
    world_expect(w, 2021, "count(library where serves)", "1 knihovna");
    world_expect(w, 2020, "count(library where serves)", "0 knihovna");
}

static void of_records(void **state)
{
    struct world *w = *state;
    world_expect_of(w, 2022, "library", "b", "count(library of this)", "2 knihovna");
    world_expect_of(w, 2022, "library", "b", "branches", "2 knihovna");
    world_expect_of(w, 2022, "library", "b", "list(library of this where inhabitants > 5)", "[c]");
    world_expect_of(w, 2022, "library", "a", "count(library of this)", "0 knihovna");
    world_expect_of(w, 2022, "library", "a", "count(library of branch_of)", "0 knihovna");
    world_expect_of(w, 2022, "library", "b",
                    "count(library where other.branch_of = library as other)", "2 knihovna");
    world_expect_of(
        w, 2022, "library", "b",
        "count(library where other.kind = library.kind and other.loans is known as other)",
        "1 knihovna");
    world_expect_of(w, 2022, "library", "a", "part", "1");
    world_expect_of(w, 2022, "library", "a",
                    "count(library where other.per_head = library.per_head as other)",
                    "1 knihovna");
}

/* More equalities than an index takes. */
static void many_keys(void **state)
{
    struct world *w = *state;
    struct buf out = {0};
    buf_text(&out, "count(library as o where o.kind = library.kind");
    for (int i = 0; i < 20; i++)
        buf_format(&out, " and o.loans + %d = library.loans + %d", i, i);
    buf_text(&out, ")");
    world_expect_of(w, 2022, "library", "a", buf_copy(&out, w->arena).p, "1 knihovna");
    world_expect_of(w, 2022, "library", "b", buf_copy(&out, w->arena).p, "1 knihovna");
    buf_free(&out);
}

static void periods(void **state)
{
    struct world *w = *state;
    world_expect(w, 2022, "period", "2022");
    world_expect(w, 2022, "period - 1", "2021");
    world_expect(w, 2022, "period - 2000", "22");
    world_expect(w, 2022, "as_of", "2022-12-31");
    world_expect(w, 2022, "previous(as_of)", "2021-12-31");
    world_expect(w, 2022, "served", "2 knihovna");
    world_expect(w, 2022, "previous(served)", "1 knihovna");
    world_expect(w, 2022, "change(served)", "1 knihovna");
    world_expect(w, 2022, "growth(served)", "100 percent");
    world_expect(w, 2022, "growth(count(library))", "100 percent");
    world_expect(w, 2021, "growth(served)", "none");
    world_expect(w, 2022, "served at 2021", "1 knihovna");
    world_expect(w, 2022, "served at period - 1", "1 knihovna");
    world_expect(w, 2022, "served over 2020..2022", "[0 knihovna, 1 knihovna, 2 knihovna]");
    world_expect(w, 2022, "sum(served over period - 4 .. period)", "3 knihovna");
    world_expect(w, 2022, "max(served over 2018..2022)", "2 knihovna");
    world_expect(w, 2022, "cost_each", "1029761.45 CZK");
    world_expect(w, 2022, "previous(service.cost)", "2000000 CZK");
    world_expect(w, 2022, "service.cost at 2019", "unknown");
    world_expect(w, 2022, "growth(service.hours)", "50 percent");
    world_expect(w, 2022, "stock", "15");
    world_expect_of(w, 2022, "library", "a", "previous(loans)", "80");
    world_expect_of(w, 2022, "library", "a", "change(loans)", "20");
    world_expect_of(w, 2022, "library", "a", "change(rate)", "10 percent points");
    world_expect_of(w, 2022, "library", "a", "growth(loans)", "25 percent");
    world_expect_of(w, 2022, "library", "b", "growth(loans)", "none");
    world_expect_of(w, 2022, "library", "c", "previous(loans)", "unknown");
    world_expect_of(w, 2022, "library", "a", "loans over 2021..2022", "[80, 100]");
    world_expect(w, 2022, "sum(previous(loans) for library where serves)", "80");
}

static void dates(void **state)
{
    struct world *w = *state;
    world_expect(w, 2022, "2022-01-31 + 1 month", "2022-02-28");
    world_expect(w, 2022, "2022-01-31 + 15 days", "2022-02-15");
    world_expect(w, 2022, "2022-01-31 - 15 days", "2022-01-16");
    world_expect(w, 2022, "2024-02-29 + 2 years", "2026-02-28");
    world_expect(w, 2022, "as_of - 1 year", "2021-12-31");
    world_expect(w, 2022, "2022-03-01 - 2022-02-01", "28");
    world_expect(w, 2022, "2022-03-01 - 2022-02-01 <= 15 days", "no");
    world_expect(w, 2022, "2022-03-01 > \"2022-02-28\"", "yes");
    world_expect(w, 2022, "\"6. 11. 2022\" = 2022-11-06", "yes");
    world_expect(w, 2022, "2022-11-06 in period", "yes");
    world_expect(w, 2022, "2021-11-06 in period", "no");
    world_expect(w, 2022, "2021-11-06 in 2020..2022", "yes");
    world_expect(w, 2022, "2021-11-06 in 2021", "yes");
    world_expect(w, 2022, "month(2021-11-06)", "2021-11");
    world_expect(w, 2022, "month(2021-11-06) + 2", "2022-01");
    world_expect(w, 2022, "month(2021-11-06) - month(2021-01-06)", "10");
    world_expect(w, 2022, "month(2021-11-06) in period - 1", "yes");
    world_expect(w, 2022, "period + 2 years", "2024");
    world_expect(w, 2022, "year(as_of) = period", "yes");
    world_expect(w, 2022, "2022-01-31 + (1 + 1) months", "2022-03-31");
    world_expect(w, 2022, "9999-12-31 + 1 day", "unknown");
    world_expect_of(w, 2022, "library", "a", "opened + 20 years <= as_of", "yes");
    world_expect_of(w, 2022, "library", "c", "opened + 20 years <= as_of", "unknown");
}

/* The manual quotes these. */
static void functions(void **state)
{
    struct world *w = *state;
    world_expect(w, 2022, "length(\"Žďár\")", "4");
    world_expect(w, 2022, "words(\"Jak učit  čtení?\")", "3");
    world_expect(w, 2022, "contains(\"Jak učit?\", \"?\")", "yes");
    world_expect(w, 2022, "starts(\"A12\", \"A\")", "yes");
    world_expect(w, 2022, "starts(\"12\", \"A\")", "no");
    world_expect(w, 2022, "year(2022-11-06)", "2022");
    world_expect(w, 2022, "month(2022-11-06)", "2022-11");
    world_expect(w, 2022, "days(2022-11-06, 2022-11-21)", "15");
    world_expect(w, 2022, "floor(2.9)", "2");
    world_expect(w, 2022, "floor(-2.1)", "-3");
    world_expect(w, 2022, "abs(0 - 5 CZK)", "5 CZK");
    world_expect(w, 2022, "min(40 hour, 1 credit)", "30 hour");
    world_expect(w, 2022, "max(-5, 0)", "0");
    world_expect(w, 2022, "max(0, 5 CZK)", "5 CZK");
    world_expect(w, 2022, "max(2022-01-01, 2021-01-01)", "2022-01-01");
    world_expect(w, 2022, "round(2.5)", "3");
    world_expect(w, 2022, "round(-2.5)", "-3");
    world_expect(w, 2022, "round(10 / 3, 0.01)", "3.33");
    world_expect(w, 2022, "round(1762000 CZK / 56, 1000)", "31000 CZK");
    world_expect(w, 2022, "how_many(1 < 2, 2 < 1, 3 < 4)", "2");
    world_expect_of(w, 2022, "library", "a", "how_many(goals)", "2");
    world_expect_of(w, 2022, "library", "a", "count(goals)", "2");
    world_expect_of(w, 2022, "library", "a", "length(goals)", "2");
    world_expect(w, 2022, "length(list(library where serves))", "2");
    world_expect_of(w, 2022, "library", "d", "how_many(goals)", "unknown");
    world_expect_of(w, 2022, "library", "c", "how_many(serves, loans > 5)", "unknown");
    world_expect_of(w, 2022, "library", "c", "length(name) + abs(loans)", "unknown");
    world_expect_of(w, 2022, "library", "c", "max(cost, 1 CZK)", "none");
}

static void run_time_faults(void **state)
{
    struct world *w = *state;
    world_forget_messages(w);
    world_expect_of(w, 2022, "library", "b", "per_head", "failed");
    assert_string_equal(world_messages(w), "EXPR_DIVISION_RECORD|Brno");
    world_forget_messages(w);
    world_expect(w, 2022, "1 / (2 - 2)", "failed");
    assert_string_equal(world_messages(w), "EXPR_DIVISION");
    world_forget_messages(w);
    world_expect_of(w, 2022, "library", "b", "per_head otherwise 1", "failed");
    assert_string_equal(world_messages(w), "");
}

/* Thousands of periods deep, on a stack that would not hold them. */
static void deep_chain(void **state)
{
    struct world *w = *state;
    world_expect(w, 9999, "chain", "9999");
    world_expect(w, 5000, "chain", "5000");
}

static void rows_at_hand(void **state)
{
    struct world *w = *state;
    uint32_t rows[] = {0, 1, 3};
    struct calc_frame frame = {.rows = {rows, 3}};
    struct calc_scope scope = {.kind = SCOPE_ROWS, .record_type = 0};
    struct calc_at at = {2022, 0, &frame};
    const struct {
        const char *formula, *result;
    } cases[] = {
        {"sum(loans)", "157"},
        {"count()", "3 knihovna"},
        {"count(where serves)", "2 knihovna"},
        {"sum(loans where serves)", "150"},
        {"sum(loans) / sum(inhabitants)", "157/43"},
        {"share(loans > 60)", "100/3 percent"},
        {"first(name)", "'Aš'"},
        {"count(distinct kind)", "2"},
        {"max(loans)", "100"},
        {"sum(loans) / served", "78.5"},
        {"sum(served over 2021..2022)", "3 knihovna"},
        {"previous(sum(loans))", "80"},
        {"every(loans > 5)", "yes"},
        {"mean(per_head where inhabitants > 0)", "29/12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *found = world_eval(w, cases[i].formula, &scope, at);
        if (strcmp(found, cases[i].result) != 0)
            fail_msg("%s gives %s, not %s", cases[i].formula, found, cases[i].result);
    }
}

/* Work grows with the records: twice as many, twice the reads. */
static size_t count_reads(uint32_t rows)
{
    struct world *w = world_new();
    world_type(w, "region", CALC_TIMELESS, false);
    world_field(w, "name text");
    world_field(w, "total = sum(loans for library of this)");
    world_type(w, "library", CALC_ONE_PERIOD, false);
    world_field(w, "kind choice a|b|c");
    world_field(w, "region record region");
    world_field(w, "loans integer");
    world_field(w, "people integer");
    world_field(w, "each = loans / people");
    world_field(w, "part = loans / sum(loans for library)");
    world_field(w, "by_kind = loans / sum(loans for library as o where o.kind = library.kind)");
    world_field(w, "by_each = count(library as o where o.each = library.each)");
    world_field(w, "by_region = loans / region.total");
    world_field(w, "by_name = count(library as o where o.region.name = library.region.name)");
    world_field(w, "by_two = count(library as o where o.kind = library.kind and o.region = "
                   "library.region and o.loans > 5)");
    world_row(w, "region", 0, "r0", "name one");
    world_row(w, "region", 0, "r1", "name two");
    uint16_t type = world_find_type(w, STR("library"));
    for (uint32_t i = 0; i < rows; i++) {
        struct world_row row = {.id = arena_format(w->arena, "l%u", i), .period = 2022};
        row.values[0] = value_choice(i % 3);
        row.values[1] = value_record((struct record){0, i % 2});
        row.values[2] = value_number(number_from_int(i + 1));
        row.values[3] = value_number(number_from_int(i % 7 + 1));
        ARENA_PUSH(w->arena, &w->store.rows[type], row);
    }
    world_begin(w);
    static const char *const formulas[] = {"sum(part for library)",    "sum(by_kind for library)",
                                           "sum(by_each for library)", "sum(by_region for library)",
                                           "sum(by_two for library)",  "sum(by_name for library)",
                                           "sum(each for library)"};
    struct calc_at at = {2022, 0, NULL};
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        world_eval(w, formulas[i], NULL, at);
    assert_string_equal(world_messages(w), "");
    size_t reads = w->store.reads;
    world_free(w);
    return reads;
}

static void never_quadratic(void **state)
{
    (void)state;
    size_t small = count_reads(500), large = count_reads(5000);
    assert_in_range(large, small * 8, small * 12);
    assert_in_range(small, 500, 500 * 40);
}

/* `form` with X and Y replaced. */
static const char *fill(struct world *w, const char *form, const char *x, const char *y)
{
    struct buf out = {0};
    for (; *form; form++) {
        if (*form == 'X' || *form == 'Y')
            buf_format(&out, "(%s)", *form == 'X' ? x : y);
        else
            buf_char(&out, *form);
    }
    struct str text = buf_copy(&out, w->arena);
    buf_free(&out);
    return text.p;
}

static void laws(void **state)
{
    struct world *w = *state;
    static const char *const values[] = {
        "0", "1", "-7", "0.1", "1 / 3", "1000000", "2 / 7", "-0.5", "12345678901234567890"};
    static const char *const forms[] = {
        "X + Y - Y = X",
        "X + Y = Y + X",
        "X * Y = Y * X",
        "(X < Y) = (not X >= Y)",
        "min(X, Y) + max(X, Y) = X + Y",
        "abs(X - Y) = max(X - Y, Y - X)",
        "(X + Y) * 3 = X * 3 + Y * 3",
        "(if Y = 0 then X else X / Y * Y) = X",
        "floor(X) <= X and X < floor(X) + 1",
        "abs(round(X, 0.01) - X) <= 0.005",
        "(X * 1 hour in credit) in hour = X * 1 hour",
    };
    enum { VALUES = sizeof values / sizeof *values, FORMS = sizeof forms / sizeof *forms };
    for (size_t i = 0; i < VALUES * VALUES; i++)
        for (size_t k = 0; k < FORMS; k++)
            world_expect(w, 2022, fill(w, forms[k], values[i / VALUES], values[i % VALUES]), "yes");
}

static void marks_of_records(void **state)
{
    struct world *w = *state;
    world_expect(w, 2022, "count(library where cost > 5 CZK)", "~2 knihovna");
    world_expect(w, 2022, "sum(cost for library where kind is professional)", "10.5 CZK");
    world_expect(w, 2022, "if cost_each > 5 CZK then 1 else 2", "1");
    world_expect(w, 2022, "max(cost for library where serves)", "~20 CZK");
    world_expect(w, 2022, "first(cost for library where kind is volunteer) in CZK", "~20 CZK");
}

/* Equal keys give equal results only where nothing else of what encloses is read. */
static void results_by_keys(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "person", CALC_TIMELESS, false);
    world_row(w, "person", 0, "p", "");
    world_row(w, "person", 0, "q", "");
    world_type(w, "item", CALC_TIMELESS, false);
    world_field(w, "kind choice a|b");
    world_field(w, "n integer");
    world_field(w, "times = sum(other.n * item.n for item as other where other.kind = item.kind)");
    world_field(w, "peers list record person");
    for (int i = 1; i <= 20; i++)
        world_row(w, "item", 0, arena_format(w->arena, "i%d", i).p,
                  arena_format(w->arena, "kind a; n %d; peers p+unknown", i).p);
    world_figure(w, "balance = if period = 2021 then -10 else 5");
    world_begin(w);
    world_expect_of(w, 2022, "item", "i1", "times", "210");
    world_expect_of(w, 2022, "item", "i2", "times", "420");
    world_expect_of(w, 2022, "item", "i1", "peers has p", "yes");
    world_expect_of(w, 2022, "item", "i1", "peers has q", "unknown");
    world_expect(w, 2022, "growth(balance)", "150 percent");
    world_free(w);
}

/* What a condition went by is marked, whether an index answered it or each row was tried. */
static void marks_of_conditions(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "library", CALC_TIMELESS, false);
    world_field(w, "kind choice a|b|c");
    world_field(w, "loans integer");
    world_field(w, "branches = count(branch of this)");
    world_type(w, "branch", CALC_TIMELESS, false);
    world_field(w, "library record library");
    world_field(w, "wanted integer");
    world_field(w, "alike = count(library where loans = branch.wanted)");
    world_field(w, "alike_plain = count(library where loans = branch.wanted and loans > 0)");
    world_row(w, "library", 0, "one", "kind ~a; loans 5");
    world_row(w, "library", 0, "two", "kind b; loans ~7");
    world_row(w, "branch", 0, "x", "library ~one; wanted ~5");
    world_row(w, "branch", 0, "y", "library two; wanted 5");
    world_row(w, "branch", 0, "z", "library two; wanted 7");
    world_begin(w);
    world_expect(w, 2022, "count(library where kind is a)", "~1");
    world_expect(w, 2022, "count(library where kind is not b)", "~1");
    world_expect(w, 2022, "count(library where kind is b)", "1");
    world_expect(w, 2022, "sum(loans for library where kind is a and loans > 0)", "~5");
    world_expect(w, 2022, "count(library where loans = 7)", "~1");
    world_expect(w, 2022, "count(library where loans = 5)", "1");
    static const char *const fields[] = {"alike", "alike_plain"};
    for (size_t i = 0; i < 2; i++) {
        world_expect_of(w, 2022, "branch", "x", fields[i], "~1");
        world_expect_of(w, 2022, "branch", "y", fields[i], "1");
        world_expect_of(w, 2022, "branch", "z", fields[i], "~1");
    }
    world_expect_of(w, 2022, "library", "one", "branches", "~1");
    world_expect_of(w, 2022, "library", "two", "branches", "2");
    world_free(w);
}

/* as_of is the caller's in the caller's period, and kept apart in the memo. */
static void as_of_is_kept_apart(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_figure(w, "day = as_of");
    world_figure(w, "before = previous(day)");
    world_figure(w, "fixed = day at 2020");
    world_begin(w);
    struct calc_at at = {2022, date_from_parts((struct date_parts){2022, 11, 6}), NULL};
    assert_string_equal(world_eval(w, "day", NULL, at), "2022-11-06");
    assert_string_equal(world_eval(w, "before", NULL, at), "2021-12-31");
    assert_string_equal(world_eval(w, "fixed", NULL, at), "2020-12-31");
    at.as_of++;
    assert_string_equal(world_eval(w, "day", NULL, at), "2022-11-07");
    at.period = 2020;
    assert_string_equal(world_eval(w, "fixed", NULL, at), "2022-11-07");
    at.period = PERIOD_NONE;
    assert_string_equal(world_eval(w, "period", NULL, at), "none");
    assert_string_equal(world_eval(w, "previous(day)", NULL, at), "unknown");
    world_free(w);
}

/* So it is in fields of records, and in what aggregates make of them. */
static void as_of_of_records_is_kept_apart(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "person", CALC_TIMELESS, false);
    world_field(w, "born date");
    world_field(w, "age = days(born, as_of)");
    world_type(w, "visit", CALC_ONE_PERIOD, false);
    world_field(w, "day date");
    world_field(w, "ago = days(day, as_of)");
    world_row(w, "person", 0, "eva", "born 2022-11-01");
    world_row(w, "visit", 2022, "first", "day 2022-11-03");
    world_figure(w, "recent = count(visit where ago < 4)");
    world_begin(w);
    struct calc_at at = {2022, date_from_parts((struct date_parts){2022, 11, 6}), NULL};
    assert_string_equal(world_eval(w, "sum(age for person) * 100 + sum(ago for visit)", NULL, at),
                        "503");
    assert_string_equal(world_eval(w, "recent", NULL, at), "1");
    at.as_of++;
    assert_string_equal(world_eval(w, "sum(age for person) * 100 + sum(ago for visit)", NULL, at),
                        "604");
    assert_string_equal(world_eval(w, "recent", NULL, at), "0");
    world_free(w);
}

/* What refers to a record of one year means that of the year at hand. */
static void references_follow_the_period(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "library", CALC_ONE_PERIOD, false);
    world_field(w, "loans integer");
    world_field(w, "main record library");
    world_field(w, "people = count(person of this by library)");
    world_type(w, "person", CALC_TIMELESS, false);
    world_field(w, "library record library");
    world_field(w, "others list record library");
    world_field(w, "loans = library.loans");
    world_type(w, "stay", CALC_PERIOD_SPAN, false);
    world_field(w, "library record library");
    world_row(w, "library", 2021, "a", "loans 1; main none");
    world_row(w, "library", 2022, "a", "loans 2; main #2");
    world_row(w, "library", 2022, "b", "loans 3; main none");
    world_row(w, "person", 0, "p", "library #0; others #0+#2");
    struct record stay = world_row(w, "stay", 2020, "s", "library #1");
    w->store.rows[stay.type].items[stay.row].last = 2021;
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    world_expect_of(w, 2021, "person", "p", "loans", "1");
    world_expect_of(w, 2022, "person", "p", "loans", "2");
    world_expect_of(w, 2022, "person", "p", "change(loans)", "1");
    world_expect_of(w, 2020, "person", "p", "library", "unknown");
    world_expect_of(w, 2022, "library", "a", "people", "1");
    world_expect_of(w, 2022, "library", "b", "people", "0");
    world_expect_of(w, 2022, "library", "b", "count(person of this by others)", "1");
    world_expect_of(w, 2022, "library", "a", "count(person where this.library = outer.library)",
                    "1");
    world_expect_of(w, 2022, "library", "a", "count(library where loans > outer.library.loans)",
                    "1");
    world_expect_of(w, 2022, "person", "p", "others.loans", "[2, 3]");
    world_expect_of(w, 2021, "person", "p", "others.loans", "[1, unknown]");
    world_expect_of(w, 2021, "person", "p", "count(others where loans > 0)", "1");
    world_expect_of(w, 2022, "person", "p", "library.main.loans", "3");
    world_expect_of(w, 2022, "person", "p", "library.main at 2021", "none");
    world_expect_of(w, 2022, "person", "p", "previous(library).loans", "1");
    world_expect(w, 2021, "count(stay)", "1");
    world_expect(w, 2022, "count(stay)", "0");
    world_expect(w, 2021, "sum(library.loans for stay)", "1");
    world_expect(w, 2021, "count(stay where library.loans = 1)", "1");
    world_free(w);
}

/* A college calls six hours a day; a date moves by the calendar all the same. */
static void days_of_work_and_days(void **state)
{
    (void)state;
    struct world *w = world_new();
    measure_add_multiple(w->calc.measures, STR("day"), number_from_int(6),
                         measure_find(w->calc.measures, STR("hour")));
    world_begin(w);
    world_expect(w, 2022, "2 day in hour", "12 hour");
    world_expect(w, 2022, "5 day in credit", "1 credit");
    world_expect(w, 2022, "2022-01-01 + 2 day", "2022-01-03");
    world_expect(w, 2022, "2022-01-01 + 2 days", "2022-01-03");
    world_free(w);
}

static void single_calls(void **state)
{
    struct world *w = *state;
    struct calc_at at = {2022, 0, NULL};
    struct calc_type number = {.kind = VALUE_NUMBER};
    size_t figure = calc_find_figure(w->engine, STR("cost_each"));
    assert_string_equal(
        world_words(w, &number, calc_eval_figure(w->engine, figure, 2022, 0, w->diags)),
        "1029761.45");
    assert_int_equal(calc_eval(w->engine, NULL, at, w->diags).kind, VALUE_FAILED);
    assert_int_equal(calc_find_figure(w->engine, STR("nothing")), STR_NOT_FOUND);
    assert_int_equal(calc_find_field(w->engine, 0, STR("nothing")), STR_NOT_FOUND);
    assert_int_equal(calc_find_type(w->engine, STR("nothing")), TYPE_NOTHING);
}

static void queries_select_rows(void **state)
{
    struct world *w = *state;
    struct calc_at at = {2022, 0, NULL};
    size_t undecided = 0;
    const struct calc_query *query = calc_compile_query(
        w->engine, w->arena, world_text(w, "library where serves"), NULL, w->diags);
    struct calc_rows rows = calc_select(w->engine, w->arena, query, at, w->diags, &undecided);
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows.items[1], 1);
    assert_int_equal(undecided, 1);
    rows = calc_select(w->engine, w->arena, query, at, w->diags, NULL);
    assert_int_equal(rows.count, 2);
    at.period = 2021;
    rows = calc_select(w->engine, w->arena, query, at, w->diags, NULL);
    assert_int_equal(rows.count, 1);
    assert_int_equal(rows.items[0], 4);
    /* of the record at hand, with the frame one link out */
    struct calc_scope scope = {.kind = SCOPE_RECORD, .record_type = 0};
    struct calc_frame frame = {.record = {0, 1}};
    at = (struct calc_at){2022, 0, &frame};
    query = calc_compile_query(w->engine, w->arena,
                               world_text(w, "library of this where other.loans is known as other"),
                               &scope, w->diags);
    rows = calc_select(w->engine, w->arena, query, at, w->diags, NULL);
    assert_int_equal(rows.count, 1);
    assert_int_equal(rows.items[0], 3);
}

/* By an index or not, the same rows and the same number of undecided ones. */
static void undecided_are_counted(void **state)
{
    struct world *w = *state;
    struct calc_scope scope = {.kind = SCOPE_RECORD, .record_type = 0};
    struct calc_frame frame = {0};
    struct calc_at at = {2022, 0, &frame};
    static const struct {
        const char *query;
        uint32_t row;
        size_t count, undecided;
    } cases[] = {
        {"library where o.kind = library.kind as o", 0, 1, 1},
        {"library where o.kind = library.kind as o", 1, 2, 1},
        {"library where o.kind = library.kind as o", 3, 0, 4},
        {"library where o.kind = library.kind and o.loans > 40 as o", 1, 1, 1},
        {"library where o.kind = library.kind and o.loans > 40 as o", 0, 1, 0},
        {"library where o.branch_of = library.branch_of as o", 2, 2, 0},
        {"library where o.branch_of = library.branch_of as o", 0, 2, 0},
        {"library of this where o.loans > 5 as o", 1, 1, 1},
        {"library where o.serves and o.kind = library.kind as o", 1, 1, 1},
        {"library where kind is volunteer", 1, 2, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = world_text(w, cases[i].query);
        const struct calc_query *query =
            calc_compile_query(w->engine, w->arena, text, &scope, w->diags);
        assert_non_null(query);
        size_t undecided = 99;
        frame.record.row = cases[i].row;
        struct calc_rows exact = calc_select(w->engine, w->arena, query, at, w->diags, &undecided);
        struct calc_rows fast = calc_select(w->engine, w->arena, query, at, w->diags, NULL);
        if (exact.count != cases[i].count || undecided != cases[i].undecided)
            fail_msg("%s of %u: %zu rows, %zu undecided", cases[i].query, cases[i].row, exact.count,
                     undecided);
        assert_int_equal(fast.count, exact.count);
        for (size_t j = 0; j < fast.count; j++)
            assert_int_equal(fast.items[j], exact.items[j]);
    }
}

static void overflow_is_reported(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_figure(w, "big = if period <= 1 then 10 else previous(big) * previous(big)");
    world_begin(w);
    world_expect(w, 3, "big", "10000");
    world_expect(w, 40, "big", "failed");
    assert_string_equal(world_messages(w), "EXPR_OVERFLOW");
    world_free(w);
}

static int set_up(void **state)
{
    *state = libraries();
    return 0;
}

static int tear_down(void **state)
{
    world_free(*state);
    return 0;
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(numbers),
        CASE(comparison_and_logic),
        CASE(keys),
        CASE(aggregates),
        CASE(of_records),
        CASE(periods),
        CASE(dates),
        CASE(functions),
        CASE(run_time_faults),
        CASE(deep_chain),
        CASE(rows_at_hand),
        CASE(laws),
        CASE(many_keys),
        CASE(undecided_are_counted),
        cmocka_unit_test(options_by_key),
        CASE(single_calls),
        CASE(queries_select_rows),
        cmocka_unit_test(references_follow_the_period),
        cmocka_unit_test(days_of_work_and_days),
        CASE(marks_of_records),
        cmocka_unit_test(never_quadratic),
        cmocka_unit_test(results_by_keys),
        cmocka_unit_test(marks_of_conditions),
        cmocka_unit_test(as_of_is_kept_apart),
        cmocka_unit_test(as_of_of_records_is_kept_apart),
        cmocka_unit_test(overflow_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
