#include "domain/outlook/say.h"
#include "domain/stats/figures.h"
#include "forecast_queries.h"
#include "store/journal.h"
#include <math.h>

static const double BP = 10000;

int32_t outlook_closing(const struct light_settings *s, int m) {
    int32_t last = 0;
    for (unsigned standing = 0; standing < STANDINGS; standing++)
        if (s->due.day[standing][m] >= last) last = s->due.day[standing][m] + 1;
    return last;
}

/* -- one project -- */

static int64_t id_of(const struct dictionary *d, uint16_t key) { return key == NO_KEY ? 0 : d->at[key].id; }

bool outlook_asked(const struct board *b, int row, int32_t month, struct year_asked *ret, int64_t *ret_plan_fen) {
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    int64_t plan = c->first_plan_fen[i], done = c->ytd_fen[month_index(month)][i];
    if (plan == NO_FEN || plan <= 0 || done == NO_FEN || c->role[i] == PRELIMINARY) return false;
    if (!(c->marks[i] & MARK_COUNTED) || !chunk_on_platform(c, i, month)) return false;
    *ret_plan_fen = plan;
    *ret = (struct year_asked){.month = month, .done = (double)done / (double)plan, .stage = c->stage[i],
                               .field_id = id_of(&b->fields, c->field[i]),
                               .department_id = id_of(&b->departments, c->department[0][i]),
                               .is_carried = c->role[i] == CONTINUING ||
                                             (c->actual_start_day[i] != NO_DAY && c->actual_start_day[i] < day_of(b->year, 1, 1)),
                               .finish_day = c->actual_finish_day[i] == NO_DAY ? c->planned_finish_day[i] : NO_DAY};
    return true;
}

static int64_t bp_of(double share) {
    double n = round(share * BP);
    return n > 1e12 ? (int64_t)1e12 : n < -1e12 ? (int64_t)-1e12 : (int64_t)n;
}

static const char *names_text(struct arena *a, const struct case_name *at, int count, bool is_share) {
    struct out *o = out_in(a, 0);
    for (int i = 0; i < count; i++)
        out_printf(o, "%s%lld:%d:%lld:%lld", i ? " " : "", (long long)at[i].project_id, (int)at[i].month,
                   (long long)(is_share ? bp_of(at[i].came) : (int64_t)at[i].came), (long long)bp_of(at[i].weight));
    return count ? arena_copy(a, out_text_of(o)) : NULL;
}

static void slip_fill(struct arena *a, const struct year_said *y, struct forecast *row) {
    if (!y->has_slip) return;
    row->slip_evidence = (int64_t)round(y->slip_n * 100), row->slip_bp = bp_of(y->slip);
    row->slip_low = (int64_t)y->slip_low, row->slip_middle = (int64_t)y->slip_middle, row->slip_high = (int64_t)y->slip_high;
    row->slip_names = names_text(a, y->slip_names, y->slip_name_count, false);
}

static enum err forecast_write(struct tx *t, const struct case_base *b, const struct year_asked *q, const struct year_said *y,
                               struct forecast row) {
    row.year = month_year(q->month), row.as_of_month = q->month;
    row.done_bp = bp_of(q->done), row.stage = stage_key(q->stage), row.is_carried = q->is_carried;
    if (q->field_id) row.field_id = q->field_id;
    if (q->department_id) row.department_id = q->department_id;
    row.finish_day = q->finish_day;
    row.method = y->by_similar ? "similar" : "season";
    row.is_shown = year_is_shown(b, y), row.is_percent = year_is_percent(b, y);
    row.evidence = (int64_t)round(y->n * 100);
    row.low_bp = bp_of(y->low), row.middle_bp = bp_of(y->middle), row.high_bp = bp_of(y->high);
    row.reach100_bp = bp_of(y->reach[0]), row.reach110_bp = bp_of(y->reach[1]), row.reach120_bp = bp_of(y->reach[2]);
    row.raw100_bp = bp_of(y->raw[0]), row.raw110_bp = bp_of(y->raw[1]), row.raw120_bp = bp_of(y->raw[2]);
    row.names = names_text(tx_arena(t), y->names, y->name_count, true);
    slip_fill(tx_arena(t), y, &row);
    return forecast_put(t, &row, 0);
}

/* -- a month -- */

static enum err month_say(struct tx *t, const struct position *p, int32_t month, int32_t today, bool is_late, int64_t *ret_did) {
    struct case_base base;
    struct arena *own = arena_new((size_t)1 << 30);
    enum err e = case_base_of(own, t, &forecast_law_stated, p->year, &base);
    struct case_room room = e == OK ? case_room_of(own, &base) : (struct case_room){0};
    for (int row = 0; e == OK && row < p->board->rows; row++) {
        struct year_asked q;
        struct year_said y;
        struct forecast f = forecast_empty;
        if (!outlook_asked(p->board, row, month, &q, &f.plan_fen)) continue;
        case_base_ask(&base, &room, &q, &y);
        f.project_id = board_chunk(p->board, row)->project_id[row % CHUNK_ROWS];
        f.said_day = today, f.is_late = is_late;
        e = forecast_write(t, &base, &q, &y, f);
        ++*ret_did;
    }
    if (e != OK && arena_failure(own)) (void)!arena_fail(tx_arena(t), e, "%s", arena_failure(own));
    arena_done(own);
    return e;
}

/* -- a year's end -- */

static bool lit_red(const struct lights *l, int row, int year) {
    for (int m = 0; m < YEAR_MONTHS; m++)
        if (lights_at(l, row, month_of(year, 1) + m) == RED) return true;
    return false;
}

