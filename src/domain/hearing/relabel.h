/* relabel -- the months of a light twice: as it was known when the month was first judged, and as it is known now.
 *
 * Making good later judges a past month again, and what was shown then stays to be read: of each month the project alone is
 * folded at the last entry of the day on which the month's figures were due, and judged by the rules known at that entry.
 * What December left is not carried into January here; rules with a hold, and repetition, begin with the year. */
#pragma once
#include "domain/lights/lights.h"

struct relabel_month {
    int32_t month, then_day; /* the day it was first judged; NO_DAY: it is not over yet */
    bool was_there;          /* the project was known then */
    enum light then, now;
    struct both then_text, now_text; /* the first reason */
};
/* January to `last` (0 to 11) of the year of `now`, the project's row there; `now` says the entry looked from. */
must_use enum err relabel_of(struct tx *t, const struct lights *now, int row, int last,
                             struct relabel_month ret[static YEAR_MONTHS]);
