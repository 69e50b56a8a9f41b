#include "domain/calendar/calendar_year.h"
#include "base/text.h"

struct year_page {
    struct arena *a;
    enum lang lang;
    const struct calendar *c;
    enum report_list list;
    int year;
    int32_t today;
    struct calendar_view view;
};

/* -- due days: a table for each period and whom -- */

/* What one table shows: the rule of each period of the year, NULL where none is owed. */
struct duty_rows {
    struct period at[PERIODS_MAX];
    const struct report_rule *rules[PERIODS_MAX];
    int count;
};

static unsigned standing_of(enum report_list list, bool is_preliminary) {
    unsigned lists = list == LIST_PLATFORM ? 0 : 1u << list;
    return lists | (is_preliminary ? STANDING_PRELIMINARY : 0);
}

/* False if none is owed. */
static bool duty_rows_of(const struct year_page *y, enum period_kind kind, bool is_preliminary, struct duty_rows *ret) {
    bool is_owed = false;
    ret->count = periods_of_year(kind, y->year, ret->at);
    for (int i = 0; i < ret->count; i++) {
        ret->rules[i] = calendar_rule(y->c, standing_of(y->list, is_preliminary), ret->at[i]);
        is_owed |= ret->rules[i] != NULL;
    }
    return is_owed;
}

static bool same_rules(const struct duty_rows *x, const struct duty_rows *y) {
    for (int i = 0; i < x->count; i++)
        if (x->rules[i] != y->rules[i]) return false;
    return true;
}

/* "原为 10-05（国庆节）"; a weekend has no name of its own. */
static struct both moved_text(const struct year_page *y, const struct clocks *k) {
    if (k->stated_day == k->due_day) return both_text("");
    const struct special_day *special = work_days_special(&y->c->days, k->stated_day);
    struct both why = special ? holiday_name(y->a, special->name) : both_word(W_cal_weekend);
    return SAY(y->a, W_cal_moved, both_text(day_print(y->a, k->stated_day) + 5), why);
}

static struct calendar_period period_view(const struct year_page *y, struct period p, const struct report_rule *r) {
    struct arena *a = y->a;
    struct clocks k = clocks_of(&r->terms, &y->c->days, p);
    return (struct calendar_period){
        .name = period_name(a, p), .from_day = p.from_day, .to_day = p.to_day, .opens_day = k.opens_day, .due_day = k.due_day,
        .last_day = k.last_day, .opens = day_and_weekday(a, k.opens_day), .due = day_and_weekday(a, k.due_day),
        .last = k.last_day == NO_DAY ? both_text("") : day_and_weekday(a, k.last_day), .moved = moved_text(y, &k)};
}

static struct calendar_rule rule_view(const struct year_page *y, enum period_kind kind, enum report_whom whom,
                                      const struct duty_rows *rows) {
    struct calendar_period *periods = arena_array(y->a, struct calendar_period, PERIODS_MAX);
    const struct report_rule *last = NULL;
    size_t n = 0;
    for (int i = 0; i < rows->count; i++) {
        if (!rows->rules[i]) continue;
        last = rows->rules[i];
        periods[n++] = period_view(y, rows->at[i], last);
    }
    return (struct calendar_rule){.period = period_kind_key(kind), .period_name = both_word(period_kind_word(kind)),
                                  .whom = report_whom_key(whom), .whom_name = both_word(report_whom_word(whom)),
                                  .text = report_terms_text(y->a, &last->terms), .periods = periods, .periods_count = n};
}

static void rules_fill(struct year_page *y) {
    struct calendar_rule *rules = arena_array(y->a, struct calendar_rule, (size_t)PERIOD_KINDS * 2);
    size_t n = 0;
    for (enum period_kind kind = 0; kind < PERIOD_KINDS; kind++) {
        struct duty_rows formal, preliminary;
        bool is_formal = duty_rows_of(y, kind, false, &formal), is_early = duty_rows_of(y, kind, true, &preliminary);
        bool is_same = is_formal && is_early && same_rules(&formal, &preliminary);
        if (is_formal) rules[n++] = rule_view(y, kind, is_same ? WHOM_ALL : WHOM_FORMAL, &formal);
        if (is_early && !is_same) rules[n++] = rule_view(y, kind, WHOM_PRELIMINARY, &preliminary);
    }
    y->view.rules = rules;
    y->view.rules_count = n;
}

/* -- the grid of days -- */

/* Names of the periods due on a day, for the reader's ear; empty if none is. */
static struct both due_on(const struct year_page *y, int32_t day) {
    struct both text = both_text("");
    for (size_t i = 0; i < y->view.rules_count; i++)
        for (size_t k = 0; k < y->view.rules[i].periods_count; k++) {
            const struct calendar_period *p = &y->view.rules[i].periods[k];
            if (p->due_day != day) continue;
            text = text_empty(text.in[ZH]) ? p->name : SAY(y->a, W_cal_and, text, p->name);
        }
    return text_empty(text.in[ZH]) ? text : SAY(y->a, W_cal_due_names, text);
}

