/* SPDX-License-Identifier: MIT */
/* The hardest rules and figures of five institutions, to see that the language can say them. */
#include "calc_world.h"

/*
 * A college: hours, credits, days and weeks; caps by the year; what is owed over five years.
 * The caps and the requirement are records that the college can change.
 */
static struct world *college(void)
{
    struct world *w = world_new();
    world_type(w, "cap", CALC_TIMELESS, false);
    world_field(w, "kind choice course|mobility|self_education|internship");
    world_field(w, "most number hour");
    world_type(w, "rule", CALC_TIMELESS, true);
    world_field(w, "owed number hour");
    world_field(w, "years integer");
    world_field(w, "head_years integer");
    world_field(w, "publish_days integer");
    world_type(w, "department", CALC_TIMELESS, false);
    world_field(w, "name text");
    world_type(w, "teacher", CALC_TIMELESS, false);
    world_field(w, "name text");
    world_field(w, "kind choice pedagogical|research");
    world_field(w, "department record department");
    world_field(w, "title choice none_|teacher|senior_teacher|docent");
    world_field(w, "head_since date");
    world_field(
        w, "done = sum(hours for activity of this where kind is course or kind is internship)");
    world_field(w, "mobile = sum(hours for activity of this where kind is mobility)");
    world_field(w, "self = if title is known and title is not senior_teacher "
                   "then sum(hours for activity of this where kind is self_education) else 0 hour");
    world_field(w, "counted = done + min(mobile, first(most for cap where kind is mobility)) + "
                   "min(self, first(most for cap where kind is self_education))");
    world_field(w, "five_years = sum(counted over period - (rule.years - 1) .. period)");
    world_field(w, "missing = max(rule.owed - five_years, 0)");
    world_field(w, "due = if head_since is none then none else head_since + rule.head_years years");
    world_field(w, "late = due < as_of and counted = 0 hour");
    world_type(w, "activity", CALC_ONE_PERIOD, false);
    world_field(w, "teacher record teacher");
    world_field(w, "kind choice course|mobility|self_education|internship");
    world_field(w, "hours number hour");
    world_field(w, "issued date");
    world_field(w, "published date");
    world_field(w, "overdue = (published otherwise as_of) - issued > rule.publish_days");
    world_row(w, "rule", 0, "r", "owed 120; years 5; head_years 2; publish_days 15");
    world_row(w, "cap", 0, "m", "kind mobility; most 30");
    world_row(w, "cap", 0, "s", "kind self_education; most 30");
    world_row(w, "department", 0, "math", "name Math");
    world_row(w, "teacher", 0, "t1",
              "name T1; kind pedagogical; department math; title docent; head_since none");
    world_row(w, "teacher", 0, "t2",
              "name T2; kind pedagogical; department math; title senior_teacher; "
              "head_since 2020-02-29");
    world_row(w, "activity", 2021, "1",
              "teacher t1; kind mobility; hours 45; issued 2021-03-01; published 2021-03-16");
    world_row(w, "activity", 2021, "2",
              "teacher t1; kind course; hours 10.5; issued 2021-03-01; published 2021-03-17");
    world_row(w, "activity", 2022, "3",
              "teacher t1; kind mobility; hours 40; issued 2022-12-20; published none");
    world_row(w, "activity", 2022, "4",
              "teacher t1; kind self_education; hours 31; issued 2022-01-01; published none");
    world_row(w, "activity", 2022, "5",
              "teacher t2; kind self_education; hours 31; issued 2022-12-30; published none");
    world_figure(w, "by_person = mean(counted in credit for teacher)");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    return w;
}

static void credits_with_caps(void **state)
{
    (void)state;
    struct world *w = college();
    world_expect_of(w, 2021, "teacher", "t1", "counted", "40.5 hour");
    world_expect_of(w, 2022, "teacher", "t1", "counted", "60 hour");
    world_expect_of(w, 2022, "teacher", "t1", "counted in credit", "2 credit");
    world_expect_of(w, 2022, "teacher", "t1", "five_years", "100.5 hour");
    world_expect_of(w, 2022, "teacher", "t1", "missing", "19.5 hour");
    world_expect_of(w, 2022, "teacher", "t1", "missing in credit", "0.65 credit");
    world_expect_of(w, 2022, "teacher", "t2", "counted", "0 hour");
    world_expect_of(w, 2022, "teacher", "t2", "due", "2022-02-28");
    world_expect_of(w, 2022, "teacher", "t2", "late", "yes");
    world_expect_of(w, 2022, "teacher", "t1", "late", "no");
    world_expect(w, 2022, "by_person", "1 credit");
    world_expect(w, 2021, "list(activity where overdue)", "[2]");
    world_expect(w, 2022, "list(activity where overdue)", "[4]");
    world_expect_of(w, 2022, "department", "math", "sum(five_years for teacher of this) in credit",
                    "3.35 credit");
    world_free(w);
}

