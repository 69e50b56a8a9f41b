#include "domain/outlook/case_base.h"
#include "domain/forecast/season.h"
#include "domain/stats/figures.h"
#include "forecast_queries.h"
#include <math.h>
#include <stdlib.h>

const int reach_percent[REACHES] = {100, 110, 120};
static const double YEAR_DAYS = 365.25, BP = 10000, END_LEAST = .001;
enum { FINALS_LEAST = 10 };

uint32_t stage_number(const char *key) {
    for (enum stage s = STAGE_UNKNOWN; s < STAGE_COUNT; s++)
        if (text_eq(stage_key(s), key)) return s;
    return STAGE_UNKNOWN;
}

/* -- measures, the same for cases and questions -- */

static double share_measure(const struct forecast_law *law, double done) { return log(done) / law->share_width; }
/* How far what is done by a month says where the year ends; the rest says what years bring. */
static double own_part(const struct forecast_law *law, int32_t month) {
    double s = law->season[month % BASE_MONTHS];
    return s / (s + law->own_half);
}
/* A case's end, seen from where the project stood: what came, less the part that it said itself. */
static double end_beside(const struct forecast_law *law, int32_t month, double done, double end) {
    return log(fmax(end, END_LEAST)) - own_part(law, month) * log(done);
}

static int32_t year_last_day(int32_t month) { return month_last_day(month_of(month_year(month), 12)); }

static double horizon_measure(const struct forecast_law *law, int32_t month) {
    return log(fmax(1, year_last_day(month) - month_last_day(month)) / YEAR_DAYS) / law->horizon_width;
}
static double remaining_measure(const struct forecast_law *law, int32_t month, int32_t finish_day) {
    return log(fmax(law->remaining_least, (finish_day - month_last_day(month)) / YEAR_DAYS)) / law->remaining_width;
}

/* -- reading -- */

/* A list that grows. */
struct cases {
    struct similar_case *at;
    int count, room;
};
static void cases_add(struct arena *a, struct cases *c, struct similar_case one) {
    if (c->count == c->room) {
        int room = c->room ? c->room * 2 : 256;
        struct similar_case *more = arena_array(a, struct similar_case, (size_t)room);
        for (int i = 0; i < c->count; i++) more[i] = c->at[i];
        c->at = more, c->room = room;
    }
    c->at[c->count++] = one;
}
struct saids {
    struct said *at;
    size_t count, room;
};
static void saids_add(struct arena *a, struct saids *s, struct said one) {
    if (s->count == s->room) {
        size_t room = s->room ? s->room * 2 : 256;
        struct said *more = arena_array(a, struct said, room);
        for (size_t i = 0; i < s->count; i++) more[i] = s->at[i];
        s->at = more, s->room = room;
    }
    s->at[s->count++] = one;
}

struct gathering {
    struct arena *a, *scratch;
    struct case_base *base;
    struct cases begun[BASE_MONTHS], idle[BASE_MONTHS], slips;
    struct saids said[REACHES];
    int64_t last_project;
    int last_year;
};

static void case_take(struct gathering *g, const struct forecast_cases_row *r) {
    const struct forecast_law *law = g->base->law;
    int m = r->as_of_month % BASE_MONTHS;
    struct similar_case c = {.project = r->project_id, .tag = r->as_of_month, .weight = 1};
    c.key[0] = stage_number(r->stage);
    if (r->end_bp != NO_INT) {
        struct similar_case year = c;
        year.key[1] = (uint32_t)r->field_id, year.key[2] = (uint32_t)r->is_carried;
        year.came = (double)r->end_bp / BP;
        if (r->done_bp > 0) {
            year.u = share_measure(law, (double)r->done_bp / BP);
            year.came = end_beside(law, r->as_of_month, (double)r->done_bp / BP, year.came);
        }
        cases_add(g->scratch, r->done_bp > 0 ? &g->begun[m] : &g->idle[m], year);
    }
    if (r->finish_day != NO_DAY && r->end_finish_day != NO_DAY) {
        c.key[1] = (uint32_t)r->department_id;
        c.u = horizon_measure(law, r->as_of_month), c.v = remaining_measure(law, r->as_of_month, r->finish_day);
        c.came = r->end_finish_day - r->finish_day;
        cases_add(g->scratch, &g->slips, c);
    }
    if (r->is_late || r->end_bp == NO_INT || !text_eq(r->method, "similar")) return;
    const int64_t raw[REACHES] = {r->raw100_bp, r->raw110_bp, r->raw120_bp};
    for (int k = 0; k < REACHES; k++)
        saids_add(g->scratch, &g->said[k],
                  (struct said){(double)raw[k] / BP, r->end_bp >= reach_percent[k] * 100, (int)r->year});
}

