/* Dates as people write them: 2023年9月12日, 二○一○年五月六日, 5/02/2016 5:00:00 PM, 20156月—20205月. */
#include "sheet/value_inside.h"
#include <string.h>

enum { SERIAL_FIRST = 20000, SERIAL_LAST = 80000, SERIAL_EPOCH = -25569, CENTURY_YEAR = 80, NONE = -1 };

/* What was found of one date; NONE where nothing was written. */
struct found {
    int year, month, day;
    int day_last; /* of 上旬, 中旬, 下旬; or NONE */
    int month_last; /* of a quarter or half-year; or NONE */
    int second;   /* of the day, or NONE */
    bool has_seconds, is_two_digit_year, is_ambiguous, is_serial, is_swapped;
    char order; /* '-' '/' '.' as written between year and month, or 0 */
};

static const struct found NOTHING = {NONE, NONE, NONE, NONE, NONE, NONE, false, false, false, false, false, 0};

static bool at_digit(const struct scan *s) { return s->at < s->end && *s->at >= '0' && *s->at <= '9'; }

/* An Arabic or Chinese number; how many digits it was written with, 0 if there is none. */
static int take_number(struct scan *s, int *ret) {
    scan_blanks(s);
    const char *from = s->at;
    int n = scan_digits(s, 8, ret);
    if (n) return n;
    if (!chinese_number(&s->at, s->end, ret)) return 0;
    n = (int)(s->at - from) / 3;
    return *ret >= 1000 ? 4 : n > 2 ? 2 : n;
}

static bool take_separator(struct scan *s, char *order) {
    scan_blanks(s);
    if (s->at >= s->end || !strchr("-/.", *s->at) || (*order && *order != *s->at)) return false;
    *order = *s->at++;
    return true;
}

