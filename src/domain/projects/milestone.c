#include "domain/projects/milestone.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* -- as they stand -- */

int32_t milestone_reached(const struct milestone *m, const struct milestone_kinds *k, const struct milestone_dates *actual) {
    if (m->actual_day != NO_DAY) return m->actual_day;
    const struct milestone_kinds_row *kind = milestone_kind_of(k, m->kind_id);
    return kind ? milestone_date(actual, kind->project_date) : NO_DAY;
}

struct milestone_dates milestone_dates_of(const struct project *p) {
    return (struct milestone_dates){p->actual_start_day, p->actual_finish_day, p->production_day};
}

/* Where a milestone stands on the way. */
struct place {
    int32_t day;
    int64_t sort, id;
    size_t at;
};

static int by_place(const void *x, const void *y) {
    const struct place *p = x, *q = y;
    if (p->day != q->day) return p->day < q->day ? -1 : 1;
    if (p->sort != q->sort) return p->sort < q->sort ? -1 : 1;
    return (p->id > q->id) - (p->id < q->id);
}

void milestones_sort(struct milestone *at, size_t count, const struct milestone_kinds *k) {
    struct place places[MILESTONES_MAX];
    struct milestone copy[MILESTONES_MAX];
    must(count <= MILESTONES_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct milestone_kinds_row *kind = milestone_kind_of(k, at[i].kind_id);
        int32_t day = at[i].plan_day != NO_DAY ? at[i].plan_day : at[i].actual_day;
        places[i] = (struct place){day, kind ? kind->sort : INT64_MAX, at[i].id, i};
        copy[i] = at[i];
    }
    if (count) qsort(places, count, sizeof *places, by_place);
    for (size_t i = 0; i < count; i++) at[i] = copy[places[i].at];
}

enum err milestones_now(struct tx *t, int64_t project_id, const struct milestone_kinds *k, struct milestone **ret,
                        size_t *ret_count) {
    struct milestones_of_project_cursor c;
    struct milestones_of_project_row r;
    struct milestone *list = arena_array(tx_arena(t), struct milestone, MILESTONES_MAX);
    size_t count = 0;
    bool has = false;
    try(milestones_of_project_open(t, project_id, &c));
    while (count < MILESTONES_MAX) {
        try(milestones_of_project_next(&c, &r, &has));
        if (!has) break;
        list[count] = (struct milestone){
            .id = r.id, .version = r.version, .entry = r.entry, .project_id = r.project_id, .kind_id = r.kind_id, .name = r.name,
            .first_plan_day = r.first_plan_day, .plan_day = r.plan_day, .actual_day = r.actual_day, .owner = r.owner,
            .owner_unit_id = r.owner_unit_id, .evidence = r.evidence, .reason = r.reason, .answer = r.answer,
            .answer_day = r.answer_day, .expected_day = r.expected_day, .intake_id = r.intake_id, .place = r.place};
        milestone_row_copy(tx_arena(t), &list[count++]);
    }
    milestones_of_project_close(&c);
    milestones_sort(list, count, k);
    *ret = list;
    *ret_count = count;
    return OK;
}

/* -- what an edit needs -- */

struct edit {
    struct tx *t;
    struct arena *a;
    struct project project;
    struct milestone_kinds kinds;
    struct milestone *now; /* those of the project */
    size_t count;
    int32_t today;
    struct faults *faults, *warnings;
};

static enum err edit_begin(struct edit *e, struct tx *t, int64_t project_id, int32_t today, struct faults *faults,
                           struct faults *warnings) {
    *e = (struct edit){.t = t, .a = tx_arena(t), .today = today, .faults = faults, .warnings = warnings};
    try(project_get(t, project_id, &e->project));
    if (e->project.gone) return ERR_MISSING;
    try(milestone_kinds_load(t, &e->kinds));
    return milestones_now(t, project_id, &e->kinds, &e->now, &e->count);
}

static struct milestone *edit_find(struct edit *e, int64_t id) {
    for (size_t i = 0; i < e->count; i++)
        if (e->now[i].id == id) return &e->now[i];
    return NULL;
}

/* One line of text as the ledger keeps it. */
static const char *line_of(struct arena *a, const char *text) {
    const char *neat = text ? text_neat(a, span_of(text)) : "";
    return *neat ? neat : NULL;
}

static bool is_same(struct arena *a, const struct milestone *m, int64_t kind_id, const char *name) {
    if (kind_id != NO_INT || m->kind_id != NO_INT) return kind_id == m->kind_id;
    return text_eq(text_fold(a, span_of(m->name)), text_fold(a, span_of(name)));
}

