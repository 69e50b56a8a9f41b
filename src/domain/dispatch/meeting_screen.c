/* The screen of the room: one item at a time, and a decision before the next. */
#include "base/text.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/dispatch/dispatch_kinds.h"
#include "meeting_screen_view.h"
#include <math.h>

enum { PAST_SHOWN = 4, BP_PER_PERCENT = 100 };

struct screen {
    struct req *q;
    struct meeting m;
    struct dispatch_reader r;
    struct shown_agenda list;
    size_t at; /* from 0 */
};

/* The item that was asked for by its id, wherever it stands by now; else, or if it is off the agenda, by its place. */
static enum err screen_load(struct req *q, struct screen *s) {
    s->q = q;
    try(dispatch_meeting(q, &s->r, &s->m));
    try(shown_agenda_load(q, &s->r, &s->m, &s->list));
    if (!s->list.on) return ERR_MISSING;
    int64_t at = req_int(q, "at", 1), item = req_int(q, "item", NO_INT);
    s->at = at > (int64_t)s->list.on ? s->list.on - 1 : (size_t)at - 1;
    for (size_t i = 0; i < s->list.on; i++)
        if (s->list.at[i].row.id == item) s->at = i;
    return OK;
}

static const char *place_href(const struct screen *s, size_t at) {
    return arena_printf(s->q->a, "%s/screen?item=%lld", meeting_href(s->q, s->m.id), (long long)s->list.at[at].row.id);
}

/* -- the rail -- */

static void rail_fill(const struct screen *s, struct meeting_screen_view *v) {
    struct screen_group *groups = arena_array(s->q->a, struct screen_group, s->list.on);
    struct screen_item *items = arena_array(s->q->a, struct screen_item, s->list.on);
    size_t n = 0;
    for (size_t i = 0; i < s->list.on; i++) {
        const struct shown_item *item = &s->list.at[i];
        items[i] = (struct screen_item){item->name, place_href(s, i), i == s->at, text_eq(item->row.kind, "red")};
        if (!i || !text_eq(item->row.kind, item[-1].row.kind))
            groups[n++] = (struct screen_group){.title = both_word(dispatch_kind_title(item->row.kind)), .items = &items[i]};
        groups[n - 1].count++;
        groups[n - 1].items_count++;
        groups[n - 1].is_here |= i == s->at;
    }
    v->groups = groups;
    v->groups_count = n;
    if (s->at) v->prev_href = place_href(s, s->at - 1);
    if (s->at + 1 < s->list.on) v->next_href = place_href(s, s->at + 1);
}

static int minutes_of(const struct shown_item *item) {
    const struct dispatch_kind *kind = dispatch_kind_of(item->row.kind);
    return kind ? kind->minutes : ADDED_MINUTES;
}

/* -- the item -- */

static double percent(int64_t bp) { return bp == NO_INT ? NAN : (double)bp / BP_PER_PERCENT; }

static void pack_fill(const struct screen *s, const struct pack_item *p, struct meeting_screen_view *v) {
    if (!p) return;
    v->code = p->code, v->unit = p->unit, v->area = p->area, v->department = p->department;
    v->total_fen = p->total_fen, v->plan_fen = p->plan_fen, v->done_fen = p->done_fen;
    v->completion = percent(p->rate_bp), v->time_progress = percent(p->time_bp);
    v->has_figures = p->plan_fen != NO_FEN;
    if (text_eq(p->kind, "red")) v->light = "red";
    struct screen_reason *at = arena_array(s->q->a, struct screen_reason, p->reason_count);
    for (size_t i = 0; i < p->reason_count; i++)
        at[i] = (struct screen_reason){(int64_t)i + 1, p->reasons[i].text, p->reasons[i].more};
    v->reasons = at;
    v->reasons_count = p->reason_count;
}

static enum err past_fill(const struct screen *s, int64_t project_id, struct meeting_screen_view *v) {
    struct tasks_of_project_row *rows;
    size_t count;
    if (project_id == NO_INT) return OK;
    try(tasks_of_project(s->q->tx, project_id, PAST_SHOWN * 2, &rows, &count));
    struct screen_past *at = arena_array(s->q->a, struct screen_past, PAST_SHOWN);
    for (size_t i = 0; i < count && v->past_count < PAST_SHOWN; i++) {
        if (rows[i].meeting_id == s->m.id) continue;
        struct screen_past *past = &at[v->past_count++];
        *past = (struct screen_past){
            .text = rows[i].text, .owner = {{rows[i].unit_zh, rows[i].unit_en}}, .due_day = rows[i].due_day,
            .is_over = task_is_over(rows[i].state, rows[i].due_day, s->r.today), .href = task_href(s->q->a, rows[i].id),
            .state_name = task_stands_said(s->q->a, rows[i].state, rows[i].due_day, s->r.today)};
        try(meeting_named(s->q, &s->r, rows[i].meeting_id, &past->meeting, NULL));
    }
    v->past = at;
    return OK;
}

