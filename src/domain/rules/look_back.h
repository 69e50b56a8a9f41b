/* look_back -- what a rule set would have told of years that are over: whom it would have caught, and how early.
 *
 * Looked at are months as they were known then: the board at the end of the day on which a month's figures were due, not
 * what was corrected since. Ended badly is a definition of the office's (bad_end): the year's investment, as known now,
 * below a percentage of the year's plan. A project is caught if it ended badly and was lit in some month before December;
 * how many weeks earlier counts from the first of these moments to the moment December was known. Lit and not ended badly is
 * a false alarm. Each year is judged by itself: what December left to January is not taken along. */
#pragma once
#include "domain/lights/published.h"
#include "domain/lights/whatif.h"

struct tx;

/* When did a project end badly? */
struct bad_end {
    int percent;    /* below so many percent of the plan … */
    bool by_latest; /* … as it stood at the year's end; else the first one of the year */
};

enum { BACK_YEARS_MAX = 2, BACK_MONTHS = YEAR_MONTHS - 1, BACK_SETS_MAX = 12, TOO_FEW = 10 };

/* One project of one year. */
struct back_case {
    int64_t project_id;
    bool is_bad;
    int8_t first[BACK_SETS_MAX][2]; /* the first month (0 to 10) in which each set had it yellow or red, and red; -1: never */
};
/* A year that is over, looked back at. */
struct back_year {
    int year;
    int32_t moment[YEAR_MONTHS]; /* the days on which the months' figures were due; December's is when it was over */
    struct back_case *cases;     /* by project id */
    int count;
    int64_t unsaid;              /* no plan, or the year's investment is not known: nobody can say how it ended */
};
/* Whose end can be said, of the rows of a selection of the year's board as known now. */
void back_year_of(struct arena *a, const struct board *now, const struct selection *rows, const struct bad_end *bad,
                  struct back_year *ret);
/* One month of the year under one set: the board as known then, its colours. Months in order. */
void back_month(struct back_year *y, int set, int month, const struct board *then, const uint8_t *colours);

/* What came of it, at yellow or at red. */
struct back_sum {
    int64_t bad, good, caught, missed, false_alarms, quiet;
    int64_t days_median; /* from being caught to the year's end, NO_INT: nobody was */
    bool too_few;        /* fewer than TOO_FEW ended badly: no rate should be said */
};
enum { AT_YELLOW, AT_RED };
struct back_sum back_sum_of(struct arena *a, const struct back_year *years, int count, int set, int at);
