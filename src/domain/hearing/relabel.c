#include "domain/hearing/relabel.h"
#include "store/journal.h"

/* The day by which the month's figure was due, or the last day if there is none. */
static int32_t first_judged(const struct lights *l, int row, int m) {
    int32_t due = l->calendar.settings.due.day[chunk_standing(board_chunk(l->board, row), row % CHUNK_ROWS, m)][m];
    int32_t last = month_last_day(l->board->year * 12 + m);
    return due == NO_DAY || due < last ? last : due;
}

static enum err month_then(struct tx *t, const struct lights *now, int64_t project_id, struct relabel_month *ret) {
    struct board *b;
    struct light_law law;
    int64_t entry;
    int year = now->board->year;
    enum err e = journal_at(t, ms_of_day(ret->then_day + 1, now->board->zone_min) - 1, &entry);
    if (e != OK) return e == ERR_MISSING ? OK : e;
    if (entry > now->board->entry) entry = now->board->entry;
    try(board_fold_one(t, entry, year, project_id, &b));
    ret->was_there = b->rows > 0;
    e = light_law_known(t, entry, year, &law);
    if (e == OK && ret->was_there) {
        struct lights *l = lights_judge(b, NULL, NULL, &law, ret->then_day, &now->calendar.settings);
        ret->then = lights_at(l, 0, ret->month);
        ret->then_text = lights_first_reason(tx_arena(t), l, 0, ret->month);
        lights_drop(l);
    }
    board_drop(b);
    return e;
}

enum err relabel_of(struct tx *t, const struct lights *now, int row, int last, struct relabel_month ret[static YEAR_MONTHS]) {
    int64_t project_id = board_chunk(now->board, row)->project_id[row % CHUNK_ROWS];
    for (int m = 0; m <= last; m++) {
        int32_t month = now->board->year * 12 + m;
        ret[m] = (struct relabel_month){.month = month, .then_day = first_judged(now, row, m), .now = lights_at(now, row, month),
                                        .now_text = lights_first_reason(tx_arena(t), now, row, month),
                                        .then_text = both_text("")};
        if (ret[m].then_day > now->calendar.known_day) ret[m].then_day = NO_DAY;
        else try(month_then(t, now, project_id, &ret[m]));
    }
    return OK;
}
