/* Who is told what was done with a problem, in the transaction in which it is done. */
#include "domain/problems/problem_inside.h"
#include "base/text.h"
#include "domain/people/notices.h"
#include <string.h>

#define WORKING (ROLE_ALL & ~(unsigned)(ROLE_EXCLUSIVE | ROLE_LEADER | ROLE_AUDITOR))

struct inboxes {
    int64_t *at;
    size_t count, room;
};

struct telling {
    const struct problem_telling *by;
    struct project_place place;
    struct inboxes own, told; /* of who did it; those that were told */
    enum notice_kind kind;
    int32_t day;
};

static bool is_there(const struct inboxes *l, int64_t id) {
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i] == id) return true;
    return false;
}

static void inbox_add(struct arena *a, struct inboxes *l, int64_t id) {
    if (l->count == l->room) {
        l->room = l->room ? 2 * l->room : 16;
        int64_t *more = arena_array(a, int64_t, l->room);
        if (l->count) memcpy(more, l->at, l->count * sizeof *more);
        l->at = more;
    }
    l->at[l->count++] = id;
}

static enum err telling_begin(struct telling *x, const struct problem_telling *by) {
    struct reach reach;
    *x = (struct telling){.by = by, .kind = NOTICE_PROBLEM, .day = NO_DAY};
    try(project_place_of(by->t, by->p->project_id, by->today, &x->place));
    if (!by->by_id) return OK;
    inbox_add(tx_arena(by->t), &x->own, by->by_id);
    try(reach_of(by->t, by->by_id, by->today, &reach));
    for (size_t i = 0; i < reach.count; i++)
        if (reach.seats[i].post_id) inbox_add(tx_arena(by->t), &x->own, reach.seats[i].post_id);
    return OK;
}

static enum err tell_inbox(struct telling *x, int64_t inbox_id) {
    const struct problem_telling *by = x->by;
    if (is_there(&x->own, inbox_id) || is_there(&x->told, inbox_id)) return OK;
    inbox_add(tx_arena(by->t), &x->told, inbox_id);
    const char *text = text_empty(by->text) ? by->p->text : by->text;
    struct notice_told told = {.inbox_id = inbox_id, .kind = x->kind, .project_id = by->p->project_id,
                               .href = problem_href(tx_arena(by->t), by->p->project_id, by->p->id), .detail = text,
                               .day = x->day, .n = 1, .by_id = by->by_id, .at_ms = by->now_ms};
    return notices_tell(by->t, &told);
}

/* Those in some roles whose seat fits. */
enum fit { FIT_OVER_PROJECT, FIT_OVER_ALL, FIT_OVER_AREA, FIT_IN_UNIT, FIT_WORKS_IN_UNIT };
static bool fits(const struct telling *x, const struct seat *s, enum fit fit, int64_t unit_id) {
    switch (fit) {
    case FIT_OVER_PROJECT: return seat_is_over(tx_arena(x->by->t), s, &x->place);
    case FIT_OVER_ALL: return s->kind == REACH_EVERYTHING;
    case FIT_OVER_AREA: return s->kind == REACH_AREA && seat_is_over(tx_arena(x->by->t), s, &x->place);
    case FIT_IN_UNIT: return problem_seat_is_in(s, unit_id);
    case FIT_WORKS_IN_UNIT: return problem_seat_works_in(s, unit_id);
    }
    return false;
}

static enum err tell_roles(struct telling *x, unsigned roles, enum fit fit, int64_t unit_id) {
    struct addressee *all;
    size_t count;
    try(addressees_in(x->by->t, roles, x->by->today, &all, &count));
    for (size_t i = 0; i < count; i++)
        if (fits(x, &all[i].seat, fit, unit_id)) try(tell_inbox(x, all[i].inbox_id));
    return OK;
}

static enum err tell_unit(struct telling *x, int64_t unit_id) {
    if (unit_id == NO_INT) return OK;
    try(tell_roles(x, WORKING, FIT_WORKS_IN_UNIT, unit_id));
    return x->by->p->person_id != NO_INT && unit_id == x->by->p->unit_id ? tell_inbox(x, x->by->p->person_id) : OK;
}

