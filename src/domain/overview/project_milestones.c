/* The milestones of one project's page: the track, the drawing of plan against actual, the table behind it. */
#include "base/text.h"
#include "domain/overview/milestone_show.h"
#include "domain/overview/project_show.h"
#include "domain/specialists/sighting.h"

static struct project_milestone line_view(struct project_show *s, const struct milestone_line *line, int32_t today) {
    struct arena *a = s->q->a;
    const struct milestone *row = line->row;
    return (struct project_milestone){
        .id = row->id, .name = line->name, .state = milestone_state_key(line->state),
        .is_reached = line->state == MILESTONE_REACHED, .is_overdue = line->state == MILESTONE_OVERDUE,
        .waits = line->state == MILESTONE_WAITS, .first_plan_day = row->first_plan_day, .plan_day = row->plan_day,
        .is_moved = row->first_plan_day != row->plan_day, .actual_day = line->reached_day, .late_days = line->late_days,
        .says = milestone_says(a, line, today), .near = near_day(a, line->reached_day, today),
        .answer = milestone_answer_said(a, row, today),
        .owner = row->owner, .evidence = row->evidence, .reason = row->reason};
}

/* What came after the visit could not be seen on it; what was seen was reached by its day at the latest. */
static struct both gap_of(struct arena *a, int32_t reached_day, const struct milestones_looked_at_row *look) {
    bool is_since = reached_day != NO_DAY && reached_day > look->visit_day, is_seen = text_eq(look->seen_milestone, "reached");
    int32_t seen_day = look->seen_milestone_day;
    if (is_since && !is_seen) return both_text("");
    if (is_since && seen_day == NO_DAY) seen_day = look->visit_day;
    return milestone_gap(a, reached_day, look->seen_milestone, seen_day);
}

/* What the last who looked at it saw, beside what the record says now. */
static void look_fill(struct project_show *s, const struct milestones_looked_at_row *looks, size_t count,
                      struct project_milestone *ret) {
    struct arena *a = s->q->a;
    ret->seen_day = ret->looked_day = NO_DAY;
    for (size_t i = count; i > 0; i--) {
        const struct milestones_looked_at_row *look = &looks[i - 1];
        if (look->milestone_id != ret->id) continue;
        struct both seen = milestone_seen_said(a, look->seen_milestone, look->seen_milestone_day);
        ret->seen_key = look->seen_milestone;
        ret->seen_day = look->seen_milestone_day;
        ret->looked_day = look->visit_day;
        ret->looked_by = look->name;
        ret->seen = SAY(a, W_milestone_looked, near_day(a, look->visit_day, s->as.p->known_day), both_text(look->name), seen);
        ret->gap = gap_of(a, ret->actual_day, look);
        return;
    }
}

enum err milestones_fill(struct project_show *s, struct project_view *v) {
    struct arena *a = s->q->a;
    const struct shown_project_row *p = &s->row;
    struct milestone_dates actual = {p->actual_start_day, p->actual_finish_day, p->production_day};
    int32_t today = s->as.p->known_day;
    struct milestone_kinds kinds;
    struct milestone *rows;
    struct milestones_looked_at_row *looks;
    size_t count, look_count;
    try(milestone_kinds_load(s->q->tx, &kinds));
    try(milestones_known(s->q->tx, a, p->id, s->as.p->entry, &kinds, &rows, &count));
    struct milestone_lines lines = milestone_lines(a, &kinds, rows, count, &actual, today);
    try(milestones_looked_at(s->q->tx, p->id, s->as.p->entry, &looks, &look_count));
    struct project_milestone *views = arena_array(a, struct project_milestone, count);
    for (size_t i = 0; i < count; i++) {
        views[i] = line_view(s, &lines.at[i], today);
        look_fill(s, looks, look_count, &views[i]);
    }
    bool is_now = s->as.known_day == NO_DAY;
    v->milestones = views;
    v->milestones_count = count;
    v->milestones_reached = (int64_t)lines.reached;
    v->milestones_overdue = (int64_t)lines.overdue;
    v->milestones_total = (int64_t)count;
    v->milestones_wide = milestones_drawn(a, s->q->lang, &lines, today, is_now, SPANS_WIDE);
    v->milestones_narrow = milestones_drawn(a, s->q->lang, &lines, today, is_now, SPANS_NARROW);
    return OK;
}
