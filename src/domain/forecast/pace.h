/* pace -- how far a project will have come in some months: its own pace, shrunk towards that of projects like it.
 * Percent and months throughout; pure. */
#pragma once
#include "domain/forecast/forecast_law.h"

/* Where a project stands and how it came there. */
struct pace {
    double value, slope; /* the latest percent; its own percent a month, first to last, never below 0 */
    int months;          /* seen */
};
/* Of figures in order of month; `count` at least 1. */
struct pace pace_of(const int *month, const double *value, int count);
/* The slope of projects like one: Σ k b / Σ k. `but` is the place of the one itself, -1: none. NAN: there is none. */
double pace_class(const struct forecast_law *law, const struct pace *at, int count, int but, double value);

struct pace_line {
    double own;      /* x: where the shrunken pace leads */
    double forecast; /* with the line to the stated end */
};
/* `ahead` months ahead; `to_end`: months to the stated end, 0 or less: it has passed or is not known. */
struct pace_line pace_ahead(const struct forecast_law *law, const struct pace *p, double class_slope, double ahead, double to_end,
                            bool is_spend);
