/* One red project with all it can have, one that was only just registered, and the form. */
#include "gallery.h"
#include "gallery_milestones.h"
#include "project_form_view.h"
#include "project_view.h"

static void fill_light(struct project_view *v) {
    static const struct project_reason reasons[] = {
        {{{"完成率 52.4 %，比时间进度低 39.3 个百分点", "52.4 % done, 39.3 points behind the year"}},
         {{"规则：低于时间进度 30 个百分点以上，红灯", "Rule: more than 30 points behind the year: red"}},
         {{"11 月报，年度计划第 2 版", "figure of November, plan no. 2"}},
         .since = NO_DAY},
        {{{"入库纳统超期 2 个月", "Not in statistics for 2 months"}},
         {{"规则：开工满 2 个月仍未入库，红灯", "Rule: 2 months after the start and not in statistics: red"}},
         {{"实际开工 2022-09-02", "started 2022-09-02"}},
         .since = 19327}};
    static const struct project_warning warnings[] = {
        {{{"统一社会信用代码未通过校验位检查，已按原文保留。",
           "The credit code fails its check digit; it is kept as stated."}}},
        {{{"10 月累计完成小于 9 月，已按原文保留。",
           "Done to October is below September; kept as stated."}}}};
    static const struct project_tag tags[] = {{{{"省重点", "Provincial key"}}},
                                              {{{"在建", "Under construction"}}},
                                              {{{"南海新区", "Nanhai New Area"}}},
                                              {{{"海洋经济", "Marine economy"}}}};
    static const struct project_code_part parts[] = {
        {"2204", {{"2022 年 4 月赋码", "assigned April 2022"}}},
        {"371074", {{"南海新区（统计区划）", "Nanhai New Area"}}},
        {"04", {{"中央业务指导部门", "guiding department"}}},
        {"01", {{"项目类型", "type of project"}}},
        {"318207", {{"随机码与校验码", "random digits and check digit"}}}};
    v->light = "red";
    v->light_since = day_of(2022, 12, 5);
    v->is_new_light = true;
    v->reasons = reasons;
    v->reasons_count = countof(reasons);
    v->way = BOTH("累计完成再增加 16,492 万元（达到年度计划的 91.7 %），并办理入库纳统。",
                  "164.92 M yuan more done (91.7 % of the annual plan), and entry to statistics.");
    v->warnings = warnings;
    v->warnings_count = countof(warnings);
    v->tags = tags;
    v->tags_count = countof(tags);
    v->code_parts = parts;
    v->code_parts_count = countof(parts);
}

static void fill_curve(struct gallery *g, struct project_view *v) {
    static const int plan[] = {0, 0, 0, 2600, 7400, 13200, 19600, 26200, 32400, 37200, 39900, 42000};
    static const int done[] = {0, 0, 0, 1900, 4800, 8400, 12100, 15800, -1, 20700, 22008};
    static const char *const lights[12] = {"green",  "green",  "green", "green",  "yellow", "yellow",
                                           "yellow", "yellow", "grey",  "yellow", "red",    NULL};
    static const struct project_statement statements[] = {{{{"月报", "report"}},
                                                           {{"1–11 月累计", "January to November"}},
                                                           2200800000000 / 100,
                                                           "11月报.xlsx 表1!H12",
                                                           "2022-12-02 14:10",
                                                           true},
                                                          {{{"统计局", "statistics bureau"}},
                                                           {{"1–11 月累计", "January to November"}},
                                                           2190000000000 / 100,
                                                           "统计月报.csv 88!F",
                                                           "2022-12-04 09:31",
                                                           false}};
    struct trend t = {.annual_fen = wan(42000), .months = 11, .is_project = true};
    struct project_month *months = arena_array(g->a, struct project_month, 11);
    for (int i = 0; i < 12; i++) {
        t.plan_fen[i] = wan(plan[i]);
        t.done_fen[i] = i < 11 && done[i] >= 0 ? wan(done[i]) : NO_FEN;
        if (i == 11) break;
        int64_t before = i ? t.done_fen[i - 1] : 0;
        bool known = t.done_fen[i] != NO_FEN;
        months[i] = (struct project_month){
            .at = month_of(2022, i + 1),
            .plan_ytd_fen = t.plan_fen[i],
            .done_ytd_fen = t.done_fen[i],
            .done_fen = known && before != NO_FEN ? t.done_fen[i] - before : NO_FEN,
            .light = lights[i],
            .completion = known ? 100 * (double)t.done_fen[i] / (double)wan(42000) : NAN,
            .source = known ? (g->lang == ZH ? "月报" : "report") : ""};
    }
    months[10].disagrees = true;
    months[10].statements = statements;
    months[10].statements_count = countof(statements);
    v->months = months;
    v->months_count = 11;
    v->curve_wide = svg_trend(g->a, g->lang, &t, TREND_PROJECT);
    v->curve_narrow = svg_trend(g->a, g->lang, &t, TREND_NARROW);
    v->strip = svg_strip(g->a, g->lang, lights);
}

