/* To add a kind of item: a row here, in the place it has on the agenda, its gather and its fill. */
#include "domain/dispatch/dispatch_kinds.h"
#include "base/text.h"
#include "domain/board/select.h"
#include "domain/dispatch/task_chain.h"
#include "domain/problems/problem.h"
#include <string.h>

void candidate_add(struct gathering *g, struct candidates *list, const struct candidate *c) {
    if (list->count == list->room) {
        struct candidate *more = arena_array(g->a, struct candidate, list->room ? list->room * 2 : 256);
        if (list->count) memcpy(more, list->at, list->count * sizeof *more);
        list->at = more;
        list->room = list->room ? list->room * 2 : 256;
    }
    list->at[list->count++] = *c;
}

void saying_add(struct saying *s, struct both text, struct both more) {
    if (s->count < countof(s->at)) s->at[s->count++] = (struct pack_reason){text, more};
}

static struct both none(void) { return both_text(""); }
static int64_t known_or_zero(int64_t fen) { return fen == NO_FEN ? 0 : fen; }
static const struct chunk *chunk_of(const struct gathering *g, int row) { return board_chunk(g->asked->p->board, row); }
static int64_t project_of(const struct gathering *g, int row) { return chunk_of(g, row)->project_id[row % CHUNK_ROWS]; }
static int64_t plan_of(const struct gathering *g, int row) { return known_or_zero(chunk_of(g, row)->plan_fen[row % CHUNK_ROWS]); }
static struct both day_said(struct gathering *g, int32_t day) { return both_text(day_print(g->a, day)); }
static int32_t known_day(const struct gathering *g) { return g->asked->p->known_day; }

/* -- promises: tasks -- */

static bool is_overdue(const struct gathering *g, const struct tasks_known_row *x) {
    return task_is_over(x->state, x->due_day, known_day(g));
}

static void tasks_gather(struct gathering *g, struct candidates *list, bool overdue) {
    const struct board *b = g->asked->p->board;
    for (size_t i = 0; i < g->task_count; i++) {
        const struct tasks_known_row *x = &g->tasks[i];
        if (is_overdue(g, x) != overdue) continue;
        int row = x->project_id == NO_INT ? -1 : board_row(b, x->project_id);
        candidate_add(g, list, &(struct candidate){.row = row, .task = x, .weight = -(int64_t)x->due_day, .id = x->id});
    }
}
static enum err promise_gather(struct gathering *g, struct candidates *list) {
    tasks_gather(g, list, true);
    return OK;
}
static enum err task_gather(struct gathering *g, struct candidates *list) {
    tasks_gather(g, list, false);
    return OK;
}

static enum err task_fill(struct gathering *g, const struct candidate *c, struct json *content, struct saying *s) {
    const struct tasks_known_row *x = c->task;
    bool is_done = !text_eq(x->state, "open");
    json_key_int(content, "task", x->id);
    json_key_int(content, "meeting", x->meeting_id);
    json_key_int(content, "owner", x->unit_id);
    json_key_text(content, "text", x->text);
    json_key_text(content, "state", x->state);
    json_key_text(content, "first_due", day_print(g->a, x->first_due_day));
    json_key_text(content, "due", day_print(g->a, x->due_day));
    if (is_done) json_key_text(content, "done", day_print(g->a, x->done_day));
    if (is_done) json_key_text(content, "result", x->result);
    struct both due = day_said(g, x->due_day), stands = SAY(g->a, W_dispatch_said_due, due);
    if (is_overdue(g, x)) stands = SAY(g->a, W_dispatch_said_over, due, both_int(g->a, known_day(g) - x->due_day));
    if (is_done) stands = SAY(g->a, W_dispatch_said_done, day_said(g, x->done_day));
    saying_add(s, both_text(x->text), stands);
    if (is_done && x->result) saying_add(s, both_text(x->result), none());
    if (x->due_day != x->first_due_day) saying_add(s, SAY(g->a, W_dispatch_said_moved, day_said(g, x->first_due_day)), none());
    return OK;
}

/* -- promises: milestones -- */

/* The earliest that is planned and not reached, as known; of the board of the day's own year, so that in January what was
 * reached in January counts. */
static int32_t milestone_missed(const struct gathering *g, int64_t project_id, struct both *ret_name) {
    enum { OVER = 1 << COMPLETED | 1 << IN_PRODUCTION | 1 << WITHDRAWN };
    const struct board *b = g->asked->now->board;
    int row = board_row(b, project_id);
    if (row < 0) return NO_DAY;
    const struct chunk *c = board_chunk(b, row);
    int32_t day = c->milestone_day[YEAR_MONTHS - 1][row % CHUNK_ROWS];
    if (OVER >> c->stage[row % CHUNK_ROWS] & 1 || day == NO_DAY || day >= known_day(g)) return NO_DAY;
    *ret_name = chunk_milestone(c, row % CHUNK_ROWS);
    return day;
}

