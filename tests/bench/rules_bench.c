/* usage: rules_bench [DATA]
 *
 * What a page of the rules costs the server: a threshold moved over a practice city (1,764 rows) and over a million, with the
 * counts, where and which that the page shows; and a back-test of 24 months. Without DATA it prints the microseconds of the
 * dearest rule over the city, then the milliseconds over a million, then what each took; with DATA the milliseconds of judging
 * 24 months of its projects, those with folding them from the ledger, and the number of projects. Time of the processor; of
 * what a page asks, the best of several runs. */
#include "position_sample.h"
#include "domain/board/series.h"
#include "domain/rules/back_run.h"
#include "domain/rules/rules_inside.h"
#include "store/journal.h"
#include <stdio.h>

enum { CITY = 1764, MILLION = 1000000, RUNS = 9, MONTH = SAMPLE_YEAR * 12 + 10, MONTHS = 24 };

static struct board *board_of(int rows) {
    struct board *b = board_new(SAMPLE_YEAR);
    struct sample_random r = {1};
    struct arena *scratch = arena_new(0);
    for (int i = 0; i < rows; i++) {
        struct board_row row;
        sample_row(scratch, &r, i, &row);
        row.role = CONTINUING, row.registered_day = day_of(SAMPLE_YEAR - 1, 1, 1), row.marks |= MARK_COUNTED;
        row.platform_months = 0xFFF, row.stage = UNDER_CONSTRUCTION, row.search = span_of("x");
        board_push(b, &row);
        arena_reset(scratch);
    }
    arena_done(scratch);
    sample_keys(b, &b->areas, SAMPLE_AREAS);
    sample_keys(b, &b->fields, SAMPLE_FIELDS);
    sample_keys(b, &b->departments, SAMPLE_DEPARTMENTS);
    board_seal(b);
    return b;
}

/* One threshold of one rule a little stricter. */
static double move_of(struct position *p, enum light_rule_no n, int64_t *ret_changed) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct light_law law = p->lights->law;
    double best = 1e12;
    const struct light_mode *mode = law.at[0][n].mode;
    int32_t by = mode->measure == GAUGE_MONTHS ? 100 : mode->measure == GAUGE_DAYS ? 1000 : 500;
    for (int m = 0; m < YEAR_MONTHS; m++) law.at[m][n].yellow -= mode->sense * by;
    for (int run = 0; run <= RUNS; run++) {
        struct asked as = {.p = p, .scope = scope_everything(), .month = MONTH, .known_day = NO_DAY,
                           .level = "platform", .projects = addr_new(a, "/projects")};
        double start = cpu_us();
        struct outcome o = outcome_of(a, &as, &law);
        struct part_outcome_view v = {.rows = 0};
        outcome_fill(a, &as, &o, &v);
        double took = cpu_us() - start;
        if (run && took < best) best = took;
        *ret_changed = v.changed;
        arena_reset(a);
    }
    arena_done(a);
    return best;
}

static double moves(int rows, char *said, size_t room) {
    struct board *b = board_of(rows), *before = board_new(SAMPLE_YEAR - 1);
    board_seal(before);
    struct position *p = sample_position(b, before);
    double worst = 0;
    size_t len = 0;
    for (enum light_rule_no n = 0; n < RULE_REPETITION; n++) {
        int64_t changed;
        double took = move_of(p, n, &changed);
        if (took > worst) worst = took;
        len += (size_t)snprintf(said + len, room - len, " %s %.0f us (%lld change)", light_rules[n].key, took,
                                (long long)changed);
    }
    position_drop(p);
    board_drop(b);
    board_drop(before);
    return worst;
}

/* -- back-test -- */

static int back(const char *data) {
    struct arena *a = arena_new((size_t)1 << 30);
    struct store *s;
    struct tx *t;
    struct store_options options = {.read_only = true};
    if (store_open(a, data, &options, &s) != OK || store_read(s, a, &t) != OK) return 1;
    struct light_law law = light_set_law(&light_sets[0]);
    struct bad_end bad = {100, false};
    struct back_year y[2];
    double judging = 0, all = cpu_us();
    struct board_series *series = board_series_new();
    int rows_most = 0;
    for (int k = 0; k < MONTHS; k++) {
        int year = 2021 + k / 12, m = k % 12;
        int64_t entry;
        struct board *then;
        struct light_settings set = light_settings_default(year);
        int32_t day = month_last_day(year * 12 + m) + 6;
        if (journal_at(t, ms_of_day(day + 1, 480) - 1, &entry) != OK ||
            board_series_fold(series, t, entry, year, &then) != OK)
            return 1;
        if (m == 0) {
            struct question ask = {.scope = scope_everything(), .month = year * 12 + 11};
            struct selection rows = board_select(a, then, &ask);
            back_year_of(a, then, &rows, &bad, &y[k / 12]);
        }
        if (then->rows > rows_most) rows_most = then->rows;
        struct light_calendar c = light_calendar_of(year, day, &set);
        uint8_t *colours = arena_array(a, uint8_t, (size_t)then->chunk_count * CHUNK_ROWS + 1);
        double start = cpu_us();
        lights_of_month(then, &law, &c, year * 12 + m, colours);
        if (m < BACK_MONTHS) back_month(&y[k / 12], 0, m, then, colours);
        judging += cpu_us() - start;
        board_drop(then);
    }
    printf("%.2f\n%.0f\n%d projects in the last of %d months\n", judging / 1e3, (cpu_us() - all) / 1e3, rows_most, MONTHS);
    board_series_done(series);
    tx_end(t);
    store_close(s);
    arena_done(a);
    return 0;
}

int main(int argc, char **argv) {
    static char city[2000], million[2000];
    if (argc > 1) return back(argv[1]);
    double us = moves(CITY, city, sizeof city), ms = moves(MILLION, million, sizeof million) / 1e3;
    printf("%.1f\n%.2f\n%d rows:%s\n%d rows:%s\n", us, ms, CITY, city, MILLION, million);
    return 0;
}
