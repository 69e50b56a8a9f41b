/* usage: refresh_bench DATA ROWS
 *
 * How long it takes to bring a board of ROWS rows up to an entry in which one project changed: milliseconds of the
 * processor, the middle one of several runs. The rows are drawn at random; one of them stands for a project of DATA, a
 * database with a city in it, in which that project is changed. Fails if the row does not follow or another one does. */
#include "cpu.h"
#include "board_sample.h"
#include "projects_queries.h"
#include "base/text.h"
#include "store/journal.h"
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 15, YEARS = 1, ROWS_MAX = 4000000 };

static int by_size(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* A project of the city whose id is a row of the sample, too. */
static int64_t common_project(const struct board *city, const struct board *sample) {
    for (int row = city->rows / 2; row < city->rows; row++) {
        int64_t id = board_chunk(city, row)->project_id[row % CHUNK_ROWS];
        if (board_row(sample, id) >= 0) return id;
    }
    return 0;
}

/* Beside its rows the sample is a board of this city: what a refresh looks at before it takes rows over. */
static void pretend(struct board *sample, const struct board *city) {
    sample->entry = city->entry;
    sample->threshold_fen = city->threshold_fen;
    sample->zone_min = city->zone_min;
    sample->plans_issued = city->plans_issued;
    sample->holders_until_day = city->holders_until_day;
}

static enum err change(struct store *s, struct arena *a, int64_t project_id, int64_t *ret_total_fen) {
    struct entry_note note = {.kind = "project_edit", .reason = ""};
    struct project p;
    struct tx *t;
    try(store_write(s, a, &note, &t));
    try(project_get(t, project_id, &p));
    p.total_fen = *ret_total_fen = (p.total_fen == NO_FEN ? 0 : p.total_fen) + 100;
    try(project_put(t, &p, p.version));
    return tx_commit(t);
}

/* How many rows are not what they were. */
static int rows_changed(const struct board *old, const struct board *new) {
    int n = 0;
    for (int row = 0; row < old->rows; row++) {
        const struct chunk *x = board_chunk(old, row), *y = board_chunk(new, row);
        n += x != y && x->total_fen[row % CHUNK_ROWS] != y->total_fen[row % CHUNK_ROWS];
    }
    return n;
}

static enum err refresh_once(struct store *s, struct arena *a, struct board *old, int64_t entry, struct board **ret,
                             double *ret_us) {
    struct tx *t;
    try(store_read(s, a, &t));
    double from = cpu_us();
    try(board_refresh(t, &old, YEARS, entry, ret));
    *ret_us = cpu_us() - from;
    arena_reset(a);
    return OK;
}

static enum err bench(struct store *s, struct arena *a, struct board *sample) {
    struct tx *t;
    struct journal_row head;
    struct board *city, *next;
    double us[RUNS];
    int64_t total_fen, entry;
    try(store_read(s, a, &t));
    try(journal_head(t, &head));
    entry = head.number + 1;
    try(board_fold(t, head.number, SAMPLE_YEAR, YEARS, &city));
    tx_end(t);
    pretend(sample, city);
    int64_t project_id = common_project(city, sample);
    must(project_id != 0);
    board_drop(city);
    try(change(s, a, project_id, &total_fen));
    int row = board_row(sample, project_id);
    for (int i = 0; i < RUNS; i++) {
        try(refresh_once(s, a, sample, entry, &next, &us[i]));
        must(next->rows == sample->rows && rows_changed(sample, next) == 1);
        must(board_chunk(next, row)->total_fen[row % CHUNK_ROWS] == total_fen);
        board_drop(next);
    }
    qsort(us, RUNS, sizeof *us, by_size);
    printf("%.3f\n", us[RUNS / 2] / 1000);
    return OK;
}

int main(int argc, char **argv) {
    struct arena *a = arena_new((size_t)256 << 20);
    struct store *s = NULL;
    int64_t rows;
    if (argc != 3 || !text_int(argv[2], 1, ROWS_MAX, &rows)) {
        fprintf(stderr, "usage: refresh_bench DATA ROWS\n");
        return 2;
    }
    struct board *sample = sample_board(1, (int)rows);
    enum err e = store_open(a, argv[1], &(struct store_options){0}, &s);
    if (e == OK) e = bench(s, a, sample);
    if (e != OK) fprintf(stderr, "refresh_bench: %s: %s\n", argv[1], arena_failure(a) ? arena_failure(a) : err_row(e)->name);
    arena_done(a);
    board_drop(sample);
    if (s) store_close(s);
    return e != OK;
}
