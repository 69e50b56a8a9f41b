/* Plans and investment facts of a row. */
#include "domain/intake/intake_run.h"
#include "base/money.h"
#include "domain/intake/parts_now.h"
#include <stdlib.h>
#include <string.h>

const char *run_wan(struct intake_run *run, int64_t fen) {
    return fen == NO_FEN ? "" : arena_printf(run->row, "%s万元", money_exact(run->row, fen, FEN_PER_WAN));
}

/* -- plans -- */

static enum err put_plan(struct intake_run *run, struct annual_plan *p, const char *place) {
    if (!run->writes) return OK;
    int64_t version = p->id ? p->version : 0;
    try(run_intake_id(run, &p->intake_id));
    p->place = place;
    return annual_plan_put(run->t, p, version);
}

/* What one plan of a row comes to: the plan it would be, and the one that stands now. */
struct plan_place {
    struct annual_plan *at, *last; /* of the stated revision; the last one */
    bool told_revisions;           /* the row tells revisions one by one */
};

static struct plan_place place_of(const struct row_plan *stated, struct annual_plan *now, size_t count,
                                  const struct intake_row *row) {
    struct plan_place place = {NULL, NULL, false};
    for (size_t i = 0; i < count; i++) {
        if (now[i].year != stated->year || (now[i].is_provisional != 0) != stated->is_provisional) continue;
        if (!place.last || now[i].revision > place.last->revision) place.last = &now[i];
        if (now[i].revision == stated->revision) place.at = &now[i];
    }
    for (size_t i = 0; i < row->plan_count; i++) {
        const struct row_plan *p = &row->plans[i];
        place.told_revisions |= p->revision > 0 && p->year == stated->year && p->is_provisional == stated->is_provisional;
    }
    return place;
}

static int64_t highest_told(const struct row_plan *stated, const struct intake_row *row) {
    int64_t highest = 0;
    for (size_t i = 0; i < row->plan_count; i++) {
        const struct row_plan *p = &row->plans[i];
        bool same = p->year == stated->year && p->is_provisional == stated->is_provisional;
        if (same && p->revision > highest) highest = p->revision;
    }
    return highest;
}

static const char *target_of(const struct intake_row *row, int year) {
    for (size_t i = 0; i < row->target_count; i++)
        if (row->targets[i].year == year) return row->targets[i].text;
    return NULL;
}

/* The first plan is revision 1; another amount later is the next revision and says why. Where a row tells
 * revisions one by one (an export does), the plan in force follows the highest of them. */
static enum err apply_plan(struct intake_run *run, int64_t project_id, const struct row_plan *stated,
                           struct annual_plan *now, size_t count, const struct intake_row *row) {
    struct plan_place place = place_of(stated, now, count, row);
    struct annual_plan *same = place.at, p = annual_plan_empty;
    int64_t revision = stated->revision;
    if (!revision) {
        revision = place.told_revisions ? highest_told(stated, row) + 1 : place.last ? place.last->revision : 1;
        same = place.last && place.last->revision == revision ? place.last : NULL;
        bool revised = same && !place.told_revisions && same->amount_fen != stated->fen;
        if (revised) revision++, same = NULL;
    }
    const char *target = stated->revision ? NULL : target_of(row, stated->year);
    if (same) p = *same;
    else if (place.last && !stated->revision) p.target = place.last->target;
    p.project_id = project_id;
    p.year = stated->year;
    p.revision = revision;
    p.is_provisional = stated->is_provisional;
    p.amount_fen = stated->fen;
    if (target) p.target = target;
    if (!same && revision > 1 && !stated->revision)
        p.reason = row->plan_reason ? row->plan_reason : SAY(run->row, W_in_reason, both_text(run->o->file_name)).in[ZH];
    if (same && same->amount_fen == stated->fen && intake_text_same(run->row, same->target, p.target)) return OK;
    const struct annual_plan *old = same ? same : revision > 1 ? place.last : NULL;
    if (!run->is_new)
        run_change(run, IN_PLAN, both_text(arena_printf(run->row, "%d", stated->year)),
                   old ? run_wan(run, old->amount_fen) : "", run_wan(run, stated->fen));
    return put_plan(run, &p, row->place);
}

