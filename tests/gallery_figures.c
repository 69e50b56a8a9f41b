/* One indicator with its formula, its groups and the projects behind it; and the project form. */
#include "figures_view.h"
#include "gallery.h"
#include "project_form_view.h"
#include <string.h>

static struct measure percent(double d) {
    return measure_num(MEASURE_PERCENT, d);
}

static struct figures_group group(struct gallery *g, const char *by, struct both title,
                                  const struct both *names, const double *rates, size_t count) {
    struct figures_row *rows = arena_array(g->a, struct figures_row, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct figures_row){.name = names[i],
                                       .href = "/projects?x=1",
                                       .value = percent(rates[i]),
                                       .last_year = percent(rates[i] - 11.3),
                                       .percent = rates[i], .time_progress = 91.66667};
    return (struct figures_group){.by = by, .title = title, .rows = rows, .rows_count = count};
}

static void fill_groups(struct gallery *g, struct figures_view *v) {
    static const struct both areas[] = {{{"环翠区", "Huancui"}},        {{"文登区", "Wendeng"}},
                                        {{"荣成市", "Rongcheng"}},      {{"乳山市", "Rushan"}},
                                        {{"高新区", "High-tech Zone"}}, {{"经开区", "Econ. Dev. Zone"}},
                                        {{"临港区", "Lingang Zone"}},   {{"南海新区", "Nanhai New Area"}}};
    static const double area_rates[] = {138.2, 127.4, 141.0, 118.6, 136.9, 133.1, 121.4, 88.6};
    static const struct both departments[] = {{{"市文化和旅游局", "Culture & Tourism"}},
                                              {{"市体育局", "Sports"}},
                                              {{"市农业农村局", "Agriculture & Rural"}},
                                              {{"市自然资源和规划局", "Natural Resources"}}};
    static const double department_rates[] = {87.2, 104.6, 109.5, 112.3};
    static const struct both months[] = {{{"2022-08", "2022-08"}},
                                         {{"2022-09", "2022-09"}},
                                         {{"2022-10", "2022-10"}},
                                         {{"2022-11", "2022-11"}}};
    static const double month_rates[] = {85.2, 97.8, 113.8, 131.9};
    struct figures_group *groups = arena_array(g->a, struct figures_group, 3);
    groups[0] = group(g, "area", BOTH("按县区", "By district"), areas, area_rates, countof(areas));
    groups[1] = group(g, "department", BOTH("按责任部门", "By department"), departments, department_rates,
                      countof(departments));
    groups[2] = group(g, "month", BOTH("按月份", "By month"), months, month_rates, countof(months));
    v->groups = groups;
    v->groups_count = 3;
}

static void fill_all(struct gallery *g, struct figures_view *v) {
    const struct figures_item items[] = {
        {BOTH("年度投资完成率", "Completion rate"), "?code=completion_rate", percent(131.9), true},
        {BOTH("超时间进度", "Lead over the year"), "?code=lead_points", measure_num(MEASURE_POINTS, 40.2),
         false},
        {BOTH("累计完成投资", "Invested to date"), "?code=investment_done_ytd",
         measure_int(MEASURE_FEN, yi(1010)), false},
        {BOTH("年度计划投资", "Planned investment"), "?code=investment_planned",
         measure_int(MEASURE_FEN, yi(765.7)), false},
        {BOTH("库内项目", "Projects on the platform"), "?code=projects_platform",
         measure_int(MEASURE_COUNT, 1764), false},
        {BOTH("库内项目同比", "… on last year"), "?code=projects_platform_yoy_diff",
         measure_int(MEASURE_DIFFERENCE, 287), false},
        {BOTH("本月新入库总投资同比", "Investment of new projects on last year"), "?code=x",
         measure_num(MEASURE_GROWTH, 367.3), false},
        {BOTH("计划完成月份", "Month the plan was met"), "?code=plan_met",
         measure_int(MEASURE_MONTH, month_of(2022, 10)), false},
        {BOTH("开工率（分母为计划新开工）", "Start rate, of planned starts"), "?code=start_rate_planned",
         percent(NAN), false}};
    struct figures_item *copy = arena_array(g->a, struct figures_item, countof(items));
    memcpy(copy, items, sizeof items);
    v->figures = copy;
    v->figures_count = countof(items);
}

static const struct part_choice_view months[] = {{"2022-11", {{"2022-11", "2022-11"}}, true}};
static const struct part_choice_view levels[] = {{"key", {{"省、市重点", "Province and city"}}, true}};

