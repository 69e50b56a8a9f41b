/* The inbox: what waits at a desk, only what is new in it, and one action for many. */
#include "base/text.h"
#include "domain/desk/inbox.h"
#include <math.h>

/* -- a row -- */

static void changes_fill(struct inbox *box, const struct report *r, const struct report *base, struct inbox_row *row) {
    struct arena *a = box->q->a;
    struct inbox_change *list = arena_array(a, struct inbox_change, report_field_count);
    for (size_t i = 0; i < report_field_count; i++) {
        const struct report_field *f = &report_fields[i];
        bool is_told_apart = i == 0 || text_eq(f->name, "cause"); /* the month and its cause have places of their own */
        if (is_told_apart || report_field_same(f, r, base)) continue;
        list[row->changes_count++] = (struct inbox_change){both_word(f->label), report_field_said(a, f, base),
                                                           report_field_said(a, f, r)};
    }
    row->changes = list;
    row->base_fen = base->month_fen;
    bool has_change = base->month_fen != NO_FEN && r->month_fen != NO_FEN && base->month_fen > 0;
    row->change = has_change ? (double)(r->month_fen - base->month_fen) * 100 / (double)base->month_fen : NAN;
}

/* What is odd in itself or against the board; the calendar is of no interest once it was sent. */
static enum err findings_fill(struct inbox *box, const struct report *r, struct inbox_row *view) {
    struct report_findings found;
    struct period period = period_of_report(r);
    struct position *p;
    try(inbox_position(box, period, &p));
    int row = board_row(p->board, r->project_id);
    if (row < 0) return OK;
    struct report_known known = desk_known(p, row, period);
    known.today = r->to_day;
    known.ytd_stated_fen = NO_FEN; /* of a correction it is what is corrected */
    report_check(box->q->a, r, &known, &found);
    struct inbox_finding *list = arena_array(box->q->a, struct inbox_finding, found.count);
    for (size_t k = 0; k < found.count; k++)
        if (!found.at[k].blocks) list[view->findings_count++].text = found.at[k].text;
    view->findings = list;
    return OK;
}

static enum err back_reason(struct inbox *box, const struct report *r, struct inbox_row *row) {
    struct steps_of_report_row *steps;
    size_t count;
    row->is_back = report_state_read(r->state) == REPORT_RETURNED;
    if (!row->is_back) return OK;
    try(steps_of_report(box->q->tx, r->id, &steps, &count));
    if (count && steps[count - 1].reason) row->back_reason = steps[count - 1].reason;
    return OK;
}

/* What this person may do with it, answered by what would do it. Programs are told; the page has its buttons below. */
static enum err may_fill(struct inbox *box, const struct waiting *w, struct inbox_row *row) {
    static const enum report_action actions[] = {REPORT_PASS, REPORT_RETURN, REPORT_ACCEPT};
    struct arena *a = box->q->a;
    struct who_acts who = {box->q->who.account_id, desk_seats_at(&box->seats, w->row)};
    struct report_around around = {0};
    struct inbox_may *list = arena_array(a, struct inbox_may, countof(actions));
    struct report r;
    try(waits_report(box->q->app->waits, box->q->tx, w->report_id, w->version, &r));
    try(inbox_skipped(box, &r, &around.skipped));
    for (size_t i = 0; i < countof(actions); i++) {
        struct report_may may = report_may(a, &r, actions[i], &who, &around);
        list[i] = (struct inbox_may){.action = report_action_key(actions[i]), .label = both_word(report_action_word(actions[i])),
                                     .is_allowed = may.is_allowed, .needs_reason = may.needs_reason,
                                     .why = may.is_allowed ? both_text("") : may.why};
    }
    row->may = list;
    row->may_count = countof(actions);
    return OK;
}

static enum err line_make(struct inbox *box, const struct waiting *w, struct inbox_row *row) {
    struct req *q = box->q;
    const struct chunk *c = board_chunk(box->p->board, w->row);
    int i = w->row % CHUNK_ROWS;
    struct report r, base;
    try(waits_report(q->app->waits, q->tx, w->report_id, w->version, &r));
    struct period period = period_of_report(&r);
    *row = (struct inbox_row){
        .report_id = r.id, .version = r.version, .name = chunk_name(c, i), .href = desk_href(q->a, w->project_id, period, ""),
        .code = *chunk_code(c, i) ? chunk_code(c, i) : chunk_number(c, i), .unit = chunk_unit(c, i),
        .area = dictionary_name(&box->p->board->areas, c->area[i]), .period_name = period_name(q->a, period),
        .sent_at = r.sent_ms == NO_INT ? "" : moment_print(q, box->p, r.sent_ms), .revision = r.revision,
        .month_fen = r.month_fen, .base_fen = NO_FEN, .change = NAN, .cause = r.cause ? r.cause : "", .back_reason = ""};
    try(back_reason(box, &r, row));
    row->files = w->files;
    try(findings_fill(box, &r, row));
    try(inbox_fill_notes(q, r.id, row));
    if (r.base_id == NO_INT) {
        changes_fill(box, &r, &report_empty, row);
        row->base_fen = NO_FEN;
        return OK;
    }
    try(waits_report(q->app->waits, q->tx, r.base_id, w->base_version, &base));
    row->base_name = period_name(q->a, period_of_report(&base));
    changes_fill(box, &r, &base, row);
    return OK;
}

