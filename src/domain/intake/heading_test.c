/* Headings as offices write them, and headers under their titles. */
#include "tap.h"
#include "base/money.h"
#include "domain/intake/heading.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

static const struct heading_context november = {.year = 2022, .month = 11, .unit_fen = 0};

static struct heading read_one(const char *text, struct heading_context c) {
    return heading_read(a, &text, 1, &c);
}

TEST(every_field_is_known_by_its_own_heading) {
    for (enum intake_key k = 0; k < INTAKE_FIELD_COUNT; k++)
        for (enum lang l = 0; l < LANG_COUNT; l++) {
            struct heading h = read_one(word(l, intake_field(k)->label), november);
            if (l == EN && h.state != HEADING_SURE) continue; /* English labels may be sentences. */
            assert_int_equal(h.state, HEADING_SURE);
            assert_int_equal(h.field, k == IN_BUREAU_SINCE_START ? IN_BUREAU_SINCE_START : k);
        }
}

TEST(no_heading_means_two_fields) {
    for (enum intake_key k = 0; k < INTAKE_FIELD_COUNT; k++) {
        struct span rest = span_of(intake_field(k)->headings ? intake_field(k)->headings : ""), item;
        while (span_cut(&rest, '|', &item) && item.len) {
            const char *text = arena_copy_n(a, item.at, item.len);
            assert_string_equal(text, text_fold(a, span_of(text)));
            struct heading h = read_one(text, november);
            if (h.field != k) print_message("%s is %s, not %s\n", text, intake_key_name(h.field), intake_key_name(k));
            assert_int_equal(h.field, k);
        }
    }
}

TEST(units_are_read_from_the_heading) {
    static const struct {
        const char *text;
        int64_t unit_fen;
    } cases[] = {
        {"总投资（万元）", FEN_PER_WAN},     {"计划总投资(亿元)", FEN_PER_YI},       {"总投资/亿元", FEN_PER_YI},
        {"总投资（单位：万元）", FEN_PER_WAN}, {"总投资：万元", FEN_PER_WAN},          {"总投资万元", FEN_PER_WAN},
        {"总投资（元）", FEN_PER_YUAN},      {"Total investment (million)", FEN_PER_MILLION},
        {"Total cost (thousands of USD)", 1000 * FEN_PER_YUAN}, {"Total cost ($000)", 1000 * FEN_PER_YUAN},
        {"总投资", 0},
    };
    for (size_t i = 0; i < countof(cases); i++) {
        struct heading h = read_one(cases[i].text, november);
        assert_int_equal(h.field, IN_TOTAL);
        assert_true(h.unit_fen == cases[i].unit_fen);
    }
}

