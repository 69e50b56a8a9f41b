/* Figures of boards made by hand: each against a slow recount, and what is missing is never zero. */
#include "tap.h"
#include "base/text.h"
#include "domain/board/builder.h"
#include "domain/stats/figures.h"
#include <math.h>

#define FOR_ALL(of_month) ((struct question){.scope = scope_everything(), .month = (of_month)})

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }
static int reset(void **state) { (void)state; arena_reset(a); return 0; }

static uint64_t seed = 20221130;
static uint64_t dice(uint64_t sides) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return seed % sides;
}

static const struct key_name areas[] = {{11, "huancui", "环翠区", "Huancui"}, {12, "wendeng", "文登区", "Wendeng"}};
static const struct key_name fields[] = {
    {21, "industry", "工业", "Industry"}, {22, "ocean", "海洋", "Ocean"}, {23, "rural", "乡村振兴", "Rural"}};
static const struct key_name departments[] = {{31, "drc", "发改委", "DRC"}};

static struct board *empty_board(int year) {
    struct board *b = board_new(year);
    b->areas = (struct dictionary){areas, countof(areas)};
    b->fields = (struct dictionary){fields, countof(fields)};
    b->departments = (struct dictionary){departments, countof(departments)};
    return b;
}

static struct settings some_settings(void) {
    struct settings s = {.city_zh = "威海市", .city_en = "Weihai", .report_due_day = 5, .curve_whole = 12};
    for (int m = 0; m < YEAR_MONTHS; m++) s.curve[m] = m + 1;
    return s;
}

static struct position *position_of(struct board *now, struct board *before) {
    struct light_law law = light_law_default("points");
    struct settings s = some_settings();
    struct position *p = position_make(&(struct position_parts){.known_day = day_of(2022, 12, 6), .board = now,
                                                                .board_before = before, .law = &law,
                                                                .law_before = &law, .settings = &s});
    board_drop(now);
    board_drop(before);
    return p;
}

static struct board_row some_row(int64_t id, int year) {
    struct board_row r;
    board_row_clear(&r);
    r.project_id = id;
    r.name = "项目";
    r.area = (uint16_t)(dice(10) ? dice(countof(areas)) : NO_KEY);
    r.field = (uint16_t)(dice(10) ? dice(countof(fields)) : NO_KEY);
    r.department[0] = (uint16_t)(dice(3) ? 0 : NO_KEY);
    r.role = (uint8_t)dice(4);
    r.stage = (uint8_t)dice(STAGE_COUNT);
    r.platform_months = (uint16_t)(dice(4) ? 0xFFF << dice(12) & 0xFFF : 0);
    for (int level = 0; level < LEVEL_COUNT; level++) r.listed_months[level] = dice(3) ? 0 : (uint16_t)dice(0x1000);
    r.registered_day = day_of(year, 1, 1) + (int32_t)dice(365);
    r.actual_start_day = dice(2) ? day_of(year, 1, 1) + (int32_t)dice(365) : NO_DAY;
    r.total_fen = dice(9) ? (int64_t)dice(1u << 30) : NO_FEN;
    r.plan_fen = dice(9) ? (int64_t)dice(1u << 30) : NO_FEN;
    for (int m = 0; m < YEAR_MONTHS; m++) {
        if (dice(9)) r.ytd_fen[m] = (int64_t)dice(1u << 28) * (m + 1);
        if (dice(9)) r.month_fen[m] = (int64_t)dice(1u << 28);
    }
    return r;
}

static struct board *some_board(int year, int rows) {
    struct board *b = empty_board(year);
    for (int i = 0; i < rows; i++) {
        struct board_row r = some_row(i + 1, year);
        board_push(b, &r);
    }
    board_seal(b);
    return b;
}

/* -- the slow recount: row by row, each figure on its own -- */

struct recount {
    const struct position *p;
    const struct figures_asked *asked;
    const struct figure_group *group;
};

