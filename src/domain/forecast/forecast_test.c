/* The formulas, against numbers reckoned by hand or by brute force. */
#include "tap.h"
#include "domain/forecast/calibration.h"
#include "domain/forecast/similar.h"
#include "domain/forecast/together.h"
#include "domain/forecast/season.h"
#include <math.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)64 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

static void near(double x, double y, double eps) {
    if (!(fabs(x - y) <= eps)) fail_msg("%.9g, not %.9g", x, y);
}
static const struct forecast_law *law = &forecast_law_stated;

/* -- similar projects -- */

enum { MANY = 777 };
static double roll(uint64_t *s) {
    *s = *s * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*s >> 11) / 9007199254740992.0;
}

static struct similar_case *some_cases(int count, uint64_t seed) {
    struct similar_case *at = arena_array(a, struct similar_case, (size_t)count + 1);
    for (int i = 0; i < count; i++)
        at[i] = (struct similar_case){.project = 1 + (int64_t)(roll(&seed) * 90), .tag = i, .u = roll(&seed) * 6 - 3,
                                      .v = roll(&seed) * 4, .key = {(uint32_t)(roll(&seed) * 3), (uint32_t)(roll(&seed) * 5)},
                                      .weight = roll(&seed) < .3 ? .2 : 1, .came = floor(roll(&seed) * 400) - 100};
    return at;
}

/* In double arithmetic, case by case. */
static double weight_of(const struct similar_case *all, int count, const struct similar_case *c, const struct similar_asked *q) {
    double same = 0;
    for (int i = 0; i < count; i++) same += all[i].project == c->project;
    if (q->but && c->project == q->but) return 0;
    double du = c->u - q->u, dv = q->has_v ? c->v - q->v : 0, w = c->weight / same * exp(-.5 * (du * du + dv * dv));
    for (int k = 0; k < SIMILAR_KEYS; k++) w *= c->key[k] == q->key[k] ? 1 : .2;
    return w + 1e-12;
}

TEST(weights_chances_and_quantiles_are_those_of_plain_arithmetic) {
    for (int count = 0; count <= MANY; count = count * 3 + 1) {
        struct similar_case *at = some_cases(count, (uint64_t)count + 5);
        struct similar_cases c = similar_cases_of(a, at, count);
        struct similar_weights w = similar_weights_new(a, &c);
        for (int turn = 0; turn < 20; turn++) {
            uint64_t seed = (uint64_t)turn * 99;
            struct similar_asked q = {.u = roll(&seed) * 4 - 2, .v = roll(&seed) * 4, .has_v = turn % 3 > 0,
                                      .key = {(uint32_t)turn % 3, (uint32_t)turn % 5}, .ln_other = (float)log(.2),
                                      .but = turn % 4 ? 0 : 7};
            double sum = 0, squares = 0, above = 0, run = 0;
            similar_weigh(&w, &q);
            for (int i = 0; i < count; i++) {
                double one = weight_of(at, count, &at[i], &q);
                sum += one, squares += one * one, above += at[i].came > 180 ? one : 0;
            }
            if (!count) {
                assert_true(isnan(similar_quantile(&w, .5)));
                near(similar_chance(&w, 0, false), .5, 1e-12);
                continue;
            }
            double n = sum * sum / squares;
            near(w.n / n, 1, 1e-5);
            near(similar_chance(&w, 180, false), (n * above / sum + 1) / (n + 2), 1e-5);
            double median = similar_quantile(&w, .5), below = 0;
            for (int i = 0; i < count; i++) {
                double one = weight_of(at, count, &at[i], &q);
                run += at[i].came <= median ? one : 0, below += at[i].came < median ? one : 0;
            }
            assert_true(run >= .5 * sum * (1 - 1e-6) && below <= .5 * sum * (1 + 1e-6));
        }
    }
}

TEST(a_limit_may_count_what_lies_on_it) {
    struct similar_case at[] = {{.project = 1, .weight = 1, .came = 1}, {.project = 2, .weight = 1, .came = 2}};
    struct similar_cases c = similar_cases_of(a, at, 2);
    struct similar_weights w = similar_weights_new(a, &c);
    similar_weigh(&w, &(struct similar_asked){.ln_other = (float)log(.2)});
    near(w.n, 2, 1e-6);
    near(similar_chance(&w, 2, false), 1.0 / 4, 1e-6); /* none above: (0 + 1)/(2 + 2) */
    near(similar_chance(&w, 2, true), 2.0 / 4, 1e-6);
}

