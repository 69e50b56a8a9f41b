/* ladder -- how long a problem may take, whom its lateness concerns on a day, and where its days went.
 *
 * All is a pure function of days, stops, the ladder and the working days of the country. A problem has a day by which it is
 * to be solved. The clock may stand, with a reason: the working days it stood do not count, and move that day. Once it is
 * past, the problem lies on the first rung of the ladder of its level; each rung has its working days, and when they are
 * used up the next one is concerned, too. So a night that nobody counted is made up by the next, and what was told once
 * need not be told again. */
#pragma once
#include "domain/calendar/reporting.h"
#include "domain/problems/problem.h"

/* Days on which the clock stood: the first that did not count, the first that counted again (NO_DAY: it stands). */
struct clock_stop {
    int32_t from_day, to_day;
};

enum ladder_rung { RUNG_NONE, RUNG_UNIT, RUNG_DISTRICT, RUNG_OFFICE, RUNG_LEADER, RUNG_COUNT };
enum { LADDER_LAST = -1, LADDER_DAYS_MAX = 250, PROBLEM_DAYS_MAX = 500, PROBLEM_LEVELS = 4 };
/* days[level][rung]: working days a rung has; LADDER_LAST: it goes no further. */
struct ladder {
    int days[PROBLEM_LEVELS + 1][RUNG_COUNT];
};
struct ladder ladder_default(void);

/* The day moved by the working days on which the clock stood up to `today`. */
int32_t problem_ends(const struct work_days *w, int32_t due_day, const struct clock_stop *stops, size_t count, int32_t today);
/* Working days past it that count; 0: it is not late. */
int problem_days_late(const struct work_days *w, int32_t due_day, const struct clock_stop *stops, size_t count, int32_t today);
/* The same of a day that was moved by all stops that ended, while the clock stands since `stopped_day` (NO_DAY: it runs);
 * and how many working days are left, today included; 0: it is over. */
int problem_late_now(const struct work_days *w, int32_t ends_day, int32_t stopped_day, int32_t today);
int problem_left_now(const struct work_days *w, int32_t ends_day, int32_t stopped_day, int32_t today);
/* The rung that many days late; RUNG_NONE: it is not late. */
enum ladder_rung ladder_rung_at(const struct ladder *l, int level, int days_late);
/* How late a problem is on the first day of a rung; 0 if it is never reached. */
int ladder_reaches(const struct ladder *l, int level, enum ladder_rung rung);

const char *rung_key(enum ladder_rung rung); /* "district" */
enum word rung_word(enum ladder_rung rung);

/* -- the ladder in the ledger -- */

/* In force on a day, as it is known now; where nobody has said anything, the default. */
must_use enum err ladder_on(struct tx *t, int32_t day, struct ladder *ret);
/* Another number of days from a day on, which is not over. ERR_INVALID with the sentences at "days", "from", "reason". */
must_use enum err ladder_set(struct tx *t, int level, enum ladder_rung rung, int days, int32_t from_day, int32_t today,
                             const char *reason, struct faults *faults);

/* -- where the days went -- */

/* With whom a problem lies. */
enum problem_desk { WITH_REVIEWERS, WITH_UNIT, WITH_RAISER, PROBLEM_DESKS };
/* PROBLEM_DESKS: with nobody. */
enum problem_desk problem_desk_of(enum problem_state state);
/* A stamp: the day, and the state it led to. */
struct problem_stamp {
    int32_t day;
    enum problem_state to;
};
/* The working days a problem lay with each, from its stamps in the order in which they were put, up to `today`: between two
 * it lies where the first one led. A day that lies before the one before it (a clock set back) takes nothing away. */
void problem_days_spent(const struct work_days *w, const struct problem_stamp *stamps, size_t count, int32_t today,
                        int ret[static PROBLEM_DESKS]);

/* -- spread -- */

/* Of numbers, which are put in order: the middle one and the quarters, each between two of them where it falls there. */
struct spread {
    size_t count;
    double low, middle, high; /* NAN without numbers */
};
struct spread spread_of(int *at, size_t count);
