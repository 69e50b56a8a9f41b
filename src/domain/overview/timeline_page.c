/* The timeline: a page of the list's projects, each with its way on one axis of days, and the table behind it. */
#include "base/text.h"
#include "domain/overview/pages.h"
#include "domain/overview/timeline.h"
#include "timeline_view.h"

struct timeline {
    struct req *q;
    const struct asked *as;
    int32_t today;
    const int *rows;
    struct milestone_lines *lines; /* of each row */
    size_t count;
    struct span_days scale;
};

enum err timeline_lines(struct req *q, struct arena *a, const struct asked *as, const struct milestone_kinds *k, int row,
                        struct milestone_lines *ret) {
    const struct chunk *c = board_chunk(as->p->board, row);
    int i = row % CHUNK_ROWS;
    struct milestone_dates dates = {c->actual_start_day[i], c->actual_finish_day[i], c->production_day[i]};
    struct milestone *rows;
    size_t count;
    try(milestones_known(q->tx, a, c->project_id[i], as->p->entry, k, &rows, &count));
    *ret = milestone_lines(a, k, rows, count, &dates, as->p->known_day);
    return OK;
}

/* -- one axis for all -- */

struct span_days timeline_scale(struct arena *a, const struct milestone_lines *of, size_t count, int32_t today) {
    size_t days = 0, n = 0;
    for (size_t i = 0; i < count; i++) days += of[i].count;
    struct span_days *all = arena_array(a, struct span_days, days * 2 + 1);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < of[i].count; k++) {
            const struct milestone_line *line = &of[i].at[k];
            all[n++] = (struct span_days){line->row->first_plan_day, line->row->plan_day};
            all[n++] = (struct span_days){line->reached_day, line->reached_day};
        }
    all[n++] = (struct span_days){today, today};
    return span_scale(all, n, today);
}

struct html timeline_track(struct arena *a, enum lang lang, const struct milestone_lines *lines, struct span_days scale,
                           int32_t today) {
    int32_t *first = arena_array(a, int32_t, lines->count), *planned = arena_array(a, int32_t, lines->count);
    int32_t *reached = arena_array(a, int32_t, lines->count);
    struct span_marks m = {.first = first, .planned = planned, .reached = reached, .late = {NO_DAY, NO_DAY}};
    if (!lines->count) return HTML("");
    for (size_t i = 0; i < lines->count; i++) {
        const struct milestone_line *line = &lines->at[i];
        int32_t plan = line->row->plan_day, plan_first = line->row->first_plan_day;
        if (plan != NO_DAY) planned[m.planned_count++] = plan;
        if (plan_first != NO_DAY && plan_first != plan) first[m.first_count++] = plan_first;
        if (line->reached_day != NO_DAY) reached[m.reached_count++] = line->reached_day;
        if (line->state == MILESTONE_OVERDUE) m.late = (struct span_days){plan, today};
    }
    return svg_span_row(a, milestones_said(a, lines, today).in[lang], scale, &m, today);
}

/* -- the rows -- */

static void milestones_view(const struct timeline *t, const struct milestone_lines *lines, struct timeline_row *v) {
    struct arena *a = t->q->a;
    struct timeline_milestone *views = arena_array(a, struct timeline_milestone, lines->count);
    for (size_t i = 0; i < lines->count; i++) {
        const struct milestone_line *line = &lines->at[i];
        const struct milestone *row = line->row;
        views[i] = (struct timeline_milestone){
            .milestone = line->name, .state = milestone_state_key(line->state), .first_plan_day = row->first_plan_day,
            .plan_day = row->plan_day, .is_moved = row->first_plan_day != row->plan_day, .actual_day = line->reached_day,
            .late_days = line->late_days, .reason = row->reason, .says = milestone_says(a, line, t->today)};
    }
    v->milestones = views;
    v->milestones_count = lines->count;
}

