/* Whose pack is to be made by a day: the meetings from which no worked day parts it. */
#include "base/day.h"
#include "base/text.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/people/setting.h"

enum { AHEAD_DAYS = 40, DUE_MAX = 32 };

struct due {
    struct tx *t;
    struct calendar calendar;
    int weekday;
    int32_t today;
    struct meeting *at;
    size_t count;
};

static bool is_eve(const struct due *d, int32_t meeting_day) {
    return meeting_day >= d->today && workdays_add(&d->calendar.days, meeting_day, -1) <= d->today;
}

/* Rows that wait: prepared, moved, called for. */
static enum err rows_add(struct due *d, enum meeting_kind kind) {
    struct meetings_of_kind_row *rows;
    size_t count;
    try(meetings_of_kind(d->t, meeting_kind_key(kind), d->today, d->today + AHEAD_DAYS, &rows, &count));
    for (size_t i = 0; i < count && d->count < DUE_MAX; i++) {
        struct meeting m;
        if (!is_eve(d, rows[i].meeting_day)) continue;
        try(meeting_get(d->t, rows[i].id, &m));
        if (meeting_state_read(m.state) != MEETING_PLANNED) continue;
        meeting_row_copy(tx_arena(d->t), &m);
        d->at[d->count++] = m;
    }
    return OK;
}

/* Those by the calendar that have no row: of an eve before days off there may be more than the next one. */
static enum err planned_add(struct due *d, enum meeting_kind kind) {
    for (int32_t from = d->today, day; d->count < DUE_MAX; from = day + 1) {
        struct meeting_of_period_row there;
        bool has;
        const char *period = meeting_next(tx_arena(d->t), &d->calendar.days, kind, d->weekday, from, &day);
        if (!is_eve(d, day)) break;
        try(meeting_of_period(d->t, meeting_kind_key(kind), period, &there, &has));
        if (has) continue;
        struct meeting m = meeting_empty;
        m.kind = meeting_kind_key(kind), m.period = period, m.level = "key", m.meeting_day = day;
        m.id = NO_INT;
        d->at[d->count++] = m;
    }
    return OK;
}

enum err meetings_due(struct tx *t, int32_t today, struct meeting **ret, size_t *ret_count) {
    struct due d = {.t = t, .today = today, .at = arena_array(tx_arena(t), struct meeting, DUE_MAX)};
    try(calendar_now(t, &d.calendar));
    try(meeting_weekday(t, &d.weekday));
    for (enum meeting_kind kind = MEETING_WEEK; kind < MEETING_KINDS; kind++) {
        try(rows_add(&d, kind));
        if (kind != MEETING_EXTRA) try(planned_add(&d, kind));
    }
    *ret = d.at;
    *ret_count = d.count;
    return OK;
}

enum err meeting_freeze_due(struct tx *t, struct position_cache *cache, struct meeting *m, int32_t today, struct faults *faults) {
    struct pack_asked asked;
    try(freeze_asked(t, cache, m, today, &asked)); /* before anything is put: a position belongs to a committed entry */
    if (m->id == NO_INT) try(meeting_open(t, meeting_kind_read(m->kind), m->period, faults, m));
    return meeting_freeze(t, m, m->version, &asked, faults);
}

/* In an arena of its own: a pack looks at all there is. */
static enum err freeze_one(struct store *s, struct position_cache *cache, struct meeting *m, int32_t today, struct arena *a) {
    struct entry_note note = {0, "dispatch_freeze", "", 0};
    struct faults faults = {.count = 0};
    struct tx *t;
    try(store_write(s, a, &note, &t));
    enum err e = meeting_freeze_due(t, cache, m, today, &faults);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e == ERR_INVALID && faults.count) return arena_fail(a, e, "%s / %s", faults.at[0].text.in[ZH], faults.at[0].text.in[EN]);
    return e;
}

enum err packs_freeze_due(struct store *s, struct arena *a, struct position_cache *cache, int64_t now_ms,
                          void (*made)(void *told, const struct meeting *m), void *told) {
    struct meeting *due;
    size_t count;
    struct tx *t;
    int32_t today;
    try(store_read(s, a, &t));
    enum err e = settings_today(t, now_ms, &today);
    if (e == OK) e = meetings_due(t, today, &due, &count);
    tx_end(t);
    for (size_t i = 0; e == OK && i < count; i++) {
        struct arena *own = arena_new((size_t)1 << 30);
        e = freeze_one(s, cache, &due[i], today, own);
        bool was_quicker = e == ERR_RETRY || e == ERR_CONFLICT; /* another server: it is frozen, or due the next time */
        if (e == OK) made(told, &due[i]);
        else if (was_quicker) e = OK;
        else if (arena_failure(own)) (void)!arena_fail(a, e, "%s", arena_failure(own));
        arena_done(own);
    }
    return e;
}
