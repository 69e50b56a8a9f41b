/* The outlook of the practice city: cases of its first year, questions of the second, measured by what the city knows to come
 * true. Of seed 1, and of those in QIPAN_SEEDS. Prints what it finds; outcomes dealt out anew by chance leave no skill. */
#include "clerk.h"
#include "app/demo_outlook.h"
#include "app/dice.h"
#include "base/money.h"
#include "domain/forecast/calibration.h"
#include "domain/forecast/season.h"
#include "forecast_queries.h"
#include "domain/outlook/say.h"
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
    s.of_base = skill_of(s.brier, brier_of(base, (size_t)count));
    s.of_season = skill_of(s.brier, brier_of(season, (size_t)count));
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

/* -- a city -- */

struct made {
    struct test_place place;
    struct arena *a;
    struct store *s;
    struct demo *d;
};

static struct made city_make(uint64_t seed) {
    struct made c = {.place = test_place_new(BACKEND_SQLITE), .a = arena_new((size_t)1 << 30)};
    struct store_options options = {.create = true};
    assert_ok(c.a, store_open_schema(c.a, c.place.data, &options, schema_of_program(), &c.s));
    c.d = demo_draw(c.a, seed, SCALE, DEMO_REPORTING);
    assert_ok(c.a, demo_write(c.s, c.a, c.d, NULL, NULL));
    return c;
}
static void city_done(struct made *c) {
    store_close(c->s);
    arena_done(c->a);
    test_place_done(&c->place);
}

static void all_take(const struct demo *d, struct tx *t) {
    count = 0;
    for (int m = 0; m < 10; m++) take(d, t, month_of(YEAR, m + 1));
    assert_true(count > 8000);
}

static void city_measure(struct made *c, uint64_t seed) {
    struct tx *t;
    struct case_base b;
    assert_ok(c->a, store_read(c->s, c->a, &t));
    assert_ok(c->a, case_base_of(c->a, t, &forecast_law_stated, YEAR, &b));
    all_take(c->d, t);
    months_print();
    slips_print(&b);
    for (int k = 0; k < REACHES; k++) {
        struct scores got = scores_of(t, k, b.final_all);
        print_message("# seed %llu, %d %% of the plan: coverage %.3f  calibration error %.3f  Brier %.4f  "
                      "skill against the base rate %.3f, against the season %.3f\n",
                      (unsigned long long)seed, reach_percent[k], got.coverage, got.error, got.brier, got.of_base,
                      got.of_season);
        assert_true(got.coverage >= .72 && got.coverage <= .88);
        assert_true(got.error < .1 && got.of_base > .2 && got.of_season > .2);
        shuffle(seed);
        struct scores none = scores_of(t, k, b.final_all);
        print_message("#   outcomes dealt out anew: skill against the base rate %.3f\n", none.of_base);
        assert_true(none.of_base < .02);
        all_take(c->d, t);
    }
    tx_end(t);
}

/* -- on one city: the measure, the job, the pages -- */

static struct made city;
static int up(void **state) { (void)state; city = city_make(1); return 0; }
static int down(void **state) { (void)state; city_done(&city); return 0; }

TEST(most_ranges_hold_what_came_and_chances_have_skill) {
    const char *seeds = getenv("QIPAN_SEEDS");
    city_measure(&city, 1);
    char *at = strdup(seeds ? seeds : ""), *rest = at;
    for (char *one; (one = strsep(&rest, " "));) {
        if (!*one) continue;
        struct made c = city_make(strtoull(one, NULL, 10));
        city_measure(&c, strtoull(one, NULL, 10));
        city_done(&c);
    }
    free(at);
}

static int64_t run_on(struct position_cache *cache, int32_t day) {
    int64_t did;
    assert_ok(city.a, outlook_run(city.s, city.a, cache, day, ms_of_day(day, 480) + 7200000, &did));
    return did;
}

