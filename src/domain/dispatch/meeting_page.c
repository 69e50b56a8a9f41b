/* One meeting: what it saw, in the order of its agenda, and what may be done with it. */
#include "base/text.h"
#include "domain/dispatch/agenda.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/dispatch/dispatch_kinds.h"
#include "domain/people/exports.h"
#include "meeting_agenda_view.h"
#include "projects_queries.h"
#include "store/blob.h"

/* -- items -- */

static void reasons_fill(struct req *q, const struct pack_item *item, struct agenda_row *row) {
    if (!item) return;
    struct agenda_reason *at = arena_array(q->a, struct agenda_reason, item->reason_count);
    for (size_t i = 0; i < item->reason_count; i++) at[i] = (struct agenda_reason){item->reasons[i].text, item->reasons[i].more};
    row->reasons = at;
    row->reasons_count = item->reason_count;
}

static struct agenda_row row_of(struct req *q, const struct meeting *m, const struct shown_item *item, int64_t no,
                                bool may_edit) {
    const struct pack_item *p = item->pack;
    struct agenda_row row = {.item_id = item->row.id, .version = item->row.version, .no = no, .kind = item->row.kind,
                             .project_id = item->row.project_id, .name = item->name, .code = p ? p->code : "",
                             .area = p ? p->area : both_text(""), .owner = p ? p->owner : both_text(""), .may_edit = may_edit,
                             .is_red = text_eq(item->row.kind, "red")};
    row.href = item->is_on ? arena_printf(q->a, "%s/screen?item=%lld", meeting_href(q, m->id), (long long)row.item_id)
                           : arena_printf(q->a, "/projects/%lld", (long long)row.project_id);
    if (!item->is_on && row.project_id == NO_INT) row.href = meeting_href(q, m->id);
    reasons_fill(q, p, &row);
    return row;
}

static void decided_count(struct agenda_row *rows, size_t count, const struct decisions_of_meeting_row *decided, size_t n) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < n; k++) rows[i].decided += decided[k].agenda_item_id == rows[i].item_id;
}

static int64_t total_of(const struct pack *pack, const char *kind) {
    for (size_t i = 0; i < pack->count_count; i++)
        if (text_eq(pack->counts[i].kind, kind)) return pack->counts[i].total;
    return NO_INT;
}

/* What stands together and is of one kind is one section. */
static void groups_fill(struct req *q, const struct dispatch_reader *r, const struct shown_agenda *list,
                        const struct agenda_row *rows,
                        struct meeting_agenda_view *v) {
    struct agenda_group *groups = arena_array(q->a, struct agenda_group, list->on);
    size_t n = 0;
    for (size_t i = 0; i < list->on; i++) {
        if (!i || !text_eq(rows[i].kind, rows[i - 1].kind)) {
            int64_t total = r->scope->everything ? total_of(&list->pack, rows[i].kind) : NO_INT;
            groups[n++] = (struct agenda_group){.title = both_word(dispatch_kind_title(rows[i].kind)), .total = total,
                                                .rows = &rows[i]};
        }
        groups[n - 1].rows_count++;
    }
    v->groups = groups;
    v->groups_count = n;
}

static enum err items_fill(struct req *q, const struct dispatch_reader *r, const struct meeting *m,
                           struct meeting_agenda_view *v) {
    struct shown_agenda list;
    struct decisions_of_meeting_row *decided;
    size_t decided_n;
    try(shown_agenda_load(q, r, m, &list));
    try(decisions_of_meeting(q->tx, m->id, &decided, &decided_n));
    struct agenda_row *rows = arena_array(q->a, struct agenda_row, list.count);
    for (size_t i = 0; i < list.count; i++) rows[i] = row_of(q, m, &list.at[i], (int64_t)i + 1, v->may_edit);
    decided_count(rows, list.count, decided, decided_n);
    groups_fill(q, r, &list, rows, v);
    v->backlog = rows + list.on;
    v->backlog_count = list.count - list.on;
    v->on = (int64_t)list.on;
    return OK;
}

/* -- around them -- */

