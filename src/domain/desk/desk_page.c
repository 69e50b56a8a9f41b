/* My desk: for a unit, what its projects owe and what came back; for a checker, what waits. */
#include "base/text.h"
#include "desk_view.h"
#include "domain/desk/inbox.h"
#include "domain/dispatch/task.h"

enum { PROJECTS_MAX = 300 };

struct todo {
    struct inbox box;
    struct desk_row *rows;
    int32_t *due; /* of each row, to sort by */
    size_t count;
};

static enum err waiting_fill(struct todo *t, struct desk_view *v) {
    struct req *q = t->box.q;
    unsigned held = desk_seats_held(q) & ~(1u << DESK_UNIT);
    struct desk_waiting *list = arena_array(q->a, struct desk_waiting, DESK_COUNT);
    for (unsigned d = 0; d < DESK_COUNT; d++) {
        if (!(held >> d & 1)) continue;
        list[v->waiting_count++] = (struct desk_waiting){
            .desk = desk_key(d), .desk_name = both_word(desk_word(d)), .count = inbox_count(&t->box, d),
            .href = arena_printf(q->a, "/desk/inbox?desk=%s", desk_key(d))};
    }
    v->waiting = list;
    return OK;
}

/* -- a unit's projects -- */

static enum err state_fill(struct todo *t, int64_t project_id, struct period period, struct desk_row *row, bool *ret_is_over) {
    struct req *q = t->box.q;
    struct report_of_period_row found;
    struct report r;
    struct steps_of_report_row *steps;
    size_t count;
    bool has;
    *ret_is_over = false;
    row->is_mine = true;
    row->state_name = both_word(W_desk_not_begun);
    try(report_of_period(q->tx, project_id, period.to_day, period_kind_key(period.kind), &found, &has));
    if (!has) return OK;
    try(report_get(q->tx, found.id, &r));
    enum report_state state = report_state_read(r.state);
    row->state = r.state;
    row->state_name = report_state_said(q->a, &r);
    row->is_mine = desk_read(r.desk) == DESK_UNIT;
    *ret_is_over = state == REPORT_ACCEPTED;
    if (state != REPORT_RETURNED || !row->is_mine) return OK;
    try(steps_of_report(q->tx, r.id, &steps, &count));
    if (count && steps[count - 1].reason) row->back_reason = steps[count - 1].reason;
    return OK;
}

/* One period of one project, if its lists ask for it and it can be reported by now. */
static enum err period_look(struct todo *t, int row, struct period period) {
    struct inbox *box = &t->box;
    struct req *q = box->q;
    struct position *p;
    struct desk_due due;
    bool is_over;
    int64_t id = board_chunk(box->p->board, row)->project_id[row % CHUNK_ROWS];
    try(inbox_position(box, period, &p));
    int there = board_row(p->board, id);
    if (there < 0) return OK;
    try(desk_due_of(q->tx, &box->calendar, p, there, period, box->today, &due));
    if (!due.rule || due.clock == CLOCK_NOT_OPEN) return OK;
    const struct chunk *c = board_chunk(p->board, there);
    struct desk_row view = {
        .project_id = id, .project_name = chunk_name(c, there % CHUNK_ROWS),
        .light = light_key(lights_at(p->lights, there, period_month(period))),
        .project_href = arena_printf(q->a, "/projects/%lld", (long long)id), .period = period_address(q->a, period),
        .area = dictionary_name(&p->board->areas, c->area[there % CHUNK_ROWS]), .period_name = period_name(q->a, period),
        .href = desk_href(q->a, id, period, ""), .due_day = due.clocks.due_day, .clock = clock_key(due.clock),
        .left = desk_left(q, p, &due, box->today), .back_reason = ""};
    try(state_fill(t, id, period, &view, &is_over));
    if (is_over || (due.clock == CLOCK_LOCKED && !view.state)) return OK;
    t->due[t->count] = due.clocks.due_day;
    t->rows[t->count++] = view;
    return OK;
}

/* The period that is going on and the one before it: what is older is late beyond any desk. */
static enum err project_look(struct todo *t, int row) {
    for (unsigned kind = 0; kind < PERIOD_KINDS; kind++) {
        struct period now = period_of(kind, t->box.today), before = period_before(now);
        try(period_look(t, row, before));
        try(period_look(t, row, now));
    }
    return OK;
}

/* Few rows, so that the plainest way to sort will do; what is for the unit to do comes first, then by due day. */
static void sort_rows(struct todo *t) {
    for (size_t i = 1; i < t->count; i++) {
        struct desk_row row = t->rows[i];
        int32_t due = t->due[i];
        size_t k = i;
        for (; k > 0; k--) {
            bool is_first = t->rows[k - 1].is_mine != row.is_mine ? t->rows[k - 1].is_mine : t->due[k - 1] <= due;
            if (is_first) break;
            t->rows[k] = t->rows[k - 1];
            t->due[k] = t->due[k - 1];
        }
        t->rows[k] = row;
        t->due[k] = due;
    }
}

static enum err rows_fill(struct todo *t, struct desk_view *v) {
    struct inbox *box = &t->box;
    struct arena *a = box->q->a;
    size_t room = (size_t)PROJECTS_MAX * PERIOD_KINDS * 2;
    t->rows = arena_array(a, struct desk_row, room);
    t->due = arena_array(a, int32_t, room);
    for (int row = 0; row < box->p->board->rows; row++) {
        if (!desk_sits(&box->seats, DESK_UNIT, row)) continue;
        v->projects++;
        if (v->projects <= PROJECTS_MAX) try(project_look(t, row));
    }
    sort_rows(t);
    v->rows = t->rows;
    v->rows_count = t->count;
    v->has_more = v->projects > PROJECTS_MAX;
    return OK;
}

/* What meetings gave: a promise is on the desk of whoever is to keep it. */
static enum err tasks_fill(struct todo *t, struct desk_view *v) {
    struct req *q = t->box.q;
    struct task_mine *mine;
    try(tasks_mine(q->tx, q->who.reach, t->box.today, &mine, &v->tasks_count));
    struct desk_task *at = arena_array(q->a, struct desk_task, v->tasks_count);
    for (size_t i = 0; i < v->tasks_count; i++)
        at[i] = (struct desk_task){mine[i].id, mine[i].text, mine[i].due_day, mine[i].is_over, mine[i].left,
                                   arena_printf(q->a, "/tasks/%lld", (long long)mine[i].id)};
    v->tasks = at;
    return OK;
}

enum err desk_page(struct req *q) {
    struct todo t = {.count = 0};
    struct desk_view v = {0};
    try(inbox_load(q, &t.box));
    v.today = day_print(q->a, t.box.today);
    v.is_unit = desk_seats_held(q) >> DESK_UNIT & 1;
    try(waiting_fill(&t, &v));
    try(tasks_fill(&t, &v));
    if (v.is_unit) try(rows_fill(&t, &v));
    return req_view(q, &desk_view, &v);
}
