/* calibration -- whether what was said came true, and the correction that follows from it. Chances between 0 and 1; pure. */
#pragma once
#include "domain/forecast/forecast_law.h"
#include <stddef.h>
#include <stdint.h>

/* -- correction: logit p' = α + β·logit p -- */

struct correction {
    double offset, slope;
};
extern const struct correction correction_none;
double correction_apply(const struct correction *c, double chance);

/* One chance that was said, and what happened. */
struct said {
    double chance;
    bool happened;
    int year;
};
/* From what was said in all closed years, in any order: a Newton step for each closing, oldest first, on what had been closed
 * by then. A year is one shock for all, so each weighs `year_rows` rows, less by `year_weight` a year back. */
struct correction correction_of(const struct forecast_law *law, const struct said *at, size_t count);

/* -- what was said, what happened -- */

enum { BANDS = 10 };
struct band {
    double said;      /* the mean of what was said; NAN: nothing was */
    int64_t count, happened;
    double low, high; /* how many of a hundred would happen by chance alone if what was said is right, 95 %, as shares */
    bool holds;       /* what happened lies in it */
};
/* Bands of tenths. */
void bands_of(const struct said *at, size_t count, struct band ret[static BANDS]);

/* Mean squared distance, and the weighted mean distance of what happened from what was said, over the bands. NAN: nothing. */
double brier_of(const struct said *at, size_t count);
double calibration_error(const struct band bands[static BANDS]);
/* 1 - brier/other: above 0 it is better than the other. */
double skill_of(double brier, double other);
/* The smallest k with P(X <= k) >= part, X of `count` throws of `chance`. */
int64_t binomial_quantile(int64_t count, double chance, double part);
