/* Lights under other rules: judged from the columns they are what judging everything anew makes them. */
#include "tap.h"
#include "base/text.h"
#include "board_sample.h"
#include "domain/lights/published.h"
#include "domain/lights/whatif.h"

enum { ROWS = 6000, TRIALS = 60 };

static struct arena *a;
static struct board *last, *now;
static struct light_settings s, s_before;
static struct sample_random r = {20221130};
static int dice(int n) { return sample_below(&r, n); }
static int32_t some_day(int year) { return day_of(year - 1, 6, 1) + dice(520); }

/* A sample row with all that rules look at; near its thresholds more often than not. */
static struct board_row some_row(struct arena *scratch, int i, int year) {
    struct board_row row;
    sample_row(scratch, &r, i, &row);
    row.registered_day = day_of(year - 1, 1, 1 + dice(20));
    row.role = (uint8_t)(dice(10) ? NEW_START + dice(2) : dice(2) * PRELIMINARY);
    row.planned_start_day = dice(5) ? some_day(year) : NO_DAY;
    row.actual_start_day = dice(3) ? some_day(year) : NO_DAY;
    row.stats_entry_day = dice(3) ? some_day(year) : NO_DAY;
    row.stopped_day = dice(9) ? NO_DAY : some_day(year);
    row.resumed_day = dice(2) ? NO_DAY : some_day(year);
    row.actual_finish_day = dice(15) ? NO_DAY : some_day(year);
    row.withdrawn_day = dice(30) ? NO_DAY : some_day(year);
    for (int m = 0; m < YEAR_MONTHS; m++)
        if (dice(3)) row.milestone_day[m] = month_last_day(month_of(year, m + 1)) - dice(80);
    row.planned_finish_day = dice(3) ? some_day(year) + dice(200) : NO_DAY;
    for (int m = 0; m < YEAR_MONTHS; m++) {
        if (dice(3)) row.waited_day[m] = month_last_day(month_of(year, m + 1)) - dice(90);
        if (!dice(6)) row.declared[m] = (uint8_t)(GREEN + dice(3));
        if (!dice(8)) row.seen[m] = (uint8_t)(GREEN + dice(3));
        if (!dice(3)) row.note_day[m] = month_last_day(month_of(year, m + 1)) - dice(30);
    }
    int pace = 40 + dice(100);
    for (int m = 0; m < YEAR_MONTHS && row.plan_fen != NO_FEN; m++)
        if (dice(8)) row.ytd_fen[m] = row.plan_fen / 1200 * pace * (m + 1) + dice(1000);
    if (row.plan_fen != NO_FEN && dice(2)) { /* exactly so many points behind time progress, or so much of it */
        row.plan_fen = 1200000;
        int points = 10 * (1 + dice(4)), percent = 50 + 10 * dice(5);
        for (int m = 0; m < YEAR_MONTHS; m++)
            row.ytd_fen[m] = dice(2) ? 100000 * (m + 1) - 12000 * points : 1000 * (m + 1) * percent;
    }
    int silent = dice(4) ? -1 : dice(YEAR_MONTHS); /* nothing comes from it, across the turn of the year */
    for (int m = 0; m < YEAR_MONTHS && silent >= 0; m++)
        if (year == 2021 ? m >= silent : m <= silent) row.ytd_fen[m] = NO_FEN, row.reported_day[m] = NO_DAY;
    return row;
}

static struct board *some_board(int year, int first) {
    struct board *b = board_new(year);
    struct arena *scratch = arena_new(0);
    for (int i = first; i < first + ROWS; i++) {
        struct board_row row = some_row(scratch, i, year);
        board_push(b, &row);
        arena_reset(scratch);
    }
    struct key_name *fields = arena_array(b->arena, struct key_name, SAMPLE_FIELDS);
    for (int i = 0; i < SAMPLE_FIELDS; i++) fields[i] = (struct key_name){900 + i, "f", "领域", "field"};
    b->fields = (struct dictionary){fields, SAMPLE_FIELDS};
    board_seal(b);
    arena_done(scratch);
    return b;
}

static int up(void **state) {
    (void)state;
    a = arena_new((size_t)1 << 30);
    s = light_settings_default(2022), s_before = light_settings_default(2021);
    last = some_board(2021, 0);
    now = some_board(2022, 200);
    return 0;
}
static int down(void **state) {
    (void)state;
    board_drop(last);
    board_drop(now);
    arena_done(a);
    return 0;
}
static int reset(void **state) { (void)state; arena_reset(a); return 0; }

/* -- laws -- */

static int32_t whole(int32_t n, const struct light_mode *mode) { return n / mode->step * mode->step; }

static struct light_terms some_terms(enum light_rule_no n) {
    const struct light_mode *mode = &light_rules[n].modes[dice(light_rules[n].mode_count)];
    int32_t most = mode->measure == GAUGE_DAYS ? 9000 : mode->measure == GAUGE_MONTHS ? 500 : 9000;
    struct light_terms t = {mode, mode->yellow, mode->red, 0, dice(6) > 0};
    if (dice(3)) t.yellow = whole(dice(most), mode), t.red = whole(dice(most), mode);
    else if (n == RULE_INVESTMENT) t.yellow = 1000 * (1 + dice(9)), t.red = 1000 * (1 + dice(9)); /* where facts are, exactly */
    return t;
}

