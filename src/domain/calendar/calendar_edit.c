#include "domain/calendar/calendar_edit.h"
#include "base/text.h"
#include "calendar_queries.h"
#include "domain/calendar/calendar_inside.h"
#include "projects_queries.h"

/* -- rules -- */

/* What the n of a way may be, and of which periods it may be told. */
static const struct {
    unsigned periods;
    int max;
    bool by_month; /* a month may have another n */
} ways[DUE_WAYS] = {
    [DUE_WEEKDAY] = {1 << PERIOD_WEEK, 7, false},
    [DUE_WEEKDAY_NEXT] = {1 << PERIOD_WEEK, 7, false},
    [DUE_DAY] = {1 << PERIOD_MONTH | 1 << PERIOD_QUARTER, 31, true},
    [DUE_DAY_NEXT] = {1 << PERIOD_MONTH | 1 << PERIOD_QUARTER, 31, true},
    [DUE_DAYS_AFTER] = {(1 << PERIOD_KINDS) - 1, DUE_AFTER_MAX, true},
    [DUE_WORKDAYS_AFTER] = {(1 << PERIOD_KINDS) - 1, DUE_AFTER_MAX, true},
};

static void check_due(const struct report_terms *r, struct arena *a, struct faults *faults) {
    if (!(ways[r->way].periods >> r->period & 1)) faults_add(faults, "way", both_word(W_cal_way_not_of_period));
    bool is_out = r->due < 1 || r->due > ways[r->way].max, has_other = false;
    for (int m = 0; m < 12; m++) {
        is_out |= r->due_in[m] > ways[r->way].max;
        has_other |= r->due_in[m] != 0;
    }
    if (is_out) faults_add(faults, "due", SAY(a, W_cal_due_out, both_int(a, ways[r->way].max)));
    if (has_other && !ways[r->way].by_month) faults_add(faults, "due_in", both_word(W_cal_no_months));
}

/* The present rule of (list, whom, period) on a day, whether or not it is on. */
static bool has_rule(const struct calendar *c, const struct report_terms *r) {
    for (int i = 0; i < c->rule_count; i++) {
        const struct report_terms *t = &c->rules[i].terms;
        if (t->list == r->list && t->whom == r->whom && t->period == r->period && t->from_day <= r->from_day) return true;
    }
    return false;
}

static void rule_row(struct arena *a, const struct report_terms *r, const char *reason, struct reporting_rule *row) {
    *row = reporting_rule_empty;
    row->list = report_list_key(r->list);
    row->whom = report_whom_key(r->whom);
    row->period = period_kind_key(r->period);
    row->way = due_way_key(r->way);
    row->due = r->due;
    row->due_in = due_in_text(a, r->due_in);
    row->shift = due_shift_key(r->shift);
    row->open_before = r->open_before;
    row->open_after = r->open_after == NEVER_LOCKS ? NO_INT : r->open_after;
    row->skips_area = r->skips_area;
    row->skips_department = r->skips_department;
    row->is_on = r->is_on;
    row->from_day = r->from_day;
    row->reason = reason;
}

