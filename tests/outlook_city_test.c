/* The outlook of the practice city: cases of its first year, questions of the second, measured by what the city knows to come
 * true. Seeds: those in QIPAN_SEEDS, or one. Prints what it finds; outcomes dealt out anew by chance leave no skill. */
#include "pg.h"
#include "app/demo_outlook.h"
#include "app/dice.h"
#include "base/money.h"
#include "domain/forecast/calibration.h"
#include "domain/forecast/year_end.h"
#include "forecast_queries.h"
#include "domain/outlook/case_base.h"
#include <math.h>

enum { SCALE = 1764, ASKED_MAX = 40000, YEAR = 2022 };

struct asked {
    int project, month;
    double low, middle, high, chance[REACHES], slip, done;
    int64_t field_id;
    double came;
    bool has_slip, slipped;
};
static struct asked asked[ASKED_MAX];
static int count;
static struct said said[ASKED_MAX], base[ASKED_MAX], season[ASKED_MAX];

static const struct demo_project *project_of(const struct demo *d, int64_t id, int *ret) {
    for (*ret = 0; *ret < d->count; ++*ret)
        if (d->projects[*ret].id == id) return &d->projects[*ret];
    fail_msg("%lld is no project", (long long)id);
    return NULL;
}

static void take(const struct demo *d, struct tx *t, int32_t month) {
    struct forecasts_of_month_cursor c;
    struct forecasts_of_month_row r;
    bool has;
    int64_t entry;
    assert_ok(tx_arena(t), tx_last_entry(t, &entry));
    assert_ok(tx_arena(t), forecasts_of_month_open(t, month, entry, &c));
    while (forecasts_of_month_next(&c, &r, &has) == OK && has) {
        assert_true(count < ASKED_MAX);
        struct asked *a = &asked[count++];
        const struct demo_project *p = project_of(d, r.project_id, &a->project);
        int32_t as_of = month_last_day(month);
        a->month = month % 12;
        a->low = (double)r.low_bp / 1e4, a->middle = (double)r.middle_bp / 1e4, a->high = (double)r.high_bp / 1e4;
        a->chance[0] = (double)r.reach100_bp / 1e4, a->chance[1] = (double)r.reach110_bp / 1e4;
        a->chance[2] = (double)r.reach120_bp / 1e4;
        a->done = (double)r.done_bp / 1e4;
        a->came = (double)demo_year_wan(p, 1) * (double)FEN_PER_WAN / (double)r.plan_fen;
        a->has_slip = r.slip_bp != NO_INT;
        a->slip = (double)r.slip_bp / 1e4;
        a->slipped = demo_finish_on(p, day_of(YEAR, 12, 31)) - demo_finish_on(p, as_of) > 180;
    }
    forecasts_of_month_close(&c);
}

static double share_reached(struct tx *t, double limit) {
    struct forecast_ends_cursor c;
    struct forecast_ends_row r;
    bool has;
    double n = 0, reached = 0;
    assert_ok(tx_arena(t), forecast_ends_open(t, YEAR - 1, &c));
    while (forecast_ends_next(&c, &r, &has) == OK && has)
        if (r.done_bp != NO_INT) n++, reached += (double)r.done_bp / 1e4 >= limit;
    forecast_ends_close(&c);
    return (reached + 1) / (n + 2);
}

struct scores {
    double coverage, error, brier, of_base, of_season;
};

static struct scores scores_of(struct tx *t, int reach, double final) {
    struct scores s;
    struct band bands[BANDS];
    double inside = 0, limit = reach_percent[reach] / 100.0, share = share_reached(t, limit);
    for (int i = 0; i < count; i++) {
        struct year_end y = year_end_of(&forecast_law_stated, asked[i].month + 1, asked[i].done, final);
        bool came = asked[i].came >= limit;
        inside += asked[i].came >= asked[i].low && asked[i].came <= asked[i].high;
        said[i] = (struct said){asked[i].chance[reach], came, YEAR};
        base[i] = (struct said){share, came, YEAR};
        season[i] = (struct said){year_end_chance(&y, limit), came, YEAR};
    }
    bands_of(said, (size_t)count, bands);
    s.coverage = inside / count, s.error = calibration_error(bands);
    s.brier = brier_of(said, (size_t)count);
    s.of_base = skill_of(s.brier, brier_of(base, (size_t)count)), s.of_season = skill_of(s.brier, brier_of(season, (size_t)count));
    return s;
}