static void fill_lists(struct project_view *v) {
    static const struct project_plan plans[] = {{2022, 2, 42000LL * FEN_PER_WAN, -6000LL * FEN_PER_WAN, false,
                                                 true, 19174, "威发改重点〔2022〕61 号",
                                                 "用海审批晚于预期，年内少建一个泊位", "手工"},
                                                {2022, 1, 48000LL * FEN_PER_WAN, NO_FEN, false, false, 19024,
                                                 "威发改重点〔2022〕8 号", "", "计划表.xlsx"}};
    static const struct project_membership lists[] = {{2022,
                                                       {{"省重点项目", "Provincial key project"}},
                                                       {{"新开工", "new start"}},
                                                       19024,
                                                       NO_DAY,
                                                       "鲁发改重大〔2022〕12 号",
                                                       ""},
                                                      {2022,
                                                       {{"市重点项目", "Municipal key project"}},
                                                       {{"新开工", "new start"}},
                                                       19010,
                                                       NO_DAY,
                                                       "威发改重点〔2022〕8 号",
                                                       ""}};
    static const struct project_holder holders[] = {
        {{{"市海洋发展局", "Ocean Development"}},
         {{"部门", "department"}},
         70,
         19010,
         NO_DAY,
         "/projects?department=1"},
        {{{"市交通运输局", "Transport"}},
         {{"部门", "department"}},
         30,
         19010,
         NO_DAY,
         "/projects?department=2"},
        {{{"南海新区", "Nanhai New Area"}}, {{"责任区", "area"}}, 100, 19010, NO_DAY, "/projects?area=1"},
        {{{"市港航局", "Ports"}}, {{"部门", "department"}}, 30, 18800, 19009, "/projects?department=3"}};
    static const struct project_entry journal[] = {
        {"2022-12-05 00:05", "系统", {{"黄灯转红灯：两条规则成立", "Yellow to red: two rules hold"}}, ""},
        {"2022-12-02 14:10",
         "鞠明远",
         {{"11 月累计完成 22,008 万元", "Done to November: 220.08 M yuan"}},
         "11月报.xlsx"},
        {"2022-07-01 10:22",
         "王志远",
         {{"年度计划 48,000 → 42,000 万元", "Annual plan 480.00 → 420.00 M yuan"}},
         "用海审批晚于预期"},
        {"2022-02-02 16:40", "王志远", {{"列入省重点项目", "Entered the provincial list"}}, ""},
        {"2022-01-19 09:05", "王志远", {{"登记项目", "Registered"}}, ""}};
    static const struct project_had_code codes[] = {
        {"2204-371074-04-01-318207", {{"现行", "active"}}, NO_DAY},
        {"2020-371074-55-03-016402", {{"已被替代", "superseded"}}, NO_DAY}};
    static const struct project_stop stops[] = {{19205, 19240, "台风"}};
    v->plans = plans;
    v->plans_count = countof(plans);
    v->lists = lists;
    v->lists_count = countof(lists);
    v->holders = holders;
    v->holders_count = countof(holders);
    v->journal = journal;
    v->journal_count = countof(journal);
    v->journal_total = 94;
    v->journal_href = "/projects/7/journal";
    v->codes = codes;
    v->codes_count = countof(codes);
    v->stops = stops;
    v->stops_count = countof(stops);
}