/* A school year, September to August; the matrix of classes and themes. */
static void coverage_of_themes(void **state)
{
    (void)state;
    struct world *w = world_new();
    w->calc.period_mode = PERIOD_SCHOOL;
    world_type(w, "class", CALC_TIMELESS, false);
    world_field(w, "grade integer");
    world_field(w, "themes = count(distinct theme for lesson of this)");
    world_field(w, "missing = count(theme) - count(distinct theme for lesson of this)");
    world_field(
        w,
        "uncovered = list(theme where not any(lesson of class where lesson.theme = one) as one)");
    world_field(w, "meetings = count(event of this where kind is meeting and date in period)");
    world_type(w, "theme", CALC_TIMELESS, false);
    world_noun(w, "temats");
    world_field(w, "name text");
    world_type(w, "lesson", CALC_ONE_PERIOD, false);
    world_field(w, "class record class");
    world_field(w, "theme record theme");
    world_field(w, "date date");
    world_field(w, "hours integer");
    world_type(w, "event", CALC_TIMELESS, false);
    world_field(w, "class record class");
    world_field(w, "kind choice meeting|talk");
    world_field(w, "date date");
    world_row(w, "class", 0, "c5", "grade 5");
    world_row(w, "class", 0, "c9", "grade 9");
    world_row(w, "theme", 0, "self", "name Self");
    world_row(w, "theme", 0, "state", "name State");
    world_row(w, "theme", 0, "career", "name Career");
    world_row(w, "lesson", 2021, "1", "class c5; theme self; date 2021-09-10; hours 1");
    world_row(w, "lesson", 2021, "2", "class c5; theme self; date 2022-05-10; hours 2");
    world_row(w, "lesson", 2021, "3", "class c5; theme state; date 2022-02-10; hours 1");
    world_row(w, "lesson", 2021, "4", "class c9; theme career; date 2022-02-11; hours 4");
    world_row(w, "event", 0, "m1", "class c5; kind meeting; date 2022-08-31");
    world_row(w, "event", 0, "m2", "class c5; kind meeting; date 2022-09-01");
    world_figure(w, "older = sum(hours for lesson where class.grade in 7..9)");
    world_figure(w, "older_share = (older / sum(hours for lesson)) in percent");
    world_figure(w, "covered = every(missing = 0 for class)");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    world_expect(w, 2021, "period", "2021/2022");
    world_expect_of(w, 2021, "class", "c5", "themes", "2 temats");
    world_expect_of(w, 2021, "class", "c5", "missing", "1 temats");
    world_expect_of(w, 2021, "class", "c5", "uncovered", "[career]");
    world_expect_of(w, 2021, "class", "c5", "meetings", "1");
    world_expect_of(w, 2022, "class", "c5", "meetings", "1");
    world_expect_of(w, 2021, "class", "c9", "uncovered", "[self, state]");
    world_expect(w, 2021, "older", "4");
    world_expect(w, 2021, "older_share", "50 percent");
    world_expect(w, 2021, "covered", "no");
    world_expect(w, 2021, "count(lesson where month(date) = month(2022-02-01))", "2");
    world_expect(w, 2021, "older at 2020/2021", "0");
    world_free(w);
}