/* Which milestone it is: a kind, also where a kind is called by one of its names, or the project's own. */
static void check_name(struct edit *e, const struct milestone_stated *s, struct milestone *row) {
    const char *name = line_of(e->a, s->name);
    const struct milestone_kinds_row *kind = milestone_kind_of(&e->kinds, s->kind_id);
    if (!kind && name) kind = milestone_kind_named(e->a, &e->kinds, name);
    row->kind_id = kind ? kind->id : NO_INT;
    row->name = kind ? NULL : name;
    if (!kind && !name) {
        faults_add(e->faults, "name", both_word(W_milestone_which));
        return;
    }
    for (size_t i = 0; i < e->count; i++)
        if (e->now[i].id != row->id && is_same(e->a, &e->now[i], row->kind_id, row->name))
            faults_add(e->faults, "name", both_word(W_milestone_is_there));
}

/* What stands already is not questioned by an edit of something else. */
static void check_days(struct edit *e, const struct milestone_stated *s, const struct milestone *was) {
    bool plans_anew = was->plan_day != NO_DAY && s->plan_day != was->plan_day;
    bool unsays = was->actual_day != NO_DAY && s->actual_day == NO_DAY;
    if (s->plan_day == NO_DAY && s->actual_day == NO_DAY) faults_add(e->faults, "plan", both_word(W_milestone_no_day));
    else if (s->plan_day == NO_DAY && was->plan_day != NO_DAY) faults_add(e->faults, "plan", both_word(W_milestone_plan_stays));
    if (s->actual_day != was->actual_day && s->actual_day != NO_DAY && s->actual_day > e->today)
        faults_add(e->faults, "actual", both_word(W_milestone_not_yet));
    if ((plans_anew || unsays) && text_empty(s->reason))
        faults_add(e->faults, "reason", both_word(plans_anew ? W_milestone_why_moved : W_edit_reason_missing));
}

/* The project's own date follows where it is not known; where it is another, both stay and it is told. */
static enum err project_follows(struct edit *e, const struct milestone *row) {
    const struct milestone_kinds_row *kind = milestone_kind_of(&e->kinds, row->kind_id);
    if (!kind || !kind->project_date || row->actual_day == NO_DAY) return OK;
    int32_t *day = text_eq(kind->project_date, "start")    ? &e->project.actual_start_day
                   : text_eq(kind->project_date, "finish") ? &e->project.actual_finish_day
                                                           : &e->project.production_day;
    if (*day == row->actual_day) return OK;
    if (*day != NO_DAY) {
        faults_add(e->warnings, "actual", SAY(e->a, W_milestone_differs, both_text(day_print(e->a, *day))));
        return OK;
    }
    *day = row->actual_day;
    e->project.intake_id = NO_INT;
    e->project.place = NULL;
    return project_put(e->t, &e->project, e->project.version);
}

static enum err owner_find(struct edit *e, struct milestone *row) {
    struct unit_named_row unit;
    bool has = false;
    if (row->owner) try(unit_named(e->t, row->owner, &unit, &has));
    row->owner_unit_id = has ? unit.id : NO_INT;
    return OK;
}

static bool same_milestone(const struct milestone *x, const struct milestone *y) {
    return x->kind_id == y->kind_id && text_eq(x->name, y->name) && x->plan_day == y->plan_day &&
           x->actual_day == y->actual_day && text_eq(x->owner, y->owner) && text_eq(x->evidence, y->evidence);
}

/* `was` is the milestone as it stands, or an empty one. */
static enum err save(struct edit *e, const struct milestone *was, const struct milestone_stated *s, struct milestone_saved *ret) {
    struct milestone row = *was;
    check_name(e, s, &row);
    check_days(e, s, was);
    if (e->faults->count) return ERR_INVALID;
    row.plan_day = s->plan_day;
    row.actual_day = s->actual_day;
    if (row.first_plan_day == NO_DAY) row.first_plan_day = s->plan_day;
    row.owner = line_of(e->a, s->owner);
    row.evidence = line_of(e->a, s->evidence);
    if (row.plan_day != was->plan_day && was->plan_day != NO_DAY) row.reason = line_of(e->a, s->reason);
    if (row.answer && !text_eq(row.answer, "done") && row.actual_day != NO_DAY) row.answer = "done";
    ret->id = row.id;
    if (row.version > 0 && same_milestone(&row, was)) return OK;
    try(owner_find(e, &row));
    row.intake_id = NO_INT, row.place = NULL; /* this version is stated by hand */
    try(milestone_put(e->t, &row, row.version > 0 ? row.version : 0));
    ret->id = row.id;
    ret->is_changed = true;
    return project_follows(e, &row);
}

static struct milestone fresh(int64_t project_id) {
    struct milestone row = milestone_empty;
    row.project_id = project_id;
    return row;
}

enum err milestone_add(struct tx *t, int64_t project_id, const struct milestone_stated *s, int32_t today, struct faults *faults,
                       struct milestone_saved *ret) {
    struct edit e;
    struct milestone row = fresh(project_id);
    *ret = (struct milestone_saved){0};
    try(edit_begin(&e, t, project_id, today, faults, &ret->warnings));
    if (e.count >= MILESTONES_MAX) return ERR_TOO_MANY;
    return save(&e, &row, s, ret);
}

