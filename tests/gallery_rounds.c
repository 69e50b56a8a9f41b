/* Specialists: loads within and outside of the bounds, proposals, handovers with a fault, what they do; the list of today and
 * visits; none at all. */
#include "assets_gen.h"
#include "assignment_view.h"
#include "gallery.h"
#include "handover_view.h"
#include "leaders_view.h"
#include "metrics_view.h"
#include "proposals_view.h"
#include "specialists_view.h"
#include "today_view.h"
#include "visit_form_view.h"
#include "visit_list_view.h"
#include "visits_view.h"

static void specialists(struct gallery *g) {
    static const struct specialists_row rows[] = {
        {71, "苗晓岚", 9, "above", {{"偏多", "Too many"}}, 0, 43, false, "/projects?specialist=71"},
        {72, "隋景川", 6, "within", {{"适中", "Within bounds"}}, 1, 18, true, "/projects?specialist=72"},
        {73, "连若舟", 3, "below", {{"偏少", "Too few"}}, 3, NO_INT, false, "/projects?specialist=73"}};
    struct specialists_view v = {.people = 3, .projects = 724, .unassigned = 12, .load_min = 5, .load_max = 7, .rows = rows,
                                 .rows_count = countof(rows), .unassigned_href = "/projects?specialist=none",
                                 .proposals_href = "/specialists/proposals", .metrics_href = "/specialists/metrics",
                                 .handover_href = "/specialists/handover", .leaders_href = "/specialists/leaders"};
    gallery_page(g, "specialists", word(g->lang, W_specialists_title), &specialists_view, &v);
    struct specialists_view none = {.load_min = 5, .load_max = 7, .unassigned_href = "/projects?specialist=none",
                                    .metrics_href = "/specialists/metrics", .leaders_href = "/specialists/leaders"};
    gallery_page(g, "specialists-none", word(g->lang, W_specialists_title), &specialists_view, &none);
}

static void leaders(struct gallery *g) {
    static const struct leaders_linked first[] = {
        {7, "海上风电母港配套码头工程", "red", BOTH("南海新区", "Nanhai New Area"), 19301, 3, 19328, "/projects/7"},
        {12, "南海蓝色种业硅谷二期育种研发中心及配套设施建设工程", "green", BOTH("南海新区", "Nanhai New Area"), NO_DAY, 0, 19320,
         "/projects/12"}};
    static const struct leaders_linked second[] = {
        {9, "银滩滨海康养度假区一期", "yellow", BOTH("乳山市", "Rushan"), 19290, 1, NO_DAY, "/projects/9"}};
    static const struct leaders_row rows[] = {
        {.account_id = 81, .name = "丛海川", .projects = 2, .red = 1, .visits = 3, .never = 1, .linked = first,
         .linked_count = countof(first), .visits_href = "/visits?specialist=81"},
        {.account_id = 82, .name = "邹若衡", .projects = 1, .visits = 1, .linked = second, .linked_count = countof(second),
         .visits_href = "/visits?specialist=82"}};
    struct leaders_view v = {.people = 2, .linked = 3, .unlinked = 721, .rows = rows, .rows_count = countof(rows),
                             .handover_href = "/specialists/handover?kind=leader"};
    gallery_page(g, "leaders", word(g->lang, W_leaders_title), &leaders_view, &v);
    struct leaders_view none = {.unlinked = 724};
    gallery_page(g, "leaders-none", word(g->lang, W_leaders_title), &leaders_view, &none);
}