static enum err row_fill(struct inbox *box, const struct waiting *w, struct inbox_row *row) {
    struct inbox_lines *lines = box->waits->lines;
    if (!lines || !inbox_line_take(lines, w->line, row)) {
        try(line_make(box, w, row));
        if (lines) inbox_line_keep(lines, w->line, row);
    }
    return box->q->format == FORMAT_JSON ? may_fill(box, w, row) : OK;
}

/* -- around them -- */

static void tabs_fill(struct inbox *box, struct inbox_view *v) {
    struct req *q = box->q;
    unsigned held = desk_seats_held(q) & ~(1u << DESK_UNIT);
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, DESK_COUNT);
    for (unsigned d = 0; d < DESK_COUNT; d++) {
        if (!(held >> d & 1)) continue;
        struct addr *addr = addr_new(q->a, "/desk/inbox");
        addr_add(addr, "desk", desk_key(d));
        tabs[v->tabs_count++] = (struct part_tab_view){.label = both_word(desk_word(d)), .light = "",
                                                       .count = inbox_count(box, d),
                                                       .href = addr_text(addr), .is_here = d == box->desk};
    }
    v->tabs = tabs;
}

static void choices_fill(struct inbox *box, struct inbox_view *v) {
    struct req *q = box->q;
    struct part_choice_view *desks = arena_array(q->a, struct part_choice_view, DESK_COUNT);
    for (unsigned d = 0; d < box->desk && d < DESK_COUNT; d++)
        desks[v->desks_count++] = (struct part_choice_view){.value = desk_key(d), .label = both_word(desk_word(d)),
                                                            .is_chosen = d == DESK_UNIT};
    v->desks = desks;
    v->accepts = box->desk == DESK_OFFICE;
    enum report_action pass = v->accepts ? REPORT_ACCEPT : REPORT_PASS;
    v->pass_label = both_word(report_action_word(pass));
    v->pass_action = report_action_key(pass);
    if (box->desk != DESK_AREA) dictionary_choose(q, &box->p->board->areas, req_text(q, "area"), &v->areas, &v->areas_count);
    v->area = req_text(q, "area");
    v->is_filtered = *v->area != 0;
    v->clear_href = arena_printf(q->a, "/desk/inbox?desk=%s", box->desk < DESK_COUNT ? desk_key(box->desk) : "");
}

static const char *page_href(struct req *q, int64_t page) {
    struct addr *addr = addr_new(q->a, "/desk/inbox");
    addr_add(addr, "desk", req_text(q, "desk"));
    addr_add(addr, "area", req_text(q, "area"));
    addr_add_int(addr, "page", page);
    return addr_text(addr);
}

static void done_fill(struct req *q, struct inbox_view *v) {
    enum report_action action = report_action_read(req_text(q, "act"));
    v->done = req_int(q, "done", NO_INT);
    v->left = NO_INT;
    if (v->done == NO_INT || action == REPORT_ACTION_COUNT) return;
    struct both what = both_word(report_action_word(action)), done = both_int(q->a, v->done);
    v->done_said = SAY(q->a, W_inbox_done, what, done);
}

static enum err rows_fill(struct inbox *box, struct inbox_view *v) {
    struct req *q = box->q;
    int64_t pages = ((int64_t)box->count + INBOX_PAGE_ROWS - 1) / INBOX_PAGE_ROWS, page = req_int(q, "page", 1);
    if (page > pages) page = pages > 0 ? pages : 1;
    size_t first = (size_t)(page - 1) * INBOX_PAGE_ROWS, n = box->count - first;
    if (n > INBOX_PAGE_ROWS) n = INBOX_PAGE_ROWS;
    struct inbox_row *rows = arena_array(q->a, struct inbox_row, n);
    for (size_t i = 0; i < n; i++) try(row_fill(box, box->at[first + i], &rows[i]));
    v->rows = rows;
    v->rows_count = n;
    v->page = page;
    v->total = (int64_t)box->count;
    v->pager = (struct part_pager_view){.first = n ? (int64_t)first + 1 : 0, .last = (int64_t)(first + n), .total = v->total,
                                        .prev_href = page > 1 ? page_href(q, page - 1) : NULL,
                                        .next_href = page < pages ? page_href(q, page + 1) : NULL};
    return OK;
}

enum err inbox_show(struct inbox *box, struct inbox_view *v) {
    struct req *q = box->q;
    v->desk = box->desk < DESK_COUNT ? desk_key(box->desk) : "";
    v->desk_name = box->desk < DESK_COUNT ? both_word(desk_word(box->desk)) : both_text("");
    v->seen = box->p->entry;
    try(rows_fill(box, v));
    tabs_fill(box, v);
    choices_fill(box, v);
    v->fault = q->faults.count ? q->faults.at[0].text.in[q->lang] : "";
    v->reason = q->is_again ? req_typed(q, "reason", "") : "";
    return req_view(q, &inbox_view, v);
}

enum err inbox_page(struct req *q) {
    struct inbox box;
    struct inbox_view v = {0};
    try(inbox_load(q, &box));
    done_fill(q, &v);
    return inbox_show(&box, &v);
}

/* Shown again: the rows have to be chosen once more, the reason is still there. */
enum err inbox_again(struct req *q) {
    struct inbox box;
    struct inbox_view v = {.done = NO_INT, .left = NO_INT};
    try(inbox_load(q, &box));
    return inbox_show(&box, &v);
}
