/* Dates and times shown by a section of a format code. */
#include "sheet/number_format_parts.h"
#include "base/day.h"
#include <string.h>

static const int64_t DAY_MS = 86400000;
enum {
    EPOCH_1900 = -25569, /* 1899-12-30: serial 61 is 1900-03-01, as all spreadsheets agree from there on */
    EPOCH_1904 = -24107,
    DAY_LAST = 2932896,  /* 9999-12-31 */
    TEN_MS_DIGITS = 9,   /* digits of a second's part that are shown at most */
};

static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const WEEKDAYS[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const DIGITS_ZH[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
static const char *const WEEKDAYS_ZH[] = {"日", "一", "二", "三", "四", "五", "六"};

struct moment {
    struct civil date;
    int32_t day;
    int64_t ms;      /* after midnight */
    int64_t elapsed; /* ms since the epoch */
};

/* 0 to 99 in Chinese: 十四, 二十. */
static void put_chinese(struct out *out, int n) {
    if (n >= 20) out_raw(out, DIGITS_ZH[n / 10]);
    if (n >= 10) out_raw(out, "十");
    if (n % 10 || n < 10) out_raw(out, DIGITS_ZH[n % 10]);
}

/* A number that is not negative, with zeros in front. Dates are many: printf would be half of their time. */
static void put_digits(struct out *out, int width, int64_t n) {
    char digits[24];
    int at = sizeof digits;
    do digits[--at] = (char)('0' + n % 10);
    while ((n /= 10) || (int)sizeof digits - at < width);
    out_bytes(out, digits + at, sizeof digits - (size_t)at);
}

static void put_padded(const struct format_section *s, struct out *out, int width, int n) {
    if (s->is_chinese_digits && n < 100) put_chinese(out, n);
    else put_digits(out, width, n);
}

static void put_year(const struct format_section *s, struct out *out, int letters, int year) {
    if (!s->is_chinese_digits) {
        put_digits(out, letters, letters == 2 ? year % 100 : year);
        return;
    }
    for (int unit = letters == 2 ? 10 : 1000; unit; unit /= 10) out_raw(out, DIGITS_ZH[year / unit % 10]);
}

static void put_month(const struct format_section *s, struct out *out, int letters, int month) {
    const char *name = MONTHS[month - 1];
    if (letters <= 2) {
        put_padded(s, out, letters, month);
    } else if (s->is_chinese) {
        if (letters == 4) put_chinese(out, month);
        else out_int(out, month);
        out_raw(out, "月");
    } else if (letters == 4) {
        out_raw(out, name);
    } else {
        out_bytes(out, name, letters == 5 ? 1 : 3);
    }
}

static void put_weekday(const struct format_section *s, struct out *out, int letters, int32_t day) {
    size_t i = (size_t)(((day + 4) % 7 + 7) % 7); /* day 0 was a Thursday */
    if (letters == 'a' || letters == 'A' || s->is_chinese) {
        if (letters != 'a') out_raw(out, letters == 3 ? "周" : "星期");
        out_raw(out, WEEKDAYS_ZH[i]);
    } else {
        out_bytes(out, WEEKDAYS[i], letters == 3 ? 3 : strlen(WEEKDAYS[i]));
    }
}

static void put_half_day(struct out *out, int form, bool is_morning) {
    if (form == 'c') out_raw(out, is_morning ? "上午" : "下午");
    else out_bytes(out, is_morning ? "AM" : "PM", form == 1 ? 1 : 2);
}

static void put_second_part(struct out *out, int digits, int64_t ms) {
    out_char(out, '.');
    if (digits > TEN_MS_DIGITS) digits = TEN_MS_DIGITS;
    int64_t part = ms % 1000, unit = 100;
    for (int i = 0; i < digits; i++, unit /= 10) out_char(out, (char)('0' + (unit ? part / unit % 10 : 0)));
}

static int clock_hour(const struct format_section *s, int64_t ms) {
    int hour = (int)(ms / 3600000);
    if (!s->has_half_day) return hour;
    return hour % 12 ? hour % 12 : 12;
}

static int elapsed_width(const struct format_token *t) { return t->n < 9 ? t->n : 9; }

static void put_token(const struct format_section *s, const struct format_token *t, const struct moment *m,
                      struct out *out) {
    int64_t elapsed = m->elapsed < 0 ? -m->elapsed : m->elapsed;
    switch (t->kind) {
    case TOKEN_LITERAL: out_bytes(out, t->text.at, t->text.len); break;
    case TOKEN_SLASH: out_char(out, '/'); break;
    case TOKEN_POINT: out_char(out, '.'); break;
    case TOKEN_YEAR: put_year(s, out, t->n, m->date.year); break;
    case TOKEN_MONTH: put_month(s, out, t->n, m->date.month); break;
    case TOKEN_DAY: put_padded(s, out, t->n, m->date.day); break;
    case TOKEN_WEEKDAY: put_weekday(s, out, t->n, m->day); break;
    case TOKEN_HOUR: put_padded(s, out, t->n > 2 ? 2 : t->n, clock_hour(s, m->ms)); break;
    case TOKEN_MINUTE: put_padded(s, out, t->n, (int)(m->ms / 60000 % 60)); break;
    case TOKEN_SECOND: put_padded(s, out, t->n > 2 ? 2 : t->n, (int)(m->ms / 1000 % 60)); break;
    case TOKEN_SECOND_PART: put_second_part(out, t->n, m->ms); break;
    case TOKEN_HALF_DAY: put_half_day(out, t->n, m->ms < DAY_MS / 2); break;
    case TOKEN_ELAPSED_HOURS: put_digits(out, elapsed_width(t), elapsed / 3600000); break;
    case TOKEN_ELAPSED_MINUTES: put_digits(out, elapsed_width(t), elapsed / 60000); break;
    case TOKEN_ELAPSED_SECONDS: put_digits(out, elapsed_width(t), elapsed / 1000); break;
    default: break;
    }
}

/* Milliseconds since the epoch of the sheet, exact to the digit. */
static bool ms_of_serial(const struct decimal *value, int64_t *ret_ms) {
    int64_t billionths;
    bool rounded;
    if (!decimal_int(value, 11, &billionths, &rounded)) return false; /* days × 10^11 fits to 9.2e7 days */
    __int128 ms = (__int128)billionths * DAY_MS;
    const __int128 unit = 100000000000;
    *ret_ms = (int64_t)((ms + (ms < 0 ? -unit / 2 : unit / 2)) / unit);
    return true;
}

static int64_t round_to(int64_t ms, int64_t unit) { return (ms + (ms < 0 ? -unit / 2 : unit / 2)) / unit * unit; }

bool date_section_print(const struct format_section *s, const struct decimal *value, bool is_1904, struct out *out,
                        struct shown *ret) {
    int64_t ms;
    if (!ms_of_serial(value, &ms)) return false;
    for (size_t i = 0; i < s->count; i++)
        if (s->at[i].kind == TOKEN_SECOND_PART && s->at[i].n < 3) ms = round_to(ms, s->at[i].n == 1 ? 100 : 10);
    if (s->has_elapsed) ms = round_to(ms, 1000);
    if (ms < 0 && !s->has_elapsed) return false;
    int64_t day = ms / DAY_MS + (is_1904 ? EPOCH_1904 : EPOCH_1900);
    if (day > DAY_LAST) return false;
    struct moment m = {civil_of((int32_t)day), (int32_t)day, ms < 0 ? -ms % DAY_MS : ms % DAY_MS, ms};
    if (ms < 0) out_char(out, '-');
    for (size_t i = 0; i < s->count; i++) put_token(s, &s->at[i], &m, out);
    *ret = (struct shown){s->has_date ? SHOWN_DATE : SHOWN_TIME, s->has_time || s->has_elapsed,
                          s->has_date ? m.day : NO_DAY, s->has_date ? m.ms : ms};
    return true;
}
