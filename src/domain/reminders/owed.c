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
        int row = board_row(w->reports.p->board, r.project_id);
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

enum err owing_load(struct owing *w, struct position_cache *positions, int64_t now_ms) {
    try(duty_owed_at(w->a, w->t, positions, now_ms, scope_everything(), &w->reports));
    for (enum desk desk = DESK_AREA; desk < DESK_COUNT; desk++) try(desk_load(w, desk));
    return OK;
}

/* -- a unit's reports -- */

static bool is_seen(const uint64_t *rows, int row) { return !rows || (rows[row / 64] >> row % 64 & 1); }

static void note(struct owed *o, const struct owing *w, const struct duty_owed *r) {
    bool is_late = r->due_day < w->today, is_today = r->due_day == w->today, is_back = r->state == DUTY_RETURNED;
    if (!is_back && r->due_day > w->today + DIGEST_SOON_DAYS) return;
    o->late += is_late;
    o->today += is_today;
    o->soon += !is_late && !is_today;
    o->back += is_back;
    o->n++;
    if (o->shown == DIGEST_LINES_MAX) return;
    o->reports[o->shown++] = (struct owed_report){r->project_name, r->period, r->due_day, is_late, is_back};
}

static void reports_look(struct owing *w, const struct reach *reach, struct owed *o) {
    const struct board *b = w->reports.p->board;
    if (!(reach->roles & desk_roles(DESK_UNIT))) return;
    const uint64_t *rows = scope_rows(w->a, scope_of(w->a, reach, desk_roles(DESK_UNIT), b), b);
    for (size_t i = 0; i < w->reports.count; i++) {
        const struct duty_owed *r = &w->reports.at[i];
        if (is_seen(rows, r->row) && r->state != DUTY_LOCKED) note(o, w, r); /* what is locked the unit can only ask for */
    }
}

/* -- what lies at one's desks -- */

static void desks_look(struct owing *w, const struct reach *reach, struct owed *o) {
    const struct board *b = w->reports.p->board;
    for (enum desk desk = DESK_AREA; desk < DESK_COUNT; desk++) {
        if (!(reach->roles & desk_roles(desk)) || !w->desks[desk].count) continue;
        const uint64_t *rows = scope_rows(w->a, scope_of(w->a, reach, desk_roles(desk), b), b);
        for (size_t i = 0; i < w->desks[desk].count; i++) o->waiting[desk] += is_seen(rows, w->desks[desk].rows[i]);
        o->n += o->waiting[desk];
    }
}

void owed_by(struct owing *w, const struct reach *reach, struct owed *ret) {
    *ret = (struct owed){.n = 0};
    reports_look(w, reach, ret);
    desks_look(w, reach, ret);
}