/* Cycles of a project stand in the project itself: a group. */
static void projects_with_three_cycles(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "person", CALC_TIMELESS, false);
    world_field(w, "name text");
    world_field(w, "role choice teacher|pupil|parent");
    world_type(w, "project", CALC_ONE_PERIOD, false);
    world_noun(w, "projekt");
    world_field(w, "question text");
    world_field(w, "level choice personal|group|school|network|programme");
    world_field(w, "leader record person");
    world_field(w, "formal record person");
    world_field(w, "adviser record person");
    world_field(w, "members list record person");
    world_field(w, "weaknesses list text");
    world_field(w, "cycles group plan:yes/no,act:yes/no,hours:number hour");
    world_field(w, "full = count(cycles where plan and act)");
    world_field(w, "hours = sum(cycles.hours)");
    world_field(w, "longest = max(hours for cycles where plan)");
    world_row(w, "person", 0, "ana", "name Ana; role teacher");
    world_row(w, "person", 0, "bor", "name Bor; role pupil");
    world_row(w, "person", 0, "cene", "name Cene; role parent");
    world_row(w, "project", 2021, "p",
              "question Kako?; level personal; leader ana; formal bor; members ana+bor+cene; "
              "weaknesses sampling+goals; cycles yes,yes,2 + yes,no,4");
    world_row(w, "project", 2022, "p",
              "question Kako brati več?; level group; leader ana; formal ana; adviser ana; "
              "members ana+bor; weaknesses sampling; cycles yes,yes,2 + yes,yes,3.5 + yes,yes,1");
    world_row(w, "project", 2022, "q",
              "question Branje; level network; leader bor; formal cene; "
              "adviser cene; members bor; weaknesses sampling+data; "
              "cycles yes,yes,2 + no,unknown,1");
    world_figure(w, "three = share(full >= 3 for project)");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    world_expect_of(w, 2021, "project", "p", "full", "1");
    world_expect_of(w, 2022, "project", "p", "full", "3");
    world_expect_of(w, 2022, "project", "p", "hours", "6.5 hour");
    world_expect_of(w, 2021, "project", "p", "longest", "4 hour");
    world_expect_of(w, 2021, "project", "p", "cycles.hours", "[2 hour, 4 hour]");
    world_expect_of(w, 2021, "project", "p", "cycles", "[[yes, yes, 2 hour], [yes, no, 4 hour]]");
    world_expect_of(w, 2021, "project", "p", "first(cycles).hours", "2 hour");
    world_expect_of(w, 2021, "project", "p", "count(members)", "3");
    world_expect_of(w, 2021, "project", "p", "count(members where role is pupil)", "1");
    world_expect_of(w, 2021, "project", "p", "any(role is parent for members)", "yes");
    world_expect_of(w, 2021, "project", "p", "list(name for members where role is not teacher)",
                    "['Bor', 'Cene']");
    world_expect_of(w, 2021, "project", "p", "members.name", "['Ana', 'Bor', 'Cene']");
    world_expect_of(w, 2021, "project", "p", "members has cene", "yes");
    world_expect_of(w, 2021, "project", "p", "count(weaknesses as w where starts(w, \"s\"))", "1");
    world_expect_of(w, 2021, "project", "p", "weaknesses has goals", "yes");
    world_expect_of(w, 2021, "project", "p", "adviser in this.members", "unknown");
    world_expect_of(w, 2022, "project", "p", "adviser in this.members", "yes");
    world_expect_of(w, 2022, "project", "q", "adviser in this.members", "no");
    world_expect_of(w, 2022, "project", "q", "members has this.leader", "yes");
    world_expect_of(w, 2022, "project", "p", "leader <> formal", "no");
    world_expect_of(w, 2022, "project", "p", "level > previous(level)", "yes");
    world_expect_of(w, 2022, "project", "p",
                    "words(question) <= 12 and starts(question, \"Kako\") and contains(question, "
                    "\"?\")",
                    "yes");
    world_expect(w, 2022, "three", "50 percent");
    world_expect(w, 2021, "three", "0 percent");
    world_expect(w, 2022, "change(three)", "50 percent points");
    world_expect(w, 2022, "count(project where weaknesses has sampling)", "2 projekt");
    world_expect(w, 2022, "change(count(project where weaknesses has sampling))", "1 projekt");
    world_free(w);
}

