/* usage: duty_bench
 *
 * How long the duty matrix of a year takes from a board of random rows (50,000): by area, department and unit. Prints the
 * milliseconds of the slowest of the first two, then what each took. Time of the processor; best of several runs. */
#include "board_sample.h"
#include "domain/stats/duty.h"
#include <stdio.h>
#include <time.h>

enum { RUNS = 15, ROWS = 50000, AREAS = 12, DEPARTMENTS = 20 };

static double now_ms_of_process(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double best_of(const struct position *p, enum duty_by by, int64_t *ret_expected) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct duty_asked asked = {.where = {.scope = scope_everything()}, .by = by};
    struct duty_matrix m;
    double best = 1e9;
    for (int run = 0; run <= RUNS; run++) {
        double start = now_ms_of_process();
        duty_matrix_of(a, p, &asked, &m);
        double took = now_ms_of_process() - start;
        if (run && took < best) best = took;
        *ret_expected = duty_expected(&m.all.whole);
        arena_reset(a);
    }
    arena_done(a);
    return best;
}

static void name_keys(struct board *b, struct dictionary *d, int count) {
    struct key_name *at = arena_array(b->arena, struct key_name, (size_t)count);
    for (int i = 0; i < count; i++) at[i] = (struct key_name){i + 1, "key", "名", "name"};
    *d = (struct dictionary){at, count};
}

int main(void) {
    struct board *b = sample_board(1, ROWS), *before = board_new(SAMPLE_YEAR - 1);
    name_keys(b, &b->areas, AREAS);
    name_keys(b, &b->departments, DEPARTMENTS);
    board_seal(before);
    struct light_law law = light_law_default("points");
    struct settings s = {.city_zh = "", .city_en = "", .report_due_day = 5, .curve_whole = 12};
    for (int m = 0; m < YEAR_MONTHS; m++) s.curve[m] = m + 1;
    struct position *p = position_make(&(struct position_parts){.known_day = day_of(SAMPLE_YEAR + 1, 2, 1), .board = b,
                                                                .board_before = before, .law = &law, .law_before = &law,
                                                                .settings = &s});
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
