/* A project's plan and its investment figures, stated by hand. */
#include "domain/overview/edit_side.h"
#include "domain/overview/pages.h"
#include "base/text.h"
#include "domain/plans/plan_edit.h"
#include "domain/reports/fact_edit.h"
#include "plans_queries.h"
#include "reports_queries.h"

#define SPANS "ytd|month|since_start"
#define SOURCES "report|bureau"
#define KINDS "issued|provisional"

static struct both wan(struct req *q, int64_t fen) { return both_text(money_exact(q->a, fen, FEN_PER_WAN)); }
static struct both day(struct req *q, int32_t at) { return both_text(day_print(q->a, at)); }
static struct both text(const char *at) { return both_text(at ? at : ""); }

/* -- plans -- */

static enum err plan_rows(struct side *s) {
    struct plans_to_edit_row *r;
    size_t count;
    static const enum word labels[] = {W_project_year, W_project_revision, W_side_plan_wan, W_project_decided,
                                       W_project_document, W_project_why};
    static const bool numbers[] = {false, false, true, false, false, false};
    side_head(s, labels, numbers, countof(labels));
    try(plans_to_edit(s->q->tx, s->project_id, SIDE_ROWS_MAX, &r, &count));
    for (size_t i = 0; i < count; i++) {
        struct project_side_row *row = side_row(s, r[i].id, r[i].version, r[i].entry);
        struct both revision = SAY(s->q->a, W_project_revision_n, both_int(s->q->a, r[i].revision));
        side_cell(s, row, both_int(s->q->a, r[i].year));
        side_cell(s, row, r[i].is_provisional ? SAY(s->q->a, W_side_provisional, revision) : revision);
        side_cell(s, row, wan(s->q, r[i].amount_fen));
        side_cell(s, row, day(s->q, r[i].decided_day));
        side_cell(s, row, text(r[i].document_no));
        side_cell(s, row, text(r[i].reason));
    }
    return OK;
}

enum err plan_edit_page(struct req *q) {
    struct side s;
    try(side_begin(&s, q, "plan", W_side_plan, 0));
    try(plan_rows(&s));
    struct part_input_view year = edit_input(q, "year", W_project_year, both_int(q->a, civil_of(s.today).year).in[ZH]);
    year.type = "number";
    year.is_required = true;
    side_input(&s, year);
    side_input(&s, edit_amount(q, "amount", W_in_f_plan, ""))->is_required = true;
    side_input(&s, edit_choice(q, "kind", W_side_kind, "kind", KINDS, "issued", true));
    side_input(&s, edit_day(q, "decided", W_project_decided, NO_DAY));
    side_input(&s, edit_input(q, "document_no", W_project_document, ""));
    side_input(&s, edit_input(q, "target", W_in_f_plan_target, ""));
    side_input(&s, edit_lines(q, "reason", W_in_f_plan_reason, ""))->help = both_word(W_side_plan_help);
    return side_show(&s, W_side_plan_new, NULL);
}

enum err plan_edit_post(struct req *q) {
    struct plan_stated s = {.year = req_int(q, "year", NO_INT), .is_provisional = req_choice(q, "kind") == 1,
                            .target = req_text(q, "target"), .document_no = edit_read_document(q, "document_no"),
                            .reason = req_text(q, "reason")};
    bool is_changed;
    s.amount_fen = edit_read_fen(q, "amount");
    s.decided_day = edit_read_day(q, "decided");
    enum err e = plan_revise(q->tx, req_int(q, "id", 0), &s, req_int(q, "seen", 0), &q->faults, &is_changed);
    return e == OK ? side_saved(q, "plan", is_changed, false) : side_told(q, e);
}

/* -- figures -- */

