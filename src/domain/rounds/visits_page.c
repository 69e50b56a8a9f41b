/* The visits to one project: what was seen beside what the report says, and the photos taken there. */
#include "base/text.h"
#include "domain/problems/problem.h"
#include "domain/reports/evidence.h"
#include "domain/rounds/visit_milestone.h"
#include "domain/specialists/visit.h"
#include "projects_queries.h"
#include "visits_view.h"

enum { VISITS_SHOWN = 50, PHOTOS_SHOWN = VISITS_SHOWN * EVIDENCE_OF_ONE_MAX };

static const char *or_none(const char *text) { return text ? text : ""; }

/* -- photos -- */

struct photos {
    struct photos_of_visits_row *at;
    size_t count;
};

static enum err photo_fill(struct req *q, int64_t project_id, const struct photos_of_visits_row *p, bool is_mine,
                           struct visits_photo *ret) {
    struct evidence row;
    const char *place;
    try(evidence_get(q->tx, p->id, &row));
    try(evidence_place(q->tx, &row, &place));
    const char *href = arena_printf(q->a, "/rounds/%lld/files/%lld", (long long)project_id, (long long)p->id);
    *ret = (struct visits_photo){.file_id = p->id, .version = p->version, .name = p->file_name, .href = href,
                                 .taken_at = p->taken_ms == NO_INT ? "" : ms_print(q->a, p->taken_ms, 0),
                                 .place = or_none(place), .note = evidence_note_said(q->a, p->note)};
    if (!is_mine) return OK;
    ret->drop_href = arena_printf(q->a, "%s/drop", href);
    if (place) ret->place_href = arena_printf(q->a, "%s/place", href);
    return OK;
}

static enum err photos_fill(struct req *q, int64_t project_id, const struct photos *all, bool is_mine, struct visits_row *row) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) count += all->at[i].visit_id == row->visit_id;
    struct visits_photo *views = arena_array(q->a, struct visits_photo, count);
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].visit_id == row->visit_id)
            try(photo_fill(q, project_id, &all->at[i], is_mine, &views[row->photos_count++]));
    row->photos = views;
    return OK;
}

/* -- what the unit says -- */

static enum err ratings_fill(struct req *q, int64_t project_id, struct visits_row *rows, size_t count) {
    struct ratings_of_project_row *ratings;
    size_t rating_count;
    bool may_rate, may_read;
    for (size_t i = 0; i < count; i++) rows[i].stars = NO_INT, rows[i].stars_words = "";
    try(rounds_may_rate(q, project_id, &may_rate));
    try(rounds_may_read_ratings(q, project_id, &may_read));
    if (!may_read) return OK;
    try(ratings_of_project(q->tx, project_id, VISITS_SHOWN, &ratings, &rating_count));
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < rating_count; k++)
            if (ratings[k].visit_id == rows[i].visit_id)
                rows[i].stars = ratings[k].stars, rows[i].stars_words = or_none(ratings[k].words);
        if (may_rate && rows[i].stars == NO_INT)
            rows[i].rate_href = arena_printf(q->a, "/projects/%lld/visits/%lld/rating", (long long)project_id,
                                             (long long)rows[i].visit_id);
    }
    return OK;
}

/* -- visits -- */

static enum err milestone_fill(struct req *q, const struct milestone_kinds *k, const struct visits_of_project_row *r,
                               struct visits_row *ret) {
    const struct visit_milestone_row row = {r->milestone_id, r->reported_answer, r->reported_answer_day, r->seen_milestone,
                                            r->seen_milestone_day};
    struct visit_milestone m;
    try(visit_milestone_told(q, k, &row, &m));
    ret->milestone = m.name, ret->milestone_reported = m.reported, ret->milestone_seen = m.seen, ret->milestone_gap = m.gap;
    ret->milestone_id = r->milestone_id, ret->milestone_day = r->seen_milestone_day;
    return OK;
}

/* What was raised on each, and how far it has come. */
static enum err problems_fill(struct req *q, int64_t project_id, struct visits_row *rows, size_t count) {
    struct problems_of_visits_row *found;
    size_t found_count;
    try(problems_of_visits(q->tx, project_id, &found, &found_count));
    for (size_t i = 0; i < count; i++) {
        struct visits_problem *list = arena_array(q->a, struct visits_problem, found_count);
        for (size_t k = 0; k < found_count; k++) {
            enum problem_kind kind = problem_kind_read(found[k].kind);
            enum problem_state state = problem_state_read(found[k].state);
            if (found[k].visit_id != rows[i].visit_id || kind == PROBLEM_KIND_COUNT || state == PROBLEM_STATE_COUNT) continue;
            list[rows[i].problems_count++] = (struct visits_problem){
                both_word(problem_kind_word(kind)), both_word(problem_state_word(state)),
                problem_href(q->a, project_id, found[k].id)};
        }
        rows[i].problems = list;
    }
    return OK;
}

static enum err rows_fill(struct req *q, bool may_record, struct visits_view *v) {
    struct visits_of_project_row *rows;
    struct photos photos;
    struct milestone_kinds kinds;
    size_t count;
    try(milestone_kinds_load(q->tx, &kinds));
    try(visits_of_project(q->tx, v->id, VISITS_SHOWN, &rows, &count));
    try(photos_of_visits(q->tx, v->id, PHOTOS_SHOWN, &photos.at, &photos.count));
    struct visits_row *views = arena_array(q->a, struct visits_row, count);
    for (size_t i = 0; i < count; i++) {
        const struct visits_of_project_row *r = &rows[i];
        views[i] = (struct visits_row){
            .visit_id = r->id, .visit_day = r->visit_day, .person = r->name, .reported_month = r->reported_month,
            .reported_fen = r->reported_fen, .figure = visit_figure_said(r->seen_figure),
            .seen_progress = or_none(r->seen_progress), .people_on_site = r->people_on_site,
            .works = visit_works_said(r->works), .met = or_none(r->met), .remark = or_none(r->remark),
            .next_visit_day = r->next_visit_day};
        try(milestone_fill(q, &kinds, r, &views[i]));
        try(photos_fill(q, v->id, &photos, may_record && r->account_id == q->who.account_id, &views[i]));
    }
    v->rows = views;
    v->rows_count = count;
    try(problems_fill(q, v->id, views, count));
    return ratings_fill(q, v->id, views, count);
}

enum err visits_page(struct req *q) {
    struct project project;
    struct asked as;
    struct visits_view v = {.id = req_int(q, "id", 0), .light = ""};
    bool may_record;
    try(project_get(q->tx, v.id, &project));
    if (project.gone) return ERR_MISSING;
    v.name = project.name;
    v.project_href = arena_printf(q->a, "/projects/%lld", (long long)v.id);
    try(rounds_now(q, &as));
    int row = board_row(as.p->board, v.id);
    if (row >= 0) v.light = light_key(lights_at(as.p->lights, row, as.month));
    try(rounds_may_record(q, v.id, as.p->known_day, &may_record));
    if (may_record) v.new_href = arena_printf(q->a, "/rounds/%lld", (long long)v.id);
    try(rows_fill(q, may_record, &v));
    struct visits_fault *faults = arena_array(q->a, struct visits_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct visits_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v.faults = faults;
    v.faults_count = q->faults.count;
    return req_view(q, &visits_view, &v);
}
