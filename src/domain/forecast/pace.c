#include "domain/forecast/pace.h"
#include <math.h>

struct pace pace_of(const int *month, const double *value, int count) {
    struct pace p = {.value = value[count - 1], .months = count};
    int span = month[count - 1] - month[0];
    double slope = span > 0 ? (value[count - 1] - value[0]) / span : 0;
    p.slope = slope > 0 ? slope : 0;
    return p;
}

double pace_class(const struct forecast_law *law, const struct pace *at, int count, int but, double value) {
    double sum = 0, weights = 0;
    for (int q = 0; q < count; q++) {
        if (q == but || !at[q].months) continue;
        double d = (at[q].value - value) / law->pace_width, k = exp(-.5 * d * d);
        sum += k * at[q].slope, weights += k;
    }
    return weights > 0 ? sum / weights : NAN;
}

struct pace_line pace_ahead(const struct forecast_law *law, const struct pace *p, double class_slope, double ahead, double to_end,
                            bool is_spend) {
    struct pace_line r;
    double others = isnan(class_slope) ? 0 : law->pace_others;
    double slope = (p->months * p->slope + (others ? others * class_slope : 0)) / (p->months + others);
    double plan = to_end > 0 ? fmin(100, p->value + (100 - p->value) * ahead / to_end) : 100;
    r.own = p->value + slope * ahead;
    r.forecast = (1 - law->pace_line) * r.own + law->pace_line * (p->value + plan) / 2;
    if (is_spend && ahead < law->spend_months) r.forecast = r.own;
    if (!is_spend) r.forecast = fmin(100, r.forecast);
    return r;
}
