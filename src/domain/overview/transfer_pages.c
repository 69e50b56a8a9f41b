/* One proposed transfer of responsibility, what may be done with it, and the list of them. */
#include "base/text.h"
#include "domain/overview/edit_form.h"
#include "domain/overview/pages.h"
#include "domain/overview/transfer_show.h"
#include "domain/stats/sight.h"
#include "projects_queries.h"
#include "transfer_view.h"
#include "transfers_view.h"

/* -- one -- */

static void acts_fill(struct req *q, const struct transfer *x, const struct transfer_by *by, struct transfer_view *v) {
    static const struct { enum transfer_act act; const char *key; enum word label; } acts[] = {
        {TRANSFER_AGREE, "agree", W_transfer_do_agree}, {TRANSFER_DECLINE, "decline", W_transfer_do_decline},
        {TRANSFER_DECIDE, "decide", W_transfer_do_decide}, {TRANSFER_KEEP, "keep", W_transfer_do_keep},
        {TRANSFER_WITHDRAW, "withdraw", W_transfer_do_withdraw}};
    struct transfer_act_view *list = arena_array(q->a, struct transfer_act_view, countof(acts));
    unsigned may = transfer_may(x, by);
    for (size_t i = 0; i < countof(acts); i++) {
        if (!(may & 1u << acts[i].act)) continue;
        list[v->acts_count] = (struct transfer_act_view){acts[i].key, both_word(acts[i].label), v->acts_count == 0};
        v->acts_count++;
    }
    v->acts = list;
    v->why = edit_lines(q, "reason", W_transfer_why, "");
    v->why.is_full = true;
    if (may & ~(1u << TRANSFER_WITHDRAW)) v->why.help = both_word(W_transfer_why_help);
}

/* What the other side needs to know of a project it does not see yet, to answer. */
static enum err project_fill(struct req *q, const struct transfer *x, struct transfer_view *v) {
    struct project project;
    const struct scope *mine;
    try(project_get(q->tx, x->project_id, &project));
    if (project.gone) return ERR_MISSING;
    project_row_copy(q->a, &project);
    v->project_id = project.id, v->platform_no = project.platform_no, v->name = project.name;
    v->unit_name = project.unit_name, v->address = project.address, v->total_fen = project.total_fen;
    try(sight_of(q, &mine));
    if (scope_sees(q->a, mine, project.id)) v->project_href = arena_printf(q->a, "/projects/%lld", (long long)project.id);
    return OK;
}

static enum err account_named(struct req *q, int64_t id, const char **ret) {
    struct account row;
    *ret = "";
    if (id == NO_INT) return OK;
    enum err e = account_get(q->tx, id, &row);
    if (e == OK) *ret = arena_copy(q->a, row.name);
    return e == ERR_MISSING ? OK : e;
}

static enum err proposal_fill(struct req *q, const struct transfer *x, struct transfer_view *v) {
    v->id = x->id, v->version = x->version, v->kind = x->kind, v->from_day = (int32_t)x->from_day, v->reason = x->reason;
    v->proposed_day = (int32_t)x->proposed_day, v->state = x->state, v->is_handed = x->is_handed != 0;
    v->state_name = both_word(transfer_word(x->state, x->is_handed != 0)), v->is_open = text_eq(x->state, "proposed");
    v->answered_day = (int32_t)x->answered_day, v->answer = x->answer ? x->answer : "";
    try(transfer_side_name(q->tx, x->kind, x->from_id, &v->from));
    try(transfer_side_name(q->tx, x->kind, x->to_id, &v->to));
    try(account_named(q, x->proposer_id, &v->proposer));
    return account_named(q, x->answerer_id, &v->answerer);
}

