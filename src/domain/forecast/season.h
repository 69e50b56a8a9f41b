/* season -- how much of its January plan a project will have done by December, before enough years are closed to ask
 * similar projects: the season's curve and the field's last finals. Shares, 1 is the plan; pure. */
#pragma once
#include "domain/forecast/forecast_law.h"

/* F as ln F ~ N(ln middle, spread²). */
struct year_end {
    double middle, spread;
};
/* `done`: the share of the plan done by month m (1 to 12); `final_before`: the field's last finals, 1 if there are none. A
 * project that has done nothing is a class of its own: what the rest of the season leaves of the field's finals. */
struct year_end year_end_of(const struct forecast_law *law, int month, double done, double final_before);
/* P(F >= threshold). */
double year_end_chance(const struct year_end *y, double threshold);
double year_end_quantile(const struct year_end *y, double part);
/* The spread of ln F that all projects of a year have in common. */
double year_end_common(const struct forecast_law *law, int month);

double normal_below(double z);
/* The z below which a share `part` lies, 0 < part < 1. */
double normal_quantile(double part);
