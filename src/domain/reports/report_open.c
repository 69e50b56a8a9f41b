/* A report opened to be filled in, and what was filled in kept. */
#include "domain/projects/milestone.h"
#include "domain/reports/report_chain.h"

/* -- the proposal -- */

/* Confirm rather than type: what was said last stands until it is said otherwise. An answer about a milestone, a cause and a
 * reason belong to their period alone. */
static void propose(const struct report *last, const struct report_known *known, struct report *row) {
    if (!last->id) {
        row->month_fen = known->last_fen;
        return;
    }
    row->month_fen = last->month_fen;
    row->construction_fen = last->construction_fen;
    row->equipment_fen = last->equipment_fen;
    row->other_fen = last->other_fen;
    row->progress = last->progress;
    row->progress_bp = last->progress_bp;
    row->help = last->help;
    row->help_text = last->help_text;
}

enum err report_open(struct tx *t, int64_t project_id, struct period p, const struct report_known *known,
                     struct report_opened *ret) {
    struct project project;
    struct report_of_period_row found;
    struct report_before_row before;
    bool has, has_before;
    *ret = (struct report_opened){.row = report_empty, .last = report_empty};
    try(project_get(t, project_id, &project));
    if (project.gone) return ERR_MISSING;
    try(report_of_period(t, project_id, p.to_day, period_kind_key(p.kind), &found, &has));
    try(report_before(t, project_id, p.to_day, &before, &has_before));
    if (has_before) try(report_get(t, before.id, &ret->last));
    if (has) return report_get(t, found.id, &ret->row);
    ret->is_new = true;
    struct report *row = &ret->row;
    row->project_id = project_id;
    row->period_kind = period_kind_key(p.kind);
    row->from_day = p.from_day;
    row->to_day = p.to_day;
    row->revision = 0;
    row->state = report_state_key(REPORT_DRAFT);
    row->desk = desk_key(DESK_UNIT);
    propose(&ret->last, known, row);
    struct milestone_next_row next;
    try(milestone_next(t, project_id, &next, &has));
    if (has) row->milestone_id = next.id;
    return OK;
}

/* -- keeping -- */

static bool stands_so(const struct report *r, const struct report *old) {
    for (size_t i = 0; i < report_field_count; i++)
        if (!report_field_same(&report_fields[i], r, old)) return false;
    return true;
}

/* Somebody may have written the period's first report since an empty form was opened. */
static enum err is_overtaken(struct tx *t, const struct report *r, int64_t version, struct report *ret_old) {
    struct report_of_period_row found;
    bool has;
    *ret_old = report_empty;
    if (r->id) {
        try(report_get(t, r->id, ret_old));
        return ret_old->gone ? ERR_MISSING : ret_old->version == version ? OK : ERR_CONFLICT;
    }
    try(report_of_period(t, r->project_id, r->to_day, r->period_kind, &found, &has));
    return has ? ERR_CONFLICT : OK;
}

enum err report_save(struct tx *t, struct report *r, int64_t version, const struct who_acts *who, struct faults *faults) {
    struct report old;
    struct both why;
    if (!chain_find(tx_arena(t), r, REPORT_SAVE, who, &(struct report_around){0}, &why)) {
        faults_add(faults, "state", why);
        return ERR_INVALID;
    }
    try(is_overtaken(t, r, version, &old));
    if (old.id && stands_so(r, &old)) return OK;
    r->filler_id = who->account_id;
    return report_put(t, r, version);
}
