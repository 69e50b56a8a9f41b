/* light_inside -- one project in one month, as the rules see it. */
#pragma once
#include "domain/lights/light.h"

struct light_view {
    const struct light_facts *facts;
    const struct light_calendar *calendar;
    int32_t owed_from, owed_to; /* figures are expected of it for these months */
    int32_t planned_start;      /* its month, NO_MONTH if no day is planned */
    int m;           /* 0 to 11 */
    int missing_run; /* figures missing in a row, up to the last one that is due */
    int yellow_run;  /* yellow months in a row, this one included, repetition left aside */
    enum light base; /* what the rules other than repetition make of it */
};

static inline int32_t view_month(const struct light_view *v) { return v->calendar->year * 12 + v->m; }
/* A figure for the month is expected of this project. */
static inline bool is_owed(const struct light_view *v) {
    return view_month(v) >= v->owed_from && view_month(v) <= v->owed_to;
}
/* A figure for month m should be here by the known day. */
static inline bool is_due(const struct light_view *v, int m) {
    return v->calendar->due[v->facts->standing[m]][m];
}
/* A figure for the month is there: stated, or resolved from what was stated of other months. */
static inline bool is_reported(const struct light_view *v) {
    return v->facts->reported_day[v->m] != NO_DAY || v->facts->ytd_fen[v->m] != NO_FEN;
}
/* A thing of this day had happened by the day at which the month is judged. */
static inline bool happened(int32_t day, const struct light_view *v) {
    return day != NO_DAY && day <= v->calendar->day[v->m];
}
/* It was begun, whether or not the day was recorded: its stage, role or finish says so. */
bool has_begun_somehow(const struct light_view *v);
/* The earliest of what is planned and not done at the end of the month: a milestone, or its completion; NO_DAY: nothing is. */
int32_t light_deadline(const struct light_view *v);
/* A day outside the calendar of base/day (1900-01-01 to 2199-12-31, as in civil_valid()) has no month to count with: it
 * tells nothing. */
static inline int32_t light_usable(int32_t day) { return day < -25567 || day > 84005 ? NO_DAY : day; }
/* The threshold as it stands for a rule that is as bad already. */
static inline int32_t light_eased(const struct light_terms *t, int32_t threshold) {
    return threshold - t->mode->sense * t->hold;
}

/* -- the steps of judging, for who judges many projects in one month -- */

/* Why no rule at all can be judged in this month. */
enum light_why light_all_grey(const struct light_view *v);
/* The colour of one rule; `before` is what it was in the month before. */
enum light light_rule_colour(const struct light_view *v, enum light_rule_no n, const struct light_terms *t, enum light before);
/* What the rules before repetition make of a project: the worst of them; green needs the investment. */
enum light light_base_colour(light_bits rules, const struct light_terms *terms);
/* A project before its first month is looked at. */
struct light_view light_view_of(const struct light_facts *f, const struct light_calendar *c);
