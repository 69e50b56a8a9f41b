/* The duty matrix: by district with each look of a square, by unit with long names, and by weeks. */
#include "domain/stats/duty_state.h"
#include "duty_view.h"
#include "gallery.h"

enum { MONTHS = 12, PROJECTS = 6 };

static const struct both areas[] = {{{"全部", "All"}}, {{"环翠区", "Huancui"}}, {{"荣成市", "Rongcheng"}},
                                    {{"高新区", "High-tech Zone"}}, {{"南海新区", "Nanhai New Area"}}};
static const struct both units[] = {{{"全部", "All"}},
                                    {{"威海临港海洋装备智能制造产业园开发建设有限公司", "Weihai Lingang Marine Equipment Park Development Co., Ltd."}},
                                    {{"未填", "not stated"}}};

/* Some late, some owed, all here, nothing asked yet. */
static struct duty_square square(struct gallery *g, struct both name, int m, int line) {
    int64_t expected = m == MONTHS - 1 ? 0 : 118 + line, here = expected - (m + line) % 3;
    bool is_late = here < expected && m < 9;
    struct both month = both_int(g->a, m + 1);
    return (struct duty_square){
        .period = "2022-11", .expected = expected, .here = here, .late = (m + line) % 3, .href = "/duty?month=2022-11",
        .look = is_late ? "late" : here < expected ? "open" : "all", .is_here = m == 10 && line == 0,
        .said = SAY(g->a, W_duty_said, name, month, both_int(g->a, expected), both_int(g->a, here))};
}

static void lines(struct gallery *g, struct duty_view *v, const struct both *names, size_t count) {
    struct duty_line *at = arena_array(g->a, struct duty_line, count);
    for (size_t i = 0; i < count; i++) {
        struct duty_square *squares = arena_array(g->a, struct duty_square, MONTHS);
        for (int m = 0; m < MONTHS; m++) squares[m] = square(g, names[i], m, (int)i);
        at[i] = (struct duty_line){.key = "", .name = names[i], .squares = squares, .squares_count = MONTHS, .expected = 1298,
                                   .late = 11, .timely = measure_num(MEASURE_PERCENT, 97.2),
                                   .complete = measure_num(MEASURE_PERCENT, 99.4)};
    }
    struct duty_head *heads = arena_array(g->a, struct duty_head, MONTHS);
    for (int m = 0; m < MONTHS; m++) heads[m] = (struct duty_head){.name = both_int(g->a, m + 1), .is_here = m == 10};
    v->lines = at, v->lines_count = count, v->heads = heads, v->heads_count = MONTHS;
}

static void projects(struct gallery *g, struct duty_view *v) {
    static const struct { const char *key; enum word word; } states[PROJECTS] = {
        {"locked", W_duty_locked}, {"late", W_duty_late}, {"returned", W_duty_returned},
        {"not_started", W_duty_not_started}, {"draft", W_duty_draft}, {"at_area", W_duty_at_area}};
    struct duty_project *at = arena_array(g->a, struct duty_project, PROJECTS);
    struct part_tab_view *tabs = arena_array(g->a, struct part_tab_view, PROJECTS);
    for (int i = 0; i < PROJECTS; i++) {
        at[i] = (struct duty_project){
            .id = i + 1, .name = i % 2 ? "竹岛温泉小镇项目二期" : "海上风电母港配套码头工程（一期）及后方堆场", .state = states[i].key,
            .state_name = both_word(states[i].word), .is_begun = i == 1, .came_name = both_word(W_duty_came_late),
            .came = "late", .area = areas[1 + i % 4], .department = BOTH("市工业和信息化局", "Industry"),
            .unit = units[1].in[ZH], .contact = i % 3 ? "林工 138****0000" : "", .due_day = day_of(2022, 11, 28),
            .last_day = NO_DAY, .arrived_day = i == 2 ? day_of(2022, 11, 29) : NO_DAY, .href = "/projects/7",
            .report_href = "/desk/reports/7/2022-11"};
        tabs[i] = (struct part_tab_view){.label = both_word(states[i].word), .count = i + 1, .light = "", .href = "/duty?state=late",
                                         .is_here = i == 0};
    }
    v->projects = at, v->projects_count = PROJECTS, v->projects_total = PROJECTS;
    v->tallies = tabs, v->tallies_count = PROJECTS;
    v->pager = (struct part_pager_view){.first = 1, .last = PROJECTS, .total = 92, .next_href = "/duty?page=2"};
}

static void weeks(struct gallery *g, struct duty_view *v) {
    struct duty_of_period *at = arena_array(g->a, struct duty_of_period, 3);
    for (int i = 0; i < 3; i++)
        at[i] = (struct duty_of_period){.period = "week-2022-11-21", .name = BOTH("2022年 11-21 至 11-27 周", "week 11-21 to 11-27, 2022"),
                                        .expected = 45, .here = 45 - i, .owed = i, .late = i,
                                        .timely = i == 2 ? measure_int(MEASURE_COUNT, NO_INT) : measure_num(MEASURE_PERCENT, 95.5),
                                        .complete = measure_num(MEASURE_PERCENT, 97.8), .href = "/duty?kind=week", .is_here = i == 1};
    v->periods = at, v->periods_count = 3;
}

static struct duty_view view(struct gallery *g) {
    static const struct part_choice_view month[] = {{"month", {{"月报", "Monthly"}}, true}}, all[] = {{"", {{"全部", "All"}}, true}},
                                         by[] = {{"area", {{"责任区市", "District"}}, true}};
    struct duty_view v = {.by = "area", .kind = "month", .year = 2022, .period = "2022-11", .row = "", .row_name = areas[0],
                          .period_name = BOTH("2022年11月", "11/2022"), .scope = BOTH("省、市重点项目", "Key projects"),
                          .expected = 118, .here = 116, .late = 2, .undated = 3, .csv_href = "/duty.csv",
                          .xlsx_href = "/duty.xlsx", .json_href = "/duty.json", .bys = by, .bys_count = 1,
                          .kinds = month, .kinds_count = 1, .months = all, .months_count = 1, .levels = all,
                          .levels_count = 1, .areas = all, .areas_count = 1, .fields = all, .fields_count = 1,
                          .departments = all, .departments_count = 1};
    projects(g, &v);
    return v;
}

void gallery_duty(struct gallery *g) {
    const char *title = word(g->lang, W_duty_title);
    struct duty_view v = view(g);
    lines(g, &v, areas, countof(areas));
    gallery_page(g, "duty", title, &duty_view, &v);
    v = view(g);
    lines(g, &v, units, countof(units));
    v.has_line_pager = true;
    v.line_pager = (struct part_pager_view){.first = 1, .last = 24, .total = 512, .next_href = "/duty?lines=2"};
    v.projects_count = 0;
    gallery_page(g, "duty-units", title, &duty_view, &v);
    v = view(g);
    weeks(g, &v);
    gallery_page(g, "duty-weeks", title, &duty_view, &v);
}
