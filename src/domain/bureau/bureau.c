#include "domain/bureau/bureau.h"
#include "base/money.h"
#include "base/text.h"
#include "projects_queries.h"
#include "reports_queries.h"

enum { LISTINGS_LOOKED_AT = 50 };

/* -- finding -- */

/* How surely a listing is the one that is looked for: 3 by number, 2 by code, 1 by name and area, 0 not. */
static int likeness(const struct bureau_listing_by_row *r, const char *outside_no, const char *national_code, int64_t area_id) {
    bool other_no = outside_no && r->outside_no && !text_eq(r->outside_no, outside_no);
    bool other_code = national_code && r->national_code && !text_eq(r->national_code, national_code);
    bool other_area = area_id != NO_INT && r->area_id != NO_INT && r->area_id != area_id;
    if (outside_no && text_eq(r->outside_no, outside_no)) return 3;
    if (national_code && text_eq(r->national_code, national_code)) return other_no ? 0 : 2;
    return other_no || other_code || other_area ? 0 : 1;
}

enum err bureau_listing_find(struct tx *t, const char *outside_no, const char *national_code, const char *name_folded,
                             int64_t area_id, struct bureau_listing *ret, bool *ret_has) {
    struct bureau_listing_by_row *rows;
    size_t count;
    int64_t id = 0;
    int best = 0;
    try(bureau_listing_by(t, outside_no, national_code, name_folded, LISTINGS_LOOKED_AT, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        int like = likeness(&rows[i], outside_no, national_code, area_id);
        if (like <= best) continue;
        best = like;
        id = rows[i].id;
    }
    *ret_has = best > 0;
    return best ? bureau_listing_get(t, id, ret) : OK;
}

/* -- figures as facts -- */

/* The project's fact of the bureau over the same months, if there is one. */
static enum err fact_there(struct tx *t, int64_t project_id, const struct bureau_figure *f, struct invest_fact *ret) {
    struct fact_standing_row found;
    bool has;
    *ret = invest_fact_empty;
    try(fact_standing(t, project_id, "bureau", f->from_month, f->to_month, &found, &has));
    return has ? invest_fact_get(t, found.id, ret) : OK;
}

/* A figure of a linked listing is a fact of its project: the same one as before, or one that stood there. */
static enum err fact_write(struct tx *t, const struct bureau_listing *l, struct bureau_figure *f) {
    struct invest_fact fact;
    if (l->project_id == NO_INT) return OK;
    try(fact_there(t, l->project_id, f, &fact));
    f->fact_id = fact.version ? fact.id : NO_INT;
    if (fact.version && fact.amount_fen == f->amount_fen) return OK;
    fact.project_id = l->project_id;
    fact.source = "bureau";
    fact.from_month = f->from_month;
    fact.to_month = f->to_month;
    fact.amount_fen = f->amount_fen;
    fact.construction_fen = fact.equipment_fen = fact.other_fen = NO_FEN;
    fact.raw = f->raw;
    fact.reason = NULL;
    fact.intake_id = f->intake_id;
    fact.place = f->place;
    try(invest_fact_put(t, &fact, fact.version));
    f->fact_id = fact.id;
    return OK;
}

/* The fact goes, unless somebody said since that it is another amount. */
static enum err fact_take_back(struct tx *t, struct bureau_figure *f, const char *reason) {
    struct invest_fact fact;
    if (f->fact_id == NO_INT) return OK;
    try(invest_fact_get(t, f->fact_id, &fact));
    f->fact_id = NO_INT;
    if (fact.gone || fact.amount_fen != f->amount_fen) return OK;
    fact.gone = 1;
    fact.reason = reason;
    return invest_fact_put(t, &fact, fact.version);
}

enum err bureau_figure_state(struct tx *t, const struct bureau_listing *l, const struct bureau_figure *stated) {
    struct bureau_figures_of_row *rows;
    struct bureau_figure now = bureau_figure_empty;
    size_t count;
    try(bureau_figures_of(t, l->id, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].from_month == stated->from_month && rows[i].to_month == stated->to_month)
            try(bureau_figure_get(t, rows[i].id, &now));
    if (now.version && now.amount_fen == stated->amount_fen) return OK;
    now.listing_id = l->id;
    now.from_month = stated->from_month;
    now.to_month = stated->to_month;
    now.amount_fen = stated->amount_fen;
    now.raw = stated->raw;
    now.intake_id = stated->intake_id;
    now.place = stated->place;
    try(fact_write(t, l, &now));
    return bureau_figure_put(t, &now, now.version);
}

/* -- which of ours it is -- */

/* The facts of all its figures are taken back, and written again for what it is linked to now, if anything. */
static enum err figures_move(struct tx *t, const struct bureau_listing *from, const struct bureau_listing *to,
                             const char *reason) {
    struct bureau_figures_of_row *rows;
    size_t count;
    try(bureau_figures_of(t, from->id, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct bureau_figure f;
        try(bureau_figure_get(t, rows[i].id, &f));
        int64_t fact_before = f.fact_id;
        try(fact_take_back(t, &f, reason));
        if (to) try(fact_write(t, to, &f));
        if (f.fact_id != fact_before) try(bureau_figure_put(t, &f, f.version));
    }
    return OK;
}

enum err bureau_link(struct tx *t, struct bureau_listing *l, int64_t project_id, const char *by, const char *reason,
                     struct faults *faults) {
    struct bureau_listing_of_project_row other;
    struct project project;
    bool has;
    try(project_get(t, project_id, &project));
    if (project.gone) return ERR_MISSING;
    try(bureau_listing_of_project(t, project_id, &other, &has));
    if (has && other.id != l->id) {
        faults_add(faults, "project", SAY(tx_arena(t), W_bureau_has_listing, both_text(other.name)));
        return ERR_CONFLICT;
    }
    if (has) return OK;
    struct bureau_listing before = *l;
    l->project_id = project_id;
    l->linked_by = by;
    l->is_not_ours = 0;
    l->reason = text_empty(reason) ? NULL : reason;
    try(bureau_listing_put(t, l, l->version));
    return figures_move(t, &before, l, l->reason);
}

enum err bureau_unlink(struct tx *t, struct bureau_listing *l, bool is_not_ours, const char *reason,
                       struct faults *faults) {
    struct bureau_listing before = *l;
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_bureau_reason_missing));
    if (faults->count) return ERR_INVALID;
    l->project_id = NO_INT;
    l->linked_by = NULL;
    l->is_not_ours = is_not_ours;
    l->reason = reason;
    try(bureau_listing_put(t, l, l->version));
    return figures_move(t, &before, NULL, reason);
}

/* -- questions -- */

enum err bureau_ask(struct tx *t, const struct bureau_question *asked, struct faults *faults) {
    struct bureau_question q = *asked;
    if (text_empty(q.text)) faults_add(faults, "text", both_word(W_bureau_question_missing));
    return faults->count ? ERR_INVALID : bureau_question_put(t, &q, 0);
}

enum err bureau_answer(struct tx *t, int64_t project_id, int64_t question_id, int64_t version, const char *answer,
                       int64_t account_id, int32_t today, struct faults *faults) {
    struct bureau_question q;
    try(bureau_question_get(t, question_id, &q));
    if (q.gone || q.project_id != project_id) return ERR_MISSING;
    if (q.answer || q.version != version) return ERR_CONFLICT;
    if (text_empty(answer)) faults_add(faults, "answer", both_word(W_bureau_answer_missing));
    if (faults->count) return ERR_INVALID;
    q.answer = answer;
    q.answerer_id = account_id;
    q.answered_day = today;
    return bureau_question_put(t, &q, version);
}