enum err transfer_page(struct req *q) {
    struct transfer x;
    struct transfer_by by;
    struct transfer_view v = {0};
    try(transfer_get(q->tx, req_int(q, "transfer", 0), &x));
    transfer_row_copy(q->a, &x);
    try(transfer_asker(q, &by));
    if (x.gone || !transfer_shown(&x, &by)) return ERR_MISSING;
    try(project_fill(q, &x, &v));
    try(proposal_fill(q, &x, &v));
    acts_fill(q, &x, &by, &v);
    struct transfer_fault *faults = arena_array(q->a, struct transfer_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct transfer_fault){.field = text_eq(q->faults.at[i].field, "reason") ? "reason" : "do",
                                            .text = q->faults.at[i].text};
    v.faults = faults;
    v.faults_count = q->faults.count;
    req_title(q, arena_printf(q->a, "%s · %s", word(q->lang, W_transfers_title), v.name));
    return req_view(q, &transfer_view, &v);
}

enum err transfer_post(struct req *q) {
    int64_t id = req_int(q, "transfer", 0);
    struct transfer_by by;
    struct transfer x;
    try(transfer_asker(q, &by));
    enum err e = transfer_answer(q->tx, id, req_int(q, "version", 0), (enum transfer_act)req_choice(q, "do"),
                                 req_text(q, "reason"), &by, &q->faults);
    if (e == ERR_CONFLICT) faults_add(&q->faults, "do", both_word(W_transfer_changed));
    try(e);
    try(transfer_get(q->tx, id, &x));
    transfer_row_copy(q->a, &x);
    try(transfer_tell(q, &x, by.today));
    req_notice(q, W_notice_answered);
    return req_redirect(q, transfer_href(q, id));
}

/* -- all -- */

enum { TRANSFERS_SHOWN = 300 };

static enum err row_fill(struct req *q, const struct transfers_newest_row *r, bool is_mine, struct transfers_row *v) {
    struct arena *a = q->a;
    *v = (struct transfers_row){
        .id = r->id, .project_id = r->project_id, .platform_no = arena_copy(a, r->platform_no), .name = arena_copy(a, r->name),
        .kind = text_eq(r->kind, "area") ? "area" : "department", .from_day = r->from_day, .state = arena_copy(a, r->state),
        .state_name = both_word(transfer_word(r->state, r->is_handed)), .is_open = text_eq(r->state, "proposed"),
        .is_mine = is_mine, .proposer = arena_copy(a, r->proposer ? r->proposer : ""), .proposed_day = r->proposed_day,
        .answerer = arena_copy(a, r->answerer ? r->answerer : ""), .answered_day = r->answered_day,
        .href = transfer_href(q, r->id)};
    int64_t from_id = r->from_id, to_id = r->to_id;
    try(transfer_side_name(q->tx, v->kind, from_id, &v->from));
    return transfer_side_name(q->tx, v->kind, to_id, &v->to);
}

enum err transfers_page(struct req *q) {
    struct transfers_newest_cursor c;
    struct transfers_newest_row r;
    struct transfer_by by;
    struct transfers_view v = {0};
    bool has = false;
    try(transfer_asker(q, &by));
    struct transfers_row *rows = arena_array(q->a, struct transfers_row, TRANSFERS_SHOWN);
    try(transfers_newest_open(q->tx, &c));
    for (;;) {
        try(transfers_newest_next(&c, &r, &has));
        if (!has) break;
        const struct transfer x = {.kind = r.kind, .from_id = r.from_id, .to_id = r.to_id, .state = r.state,
                                   .is_handed = r.is_handed};
        if (!transfer_shown(&x, &by)) continue;
        v.waiting += text_eq(r.state, "proposed");
        v.has_more = v.rows_count == TRANSFERS_SHOWN;
        if (v.has_more) break;
        try(row_fill(q, &r, (transfer_may(&x, &by) & 1u << TRANSFER_AGREE) != 0, &rows[v.rows_count++]));
    }
    transfers_newest_close(&c);
    v.rows = rows;
    return req_view(q, &transfers_view, &v);
}
