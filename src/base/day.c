#include "base/day.h"
#include "base/out.h"
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Days from civil and back: era arithmetic over 400-year cycles that start on 1 March. */
int32_t day_of(int year, int month, int day) {
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

struct civil civil_of(int32_t day) {
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (struct civil){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool civil_valid(int year, int month, int day) {
    return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

static bool digits(const char *at, int n, int *ret) {
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (at[i] < '0' || at[i] > '9') return false;
        value = value * 10 + (at[i] - '0');
    }
    *ret = value;
    return true;
}

bool day_read(const char *text, int32_t *ret_day) {
    int y, m, d;
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') return false;
    if (!digits(text, 4, &y) || !digits(text + 5, 2, &m) || !digits(text + 8, 2, &d)) return false;
    if (!civil_valid(y, m, d)) return false;
    *ret_day = day_of(y, m, d);
    return true;
}

/* Two or four. */
static char *put_digits(char *to, int value, int n) {
    unsigned left = (unsigned)value;
    for (int i = n - 2; i >= 0; i -= 2, left /= 100) memcpy(to + i, digit_pairs[left % 100], 2);
    return to + n;
}

const char *day_text(int32_t day, char buffer[static DAY_TEXT]) {
    char *w = buffer;
    if (day != NO_DAY) {
        struct civil c = civil_of(day);
        w = put_digits(w, c.year, 4);
        *w++ = '-';
        w = put_digits(w, c.month, 2);
        *w++ = '-';
        w = put_digits(w, c.day, 2);
    }
    *w = 0;
    return buffer;
}

const char *day_print(struct arena *a, int32_t day) { return day_text(day, arena_alloc(a, DAY_TEXT)); }

int32_t month_of(int year, int month) { return year * 12 + month - 1; }

int32_t month_of_day(int32_t day) {
    if (day == NO_DAY) return NO_MONTH;
    struct civil c = civil_of(day);
    return month_of(c.year, c.month);
}

int32_t month_first_day(int32_t month) { return day_of(month_year(month), month_in_year(month), 1); }

int32_t month_last_day(int32_t month) {
    int y = month_year(month), m = month_in_year(month);
    return day_of(y, m, days_in_month(y, m));
}

int32_t day_plus_months(int32_t day, int n) {
    struct civil c = civil_of(day);
    int32_t month = month_of(c.year, c.month) + n;
    int last = days_in_month(month_year(month), month_in_year(month));
    return day_of(month_year(month), month_in_year(month), c.day < last ? c.day : last);
}

bool month_read(const char *text, int32_t *ret_month) {
    int y, m;
    if (strlen(text) != 7 || text[4] != '-' || !digits(text, 4, &y) || !digits(text + 5, 2, &m)) return false;
    if (!civil_valid(y, m, 1)) return false;
    *ret_month = month_of(y, m);
    return true;
}

const char *month_text(int32_t month, char buffer[static MONTH_TEXT]) {
    char *w = buffer;
    if (month != NO_MONTH) {
        w = put_digits(w, month_year(month), 4);
        *w++ = '-';
        w = put_digits(w, month_in_year(month), 2);
    }
    *w = 0;
    return buffer;
}

const char *month_print(struct arena *a, int32_t month) { return month_text(month, arena_alloc(a, MONTH_TEXT)); }

static const int64_t DAY_MS = 86400000;

int32_t day_of_ms(int64_t ms, int offset_min) {
    int64_t local = ms + (int64_t)offset_min * 60000;
    return (int32_t)((local >= 0 ? local : local - DAY_MS + 1) / DAY_MS);
}

int64_t ms_of_day(int32_t day, int offset_min) { return day * DAY_MS - (int64_t)offset_min * 60000; }

const char *ms_print(struct arena *a, int64_t ms, int offset_min) {
    int32_t day = day_of_ms(ms, offset_min);
    int64_t minutes = (ms - ms_of_day(day, offset_min)) / 60000;
    char text[DAY_TEXT + 6], *w = text + strlen(day_text(day, text));
    *w++ = ' ';
    w = put_digits(w, (int)(minutes / 60), 2);
    *w++ = ':';
    w = put_digits(w, (int)(minutes % 60), 2);
    return arena_copy_n(a, text, (size_t)(w - text));
}

enum { TIME_TEXT = 5 }; /* "09:20" */

bool ms_read(const char *text, int offset_min, int64_t *ret_ms) {
    size_t len = strlen(text);
    bool has_time = len == DAY_TEXT + TIME_TEXT;
    char day_alone[DAY_TEXT];
    int32_t day;
    int hour = 0, minute = 0;
    if (!has_time && len != DAY_TEXT - 1) return false;
    memcpy(day_alone, text, DAY_TEXT - 1);
    day_alone[DAY_TEXT - 1] = 0;
    if (!day_read(day_alone, &day)) return false;
    const char *time = text + DAY_TEXT;
    if (has_time) {
        bool is_parted = (time[-1] == 'T' || time[-1] == ' ') && time[2] == ':';
        if (!is_parted || !digits(time, 2, &hour) || !digits(time + 3, 2, &minute) || hour > 23 || minute > 59) return false;
    }
    *ret_ms = ms_of_day(day, offset_min) + ((int64_t)hour * 60 + minute) * 60000;
    return true;
}

/* -- the clock -- */

static _Atomic int64_t ahead_ms; /* of the machine's clock; behind it, if less than 0 */
static _Atomic bool is_practised;

static int64_t machine_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t monotonic_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t now_ms(void) { return machine_ms() + ahead_ms; }
int64_t outside_ms(int64_t ms) { return ms - ahead_ms; }
bool practice_clock_is_on(void) { return is_practised; }

void practice_clock_begin(int64_t ms) {
    must(!is_practised);
    ahead_ms = ms - machine_ms();
    is_practised = true;
}

bool practice_clock_forward(int64_t ms) {
    must(is_practised);
    int64_t ahead = ahead_ms;
    for (;;) {
        int64_t wanted = ms - machine_ms();
        if (wanted <= ahead) return false;
        if (atomic_compare_exchange_weak(&ahead_ms, &ahead, wanted)) return true;
    }
}
