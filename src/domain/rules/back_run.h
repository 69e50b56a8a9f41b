/* back_run -- the boards of the past, one after the other, and every rule set on each. */
#pragma once
#include "domain/rules/look_back.h"
#include "domain/stats/position.h"

enum { BACK_NOW = 0 }; /* the first set: the rules in force, as they stood from month to month; then the published ones */

struct back_run {
    struct back_year years[BACK_YEARS_MAX];
    int year_count, set_count;
    int folds; /* moments of which there was a board */
};
/* The days at the end of which the months of a year are looked at: the day after all figures were due. */
void back_moments(const struct light_settings *s, int32_t ret[static YEAR_MONTHS]);
/* Adds a year that is over: `now` is its position as known now, `rows` whom it is about. */
must_use enum err back_run_year(struct arena *a, struct tx *t, const struct position *now, const struct selection *rows,
                                const struct bad_end *bad, struct back_run *run);
/* The definition in settings as they were known. */
struct bad_end bad_end_of(const struct settings *s);