/* Answers with up to three options; documents that lack samples from different schools. */
static void survey(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "municipality", CALC_TIMELESS, false);
    world_field(w, "name text");
    world_field(w, "lacking = list(document where required and count(distinct sample.school for "
                   "sample of document where school.municipality = municipality) < samples)");
    world_type(w, "school", CALC_TIMELESS, false);
    world_field(w, "kind choice urban|rural");
    world_field(w, "municipality record municipality");
    world_type(w, "document", CALC_TIMELESS, false);
    world_field(w, "name text");
    world_field(w, "required yes/no");
    world_field(w, "samples integer");
    world_field(w, "have = count(distinct school for sample of this)");
    world_type(w, "sample", CALC_TIMELESS, false);
    world_field(w, "document record document");
    world_field(w, "school record school");
    world_type(w, "answer", CALC_TIMELESS, false);
    world_field(w, "school record school");
    world_field(w, "q2_9 choices exams|university|interest|other");
    world_field(w, "q2_9_text text");
    world_field(w, "size choice to_10|to_20|to_30");
    world_field(w, "load number hour");
    world_row(w, "municipality", 0, "m", "name M");
    world_row(w, "municipality", 0, "n", "name N");
    world_row(w, "school", 0, "s1", "kind urban; municipality m");
    world_row(w, "school", 0, "s2", "kind rural; municipality m");
    world_row(w, "school", 0, "s3", "kind rural; municipality n");
    world_row(w, "document", 0, "plan", "name Plan; required yes; samples 2");
    world_row(w, "document", 0, "order", "name Order; required yes; samples 3");
    world_row(w, "document", 0, "extra", "name Extra; required no; samples 3");
    world_row(w, "sample", 0, "1", "document plan; school s1");
    world_row(w, "sample", 0, "2", "document plan; school s2");
    world_row(w, "sample", 0, "3", "document order; school s1");
    world_row(w, "sample", 0, "4", "document order; school s1");
    world_row(w, "answer", 0, "a1",
              "school s1; q2_9 exams+other; q2_9_text ya; size to_20; load 34");
    world_row(w, "answer", 0, "a2",
              "school s2; q2_9 exams+university+interest+other; size to_10; "
              "load 30");
    world_row(w, "answer", 0, "a3", "school s3; size to_30; load unknown");
    world_begin(w);
    assert_string_equal(world_messages(w), "");
    world_expect_of(w, 2022, "answer", "a1",
                    "how_many(q2_9) <= 3 and (not (q2_9 has other) or q2_9_text is known)", "yes");
    world_expect_of(w, 2022, "answer", "a2", "how_many(q2_9) <= 3", "no");
    world_expect_of(w, 2022, "answer", "a2", "not (q2_9 has other) or q2_9_text is known", "no");
    world_expect_of(w, 2022, "answer", "a3", "how_many(q2_9) <= 3", "unknown");
    world_expect(w, 2022, "share(q2_9 has exams for answer)", "100 percent");
    world_expect(w, 2022, "share(q2_9 has university for answer where school.kind is rural)",
                 "100 percent");
    world_expect(w, 2022, "count(answer where q2_9 is unknown)", "1");
    world_expect(w, 2022, "median(size for answer)", "to_20");
    world_expect(w, 2022, "mean(load for answer where load is known)", "32 hour");
    world_expect_of(w, 2022, "document", "plan", "have", "2");
    world_expect_of(w, 2022, "document", "order", "have", "1");
    world_expect(w, 2022, "list(document where required and have < samples)", "[order]");
    world_expect_of(w, 2022, "municipality", "m", "lacking", "[order]");
    world_expect_of(w, 2022, "municipality", "n", "lacking", "[plan, order]");
    world_free(w);
}

/* The district's libraries: shares, costs, stock from movement. */
static void yearly_report(void **state)
{
    (void)state;
    struct world *w = world_new();
    world_type(w, "service", CALC_ONE_PERIOD, true);
    world_field(w, "cost number CZK");
    world_field(w, "inhabitants integer");
    world_type(w, "purchase", CALC_ONE_PERIOD, true);
    world_field(w, "list_value number CZK");
    world_field(w, "paid number CZK");
    world_type(w, "exchange", CALC_ONE_PERIOD, true);
    world_field(w, "added integer");
    world_field(w, "withdrawn integer");
    world_field(w, "stock_end integer");
    world_row(w, "service", 2022, "s", "cost 2059522.90; inhabitants ~128015");
    world_row(w, "purchase", 2022, "p", "list_value 1000968; paid 678229");
    world_row(w, "exchange", 2022, "e", "added 1491; withdrawn 1007; stock_end 44418");
    world_row(w, "exchange", 2021, "e", "added 1000; withdrawn 900; stock_end 43934");
    world_figure(w, "discount = purchase.list_value - purchase.paid");
    world_begin(w);
    world_expect(w, 2022, "round(service.cost / 62)", "33218 CZK");
    world_expect(w, 2022, "round(service.cost / service.inhabitants, 0.1)", "~16.1 CZK");
    world_expect(w, 2022, "discount", "322739 CZK");
    world_expect(w, 2022, "round((discount / purchase.list_value) in percent)", "32 percent");
    world_expect(w, 2022,
                 "exchange.stock_end = previous(exchange.stock_end) + exchange.added - "
                 "exchange.withdrawn",
                 "yes");
    world_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(credits_with_caps),
        cmocka_unit_test(coverage_of_themes),
        cmocka_unit_test(projects_with_three_cycles),
        cmocka_unit_test(survey),
        cmocka_unit_test(yearly_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
