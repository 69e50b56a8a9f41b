/* Working days against the published lists, due days against those worked out by hand, rules and clocks. */
#include "tap.h"
#include "base/text.h"
#include "domain/calendar/reporting.h"
#include <jansson.h>

static struct arena *a;
static struct work_days days;

static int32_t day(const char *text) {
    int32_t d = NO_DAY;
    if (!day_read(text, &d)) fail_msg("not a date: %s", text);
    return d;
}

/* -- working days -- */

TEST(weekdays_are_numbered_from_monday) {
    assert_int_equal(weekday_of(day("2022-11-28")), 1);
    assert_int_equal(weekday_of(day("2022-12-04")), 7);
    assert_int_equal(weekday_of(day("1969-12-31")), 3);
}

/* Every day of the eight notices, as the collection of shared data has them; no other day is special. */
TEST(the_official_days_are_those_published) {
    const char *folder = shared_data_or_skip();
    int listed = 0;
    for (int year = 2019; year <= 2026; year++) {
        json_t *root = json_load_file(arena_printf(a, "%s/holidays/holiday-cn_%d.json", folder, year), 0, NULL), *one;
        assert_non_null(root);
        size_t i;
        json_array_foreach(json_object_get(root, "days"), i, one) {
            const char *date = json_string_value(json_object_get(one, "date"));
            const struct special_day *special = work_days_special(&days, day(date));
            if (!special || special->is_off != json_is_true(json_object_get(one, "isOffDay")) ||
                !text_eq(special->name, json_string_value(json_object_get(one, "name"))))
                fail_msg("%s is not as published", date);
            listed++;
        }
        json_decref(root);
        assert_true(work_days_know(&days, year));
    }
    assert_int_equal(listed, days.count);
    assert_false(work_days_know(&days, 2018));
    assert_false(work_days_know(&days, 2027));
}

/* How many days were worked, as counted by two others (SOURCE.md of the shared data). */
TEST(each_year_has_its_working_days) {
    static const int worked[] = {250, 249, 250, 249, 249, 251, 248, 248};
    for (int year = 2019; year <= 2026; year++)
        assert_int_equal(workdays_between(&days, day_of(year, 1, 1), day_of(year + 1, 1, 1)), worked[year - 2019]);
}

TEST(working_days_are_added_over_holidays_and_worked_weekends) {
    assert_int_equal(workdays_add(&days, day("2022-09-30"), 2), day("2022-10-09"));
    assert_int_equal(workdays_add(&days, day("2022-10-10"), -3), day("2022-09-30"));
    assert_int_equal(workdays_add(&days, day("2022-10-05"), 0), day("2022-10-05"));
    assert_int_equal(workday_from(&days, day("2022-10-08")), day("2022-10-08"));
    assert_int_equal(workday_until(&days, day("2022-10-07")), day("2022-09-30"));
    assert_int_equal(workdays_between(&days, day("2022-10-01"), day("2022-10-10")), 2);
    assert_int_equal(workdays_between(&days, day("2022-10-10"), day("2022-10-01")), 0);
}

TEST(without_a_notice_a_year_is_its_mondays_to_fridays) {
    assert_true(is_workday(&days, day("2030-10-01"))); /* a Tuesday */
    assert_false(is_workday(&days, day("2030-10-05")));
}

TEST(a_notice_given_later_stands_in_the_place_of_the_first) {
    struct special_day off = {day("2025-07-07"), 2025, true, "停工日"};
    struct notice two[] = {official_notice(a, 6), {2025, "改", &off, 1}};
    struct work_days w = work_days_make(a, two, 2);
    assert_int_equal(w.notice_count, 1);
    assert_false(is_workday(&w, day("2025-07-07")));
    assert_true(is_workday(&w, day("2025-10-01")));
}

TEST(of_a_day_in_two_notices_the_later_one_counts) {
    struct special_day off = {day("2025-12-31"), 2025, true, "甲"}, worked = {day("2025-12-31"), 2026, false, "乙"};
    struct notice two[] = {{2026, "", &worked, 1}, {2025, "", &off, 1}};
    struct work_days w = work_days_make(a, two, 2);
    assert_int_equal(w.count, 1);
    assert_true(is_workday(&w, day("2025-12-31")));
}

