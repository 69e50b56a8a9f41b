/* The whole history of one project: each journal entry with who, when, why, and what it changed. */
#include "base/text.h"
#include "domain/overview/milestone_show.h"
#include "domain/overview/pages.h"
#include "domain/overview/stated_show.h"
#include "domain/reports/report.h"
#include "history_view.h"
#include "overview_queries.h"

enum { PAGE_ROWS = 20, CHANGES_MAX = 40, ENTRIES_MAX = 100000 };

/* The entries of the page, and where the changes of each go. */
struct history {
    struct req *q;
    struct asked as;
    int64_t id;
    struct entries_of_project_row *entries;
    struct history_row *rows;
    struct history_change *changes[PAGE_ROWS];
    size_t count;
};

static void tell(struct history *h, int64_t entry, struct both what, struct both from, struct both to) {
    for (size_t i = 0; i < h->count; i++) {
        struct history_row *row = &h->rows[i];
        if (h->entries[i].number != entry) continue;
        if (row->changes_count < CHANGES_MAX) h->changes[i][row->changes_count++] = (struct history_change){what, from, to};
        else row->more++;
    }
}

/* -- the project's own row -- */

static enum err project_tell(struct history *h, const struct stated_names *names, int64_t version) {
    struct arena *a = h->q->a;
    struct project_stated now, before;
    try(project_stood(h->q->tx, h->id, version, &now));
    try(project_stood(h->q->tx, h->id, version - 1, &before));
    for (size_t i = 0; i < stated_field_count; i++) {
        const struct stated_field *f = &stated_fields[i];
        if (text_eq(stated_text(a, f, &now), stated_text(a, f, &before))) continue;
        struct both to = *stated_text(a, f, &now) ? stated_shown(a, names, f, &now) : both_word(W_not_stated);
        tell(h, now.row.entry, both_word(f->label), stated_shown(a, names, f, &before), to);
    }
    return OK;
}

static bool is_on_page(const struct history *h, int64_t entry) {
    return h->count && entry <= h->entries[0].number && entry >= h->entries[h->count - 1].number;
}

/* Only versions of this page are compared: each costs a look into the twin table. */
static enum err project_versions_tell(struct history *h) {
    enum { VERSIONS_MAX = 1000 };
    struct project_cursor c;
    struct project row;
    struct stated_names names;
    int64_t *versions = arena_array(h->q->a, int64_t, VERSIONS_MAX);
    size_t count = 0;
    bool has = false;
    try(stated_names_load(h->q, &names));
    try(project_versions(h->q->tx, h->id, &c));
    for (;;) {
        try(project_cursor_next(&c, &row, &has));
        if (!has || count == VERSIONS_MAX) break;
        if (row.version > 1 && is_on_page(h, row.entry)) versions[count++] = row.version;
    }
    project_cursor_close(&c);
    for (size_t i = 0; i < count; i++) try(project_tell(h, &names, versions[i]));
    return OK;
}

/* -- beside it -- */

/* The version before, if the row above it in the order of id and version is one of the same row. */
#define BEFORE(r, i) ((i) > 0 && (r)[(i) - 1].id == (r)[i].id ? &(r)[(i) - 1] : NULL)

static enum err facts_tell(struct history *h) {
    struct history_facts_row *r;
    size_t count;
    try(history_facts(h->q->tx, h->id, &r, &count));
    for (size_t i = 0; i < count; i++) {
        const struct history_facts_row *before = BEFORE(r, i);
        struct both what = SAY(h->q->a, W_side_subject, choice_word("source", r[i].source),
                               period_text(h->q->a, r[i].from_month, r[i].to_month));
        struct both to = r[i].gone ? both_word(W_history_withdrawn) : fen_text(h->q->a, r[i].amount_fen);
        tell(h, r[i].entry, what, before ? fen_text(h->q->a, before->amount_fen) : both_text(""), to);
    }
    return OK;
}

static enum err plans_tell(struct history *h) {
    struct history_plans_row *r;
    size_t count;
    try(history_plans(h->q->tx, h->id, &r, &count));
    for (size_t i = 0; i < count; i++) {
        const struct history_plans_row *before = BEFORE(r, i);
        struct both revision = SAY(h->q->a, W_project_revision_n, both_int(h->q->a, r[i].revision));
        if (r[i].is_provisional) revision = SAY(h->q->a, W_side_provisional, revision);
        struct both what = SAY(h->q->a, W_history_plan, both_int(h->q->a, r[i].year), revision);
        struct both to = r[i].gone ? both_word(W_history_withdrawn) : fen_text(h->q->a, r[i].amount_fen);
        tell(h, r[i].entry, what, before ? fen_text(h->q->a, before->amount_fen) : both_text(""), to);
    }
    return OK;
}

static struct both list_state(struct history *h, const struct history_lists_row *r) {
    if (r->gone) return both_word(W_history_withdrawn);
    if (r->left_day != NO_DAY) return SAY(h->q->a, W_project_left, both_text(day_print(h->q->a, r->left_day)));
    return choice_word("role", r->role);
}

static enum err lists_tell(struct history *h) {
    struct history_lists_row *r;
    size_t count;
    try(history_lists(h->q->tx, h->id, &r, &count));
    for (size_t i = 0; i < count; i++) {
        const struct history_lists_row *before = BEFORE(r, i);
        struct both what = SAY(h->q->a, W_side_subject, both_int(h->q->a, r[i].year), choice_word("level", r[i].level));
        tell(h, r[i].entry, what, before ? list_state(h, before) : both_text(""), list_state(h, &r[i]));
    }
    return OK;
}

