#include "domain/stats/sight.h"
#include "domain/people/app.h"
#include "domain/stats/position.h"

static void drop(void *p) { position_drop(p); }

/* The board rights are read from: the one of now. */
static enum err present_board(struct req *q, const struct board **ret) {
    struct settings settings;
    struct position *p;
    int64_t entry;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    try(tx_last_entry(q->tx, &entry));
    try(position_any(q->app->positions, q->tx, entry, day_of_ms(q->now_ms, settings.time_zone_min), &p));
    arena_defer(q->a, drop, p);
    *ret = p->board;
    return OK;
}

enum err sight_as(struct req *q, unsigned roles, const struct scope **ret) {
    const struct reach *reach = q->who.reach;
    must(reach != NULL);
    for (size_t i = 0; i < reach->count; i++) {
        if (reach->seats[i].kind != REACH_EVERYTHING || !(reach->seats[i].role & roles)) continue;
        *ret = scope_everything();
        return OK;
    }
    const struct board *present;
    try(present_board(q, &present));
    *ret = scope_of(q->a, reach, roles, present);
    return OK;
}

enum err sight_of(struct req *q, const struct scope **ret) { return sight_as(q, ROLE_ALL, ret); }

enum err sight_sees(struct req *q, int64_t project_id, bool *ret_sees) {
    const struct scope *s;
    try(sight_of(q, &s));
    *ret_sees = scope_sees(q->a, s, project_id);
    return OK;
}
