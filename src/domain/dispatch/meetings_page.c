/* Meetings to come and meetings that were. */
#include "base/text.h"
#include "domain/dispatch/dispatch_inside.h"
#include "meetings_view.h"

enum { MEETINGS_SHOWN = 60, COMING_OF_WEEK = 3 };

/* -- to come, by the calendar -- */

struct coming {
    struct req *q;
    struct calendar calendar;
    int weekday;
    struct meetings_coming *at;
    size_t count;
};

static enum err coming_add(struct coming *c, enum meeting_kind kind, int32_t from, int32_t *ret_day) {
    struct meeting_of_period_row there;
    bool has;
    struct arena *a = c->q->a;
    const char *period = meeting_next(a, &c->calendar.days, kind, c->weekday, from, ret_day);
    try(meeting_of_period(c->q->tx, meeting_kind_key(kind), period, &there, &has));
    if (has) return OK;
    const struct meeting row = {.kind = meeting_kind_key(kind), .period = period};
    bool is_moved_on = kind == MEETING_WEEK && weekday_of(*ret_day) != c->weekday;
    c->at[c->count++] = (struct meetings_coming){row.kind, period, meeting_name(a, &row), *ret_day, is_moved_on};
    return OK;
}

static enum err coming_fill(struct req *q, int32_t today, struct meetings_view *v) {
    struct coming c = {.q = q, .at = arena_array(q->a, struct meetings_coming, COMING_OF_WEEK + MEETING_KINDS)};
    int32_t day = today;
    try(calendar_now(q->tx, &c.calendar));
    try(meeting_weekday(q->tx, &c.weekday));
    for (int i = 0; i < COMING_OF_WEEK; i++, day++) try(coming_add(&c, MEETING_WEEK, day, &day));
    try(coming_add(&c, MEETING_MONTH, today, &day));
    try(coming_add(&c, MEETING_QUARTER, today, &day));
    v->coming = c.at;
    v->coming_count = c.count;
    return OK;
}

/* -- those that have a row -- */

static enum err tasks_count(struct req *q, const struct dispatch_reader *r, struct meetings_row *row) {
    struct tasks_of_meeting_row *tasks;
    size_t count;
    try(tasks_of_meeting(q->tx, row->meeting_id, &tasks, &count));
    for (size_t i = 0; i < count; i++) {
        if (!dispatch_sees_task(q, r, tasks[i].project_id, tasks[i].unit_id, tasks[i].post_id)) continue;
        row->decided++;
        row->done += !text_eq(tasks[i].state, "open");
        row->over += task_is_over(tasks[i].state, tasks[i].due_day, r->today);
    }
    return OK;
}

static enum err rows_fill(struct req *q, const struct dispatch_reader *r, struct meetings_view *v) {
    struct meetings_newest_row *rows;
    size_t count;
    try(meetings_newest(q->tx, MEETINGS_SHOWN, &rows, &count));
    struct meetings_row *at = arena_array(q->a, struct meetings_row, count);
    for (size_t i = 0; i < count; i++) {
        const struct meeting m = {.id = rows[i].id, .kind = rows[i].kind, .period = rows[i].period, .title = rows[i].title};
        enum meeting_state state = meeting_state_read(rows[i].state);
        bool sees;
        try(dispatch_sees_meeting(q, r, &m, &sees));
        if (!sees) continue;
        struct meetings_row *row = &at[v->rows_count++];
        *row = (struct meetings_row){
            .meeting_id = rows[i].id, .name = meeting_name(q->a, &m), .state = rows[i].state,
            .state_name = both_word(meeting_state_word(state)), .is_next = state < MEETING_HELD,
                .planned_day = rows[i].planned_day,
            .meeting_day = rows[i].meeting_day, .reason = rows[i].reason ? rows[i].reason : "",
            .is_moved = rows[i].meeting_day != rows[i].planned_day, .href = meeting_href(q, rows[i].id)};
        try(tasks_count(q, r, row));
    }
    v->rows = at;
    return OK;
}

static void form_fill(struct req *q, struct meetings_view *v) {
    struct part_choice_view *levels = arena_array(q->a, struct part_choice_view, 2);
    levels[0] = (struct part_choice_view){.value = "key", .label = both_word(W_level_key)};
    levels[1] = (struct part_choice_view){.value = "platform", .label = both_word(W_level_platform)};
    v->inputs_title = edit_input(q, "title", W_dispatch_call_title, "");
    v->inputs_day = edit_day(q, "day", W_dispatch_day, NO_DAY);
    v->inputs_level = edit_select(q, "level", W_dispatch_level, levels, 2, "key");
    struct meetings_fault *faults = arena_array(q->a, struct meetings_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct meetings_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
}

enum err meetings_page(struct req *q) {
    struct dispatch_reader r;
    struct meetings_view v = {0};
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, 2);
    try(dispatch_reader_of(q, &r));
    v.may_run = r.may_run;
    try(coming_fill(q, r.today, &v));
    try(rows_fill(q, &r, &v));
    tabs[0] = (struct part_tab_view){.label = both_word(W_dispatch_meetings), .count = NO_INT, .light = "",
                                     .href = "/dispatch", .is_here = true};
    tabs[1] = (struct part_tab_view){.label = both_word(W_tasks_title), .count = NO_INT, .light = "", .href = "/tasks"};
    v.tabs = tabs, v.tabs_count = 2;
    form_fill(q, &v);
    return req_view(q, &meetings_view, &v);
}

/* -- opening one -- */

enum err meeting_open_post(struct req *q) {
    struct meeting m;
    try(meeting_open(q->tx, (enum meeting_kind)req_choice(q, "kind"), req_text(q, "period"), &q->faults, &m));
    return req_redirect(q, meeting_href(q, m.id));
}

enum err meeting_call_post(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    const char *level = *req_text(q, "level") ? req_text(q, "level") : "key";
    try(dispatch_reader_of(q, &r));
    try(meeting_call(q->tx, req_text(q, "title"), level, req_day(q, "day"), r.today, &q->faults, &m));
    req_notice(q, W_notice_saved);
    return req_redirect(q, meeting_href(q, m.id));
}
