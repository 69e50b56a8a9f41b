/* One action for many reports, in one transaction. */
#include "base/text.h"
#include "domain/desk/desk_tell.h"
#include "domain/desk/inbox.h"
#include "store/store.h"

struct doing {
    struct inbox box;
    struct report_act act;
    struct inbox_left *left;
    size_t done, left_count;
    int64_t seen;
    struct telling telling;
};

static void leave(struct doing *d, const char *name, struct both why) {
    d->left[d->left_count++] = (struct inbox_left){name, why};
}

static const char *name_of(const struct doing *d, const struct waiting *w) {
    return chunk_name(board_chunk(d->box.p->board, w->row), w->row % CHUNK_ROWS);
}

/* One of them; what cannot be done with it is told and hinders no other. */
static enum err do_one(struct doing *d, const struct waiting *w, int64_t version) {
    struct inbox *box = &d->box;
    struct faults faults = {.count = 0};
    struct report r;
    struct who_acts who = {box->q->who.account_id, desk_seats_at(&box->seats, w->row)};
    try(report_get(box->q->tx, w->report_id, &r));
    try(inbox_skipped(box, &r, &d->act.skipped));
    d->act.report_id = w->report_id;
    d->act.version = version;
    enum err e = report_act(box->q->tx, &d->act, &who, &faults, &r);
    if (e == OK) {
        d->done++;
        return desk_told(&d->telling, d->act.action, &r, d->act.reason);
    }
    if (e == ERR_CONFLICT || e == ERR_MISSING) leave(d, name_of(d, w), both_word(W_inbox_changed));
    else if (e == ERR_INVALID) leave(d, name_of(d, w), faults.at[0].text);
    else return e;
    return OK;
}

/* All that waited when the page was shown: what was written since is left for a look. */
static enum err do_all(struct doing *d) {
    struct report r;
    for (size_t i = 0; i < d->box.count; i++) {
        const struct waiting *w = d->box.at[i];
        try(report_get(d->box.q->tx, w->report_id, &r));
        if (r.entry <= d->seen) try(do_one(d, w, r.version));
        else leave(d, name_of(d, w), both_word(W_inbox_changed));
    }
    return OK;
}

static const struct waiting *find_waiting(const struct inbox *box, int64_t report_id) {
    for (size_t i = 0; i < box->count; i++)
        if (box->at[i]->report_id == report_id) return box->at[i];
    return NULL;
}

/* "12:3": report and version. */
static bool chosen_read(struct req *q, const char *text, int64_t *ret_id, int64_t *ret_version) {
    struct span left = span_of(text), id;
    return span_cut(&left, ':', &id) && left.at && text_int(arena_copy_n(q->a, id.at, id.len), 1, INT64_MAX, ret_id) &&
           text_int(arena_copy_n(q->a, left.at, left.len), 1, INT64_MAX, ret_version);
}

static enum err do_chosen(struct doing *d) {
    struct req *q = d->box.q;
    for (size_t i = 0; i < req_count(q, "row"); i++) {
        int64_t id, version;
        if (!chosen_read(q, req_text_at(q, "row", i), &id, &version)) return req_fault(q, "row", both_word(W_inbox_gone));
        const struct waiting *w = find_waiting(&d->box, id);
        if (w) try(do_one(d, w, version));
        else leave(d, arena_printf(q->a, "%lld", (long long)id), both_word(W_inbox_gone));
    }
    return OK;
}

/* Where some were left, or to a program, the inbox as it is now with what became of each; else back to it. */
static enum err answered(struct doing *d) {
    struct req *q = d->box.q;
    struct both what = both_word(report_action_word(d->act.action)), done = both_int(q->a, (int64_t)d->done);
    if (q->format == FORMAT_JSON || d->left_count) {
        struct inbox_view v = {.done = (int64_t)d->done, .left = (int64_t)d->left_count, .left_rows = d->left,
                               .left_rows_count = d->left_count};
        v.done_said = SAY(q->a, W_inbox_done_left, what, done, both_int(q->a, v.left));
        try(inbox_read(&d->box));
        return inbox_show(&d->box, &v);
    }
    struct addr *addr = addr_new(q->a, "/desk/inbox");
    addr_add(addr, "desk", desk_key(d->box.desk));
    addr_add(addr, "area", req_text(q, "area"));
    addr_add_int(addr, "done", (int64_t)d->done);
    addr_add(addr, "act", report_action_key(d->act.action));
    return req_redirect(q, addr_text(addr));
}

enum err inbox_post(struct req *q) {
    struct doing d = {.seen = req_int(q, "seen", 0)};
    enum desk back_to = desk_read(req_text(q, "back_to"));
    bool is_all = req_flag(q, "all");
    try(inbox_load(q, &d.box));
    if (d.box.desk == DESK_COUNT) return ERR_DENIED;
    try(desk_today(q, &d.act.today));
    d.telling = desk_telling(q, d.act.today);
    d.act.action = report_action_read(req_text(q, "action"));
    d.act.reason = req_text(q, "reason");
    d.act.back_to = back_to < DESK_COUNT ? back_to : DESK_UNIT;
    d.act.now_ms = q->now_ms;
    if (!is_all && !req_count(q, "row")) return req_fault(q, "row", both_word(W_inbox_none_chosen));
    bool lacks_reason = d.act.action == REPORT_RETURN && text_empty(d.act.reason);
    if (lacks_reason) return req_fault(q, "reason", both_word(W_report_reason_missing));
    d.left = arena_array(q->a, struct inbox_left, d.box.count + req_count(q, "row"));
    try(is_all ? do_all(&d) : do_chosen(&d));
    try(desk_telling_end(&d.telling));
    return answered(&d);
}