enum err milestone_change(struct tx *t, int64_t project_id, int64_t id, int64_t version, const struct milestone_stated *s,
                          int32_t today, struct faults *faults, struct milestone_saved *ret) {
    struct edit e;
    *ret = (struct milestone_saved){0};
    try(edit_begin(&e, t, project_id, today, faults, &ret->warnings));
    const struct milestone *was = edit_find(&e, id);
    if (!was) return ERR_MISSING;
    if (was->version != version) return ERR_CONFLICT;
    return save(&e, was, s, ret);
}

enum err milestone_withdraw(struct tx *t, int64_t project_id, int64_t id, int64_t version, const char *reason,
                            struct faults *faults) {
    struct milestone row;
    try(milestone_get(t, id, &row));
    if (row.gone || row.project_id != project_id) return ERR_MISSING;
    if (row.version != version) return ERR_CONFLICT;
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_edit_reason_missing));
    if (faults->count) return ERR_INVALID;
    row.reason = line_of(tx_arena(t), reason);
    row.intake_id = NO_INT, row.place = NULL;
    row.gone = 1;
    return milestone_put(t, &row, version);
}

enum err milestones_add(struct tx *t, int64_t project_id, const struct milestone_stated *s, size_t count, int32_t today,
                        struct faults *faults, size_t *ret_added) {
    struct milestone_saved saved = {0};
    struct edit e;
    *ret_added = 0;
    try(edit_begin(&e, t, project_id, today, faults, &saved.warnings));
    for (size_t i = 0; i < count; i++) {
        struct milestone row = fresh(project_id);
        bool is_there = false;
        for (size_t k = 0; k < e.count; k++) is_there |= is_same(e.a, &e.now[k], s[i].kind_id, s[i].name);
        if (is_there) continue;
        if (e.count + *ret_added >= MILESTONES_MAX) return ERR_TOO_MANY;
        try(save(&e, &row, &s[i], &saved));
        ++*ret_added;
    }
    return OK;
}

/* -- what reports say -- */

static const char *const answers[] = {
    [MILESTONE_DONE] = "done", [MILESTONE_THIS_MONTH] = "this_month", [MILESTONE_LATER] = "later"};

static void check_said(struct edit *e, const struct milestone *row, const struct milestone_said *said) {
    int32_t reached = milestone_reached(row, &e->kinds, &(struct milestone_dates){NO_DAY, NO_DAY, NO_DAY});
    if (said->answer != MILESTONE_DONE) {
        if (reached != NO_DAY)
            faults_add(e->faults, "milestone", SAY(e->a, W_milestone_reached_on, both_text(day_print(e->a, reached))));
        else if (said->day != NO_DAY && said->day < said->said_day)
            faults_add(e->faults, "milestone_day", both_word(W_milestone_expected_past));
        return;
    }
    if (said->day == NO_DAY) faults_add(e->faults, "milestone_day", both_word(W_edit_day_missing));
    else if (said->day > e->today) faults_add(e->faults, "milestone_day", both_word(W_milestone_not_yet));
    else if (reached != NO_DAY && reached != said->day)
        faults_add(e->faults, "milestone", SAY(e->a, W_milestone_reached_on, both_text(day_print(e->a, reached))));
}

enum err milestone_report(struct tx *t, int64_t project_id, int64_t id, const struct milestone_said *said,
                          struct faults *faults, struct milestone_saved *ret) {
    struct edit e;
    *ret = (struct milestone_saved){.id = id};
    try(edit_begin(&e, t, project_id, said->said_day, faults, &ret->warnings));
    struct milestone *was = edit_find(&e, id);
    if (!was) return ERR_MISSING;
    check_said(&e, was, said);
    if (faults->count) return ERR_INVALID;
    struct milestone row = *was;
    const char *evidence = line_of(e.a, said->evidence);
    bool is_done = said->answer == MILESTONE_DONE, is_month = said->answer == MILESTONE_THIS_MONTH;
    row.answer = answers[said->answer];
    row.answer_day = said->said_day;
    row.expected_day = is_done ? NO_DAY : said->day;
    if (is_month && said->day == NO_DAY) row.expected_day = month_last_day(month_of_day(said->said_day));
    if (is_done) row.actual_day = said->day;
    if (is_done && evidence) row.evidence = evidence;
    bool is_said_already = text_eq(row.answer, was->answer) && row.expected_day == was->expected_day &&
                           row.answer_day == was->answer_day && same_milestone(&row, was);
    if (is_said_already) return OK;
    row.intake_id = NO_INT, row.place = NULL;
    try(milestone_put(t, &row, row.version));
    ret->is_changed = true;
    return project_follows(&e, &row);
}
