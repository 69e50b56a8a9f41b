/* Percentages, areas and lengths of time. */
#include "sheet/value_inside.h"
#include <string.h>

static enum err begin(struct arena *a, struct span text, struct scan *ret, struct both *ret_fault, enum word otherwise) {
    if (!scan_begin(a, text, ret)) return value_refuse(ret, otherwise, ret_fault);
    return find_masked(ret, ret_fault) ? ERR_INVALID : OK;
}

/* ---- percent ---- */

static const char *const FALLING[] = {"慢于", "落后",   "滞后",   "低于",  "下降", "减少",     "降低", "回落",
                                      "下滑", "负增长", "behind", "below", "down", "decrease", "fell"};

static bool has_one(const char *text, size_t n, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (memmem(text, n, words[i], strlen(words[i]))) return true;
    return false;
}

/* Words in front of the number, without digits: which way do they point? */
static int direction(struct scan *s) {
    const char *from = s->at;
    while (s->at < s->end && !strchr("0123456789+-.(", *s->at)) s->at++;
    size_t n = (size_t)(s->at - from);
    return has_one(from, n, FALLING, countof(FALLING)) ? -1 : 1;
}

static const char *percent_unit(struct scan *s, struct decimal *d) {
    static const char *const points[] = {"个百分点", "百分点", "percentage points", "percentage point", "pp", "pct"};
    static const char *const percents[] = {"%", "percent", "per cent"};
    if (scan_any(s, points, countof(points)) >= 0) return "pp";
    if (scan_any(s, percents, countof(percents)) >= 0) return "%";
    if (scan_word(s, "‰")) d->point -= d->count > 0;
    return "%";
}

enum err value_read_percent(struct arena *a, struct span text, struct value_number *ret_percent,
                            struct both *ret_fault) {
    struct scan s;
    struct decimal d;
    const char *remark;
    if (value_is_blank(text)) {
        *ret_percent = (struct value_number){.text = "", .unit = "%"};
        return OK;
    }
    try(begin(a, text, &s, ret_fault, W_value_not_percent));
    bool in_points = text_has(&s, "百分点") || text_has(&s, "point");
    if (!in_points && find_approximate(&s, ret_fault)) return ERR_INVALID;
    bool hundredths = scan_word(&s, "百分之");
    int way = hundredths ? 1 : direction(&s);
    bool bracket = !hundredths && scan_word(&s, "(");
    bool negative = scan_word(&s, "-") || bracket;
    scan_word(&s, "+");
    enum err e = scan_number(&s, &d, ret_fault);
    if (e == ERR_INVALID) return e;
    if (e != OK || (way < 0 && negative)) return value_refuse(&s, W_value_not_percent, ret_fault);
    const char *unit = percent_unit(&s, &d);
    if ((bracket && !scan_word(&s, ")")) || !scan_remark(&s, &remark))
        return value_refuse(&s, W_value_not_percent, ret_fault);
    d.negative = (negative || way < 0) && d.count;
    *ret_percent = number_value(a, &d, unit);
    if (remark) ret_percent->note = SAY(a, W_value_note_remark, both_text(remark));
    return OK;
}

/* ---- area ---- */

enum { MU_SCALE = 4 };

/* m² = number × 10^power, or × 2000/3 × 10^power for 亩. Longer words first. */
static const struct {
    const char *word;
    int power;
    bool is_mu;
} AREAS[] = {
    {"万平方米", 4, false}, {"万平米", 4, false}, {"万㎡", 4, false},   {"万m²", 4, false},    {"万m2", 4, false},
    {"平方公里", 6, false}, {"平方千米", 6, false}, {"km²", 6, false},  {"km2", 6, false},     {"㎢", 6, false},
    {"平方米", 0, false},   {"平米", 0, false},   {"㎡", 0, false},     {"m²", 0, false},      {"m2", 0, false},
    {"公顷", 4, false},     {"hectares", 4, false}, {"hectare", 4, false}, {"hm²", 4, false},   {"hm2", 4, false},
    {"ha", 4, false},       {"万亩", 4, true},    {"亩", 0, true},      {"mu", 0, true},       {"sqm", 0, false},
};

