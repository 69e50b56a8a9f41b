/* Reports and figures become columns: of each month how far its report has come, and on which day it came. */
#include "domain/board/board_facts.h"
#include "domain/reports/report.h"

enum reported reported_of(const char *state, const char *desk) {
    static const enum reported lies[DESK_COUNT + 1] = {
        [DESK_UNIT] = REPORTED_RETURNED, [DESK_AREA] = REPORTED_AT_AREA, [DESK_DEPARTMENT] = REPORTED_AT_DEPARTMENT,
        [DESK_OFFICE] = REPORTED_AT_OFFICE, [DESK_COUNT] = REPORTED_NOT};
    switch (report_state_read(state)) {
    case REPORT_DRAFT: return REPORTED_DRAFT;
    case REPORT_ACCEPTED: case REPORT_SUPERSEDED: return REPORTED_ACCEPTED;
    case REPORT_AT_AREA: case REPORT_AT_DEPARTMENT: case REPORT_AT_OFFICE: case REPORT_RETURNED: return lies[desk_read(desk)];
    case REPORT_STATE_COUNT: break;
    }
    return REPORTED_NOT;
}

static void earliest(int32_t *day, int32_t other) {
    if (other != NO_DAY && (*day == NO_DAY || other < *day)) *day = other;
}

/* The place of a day's month in the year; -1: of another year. */
static int place_in(int year, int32_t month) { return month_year(month) == year ? month_index(month) : -1; }

static void make_reports(const struct fact_reporting *r, int year, struct board_row *row) {
    int64_t revision[YEAR_MONTHS];
    for (int m = 0; m < YEAR_MONTHS; m++) revision[m] = -1;
    for (const struct fact_report *at = r->reports; at < r->reports + r->report_count; at++) {
        int m = at->of_month ? place_in(year, month_of_day(at->to_day)) : -1;
        if (m < 0) continue;
        earliest(&row->arrived_day[m], at->sent_day);
        bool stays = row->reported[m] == REPORTED_ACCEPTED || at->revision < revision[m];
        if (stays && at->reported != REPORTED_ACCEPTED) continue;
        revision[m] = at->revision;
        row->reported[m] = (uint8_t)at->reported;
    }
}

/* Of a figure that a report made, the day that was sent: how long it lay with those who check it is not its unit's doing. */
static int32_t day_of_figure(const struct fact_reporting *r, const struct fact_invest *f) {
    for (int k = 0; f->report_id != NO_INT && k < r->report_count; k++)
        if (r->reports[k].id == f->report_id && r->reports[k].sent_day != NO_DAY) return r->reports[k].sent_day;
    return f->recorded_day;
}

/* When a sheet or a hand first stated it; NO_DAY: a report did. */
static int32_t day_first_stated(const struct fact_reporting *r, const struct fact_invest *f) {
    for (int k = 0; k < r->first_count; k++)
        if (r->firsts[k].id == f->stated.id) return r->firsts[k].recorded_day;
    return f->report_id == NO_INT ? f->recorded_day : NO_DAY;
}

static void make_figures(const struct fact_reporting *r, int year, struct board_row *row) {
    int64_t newest[YEAR_MONTHS] = {0};
    for (const struct fact_invest *f = r->figures; f < r->figures + r->figure_count; f++) {
        int m = place_in(year, f->stated.to_month);
        if (m < 0) continue;
        earliest(&row->arrived_day[m], day_first_stated(r, f));
        if (f->stated.entry < newest[m]) continue;
        newest[m] = f->stated.entry;
        row->reported_day[m] = day_of_figure(r, f);
    }
}

void facts_reporting(const struct fact_reporting *r, int year, struct board_row *row) {
    make_reports(r, year, row);
    make_figures(r, year, row);
    for (const struct fact_exception *e = r->exceptions; e < r->exceptions + r->exception_count; e++) {
        bool is_here = e->from_day >= day_of(year, 1, 1) && e->from_day <= day_of(year, 12, 31);
        if (is_here) row->excepted_day[month_index(month_of_day(e->from_day))] = e->until_day;
    }
}
