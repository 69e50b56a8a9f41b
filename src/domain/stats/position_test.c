/* Positions: shared while nothing changed, bounded in number, read while others are folded. */
#include "board_city.h"
#include "domain/calendar/calendar_edit.h"
#include "domain/stats/duty.h"
#include "domain/stats/position_inside.h"
#include "people_queries.h"
#include <pthread.h>
#include <unistd.h>

static struct position *position_at(struct city *c, struct position_cache *cache, int64_t entry, int32_t day, int year) {
    struct position *got = NULL;
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, position_get(cache, c->t, entry, day, year, &got));
    arena_reset(c->a);
    return got;
}

static int64_t edited(struct city *c) {
    city_begin(c);
    city_put_plan(c);
    city_commit(c);
    int64_t entry = city_last_entry(c);
    arena_reset(c->a);
    return entry;
}

TEST_BOTH(the_same_question_gets_the_same_position, schema_of_program()) {
    struct city *c = city_new(a, s, 5, 40);
    struct position_cache *cache = position_cache_new(4);
    int64_t entry = city_last_entry(c);
    int32_t day = day_of(2022, 12, 6);
    struct position *x = position_at(c, cache, entry, day, 2022), *y = position_at(c, cache, entry, day, 2022);
    assert_ptr_equal(x, y);
    assert_int_equal(x->board->year, 2022);
    assert_int_equal(x->board_before->year, 2021);
    assert_int_equal(x->settings.threshold_fen, 500000000);
    struct position *next_day = position_at(c, cache, entry, day + 1, 2022);
    assert_ptr_not_equal(x, next_day);
    assert_ptr_equal(x->board, next_day->board);
    struct position *last_year = position_at(c, cache, entry, day, 2021);
    assert_ptr_equal(last_year->board, x->board_before);
    position_drop(x);
    position_drop(y);
    position_drop(next_day);
    position_drop(last_year);
    position_drop(NULL);
    position_cache_done(cache);
    position_cache_done(NULL);
    city_done(c);
}

TEST_BOTH(the_cache_is_bounded_and_readers_keep_theirs, schema_of_program()) {
    struct city *c = city_new(a, s, 6, 40);
    struct position_cache *cache = position_cache_new(2);
    int32_t day = day_of(2022, 12, 6);
    struct position *kept[5];
    for (int i = 0; i < 5; i++) kept[i] = position_at(c, cache, edited(c), day, 2022);
    struct position *again = position_at(c, cache, kept[0]->entry, day, 2022);
    assert_ptr_not_equal(again, kept[0]); /* gone from the cache, folded anew */
    for (int row = 0; row < again->board->rows; row++)
        assert_int_equal(lights_at(again->lights, row, month_of(2022, 11)), lights_at(kept[0]->lights, row, month_of(2022, 11)));
    position_drop(again);
    position_cache_done(cache);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(kept[i]->lights->board->entry, kept[i]->entry);
        position_drop(kept[i]);
    }
    city_done(c);
}

TEST_BOTH(a_new_due_day_or_curve_is_used_from_the_entry_that_set_it, schema_of_program()) {
    struct city *c = city_new(a, s, 7, 10);
    struct position_cache *cache = position_cache_new(4);
    int64_t before = city_last_entry(c);
    arena_reset(a);
    struct both fault;
    city_begin(c);
    assert_ok(a, setting_set(c->t, "report_due_day", "10", "试", &fault));
    assert_ok(a, setting_set(c->t, "time_curve", "0,500,1000,2000,3000,4000,5000,6000,7000,8000,9000,10000", "试", &fault));
    city_commit(c);
    int64_t after = city_last_entry(c);
    struct position *x = position_at(c, cache, before, day_of(2022, 12, 8), 2022);
    struct position *y = position_at(c, cache, after, day_of(2022, 12, 8), 2022);
    assert_true(x->lights->calendar.due[0][10] && !y->lights->calendar.due[0][10]);
    assert_int_equal(x->lights->calendar.settings.time_part[1], 2);
    assert_int_equal(y->lights->calendar.settings.time_part[1], 500);
    position_drop(x);
    position_drop(y);
    position_cache_done(cache);
    city_done(c);
}

