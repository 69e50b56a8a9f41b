#include "domain/reports/fact_edit.h"
#include "base/money.h"
#include "base/text.h"
#include "projects_queries.h"
#include "reports_queries.h"

static int32_t first_month(const struct fact_stated *s) {
    switch (s->span) {
    case FACT_MONTH: return s->to_month;
    case FACT_YEAR_TO_DATE: return month_of(month_year(s->to_month), 1);
    case FACT_SINCE_START: break;
    }
    return NO_MONTH;
}

/* What the same source says over the same months. */
static enum err standing(struct tx *t, int64_t project_id, const struct fact_stated *s, struct invest_fact *ret, bool *ret_has) {
    struct facts_of_project_cursor c;
    struct facts_of_project_row r;
    int64_t id = 0;
    bool has = false;
    try(facts_of_project_open(t, project_id, &c));
    for (;;) {
        try(facts_of_project_next(&c, &r, &has));
        if (!has) break;
        if (r.to_month == s->to_month && r.from_month == first_month(s) && text_eq(r.source, s->source)) id = r.id;
    }
    facts_of_project_close(&c);
    *ret_has = id != 0;
    return id ? invest_fact_get(t, id, ret) : OK;
}

static void check(const struct fact_stated *s, int32_t today, bool is_correction, struct faults *faults) {
    if (s->to_month == NO_MONTH) faults_add(faults, "month", both_word(W_edit_month_missing));
    else if (s->to_month > month_of_day(today)) faults_add(faults, "month", both_word(W_edit_month_ahead));
    if (s->amount_fen == NO_FEN) faults_add(faults, "amount", both_word(W_edit_amount_missing));
    if (is_correction && text_empty(s->reason)) faults_add(faults, "reason", both_word(W_edit_correction_reason));
}

enum err fact_state(struct tx *t, int64_t project_id, const struct fact_stated *s, int32_t today, int64_t seen,
                    struct faults *faults, struct fact_saved *ret) {
    struct project project;
    struct invest_fact row = invest_fact_empty, old;
    bool has = false;
    try(project_get(t, project_id, &project));
    if (project.gone) return ERR_MISSING;
    if (s->to_month != NO_MONTH) try(standing(t, project_id, s, &old, &has));
    if (has && seen && old.entry > seen) return ERR_CONFLICT;
    bool same_amount = has && old.amount_fen == s->amount_fen;
    bool same = same_amount && (text_empty(s->progress) || text_eq(s->progress, old.progress));
    check(s, today, has && !same_amount, faults);
    if (faults->count) return ERR_INVALID;
    *ret = (struct fact_saved){.is_changed = !same, .is_odd = s->amount_fen < 0};
    if (same) return OK;
    if (has) row = old;
    row.project_id = project_id;
    row.source = s->source;
    row.from_month = first_month(s);
    row.to_month = s->to_month;
    row.amount_fen = s->amount_fen;
    if (!same_amount) row.construction_fen = row.equipment_fen = row.other_fen = NO_FEN; /* parts of another amount */
    if (!text_empty(s->progress)) row.progress = s->progress;
    row.raw = s->raw;
    row.reason = text_empty(s->reason) ? NULL : s->reason;
    row.intake_id = row.report_id = NO_INT; /* it is no longer they who say so */
    row.place = NULL;
    return invest_fact_put(t, &row, has ? old.version : 0);
}

enum err fact_withdraw(struct tx *t, int64_t project_id, int64_t fact_id, int64_t version, const char *reason,
                       struct faults *faults) {
    struct invest_fact row;
    try(invest_fact_get(t, fact_id, &row));
    if (row.gone || row.project_id != project_id) return ERR_MISSING;
    if (row.version != version) return ERR_CONFLICT;
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_edit_reason_missing));
    if (faults->count) return ERR_INVALID;
    row.gone = 1;
    row.reason = reason;
    return invest_fact_put(t, &row, version);
}
