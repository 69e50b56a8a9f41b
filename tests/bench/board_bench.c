/* usage: board_bench [DATA …]
 *
 * How long the board takes: asking and sorting on boards of random rows; folding and refreshing
 * on each DATA named, a database with a city in it (qipan demo --data …). Time of the processor, for
 * machines are shared; best of several runs. */
#include "cpu.h"
#include "board_sample.h"
#include "store/journal.h"
#include "store/store.h"
#include <stdio.h>

enum { RUNS = 9 };
/* The best of RUNS; `work` is run once more before, unmeasured. */
#define BEST_US(ret_us, ...)                                                                                 \
    do {                                                                                                     \
        __VA_ARGS__;                                                                                         \
        *(ret_us) = 1e18;                                                                                    \
        for (int run_ = 0; run_ < RUNS; run_++) {                                                            \
            double start_ = cpu_us();                                                                        \
            __VA_ARGS__;                                                                                     \
            double us_ = cpu_us() - start_;                                                                  \
            if (us_ < *(ret_us)) *(ret_us) = us_;                                                            \
        }                                                                                                    \
    } while (0)

static void say(const char *what, int rows, double us, int found) {
    printf("%-34s %9d rows %10.0f us", what, rows, us);
    if (found >= 0) printf("  %d found", found);
    printf("\n");
}

static void bench_select(const struct board *b, const char *what, const struct question *q) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct selection s = {0};
    double us;
    BEST_US(&us, (arena_reset(a), s = board_select(a, b, q)));
    say(what, b->rows, us, s.count);
    arena_done(a);
}

static void bench_top(const struct board *b, const char *what, struct order o, int offset) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct question q = {.scope = scope_everything(), .month = o.month, .with_uncounted = true};
    struct selection s = board_select(a, b, &q);
    const int *rows;
    int n = 0;
    double us;
    BEST_US(&us, n = board_top(a, b, &s, &o, offset, 50, &rows));
    say(what, b->rows, us, n);
    arena_done(a);
}

static void bench_asking(int rows) {
    struct board *b = sample_board(1, rows);
    int32_t month = month_of(SAMPLE_YEAR, 11);
    struct question q = {.scope = scope_everything(), .month = month};
    bench_select(b, "select: the platform", &q);
    q.levels = LEVELS_KEY;
    bench_select(b, "select: key lists", &q);
    keys_add(&q.areas, 3);
    keys_add(&q.fields, 5);
    q.levels = 0;
    bench_select(b, "select: an area and a field", &q);
    struct question department = {.scope = scope_everything(), .month = month};
    keys_add(&department.departments, 7);
    bench_select(b, "select: a department", &department);
    struct question text = {.scope = scope_everything(), .month = month, .text = "医疗器械"};
    bench_select(b, "search: a frequent name", &text);
    text.text = "没有这个";
    bench_select(b, "search: no such name", &text);
    text.text = "77期";
    bench_select(b, "search: two digits", &text);
    bench_top(b, "sort: total, first page", (struct order){SORT_TOTAL, true, month, NULL}, 0);
    bench_top(b, "sort: total, middle page", (struct order){SORT_TOTAL, true, month, NULL}, rows / 2);
    bench_top(b, "sort: rate, middle page", (struct order){SORT_RATE, false, month, NULL}, rows / 2);
    bench_top(b, "sort: area, middle page", (struct order){SORT_AREA, false, month, NULL}, rows / 2);
    bench_top(b, "sort: name, middle page", (struct order){SORT_NAME, false, month, NULL}, rows / 2);
    board_drop(b);
}

/* -- from a database -- */

static int failed(struct arena *a, const char *data) {
    fprintf(stderr, "board_bench: %s: %s\n", data, arena_failure(a) ? arena_failure(a) : "refused");
    return 1;
}

/* A year, the one before and the one before that, as a position takes them. */
static void drop_years(struct board *const *boards) {
    for (int k = 0; k < BOARD_YEARS_MAX; k++) board_drop(boards[k]);
}

static enum err fold_and_drop(struct store *s, struct arena *a, int64_t entry, int year, int *ret_rows) {
    struct tx *t;
    struct board *boards[BOARD_YEARS_MAX];
    try(store_read(s, a, &t));
    try(board_fold(t, entry, year, BOARD_YEARS_MAX, boards));
    *ret_rows = boards[0]->rows;
    drop_years(boards);
    arena_reset(a);
    return OK;
}

static enum err refresh_and_drop(struct store *s, struct arena *a, struct board *const *olds, int64_t entry) {
    struct tx *t;
    struct board *boards[BOARD_YEARS_MAX];
    try(store_read(s, a, &t));
    try(board_refresh(t, olds, BOARD_YEARS_MAX, entry, boards));
    drop_years(boards);
    arena_reset(a);
    return OK;
}

static enum err bench_store(struct store *s, struct arena *a) {
    struct tx *t;
    struct journal_row head;
    struct board *olds[BOARD_YEARS_MAX];
    int rows = 0;
    double us;
    enum err e = OK;
    try(store_read(s, a, &t));
    try(journal_head(t, &head));
    int year = civil_of(day_of_ms(head.recorded_ms, 480)).year;
    int64_t last = head.number;
    arena_reset(a);
    BEST_US(&us, e = e ? e : fold_and_drop(s, a, last, year, &rows));
    say("fold of three years: as known now", rows, us, -1);
    BEST_US(&us, e = e ? e : fold_and_drop(s, a, last - last / 10, year, &rows));
    say("fold of three years: earlier", rows, us, -1);
    const int64_t back[] = {0, 1, 10};
    for (size_t i = 0; i < countof(back) && e == OK && last > back[i]; i++) {
        char what[40];
        try(store_read(s, a, &t));
        try(board_fold(t, last - back[i], year, BOARD_YEARS_MAX, olds));
        BEST_US(&us, e = e ? e : refresh_and_drop(s, a, olds, last));
        snprintf(what, sizeof what, "refresh of three: by %d entries", (int)back[i]);
        say(what, olds[0]->rows, us, -1);
        drop_years(olds);
        arena_reset(a);
    }
    return e;
}

static int bench_data(const char *data) {
    struct arena *a = arena_new((size_t)64 << 20);
    struct store *s = NULL;
    printf("-- %s\n", data);
    enum err e = store_open(a, data, &(struct store_options){.read_only = true}, &s);
    if (e == OK) e = bench_store(s, a);
    int status = e == OK ? 0 : failed(a, data);
    arena_done(a);
    if (s) store_close(s);
    return status;
}

int main(int argc, char **argv) {
    const int sizes[] = {1764, 50000, 1000000};
    int status = 0;
    for (size_t i = 0; i < countof(sizes); i++) bench_asking(sizes[i]);
    for (int i = 1; i < argc; i++) status |= bench_data(argv[i]);
    return status;
}