static bool is_in(const struct recount *r, const struct board *b, int row, int32_t month, bool of_platform) {
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    const struct question *q = &r->asked->where;
    bool key = false, listed = false;
    for (unsigned level = 0; level < LEVEL_COUNT; level++) {
        bool on = c->listed_months[level][i] >> month % 12 & 1;
        key = key || (on && level <= MUNICIPAL_KEY);
        listed = listed || (on && (q->levels >> level & 1));
    }
    bool on_platform = c->platform_months[i] >> month % 12 & 1;
    if (!r->asked->has_level && !(of_platform ? on_platform : key)) return false;
    if (r->asked->has_level && !q->levels && !on_platform) return false;
    if (r->asked->has_level && q->levels && !(listed && (!of_platform || on_platform))) return false;
    if (keys_has(&q->areas, 0) && c->area[i] != 0) return false;
    for (int k = 0; k < r->asked->by_count; k++)
        if (r->group->key[k] != ANY_KEY && chunk_key(c, i, r->asked->by[k], month) != r->group->key[k]) return false;
    return true;
}

enum of_row { ONE, TOTAL, PLAN, YTD, MONTH, NEW, NEW_TOTAL, IMPLEMENTING, STARTED, BOTH, LIGHT_RED, LIGHT_GREY, LATE };

/* What a row adds, NAN if that is not known. */
static double part(const struct recount *r, const struct board *b, int row, int32_t month, enum of_row what) {
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS, m = month % 12;
    bool implementing = c->role[i] == NEW_START || c->role[i] == CONTINUING;
    bool started = c->actual_start_day[i] == NO_DAY ? c->role[i] == CONTINUING
                                                    : month_of_day(c->actual_start_day[i]) <= month;
    bool begun = c->stage[i] >= UNDER_CONSTRUCTION && c->stage[i] <= IN_PRODUCTION;
    bool unsaid = begun && c->actual_start_day[i] == NO_DAY && c->role[i] != CONTINUING;
    bool is_new = month_of_day(c->registered_day[i]) == month;
    int64_t fen = 0;
    switch (what) {
    case ONE: return 1;
    case TOTAL: fen = c->total_fen[i]; break;
    case PLAN: fen = c->plan_fen[i]; break;
    case YTD: fen = c->ytd_fen[m][i]; break;
    case MONTH: fen = c->month_fen[m][i]; break;
    case NEW: return is_new;
    case NEW_TOTAL: fen = is_new ? c->total_fen[i] : 0; break;
    case IMPLEMENTING: return implementing;
    case STARTED: return unsaid ? (double)NAN : started;
    case BOTH: return unsaid && implementing ? (double)NAN : implementing && started;
    case LIGHT_RED: return lights_at(r->p->lights, row, month) == RED;
    case LIGHT_GREY: return lights_at(r->p->lights, row, month) == GREY;
    case LATE: return lights_rule_at(r->p->lights, row, month, RULE_FIGURES) >= YELLOW;
    }
    return fen == NO_FEN ? NAN : (double)fen;
}

/* Over the rows that are in; of what is not known, the number in *ret_unknown. */
static double sum_of(const struct recount *r, bool before, bool of_platform, enum of_row what, int back,
                     int64_t *ret_unknown) {
    const struct board *b = before ? r->p->board_before : r->p->board;
    int32_t month = r->group->month - before * 12;
    double all = 0;
    *ret_unknown = 0;
    for (int row = 0; row < b->rows; row++) {
        if (!is_in(r, b, row, month, of_platform)) continue;
        double x = part(r, b, row, month - back, what);
        all += isnan(x) ? 0 : x;
        *ret_unknown += isnan(x);
    }
    return all;
}

static double sum(const struct recount *r, bool before, bool of_platform, enum of_row what, int back) {
    int64_t unknown;
    return sum_of(r, before, of_platform, what, back, &unknown);
}

/* That as many projects are told to be unknown as there are. */
static void unknown(const struct recount *r, enum indicator_no n, enum of_row what) {
    int64_t want;
    sum_of(r, false, false, what, 0, &want);
    assert_int_equal(r->group->value[n].unknown, want);
}