static void proposals(struct gallery *g) {
    static const struct part_choice_view people[] = {{"72", {{"隋景川（现有6个）", "隋景川 (has 6)"}}, true},
                                                     {"73", {{"连若舟（现有3个）", "连若舟 (has 3)"}}, false}};
    static const struct proposals_fault faults[] = {
        {{{"项目9已由他人另行安排，请重新查看", "Project 9 was assigned by somebody else meanwhile: look again"}}}};
    static const struct proposals_row rows[] = {
        {.project_id = 7, .project_name = "海上风电母港配套码头工程", .project_href = "/projects/7", .light = "red",
         .area = {{"南海新区", "Nanhai New Area"}}, .field = {{"海洋经济", "Marine economy"}}, .from_name = "", .to = 72,
         .to_name = "隋景川", .choices = people, .choices_count = countof(people),
         .reason = {{"无人负责；接手人在本区，现有6个，其中同领域3个",
                     "Nobody looks after it; the taker works in its area and has 6, 3 of the same field"}}},
        {.project_id = 9, .project_name = "银滩滨海康养度假区一期", .project_href = "/projects/9", .light = "yellow",
         .area = {{"乳山市", "Rushan"}}, .field = {{"文化旅游", "Culture & tourism"}}, .from = 71, .from_name = "苗晓岚", .to = 72,
         .to_name = "隋景川", .choices = people, .choices_count = countof(people),
         .reason = {{"现任负责9个，超过上限；接手人同区，现有6个",
                     "Who has it has 9, too many; the taker of the same area has 6"}}}};
    struct proposals_view v = {.total = 63, .unplaced = 2, .load_min = 5, .load_max = 7, .rows = rows, .rows_count = countof(rows),
                               .has_more = true, .faults = faults, .faults_count = countof(faults),
                               .reason = {.name = "reason", .type = "text", .label = BOTH("原因", "Reason"), .value = "", .fault = "",
                                          .is_lines = true, .is_full = true}};
    gallery_page(g, "proposals", word(g->lang, W_proposals_title), &proposals_view, &v);
    struct proposals_view none = {.load_min = 5, .load_max = 7};
    gallery_page(g, "proposals-none", word(g->lang, W_proposals_title), &proposals_view, &none);
}

static void assignment(struct gallery *g) {
    static const struct assignment_row rows[] = {
        {"苗晓岚", {{"项目专员", "Project specialist"}}, 18992, 19310, false, "调整片区分工"},
        {"隋景川", {{"项目专员", "Project specialist"}}, 19311, NO_DAY, false, ""},
        {"连若舟", {{"项目专员", "Project specialist"}}, 19320, 19334, true, "苗晓岚年休假"}};
    static const struct assignment_fault faults[] = {
        {"to", {{"此人在这一天没有相应的岗位，不能安排", "This person does not have the role on that day"}}}};
    struct part_input_view inputs[] = {
        {.name = "to", .type = "text", .label = BOTH("人员", "Person"), .value = "连若舟",
         .fault = faults[0].text.in[g->lang]},
        {.name = "from", .type = "date", .label = BOTH("移交日期", "Handed over on"), .value = "2022-12-06", .fault = ""}};
    static const struct part_tab_view tabs[] = {
        {BOTH("项目专员", "Project specialist"), NO_INT, "", "/projects/7/assignment?kind=specialist", true},
        {BOTH("包保领导", "Responsible leader"), NO_INT, "", "/projects/7/assignment?kind=leader", false}};
    struct assignment_view v = {.tabs = tabs, .tabs_count = countof(tabs), .id = 7, .name = "海上风电母港配套码头工程", .project_href = "/projects/7", .rows = rows,
                                .rows_count = countof(rows), .faults = faults, .faults_count = countof(faults), .inputs = inputs,
                                .inputs_count = countof(inputs)};
    gallery_page(g, "assignment", word(g->lang, W_assignment_title), &assignment_view, &v);
}

static void today(struct gallery *g) {
    static const struct part_tab_view tabs[] = {{BOTH("今天要做", "Today"), 2, "", "/rounds", true},
                                                {BOTH("全部", "All"), 6, "", "/rounds?show=all", false},
                                                {BOTH("本月已访", "Visited this month"), 1, "", "/rounds?show=visited", false}};
    static const struct today_reason red[] = {
        {"interval", 19331, BOTH("距上次走访 8 天", "8 days since the last visit")},
        {"problem", 19330, BOTH("新提问题：水电气路「供水管径不足」", "A problem was said: Utilities, “供水管径不足”")}};
    static const struct today_reason linked[] = {{"promised", 19332, BOTH("约定 12-07 走访", "A visit was promised for 12-07")}};
    static const struct today_reason later[] = {
        {"report", 19335, BOTH("2022-11 月报未报，12-10 截止", "No report for 2022-11 yet, due 12-10")}};
    static const struct today_row now[] = {
        {.project_id = 7, .name = "海上风电母港配套码头工程", .light = "red", .visited_day = 19324, .due_day = 19330, .is_over = true,
         .reasons = red, .reasons_count = countof(red), .href = "/rounds/7", .left = BOTH("超 2 天", "2 days over"),
         .last = BOTH("上次走访 2022-11-28，本人 2022-10-12", "Last visit 2022-11-28, in person 2022-10-12")},
        {.project_id = 8, .name = "南海蓝色种业硅谷二期育种研发中心及配套设施建设工程", .light = "yellow", .visited_day = 19318,
         .due_day = 19332, .is_leader = true, .stands_in = true, .reasons = linked, .reasons_count = countof(linked),
         .href = "/rounds/8", .left = BOTH("今天", "Today"), .last = BOTH("尚未走访", "Not visited yet")}};
    static const struct today_row soon[] = {
        {.project_id = 9, .name = "南海新区再生水厂", .light = "green", .visited_day = 19328, .due_day = 19335, .reasons = later,
         .reasons_count = countof(later), .href = "/rounds/9", .left = BOTH("12-10", "12-10"),
         .last = BOTH("上次走访 2022-12-02", "Last visit 2022-12-02")}};
    static const struct today_group groups[] = {{"now", BOTH("今天要做", "To do today"), now, countof(now)},
                                                {"soon", BOTH("七日内", "Within seven days"), soon, countof(soon)}};
    struct today_view v = {.day = 19332, .show = "today", .name = "鞠明远", .now = 2, .total = 6, .visited = 1, .linked = 1, .red = 1, .never = 1, .groups = groups,
                           .groups_count = countof(groups), .tabs = tabs, .tabs_count = countof(tabs), .start_href = "/rounds/7"};
    gallery_page(g, "today", word(g->lang, W_today_title), &today_view, &v);
    struct today_view none = {.day = 19332, .show = "today", .name = "鞠明远", .tabs = tabs, .tabs_count = countof(tabs)};
    gallery_page(g, "today-none", word(g->lang, W_today_title), &today_view, &none);
}

