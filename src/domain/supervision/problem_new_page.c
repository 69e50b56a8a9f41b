/* Raised directly (直通): by the unit itself, from a phone; by an area, a department or the city's office, too. */
#include "base/text.h"
#include "domain/reports/evidence.h"
#include "domain/supervision/supervision_inside.h"
#include "problem_new_view.h"

/* May the reader raise one here? Whoever reads only is not shown the form. */
static enum err may_raise(struct req *q, int64_t project_id, int32_t today, bool *ret_may) {
    static const struct reach nothing;
    struct project_place place;
    struct problem row = problem_empty;
    struct problem_who who;
    row.project_id = project_id;
    row.raiser_id = q->who.account_id;
    try(project_place_of(q->tx, project_id, today, &place));
    try(problem_who_reaching(q->tx, &row, q->who.account_id, q->who.reach ? q->who.reach : &nothing, &place, today, &who));
    *ret_may = (who.seats & ~(1u << PROBLEM_SEAT_RAISER)) != 0 || q->who.roles & (ROLE_SPECIALIST | ROLE_LEADER);
    return OK;
}

enum err problem_new_page(struct req *q) {
    struct project project;
    int32_t today;
    bool may;
    struct problem_new_view v = {.project_id = req_int(q, "id", 0)};
    try(settings_today(q->tx, q->now_ms, &today));
    try(project_get(q->tx, v.project_id, &project));
    if (project.gone) return ERR_MISSING;
    project_row_copy(q->a, &project);
    try(may_raise(q, v.project_id, today, &may));
    if (!may) return ERR_DENIED;
    v.project_name = project.name, v.platform_no = project.platform_no;
    v.project_href = arena_printf(q->a, "/projects/%lld", (long long)v.project_id);
    v.here_href = arena_printf(q->a, "%s/problems/new", v.project_href);
    struct problem_kind_choice *kinds = arena_array(q->a, struct problem_kind_choice, PROBLEM_KIND_COUNT);
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        kinds[k] = (struct problem_kind_choice){problem_kind_key(k), both_word(problem_kind_word(k)),
                                                text_eq(req_typed(q, "kind", ""), problem_kind_key(k))};
    v.kinds = kinds, v.kinds_count = PROBLEM_KIND_COUNT;
    v.held = held_input(q, "");
    v.text = req_typed(q, "text", ""), v.text_fault = req_fault_text(q, "text"), v.file_fault = req_fault_text(q, "file");
    struct problem_new_fault *faults = arena_array(q->a, struct problem_new_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct problem_new_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v.faults = faults, v.faults_count = q->faults.count;
    req_title(q, arena_printf(q->a, "%s · %s", word(q->lang, W_problem_new_title), v.project_name));
    return req_view(q, &problem_new_view, &v);
}

enum err problem_new_post(struct req *q) {
    struct problem row;
    int32_t today;
    bool may;
    try(settings_today(q->tx, q->now_ms, &today));
    try(may_raise(q, req_int(q, "id", 0), today, &may));
    if (!may) return ERR_DENIED;
    const struct problem_raised raised = {
        .project_id = req_int(q, "id", 0), .raiser_id = q->who.account_id, .source = "direct", .source_id = NO_INT,
        .kind = req_text(q, "kind"), .text = req_text(q, "text"), .level = NO_INT, .held_fen = held_read(q),
        .today = today, .now_ms = q->now_ms};
    try(req_faults(q));
    try(problem_raise(q->tx, &raised, &q->faults, &row));
    int files;
    try(problem_files_take(q, &row, today, &files));
    req_notice(q, W_notice_saved);
    return req_redirect(q, problem_href(q->a, row.project_id, row.id));
}
