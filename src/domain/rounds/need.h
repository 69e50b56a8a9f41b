/* need -- when somebody should be at a project again, and why: a pure function of what is known of it.
 *
 * Each reason names a day by which one should be there; the earliest is the day of the project. What was promised at the
 * last visit counts from its day, the interval between visits from the last visit or, without one, from the day it was
 * given to who looks after it; a problem said since the last visit from the day it was said; a report that is not here yet
 * from the day it is due. */
#pragma once
#include "base/day.h"
#include <stdbool.h>

/* In the order in which they are told. */
enum need_why { NEED_PROMISED, NEED_NEVER, NEED_INTERVAL, NEED_PROBLEM, NEED_REPORT, NEED_WHYS };
enum { NEED_SOON_DAYS = 7 };

struct need_facts {
    bool is_red;
    int32_t given_day;    /* since when who looks after it has it */
    int32_t visited_day;  /* NO_DAY: never */
    int32_t promised_day; /* at the last visit; NO_DAY: nothing was */
    int32_t problem_day;  /* the first problem said since the last visit; NO_DAY: none */
    int32_t report_day;   /* a report that is not here is due; NO_DAY: none is waited for */
};
struct need_terms {
    int visit_days, visit_red_days;
};
struct need {
    int32_t due_day;        /* the earliest of them */
    enum need_why first;    /* … and the first reason that names it */
    int32_t day[NEED_WHYS]; /* by each reason; NO_DAY: it does not hold */
};
void need_of(const struct need_facts *f, const struct need_terms *terms, struct need *ret);

/* "promised" */
const char *need_key(enum need_why why);
/* Which list it belongs to on a day. */
enum need_when { NEED_NOW, NEED_SOON, NEED_LATER, NEED_WHENS };
enum need_when need_when(const struct need *n, int32_t today);