static void visit(struct gallery *g) {
    static const struct form_choice works[] = {{"going", BOTH("正常施工", "Works going on"), true},
                                               {"slow", BOTH("施工缓慢", "Works slow"), false},
                                               {"still", BOTH("现场停工", "Works stand still"), false}};
    static const struct form_choice figures[] = {{"agrees", BOTH("与现场相符", "Agrees with what is seen"), false},
                                                 {"less", BOTH("现场少于填报", "Less is seen than reported"), true}};
    static const struct form_choice problems[] = {{"approval", BOTH("审批", "Approvals"), true}, {"land", BOTH("用地", "Land"), false}};
    static const struct form_choice nexts[] = {{"3", BOTH("3 天内", "Within 3 days"), false},
                                               {"7", BOTH("7 天内", "Within 7 days"), true}};
    static const struct visit_form_milestone milestones[] = {
        {.milestone_id = 31, .name = BOTH("水工主体开工", "Marine works begun"), .plan_day = 19312, .answer = "this_month",
         .answer_day = 19326, .is_asked = true},
        {.milestone_id = 32, .name = BOTH("码头前沿贯通", "Quay front closed"), .plan_day = 19420, .answer = "", .answer_day = NO_DAY}};
    static struct part_choice_view offered[] = {
        {"31", BOTH("水工主体开工 · 填报预计 2022-11-30 完成", "Marine works begun · Reported: expected by 2022-11-30"), true},
        {"32", BOTH("码头前沿贯通 · 计划 2023-03-04", "Quay front closed · planned 2023-03-04"), false}};
    static const struct form_choice seens[] = {{"reached", BOTH("已达到", "Reached"), false}, {"not_yet", BOTH("尚未达到", "Not yet"), true},
                                               {"doubtful", BOTH("存疑", "Doubtful"), false}, {"", BOTH("未察看", "Not looked at"), false}};
    static const struct form_fault faults[] = {{"next", BOTH("下次走访应晚于本次", "The next visit should be after this one")}};
    struct visit_form_view v = {
        .id = 7, .name = "海上风电母港配套码头工程", .code = "2204-371074-04-01-318207", .unit = "海辰港务有限公司", .light = "red",
        .visited_day = 19324, .visited_days = 8, .reported_month = month_of(2022, 11), .reported_fen = 1308000000,
        .reported_progress = "堆场地基处理 60 %，水工主体未开工", .works = works, .works_count = countof(works), .figures = figures,
        .figures_count = countof(figures), .problems = problems, .problems_count = countof(problems), .nexts = nexts,
        .nexts_count = countof(nexts), .progress = "", .met = "项目经理", .remark = "具备水工开工条件，只等许可。", .file_fault = "",
        .milestones = milestones, .milestones_count = countof(milestones), .seens = seens, .seens_count = countof(seens),
        .inputs_milestone = {.name = "milestone", .type = "text", .label = BOTH("节点", "Milestone"), .value = "31", .fault = "",
                             .choices = offered, .choices_count = countof(offered)},
        .inputs_seen = {.name = "seen_day", .type = "date", .label = BOTH("达到日期（能确定时填）", "Reached on (if it can be told)"),
                        .value = "", .fault = ""},
        .inputs_day = {.name = "day", .type = "date", .label = BOTH("走访日期", "Day of the visit"), .value = "2022-12-02", .fault = ""},
        .inputs_people = {.name = "people", .type = "number", .label = BOTH("在场人数", "People on site"), .value = "40", .fault = ""},
        .inputs_next = {.name = "next", .type = "date", .label = BOTH("或者在这一天", "Or on this day"), .value = "",
                        .fault = faults[0].text.in[g->lang]},
        .faults = faults, .faults_count = countof(faults), .here_href = "/rounds/7", .visits_href = "/projects/7/visits",
        .project_href = "/projects/7", .sign_in_href = "/sign-in"};
    gallery_page(g, "visit-form", word(g->lang, W_visits_new), &visit_form_view, &v);
    struct visits_photo photos[] = {
        {1, 1, "IMG_0914.jpg", "2022-12-01 09:14", "37.510000,122.120000", BOTH("", ""), NULL, "/rounds/7/files/1/drop",
         "/rounds/7/files/1/place"}};
    photos[0].href = asset_href(qipan_assets, qipan_asset_count, "favicon.svg");
    const struct visits_row rows[] = {
        {.visit_id = 3, .visit_day = 19328, .person = "鞠明远", .stars = 4, .stars_words = "来得勤，问题当天就报", .reported_month = 24274, .reported_fen = 1308000000,
         .figure = BOTH("现场少于填报", "Less is seen than reported"), .seen_progress = "地基处理约四成", .people_on_site = 40,
         .works = BOTH("施工缓慢", "Works slow"), .met = "项目经理", .remark = "具备水工开工条件，只等许可。", .next_visit_day = 19335,
         .milestone_id = 31, .milestone = BOTH("水工主体开工", "Marine works begun"), .milestone_seen = BOTH("尚未达到", "Not yet"),
         .milestone_reported = BOTH("填报 2022-11-18 已完成", "Reported reached on 2022-11-18"), .milestone_day = NO_DAY,
         .milestone_gap = BOTH("填报 2022-11-18 已完成，现场所见尚未达到", "Reported reached on 2022-11-18, not yet as seen"),
         .photos = photos, .photos_count = countof(photos)},
        {.visit_id = 2, .visit_day = 19312, .person = "鞠明远", .stars = NO_INT, .reported_month = NO_MONTH, .reported_fen = NO_FEN,
         .seen_progress = "", .people_on_site = 26, .works = BOTH("正常施工", "Works going on"), .met = "施工负责人", .remark = "",
         .next_visit_day = 19328, .milestone_id = 30, .milestone = BOTH("堆场地基处理", "Yard foundation"),
         .milestone_seen = BOTH("已达到（2022-11-08）", "Reached (2022-11-08)"), .milestone_day = 19304,
         .milestone_reported = BOTH("填报 2022-11-08 已完成", "Reported reached on 2022-11-08")}};
    struct visits_view list = {.id = 7, .name = "海上风电母港配套码头工程", .light = "red", .project_href = "/projects/7", .rows = rows,
                               .rows_count = countof(rows), .new_href = "/rounds/7"};
    gallery_page(g, "visits", word(g->lang, W_visits_title), &visits_view, &list);
}

