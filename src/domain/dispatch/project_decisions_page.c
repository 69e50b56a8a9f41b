/* What was decided of one project, meeting by meeting, and what became of it. */
#include "domain/dispatch/dispatch_inside.h"
#include "project_decisions_view.h"
#include "projects_queries.h"

enum { SHOWN_MAX = 200 };

enum err project_decisions_page(struct req *q) {
    struct dispatch_reader r;
    struct tasks_of_project_row *rows;
    struct project project;
    struct project_decisions_view v = {.project_id = req_int(q, "id", 0)};
    try(dispatch_reader_of(q, &r));
    try(project_get(q->tx, v.project_id, &project));
    if (project.gone) return ERR_MISSING;
    v.project = arena_copy(q->a, project.name);
    v.project_href = arena_printf(q->a, "/projects/%lld", (long long)v.project_id);
    try(tasks_of_project(q->tx, v.project_id, SHOWN_MAX, &rows, &v.rows_count));
    struct decisions_row *at = arena_array(q->a, struct decisions_row, v.rows_count);
    for (size_t i = 0; i < v.rows_count; i++) {
        at[i] = (struct decisions_row){
            .task_id = rows[i].id, .text = rows[i].text, .owner = {{rows[i].unit_zh, rows[i].unit_en}},
            .due_day = rows[i].due_day, .state = rows[i].state, .result = rows[i].result ? rows[i].result : "",
            .state_name = task_stands_said(q->a, rows[i].state, rows[i].due_day, r.today),
            .is_over = task_is_over(rows[i].state, rows[i].due_day, r.today), .href = task_href(q->a, rows[i].id)};
        try(meeting_named(q, &r, rows[i].meeting_id, &at[i].meeting, &at[i].meeting_href));
        v.over += at[i].is_over;
    }
    v.rows = at;
    req_title(q, v.project);
    return req_view(q, &project_decisions_view, &v);
}
