/* Notes kept, answered, and checks switched. */
#include "domain/credibility/credibility.h"
#include "base/text.h"

enum err cred_checks_on(struct tx *t, unsigned *ret) {
    struct credibility_rules_row *rows;
    size_t count;
    unsigned on = (1u << CRED_CHECKS) - 1;
    try(credibility_rules(t, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        enum cred_check_no n = cred_check_no(rows[i].check_key);
        if (n < CRED_CHECKS && !rows[i].is_on) on &= ~(1u << n);
    }
    *ret = on;
    return OK;
}

/* -- notes -- */

static void note_fill(const struct report *r, enum cred_check_no check, const struct cred_found *found, struct report_note *n) {
    const struct cred_check *c = &credibility_checks[check];
    int64_t *values[CRED_VALUES] = {&n->one, &n->two, &n->three, &n->four};
    n->report_id = r->id;
    n->project_id = r->project_id;
    n->to_day = r->to_day;
    n->check_key = c->key;
    n->variant = found->variant;
    for (int i = 0; i < CRED_VALUES; i++) *values[i] = i < c->value_count ? found->values[i] : NO_INT;
    n->words = found->words;
    n->other_report_id = found->other_report_id;
}

static bool note_same(const struct report_note *x, const struct report_note *y) {
    return x->variant == y->variant && x->one == y->one && x->two == y->two && x->three == y->three && x->four == y->four &&
           x->other_report_id == y->other_report_id && text_eq(x->words ? x->words : "", y->words ? y->words : "");
}

/* The note of one check that a report has; id 0: none. */
static enum err note_standing(struct tx *t, const struct notes_of_report_row *rows, size_t count, const char *key,
                              struct report_note *ret) {
    *ret = report_note_empty;
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].check_key, key)) return report_note_get(t, rows[i].id, ret);
    return OK;
}

static enum err note_bring(struct tx *t, const struct report *r, enum cred_check_no check, bool is_noted,
                           const struct cred_found *found, struct report_note *stands) {
    struct report_note n = *stands;
    if (!is_noted && !stands->id) return OK;
    if (is_noted) note_fill(r, check, found, &n);
    else n.gone = 1;
    if (is_noted && stands->id && note_same(&n, stands)) return OK;
    return report_note_put(t, &n, n.version);
}

enum err cred_look_at(struct tx *t, const struct cred_view *v, unsigned on, const struct report *r, int *ret_count) {
    struct cred_facts f;
    try(cred_facts_of(t, v, r, &f));
    return cred_look_with(t, &f, on, r, ret_count);
}

enum err cred_look_with(struct tx *t, const struct cred_facts *f, unsigned on, const struct report *r, int *ret_count) {
    struct notes_of_report_row *rows;
    size_t count;
    int noted = 0;
    try(notes_of_report(t, r->id, &rows, &count));
    for (unsigned k = 0; k < CRED_CHECKS; k++) {
        const struct cred_check *c = &credibility_checks[k];
        struct cred_found found = {.values = {NO_INT, NO_INT, NO_INT, NO_INT}, .other_report_id = NO_INT};
        struct report_note stands;
        if (!(on >> k & 1)) continue; /* what it noted while it was on stays */
        bool is_noted = c->look(f, c->limits, &found) == CRED_NOTED;
        try(note_standing(t, rows, count, c->key, &stands));
        try(note_bring(t, r, k, is_noted, &found, &stands));
        noted += is_noted;
    }
    *ret_count = noted;
    return OK;
}

/* -- answers -- */

/* Of several desks of one person the lowest speaks: whoever filled it in answers as such. */
static enum desk desk_of(unsigned desks) {
    unsigned d = 0;
    while (d < DESK_COUNT && !(desks >> d & 1)) d++;
    return d;
}

enum err cred_answer(struct tx *t, int64_t project_id, int64_t note_id, const struct who_acts *who, const char *words,
                     struct faults *faults) {
    struct report_note n;
    enum desk desk = desk_of(who->desks);
    try(report_note_get(t, note_id, &n));
    if (n.gone || n.project_id != project_id) return ERR_MISSING;
    if (desk == DESK_COUNT) faults_add(faults, "answer", both_word(W_cred_not_at_desk));
    else if (text_empty(words)) faults_add(faults, "answer", both_word(W_cred_answer_missing));
    else if (utf8_count(words) > CRED_ANSWER_MAX)
        faults_add(faults, "answer", SAY(tx_arena(t), W_cred_answer_long, both_int(tx_arena(t), CRED_ANSWER_MAX)));
    if (faults->count) return ERR_INVALID;
    struct report_answer a = report_answer_empty;
    a.note_id = note_id;
    a.project_id = project_id;
    a.seat = desk_key(desk);
    a.account_id = who->account_id;
    a.words = words;
    return report_answer_put(t, &a, 0);
}

/* -- switches -- */

enum err cred_switch(struct tx *t, const char *check_key, bool is_on, const char *reason, int64_t version,
                     struct faults *faults) {
    struct credibility_rules_row *rows;
    size_t count;
    struct credibility_rule rule = credibility_rule_empty;
    if (cred_check_no(check_key) == CRED_CHECKS) faults_add(faults, "check", both_word(W_cred_no_check));
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_cred_switch_reason));
    if (faults->count) return ERR_INVALID;
    try(credibility_rules(t, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].check_key, check_key)) try(credibility_rule_get(t, rows[i].id, &rule));
    if (rule.version != version) return ERR_CONFLICT;
    rule.check_key = check_key;
    rule.is_on = is_on;
    rule.reason = reason;
    return credibility_rule_put(t, &rule, version);
}
