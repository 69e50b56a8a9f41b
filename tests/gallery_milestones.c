/* The milestones of the gallery: one project's way, and many on one axis. */
#include "gallery_milestones.h"
#include "domain/overview/timeline.h"
#include "timeline_view.h"

enum { TODAY = 19332 }; /* 2022-12-06 */

static struct milestone node(const char *zh, const char *en, enum lang lang, int32_t plan, int32_t actual) {
    return (struct milestone){.kind_id = NO_INT, .name = lang == ZH ? zh : en, .first_plan_day = plan, .plan_day = plan,
                              .actual_day = actual, .answer_day = NO_DAY, .expected_day = NO_DAY};
}

static size_t nodes_fill(enum lang lang, struct milestone *m) {
    size_t n = 0;
    m[n++] = node("立项（备案）", "Approved or filed", lang, day_of(2022, 4, 19), day_of(2022, 4, 15));
    m[n++] = node("海域使用权", "Right to use the sea", lang, day_of(2022, 6, 30), day_of(2022, 7, 12));
    m[n++] = node("施工图审查", "Drawings reviewed", lang, day_of(2022, 8, 31), day_of(2022, 9, 9));
    m[n++] = node("施工许可", "Permit in hand", lang, day_of(2022, 10, 20), NO_DAY);
    m[n++] = node("水工主体开工", "Ground broken", lang, day_of(2022, 11, 7), NO_DAY);
    m[n++] = node("沉箱安装", "Caissons placed", lang, day_of(2023, 3, 15), NO_DAY);
    m[n++] = node("交工验收", "Completion", lang, day_of(2023, 7, 1), NO_DAY);
    m[3].first_plan_day = day_of(2022, 9, 30);
    m[3].reason = "航道通航条件影响评价未批复";
    m[3].answer = "this_month", m[3].answer_day = day_of(2022, 12, 2), m[3].expected_day = day_of(2022, 12, 31);
    m[3].owner = "市住建局", m[1].owner = "市海洋发展局";
    m[1].evidence = "国海证2022B37100001号";
    return n;
}

void gallery_milestones_fill(struct gallery *g, struct project_view *v) {
    static const struct milestone_kinds none;
    static const struct milestone_dates nothing = {NO_DAY, NO_DAY, NO_DAY};
    struct milestone *m = arena_array(g->a, struct milestone, 8);
    size_t count = nodes_fill(g->lang, m);
    struct milestone_lines lines = milestone_lines(g->a, &none, m, count, &nothing, TODAY);
    struct project_milestone *views = arena_array(g->a, struct project_milestone, count);
    for (size_t i = 0; i < count; i++) {
        const struct milestone_line *line = &lines.at[i];
        views[i] = (struct project_milestone){
            .id = (int64_t)i + 1, .name = line->name, .state = milestone_state_key(line->state),
            .is_reached = line->state == MILESTONE_REACHED, .is_overdue = line->state == MILESTONE_OVERDUE,
            .waits = line->state == MILESTONE_WAITS, .first_plan_day = m[i].first_plan_day, .plan_day = m[i].plan_day,
            .is_moved = m[i].first_plan_day != m[i].plan_day, .actual_day = line->reached_day, .late_days = line->late_days,
            .says = milestone_says(g->a, line, TODAY), .near = near_day(g->a, line->reached_day, TODAY),
            .answer = milestone_answer_said(g->a, &m[i], TODAY),
            .owner = m[i].owner, .evidence = m[i].evidence, .reason = m[i].reason, .seen_day = NO_DAY,
            .looked_day = NO_DAY};
    }
    views[1].seen = BOTH("11-16 走访（鞠明远）：已达到（2022-07-12）", "visited 11-16 (鞠明远): Reached (2022-07-12)");
    views[2].seen = BOTH("11-30 走访（鞠明远）：存疑", "visited 11-30 (鞠明远): Doubtful");
    views[2].gap = BOTH("填报 2022-09-09 已完成，现场所见存疑", "Reported reached on 2022-09-09, doubtful as seen");
    v->milestones = views;
    v->milestones_count = count;
    v->milestones_total = (int64_t)count;
    v->milestones_reached = (int64_t)lines.reached;
    v->milestones_overdue = (int64_t)lines.overdue;
    v->milestones_wide = milestones_drawn(g->a, g->lang, &lines, TODAY, true, SPANS_WIDE);
    v->milestones_narrow = milestones_drawn(g->a, g->lang, &lines, TODAY, true, SPANS_NARROW);
    v->milestones_href = "/projects/7/milestones";
}

/* -- many on one axis -- */

static const struct {
    const char *light, *name;
    struct both area, field;
    int later, reached; /* months behind the first one; of its milestones */
} ways[] = {
    {"red", "海上风电母港配套码头工程", {{"南海新区", "Nanhai New Area"}}, {{"海洋经济", "Marine economy"}}, 0, 3},
    {"yellow", "碳纤维压力容器生产线二期", {{"文登区", "Wendeng"}}, {{"先进制造", "Industry"}}, -14, 7},
    {"green", "石岛湾深远海养殖装备基地及配套水产品精深加工产业园区", {{"荣成市", "Rongcheng"}}, {{"海洋经济", "Marine economy"}}, 5, 1},
    {"grey", "昆嵛山片区高标准农田", {{"文登区", "Wendeng"}}, {{"乡村振兴", "Rural"}}, 0, -1},
};

