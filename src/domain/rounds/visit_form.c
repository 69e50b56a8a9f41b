/* The form of a visit, for phones first: what the report says against what is seen. It waits on the phone while there is no
 * network; what comes twice under one key is recorded once. */
#include "base/text.h"
#include "domain/problems/problem.h"
#include "domain/reports/evidence.h"
#include "domain/rounds/rounds_inside.h"
#include "domain/rounds/visit_milestone.h"
#include "domain/specialists/visit.h"
#include "projects_queries.h"
#include "web/web.h"

enum { CHOICES_MAX = 12 };

/* -- what the report says -- */

struct told {
    int32_t month;
    int64_t fen;
    const char *progress;
};

/* Of the last month reported, this year or the one before. */
static void figure_read(const struct position *p, int64_t project_id, struct told *ret) {
    *ret = (struct told){NO_MONTH, NO_FEN, NULL};
    const struct board *boards[] = {p->board, p->board_before};
    for (size_t k = 0; k < countof(boards) && ret->month == NO_MONTH; k++) {
        int row = boards[k] ? board_row(boards[k], project_id) : -1;
        if (row < 0) continue;
        const struct chunk *c = board_chunk(boards[k], row);
        for (int m = 0; m < YEAR_MONTHS; m++) {
            if (c->month_fen[m][row % CHUNK_ROWS] == NO_FEN) continue;
            ret->month = month_of(boards[k]->year, m + 1);
            ret->fen = c->month_fen[m][row % CHUNK_ROWS];
        }
    }
}

static enum err told_read(struct req *q, const struct asked *as, int64_t project_id, struct told *ret) {
    struct reported_last_row last;
    bool has;
    figure_read(as->p, project_id, ret);
    try(reported_last(q->tx, project_id, &last, &has));
    if (has && last.to_month == ret->month) ret->progress = last.progress;
    return OK;
}

