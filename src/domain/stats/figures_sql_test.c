/* Every indicator, for the whole and by group, against plain SQL after random edits, on both databases;
 * and that the past, asked again, says what it said. */
#include "board_city.h"
#include "domain/stats/figures.h"
#include "recount_sql.h"
#include <math.h>

#define FOR_ALL(of_month) ((struct question){.scope = scope_everything(), .month = (of_month)})

enum { PROJECTS = 70, ROUNDS = 10, EDITS = 20 };

/* -- a city whose projects each state their investment in one manner -- */

static void put_plan(struct city *c, int64_t project_id, int year, int revision, int64_t fen) {
    struct annual_plan row = annual_plan_empty;
    row.project_id = project_id, row.year = year, row.revision = revision;
    row.amount_fen = fen, row.is_provisional = 0;
    assert_ok(c->a, annual_plan_put(c->t, &row, 0));
}

static void put_fact(struct city *c) {
    struct invest_fact row;
    CITY_TAKE(c, invest_fact, &c->facts, row, 2);
    if (!row.id) {
        row.project_id = city_one(c, &c->projects);
        row.source = city_chance(c, 6) ? "bureau" : "report";
        row.to_month = month_of(CITY_YEAR - city_below(c, 2), 1) + city_below(c, 12);
        row.from_month = row.project_id % 2 ? row.to_month : month_of(month_year(row.to_month), 1);
    }
    row.amount_fen = (int64_t)city_below(c, 90) * 10000000 - 20000000;
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, invest_fact, &c->facts, row);
}

/* The month's report of some project, in some state; nothing it says becomes a figure here. */
static void put_report(struct city *c) {
    static const char *const states[] = {"draft", "returned", "returned", "at_area", "at_office", "accepted"};
    static const char *const desks[] = {"unit", "unit", "area", "area", "office", NULL};
    struct report row;
    CITY_TAKE(c, report, &c->reports, row, 2);
    int state = city_below(c, (int)countof(states));
    if (!row.id) {
        int32_t month = month_of(CITY_YEAR, 1) + city_below(c, 12);
        row.project_id = city_one(c, &c->projects);
        row.period_kind = "month", row.from_day = month_first_day(month), row.to_day = month_last_day(month);
        row.revision = 1000 + c->reports.count, row.filler_id = 1;
    }
    row.state = states[state], row.desk = desks[state];
    int32_t sent_day = row.to_day - 2 + city_below(c, 12);
    if (state && row.first_sent_ms == NO_INT) row.first_sent_ms = ms_of_day(sent_day, 480);
    CITY_PUT(c, report, &c->reports, row);
}

static void edit(struct city *c) {
    void (*const puts[])(struct city *) = {city_put_project, city_put_membership, city_put_stop, put_fact, put_fact,
                                           put_fact,         put_fact,            city_put_plan,       put_report,    put_report};
    puts[city_below(c, (int)countof(puts))](c);
    city_put_problem(c);
}

static struct city *simple_city(struct arena *a, struct store *s) {
    static struct city one; /* kept over resets of the arena */
    struct city *c = &one;
    *c = (struct city){.a = a, .s = s, .r = {2022}};
    c->clock_ms = ms_of_day(day_of(CITY_YEAR, 1, 5), 480);
    city_dictionaries(c);
    city_begin(c);
    assert_ok(a, lights_install(c->t));
    for (int i = 0; i < PROJECTS; i++) city_put_project(c);
    for (int year = CITY_YEAR - 1; year <= CITY_YEAR; year++) /* plans are issued in both years */
        for (int i = 0; i < PROJECTS; i += 2) put_plan(c, c->projects.at[i], year, 1, (int64_t)city_below(c, 900) * 1000000);
    for (int i = 0; i < PROJECTS * 6; i++) city_put_membership(c);
    for (int i = 0; i < PROJECTS * 20; i++) put_fact(c);
    for (int i = 0; i < PROJECTS * 6; i++) put_report(c);
    for (int i = 0; i < PROJECTS * 8; i++) city_put_problem(c);
    city_commit(c);
    return c;
}