TEST(a_notice_that_calls_every_day_off_ends_no_search_badly) {
    struct special_day *all = arena_array(a, struct special_day, 800);
    for (int i = 0; i < 800; i++) all[i] = (struct special_day){day("2027-01-01") + i, 2027, true, "歇"};
    struct work_days w = work_days_make(a, &(struct notice){2027, "", all, 800}, 1);
    assert_true(workday_from(&w, day("2027-01-01")) > day("2027-12-31"));
}

TEST(holidays_have_english_names_and_unknown_ones_their_own) {
    assert_string_equal(holiday_name(a, "国庆节、中秋节").in[EN], "National Day, Mid-Autumn Festival");
    assert_string_equal(holiday_name(a, "国庆节、中秋节").in[ZH], "国庆节、中秋节");
    assert_string_equal(holiday_name(a, "国庆节、校庆").in[EN], "国庆节、校庆");
}

/* -- periods -- */

TEST(periods_of_a_year_follow_each_other_without_a_gap) {
    static const int counts[PERIOD_KINDS] = {52, 36, 24, 12, 4};
    for (enum period_kind kind = 0; kind < PERIOD_KINDS; kind++) {
        struct period at[PERIODS_MAX];
        int n = periods_of_year(kind, 2022, at);
        assert_int_equal(n, counts[kind]);
        for (int i = 0; i < n; i++) {
            assert_int_equal(civil_of(at[i].to_day).year, 2022);
            if (i) assert_int_equal(at[i].from_day, at[i - 1].to_day + 1);
            for (int32_t d = at[i].from_day; d <= at[i].to_day; d++) {
                struct period p = period_of(kind, d), whole;
                assert_true(p.from_day == at[i].from_day && p.to_day == at[i].to_day);
                assert_int_equal(period_from(kind, d, &whole), d == p.from_day);
            }
            struct period next = period_next(at[i]);
            assert_int_equal(period_before(next).from_day, at[i].from_day);
        }
    }
    struct period weeks[PERIODS_MAX];
    assert_int_equal(periods_of_year(PERIOD_WEEK, 2023, weeks), 53); /* 2023 began and ended on a Sunday */
    assert_int_equal(weeks[0].from_day, day("2022-12-26"));
}

TEST(periods_have_names) {
    static const struct {
        enum period_kind kind;
        const char *day, *zh, *en, *short_zh;
    } named[] = {
        {PERIOD_WEEK, "2022-11-30", "2022年 11-28 至 12-04 周", "week 11-28 to 12-04, 2022", "至 12-04"},
        {PERIOD_TEN_DAYS, "2022-02-28", "2022年2月下旬", "2/21– 2022", "2月下旬"},
        {PERIOD_TEN_DAYS, "2022-02-20", "2022年2月中旬", "2/11–20 2022", "2月中旬"},
        {PERIOD_HALF_MONTH, "2022-02-16", "2022年2月下半月", "2/16– 2022", "2月下半月"},
        {PERIOD_MONTH, "2022-11-30", "2022年11月", "11/2022", "11月"},
        {PERIOD_QUARTER, "2022-12-31", "2022年第四季度", "Q4 2022", "第四季度"},
        {PERIOD_QUARTER, "2022-01-01", "2022年第一季度", "Q1 2022", "第一季度"},
    };
    for (size_t i = 0; i < countof(named); i++) {
        struct period p = period_of(named[i].kind, day(named[i].day));
        assert_string_equal(period_name(a, p).in[ZH], named[i].zh);
        assert_string_equal(period_name(a, p).in[EN], named[i].en);
        assert_string_equal(period_short(a, p).in[ZH], named[i].short_zh);
    }
}

/* -- due days -- */

#define TERMS(p, w, n, s) {.list = LIST_PLATFORM, .whom = WHOM_ALL, .period = p, .way = w, .due = n, .shift = s, \
                           .open_before = 10, .open_after = 5, .is_on = true, .from_day = INT32_MIN}