/* The text of a JSON list's row from one key on to its end. */
static const char *row_from(struct arena *a, const char *body, const char *begins, const char *key) {
    const char *at = strstr(body, begins), *from = at ? strstr(at, key) : NULL, *to = from ? strchr(from, '}') : NULL;
    if (!to) fail_msg("no %s in %.300s", begins, body);
    return arena_copy_n(a, from, (size_t)(to - from));
}

static const char *body_of(struct arena *a, struct loopback_reply r) {
    assert_int_equal(r.status, 200);
    return arena_copy(a, r.body);
}

/* What the whole of one area comes to is the same for who sees the city and for who sees the area alone: throws follow from the
 * project. Names of cases are for those who see them. */
TEST(who_sees_an_area_sees_its_part_of_the_same_figures) {
    struct clerk_world w = {.a = city.a, .s = city.s};
    w.program = program_new(city.a, city.s, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
    struct loopback *office = clerk_new(&w, "watcher", ROLE_OFFICE);
    struct loopback *north = clerk_granted(&w, "northern", "area_clerk", clerk_area(&w, "huancui"), NO_INT, NO_INT);
    const char *all = body_of(w.a, loopback_get(office, "/outlook.json?month=2022-10&level=platform"));
    const char *own = body_of(w.a, loopback_get(north, "/outlook.json?month=2022-10&level=platform"));
    const char *theirs = row_from(w.a, all, "\"by\":\"area\",\"name_zh\":\"环翠区\"", "\"projects\"");
    assert_string_equal(theirs, row_from(w.a, own, "\"by\":\"all\"", "\"projects\""));
    assert_null(strstr(own, "荣成市"));
    long long id = 0;
    assert_int_equal(sscanf(strstr(own, "\"doubts\":[{\"id\":"), "\"doubts\":[{\"id\":%lld", &id), 1);
    const char *page = arena_printf(w.a, "/projects/%lld/outlook.json", id);
    const char *full = body_of(w.a, loopback_get(office, page)), *part = body_of(w.a, loopback_get(north, page));
    assert_null(strstr(strstr(full, "\"cases\""), "\"name\":null"));
    assert_non_null(strstr(strstr(part, "\"cases\""), "\"name\":null"));
    assert_non_null(strstr(body_of(w.a, loopback_get(office, "/outlook/scorecard.json")), "\"years\":1"));
    int64_t outside = 0;
    for (int i = 0; i < city.d->count; i++)
        if (city.d->projects[i].area == 2 && city.d->projects[i].plan_wan[1]) outside = city.d->projects[i].id;
    assert_int_equal(loopback_get(north, arena_printf(w.a, "/projects/%lld/outlook", (long long)outside)).status, 404);
    assert_int_equal(loopback_get(office, arena_printf(w.a, "/projects/%lld/outlook", (long long)outside)).status, 200);
    clerk_world_done(&w);
}

TEST(a_month_is_said_once_and_a_year_closed_once) {
    struct position_cache *cache = position_cache_new(2);
    assert_int_equal(run_on(cache, day_of(2022, 12, 6)), 0); /* November is not closed */
    int64_t november = run_on(cache, day_of(2022, 12, 8));
    assert_true(november > 900);
    assert_int_equal(run_on(cache, day_of(2022, 12, 8)), 0);
    assert_int_equal(run_on(cache, day_of(2023, 1, 5)), 0);
    int64_t ends = run_on(cache, day_of(2023, 1, 9));
    assert_true(ends > 1000);
    assert_int_equal(run_on(cache, day_of(2023, 1, 9)), 0);
    position_cache_done(cache);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(most_ranges_hold_what_came_and_chances_have_skill),
        T(who_sees_an_area_sees_its_part_of_the_same_figures),
        T(a_month_is_said_once_and_a_year_closed_once),
    };
    return cmocka_run_group_tests_name("outlook_city_test", tests, up, down);
}