TEST(investment_headings_tell_their_months) {
    static const struct {
        const char *text;
        enum intake_key field;
        int from, to; /* months of 2022 from 1; 0: since the start; NO: no month */
    } cases[] = {
        {"1–11月累计完成", IN_YTD, 1, 11},
        {"1—11月完成投资（万元）", IN_YTD, 1, 11},
        {"１-11月份累计完成投资", IN_YTD, 1, 11},
        {"2022年1-11月累计完成投资/亿元", IN_YTD, 1, 11},
        {"2022年1月至11月完成投资额", IN_YTD, 1, 11},
        {"年初至11月底完成投资", IN_YTD, 1, 11},
        {"年初至今累计完成投资", IN_YTD, 1, 11},
        {"本年累计完成投资", IN_YTD, 1, 11},
        {"今年以来完成投资", IN_YTD, 1, 11},
        {"3-5月完成投资", IN_YTD, 3, 5},
        {"上半年完成投资", IN_YTD, 1, 6},
        {"三季度完成投资", IN_YTD, 7, 9},
        {"2021年完成投资", IN_YTD, -11, 0},
        {"上年完成投资", IN_YTD, -11, 0},
        {"11月完成投资", IN_MONTH_DONE, 11, 11},
        {"2022年10月完成投资", IN_MONTH_DONE, 10, 10},
        {"2022.10完成投资", IN_MONTH_DONE, 10, 10},
        {"本月完成投资", IN_MONTH_DONE, 11, 11},
        {"自开工以来累计完成投资", IN_SINCE_START, INT32_MIN, 11},
        {"自开工至2022年9月底累计完成投资", IN_SINCE_START, INT32_MIN, 9},
        {"自开工至上年底完成投资", IN_BEFORE, INT32_MIN, 0},
        {"截至2021年底累计完成投资", IN_BEFORE, INT32_MIN, 0},
        {"以前年度完成投资", IN_BEFORE, INT32_MIN, 0},
        {"统计局1-11月完成投资", IN_BUREAU_YTD, 1, 11},
        {"Completed Jan-Nov 2022 (CNY million)", IN_YTD, 1, 11},
        {"Investment done, year to date", IN_YTD, 1, 11},
    };
    for (size_t i = 0; i < countof(cases); i++) {
        struct heading h = read_one(cases[i].text, november);
        if (h.state != HEADING_SURE || h.field != cases[i].field) print_message("%s\n", cases[i].text);
        assert_int_equal(h.state, HEADING_SURE);
        assert_int_equal(h.field, cases[i].field);
        int from = cases[i].from == INT32_MIN ? NO_MONTH : month_of(2022, 1) - 1 + cases[i].from;
        assert_int_equal(h.from_month, from);
        assert_int_equal(h.to_month, month_of(2022, 1) - 1 + cases[i].to);
    }
}

TEST(plans_tell_their_year) {
    static const struct {
        const char *text;
        int year, revision;
    } cases[] = {
        {"2022年度计划投资（万元）", 2022, 0}, {"年度计划投资/亿元", 2022, 0},  {"年度投资计划", 2022, 0},
        {"2021年计划投资", 2021, 0},           {"本年计划完成投资", 2022, 0},   {"2023年投资计划额", 2023, 0},
        {"当年投资计划", 2022, 0},             {"2022年原计划投资", 2022, 1},   {"2022年度计划投资第2版（元）", 2022, 2},
        {"Annual plan 2022 (CNY million)", 2022, 0}, {"2021 plan", 2021, 0},     {"2022年度投资目标任务", 2022, 0},
    };
    for (size_t i = 0; i < countof(cases); i++) {
        struct heading h = read_one(cases[i].text, november);
        if (h.state != HEADING_SURE) print_message("%s\n", cases[i].text);
        assert_int_equal(h.state, HEADING_SURE);
        assert_int_equal(h.field, IN_PLAN);
        assert_int_equal(h.year, cases[i].year);
        assert_int_equal(h.revision, cases[i].revision);
    }
}

TEST(a_target_tells_its_year_as_a_plan_does) {
    static const char *const cases[] = {"2021年度目标", "2021年度建设目标", "2021年年度目标"};
    for (size_t i = 0; i < countof(cases); i++) {
        struct heading h = read_one(cases[i], november);
        assert_int_equal(h.state, HEADING_SURE);
        assert_int_equal(h.field, IN_PLAN_TARGET);
        assert_int_equal(h.year, 2021);
    }
}

TEST(what_may_mean_two_things_is_asked) {
    static const struct {
        const char *text;
        enum intake_key first;
    } cases[] = {
        {"累计完成投资", IN_YTD},    {"截至11月底累计完成投资", IN_YTD}, {"完成投资", IN_YTD},   {"投资额", IN_TOTAL},
        {"计划投资", IN_PLAN},       {"2022年投资", IN_PLAN},            {"开工时间", IN_PLANNED_START},
        {"所属行业", IN_FIELD},      {"滨海新区联系电话", IN_CONTACT_PHONE}, {"责任单位", IN_DEPARTMENT},
    };
    for (size_t i = 0; i < countof(cases); i++) {
        struct heading h = read_one(cases[i].text, november);
        if (h.state != HEADING_ASKED) print_message("%s\n", cases[i].text);
        assert_int_equal(h.state, HEADING_ASKED);
        assert_int_equal(h.field, IN_EXTRA);
        assert_int_equal(h.candidates[0], cases[i].first);
        assert_non_null(h.why.in[ZH]);
    }
    struct heading_context nothing = {0};
    assert_int_equal(read_one("1-11月完成投资", nothing).state, HEADING_ASKED);
    assert_int_equal(read_one("年度计划投资", nothing).state, HEADING_ASKED);
    assert_int_equal(read_one("自开工以来完成投资", nothing).state, HEADING_ASKED);
}

