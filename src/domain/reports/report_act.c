/* A report moves: the row of the chain is found, what it asks for is looked at, and what follows is written. */
#include "base/text.h"
#include "domain/problems/problem.h"
#include "domain/projects/milestone.h"
#include "domain/reports/report_chain.h"

struct step {
    struct tx *t;
    const struct report_act *act;
    const struct who_acts *who;
    const struct chain_row *row;
    struct report from, to; /* before and after; of a correction `to` is the new revision */
};

static bool has_reason(const struct report_act *act) { return !text_empty(act->reason); }

/* -- each way to go -- */

static void lie(struct report *r, enum report_state state, enum desk desk, enum desk came_from) {
    r->state = report_state_key(state);
    r->desk = desk_key(desk);
    r->came_from = desk_key(came_from);
}

static enum err go_next(struct step *s) {
    enum desk next = chain_next(s->row->at, s->act->skipped);
    lie(&s->to, chain_state_at(next), next, s->row->at);
    if (s->row->action != REPORT_SEND) return OK;
    struct report_base_row base;
    bool has;
    try(report_base(s->t, s->to.project_id, s->to.to_day, &base, &has));
    s->to.base_id = has ? base.id : NO_INT;
    if (s->to.first_sent_ms == NO_INT) s->to.first_sent_ms = s->to.sent_ms != NO_INT ? s->to.sent_ms : s->act->now_ms;
    s->to.sent_ms = s->act->now_ms;
    return OK;
}

static enum err go_back(struct step *s) {
    enum desk back = s->row->seat;
    lie(&s->to, chain_state_at(back), back, DESK_COUNT);
    /* What its unit takes back was not sent; what had been sent before that was. */
    bool is_first = s->to.first_sent_ms == NO_INT || s->to.first_sent_ms == s->to.sent_ms;
    if (back == DESK_UNIT && is_first && s->to.revision == 0) s->to.first_sent_ms = s->to.sent_ms = NO_INT;
    return OK;
}

/* What the months are worth from now on. The amount may stand already, said by a sheet: it is the report's now. */
static enum err fact_write(struct step *s) {
    struct report *r = &s->to;
    struct period p = period_of_report(r);
    struct fact_standing_row found;
    struct invest_fact f = invest_fact_empty;
    bool has;
    try(fact_standing(s->t, r->project_id, "report", period_from_month(p), period_month(p), &found, &has));
    if (has) try(invest_fact_get(s->t, found.id, &f));
    f.project_id = r->project_id;
    f.source = "report";
    f.from_month = period_from_month(p);
    f.to_month = period_month(p);
    f.amount_fen = r->month_fen;
    f.construction_fen = r->construction_fen;
    f.equipment_fen = r->equipment_fen;
    f.other_fen = r->other_fen;
    f.progress = r->progress;
    f.reason = !text_empty(r->reason) ? r->reason : r->cause;
    f.raw = f.place = NULL;
    f.intake_id = NO_INT;
    f.report_id = r->id;
    try(invest_fact_put(s->t, &f, f.version));
    r->fact_id = f.id;
    return OK;
}

/* The one it corrects has had its time. */
static enum err supersede(struct step *s) {
    struct report_accepted_of_row found;
    struct report old;
    bool has;
    try(report_accepted_of(s->t, s->to.project_id, s->to.to_day, s->to.period_kind, &found, &has));
    if (!has || found.id == s->to.id) return OK;
    try(report_get(s->t, found.id, &old));
    old.state = report_state_key(REPORT_SUPERSEDED);
    return report_put(s->t, &old, old.version);
}

/* What it says of the next milestone. A milestone that was reached otherwise meanwhile, or taken
 * back, is no reason not to accept the report: what stands there stays. */
static enum err milestone_tell(struct step *s) {
    static const struct { const char *key; enum milestone_answer answer; } answers[] = {
        {"done", MILESTONE_DONE}, {"this_month", MILESTONE_THIS_MONTH}, {"later", MILESTONE_LATER}};
    const struct report *r = &s->to;
    struct milestone_saved saved;
    struct faults faults = {.count = 0};
    if (r->milestone_id == NO_INT) return OK;
    for (size_t i = 0; i < countof(answers); i++) {
        if (!text_eq(answers[i].key, r->milestone_answer)) continue;
        struct milestone_said said = {.answer = answers[i].answer, .day = NO_DAY};
        said.said_day = s->act->today < r->to_day ? s->act->today : r->to_day;
        if (said.answer == MILESTONE_DONE) said.day = r->reached_day != NO_DAY ? r->reached_day : said.said_day;
        if (said.answer == MILESTONE_THIS_MONTH) said.day = month_last_day(month_of_day(r->to_day));
        enum err e = milestone_report(s->t, r->project_id, r->milestone_id, &said, &faults, &saved);
        return e == ERR_INVALID || e == ERR_MISSING ? OK : e;
    }
    return OK;
}

static enum err go_accepted(struct step *s) {
    lie(&s->to, REPORT_ACCEPTED, DESK_COUNT, DESK_COUNT);
    try(supersede(s));
    try(milestone_tell(s));
    return fact_write(s);
}

