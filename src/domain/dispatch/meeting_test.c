/* When meetings are, by hand and against counting day by day; what a line says. */
#include "base/text.h"
#include "domain/dispatch/decision_line.h"
#include "domain/dispatch/meeting.h"
#include "tap.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)64 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

/* -- the calendar of meetings -- */

static const char *met(enum meeting_kind kind, const char *period) {
    struct work_days w = work_days_official(a);
    int32_t day = meeting_day_of(&w, kind, period, 2);
    return day == NO_DAY ? "none" : day_print(a, day);
}

TEST(a_holiday_moves_a_meeting_on_and_a_week_that_is_off_to_its_end_has_none) {
    assert_string_equal(met(MEETING_WEEK, "2022-W49"), "2022-12-06");
    assert_string_equal(met(MEETING_WEEK, "2022-W40"), "2022-10-08"); /* the Saturday that makes up for National Day */
    assert_string_equal(met(MEETING_WEEK, "2023-W04"), "2023-01-28"); /* Spring Festival, 21 to 27 January */
    assert_string_equal(met(MEETING_WEEK, "2024-W07"), "2024-02-18"); /* Spring Festival, 10 to 17; that Sunday is worked */
    assert_string_equal(met(MEETING_WEEK, "2024-W40"), "none");       /* 1 to 7 October: the next worked day is in W41 */
    assert_string_equal(met(MEETING_WEEK, "2020-W53"), "2020-12-29");
    assert_string_equal(met(MEETING_WEEK, "2021-W53"), "none"); /* there is no such week */
    assert_string_equal(met(MEETING_MONTH, "2022-11"), "2022-12-12"); /* the 10th is a Saturday */
    assert_string_equal(met(MEETING_MONTH, "2022-12"), "2023-01-10");
    assert_string_equal(met(MEETING_QUARTER, "2022-Q4"), "2023-01-16");
    static const char *const bad[] = {"", "2022", "2022-W0", "2022-W00", "2022-W54", "2022-Q5", "2022-13", "2022-w49",
                                      "2022-W4 "};
    for (size_t i = 0; i < countof(bad); i++)
        for (int kind = 0; kind < MEETING_EXTRA; kind++) assert_string_equal(met(kind, bad[i]), "none");
}

TEST(every_day_lies_in_one_week_and_the_next_meeting_is_the_first_that_day_by_day_counting_finds) {
    struct work_days w = work_days_official(a);
    for (int32_t day = day_of(2019, 1, 1); day < day_of(2027, 1, 1); day += 1) {
        int32_t first, last, next;
        const char *period = meeting_period(a, MEETING_WEEK, day);
        assert_true(meeting_period_read(MEETING_WEEK, period, &first, &last));
        assert_true(first <= day && day <= last && last == first + 6 && weekday_of(first) == 1);
        for (int weekday = 1; weekday <= 5; weekday += 2) {
            const char *found = meeting_next(a, &w, MEETING_WEEK, weekday, day, &next);
            int32_t by_hand = NO_DAY; /* of each Monday's week: its weekday, or the first worked day after it in the same week */
            for (int32_t monday = first; by_hand == NO_DAY; monday += 7)
                for (int32_t d = monday + weekday - 1; d <= monday + 6; d++)
                    if (is_workday(&w, d)) {
                        if (d >= day) by_hand = d;
                        break;
                    }
            assert_int_equal(next, by_hand);
            assert_int_equal(meeting_day_of(&w, MEETING_WEEK, found, weekday), next);
        }
        arena_reset(a);
        w = work_days_official(a);
    }
}

/* -- what a line says -- */

static const struct owner OWNERS[] = {
    {1, NO_INT, NO_INT, "市交通运输局", "City Transport Bureau"}, {2, NO_INT, NO_INT, "市海洋发展局", "City Ocean Bureau"},
    {3, NO_INT, NO_INT, "南海新区管委会", "Nanhai Office"}, {4, NO_INT, NO_INT, "荣成市海洋发展局", "Rongcheng Ocean Bureau"},
    {1, 11, NO_INT, "市交通运输局副局长", "City Transport Bureau Deputy"}, {2, 12, 71, "鞠明远", "鞠明远"}};