TEST_BOTH(a_rule_of_a_list_says_when_its_figures_are_due_and_a_notice_moves_that_day, schema_of_program()) {
    struct city *c = city_new(a, s, 9, 10);
    struct position_cache *cache = position_cache_new(4);
    struct report_terms r = {.list = LIST_MUNICIPAL_KEY, .whom = WHOM_ALL, .period = PERIOD_MONTH, .way = DUE_DAY,
                             .due = 28, .shift = SHIFT_NEXT, .open_after = NEVER_LOCKS, .is_on = true,
                             .from_day = day_of(2022, 1, 1)};
    struct special_day off = {day_of(2022, 11, 28), 2022, true, "试"};
    struct notice notice = {2022, "试", &off, 1};
    struct faults faults = {.count = 0};
    bool is_changed;
    int64_t id, before = city_last_entry(c);
    city_begin(c);
    assert_ok(a, report_rule_begin(c->t, &r, "试", &faults, &id));
    city_commit(c);
    int64_t after = city_last_entry(c);
    city_begin(c);
    assert_ok(a, notice_take(c->t, &notice, &is_changed));
    city_commit(c);
    int64_t moved = city_last_entry(c);
    enum { MUNICIPAL = 1 << LIST_MUNICIPAL_KEY, NOVEMBER = 10 };
    struct position *x = position_at(c, cache, before, day_of(2022, 11, 29), 2022);
    struct position *y = position_at(c, cache, after, day_of(2022, 11, 29), 2022);
    struct position *z = position_at(c, cache, moved, day_of(2022, 11, 29), 2022);
    assert_false(x->lights->calendar.due[MUNICIPAL][NOVEMBER]);
    assert_true(y->lights->calendar.due[MUNICIPAL][NOVEMBER]);
    assert_false(y->lights->calendar.due[0][NOVEMBER]);
    assert_false(z->lights->calendar.due[MUNICIPAL][NOVEMBER]);
    position_drop(x);
    position_drop(y);
    position_drop(z);
    position_cache_done(cache);
    city_done(c);
}

struct reading {
    struct store *s;
    struct position_cache *cache;
    atomic_bool closed;
};

static void *read_positions(void *of) {
    struct reading *r = of;
    struct arena *a = arena_new(0);
    int64_t reads = 0, last = 0;
    for (; !atomic_load(&r->closed) || !reads; reads++) {
        struct tx *t = NULL;
        struct position *p = NULL;
        int64_t entry = 0;
        must(store_read(r->s, a, &t) == OK && tx_last_entry(t, &entry) == OK);
        must(position_get(r->cache, t, entry, day_of(2022, 12, 6), 2022, &p) == OK);
        must(p->entry == entry && p->board->entry == entry && p->board_before->entry == entry && entry >= last);
        last = entry;
        for (int row = 0; row < p->board->rows; row++) must(lights_at(p->lights, row, month_of(2022, 11)) < LIGHT_COUNT);
        position_drop(p);
        arena_reset(a);
    }
    arena_done(a);
    return NULL;
}

TEST_BOTH(positions_are_read_while_others_are_folded, schema_of_program()) {
    struct city *c = city_new(a, s, 8, 40);
    struct reading r = {.s = s, .cache = position_cache_new(2)};
    pthread_t readers[3];
    for (int i = 0; i < 3; i++) assert_int_equal(pthread_create(&readers[i], NULL, read_positions, &r), 0);
    for (int round = 0; round < 20; round++) edited(c);
    atomic_store(&r.closed, true);
    for (int i = 0; i < 3; i++) pthread_join(readers[i], NULL);
    position_cache_done(r.cache);
    city_done(c);
}

enum { TOGETHER = 6 };
struct together {
    struct store *s;
    struct position_cache *cache;
    pthread_barrier_t all_there;
    int64_t entry;
    struct position *got[TOGETHER];
    atomic_int count;
};

static void *get_together(void *of) {
    struct together *g = of;
    struct arena *a = arena_new(0);
    struct tx *t = NULL;
    int me = atomic_fetch_add(&g->count, 1);
    must(store_read(g->s, a, &t) == OK);
    pthread_barrier_wait(&g->all_there);
    must(position_get(g->cache, t, g->entry, day_of(2022, 12, 6), 2022, &g->got[me]) == OK);
    arena_done(a);
    return NULL;
}