static enum err cases_read(struct gathering *g, struct tx *t, int before_year) {
    struct forecast_cases_cursor c;
    struct forecast_cases_row r;
    bool has;
    int year = 0;
    int32_t month = 0;
    try(forecast_cases_open(t, before_year, INT64_MAX, &c));
    while (true) {
        try(forecast_cases_next(&c, &r, &has));
        if (!has) break;
        case_take(g, &r);
        g->base->years += r.year != year;
        if (r.year != year) year = (int)r.year, month = r.as_of_month;
        g->base->projects += r.as_of_month == month; /* counted in the first month of their year */
    }
    forecast_cases_close(&c);
    return OK;
}

/* -- last year's finals of the fields -- */

struct final {
    int64_t field_id;
    double share;
};
static int by_share(const void *x, const void *y) {
    const struct final *a = x, *b = y;
    return a->share < b->share ? -1 : a->share > b->share;
}
static int by_field(const void *x, const void *y) {
    const struct final *a = x, *b = y;
    if (a->field_id != b->field_id) return a->field_id < b->field_id ? -1 : 1;
    return by_share(x, y);
}

static enum err finals_read(struct gathering *g, struct tx *t, int year) {
    struct forecast_ends_cursor c;
    struct forecast_ends_row r;
    struct case_base *b = g->base;
    bool has;
    int n = 0, room = 256;
    struct final *all = arena_array(g->scratch, struct final, (size_t)room);
    try(forecast_ends_open(t, year, &c));
    while (true) {
        try(forecast_ends_next(&c, &r, &has));
        if (!has) break;
        if (r.done_bp == NO_INT || r.done_bp <= 0) continue;
        if (n == room) {
            struct final *more = arena_array(g->scratch, struct final, (size_t)room * 2);
            for (int i = 0; i < n; i++) more[i] = all[i];
            all = more, room *= 2;
        }
        all[n++] = (struct final){r.field_id, (double)r.done_bp / BP};
    }
    forecast_ends_close(&c);
    if (!n) return OK;
    qsort(all, (size_t)n, sizeof *all, by_share);
    b->final_all = all[(n - 1) / 2].share;
    qsort(all, (size_t)n, sizeof *all, by_field);
    b->field = arena_array(g->a, int64_t, (size_t)n), b->final = arena_array(g->a, double, (size_t)n);
    for (int from = 0, to; from < n; from = to) {
        for (to = from; to < n && all[to].field_id == all[from].field_id; to++) continue;
        if (to - from < FINALS_LEAST) continue;
        b->field[b->fields] = all[from].field_id, b->final[b->fields++] = all[from + (to - from - 1) / 2].share;
    }
    return OK;
}

double case_base_final(const struct case_base *b, int64_t field_id) {
    for (int i = 0; i < b->fields; i++)
        if (b->field[i] == field_id) return b->final[i];
    return b->final_all;
}

static void arena_end(void *a) { arena_done(a); }

enum err case_base_of(struct arena *a, struct tx *t, const struct forecast_law *law, int before_year, struct case_base *ret) {
    struct gathering *g = arena_new_of(a, struct gathering);
    *ret = (struct case_base){.before_year = before_year, .final_all = 1, .law = law};
    g->a = a, g->base = ret, g->scratch = arena_new((size_t)1 << 30);
    arena_defer(a, arena_end, g->scratch);
    try(cases_read(g, t, before_year));
    try(finals_read(g, t, before_year - 1));
    for (int m = 0; m < BASE_MONTHS; m++) {
        ret->month[m].begun = similar_cases_of(a, g->begun[m].at, g->begun[m].count);
        ret->month[m].idle = similar_cases_of(a, g->idle[m].at, g->idle[m].count);
    }
    ret->slips = similar_cases_of(a, g->slips.at, g->slips.count);
    bands_of(g->said[0].at, g->said[0].count, ret->bands);
    for (int k = 0; k < REACHES; k++) ret->reach[k] = correction_of(law, g->said[k].at, g->said[k].count);
    return OK;
}

/* -- asking -- */

bool year_is_percent(const struct case_base *b, const struct year_said *y) {
    const struct band *band = &b->bands[y->reach[0] >= 1 ? BANDS - 1 : (int)(y->reach[0] * BANDS)];
    return year_is_shown(b, y) && band->count && band->holds;
}

struct case_room case_room_of(struct arena *a, const struct case_base *b) {
    struct case_room r;
    for (int m = 0; m < BASE_MONTHS; m++) {
        r.begun[m] = similar_weights_new(a, &b->month[m].begun);
        r.idle[m] = similar_weights_new(a, &b->month[m].idle);
    }
    r.slips = similar_weights_new(a, &b->slips);
    return r;
}

static int names_take(const struct similar_weights *w, struct case_name ret[NAMES_MAX]) {
    int at[NAMES_MAX], n = similar_names(w, at, NAMES_MAX);
    for (int i = 0; i < n; i++)
        ret[i] = (struct case_name){w->of->project[at[i]], (int32_t)w->of->tag[at[i]], w->of->came[at[i]], w->w[at[i]] / w->sum,
                                    w->of->u[at[i]]};
    return n;
}

