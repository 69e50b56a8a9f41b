/* What checks of reports noted: the list of notes, the checks, a report with notes and answers. */
#include "gallery.h"
#include "check_list_view.h"
#include "domain/credibility/credibility.h"
#include "note_list_view.h"
#include "report_form_view.h"

static void list(struct gallery *g) {
    static const struct part_choice_view all[] = {{"", {{"全部", "All"}}, true}}, years[] = {{"", {{"全部", "All"}}, true}, {"2022", {{"2022", "2022"}}, false}};
    struct report_note over = {.check_key = "over_total", .one = wan(65200), .two = wan(62000), .three = 10516};
    struct report_note jump = {.check_key = "last_day_jump", .one = wan(9400), .two = wan(1850), .three = 508};
    struct report_note sums = {.check_key = "sums_differ", .one = wan(1320), .two = wan(1308), .three = wan(12)};
    struct note_row rows[] = {
        {1, "over_total", both_word(W_cred_over), cred_said(g->a, &over), NULL, 31, "温泉海洋装备产业园二期", BOTH("环翠区", "Huancui"),
         BOTH("2022年11月", "November 2022"), 0, "/desk/reports/31/2022-11"},
        {2, "last_day_jump", both_word(W_cred_jump), cred_said(g->a, &jump), NULL, 32, "石岛海洋牧场基地", BOTH("荣成市", "Rongcheng"),
         BOTH("2022年11月", "November 2022"), 2, "/desk/reports/32/2022-11"},
        {3, "sums_differ", both_word(W_cred_sums), cred_said(g->a, &sums), NULL, 33, "海上风电母港配套码头工程", BOTH("南海新区", "Nanhai New Area"),
         BOTH("2022年10月", "October 2022"), 1, "/desk/reports/33/2022-10"}};
    struct note_list_view v = {.total = 3, .page = 1, .rows = rows, .rows_count = countof(rows), .checks = all, .checks_count = 1,
                               .areas = all, .areas_count = 1, .answers = all, .answers_count = 1, .years = years,
                               .years_count = countof(years), .pager = {.first = 1, .last = 3, .total = 3},
                               .csv_href = "/credibility.csv", .json_href = "/credibility.json"};
    gallery_page(g, "notes", g->lang == ZH ? "数据核查提示" : "Notes of the checks", &note_list_view, &v);
    v.rows_count = 0, v.total = 0, v.pager = (struct part_pager_view){0};
    gallery_page(g, "notes-none", g->lang == ZH ? "数据核查提示" : "Notes of the checks", &note_list_view, &v);
}

static void checks(struct gallery *g) {
    struct check_row rows[CRED_CHECKS];
    for (unsigned n = 0; n < CRED_CHECKS; n++) {
        const struct cred_check *c = &credibility_checks[n];
        struct check_limit *limits = arena_array(g->a, struct check_limit, CRED_LIMITS_MAX);
        for (int i = 0; i < c->limit_count; i++)
            limits[i] = (struct check_limit){cred_limit_said(g->a, &c->limits[i]), both_word(c->limits[i].source)};
        bool is_off = n == CRED_ROUND;
        rows[n] = (struct check_row){.key = c->key, .name = both_word(c->name), .looks_for = both_word(c->looks_for),
                                     .limits = limits, .limits_count = (size_t)c->limit_count, .is_on = !is_off,
                                     .at = is_off ? "2022-12-02 10:20" : "", .reason = is_off ? "合同按百万元结算的项目较多" : "",
                                     .switch_href = arena_printf(g->a, "/credibility/checks/%s", c->key)};
    }
    struct check_list_view v = {.rows = rows, .rows_count = CRED_CHECKS, .fault = ""};
    gallery_page(g, "checks", g->lang == ZH ? "核查规则" : "The checks", &check_list_view, &v);
}

static void report(struct gallery *g) {
    struct report_note again = {.check_key = "photo_again", .one = 1, .two = 2};
    struct report_note text = {.check_key = "text_again", .one = 10000, .two = wan(1308)};
    static const struct form_answer answers[] = {
        {BOTH("项目单位", "the project unit"), "周工", "2022-12-03 09:12", "设备安装周期长，形象节点不变"},
        {BOTH("区市", "the district"), "环翠区项目办", "2022-12-03 15:40", "已到现场看过"}};
    const struct form_note notes[] = {
        {.id = 1, .check = "photo_again", .name = both_word(W_cred_photo_again), .text = cred_said(g->a, &again),
         .other_href = "/desk/reports/31/2022-10", .answer_href = "/desk/reports/31/2022-11/notes/1"},
        {.id = 2, .check = "text_again", .name = both_word(W_cred_text), .text = cred_said(g->a, &text),
         .words = "设备安装，现场人员正常，形象进度约60%", .answers = answers, .answers_count = countof(answers),
         .answer_href = "/desk/reports/31/2022-11/notes/2"}};
    const struct form_undecided undecided[] = {{both_word(W_cred_photo_old), both_word(W_cred_no_photo_day)},
                                               {both_word(W_cred_permit), both_word(W_cred_no_construction)}};
    struct report_form_view v = {
        .project_id = 31, .project_name = "温泉海洋装备产业园二期", .code = "2101-371002-04-01-482913", .light = "green",
        .area = BOTH("环翠区", "Huancui"), .unit = "威海海辰装备有限公司", .period = "2022-11", .period_name = BOTH("2022年11月", "November 2022"),
        .report_id = 9, .version = 2, .state = "at_area", .state_name = BOTH("在区市", "With the district"), .desk = "area",
        .reason = BOTH("", ""), .saved_at = "", .clock = "timely", .due = BOTH("", ""), .left = BOTH("", ""), .month_fen = wan(1308),
        .last_fen = wan(1401), .period_plan_fen = wan(2000), .ytd_before_fen = wan(20700), .ytd_fen = wan(22008),
        .plan_fen = wan(42000), .completion = 52.4, .time_progress = 91.7, .since_before_fen = wan(60700), .since_fen = wan(62008),
        .total_fen = wan(186000), .of_total = 33.3, .parts_fen = NO_FEN, .progress = "设备安装，现场人员正常，形象进度约60%",
        .milestone_day = NO_DAY, .notes = notes, .notes_count = countof(notes), .undecided = undecided,
        .undecided_count = countof(undecided), .act_href = "/desk/reports/31/2022-11/act"};
    gallery_page(g, "report-notes", g->lang == ZH ? "2022年11月 报告" : "Report of November 2022", &report_form_view, &v);
}

void gallery_notes(struct gallery *g) {
    g->frame.is_timeless = true;
    list(g);
    checks(g);
    report(g);
}