static void fill_specialists(struct project_view *v) {
    static const struct project_specialist specialists[] = {
        {{{"项目专员", "Project specialist"}}, "苗晓岚", 18992, NO_DAY}, {{{"包保领导", "Responsible leader"}}, "谷承宁", 19000, 19340}};
    v->specialists = specialists;
    v->specialists_count = countof(specialists);
    v->visited_day = day_of(2022, 11, 18);
    v->visited_days = 18;
    v->visited_by = "苗晓岚";
    v->next_visit_day = day_of(2022, 12, 8);
    v->assign_href = "/projects/7/assignment";
    static const struct project_transfer transfers[] = {
        {.from = {{"市海洋发展局", "Ocean Development"}}, .to = {{"市交通运输局", "Transport"}}, .from_day = 19358,
         .state_name = {{"等待答复", "Waits for an answer"}}, .is_open = true, .reason = "后方疏港道路属公路建设", .proposer = "佟远山",
         .proposed_day = 19330, .answerer = "", .answered_day = NO_DAY, .answer = "", .href = "/transfers/6"},
        {.from = {{"市海洋发展局", "Ocean Development"}}, .to = {{"市交通运输局", "Transport"}}, .from_day = 19310,
         .state_name = {{"未同意", "Declined"}}, .reason = "后方疏港道路属公路建设", .proposer = "佟远山", .proposed_day = 19300,
         .answerer = "乔南星", .answered_day = 19304, .answer = "随码头主体立项，不单独成项"}};
    v->transfers = transfers;
    v->transfers_count = countof(transfers);
    v->transfer_href = "/projects/7/transfer";
}

static void fill_facts(struct project_view *v) {
    v->unit_name = "南海港口建设有限公司";
    v->uscc = "91371000MA3N0KQX5Z";
    v->uscc_warning = BOTH("校验位不符", "check digit");
    v->department = BOTH("市海洋发展局", "Ocean Development");
    v->area = BOTH("南海新区", "Nanhai New Area");
    v->field = BOTH("海洋经济", "Marine economy");
    v->division = BOTH("文登区 371003", "Wendeng 371003");
    v->address = "南海新区观海路东首，五垒岛湾西岸";
    v->industry = BOTH("E4832 河湖治理及防洪设施工程建筑", "E4832 hydraulic works");
    v->initiation = BOTH("核准", "verification");
    v->nature = BOTH("新建", "new");
    v->investor = BOTH("国有企业", "state enterprise");
    v->scale = "新建 5 万吨级通用泊位 2 个、重件泊位 1 个，岸线长 760 米，陆域 31.2 "
               "公顷，配套堆场、变电所及进港道路 2.4 公里。";
    v->capacity = "年通过能力 480 万吨";
    v->leader = "于海波";
    v->contact = "鞠明远 138****2706";
    v->position = "122.1205, 36.9817（CGCS2000）";
    v->registered_day = day_of(2022, 1, 19);
    v->planned_start_day = day_of(2022, 4, 1);
    v->actual_start_day = day_of(2022, 9, 2);
    v->planned_finish_day = day_of(2023, 7, 1);
}