enum err rounds_may_record(struct req *q, int64_t project_id, int32_t today, bool *ret_may) {
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

/* -- the form -- */

static bool is_ticked(const struct req *q, const char *name, const char *key) {
    if (!q->is_again) return false;
    for (size_t i = 0; i < req_count(q, name); i++)
        if (text_eq(req_text_at(q, name, i), key)) return true;
    return false;
}

/* The choices of "a|b|c" in the words of `said`. */
static struct form_choice *choices(struct req *q, const char *name, const char *keys, struct both (*said)(const char *),
                                   size_t *ret_count) {
    struct form_choice *list = arena_array(q->a, struct form_choice, CHOICES_MAX);
    struct span rest = span_of(keys), key;
    size_t count = 0;
    while (count < CHOICES_MAX && span_cut(&rest, '|', &key)) {
        const char *text = arena_copy_n(q->a, key.at, key.len);
        bool is_chosen = text_eq(name, "problem") ? is_ticked(q, name, text) : text_eq(req_typed(q, name, ""), text);
        list[count++] = (struct form_choice){.value = text, .label = said(text), .is_chosen = is_chosen};
    }
    *ret_count = count;
    return list;
}

static struct both problem_said(const char *key) {
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        if (text_eq(problem_kind_key(k), key)) return both_word(problem_kind_word(k));
    return both_text("");
}
static struct both within_said(const char *key) {
    if (text_eq(key, "3")) return both_word(W_visits_within_3);
    return both_word(text_eq(key, "7") ? W_visits_within_7 : W_visits_within_14);
}

static void inputs_fill(struct req *q, int32_t today, struct visit_form_view *v) {
    v->works = choices(q, "works", VISIT_WORKS, visit_works_said, &v->works_count);
    v->figures = choices(q, "figure", VISIT_FIGURES, visit_figure_said, &v->figures_count);
    v->problems = choices(q, "problem", ROUNDS_PROBLEMS, problem_said, &v->problems_count);
    v->nexts = choices(q, "within", VISIT_WITHIN, within_said, &v->nexts_count);
    v->inputs_day = edit_day(q, "day", W_visits_day, today);
    v->inputs_people = edit_number(q, "people", W_visits_people, NO_INT);
    v->inputs_next = edit_day(q, "next", W_visits_next_on, NO_DAY);
    v->progress = req_typed(q, "progress", "");
    v->met = req_typed(q, "met", "");
    v->remark = req_typed(q, "remark", "");
    v->file_fault = req_fault_text(q, "file");
    struct form_fault *faults = arena_array(q->a, struct form_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct form_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
}

static enum err head_fill(struct req *q, const struct asked *as, struct visit_form_view *v) {
    struct visit_last_row *last;
    size_t count;
    struct addr *sign_in = addr_new(q->a, "/sign-in");
    int row = board_row(as->p->board, v->id);
    if (row >= 0) {
        const struct chunk *c = board_chunk(as->p->board, row);
        int i = row % CHUNK_ROWS;
        v->light = light_key(lights_at(as->p->lights, row, as->month));
        v->code = *chunk_code(c, i) ? chunk_code(c, i) : chunk_number(c, i);
        v->unit = chunk_unit(c, i);
    }
    try(visit_last(q->tx, v->id, as->p->entry, &last, &count));
    v->visited_day = count ? last->visit_day : NO_DAY;
    v->visited_days = count ? as->p->known_day - last->visit_day : NO_INT;
    v->here_href = arena_printf(q->a, "/rounds/%lld", (long long)v->id);
    v->visits_href = arena_printf(q->a, "/projects/%lld/visits", (long long)v->id);
    v->project_href = arena_printf(q->a, "/projects/%lld", (long long)v->id);
    addr_add(sign_in, "next", v->here_href);
    v->sign_in_href = addr_text(sign_in);
    return OK;
}

enum err visit_form_page(struct req *q) {
    struct project project;
    struct asked as;
    struct told told;
    bool may;
    struct visit_form_view v = {.id = req_int(q, "project", 0), .light = "", .code = "", .unit = ""};
    try(rounds_now(q, &as));
    try(project_get(q->tx, v.id, &project));
    try(rounds_may_record(q, v.id, as.p->known_day, &may));
    if (project.gone || !may) return ERR_MISSING;
    v.name = project.name;
    try(head_fill(q, &as, &v));
    try(told_read(q, &as, v.id, &told));
    v.reported_month = told.month;
    v.reported_fen = told.fen;
    v.reported_progress = told.progress;
    inputs_fill(q, as.p->known_day, &v);
    try(visit_milestone_ask(q, as.p->entry, &v));
    req_title(q, arena_printf(q->a, "%s · %s", word(q->lang, W_visits_new), v.name));
    return req_view(q, &visit_form_view, &v);
}

/* -- recording -- */

static const char *text_or_null(struct req *q, const char *name) { return *req_text(q, name) ? req_text(q, name) : NULL; }

static unsigned problem_kinds(struct req *q) {
    unsigned kinds = 0;
    for (size_t i = 0; i < req_count(q, "problem"); i++)
        for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
            if (text_eq(problem_kind_key(k), req_text_at(q, "problem", i))) kinds |= 1u << k;
    return kinds;
}

static int32_t next_day(struct req *q, int32_t visit_day) {
    int64_t days = 0;
    if (req_day(q, "next") != NO_DAY) return req_day(q, "next");
    return text_int(req_text(q, "within"), 1, 366, &days) ? visit_day + (int32_t)days : NO_DAY;
}

static void visit_fill(struct req *q, const struct asked *as, const struct told *told, struct visited *v) {
    v->row.project_id = req_int(q, "project", 0);
    v->row.reported_month = told->month;
    v->row.reported_fen = told->fen;
    v->row.reported_progress = told->progress;
    v->row.account_id = q->who.account_id;
    v->row.visit_day = req_day(q, "day") == NO_DAY ? as->p->known_day : req_day(q, "day");
    v->row.seen_figure = text_or_null(q, "figure");
    v->row.seen_progress = text_or_null(q, "progress");
    v->row.people_on_site = req_int(q, "people", NO_INT);
    v->row.works = text_or_null(q, "works");
    v->row.met = text_or_null(q, "met");
    v->row.remark = text_or_null(q, "remark");
    v->row.next_visit_day = next_day(q, v->row.visit_day);
    v->row.sent_key = *req_sent_header(q, "idempotency-key") ? req_sent_header(q, "idempotency-key") : NULL;
    v->row.milestone_id = req_int(q, "milestone", NO_INT);
    v->row.seen_milestone = text_or_null(q, "seen");
    v->row.seen_milestone_day = req_day(q, "seen_day");
    v->problem_kinds = problem_kinds(q);
    v->problem_text = req_text(q, "remark");
}

/* `head` is the first part of the photo as the camera wrote it, sent beside the smaller one the browser made. */
static enum err photos_take(struct req *q, const struct visit *row, int32_t today) {
    size_t heads = req_count(q, "head");
    for (size_t i = 0; i < req_count(q, "photo"); i++) {
        const struct upload *photo = req_file_at(q, "photo", i), *head = i < heads ? req_file_at(q, "head", i) : NULL;
        struct evidence kept;
        if (!photo) continue;
        const struct evidence_sent sent = {
            .project_id = row->project_id, .report_id = NO_INT, .visit_id = row->id, .kind = "photo",
            .file_name = photo->file_name, .file = {photo->at, photo->len},
            .head = head ? (struct blob){head->at, head->len} : (struct blob){NULL, 0},
            .keeps_place = req_flag(q, "keeps_place"), .today = today};
        try(evidence_add(q->tx, &sent, &q->faults, &kept));
    }
    return OK;
}

enum err visit_form_post(struct req *q) {
    struct asked as;
    struct told told;
    struct visit_by_key_row before;
    bool may, is_there = false;
    struct visited v = {.row = visit_empty};
    try(rounds_now(q, &as)); /* a position belongs to a committed entry: it is read before anything is put */
    try(rounds_may_record(q, req_int(q, "project", 0), as.p->known_day, &may));
    if (!may) return ERR_MISSING;
    try(told_read(q, &as, req_int(q, "project", 0), &told));
    visit_fill(q, &as, &told, &v);
    if (v.row.sent_key) try(visit_by_key(q->tx, q->who.account_id, v.row.sent_key, &before, &is_there));
    if (!is_there) {
        try(visit_record(q->tx, &v, as.p->known_day, &q->faults));
        try(photos_take(q, &v.row, as.p->known_day));
    }
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld/visits", (long long)v.row.project_id));
}
