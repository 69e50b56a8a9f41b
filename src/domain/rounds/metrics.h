/* metrics -- what each specialist does: load, visits, how long ago, what was found, what units say of it.
 *
 * Of the projects a reader sees, from January to the end of a month, as known then. A project-month is a project that
 * somebody looks after on the last day of a month (of the month that goes on: on the day looked from); who stands in has it
 * meanwhile. Visits per project-month divides the one by the other, and is not known without any. A visit counts for who
 * went, and so do the problems raised on it, those of them that are closed now, and the unit's rating of it. */
#pragma once
#include "domain/rounds/rounds_inside.h"

struct metric {
    int projects, never;      /* looked after now; of these never visited */
    int64_t waited_days;      /* since the last visit, of all that were visited: their sum … */
    int64_t longest_days;     /* … and the longest; NO_INT: none was */
    int64_t project_months, visits, problems, solved, ratings, stars;
};
struct metrics {
    int32_t from_day, to_day;
    struct metric *at;        /* by key of the board's specialists */
    struct metric all, others; /* all of it; of who is no specialist: leaders who went */
};
must_use enum err metrics_of(struct req *q, const struct asked *as, struct metrics *ret);

/* NAN: not known. */
double metric_visits_per_month(const struct metric *m);
double metric_days(const struct metric *m);
double metric_rating(const struct metric *m);
/* A name of the board's specialists, -1 if the person is none. */
int metrics_key(const struct board *b, int64_t account_id);
