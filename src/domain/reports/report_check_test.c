/* What is told of a report: each finding at both sides of its edge, and what people type. */
#include "report_fixture.h"

static struct report whole(void) {
    struct report r = report_empty;
    r.month_fen = 1308 * FEN_PER_WAN;
    r.progress = FX_PROGRESS;
    return r;
}

static struct report_findings of(struct arena *a, const struct report *r, const struct report_known *known) {
    struct report_findings f;
    report_check(a, r, known, &f);
    for (size_t i = 0; i < f.count; i++)
        for (enum lang l = 0; l < LANG_COUNT; l++) assert_true(*f.at[i].text.in[l] && !strstr(f.at[i].text.in[l], "{"));
    return f;
}

static bool told(const struct report_findings *f, const char *key) {
    for (size_t i = 0; i < f->count; i++)
        if (text_eq(f->at[i].key, key)) return true;
    return false;
}

TEST(a_whole_report_has_nothing_against_it) {
    struct arena *a = arena_new(0);
    struct report r = whole();
    struct report_known known = fx_known();
    assert_int_equal(of(a, &r, &known).count, 0);
    arena_done(a);
}

/* A case sets one thing; `is_told` says whether the finding is expected then, and nothing else. */
#define WAN(n) ((n) * FEN_PER_WAN)
#define CASE(name, told_then, ...)                                                                           \
    do {                                                                                                     \
        struct report r = whole();                                                                           \
        struct report_known k = fx_known();                                                                  \
        __VA_ARGS__;                                                                                         \
        struct report_findings f = of(a, &r, &k);                                                            \
        if (told(&f, name) != (told_then)) print_error("%s at line %d\n", name, __LINE__);                   \
        assert_int_equal(told(&f, name), (told_then));                                                       \
    } while (0)

TEST(each_finding_is_told_on_its_side_of_the_edge) {
    struct arena *a = arena_new(0);
    CASE("month_missing", true, r.month_fen = NO_FEN);
    CASE("month_missing", false, r.month_fen = 0);
    CASE("month_negative", true, r.month_fen = -1);
    CASE("month_negative", false, r.month_fen = 0);
    CASE("construction_negative", true, r.construction_fen = -1);
    CASE("equipment_negative", true, r.equipment_fen = -1);
    CASE("other_negative", true, r.other_fen = -1);
    CASE("funds_negative", true, r.funds_fen = -1);
    CASE("not_open", true, k.clock = CLOCK_NOT_OPEN);
    CASE("not_open", false, k.clock = CLOCK_LATE);
    CASE("locked", true, k.clock = CLOCK_LOCKED);
    CASE("locked", false, k.clock = CLOCK_LATE);
    CASE("locked", false, k.clock = CLOCK_LOCKED, k.is_reopened = true);
    CASE("not_owed", true, k.is_owed = false);
    CASE("progress_short", true, r.progress = "一二三四五六七八九");
    CASE("progress_short", false, r.progress = "一二三四五六七八九十");
    CASE("progress_short", true, r.progress = NULL);
    CASE("reached_ahead", true, r.reached_day = k.today + 1);
    CASE("reached_ahead", false, r.reached_day = k.today);
    CASE("photos_few", true, k.photos_min = 2; k.photos = 1);
    CASE("photos_few", false, k.photos_min = 2; k.photos = 2);
    CASE("parts_differ", true, r.construction_fen = WAN(860); r.equipment_fen = WAN(310); r.other_fen = WAN(139));
    CASE("parts_differ", false, r.construction_fen = WAN(860); r.equipment_fen = WAN(310); r.other_fen = WAN(138));
    CASE("parts_differ", false, r.construction_fen = WAN(1308)); /* the others are not known to be nothing */
    CASE("parts_differ", true, r.construction_fen = WAN(1308) + 1);
    CASE("below_plan", true, k.period_plan_fen = 2 * r.month_fen + 1);
    CASE("below_plan", false, k.period_plan_fen = 2 * r.month_fen);
    CASE("below_plan", false, k.period_plan_fen = NO_FEN);
    CASE("below_plan", false, k.period_plan_fen = 0; r.month_fen = 0);
    CASE("ytd_falls", true, k.ytd_stated_fen = k.ytd_before_fen + r.month_fen + 1);
    CASE("ytd_falls", false, k.ytd_stated_fen = k.ytd_before_fen + r.month_fen);
    CASE("over_total", true, k.total_fen = k.since_before_fen + r.month_fen - 1);
    CASE("over_total", false, k.total_fen = k.since_before_fen + r.month_fen);
    CASE("over_total", false, k.total_fen = NO_FEN);
    CASE("over_total", false, k.total_fen = 1; k.since_before_fen = NO_FEN); /* not known is not too much */
    arena_done(a);
}

TEST(what_is_odd_asks_for_a_cause_and_is_sent_with_it) {
    struct arena *a = arena_new(0);
    CASE("cause_missing", true, k.total_fen = 1);
    CASE("cause_missing", false, k.total_fen = 1; r.cause = "概算调整批复在办");
    CASE("cause_missing", false, r.month_fen = -1); /* that one cannot be explained away */
    struct report r = whole();
    struct report_known known = fx_known();
    known.total_fen = 1;
    r.cause = "概算调整批复在办";
    struct report_findings f = of(a, &r, &known);
    assert_int_equal(f.warnings, 1);
    assert_int_equal(f.blocks, 0);
    arena_done(a);
}