static enum err decided_fill(const struct screen *s, struct meeting_screen_view *v) {
    struct decisions_of_meeting_row *rows;
    size_t count;
    try(decisions_of_meeting(s->q->tx, s->m.id, &rows, &count));
    struct screen_decided *at = arena_array(s->q->a, struct screen_decided, count);
    for (size_t i = 0; i < count; i++)
        if (rows[i].agenda_item_id == v->item_id)
            at[v->decided_count++] = (struct screen_decided){rows[i].text, {{rows[i].unit_zh, rows[i].unit_en}}, rows[i].due_day,
                                                             task_href(s->q->a, rows[i].task_id)};
    v->decided = at;
    return OK;
}

/* -- the form -- */

static enum err form_fill(const struct screen *s, struct meeting_screen_view *v) {
    struct req *q = s->q;
    struct owners owners;
    v->may_decide = s->r.may_run && (text_eq(s->m.state, "frozen") || text_eq(s->m.state, "held"));
    if (!v->may_decide) return OK;
    try(owners_load(q->tx, v->project_id, "", s->r.today, &owners));
    struct screen_owner *at = arena_array(q->a, struct screen_owner, owners.count);
    for (size_t i = 0; i < owners.count; i++)
        if (owners.at[i].post_id == NO_INT) at[v->owners_count++] = (struct screen_owner){{{owners.at[i].name_zh,
                                                                                            owners.at[i].name_en}}};
    v->owners = at;
    v->line = req_typed(q, "line", "");
    v->inputs_text = edit_input(q, "text", W_task_text, "");
    v->inputs_owner = edit_input(q, "owner", W_task_owner, "");
    v->inputs_due = edit_input(q, "due", W_task_due, "");
    struct screen_fault *faults = arena_array(q->a, struct screen_fault, q->faults.count);
    bool by_line = *v->line != 0;
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct screen_fault){by_line ? "line" : q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
    return OK;
}

enum err meeting_screen_page(struct req *q) {
    struct screen s;
    try(screen_load(q, &s));
    const struct shown_item *item = &s.list.at[s.at];
    struct meeting_screen_view v = {
        .meeting_id = s.m.id, .name = meeting_name(q->a, &s.m), .meeting_day = s.m.meeting_day, .state = s.m.state,
        .at = (int64_t)s.at + 1, .total = (int64_t)s.list.on, .item_id = item->row.id, .kind = item->row.kind,
        .kind_title = both_word(dispatch_kind_title(item->row.kind)), .minutes = minutes_of(item),
            .project_id = item->row.project_id,
        .title = item->name, .code = "", .unit = "", .light = "", .area = both_text(""), .department = both_text(""),
        .total_fen = NO_FEN, .plan_fen = NO_FEN, .done_fen = NO_FEN, .completion = NAN, .time_progress = NAN,
        .month = s.list.pack.month, .here_href = meeting_href(q, s.m.id), .line = ""};
    for (size_t i = s.at; i < s.list.on; i++) v.minutes_left += minutes_of(&s.list.at[i]);
    v.agenda_href = v.here_href;
    v.minutes_href = arena_printf(q->a, "%s/minutes", v.here_href);
    v.decide_href = arena_printf(q->a, "%s/decide", v.here_href);
    if (v.project_id != NO_INT) v.project_href = arena_printf(q->a, "/projects/%lld", (long long)v.project_id);
    pack_fill(&s, item->pack, &v);
    rail_fill(&s, &v);
    try(past_fill(&s, v.project_id, &v));
    try(decided_fill(&s, &v));
    try(form_fill(&s, &v));
    req_title(q, arena_printf(q->a, "%s · %s", v.title, v.name.in[q->lang]));
    return req_view(q, &meeting_screen_view, &v);
}

/* -- deciding -- */

/* The line, or the three fields of who works without it. */
static enum err typed_read(struct req *q, const struct agenda_item *item, int32_t day, struct decision_read *ret) {
    struct owners owners;
    struct both why;
    const char *line = req_text(q, "line"), *owner = req_text(q, "owner"), *due = req_text(q, "due");
    bool by_line = *line != 0;
    try(owners_load(q->tx, item->project_id, by_line ? line : owner, day, &owners));
    if (by_line) return decision_line_read(q->a, line, &owners, day, ret, &q->faults);
    *ret = (struct decision_read){*owner ? owner_find(q->a, &owners, owner, &why) : NULL, NO_DAY, req_text(q, "text")};
    if (*owner && !ret->owner) faults_add(&q->faults, "owner", why);
    if (*due && !due_day_read(q->a, due, day, &ret->due_day)) faults_add(&q->faults, "due", SAY(q->a, W_dispatch_due_unread,
                                                                                                both_text(due)));
    return q->faults.count ? ERR_INVALID : OK;
}

enum err meeting_decide_post(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    struct agenda_item item;
    struct decision_read read;
    struct decided decided;
    try(dispatch_meeting(q, &r, &m));
    try(agenda_item_get(q->tx, req_int(q, "item", 0), &item));
    try(typed_read(q, &item, m.meeting_day, &read));
    try(decide(q->tx, &m, &item, &read, q->who.account_id, q->now_ms, &q->faults, &decided));
    req_notice(q, W_dispatch_given_notice);
    return req_redirect(q, arena_printf(q->a, "%s/screen?item=%lld#f-line", meeting_href(q, m.id), (long long)item.id));
}
