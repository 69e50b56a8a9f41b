/* usage: duty_bench
 *
 * How long the duty matrix of a year takes from a board of random rows (50,000): by area, department and unit. Prints the
 * milliseconds of the slowest of the first two, then what each took. Time of the processor; best of several runs. */
#include "position_sample.h"
#include "domain/stats/duty.h"
#include <stdio.h>

enum { RUNS = 15, ROWS = 50000, AREAS = 12, DEPARTMENTS = 20 };

static double best_of(const struct position *p, enum duty_by by, int64_t *ret_expected) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct duty_asked asked = {.where = {.scope = scope_everything()}, .by = by};
    struct duty_matrix m;
    double best = 1e9;
    for (int run = 0; run <= RUNS; run++) {
        double start = cpu_us();
        duty_matrix_of(a, p, &asked, &m);
        double took = (cpu_us() - start) / 1e3;
        if (run && took < best) best = took;
        *ret_expected = duty_expected(&m.all.whole);
        arena_reset(a);
    }
    arena_done(a);
    return best;
}

int main(void) {
    struct board *b = sample_board(1, ROWS), *before = board_new(SAMPLE_YEAR - 1);
    sample_keys(b, &b->areas, AREAS);
    sample_keys(b, &b->departments, DEPARTMENTS);
    board_seal(before);
    struct position *p = sample_position(b, before);
    int64_t expected = 0;
    double area = best_of(p, DUTY_BY_AREA, &expected), department = best_of(p, DUTY_BY_DEPARTMENT, &expected);
    double unit = best_of(p, DUTY_BY_UNIT, &expected);
    printf("%.2f\n%d rows, %lld reports: by area %.2f ms, by department %.2f ms, by unit %.2f ms\n",
           area > department ? area : department, ROWS, (long long)expected, area, department, unit);
    position_drop(p);
    board_drop(b);
    board_drop(before);
    return 0;
}
