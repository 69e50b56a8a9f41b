#include "domain/calendar/reporting.h"
#include "base/text.h"
#include <string.h>

/* -- which rule -- */

/* The rule of a list, whom and period that is in force on a day: the latest; of one day the one stated later. */
static const struct report_rule *in_force(const struct calendar *c, enum report_list list, enum report_whom whom,
                                          enum period_kind period, int32_t day) {
    const struct report_rule *best = NULL;
    for (const struct report_rule *r = c->rules; r < c->rules + c->rule_count; r++) {
        const struct report_terms *t = &r->terms;
        if (t->list != list || t->whom != whom || t->period != period || t->from_day > day) continue;
        if (!best || t->from_day >= best->terms.from_day) best = r;
    }
    return best && best->terms.is_on ? best : NULL;
}

/* A rule for just these projects of a list goes before one for all of them. */
static const struct report_rule *rule_of_list(const struct calendar *c, enum report_list list, unsigned standing,
                                              enum period_kind period, int32_t day) {
    enum report_whom whom = standing & STANDING_PRELIMINARY ? WHOM_PRELIMINARY : WHOM_FORMAL;
    const struct report_rule *own = in_force(c, list, whom, period, day);
    return own ? own : in_force(c, list, WHOM_ALL, period, day);
}

const struct report_rule *calendar_rule(const struct calendar *c, unsigned standing, struct period p) {
    if (standing >= NO_STANDING) return NULL;
    for (enum report_list list = 0; list < REPORT_LISTS; list++) {
        if (list != LIST_PLATFORM && !(standing >> list & 1)) continue;
        const struct report_rule *found = rule_of_list(c, list, standing, p.kind, p.to_day);
        bool has_any = found != NULL;
        for (enum period_kind kind = 0; kind < PERIOD_KINDS && !has_any; kind++)
            has_any = rule_of_list(c, list, standing, kind, p.to_day) != NULL;
        if (has_any) return found;
    }
    return NULL;
}

struct calendar calendar_make(struct arena *a, const struct report_rule *rules, int count, int report_due_day) {
    struct report_rule *at = arena_array(a, struct report_rule, (size_t)count + 1);
    at[0].terms = (struct report_terms){.list = LIST_PLATFORM, .whom = WHOM_ALL, .period = PERIOD_MONTH,
                                        .way = DUE_DAY_NEXT, .due = report_due_day, .shift = SHIFT_NONE,
                                        .open_before = 10, .open_after = NEVER_LOCKS, .is_on = true,
                                        .from_day = INT32_MIN};
    if (count) memcpy(at + 1, rules, (size_t)count * sizeof *at);
    return (struct calendar){work_days_official(a), at, count + 1};
}

/* -- when -- */

static int32_t day_in_month(int32_t month, int n) {
    int32_t day = month_first_day(month) + n - 1, last = month_last_day(month);
    return day < last ? day : last;
}

static int32_t due_unshifted(const struct report_terms *r, const struct work_days *w, struct period p) {
    int32_t month = period_month(p);
    int n = r->due_in[month % 12] ? r->due_in[month % 12] : r->due;
    switch (r->way) {
    case DUE_WEEKDAY: return p.from_day + n - 1;
    case DUE_WEEKDAY_NEXT: return p.to_day + n;
    case DUE_DAY: return day_in_month(month, n);
    case DUE_DAY_NEXT: return day_in_month(month + 1, n);
    case DUE_DAYS_AFTER: return p.to_day + n;
    case DUE_WORKDAYS_AFTER: return workdays_add(w, p.to_day, n);
    case DUE_WAYS: break;
    }
    return p.to_day;
}

static int32_t shifted(enum due_shift shift, const struct work_days *w, int32_t day, int32_t not_before) {
    int32_t before = workday_until(w, day);
    switch (shift) {
    case SHIFT_NONE: return day;
    case SHIFT_NEXT: break;
    case SHIFT_SECOND: return is_workday(w, day) ? day : workdays_add(w, day, 2);
    case SHIFT_BEFORE: /* a week of holidays has no day before: it is due after them */
        if (before >= not_before) return before;
        break;
    case SHIFT_COUNT: break;
    }
    return workday_from(w, day);
}

struct clocks clocks_of(const struct report_terms *r, const struct work_days *w, struct period p) {
    struct clocks k;
    k.due_day = shifted(r->shift, w, due_unshifted(r, w, p), p.from_day);
    k.opens_day = k.due_day - r->open_before;
    if (k.opens_day < p.from_day) k.opens_day = p.from_day;
    k.last_day = r->open_after == NEVER_LOCKS ? NO_DAY : k.due_day + r->open_after;
    return k;
}

enum clock clock_at(const struct clocks *k, int32_t day, int32_t excepted_until) {
    if (day < k->opens_day) return CLOCK_NOT_OPEN;
    if (day <= k->due_day) return CLOCK_TIMELY;
    bool is_open = k->last_day == NO_DAY || day <= k->last_day;
    bool is_excepted = excepted_until != NO_DAY && day <= excepted_until;
    return is_open || is_excepted ? CLOCK_LATE : CLOCK_LOCKED;
}

/* -- a year by months -- */

void month_duties_of(const struct calendar *c, int year, struct month_duties *ret) {
    struct period months[PERIODS_MAX];
    (void)periods_of_year(PERIOD_MONTH, year, months);
    *ret = (struct month_duties){0};
    for (unsigned standing = 0; standing < STANDINGS; standing++)
        for (int m = 0; m < 12; m++) {
            const struct report_rule *r = calendar_rule(c, standing, months[m]);
            ret->at[standing][m].is_owed = r != NULL;
            if (r) ret->at[standing][m].clocks = clocks_of(&r->terms, &c->days, months[m]);
        }
}

void figure_due_of(const struct calendar *c, int year, int report_due_day, struct figure_due *ret) {
    for (unsigned standing = 0; standing < STANDINGS; standing++)
        for (int m = 0; m < 12; m++) {
            int32_t month = year * 12 + m, last = month_last_day(month);
            struct period p = period_of(PERIOD_MONTH, last);
            const struct report_rule *r = calendar_rule(c, standing, p);
            if (!r) r = calendar_rule(c, standing, p = period_of(PERIOD_QUARTER, last));
            ret->day[standing][m] = r ? clocks_of(&r->terms, &c->days, p).due_day : day_in_month(month + 1, report_due_day);
        }
}
