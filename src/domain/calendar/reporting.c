#include "domain/calendar/reporting.h"
#include "base/text.h"
#include <string.h>

/* -- which rule -- */

/* The rules in force on a day: the latest of each list, whom and period; of one day the one stated later. */
struct in_force {
    const struct report_rule *at[REPORT_LISTS][WHOM_COUNT][PERIOD_KINDS];
};

static struct in_force in_force_on(const struct calendar *c, int32_t day) {
    struct in_force f = {0};
    for (const struct report_rule *r = c->rules; r < c->rules + c->rule_count; r++) {
        const struct report_terms *t = &r->terms;
        const struct report_rule **best = &f.at[t->list][t->whom][t->period];
        if (t->from_day <= day && (!*best || t->from_day >= (*best)->terms.from_day)) *best = r;
    }
    return f;
}

/* A rule for just these projects of a list goes before one for all of them. */
static const struct report_rule *rule_of_list(const struct in_force *f, enum report_list list, unsigned standing,
                                              enum period_kind period) {
    enum report_whom whom = standing & STANDING_PRELIMINARY ? WHOM_PRELIMINARY : WHOM_FORMAL;
    const struct report_rule *own = f->at[list][whom][period], *any = f->at[list][WHOM_ALL][period];
    if (own && own->terms.is_on) return own;
    return any && any->terms.is_on ? any : NULL;
}

static const struct report_rule *rule_for(const struct in_force *f, unsigned standing, enum period_kind period) {
    for (enum report_list list = 0; list < REPORT_LISTS; list++) {
        if (list != LIST_PLATFORM && !(standing >> list & 1)) continue;
        bool has_any = false;
        for (enum period_kind kind = 0; kind < PERIOD_KINDS && !has_any; kind++)
            has_any = rule_of_list(f, list, standing, kind) != NULL;
        if (has_any) return rule_of_list(f, list, standing, period);
    }
    return NULL;
}

const struct report_rule *calendar_rule(const struct calendar *c, unsigned standing, struct period p) {
    struct in_force f = in_force_on(c, p.to_day);
    return standing < NO_STANDING ? rule_for(&f, standing, p.kind) : NULL;
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

static const struct special_day *days_copy(struct arena *a, const struct special_day *from, int count) {
    struct special_day *days = arena_array(a, struct special_day, (size_t)count);
    for (int i = 0; i < count; i++) {
        days[i] = from[i];
        days[i].name = arena_copy(a, from[i].name);
    }
    return days;
}

struct calendar calendar_copy(struct arena *a, const struct calendar *from) {
    const struct work_days *days = &from->days;
    struct notice *notices = arena_array(a, struct notice, (size_t)days->notice_count);
    for (int i = 0; i < days->notice_count; i++) {
        const struct notice *n = &days->notices[i];
        notices[i] = (struct notice){n->year, arena_copy(a, n->source), days_copy(a, n->at, n->count), n->count};
    }
    struct report_rule *rules = arena_array(a, struct report_rule, (size_t)from->rule_count);
    if (from->rule_count) memcpy(rules, from->rules, (size_t)from->rule_count * sizeof *rules);
    return (struct calendar){{days_copy(a, days->at, days->count), days->count, notices, days->notice_count},
                             rules, from->rule_count};
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
    k.stated_day = due_unshifted(r, w, p);
    k.due_day = shifted(r->shift, w, k.stated_day, p.from_day);
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
    for (int m = 0; m < 12; m++) {
        struct in_force f = in_force_on(c, months[m].to_day);
        for (unsigned standing = 0; standing < STANDINGS; standing++) {
            const struct report_rule *r = rule_for(&f, standing, PERIOD_MONTH);
            ret->at[standing][m].is_owed = r != NULL;
            if (r) ret->at[standing][m].clocks = clocks_of(&r->terms, &c->days, months[m]);
        }
    }
}

void figure_due_of(const struct calendar *c, int year, int report_due_day, struct figure_due *ret) {
    for (int m = 0; m < 12; m++) {
        int32_t month = year * 12 + m;
        struct period of_month = period_of(PERIOD_MONTH, month_last_day(month));
        struct period of_quarter = period_of(PERIOD_QUARTER, of_month.to_day);
        struct in_force at_month = in_force_on(c, of_month.to_day), at_quarter = in_force_on(c, of_quarter.to_day);
        for (unsigned standing = 0; standing < STANDINGS; standing++) {
            const struct report_rule *monthly = rule_for(&at_month, standing, PERIOD_MONTH);
            const struct report_rule *quarterly = rule_for(&at_quarter, standing, PERIOD_QUARTER);
            int32_t day = day_in_month(month + 1, report_due_day);
            if (monthly) day = clocks_of(&monthly->terms, &c->days, of_month).due_day;
            else if (quarterly) day = clocks_of(&quarterly->terms, &c->days, of_quarter).due_day;
            ret->day[standing][m] = day;
        }
    }
}

void figure_due_by(int year, int report_due_day, struct figure_due *ret) {
    for (unsigned standing = 0; standing < STANDINGS; standing++)
        for (int m = 0; m < 12; m++) ret->day[standing][m] = day_in_month(year * 12 + m + 1, report_due_day);
}