/* "unit/post day text", or what is missing. */
static const char *read_line(const char *line) {
    struct owners owners = {OWNERS, countof(OWNERS)};
    struct decision_read r;
    struct faults f = {.count = 0};
    struct out *o = out_in(a, 0);
    if (decision_line_read(a, line, &owners, day_of(2022, 12, 6), &r, &f) == OK)
        return arena_printf(a, "%lld/%lld %s %s", (long long)r.owner->unit_id,
                            (long long)(r.owner->post_id == NO_INT ? 0 : r.owner->post_id), day_print(a, r.due_day), r.text);
    for (size_t i = 0; i < f.count; i++) out_printf(o, "%s%s", i ? " " : "", f.at[i].field);
    return out_text_of(o);
}

TEST(a_line_says_who_by_when_and_what_in_any_order) {
    static const char *const cases[][2] = {
        {"市交通运输局，12-16，召开通航论证专题会，一次批复", "1/0 2022-12-16 召开通航论证专题会，一次批复"},
        {"陆域堆场部分先行开工；南海新区管委会；12月20日前", "3/0 2022-12-20 陆域堆场部分先行开工"},
        {"交通运输, 下周五, 报方案", "1/0 2022-12-16 报方案"}, /* the unit before the post in it */
        {"市交通运输局副局长,周四,到现场", "1/11 2022-12-08 到现场"},
        {"鞠明远，3天内，复核红灯", "2/12 2022-12-09 复核红灯"},
        {"City Transport Bureau, next Friday, hold the hearing", "1/0 2022-12-16 hold the hearing"},
        {"City Ocean Bureau, by 2023-01-05, report", "2/0 2023-01-05 report"},
        {"市海洋发展局，1-10，年初复查", "2/0 2023-01-10 年初复查"},
        {"市海洋发展局，15日，复查", "2/0 2022-12-15 复查"}, {"市海洋发展局，3日，复查", "2/0 2023-01-03 复查"},
        {"市海洋发展局，月底，复查", "2/0 2022-12-31 复查"}, {"市海洋发展局，12/16，复查", "2/0 2022-12-16 复查"},
        {"市海洋发展局，12-02，复查", "2/0 2022-12-02 复查"}, /* past: refused where it is decided, with the meeting's day */
        {"12-16，召开专题会", "owner"}, {"海洋发展局，12-16，复查", "owner"}, /* the city's or Rongcheng's */
        {"没有的局，12-16，复查", "owner"}, {"市海洋发展局，复查", "due"}, {"市海洋发展局，12-16", "text"},
        {"市海洋发展局，13-40，复查", "due"}, {"", "owner due text"}, {"，，,", "owner due text"}, {"复查", "owner due"}};
    for (size_t i = 0; i < countof(cases); i++) assert_string_equal(read_line(cases[i][0]), cases[i][1]);
}

TEST(a_name_that_two_have_is_told_with_both_and_one_that_nobody_has_is_told) {
    struct owners owners = {OWNERS, countof(OWNERS)};
    struct both why;
    assert_null(owner_find(a, &owners, "海洋发展局", &why));
    assert_non_null(strstr(why.in[ZH], "市海洋发展局、荣成市海洋发展局"));
    assert_null(owner_find(a, &owners, "市", &why));
    assert_non_null(strstr(why.in[EN], "“市”"));
    assert_int_equal(owner_find(a, &owners, "市海洋发展局", &why)->unit_id, 2); /* its whole name, though another's has it in it */
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(a_holiday_moves_a_meeting_on_and_a_week_that_is_off_to_its_end_has_none),
        T(every_day_lies_in_one_week_and_the_next_meeting_is_the_first_that_day_by_day_counting_finds),
        T(a_line_says_who_by_when_and_what_in_any_order),
        T(a_name_that_two_have_is_told_with_both_and_one_that_nobody_has_is_told),
    };
    return cmocka_run_group_tests_name("meeting_test", tests, up, down);
}
