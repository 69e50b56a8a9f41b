#include "domain/problems/ladder.h"
#include "base/text.h"
#include "problems_queries.h"
#include <math.h>
#include <stdlib.h>

struct ladder ladder_default(void) {
    return (struct ladder){{[1] = {0, 10, 10, LADDER_LAST, LADDER_LAST},
                            [2] = {0, 5, 5, 10, LADDER_LAST},
                            [3] = {0, 5, 5, 5, LADDER_LAST},
                            [4] = {0, 2, 2, 3, LADDER_LAST}}};
}

/* Working days on which the clock stood before a day. Stops follow one another: the next begins when the last has ended. */
static int stopped_days(const struct work_days *w, const struct clock_stop *stops, size_t count, int32_t before) {
    int n = 0;
    for (size_t i = 0; i < count; i++) {
        bool has_ended = stops[i].to_day != NO_DAY && stops[i].to_day < before;
        n += workdays_between(w, stops[i].from_day, has_ended ? stops[i].to_day : before);
    }
    return n;
}

int problem_days_late(const struct work_days *w, int32_t due_day, const struct clock_stop *stops, size_t count, int32_t today) {
    if (due_day == NO_DAY || today <= due_day) return 0;
    int late = workdays_between(w, due_day + 1, today + 1) - stopped_days(w, stops, count, today + 1);
    return late > 0 ? late : 0;
}

int32_t problem_ends(const struct work_days *w, int32_t due_day, const struct clock_stop *stops, size_t count, int32_t today) {
    return due_day == NO_DAY ? NO_DAY : workdays_add(w, due_day, stopped_days(w, stops, count, today + 1));
}

int problem_late_now(const struct work_days *w, int32_t ends_day, int32_t stopped_day, int32_t today) {
    int32_t day = stopped_day != NO_DAY && stopped_day <= today ? stopped_day - 1 : today;
    return ends_day == NO_DAY ? 0 : workdays_between(w, ends_day + 1, day + 1);
}

int problem_left_now(const struct work_days *w, int32_t ends_day, int32_t stopped_day, int32_t today) {
    int32_t day = stopped_day != NO_DAY && stopped_day <= today ? stopped_day : today;
    return ends_day == NO_DAY ? 0 : workdays_between(w, day, ends_day + 1);
}

enum ladder_rung ladder_rung_at(const struct ladder *l, int level, int days_late) {
    must(level >= 1 && level <= PROBLEM_LEVELS);
    const int *days = l->days[level];
    if (days_late <= 0) return RUNG_NONE;
    enum ladder_rung rung = RUNG_UNIT;
    for (; rung < RUNG_LEADER && days[rung] != LADDER_LAST && days_late > days[rung]; rung++) days_late -= days[rung];
    return rung;
}

int ladder_reaches(const struct ladder *l, int level, enum ladder_rung rung) {
    int late = 1;
    if (rung == RUNG_NONE) return 0;
    for (enum ladder_rung r = RUNG_UNIT; r < rung; r++) {
        if (l->days[level][r] == LADDER_LAST) return 0;
        late += l->days[level][r];
    }
    return late;
}

static const struct { const char *key; enum word word; } rungs[RUNG_COUNT] = {
    [RUNG_NONE] = {"none", W_problem_rung_none},             [RUNG_UNIT] = {"unit", W_problem_rung_unit},
    [RUNG_DISTRICT] = {"district", W_problem_rung_district}, [RUNG_OFFICE] = {"office", W_problem_rung_office},
    [RUNG_LEADER] = {"leader", W_problem_rung_leader}};
const char *rung_key(enum ladder_rung rung) { return rungs[rung].key; }
enum word rung_word(enum ladder_rung rung) { return rungs[rung].word; }

/* -- in the ledger -- */

static bool is_sane(const struct ladder_rows_row *r) {
    bool days_fit = r->days == NO_INT || (r->days >= 0 && r->days <= LADDER_DAYS_MAX);
    return r->level >= 1 && r->level <= PROBLEM_LEVELS && r->rung >= RUNG_UNIT && r->rung <= RUNG_LEADER && days_fit;
}

/* Rows come in the order in which they begin, of one day in the order in which they were said: the last one holds. */
enum err ladder_on(struct tx *t, int32_t day, struct ladder *ret) {
    struct ladder_rows_row *rows;
    size_t count;
    try(ladder_rows(t, day, &rows, &count));
    *ret = ladder_default();
    for (size_t i = 0; i < count; i++)
        if (is_sane(&rows[i]))
            ret->days[rows[i].level][rows[i].rung] = rows[i].days == NO_INT ? LADDER_LAST : (int)rows[i].days;
    return OK;
}

enum err ladder_set(struct tx *t, int level, enum ladder_rung rung, int days, int32_t from_day, int32_t today,
                    const char *reason, struct faults *faults) {
    struct arena *a = tx_arena(t);
    size_t before = faults->count;
    must(level >= 1 && level <= PROBLEM_LEVELS && rung >= RUNG_UNIT && rung < RUNG_COUNT);
    bool days_fit = days == LADDER_LAST || (days >= 0 && days <= LADDER_DAYS_MAX);
    if (!days_fit) faults_add(faults, "days", SAY(a, W_problem_rung_days_fault, both_int(a, LADDER_DAYS_MAX)));
    if (rung == RUNG_LEADER && days != LADDER_LAST) faults_add(faults, "days", both_word(W_problem_rung_end_fault));
    /* What was told by the ladder of a day that is over stays as it was told. */
    if (from_day == NO_DAY || from_day < today) faults_add(faults, "from", both_word(W_problem_rung_past));
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_problem_text_missing));
    if (faults->count > before) return ERR_INVALID;
    struct problem_rung row = problem_rung_empty;
    row.level = level;
    row.rung = rung;
    row.days = days == LADDER_LAST ? NO_INT : days;
    row.from_day = from_day;
    row.reason = reason;
    return problem_rung_put(t, &row, 0);
}

/* -- where the days went -- */

enum problem_desk problem_desk_of(enum problem_state state) {
    unsigned seats = problem_lies_with(state);
    if (seats & 1u << PROBLEM_SEAT_RESPONSIBLE) return WITH_UNIT;
    if (seats & 1u << PROBLEM_SEAT_RAISER) return WITH_RAISER;
    return seats ? WITH_REVIEWERS : PROBLEM_DESKS;
}

void problem_days_spent(const struct work_days *w, const struct problem_stamp *stamps, size_t count, int32_t today,
                        int ret[static PROBLEM_DESKS]) {
    for (int d = 0; d < PROBLEM_DESKS; d++) ret[d] = 0;
    for (size_t i = 0; i < count; i++) {
        enum problem_desk desk = problem_desk_of(stamps[i].to);
        int32_t until = i + 1 < count ? stamps[i + 1].day : today;
        if (desk < PROBLEM_DESKS && until > stamps[i].day) ret[desk] += workdays_between(w, stamps[i].day, until);
    }
}

/* -- spread -- */

static int by_size(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* The number a part of the way along, between its two neighbours. */
static double at_part(const int *at, size_t count, double part) {
    double place = (double)(count - 1) * part;
    size_t low = (size_t)place;
    size_t high = low + 1 < count ? low + 1 : low;
    return at[low] + (place - (double)low) * (at[high] - at[low]);
}

struct spread spread_of(int *at, size_t count) {
    if (!count) return (struct spread){0, NAN, NAN, NAN};
    qsort(at, count, sizeof *at, by_size);
    return (struct spread){count, at_part(at, count, .25), at_part(at, count, .5), at_part(at, count, .75)};
}