/* What was missed since the last pack comes before what was told there already; else the larger plan. */
static enum err milestone_gather(struct gathering *g, struct candidates *list) {
    const int64_t news = INT64_C(1) << 60;
    for (int row = selection_next(&g->rows, 0); row >= 0; row = selection_next(&g->rows, row + 1)) {
        struct candidate c = {.row = row, .id = project_of(g, row)};
        c.day = milestone_missed(g, c.id, &c.text);
        if (c.day == NO_DAY) continue;
        bool is_new = g->asked->before.is_there && c.day >= g->asked->before.frozen_day;
        c.weight = (is_new ? news : 0) + plan_of(g, row);
        candidate_add(g, list, &c);
    }
    return OK;
}

static enum err milestone_fill(struct gathering *g, const struct candidate *c, struct json *content, struct saying *s) {
    json_key_text(content, "due", day_print(g->a, c->day));
    saying_add(s, SAY(g->a, W_dispatch_said_milestone, c->text, day_said(g, c->day), both_int(g->a, known_day(g) - c->day)),
               none());
    return OK;
}

/* -- lights -- */

static bool was_red(const struct pack_before *before, int64_t project_id) {
    size_t from = 0, to = before->red_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (before->red[middle] == project_id) return true;
        if (before->red[middle] < project_id) from = middle + 1;
        else to = middle;
    }
    return false;
}

/* Red now and not in the pack before; where there was none, red since the month looked at. */
static enum err red_gather(struct gathering *g, struct candidates *list) {
    const struct lights *l = g->asked->p->lights;
    const struct pack_before *before = &g->asked->before;
    int32_t month = g->asked->month;
    for (int row = selection_next(&g->rows, 0); row >= 0; row = selection_next(&g->rows, row + 1)) {
        int64_t id = project_of(g, row);
        if (lights_at(l, row, month) != RED) continue;
        if (before->is_there ? was_red(before, id) : lights_since(l, row, month) != month) continue;
        candidate_add(g, list, &(struct candidate){.row = row, .weight = plan_of(g, row), .id = id});
    }
    return OK;
}

static enum err red_fill(struct gathering *g, const struct candidate *c, struct json *content, struct saying *s) {
    struct light_reasons r = lights_reasons(g->a, g->asked->p->lights, c->row, g->asked->month);
    json_key_text(content, "since", month_print(g->a, r.since_month));
    json_key(content, "rules");
    json_list(content);
    for (int i = 0; i < r.count; i++) {
        if (r.at[i].colour != RED && r.at[i].colour != YELLOW) continue;
        json_list(content);
        json_text(content, light_rules[r.at[i].rule].key);
        json_text(content, light_key(r.at[i].colour));
        json_list_end(content);
        saying_add(s, r.at[i].text, r.at[i].rule_text.in[ZH] ? r.at[i].rule_text : none());
        if (r.at[i].colour == RED && r.at[i].way_text.in[ZH]) saying_add(s, SAY(g->a, W_dispatch_said_way, r.at[i].way_text),
                                                                         none());
    }
    json_list_end(content);
    return OK;
}

/* Red in the pack before, and no more: struck off. */
static enum err cleared_gather(struct gathering *g, struct candidates *list) {
    const struct pack_before *before = &g->asked->before;
    const struct position *p = g->asked->p;
    for (size_t i = 0; i < before->red_count; i++) {
        int row = board_row(p->board, before->red[i]);
        if (row < 0 || !selection_has(&g->rows, row) || lights_at(p->lights, row, g->asked->month) == RED) continue;
        candidate_add(g, list, &(struct candidate){.row = row, .weight = plan_of(g, row), .id = before->red[i]});
    }
    return OK;
}

static enum err cleared_fill(struct gathering *g, const struct candidate *c, struct json *content, struct saying *s) {
    const struct lights *l = g->asked->p->lights;
    enum light light = lights_at(l, c->row, g->asked->month);
    json_key_text(content, "light", light_key(light));
    struct both reason = lights_first_reason(g->a, l, c->row, g->asked->month);
    saying_add(s, SAY(g->a, W_dispatch_said_cleared, both_word(light_word(light))), reason.in[ZH] ? reason : none());
    return OK;
}

/* -- problems: what is still to be invested this year waits behind one -- */

static int64_t held_up(const struct gathering *g, int row) {
    const struct chunk *c = chunk_of(g, row);
    int i = row % CHUNK_ROWS;
    int64_t done = known_or_zero(c->ytd_fen[month_index(g->asked->month)][i]);
    return plan_of(g, row) > done ? plan_of(g, row) - done : 0;
}

