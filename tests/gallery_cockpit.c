/* The cockpit and the leader's page, full, and of a city that has nothing yet. */
#include "cockpit_view.h"
#include "gallery.h"
#include "leader_view.h"

enum { AREAS = 8, FIELDS = 10, DEPARTMENTS = 18, MONTHS = 11 };

static const struct both area_names[AREAS] = {
    {{"环翠区", "Huancui"}}, {{"文登区", "Wendeng"}}, {{"荣成市", "Rongcheng"}}, {{"乳山市", "Rushan"}},
    {{"高新区", "High-tech Zone"}}, {{"经开区", "Econ. Dev. Zone"}}, {{"临港区", "Lingang Zone"}},
    {{"南海新区", "Nanhai New Area"}}};
static const struct both field_names[FIELDS] = {
    {{"先进制造", "Industry"}}, {{"科技创新", "Science & tech"}}, {{"城市建设", "Urban works"}},
    {{"交通水利", "Transport & water"}}, {{"绿色能源", "Green energy"}}, {{"海洋经济", "Marine economy"}},
    {{"乡村振兴", "Rural"}}, {{"文化旅游", "Culture & tourism"}}, {{"现代服务", "Services"}}, {{"社会民生", "Public welfare"}}};
static const struct both department_names[] = {
    {{"市工业和信息化局", "Industry & Information Technology"}}, {{"市住房和城乡建设局", "Housing & Urban-Rural Development"}},
    {{"市海洋发展局", "Marine Development"}}, {{"市文化和旅游局", "Culture & Tourism"}}, {{"市水务局", "Water"}},
    {{"市自然资源和规划局", "Natural Resources & Planning"}}};

static void board(struct gallery *g, struct cockpit_view *v) {
    struct cockpit_field *fields = arena_array(g->a, struct cockpit_field, FIELDS);
    struct cockpit_area *areas = arena_array(g->a, struct cockpit_area, AREAS);
    for (int k = 0; k < FIELDS; k++)
        fields[k] = (struct cockpit_field){"x", field_names[k], "/projects?field=x", 24 + 3 * k, 97.2 + 5 * k};
    for (int i = 0; i < AREAS; i++) {
        struct cockpit_square *squares = arena_array(g->a, struct cockpit_square, FIELDS);
        for (int k = 0; k < FIELDS; k++) {
            int count = (i * 7 + k * 5) % 41, red = (i + k) % 4 == 0 ? 1 + i % 3 : 0, yellow = (i * k) % 3 == 1 ? 2 : 0;
            if (count < red + yellow) red = yellow = 0;
            squares[k] = (struct cockpit_square){field_names[k], count, red, yellow, count - red - yellow, 0,
                                                 count ? "/projects?area=x&field=y" : NULL};
        }
        areas[i] = (struct cockpit_area){"x", area_names[i], "/projects?area=x", 32 + 12 * i, 88.6 + 7 * i, squares, FIELDS};
    }
    v->fields = fields, v->fields_count = FIELDS;
    v->areas = areas, v->areas_count = AREAS;
}

static void year(struct gallery *g, struct cockpit_view *v) {
    struct trend t = {.annual_fen = yi(765.7), .months = MONTHS};
    struct cockpit_month *rows = arena_array(g->a, struct cockpit_month, 12);
    for (int m = 0; m < 12; m++) {
        t.plan_fen[m] = yi(765.7 * (m + 1) / 12);
        t.done_fen[m] = m < MONTHS ? yi(1010.0 * (m + 1) / MONTHS) : NO_FEN;
        rows[m] = (struct cockpit_month){month_of(2022, m + 1), t.plan_fen[m], t.done_fen[m], yi(56.0 * (m + 1))};
    }
    v->trend = rows, v->trend_count = 12;
    v->chart = svg_trend(g->a, g->lang, &t, TREND_NARROW);
}