/* *ret_next is the month that is due: the one behind the newest report. */
static enum err figure_rows(struct side *s, bool *ret_is_act, int32_t *ret_next) {
    struct facts_to_edit_row *r;
    size_t count;
    static const enum word labels[] = {W_project_source_head, W_side_period, W_side_done_wan, W_in_f_progress, W_project_why};
    static const bool numbers[] = {false, false, true, false, false};
    side_head(s, labels, numbers, countof(labels));
    try(facts_to_edit(s->q->tx, s->project_id, SIDE_ROWS_MAX, &r, &count));
    for (size_t i = 0; i < count; i++) {
        struct project_side_row *row = side_row(s, r[i].id, r[i].version, r[i].entry);
        side_cell(s, row, choice_word("source", r[i].source));
        side_cell(s, row, period_text(s->q->a, r[i].from_month, r[i].to_month));
        side_cell(s, row, wan(s->q, r[i].amount_fen));
        side_cell(s, row, text(r[i].progress));
        side_cell(s, row, text(r[i].reason));
        struct both period = row->cells[1].text, amount = row->cells[2].text;
        *ret_is_act |= side_act(s, row, W_side_withdraw, SAY(s->q->a, W_side_subject_fen, period, amount));
        bool is_newest = text_eq(r[i].source, "report") && *ret_next == NO_MONTH;
        if (is_newest) *ret_next = r[i].to_month + 1;
    }
    return OK;
}

static void figure_inputs(struct side *s, int32_t next) {
    struct req *q = s->q;
    int32_t this_month = month_of_day(s->today);
    if (next == NO_MONTH || next > this_month) next = this_month;
    struct part_input_view month = edit_input(q, "month", W_board_month, month_print(q->a, next));
    month.type = "month";
    month.is_required = true;
    side_input(s, month);
    side_input(s, edit_choice(q, "span", W_side_period, "span", SPANS, "ytd", true));
    side_input(s, edit_amount(q, "amount", W_side_amount, ""))->is_required = true;
    side_input(s, edit_choice(q, "source", W_project_source_head, "source", SOURCES, "report", true));
    side_input(s, edit_lines(q, "progress", W_in_f_progress, ""));
    side_input(s, edit_lines(q, "reason", W_side_reason, ""))->help = both_word(W_side_figure_help);
}

static enum err figures_show(struct req *q, int64_t row_id) {
    struct side s;
    bool is_act = false;
    int32_t next = NO_MONTH;
    try(side_begin(&s, q, "figures", W_side_figures, row_id));
    try(figure_rows(&s, &is_act, &next));
    if (!is_act) {
        figure_inputs(&s, next);
        return side_show(&s, W_side_figure_new, NULL);
    }
    side_input(&s, edit_lines(q, "reason", W_side_reason, ""))->is_required = true;
    return side_show(&s, W_side_withdraw, "withdraw");
}

enum err figures_edit_page(struct req *q) { return figures_show(q, req_int(q, "row", 0)); }
enum err figures_edit_again(struct req *q) { return figures_show(q, 0); }

enum err figures_edit_post(struct req *q) {
    static const char *const sources[] = {"report", "bureau"};
    static const enum fact_span spans[] = {FACT_YEAR_TO_DATE, FACT_MONTH, FACT_SINCE_START};
    int source = req_choice(q, "source"), span = req_choice(q, "span");
    struct fact_stated s = {.source = sources[source < 0 ? 0 : source], .span = spans[span < 0 ? 0 : span],
                            .progress = req_text(q, "progress"), .raw = req_text(q, "amount"), .reason = req_text(q, "reason")};
    struct fact_saved saved;
    int32_t today;
    try(edit_today(q, &today));
    s.to_month = edit_read_month(q, "month");
    s.amount_fen = edit_read_fen(q, "amount");
    enum err e = fact_state(q->tx, req_int(q, "id", 0), &s, today, req_int(q, "seen", 0), &q->faults, &saved);
    return e == OK ? side_saved(q, "figures", saved.is_changed, saved.is_odd) : side_told(q, e);
}

enum err figure_withdraw_post(struct req *q) {
    enum err e = fact_withdraw(q->tx, req_int(q, "id", 0), req_int(q, "row", 0), req_int(q, "version", 0),
                               req_text(q, "reason"), &q->faults);
    return e == OK ? side_saved(q, "figures", true, false) : side_told(q, e);
}