/* What came, dealt out among the questions of the same month. */
static void shuffle(uint64_t seed) {
    struct dice dice = dice_of(seed);
    for (int from = 0, to; from < count; from = to) {
        for (to = from; to < count && asked[to].month == asked[from].month; to++) continue;
        for (int i = to - 1; i > from; i--) {
            int j = (int)dice_int(&dice, from, i);
            double came = asked[i].came;
            asked[i].came = asked[j].came, asked[j].came = came;
        }
    }
}

static void months_print(void) {
    for (int from = 0, to; from < count; from = to) {
        double inside = 0, high = 0, low = 0;
        for (to = from; to < count && asked[to].month == asked[from].month; to++) {
            inside += asked[to].came >= asked[to].low && asked[to].came <= asked[to].high;
            high += asked[to].came > asked[to].high, low += asked[to].came < asked[to].low;
        }
        print_message("#   month %2d: %4d asked, inside %.3f, above %.3f, below %.3f\n", asked[from].month + 1, to - from,
                      inside / (to - from), high / (to - from), low / (to - from));
    }
}

/* Against the share of the first year's cases that slipped so far. */
static void slips_print(const struct case_base *b) {
    double n = 0, happened = 0, brier = 0, of_rate = 0, rate = 0;
    for (int i = 0; i < b->slips.count; i++) rate += (b->slips.came[i] > 180) / (double)b->slips.count;
    for (int i = 0; i < count; i++) {
        if (!asked[i].has_slip) continue;
        n++, happened += asked[i].slipped;
        brier += pow(asked[i].slip - asked[i].slipped, 2), of_rate += pow(rate - asked[i].slipped, 2);
    }
    print_message("#   slips: %.0f asked, %.3f slipped (%.3f in the year before), skill against that rate %.3f\n", n,
                  happened / n, rate, skill_of(brier, of_rate));
}

static void city_measure(uint64_t seed) {
    struct test_place place = test_place_new(BACKEND_SQLITE);
    struct arena *a = arena_new((size_t)1 << 30);
    struct store_options options = {.create = true};
    struct store *s;
    struct tx *t;
    assert_ok(a, store_open_schema(a, place.data, &options, schema_of_program(), &s));
    struct demo *d = demo_draw(a, seed, SCALE, DEMO_REPORTING);
    assert_ok(a, demo_write(s, a, d, NULL, NULL));
    assert_ok(a, store_read(s, a, &t));
    struct case_base b;
    assert_ok(a, case_base_of(a, t, &forecast_law_stated, YEAR, &b));
    count = 0;
    for (int m = 0; m < 10; m++) take(d, t, month_of(YEAR, m + 1));
    assert_true(count > 8000);
    months_print();
    slips_print(&b);
    for (int k = 0; k < REACHES; k++) {
        struct scores got = scores_of(t, k, b.final_all);
        print_message("# seed %llu, %d %% of the plan: coverage %.3f  calibration error %.3f  Brier %.4f  skill against the base rate "
                      "%.3f, against the season %.3f\n", (unsigned long long)seed, reach_percent[k], got.coverage, got.error,
                      got.brier, got.of_base, got.of_season);
        assert_true(got.coverage >= .72 && got.coverage <= .88);
        assert_true(got.of_base > 0 && got.of_season > 0);
        shuffle(seed);
        struct scores none = scores_of(t, k, b.final_all);
        print_message("#   outcomes dealt out anew: skill against the base rate %.3f\n", none.of_base);
        assert_true(none.of_base < .02);
        count = 0;
        for (int m = 0; m < 10; m++) take(d, t, month_of(YEAR, m + 1));
    }
    tx_end(t);
    store_close(s);
    arena_done(a);
    test_place_done(&place);
}

TEST(most_ranges_hold_what_came_and_chances_have_skill) {
    const char *seeds = getenv("QIPAN_SEEDS");
    char *at = strdup(seeds && *seeds ? seeds : "1"), *rest = at;
    for (char *one; (one = strsep(&rest, " "));)
        if (*one) city_measure(strtoull(one, NULL, 10));
    free(at);
}

TEST_MAIN(T(most_ranges_hold_what_came_and_chances_have_skill))
