#include "domain/forecast/together.h"
#include "base/err.h"
#include "domain/forecast/season.h"
#include <math.h>
#include <stdlib.h>

static const double TENTH = 1.2815515655446004, LEAST = .001, COMMON_MOST = .8;

static uint64_t mixed(uint64_t z) {
    z += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* A throw of the bell, by Box and Muller. */
static double bell(uint64_t key) {
    double u = ((double)(mixed(key) >> 11) + .5) / 9007199254740992.0,
        v = (double)(mixed(key ^ UINT64_C(0xA5A5A5A5)) >> 11) / 9007199254740992.0;
    return sqrt(-2 * log(u)) * cos(2 * M_PI * v);
}

struct together together_new(struct arena *a, const struct forecast_law *law, int month, int projects, int groups,
                             uint64_t seed) {
    struct together t = {.runs = TOGETHER_RUNS, .groups = groups, .seed = seed, .common = year_end_common(law, month)};
    if (projects > 0 && TOGETHER_THROWS_MAX / projects < t.runs) t.runs = TOGETHER_THROWS_MAX / projects;
    if (t.runs < 100) t.runs = 100;
    size_t room = (size_t)groups * (size_t)t.runs + 1;
    t.shock = arena_array(a, double, (size_t)t.runs);
    t.done = arena_array(a, double, room), t.reached = arena_array(a, int32_t, room);
    t.plan = arena_array(a, double, (size_t)groups + 1), t.count = arena_array(a, int32_t, (size_t)groups + 1);
    for (int r = 0; r < t.runs; r++) t.shock[r] = bell(mixed(seed) + (uint64_t)r);
    return t;
}

void together_add(struct together *t, int64_t project_id, double plan, double low, double middle, double high,
                  const int *in, int count) {
    bool is_nothing = middle <= 0;
    double up = is_nothing ? 0 : log(high / middle) / TENTH, down = is_nothing ? 0 : log(middle / fmax(low, LEAST)) / TENTH;
    double spread = (up + down) / 2, part = spread > 0 ? fmin(COMMON_MOST, t->common / spread) : 0, own = sqrt(1 - part * part);
    uint64_t key = mixed(t->seed ^ mixed((uint64_t)project_id));
    must(count <= TOGETHER_IN_MAX);
    for (int k = 0; k < count; k++) t->plan[in[k]] += plan, t->count[in[k]]++;
    for (int r = 0; r < t->runs; r++) {
        double x = part * t->shock[r] + own * bell(key + (uint64_t)r);
        double share = is_nothing ? 0 : middle * exp(x * (x > 0 ? up : down));
        for (int k = 0; k < count; k++) {
            t->done[in[k] * t->runs + r] += share * plan;
            t->reached[in[k] * t->runs + r] += share >= 1;
        }
    }
}

static int by_size(const void *x, const void *y) {
    const double *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}
static int by_count(const void *x, const void *y) {
    const int32_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

struct together_sum together_of(struct arena *a, const struct together *t, int group) {
    struct together_sum s = {.count = t->count[group], .plan = t->plan[group], .low = NAN, .middle = NAN, .high = NAN,
                             .chance = NAN};
    if (!s.count || s.plan <= 0) return s;
    double *done = arena_array(a, double, (size_t)t->runs);
    int32_t *reached = arena_array(a, int32_t, (size_t)t->runs);
    int all = 0, tenth = (t->runs + 9) / 10 - 1;
    for (int r = 0; r < t->runs; r++) {
        done[r] = t->done[group * t->runs + r] / s.plan, reached[r] = t->reached[group * t->runs + r];
        all += done[r] >= 1;
    }
    qsort(done, (size_t)t->runs, sizeof *done, by_size);
    qsort(reached, (size_t)t->runs, sizeof *reached, by_count);
    s.low = done[tenth], s.middle = done[(t->runs - 1) / 2], s.high = done[t->runs - 1 - tenth];
    s.reach_low = reached[tenth], s.reach_middle = reached[(t->runs - 1) / 2], s.reach_high = reached[t->runs - 1 - tenth];
    s.chance = ((double)all + 1) / (t->runs + 2);
    return s;
}
