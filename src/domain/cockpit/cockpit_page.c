/* The cockpit and the leader's page: one struct, filled once, shown in two sizes. */
#include "domain/cockpit/cockpit_inside.h"
#include "base/text.h"
#include "domain/calendar/reporting.h"
#include "domain/dispatch/meeting.h"
#include "leader_view.h"
#include "web/web.h"
#include <string.h>

int cockpit_week(struct arena *a, int32_t day) {
    int64_t week = 0;
    bool is_read = text_int(strchr(meeting_period(a, MEETING_WEEK, day), 'W') + 1, 1, 53, &week);
    must(is_read);
    return (int)week;
}

bool cockpit_sees(const struct cockpit *c, int64_t project_id) {
    if (c->as.scope->everything) return true;
    int row = project_id == NO_INT ? -1 : board_row(c->as.p->board, project_id);
    return row >= 0 && (!c->seen || (c->seen[row / 64] >> row % 64 & 1));
}

static void moment_fill(struct cockpit *c) {
    struct req *q = c->q;
    int zone = c->as.p->settings.time_zone_min;
    int64_t minute = (q->now_ms - ms_of_day(c->today, zone)) / 60000;
    struct cockpit_view *v = &c->v;
    v->city = (struct both){{c->as.p->settings.city_zh, c->as.p->settings.city_en}};
    v->today = c->today;
    v->now = both_text(arena_printf(q->a, "%02d:%02d", (int)(minute / 60), (int)(minute % 60)));
    v->day_name = day_and_weekday(q->a, c->today);
    v->week = cockpit_week(q->a, c->today);
    v->live_href = "/cockpit/live";
    v->board_href = addr_text(asked_addr(q, &c->as, "/board"));
    v->cockpit_href = addr_text(asked_addr(q, &c->as, "/cockpit"));
    v->leader_href = addr_text(asked_addr(q, &c->as, "/leader"));
}

static enum err cockpit_load(struct req *q, struct cockpit *c) {
    *c = (struct cockpit){.q = q};
    try(asked_now(q, &c->as));
    c->today = day_of_ms(q->now_ms, c->as.p->settings.time_zone_min);
    c->seen = scope_rows(q->a, c->as.scope, c->as.p->board);
    moment_fill(c);
    try(cockpit_board_fill(c));
    try(cockpit_problems_fill(c));
    try(cockpit_promises_fill(c));
    cockpit_late_fill(c);
    return OK;
}

enum err cockpit_page(struct req *q) {
    struct cockpit c;
    try(cockpit_load(q, &c));
    req_screen(q, true);
    return req_view(q, &cockpit_view, &c.v);
}

enum err leader_page(struct req *q) {
    struct cockpit c;
    try(cockpit_load(q, &c));
    return req_view(q, &leader_view, &c.v);
}

enum err cockpit_live(struct req *q) { return req_stream(q); }
