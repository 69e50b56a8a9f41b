#include "domain/forecast/calibration.h"
#include <math.h>

const struct correction correction_none = {0, 1};

static double logit(double p) {
    p = p < 1e-4 ? 1e-4 : p > 1 - 1e-4 ? 1 - 1e-4 : p;
    return log(p / (1 - p));
}

double correction_apply(const struct correction *c, double chance) {
    if (c->offset == 0 && c->slope == 1) return chance;
    return 1 / (1 + exp(-(c->offset + c->slope * logit(chance))));
}

/* One Newton step on the log posterior: gradient g, curvature h (both of the negative). */
static void step(const struct forecast_law *law, const struct said *at, size_t count, int closing, struct correction *c) {
    double pa = 1 / (law->offset_spread * law->offset_spread), pb = 1 / (law->slope_spread * law->slope_spread);
    double ga = pa * c->offset, gb = pb * (c->slope - 1), haa = pa, hab = 0, hbb = pb;
    int64_t rows[SEASON_MONTHS * 4] = {0};
    enum { YEARS = SEASON_MONTHS * 4 };
    for (size_t i = 0; i < count; i++)
        if (closing >= at[i].year && closing - at[i].year < YEARS) rows[closing - at[i].year]++;
    for (size_t i = 0; i < count; i++) {
        int back = closing - at[i].year;
        if (back < 0 || back >= YEARS) continue;
        double weight = pow(law->year_weight, back) * fmin(1, law->year_rows / (double)rows[back]);
        double x = logit(at[i].chance), p = 1 / (1 + exp(-(c->offset + c->slope * x))), v = p * (1 - p);
        double off = p - at[i].happened;
        ga += weight * off, gb += weight * off * x;
        haa += weight * v, hab += weight * v * x, hbb += weight * v * x * x;
    }
    double det = haa * hbb - hab * hab;
    c->offset -= (hbb * ga - hab * gb) / det;
    c->slope -= (haa * gb - hab * ga) / det;
}

struct correction correction_of(const struct forecast_law *law, const struct said *at, size_t count) {
    struct correction c = correction_none;
    int first = 0, last = 0;
    for (size_t i = 0; i < count; i++) {
        if (!i || at[i].year < first) first = at[i].year;
        if (!i || at[i].year > last) last = at[i].year;
    }
    for (int year = first; count && year <= last; year++) step(law, at, count, year, &c);
    return c;
}

int64_t binomial_quantile(int64_t count, double chance, double part) {
    double below = 0;
    if (chance <= 0) return 0;
    if (chance >= 1) return count;
    for (int64_t k = 0; k < count; k++) {
        double n = (double)count, x = (double)k;
        below += exp(lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(chance) + (n - x) * log1p(-chance));
        if (below >= part) return k;
    }
    return count;
}

static int band_of(double chance) {
    int b = (int)(chance * BANDS);
    return b < 0 ? 0 : b >= BANDS ? BANDS - 1 : b;
}

void bands_of(const struct said *at, size_t count, struct band ret[static BANDS]) {
    double sum[BANDS] = {0};
    for (int b = 0; b < BANDS; b++) ret[b] = (struct band){.said = NAN, .low = NAN, .high = NAN};
    for (size_t i = 0; i < count; i++) {
        struct band *b = &ret[band_of(at[i].chance)];
        sum[b - ret] += at[i].chance;
        b->count++;
        b->happened += at[i].happened;
    }
    for (int b = 0; b < BANDS; b++) {
        if (!ret[b].count) continue;
        double n = (double)ret[b].count;
        ret[b].said = sum[b] / n;
        int64_t low = binomial_quantile(ret[b].count, ret[b].said, .025),
            high = binomial_quantile(ret[b].count, ret[b].said, .975);
        ret[b].low = (double)low / n, ret[b].high = (double)high / n;
        ret[b].holds = ret[b].happened >= low && ret[b].happened <= high;
    }
}

double brier_of(const struct said *at, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (at[i].chance - at[i].happened) * (at[i].chance - at[i].happened);
    return count ? sum / (double)count : NAN;
}

double calibration_error(const struct band bands[static BANDS]) {
    double sum = 0, rows = 0;
    for (int b = 0; b < BANDS; b++) {
        if (!bands[b].count) continue;
        double n = (double)bands[b].count;
        sum += fabs((double)bands[b].happened / n - bands[b].said) * n;
        rows += n;
    }
    return rows > 0 ? sum / rows : NAN;
}

double skill_of(double brier, double other) { return other > 0 ? 1 - brier / other : NAN; }