static struct milestone_lines way(struct gallery *g, size_t i) {
    static const struct milestone_kinds none;
    static const struct milestone_dates nothing = {NO_DAY, NO_DAY, NO_DAY};
    struct milestone *m = arena_array(g->a, struct milestone, 8);
    size_t count = ways[i].reached < 0 ? 0 : nodes_fill(g->lang, m);
    for (size_t k = 0; k < count; k++) {
        m[k].first_plan_day = day_plus_months(m[k].first_plan_day, ways[i].later);
        m[k].plan_day = day_plus_months(m[k].plan_day, ways[i].later);
        m[k].actual_day = (int)k >= ways[i].reached ? NO_DAY : m[k].plan_day + 12 - 5 * (int)(k % 3);
    }
    return milestone_lines(g->a, &none, m, count, &nothing, TODAY);
}

static const struct timeline_milestone *table_of(struct gallery *g, const struct milestone_lines *lines) {
    struct timeline_milestone *views = arena_array(g->a, struct timeline_milestone, lines->count);
    for (size_t i = 0; i < lines->count; i++) {
        const struct milestone_line *line = &lines->at[i];
        views[i] = (struct timeline_milestone){
            .milestone = line->name, .state = milestone_state_key(line->state), .first_plan_day = line->row->first_plan_day,
            .plan_day = line->row->plan_day, .is_moved = line->row->first_plan_day != line->row->plan_day,
            .actual_day = line->reached_day, .late_days = line->late_days, .reason = line->row->reason,
            .says = milestone_says(g->a, line, TODAY)};
    }
    return views;
}

static void timeline_rows(struct gallery *g, struct timeline_view *v) {
    struct timeline_row *rows = arena_array(g->a, struct timeline_row, countof(ways));
    struct milestone_lines lines[countof(ways)];
    for (size_t i = 0; i < countof(ways); i++) lines[i] = way(g, i);
    struct span_days scale = timeline_scale(g->a, lines, countof(ways), TODAY);
    for (size_t i = 0; i < countof(ways); i++) {
        const struct milestone_line *next = lines[i].next;
        rows[i] = (struct timeline_row){
            .id = (int64_t)i + 7, .platform_no = arena_printf(g->a, "QP-%06zu", 1200 + i), .name = ways[i].name,
            .href = "/projects/7", .light = ways[i].light, .area = ways[i].area, .field = ways[i].field,
            .milestones_total = (int64_t)lines[i].count, .milestones_reached = (int64_t)lines[i].reached,
            .milestones_overdue = (int64_t)lines[i].overdue, .next = next ? next->name : both_text(""),
            .next_day = next ? next->row->plan_day : NO_DAY,
            .next_says = next ? milestone_says(g->a, next, TODAY) : both_text(""),
            .is_overdue = next && next->late_days != NO_INT,
            .track = timeline_track(g->a, g->lang, &lines[i], scale, TODAY),
            .milestones = table_of(g, &lines[i]), .milestones_count = lines[i].count};
    }
    v->rows = rows;
    v->rows_count = countof(ways);
    v->has_milestones = true;
    v->axis_wide = svg_span_axis(g->a, g->lang, scale, TODAY, true, SPANS_WIDE);
    v->axis_narrow = svg_span_axis(g->a, g->lang, scale, TODAY, true, SPANS_NARROW);
}

void gallery_timeline(struct gallery *g) {
    static const struct part_tab_view tabs[] = {{{{"全部", "All"}}, 724, "", "?", true},
                                                {{{"红灯", "Red"}}, 23, "red", "?light=red", false}};
    static const struct part_choice_view any[] = {{"", {{"全部", "All"}}, true}, {"a", {{"环翠区", "Huancui"}}, false}};
    const char *title = g->lang == ZH ? "里程碑时间轴" : "Timeline";
    struct timeline_view v = {
        .total = 724, .page = 1, .month = month_of(2022, 11), .today = TODAY, .scope = BOTH("省、市重点项目", "Key projects"),
        .tabs = tabs, .tabs_count = countof(tabs),
        .filters = {.query = "", .sort = "", .light = "", .areas = any, .fields = any, .departments = any, .specialists = any,
                    .stages = any, .levels = any, .months = any, .areas_count = countof(any), .fields_count = countof(any),
                    .departments_count = countof(any), .specialists_count = countof(any), .stages_count = countof(any),
                    .levels_count = countof(any), .months_count = countof(any)},
        .csv_href = "/timeline.csv", .xlsx_href = "/timeline.xlsx", .json_href = "/timeline.json", .list_href = "/projects",
        .pager = {1, countof(ways), 724, NULL, "?page=2"}};
    timeline_rows(g, &v);
    gallery_page(g, "timeline", title, &timeline_view, &v);
}