/* A rule or all of them another way, the same all year; for some projects only; now and then one that looks back. */
static struct light_law some_law(const struct light_law *from) {
    struct light_law law = *from;
    bool all = !dice(3);
    enum light_rule_no one = (enum light_rule_no)dice(RULE_REPETITION);
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
        if (!all && n != one) continue;
        struct light_terms t = n == RULE_REPETITION ? law.at[0][n] : some_terms(n);
        if (!dice(12)) t.hold = whole(200, t.mode);
        if (n == RULE_REPETITION) t.is_on = !dice(2);
        for (int m = 0; m < YEAR_MONTHS; m++) law.at[m][n] = t;
    }
    while (dice(3) == 0 && law.scoped_count < 4) {
        struct light_scoped *of = &law.scoped[law.scoped_count++];
        *of = (struct light_scoped){.rule = (enum light_rule_no)dice(RULE_REPETITION)};
        if (dice(2)) of->scope.field_id = 900 + dice(SAMPLE_FIELDS);
        if (dice(2)) of->scope.levels = LEVELS_KEY;
        if (dice(2)) of->scope.stages = 1U << dice(STAGE_COUNT);
        if (dice(2)) of->scope.plan_fen = 1000 * FEN_PER_WAN;
        struct light_terms t = some_terms(of->rule);
        for (int m = 0; m < YEAR_MONTHS; m++) of->at[m] = t, of->stands[m] = dice(9) > 0;
    }
    return law;
}

static struct selection some_rows(int32_t month, bool everything) {
    struct question q = {
        .scope = scope_everything(), .month = month, .levels = everything ? 0 : LEVELS_KEY, .with_uncounted = everything};
    return board_select(a, now, &q);
}

/* -- the tests -- */

TEST(what_would_be_is_what_judging_all_anew_makes_it) {
    int changed_at_all = 0, looked_back = 0, scoped = 0;
    struct light_law law = light_law_default("points");
    for (int trial = 0; trial < TRIALS; trial++) {
        int32_t known = day_of(2022, 3, 1) + dice(330), month = month_of(2022, 1 + dice(12));
        struct light_law other = some_law(&law);
        struct lights *before = lights_judge(last, NULL, NULL, &law, known, &s_before);
        struct lights *l = lights_judge(now, before, NULL, &law, known, &s),
                      *anew = lights_judge(now, before, NULL, &other, known, &s);
        struct selection rows = some_rows(month, dice(2));
        uint8_t *colours = arena_array(a, uint8_t, (size_t)l->chunk_count * CHUNK_ROWS);
        struct what_if w;
        lights_what_if(l, &other, month, &rows, colours, &w);
        int64_t changed = 0, counted = 0;
        for (int row = 0; row < now->rows; row++) {
            bool is_in = selection_has(&rows, row);
            enum light was = lights_at(l, row, month), want = is_in ? lights_at(anew, row, month) : was;
            if (colours[row] != want)
                fail_msg("trial %d row %d: %s, not %s", trial, row, light_key(colours[row]), light_key(want));
            changed += is_in && was != want;
            counted += is_in;
        }
        assert_int_equal(w.changed, changed);
        assert_int_equal(w.rows, counted);
        changed_at_all += changed > 0;
        looked_back += other.at[0][RULE_REPETITION].is_on;
        scoped += other.scoped_count > 0;
        if (dice(3) == 0) law = other; /* the next is told from these */
        lights_drop(before);
        lights_drop(l);
        lights_drop(anew);
        arena_reset(a);
    }
    assert_true(changed_at_all > TRIALS / 3 && looked_back > 1 && scoped > 3);
}

/* The short ways: thresholds of one rule for all projects. */
static int threshold_moved(const struct lights *before, const struct lights *l, const struct light_law *other, int32_t known) {
    struct lights *anew = lights_judge(now, before, NULL, other, known, &s);
    uint8_t *colours = arena_array(a, uint8_t, (size_t)l->chunk_count * CHUNK_ROWS);
    int changed = 0;
    for (int32_t month = month_of(2022, 1); month <= month_of(2022, 12); month++) {
        struct selection rows = some_rows(month, true);
        struct what_if w;
        lights_what_if(l, other, month, &rows, colours, &w);
        for (int row = selection_next(&rows, 0); row >= 0; row = selection_next(&rows, row + 1))
            assert_int_equal(colours[row], lights_at(anew, row, month));
        changed += w.changed > 0;
    }
    lights_drop(anew);
    arena_reset(a);
    return changed;
}

