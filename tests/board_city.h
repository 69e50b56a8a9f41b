/* board_city -- a small city on a store, and random edits to it, for the tests of the board.
 *
 * Every edit is an entry of its own, each some hours after the last, so that days pass. */
#pragma once
#include "board_sample.h"
#include "calendar_queries.h"
#include "domain/people/setting.h"
#include "people_queries.h"
#include "pg.h"
#include "plans_queries.h"
#include "problems_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"

enum { CITY_AREAS = 4, CITY_FIELDS = 3, CITY_DEPARTMENTS = 6, CITY_YEAR = 2022, CITY_ROWS_MAX = 20000 };

struct city_ids {
    int64_t at[CITY_ROWS_MAX];
    int count;
};
struct city {
    struct arena *a;
    struct store *s;
    struct tx *t;
    struct sample_random r, of_problems;
    int64_t clock_ms;
    struct city_ids areas, fields, departments, projects, holders, memberships, stops, milestones, kinds, plans, facts;
    struct city_ids reports, exceptions, problems;
};

static inline int city_below(struct city *c, int n) { return sample_below(&c->r, n); }
static inline bool city_chance(struct city *c, int in) { return city_below(c, in) == 0; }
static inline int64_t city_one(struct city *c, const struct city_ids *ids) { return ids->at[city_below(c, ids->count)]; }
static inline void city_note(struct city_ids *ids, int64_t id) {
    for (int i = 0; i < ids->count; i++)
        if (ids->at[i] == id) return;
    ids->at[ids->count++] = id;
}
static inline int32_t city_day(struct city *c, int year_first, int year_last) {
    return day_of(year_first, 1, 1) + city_below(c, (year_last - year_first + 1) * 365);
}
static inline int32_t city_day_or_none(struct city *c) {
    return city_chance(c, 3) ? NO_DAY : city_day(c, CITY_YEAR - 1, CITY_YEAR + 1);
}

static inline void city_begin(struct city *c) {
    c->clock_ms += (int64_t)(1 + city_below(c, 40)) * 3600 * 1000;
    struct entry_note note = {.kind = "test", .reason = "", .clock_ms = c->clock_ms};
    assert_ok(c->a, store_write(c->s, c->a, &note, &c->t));
}
static inline void city_commit(struct city *c) {
    assert_ok(c->a, tx_commit(c->t));
    arena_reset(c->a);
}