static struct {
    const char *key;
    struct report_terms terms;
    int seen;
} rules[] = {
    {"day28", TERMS(PERIOD_MONTH, DUE_DAY, 28, SHIFT_NEXT), 0},
    {"day5", TERMS(PERIOD_MONTH, DUE_DAY_NEXT, 5, SHIFT_NEXT), 0},
    {"five", TERMS(PERIOD_MONTH, DUE_WORKDAYS_AFTER, 5, SHIFT_NONE), 0},
    {"last", TERMS(PERIOD_MONTH, DUE_DAY, 31, SHIFT_BEFORE), 0},
    {"friday", TERMS(PERIOD_WEEK, DUE_WEEKDAY, 5, SHIFT_BEFORE), 0},
    {"tuesday", TERMS(PERIOD_WEEK, DUE_WEEKDAY, 2, SHIFT_SECOND), 0},
    {"ten", TERMS(PERIOD_TEN_DAYS, DUE_DAYS_AFTER, 2, SHIFT_NEXT), 0},
    {"half", TERMS(PERIOD_HALF_MONTH, DUE_WORKDAYS_AFTER, 1, SHIFT_NONE), 0},
    {"quarter", TERMS(PERIOD_QUARTER, DUE_DAY_NEXT, 10, SHIFT_NEXT), 0},
};

static void check_line(int number, struct span line) {
    struct span cell[4];
    for (int i = 0; i < 4; i++)
        if (!span_cut(&line, '\t', &cell[i])) fail_msg("due_days.tsv:%d: four cells are needed", number);
    size_t i = 0;
    while (i < countof(rules) && !span_is(cell[0], rules[i].key)) i++;
    if (i == countof(rules)) fail_msg("due_days.tsv:%d: no such rule", number);
    rules[i].seen++;
    struct period p;
    assert_true(period_from(rules[i].terms.period, day(arena_copy_n(a, cell[1].at, cell[1].len)), &p));
    struct clocks k = clocks_of(&rules[i].terms, &days, p);
    if (k.due_day != day(arena_copy_n(a, cell[2].at, cell[2].len)))
        fail_msg("due_days.tsv:%d: worked out %.*s (%.*s), computed %s", number, (int)cell[2].len, cell[2].at,
                 (int)cell[3].len, cell[3].at, day_print(a, k.due_day));
}

TEST(due_days_of_two_years_are_those_worked_out_by_hand) {
    enum { FILE_MAX = 64 << 10 };
    char *text = arena_alloc(a, FILE_MAX);
    FILE *f = fopen("src/domain/calendar/due_days.tsv", "r");
    assert_non_null(f);
    struct span left = {text, fread(text, 1, FILE_MAX - 1, f)}, line;
    fclose(f);
    rules[0].terms.due_in[11] = 25;
    for (int number = 1; span_cut(&left, '\n', &line); number++)
        if (line.len && *line.at != '#') check_line(number, line);
    for (size_t i = 0; i < countof(rules); i++) /* no rule is left without its lines */
        if (rules[i].seen < (i < 3 ? 24 : 6)) fail_msg("%s: lines are missing", rules[i].key);
}

TEST(clocks_are_kept_apart) {
    struct report_terms r = TERMS(PERIOD_MONTH, DUE_DAY_NEXT, 5, SHIFT_NONE);
    struct clocks k = clocks_of(&r, &days, period_of(PERIOD_MONTH, day("2022-10-15")));
    static const struct {
        const char *day;
        enum clock clock;
    } at[] = {{"2022-10-25", CLOCK_NOT_OPEN}, {"2022-10-26", CLOCK_TIMELY}, {"2022-11-05", CLOCK_TIMELY},
              {"2022-11-06", CLOCK_LATE},     {"2022-11-10", CLOCK_LATE},   {"2022-11-11", CLOCK_LOCKED}};
    for (size_t i = 0; i < countof(at); i++) assert_int_equal(clock_at(&k, day(at[i].day), NO_DAY), at[i].clock);
    assert_int_equal(clock_at(&k, day("2022-11-11"), day("2022-11-11")), CLOCK_LATE);
    assert_int_equal(clock_at(&k, day("2022-11-12"), day("2022-11-11")), CLOCK_LOCKED);
    assert_int_equal(clock_at(&k, day("2022-11-05"), day("2022-11-11")), CLOCK_TIMELY);
    r.open_after = NEVER_LOCKS;
    k = clocks_of(&r, &days, period_of(PERIOD_MONTH, day("2022-10-15")));
    assert_int_equal(clock_at(&k, day("2030-01-01"), NO_DAY), CLOCK_LATE);
}

