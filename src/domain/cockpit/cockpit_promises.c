/* A promise is a task and the day it was decided with. It is kept if it was reported done by that day; put off or done
 * later it is not, however good the reason. */
#include "base/text.h"
#include "cockpit_queries.h"
#include "domain/cockpit/cockpit_inside.h"
#include "domain/dispatch/task.h"
#include "dispatch_queries.h"
#include <math.h>

enum { WEEKS = 6, WEEK_DAYS = 7 };

static enum err task_shown(struct cockpit *c, const struct tasks_waiting_row *x, struct cockpit_task *ret) {
    bool is_over = x->due_day < c->today;
    *ret = (struct cockpit_task){
        .text = x->text, .owner = {{x->unit_zh, x->unit_en}}, .left = days_left(c->q->a, x->due_day, c->today),
        .is_over = is_over, .href = arena_printf(c->q->a, "/tasks/%lld", (long long)x->id)};
    return OK;
}

static bool is_theirs(const struct cockpit *c, const struct tasks_waiting_row *x) {
    const struct task task = {.unit_id = x->unit_id, .post_id = x->post_id};
    return cockpit_sees(c, x->project_id) || (c->q->who.reach && task_who(c->q->who.reach, &task) & TASK_OWNER);
}

static void promise_count(const struct cockpit *c, const struct tasks_waiting_row *x, int32_t first_monday,
                          struct cockpit_week *weeks) {
    int week = (x->first_due_day - first_monday) / WEEK_DAYS;
    if (x->first_due_day < first_monday || week >= WEEKS) return;
    bool is_kept = x->done_day != NO_DAY && x->done_day <= x->first_due_day && !text_eq(x->state, "open");
    weeks[week].promised++;
    weeks[week].kept += is_kept;
    weeks[week].broken += !is_kept && x->first_due_day < c->today;
}

static enum err decided_fill(struct cockpit *c, int32_t monday) {
    struct decisions_between_row *rows;
    size_t count;
    try(decisions_between(c->q->tx, monday, monday + WEEK_DAYS - 1, &rows, &count));
    for (size_t i = 0; i < count; i++) c->v.decided_week += cockpit_sees(c, rows[i].project_id);
    return OK;
}

enum err cockpit_promises_fill(struct cockpit *c) {
    struct tasks_waiting_row *rows;
    size_t count;
    struct arena *a = c->q->a;
    struct cockpit_view *v = &c->v;
    int32_t monday = c->today - weekday_of(c->today) + 1, first_monday = monday - (WEEKS - 1) * WEEK_DAYS;
    struct cockpit_week *weeks = arena_array(a, struct cockpit_week, WEEKS);
    struct cockpit_task *tasks = arena_array(a, struct cockpit_task, COCKPIT_LINES);
    try(tasks_waiting(c->q->tx, first_monday, &rows, &count)); /* by the day they are due */
    for (int i = 0; i < WEEKS; i++) {
        weeks[i] = (struct cockpit_week){.week = cockpit_week(a, first_monday + i * WEEK_DAYS), .href = "/tasks?whose=all"};
    }
    for (size_t i = 0; i < count; i++) {
        const struct tasks_waiting_row *x = &rows[i];
        if (!is_theirs(c, x)) continue;
        promise_count(c, x, first_monday, weeks);
        if (!text_eq(x->state, "open")) continue;
        v->tasks_open++;
        v->tasks_over += x->due_day < c->today;
        if (v->tasks_count < COCKPIT_LINES) try(task_shown(c, x, &tasks[v->tasks_count++]));
    }
    for (int i = 0; i < WEEKS; i++) {
        int64_t over = weeks[i].kept + weeks[i].broken;
        weeks[i].kept_rate = over ? 100.0 * (double)weeks[i].kept / (double)over : NAN;
    }
    const struct cockpit_week *now = &weeks[WEEKS - 1];
    v->promised_week = now->promised, v->kept_week = now->kept, v->broken_week = now->broken;
    v->weeks = weeks, v->weeks_count = WEEKS;
    v->tasks = tasks;
    v->tasks_href = "/tasks?whose=all&state=open";
    v->tasks_over_href = "/tasks?whose=all&state=over";
    return decided_fill(c, monday);
}