/* The current version of one of the ids, or an empty row. */
#define CITY_TAKE(c, T, ids, row, chance_of_new)                                                             \
    do {                                                                                                     \
        (row) = T##_empty;                                                                                   \
        if ((ids)->count && !city_chance((c), (chance_of_new)))                                              \
            assert_ok((c)->a, T##_get((c)->t, city_one((c), (ids)), &(row)));                                \
    } while (0)
#define CITY_PUT(c, T, ids, row)                                                                             \
    do {                                                                                                     \
        assert_ok((c)->a, T##_put((c)->t, &(row), (row).version));                                           \
        city_note((ids), (row).id);                                                                          \
    } while (0)

static inline void city_put_area(struct city *c, int64_t sort) {
    struct area row = area_empty;
    row.key = arena_printf(c->a, "area%d", c->areas.count);
    row.name_zh = row.name_en = row.key;
    row.sort = sort;
    CITY_PUT(c, area, &c->areas, row);
}

/* A start, a finish, and one that is no date of the project. */
static inline void city_put_kind(struct city *c) {
    static const char *const dates[] = {"start", "finish", NULL};
    struct milestone_kind row = milestone_kind_empty;
    row.key = arena_printf(c->a, "kind%d", c->kinds.count);
    row.name_zh = arena_printf(c->a, "节点%d", c->kinds.count);
    row.name_en = row.key;
    row.also = "";
    row.project_date = dates[c->kinds.count % 3];
    row.sort = c->kinds.count;
    CITY_PUT(c, milestone_kind, &c->kinds, row);
}

static inline void city_dictionaries(struct city *c) {
    city_begin(c);
    for (int i = 0; i < CITY_AREAS; i++) city_put_area(c, CITY_AREAS - i);
    for (int i = 0; i < CITY_FIELDS; i++) {
        struct field row = field_empty;
        row.key = arena_printf(c->a, "field%d", i);
        row.name_zh = row.name_en = row.key;
        row.sort = 5;
        CITY_PUT(c, field, &c->fields, row);
    }
    for (int i = 0; i < CITY_DEPARTMENTS; i++) {
        struct unit row = unit_empty;
        row.key = arena_printf(c->a, "unit%d", i);
        row.kind = i == 2 ? "area_office" : "department"; /* which is no department */
        row.name_zh = row.name_en = row.key;
        row.sort = i % 2;
        CITY_PUT(c, unit, &c->departments, row);
    }
    for (int i = 0; i < 3; i++) city_put_kind(c);
    city_commit(c);
}

static inline void city_put_project(struct city *c) {
    static const char *const stages[] = {NULL, "planning", "reserve", "under_construction", "suspended", "completed"};
    struct project row;
    CITY_TAKE(c, project, &c->projects, row, 3);
    bool is_new = row.id == 0;
    if (is_new) row.platform_no = arena_printf(c->a, "QP-%06d", c->projects.count);
    row.name = arena_printf(c->a, "威海项目%d号 %c", city_below(c, 1000), 'A' + city_below(c, 26));
    row.name_folded = text_fold(c->a, span_of(row.name));
    if (is_new && city_chance(c, 2)) row.national_code = arena_printf(c->a, "2203-%06d", c->projects.count);
    row.outside_no = city_chance(c, 2) ? "Ｎｏ．7" : NULL;
    row.unit_name = city_chance(c, 4) ? NULL : "威海 建设有限公司";
    row.area_id = city_chance(c, 5) ? NO_INT : city_one(c, &c->areas);
    row.field_id = city_chance(c, 5) ? NO_INT : city_one(c, &c->fields);
    row.total_fen = city_chance(c, 6) ? NO_FEN : (int64_t)city_below(c, 4000) * 1000000;
    row.planned_start_day = city_day_or_none(c);
    row.actual_start_day = city_day_or_none(c);
    row.planned_finish_day = city_day_or_none(c);
    row.actual_finish_day = city_day_or_none(c);
    row.stats_entry_day = city_day_or_none(c);
    row.registered_day = city_day(c, CITY_YEAR - 1, CITY_YEAR);
    row.withdrawn_day = city_chance(c, 6) ? city_day(c, CITY_YEAR, CITY_YEAR) : NO_DAY;
    row.stage = stages[city_below(c, (int)countof(stages))];
    row.parent_id = c->projects.count && city_chance(c, 4) ? city_one(c, &c->projects) : NO_INT;
    row.counts_as = city_chance(c, 3) ? "children" : "itself";
    row.gone = !is_new && city_chance(c, 6);
    CITY_PUT(c, project, &c->projects, row);
}

static inline void city_put_holder(struct city *c) {
    struct holder row;
    CITY_TAKE(c, holder, &c->holders, row, 2);
    row.project_id = city_one(c, &c->projects); /* an edited one moves */
    bool is_area = city_chance(c, 2);
    row.kind = is_area ? "area" : "department";
    row.holder_id = city_one(c, is_area ? &c->areas : &c->departments);
    row.share_bp = city_below(c, 4) * 2500;
    row.from_day = city_chance(c, 2) ? NO_DAY : day_of_ms(c->clock_ms, 480) + city_below(c, 9) - 4;
    row.to_day = city_chance(c, 2) ? NO_DAY : day_of_ms(c->clock_ms, 480) + city_below(c, 12) - 4;
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, holder, &c->holders, row);
}

static inline void city_put_membership(struct city *c) {
    static const char *const levels[] = {"provincial_major", "provincial_key", "municipal_key", "county_key"};
    static const char *const roles[] = {"new_start", "continuing", "preliminary"};
    struct membership row;
    CITY_TAKE(c, membership, &c->memberships, row, 2);
    row.project_id = city_one(c, &c->projects);
    row.level = levels[city_below(c, 4)];
    row.role = roles[city_below(c, 3)];
    row.year = CITY_YEAR - city_below(c, 2);
    row.entered_day = city_day(c, CITY_YEAR - 1, CITY_YEAR);
    row.left_day = city_chance(c, 3) ? city_day(c, CITY_YEAR, CITY_YEAR) : NO_DAY;
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, membership, &c->memberships, row);
}

