/* Today: what somebody looks after, in the order in which it needs him, and why. */
#include "base/text.h"
#include "domain/problems/problem.h"
#include "domain/rounds/need.h"
#include "domain/rounds/rounds_inside.h"
#include "domain/stats/duty.h"
#include "today_view.h"
#include <stdlib.h>

struct today {
    struct req *q;
    struct asked as;
    int32_t day; /* as seen from it; what one looks after is that of today, as what one sees */
    struct today_group groups[NEED_WHENS];
};

/* What is known of one project. */
struct looked {
    int64_t project_id;
    int row;
    enum light light;
    struct looked_after_on_row held;
    struct need need;
    int32_t visited_day, own_day, report_month; /* own_day: when the reader was there himself; NO_DAY: never */
    const struct problems_said_row *problem; /* the newest said since the last visit; NULL: none */
};

/* -- gathering -- */

/* The report of a month, if it is asked for, may still be given and is not here. */
static enum err report_look(struct today *t, int64_t project_id, int32_t month, struct need_facts *f, int32_t *ret_month) {
    const unsigned waited = 1 << DUTY_NOT_STARTED | 1 << DUTY_DRAFT | 1 << DUTY_RETURNED | 1 << DUTY_LATE;
    struct position *p = t->as.p;
    if (month_year(month) != p->year) try(asked_position(t->q, p->entry, t->day, month_year(month), &p));
    int row = board_row(p->board, project_id), m = month_index(month);
    if (row < 0 || f->report_day != NO_DAY || !(waited >> duty_of(p, row, m).state & 1)) return OK;
    f->report_day = p->duty->month[m].at[chunk_standing(board_chunk(p->board, row), row % CHUNK_ROWS, m)].due_day;
    *ret_month = month;
    return OK;
}

static enum err visits_look(struct today *t, struct looked *l, struct need_facts *f) {
    struct visit_last_row *last;
    struct visit_last_by_row *own;
    struct problems_said_row *said;
    size_t count, own_count;
    int64_t entry = t->as.p->entry;
    try(visit_last(t->q->tx, l->project_id, entry, &last, &count));
    try(visit_last_by(t->q->tx, l->project_id, t->q->who.account_id, entry, &own, &own_count));
    l->own_day = own_count ? own->visit_day : NO_DAY;
    f->visited_day = l->visited_day = count ? last->visit_day : NO_DAY;
    f->promised_day = count ? last->next_visit_day : NO_DAY;
    try(problems_said(t->q->tx, l->project_id, count ? last->visit_day : f->given_day, entry, &said, &count));
    l->problem = count ? &said[0] : NULL;
    f->problem_day = count ? said[count - 1].raised_day : NO_DAY;
    return OK;
}

static enum err look(struct today *t, const struct looked_after_on_row *held, struct looked *ret) {
    const struct position *p = t->as.p;
    const struct need_terms terms = {p->settings.visit_days, p->settings.visit_red_days};
    int row = board_row(p->board, held->project_id);
    *ret = (struct looked){.project_id = held->project_id, .row = row, .held = *held, .visited_day = NO_DAY,
                           .light = lights_at(p->lights, row, t->as.month)};
    struct need_facts f = {.is_red = ret->light == RED, .given_day = held->from_day, .report_day = NO_DAY};
    for (int32_t month = month_of_day(t->day) - 1; month <= month_of_day(t->day); month++)
        try(report_look(t, held->project_id, month, &f, &ret->report_month));
    try(visits_look(t, ret, &f));
    need_of(&f, &terms, &ret->need);
    return OK;
}

/* Works that are not over, on the platform, in his sight. */
static bool is_shown(const struct today *t, int64_t project_id) {
    const struct board *b = t->as.p->board;
    int row = board_row(b, project_id);
    if (row < 0 || !scope_sees(t->q->a, t->as.scope, project_id)) return false;
    const struct chunk *c = board_chunk(b, row);
    return chunk_on_platform(c, row % CHUNK_ROWS, t->as.month) && (ROUNDS_STAGES >> c->stage[row % CHUNK_ROWS] & 1);
}

