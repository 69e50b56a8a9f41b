#include "domain/duty/duty_period.h"
#include "base/text.h"
#include "duty_queries.h"

struct duty_told {
    enum reported reported;
    int32_t arrived_day, excepted_day;
    int64_t revision;
};

/* -- what is asked -- */

static bool any_rule(const struct calendar *c, const struct period *at, int count) {
    for (int i = 0; i < count; i++)
        for (unsigned standing = 0; standing < STANDINGS; standing++)
            if (calendar_rule(c, standing, at[i])) return true;
    return false;
}

enum err duty_kind_is_asked(struct tx *t, const struct position *p, enum period_kind kind, bool *ret) {
    struct calendar c;
    struct period at[PERIODS_MAX];
    try(calendar_known(t, p->entry, &c));
    *ret = any_rule(&c, at, periods_of_year(kind, p->year, at));
    return OK;
}

/* -- reading -- */

struct reading {
    struct duty_period *at;
    struct duty_told **told;
    int count;
    const struct board *board;
    int zone_min;
};

/* The place of a report or exception by the last or first day of its period; NULL: of none of them. */
static struct duty_told *told_of(const struct reading *r, int64_t project_id, int32_t from_day, int32_t to_day) {
    int row = board_row(r->board, project_id);
    for (int k = 0; row >= 0 && k < r->count; k++)
        if (r->at[k].period.to_day == to_day || r->at[k].period.from_day == from_day) return &r->told[k][row];
    return NULL;
}

static void tell_report(const struct reading *r, const struct duty_reports_row *row) {
    struct duty_told *told = told_of(r, row->project_id, NO_DAY, row->to_day);
    if (!told) return;
    int64_t sent_ms = row->first_sent_ms != NO_INT || text_eq(row->state, "draft") ? row->first_sent_ms : row->sent_ms;
    int32_t day = sent_ms == NO_INT ? NO_DAY : day_of_ms(sent_ms, r->zone_min);
    if (day != NO_DAY && (told->arrived_day == NO_DAY || day < told->arrived_day)) told->arrived_day = day;
    enum reported reported = reported_of(row->state, row->desk);
    bool stays = told->reported == REPORTED_ACCEPTED || row->revision < told->revision;
    if (stays && reported != REPORTED_ACCEPTED) return;
    told->revision = row->revision;
    told->reported = reported;
}

static enum err tell_reports(const struct reading *r, struct duty_reports_cursor *c) {
    struct duty_reports_row row;
    bool has;
    for (;;) {
        try(duty_reports_next(c, &row, &has));
        if (!has) return OK;
        tell_report(r, &row);
    }
}

static enum err tell_exceptions(const struct reading *r, struct duty_exceptions_cursor *c) {
    struct duty_exceptions_row row;
    bool has;
    for (;;) {
        try(duty_exceptions_next(c, &row, &has));
        if (!has) return OK;
        struct duty_told *told = told_of(r, row.project_id, row.from_day, NO_DAY);
        if (told) told->excepted_day = row.until_day;
    }
}

static enum err tell_all(struct tx *t, const struct reading *r, int64_t entry) {
    struct duty_reports_cursor reports;
    struct duty_exceptions_cursor exceptions;
    const char *kind = period_kind_key(r->at[0].period.kind);
    struct period first = r->at[0].period, last = r->at[r->count - 1].period;
    try(duty_reports_open(t, kind, first.to_day, last.to_day, entry, &reports));
    try(tell_reports(r, &reports));
    try(duty_reports_then_open(t, kind, first.to_day, last.to_day, entry, &reports));
    try(tell_reports(r, &reports));
    try(duty_exceptions_open(t, kind, first.from_day, last.from_day, entry, &exceptions));
    try(tell_exceptions(r, &exceptions));
    try(duty_exceptions_then_open(t, kind, first.from_day, last.from_day, entry, &exceptions));
    return tell_exceptions(r, &exceptions);
}

static struct duty_told *told_new(struct arena *a, int rows) {
    struct duty_told *told = arena_array(a, struct duty_told, (size_t)rows);
    for (int i = 0; i < rows; i++) told[i] = (struct duty_told){REPORTED_NOT, NO_DAY, NO_DAY, -1};
    return told;
}

enum err duty_periods_read(struct tx *t, const struct position *p, const struct period *periods, int count,
                           struct duty_period *ret) {
    struct calendar c;
    struct reading r = {.at = ret, .count = count, .board = p->board, .zone_min = p->settings.time_zone_min};
    if (!count) return OK;
    try(calendar_known(t, p->entry, &c));
    r.told = arena_array(tx_arena(t), struct duty_told *, (size_t)count);
    bool of_board = periods[0].kind == PERIOD_MONTH, is_asked = any_rule(&c, periods, count);
    for (int k = 0; k < count; k++) {
        must(month_year(period_month(periods[k])) == p->year && periods[k].kind == periods[0].kind);
        ret[k] = (struct duty_period){.period = periods[k], .p = p};
        duty_terms_of(&c, periods[k], p->known_day, &ret[k].terms);
        if (!of_board) ret[k].told = r.told[k] = told_new(tx_arena(t), p->board->rows);
    }
    return of_board || !is_asked ? OK : tell_all(t, &r, p->entry);
}

/* -- of one row -- */

static struct duty_facts facts_at(const struct duty_period *d, int row) {
    const struct chunk *c = board_chunk(d->p->board, row);
    int i = row % CHUNK_ROWS, m = month_index(period_month(d->period));
    if (!d->told) return duty_facts_of(c, i, m);
    const struct duty_told *told = &d->told[row];
    return (struct duty_facts){chunk_standing(c, i, m), told->reported, told->arrived_day, told->excepted_day, false};
}

struct duty duty_at(const struct duty_period *d, int row) {
    struct duty_facts f = facts_at(d, row);
    struct duty none = {DUTY_NONE, CAME_OPEN};
    bool is_here = chunk_on_platform(board_chunk(d->p->board, row), row % CHUNK_ROWS, period_month(d->period));
    return is_here ? duty_judge(&d->terms, &f) : none;
}

enum reported duty_reported_at(const struct duty_period *d, int row) { return facts_at(d, row).reported; }

struct duty_days duty_days_at(const struct duty_period *d, int row) {
    struct duty_facts f = facts_at(d, row);
    if (!d->terms.at[f.standing].is_asked) return (struct duty_days){NO_DAY, NO_DAY, NO_DAY};
    int32_t last_day = d->terms.at[f.standing].last_day;
    bool is_longer = last_day != INT32_MAX && f.excepted_day != NO_DAY && f.excepted_day > last_day;
    if (is_longer) last_day = f.excepted_day;
    return (struct duty_days){d->terms.at[f.standing].due_day, last_day == INT32_MAX ? NO_DAY : last_day, f.arrived_day};
}
