/* The board of the pictures: eight areas, ten fields, the end of November 2022. */
#include "board_view.h"
#include "gallery.h"
#include <string.h>

enum { AREAS = 8, FIELDS = 10 };

static const struct both field_names[FIELDS] = {
    {{"先进制造", "Industry"}},     {{"科技创新", "Science & tech"}},
    {{"城市建设", "Urban works"}},  {{"交通水利", "Transport & water"}},
    {{"绿色能源", "Green energy"}}, {{"海洋经济", "Marine economy"}},
    {{"乡村振兴", "Rural"}},        {{"文化旅游", "Culture & tourism"}},
    {{"现代服务", "Services"}},     {{"社会民生", "Public welfare"}}};
static const double field_rates[FIELDS] = {142.3, 129.4, 124.0, 118.2, 145.0,
                                           129.7, 109.5, 97.2,  121.5, 123.7};

static const struct {
    struct both name;
    const char *key;
    double rate, rate_last;
    int last;
    int counts[FIELDS];
} areas[AREAS] = {
    {{{"环翠区", "Huancui"}}, "huancui", 138.2, 121.6, 109, {39, 12, 25, 10, 3, 8, 4, 9, 9, 9}},
    {{{"文登区", "Wendeng"}}, "wendeng", 127.4, 118.3, 98, {41, 9, 12, 11, 7, 4, 12, 5, 4, 7}},
    {{{"荣成市", "Rongcheng"}}, "rongcheng", 141.0, 125.2, 120, {38, 6, 13, 12, 12, 26, 10, 9, 5, 7}},
    {{{"乳山市", "Rushan"}}, "rushan", 118.6, 104.9, 74, {22, 2, 9, 9, 10, 10, 10, 5, 3, 6}},
    {{{"高新区", "High-tech Zone"}}, "gaoxin", 136.9, 128.0, 80, {41, 23, 10, 4, 2, 0, 0, 2, 5, 5}},
    {{{"经开区", "Econ. Dev. Zone"}}, "jingkai", 133.1, 119.4, 77, {34, 9, 12, 7, 3, 6, 0, 3, 6, 4}},
    {{{"临港区", "Lingang Zone"}}, "lingang", 121.4, 99.7, 44, {25, 3, 6, 4, 3, 0, 5, 1, 2, 3}},
    {{{"南海新区", "Nanhai New Area"}}, "nanhai", 88.6, 96.1, 27, {8, 2, 5, 4, 3, 4, 1, 3, 1, 1}},
};
static const signed char reds[][3] = {{0, 2, 1}, {0, 0, 1}, {1, 0, 2}, {1, 3, 1}, {2, 5, 2},
                                      {2, 0, 1}, {2, 7, 1}, {3, 7, 2}, {3, 4, 1}, {3, 6, 1},
                                      {4, 0, 1}, {4, 1, 1}, {5, 0, 1}, {5, 2, 1}, {6, 0, 1},
                                      {7, 4, 1}, {7, 5, 2}, {7, 7, 1}, {7, 2, 1}};
static const signed char yellows[][3] = {
    {0, 0, 3}, {0, 2, 2}, {0, 7, 1}, {0, 8, 2}, {1, 0, 3}, {1, 3, 1}, {1, 4, 1}, {1, 6, 2},
    {2, 0, 2}, {2, 3, 1}, {2, 5, 2}, {2, 6, 1}, {3, 0, 2}, {3, 3, 2}, {3, 4, 1}, {3, 7, 1},
    {3, 9, 1}, {4, 0, 3}, {4, 1, 2}, {5, 0, 2}, {5, 5, 1}, {5, 8, 1}, {6, 0, 2}, {6, 3, 1},
    {6, 6, 2}, {7, 0, 1}, {7, 3, 1}, {7, 7, 1}, {5, 3, 1}, {2, 7, 1}, {1, 9, 1}};

static int lit(const signed char (*list)[3], size_t n, int area, int field) {
    for (size_t i = 0; i < n; i++)
        if (list[i][0] == area && list[i][1] == field) return list[i][2];
    return 0;
}

