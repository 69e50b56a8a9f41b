/* The list of the pictures, worst first. */
#include "gallery.h"
#include "project_list_view.h"

static const struct {
    const char *light, *code, *name, *unit;
    struct both area, field, department;
    bool provincial;
    double total_yi;
    int plan_wan, done_wan;
    int reported; /* day of December; 0: not yet; 30: of November */
} projects[] = {
    {"red", "2111-371083-04-01-620914", "银滩滨海康养度假区一期", "银滩文旅", {{"乳山市", "Rushan"}}, {{"文化旅游", "Culture & tourism"}}, {{"市文化和旅游局", "Culture & Tourism"}}, false, 9.20, 18000, 6840, 0},
    {"red", "2204-371074-04-01-318207", "海上风电母港配套码头工程", "南海港口建设", {{"南海新区", "Nanhai New Area"}}, {{"海洋经济", "Marine economy"}}, {{"市海洋发展局", "Ocean Development"}}, true, 18.60, 42000, 22008, 2},
    {"red", "2203-371003-04-02-455031", "碳纤维压力容器生产线二期", "澄岳新材料", {{"文登区", "Wendeng"}}, {{"先进制造", "Industry"}}, {{"市工业和信息化局", "Industry & IT"}}, true, 6.45, 21500, 14190, 2},
    {"red", NULL, "九龙河片区综合管廊", "九龙河城建", {{"经开区", "Econ. Dev. Zone"}}, {{"城市建设", "Urban works"}}, {{"市住房城乡建设局", "Housing & Urban-Rural"}}, false, 4.80, 16000, 11200, 3},
    {"red", "2202-371082-04-01-880126", "石岛湾深远海养殖装备基地", "海疆装备", {{"荣成市", "Rongcheng"}}, {{"海洋经济", "Marine economy"}}, {{"市海洋发展局", "Ocean Development"}}, true, 12.30, 36000, 25272, 30},
    {"yellow", "2206-371003-04-01-842760", "昆嵛山片区高标准农田", "文登农投", {{"文登区", "Wendeng"}}, {{"乡村振兴", "Rural"}}, {{"市农业农村局", "Agriculture & Rural"}}, false, 1.85, 6200, 4867, 0},
    {"yellow", "2203-371073-04-01-590318", "高端纸基新材料项目", "临港纸基", {{"临港区", "Lingang Zone"}}, {{"先进制造", "Industry"}}, {{"市工业和信息化局", "Industry & IT"}}, false, 5.60, 14500, 11484, 2},
    {"yellow", "2112-371002-04-01-031975", "环翠楼历史街区更新", "环翠城发", {{"环翠区", "Huancui"}}, {{"城市建设", "Urban works"}}, {{"市住房城乡建设局", "Housing & Urban-Rural"}}, false, 7.10, 15000, 12000, 29},
    {"yellow", "2201-371083-04-05-113482", "乳山口风电三期", "乳山新能源", {{"乳山市", "Rushan"}}, {{"绿色能源", "Green energy"}}, {{"市能源办", "Energy Office"}}, true, 21.75, 58000, 49880, 2},
    {"yellow", "2205-371071-04-01-764250", "医用钛合金精密件产业化", "瑞钛医疗", {{"高新区", "High-tech Zone"}}, {{"先进制造", "Industry"}}, {{"市工业和信息化局", "Industry & IT"}}, false, 3.20, 9800, 8722, 29},
    {"grey", NULL, "临港高性能纤维中试平台", "临港碳材", {{"临港区", "Lingang Zone"}}, {{"科技创新", "Science & tech"}}, {{"市科技局", "Science & Technology"}}, false, 1.20, -1, -1, 0},
    {"green", "2205-371074-04-01-483970", "南海蓝色种业硅谷", "南海种业", {{"南海新区", "Nanhai New Area"}}, {{"海洋经济", "Marine economy"}}, {{"市海洋发展局", "Ocean Development"}}, false, 3.60, 9400, 10152, 30},
    {"green", "2009-371000-48-01-002716", "威海至烟台城际北线工程", "市轨道公司", {{"环翠区", "Huancui"}}, {{"交通水利", "Transport & water"}}, {{"市交通运输局", "Transport"}}, true, 46.80, 92000, 104880, 29},
    {"green", "2202-371003-04-01-592281", "米山水库增容改造", "文登水务", {{"文登区", "Wendeng"}}, {{"交通水利", "Transport & water"}}, {{"市水务局", "Water"}}, false, 3.95, 13500, 16065, 2},
    {"green", "2204-371002-04-01-748826", "市立医院新院区", "市卫健投资", {{"环翠区", "Huancui"}}, {{"社会民生", "Public welfare"}}, {{"市卫生健康委", "Health"}}, false, 13.60, 34000, 43180, 1},
    {"green", "2201-371072-04-01-915507", "跨境电商综合物流港", "东海国际物流", {{"经开区", "Econ. Dev. Zone"}}, {{"现代服务", "Services"}}, {{"市商务局", "Commerce"}}, false, 6.90, 19500, 24960, 1},
    {"green", "2206-371083-04-01-261043", "牡蛎全产业链加工园", "乳山海珍", {{"乳山市", "Rushan"}}, {{"海洋经济", "Marine economy"}}, {{"市海洋发展局", "Ocean Development"}}, false, 2.70, 8600, 11094, 3},
    {"green", "2204-371071-04-01-105539", "激光打印耗材研发中心", "新打印科技", {{"高新区", "High-tech Zone"}}, {{"科技创新", "Science & tech"}}, {{"市科技局", "Science & Technology"}}, false, 2.15, 7200, 9288, 29},
    {"green", "2112-371073-04-01-837412", "高性能碳纤维原丝基地", "临港碳材", {{"临港区", "Lingang Zone"}}, {{"先进制造", "Industry"}}, {{"市工业和信息化局", "Industry & IT"}}, true, 24.00, 66000, 89100, 30},
    {"green", "2111-371082-04-01-670345", "国家级海洋食品加工中心", "荣海食品", {{"荣成市", "Rongcheng"}}, {{"海洋经济", "Marine economy"}}, {{"市海洋发展局", "Ocean Development"}}, true, 11.40, 38000, 51680, 1},
    {"green", "2108-371003-04-01-409628", "先进材料中试研究院", "先进材料院", {{"文登区", "Wendeng"}}, {{"科技创新", "Science & tech"}}, {{"市科技局", "Science & Technology"}}, true, 8.50, 24000, 33120, 29},
    {"green", "2107-371002-04-01-550193", "铝精深加工产业园", "桥头铝业", {{"环翠区", "Huancui"}}, {{"先进制造", "Industry"}}, {{"市工业和信息化局", "Industry & IT"}}, true, 32.00, 86000, 121260, 1},
    {"green", "2203-371082-04-05-376190", "好运角海上光伏示范", "荣成光能", {{"荣成市", "Rongcheng"}}, {{"绿色能源", "Green energy"}}, {{"市能源办", "Energy Office"}}, true, 15.20, 51000, 78540, 2},
};