static struct calendar_cell cell_view(const struct year_page *y, int32_t day, int32_t month) {
    if (month_of_day(day) != month) return (struct calendar_cell){.number = "", .look = "out", .mark = ""};
    const struct special_day *special = work_days_special(&y->c->days, day);
    struct calendar_cell cell = {.number = both_int(y->a, civil_of(day).day).in[ZH],
                                 .look = weekday_of(day) > 5 ? "end" : "day",
                                 .mark = "", .due = due_on(y, day), .is_today = day == y->today};
    if (special) {
        cell.look = special->is_off ? "off" : "work";
        cell.mark = word(y->lang, special->is_off ? W_cal_off_short : W_cal_work_short);
        cell.name = holiday_name(y->a, special->name);
    }
    return cell;
}

static struct calendar_month month_view(const struct year_page *y, int32_t month) {
    int32_t monday = period_of(PERIOD_WEEK, month_first_day(month)).from_day, last = month_last_day(month);
    size_t n = (size_t)(last - monday) / 7 + 1;
    struct calendar_week *weeks = arena_array(y->a, struct calendar_week, n);
    for (size_t w = 0; w < n; w++) {
        struct calendar_cell *days = arena_array(y->a, struct calendar_cell, 7);
        for (int d = 0; d < 7; d++) days[d] = cell_view(y, monday + (int32_t)w * 7 + d, month);
        weeks[w] = (struct calendar_week){.days = days, .days_count = 7};
    }
    return (struct calendar_month){.month = month, .weeks = weeks, .weeks_count = n};
}

static void months_fill(struct year_page *y) {
    struct calendar_month *months = arena_array(y->a, struct calendar_month, 12);
    for (int m = 0; m < 12; m++) months[m] = month_view(y, month_of(y->year, m + 1));
    y->view.months = months;
    y->view.months_count = 12;
}

static void days_fill(struct year_page *y) {
    struct calendar_day *days = arena_array(y->a, struct calendar_day, (size_t)y->c->days.count);
    size_t n = 0;
    for (int i = 0; i < y->c->days.count; i++) {
        const struct special_day *d = &y->c->days.at[i];
        if (civil_of(d->day).year == y->year)
            days[n++] = (struct calendar_day){.day = d->day, .is_off = d->is_off, .name = holiday_name(y->a, d->name)};
    }
    y->view.days = days;
    y->view.days_count = n;
}

/* -- what is not certain -- */

/* The year itself, and the next if something of this year is due in it. */
static void warnings_fill(struct year_page *y) {
    struct calendar_unknown *years = arena_array(y->a, struct calendar_unknown, 2);
    struct calendar_warning *warnings = arena_array(y->a, struct calendar_warning, 2);
    int32_t last_due = day_of(y->year, 12, 31);
    size_t n = 0;
    for (size_t i = 0; i < y->view.rules_count; i++)
        for (size_t k = 0; k < y->view.rules[i].periods_count; k++)
            if (y->view.rules[i].periods[k].due_day > last_due) last_due = y->view.rules[i].periods[k].due_day;
    for (int year = y->year; year <= civil_of(last_due).year && n < 2; year++) {
        if (work_days_know(&y->c->days, year)) continue;
        years[n] = (struct calendar_unknown){.year = year};
        warnings[n++] = (struct calendar_warning){.text = SAY(y->a, W_cal_no_notice, both_int(y->a, year))};
    }
    y->view.years_unknown = years;
    y->view.warnings = warnings;
    y->view.years_unknown_count = y->view.warnings_count = n;
}

/* -- all of it -- */

/* A list has rules of its own if a project that is on this list alone follows one of them at the year's end. */
bool report_list_has_rule(const struct calendar *c, enum report_list list, int year) {
    for (enum period_kind kind = 0; kind < PERIOD_KINDS; kind++)
        for (int early = 0; early < 2; early++) {
            struct period p = period_of(kind, day_of(year, 12, 20));
            const struct report_rule *r = calendar_rule(c, standing_of(list, early), p);
            if (r && r->terms.list == list) return true;
        }
    return false;
}

void calendar_year_fill(struct arena *a, enum lang lang, const struct calendar *c, enum report_list list, int year,
                        int32_t today, struct calendar_view *ret) {
    struct year_page y = {.a = a, .lang = lang, .c = c, .list = list, .year = year, .today = today};
    struct calendar_view *v = &y.view;
    v->year = year;
    v->list = report_list_key(list);
    v->list_name = both_word(report_list_word(list));
    v->is_platforms = list != LIST_PLATFORM && !report_list_has_rule(c, list, year);
    if (v->is_platforms) v->borrowed = SAY(a, W_cal_as_platform, v->list_name);
    rules_fill(&y);
    months_fill(&y);
    days_fill(&y);
    warnings_fill(&y);
    *ret = y.view;
}