/* What is to come next, in words; overdue if it is. */
static void next_view(const struct timeline *t, const struct milestone_lines *lines, struct timeline_row *v) {
    v->next = v->next_says = both_text("");
    v->next_day = NO_DAY;
    if (!lines->next) return;
    v->next = lines->next->name;
    v->next_day = lines->next->row->plan_day;
    v->next_says = milestone_says(t->q->a, lines->next, t->today);
    v->is_overdue = lines->next->late_days != NO_INT;
}

static struct timeline_row row_view(const struct timeline *t, size_t i) {
    const struct position *p = t->as->p;
    const struct chunk *c = board_chunk(p->board, t->rows[i]);
    int at = t->rows[i] % CHUNK_ROWS;
    const struct milestone_lines *lines = &t->lines[i];
    struct timeline_row v = {
        .id = c->project_id[at], .platform_no = chunk_number(c, at), .code = *chunk_code(c, at) ? chunk_code(c, at) : NULL,
        .name = chunk_name(c, at), .href = project_href(t->as, c->project_id[at]),
        .light = light_key(lights_at(p->lights, t->rows[i], t->as->month)),
        .area = dictionary_name(&p->board->areas, c->area[at]), .field = dictionary_name(&p->board->fields, c->field[at]),
        .milestones_total = (int64_t)lines->count, .milestones_reached = (int64_t)lines->reached,
        .milestones_overdue = (int64_t)lines->overdue, .track = timeline_track(t->q->a, t->q->lang, lines, t->scale, t->today)};
    milestones_view(t, lines, &v);
    next_view(t, lines, &v);
    return v;
}

static enum err rows_fill(struct timeline *t, struct timeline_view *v) {
    struct milestone_kinds kinds;
    struct arena *a = t->q->a;
    bool is_now = t->as->known_day == NO_DAY;
    try(milestone_kinds_load(t->q->tx, &kinds));
    t->lines = arena_array(a, struct milestone_lines, t->count);
    for (size_t i = 0; i < t->count; i++) try(timeline_lines(t->q, a, t->as, &kinds, t->rows[i], &t->lines[i]));
    t->scale = timeline_scale(a, t->lines, t->count, t->today);
    struct timeline_row *views = arena_array(a, struct timeline_row, t->count);
    for (size_t i = 0; i < t->count; i++) {
        views[i] = row_view(t, i);
        v->has_milestones = v->has_milestones || views[i].milestones_count > 0;
    }
    v->rows = views;
    v->rows_count = t->count;
    v->axis_wide = svg_span_axis(a, t->q->lang, t->scale, t->today, is_now, SPANS_WIDE);
    v->axis_narrow = svg_span_axis(a, t->q->lang, t->scale, t->today, is_now, SPANS_NARROW);
    return OK;
}

/* -- the page -- */

enum err timeline_page(struct req *q) {
    struct asked as;
    try(asked_read(q, &as));
    struct list_answer answer = list_answer(q, &as);
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return timeline_export(q, &as, &answer.shown);
    struct list_page page = list_page(q, &as, &answer.shown);
    struct timeline t = {.q = q, .as = &as, .today = as.p->known_day, .rows = page.rows, .count = page.count};
    struct timeline_view v = {
        .total = answer.shown.count, .page = page.page, .month = as.month, .today = t.today,
        .scope = both_word(levels_word(as.level)), .pager = page.pager, .filters = list_filters(q, &as),
        .is_filtered = list_is_filtered(q), .clear_href = addr_text(asked_addr(q, &as, "/timeline")),
        .csv_href = list_here_as(q, ".csv"), .xlsx_href = list_here_as(q, ".xlsx"), .json_href = list_here_as(q, ".json"),
        .list_href = list_elsewhere(q, &as, "/projects")};
    v.tabs = list_tabs(q, &answer, &v.tabs_count);
    try(rows_fill(&t, &v));
    return req_view(q, &timeline_view, &v);
}