static int32_t reported_day(int day) { return day == 0 ? NO_DAY : day > 9 ? day_of(2022, 11, day) : day_of(2022, 12, day); }

static void fill_rows(struct gallery *g, struct project_list_view *v) {
    struct project_list_row *rows = arena_array(g->a, struct project_list_row, countof(projects));
    for (size_t i = 0; i < countof(projects); i++) {
        bool known = projects[i].plan_wan >= 0;
        rows[i] = (struct project_list_row){
            .id = (int64_t)i + 7, .platform_no = arena_printf(g->a, "QP-%06zu", 1200 + i), .code = projects[i].code,
            .name = projects[i].name, .href = "/projects/7", .unit = projects[i].unit, .light = projects[i].light,
            .light_since = day_of(2022, 12, 5), .area = projects[i].area, .field = projects[i].field,
            .department = projects[i].department, .total_fen = yi(projects[i].total_yi),
            .plan_fen = known ? wan(projects[i].plan_wan) : NO_FEN, .done_fen = known ? wan(projects[i].done_wan) : NO_FEN,
            .completion = known ? 100.0 * projects[i].done_wan / projects[i].plan_wan : NAN, .disagrees = i == 8,
            .reported_day = reported_day(projects[i].reported), .is_due = projects[i].reported == 0 && known,
            .is_provisional = i == 13, .stage = BOTH("在建", "under construction")};
        if (projects[i].provincial) rows[i].level_short = BOTH("省", "P");
        if (i < 10) rows[i].reason = BOTH("低于时间进度", "behind the year");
    }
    v->rows = rows;
    v->rows_count = countof(projects);
}

