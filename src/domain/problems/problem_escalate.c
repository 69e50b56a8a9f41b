/* Problems that are past their day go up the ladder: what holds on a day is computed, what is new of it is written and told. */
#include "domain/problems/problem_inside.h"
#include "base/text.h"
#include "domain/calendar/reporting.h"
#include "domain/people/setting.h"

struct climb {
    struct tx *t;
    int32_t today;
    int64_t now_ms;
    struct calendar calendar;
    struct ladder ladder;
    struct problems_escalated *ret;
};

/* The first day on which a problem was late by so many working days that count. */
static int32_t reached_day(const struct climb *c, const struct problem *p, const struct clock_stop *stops, size_t count,
                           int late) {
    int32_t day = p->due_day + 1;
    while (day < c->today && problem_days_late(&c->calendar.days, p->due_day, stops, count, day) < late) day++;
    return day;
}

static enum err rung_write(struct climb *c, struct problem *p, enum ladder_rung rung, int32_t day) {
    struct problem_step row = problem_step_empty;
    int64_t told;
    row.problem_id = p->id;
    row.project_id = p->project_id;
    row.action = problem_action_key(PROBLEM_DO_ESCALATE);
    row.from_state = row.to_state = p->state;
    row.day = day;
    row.unit_id = p->unit_id;
    row.rung = rung;
    try(problem_step_put(c->t, &row, 0));
    const struct problem_telling telling = {.t = c->t, .p = p, .today = c->today, .now_ms = c->now_ms, .due_day = day};
    try(problem_tell_rung(&telling, rung, &told));
    c->ret->escalated++;
    c->ret->told += told;
    return OK;
}

/* Each rung it passed since the last time, one after the other: of a missed night nobody is left out. */
static enum err climb_one(struct climb *c, int64_t id) {
    struct problem p;
    struct clock_stop *stops;
    size_t count;
    try(problem_get(c->t, id, &p));
    problem_row_copy(tx_arena(c->t), &p);
    try(problem_stops_known(c->t, &p, &stops, &count));
    int late = problem_days_late(&c->calendar.days, p.due_day, stops, count, c->today);
    enum ladder_rung holds = ladder_rung_at(&c->ladder, (int)p.level, late);
    enum ladder_rung stands = p.rung == NO_INT ? RUNG_NONE : (enum ladder_rung)p.rung;
    if (holds <= stands) return OK;
    p.rung = holds;
    try(problem_put(c->t, &p, p.version));
    for (enum ladder_rung rung = stands + 1; rung <= holds; rung++) {
        if (rung < holds && c->ladder.days[p.level][rung] == 0) continue; /* a rung without days is passed over */
        int32_t day = reached_day(c, &p, stops, count, ladder_reaches(&c->ladder, (int)p.level, rung));
        try(rung_write(c, &p, rung, day));
    }
    return OK;
}

enum err problems_escalate(struct tx *t, int32_t today, int64_t now_ms, struct problems_escalated *ret) {
    struct problems_running_row *rows;
    size_t count;
    struct climb c = {.t = t, .today = today, .now_ms = now_ms, .ret = ret};
    *ret = (struct problems_escalated){0};
    try(calendar_now(t, &c.calendar));
    try(ladder_on(t, today, &c.ladder));
    try(problems_running(t, today, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        ret->looked_at++;
        try(climb_one(&c, rows[i].id));
    }
    return OK;
}

enum err problems_escalate_night(struct store *s, struct arena *a, int32_t day, int64_t now_ms,
                                 struct problems_escalated *ret) {
    const struct entry_note note = {.kind = "problem_escalate", .reason = "", .clock_ms = now_ms};
    struct tx *t;
    try(store_write(s, a, &note, &t));
    enum err e = day == NO_DAY ? settings_today(t, now_ms, &day) : OK;
    if (e == OK) e = problems_escalate(t, day, now_ms, ret);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}