TEST(a_report_opens_no_earlier_than_its_period_begins) {
    struct report_terms r = TERMS(PERIOD_WEEK, DUE_WEEKDAY, 5, SHIFT_NONE);
    assert_int_equal(clocks_of(&r, &days, period_of(PERIOD_WEEK, day("2022-11-30"))).opens_day, day("2022-11-28"));
}

/* -- who owes -- */

static struct period month(const char *text) { return period_of(PERIOD_MONTH, day(text)); }

static struct report_rule rule_for(enum report_list list, enum report_whom whom, enum period_kind period, int due,
                                   const char *from) {
    struct report_terms r = TERMS(period, DUE_DAY, due, SHIFT_NONE);
    r.list = list, r.whom = whom, r.from_day = day(from);
    return (struct report_rule){due, r};
}

TEST(without_rules_every_month_is_owed_by_the_citys_due_day) {
    struct calendar c = calendar_make(a, NULL, 0, 5);
    for (unsigned standing = 0; standing < STANDINGS; standing++) {
        const struct report_rule *r = calendar_rule(&c, standing, month("2022-09-01"));
        assert_non_null(r);
        assert_int_equal(clocks_of(&r->terms, &c.days, month("2022-09-01")).due_day, day("2022-10-05")); /* a holiday */
        assert_null(calendar_rule(&c, standing, period_of(PERIOD_WEEK, day("2022-09-01"))));
    }
    assert_null(calendar_rule(&c, NO_STANDING, month("2022-09-01")));
}

TEST(a_project_follows_the_highest_list_that_has_a_rule_for_it) {
    struct report_rule at[] = {
        rule_for(LIST_MUNICIPAL_KEY, WHOM_FORMAL, PERIOD_MONTH, 28, "2022-01-01"),
        rule_for(LIST_MUNICIPAL_KEY, WHOM_PRELIMINARY, PERIOD_QUARTER, 20, "2022-01-01"),
        rule_for(LIST_PROVINCIAL_KEY, WHOM_ALL, PERIOD_WEEK, 3, "2022-06-01"),
    };
    struct calendar c = calendar_make(a, at, countof(at), 5);
    unsigned municipal = 1u << LIST_MUNICIPAL_KEY, provincial = 1u << LIST_PROVINCIAL_KEY;
    assert_int_equal(calendar_rule(&c, municipal, month("2022-07-01"))->id, 28);
    assert_int_equal(calendar_rule(&c, municipal | provincial, month("2022-04-01"))->id, 28); /* no provincial rule yet */
    assert_null(calendar_rule(&c, municipal | provincial, month("2022-07-01"))); /* a week, and only that */
    assert_int_equal(calendar_rule(&c, municipal | provincial, period_of(PERIOD_WEEK, day("2022-07-01")))->id, 3);
    assert_null(calendar_rule(&c, municipal | STANDING_PRELIMINARY, month("2022-07-01")));
    assert_int_equal(calendar_rule(&c, municipal | STANDING_PRELIMINARY, period_of(PERIOD_QUARTER, day("2022-07-01")))->id, 20);
    assert_int_equal(calendar_rule(&c, 1u << LIST_COUNTY_KEY, month("2022-07-01"))->id, 0); /* the platform's */
}

TEST(a_rule_is_in_force_from_its_day_until_the_next) {
    struct report_rule at[] = {
        rule_for(LIST_PLATFORM, WHOM_ALL, PERIOD_MONTH, 28, "2022-03-31"),
        rule_for(LIST_PLATFORM, WHOM_ALL, PERIOD_MONTH, 20, "2022-05-31"),
        rule_for(LIST_PLATFORM, WHOM_ALL, PERIOD_MONTH, 9, "2022-08-01"),
    };
    at[2].terms.is_on = false;
    struct calendar c = calendar_make(a, at, countof(at), 5);
    assert_int_equal(calendar_rule(&c, 0, month("2022-02-01"))->id, 0);
    assert_int_equal(calendar_rule(&c, 0, month("2022-03-01"))->id, 28); /* its last day is the rule's first */
    assert_int_equal(calendar_rule(&c, 0, month("2022-04-01"))->id, 28);
    assert_int_equal(calendar_rule(&c, 0, month("2022-05-01"))->id, 20);
    assert_null(calendar_rule(&c, 0, month("2022-08-01")));
}