static void same(const struct recount *r, enum indicator_no n, double want) {
    const struct figure_value *v = &r->group->value[n];
    if (!isfinite(want)) {
        assert_int_equal(v->kind, FIGURE_NONE);
        return;
    }
    if (v->kind == FIGURE_NONE && v->unknown && want == 0) return; /* nothing is known: nothing was added up */
    double have = v->kind == FIGURE_REAL ? v->real : (double)v->n;
    if (v->kind == FIGURE_NONE || fabs(have - want) > 1e-9 * fmax(1, fabs(want)))
        fail_msg("%s is %.17g, recounted %.17g", indicators[n].code, have, want);
}

static void recount_group(const struct recount *r) {
    double keys = sum(r, false, false, ONE, 0), platform = sum(r, false, true, ONE, 0);
    double plan = sum(r, false, false, PLAN, 0), done = sum(r, false, false, YTD, 0);
    double news = sum(r, false, true, NEW, 0), news_total = sum(r, false, true, NEW_TOTAL, 0);
    double implementing = sum(r, false, false, IMPLEMENTING, 0), started = sum(r, false, false, STARTED, 0);
    double time = 100.0 * (r->group->month % 12 + 1) / 12;
    same(r, IND_PROJECTS_KEY, keys);
    same(r, IND_PROJECTS_YOY_DIFF, keys - sum(r, true, false, ONE, 0));
    same(r, IND_PROJECTS_IMPLEMENTING, implementing);
    same(r, IND_PROJECTS_STARTED, started);
    same(r, IND_PROJECTS_PLATFORM, platform);
    same(r, IND_PROJECTS_PLATFORM_YOY_DIFF, platform - sum(r, true, true, ONE, 0));
    same(r, IND_PROJECTS_NEW_MONTH, news);
    same(r, IND_PROJECTS_NEW_MONTH_YOY_DIFF, news - sum(r, true, true, NEW, 0));
    same(r, IND_START_RATE_ALL, 100 * started / keys);
    same(r, IND_START_RATE_PLANNED, 100 * sum(r, false, false, BOTH, 0) / implementing);
    same(r, IND_LIGHTS_RED, sum(r, false, false, LIGHT_RED, 0));
    same(r, IND_LIGHTS_GREY, sum(r, false, false, LIGHT_GREY, 0));
    same(r, IND_FIGURES_MISSING, sum(r, false, false, LATE, 0));
    same(r, IND_TIME_PROGRESS, time);
    unknown(r, IND_PROJECTS_STARTED, STARTED);
    unknown(r, IND_START_RATE_ALL, STARTED);
    unknown(r, IND_START_RATE_PLANNED, BOTH);
    unknown(r, IND_INVESTMENT_PLANNED, PLAN);
    unknown(r, IND_INVESTMENT_DONE_YTD, YTD);
    unknown(r, IND_INVESTMENT_DONE_MONTH, MONTH);
    if (r->group->value[IND_INVESTMENT_PLANNED].kind == FIGURE_NONE || plan == 0 || done == 0) return;
    same(r, IND_INVESTMENT_TOTAL, sum(r, false, false, TOTAL, 0));
    same(r, IND_INVESTMENT_PLANNED, plan);
    same(r, IND_INVESTMENT_DONE_YTD, done);
    same(r, IND_INVESTMENT_DONE_MONTH, sum(r, false, false, MONTH, 0));
    same(r, IND_INVESTMENT_DONE_YTD_YOY, 100 * (done / sum(r, true, false, YTD, 0) - 1));
    same(r, IND_COMPLETION_RATE, 100 * done / plan);
    same(r, IND_MONTH_SHARE, 100 * sum(r, false, false, MONTH, 0) / plan);
    same(r, IND_LEAD_POINTS, 100 * done / plan - time);
    int back = r->group->month % 12;
    while (back >= 0 && sum(r, false, false, YTD, back) < plan) back--;
    same(r, IND_MET_MONTH, back < 0 ? (double)NAN : (double)(r->group->month - back));
    if (news == 0 || news_total == 0 || sum(r, true, true, NEW_TOTAL, 0) == 0) return;
    same(r, IND_PROJECTS_NEW_MONTH_INVESTMENT, news_total);
    same(r, IND_PROJECTS_NEW_MONTH_INVESTMENT_YOY, 100 * (news_total / sum(r, true, true, NEW_TOTAL, 0) - 1));
}

