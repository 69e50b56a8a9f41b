/* What was said of closed years, and what happened. */
#include "base/text.h"
#include "domain/outlook/outlook_inside.h"
#include "forecast_queries.h"
#include "scorecard_view.h"
#include <math.h>

/* What is scored together: a threshold, by a method, shown or not. */
enum { PARTS = REACHES * 4 };
struct scored {
    struct said *at;
    size_t count, room;
    int64_t inside, ranged, red;
};
struct scoring {
    struct req *q;
    struct asked as;
    const uint64_t *seen;
    struct scored part[PARTS];
    bool year[4000];
};

static void said_add(struct scoring *s, struct scored *p, struct said one) {
    if (p->count == p->room) {
        size_t room = p->room ? p->room * 2 : 256;
        struct said *more = arena_array(s->q->a, struct said, room);
        for (size_t i = 0; i < p->count; i++) more[i] = p->at[i];
        p->at = more, p->room = room;
    }
    p->at[p->count++] = one;
}

static void row_take(struct scoring *s, const struct forecast_cases_row *r) {
    int row = board_row(s->as.p->board, r->project_id);
    if (r->is_late || r->end_bp == NO_INT || row < 0 || (s->seen && !(s->seen[row / 64] >> (row % 64) & 1))) return;
    const int64_t chance[REACHES] = {r->reach100_bp, r->reach110_bp, r->reach120_bp};
    int kind = (text_eq(r->method, "similar") ? 0 : 2) + !r->is_shown;
    for (int k = 0; k < REACHES; k++) {
        struct scored *p = &s->part[kind * REACHES + k];
        said_add(s, p, (struct said){(double)chance[k] / 1e4, r->end_bp >= reach_percent[k] * 100, (int)r->year});
        p->ranged++;
        p->inside += r->end_bp >= r->low_bp && r->end_bp <= r->high_bp;
        p->red += r->was_red;
    }
    if (r->year >= 0 && r->year < 4000) s->year[r->year] = true;
}

static enum err all_read(struct scoring *s) {
    struct forecast_cases_cursor c;
    struct forecast_cases_row r;
    bool has;
    try(forecast_cases_open(s->q->tx, INT32_MAX, s->as.p->entry, &c));
    while (true) {
        try(forecast_cases_next(&c, &r, &has));
        if (!has) break;
        row_take(s, &r);
    }
    forecast_cases_close(&c);
    return OK;
}

/* Against who always says how often it happened. */
static double skill_against_rate(const struct scored *p, double brier) {
    double happened = 0, n = (double)p->count;
    for (size_t i = 0; i < p->count; i++) happened += p->at[i].happened;
    double rate = happened / n;
    return skill_of(brier, rate * (1 - rate));
}

static void part_fill(struct scoring *s, int i, struct score_part *v) {
    const struct scored *p = &s->part[i];
    struct band bands[BANDS];
    bands_of(p->at, p->count, bands);
    double brier = brier_of(p->at, p->count);
    *v = (struct score_part){.reach = reach_percent[i % REACHES],
                             .method = both_word(i / REACHES < 2 ? W_outlook_by_similar : W_outlook_by_season),
                             .is_shown = i / REACHES % 2 == 0, .count = (int64_t)p->count, .brier = brier,
                             .skill = skill_against_rate(p, brier) * 100, .error = calibration_error(bands) * 100,
                             .coverage = (double)p->inside * 100 / (double)p->ranged, .red = p->red};
    struct score_band *list = arena_array(s->q->a, struct score_band, BANDS);
    for (int b = 0; b < BANDS; b++)
        if (bands[b].count)
            list[v->bands_count++] = (struct score_band){.said = bands[b].said * 100, .count = bands[b].count,
                                                         .happened = bands[b].happened,
                                                         .share = (double)bands[b].happened * 100 / (double)bands[b].count,
                                                         .low = bands[b].low * 100, .high = bands[b].high * 100,
                                                         .holds = bands[b].holds};
    v->bands = list;
}

enum err outlook_scorecard_page(struct req *q) {
    struct scoring *s = arena_new_of(q->a, struct scoring);
    struct scorecard_view v = {.years = 0};
    s->q = q;
    try(asked_read(q, &s->as));
    s->seen = scope_rows(q->a, s->as.scope, s->as.p->board);
    try(all_read(s));
    struct score_part *parts = arena_array(q->a, struct score_part, PARTS);
    for (int i = 0; i < PARTS; i++)
        if (s->part[i].count) part_fill(s, i, &parts[v.parts_count++]);
    for (int y = 0; y < 4000; y++) v.years += s->year[y];
    v.parts = parts;
    v.formulas_href = addr_text(asked_addr(q, &s->as, "/outlook/formulas"));
    outlook_tabs(q, &s->as, "/outlook/scorecard", &v.tabs, &v.tabs_count);
    return req_view(q, &scorecard_view, &v);
}
