/* A notice of holidays as it comes in a file: JSON of the collection holiday-cn, or lines that people type. */
#include "base/text.h"
#include "domain/calendar/calendar_edit.h"
#include "sheet/value.h"
#include <jansson.h>
#include <stdlib.h>

enum { DAYS_MAX = 400, NOTICE_YEAR_MIN = 2000, NOTICE_YEAR_MAX = 2199 };

struct reading {
    struct arena *a;
    struct special_day *at;
    int count, line;
    struct both *ret_fault;
};

static enum err refuse(struct reading *r, struct both why) {
    *r->ret_fault = why;
    return ERR_INVALID;
}

static enum err refuse_line(struct reading *r, enum word why) {
    return refuse(r, SAY(r->a, W_cal_line_fault, both_int(r->a, r->line), both_word(why)));
}

static enum err add_days(struct reading *r, int32_t from, int32_t to, bool is_off, const char *name) {
    if (to < from) return refuse_line(r, W_cal_days_cross);
    for (int32_t day = from; day <= to; day++) {
        for (int i = 0; i < r->count; i++)
            if (r->at[i].day == day) return refuse_line(r, W_cal_day_twice);
        if (r->count == DAYS_MAX) return refuse_line(r, W_cal_days_many);
        r->at[r->count++] = (struct special_day){.day = day, .is_off = is_off, .name = name};
    }
    return OK;
}

/* -- lines: 2027-01-01 2027-01-03 休 元旦 -- */

static bool read_kind(struct span s, bool *ret_is_off) {
    static const struct {
        const char *text;
        bool is_off;
    } kinds[] = {{"休", true},  {"放假", true},  {"off", true},  {"holiday", true}, {"休息", true},
                 {"班", false}, {"上班", false}, {"work", false}, {"workday", false}, {"调休上班", false}};
    for (size_t i = 0; i < countof(kinds); i++)
        if (span_is(s, kinds[i].text)) return *ret_is_off = kinds[i].is_off, true;
    return false;
}

static bool read_date(struct reading *r, struct span s, int32_t *ret_day) {
    struct value_date date;
    struct both fault;
    if (!s.len || *s.at < '0' || *s.at > '9') return false;
    if (value_read_date(r->a, s, NULL, &date, &fault) != OK || date.precision != DATE_DAY) return false;
    *ret_day = date.day_first;
    return true;
}

/* The next word of a line, between blanks, commas and tabs. */
static bool cut_word(struct span *left, struct span *ret) {
    while (left->len && (*left->at == ' ' || *left->at == ',' || *left->at == '\t')) left->at++, left->len--;
    size_t n = 0;
    while (n < left->len && left->at[n] != ' ' && left->at[n] != ',' && left->at[n] != '\t') n++;
    *ret = (struct span){left->at, n};
    left->at += n;
    left->len -= n;
    return n > 0;
}

static enum err read_line(struct reading *r, struct span line) {
    const char *tidy = text_tidy(r->a, line);
    struct span left = span_of(tidy), part = {tidy, 0};
    int32_t from, to;
    bool is_off;
    if (!cut_word(&left, &part) || *part.at == '#') return OK;
    if (!read_date(r, part, &from)) return r->line == 1 ? OK : refuse_line(r, W_cal_line_no_day); /* a heading */
    to = from;
    if (cut_word(&left, &part) && read_date(r, part, &to)) (void)cut_word(&left, &part);
    if (!read_kind(part, &is_off)) return refuse_line(r, W_cal_line_no_kind);
    if (!cut_word(&left, &part)) return refuse_line(r, W_cal_line_no_name);
    return add_days(r, from, to, is_off, arena_copy_n(r->a, part.at, part.len));
}

static enum err read_lines(struct reading *r, struct span text, struct notice *ret) {
    struct span line;
    if (!utf8_valid(text.at, text.len)) return refuse(r, both_word(W_cal_not_text));
    while (span_cut(&text, '\n', &line)) {
        r->line++;
        try(read_line(r, line));
    }
    int32_t last = NO_DAY;
    for (int i = 0; i < r->count; i++)
        if (r->at[i].day > last) last = r->at[i].day;
    ret->year = last == NO_DAY ? 0 : civil_of(last).year;
    ret->source = "";
    return OK;
}

/* -- JSON of holiday-cn -- */

static enum err read_json_day(struct reading *r, const json_t *one) {
    const char *name = json_string_value(json_object_get(one, "name")), *date = json_string_value(json_object_get(one, "date"));
    const json_t *off = json_object_get(one, "isOffDay");
    int32_t day;
    r->line++;
    if (!date || !day_read(date, &day)) return refuse_line(r, W_cal_line_no_day);
    if (!json_is_boolean(off)) return refuse_line(r, W_cal_line_no_kind);
    if (text_empty(name)) return refuse_line(r, W_cal_line_no_name);
    return add_days(r, day, day, json_is_true(off), arena_copy(r->a, name));
}

static const char *papers_of(struct arena *a, const json_t *root) {
    const char *source = "";
    json_t *one;
    size_t i;
    json_array_foreach(json_object_get(root, "papers"), i, one) if (json_is_string(one))
        source = arena_printf(a, "%s%s%s", source, *source ? " " : "", json_string_value(one));
    return source;
}

static enum err read_json(struct reading *r, const json_t *root, struct notice *ret) {
    json_t *one;
    size_t i;
    ret->year = (int)json_integer_value(json_object_get(root, "year"));
    ret->source = papers_of(r->a, root);
    json_array_foreach(json_object_get(root, "days"), i, one) try(read_json_day(r, one));
    return OK;
}

/* -- either -- */

enum err notice_read(struct arena *a, const void *bytes, size_t len, struct notice *ret, struct both *ret_fault) {
    struct reading r = {.a = a, .at = arena_array(a, struct special_day, DAYS_MAX), .ret_fault = ret_fault};
    struct span text = span_trim((struct span){bytes, len});
    *ret = (struct notice){0};
    if (text.len && *text.at == '{') {
        json_t *root = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
        enum err e = root ? read_json(&r, root, ret) : refuse(&r, both_word(W_cal_not_text));
        json_decref(root);
        try(e);
    } else try(read_lines(&r, text, ret));
    if (!r.count || ret->year < NOTICE_YEAR_MIN || ret->year > NOTICE_YEAR_MAX)
        return refuse(&r, both_word(W_cal_notice_empty));
    for (int i = 0; i < r.count; i++) {
        r.at[i].notice_year = ret->year;
        if (r.at[i].day < day_of(ret->year - 1, 12, 1) || r.at[i].day > day_of(ret->year, 12, 31))
            return refuse(&r, SAY(a, W_cal_day_outside, both_text(day_print(a, r.at[i].day)), both_int(a, ret->year)));
    }
    ret->at = r.at;
    ret->count = r.count;
    return OK;
}