/* The worst light first, then who waits longest. */
static int by_need(const void *left, const void *right) {
    const struct looked *a = left, *b = right;
    if (a->light != b->light) return a->light > b->light ? -1 : 1;
    if (a->need.due_day != b->need.due_day) return a->need.due_day < b->need.due_day ? -1 : 1;
    return a->project_id < b->project_id ? -1 : 1;
}

static enum err looks(struct today *t, struct looked **ret, size_t *ret_count) {
    struct looked_after_on_row *held;
    size_t count, n = 0;
    int32_t today;
    try(rounds_today(t->q, &today));
    try(looked_after_on(t->q->tx, t->q->who.account_id, today, &held, &count));
    struct looked *all = arena_array(t->q->a, struct looked, count);
    for (size_t i = 0; i < count; i++) {
        bool is_again = i && held[i].project_id == held[i - 1].project_id; /* its specialist and its leader */
        if (!is_again && is_shown(t, held[i].project_id)) try(look(t, &held[i], &all[n++]));
    }
    if (n > 1) qsort(all, n, sizeof *all, by_need);
    *ret = all;
    *ret_count = n;
    return OK;
}

/* -- words -- */

static struct both month_day(struct arena *a, int32_t day) {
    return both_text(day_print(a, day) + 5);
}

static struct both problem_said(struct arena *a, const struct problems_said_row *r) {
    struct problem_need need;
    (void)problem_need_read(r->kind, &need);
    struct both kind = problem_need_said(a, need);
    return text_empty(r->text) ? SAY(a, W_today_problem, kind) : SAY(a, W_today_problem_text, kind, both_text(r->text));
}

static struct both reason_of(const struct today *t, const struct looked *l, enum need_why why) {
    struct arena *a = t->q->a;
    struct both month = l->report_month ? both_text(month_print(a, l->report_month)) : both_text("");
    switch (why) {
    case NEED_PROMISED: return SAY(a, W_today_promised, month_day(a, l->need.day[why]));
    case NEED_NEVER: return SAY(a, W_today_never, both_text(day_print(a, l->held.from_day)));
    case NEED_INTERVAL: return SAY(a, W_today_interval, both_int(a, t->day - l->visited_day));
    case NEED_PROBLEM: return problem_said(a, l->problem);
    default:
        return SAY(a, l->need.day[NEED_REPORT] < t->day ? W_today_report_late : W_today_report, month,
                   month_day(a, l->need.day[NEED_REPORT]));
    }
}

static struct both left_of(const struct today *t, int32_t due_day) {
    if (due_day < t->day) return SAY(t->q->a, W_today_over, both_int(t->q->a, t->day - due_day));
    return due_day == t->day ? both_word(W_today_today) : month_day(t->q->a, due_day);
}

/* -- rows -- */

/* Every reason that holds soon; the first one whenever it holds. */
static void reasons_fill(const struct today *t, const struct looked *l, struct today_row *row) {
    struct today_reason *list = arena_array(t->q->a, struct today_reason, NEED_WHYS);
    for (enum need_why why = 0; why < NEED_WHYS; why++) {
        bool is_soon = l->need.day[why] != NO_DAY && l->need.day[why] <= t->day + NEED_SOON_DAYS;
        if (!is_soon && why != l->need.first) continue;
        list[row->reasons_count++] = (struct today_reason){.why = need_key(why), .day = l->need.day[why],
                                                           .text = reason_of(t, l, why)};
        if (why == NEED_PROBLEM)
            list[row->reasons_count - 1].href = problem_href(t->q->a, l->project_id, l->problem->id);
    }
    row->reasons = list;
}

/* When somebody was there, and he himself, if that was another day. */
static struct both last_of(struct arena *a, const struct looked *l) {
    if (l->visited_day == NO_DAY) return both_word(W_project_never_visited);
    struct both last = SAY(a, W_today_last, both_text(day_print(a, l->visited_day)));
    if (l->own_day == l->visited_day) return last;
    if (l->own_day == NO_DAY) return SAY(a, W_today_last_never, last);
    return SAY(a, W_today_last_own, last, both_text(day_print(a, l->own_day)));
}