static enum err end_write(struct tx *t, const struct position *p, int64_t project_id, int32_t today, int64_t *ret_did) {
    struct forecast_end e = forecast_end_empty;
    int row = board_row(p->board, project_id);
    if (row < 0) return OK; /* taken back since */
    const struct chunk *c = board_chunk(p->board, row);
    int i = row % CHUNK_ROWS;
    if (c->first_plan_fen[i] == NO_FEN || c->first_plan_fen[i] <= 0) return OK;
    e.project_id = project_id, e.year = p->year, e.closed_day = today;
    e.plan_fen = c->first_plan_fen[i], e.done_fen = c->ytd_fen[YEAR_MONTHS - 1][i];
    if (e.done_fen != NO_FEN) e.done_bp = bp_of((double)e.done_fen / (double)e.plan_fen);
    e.finish_day = c->actual_finish_day[i] != NO_DAY ? c->actual_finish_day[i] : c->planned_finish_day[i];
    e.was_red = lit_red(p->lights, row, p->year);
    ++*ret_did;
    return forecast_end_put(t, &e, 0);
}

static enum err year_close(struct tx *t, const struct position *p, int32_t today, int64_t *ret_did) {
    struct forecast_projects_cursor c;
    struct forecast_projects_row r;
    int64_t *ids = arena_array(tx_arena(t), int64_t, (size_t)p->board->rows + 1);
    int n = 0;
    bool has;
    try(forecast_projects_open(t, p->year, &c));
    while (true) {
        try(forecast_projects_next(&c, &r, &has));
        if (!has) break;
        if (n < p->board->rows) ids[n++] = r.project_id;
    }
    forecast_projects_close(&c);
    for (int i = 0; i < n; i++) try(end_write(t, p, ids[i], today, ret_did));
    return OK;
}

/* -- what is due -- */

/* The position as it was known at the end of a closing day; of today if that is not long ago. */
static enum err position_then(struct tx *t, struct position_cache *cache, int32_t closing, int32_t today, bool is_late, int year,
                              int zone_min, struct position **ret) {
    int64_t entry;
    *ret = NULL;
    try(tx_last_entry(t, &entry));
    if (is_late) try(journal_at(t, ms_of_day(closing + 1, zone_min) - 1, &entry));
    return entry > 0 ? position_get(cache, t, entry, is_late ? closing : today, year, ret) : OK;
}

static bool is_said(const struct forecast_months_row *rows, size_t count, int32_t month) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].as_of_month == month) return true;
    return false;
}

/* One step: a month of which nothing was said, or December, after which the year is closed. */
struct due {
    struct tx *t;
    struct position_cache *cache;
    int32_t today;
    int64_t *did;
    bool *more;
};

static enum err step_take(struct due *d, const struct position *now, int32_t month, int32_t closing, bool is_late) {
    struct position *then;
    int m = month_index(month);
    int64_t before = *d->did;
    try(position_then(d->t, d->cache, closing, d->today, is_late, now->year, now->settings.time_zone_min, &then));
    if (!then) return OK;
    enum err e = m == YEAR_MONTHS - 1 ? year_close(d->t, then, d->today, d->did)
                                      : month_say(d->t, then, month, d->today, is_late, d->did);
    position_drop(then);
    *d->more = *d->did > before;
    return e;
}

/* The first thing of a year that is left to do; nothing is said of December, which is its end. */
static enum err year_next(struct due *d, int year) {
    struct forecast_months_row *rows;
    struct forecast_year_closed_row closed;
    size_t count;
    bool is_closed;
    int64_t entry;
    struct position *now;
    int32_t january = month_of(year, 1);
    try(forecast_year_closed(d->t, year, &closed, &is_closed));
    if (is_closed) return OK;
    try(forecast_months(d->t, january, january + YEAR_MONTHS - 1, &rows, &count));
    try(tx_last_entry(d->t, &entry));
    if (entry <= 0) return OK;
    try(position_get(d->cache, d->t, entry, d->today, year, &now));
    const struct light_settings *s = &now->lights->calendar.settings;
    enum err e = OK;
    for (int m = 0; m < YEAR_MONTHS && e == OK && !*d->more; m++) {
        int32_t closing = outlook_closing(s, m), next = m + 1 < YEAR_MONTHS ? outlook_closing(s, m + 1) : closing + 31;
        bool is_end = m == YEAR_MONTHS - 1;
        if (d->today <= closing || is_said(rows, count, january + m) || (is_end && !count)) continue;
        e = step_take(d, now, january + m, closing, d->today > next);
    }
    position_drop(now);
    return e;
}

enum err outlook_next(struct tx *t, struct position_cache *cache, int32_t today, int64_t *ret_did, bool *ret_more) {
    struct due d = {t, cache, today, ret_did, ret_more};
    int year = month_year(month_of_day(today));
    *ret_more = false;
    for (int y = year - 1; y <= year && !*ret_more; y++) try(year_next(&d, y));
    return OK;
}

enum err outlook_run(struct store *s, struct arena *a, struct position_cache *cache, int32_t today, int64_t clock_ms,
                     int64_t *ret_did) {
    const struct entry_note note = {.kind = "outlook", .reason = "", .clock_ms = clock_ms};
    bool more = true;
    *ret_did = 0;
    while (more) {
        struct tx *t;
        try(store_write(s, a, &note, &t));
        enum err e = outlook_next(t, cache, today, ret_did, &more);
        if (e == OK && more) e = tx_commit(t);
        tx_end(t);
        try(e);
    }
    return OK;
}
