/* A report: its page, what is filled in, what is done with it. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "domain/desk/desk_tell.h"

enum err report_page(struct req *q) {
    struct desk_one one;
    try(desk_one_load(q, &one));
    return form_show(&one, NULL);
}

/* -- filling in -- */

/* Shown again: what was typed, and beside it what somebody else wrote since, if that is why. */
enum err report_again(struct req *q) {
    struct desk_one one;
    try(desk_one_load(q, &one));
    bool is_overtaken = form_has(q, "month") && one.report->version != req_int(q, "version", 0);
    return form_show(&one, is_overtaken ? one.report : NULL);
}

/* To a program that comes second: what stands, field by field. */
static void conflict_tell(struct req *q, const struct report *mine, const struct report *theirs) {
    for (size_t i = 0; i < report_field_count; i++) {
        const struct report_field *f = &report_fields[i];
        if (!report_field_same(f, mine, theirs)) faults_add(&q->faults, f->name, report_field_said(q->a, f, theirs));
    }
}

/* Those whom it concerns are told. */
static enum err tell(struct desk_one *one, const struct report_act *act) {
    struct telling telling = desk_telling(one->q, one->today);
    try(desk_told(&telling, act->action, one->report, act->reason));
    return desk_telling_end(&telling);
}

static enum err send(struct desk_one *one, bool *ret_is_sent) {
    struct req *q = one->q;
    struct faults why = {.count = 0};
    struct report_act act = {.action = REPORT_SEND, .report_id = one->report->id, .version = one->report->version,
                             .skipped = desk_skipped(one->rule), .known = &one->known, .today = one->today, .now_ms = q->now_ms};
    enum err e = report_act(q->tx, &act, &one->who, &why, one->report);
    *ret_is_sent = e == OK;
    if (e == OK) try(notes_take(one));
    if (e == OK) return tell(one, &act);
    return e == ERR_INVALID ? OK : e; /* it stays a draft, and the form says why */
}

/* A program gets the report as it stands now; a reader is led back to it. */
static enum err answered(struct desk_one *one, bool is_sent, bool was_to_be_sent) {
    struct req *q = one->q;
    if (q->format == FORMAT_JSON) {
        if (was_to_be_sent && !is_sent) req_status(q, err_row(ERR_INVALID)->http);
        return form_show(one, NULL);
    }
    const char *here = desk_href(q->a, one->project_id, one->period, "");
    req_notice(q, is_sent ? W_notice_sent : was_to_be_sent ? W_notice_not_sent : W_notice_draft);
    return req_redirect(q, was_to_be_sent && !is_sent ? arena_printf(q->a, "%s?tried=1", here) : here);
}

enum err report_post(struct req *q) {
    struct desk_one one;
    bool wants_send = text_eq(req_text(q, "do"), "send"), is_sent = false;
    int64_t seen = req_int(q, "version", 0);
    try(desk_one_load(q, &one));
    struct report stood = *one.report;
    bool is_read = form_read_typed(q, one.report);
    if (stood.version != seen) {
        conflict_tell(q, one.report, &stood);
        return ERR_CONFLICT;
    }
    if (!is_read) return ERR_INVALID;
    try(report_save(q->tx, one.report, seen, &one.who, &q->faults));
    try(files_take(&one));
    if (wants_send) try(send(&one, &is_sent));
    return answered(&one, is_sent, wants_send);
}

/* -- what is done with it -- */

enum err report_act_again(struct req *q) {
    struct desk_one one;
    try(desk_one_load(q, &one));
    return form_show(&one, NULL);
}

enum err report_act_post(struct req *q) {
    struct desk_one one;
    try(desk_one_load(q, &one));
    enum desk back_to = desk_read(req_text(q, "back_to"));
    struct report_act act = {.action = report_action_read(req_text(q, "action")), .report_id = one.report->id,
                             .version = req_int(q, "version", 0), .back_to = back_to < DESK_COUNT ? back_to : DESK_UNIT,
                             .reason = req_text(q, "reason"), .skipped = desk_skipped(one.rule), .known = &one.known,
                             .today = one.today, .now_ms = q->now_ms};
    if (!one.report->id) return ERR_MISSING;
    enum err e = report_act(q->tx, &act, &one.who, &q->faults, one.report);
    if (e == ERR_CONFLICT) req_fault(q, "version", both_word(W_inbox_changed));
    if (e != OK) return e;
    try(tell(&one, &act));
    if (q->format == FORMAT_JSON) return form_show(&one, NULL);
    req_notice(q, act.action == REPORT_CORRECT ? W_notice_corrected : W_notice_moved);
    return req_redirect(q, desk_href(q->a, one.project_id, one.period, ""));
}
