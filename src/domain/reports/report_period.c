#include "base/text.h"
#include "domain/reports/report.h"
#include <string.h>

int32_t period_from_month(struct period p) {
    return p.kind == PERIOD_QUARTER ? month_of_day(p.from_day) : period_month(p);
}

const char *period_address(struct arena *a, struct period p) {
    if (p.kind == PERIOD_MONTH) return month_print(a, period_month(p));
    return arena_printf(a, "%s-%s", period_kind_key(p.kind), day_print(a, p.from_day));
}

bool period_address_read(const char *text, struct period *ret) {
    int32_t month, from_day;
    if (month_read(text, &month)) {
        *ret = period_of(PERIOD_MONTH, month_first_day(month));
        return true;
    }
    for (unsigned kind = 0; kind < PERIOD_KINDS; kind++) {
        const char *key = period_kind_key(kind);
        size_t n = strlen(key);
        if (kind != PERIOD_MONTH && text_starts(text, key) && text[n] == '-')
            return day_read(text + n + 1, &from_day) && period_from(kind, from_day, ret);
    }
    return false;
}

struct period period_of_report(const struct report *r) {
    return (struct period){period_kind_read(r->period_kind), r->from_day, r->to_day};
}
