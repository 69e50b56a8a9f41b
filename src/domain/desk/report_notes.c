/* Notes of the checks: made when a report is sent, shown beside it and in the inbox, answered from a desk. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"

/* -- made -- */

static const void *city_of(struct arena *own, const struct position *p) {
    return cred_city_make(own, p->board, p->board_before);
}

/* Gathered once a request: who sends is shown what was noted. */
static enum err facts_of(struct desk_one *one, const struct cred_facts **ret) {
    struct arena *a = one->q->a;
    const struct position *p = one->p;
    if (!one->facts) {
        struct cred_view view = cred_view_of(a, position_derived(p, city_of), p->board, p->board_before, &one->calendar,
                                             p->settings.time_zone_min);
        struct cred_facts *facts = arena_new_of(a, struct cred_facts);
        try(cred_facts_of(one->q->tx, &view, one->report, facts));
        one->facts = facts;
    }
    *ret = one->facts;
    return OK;
}

enum err notes_take(struct desk_one *one) {
    const struct cred_facts *facts;
    unsigned on;
    int count;
    try(facts_of(one, &facts));
    try(cred_checks_on(one->q->tx, &on));
    return cred_look_with(one->q->tx, facts, on, one->report, &count);
}

/* -- shown -- */

static enum err answers_fill(struct desk_one *one, struct form_note *note) {
    struct req *q = one->q;
    struct answers_of_note_row *rows;
    size_t count;
    try(answers_of_note(q->tx, note->id, &rows, &count));
    struct form_answer *answers = arena_array(q->a, struct form_answer, count);
    for (size_t i = 0; i < count; i++)
        answers[i] = (struct form_answer){.seat = both_word(desk_word(desk_read(rows[i].seat))), .words = rows[i].words,
                                          .who = rows[i].who ? rows[i].who : word(q->lang, W_source_program),
                                          .at = moment_print(q, one->p, rows[i].recorded_ms)};
    note->answers = answers;
    note->answers_count = count;
    return OK;
}

/* Another unit's report is nobody else's to open: the link is for who sees its project. */
static enum err other_href(struct req *q, int64_t report_id, const char **ret) {
    struct report r;
    bool sees = false;
    *ret = NULL;
    if (report_id == NO_INT) return OK;
    try(report_get(q->tx, report_id, &r));
    try(sight_sees(q, r.project_id, &sees));
    if (sees) *ret = desk_href(q->a, r.project_id, period_of_report(&r), "");
    return OK;
}

static enum err note_fill(struct desk_one *one, int64_t id, struct form_note *note) {
    struct req *q = one->q;
    struct report_note n;
    try(report_note_get(q->tx, id, &n));
    enum cred_check_no check = cred_check_no(n.check_key);
    *note = (struct form_note){.id = n.id, .check = n.check_key, .text = cred_said(q->a, &n), .words = n.words,
                               .name = check < CRED_CHECKS ? both_word(credibility_checks[check].name) : both_text(n.check_key)};
    if (one->who.desks)
        note->answer_href = arena_printf(q->a, "%s/%lld", desk_href(q->a, one->project_id, one->period, "notes"),
                                         (long long)n.id);
    try(other_href(q, n.other_report_id, &note->other_href));
    return answers_fill(one, note);
}

/* What could not be checked is said, too: silence would look like a good sign. */
static enum err undecided_fill(struct desk_one *one, struct report_form_view *v) {
    struct req *q = one->q;
    const struct cred_facts *facts;
    unsigned on;
    try(cred_checks_on(q->tx, &on));
    try(facts_of(one, &facts));
    struct form_undecided *list = arena_array(q->a, struct form_undecided, CRED_CHECKS);
    for (unsigned n = 0; n < CRED_CHECKS; n++) {
        const struct cred_check *c = &credibility_checks[n];
        struct cred_found found = {0};
        if (!(on >> n & 1) || c->look(facts, c->limits, &found) != CRED_UNDECIDED) continue;
        list[v->undecided_count++] = (struct form_undecided){both_word(c->name), both_word(found.why)};
    }
    v->undecided = list;
    return OK;
}

enum err form_fill_notes(struct desk_one *one, struct report_form_view *v) {
    struct notes_of_report_row *rows;
    size_t count;
    if (!one->report->id || one->report->sent_ms == NO_INT) return OK;
    try(notes_of_report(one->q->tx, one->report->id, &rows, &count));
    struct form_note *notes = arena_array(one->q->a, struct form_note, count);
    for (size_t i = 0; i < count; i++) try(note_fill(one, rows[i].id, &notes[i]));
    v->notes = notes;
    v->notes_count = count;
    v->answer_fault = req_fault_text(one->q, "answer");
    return undecided_fill(one, v);
}

enum err inbox_fill_notes(struct req *q, int64_t report_id, struct inbox_row *row) {
    struct notes_of_report_row *rows;
    size_t count;
    try(notes_of_report(q->tx, report_id, &rows, &count));
    struct inbox_note *notes = arena_array(q->a, struct inbox_note, count);
    for (size_t i = 0; i < count; i++) {
        struct report_note n;
        struct answers_of_note_row *answers;
        size_t answer_count;
        try(report_note_get(q->tx, rows[i].id, &n));
        try(answers_of_note(q->tx, n.id, &answers, &answer_count));
        notes[i] = (struct inbox_note){n.check_key, cred_said(q->a, &n), (int64_t)answer_count};
    }
    row->notes = notes;
    row->notes_count = count;
    return OK;
}

/* -- answered -- */

enum err report_note_post(struct req *q) {
    struct desk_one one;
    struct report_note n;
    try(desk_one_load(q, &one));
    try(report_note_get(q->tx, req_int(q, "note", 0), &n));
    if (n.report_id != one.report->id) return ERR_MISSING;
    try(cred_answer(q->tx, one.project_id, n.id, &one.who, req_text(q, "answer"), &q->faults));
    if (q->format == FORMAT_JSON) return form_show(&one, NULL);
    req_notice(q, W_notice_moved);
    return req_redirect(q, arena_printf(q->a, "%s#notes", desk_href(q->a, one.project_id, one.period, "")));
}