static enum err go_revision(struct step *s) {
    lie(&s->to, REPORT_DRAFT, DESK_UNIT, DESK_COUNT);
    s->to.id = s->to.version = 0;
    s->to.revision++;
    s->to.reason = s->act->reason;
    s->to.cause = NULL;
    s->to.base_id = s->from.id;
    if (s->to.first_sent_ms == NO_INT) s->to.first_sent_ms = s->to.sent_ms;
    s->to.sent_ms = s->to.fact_id = NO_INT;
    s->to.filler_id = s->who->account_id;
    return OK;
}

static enum err go(struct step *s) {
    switch (s->row->to) {
    case TO_NEXT: return go_next(s);
    case TO_BACK: return go_back(s);
    case TO_ACCEPTED: return go_accepted(s);
    case TO_REVISION: return go_revision(s);
    case TO_EARLIER: lie(&s->to, REPORT_RETURNED, s->act->back_to, DESK_COUNT); return OK;
    case TO_SAME: break;
    }
    must(false); /* saving is report_save's */
}

/* -- around it -- */

static enum err stamp(const struct step *s) {
    struct report_step row = report_step_empty;
    row.report_id = s->to.id;
    row.project_id = s->to.project_id;
    row.action = report_action_key(s->row->action);
    row.seat = desk_key(s->row->seat);
    row.from_state = s->from.state;
    row.from_desk = s->from.desk;
    row.to_state = s->to.state;
    row.to_desk = s->to.desk;
    row.account_id = s->who->account_id;
    row.reason = has_reason(s->act) ? s->act->reason : NULL;
    return report_step_put(s->t, &row, 0);
}

/* What a sent report asks for becomes drafts of problems, of the period whatever its revision. */
static enum err ask_for_help(const struct step *s) {
    struct report_first_of_row first;
    struct problem_need need;
    bool has;
    if (s->row->action != REPORT_SEND || !problem_need_read(s->to.help, &need)) return OK;
    try(report_first_of(s->t, s->to.project_id, s->to.to_day, s->to.period_kind, &first, &has));
    const struct problems_asked asked = {.project_id = s->to.project_id, .report_id = has ? first.id : s->to.id,
                                         .raiser_id = s->who->account_id, .kinds = need.kinds, .text = s->to.help_text,
                                         .today = s->act->today};
    return problems_ask(s->t, &asked);
}

/* What the act itself must bring. */
static void look_at_act(const struct step *s, struct faults *faults) {
    const struct report_act *act = s->act;
    if (s->row->when & WHEN_REASON && !has_reason(act)) faults_add(faults, "reason", both_word(W_report_reason_missing));
    if (s->row->to != TO_EARLIER) return;
    bool is_earlier = act->back_to < s->row->at && !(act->skipped >> act->back_to & 1);
    if (!is_earlier) faults_add(faults, "back_to", both_word(W_report_back_to_earlier));
}

enum err report_is_corrected(struct tx *t, const struct report *r, bool *ret) {
    struct report_of_period_row last;
    bool has;
    try(report_of_period(t, r->project_id, r->to_day, r->period_kind, &last, &has));
    *ret = has && last.id != r->id;
    return OK;
}

enum err report_is_reopened(struct tx *t, const struct report *r, bool *ret) {
    struct report_reopened_row row;
    try(report_reopened(t, r->id, &row));
    *ret = row.is_reopened != 0;
    return OK;
}

static enum err find_row(struct step *s, struct faults *faults) {
    struct arena *a = tx_arena(s->t);
    struct report_findings findings;
    struct report_around around = {.skipped = s->act->skipped};
    struct both why;
    if (s->act->action == REPORT_SEND) {
        must(s->act->known != NULL);
        struct report_known known = *s->act->known;
        try(report_is_reopened(s->t, &s->from, &known.is_reopened));
        report_check(a, &s->from, &known, &findings);
        around.findings = &findings;
    }
    if (s->act->action == REPORT_CORRECT) try(report_is_corrected(s->t, &s->from, &around.is_corrected));
    s->row = chain_find(a, &s->from, s->act->action, s->who, &around, &why);
    if (s->row) return OK;
    faults_add(faults, "action", why);
    return ERR_INVALID;
}

enum err report_act(struct tx *t, const struct report_act *act, const struct who_acts *who, struct faults *faults,
                    struct report *ret) {
    struct step s = {.t = t, .act = act, .who = who};
    must(act->action != REPORT_SAVE);
    try(report_get(t, act->report_id, &s.from));
    if (s.from.gone) return ERR_MISSING;
    if (s.from.version != act->version) return ERR_CONFLICT;
    try(find_row(&s, faults));
    size_t faults_before = faults->count;
    look_at_act(&s, faults);
    if (faults->count > faults_before) return ERR_INVALID;
    s.to = s.from;
    try(go(&s));
    try(report_put(t, &s.to, s.to.id ? act->version : 0));
    try(ask_for_help(&s));
    try(stamp(&s));
    *ret = s.to;
    return OK;
}