static void slip_ask(const struct case_base *b, struct case_room *room, const struct year_asked *q, struct year_said *ret) {
    if (q->finish_day == NO_DAY || q->finish_day <= month_last_day(q->month) - 10000) return;
    struct similar_asked asked = {.u = horizon_measure(b->law, q->month), .v = remaining_measure(b->law, q->month, q->finish_day),
                                  .has_v = true, .key = {q->stage, (uint32_t)q->department_id},
                                  .ln_other = (float)log(b->law->otherwise)};
    similar_weigh(&room->slips, &asked);
    ret->has_slip = b->slips.count > 0;
    if (!ret->has_slip) return;
    ret->slip_n = room->slips.n;
    ret->slip = similar_chance(&room->slips, b->law->slip_days, false);
    ret->slip_low = similar_quantile(&room->slips, .1), ret->slip_middle = similar_quantile(&room->slips, .5);
    ret->slip_high = similar_quantile(&room->slips, .9);
    ret->slip_name_count = names_take(&room->slips, ret->slip_names);
}

static void season_ask(const struct case_base *b, const struct year_asked *q, struct year_said *ret) {
    struct year_end y = year_end_of(b->law, month_in_year(q->month), q->done, case_base_final(b, q->field_id));
    for (int k = 0; k < REACHES; k++) ret->raw[k] = year_end_chance(&y, reach_percent[k] / 100.0);
    ret->low = year_end_quantile(&y, .1), ret->middle = year_end_quantile(&y, .5), ret->high = year_end_quantile(&y, .9);
}

/* Those that had done nothing: their ends as they are. */
static void idle_ask(struct similar_weights *w, struct year_said *ret) {
    for (int k = 0; k < REACHES; k++) ret->raw[k] = similar_chance(w, reach_percent[k] / 100.0, true);
    ret->low = similar_quantile(w, .1), ret->middle = similar_quantile(w, .5), ret->high = similar_quantile(w, .9);
}

/* The ends of the others are moved by what the project has done; and what a year brings to all alike is known from so few years
 * as are closed: a bell of its own around it, of which five points of equal weight stand for all. */
static void begun_ask(const struct case_base *b, struct similar_weights *w, const struct year_asked *q, struct year_said *ret) {
    static const double points[] = {-1.2815516, -.5244005, 0, .5244005, 1.2815516};
    double own = own_part(b->law, q->month), moved = own * log(q->done);
    double shock = (1 - own) * b->law->spread_common / sqrt((double)b->years), tenth = 1.2815516 * shock;
    double low = similar_quantile(w, .1), middle = similar_quantile(w, .5), high = similar_quantile(w, .9);
    ret->low = exp(middle - hypot(middle - low, tenth) + moved), ret->middle = exp(middle + moved);
    ret->high = exp(middle + hypot(high - middle, tenth) + moved);
    for (int k = 0; k < REACHES; k++) {
        ret->raw[k] = 0;
        for (size_t i = 0; i < countof(points); i++)
            ret->raw[k] += similar_chance(w, log(reach_percent[k] / 100.0) - moved - points[i] * shock, true) / countof(points);
    }
}

static void similar_ask(const struct case_base *b, struct similar_weights *w, const struct year_asked *q, struct year_said *ret) {
    bool is_idle = q->done <= 0;
    struct similar_asked asked = {.u = is_idle ? 0 : share_measure(b->law, q->done),
                                  .key = {q->stage, (uint32_t)q->field_id, q->is_carried},
                                  .ln_other = (float)log(b->law->otherwise)};
    similar_weigh(w, &asked);
    ret->by_similar = true;
    ret->n = w->n;
    if (is_idle) idle_ask(w, ret);
    else begun_ask(b, w, q, ret);
    ret->name_count = names_take(w, ret->names);
    for (int i = 0; i < ret->name_count && !is_idle; i++) {
        double done = exp(ret->names[i].u * b->law->share_width);
        ret->names[i].came = exp(ret->names[i].came + own_part(b->law, q->month) * log(done));
    }
}

void case_base_ask(const struct case_base *b, struct case_room *room, const struct year_asked *q, struct year_said *ret) {
    int m = q->month % BASE_MONTHS;
    *ret = (struct year_said){.n = 0};
    const struct month_cases *cases = &b->month[m];
    bool is_idle = q->done <= 0;
    int count = is_idle ? cases->idle.count : cases->begun.count;
    if (b->projects >= b->law->closed_years_projects && count) similar_ask(b, is_idle ? &room->idle[m] : &room->begun[m], q, ret);
    else season_ask(b, q, ret);
    for (int k = 0; k < REACHES; k++) {
        ret->reach[k] = ret->by_similar ? correction_apply(&b->reach[k], ret->raw[k]) : ret->raw[k];
        if (k && ret->reach[k] > ret->reach[k - 1]) ret->reach[k] = ret->reach[k - 1]; /* more is never likelier */
    }
    slip_ask(b, room, q, ret);
}
