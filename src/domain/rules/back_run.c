#include "domain/rules/back_run.h"
#include "domain/board/series.h"
#include "store/journal.h"

void back_moments(const struct light_settings *s, int32_t ret[static YEAR_MONTHS]) {
    for (int m = 0; m < YEAR_MONTHS; m++) {
        ret[m] = 0;
        for (unsigned standing = 0; standing < STANDINGS; standing++)
            if (s->due.day[standing][m] >= ret[m]) ret[m] = s->due.day[standing][m] + 1;
    }
}

struct bad_end bad_end_of(const struct settings *s) { return (struct bad_end){s->bad_end_percent, s->bad_end_by_latest}; }

static void month_judge(struct back_year *y, const struct board *then, const struct light_law *law,
                        const struct light_calendar *c, int set, int m, uint8_t *colours) {
    lights_of_month(then, law, c, y->year * 12 + m, colours);
    back_month(y, set, m, then, colours);
}

/* The board as it was known at the end of a moment's day; NULL: nothing was known yet. */
static enum err board_then(struct board_series *s, struct tx *t, const struct position *now, int32_t day, struct board **ret) {
    int64_t entry;
    *ret = NULL;
    try(journal_at(t, ms_of_day(day + 1, now->settings.time_zone_min) - 1, &entry));
    if (entry <= 0) return OK;
    return board_series_fold(s, t, entry < now->entry ? entry : now->entry, now->year, ret);
}

static void series_drop(void *s) { board_series_done(s); }

enum err back_run_year(struct arena *a, struct tx *t, const struct position *now, const struct selection *rows,
                       const struct bad_end *bad, struct back_run *run) {
    must(run->year_count < BACK_YEARS_MAX && light_set_count + 1 <= BACK_SETS_MAX);
    struct back_year *y = &run->years[run->year_count++];
    const struct light_settings *s = &now->lights->calendar.settings;
    struct light_law *laws = arena_array(a, struct light_law, (size_t)light_set_count + 1);
    run->set_count = light_set_count + 1;
    laws[BACK_NOW] = now->lights->law;
    for (int k = 0; k < light_set_count; k++) laws[k + 1] = light_set_law(&light_sets[k]);
    back_year_of(a, now->board, rows, bad, y);
    back_moments(s, y->moment);
    struct board_series *series = board_series_new();
    arena_defer(a, series_drop, series);
    for (int m = 0; m < BACK_MONTHS; m++) {
        struct board *then;
        try(board_then(series, t, now, y->moment[m], &then));
        if (!then) continue;
        run->folds++;
        struct light_calendar c = light_calendar_of(now->year, y->moment[m], s);
        struct arena *scratch = arena_new(0);
        uint8_t *colours = arena_array(scratch, uint8_t, (size_t)then->chunk_count * CHUNK_ROWS + 1);
        for (int k = 0; k < run->set_count; k++) month_judge(y, then, &laws[k], &c, k, m, colours);
        arena_done(scratch);
        board_drop(then);
    }
    return OK;
}
