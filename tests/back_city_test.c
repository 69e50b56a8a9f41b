/* The back-test of the practice city, recomputed by brute force: whole positions of the past, each judged for a whole year.
 * It prints the table. */
#include "practice_city.h"
#include "base/text.h"
#include "domain/rules/back_run.h"
#include "domain/stats/figures.h"

enum { YEAR = 2021 };

/* -- by brute force -- */

/* What a set said of a project in a month, as known then: the lights of a whole year, with none before. */
static enum light said_then(const struct lights *l, int64_t project_id, int m) {
    int row = board_row(l->board, project_id);
    return row < 0 ? GREY : lights_at(l, row, YEAR * 12 + m);
}

struct forced {
    int64_t bad, good, caught, missed, false_alarms, quiet, days[SCALE];
};

static int by_size(const void *x, const void *y) {
    const int64_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

/* One project under one set, month by month. */
static void force_project(struct forced *f, bool is_bad, int64_t id, struct lights *const lights[BACK_MONTHS],
                          const int32_t moment[YEAR_MONTHS], enum light at) {
    int first = -1;
    for (int m = BACK_MONTHS - 1; m >= 0; m--)
        if (said_then(lights[m], id, m) >= at) first = m;
    if (is_bad) f->bad++;
    else f->good++;
    if (is_bad && first < 0) f->missed++;
    if (is_bad && first >= 0) f->days[f->caught++] = moment[BACK_MONTHS] - moment[first];
    if (!is_bad && first >= 0) f->false_alarms++;
    if (!is_bad && first < 0) f->quiet++;
}

/* How it ended, from the month's figures of the board as known now: done of the first plan. */
static bool ended(const struct position *p, int row, bool *ret_is_bad) {
    const struct chunk *c = board_chunk(p->board, row);
    int i = row % CHUNK_ROWS;
    bool is_counted = chunk_on_platform(c, i, YEAR * 12 + 11) && c->marks[i] & MARK_COUNTED;
    if (!is_counted || c->role[i] == PRELIMINARY || c->first_plan_fen[i] == NO_FEN || c->first_plan_fen[i] <= 0) return false;
    if (c->ytd_fen[11][i] == NO_FEN) return false;
    *ret_is_bad = c->ytd_fen[11][i] < c->first_plan_fen[i];
    return true;
}

static void force_set(const struct position *now, struct lights *const lights[BACK_MONTHS], const int32_t moment[YEAR_MONTHS],
                      enum light at, struct forced *f) {
    *f = (struct forced){0};
    for (int row = 0; row < now->board->rows; row++) {
        bool is_bad;
        if (!ended(now, row, &is_bad)) continue;
        force_project(f, is_bad, board_chunk(now->board, row)->project_id[row % CHUNK_ROWS], lights, moment, at);
    }
    if (f->caught) qsort(f->days, (size_t)f->caught, sizeof *f->days, by_size);
}

static void compare(const struct back_run *run, int set, int at, const struct forced *f) {
    struct back_sum s = back_sum_of(city.a, run->years, run->year_count, set, at);
    assert_int_equal(s.bad, f->bad);
    assert_int_equal(s.good, f->good);
    assert_int_equal(s.caught, f->caught);
    assert_int_equal(s.missed, f->missed);
    assert_int_equal(s.false_alarms, f->false_alarms);
    assert_int_equal(s.quiet, f->quiet);
    if (f->caught) assert_int_equal(s.days_median, f->days[(f->caught - 1) / 2]);
    else assert_int_equal(s.days_median, NO_INT);
    const char *name = set ? light_sets[set - 1].key : "now";
    print_message("# %-10s %-6s caught %4lld  missed %4lld  false alarms %4lld  quiet %4lld  weeks gained %.1f\n", name,
                  at == AT_RED ? "red" : "yellow", (long long)s.caught, (long long)s.missed, (long long)s.false_alarms,
                  (long long)s.quiet, s.caught ? (double)s.days_median / 7 : 0);
}

static struct back_run run_of(struct tx *t, const struct position *now) {
    struct back_run run = {.year_count = 0};
    struct bad_end bad = bad_end_of(&now->settings);
    struct question all = {.scope = scope_everything(), .month = YEAR * 12 + 11};
    struct selection rows = board_select(city.a, now->board, &all);
    assert_true(bad.percent == 100 && !bad.by_latest);
    assert_ok(city.a, back_run_year(city.a, t, now, &rows, &bad, &run));
    return run;
}

TEST(every_number_of_the_back_test_is_what_whole_positions_of_the_past_say) {
    struct tx *t;
    assert_ok(city.a, store_read(city.s, city.a, &t));
    struct position *now = known_at(t, city.today, YEAR), *then[BACK_MONTHS];
    struct back_run run = run_of(t, now);
    const int32_t *moment = run.years[0].moment;
    assert_int_equal(run.folds, BACK_MONTHS);
    assert_int_equal(moment[0], day_of(YEAR, 2, 6)); /* the day after the 5th, at least */
    for (int m = 0; m < BACK_MONTHS; m++) then[m] = known_at(t, moment[m], YEAR);
    int64_t caught = 0, quiet = 0;
    for (int set = 0; set < run.set_count; set++) {
        struct light_law law = set ? light_set_law(&light_sets[set - 1]) : now->lights->law;
        struct lights *lights[BACK_MONTHS];
        for (int m = 0; m < BACK_MONTHS; m++)
            lights[m] = lights_judge(then[m]->board, NULL, NULL, &law, moment[m], &now->lights->calendar.settings);
        static struct forced f;
        for (int at = AT_RED; at >= AT_YELLOW; at--) {
            force_set(now, lights, moment, at == AT_RED ? RED : YELLOW, &f);
            compare(&run, set, at, &f);
            caught += f.caught, quiet += f.quiet;
        }
        for (int m = 0; m < BACK_MONTHS; m++) lights_drop(lights[m]);
    }
    assert_true(caught > 100 && quiet > 100);
    for (int m = 0; m < BACK_MONTHS; m++) position_drop(then[m]);
    position_drop(now);
    tx_end(t);
}

/* What was corrected after the year must not be seen by the year itself. */
TEST(a_month_is_judged_by_what_was_known_then) {
    struct tx *t;
    assert_ok(city.a, store_read(city.s, city.a, &t));
    struct position *now = known_at(t, city.today, YEAR);
    struct back_run run = run_of(t, now);
    int32_t moment = run.years[0].moment[5];
    struct position *then = known_at(t, moment, YEAR);
    int differ = 0;
    for (int row = 0; row < then->board->rows; row++) {
        int64_t id = board_chunk(then->board, row)->project_id[row % CHUNK_ROWS];
        int later = board_row(now->board, id);
        assert_true(later >= 0);
        differ += board_chunk(then->board, row)->ytd_fen[5][row % CHUNK_ROWS] !=
                  board_chunk(now->board, later)->ytd_fen[5][later % CHUNK_ROWS];
        assert_true(board_chunk(then->board, row)->ytd_fen[11][row % CHUNK_ROWS] == NO_FEN);
    }
    assert_true(differ > 0); /* some came late, or were corrected */
    position_drop(then);
    position_drop(now);
    tx_end(t);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(every_number_of_the_back_test_is_what_whole_positions_of_the_past_say),
        T(a_month_is_judged_by_what_was_known_then),
    };
    return cmocka_run_group_tests_name("back_city_test", tests, up, down);
}
