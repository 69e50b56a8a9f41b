#include "domain/rules/look_back.h"
#include <stdlib.h>
#include <string.h>

static bool end_known(const struct chunk *c, int i, const struct bad_end *bad, bool *ret_is_bad) {
    int64_t plan = bad->by_latest ? c->plan_fen[i] : c->first_plan_fen[i], done = c->ytd_fen[YEAR_MONTHS - 1][i];
    if (plan == NO_FEN || plan <= 0 || done == NO_FEN || c->role[i] == PRELIMINARY) return false;
    *ret_is_bad = (__int128)done * 100 < (__int128)plan * bad->percent;
    return true;
}

void back_year_of(struct arena *a, const struct board *now, const struct selection *rows, const struct bad_end *bad,
                  struct back_year *ret) {
    ret->year = now->year;
    ret->cases = arena_array(a, struct back_case, (size_t)rows->count + 1);
    ret->count = 0;
    ret->unsaid = 0;
    for (int row = selection_next(rows, 0); row >= 0; row = selection_next(rows, row + 1)) {
        const struct chunk *c = board_chunk(now, row);
        struct back_case one = {.project_id = c->project_id[row % CHUNK_ROWS]};
        memset(one.first, -1, sizeof one.first);
        if (end_known(c, row % CHUNK_ROWS, bad, &one.is_bad)) ret->cases[ret->count++] = one;
        else ret->unsaid++;
    }
}

/* Boards and cases both stand in order of project id: one walk along the board finds them all. */
void back_month(struct back_year *y, int set, int month, const struct board *then, const uint8_t *colours) {
    int row = 0;
    for (int i = 0; i < y->count; i++) {
        struct back_case *c = &y->cases[i];
        while (row < then->rows && board_chunk(then, row)->project_id[row % CHUNK_ROWS] < c->project_id) row++;
        if (row == then->rows) return;
        if (board_chunk(then, row)->project_id[row % CHUNK_ROWS] != c->project_id) continue;
        if (colours[row] >= YELLOW && c->first[set][AT_YELLOW] < 0) c->first[set][AT_YELLOW] = (int8_t)month;
        if (colours[row] == RED && c->first[set][AT_RED] < 0) c->first[set][AT_RED] = (int8_t)month;
    }
}

static int by_days(const void *x, const void *y) {
    const int64_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

struct back_sum back_sum_of(struct arena *a, const struct back_year *years, int count, int set, int at) {
    struct back_sum s = {.days_median = NO_INT};
    int64_t cases = 0;
    for (int k = 0; k < count; k++) cases += years[k].count;
    int64_t *days = arena_array(a, int64_t, (size_t)cases + 1);
    for (int k = 0; k < count; k++)
        for (int i = 0; i < years[k].count; i++) {
            const struct back_case *c = &years[k].cases[i];
            int first = c->first[set][at];
            s.bad += c->is_bad;
            s.good += !c->is_bad;
            s.missed += c->is_bad && first < 0;
            s.false_alarms += !c->is_bad && first >= 0;
            s.quiet += !c->is_bad && first < 0;
            if (c->is_bad && first >= 0) days[s.caught++] = years[k].moment[YEAR_MONTHS - 1] - years[k].moment[first];
        }
    if (s.caught) {
        qsort(days, (size_t)s.caught, sizeof *days, by_days);
        s.days_median = days[(s.caught - 1) / 2];
    }
    s.too_few = s.bad < TOO_FEW;
    return s;
}