static int area_unit(struct scan *s) {
    for (size_t i = 0; i < countof(AREAS); i++)
        if (scan_word(s, AREAS[i].word)) return (int)i;
    return -1;
}

/* 亩 × 2000/3: exact if it comes out in whole 1/10000 m², else rounded to 0.1 m². */
static bool mu_to_m2(struct arena *a, const struct decimal *mu, int power, struct value_number *ret) {
    int64_t parts;
    bool rounded;
    if (!decimal_int(mu, MU_SCALE + power, &parts, &rounded) || parts > INT64_MAX / 2000) return false;
    int64_t m2_parts = parts * 2000 / 3;
    bool exact = parts * 2000 % 3 == 0 && !rounded;
    if (!exact) m2_parts = (m2_parts + 500) / 1000 * 1000;
    struct decimal d;
    const char *text = arena_printf(a, "%lld.%04lld", (long long)(m2_parts / 10000), (long long)(m2_parts % 10000));
    must(decimal_read(span_of(text), &d));
    *ret = number_value(a, &d, "m2");
    if (!exact) ret->note = both_word(W_value_note_mu);
    return true;
}

enum err value_read_area(struct arena *a, struct span text, const char *heading_unit, struct value_number *ret_area,
                         struct both *ret_fault) {
    struct scan s, heading;
    struct decimal d;
    const char *remark;
    if (value_is_blank(text)) {
        *ret_area = (struct value_number){.text = "", .unit = "m2"};
        return OK;
    }
    try(begin(a, text, &s, ret_fault, W_value_not_area));
    if (find_approximate(&s, ret_fault)) return ERR_INVALID;
    enum err e = scan_number(&s, &d, ret_fault);
    if (e == ERR_INVALID) return e;
    if (e != OK) return value_refuse(&s, W_value_not_area, ret_fault);
    int unit = area_unit(&s);
    if (unit < 0 && !scan_is_end(&s)) return value_refuse(&s, W_value_not_area, ret_fault);
    if (unit < 0 && heading_unit && scan_begin(a, span_of(heading_unit), &heading)) unit = area_unit(&heading);
    if (unit < 0) return value_refuse(&s, W_value_no_unit, ret_fault);
    if (!scan_remark(&s, &remark)) return value_refuse(&s, W_value_not_area, ret_fault);
    struct value_number area;
    if (AREAS[unit].is_mu) {
        if (!mu_to_m2(a, &d, AREAS[unit].power, &area)) return value_refuse(&s, W_value_not_area, ret_fault);
    } else {
        if (d.count) d.point += AREAS[unit].power;
        area = number_value(a, &d, "m2");
    }
    if (remark && !value_has_note(area.note)) area.note = SAY(a, W_value_note_remark, both_text(remark));
    *ret_area = area;
    return OK;
}

/* ---- lengths of time ---- */

static const struct {
    const char *word;
    enum duration_unit unit;
    int times;
} LENGTHS[] = {
    {"个工作日", DURATION_WORKING_DAYS, 1}, {"工作日", DURATION_WORKING_DAYS, 1},
    {"working days", DURATION_WORKING_DAYS, 1},
    {"working day", DURATION_WORKING_DAYS, 1}, {"个日历天", DURATION_DAYS, 1}, {"日历天", DURATION_DAYS, 1},
    {"自然日", DURATION_DAYS, 1}, {"天", DURATION_DAYS, 1}, {"日", DURATION_DAYS, 1}, {"days", DURATION_DAYS, 1},
    {"day", DURATION_DAYS, 1}, {"个星期", DURATION_DAYS, 7}, {"星期", DURATION_DAYS, 7}, {"周", DURATION_DAYS, 7},
    {"weeks", DURATION_DAYS, 7}, {"week", DURATION_DAYS, 7}, {"个月", DURATION_MONTHS, 1}, {"月", DURATION_MONTHS, 1},
    {"months", DURATION_MONTHS, 1}, {"month", DURATION_MONTHS, 1}, {"年", DURATION_YEARS, 1}, {"years", DURATION_YEARS, 1},
    {"year", DURATION_YEARS, 1},
};