TEST(what_nobody_knows_is_kept_and_what_is_computed_is_left_out) {
    static const char *const extra[] = {"FFC", "Delivery Program", "用海面积", "其中中央预算内资金", "11月计划投资", "剩余投资"};
    for (size_t i = 0; i < countof(extra); i++) assert_int_equal(read_one(extra[i], november).state, HEADING_EXTRA);
    static const char *const ignored[] = {"序号", "投资完成率（%）", "完成年度计划比例", "占年度计划%", "同比增长", "No."};
    for (size_t i = 0; i < countof(ignored); i++) {
        if (read_one(ignored[i], november).state != HEADING_IGNORED) print_message("%s\n", ignored[i]);
        assert_int_equal(read_one(ignored[i], november).state, HEADING_IGNORED);
    }
}

TEST(group_and_sub_heading_are_read_together) {
    static const struct {
        const char *group, *sub;
        enum intake_key field;
    } cases[] = {
        {"项目单位", "名称", IN_UNIT_NAME},       {"联系人", "电话", IN_CONTACT_PHONE},
        {"投资情况（万元）", "总投资", IN_TOTAL}, {"2022年", "年度计划投资", IN_PLAN},
        {"2022年1-11月", "完成投资", IN_YTD},     {"累计完成投资", "1-11月", IN_YTD},
        {"基本情况", "项目名称", IN_NAME},        {"总投资", "万元", IN_TOTAL},
        {"坐标", "经度", IN_LONGITUDE},           {"完成投资", "11月", IN_MONTH_DONE},
    };
    for (size_t i = 0; i < countof(cases); i++) {
        const char *parts[] = {cases[i].group, cases[i].sub};
        struct heading h = heading_read(a, parts, 2, &november);
        if (h.state != HEADING_SURE) print_message("%s %s\n", parts[0], parts[1]);
        assert_int_equal(h.state, HEADING_SURE);
        assert_int_equal(h.field, cases[i].field);
    }
    const char *unit[] = {"投资情况（万元）", "总投资"};
    assert_true(heading_read(a, unit, 2, &november).unit_fen == FEN_PER_WAN);
    const char *year[] = {"2021年", "计划投资"};
    assert_int_equal(heading_read(a, year, 2, &november).year, 2021);
}

/* -- headers in sheets -- */

#define ROW(n, ...)                                                                                          \
    {n, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (const char *const[]){__VA_ARGS__}}

static struct heading_map find(const struct heading_row *rows, size_t count, const struct sheet_range *merges,
                               size_t merge_count) {
    struct heading_map map = {0};
    struct both why = {{NULL}};
    struct heading_options none = {0};
    assert_int_equal(heading_find(a, rows, count, merges, merge_count, &none, &map, &why), OK);
    return map;
}

static const struct heading *column(const struct heading_map *map, uint32_t c) {
    for (size_t i = 0; i < map->count; i++)
        if (map->at[i].column == c) return &map->at[i];
    fail_msg("no heading in column %u", c);
    return NULL;
}