TEST(sums_follow_from_what_is_known_and_from_nothing_else) {
    struct arena *a = arena_new(0);
    struct report r = whole();
    struct report_known known = fx_known();
    struct report_sums sums = report_sums_of(&r, &known);
    assert_int_equal(sums.ytd_fen, WAN(22008));
    assert_int_equal(sums.since_fen, WAN(62008));
    assert_int_equal(sums.parts_fen, NO_FEN);
    known.ytd_before_fen = NO_FEN;
    r.equipment_fen = 5;
    sums = report_sums_of(&r, &known);
    assert_int_equal(sums.ytd_fen, NO_FEN);
    assert_int_equal(sums.parts_fen, 5);
    assert_false(sums.has_parts);
    r.month_fen = NO_FEN;
    assert_int_equal(report_sums_of(&r, &known).since_fen, NO_FEN);
    arena_done(a);
}

/* -- typed and printed -- */

static const struct report_field *field(const char *name) {
    for (size_t i = 0; i < report_field_count; i++)
        if (text_eq(report_fields[i].name, name)) return &report_fields[i];
    fail();
    return NULL;
}

TEST(what_is_typed_is_read_and_printed_as_it_would_be_typed) {
    static const struct { const char *name, *typed, *again, *said; } cases[] = {
        {"month", "1,308.5", "1308.5", "1,309 × 10,000 yuan"}, {"month", "1.2亿元", "12000", "12,000 × 10,000 yuan"},
        {"month", "", "", ""}, {"month", "０", "0", "0 × 10,000 yuan"}, {"share", "60", "60", "60 %"},
        {"share", "60.25 %", "60.25", "60.25 %"}, {"share", "100", "100", "100 %"}, {"next", "later", "later", "Later still"},
        {"reached", "2022年11月20日", "2022-11-20", "2022-11-20"},
        {"next", "", "", ""}, {"help", "energy,approval", "approval,energy", "Approvals, Energy"},
        {"help", "none", "none", "None needed"},
        {"cause", "雨季", "雨季", "雨季"}};
    struct arena *a = arena_new(0);
    for (size_t i = 0; i < countof(cases); i++) {
        struct report r = report_empty;
        struct faults faults = {.count = 0};
        report_field_read(a, field(cases[i].name), cases[i].typed, &r, &faults);
        assert_int_equal(faults.count, 0);
        assert_string_equal(report_field_text(a, field(cases[i].name), &r), cases[i].again);
        assert_string_equal(report_field_said(a, field(cases[i].name), &r).in[EN], cases[i].said);
    }
    arena_done(a);
}

TEST(what_cannot_be_read_is_told_at_its_field_and_leaves_what_stood) {
    static const char *const bad[][2] = {{"month", "约八千"}, {"month", "99999999999999"}, {"month", "abc"}, {"share", "101"},
                                         {"share", "-1"}, {"share", "many"}, {"next", "soon"}, {"help", "land,money"}};
    struct arena *a = arena_new(0);
    for (size_t i = 0; i < countof(bad); i++) {
        struct report r = whole();
        r.progress_bp = 5, r.milestone_answer = "later", r.help = "land";
        struct report before = r;
        struct faults faults = {.count = 0};
        report_field_read(a, field(bad[i][0]), bad[i][1], &r, &faults);
        if (faults.count != 1) print_error("%s\n", bad[i][1]);
        assert_int_equal(faults.count, 1);
        assert_string_equal(faults.at[0].field, bad[i][0]);
        assert_true(report_field_same(field(bad[i][0]), &r, &before));
    }
    arena_done(a);
}

TEST(an_address_names_one_period_and_nothing_else_does) {
    static const char *const good[] = {"2022-11", "week-2022-11-21", "ten_days-2022-11-11", "half_month-2022-11-16",
                                       "quarter-2022-10-01"};
    static const char *const bad[] = {"", "2022", "2022-13", "week-2022-11-22", "month-2022-11-01", "ten_days-2022-11-12",
                                      "quarter-2022-11-01", "year-2022-01-01", "week-", "2022-11-01", "week-2022-11-21x"};
    struct arena *a = arena_new(0);
    struct period p;
    for (size_t i = 0; i < countof(good); i++) {
        assert_true(period_address_read(good[i], &p));
        assert_string_equal(period_address(a, p), good[i]);
    }
    for (size_t i = 0; i < countof(bad); i++) assert_false(period_address_read(bad[i], &p));
    arena_done(a);
}

TEST_MAIN(T(an_address_names_one_period_and_nothing_else_does),
          T(a_whole_report_has_nothing_against_it), T(each_finding_is_told_on_its_side_of_the_edge),
          T(what_is_odd_asks_for_a_cause_and_is_sent_with_it), T(sums_follow_from_what_is_known_and_from_nothing_else),
          T(what_is_typed_is_read_and_printed_as_it_would_be_typed),
          T(what_cannot_be_read_is_told_at_its_field_and_leaves_what_stood))