static inline void city_put_stop(struct city *c) {
    struct stop row;
    CITY_TAKE(c, stop, &c->stops, row, 2);
    row.project_id = city_one(c, &c->projects);
    row.stopped_day = city_day(c, CITY_YEAR, CITY_YEAR);
    row.resumed_day = city_day_or_none(c);
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, stop, &c->stops, row);
}

/* A draft, one that is open, or one that was solved; most with a day, some with a clock that stands. */
static inline void city_put_problem(struct city *c) {
    struct problem row;
    CITY_TAKE(c, problem, &c->problems, row, 2);
    int how = city_below(c, 6);
    row.project_id = city_one(c, &c->projects);
    row.kind = "land", row.raised_day = CITY_YEAR;
    row.state = how == 0 ? NULL : how < 3 ? "closed" : "handling";
    row.registered_day = how ? city_day(c, CITY_YEAR - 1, CITY_YEAR) : NO_DAY;
    row.closed_day = how == 1 || how == 2 ? row.registered_day + city_below(c, 200) : NO_DAY;
    row.ends_day = city_chance(c, 4) ? NO_DAY : city_day(c, CITY_YEAR - 1, CITY_YEAR);
    row.stopped_day = city_chance(c, 4) ? city_day(c, CITY_YEAR - 1, CITY_YEAR) : NO_DAY;
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, problem, &c->problems, row);
}

static inline void city_put_milestone(struct city *c) {
    struct milestone row;
    CITY_TAKE(c, milestone, &c->milestones, row, 2);
    row.project_id = city_one(c, &c->projects);
    bool is_own = city_chance(c, 3);
    row.kind_id = is_own ? NO_INT : city_one(c, &c->kinds);
    row.name = is_own ? "沉箱安装" : NULL;
    row.plan_day = city_chance(c, 8) ? NO_DAY : city_day(c, CITY_YEAR - 1, CITY_YEAR + 1);
    row.actual_day = city_day_or_none(c);
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, milestone, &c->milestones, row);
}

static inline void city_put_plan(struct city *c) {
    struct annual_plan row;
    CITY_TAKE(c, annual_plan, &c->plans, row, 2);
    row.project_id = city_one(c, &c->projects);
    row.year = CITY_YEAR - city_below(c, 2);
    row.revision = 1 + city_below(c, 3);
    row.amount_fen = (int64_t)city_below(c, 900) * 1000000;
    row.is_provisional = city_chance(c, 3);
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, annual_plan, &c->plans, row);
}

static inline void city_put_fact(struct city *c) {
    struct invest_fact row;
    CITY_TAKE(c, invest_fact, &c->facts, row, 2);
    if (!row.id || city_chance(c, 8)) row.project_id = city_one(c, &c->projects);
    row.report_id = NO_INT; /* stated by hand: a report speaks of its own project and month alone */
    row.source = city_chance(c, 6) ? "bureau" : "report";
    row.to_month = month_of(CITY_YEAR - 1, 12) + city_below(c, 13);
    row.from_month = city_chance(c, 6) ? NO_MONTH : city_chance(c, 2) ? row.to_month : month_of(CITY_YEAR, 1);
    row.amount_fen = (int64_t)city_below(c, 50) * 10000000 - 20000000;
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, invest_fact, &c->facts, row);
}