TEST(a_threshold_of_one_rule_is_moved_right_in_every_month) {
    struct light_law law = light_law_default("points");
    int32_t known = day_of(2023, 1, 10);
    struct lights *before = lights_judge(last, NULL, NULL, &law, known, &s_before);
    struct lights *l = lights_judge(now, before, NULL, &law, known, &s);
    for (enum light_rule_no n = 0; n < RULE_REPETITION; n++)
        for (int by = -1; by <= 2; by++) {
            struct light_law other = law;
            const struct light_mode *mode = law.at[0][n].mode;
            int32_t step = mode->step == 1 ? 1000 : mode->measure == GAUGE_DAYS ? 700 : 100;
            for (int m = 0; m < YEAR_MONTHS; m++) other.at[m][n].yellow += by * step, other.at[m][n].red += 2 * by * step;
            int changed = threshold_moved(before, l, &other, known);
            if (by == 0) assert_int_equal(changed, 0);
            if (by && n == RULE_INVESTMENT) assert_true(changed > 0);
            if (by < 0 && (n == RULE_FIGURES || n == RULE_MILESTONE)) assert_true(changed > 0);
        }
    lights_drop(before);
    lights_drop(l);
}

TEST(a_month_by_itself_is_what_a_year_without_one_before_makes_it) {
    for (int k = 0; k < light_set_count + 12; k++) {
        struct light_law law = k < light_set_count ? light_set_law(&light_sets[k]) : light_law_default("points");
        if (k >= light_set_count) law = some_law(&law);
        int32_t known = day_of(2022, 3, 1) + dice(330), month = month_of(2022, 1 + dice(12));
        struct lights *l = lights_judge(now, NULL, NULL, &law, known, &s);
        uint8_t *colours = arena_array(a, uint8_t, (size_t)l->chunk_count * CHUNK_ROWS);
        lights_of_month(now, &law, &l->calendar, month, colours);
        for (int row = 0; row < now->rows; row++) assert_int_equal(colours[row], lights_at(l, row, month));
        lights_drop(l);
        arena_reset(a);
    }
}

TEST(lights_of_a_rule_for_some_are_shared_with_a_later_position_and_stay_right) {
    struct light_law law = light_law_default("points");
    law.scoped_count = 1;
    law.scoped[0] = (struct light_scoped){.rule = RULE_INVESTMENT, .scope = {.field_id = 903}};
    for (int m = 0; m < YEAR_MONTHS; m++) law.scoped[0].stands[m] = true, law.scoped[0].at[m] = law.at[m][RULE_INVESTMENT];
    for (int m = 0; m < YEAR_MONTHS; m++) law.scoped[0].at[m].yellow = 100;
    int32_t known = day_of(2022, 12, 6), month = month_of(2022, 10);
    struct light_law plain = light_law_default("points");
    struct lights *wide = lights_judge(now, NULL, NULL, &plain, known, &s), *l = lights_judge(now, NULL, wide, &law, known, &s);
    struct lights *again = lights_judge(now, NULL, l, &law, known, &s);
    int differ = 0, told = 0;
    for (int row = 0; row < now->rows; row++) {
        enum light one = lights_rule_at(l, row, month, RULE_INVESTMENT),
                   all = lights_rule_at(wide, row, month, RULE_INVESTMENT);
        bool is_of = board_chunk(now, row)->field[row % CHUNK_ROWS] == 3;
        if (!is_of) assert_int_equal(one, all);
        differ += one != all;
        if (one == YELLOW && all == GREEN && told++ < 3)
            assert_true(lights_reasons(a, l, row, month).light >= YELLOW); /* told by the rule that holds for it */
    }
    assert_true(differ > 3);
    assert_ptr_equal(again->chunks[0], l->chunks[0]);
    assert_ptr_not_equal(l->chunks[0], wide->chunks[0]);
    lights_drop(again);
    lights_drop(l);
    lights_drop(wide);
}

TEST(every_published_set_names_rules_and_modes_there_are_and_its_own_words) {
    struct span left = span_of(LIGHT_SET_CHOICES), part;
    for (int k = 0; k < light_set_count; k++) {
        assert_true(span_cut(&left, '|', &part) && span_is(part, light_sets[k].key));
        assert_ptr_equal(light_set_find(light_sets[k].key), &light_sets[k]);
        struct light_law law = light_set_law(&light_sets[k]);
        int on = law.scoped_count;
        for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) on += law.at[0][n].is_on;
        assert_int_equal(on, light_sets[k].count);
    }
    assert_true(left.at == NULL);
    struct light_law ours = light_set_law(light_set_find("default")), usual = light_law_default("points");
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
        assert_int_equal(ours.at[3][n].is_on, usual.at[3][n].is_on);
        if (usual.at[3][n].is_on) assert_true(light_terms_eq(&ours.at[3][n], &usual.at[3][n]));
    }
}

#define TR(t) cmocka_unit_test_setup_teardown(t, NULL, reset)
int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        TR(what_would_be_is_what_judging_all_anew_makes_it),
        TR(a_threshold_of_one_rule_is_moved_right_in_every_month),
        TR(a_month_by_itself_is_what_a_year_without_one_before_makes_it),
        TR(lights_of_a_rule_for_some_are_shared_with_a_later_position_and_stay_right),
        TR(every_published_set_names_rules_and_modes_there_are_and_its_own_words),
    };
    return cmocka_run_group_tests_name("whatif_test", tests, up, down);
}