static void recount_all(const struct position *p, const struct figures_asked *asked, int groups_min) {
    struct figures f;
    assert_int_equal(figures_of(a, p, asked, &f), OK);
    assert_true(f.count >= groups_min);
    int64_t keys = 0;
    for (int k = 0; k < f.count; k++) {
        recount_group(&(struct recount){p, asked, &f.at[k]});
        bool is_total = false;
        for (int by = 0; by < asked->by_count; by++) is_total = is_total || f.at[k].key[by] == ANY_KEY;
        keys += is_total ? 0 : f.at[k].value[IND_PROJECTS_KEY].n;
        assert_int_equal(f.at[k].done_fen[f.at[k].month % 12],
                         f.at[k].value[IND_INVESTMENT_DONE_YTD].kind ? f.at[k].value[IND_INVESTMENT_DONE_YTD].n : NO_FEN);
        assert_ptr_equal(figures_find(&f, f.at[k].month, f.at[k].key), &f.at[k]);
    }
    if (asked->by_month) return;
    struct figures_asked whole_asked = *asked;
    struct figures whole;
    whole_asked.by_count = 0;
    assert_int_equal(figures_of(a, p, &whole_asked, &whole), OK);
    assert_int_equal(whole.at[0].value[IND_PROJECTS_KEY].n, keys);
}

TEST(every_figure_of_every_group_equals_a_slow_recount) {
    struct position *p = position_of(some_board(2022, 5000), some_board(2021, 4300));
    const char *wheres[] = {"", "level=municipal_key", "level=platform", "level=county_key,level=provincial_major",
                            "area=huancui"};
    const char *bys[] = {"", "area", "field,area", "level", "stage,department", "area,month", "level", "area,field,stage"};
    for (size_t w = 0; w < countof(wheres); w++)
        for (size_t b = 0; b < countof(bys); b++) {
            struct figures_asked asked = {.where = FOR_ALL(month_of(2022, 1 + (int)dice(12)))};
            struct both fault;
            assert_int_equal(figures_where(a, p, wheres[w], &asked, &fault), OK);
            assert_int_equal(figures_by(a, bys[b], &asked, &fault), OK);
            asked.with_totals = b % 2;
            recount_all(p, &asked, w == 4 ? 1 : b ? 2 : 1);
        }
    position_drop(p);
}

