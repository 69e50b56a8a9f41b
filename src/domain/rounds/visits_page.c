/* The visits to one project, and the form that records one. */
#include "base/text.h"
#include "domain/people/rights.h"
#include "domain/problems/problem.h"
#include "domain/rounds/rounds_inside.h"
#include "domain/specialists/visit.h"
#include "domain/stats/sight.h"
#include "projects_queries.h"
#include "visits_view.h"
#include <string.h>

enum { VISITS_SHOWN = 50, CHOICES_MAX = 12, INPUTS_MAX = 10 };

/* What the report says of the last month reported, this year or the one before. */
static void reported_read(const struct position *p, int64_t project_id, int32_t *ret_month, int64_t *ret_fen) {
    *ret_month = NO_MONTH;
    *ret_fen = NO_FEN;
    const struct board *boards[] = {p->board, p->board_before};
    for (size_t k = 0; k < countof(boards) && *ret_month == NO_MONTH; k++) {
        int row = boards[k] ? board_row(boards[k], project_id) : -1;
        if (row < 0) continue;
        const struct chunk *c = board_chunk(boards[k], row);
        for (int m = 0; m < YEAR_MONTHS; m++) {
            if (c->month_fen[m][row % CHUNK_ROWS] == NO_FEN) continue;
            *ret_month = month_of(boards[k]->year, m + 1);
            *ret_fen = c->month_fen[m][row % CHUNK_ROWS];
        }
    }
}

static const char *or_none(const char *text) { return text ? text : ""; }

static enum err rows_fill(struct req *q, struct visits_view *v) {
    struct visits_of_project_row *rows;
    size_t count;
    try(visits_of_project(q->tx, v->id, VISITS_SHOWN, &rows, &count));
    struct visits_row *views = arena_array(q->a, struct visits_row, count);
    for (size_t i = 0; i < count; i++) {
        const struct visits_of_project_row *r = &rows[i];
        views[i] = (struct visits_row){
            .visit_id = r->id, .visit_day = r->visit_day, .person = r->name, .reported_month = r->reported_month,
            .reported_fen = r->reported_fen, .figure = visit_figure_said(r->seen_figure),
            .seen_progress = or_none(r->seen_progress),
            .people_on_site = r->people_on_site, .works = visit_works_said(r->works), .met = or_none(r->met),
            .remark = or_none(r->remark), .next_visit_day = r->next_visit_day};
    }
    v->rows = views;
    v->rows_count = count;
    return OK;
}

/* A choice of "a|b|c" in the words of `said`, with nothing said before them. */
static struct part_input_view choice(struct req *q, const char *name, enum word label, const char *keys,
                                     struct both (*said)(const char *)) {
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, CHOICES_MAX);
    struct span rest = span_of(keys), key;
    size_t count = 0;
    list[count++] = (struct part_choice_view){.value = "", .label = both_word(W_visits_unsaid)};
    while (count < CHOICES_MAX && span_cut(&rest, '|', &key)) {
        const char *text = arena_copy_n(q->a, key.at, key.len);
        list[count++] = (struct part_choice_view){.value = text, .label = said(text)};
    }
    return edit_select(q, name, label, list, count, "");
}

static struct both problem_said(const char *key) {
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        if (text_eq(problem_kind_key(k), key)) return both_word(problem_kind_word(k));
    return both_word(W_visits_problem_none);
}

static void inputs_fill(struct req *q, int32_t today, struct visits_view *v) {
    struct part_input_view *in = arena_array(q->a, struct part_input_view, INPUTS_MAX);
    size_t n = 0;
    in[n++] = edit_day(q, "day", W_visits_day, today);
    in[n] = choice(q, "works", W_visits_works, VISIT_WORKS, visit_works_said);
    in[n++].is_required = true;
    in[n++] = choice(q, "figure", W_visits_figure, VISIT_FIGURES, visit_figure_said);
    in[n++] = edit_number(q, "people", W_visits_people, NO_INT);
    in[n++] = edit_lines(q, "progress", W_visits_progress, "");
    in[n++] = edit_input(q, "met", W_visits_met, "");
    in[n++] = edit_lines(q, "remark", W_visits_remark, "");
    in[n++] = choice(q, "problem", W_visits_problem, ROUNDS_PROBLEMS, problem_said);
    in[n++] = edit_day(q, "next", W_visits_next, NO_DAY);
    v->inputs = in;
    v->inputs_count = n;
}