static void gallery_form(struct gallery *g) {
    static const struct part_choice_view stages[] = {
        {"under_construction", {{"在建", "under construction"}}, true},
        {"suspended", {{"停工", "suspended"}}, false}};
    static const struct part_input_view identity[] = {
        {.name = "name",
         .type = "text",
         .label = {{"项目名称", "Name"}},
         .value = "海上风电母港配套码头工程",
         .is_required = true,
         .is_full = true},
        {.name = "national_code",
         .type = "text",
         .label = {{"项目代码", "National project code"}},
         .value = "2204-371074-04-01-31820",
         .help = {{"由投资项目在线审批监管平台赋码，24 位，可以暂缺",
                   "Given by the national platform; 24 characters; may be missing yet"}},
         .complete = "off"},
        {.name = "unit_name",
         .type = "text",
         .label = {{"项目单位", "Project unit"}},
         .value = "南海港口建设有限公司"},
        {.name = "scale",
         .label = {{"建设规模及内容", "Scale and content"}},
         .value = "新建泊位 3 个",
         .is_lines = true,
         .is_full = true}};
    static const struct part_input_view money[] = {
        {.name = "total",
         .type = "text",
         .label = {{"计划总投资", "Planned total investment"}},
         .unit = {{"万元", "万元"}},
         .value = "18.6亿万"},
        {.name = "stage", .label = {{"阶段", "Stage"}}, .choices = stages, .choices_count = countof(stages)},
        {.name = "planned_start_day",
         .type = "date",
         .label = {{"计划开工", "Planned start"}},
         .value = "2022-04-01"},
        {.name = "planned_finish_day",
         .type = "date",
         .label = {{"计划竣工", "Planned finish"}},
         .value = "2021-07-01"}};
    const struct both code_fault =
        BOTH("第五段应为 6 位数字，这里只有 5 位。", "The fifth segment has 6 digits; here are 5.");
    const struct both total_fault =
        BOTH("读不出金额：请写数字，单位万元。", "No amount can be read: write a number in 万元.");
    struct part_input_view *first = arena_array(g->a, struct part_input_view, countof(identity));
    struct part_input_view *second = arena_array(g->a, struct part_input_view, countof(money));
    memcpy(first, identity, sizeof identity);
    memcpy(second, money, sizeof money);
    first[1].fault = code_fault.in[g->lang];
    second[0].fault = total_fault.in[g->lang];
    const struct project_form_group groups[] = {
        {BOTH("项目", "Project"), first, countof(identity)},
        {BOTH("投资与进度", "Investment and progress"), second, countof(money)}};
    const struct project_form_fault faults[] = {{"national_code", code_fault}, {"total", total_fault}};
    struct project_form_view v = {.id = 7,
                                  .version = 4,
                                  .name = "海上风电母港配套码头工程",
                                  .save_href = "/projects/7/edit",
                                  .back_href = "/projects/7",
                                  .faults = faults,
                                  .faults_count = 2,
                                  .groups = groups,
                                  .groups_count = 2,
                                  .reason = ""};
    g->frame.is_timeless = true;
    gallery_page(g, "form", g->lang == ZH ? "修改" : "Edit", &project_form_view, &v);
}

void gallery_figures(struct gallery *g) {
    static const struct figures_project rows[] = {
        {"海上风电母港配套码头工程",
         "/projects/7",
         {{"南海新区", "Nanhai New Area"}},
         "red",
         {MEASURE_PERCENT, 0, 52.4}},
        {"乳山口风电三期", "/projects/12", {{"乳山市", "Rushan"}}, "yellow", {MEASURE_PERCENT, 0, 86.0}},
        {"铝精深加工产业园", "/projects/30", {{"环翠区", "Huancui"}}, "green", {MEASURE_PERCENT, 0, 141.0}}};
    struct figures_view v = {
        .code = "completion_rate",
        .name = BOTH("年度投资完成率", "Investment done against the annual plan"),
        .formula = BOTH(
            "年初至本月累计完成投资，除以同一批项目的年度计划投资。",
            "Investment done from January to the month, divided by the year's plan of the same projects."),
        .denominator =
            BOTH("年度计划投资（含暂定）", "the year's planned investment, provisional plans included"),
        .definition = 1,
        .month = month_of(2022, 11),
        .scope = BOTH("省、市重点项目", "Key projects"),
        .value = percent(131.9054),
        .last_year = percent(117.8),
        .time_progress = 91.66667,
        .level = "key",
        .rows_total = 724,
        .rows_href = "/projects?sort=completion",
        .rows = rows,
        .rows_count = countof(rows),
        .months = months,
        .months_count = 1,
        .levels = levels,
        .levels_count = 1,
        .json_href = "/figures.json"};
    fill_groups(g, &v);
    fill_all(g, &v);
    gallery_page(g, "figures", g->lang == ZH ? "指标" : "Figures", &figures_view, &v);
    gallery_form(g);
}
