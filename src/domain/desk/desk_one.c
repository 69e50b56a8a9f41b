/* One report: who sits where for it, and what is known around it. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "domain/people/role.h"
#include "domain/stats/sight.h"

/* -- seats -- */

unsigned desk_roles(enum desk desk) {
    static const unsigned roles[DESK_COUNT] = {
        [DESK_UNIT] = ROLE_PROJECT_UNIT, [DESK_AREA] = ROLE_AREA_CLERK | ROLE_AREA_OFFICE,
        [DESK_DEPARTMENT] = ROLE_DEPARTMENT, [DESK_OFFICE] = ROLE_OFFICE};
    return roles[desk];
}

unsigned desk_seats_held(const struct req *q) {
    unsigned held = 0;
    for (unsigned d = 0; d < DESK_COUNT; d++)
        if (q->who.roles & desk_roles(d)) held |= 1u << d;
    return held;
}

enum err desk_seats_of(struct req *q, struct desk_seats *ret) {
    unsigned held = desk_seats_held(q);
    *ret = (struct desk_seats){0};
    for (unsigned d = 0; d < DESK_COUNT; d++)
        if (held >> d & 1) try(sight_as(q, desk_roles(d), &ret->at[d]));
    return OK;
}

void desk_seats_on(struct arena *a, struct desk_seats *s, const struct board *b) {
    uint64_t *none = arena_array(a, uint64_t, (size_t)(b->chunk_count * CHUNK_WORDS) + 1);
    for (unsigned d = 0; d < DESK_COUNT; d++) s->rows[d] = s->at[d] ? scope_rows(a, s->at[d], b) : none;
}

unsigned desk_seats_at(const struct desk_seats *s, int row) {
    unsigned desks = 0;
    for (unsigned d = 0; d < DESK_COUNT; d++)
        if (desk_sits(s, d, row)) desks |= 1u << d;
    return desks;
}

/* -- when -- */

enum err desk_today(struct req *q, int32_t *ret_day) {
    struct settings settings;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    *ret_day = day_of_ms(q->now_ms, settings.time_zone_min);
    return OK;
}

enum err desk_due_of(struct tx *t, const struct calendar *calendar, const struct position *p, int row,
                     struct period period, int32_t today, struct desk_due *ret) {
    const struct chunk *c = board_chunk(p->board, row);
    int i = row % CHUNK_ROWS, m = month_index(period_month(period));
    bool is_there = chunk_on_platform(c, i, period_month(period));
    *ret = (struct desk_due){.clock = today < period.from_day ? CLOCK_NOT_OPEN : CLOCK_TIMELY};
    ret->clocks = (struct clocks){NO_DAY, NO_DAY, NO_DAY};
    if (is_there) ret->rule = calendar_rule(calendar, chunk_standing(c, i, m), period);
    if (!ret->rule) return OK;
    int32_t excepted_until;
    try(lock_excepted_until(t, c->project_id[i], period, &excepted_until));
    ret->clocks = clocks_of(&ret->rule->terms, &calendar->days, period);
    ret->clock = clock_at(&ret->clocks, today, excepted_until);
    return OK;
}

struct both desk_left(struct req *q, const struct position *p, const struct desk_due *due, int32_t today) {
    enum { HOUR_MS = 3600 * 1000, DAY_HOURS = 24 };
    struct arena *a = q->a;
    if (!due->rule) return both_text("");
    if (due->clock == CLOCK_NOT_OPEN) return SAY(a, W_desk_opens, both_text(day_print(a, due->clocks.opens_day)));
    if (due->clock == CLOCK_LOCKED) return both_word(W_desk_locked);
    if (due->clock == CLOCK_TIMELY) {
        int64_t hours = (ms_of_day(due->clocks.due_day + 1, p->settings.time_zone_min) - q->now_ms) / HOUR_MS;
        if (hours < DAY_HOURS) return SAY(a, W_desk_left_hours, both_int(a, hours));
        return SAY(a, W_desk_left_days, both_int(a, hours / DAY_HOURS), both_int(a, hours % DAY_HOURS));
    }
    struct both late = both_int(a, today - due->clocks.due_day);
    if (due->clocks.last_day == NO_DAY) return SAY(a, W_desk_late_days, late);
    return SAY(a, W_desk_late_until, late, both_text(day_print(a, due->clocks.last_day)));
}

unsigned desk_skipped(const struct report_rule *rule) {
    if (!rule) return 0;
    return (rule->terms.skips_area ? 1u << DESK_AREA : 0) | (rule->terms.skips_department ? 1u << DESK_DEPARTMENT : 0);
}

enum { HREF_BYTES_MAX = 160 };