/* May he record here: he looks after it, as a specialist or as its leader; who only reads widely does not. */
static enum err may_record(struct req *q, int64_t project_id, int32_t today, bool *ret_may) {
    static const char *const kinds[] = {"specialist", "leader"};
    *ret_may = false;
    for (size_t k = 0; k < countof(kinds); k++) {
        struct assignments_of_project_row *rows;
        size_t count;
        try(assignments_of_project(q->tx, project_id, kinds[k], &rows, &count));
        for (size_t i = 0; i < count; i++)
            *ret_may = *ret_may || (rows[i].account_id == q->who.account_id && rows[i].from_day <= today &&
                                    (rows[i].to_day == NO_DAY || rows[i].to_day >= today));
    }
    *ret_may = *ret_may && q->app->web->may(&q->who, ACCESS_VISIT);
    return OK;
}

enum err visits_page(struct req *q) {
    struct project project;
    struct asked as;
    struct visits_view v = {.id = req_int(q, "id", 0), .light = ""};
    struct reported_last_row last;
    int32_t today;
    bool has;
    try(project_get(q->tx, v.id, &project));
    if (project.gone) return ERR_MISSING;
    v.name = project.name;
    v.project_href = arena_printf(q->a, "/projects/%lld", (long long)v.id);
    try(rounds_today(q, &today));
    try(rounds_now(q, &as));
    int row = board_row(as.p->board, v.id);
    if (row >= 0) v.light = light_key(lights_at(as.p->lights, row, as.month));
    reported_read(as.p, v.id, &v.reported_month, &v.reported_fen);
    try(reported_last(q->tx, v.id, &last, &has));
    if (has && last.to_month == v.reported_month) v.reported_progress = last.progress;
    try(rows_fill(q, &v));
    try(may_record(q, v.id, today, &v.may_record));
    if (v.may_record) inputs_fill(q, today, &v);
    struct visits_fault *faults = arena_array(q->a, struct visits_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct visits_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v.faults = faults;
    v.faults_count = q->faults.count;
    return req_view(q, &visits_view, &v);
}

static const char *text_or_null(struct req *q, const char *name) { return *req_text(q, name) ? req_text(q, name) : NULL; }

static unsigned problem_kinds(const char *key) {
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        if (text_eq(problem_kind_key(k), key)) return 1u << k;
    return 0;
}

enum err visits_post(struct req *q) {
    struct asked as;
    struct reported_last_row last;
    int32_t today;
    bool may, has;
    struct visited v = {.row = visit_empty, .problem_text = req_text(q, "remark")};
    v.row.project_id = req_int(q, "id", 0);
    try(rounds_today(q, &today));
    try(rounds_now(q, &as)); /* a position belongs to a committed entry: it is read before anything is put */
    try(may_record(q, v.row.project_id, today, &may));
    if (!may) return ERR_MISSING;
    try(reported_last(q->tx, v.row.project_id, &last, &has));
    reported_read(as.p, v.row.project_id, &v.row.reported_month, &v.row.reported_fen);
    if (has && last.to_month == v.row.reported_month) v.row.reported_progress = last.progress;
    v.row.account_id = q->who.account_id;
    v.row.visit_day = req_day(q, "day") == NO_DAY ? today : req_day(q, "day");
    v.row.seen_figure = text_or_null(q, "figure");
    v.row.seen_progress = text_or_null(q, "progress");
    v.row.people_on_site = req_int(q, "people", NO_INT);
    v.row.works = text_or_null(q, "works");
    v.row.met = text_or_null(q, "met");
    v.row.remark = text_or_null(q, "remark");
    v.row.next_visit_day = req_day(q, "next");
    v.problem_kinds = problem_kinds(req_text(q, "problem"));
    try(visit_record(q->tx, &v, today, &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld/visits", (long long)v.row.project_id));
}
