/* Tasks: one's own and one's unit's, or all that one may see; open, past their day, done. */
#include "base/text.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/people/exports.h"
#include "projects_queries.h"
#include "tasks_view.h"

enum { BACK_DAYS = 366, COLUMNS = 7 };
static const struct { enum word label; int width; } columns[COLUMNS] = {
    {W_task_text, 50}, {W_task_project, 36}, {W_task_owner, 24}, {W_task_due, 12}, {W_task_state, 10}, {W_task_left_head, 10},
    {W_task_meeting, 14}};

static enum err row_of(struct req *q, const struct dispatch_reader *r, const struct tasks_waiting_row *x, bool is_mine,
                       struct tasks_row *row) {
    struct project project;
    bool is_open = text_eq(x->state, "open");
    *row = (struct tasks_row){.task_id = x->id, .text = x->text, .project_id = NO_INT, .project = "",
                              .owner = {{x->unit_zh, x->unit_en}},
                              .due_day = x->due_day, .state = x->state, .is_mine = is_mine,
                              .state_name = both_word(task_state_word(task_state_read(x->state))),
                              .left = is_open ? days_left(q->a, x->due_day, r->today) : both_text(""),
                              .is_over = task_is_over(x->state, x->due_day, r->today),
                              .href = task_href(q->a, x->id)};
    try(meeting_named(q, r, x->meeting_id, &row->meeting, NULL));
    if (x->project_id == NO_INT || !dispatch_sees(q, r, x->project_id)) return OK;
    try(project_get(q->tx, x->project_id, &project));
    row->project_id = x->project_id;
    row->project = arena_copy(q->a, project.name);
    return OK;
}

/* Does one of a state belong to what was asked for: "over" is open and past its day. */
static bool is_asked(const struct tasks_waiting_row *x, const char *state, int32_t today) {
    if (!*state) return !text_eq(x->state, "confirmed");
    if (text_eq(state, "over")) return task_is_over(x->state, x->due_day, today);
    return text_eq(x->state, state);
}

static enum err rows_fill(struct req *q, const struct dispatch_reader *r, struct tasks_view *v) {
    struct tasks_waiting_row *all;
    size_t count;
    try(tasks_waiting(q->tx, r->today - BACK_DAYS, &all, &count));
    struct tasks_row *rows = arena_array(q->a, struct tasks_row, count);
    for (size_t i = 0; i < count; i++) {
        const struct task x = {.unit_id = all[i].unit_id, .post_id = all[i].post_id};
        bool is_mine = (task_who(q->who.reach, &x) & TASK_OWNER) != 0;
        bool is_shown = is_mine || (text_eq(v->whose, "all") && dispatch_sees(q, r, all[i].project_id));
        if (!is_shown || !is_asked(&all[i], v->state, r->today)) continue;
        try(row_of(q, r, &all[i], is_mine, &rows[v->rows_count]));
        v->over += rows[v->rows_count++].is_over;
    }
    v->rows = rows;
    v->total = (int64_t)v->rows_count;
    return OK;
}

/* -- csv and xlsx -- */

struct lines {
    const struct tasks_row *rows;
    enum lang lang;
};
static void row_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct lines *l = context;
    const struct tasks_row *r = &l->rows[i];
    *cell++ = out_cell_text(r->text);
    *cell++ = out_cell_text(r->project);
    *cell++ = out_cell_text(r->owner.in[l->lang]);
    *cell++ = out_cell_day(r->due_day);
    *cell++ = out_cell_text(r->state_name.in[l->lang]);
    *cell++ = out_cell_text(r->left.in[l->lang]);
    *cell++ = out_cell_text(r->meeting.in[l->lang]);
}

static enum err export(struct req *q, const struct tasks_view *v) {
    struct export_column labelled[COLUMNS];
    const struct lines l = {v->rows, q->lang};
    for (int i = 0; i < COLUMNS; i++) labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){
        .sheet = word(q->lang, W_tasks_title), .file = word(q->lang, W_tasks_title), .columns = labelled, .column_count = COLUMNS,
        .rows = v->total, .row = row_cells, .context = &l});
}

/* -- the page -- */

static const char *asked_href(struct req *q, const char *whose, const char *state) {
    struct addr *addr = addr_new(q->a, "/tasks");
    addr_add(addr, "whose", whose);
    if (*state) addr_add(addr, "state", state);
    return addr_text(addr);
}

static struct part_tab_view tab(enum word label, const char *href, bool is_here) {
    return (struct part_tab_view){.label = both_word(label), .count = NO_INT, .light = "", .href = href, .is_here = is_here};
}

static void tabs_fill(struct req *q, struct tasks_view *v) {
    static const struct { const char *key; enum word label; } whoses[] = {{"mine", W_tasks_mine}, {"all", W_tasks_all}};
    static const struct { const char *key; enum word label; } states[] = {
        {"", W_tasks_waiting}, {"over", W_tasks_over}, {"open", W_task_open}, {"done", W_task_done},
            {"confirmed", W_task_confirmed}};
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, 2 + countof(whoses) + countof(states));
    v->tabs = tabs, v->tabs_count = 2;
    tabs[0] = tab(W_dispatch_meetings, "/dispatch", false);
    tabs[1] = tab(W_tasks_title, "/tasks", true);
    v->whoses = tabs + 2, v->whoses_count = countof(whoses);
    for (size_t i = 0; i < countof(whoses); i++)
        tabs[2 + i] = tab(whoses[i].label, asked_href(q, whoses[i].key, v->state), text_eq(v->whose, whoses[i].key));
    struct part_tab_view *at = tabs + 2 + countof(whoses);
    v->states = at, v->states_count = countof(states);
    for (size_t i = 0; i < countof(states); i++)
        at[i] = tab(states[i].label, asked_href(q, v->whose, states[i].key), text_eq(v->state, states[i].key));
}

enum err tasks_page(struct req *q) {
    struct dispatch_reader r;
    try(dispatch_reader_of(q, &r));
    /* Who sees the whole city looks at all of it first. */
    const char *otherwise = r.scope->everything ? "all" : "mine";
    struct tasks_view v = {.whose = *req_text(q, "whose") ? req_text(q, "whose") : otherwise, .state = req_text(q, "state")};
    try(rows_fill(q, &r, &v));
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export(q, &v);
    tabs_fill(q, &v);
    struct addr *csv = req_here(q), *xlsx = req_here(q);
    addr_suffix(csv, ".csv");
    addr_suffix(xlsx, ".xlsx");
    v.csv_href = addr_text(csv), v.xlsx_href = addr_text(xlsx);
    return req_view(q, &tasks_view, &v);
}