static struct today_row row_of(const struct today *t, const struct looked *l) {
    const struct board *b = t->as.p->board;
    const struct chunk *c = board_chunk(b, l->row);
    int i = l->row % CHUNK_ROWS;
    struct today_row row = {
        .project_id = l->project_id, .name = chunk_name(c, i), .light = light_key(l->light),
        .area = dictionary_name(&b->areas, c->area[i]),
        .href = arena_printf(t->q->a, "/rounds/%lld", (long long)l->project_id), .visited_day = l->visited_day,
        .due_day = l->need.due_day, .left = left_of(t, l->need.due_day), .is_over = l->need.due_day < t->day,
        .is_leader = text_eq(l->held.kind, "leader"), .stands_in = l->held.stands_in != 0};
    row.own_day = l->own_day;
    row.last = last_of(t->q->a, l);
    reasons_fill(t, l, &row);
    return row;
}

static bool is_visited(const struct today *t, const struct looked *l) {
    return l->visited_day != NO_DAY && month_of_day(l->visited_day) == month_of_day(t->day);
}

static void group_add(struct today *t, const struct looked *all, size_t count, enum need_when when, bool visited_only,
                      struct today_view *v) {
    static const enum word titles[NEED_WHENS] = {W_today_now, W_today_soon, W_today_later};
    static const char *const keys[NEED_WHENS] = {"now", "soon", "later"};
    struct today_row *rows = arena_array(t->q->a, struct today_row, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (need_when(&all[i].need, t->day) == when && (!visited_only || is_visited(t, &all[i]))) rows[n++] = row_of(t, &all[i]);
    if (!n) return;
    t->groups[v->groups_count++] =
        (struct today_group){.when = keys[when], .title = both_word(titles[when]), .rows = rows, .rows_count = n};
    if (!v->start_href) v->start_href = rows[0].href;
}

static void tabs_fill(const struct today *t, const struct looked *all, size_t count, struct today_view *v) {
    static const struct { const char *key; enum word word; } shows[] = {
        {"today", W_today_tab_now}, {"all", W_today_tab_all}, {"visited", W_today_tab_visited}};
    int64_t counts[countof(shows)] = {0, (int64_t)count, 0};
    for (size_t i = 0; i < count; i++) {
        counts[0] += need_when(&all[i].need, t->day) == NEED_NOW;
        counts[2] += is_visited(t, &all[i]);
    }
    struct part_tab_view *tabs = arena_array(t->q->a, struct part_tab_view, countof(shows));
    for (size_t i = 0; i < countof(shows); i++) {
        struct addr *here = asked_addr(t->q, &t->as, "/rounds");
        if (i) addr_add(here, "show", shows[i].key);
        tabs[i] = (struct part_tab_view){.label = both_word(shows[i].word), .count = counts[i], .href = addr_text(here),
                                         .is_here = text_eq(v->show, shows[i].key)};
    }
    v->tabs = tabs;
    v->tabs_count = countof(shows);
    for (size_t i = 0; i < count; i++) {
        v->linked += text_eq(all[i].held.kind, "leader");
        v->red += all[i].light == RED;
        v->never += all[i].visited_day == NO_DAY;
    }
    v->now = counts[0];
    v->total = counts[1];
    v->visited = counts[2];
}

enum err today_page(struct req *q) {
    struct today t = {.q = q};
    struct looked *all;
    size_t count;
    try(asked_read(q, &t.as));
    t.day = t.as.p->known_day;
    try(looks(&t, &all, &count));
    struct today_view v = {.day = t.day, .show = *req_text(q, "show") ? req_text(q, "show") : "today",
                           .name = q->who.name, .groups = t.groups};
    tabs_fill(&t, all, count, &v);
    bool visited_only = text_eq(v.show, "visited"), is_all = text_eq(v.show, "all");
    group_add(&t, all, count, NEED_NOW, visited_only, &v);
    group_add(&t, all, count, NEED_SOON, visited_only, &v);
    if (visited_only || is_all) group_add(&t, all, count, NEED_LATER, visited_only, &v);
    return req_view(q, &today_view, &v);
}