static int by_revision(const void *x, const void *y) {
    const struct row_plan *p = x, *q = y;
    int a = p->revision ? p->revision : INT32_MAX, b = q->revision ? q->revision : INT32_MAX;
    return a < b ? -1 : a > b;
}

enum err apply_plans(struct intake_run *run, int64_t project_id, struct intake_row *row) {
    struct annual_plan *now = NULL;
    size_t count = 0;
    if (!row->plan_count) return OK;
    if (!run->is_new) try(plans_now(run->t, run->row, project_id, &now, &count));
    qsort(row->plans, row->plan_count, sizeof *row->plans, by_revision);
    for (size_t i = 0; i < row->plan_count; i++)
        try(apply_plan(run, project_id, &row->plans[i], now, count, row));
    return OK;
}

/* -- facts -- */

/* The fact of a row that speaks of the latest month carries what is said about the works. */
static const struct row_fact *latest_fact(const struct intake_row *row) {
    const struct row_fact *latest = NULL;
    for (size_t i = 0; i < row->fact_count; i++)
        if (!row->facts[i].is_bureau && (!latest || row->facts[i].to_month > latest->to_month)) latest = &row->facts[i];
    return latest;
}

struct both run_months_told(struct intake_run *run, const struct row_fact *f) {
    const char *to = month_print(run->row, f->to_month);
    if (f->from_month == NO_MONTH) return both_text(arena_printf(run->row, "…%s", to));
    if (f->from_month == f->to_month) return both_text(to);
    return both_text(arena_printf(run->row, "%s…%s", month_print(run->row, f->from_month), to));
}

static void change_fact(struct intake_run *run, const struct row_fact *stated, const struct invest_fact *found,
                        const struct invest_fact *now) {
    enum intake_key key = stated->from_month == NO_MONTH ? IN_SINCE_START : IN_YTD;
    if (found && found->amount_fen == now->amount_fen)
        run_change(run, IN_PROGRESS, run_months_told(run, stated), found->progress, now->progress);
    else
        run_change(run, key, run_months_told(run, stated), found ? run_wan(run, found->amount_fen) : "",
                   run_wan(run, now->amount_fen));
}

static enum err apply_fact(struct intake_run *run, int64_t project_id, const struct row_fact *stated, const char *progress,
                           struct invest_fact *now, size_t count, const struct intake_row *row) {
    const char *source = stated->is_bureau ? "bureau" : "report";
    struct invest_fact *found = NULL, f = invest_fact_empty;
    for (size_t i = 0; i < count && !found; i++)
        if (now[i].from_month == stated->from_month && now[i].to_month == stated->to_month && !strcmp(now[i].source, source))
            found = &now[i];
    if (found) f = *found;
    f.project_id = project_id;
    f.source = source;
    f.from_month = stated->from_month;
    f.to_month = stated->to_month;
    f.amount_fen = stated->fen;
    if (progress) f.progress = progress;
    if (found && found->amount_fen == f.amount_fen && intake_text_same(run->row, found->progress, f.progress)) return OK;
    if (!run->is_new) change_fact(run, stated, found, &f);
    if (!run->writes) return OK;
    if (found && found->amount_fen != f.amount_fen) /* parts of another amount are not parts of this one */
        f.construction_fen = f.equipment_fen = f.other_fen = NO_FEN;
    try(run_intake_id(run, &f.intake_id));
    f.raw = stated->raw;
    f.reason = NULL;
    const char *sheet = *run->sheet->name ? run->sheet->name : run->o->file_name;
    f.place = intake_place(run->row, sheet, stated->column, row->number);
    return invest_fact_put(run->t, &f, found ? found->version : 0);
}

enum err apply_facts(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    struct invest_fact *now = NULL;
    size_t count = 0;
    if (!row->fact_count) return OK;
    const struct row_fact *latest = latest_fact(row);
    if (!run->is_new) try(facts_now(run->t, run->row, project_id, &now, &count));
    for (size_t i = 0; i < row->fact_count; i++) {
        const char *progress = &row->facts[i] == latest ? row->progress : NULL;
        try(apply_fact(run, project_id, &row->facts[i], progress, now, count, row));
    }
    return OK;
}