static void forms_fill(struct req *q, struct meeting_agenda_view *v) {
    v->inputs_day = edit_day(q, "day", W_dispatch_day, NO_DAY);
    v->inputs_reason = edit_input(q, "reason", W_dispatch_reason, "");
    v->inputs_text = edit_input(q, "text", W_dispatch_add_what, "");
    v->inputs_project = edit_input(q, "project", W_dispatch_add_project, "");
    struct agenda_fault *faults = arena_array(q->a, struct agenda_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) faults[i] = (struct agenda_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
}

enum err meeting_agenda_page(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    try(dispatch_meeting(q, &r, &m));
    enum meeting_state state = meeting_state_read(m.state);
    bool run = r.may_run;
    struct meeting_agenda_view v = {
        .meeting_id = m.id, .version = m.version, .name = meeting_name(q->a, &m), .kind = m.kind, .period = m.period,
        .state = m.state, .state_name = both_word(meeting_state_word(state)), .planned_day = m.planned_day,
        .meeting_day = m.meeting_day, .reason = m.reason ? m.reason : "", .is_moved = m.planned_day != m.meeting_day,
        .is_frozen = m.pack_sha != NULL, .entry = m.frozen_entry, .known_day = m.frozen_day, .month = m.frozen_month,
        .content_sha = m.content_sha ? m.content_sha : "", .may_run = run, .may_move = run && state <= MEETING_FROZEN,
        .may_freeze = run && state == MEETING_PLANNED, .may_edit = run && state == MEETING_FROZEN,
        .may_hold = run && state == MEETING_FROZEN, .may_minute = run && state == MEETING_HELD, .here_href = meeting_href(q,
                                                                                                                          m.id)};
    v.screen_href = arena_printf(q->a, "%s/screen", v.here_href);
    v.minutes_href = arena_printf(q->a, "%s/minutes", v.here_href);
    if (r.scope->everything) v.pack_href = arena_printf(q->a, "%s/pack", v.here_href);
    try(items_fill(q, &r, &m, &v));
    forms_fill(q, &v);
    req_title(q, v.name.in[q->lang]);
    return req_view(q, &meeting_agenda_view, &v);
}

enum err meeting_pack_file(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    struct blob bytes;
    try(dispatch_meeting(q, &r, &m));
    if (!m.pack_sha || !r.scope->everything) return ERR_MISSING;
    try(blob_read_bytes(q->tx, m.pack_sha, PACK_BYTES_MAX, &bytes));
    try(export_note(q, 1));
    req_header(q, "X-Pack-Content-SHA256", m.content_sha);
    struct out *o = req_body(q, "application/json", arena_printf(q->a, "pack-%s-%s.json", m.kind, m.period));
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}

/* -- what is done with it -- */

static enum err done(struct req *q, const struct meeting *m) {
    req_notice(q, W_notice_saved);
    return req_redirect(q, meeting_href(q, m->id));
}

enum err meeting_freeze_post(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    struct pack_asked asked;
    try(dispatch_meeting(q, &r, &m));
    try(freeze_asked(q->tx, q->app->positions, &m, r.today, &asked));
    try(meeting_freeze(q->tx, &m, req_int(q, "version", 0), &asked, &q->faults));
    return done(q, &m);
}

enum err meeting_move_post(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    try(dispatch_meeting(q, &r, &m));
    try(meeting_move(q->tx, &m, req_int(q, "version", 0), req_day(q, "day"), req_text(q, "reason"), r.today, &q->faults));
    return done(q, &m);
}

enum err meeting_end_post(struct req *q) {
    static const enum meeting_state to[] = {MEETING_HELD, MEETING_MINUTED};
    struct meeting m;
    struct dispatch_reader r;
    try(dispatch_meeting(q, &r, &m));
    try(meeting_end(q->tx, &m, req_int(q, "version", 0), to[req_choice(q, "do")], &q->faults));
    return done(q, &m);
}

enum err meeting_edit_post(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    int64_t item = req_int(q, "item", 0);
    try(dispatch_meeting(q, &r, &m));
    try(agenda_edit(q->tx, &m, item, req_int(q, "version", 0), (enum agenda_act)req_choice(q, "do"), &q->faults));
    return req_redirect(q, arena_printf(q->a, "%s#i-%lld", meeting_href(q, m.id), (long long)item));
}

/* By its national code or the platform's number; NO_INT and a fault if there is none. */
static enum err project_named(struct req *q, int64_t *ret) {
    struct project_id_by_number_row by_number;
    bool has;
    const char *text = req_text(q, "project");
    *ret = NO_INT;
    if (!*text) return OK;
    try(project_id_by_number(q->tx, text, &by_number, &has));
    if (has) return *ret = by_number.id, OK;
    return req_fault(q, "project", SAY(q->a, W_dispatch_add_no_project, both_text(text)));
}

enum err meeting_add_post(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    struct agenda_item item;
    int64_t project_id;
    try(dispatch_meeting(q, &r, &m));
    try(project_named(q, &project_id));
    try(agenda_add(q->tx, &m, project_id, req_text(q, "text"), &q->faults, &item));
    return done(q, &m);
}
