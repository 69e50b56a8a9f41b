/* A problem moves: the row of the table is found, what it asks for is looked at, and what follows is written. */
#include "domain/problems/problem_inside.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/calendar/reporting.h"

struct step {
    struct tx *t;
    const struct problem_act *act;
    const struct problem_who *who;
    const struct problem_row *row;
    enum problem_seat seat;
    struct calendar calendar;
    struct problem from, to;
    int64_t unit_id; /* of the stamp */
};

/* Ten trillion yuan, as for a fact. */
#define HELD_FEN_MAX INT64_C(1000000000000000)

static const char *said(const char *text) { return text_empty(text) ? NULL : text; }

const char *problem_href(struct arena *a, int64_t project_id, int64_t problem_id) {
    return arena_printf(a, "/projects/%lld/problems/%lld", (long long)project_id, (long long)problem_id);
}

/* -- the clock -- */

enum err problem_stops_known(struct tx *t, const struct problem *p, struct clock_stop **ret, size_t *ret_count) {
    struct problem_stops_of_row *rows;
    size_t count, n = 0;
    try(problem_stops_of(t, p->id, &rows, &count));
    struct clock_stop *stops = arena_array(tx_arena(t), struct clock_stop, count);
    for (size_t i = 0; i < count; i++)
        if (p->said_day == NO_DAY || rows[i].from_day >= p->said_day)
            stops[n++] = (struct clock_stop){rows[i].from_day, rows[i].to_day};
    *ret = stops;
    *ret_count = n;
    return OK;
}

static enum err ends_again(struct step *s) {
    struct clock_stop *stops;
    size_t count;
    try(problem_stops_known(s->t, &s->to, &stops, &count));
    s->to.ends_day = problem_ends(&s->calendar.days, (int32_t)s->to.due_day, stops, count, s->act->today);
    return OK;
}

static enum err stop_put(struct step *s, int32_t from_day, int32_t to_day, const char *reason) {
    struct problem_stop row = problem_stop_empty;
    row.problem_id = s->to.id;
    row.project_id = s->to.project_id;
    row.from_day = from_day;
    row.to_day = to_day;
    row.reason = reason;
    return problem_stop_put(s->t, &row, 0);
}

static enum err clock_stop_now(struct step *s) {
    s->to.stopped_day = s->act->today;
    return stop_put(s, s->act->today, NO_DAY, s->act->text);
}