TEST(the_names_behind_are_the_heaviest_one_a_project) {
    struct similar_case *at = some_cases(MANY, 3);
    struct similar_cases c = similar_cases_of(a, at, MANY);
    struct similar_weights w = similar_weights_new(a, &c);
    similar_weigh(&w, &(struct similar_asked){.u = .3, .v = 1, .has_v = true, .ln_other = (float)log(.2)});
    int got[6], n = similar_names(&w, got, 6);
    assert_int_equal(n, 6);
    for (int k = 0; k < n; k++) {
        int better = 0; /* projects with a heavier case */
        bool seen[100] = {false};
        for (int i = 0; i < MANY; i++)
            if (w.w[i] > w.w[got[k]] && c.project[i] != c.project[got[k]] && !seen[c.project[i]])
                seen[c.project[i]] = true, better++;
        assert_int_equal(better, k);
        for (int i = 0; i < MANY; i++) assert_true(c.project[i] != c.project[got[k]] || w.w[i] <= w.w[got[k]]);
    }
}

/* -- the year's end -- */

TEST(the_season_and_the_field_say_what_december_brings) {
    /* June: s = .51, a = .51/.76; half of the plan done, the field ended at 120 % */
    struct year_end y = year_end_of(law, 6, .5, 1.2);
    double own = .51 / .76;
    near(log(y.middle), own * log(.5 / .51) + (1 - own) * log(1.2), 1e-12);
    near(y.spread, .5 * sqrt(.49 / .51), 1e-12);
    near(year_end_chance(&y, 1), normal_below(log(y.middle) / y.spread), 1e-12);
    near(year_end_quantile(&y, .5), y.middle, 1e-9);
    near(year_end_chance(&y, year_end_quantile(&y, .9)), .1, 1e-9);
    near(year_end_common(law, 6), .15 * sqrt(.49 / .51), 1e-12);
    struct year_end over = year_end_of(law, 12, 1.3, .5);
    near(over.middle, exp(1 / 1.25 * log(1.3) + .25 / 1.25 * log(.5)), 1e-12);
    assert_true(year_end_chance(&over, over.middle + .01) == 0 && year_end_chance(&over, over.middle - .01) == 1);
}

TEST(who_has_done_nothing_is_no_logarithm) {
    struct year_end y = year_end_of(law, 9, 0, 1.1);
    near(y.middle, 1.1 * .25, 1e-12);
    assert_true(year_end_chance(&y, 1) < .01 && year_end_chance(&y, 1) > 0);
}

TEST(the_bell_is_the_bell) {
    near(normal_below(0), .5, 1e-15);
    near(normal_below(1.959963984540054), .975, 1e-12);
    near(normal_quantile(.1), -1.2815515655446004, 1e-9);
}

/* -- calibration -- */

TEST(a_band_of_chance_is_the_binomials) {
    assert_int_equal(binomial_quantile(10, .5, .025), 2); /* P(X <= 1) = 11/1024, P(X <= 2) = 56/1024 */
    assert_int_equal(binomial_quantile(10, .5, .975), 8);
    assert_int_equal(binomial_quantile(10, 0, .9), 0);
    assert_int_equal(binomial_quantile(10, 1, .1), 10);
    struct said at[20];
    for (int i = 0; i < 20; i++) at[i] = (struct said){.chance = i < 10 ? .55 : .95, .happened = i < 3 || i >= 10};
    struct band bands[BANDS];
    bands_of(at, 20, bands);
    assert_int_equal(bands[5].count, 10);
    assert_int_equal(bands[5].happened, 3);
    assert_true(bands[5].holds && bands[9].holds && !bands[0].count && isnan(bands[0].said));
    near(calibration_error(bands), (.25 + .05) / 2, 1e-12);
    near(brier_of(at, 20), (3 * .45 * .45 + 7 * .55 * .55 + 10 * .05 * .05) / 20, 1e-12);
    at[0].happened = at[1].happened = false;
    bands_of(at, 20, bands);
    assert_false(bands[5].holds); /* one of ten said to be 55 of a hundred */
}