/* A report of one of the year's months in some state, or of a week; made into a figure now and then. */
static inline void city_put_report(struct city *c) {
    static const char *const states[] = {"draft", "returned", "returned", "at_area", "at_department", "at_office", "accepted"};
    static const char *const desks[] = {"unit", "unit", "area", "area", "department", "office", NULL};
    struct report row;
    CITY_TAKE(c, report, &c->reports, row, 2);
    int state = city_below(c, (int)countof(states));
    if (!row.id) {
        int32_t month = month_of(CITY_YEAR - 1, 11) + city_below(c, 14);
        bool is_week = city_chance(c, 8);
        row.project_id = city_one(c, &c->projects);
        row.period_kind = is_week ? "week" : "month";
        row.from_day = is_week ? month_first_day(month) + 2 : month_first_day(month);
        row.to_day = is_week ? row.from_day + 6 : month_last_day(month);
        row.revision = 1000 + c->reports.count; /* each another one */
        row.filler_id = 1;
    }
    row.state = states[state];
    row.desk = desks[state];
    if (state && row.first_sent_ms == NO_INT) row.first_sent_ms = c->clock_ms;
    if (state) row.sent_ms = c->clock_ms;
    row.gone = row.id && city_chance(c, 9);
    CITY_PUT(c, report, &c->reports, row);
    if (!text_eq(row.state, "accepted") || city_chance(c, 3)) return;
    struct invest_fact fact;
    CITY_TAKE(c, invest_fact, &c->facts, fact, 2);
    fact.project_id = row.project_id;
    fact.source = "report";
    fact.from_month = fact.to_month = month_of_day(row.to_day);
    fact.amount_fen = (int64_t)city_below(c, 50) * 10000000;
    fact.report_id = row.id;
    CITY_PUT(c, invest_fact, &c->facts, fact);
}

static inline void city_put_exception(struct city *c) {
    struct lock_exception row;
    CITY_TAKE(c, lock_exception, &c->exceptions, row, 2);
    if (!row.id) {
        /* Of a period there is one: each exception is of a project and month of its own. */
        row.project_id = c->projects.at[c->exceptions.count / 12 % c->projects.count];
        row.from_day = month_first_day(month_of(CITY_YEAR, 1) + c->exceptions.count % 12);
        row.period = city_chance(c, 5) ? "week" : "month";
        row.account_id = 1;
        row.reason = "试";
    }
    row.until_day = city_day(c, CITY_YEAR, CITY_YEAR + 1);
    row.gone = row.id && city_chance(c, 6);
    CITY_PUT(c, lock_exception, &c->exceptions, row);
}

static inline void city_set_threshold(struct city *c) {
    struct both fault;
    int64_t wan = 100 * (1 + city_below(c, 20));
    assert_ok(c->a, setting_set(c->t, "threshold_fen", arena_printf(c->a, "%d", (int)(wan * 1000000)), "试", &fault));
}

/* One row of some table. */
static inline void city_edit(struct city *c) {
    void (*const puts[])(struct city *) = {city_put_project, city_put_holder, city_put_membership, city_put_stop,
                                           city_put_plan,    city_put_fact,   city_put_fact,       city_put_fact,
                                           city_put_milestone, city_put_report, city_put_report, city_put_exception};
    puts[city_below(c, (int)countof(puts))](c);
    struct sample_random kept = c->r; /* problems by dice of their own */
    c->r = c->of_problems;
    if (city_chance(c, 4)) city_put_problem(c);
    c->of_problems = c->r;
    c->r = kept;
}

/* Dictionaries and so many projects with some rows about each. */
static inline struct city *city_new(struct arena *a, struct store *s, uint64_t seed, int projects) {
    struct city *c = calloc(1, sizeof *c); /* kept over resets of the arena */
    must(c != NULL);
    c->a = a;
    c->s = s;
    c->r.state = seed;
    c->clock_ms = ms_of_day(day_of(CITY_YEAR, 1, 5), 480);
    city_dictionaries(c);
    city_begin(c);
    for (int i = 0; i < projects; i++) city_put_project(c);
    city_commit(c);
    city_begin(c);
    for (int i = 0; i < projects * 6; i++) city_edit(c);
    city_commit(c);
    return c;
}
static inline void city_done(struct city *c) { free(c); }

static inline int64_t city_last_entry(struct city *c) {
    int64_t entry = 0;
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, tx_last_entry(c->t, &entry));
    return entry;
}
static inline struct board *city_fold(struct city *c, int64_t entry, int year) {
    struct board *b = NULL;
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, board_fold(c->t, entry, year, 1, &b));
    arena_reset(c->a);
    return b;
}
static inline struct board *city_refresh(struct city *c, struct board *old, int64_t entry) {
    struct board *b = NULL;
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, board_refresh(c->t, &old, 1, entry, &b));
    arena_reset(c->a);
    return b;
}