/* Two questions that differ in anything are not the same; the same one is answered by the same table. */
TEST(a_table_is_kept_for_each_question_that_is_asked_of_everybody) {
    struct position *p = position_of(some_board(2022, 900), some_board(2021, 800));
    const struct figures *kept[12 * 16];
    size_t count = 0;
    for (int again = 0; again < 2; again++) {
        size_t i = 0;
        for (int m = 1; m <= 12; m++)
            for (unsigned levels = 0; levels < 4; levels++)
                for (int k = 0; k < 4; k++) {
                    struct figures_asked asked = {.where = {.scope = scope_everything(), .month = month_of(2022, m),
                                                            .levels = levels}, .has_level = true,
                                                  .by = {k & 1 ? BY_AREA : BY_FIELD, BY_STAGE}, .by_count = 1 + (k & 1),
                                                  .with_totals = k & 2};
                    const struct figures *f;
                    struct figures want;
                    assert_int_equal(figures_kept(a, p, &asked, &f), OK);
                    if (again) assert_ptr_equal(f, kept[i++]);
                    if (again) continue;
                    for (size_t n = 0; n < count; n++) assert_ptr_not_equal(f, kept[n]);
                    kept[count++] = f;
                    assert_int_equal(figures_of(a, p, &asked, &want), OK);
                    assert_int_equal(f->count, want.count);
                    assert_memory_equal(f->place, want.place, (size_t)want.groups * sizeof *want.place);
                    assert_memory_equal(f->counts, want.counts, (size_t)want.groups * sizeof *want.counts);
                    for (int n = 0; n < f->count; n++) {
                        int64_t red = want.at[n].value[IND_LIGHTS_RED].n;
                        assert_int_equal(f->at[n].value[IND_LIGHTS_RED].n, red);
                        assert_int_equal(figures_counts(f, f->at[n].month, f->at[n].key)->light[RED], red);
                    }
                }
    }
    assert_int_equal(count, countof(kept));
    const struct figures *one, *other;
    struct figures_asked of_area = {.where = {.scope = scope_everything(), .month = month_of(2022, 11)}};
    keys_add(&of_area.where.areas, 1);
    assert_int_equal(figures_kept(a, p, &of_area, &one), OK);
    assert_int_equal(figures_kept(a, p, &of_area, &other), OK);
    assert_ptr_not_equal(one, other);
    const int64_t none[1] = {0};
    struct scope here = {.present = p->board, .entry = p->board->entry, .areas = none, .departments = none,
                         .units = (uint64_t[]){0}, .projects = (int64_t[]){3}, .project_count = 1};
    struct scope same = here, elsewhere = here;
    elsewhere.projects = (int64_t[]){4};
    struct figures_asked of_scope = {.where = {.scope = &here, .month = month_of(2022, 11)}, .has_level = true};
    assert_int_equal(figures_kept(a, p, &of_scope, &one), OK);
    of_scope.where.scope = &same;
    assert_int_equal(figures_kept(a, p, &of_scope, &other), OK);
    assert_ptr_equal(one, other);
    of_scope.where.scope = &elsewhere;
    assert_int_equal(figures_kept(a, p, &of_scope, &other), OK);
    assert_ptr_not_equal(one, other);
    of_scope.where.scope = scope_everything();
    assert_int_equal(figures_kept(a, p, &of_scope, &other), OK);
    assert_ptr_not_equal(one, other);
    position_drop(p);
}

/* -- by hand -- */

/* A key project on the platform all year. */
static struct board_row key_row(int64_t id) {
    struct board_row r;
    board_row_clear(&r);
    r.project_id = id, r.name = "重点项目", r.role = CONTINUING, r.area = 0, r.field = 1;
    r.platform_months = r.listed_months[MUNICIPAL_KEY] = r.listed_months[PROVINCIAL_KEY] = 0xFFF;
    r.registered_day = day_of(2020, 1, 1);
    return r;
}

static struct position *position_of_rows(const struct board_row *rows, int count) {
    struct board *b = empty_board(2022), *before = empty_board(2021);
    for (int i = 0; i < count; i++) board_push(b, &rows[i]);
    board_seal(b);
    board_seal(before);
    return position_of(b, before);
}

static struct figures whole(const struct position *p) {
    struct figures f;
    assert_int_equal(figures_of(a, p, &(struct figures_asked){.where = FOR_ALL(month_of(2022, 11))}, &f), OK);
    assert_int_equal(f.count, 1);
    return f;
}

TEST(what_is_missing_is_not_zero_and_is_counted) {
    struct board_row rows[] = {key_row(1), key_row(2)};
    struct position *p = position_of_rows(rows, 2);
    const struct figure_value *v = whole(p).at[0].value;
    assert_int_equal(v[IND_PROJECTS_KEY].n, 2);
    assert_int_equal(v[IND_INVESTMENT_DONE_YTD].kind, FIGURE_NONE);
    assert_int_equal(v[IND_INVESTMENT_DONE_YTD].unknown, 2);
    assert_int_equal(v[IND_INVESTMENT_PLANNED].kind, FIGURE_NONE);
    assert_int_equal(v[IND_COMPLETION_RATE].kind, FIGURE_NONE);
    assert_int_equal(v[IND_LEAD_POINTS].kind, FIGURE_NONE);
    assert_int_equal(v[IND_MET_MONTH].kind, FIGURE_NONE);
    assert_int_equal(v[IND_LIGHTS_GREY].n + v[IND_LIGHTS_RED].n, 2);
    position_drop(p);
    rows[0].plan_fen = 1000, rows[0].ytd_fen[10] = 0;
    p = position_of_rows(rows, 2);
    v = whole(p).at[0].value;
    assert_int_equal(v[IND_INVESTMENT_DONE_YTD].kind, FIGURE_INT);
    assert_int_equal(v[IND_INVESTMENT_DONE_YTD].n, 0);
    assert_int_equal(v[IND_INVESTMENT_DONE_YTD].unknown, 1);
    assert_true(v[IND_COMPLETION_RATE].kind == FIGURE_REAL && v[IND_COMPLETION_RATE].real == 0);
    assert_int_equal(v[IND_COMPLETION_RATE].unknown, 1);
    position_drop(p);
    p = position_of_rows(rows, 0);
    v = whole(p).at[0].value;
    assert_true(v[IND_INVESTMENT_DONE_YTD].kind == FIGURE_INT && v[IND_INVESTMENT_DONE_YTD].n == 0);
    assert_int_equal(v[IND_START_RATE_ALL].kind, FIGURE_NONE);
    position_drop(p);
}