static struct both stop_state(struct history *h, const struct history_stops_row *r) {
    if (r->gone) return both_word(W_history_withdrawn);
    if (r->resumed_day == NO_DAY) return both_word(W_project_still_stopped);
    return SAY(h->q->a, W_history_resumed, both_text(day_print(h->q->a, r->resumed_day)));
}

static enum err stops_tell(struct history *h) {
    struct history_stops_row *r;
    size_t count;
    try(history_stops(h->q->tx, h->id, &r, &count));
    for (size_t i = 0; i < count; i++) {
        const struct history_stops_row *before = BEFORE(r, i);
        struct both what = SAY(h->q->a, W_history_stop, both_text(day_print(h->q->a, r[i].stopped_day)));
        tell(h, r[i].entry, what, before ? stop_state(h, before) : both_text(""), stop_state(h, &r[i]));
    }
    return OK;
}

/* "计划 2022-10-20", "2022-11-02 完成"; behind it what a report said, where that is what changed. */
static struct both milestone_state(struct history *h, const struct history_milestones_row *r) {
    struct arena *a = h->q->a;
    if (r->gone) return both_word(W_history_withdrawn);
    if (r->actual_day != NO_DAY) return SAY(a, W_milestone_says_reached, both_text(day_print(a, r->actual_day)));
    struct both plan = r->plan_day == NO_DAY ? both_word(W_milestone_says_open)
                                             : SAY(a, W_milestone_says_planned, both_text(day_print(a, r->plan_day)));
    if (!r->answer) return plan;
    struct both expected = r->expected_day == NO_DAY ? both_word(W_milestone_later) : both_text(day_print(a, r->expected_day));
    return SAY(a, W_history_expected, plan, expected);
}

static enum err milestones_tell(struct history *h) {
    struct history_milestones_row *r;
    struct milestone_kinds kinds;
    size_t count;
    try(milestone_kinds_load(h->q->tx, &kinds));
    try(history_milestones(h->q->tx, h->id, &r, &count));
    for (size_t i = 0; i < count; i++) {
        const struct history_milestones_row *before = BEFORE(r, i);
        struct both name = milestone_name(&kinds, r[i].kind_id, r[i].name);
        tell(h, r[i].entry, name, before ? milestone_state(h, before) : both_text(""), milestone_state(h, &r[i]));
    }
    return OK;
}

/* Each stamp: whose it is, and what became of the report by it. */
static enum err reports_tell(struct history *h) {
    struct arena *a = h->q->a;
    struct history_steps_row *r;
    size_t count;
    try(history_steps(h->q->tx, h->id, &r, &count));
    for (size_t i = 0; i < count; i++) {
        struct period period = {period_kind_read(r[i].period_kind), r[i].from_day, r[i].to_day};
        struct report from = {.state = r[i].from_state, .desk = r[i].from_desk};
        struct report to = {.state = r[i].to_state, .desk = r[i].to_desk};
        struct both what = SAY(a, W_history_report, period_name(a, period), both_word(desk_word(desk_read(r[i].seat))),
                               both_word(report_action_word(report_action_read(r[i].action))));
        tell(h, r[i].entry, what, report_state_said(a, &from), report_state_said(a, &to));
    }
    return OK;
}

/* -- the page -- */

static void rows_fill(struct history *h, size_t skip, size_t total) {
    h->count = total > skip ? total - skip : 0;
    if (h->count > PAGE_ROWS) h->count = PAGE_ROWS;
    h->entries += total > skip ? skip : 0;
    h->rows = arena_array(h->q->a, struct history_row, PAGE_ROWS);
    for (size_t i = 0; i < h->count; i++) {
        const struct entries_of_project_row *e = &h->entries[i];
        h->changes[i] = arena_array(h->q->a, struct history_change, CHANGES_MAX);
        h->rows[i] = (struct history_row){
            .number = e->number, .at = moment_print(h->q, h->as.p, e->recorded_ms), .what = entry_word(e->kind),
            .who = e->who ? e->who : word(h->q->lang, W_source_program), .reason = e->reason, .changes = h->changes[i]};
    }
}

static const char *page_href(struct req *q, int64_t page) {
    struct addr *addr = addr_copy(req_here(q));
    addr_set_int(addr, "page", page);
    return addr_text(addr);
}

enum err history_page(struct req *q) {
    struct history h = {.q = q, .id = req_int(q, "id", 0)};
    struct shown_project_row project;
    size_t total, page = (size_t)req_int(q, "page", 1), skip = (page - 1) * PAGE_ROWS;
    bool has;
    try(asked_read(q, &h.as));
    try(shown_project(q->tx, h.id, h.as.p->entry, &project, &has));
    if (!has) return ERR_MISSING;
    try(entries_of_project(q->tx, h.id, h.as.p->entry, ENTRIES_MAX, &h.entries, &total));
    rows_fill(&h, skip, total);
    try(project_versions_tell(&h));
    try(facts_tell(&h));
    try(plans_tell(&h));
    try(lists_tell(&h));
    try(stops_tell(&h));
    try(milestones_tell(&h));
    try(reports_tell(&h));
    struct history_view v = {
        .id = h.id, .name = project.name, .total = (int64_t)total, .rows = h.rows, .rows_count = h.count,
        .pager = {.first = h.count ? (int64_t)skip + 1 : 0, .last = h.count ? (int64_t)(skip + h.count) : 0,
                  .total = (int64_t)total, .prev_href = page > 1 ? page_href(q, (int64_t)page - 1) : NULL,
                  .next_href = skip + h.count < total ? page_href(q, (int64_t)page + 1) : NULL},
        .project_href = project_href(q, &h.as, h.id)};
    req_title(q, SAY(q->a, W_history_title, both_text(project.name)).in[q->lang]);
    return req_view(q, &history_view, &v);
}
