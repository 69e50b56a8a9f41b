#include "domain/specialists/visit.h"
#include "base/text.h"
#include "domain/problems/problem.h"
#include "domain/specialists/sighting.h"
#include "problems_queries.h"
#include "projects_queries.h"

struct said {
    const char *key;
    enum word word;
};
static const struct said works[] = {{"going", W_visit_works_going}, {"slow", W_visit_works_slow}, {"still", W_visit_works_still},
                                    {"not_begun", W_visit_works_not_begun}, {"finished", W_visit_works_finished}};
static const struct said figures[] = {{"agrees", W_visit_figure_agrees}, {"less", W_visit_figure_less},
                                      {"more", W_visit_figure_more}, {"unclear", W_visit_figure_unclear}};

static struct both say(const struct said *rows, size_t count, const char *key) {
    for (size_t i = 0; key && i < count; i++)
        if (text_eq(rows[i].key, key)) return both_word(rows[i].word);
    return both_text("");
}

struct both visit_works_said(const char *key) { return say(works, countof(works), key); }
struct both visit_figure_said(const char *key) { return say(figures, countof(figures), key); }

static void check(const struct visit *v, int32_t today, struct faults *faults) {
    if (v->visit_day > today) faults_add(faults, "day", both_word(W_visit_day_to_come));
    if (v->visit_day < today - VISIT_AGO_MAX_DAYS) faults_add(faults, "day", both_word(W_visit_day_long_past));
    if (!v->works) faults_add(faults, "works", both_word(W_visit_works_missing));
    if (v->next_visit_day != NO_DAY && v->next_visit_day <= v->visit_day)
        faults_add(faults, "next", both_word(W_visit_next_before));
}

static enum err problems_raise(struct tx *t, const struct visited *v) {
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++) {
        if (!(v->problem_kinds >> k & 1)) continue;
        struct problem row = problem_empty;
        row.project_id = v->row.project_id;
        row.kind = problem_kind_key(k);
        row.text = text_empty(v->problem_text) ? NULL : v->problem_text;
        row.raised_day = v->row.visit_day;
        row.visit_id = v->row.id;
        row.raiser_id = v->row.account_id;
        try(problem_put(t, &row, 0));
    }
    return OK;
}

enum err visit_record(struct tx *t, struct visited *v, int32_t today, struct faults *faults) {
    struct project project;
    size_t before = faults->count;
    try(project_get(t, v->row.project_id, &project));
    if (project.gone) return ERR_MISSING;
    check(&v->row, today, faults);
    try(milestone_seen_check(t, &v->row, faults));
    if (faults->count > before) return ERR_INVALID;
    try(visit_put(t, &v->row, 0));
    return problems_raise(t, v);
}

enum err visit_rate(struct tx *t, struct visit_rating *r, struct faults *faults) {
    struct visit visit;
    struct rating_of_visit_row before;
    bool is_there;
    size_t count = faults->count;
    try(visit_get(t, r->visit_id, &visit));
    if (visit.gone || visit.project_id != r->project_id) return ERR_MISSING;
    try(rating_of_visit(t, r->visit_id, &before, &is_there));
    if (is_there) faults_add(faults, "stars", both_word(W_visit_rated_already));
    else if (r->stars < 1 || r->stars > VISIT_STARS_MAX) faults_add(faults, "stars", both_word(W_visit_stars_missing));
    return faults->count > count ? ERR_INVALID : visit_rating_put(t, r, 0);
}