/* -- comparing -- */

struct comparing {
    struct city *c;
    struct position *p;
    int64_t now[RC_COUNT], before[RC_COUNT];
    int m;
    const char *what;
};

static void is(const struct comparing *x, const struct figure_group *g, enum indicator_no n, double want) {
    const struct figure_value *v = &g->value[n];
    double have = v->kind == FIGURE_REAL ? v->real : (double)v->n;
    bool same = isfinite(want) ? v->kind != FIGURE_NONE && fabs(have - want) <= 1e-9 * fmax(1, fabs(want))
                               : v->kind == FIGURE_NONE;
    if (!same)
        fail_msg("%s of month %d, %s: %.17g (kind %d), SQL says %.17g", indicators[n].code, x->m, x->what, have, (int)v->kind,
                 want);
}

/* A sum, not known if it speaks of projects and knows none of them. */
static double known(int64_t sum, int64_t of, int64_t count) { return count && !of ? (double)NAN : (double)sum; }
static double ratio(int64_t part, int64_t part_known, int64_t whole) {
    return part_known && whole ? 100.0 * (double)part / (double)whole : (double)NAN;
}

static void compare_group(const struct comparing *x, const struct figure_group *g) {
    const int64_t *now = x->now, *before = x->before;
    int64_t ytd = now[RC_YTD + x->m - 1], ytd_known = now[RC_YTD_KNOWN + x->m - 1];
    is(x, g, IND_PROJECTS_KEY, (double)now[RC_LISTED]);
    is(x, g, IND_PROJECTS_YOY_DIFF, (double)(now[RC_LISTED] - before[RC_LISTED]));
    is(x, g, IND_PROJECTS_IMPLEMENTING, (double)now[RC_IMPLEMENTING]);
    is(x, g, IND_PROJECTS_STARTED, (double)now[RC_STARTED]);
    assert_int_equal(g->value[IND_PROJECTS_STARTED].unknown, now[RC_STARTED_UNKNOWN]);
    is(x, g, IND_PROJECTS_PLATFORM, (double)now[RC_PLATFORM]);
    is(x, g, IND_PROJECTS_PLATFORM_YOY_DIFF, (double)(now[RC_PLATFORM] - before[RC_PLATFORM]));
    is(x, g, IND_PROJECTS_NEW_MONTH, (double)now[RC_NEW]);
    is(x, g, IND_PROJECTS_NEW_MONTH_YOY_DIFF, (double)(now[RC_NEW] - before[RC_NEW]));
    is(x, g, IND_PROJECTS_NEW_MONTH_INVESTMENT, known(now[RC_NEW_TOTAL], now[RC_NEW_TOTAL_KNOWN], now[RC_NEW]));
    is(x, g, IND_PROJECTS_NEW_MONTH_INVESTMENT_YOY,
       ratio(now[RC_NEW_TOTAL], now[RC_NEW_TOTAL_KNOWN], before[RC_NEW_TOTAL]) - 100);
    is(x, g, IND_INVESTMENT_TOTAL, known(now[RC_TOTAL], now[RC_TOTAL_KNOWN], now[RC_LISTED]));
    is(x, g, IND_INVESTMENT_PLANNED, known(now[RC_PLAN], now[RC_PLAN_KNOWN], now[RC_LISTED]));
    is(x, g, IND_INVESTMENT_DONE_YTD, known(ytd, ytd_known, now[RC_LISTED]));
    assert_int_equal(g->value[IND_INVESTMENT_DONE_YTD].unknown, now[RC_LISTED] - ytd_known);
    is(x, g, IND_INVESTMENT_DONE_MONTH, known(now[RC_MONTH], now[RC_MONTH_KNOWN], now[RC_LISTED]));
    is(x, g, IND_INVESTMENT_DONE_YTD_YOY, ratio(ytd, ytd_known, before[RC_YTD + x->m - 1]) - 100);
    is(x, g, IND_COMPLETION_RATE, ratio(ytd, ytd_known, now[RC_PLAN]));
    is(x, g, IND_MONTH_SHARE, ratio(now[RC_MONTH], now[RC_MONTH_KNOWN], now[RC_PLAN]));
    is(x, g, IND_TIME_PROGRESS, 100.0 * x->m / 12);
    is(x, g, IND_LEAD_POINTS, ratio(ytd, ytd_known, now[RC_PLAN]) - 100.0 * x->m / 12);
    double met = (double)NAN;
    for (int m = x->m; m >= 1 && now[RC_PLAN] > 0; m--)
        if (now[RC_YTD_KNOWN + m - 1] && now[RC_YTD + m - 1] >= now[RC_PLAN]) met = month_of(CITY_YEAR, m);
    is(x, g, IND_MET_MONTH, met);
    is(x, g, IND_START_RATE_ALL, ratio(now[RC_STARTED], 1, now[RC_LISTED]));
    is(x, g, IND_START_RATE_PLANNED, ratio(now[RC_IMPLEMENTING_STARTED], 1, now[RC_IMPLEMENTING]));
    is(x, g, IND_LIGHTS_RED, (double)now[RC_RED]);
    is(x, g, IND_LIGHTS_YELLOW, (double)now[RC_YELLOW]);
    is(x, g, IND_LIGHTS_GREEN, (double)now[RC_GREEN]);
    is(x, g, IND_LIGHTS_GREY, (double)now[RC_GREY]);
    is(x, g, IND_FIGURES_MISSING, (double)now[RC_MISSING]);
    is(x, g, IND_REPORTS_EXPECTED, (double)now[RC_DUTY]);
    is(x, g, IND_REPORTS_LATE, (double)now[RC_DUTY_LATE]);
    is(x, g, IND_REPORTS_TIMELY_RATE, ratio(now[RC_DUTY_TIMELY], 1, now[RC_DUTY_TIMELY] + now[RC_DUTY_LATE]));
    assert_int_equal(g->value[IND_REPORTS_TIMELY_RATE].unknown, now[RC_DUTY_UNDATED]);
    is(x, g, IND_REPORTS_COMPLETE_RATE, ratio(now[RC_DUTY_HERE], 1, now[RC_DUTY]));
    is(x, g, IND_PROBLEMS_OPEN, (double)now[RC_PROBLEMS_OPEN]);
    is(x, g, IND_PROBLEMS_OVERDUE, (double)now[RC_PROBLEMS_LATE]);
    is(x, g, IND_PROBLEMS_SOLVED, (double)now[RC_PROBLEMS_SOLVED]);
    is(x, g, IND_PROBLEMS_TIMELY_RATE, ratio(now[RC_PROBLEMS_TIMELY], 1, now[RC_PROBLEMS_SOLVED]));
    is(x, g, IND_BUREAU_PROJECTS, (double)now[RC_BUREAU]);
    is(x, g, IND_BUREAU_COVERAGE_OURS, ratio(now[RC_BUREAU], 1, now[RC_PLATFORM]));
    is(x, g, IND_BUREAU_COVERAGE_THEIRS, ratio(now[RC_BUREAU], 1, now[RC_BUREAU]));
}