static void fill_table(struct gallery *g, struct board_view *v) {
    struct board_area *rows = arena_array(g->a, struct board_area, AREAS);
    struct board_field *columns = arena_array(g->a, struct board_field, FIELDS);
    for (int j = 0; j < FIELDS; j++)
        columns[j] = (struct board_field){
            .name = field_names[j], .href = "/projects?field=x", .completion = field_rates[j]};
    for (int i = 0; i < AREAS; i++) {
        struct board_square *squares = arena_array(g->a, struct board_square, FIELDS);
        rows[i] = (struct board_area){.key = areas[i].key,
                                      .name = areas[i].name,
                                      .href = "/projects?area=x",
                                      .completion = areas[i].rate,
                                      .projects_last_year = areas[i].last,
                                      .completion_last_year = areas[i].rate_last,
                                      .squares = squares,
                                      .squares_count = FIELDS};
        for (int j = 0; j < FIELDS; j++) {
            int n = areas[i].counts[j], red = lit(reds, countof(reds), i, j),
                yellow = lit(yellows, countof(yellows), i, j);
            int grey = i == 6 && j == 7 ? n : 0;
            squares[j] = (struct board_square){.field = field_names[j],
                                               .count = n,
                                               .red = red,
                                               .yellow = yellow,
                                               .green = n - red - yellow - grey,
                                               .grey = grey,
                                               .href = "/projects?area=x&field=y"};
            rows[i].projects += n;
            columns[j].projects += n;
        }
    }
    v->areas = rows;
    v->areas_count = AREAS;
    v->fields = columns;
    v->fields_count = FIELDS;
}

static void fill_trend(struct gallery *g, struct board_view *v) {
    static const double plan[] = {35.0,  74.2,  141.3, 212.4, 288.0, 371.2,
                                  442.1, 513.4, 585.0, 651.3, 711.0, 765.7};
    static const double done[] = {42.3, 88.1, 176.4, 262.0, 357.8, 476.5, 561.2, 652.7, 748.9, 871.6, 1010.0};
    struct trend t = {.annual_fen = yi(765.7), .months = 11};
    struct board_month *months = arena_array(g->a, struct board_month, 12);
    for (int i = 0; i < 12; i++) {
        t.plan_fen[i] = yi(plan[i]);
        t.done_fen[i] = i < 11 ? yi(done[i]) : NO_FEN;
        months[i] = (struct board_month){.at = month_of(2022, i + 1),
                                         .plan_ytd_fen = t.plan_fen[i],
                                         .done_ytd_fen = t.done_fen[i],
                                         .done_last_year_fen = yi(plan[i] * .93)};
    }
    v->trend_wide = svg_trend(g->a, g->lang, &t, TREND_WIDE);
    v->trend_narrow = svg_trend(g->a, g->lang, &t, TREND_NARROW);
    v->trend = months;
    v->trend_count = 12;
}

