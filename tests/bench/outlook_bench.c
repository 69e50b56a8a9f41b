/* outlook_bench -- 10,000 projects asked against 10,000 cases, on one core: seconds of processor time. */
#include "domain/forecast/similar.h"
#include "cpu.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 10000, ASKED = 10000 };
static uint64_t state = 1;
static double roll(void) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(state >> 11) / 9007199254740992.0;
}

int main(void) {
    struct arena *a = arena_new((size_t)256 << 20);
    struct similar_case *at = arena_array(a, struct similar_case, CASES);
    for (int i = 0; i < CASES; i++)
        at[i] = (struct similar_case){.project = 1 + i / 3, .tag = i, .u = log(.1 + roll()) / .5, .v = log(.3 + 3 * roll()) / .6,
                                      .key = {(uint32_t)(roll() * 8), (uint32_t)(roll() * 40)}, .weight = 1,
                                      .came = floor(roll() * roll() * 900) - 60};
    double began = cpu_us(), told = 0;
    struct similar_cases c = similar_cases_of(a, at, CASES);
    struct similar_weights w = similar_weights_new(a, &c);
    for (int i = 0; i < ASKED; i++) {
        similar_weigh(&w, &(struct similar_asked){.u = log(.1 + roll()) / .5, .v = log(.3 + 3 * roll()) / .6, .has_v = true,
                                                  .key = {(uint32_t)(roll() * 8), (uint32_t)(roll() * 40)},
                                                  .ln_other = (float)log(.2)});
        told += similar_chance(&w, 180, false) + similar_quantile(&w, .1) + similar_quantile(&w, .5) + similar_quantile(&w, .9);
    }
    printf("%.3f\n", (cpu_us() - began) / 1e6);
    fprintf(stderr, "%.3f\n", told / ASKED);
    arena_done(a);
    return 0;
}
