#include "domain/forecast/season.h"
#include "base/err.h"
#include <math.h>

double normal_below(double z) { return .5 * erfc(-z * M_SQRT1_2); }

/* By halving: monotone, and exact to the last digits a double has of erfc. */
double normal_quantile(double part) {
    double low = -40, high = 40;
    must(part > 0 && part < 1);
    for (int i = 0; i < 80; i++) {
        double middle = (low + high) / 2;
        if (normal_below(middle) < part) low = middle;
        else high = middle;
    }
    return (low + high) / 2;
}

static double season_of(const struct forecast_law *law, int month) {
    must(month >= 1 && month <= SEASON_MONTHS);
    return law->season[month - 1];
}

static double widened(double at_half, double s) { return at_half * sqrt((1 - s) / s); }

double year_end_common(const struct forecast_law *law, int month) { return widened(law->spread_common, season_of(law, month)); }

struct year_end year_end_of(const struct forecast_law *law, int month, double done, double final_before) {
    double s = season_of(law, month), own = s / (s + law->own_half);
    struct year_end y = {.spread = widened(law->spread_project, s)};
    if (done > 0) y.middle = exp(own * log(done / s) + (1 - own) * log(final_before));
    else y.middle = final_before * (1 - s);
    return y;
}

double year_end_chance(const struct year_end *y, double threshold) {
    if (y->middle <= 0) return 0;
    if (y->spread <= 0) return y->middle >= threshold;
    return normal_below((log(y->middle) - log(threshold)) / y->spread);
}

double year_end_quantile(const struct year_end *y, double part) {
    return y->middle <= 0 ? 0 : y->middle * exp(y->spread * normal_quantile(part));
}