static void compare(struct comparing *x, const struct figure_group *g, const char *where) {
    struct recount_sql sql = {x->c->a, CITY_YEAR, x->m, x->p->known_day, x->p->settings.report_due_day,
                              x->p->settings.threshold_fen};
    x->what = *where ? where : "the whole";
    recount_run(x->c->t, &sql, where, x->now);
    sql.year--;
    recount_run(x->c->t, &sql, where, x->before);
    if (g) compare_group(x, g);
    else assert_true(!x->now[RC_LISTED] && !x->now[RC_PLATFORM] && !x->before[RC_LISTED] && !x->before[RC_PLATFORM]);
}

static void compare_all(struct comparing *x) {
    struct figures_asked asked = {.where = FOR_ALL(month_of(CITY_YEAR, x->m)), .by = {BY_AREA, BY_FIELD}, .by_count = 2,
                                  .with_totals = true};
    struct figures f;
    assert_ok(x->c->a, figures_of(x->c->a, x->p, &asked, &f));
    compare(x, figures_find(&f, asked.where.month, (uint16_t[]){ANY_KEY, ANY_KEY}), "");
    uint16_t area = (uint16_t)city_below(x->c, CITY_AREAS), field = (uint16_t)city_below(x->c, CITY_FIELDS);
    const struct board *b = x->p->board;
    compare(x, figures_find(&f, asked.where.month, (uint16_t[]){area, ANY_KEY}),
            arena_printf(x->c->a, "area_id = %d", (int)b->areas.at[area].id));
    compare(x, figures_find(&f, asked.where.month, (uint16_t[]){area, field}),
            arena_printf(x->c->a, "area_id = %d AND field_id = %d", (int)b->areas.at[area].id, (int)b->fields.at[field].id));
    compare(x, figures_find(&f, asked.where.month, (uint16_t[]){ANY_KEY, NO_KEY}), "field_id IS NULL");
}