static const char *const MONTHS[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/* "september", "sept.", "sep". */
static bool take_month_name(struct scan *s, int *ret) {
    scan_blanks(s);
    for (int i = 0; i < 12; i++) {
        if (!scan_word(s, MONTHS[i])) continue;
        while (s->at < s->end && ((*s->at >= 'a' && *s->at <= 'z') || *s->at == '.')) s->at++;
        *ret = i + 1;
        return true;
    }
    return false;
}

/* Behind "2022年": 一季度, 上半年, q1. */
static bool take_part_of_year(struct scan *s, struct found *f) {
    static const struct {
        const char *word;
        int first, last;
    } parts[] = {{"第一季度", 1, 3}, {"第二季度", 4, 6}, {"第三季度", 7, 9}, {"第四季度", 10, 12},
                 {"一季度", 1, 3},   {"二季度", 4, 6},   {"三季度", 7, 9},   {"四季度", 10, 12},
                 {"1季度", 1, 3},    {"2季度", 4, 6},    {"3季度", 7, 9},    {"4季度", 10, 12},
                 {"q1", 1, 3},       {"q2", 4, 6},       {"q3", 7, 9},       {"q4", 10, 12},
                 {"上半年", 1, 6},   {"下半年", 7, 12},  {"全年", 1, 12}};
    for (size_t i = 0; i < countof(parts); i++) {
        if (!scan_word(s, parts[i].word)) continue;
        f->month = parts[i].first;
        f->month_last = parts[i].last;
        return true;
    }
    return false;
}

/* Behind a month: 上旬 is the 1st to the 10th. */
static void take_part_of_month(struct scan *s, struct found *f) {
    static const char *const parts[] = {"上旬", "中旬", "下旬"};
    int i = scan_any(s, parts, countof(parts));
    if (i < 0 || f->year < 1 || f->month < 1 || f->month > 12) return;
    f->day = i * 10 + 1;
    f->day_last = i == 2 ? days_in_month(f->year, f->month) : i * 10 + 10;
}

/* Behind a month with 月: the day with its 日 or 号, or at the end without. */
static void take_day_zh(struct scan *s, struct found *f) {
    struct scan before = *s;
    int day;
    scan_word(s, "份");
    take_part_of_month(s, f);
    if (f->day != NONE) return;
    struct scan behind_month = *s;
    int n = take_number(s, &day);
    if (n < 1 || n > 2) {
        *s = n ? before : behind_month;
        return;
    }
    if (!scan_word(s, "日") && !scan_word(s, "号") && !scan_is_end(s)) {
        *s = behind_month;
        return;
    }
    f->day = day;
}

/* Behind "2023年". */
static void take_month_zh(struct scan *s, struct found *f) {
    struct scan before = *s;
    int month, n;
    if (take_part_of_year(s, f)) return;
    n = take_number(s, &month);
    if (n < 1 || n > 2 || (!scan_word(s, "月") && !scan_is_end(s))) {
        *s = before;
        return;
    }
    f->month = month;
    take_day_zh(s, f);
}

/* Behind "2026-": month and day, as far as they are written; s is left in front of a range's second date. */
static void take_month_plain(struct scan *s, struct found *f) {
    struct scan before = *s;
    if (!take_separator(s, &f->order)) return;
    int n = 0;
    if (!take_month_name(s, &f->month)) {
        n = scan_digits(s, 8, &f->month);
        if (n < 1 || n > 2 || scan_word(s, "年")) {
            f->month = NONE;
            *s = before;
            return;
        }
        scan_word(s, "月");
    }
    before = *s;
    if (!take_separator(s, &f->order)) return;
    n = scan_digits(s, 8, &f->day);
    if (n < 1 || n > 2 || scan_word(s, "月") || scan_word(s, "年")) {
        f->day = NONE;
        *s = before;
        return;
    }
    scan_word(s, "日");
}

/* "5/02/2016": day first unless told otherwise or impossible. */
static bool take_day_first(struct scan *s, int first, const struct date_options *o, struct found *f) {
    int second, year;
    if (!take_separator(s, &f->order)) return false;
    if (take_month_name(s, &second)) {
        take_separator(s, &f->order);
        f->is_ambiguous = false;
        f->day = first;
        f->month = second;
    } else {
        int n = scan_digits(s, 2, &second);
        if (!n || !take_separator(s, &f->order)) return false;
        bool month_first = o && o->month_first;
        f->is_swapped = month_first ? first > 12 && second <= 12 : second > 12 && first <= 12;
        month_first ^= f->is_swapped;
        f->day = month_first ? second : first;
        f->month = month_first ? first : second;
        f->is_ambiguous = first <= 12 && second <= 12 && first != second;
    }
    int n = scan_digits(s, 8, &year);
    f->is_two_digit_year = n == 2;
    f->year = n == 2 ? year + (year < CENTURY_YEAR ? 2000 : 1900) : year;
    return n == 4 || (n == 2 && !f->is_ambiguous);
}

/* "May 5, 2016" or "May 2016". */
static bool take_month_first(struct scan *s, struct found *f) {
    int n, number;
    if (!take_month_name(s, &f->month)) return false;
    char order = 0;
    take_separator(s, &order);
    scan_blanks(s);
    n = scan_digits(s, 8, &number);
    if (n == 1 || (n == 2 && order == 0)) {
        f->day = number;
        scan_word(s, ",");
        scan_blanks(s);
        n = scan_digits(s, 8, &number);
    }
    f->is_two_digit_year = n == 2;
    f->year = n == 2 ? 2000 + number : number;
    return n == 4 || n == 2;
}

/* Numbers run together: 20220315, 202203, 20156月 (the 年 was lost), 44927 (a day number). */
static bool take_run(struct scan *s, int digits, int number, struct found *f) {
    if (digits == 8) {
        f->year = number / 10000;
        f->month = number / 100 % 100;
        f->day = number % 100;
        return true;
    }
    if ((digits == 5 || digits == 6) && scan_word(s, "月")) {
        int unit = digits == 5 ? 10 : 100;
        f->year = number / unit;
        f->month = number % unit;
        take_day_zh(s, f);
        return true;
    }
    if (digits == 6) {
        f->year = number / 100;
        f->month = number % 100;
        return true;
    }
    if (digits != 5 || number < SERIAL_FIRST || number > SERIAL_LAST || !scan_is_end(s)) return false;
    struct civil c = civil_of(number + SERIAL_EPOCH);
    f->is_serial = true;
    f->year = c.year;
    f->month = c.month;
    f->day = c.day;
    return true;
}

static bool take_time(struct scan *s, struct found *f) {
    static const char *const mornings[] = {"上午", "早上", "凌晨"}, *const evenings[] = {"下午", "晚上", "傍晚"};
    struct scan before = *s;
    int h, min = 0, sec = 0, ignored;
    scan_word(s, "t");
    bool morning = scan_any(s, mornings, countof(mornings)) >= 0;
    bool evening = !morning && scan_any(s, evenings, countof(evenings)) >= 0;
    scan_blanks(s);
    if (!scan_digits(s, 2, &h) || !(scan_word(s, ":") || scan_word(s, "时") || scan_word(s, "点"))) {
        *s = before;
        return true;
    }
    if (at_digit(s)) {
        scan_digits(s, 2, &min);
        scan_word(s, "分");
    }
    if ((scan_word(s, ":") || at_digit(s)) && scan_digits(s, 2, &sec)) {
        f->has_seconds = true;
        scan_word(s, "秒");
        if (scan_word(s, ".")) scan_digits(s, 9, &ignored);
    }
    evening |= scan_word(s, "pm");
    morning |= !evening && scan_word(s, "am");
    scan_word(s, "z");
    if (evening && h < 12) h += 12;
    if (morning && h == 12) h = 0;
    f->second = h * 3600 + min * 60 + sec;
    return h < 24 && min < 60 && sec < 60;
}

/* One date at the start; false if there is none. */
static bool take_date(struct scan *s, const struct date_options *o, struct found *f) {
    int number;
    *f = NOTHING;
    scan_blanks(s);
    if (s->at < s->end && *s->at >= 'a' && *s->at <= 'z') return take_month_first(s, f);
    int digits = take_number(s, &number);
    if (!digits) return false;
    bool found = true;
    if (digits == 4 || (digits == 2 && scan_word(s, "年"))) {
        f->is_two_digit_year = digits == 2;
        f->year = digits == 2 ? 2000 + number : number;
        if (digits == 2 || scan_word(s, "年")) take_month_zh(s, f);
        else if (!take_part_of_year(s, f)) take_month_plain(s, f);
    } else if (digits <= 2) {
        scan_blanks(s);
        if (s->at < s->end && *s->at >= 'a' && *s->at <= 'z') { /* 5 May 2016 */
            struct found year = NOTHING;
            found = take_month_first(s, &year) && year.day == NONE;
            year.day = number;
            *f = year;
        } else {
            found = take_day_first(s, number, o, f);
        }
    } else {
        found = take_run(s, digits, number, f);
    }
    return found && take_time(s, f) && (f->second == NONE || f->day != NONE);
}

/* The second date of a range may leave out what the first has said: 2026年3月5日-11日, 2022.3-5. */
static bool take_second(struct scan *s, const struct date_options *o, const struct found *first, struct found *f) {
    struct scan before = *s;
    int number;
    if (take_date(s, o, f)) return true;
    *s = before;
    *f = NOTHING;
    f->year = first->year;
    int n = take_number(s, &number);
    if (n < 1 || n > 2) return false;
    bool is_month = scan_word(s, "月"), is_day = !is_month && (scan_word(s, "日") || scan_word(s, "号"));
    if (is_month || (!is_day && first->day == NONE)) {
        f->month = number;
        take_day_zh(s, f);
        return first->month != NONE;
    }
    f->month = first->month;
    f->day = number;
    return first->day != NONE;
}

/* Words that make a date no date: the end of the year, before, unknown. */
static bool is_vague(const struct scan *s, struct both *ret_fault) {
    static const char *const words[] = {"底",   "初",   "末",   "年中",  "前",     "后",    "左右",   "约",    "至今",
                                        "长期", "近", "以来", "about", "before", "after", "end of", "early", "late "};
    for (size_t i = 0; i < countof(words); i++)
        if (text_has(s, words[i])) return value_refuse(s, W_value_date_vague, ret_fault);
    return false;
}

static enum date_precision precision_of(const struct found *f) {
    if (f->second != NONE) return f->has_seconds ? DATE_SECOND : DATE_MINUTE;
    return f->day != NONE ? DATE_DAY : f->month != NONE ? DATE_MONTH : DATE_YEAR;
}

/* The days a found date covers; false if there is no such day. */
static bool days_of(const struct found *f, int32_t *ret_first, int32_t *ret_last) {
    int month = f->month != NONE ? f->month : 1, month_last = f->month != NONE ? f->month : 12;
    if (f->month_last != NONE) month_last = f->month_last;
    int day = f->day != NONE ? f->day : 1;
    if (!civil_valid(f->year, month, day)) return false;
    *ret_first = day_of(f->year, month, day);
    *ret_last = f->day_last != NONE ? day_of(f->year, month, f->day_last)
                : f->day != NONE    ? *ret_first
                                    : month_last_day(month_of(f->year, month_last));
    return true;
}

static enum err build(const struct scan *s, const struct found *first, const struct found *last, bool is_range,
                      struct value_date *ret, struct both *ret_fault) {
    struct value_date d = {.precision = precision_of(first), .is_range = is_range};
    int32_t ignored;
    if (!days_of(first, &d.day_first, &d.day_last)) return value_refuse(s, W_value_date_impossible, ret_fault);
    if (is_range && !days_of(last, &ignored, &d.day_last)) return value_refuse(s, W_value_date_impossible, ret_fault);
    if (d.day_last < d.day_first) return value_refuse(s, W_value_date_backwards, ret_fault);
    if (first->day_last != NONE || first->month_last != NONE) d.is_range = true;
    if (first->second != NONE && !is_range) d.second = first->second;
    if (is_range && (precision_of(last) != d.precision || d.precision > DATE_DAY)) d.precision = DATE_DAY;
    struct both read = both_text(value_date_print(s->a, &d));
    if (first->is_serial) d.note = SAY(s->a, W_value_note_serial, s->raw, read);
    else if (first->is_ambiguous) d.note = SAY(s->a, W_value_note_order, s->raw, read);
    else if (first->is_swapped || first->is_two_digit_year) d.note = SAY(s->a, W_value_note_read_as, s->raw, read);
    *ret = d;
    return OK;
}

enum err value_read_date(struct arena *a, struct span text, const struct date_options *options,
                         struct value_date *ret_date, struct both *ret_fault) {
    static const char *const expected[] = {"预计", "计划", "拟于", "拟", "预期", "于", "自", "从"};
    static const char *const ranges[] = {"---", "--", "-", "~", "至", "到", "to", "/"};
    struct scan s;
    struct found first, last = NOTHING;
    const char *remark;
    if (value_is_blank(text)) {
        *ret_date = (struct value_date){.day_first = NO_DAY, .day_last = NO_DAY};
        return OK;
    }
    if (!scan_begin(a, text, &s)) return value_refuse(&s, W_value_not_date, ret_fault);
    if (find_masked(&s, ret_fault) || is_vague(&s, ret_fault)) return ERR_INVALID;
    scan_any(&s, expected, countof(expected));
    if (!take_date(&s, options, &first)) return value_refuse(&s, W_value_not_date, ret_fault);
    bool is_range = scan_any(&s, ranges, countof(ranges)) >= 0;
    if (is_range && !take_second(&s, options, &first, &last)) return value_refuse(&s, W_value_not_date, ret_fault);
    if (!scan_remark(&s, &remark)) return value_refuse(&s, W_value_not_date, ret_fault);
    struct value_date d;
    try(build(&s, &first, &last, is_range, &d, ret_fault));
    if (remark && !value_has_note(d.note)) d.note = SAY(a, W_value_note_remark, both_text(remark));
    *ret_date = d;
    return OK;
}

static const char *print_end(struct arena *a, const struct value_date *d, int32_t day) {
    const char *text = day_print(a, day);
    if (d->precision == DATE_YEAR) return arena_copy_n(a, text, 4);
    return d->precision == DATE_MONTH ? arena_copy_n(a, text, 7) : text;
}

const char *value_date_print(struct arena *a, const struct value_date *date) {
    if (date->precision == DATE_UNKNOWN) return "";
    const char *first = print_end(a, date, date->day_first);
    if (date->is_range) return arena_printf(a, "%s/%s", first, print_end(a, date, date->day_last));
    if (date->precision < DATE_MINUTE) return first;
    int sec = date->second;
    const char *minutes = arena_printf(a, "%sT%02d:%02d", first, sec / 3600, sec / 60 % 60);
    return date->precision == DATE_SECOND ? arena_printf(a, "%s:%02d", minutes, sec % 60) : minutes;
}
