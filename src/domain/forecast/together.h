/* together -- what becomes of many projects at once: by simulation, with a shock that a year gives to all of them.
 *
 * Means of single chances would say nothing of a list, for its projects rise and fall together. Each run throws one shock for
 * the year and one for each project; a throw follows from the seed, the run and the project alone, so that a list's figures
 * are the same beside any other's. Pure. */
#pragma once
#include "base/arena.h"
#include "domain/forecast/forecast_law.h"
#include <stdint.h>

enum { TOGETHER_RUNS = 1000, TOGETHER_THROWS_MAX = 2000000, TOGETHER_IN_MAX = 8 };

struct together {
    int runs, groups;
    uint64_t seed;
    double common;               /* spread of ln F that all have in common */
    double *shock;               /* of each run */
    double *done, *plan;         /* by group and run; by group */
    int32_t *reached, *count;    /* the same */
};
/* For so many projects in so many groups; `month` of the year, 1 to 12. */
struct together together_new(struct arena *a, const struct forecast_law *law, int month, int projects, int groups, uint64_t seed);
/* A project whose share of the plan ends below low, middle, high in 10, 50, 90 of 100 years; it counts in some groups. */
void together_add(struct together *t, int64_t project_id, double plan, double low, double middle, double high,
                  const int *in, int count);

struct together_sum {
    int count;
    double plan;
    double low, middle, high;          /* share of the plan of all; NAN: there is no project */
    double chance;                     /* of all of the plan */
    int reach_low, reach_middle, reach_high; /* projects that reach theirs */
};
struct together_sum together_of(struct arena *a, const struct together *t, int group);
