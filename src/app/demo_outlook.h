/* demo_outlook -- what will have become of the practice city's projects: planned finishes that move, and the December that is
 * not there yet. Drawn with dice of their own, so that nothing else of a city depends on them. The moves are written as their
 * sheets tell them; December is the known truth that forecasts are measured by, and never written. */
#pragma once
#include "app/demo.h"

enum { DEMO_MOVES_MAX = 2 };

struct demo_move {
    int32_t day, finish_day; /* on which the finish was planned anew, and for when */
};
void demo_outlook_draw(struct demo *d, uint64_t seed);
/* The planned finish (or the actual one) at the end of a day. */
int32_t demo_finish_on(const struct demo_project *p, int32_t day);
/* Done in a year, December's part with it. */
int64_t demo_year_wan(const struct demo_project *p, int year);

/* The outlook is said on some days of each month, when the one before is closed. */
enum { DEMO_OUTLOOKS = 3 * DEMO_MONTHS };
int64_t demo_outlook_moment(int n);
must_use enum err demo_outlook_put(struct tx *t, struct demo *d, int n);