static enum err tell_raiser(struct telling *x) {
    const struct problem *p = x->by->p;
    int64_t inbox_id = p->raiser_post_id != NO_INT ? p->raiser_post_id : p->raiser_id;
    return inbox_id == NO_INT ? OK : tell_inbox(x, inbox_id);
}

/* The area and the departments; the city's office where there is neither, or the problem is a leader's. */
static enum err tell_reviewers(struct telling *x) {
    size_t before = x->told.count;
    try(tell_roles(x, ROLE_AREA_CLERK | ROLE_AREA_OFFICE, FIT_OVER_AREA, NO_INT));
    try(tell_roles(x, ROLE_DEPARTMENT, FIT_OVER_PROJECT, NO_INT));
    bool is_high = x->by->p->level != NO_INT && x->by->p->level >= 3;
    return is_high || x->told.count == before ? tell_roles(x, ROLE_OFFICE, FIT_OVER_PROJECT, NO_INT) : OK;
}

static enum err tell_seats(struct telling *x, unsigned seats) {
    if (seats & 1u << PROBLEM_SEAT_RAISER) try(tell_raiser(x));
    if (seats & 1u << PROBLEM_SEAT_RESPONSIBLE) try(tell_unit(x, x->by->p->unit_id));
    return seats & 1u << PROBLEM_SEAT_AREA ? tell_reviewers(x) : OK;
}

enum err problem_tell(const struct problem_telling *by, enum problem_action action, int64_t unit_id) {
    enum problem_state state = problem_state_read(by->p->state);
    struct telling x;
    try(telling_begin(&x, by));
    switch (action) {
    case PROBLEM_DO_REVIEW: /* told by the notice that follows */
    case PROBLEM_DO_SIGN:
    case PROBLEM_DO_HANDLE:
    case PROBLEM_DO_JOIN:
    case PROBLEM_DO_PART: return OK;
    case PROBLEM_DO_HELP: return state == PROBLEM_REVIEWED ? OK : tell_unit(&x, unit_id);
    case PROBLEM_DO_UNHELP:
        x.kind = NOTICE_PROBLEM_MOVED;
        return tell_unit(&x, unit_id);
    case PROBLEM_DO_STOP:
    case PROBLEM_DO_RESUME:
    case PROBLEM_DO_POSTPONE:
    case PROBLEM_DO_CLOSE:
        x.kind = NOTICE_PROBLEM_MOVED;
        try(tell_unit(&x, by->p->unit_id));
        return tell_raiser(&x);
    default: return tell_seats(&x, problem_lies_with(state));
    }
}

enum err problem_tell_rung(const struct problem_telling *by, enum ladder_rung rung, int64_t *ret_told) {
    struct telling x;
    try(telling_begin(&x, by));
    x.kind = NOTICE_PROBLEM_LATE;
    x.day = by->due_day;
    switch (rung) {
    case RUNG_UNIT:
        try(tell_roles(&x, ROLE_LEADER, FIT_IN_UNIT, by->p->unit_id));
        try(tell_unit(&x, by->p->unit_id));
        break;
    case RUNG_DISTRICT: /* an area without a leader's post has its office */
        try(tell_roles(&x, ROLE_LEADER, FIT_OVER_AREA, NO_INT));
        if (!x.told.count) try(tell_roles(&x, ROLE_AREA_OFFICE | ROLE_AREA_CLERK, FIT_OVER_AREA, NO_INT));
        break;
    case RUNG_OFFICE: try(tell_roles(&x, ROLE_OFFICE, FIT_OVER_ALL, NO_INT)); break;
    case RUNG_LEADER: try(tell_roles(&x, ROLE_LEADER, FIT_OVER_ALL, NO_INT)); break;
    case RUNG_NONE:
    case RUNG_COUNT: must(false);
    }
    *ret_told = (int64_t)x.told.count;
    return OK;
}