TEST_BOTH(who_asks_for_what_is_being_made_waits_for_it, schema_of_program()) {
    struct city *c = city_new(a, s, 9, 40);
    struct together g = {.s = s, .cache = position_cache_new(4), .entry = city_last_entry(c)};
    pthread_t readers[TOGETHER];
    assert_int_equal(pthread_barrier_init(&g.all_there, NULL, TOGETHER), 0);
    for (int i = 0; i < TOGETHER; i++) assert_int_equal(pthread_create(&readers[i], NULL, get_together, &g), 0);
    for (int i = 0; i < TOGETHER; i++) pthread_join(readers[i], NULL);
    assert_int_equal(position_cache_makings(g.cache), 1);
    for (int i = 0; i < TOGETHER; i++) {
        assert_ptr_equal(g.got[i], g.got[0]);
        position_drop(g.got[i]);
    }
    position_cache_done(g.cache);
    pthread_barrier_destroy(&g.all_there);
    city_done(c);
}

TEST_BOTH(what_cannot_be_made_keeps_nobody_waiting, schema_of_program()) {
    struct city *c = city_new(a, s, 10, 10);
    struct position_cache *cache = position_cache_new(4);
    int64_t last = city_last_entry(c);
    struct position *none = NULL;
    alarm(30); /* who waits for ever is ended by it */
    for (int round = 0; round < 2; round++)
        assert_int_equal(position_get(cache, c->t, last + 1, day_of(2022, 12, 6), 2022, &none), ERR_MISSING);
    alarm(0);
    assert_null(none);
    position_cache_done(cache);
    city_done(c);
}

TEST_BOTH(the_position_of_last_year_needs_no_board_of_its_own, schema_of_program()) {
    struct city *c = city_new(a, s, 11, 40);
    struct position_cache *cache = position_cache_new(4);
    int32_t day = day_of(2022, 12, 6);
    for (int round = 0; round < 2; round++) { /* folded, then refreshed */
        int64_t entry = round ? edited(c) : city_last_entry(c);
        struct position *year = position_at(c, cache, entry, day, 2022), *last = position_at(c, cache, entry, day, 2021);
        assert_ptr_equal(last->board, year->board_before);
        assert_ptr_equal(last->board_before, year->board_earlier);
        assert_int_equal(last->board_before->year, 2020);
        assert_int_equal(last->board_before->entry, entry);
        position_drop(year);
        position_drop(last);
    }
    position_cache_done(cache);
    city_done(c);
}

static void report_written(struct city *c, int64_t project_id, int64_t revision) {
    struct report r = report_empty;
    city_begin(c);
    r.project_id = project_id, r.period_kind = "month", r.state = "at_area", r.desk = "area", r.revision = revision;
    r.from_day = day_of(2022, 11, 1), r.to_day = day_of(2022, 11, 30), r.filler_id = 1;
    assert_ok(c->a, report_put(c->t, &r, 0));
    city_commit(c);
}

static void stamp_written(struct city *c, int64_t project_id) {
    struct report_step step = report_step_empty;
    city_begin(c);
    step.report_id = 1, step.project_id = project_id, step.action = "pass", step.seat = "area";
    step.from_state = "at_area", step.to_state = "at_department", step.account_id = 1;
    assert_ok(c->a, report_step_put(c->t, &step, 0));
    city_commit(c);
}