TEST(rates_are_not_capped_and_no_sum_overflows) {
    struct board_row rows[] = {key_row(1), key_row(2)};
    rows[0].plan_fen = INT64_C(765731000000000), rows[0].ytd_fen[9] = INT64_C(765731000000000);
    rows[0].ytd_fen[8] = 5, rows[0].ytd_fen[10] = INT64_C(1010000000000000);
    struct position *p = position_of_rows(rows, 1);
    const struct figure_value *v = whole(p).at[0].value;
    assert_true(fabs(v[IND_COMPLETION_RATE].real - 131.9) < 0.001);
    assert_true(fabs(v[IND_LEAD_POINTS].real - (131.9 - 100.0 * 11 / 12)) < 0.001);
    assert_int_equal(v[IND_MET_MONTH].n, month_of(2022, 10));
    position_drop(p);
    rows[0].plan_fen = rows[1].plan_fen = rows[0].ytd_fen[10] = rows[1].ytd_fen[10] = INT64_MAX;
    p = position_of_rows(rows, 2);
    v = whole(p).at[0].value;
    assert_int_equal(v[IND_INVESTMENT_PLANNED].kind, FIGURE_NONE);
    assert_true(v[IND_COMPLETION_RATE].real == 100);
    position_drop(p);
}

TEST(a_project_on_two_lists_is_counted_once_and_both_start_rates_are_named) {
    struct board_row rows[] = {key_row(1), key_row(2), key_row(3), key_row(4)};
    rows[0].role = PRELIMINARY;
    rows[1].role = NEW_START, rows[1].stage = UNDER_CONSTRUCTION; /* begun on a day nobody recorded */
    rows[2].role = NEW_START, rows[2].actual_start_day = day_of(2022, 11, 30);
    struct position *p = position_of_rows(rows, 4);
    const struct figure_value *v = whole(p).at[0].value;
    assert_int_equal(v[IND_PROJECTS_KEY].n, 4);
    assert_int_equal(v[IND_PROJECTS_STARTED].n, 2);
    assert_true(v[IND_START_RATE_ALL].real == 50);
    assert_true(fabs(v[IND_START_RATE_PLANNED].real - 200.0 / 3) < 1e-12);
    assert_int_equal(v[IND_START_RATE_PLANNED].unknown, 1);
    assert_int_equal(indicators[IND_START_RATE_ALL].denominator, IND_PROJECTS_KEY);
    assert_int_equal(indicators[IND_START_RATE_PLANNED].denominator, IND_PROJECTS_IMPLEMENTING);
    position_drop(p);
}