TEST(a_header_is_found_under_titles_two_rows_deep) {
    const struct heading_row rows[] = {
        ROW(1, "2022年全市重点项目进展情况调度表", "", "", "", "", "", ""),
        ROW(2, "填报单位：市发展改革委", "", "", "截至2022年11月底", "", "", "单位：万元"),
        ROW(3, "序号", "项目名称", "项目单位", "投资情况", "", "", "备注"),
        ROW(4, "", "", "", "计划总投资", "年度计划投资", "1-11月累计完成投资", ""),
        ROW(5, "1", "滨海大道改造工程", "威海城投集团", "12000", "5000", "5600.5", ""),
        ROW(6, "2", "智能装备产业园", "威海智造有限公司", "58000", "20000", "18000", "无"),
    };
    const struct sheet_range merges[] = {{0, 0, 0, 6}, {2, 0, 3, 0}, {2, 1, 3, 1}, {2, 2, 3, 2}, {2, 3, 2, 5}, {2, 6, 3, 6}};
    for (size_t with_merges = 0; with_merges < 2; with_merges++) {
        struct heading_map map = find(rows, countof(rows), merges, with_merges ? countof(merges) : 0);
        assert_int_equal(map.first_row, 3);
        assert_int_equal(map.last_row, 4);
        assert_int_equal(map.questions, 0);
        assert_int_equal(column(&map, 0)->state, HEADING_IGNORED);
        assert_int_equal(column(&map, 1)->field, IN_NAME);
        assert_int_equal(column(&map, 3)->field, IN_TOTAL);
        assert_true(column(&map, 3)->unit_fen == FEN_PER_WAN);
        assert_int_equal(column(&map, 4)->field, IN_PLAN);
        assert_int_equal(column(&map, 4)->year, 2022);
        assert_int_equal(column(&map, 5)->field, IN_YTD);
        assert_int_equal(column(&map, 5)->to_month, month_of(2022, 11));
        assert_int_equal(column(&map, 6)->field, IN_REMARK);
    }
}

TEST(a_plain_header_in_the_first_row_is_found) {
    const struct heading_row rows[] = {
        ROW(1, "project_id", "project_description", "managing_agency", "borough", "combined_total"),
        ROW(2, "LB20DUMBO", "ADAMS STREET LIBRARY FIT OUT", "BROOKLYN PUBLIC LIBRARY", "BROOKLYN", "5000"),
    };
    struct heading_map map = find(rows, 2, NULL, 0);
    assert_int_equal(map.last_row, 1);
    assert_int_equal(column(&map, 0)->field, IN_OUTSIDE_NO);
    assert_int_equal(column(&map, 1)->field, IN_NAME);
    assert_int_equal(column(&map, 2)->field, IN_DEPARTMENT);
    assert_int_equal(column(&map, 3)->field, IN_AREA);
    assert_int_equal(column(&map, 4)->state, HEADING_ASKED); /* no unit anywhere */
    assert_int_equal(map.questions, 1);
}

TEST(two_columns_that_state_the_same_are_asked) {
    const struct heading_row rows[] = {
        ROW(1, "项目名称", "总投资（万元）", "计划总投资（万元）"),
        ROW(2, "滨海大道", "100", "200"),
    };
    struct heading_map map = find(rows, 2, NULL, 0);
    assert_int_equal(column(&map, 1)->field, IN_TOTAL);
    assert_int_equal(column(&map, 2)->state, HEADING_ASKED);
}

TEST(amounts_whose_cells_say_their_unit_need_none_in_the_heading) {
    const struct heading_row rows[] = {ROW(1, "项目名称", "总投资"), ROW(2, "滨海大道", "1.2亿元"), ROW(3, "产业园", "800万元")};
    struct heading_map map = find(rows, 3, NULL, 0);
    assert_int_equal(column(&map, 1)->state, HEADING_SURE);
    assert_true(column(&map, 1)->unit_fen == 0);
}

TEST(a_sheet_without_a_header_is_refused_in_words) {
    const struct heading_row rows[] = {ROW(1, "1", "2", "3"), ROW(2, "4", "5", "6")};
    struct heading_map map;
    struct both why = {{NULL}};
    assert_int_equal(heading_find(a, rows, 2, NULL, 0, &(struct heading_options){0}, &map, &why), ERR_INVALID);
    assert_non_null(why.in[EN]);
    assert_int_equal(heading_find(a, rows, 0, NULL, 0, &(struct heading_options){0}, &map, &why), ERR_INVALID);
}