TEST_BOTH(a_stamp_leaves_rows_lights_and_figures_as_they_are, schema_of_program()) {
    struct city *c = city_new(a, s, 12, 40);
    struct position_cache *cache = position_cache_new(4);
    int32_t day = day_of(2022, 12, 6);
    struct position *x = position_at(c, cache, city_last_entry(c), day, 2022);
    stamp_written(c, x->board->chunks[0]->project_id[3]);
    int64_t last = city_last_entry(c);
    struct position *y = position_at(c, cache, last, day, 2022);
    assert_true(x->entry < y->entry && y->entry == last && y->board->entry == last);
    assert_ptr_equal(x->lights, y->lights);
    assert_ptr_equal(x->figures, y->figures);
    assert_ptr_equal(x->board->chunks[0], y->board->chunks[0]);
    const struct figures *f; /* of a question nobody asked of the one before */
    struct question where = {.scope = scope_everything(), .month = month_of(2022, 3)};
    struct figures_asked asked = {.where = where, .by = {BY_FIELD}, .by_count = 1};
    assert_ok(a, figures_kept(a, y, &asked, &f));
    struct board *fresh = city_fold(c, last, 2022);
    assert_true(fresh->known_ms == y->board->known_ms && fresh->known_ms > x->board->known_ms);
    position_drop(x);
    position_cache_done(cache);
    assert_string_equal(y->board->areas.at[0].key, fresh->areas.at[0].key); /* which stay though the others are gone */
    board_drop(fresh);
    position_drop(y);
    cache = position_cache_new(4);
    x = position_at(c, cache, last, day, 2022);
    stamp_written(c, x->board->chunks[0]->project_id[4]);
    y = position_at(c, cache, edited(c), day, 2022); /* a plan was written, too */
    assert_ptr_not_equal(x->figures, y->figures);
    position_drop(x);
    position_drop(y);
    position_cache_done(cache);
    city_done(c);
}

TEST_BOTH(who_looks_after_a_project_is_known_from_entry_to_entry, schema_of_program()) {
    struct city *c = city_new(a, s, 12, 40);
    struct position_cache *cache = position_cache_new(4);
    int32_t day = day_of(2022, 12, 6);
    struct position *x = position_at(c, cache, city_last_entry(c), day, 2022);
    assert_int_equal(x->board->specialists.count, 0);
    struct account who = account_empty;
    struct assignment looks = assignment_empty;
    city_begin(c);
    who.provider = "password", who.subject = "li", who.name = "李", who.lang = "zh", who.is_off = 0;
    assert_ok(c->a, account_put(c->t, &who, 0));
    looks.project_id = x->board->chunks[0]->project_id[3], looks.account_id = who.id, looks.kind = "specialist";
    looks.from_day = day_of(2022, 1, 1), looks.stands_in = 0;
    assert_ok(c->a, assignment_put(c->t, &looks, 0));
    city_commit(c);
    struct position *y = position_at(c, cache, city_last_entry(c), day, 2022);
    assert_int_equal(y->board->specialists.count, 1);
    assert_int_equal(y->board->chunks[0]->specialist[3], 0);
    struct position *z = position_at(c, cache, edited(c), day, 2022); /* of people nothing was written */
    assert_string_equal(z->board->specialists.at[0].name_zh, "李");
    assert_int_equal(z->board->chunks[0]->specialist[3], 0);
    city_begin(c);
    who.name = "李娜";
    assert_ok(c->a, account_put(c->t, &who, who.version));
    city_commit(c);
    struct position *renamed = position_at(c, cache, city_last_entry(c), day, 2022);
    assert_string_equal(renamed->board->specialists.at[0].name_zh, "李娜");
    assert_string_equal(z->board->specialists.at[0].name_zh, "李"); /* as known before */
    struct position *all[] = {x, y, z, renamed};
    for (size_t i = 0; i < countof(all); i++) position_drop(all[i]);
    position_cache_done(cache);
    city_done(c);
}

TEST_BOTH(a_report_on_its_way_moves_its_own_square, schema_of_program()) {
    struct city *c = city_new(a, s, 12, 40);
    struct position_cache *cache = position_cache_new(4);
    int32_t day = day_of(2022, 12, 6);
    city_begin(c);
    struct project row = project_empty; /* one of which nothing else was reported */
    row.platform_no = "QP-900001", row.name = row.name_folded = "新", row.registered_day = day_of(2022, 1, 1);
    row.counts_as = "itself";
    assert_ok(a, project_put(c->t, &row, 0));
    city_commit(c);
    struct position *x = position_at(c, cache, city_last_entry(c), day, 2022);
    assert_int_equal(duty_of(x, board_row(x->board, row.id), 10).state, DUTY_LATE);
    report_written(c, row.id, 0);
    struct position *y = position_at(c, cache, city_last_entry(c), day, 2022);
    assert_int_equal(duty_of(y, board_row(y->board, row.id), 10).state, DUTY_AT_AREA);
    assert_int_equal(duty_of(x, board_row(x->board, row.id), 10).state, DUTY_LATE); /* as known before */
    position_drop(x);
    position_drop(y);
    position_cache_done(cache);
    city_done(c);
}