TEST(what_came_true_more_often_than_it_was_said_is_said_more_often) {
    struct said at[200];
    for (int i = 0; i < 200; i++)
        at[i] = (struct said){.chance = i % 2 ? .7 : .3, .happened = i % 10 < 8, .year = 2020 + i / 100};
    struct correction c = correction_of(law, at, 200);
    assert_true(correction_apply(&c, .5) > .6);
    assert_true(correction_apply(&c, .3) < correction_apply(&c, .7));
    near(correction_apply(&correction_none, .3), .3, 0);
    c = correction_of(law, at, 0);
    near(correction_apply(&c, .123), .123, 0);
    for (int i = 0; i < 200; i++) at[i].happened = i % 100 < (i % 2 ? 70 : 30); /* as it was said */
    c = correction_of(law, at, 200);
    near(correction_apply(&c, .5), .5, .03);
}

TEST(a_year_of_many_rows_is_one_year) {
    static struct said few[40], many[4000];
    for (int i = 0; i < 4000; i++) many[i] = (struct said){.chance = .5, .happened = i % 4 > 0, .year = 2021};
    for (int i = 0; i < 40; i++) few[i] = many[i];
    struct correction x = correction_of(law, few, 40), y = correction_of(law, many, 4000);
    near(x.offset, y.offset, 1e-9);
    near(x.slope, y.slope, 1e-9);
    /* by hand: at p = 1/2 the logit is 0, so g = -20·(¾ - ½), h = 20·¼ + 1/.25 */
    near(x.offset, 5.0 / 9, 1e-9);
}

/* -- together -- */

enum { LIST = 200 };
static struct together_sum list_of(double common, int from, int to, uint64_t seed) {
    struct forecast_law of = forecast_law_stated;
    of.spread_common = common;
    struct together t = together_new(a, &of, 6, LIST, 1, seed);
    for (int i = from; i < to; i++) together_add(&t, 1000 + i, 1e6 * (1 + i % 3), .8, 1, 1.25, (const int[]){0}, 1);
    return together_of(a, &t, 0);
}

TEST(a_list_is_as_uncertain_as_the_year_makes_it) {
    struct together_sum alone = list_of(0, 0, LIST, 1), shocked = list_of(.15, 0, LIST, 1);
    assert_int_equal(alone.count, LIST);
    near(alone.middle, 1.015, .02); /* the mean of a bell of ln F with spread .174 */
    assert_true(alone.high - alone.low < .06);
    assert_true(shocked.high - shocked.low > 4 * (alone.high - alone.low)); /* means of single chances would not say so */
    assert_true(shocked.reach_high - shocked.reach_low > alone.reach_high - alone.reach_low);
    struct together_sum again = list_of(.15, 0, LIST, 1), other = list_of(.15, 0, LIST, 2);
    assert_true(again.low == shocked.low && again.high == shocked.high && again.reach_low == shocked.reach_low);
    assert_true(other.low != shocked.low);
}

TEST(one_project_in_a_list_has_its_own_range) {
    struct together_sum s = list_of(.15, 5, 6, 3);
    near(s.low, .8, .04), near(s.middle, 1, .03), near(s.high, 1.25, .05);
    assert_true(isnan(list_of(.15, 0, 0, 3).middle));
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(weights_chances_and_quantiles_are_those_of_plain_arithmetic),
        T(a_limit_may_count_what_lies_on_it),
        T(the_names_behind_are_the_heaviest_one_a_project),
        T(the_season_and_the_field_say_what_december_brings),
        T(who_has_done_nothing_is_no_logarithm),
        T(the_bell_is_the_bell),
        T(a_band_of_chance_is_the_binomials),
        T(what_came_true_more_often_than_it_was_said_is_said_more_often),
        T(a_year_of_many_rows_is_one_year),
        T(a_list_is_as_uncertain_as_the_year_makes_it),
        T(one_project_in_a_list_has_its_own_range),
    };
    return cmocka_run_group_tests_name("forecast_test", tests, up, down);
}
