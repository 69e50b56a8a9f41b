#include "base/text.h"
#include "domain/reports/report.h"

static const char *const keys[PERIOD_KIND_COUNT] = {"week", "ten_days", "half_month", "month", "quarter"};

const char *period_kind_key(enum period_kind kind) { return keys[kind]; }

struct period period_of_month(int32_t month) {
    return (struct period){PERIOD_MONTH, month_first_day(month), month_last_day(month)};
}

int32_t period_from_month(const struct period *p) {
    return p->kind == PERIOD_QUARTER ? month_of_day(p->from_day) : period_to_month(p);
}

bool period_read(const char *text, struct period *ret) {
    int32_t month;
    if (!month_read(text, &month)) return false;
    *ret = period_of_month(month);
    return true;
}

const char *period_text(struct arena *a, const struct period *p) { return month_print(a, period_to_month(p)); }

struct period period_of_report(const struct report *r) {
    unsigned kind = 0;
    while (kind + 1 < PERIOD_KIND_COUNT && !text_eq(keys[kind], r->period_kind)) kind++;
    return (struct period){kind, r->from_day, r->to_day};
}