static int length_unit(struct scan *s) {
    for (size_t i = 0; i < countof(LENGTHS); i++)
        if (scan_word(s, LENGTHS[i].word)) return (int)i;
    return -1;
}

const char *duration_unit_name(enum duration_unit unit, enum lang lang) {
    static const enum word words[] = {W_value_days, W_value_working_days, W_value_months, W_value_years};
    return word(lang, words[unit]);
}

/* "1年6个月", "1.5年", "一年半": years become months where they must. */
static enum err scan_length(struct scan *s, int heading_unit, struct value_duration *ret, struct both *ret_fault) {
    struct decimal d;
    int64_t count;
    bool rounded;
    bool half = scan_word(s, "半");
    enum err e = half ? OK : scan_number(s, &d, ret_fault);
    if (e == ERR_INVALID) return e;
    if (half) must(decimal_read(span_of("0.5"), &d));
    int unit = e == OK ? length_unit(s) : -1;
    if (e == OK && unit < 0 && scan_is_end(s)) unit = heading_unit;
    if (unit < 0) return value_refuse(s, e == OK && scan_is_end(s) ? W_value_no_unit : W_value_not_duration, ret_fault);
    struct value_duration length = {.is_known = true, .unit = LENGTHS[unit].unit};
    half = length.unit == DURATION_YEARS && scan_word(s, "半");
    bool in_months = length.unit == DURATION_YEARS && (half || d.count > d.point);
    if (!decimal_int(&d, in_months ? 3 : 0, &count, &rounded) || rounded || count > 1000000)
        return value_refuse(s, W_value_not_duration, ret_fault);
    if (in_months) {
        if (count * 12 % 1000) return value_refuse(s, W_value_not_duration, ret_fault);
        count = count * 12 / 1000 + (half ? 6 : 0);
        length.unit = DURATION_MONTHS;
    }
    length.count = (int32_t)count * LENGTHS[unit].times;
    *ret = length;
    return OK;
}

/* The part in the last brackets, where dates stand in front: 2026年3月5日-2026年3月11日(5个工作日). */
static bool into_brackets(struct scan *s) {
    const char *open = memrchr(s->at, '(', (size_t)(s->end - s->at));
    if (!open || open == s->at || s->end[-1] != ')') return false;
    struct value_date dates;
    struct both ignored;
    struct span before = {s->at, (size_t)(open - s->at)};
    if (value_read_date(s->a, before, NULL, &dates, &ignored) != OK || !dates.is_range) return false;
    s->at = open + 1;
    s->end--;
    return true;
}

enum err value_read_duration(struct arena *a, struct span text, const char *heading_unit,
                             struct value_duration *ret_duration, struct both *ret_fault) {
    struct scan s, heading;
    struct value_duration length, more;
    const char *remark;
    int unit = -1;
    if (value_is_blank(text)) {
        *ret_duration = (struct value_duration){0};
        return OK;
    }
    try(begin(a, text, &s, ret_fault, W_value_not_duration));
    bool beside_dates = into_brackets(&s);
    if (find_approximate(&s, ret_fault)) return ERR_INVALID;
    if (heading_unit && scan_begin(a, span_of(heading_unit), &heading)) unit = length_unit(&heading);
    try(scan_length(&s, unit, &length, ret_fault));
    struct scan rest = s;
    if (length.unit == DURATION_YEARS && !scan_is_end(&rest) && *rest.at != '(') {
        try(scan_length(&rest, -1, &more, ret_fault));
        if (more.unit != DURATION_MONTHS) return value_refuse(&s, W_value_not_duration, ret_fault);
        length = (struct value_duration){.is_known = true, .count = length.count * 12 + more.count, .unit = DURATION_MONTHS};
        s = rest;
    }
    if (beside_dates ? !(s.end == s.at || scan_is_end(&s)) : !scan_remark(&s, &remark))
        return value_refuse(&s, W_value_not_duration, ret_fault);
    if (!beside_dates && remark) length.note = SAY(a, W_value_note_remark, both_text(remark));
    *ret_duration = length;
    return OK;
}
