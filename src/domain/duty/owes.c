#include "domain/duty/owes.h"
#include <stdlib.h>

struct gathering {
    struct arena *a;
    struct tx *t;
    struct position_cache *positions;
    int32_t today;
    const uint64_t *rows; /* of the scope, on the board of now; NULL: all */
    struct duty_owed_list list;
    size_t room;
};

static void drop(void *p) { position_drop(p); }

static void add(struct gathering *g, const struct duty_period *d, int row, struct duty duty) {
    struct duty_owed_list *l = &g->list;
    if (l->count == g->room) {
        struct duty_owed *more = arena_array(g->a, struct duty_owed, 2 * g->room + 64);
        for (size_t i = 0; i < l->count; i++) more[i] = l->at[i];
        l->at = more;
        g->room = 2 * g->room + 64;
    }
    const struct chunk *c = board_chunk(l->p->board, row);
    int i = row % CHUNK_ROWS;
    struct duty_days days = duty_days_at(d, row);
    l->at[l->count++] = (struct duty_owed){
        .row = row, .project_id = c->project_id[i], .project_name = chunk_name(c, i), .unit_name = chunk_unit(c, i),
        .period = d->period, .state = duty.state, .is_begun = duty_reported_at(d, row) == REPORTED_DRAFT,
        .due_day = days.due_day, .last_day = days.last_day};
}

/* The position of a period's year; boards of one entry have the same rows. */
static enum err position_for(struct gathering *g, struct period period, const struct position **ret) {
    int year = month_year(period_month(period));
    struct position *p;
    *ret = g->list.p;
    if (year == g->list.p->year) return OK;
    try(position_get(g->positions, g->t, g->list.p->entry, g->today, year, &p));
    arena_defer(g->a, drop, p);
    *ret = p;
    return OK;
}

static enum err look(struct gathering *g, struct period period) {
    const struct position *p;
    struct duty_period d;
    try(position_for(g, period, &p));
    try(duty_periods_read(g->t, p, &period, 1, &d));
    for (int row = 0; row < p->board->rows; row++) {
        if (g->rows && !(g->rows[row / 64] >> row % 64 & 1)) continue;
        struct duty duty = duty_at(&d, row);
        if (duty.state != DUTY_NONE && duty.state < DUTY_HERE) add(g, &d, row, duty);
    }
    return OK;
}

static int by_row_and_day(const void *x, const void *y) {
    const struct duty_owed *a = x, *b = y;
    if (a->row != b->row) return a->row < b->row ? -1 : 1;
    if (a->due_day != b->due_day) return a->due_day < b->due_day ? -1 : 1;
    return (a->period.kind > b->period.kind) - (a->period.kind < b->period.kind);
}

enum err duty_owed_at(struct arena *a, struct tx *t, struct position_cache *positions, int64_t now_ms,
                      const struct scope *scope, struct duty_owed_list *ret) {
    struct gathering g = {.a = a, .t = t, .positions = positions};
    struct settings settings;
    struct position *now;
    int64_t entry;
    try(settings_now(t, &settings));
    try(tx_last_entry(t, &entry));
    g.today = day_of_ms(now_ms, settings.time_zone_min);
    try(position_get(positions, t, entry, g.today, civil_of(g.today).year, &now));
    arena_defer(a, drop, now);
    g.list.p = now;
    g.rows = scope_rows(a, scope, now->board);
    for (enum period_kind kind = 0; kind < PERIOD_KINDS; kind++) {
        struct period going_on = period_of(kind, g.today);
        try(look(&g, period_before(going_on)));
        try(look(&g, going_on));
    }
    if (g.list.count) qsort(g.list.at, g.list.count, sizeof *g.list.at, by_row_and_day);
    *ret = g.list;
    return OK;
}