TEST(an_order_wins_over_what_a_heading_seems_to_mean) {
    struct heading_override o[4];
    struct both why;
    assert_int_equal(heading_override_read(a, "combined2021=plan:thousand", &o[0], &why), OK);
    assert_int_equal(heading_override_read(a, "combined_prior_actuals=before:thousand:2020-12", &o[1], &why), OK);
    assert_int_equal(heading_override_read(a, "combined_total=total:thousand", &o[2], &why), OK);
    assert_int_equal(heading_override_read(a, "borough=ignore", &o[3], &why), OK);
    const struct heading_row rows[] = {
        ROW(1, "project_id", "project_description", "borough", "combined_prior_actuals", "combined2021", "combined_total"),
        ROW(2, "LB20DUMBO", "ADAMS STREET LIBRARY FIT OUT", "BROOKLYN", "10", "5000", "5000"),
    };
    struct heading_map map;
    struct heading_options options = {.overrides = o, .override_count = 4};
    assert_int_equal(heading_find(a, rows, 2, NULL, 0, &options, &map, &why), OK);
    assert_int_equal(map.questions, 0);
    assert_null(map.unmatched);
    assert_int_equal(column(&map, 2)->state, HEADING_IGNORED);
    assert_int_equal(column(&map, 3)->field, IN_BEFORE);
    assert_int_equal(column(&map, 3)->to_month, month_of(2020, 12));
    assert_int_equal(column(&map, 3)->from_month, NO_MONTH);
    assert_int_equal(column(&map, 4)->field, IN_PLAN);
    assert_int_equal(column(&map, 4)->year, 2021);
    assert_true(column(&map, 4)->unit_fen == 1000 * FEN_PER_YUAN);
    options.overrides = &(struct heading_override){"nowhere", IN_NAME, 0, 0, NO_MONTH, NO_MONTH};
    options.override_count = 1;
    assert_int_equal(heading_find(a, rows, 2, NULL, 0, &options, &map, &why), OK);
    assert_string_equal(map.unmatched, "nowhere");
}

TEST(a_badly_written_order_is_refused_in_words) {
    static const char *const bad[] = {"", "=name", "name", "x=nofield", "x=total:parsec", "x=ytd:元:2022-13", "x=ytd::20"};
    struct heading_override o;
    for (size_t i = 0; i < countof(bad); i++) {
        struct both why = {{NULL}};
        assert_int_equal(heading_override_read(a, bad[i], &o, &why), ERR_INVALID);
        assert_non_null(why.in[ZH]);
    }
    struct both why;
    assert_int_equal(heading_override_read(a, "a=b=month_done:万元:2022-10", &o, &why), OK);
    assert_string_equal(o.heading, "a=b");
    assert_int_equal(o.from_month, month_of(2022, 10));
    assert_int_equal(heading_override_read(a, "x=ytd::2022-03..2022-05", &o, &why), OK);
    assert_int_equal(o.from_month, month_of(2022, 3));
    assert_int_equal(o.to_month, month_of(2022, 5));
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(every_field_is_known_by_its_own_heading), U(no_heading_means_two_fields), U(units_are_read_from_the_heading),
          U(investment_headings_tell_their_months), U(plans_tell_their_year),
          U(a_target_tells_its_year_as_a_plan_does), U(what_may_mean_two_things_is_asked),
          U(what_nobody_knows_is_kept_and_what_is_computed_is_left_out), U(group_and_sub_heading_are_read_together),
          U(a_header_is_found_under_titles_two_rows_deep), U(a_plain_header_in_the_first_row_is_found),
          U(two_columns_that_state_the_same_are_asked), U(amounts_whose_cells_say_their_unit_need_none_in_the_heading),
          U(a_sheet_without_a_header_is_refused_in_words), U(an_order_wins_over_what_a_heading_seems_to_mean),
          U(a_badly_written_order_is_refused_in_words))