static void metrics(struct gallery *g) {
    static const struct metrics_row rows[] = {
        {71, "苗晓岚", 9, 96, 41, 41.0 / 96, 32.5, 71, 1, 2, 1, 3.5, 4, "/projects?specialist=71", "/visits?specialist=71"},
        {72, "隋景川", 6, 66, 132, 2, 6.2, 12, 0, 9, 5, NAN, 0, "/projects?specialist=72", "/visits?specialist=72"},
        {73, "连若舟", 1, 0, 0, NAN, NAN, NO_INT, 1, 0, 0, NAN, 0, "/projects?specialist=73", "/visits?specialist=73"}};
    static const struct metrics_row total[] = {{0, "合计", 16, 162, 173, 173.0 / 162, 19.4, 71, 2, 11, 6, 3.5, 4, NULL, NULL}};
    static const struct metrics_formula formulas[] = {
        {BOTH("每项目月走访", "Visits per project-month"), BOTH("走访次数 ÷ 项目月；没有项目月则不计", "Visits ÷ project-months; not known without any")}};
    struct metrics_view v = {.from_day = 18993, .to_day = 19326, .with_rating = true, .leader_visits = 3, .rows = rows,
                             .rows_count = countof(rows), .total = total, .total_count = 1, .formulas = formulas,
                             .formulas_count = countof(formulas), .visits_href = "/visits", .csv_href = "/specialists/metrics.csv",
                             .xlsx_href = "/specialists/metrics.xlsx"};
    gallery_page(g, "metrics", word(g->lang, W_metrics_title), &metrics_view, &v);
    static const struct visit_list_row visits[] = {
        {.visit_id = 3, .visit_day = 19328, .person = "鞠明远", .project_id = 7, .project_name = "海上风电母港配套码头工程",
         .platform_no = "QP-000007", .area = BOTH("南海新区", "Nanhai New Area"), .works = BOTH("施工缓慢", "Works slow"),
         .figure = BOTH("现场少于填报", "Less is seen than reported"), .seen_progress = "", .people_on_site = 40, .met = "",
         .remark = "", .problems = 1, .photos = 2, .milestone = BOTH("水工主体开工", "Marine works begun"),
         .milestone_seen = BOTH("尚未达到", "Not yet"),
         .milestone_gap = BOTH("填报 2022-11-18 已完成，现场所见尚未达到", "Reported reached on 2022-11-18, not yet as seen"), .next_visit_day = 19335, .visits_href = "/projects/7/visits"},
        {.visit_id = 2, .visit_day = 19320, .person = "隋景川", .project_id = 9, .project_name = "银滩滨海康养度假区一期",
         .platform_no = "QP-000009", .area = BOTH("乳山市", "Rushan"), .works = BOTH("正常施工", "Works going on"), .seen_progress = "",
         .people_on_site = NO_INT, .met = "", .remark = "", .next_visit_day = NO_DAY, .visits_href = "/projects/9/visits"}};
    struct visit_list_view list = {.from_day = 18993, .to_day = 19326, .total = 2, .rows = visits, .rows_count = countof(visits),
                                   .pager = {.first = 1, .last = 2, .total = 2}, .csv_href = "/visits.csv",
                                   .xlsx_href = "/visits.xlsx", .json_href = "/visits.json"};
    gallery_page(g, "visit-list", word(g->lang, W_visits_title), &visit_list_view, &list);
}