static const struct part_choice_view any[] = {{"", {{"全部", "all"}}, true}, {"a", {{"文化旅游", "Culture & tourism"}}, false}};
static const struct part_choice_view levels[] = {{"key", {{"省、市重点", "Province and city"}}, true}};
static const struct part_choice_view months[] = {{"2022-11", {{"2022-11", "2022-11"}}, true}};

static void fill_controls(struct project_list_view *v) {
    static const struct part_tab_view tabs[] = {
        {{{"全部", "All"}}, 724, "", "?", true},       {{{"红灯", "Red"}}, 23, "red", "?light=red", false},
        {{{"黄灯", "Yellow"}}, 48, "yellow", "?light=yellow", false}, {{{"绿灯", "Green"}}, 652, "green", "?light=green", false},
        {{{"未评", "Not rated"}}, 1, "grey", "?light=grey", false}, {{{"未报", "No figure yet"}}, 14, "", "?missing=1", false}};
    static const struct project_list_column columns[] = {
        {{{"灯", "Light"}}, {{"", ""}}, "?sort=light", "ascending", false, ""}, {{{"项目代码", "Code"}}, {{"", ""}}, NULL, "", false, "o1"},
        {{{"项目", "Project"}}, {{"", ""}}, "?sort=name", "", false, ""},       {{{"县区", "District"}}, {{"", ""}}, NULL, "", false, ""},
        {{{"领域", "Field"}}, {{"", ""}}, NULL, "", false, ""},                 {{{"责任部门", "Department"}}, {{"", ""}}, NULL, "", false, "o2"},
        {{{"总投资", "Total"}}, {{"亿元", "M yuan"}}, "?sort=-total", "", true, ""},
        {{{"年度计划", "Plan"}}, {{"万元", "M yuan"}}, "?sort=-plan", "", true, ""},
        {{{"累计完成", "Done"}}, {{"万元", "M yuan"}}, "?sort=-done", "", true, ""},
        {{{"完成率", "Done / plan"}}, {{"", ""}}, "?sort=completion", "", false, ""}, {{{"11 月数", "Nov figure"}}, {{"", ""}}, NULL, "", false, ""}};
    v->tabs = tabs;
    v->tabs_count = countof(tabs);
    v->columns = columns;
    v->columns_count = countof(columns);
    v->areas = v->fields = v->departments = v->stages = any;
    v->areas_count = v->fields_count = v->departments_count = v->stages_count = countof(any);
    v->levels = levels;
    v->levels_count = countof(levels);
    v->months = months;
    v->months_count = countof(months);
}

void gallery_list(struct gallery *g) {
    const char *title = g->lang == ZH ? "项目" : "Projects";
    struct project_list_view v = {.total = 724, .page = 1, .month = month_of(2022, 11), .time_progress = 91.66667,
        .scope = BOTH("省、市重点项目", "Key projects"), .query = "", .sort = "", .light = "",
        .csv_href = "/projects.csv", .xlsx_href = "/projects.xlsx", .json_href = "/projects.json", .new_href = "/projects/new",
        .pager = {1, countof(projects), 724, NULL, "?page=2"}};
    fill_rows(g, &v);
    fill_controls(&v);
    gallery_page(g, "list", title, &project_list_view, &v);
    v.rows_count = 0;
    v.total = 0;
    v.is_filtered = true;
    v.clear_href = "/projects";
    v.query = g->lang == ZH ? "不存在的项目" : "no such thing";
    gallery_page(g, "list-empty", title, &project_list_view, &v);
}