static void departments(struct gallery *g, struct cockpit_view *v) {
    struct cockpit_department *at = arena_array(g->a, struct cockpit_department, DEPARTMENTS);
    for (int i = 0; i < DEPARTMENTS; i++)
        at[i] = (struct cockpit_department){department_names[i % (int)countof(department_names)], "/projects?department=x",
                                            i < 9 ? 18 - 2 * i : 0, i % 4 ? 20 - i : 0, 97.2 + 3 * i};
    v->departments = at, v->departments_count = DEPARTMENTS, v->departments_total = DEPARTMENTS;
}

static void lists(struct cockpit_view *v) {
    static const struct cockpit_red reds[] = {
        {"海上风电母港配套码头工程", "/projects/7", {{"南海新区", "Nanhai New Area"}},
         {{"施工许可逾期 47 天；年度完成率 52.4 %，比时间进度低 39.3 个百分点",
           "The construction permit is 47 days late; 52.4 % of the annual plan, 39.3 points behind the year"}}, true},
        {"银滩滨海康养度假区一期", "/projects/8", {{"乳山市", "Rushan"}},
         {{"连续 2 个月零投资", "No investment for 2 months"}}, true},
        {"碳纤维压力容器生产线二期", "/projects/9", {{"文登区", "Wendeng"}},
         {{"2022-10-20 停工，至 2022-11-30 未复工", "Stopped on 2022-10-20, not resumed by 2022-11-30"}}, false},
        {"九龙河片区综合管廊", "/projects/10", {{"经开区", "Econ. Dev. Zone"}},
         {{"竣工较计划晚 62 天", "62 days behind its completion date"}}, false}};
    static const struct cockpit_problem over[] = {
        {"林地占用审批未批复", {{"审批", "Approval"}}, "石岛湾深远海装备基地", {{"荣成市", "Rongcheng"}}, 23, 240 * (FEN_PER_YI / 100), "/projects/7/problems/1"},
        {"35 kV 外线迁改未开工", {{"用能", "Energy"}}, "医用钛合金精密件产业化", {{"高新区", "High-tech Zone"}}, 19, NO_FEN,
         "/projects/8/problems/2"},
        {"", {{"用地", "Land"}}, "乳山口风电三期", {{"乳山市", "Rushan"}}, 1, 120 * (FEN_PER_YI / 100), "/projects/9/problems/3"}};
    static const struct cockpit_level levels[] = {
        {{{"一级（单位解决）", "Level 1 (unit)"}}, 6, 2, 16, "/problems?rank=1"},
        {{{"二级（单位主要负责人）", "Level 2 (head of unit)"}}, 2, 0, 13, "/problems?rank=2"},
        {{{"三级（分管领导）", "Level 3 (leader in charge)"}}, 6, 2, 14, "/problems?rank=3"},
        {{{"四级（主要领导）", "Level 4 (head)"}}, 0, 0, NO_INT, "/problems?rank=4"}};
    static const struct cockpit_week weeks[] = {
        {44, 0, 0, 0, NAN, "/tasks"}, {45, 4, 4, 0, 100, "/tasks"}, {46, 6, 3, 3, 50, "/tasks"},
        {47, 7, 3, 4, 42.857, "/tasks"}, {48, 13, 11, 2, 84.6, "/tasks"}, {49, 5, 1, 1, 50, "/tasks"}};
    static const struct cockpit_task tasks[] = {
        {"协调通航影响评价补正材料", {{"市交通运输局", "Transport"}}, {{"超 4 天", "4 days over"}}, true, "/tasks/1"},
        {"架设临时变压器", {{"威海供电公司", "Power supply"}}, {{"余 4 天", "4 days left"}}, false, "/tasks/2"}};
    static const struct cockpit_late late[] = {{{{"乳山市", "Rushan"}}, 5, "/duty?row=x"}, {{{"文登区", "Wendeng"}}, 3, "/duty?row=y"}};
    v->reds = reds, v->reds_count = countof(reds), v->reds_new = 2;
    v->over = over, v->over_count = countof(over);
    v->held = over, v->held_count = 1;
    v->levels = levels, v->levels_count = countof(levels);
    v->weeks = weeks, v->weeks_count = countof(weeks);
    v->tasks = tasks, v->tasks_count = countof(tasks);
    v->late = late, v->late_count = countof(late);
}