static void handover(struct gallery *g) {
    static const struct part_choice_view people[] = {{"71", BOTH("苗晓岚（现有9个）", "苗晓岚 (has 9)"), true}};
    static const struct part_choice_view takers[] = {{"72", BOTH("隋景川（现有6个）", "隋景川 (has 6)"), true},
                                                     {"73", BOTH("连若舟（现有3个）", "连若舟 (has 3)"), true}};
    static const struct part_choice_view kinds[] = {{"specialist", BOTH("项目专员", "Project specialist"), true}};
    static const struct handover_row rows[] = {
        {.project_id = 7, .name = "海上风电母港配套码头工程", .light = "red", .area = BOTH("南海新区", "Nanhai New Area"), .to = 73,
         .to_name = "连若舟", .href = "/projects/7", .choices = takers, .choices_count = countof(takers)},
        {.project_id = 9, .name = "银滩滨海康养度假区一期", .light = "green", .area = BOTH("乳山市", "Rushan"), .to = 72,
         .to_name = "隋景川", .href = "/projects/9", .choices = takers, .choices_count = countof(takers)}};
    static const struct handover_fault faults[] = {{"reason", BOTH("请填写原因", "Please give the reason")}};
    struct part_input_view inputs[] = {
        {.name = "from", .type = "date", .label = BOTH("移交日期", "Handed over on"), .value = "2022-12-06", .fault = ""},
        {.name = "reason", .type = "text", .label = BOTH("原因", "Reason"), .value = "", .fault = faults[0].text.in[g->lang],
         .is_lines = true, .is_full = true, .is_required = true}};
    struct handover_view v = {.kind = "specialist", .person = 71, .person_name = "苗晓岚", .rows = rows, .rows_count = countof(rows),
                              .kinds = kinds, .kinds_count = countof(kinds), .people = people, .people_count = countof(people),
                              .takers = takers, .takers_count = countof(takers), .faults = faults, .faults_count = countof(faults),
                              .is_shared = true, .inputs = inputs, .inputs_count = countof(inputs)};
    gallery_page(g, "handover", word(g->lang, W_handover_title), &handover_view, &v);
}

void gallery_rounds(struct gallery *g) {
    metrics(g);
    handover(g);
    today(g);
    visit(g);
    specialists(g);
    leaders(g);
    proposals(g);
    assignment(g);
}