const char *desk_href(struct arena *a, int64_t project_id, struct period period, const char *last) {
    char *text = arena_bytes(a, HREF_BYTES_MAX);
    struct out o = out_over(text, HREF_BYTES_MAX);
    out_raw(&o, "/desk/reports/");
    out_int(&o, project_id);
    out_char(&o, '/');
    out_raw(&o, period_address(a, period));
    if (*last) out_char(&o, '/');
    out_raw(&o, last);
    return out_text_of(&o);
}

/* -- what it is compared with -- */

static int64_t plus(int64_t x, int64_t y) { return x == NO_FEN || y == NO_FEN ? NO_FEN : x + y; }

/* The share of the year's plan that the city's curve gives the months of a period; of a part of a month there is none. */
static int64_t period_plan(const struct settings *s, int64_t plan_fen, struct period period, int first, int last) {
    bool is_whole = period.kind == PERIOD_MONTH || period.kind == PERIOD_QUARTER;
    if (plan_fen == NO_FEN || !is_whole) return NO_FEN;
    int share = s->curve[last] - (first ? s->curve[first - 1] : 0);
    return (int64_t)((__int128)plan_fen * share / s->curve_whole);
}

/* What the month before was worth; of other periods there is nothing to confirm. */
static int64_t last_of(const struct position *p, int row, struct period period, int first) {
    const struct board *before = p->board_before;
    const struct chunk *c = board_chunk(p->board, row);
    if (period.kind != PERIOD_MONTH) return NO_FEN;
    if (first) return c->month_fen[first - 1][row % CHUNK_ROWS];
    int then = before ? board_row(before, c->project_id[row % CHUNK_ROWS]) : -1;
    return then < 0 ? NO_FEN : board_chunk(before, then)->month_fen[YEAR_MONTHS - 1][then % CHUNK_ROWS];
}

struct report_known desk_known(const struct position *p, int row, struct period period) {
    const struct chunk *c = board_chunk(p->board, row);
    int last = month_index(period_month(period)), first = month_index(period_from_month(period)), i = row % CHUNK_ROWS;
    struct report_known k = {.clock = CLOCK_TIMELY, .is_owed = true, .total_fen = c->total_fen[i], .plan_fen = c->plan_fen[i],
                             .ytd_stated_fen = c->ytd_fen[last][i], .photos_min = p->settings.report_photos_min};
    k.period_plan_fen = period_plan(&p->settings, k.plan_fen, period, first, last);
    k.ytd_before_fen = first ? c->ytd_fen[first - 1][i] : 0;
    k.since_before_fen = plus(c->before_fen[i], k.ytd_before_fen);
    k.last_fen = last_of(p, row, period, first);
    return k;
}

static void count_photos(struct desk_one *one) {
    for (size_t i = 0; i < one->file_count; i++) one->known.photos += text_eq(one->files[i].kind, "photo");
}

static void drop(void *p) { position_drop(p); }

enum { DAYS_AHEAD = 366, DAYS_BACK = 3660 };

enum err desk_one_load(struct req *q, struct desk_one *ret) {
    struct desk_one one = {.q = q, .project_id = req_int(q, "project", 0)};
    struct desk_due due;
    int64_t entry;
    if (!period_address_read(req_text(q, "period"), &one.period)) return ERR_MISSING;
    try(tx_last_entry(q->tx, &entry));
    try(desk_today(q, &one.today));
    /* Each year is a board of its own: nobody has one folded for a year that nobody reports of. */
    bool is_far = one.period.to_day > one.today + DAYS_AHEAD || one.period.to_day < one.today - DAYS_BACK;
    if (is_far) return ERR_MISSING;
    int year = month_year(period_month(one.period));
    try(position_of_figures(q->app->positions, q->tx, entry, one.today, year, &one.p));
    arena_defer(q->a, drop, one.p);
    one.row = board_row(one.p->board, one.project_id);
    if (one.row < 0) return ERR_MISSING;
    one.c = board_chunk(one.p->board, one.row);
    one.i = one.row % CHUNK_ROWS;
    one.calendar = *one.p->calendar;
    try(desk_due_of(q->tx, &one.calendar, one.p, one.row, one.period, one.today, &due));
    one.rule = due.rule;
    one.clocks = due.clocks;
    try(desk_seats_of(q, &one.seats));
    desk_seats_on(q->a, &one.seats, one.p->board);
    one.who = (struct who_acts){q->who.account_id, desk_seats_at(&one.seats, one.row)};
    one.known = desk_known(one.p, one.row, one.period);
    one.known.today = one.today;
    one.known.clock = due.clock;
    one.known.is_owed = one.rule != NULL;
    try(report_open(q->tx, one.project_id, one.period, &one.known, &one.opened));
    if (one.opened.row.id) try(evidence_beside(q->tx, one.opened.row.id, NO_INT, &one.files, &one.file_count));
    if (one.opened.row.id) try(report_is_reopened(q->tx, &one.opened.row, &one.known.is_reopened));
    count_photos(&one);
    *ret = one;
    ret->report = &ret->opened.row;
    return OK;
}