static void shown(struct gallery *g, const char *screen, const char *phone, const struct cockpit_view *v) {
    g->frame.screen = "screen dark";
    gallery_page(g, screen, word(g->lang, W_cockpit_title), &cockpit_view, v);
    g->frame.screen = "";
    gallery_page(g, phone, word(g->lang, W_leader_title), &leader_view, v);
}

void gallery_cockpit(struct gallery *g) {
    const char *to = "/projects";
    struct cockpit_view v = {
        .month = month_of(2022, 11), .time_progress = 91.66667, .level = "key", .level_name = BOTH("省、市重点项目", "Key projects"),
        .city = BOTH("威海市", "Weihai"), .today = 19332, .now = both_text("09:30"),
        .day_name = BOTH("2022-12-06 周二", "2022-12-06 Tuesday"), .week = 49, .completion_rate = 131.90544, .lead_points = 40.2,
        .completion_last_year = 117.8, .investment_done_ytd = yi(1010), .investment_planned = yi(765.7),
        .done_last_year = yi(670.9), .done_yoy = 50.5, .projects_key = 724, .projects_platform = 1764,
        .projects_platform_yoy_diff = 287, .projects_new_month = 447, .projects_new_month_investment_yoy = 367.3, .red = 23,
        .yellow = 48, .green = 652, .grey = 1, .missing = 14, .report_age = 3, .completion_href = "/figures/completion_rate",
        .done_href = "/figures/investment_done_ytd", .projects_href = to, .new_href = to, .red_href = to, .yellow_href = to,
        .green_href = to, .grey_href = to, .missing_href = to, .departments_href = to, .problems_open = 14, .problems_over = 3,
        .problems_unheld = 2, .problem_days = 13, .held_total = yi(7.9), .problems_href = "/problems",
        .problems_over_href = "/problems?show=late", .decided_week = 6, .promised_week = 5, .kept_week = 1, .broken_week = 1,
        .tasks_open = 2, .tasks_over = 1, .tasks_href = "/tasks", .tasks_over_href = "/tasks", .late_total = 8,
        .late_href = "/duty", .data_day = day_of(2022, 11, 30), .known_at = "2022-12-06 09:20", .threshold_fen = wan(500),
        .live_href = "", .board_href = "/board", .cockpit_href = "/cockpit", .leader_href = "/leader"};
    board(g, &v);
    year(g, &v);
    departments(g, &v);
    lists(&v);
    shown(g, "cockpit", "leader", &v);
    struct cockpit_view none = {
        .month = month_of(2022, 11), .time_progress = 91.66667, .level = "key", .level_name = v.level_name, .city = v.city,
        .today = v.today, .now = v.now, .day_name = v.day_name, .week = 49, .completion_rate = NAN, .lead_points = NAN,
        .completion_last_year = NAN, .investment_done_ytd = NO_FEN, .investment_planned = NO_FEN, .done_last_year = NO_FEN,
        .done_yoy = NAN, .projects_new_month_investment_yoy = NAN, .report_age = NO_INT, .problem_days = NO_INT,
        .held_total = NO_FEN, .completion_href = to, .done_href = to, .projects_href = to, .new_href = to, .red_href = to,
        .yellow_href = to, .green_href = to, .grey_href = to, .missing_href = to, .departments_href = to,
        .problems_href = "/problems", .problems_over_href = to, .tasks_href = "/tasks", .tasks_over_href = "/tasks",
        .late_href = "/duty", .data_day = v.data_day, .known_at = v.known_at, .threshold_fen = v.threshold_fen, .live_href = "",
        .board_href = "/board", .cockpit_href = "/cockpit", .leader_href = "/leader"};
    shown(g, "cockpit-none", "leader-none", &none);
}
