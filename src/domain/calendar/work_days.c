#include "domain/calendar/work_days.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

int weekday_of(int32_t day) {
    int since_monday = (day + 3) % 7; /* day 0 was a Thursday */
    return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

/* -- gathering notices -- */

static int by_year(const void *a, const void *b) {
    const struct notice *x = a, *y = b;
    return (x->year > y->year) - (x->year < y->year);
}

static int by_day_then_notice(const void *a, const void *b) {
    const struct special_day *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    return (x->notice_year > y->notice_year) - (x->notice_year < y->notice_year);
}

/* One notice a year, the later given one for it. */
static int notices_gather(const struct notice *at, int count, struct notice *ret) {
    int n = 0;
    for (int i = 0; i < count; i++) {
        int k = 0;
        while (k < n && ret[k].year != at[i].year) k++;
        ret[k] = at[i];
        if (k == n) n++;
    }
    if (n > 1) qsort(ret, (size_t)n, sizeof *ret, by_year);
    return n;
}

struct work_days work_days_make(struct arena *a, const struct notice *at, int count) {
    struct notice *notices = arena_array(a, struct notice, (size_t)count);
    int notice_count = notices_gather(at, count, notices), days = 0, kept = 0;
    for (int i = 0; i < notice_count; i++) days += notices[i].count;
    struct special_day *all = arena_array(a, struct special_day, (size_t)days);
    for (int i = 0, to = 0; i < notice_count; to += notices[i++].count)
        if (notices[i].count) memcpy(all + to, notices[i].at, (size_t)notices[i].count * sizeof *all);
    if (days > 1) qsort(all, (size_t)days, sizeof *all, by_day_then_notice);
    for (int i = 0; i < days; i++) {
        if (kept && all[kept - 1].day == all[i].day) kept--;
        all[kept++] = all[i];
    }
    return (struct work_days){all, kept, notices, notice_count};
}

struct work_days work_days_official(struct arena *a) {
    int count = official_notice_count();
    struct notice *at = arena_array(a, struct notice, (size_t)count);
    for (int i = 0; i < count; i++) at[i] = official_notice(a, i);
    return work_days_make(a, at, count);
}

/* -- asking -- */

bool work_days_know(const struct work_days *w, int year) {
    for (int i = 0; i < w->notice_count; i++)
        if (w->notices[i].year == year) return true;
    return false;
}

const struct special_day *work_days_special(const struct work_days *w, int32_t day) {
    int low = 0, high = w->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (w->at[middle].day < day) low = middle + 1;
        else high = middle;
    }
    return low < w->count && w->at[low].day == day ? &w->at[low] : NULL;
}

bool is_workday(const struct work_days *w, int32_t day) {
    const struct special_day *special = work_days_special(w, day);
    return special ? !special->is_off : weekday_of(day) <= 5;
}

/* A notice read from a file could call all days off; nobody waits for a working day longer than a year. */
enum { SEARCH_DAYS = 366 };

static int32_t next_workday(const struct work_days *w, int32_t day, int step) {
    for (int i = 0; i < SEARCH_DAYS; i++, day += step)
        if (is_workday(w, day)) return day;
    return day;
}

int32_t workday_from(const struct work_days *w, int32_t day) { return next_workday(w, day, 1); }
int32_t workday_until(const struct work_days *w, int32_t day) { return next_workday(w, day, -1); }

int32_t workdays_add(const struct work_days *w, int32_t day, int n) {
    int step = n < 0 ? -1 : 1;
    for (; n != 0; n -= step) day = next_workday(w, day + step, step);
    return day;
}

int workdays_between(const struct work_days *w, int32_t from, int32_t to) {
    int n = 0;
    for (int32_t day = from; day < to; day++) n += is_workday(w, day);
    return n;
}

/* -- names -- */

static const struct {
    const char *zh;
    enum word word;
} holidays[] = {
    {"元旦", W_cal_new_year},     {"春节", W_cal_spring_festival}, {"清明节", W_cal_qingming}, {"劳动节", W_cal_labour_day},
    {"端午节", W_cal_dragon_boat}, {"中秋节", W_cal_mid_autumn},    {"国庆节", W_cal_national_day},
};

struct both holiday_name(struct arena *a, const char *name) {
    const char *english = "", *rest = name;
    while (*rest) {
        size_t i = 0;
        while (i < countof(holidays) && !text_starts(rest, holidays[i].zh)) i++;
        if (i == countof(holidays)) return both_text(name); /* a name we have no English for is shown as it is */
        english = arena_printf(a, "%s%s%s", english, *english ? ", " : "", word(EN, holidays[i].word));
        rest += strlen(holidays[i].zh);
        if (text_starts(rest, "、")) rest += strlen("、");
    }
    return (struct both){{name, english}};
}