static void fill_problems(struct project_view *v) {
    static const struct project_problem problems[] = {
        {.kind = {{"审批", "Approvals"}}, .text = "施工许可等待图审，预计 12 月 20 日", .raised_day = 19330, .state = "handling",
         .state_name = {{"办理中", "Being handled"}}, .ends_day = 19320, .closed_day = NO_DAY, .is_late = true,
         .href = "/projects/7/problems/1"},
        {.kind = {{"用能", "Energy"}}, .text = "", .raised_day = 19330, .state = "draft",
         .state_name = {{"待登记", "To be registered"}}, .ends_day = NO_DAY, .closed_day = NO_DAY, .href = "/projects/7/problems/2"}};
    v->raise_href = "/projects/7/problems/new";
    v->problems = problems;
    v->problems_count = countof(problems);
    static const struct project_note notes[] = {
        {BOTH("投资超过总投资", "Spent beyond the total"),
         BOTH("开工以来累计 65,200 万元，计划总投资 62,000 万元，为 105.16 %",
              "65,200 × 10,000 yuan since the start, of a planned total of 62,000: 105.16 %"),
         BOTH("2022年11月", "November 2022"), 1, "/desk/reports/31/2022-11"}};
    v->notes = notes;
    v->notes_count = countof(notes);
}

void gallery_project(struct gallery *g) {
    const char *title = "海上风电母港配套码头工程";
    struct project_view v = {.id = 7,
                             .version = 4,
                             .platform_no = "QP-001203",
                             .code = "2204-371074-04-01-318207",
                             .name = title,
                             .stage = BOTH("在建", "under construction"),
                             .total_fen = yi(18.6),
                             .year = 2022,
                             .month = month_of(2022, 11),
                             .plan_fen = wan(42000),
                             .done_ytd_fen = wan(22008),
                             .done_total_fen = wan(22008),
                             .completion = 52.4,
                             .time_progress = 91.66667,
                             .actual_finish_day = NO_DAY,
                             .planned_production_day = NO_DAY,
                             .production_day = NO_DAY,
                             .stats_entry_day = NO_DAY,
                             .withdrawn_day = NO_DAY,
                             .list_href = "/projects",
                             .area_href = "/projects?area=1",
                             .field_href = "/projects?field=1",
                             .department_href = "/projects?department=1",
                             .edit_href = "/projects/7/edit"};
    fill_light(&v);
    fill_curve(g, &v);
    fill_lists(&v);
    fill_specialists(&v);
    fill_facts(&v);
    gallery_milestones_fill(g, &v);
    fill_problems(&v);
    gallery_page(g, "project", title, &project_view, &v);

    struct trend none = {.annual_fen = NO_FEN, .months = 11, .is_project = true};
    for (int i = 0; i < 12; i++) none.plan_fen[i] = none.done_fen[i] = NO_FEN;
    static const struct project_entry journal[] = {
        {"2022-12-05 15:31", "王志远", {{"登记项目", "Registered"}}, ""}};
    struct project_view fresh = {.id = 8,
                                 .version = 1,
                                 .platform_no = "QP-001764",
                                 .name = "临港高性能纤维中试平台",
                                 .light = "grey",
                                 .light_since = NO_DAY,
                                 .way = BOTH("", ""),
                                 .total_fen = NO_FEN,
                                 .year = 2022,
                                 .month = month_of(2022, 11),
                                 .plan_fen = NO_FEN,
                                 .done_ytd_fen = NO_FEN,
                                 .done_total_fen = NO_FEN,
                                 .completion = NAN,
                                 .time_progress = 91.66667,
                                 .registered_day = day_of(2022, 12, 5),
                                 .planned_start_day = NO_DAY,
                                 .actual_start_day = NO_DAY,
                                 .planned_finish_day = NO_DAY,
                                 .actual_finish_day = NO_DAY,
                                 .planned_production_day = NO_DAY,
                                 .production_day = NO_DAY,
                                 .stats_entry_day = NO_DAY,
                                 .withdrawn_day = NO_DAY,
                                 .list_href = "/projects",
                                 .journal = journal,
                                 .journal_count = 1,
                                 .journal_total = 1};
    fresh.curve_wide = svg_trend(g->a, g->lang, &none, TREND_PROJECT);
    fresh.curve_narrow = svg_trend(g->a, g->lang, &none, TREND_NARROW);
    gallery_page(g, "project-new", fresh.name, &project_view, &fresh);
}
