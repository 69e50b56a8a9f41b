#include "domain/calendar/period.h"
#include "base/text.h"
#include "domain/calendar/work_days.h"
#include <string.h>

/* -- the parts of a month: where they end -- */

static struct period part_of_month(enum period_kind kind, int32_t day, const int *ends, int count) {
    struct civil c = civil_of(day);
    int from = 1, i = 0;
    while (i < count && c.day > ends[i]) from = ends[i++] + 1;
    int to = i < count ? ends[i] : days_in_month(c.year, c.month);
    return (struct period){kind, day - c.day + from, day - c.day + to};
}

static struct period week_of(int32_t day) {
    int32_t monday = day - weekday_of(day) + 1;
    return (struct period){PERIOD_WEEK, monday, monday + 6};
}
static struct period ten_days_of(int32_t day) {
    static const int ends[] = {10, 20};
    return part_of_month(PERIOD_TEN_DAYS, day, ends, countof(ends));
}
static struct period half_month_of(int32_t day) {
    static const int ends[] = {15};
    return part_of_month(PERIOD_HALF_MONTH, day, ends, countof(ends));
}
static struct period month_of_a_day(int32_t day) { return part_of_month(PERIOD_MONTH, day, NULL, 0); }
static struct period quarter_of(int32_t day) {
    int32_t month = month_of_day(day), first = month - month % 3;
    return (struct period){PERIOD_QUARTER, month_first_day(first), month_last_day(first + 2)};
}

static const struct {
    const char *key;
    enum word word;
    struct period (*of)(int32_t day);
} kinds[PERIOD_KINDS] = {
    [PERIOD_WEEK] = {"week", W_period_week, week_of},
    [PERIOD_TEN_DAYS] = {"ten_days", W_period_ten_days, ten_days_of},
    [PERIOD_HALF_MONTH] = {"half_month", W_period_half_month, half_month_of},
    [PERIOD_MONTH] = {"month", W_period_month, month_of_a_day},
    [PERIOD_QUARTER] = {"quarter", W_period_quarter, quarter_of},
};

struct period period_of(enum period_kind kind, int32_t day) { return kinds[kind].of(day); }
struct period period_next(struct period p) { return period_of(p.kind, p.to_day + 1); }
struct period period_before(struct period p) { return period_of(p.kind, p.from_day - 1); }

bool period_from(enum period_kind kind, int32_t from_day, struct period *ret) {
    *ret = period_of(kind, from_day);
    return ret->from_day == from_day;
}

int periods_of_year(enum period_kind kind, int year, struct period ret[static PERIODS_MAX]) {
    struct period p = period_of(kind, day_of(year, 1, 1));
    int n = 0;
    for (; civil_of(p.to_day).year == year; p = period_next(p)) ret[n++] = p;
    return n;
}

/* -- names -- */

const char *period_kind_key(enum period_kind kind) { return kinds[kind].key; }
enum word period_kind_word(enum period_kind kind) { return kinds[kind].word; }
enum period_kind period_kind_read(const char *key) {
    enum period_kind kind = 0;
    while (kind < PERIOD_KINDS && !text_eq(kinds[kind].key, key)) kind++;
    return kind;
}

/* Which part of its month or year: 0 for the first. */
static int period_part(struct period p) {
    int day = civil_of(p.from_day).day;
    switch (p.kind) {
    case PERIOD_TEN_DAYS: return day / 10;
    case PERIOD_HALF_MONTH: return day / 15;
    case PERIOD_QUARTER: return month_in_year(period_month(p)) / 3 - 1;
    case PERIOD_WEEK:
    case PERIOD_MONTH:
    case PERIOD_KINDS: break;
    }
    return 0;
}

static enum word part_word(struct period p, bool is_short) {
    static const enum word ten[] = {W_period_ten_first, W_period_ten_second, W_period_ten_third};
    static const enum word half[] = {W_period_half_first, W_period_half_second};
    static const enum word quarter[] = {W_period_quarter_1, W_period_quarter_2, W_period_quarter_3, W_period_quarter_4};
    static const enum word week[] = {W_period_week_name, W_period_week_short};
    static const enum word month[] = {W_period_month_name, W_period_month_short};
    int part = period_part(p);
    switch (p.kind) {
    case PERIOD_TEN_DAYS: return ten[part];
    case PERIOD_HALF_MONTH: return half[part];
    case PERIOD_QUARTER: return quarter[part];
    case PERIOD_WEEK: return week[is_short];
    case PERIOD_MONTH:
    case PERIOD_KINDS: break;
    }
    return month[is_short];
}

/* {1} year, {2} month of its last day, {3} first day, {4} last day. */
static struct both say(struct arena *a, struct period p, enum word w) {
    struct civil last = civil_of(p.to_day);
    return SAY(a, w, both_int(a, last.year), both_int(a, last.month), both_text(day_print(a, p.from_day) + 5),
               both_text(day_print(a, p.to_day) + 5));
}

struct both period_name(struct arena *a, struct period p) {
    struct both part = say(a, p, part_word(p, false));
    if (p.kind == PERIOD_WEEK || p.kind == PERIOD_MONTH) return part;
    return SAY(a, W_period_of_year, both_int(a, civil_of(p.to_day).year), part);
}

struct both period_short(struct arena *a, struct period p) { return say(a, p, part_word(p, true)); }

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
