#include "app/moment.h"
#include "base/day.h"
#include "overview_queries.h"
#include "store/journal.h"

static enum err last_month(struct tx *t, int64_t entry, int32_t known_day, int32_t *ret_month) {
    struct last_reported_month_row row;
    bool has;
    int32_t latest = month_of_day(known_day);
    try(last_reported_month(t, entry, latest, &row, &has));
    *ret_month = has ? row.to_month : latest;
    return OK;
}

enum err moment_at(struct tx *t, int32_t known_day, int32_t month, struct moment *ret) {
    struct settings settings;
    struct moment m = {.known_day = known_day, .month = month};
    try(settings_now(t, &settings));
    try(tx_last_entry(t, &m.entry));
    m.zone_min = settings.time_zone_min;
    int32_t today = day_of_ms(now_ms(), m.zone_min);
    if (m.known_day == NO_DAY || m.known_day > today) m.known_day = today;
    else try(journal_at(t, ms_of_day(m.known_day + 1, m.zone_min) - 1, &m.entry));
    if (m.month == NO_MONTH) try(last_month(t, m.entry, m.known_day, &m.month));
    *ret = m;
    return OK;
}

enum err moment_read(struct call *c, struct tx *t, struct moment *ret) {
    return moment_at(t, call_day(c, "known"), call_month(c, "month"), ret);
}

static void cache_done(void *cache) { position_cache_done(cache); }
static void drop(void *position) { position_drop(position); }

enum err moment_position(struct call *c, struct tx *t, const struct moment *m, struct position **ret) {
    struct position_cache *cache = position_cache_new(1);
    arena_defer(c->a, cache_done, cache);
    try(position_get(cache, t, m->entry, m->known_day, month_year(m->month), ret));
    arena_defer(c->a, drop, *ret);
    return OK;
}