TEST(only_what_was_asked_is_found) {
    struct board_row rows[] = {key_row(1)};
    struct position *p = position_of_rows(rows, 1);
    for (int with_totals = 0; with_totals < 2; with_totals++) {
        struct figures_asked asked = {.where = FOR_ALL(month_of(2022, 11)), .by = {BY_AREA, BY_FIELD}, .by_count = 2,
                                      .with_totals = with_totals};
        struct figures f;
        assert_int_equal(figures_of(a, p, &asked, &f), OK);
        assert_int_equal(f.count, with_totals ? 4 : 1);
        assert_ptr_equal(figures_find(&f, month_of(2022, 11), (uint16_t[]){0, 1}), &f.at[0]);
        assert_null(figures_find(&f, month_of(2022, 10), (uint16_t[]){0, 1}));
        assert_null(figures_find(&f, month_of(2022, 12), (uint16_t[]){0, 1}));
        assert_null(figures_find(&f, month_of(2022, 11), (uint16_t[]){0, 2}));
        assert_null(figures_find(&f, month_of(2022, 11), (uint16_t[]){0, NO_KEY}));
        const struct figure_group *all = figures_find(&f, month_of(2022, 11), (uint16_t[]){ANY_KEY, ANY_KEY});
        assert_int_equal(all != NULL, with_totals);
        assert_int_equal(figures_counts(&f, month_of(2022, 11), (uint16_t[]){0, 1})->projects, 1);
        assert_int_equal(figures_counts(&f, month_of(2022, 11), (uint16_t[]){0, 0})[2].projects, 0);
        assert_null(figures_counts(&f, month_of(2022, 10), (uint16_t[]){0, 1}));
        const struct figure_counts *whole_table = figures_counts(&f, month_of(2022, 11), (uint16_t[]){ANY_KEY, ANY_KEY});
        assert_int_equal(whole_table ? whole_table->projects : 0, with_totals);
    }
    struct figures f = whole(p);
    assert_int_equal(f.at[0].done_fen[10], NO_FEN);
    assert_int_equal(f.at[0].done_fen[11], NO_FEN);
    position_drop(p);
}

TEST(what_cannot_be_asked_is_refused_with_the_sentence) {
    struct position *p = position_of_rows(NULL, 0);
    const char *bad_where[] = {"level", "level=", "level=top", "area=nowhere", "colour=red", "stage=0", "=", "level=key;area"};
    const char *bad_by[] = {"colour", "area,area", "area;field"};
    struct both fault;
    for (size_t i = 0; i < countof(bad_where); i++) {
        struct figures_asked asked = {0};
        assert_int_equal(figures_where(a, p, bad_where[i], &asked, &fault), ERR_USAGE);
        assert_non_null(strstr(fault.in[EN], bad_where[i]));
    }
    for (size_t i = 0; i < countof(bad_by); i++) {
        struct figures_asked asked = {0};
        assert_int_equal(figures_by(a, bad_by[i], &asked, &fault), ERR_USAGE);
    }
    struct figures_asked asked = {0};
    assert_int_equal(figures_where(a, p, " level=key , area=none, area=huancui,stage=suspended", &asked, &fault), OK);
    assert_true(asked.has_level && asked.where.levels == LEVELS_KEY);
    assert_true(keys_has(&asked.where.areas, NO_KEY) && keys_has(&asked.where.areas, 0));
    assert_int_equal(asked.where.stages, 1u << SUSPENDED);
    position_drop(p);
}

TEST(json_has_the_names_the_outside_relies_on) {
    struct board_row rows[] = {key_row(1)};
    rows[0].area = NO_KEY;
    rows[0].plan_fen = 3000000, rows[0].ytd_fen[10] = 1000000;
    struct position *p = position_of_rows(rows, 1);
    struct figures_asked asked = {.where = FOR_ALL(month_of(2022, 11)), .by = {BY_AREA, BY_FIELD}, .by_count = 2};
    struct figures f;
    assert_int_equal(figures_of(a, p, &asked, &f), OK);
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    figures_json(&j, a, p, &f);
    const char *text = out_text_of(o);
    assert_true(text_starts(text, "{\"month\":\"2022-11\",\"known\":\"2022-12-06\",\"figures\":[{\"code\":\"projects_key\","
                                  "\"value\":1,\"unit\":\"count\",\"denominator\":null,\"unknown\":0,"));
    assert_non_null(strstr(text, "\"by\":{\"area\":null,\"field\":\"ocean\"}"));
    assert_non_null(strstr(text, "{\"code\":\"completion_rate\",\"value\":33.3333333333333"));
    assert_non_null(strstr(text, "\"unit\":\"percent\",\"denominator\":\"investment_planned\""));
    assert_non_null(strstr(text, "{\"code\":\"met_month\",\"value\":null,\"unit\":\"month\""));
    const char *fixed[] = {"projects_key", "projects_platform", "projects_platform_yoy_diff", "projects_new_month",
                           "projects_new_month_investment_yoy", "investment_planned", "investment_done_ytd",
                           "completion_rate", "time_progress", "lead_points", "start_rate_all", "start_rate_planned"};
    for (size_t i = 0; i < countof(fixed); i++) assert_int_not_equal(indicator_no(fixed[i]), NO_INDICATOR);
    position_drop(p);
}