static void fill_aside(struct board_view *v) {
    static const struct board_red new_reds[] = {
        {"海上风电母港配套码头工程",
         "/projects/7",
         {{"南海新区", "Nanhai"}},
         {{"年度完成率 52.4 %，比时间进度低 39.3 个百分点",
           "52.4 % of the annual plan, 39.3 points behind the year"}}},
        {"银滩滨海康养度假区一期",
         "/projects/8",
         {{"乳山市", "Rushan"}},
         {{"连续 2 个月零投资，年度完成率 38.0 %", "No investment for 2 months; 38.0 % of the annual plan"}}},
        {"碳纤维压力容器生产线二期",
         "/projects/9",
         {{"文登区", "Wendeng"}},
         {{"计划 8 月开工，已过 3 个月仍未开工", "Planned to start in August; 3 months over"}}},
        {"九龙河片区综合管廊",
         "/projects/10",
         {{"经开区", "Econ. Zone"}},
         {{"停工已满 1 个月", "Stopped for over a month"}}}};
    static const struct board_department departments[] = {
        {{{"市文化和旅游局", "Culture & Tourism"}}, "/projects?department=1", 4, 4, 87.2},
        {{{"市体育局", "Sports"}}, "/projects?department=2", 0, 0, 104.6},
        {{{"市农业农村局", "Agriculture, Rural Affairs & Fisheries"}}, "/projects?department=3", 11, 25, 109.5},
        {{{"市自然资源和规划局", "Natural Resources"}}, "/projects?department=4", 0, 1, 112.3},
        {{{"市水务局", "Water"}}, "/projects?department=5", 0, 2, 115.2},
        {{{"市生态环境局", "Ecology & Environment"}}, "/projects?department=6", 0, 1, 117.4}};
    static const struct board_change changes[] = {{"石岛湾深远海养殖装备基地",
                                                   "/projects/11",
                                                   {{"11 月累计完成", "Done to Nov"}},
                                                   {{"24,810 万元", "248.10 M yuan"}},
                                                   {{"25,272 万元", "252.72 M yuan"}}},
                                                  {"乳山口风电三期",
                                                   "/projects/12",
                                                   {{"年度计划", "Annual plan"}},
                                                   {{"62,000 万元", "620.00 M yuan"}},
                                                   {{"58,000 万元", "580.00 M yuan"}}},
                                                  {"医用钛合金精密件产业化",
                                                   "/projects/13",
                                                   {{"灯", "Light"}},
                                                   {{"绿灯", "Green"}},
                                                   {{"黄灯", "Yellow"}}},
                                                  {"临港高性能纤维中试平台",
                                                   "/projects/14",
                                                   {{"新增项目", "New project"}},
                                                   {{"", ""}},
                                                   {{"总投资 1.20 亿元", "120 M yuan in total"}}}};
    v->new_reds = new_reds;
    v->new_reds_count = countof(new_reds);
    v->new_reds_total = 4;
    v->departments = departments;
    v->departments_count = countof(departments);
    v->departments_total = 18;
    v->changes = changes;
    v->changes_count = countof(changes);
    v->changes_total = 37;
    v->since = day_of(2022, 11, 29);
}

static void fill_choices(struct board_view *v) {
    static const struct part_choice_view months[] = {{"2022-11", {{"2022-11", "2022-11"}}, true},
                                                     {"2022-10", {{"2022-10", "2022-10"}}, false}};
    static const struct part_choice_view levels[] = {{"key", {{"省、市重点", "Province and city"}}, true},
                                                     {"all", {{"全部项目", "All projects"}}, false}};
    v->months = months;
    v->months_count = countof(months);
    v->levels = levels;
    v->levels_count = countof(levels);
}

void gallery_board(struct gallery *g) {
    const char *to = "/projects";
    struct board_view v = {.month = month_of(2022, 11),
                           .time_progress = 91.66667,
                           .level = "key",
                           .level_name = BOTH("省、市重点项目", "Key projects"),
                           .completion_rate = 131.90544,
                           .lead_points = 40.2,
                           .investment_done_ytd = yi(1010),
                           .investment_planned = yi(765.7),
                           .projects_key = 724,
                           .projects_platform = 1764,
                           .projects_platform_yoy_diff = 287,
                           .projects_new_month = 447,
                           .projects_new_month_investment_yoy = 367.3,
                           .red = 23,
                           .yellow = 48,
                           .green = 652,
                           .grey = 1,
                           .missing = 14,
                           .completion_href = "/figures?code=completion_rate",
                           .done_href = "/figures?code=investment_done_ytd",
                           .projects_href = to,
                           .new_href = to,
                           .red_href = to,
                           .yellow_href = to,
                           .green_href = to,
                           .grey_href = to,
                           .missing_href = to,
                           .new_reds_href = to,
                           .departments_href = to,
                           .changes_href = to,
                           .completion_last_year = 117.8,
                           .projects_last_year = 629,
                           .data_day = day_of(2022, 11, 30),
                           .known_at = "2022-12-06 09:20",
                           .threshold_fen = wan(500)};
    fill_table(g, &v);
    fill_trend(g, &v);
    fill_aside(&v);
    fill_choices(&v);
    const char *title = g->lang == ZH ? "一盘棋" : "Board";
    gallery_page(g, "board", title, &board_view, &v);
    g->frame.known_text = "2022-10-31";
    gallery_page(g, "board-past", title, &board_view, &v);
    g->frame.known_text = "";

    struct board_view empty = {.month = NO_MONTH,
                               .time_progress = NAN,
                               .import_href = "/intake",
                               .since = NO_DAY,
                               .months = v.months,
                               .months_count = v.months_count,
                               .levels = v.levels,
                               .levels_count = v.levels_count};
    gallery_page(g, "board-empty", title, &board_view, &empty);
}
