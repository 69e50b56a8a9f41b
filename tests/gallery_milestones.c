/* The milestones of the gallery: one project's way, and many on one axis. */
#include "gallery_milestones.h"
#include "domain/overview/milestone_show.h"

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
            .owner = m[i].owner, .evidence = m[i].evidence, .reason = m[i].reason};
    }
    v->milestones = views;
    v->milestones_count = count;
    v->milestones_total = (int64_t)count;
    v->milestones_reached = (int64_t)lines.reached;
    v->milestones_overdue = (int64_t)lines.overdue;
    v->milestones_wide = milestones_drawn(g->a, g->lang, &lines, TODAY, true, SPANS_WIDE);
    v->milestones_narrow = milestones_drawn(g->a, g->lang, &lines, TODAY, true, SPANS_NARROW);
    v->milestones_href = "/projects/7/milestones";
}