TEST(the_dictionary_is_whole) {
    for (enum indicator_no n = 0; n < INDICATOR_COUNT; n++) {
        assert_non_null(indicators[n].code);
        assert_int_equal(indicator_no(indicators[n].code), n);
        assert_true(indicators[n].version >= 1 && indicators[n].value != NULL);
    }
    struct out *o = out_in(a, 0);
    indicators_markdown(o);
    const char *text = out_text_of(o);
    assert_non_null(strstr(text, "| `completion_rate` | 投资完成率 | 本年累计完成投资÷年度计划投资×100 | % | 年度计划投资 | 清单 | 1 |"));
    assert_non_null(strstr(text, "| `completion_rate` | Investment completion rate |"));
}

TEST(too_many_groups_are_refused) {
    struct board *b = empty_board(2022), *before = empty_board(2021);
    struct key_name *many = arena_array(a, struct key_name, 500);
    for (int i = 0; i < 500; i++) many[i] = (struct key_name){i, arena_printf(a, "k%d", i), "名", "name"};
    b->areas = b->fields = (struct dictionary){many, 500};
    board_seal(b);
    board_seal(before);
    struct position *p = position_of(b, before);
    struct figures_asked asked = {.where = FOR_ALL(month_of(2022, 11)), .by = {BY_AREA, BY_FIELD}, .by_count = 2};
    struct figures f;
    assert_int_equal(figures_of(a, p, &asked, &f), ERR_TOO_LARGE);
    position_drop(p);
}

TEST(the_age_of_figures_is_that_of_the_newest_report_behind_them) {
    struct board_row rows[] = {key_row(1), key_row(2), key_row(3)};
    rows[0].reported_day[4] = day_of(2022, 6, 3);
    rows[1].reported_day[1] = day_of(2022, 7, 9); /* of February, late: newer than May's */
    rows[1].reported_day[11] = day_of(2023, 1, 2); /* of December, which was not asked about */
    rows[2].reported_day[4] = day_of(2022, 8, 1);
    rows[2].listed_months[MUNICIPAL_KEY] = rows[2].listed_months[PROVINCIAL_KEY] = 0; /* on no list asked about */
    struct board_row none[] = {key_row(1)};
    struct position *reported = position_of_rows(rows, 3), *silent = position_of_rows(none, 1);
    assert_int_equal(whole(reported).reported_day, day_of(2022, 7, 9));
    assert_int_equal(whole(silent).reported_day, NO_DAY);
    position_drop(reported);
    position_drop(silent);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_figure_of_every_group_equals_a_slow_recount, reset),
        cmocka_unit_test_teardown(a_table_is_kept_for_each_question_that_is_asked_of_everybody, reset),
        cmocka_unit_test_teardown(what_is_missing_is_not_zero_and_is_counted, reset),
        cmocka_unit_test_teardown(rates_are_not_capped_and_no_sum_overflows, reset),
        cmocka_unit_test_teardown(a_project_on_two_lists_is_counted_once_and_both_start_rates_are_named, reset),
        cmocka_unit_test_teardown(only_what_was_asked_is_found, reset),
        cmocka_unit_test_teardown(what_cannot_be_asked_is_refused_with_the_sentence, reset),
        cmocka_unit_test_teardown(json_has_the_names_the_outside_relies_on, reset),
        cmocka_unit_test_teardown(the_dictionary_is_whole, reset),
        cmocka_unit_test_teardown(the_age_of_figures_is_that_of_the_newest_report_behind_them, reset),
        cmocka_unit_test_teardown(too_many_groups_are_refused, reset),
    };
    return cmocka_run_group_tests_name("figures_test", tests, up, down);
}
