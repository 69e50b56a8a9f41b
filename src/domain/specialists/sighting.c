#include "domain/specialists/sighting.h"
#include "base/text.h"
#include "projects_queries.h"

/* -- what the record says -- */

static struct milestone_claim claim_of(const struct milestone *m, const struct milestone_kinds *k,
                                       const struct milestone_dates *actual) {
    int32_t reached = milestone_reached(m, k, actual);
    bool is_taken_back = reached == NO_DAY && text_eq(m->answer, "done");
    return (struct milestone_claim){.id = m->id, .name = milestone_name(k, m->kind_id, m->name), .plan_day = m->plan_day,
                                    .answer = reached != NO_DAY ? "done" : is_taken_back ? NULL : m->answer,
                                    .answer_day = reached != NO_DAY ? reached : m->expected_day};
}

/* What the last who looked at it found; NULL: nobody did. */
static const struct milestones_looked_at_row *last_look(const struct milestones_looked_at_row *looks, size_t count, int64_t id) {
    for (size_t i = count; i > 0; i--)
        if (looks[i - 1].milestone_id == id) return &looks[i - 1];
    return NULL;
}

/* A report called it reached, and nobody who went there has found it so: it said so after the last visit, or he did not. */
static bool is_unconfirmed(const struct milestone *m, const struct milestone_claim *c,
                           const struct milestones_looked_at_row *look, int32_t visited_day) {
    if (!text_eq(m->answer, "done") || !text_eq(c->answer, "done")) return false;
    if (look) return !text_eq(look->seen_milestone, "reached");
    return visited_day == NO_DAY || m->answer_day >= visited_day;
}

static size_t to_ask(const struct milestone *rows, const struct milestone_claim *claims, size_t count,
                     const struct milestones_looked_at_row *looks, size_t look_count, int32_t visited_day) {
    size_t next = count;
    for (size_t i = 0; i < count; i++) {
        const struct milestones_looked_at_row *look = last_look(looks, look_count, rows[i].id);
        if (is_unconfirmed(&rows[i], &claims[i], look, visited_day)) return i;
        if (next == count && !text_eq(claims[i].answer, "done")) next = i;
    }
    return next;
}

enum err milestone_claims(struct tx *t, int64_t project_id, int64_t entry, struct milestone_claims *ret) {
    struct project project;
    struct milestone_kinds kinds;
    struct milestone *rows;
    struct milestones_looked_at_row *looks;
    struct visit_last_row *last;
    size_t count, look_count, last_count;
    try(project_get(t, project_id, &project));
    if (project.gone) return ERR_MISSING;
    struct milestone_dates actual = milestone_dates_of(&project);
    try(milestone_kinds_load(t, &kinds));
    try(milestones_now(t, project_id, &kinds, &rows, &count));
    try(milestones_looked_at(t, project_id, entry, &looks, &look_count));
    try(visit_last(t, project_id, entry, &last, &last_count));
    struct milestone_claim *claims = arena_array(tx_arena(t), struct milestone_claim, count);
    for (size_t i = 0; i < count; i++) claims[i] = claim_of(&rows[i], &kinds, &actual);
    *ret = (struct milestone_claims){claims, count,
                                     to_ask(rows, claims, count, looks, look_count, last_count ? last->visit_day : NO_DAY)};
    return OK;
}

const struct milestone_claim *milestone_claim_of(const struct milestone_claims *c, int64_t id) {
    for (size_t i = 0; i < c->count; i++)
        if (c->at[i].id == id) return &c->at[i];
    return NULL;
}

/* -- what was seen -- */

static void seen_check(const struct visit *v, struct faults *faults) {
    bool is_reached = text_eq(v->seen_milestone, "reached");
    if (v->seen_milestone_day == NO_DAY) return;
    if (!v->seen_milestone) faults_add(faults, "seen", both_word(W_visit_seen_missing));
    else if (!is_reached) faults_add(faults, "seen_day", both_word(W_visit_seen_day_without));
    else if (v->seen_milestone_day > v->visit_day) faults_add(faults, "seen_day", both_word(W_visit_seen_day_after));
}

enum err milestone_seen_check(struct tx *t, struct visit *v, struct faults *faults) {
    struct milestone_claims claims;
    seen_check(v, faults);
    if (!v->seen_milestone) {
        v->milestone_id = NO_INT; /* it stood in the form and was not looked at */
        return OK;
    }
    try(milestone_claims(t, v->project_id, INT64_MAX, &claims));
    const struct milestone_claim *c = milestone_claim_of(&claims, v->milestone_id);
    if (!c) {
        faults_add(faults, "milestone", both_word(v->milestone_id == NO_INT ? W_visit_milestone_which : W_visit_milestone_gone));
        return OK;
    }
    v->reported_answer = c->answer;
    v->reported_answer_day = c->answer ? c->answer_day : NO_DAY;
    return OK;
}

/* -- in words -- */

enum err milestone_seen_name(struct tx *t, const struct milestone_kinds *k, int64_t id, struct both *ret) {
    struct milestone row;
    *ret = both_text("");
    if (id == NO_INT) return OK;
    try(milestone_get(t, id, &row));
    *ret = milestone_name(k, row.kind_id, row.name);
    return OK;
}

struct both milestone_claim_said(struct arena *a, const char *answer, int32_t day) {
    if (!answer) return both_text("");
    bool has_day = day != NO_DAY;
    struct both on = both_text(has_day ? day_print(a, day) : "");
    if (has_day) return SAY(a, text_eq(answer, "done") ? W_visit_said_reached : W_visit_said_expected, on);
    return both_word(text_eq(answer, "later") ? W_visit_said_later : W_visit_said_month);
}

struct both milestone_seen_said(struct arena *a, const char *seen, int32_t seen_day) {
    static const struct { const char *key; enum word word; } words[] = {
        {"reached", W_visit_seen_reached}, {"not_yet", W_visit_seen_not_yet}, {"doubtful", W_visit_seen_doubtful}};
    if (seen && seen_day != NO_DAY) return SAY(a, W_visit_seen_reached_on, both_text(day_print(a, seen_day)));
    for (size_t i = 0; seen && i < countof(words); i++)
        if (text_eq(words[i].key, seen)) return both_word(words[i].word);
    return both_text("");
}

struct both milestone_gap(struct arena *a, int32_t reached_day, const char *seen, int32_t seen_day) {
    bool is_said = reached_day != NO_DAY, is_seen = text_eq(seen, "reached");
    if (!seen || (!is_said && !is_seen)) return both_text("");
    if (!is_said) return both_word(W_visit_gap_unsaid);
    struct both said = both_text(day_print(a, reached_day));
    if (!is_seen) return SAY(a, text_eq(seen, "not_yet") ? W_visit_gap_not_yet : W_visit_gap_doubtful, said);
    if (seen_day == NO_DAY || seen_day == reached_day) return both_text("");
    return SAY(a, W_visit_gap_days, said, both_text(day_print(a, seen_day)));
}
