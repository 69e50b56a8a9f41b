#include "domain/plans/plan_edit.h"
#include "base/money.h"
#include "base/text.h"
#include "plans_queries.h"
#include "projects_queries.h"

enum { YEAR_MIN = 1990, YEAR_MAX = 2100 };

static enum err last_of(struct tx *t, int64_t project_id, const struct plan_stated *s, struct annual_plan *ret, bool *ret_has) {
    struct plans_of_project_cursor c;
    struct plans_of_project_row r;
    int64_t id = 0, revision = 0;
    bool has = false;
    try(plans_of_project_open(t, project_id, &c));
    for (;;) {
        try(plans_of_project_next(&c, &r, &has));
        if (!has) break;
        if (r.year != s->year || (r.is_provisional != 0) != s->is_provisional || r.revision <= revision) continue;
        id = r.id;
        revision = r.revision;
    }
    plans_of_project_close(&c);
    *ret_has = id != 0;
    return id ? annual_plan_get(t, id, ret) : OK;
}

static void check(const struct plan_stated *s, bool is_revision, struct faults *faults) {
    if (s->year < YEAR_MIN || s->year > YEAR_MAX) faults_add(faults, "year", both_word(W_edit_year_missing));
    if (s->amount_fen < 0)
        faults_add(faults, "amount", both_word(s->amount_fen == NO_FEN ? W_edit_amount_missing : W_in_plan_negative));
    if (is_revision && text_empty(s->reason)) faults_add(faults, "reason", both_word(W_edit_revision_reason));
}

enum err plan_revise(struct tx *t, int64_t project_id, const struct plan_stated *s, int64_t seen, struct faults *faults,
                     bool *ret_is_changed) {
    struct project project;
    struct annual_plan last, row = annual_plan_empty;
    bool has;
    try(project_get(t, project_id, &project));
    if (project.gone) return ERR_MISSING;
    try(last_of(t, project_id, s, &last, &has));
    if (has && seen && last.entry > seen) return ERR_CONFLICT;
    bool same = has && last.amount_fen == s->amount_fen && (text_empty(s->target) || text_eq(s->target, last.target)) &&
                (text_empty(s->document_no) || text_eq(s->document_no, last.document_no));
    check(s, has && !same, faults);
    if (faults->count) return ERR_INVALID;
    if (!same) {
        row.project_id = project_id;
        row.year = s->year;
        row.revision = has ? last.revision + 1 : 1;
        row.amount_fen = s->amount_fen;
        row.is_provisional = s->is_provisional;
        row.target = !text_empty(s->target) ? s->target : has ? last.target : NULL;
        row.document_no = text_empty(s->document_no) ? NULL : s->document_no;
        row.decided_day = s->decided_day;
        row.reason = text_empty(s->reason) ? NULL : s->reason;
        try(annual_plan_put(t, &row, 0));
    }
    *ret_is_changed = !same;
    return OK;
}
