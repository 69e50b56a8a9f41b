#include "domain/specialists/assignment.h"
#include "base/text.h"
#include "people_queries.h"
#include "projects_queries.h"

static bool covers(int32_t from_day, int32_t to_day, int32_t day) {
    return from_day <= day && (to_day == NO_DAY || to_day >= day);
}

int assignment_on(const struct assignments_of_project_row *rows, size_t count, int32_t day) {
    int now = -1;
    for (size_t i = 0; i < count; i++)
        if (covers(rows[i].from_day, rows[i].to_day, day)) now = (int)i;
    return now;
}

/* -- what may be stated -- */

struct stating {
    struct tx *t;
    const struct assigned *s;
    struct faults *faults;
    int32_t from_day;
    struct assignments_of_project_row *rows;
    size_t count;
};

/* The role is asked on the day it begins: an assignment gives no role, only projects to who has it. */
static enum err person_check(struct stating *w) {
    struct person_in_role_row row;
    if (w->s->account_id == NO_INT) return OK;
    try(person_in_role(w->t, w->s->account_id, w->s->kind, w->from_day, &row));
    if (!row.n) faults_add(w->faults, "to", both_word(W_assignment_no_role));
    return OK;
}

static void days_check(struct stating *w) {
    if (w->s->to_day != NO_DAY && w->s->to_day < w->from_day)
        faults_add(w->faults, "until", both_word(W_assignment_ends_first));
    if (w->s->to_day != NO_DAY && w->s->account_id == NO_INT)
        faults_add(w->faults, "until", both_word(W_assignment_nobody_until));
    for (size_t i = 0; i < w->count && w->s->to_day == NO_DAY; i++)
        if (!w->rows[i].stands_in && w->rows[i].to_day == NO_DAY && w->rows[i].from_day > w->from_day)
            faults_add(w->faults, "from", SAY(tx_arena(w->t), W_assignment_from_first, both_text(w->rows[i].name),
                                              both_text(day_print(tx_arena(w->t), w->rows[i].from_day))));
}

/* Whether it is so already. */
static bool stands(const struct stating *w) {
    bool any = false;
    for (size_t i = 0; i < w->count; i++) {
        const struct assignments_of_project_row *r = &w->rows[i];
        if (w->s->to_day != NO_DAY) {
            bool lasts = r->from_day <= w->from_day && (r->to_day == NO_DAY || r->to_day >= w->s->to_day);
            bool counts = assignment_on(w->rows, w->count, w->from_day) == (int)i;
            if (r->account_id == w->s->account_id && lasts && counts) return true;
            continue;
        }
        if (r->stands_in || r->to_day != NO_DAY) continue;
        any = true;
        if (r->account_id == w->s->account_id) return true;
    }
    return w->s->account_id == NO_INT && !any;
}

/* What began on the very day was a slip and is taken back; else it ends the day before. */
static enum err end_row(struct stating *w, const struct assignments_of_project_row *r) {
    struct assignment row;
    try(assignment_get(w->t, r->id, &row));
    if (r->from_day >= w->from_day) row.gone = 1;
    else row.to_day = w->from_day - 1;
    return assignment_put(w->t, &row, r->version);
}

static enum err write_rows(struct stating *w) {
    for (size_t i = 0; i < w->count && w->s->to_day == NO_DAY; i++)
        if (!w->rows[i].stands_in && w->rows[i].to_day == NO_DAY) try(end_row(w, &w->rows[i]));
    if (w->s->account_id == NO_INT) return OK;
    struct assignment row = assignment_empty;
    row.project_id = w->s->project_id;
    row.account_id = w->s->account_id;
    row.kind = w->s->kind;
    row.from_day = w->from_day;
    row.to_day = w->s->to_day;
    row.stands_in = w->s->to_day != NO_DAY;
    row.reason = text_empty(w->s->reason) ? NULL : w->s->reason;
    return assignment_put(w->t, &row, 0);
}

enum err assignment_state(struct tx *t, const struct assigned *s, int32_t today, int64_t seen, struct faults *faults,
                          bool *ret_changed) {
    struct stating w = {.t = t, .s = s, .faults = faults, .from_day = s->from_day == NO_DAY ? today : s->from_day};
    struct project project;
    size_t before = faults->count;
    *ret_changed = false;
    try(project_get(t, s->project_id, &project));
    if (project.gone) return ERR_MISSING;
    try(assignments_of_project(t, s->project_id, s->kind, &w.rows, &w.count));
    for (size_t i = 0; i < w.count; i++)
        if (seen && w.rows[i].entry > seen) return ERR_CONFLICT;
    try(person_check(&w));
    days_check(&w);
    if (faults->count > before) return ERR_INVALID;
    *ret_changed = !stands(&w);
    return *ret_changed ? write_rows(&w) : OK;
}