/* What is said to wait behind it, or what is still planned. */
static int64_t held_by(const struct gathering *g, const struct problems_known_row *r, int row) {
    return r->held_fen != NO_FEN ? r->held_fen : held_up(g, row);
}

/* Problems of several projects with one cause are one line of the pack. */
static struct candidate *same_cause(struct candidates *list, const struct problems_known_row *r) {
    for (size_t i = 0; r->cause_id != NO_INT && i < list->count; i++)
        if (list->at[i].problem->cause_id == r->cause_id) return &list->at[i];
    return NULL;
}

/* Rows come by project: one that asks twice waits once, for what holds up most of it. */
static void cause_join(struct candidate *c, const struct problems_known_row *r, int row, int64_t held) {
    if (r->project_id != c->last_id) c->shared++, c->last_id = r->project_id, c->last_held = 0;
    if (held > c->last_held) c->weight += held - c->last_held, c->last_held = held;
    if (held <= c->most) return;
    c->most = held;
    c->problem = r;
    c->row = row;
    c->day = r->raised_day;
}

static enum err problem_gather(struct gathering *g, struct candidates *list) {
    struct problems_known_row *rows;
    size_t count;
    try(problems_known(g->t, g->asked->p->entry, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        const struct problems_known_row *r = &rows[i];
        int row = board_row(g->asked->p->board, r->project_id);
        if (row < 0 || !selection_has(&g->rows, row)) continue;
        int64_t held = held_by(g, r, row);
        struct candidate *joined = same_cause(list, r);
        if (joined) cause_join(joined, r, row, held);
        else
            candidate_add(g, list, &(struct candidate){.row = row, .weight = held, .most = held, .id = r->id, .problem = r,
                                                       .shared = r->cause_id != NO_INT, .last_id = r->project_id,
                                                       .last_held = held, .day = r->raised_day});
    }
    return OK;
}

static enum err problem_fill(struct gathering *g, const struct candidate *c, struct json *content, struct saying *s) {
    const struct problems_known_row *r = c->problem;
    enum problem_kind kind = problem_kind_read(r->kind);
    struct both what = kind < PROBLEM_KIND_COUNT ? both_word(problem_kind_word(kind)) : both_text(r->kind);
    json_key_int(content, "problem", r->id);
    json_key_text(content, "raised", day_print(g->a, c->day));
    json_key_text(content, "help", r->kind);
    json_key_text(content, "state", r->state);
    json_key_text(content, "due", r->ends_day == NO_DAY ? NULL : day_print(g->a, r->ends_day));
    json_key_int(content, "held_up_fen", c->weight);
    if (c->shared) json_key_int(content, "cause", r->cause_id);
    if (c->shared) json_key_int(content, "projects", c->shared);
    saying_add(s, SAY(g->a, W_dispatch_said_problem, what, day_said(g, c->day)), both_text(r->text ? r->text : ""));
    if (c->shared > 1)
        saying_add(s, SAY(g->a, W_dispatch_said_cause, both_text(r->cause ? r->cause : ""), both_int(g->a, c->shared)), none());
    if (problem_is_late(r->ends_day, r->stopped_day, NO_DAY, known_day(g)))
        saying_add(s, SAY(g->a, W_dispatch_said_overdue, day_said(g, r->ends_day), both_int(g->a, known_day(g) - r->ends_day)),
                   none());
    const char *wan = money_print(g->a, c->weight, FEN_PER_WAN, 0), *million = money_print(g->a, c->weight, FEN_PER_MILLION, 2);
    if (c->weight) saying_add(s, SAY(g->a, W_dispatch_said_held_up, (struct both){{wan, million}}), none());
    return OK;
}

const struct dispatch_kind dispatch_kinds[] = {
    {"promise", W_dispatch_k_promise, 60, 12, 3, promise_gather, task_fill},
    {"milestone", W_dispatch_k_milestone, 40, 6, 3, milestone_gather, milestone_fill},
    {"red", W_dispatch_k_red, 60, 12, 3, red_gather, red_fill},
    {"problem", W_dispatch_k_problem, 40, 8, 4, problem_gather, problem_fill},
    {"task", W_dispatch_k_task, 60, 20, 1, task_gather, task_fill},
    {"cleared", W_dispatch_k_cleared, 40, 10, 1, cleared_gather, cleared_fill},
};
const size_t dispatch_kind_count = countof(dispatch_kinds);

const struct dispatch_kind *dispatch_kind_of(const char *key) {
    for (size_t i = 0; i < countof(dispatch_kinds); i++)
        if (text_eq(dispatch_kinds[i].key, key)) return &dispatch_kinds[i];
    return NULL;
}

enum word dispatch_kind_title(const char *key) {
    const struct dispatch_kind *k = dispatch_kind_of(key);
    return k ? k->title : W_dispatch_k_added;
}
