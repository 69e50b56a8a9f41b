#include "domain/reminders/owed.h"
#include "base/text.h"

/* -- for everybody -- */

static enum err desk_load(struct owing *w, enum desk desk) {
    struct reports_at_desk_cursor c;
    struct reports_at_desk_row r;
    size_t room = 64, count = 0;
    int *rows = arena_array(w->a, int, room);
    bool has = false;
    try(reports_at_desk_open(w->t, desk_key(desk), &c));
    for (;;) {
        try(reports_at_desk_next(&c, &r, &has));
        if (!has) break;
        int row = board_row(w->p->board, r.project_id);
        if (row < 0) continue;
        if (count == room) {
            int *more = arena_array(w->a, int, 2 * room);
            for (size_t i = 0; i < count; i++) more[i] = rows[i];
            rows = more;
            room *= 2;
        }
        rows[count++] = row;
    }
    reports_at_desk_close(&c);
    w->desks[desk].rows = rows;
    w->desks[desk].count = count;
    return OK;
}

enum err owing_load(struct owing *w) {
    try(calendar_now(w->t, &w->calendar));
    for (enum desk desk = DESK_AREA; desk < DESK_COUNT; desk++) try(desk_load(w, desk));
    return OK;
}

/* -- a unit's reports -- */

static bool is_seen(const uint64_t *rows, int row) { return !rows || (rows[row / 64] >> row % 64 & 1); }

static void note(struct owed *o, const struct owing *w, const struct owed_report *r) {
    bool is_today = !r->is_late && r->due_day == w->today, is_soon = !r->is_late && !is_today;
    if (is_soon && !r->is_back && r->due_day > w->today + DIGEST_SOON_DAYS) return;
    o->late += r->is_late;
    o->today += is_today;
    o->soon += is_soon;
    o->back += r->is_back;
    o->n++;
    if (o->shown < DIGEST_LINES_MAX) o->reports[o->shown++] = *r;
}

static enum err period_look(struct owing *w, int64_t project_id, struct period period, struct owed *o) {
    struct position *p = month_year(period_month(period)) == w->p->year ? w->p : w->p_before;
    struct report_of_period_row found;
    struct report r;
    struct desk_due due;
    bool has;
    int row = board_row(p->board, project_id);
    if (row < 0) return OK;
    try(desk_due_of(w->t, &w->calendar, p, row, period, w->today, &due));
    bool is_open = due.rule && (due.clock == CLOCK_TIMELY || due.clock == CLOCK_LATE);
    if (!is_open) return OK;
    try(report_of_period(w->t, project_id, period.to_day, period_kind_key(period.kind), &found, &has));
    struct owed_report owed = {.project = chunk_name(board_chunk(p->board, row), row % CHUNK_ROWS), .period = period,
                               .due_day = due.clocks.due_day, .is_late = due.clock == CLOCK_LATE};
    if (has) {
        try(report_get(w->t, found.id, &r));
        if (desk_read(r.desk) != DESK_UNIT) return OK; /* on its way, or accepted */
        owed.is_back = report_state_read(r.state) == REPORT_RETURNED;
    }
    note(o, w, &owed);
    return OK;
}

static enum err reports_look(struct owing *w, const struct reach *reach, struct owed *o) {
    const struct board *b = w->p->board;
    if (!(reach->roles & desk_roles(DESK_UNIT))) return OK;
    const uint64_t *rows = scope_rows(w->a, scope_of(w->a, reach, desk_roles(DESK_UNIT), b), b);
    for (int row = 0; row < b->rows; row++) {
        if (!is_seen(rows, row)) continue;
        int64_t id = board_chunk(b, row)->project_id[row % CHUNK_ROWS];
        for (unsigned kind = 0; kind < PERIOD_KINDS; kind++) {
            struct period now = period_of(kind, w->today);
            if (month_year(period_month(now)) == w->p->year) try(period_look(w, id, now, o));
            try(period_look(w, id, period_before(now), o));
        }
    }
    return OK;
}

/* -- what lies at one's desks -- */

static void desks_look(struct owing *w, const struct reach *reach, struct owed *o) {
    const struct board *b = w->p->board;
    for (enum desk desk = DESK_AREA; desk < DESK_COUNT; desk++) {
        if (!(reach->roles & desk_roles(desk)) || !w->desks[desk].count) continue;
        const uint64_t *rows = scope_rows(w->a, scope_of(w->a, reach, desk_roles(desk), b), b);
        for (size_t i = 0; i < w->desks[desk].count; i++) o->waiting[desk] += is_seen(rows, w->desks[desk].rows[i]);
        o->n += o->waiting[desk];
    }
}

enum err owed_by(struct owing *w, const struct reach *reach, struct owed *ret) {
    *ret = (struct owed){.n = 0};
    try(reports_look(w, reach, ret));
    desks_look(w, reach, ret);
    return OK;
}