/* The clock may have been set back since: a stop never ends before it began. */
static enum err clock_run(struct step *s) {
    struct problem_stops_of_row *rows;
    size_t count;
    try(problem_stops_of(s->t, s->to.id, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct problem_stop row;
        if (rows[i].to_day != NO_DAY) continue;
        try(problem_stop_get(s->t, rows[i].id, &row));
        row.to_day = s->act->today > row.from_day ? s->act->today : row.from_day;
        try(problem_stop_put(s->t, &row, rows[i].version));
    }
    s->to.stopped_day = NO_DAY;
    return ends_again(s);
}

static void due_say(struct step *s) {
    s->to.days = s->act->days;
    s->to.said_day = s->act->today;
    s->to.due_day = s->to.ends_day = workdays_add(&s->calendar.days, s->act->today, (int)s->act->days);
    s->to.rung = NO_INT;
}

/* -- who is called -- */

/* A unit that is asked sees the project while it is asked. */
static enum err call(struct step *s, int64_t unit_id) {
    struct unit_call row = unit_call_empty;
    row.project_id = s->to.project_id;
    row.unit_id = unit_id;
    row.thing_id = s->to.id;
    row.from_day = s->act->today;
    return unit_call_put(s->t, &row, 0);
}

/* unit_id NO_INT: all that were called for it. */
static enum err call_end(struct step *s, int64_t unit_id) {
    struct unit_calls_of_row *rows;
    size_t count;
    try(unit_calls_of(s->t, s->to.id, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct unit_call row;
        if (unit_id != NO_INT && rows[i].unit_id != unit_id) continue;
        try(unit_call_get(s->t, rows[i].id, &row));
        row.to_day = s->act->today > row.from_day ? s->act->today : row.from_day;
        try(unit_call_put(s->t, &row, rows[i].version));
    }
    return OK;
}

static enum err call_all(struct step *s) {
    struct problem_helpers_of_row *helpers;
    size_t count;
    try(call_end(s, NO_INT));
    try(call(s, s->to.unit_id));
    try(problem_helpers_of(s->t, s->to.id, &helpers, &count));
    for (size_t i = 0; i < count; i++) try(call(s, helpers[i].unit_id));
    return OK;
}

/* -- what each action writes beside the state -- */

static enum err do_register(struct step *s) {
    const struct problem_act *act = s->act;
    struct reach reach;
    struct project_place place;
    if (!text_empty(act->text)) s->to.text = act->text;
    if (s->to.registered_day == NO_DAY) s->to.registered_day = act->today;
    if (text_empty(s->to.source)) s->to.source = said(problem_source_of(&s->to));
    if (s->to.raiser_id == NO_INT) s->to.raiser_id = s->who->account_id;
    if (s->to.raiser_post_id != NO_INT) return OK;
    try(reach_of(s->t, s->to.raiser_id, act->today, &reach));
    try(project_place_of(s->t, s->to.project_id, act->today, &place));
    s->to.raiser_post_id = problem_raiser_post(tx_arena(s->t), &reach, &place, s->to.source);
    return OK;
}

static enum err do_review(struct step *s) {
    s->to.level = s->act->level;
    s->to.unit_id = s->unit_id = s->act->unit_id;
    s->to.person_id = s->act->person_id;
    if (s->act->held_fen != NO_FEN) s->to.held_fen = s->act->held_fen;
    due_say(s);
    return OK;
}

static enum err do_decline(struct step *s) {
    if (s->to.stopped_day != NO_DAY) try(clock_run(s));
    s->unit_id = s->from.unit_id;
    s->to.unit_id = s->to.person_id = NO_INT;
    s->to.due_day = s->to.ends_day = s->to.said_day = NO_DAY;
    s->to.days = s->to.rung = NO_INT;
    return call_end(s, NO_INT);
}

static enum err do_close(struct step *s) {
    if (s->to.stopped_day != NO_DAY) try(clock_run(s));
    s->to.closed_day = s->act->today;
    return call_end(s, NO_INT);
}

/* While it was thought to be solved its clock stood. */
static enum err do_reopen(struct step *s) {
    int32_t closed = (int32_t)s->from.closed_day, today = s->act->today;
    s->to.closed_day = NO_DAY;
    s->to.reopened = s->from.reopened == NO_INT ? 1 : s->from.reopened + 1;
    try(stop_put(s, closed + 1, today > closed ? today : closed + 1, s->act->text));
    try(ends_again(s));
    return call_all(s);
}

static enum err do_help(struct step *s) {
    struct problem_helper row = problem_helper_empty;
    row.problem_id = s->to.id;
    row.project_id = s->to.project_id;
    row.unit_id = s->unit_id = s->act->unit_id;
    try(problem_helper_put(s->t, &row, 0));
    return problem_state_read(s->to.state) == PROBLEM_REVIEWED ? OK : call(s, row.unit_id);
}

static enum err do_unhelp(struct step *s) {
    struct problem_helpers_of_row *helpers;
    size_t count;
    s->unit_id = s->act->unit_id;
    try(problem_helpers_of(s->t, s->to.id, &helpers, &count));
    for (size_t i = 0; i < count; i++) {
        struct problem_helper row;
        if (helpers[i].unit_id != s->act->unit_id) continue;
        try(problem_helper_get(s->t, helpers[i].id, &row));
        row.gone = 1;
        try(problem_helper_put(s->t, &row, helpers[i].version));
    }
    return call_end(s, s->act->unit_id);
}

static enum err do_join(struct step *s) {
    struct problem_cause row = problem_cause_empty;
    s->to.cause_id = s->act->cause_id;
    if (s->act->cause_id != NO_INT) return OK;
    row.kind = s->to.kind;
    row.name = s->act->cause_name;
    row.text = said(s->act->text);
    try(problem_cause_put(s->t, &row, 0));
    s->to.cause_id = row.id;
    return OK;
}

static enum err effect(struct step *s) {
    switch (s->row->action) {
    case PROBLEM_DO_REGISTER: return do_register(s);
    case PROBLEM_DO_REVIEW: return do_review(s);
    case PROBLEM_DO_NOTICE: return call_all(s);
    case PROBLEM_DO_DECLINE: return do_decline(s);
    case PROBLEM_DO_CLOSE: return do_close(s);
    case PROBLEM_DO_REOPEN: return do_reopen(s);
    case PROBLEM_DO_STOP: return clock_stop_now(s);
    case PROBLEM_DO_RESUME: return clock_run(s);
    case PROBLEM_DO_POSTPONE: due_say(s); return OK;
    case PROBLEM_DO_HELP: return do_help(s);
    case PROBLEM_DO_UNHELP: return do_unhelp(s);
    case PROBLEM_DO_JOIN: return do_join(s);
    case PROBLEM_DO_PART: s->to.cause_id = NO_INT; return OK;
    case PROBLEM_DO_RETURN:
    case PROBLEM_DO_SIGN:
    case PROBLEM_DO_HANDLE:
    case PROBLEM_DO_FEEDBACK:
    case PROBLEM_DO_RECHECK:
    case PROBLEM_DO_REJECT: return OK;
    case PROBLEM_DO_ESCALATE:
    case PROBLEM_ACTION_COUNT: break;
    }
    must(false); /* the program's own */
}

/* -- what the act itself must bring -- */

static enum err unit_look(struct step *s, struct faults *faults) {
    struct unit unit;
    enum err e = s->act->unit_id == NO_INT ? ERR_MISSING : unit_get(s->t, s->act->unit_id, &unit);
    if (e != OK && e != ERR_MISSING) return e;
    bool is_open = e == OK && !unit.gone && (unit.closed_day == NO_DAY || unit.closed_day >= s->act->today);
    if (!is_open) faults_add(faults, "unit", both_word(W_problem_unit_missing));
    return OK;
}

/* Whoever is named sits in the unit on that day. */
static enum err person_look(struct step *s, struct faults *faults) {
    struct reach reach;
    bool sits = s->act->person_id == NO_INT;
    if (sits) return OK;
    try(reach_of(s->t, s->act->person_id, s->act->today, &reach));
    for (size_t i = 0; i < reach.count; i++) sits = sits || problem_seat_works_in(&reach.seats[i], s->act->unit_id);
    if (!sits) faults_add(faults, "person", both_word(W_problem_person_elsewhere));
    return OK;
}

static void days_look(const struct step *s, struct faults *faults) {
    struct arena *a = tx_arena(s->t);
    int64_t days = s->act->days;
    if (days == NO_INT || days < 1 || days > PROBLEM_DAYS_MAX) {
        faults_add(faults, "days", SAY(a, W_problem_days_missing, both_int(a, PROBLEM_DAYS_MAX)));
        return;
    }
    int32_t due = workdays_add(&s->calendar.days, s->act->today, (int)days);
    if (s->row->action == PROBLEM_DO_POSTPONE && due <= s->from.ends_day)
        faults_add(faults, "days", SAY(a, W_problem_postponed_before, both_text(day_print(a, (int32_t)s->from.ends_day))));
}

static enum err review_look(struct step *s, struct faults *faults) {
    const struct problem_act *act = s->act;
    if (act->level < 1 || act->level > PROBLEM_LEVELS) faults_add(faults, "level", both_word(W_problem_level_missing));
    if (act->held_fen != NO_FEN && (act->held_fen < 0 || act->held_fen > HELD_FEN_MAX))
        faults_add(faults, "held", both_word(W_problem_held_fault));
    days_look(s, faults);
    try(unit_look(s, faults));
    return person_look(s, faults);
}

static enum err helper_look(struct step *s, struct faults *faults) {
    struct problem_helpers_of_row *helpers;
    size_t count;
    bool is_there = false;
    try(problem_helpers_of(s->t, s->from.id, &helpers, &count));
    for (size_t i = 0; i < count; i++) is_there |= helpers[i].unit_id == s->act->unit_id;
    if (s->row->action == PROBLEM_DO_UNHELP) {
        if (!is_there) faults_add(faults, "unit", both_word(W_problem_helper_missing));
        return OK;
    }
    if (is_there || s->act->unit_id == s->from.unit_id) faults_add(faults, "unit", both_word(W_problem_helper_again));
    return unit_look(s, faults);
}

static enum err cause_look(struct step *s, struct faults *faults) {
    struct problem_cause row;
    if (s->act->cause_id == NO_INT) {
        if (text_empty(s->act->cause_name)) faults_add(faults, "cause", both_word(W_problem_cause_missing));
        return OK;
    }
    enum err e = problem_cause_get(s->t, s->act->cause_id, &row);
    if (e != OK && e != ERR_MISSING) return e;
    if (e != OK || row.gone) faults_add(faults, "cause", both_word(W_problem_cause_missing));
    return OK;
}

static enum err look(struct step *s, struct faults *faults) {
    const struct problem_act *act = s->act;
    bool is_said = !text_empty(act->text) || (act->action == PROBLEM_DO_REGISTER && !text_empty(s->from.text));
    if (s->row->when & WHEN_TEXT && !is_said) faults_add(faults, "text", both_word(W_problem_text_missing));
    if (s->row->when & WHEN_PROOF && text_empty(act->proof) && act->files < 1)
        faults_add(faults, "proof", both_word(W_problem_proof_missing));
    switch (act->action) {
    case PROBLEM_DO_REVIEW: return review_look(s, faults);
    case PROBLEM_DO_POSTPONE: days_look(s, faults); return OK;
    case PROBLEM_DO_HELP:
    case PROBLEM_DO_UNHELP: return helper_look(s, faults);
    case PROBLEM_DO_JOIN: return cause_look(s, faults);
    default: return OK;
    }
}

/* -- around it -- */

static enum err stamp(const struct step *s) {
    struct problem_step row = problem_step_empty;
    row.problem_id = s->to.id;
    row.project_id = s->to.project_id;
    row.action = problem_action_key(s->act->action);
    row.seat = problem_seat_key(s->seat);
    row.from_state = s->from.state;
    row.to_state = s->to.state;
    row.account_id = s->who->account_id;
    row.day = s->act->today;
    row.text = said(s->act->text);
    row.proof = s->row->when & WHEN_PROOF ? said(s->act->proof) : NULL;
    row.unit_id = s->unit_id;
    return problem_step_put(s->t, &row, 0);
}

static enum err move(struct step *s) {
    s->to = s->from;
    s->unit_id = s->from.unit_id;
    if (s->row->to != TO_SAME) s->to.state = problem_state_key(s->row->to);
    try(effect(s));
    try(problem_put(s->t, &s->to, s->from.version));
    return stamp(s);
}

static enum err tell(const struct step *s) {
    const struct problem_telling telling = {.t = s->t, .p = &s->to, .by_id = s->who->account_id, .today = s->act->today,
                                            .now_ms = s->act->now_ms, .text = s->act->text};
    return problem_tell(&telling, s->act->action, s->unit_id);
}

enum err problem_act(struct tx *t, const struct problem_act *act, const struct problem_who *who, struct faults *faults,
                     struct problem *ret) {
    struct step s = {.t = t, .act = act, .who = who};
    struct both why;
    size_t before = faults->count;
    try(problem_get(t, act->problem_id, &s.from));
    if (s.from.gone) return ERR_MISSING;
    if (s.from.version != act->version) return ERR_CONFLICT;
    problem_row_copy(tx_arena(t), &s.from);
    s.row = problem_find(tx_arena(t), &s.from, act->action, who, &s.seat, &why);
    if (!s.row) {
        faults_add(faults, "do", why);
        return ERR_INVALID;
    }
    try(calendar_now(t, &s.calendar));
    try(look(&s, faults));
    if (faults->count > before) return ERR_INVALID;
    try(move(&s));
    try(tell(&s));
    *ret = s.to;
    return OK;
}

/* -- raised at once -- */

static void raised_look(const struct problem_raised *r, struct faults *faults) {
    if (problem_kind_read(r->kind) == PROBLEM_KIND_COUNT) faults_add(faults, "kind", both_word(W_problem_kind_missing));
    if (text_empty(r->text)) faults_add(faults, "text", both_word(W_problem_text_missing));
    if (r->held_fen != NO_FEN && (r->held_fen < 0 || r->held_fen > HELD_FEN_MAX))
        faults_add(faults, "held", both_word(W_problem_held_fault));
    if (r->level != NO_INT && (r->level < 1 || r->level > PROBLEM_LEVELS))
        faults_add(faults, "level", both_word(W_problem_level_missing));
}

enum err problem_raise(struct tx *t, const struct problem_raised *r, struct faults *faults, struct problem *ret) {
    struct problem row = problem_empty;
    struct problem_who who;
    size_t before = faults->count;
    raised_look(r, faults);
    row.project_id = r->project_id;
    row.kind = r->kind;
    row.text = said(r->text);
    row.raised_day = r->today;
    row.source = r->source;
    row.source_id = r->source_id;
    row.raiser_id = r->raiser_id;
    row.level = r->level;
    row.held_fen = r->held_fen;
    try(problem_who_of(t, &row, r->raiser_id, r->today, &who));
    if (faults->count > before) return ERR_INVALID;
    try(problem_put(t, &row, 0));
    struct problem_act act = {.action = PROBLEM_DO_REGISTER, .problem_id = row.id, .version = row.version, .text = r->text,
                              .today = r->today, .now_ms = r->now_ms};
    return problem_act(t, &act, &who, faults, ret);
}