static const char *as_json(struct arena *a, const struct position *p, int m) {
    struct figures_asked asked = {.where = FOR_ALL(month_of(CITY_YEAR, m)), .by = {BY_AREA}, .by_count = 1};
    struct figures f;
    assert_ok(a, figures_of(a, p, &asked, &f));
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    figures_json(&j, a, p, &f);
    return out_text_of(o);
}

static struct position *position_now(struct city *c, struct position_cache *cache, int64_t entry, int32_t known_day) {
    struct position *p = NULL;
    assert_ok(c->a, position_get(cache, c->t, entry, known_day, CITY_YEAR, &p));
    return p;
}

TEST_BOTH(after_random_edits_every_figure_is_what_sql_says, schema_of_program()) {
    struct city *c = simple_city(a, s);
    struct position_cache *cache = position_cache_new(3);
    struct arena *kept = arena_new(0);
    const char *said[ROUNDS];
    int64_t entries[ROUNDS];
    int32_t known_day = day_of(2022, 12, 6);
    for (int round = 0; round < ROUNDS; round++) {
        city_begin(c);
        for (int i = 0; i < EDITS; i++) edit(c);
        city_commit(c);
        entries[round] = city_last_entry(c);
        struct comparing x = {.c = c, .p = position_now(c, cache, entries[round], known_day), .m = 3 + city_below(c, 9)};
        compare_all(&x);
        said[round] = arena_copy(kept, as_json(a, x.p, 11));
        if (round == ROUNDS - 1) {
            x.m = 11;
            compare_all(&x);
        }
        position_drop(x.p);
        arena_reset(a);
    }
    /* What was known then is known still: from the cache's later positions, and afresh. */
    for (int round = ROUNDS - 1; round >= 0; round--) {
        struct position_cache *fresh = position_cache_new(1);
        struct position_cache *caches[] = {cache, fresh};
        for (int k = 0; k < 2; k++) {
            assert_ok(a, store_read(s, a, &c->t));
            struct position *then = position_now(c, caches[k], entries[round], known_day);
            assert_string_equal(as_json(a, then, 11), said[round]);
            position_drop(then);
            arena_reset(a);
        }
        position_cache_done(fresh);
    }
    position_cache_done(cache);
    arena_done(kept);
}

TEST_BOTH(the_day_from_which_one_looks_decides_what_is_missing, schema_of_program()) {
    struct city *c = simple_city(a, s);
    struct position_cache *cache = position_cache_new(3);
    int64_t entry = city_last_entry(c);
    int32_t days[] = {day_of(2022, 12, 5), day_of(2022, 12, 6)};
    for (int k = 0; k < 2; k++) {
        struct comparing x = {.c = c, .p = position_now(c, cache, entry, days[k]), .m = 11};
        compare_all(&x);
        position_drop(x.p);
    }
    position_cache_done(cache);
}

TEST_MAIN(T_BOTH(after_random_edits_every_figure_is_what_sql_says),
          T_BOTH(the_day_from_which_one_looks_decides_what_is_missing))