enum err report_rule_begin(struct tx *t, const struct report_terms *r, const char *reason, struct faults *faults,
                           int64_t *ret_id) {
    struct arena *a = tx_arena(t);
    struct calendar now;
    struct reporting_rule row;
    try(calendar_now(t, &now));
    check_due(r, a, faults);
    if (r->open_before < 0 || r->open_before > OPEN_BEFORE_MAX)
        faults_add(faults, "open_before", SAY(a, W_cal_days_out, both_int(a, OPEN_BEFORE_MAX)));
    if (r->open_after != NEVER_LOCKS && (r->open_after < 0 || r->open_after > OPEN_AFTER_MAX))
        faults_add(faults, "open_after", SAY(a, W_cal_days_out, both_int(a, OPEN_AFTER_MAX)));
    if (r->from_day == NO_DAY) faults_add(faults, "from", both_word(W_cal_day_missing));
    else if (!r->is_on && !has_rule(&now, r)) faults_add(faults, "from", both_word(W_cal_no_rule));
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_cal_reason_missing));
    if (faults->count) return ERR_INVALID;
    rule_row(a, r, reason, &row);
    try(reporting_rule_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

/* -- notices -- */

static const struct special_day *day_in(const struct notice *n, int32_t day) {
    for (int i = 0; i < n->count; i++)
        if (n->at[i].day == day) return &n->at[i];
    return NULL;
}

/* What the present rows say that the notice does not say so is taken back; *kept has a mark for each of its days that
 * stands already. */
static enum err days_withdraw(struct tx *t, const struct notice *n, bool *kept, bool *ret_is_changed) {
    struct days_of_notice_row *rows;
    size_t count;
    try(days_of_notice(t, n->year, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        const struct special_day *d = day_in(n, rows[i].on_day);
        if (d && d->is_off == (rows[i].is_off != 0) && text_eq(d->name, rows[i].name)) {
            kept[d - n->at] = true;
            continue;
        }
        struct work_day row;
        try(work_day_get(t, rows[i].id, &row));
        row.gone = 1;
        try(work_day_put(t, &row, row.version));
        *ret_is_changed = true;
    }
    return OK;
}

static enum err notice_head(struct tx *t, const struct notice *n, bool *ret_is_changed) {
    struct notice_of_year_row found;
    struct holiday_notice row = holiday_notice_empty;
    bool has;
    try(notice_of_year(t, n->year, &found, &has));
    if (has) try(holiday_notice_get(t, found.id, &row));
    if (has && text_eq(row.source, n->source)) return OK;
    row.year = n->year;
    row.source = n->source;
    *ret_is_changed = true;
    return holiday_notice_put(t, &row, row.version);
}

enum err notice_take(struct tx *t, const struct notice *n, bool *ret_is_changed) {
    bool *kept = arena_array(tx_arena(t), bool, (size_t)n->count);
    *ret_is_changed = false;
    try(notice_head(t, n, ret_is_changed));
    try(days_withdraw(t, n, kept, ret_is_changed));
    for (int i = 0; i < n->count; i++) {
        if (kept[i]) continue;
        struct work_day row = work_day_empty;
        row.notice_year = n->year;
        row.on_day = n->at[i].day;
        row.is_off = n->at[i].is_off;
        row.name = n->at[i].name;
        try(work_day_put(t, &row, 0));
        *ret_is_changed = true;
    }
    return OK;
}

/* -- exceptions -- */

enum err lock_except(struct tx *t, const struct exception_stated *s, int32_t today, struct faults *faults) {
    struct project project;
    struct lock_exception row = lock_exception_empty;
    struct exception_of_period_row found;
    const char *kind = period_kind_key(s->period.kind);
    bool has;
    try(project_get(t, s->project_id, &project));
    if (project.gone) return ERR_MISSING;
    if (s->until_day == NO_DAY) faults_add(faults, "until", both_word(W_cal_day_missing));
    else if (s->until_day < today) faults_add(faults, "until", both_word(W_cal_until_past));
    if (s->period.from_day > today) faults_add(faults, "period", both_word(W_cal_period_ahead));
    if (text_empty(s->reason)) faults_add(faults, "reason", both_word(W_cal_reason_missing));
    if (faults->count) return ERR_INVALID;
    try(exception_of_period(t, s->project_id, kind, s->period.from_day, &found, &has));
    if (has) try(lock_exception_get(t, found.id, &row));
    row.project_id = s->project_id;
    row.period = kind;
    row.from_day = s->period.from_day;
    row.until_day = s->until_day;
    row.account_id = s->account_id;
    row.reason = s->reason;
    return lock_exception_put(t, &row, row.version);
}

enum err lock_except_no_more(struct tx *t, int64_t id, int64_t version) {
    struct lock_exception row;
    try(lock_exception_get(t, id, &row));
    if (row.gone) return ERR_MISSING;
    if (row.version != version) return ERR_CONFLICT;
    row.gone = 1;
    return lock_exception_put(t, &row, version);
}
