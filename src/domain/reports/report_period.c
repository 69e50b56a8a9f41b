#include "domain/reports/report.h"

int32_t period_from_month(struct period p) {
    return p.kind == PERIOD_QUARTER ? month_of_day(p.from_day) : period_month(p);
}

struct period period_of_report(const struct report *r) {
    return (struct period){period_kind_read(r->period_kind), r->from_day, r->to_day};
}