/* Of which entry the position is that somebody writes in now. */
static int64_t entry_of_figures(struct city *c, struct position_cache *cache) {
    struct position *p = NULL;
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, position_of_figures(cache, c->t, city_last_entry(c), day_of(2022, 12, 6), 2022, &p));
    int64_t entry = p->entry;
    position_drop(p);
    arena_reset(c->a);
    return entry;
}

/* And the one that rights are read from. */
static int64_t entry_of_rights(struct city *c, struct position_cache *cache) {
    struct position *p = NULL;
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, position_any(cache, c->t, city_last_entry(c), day_of(2022, 12, 6), &p));
    int64_t entry = p->entry;
    position_drop(p);
    arena_reset(c->a);
    return entry;
}

static void holder_written(struct city *c, int64_t project_id) {
    struct holder h = holder_empty;
    city_begin(c);
    h.project_id = project_id, h.kind = "area", h.holder_id = 1, h.share_bp = 5000, h.from_day = day_of(2022, 1, 1);
    assert_ok(c->a, holder_put(c->t, &h, 0));
    city_commit(c);
}

TEST_BOTH(reports_under_way_are_no_reason_for_a_new_position, schema_of_program()) {
    enum { FAR = 1030, HALF = FAR / 2 };
    struct city *c = city_new(a, s, 13, 40);
    struct position_cache *cache = position_cache_new(4);
    c->clock_ms = ms_of_day(day_of(2023, 7, 1), 480); /* nobody holds anew, nothing turns late from here on */
    struct position *x = position_at(c, cache, edited(c), day_of(2022, 12, 6), 2022);
    assert_int_equal(x->board->holders_until_day, NO_DAY);
    const int64_t *ids = x->board->chunks[0]->project_id;
    for (int i = 0; i < 3; i++) {
        report_written(c, ids[3], i);
        stamp_written(c, ids[3]);
        assert_int_equal(entry_of_rights(c, cache), x->entry);
        assert_int_equal(entry_of_figures(c, cache), x->entry);
    }
    assert_int_equal(position_cache_makings(cache), 1);
    int64_t planned = edited(c); /* somebody's plan: a figure */
    assert_int_equal(entry_of_figures(c, cache), planned);
    report_written(c, ids[4], 0);
    holder_written(c, ids[5]); /* a right, behind a report */
    assert_int_equal(entry_of_rights(c, cache), planned + 2);
    struct position *earlier = position_at(c, cache, x->entry, day_of(2022, 12, 6), 2022); /* what comes later is not for it */
    assert_int_equal(earlier->entry, x->entry);
    position_drop(earlier);
    int written = 3;
    for (int look = 0; look < 3; look++) { /* looked at now and then, it stands however old it is */
        for (int i = 0; i < HALF; i++) report_written(c, ids[3], written++);
        assert_int_equal(entry_of_figures(c, cache), planned + 2);
    }
    for (int i = 0; i < FAR; i++) report_written(c, ids[3], written++);
    assert_int_equal(entry_of_figures(c, cache), planned + 2 + 3 * HALF + FAR); /* too far behind */
    position_drop(x);
    position_cache_done(cache);
    city_done(c);
}

TEST_MAIN(T_BOTH(reports_under_way_are_no_reason_for_a_new_position),
          T_BOTH(a_stamp_leaves_rows_lights_and_figures_as_they_are),
          T_BOTH(who_looks_after_a_project_is_known_from_entry_to_entry), T_BOTH(a_report_on_its_way_moves_its_own_square),
          T_BOTH(the_same_question_gets_the_same_position), T_BOTH(the_cache_is_bounded_and_readers_keep_theirs),
          T_BOTH(a_new_due_day_or_curve_is_used_from_the_entry_that_set_it),
          T_BOTH(a_rule_of_a_list_says_when_its_figures_are_due_and_a_notice_moves_that_day),
          T_BOTH(positions_are_read_while_others_are_folded), T_BOTH(who_asks_for_what_is_being_made_waits_for_it),
          T_BOTH(what_cannot_be_made_keeps_nobody_waiting),
          T_BOTH(the_position_of_last_year_needs_no_board_of_its_own))