TEST(a_rule_for_these_projects_goes_before_one_for_all) {
    struct report_rule at[] = {
        rule_for(LIST_COUNTY_KEY, WHOM_PRELIMINARY, PERIOD_MONTH, 20, "2022-01-01"),
        rule_for(LIST_COUNTY_KEY, WHOM_ALL, PERIOD_MONTH, 28, "2022-01-01"),
    };
    struct calendar c = calendar_make(a, at, countof(at), 5);
    assert_int_equal(calendar_rule(&c, 1u << LIST_COUNTY_KEY, month("2022-07-01"))->id, 28);
    assert_int_equal(calendar_rule(&c, 1u << LIST_COUNTY_KEY | STANDING_PRELIMINARY, month("2022-07-01"))->id, 20);
}

TEST(a_year_of_duties_says_the_same_as_the_rules) {
    struct report_rule at[] = {
        rule_for(LIST_MUNICIPAL_KEY, WHOM_ALL, PERIOD_QUARTER, 20, "2022-06-30"),
        rule_for(LIST_PLATFORM, WHOM_ALL, PERIOD_MONTH, 28, "2022-09-01"),
    };
    struct calendar c = calendar_make(a, at, countof(at), 5);
    struct month_duties duties;
    struct figure_due due;
    month_duties_of(&c, 2022, &duties);
    figure_due_of(&c, 2022, 5, &due);
    unsigned municipal = 1u << LIST_MUNICIPAL_KEY;
    assert_true(duties.at[municipal][3].is_owed && !duties.at[municipal][5].is_owed);
    assert_int_equal(duties.at[0][9].clocks.due_day, day("2022-10-28"));
    assert_int_equal(due.day[0][7], day("2022-09-05"));           /* August: by the city's day */
    assert_int_equal(due.day[0][8], day("2022-09-28"));           /* September: by the rule */
    assert_int_equal(due.day[municipal][3], day("2022-05-05"));   /* April, before there was that rule */
    assert_int_equal(due.day[municipal][5], day("2022-06-20"));   /* June: with its quarter */
    assert_int_equal(due.day[municipal][11], day("2022-12-20"));
}

TEST(due_days_are_told_in_words) {
    struct report_terms r = TERMS(PERIOD_MONTH, DUE_DAY, 28, SHIFT_NEXT);
    assert_string_equal(report_due_text(a, &r).in[ZH], "当月28日");
    r.due_in[11] = 25;
    assert_string_equal(report_due_text(a, &r).in[ZH], "当月28日（12月为25）");
    r = (struct report_terms)TERMS(PERIOD_WEEK, DUE_WEEKDAY_NEXT, 1, SHIFT_NEXT);
    assert_string_equal(report_due_text(a, &r).in[ZH], "次周周一");
    assert_string_equal(report_due_text(a, &r).in[EN], "Monday of the next week");
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    a = arena_new(0);
    days = work_days_official(a);
    const struct CMUnitTest tests[] = {
        T(weekdays_are_numbered_from_monday), T(the_official_days_are_those_published),
        T(each_year_has_its_working_days), T(working_days_are_added_over_holidays_and_worked_weekends),
        T(without_a_notice_a_year_is_its_mondays_to_fridays), T(a_notice_given_later_stands_in_the_place_of_the_first),
        T(of_a_day_in_two_notices_the_later_one_counts), T(a_notice_that_calls_every_day_off_ends_no_search_badly),
        T(holidays_have_english_names_and_unknown_ones_their_own), T(periods_of_a_year_follow_each_other_without_a_gap),
        T(periods_have_names), T(due_days_of_two_years_are_those_worked_out_by_hand), T(clocks_are_kept_apart),
        T(a_report_opens_no_earlier_than_its_period_begins), T(without_rules_every_month_is_owed_by_the_citys_due_day),
        T(a_project_follows_the_highest_list_that_has_a_rule_for_it), T(a_rule_is_in_force_from_its_day_until_the_next),
        T(a_rule_for_these_projects_goes_before_one_for_all), T(a_year_of_duties_says_the_same_as_the_rules),
        T(due_days_are_told_in_words)};
    int failed = cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL);
    arena_done(a);
    return failed;
}
