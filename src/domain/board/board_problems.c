/* Problems become columns: how many are open at the end of each month, how many of them late, how many were solved in it. */
#include "domain/board/board_facts.h"
#include "domain/problems/problem.h"

/* A chunk's column holds no more; nobody lists so many of one project. */
static void count_one(uint16_t *n) { *n = (uint16_t)(*n + (*n < UINT16_MAX)); }

/* One that was opened again was never solved: the months between belong to those in which it was open. */
static void month_fill(const struct fact_problem *p, int m, int32_t last, int32_t looked_at, struct board_row *row) {
    bool is_open = p->registered_day != NO_DAY && p->registered_day <= last && (p->closed_day == NO_DAY || p->closed_day > last);
    bool runs = p->stopped_day == NO_DAY || p->stopped_day > looked_at;
    if (!is_open) return;
    count_one(&row->problems_open[m]);
    if (p->ends_day == NO_DAY || !runs) return;
    if (problem_is_late(p->ends_day, p->stopped_day, NO_DAY, looked_at)) count_one(&row->problems_late[m]);
    if (row->problem_day[m] == NO_DAY || p->ends_day < row->problem_day[m]) row->problem_day[m] = p->ends_day;
}

void facts_problems(const struct fold *fold, const struct fact_problem *at, int count, int year_at, struct board_row *row) {
    int year = fold->boards[year_at]->year;
    for (const struct fact_problem *p = at; p < at + count; p++) {
        for (int m = 0; m < YEAR_MONTHS; m++) {
            int32_t last = fold->days[year_at].month_last[m];
            month_fill(p, m, last, last < fold->known_day ? last : fold->known_day, row);
        }
        if (p->closed_day == NO_DAY || civil_of(p->closed_day).year != year) continue;
        int m = month_index(month_of_day(p->closed_day));
        count_one(&row->problems_solved[m]);
        if (problem_is_timely(p->ends_day, p->closed_day)) count_one(&row->problems_timely[m]);
    }
}

static void earlier(int32_t *until, int32_t day, int32_t at) {
    if (at != NO_DAY && at > day && (*until == NO_DAY || at < *until)) *until = at;
}

int32_t facts_problems_until(const struct facts *f, int32_t day) {
    const struct fact_problem *at = (const void *)f->lists[FACT_PROBLEM].at;
    int32_t until = NO_DAY;
    for (int k = 0; k < f->lists[FACT_PROBLEM].count; k++) {
        if (at[k].closed_day != NO_DAY && at[k].closed_day <= day) continue; /* its months are over */
        if (at[k].ends_day != NO_DAY) earlier(&until, day, at[k].ends_day + 1);
        earlier(&until, day, at[k].stopped_day); /* a clock that was set back since */
    }
    return until;
}
