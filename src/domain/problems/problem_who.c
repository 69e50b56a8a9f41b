/* What a person is to a problem, by the posts and grants of a day. */
#include "domain/problems/problem_inside.h"
#include "base/text.h"
#include "projects_queries.h"

static const struct { unsigned roles; enum problem_seat seat; } over[] = {
    {ROLE_PROJECT_UNIT, PROBLEM_SEAT_BUILDER}, {ROLE_AREA_CLERK | ROLE_AREA_OFFICE, PROBLEM_SEAT_AREA},
    {ROLE_DEPARTMENT, PROBLEM_SEAT_DEPARTMENT}, {ROLE_OFFICE, PROBLEM_SEAT_OFFICE}};

/* A seat in the unit, or one that was granted for it. Posts of an area's office are in the office; a grant for the area is
 * no seat in any unit. */
bool problem_seat_is_in(const struct seat *s, int64_t unit_id) { return unit_id != NO_INT && s->at_unit_id == unit_id; }

/* Work on a unit's problem is for those who work: its clerks, not the leaders who look on. */
bool problem_seat_works_in(const struct seat *s, int64_t unit_id) {
    return !(s->role & (ROLE_LEADER | ROLE_AUDITOR | ROLE_EXCLUSIVE)) && problem_seat_is_in(s, unit_id);
}

int64_t problem_raiser_post(struct arena *a, const struct reach *r, const struct project_place *place, const char *source) {
    unsigned first = text_eq(source, "visit") ? ROLE_SPECIALIST | ROLE_LEADER : ROLE_PROJECT_UNIT;
    const unsigned wanted[] = {first, ROLE_ALL & ~(unsigned)ROLE_EXCLUSIVE};
    for (size_t k = 0; k < countof(wanted); k++)
        for (size_t i = 0; i < r->count; i++) {
            const struct seat *s = &r->seats[i];
            /* Who looks after a project by assignment sits on the post that gives the role, wherever that reaches. */
            bool is_over = seat_is_over(a, s, place) || s->role & (ROLE_SPECIALIST | ROLE_LEADER);
            if (s->post_id && s->role & wanted[k] && is_over) return s->post_id;
        }
    return NO_INT;
}

static unsigned seats_over(struct arena *a, const struct reach *r, const struct project_place *place) {
    unsigned seats = 0;
    for (size_t i = 0; i < r->count; i++)
        for (size_t k = 0; k < countof(over); k++)
            if (r->seats[i].role & over[k].roles && seat_is_over(a, &r->seats[i], place)) seats |= 1u << over[k].seat;
    return seats;
}

/* Whoever holds the post it was raised from, or stands in; where it was raised from none, the person. */
static bool is_raiser(const struct problem *p, const struct reach *r, int64_t account_id) {
    if (p->raiser_post_id == NO_INT) return p->raiser_id != NO_INT && p->raiser_id == account_id;
    for (size_t i = 0; i < r->count; i++)
        if (r->seats[i].post_id == p->raiser_post_id) return true;
    return false;
}

static bool is_among(const struct problem_handlers_row *at, size_t count, int64_t account_id) {
    for (size_t i = 0; i < count; i++)
        if (at[i].account_id == account_id) return true;
    return false;
}

/* Nobody is left who could say for who raised it that it is solved, but for those who worked on it. */
static enum err raiser_is_gone(struct tx *t, const struct problem *p, const struct problem_handlers_row *handlers, size_t count,
                               int32_t today, bool *ret) {
    *ret = true;
    if (p->raiser_post_id != NO_INT) {
        struct post_people_row *people;
        size_t people_count;
        try(post_people(t, p->raiser_post_id, today, &people, &people_count));
        for (size_t i = 0; i < people_count; i++) *ret = *ret && is_among(handlers, count, people[i].account_id);
    } else if (p->raiser_id != NO_INT) {
        struct account row;
        enum err e = account_get(t, p->raiser_id, &row);
        if (e != OK && e != ERR_MISSING) return e;
        bool is_there = e == OK && !row.gone && !row.is_off;
        *ret = !is_there || is_among(handlers, count, p->raiser_id);
    }
    return OK;
}

static enum err seats_of_units(struct tx *t, const struct problem *p, const struct reach *r, unsigned *seats) {
    struct problem_helpers_of_row *helpers;
    size_t count;
    try(problem_helpers_of(t, p->id, &helpers, &count));
    for (size_t i = 0; i < r->count; i++) {
        if (problem_seat_works_in(&r->seats[i], p->unit_id)) *seats |= 1u << PROBLEM_SEAT_RESPONSIBLE;
        for (size_t k = 0; k < count; k++)
            if (problem_seat_works_in(&r->seats[i], helpers[k].unit_id)) *seats |= 1u << PROBLEM_SEAT_HELPER;
    }
    return OK;
}

enum err problem_who_reaching(struct tx *t, const struct problem *p, int64_t account_id, const struct reach *reach,
                              const struct project_place *place, int32_t today, struct problem_who *ret) {
    struct problem_handlers_row *handlers;
    size_t count;
    struct problem_who who = {.account_id = account_id};
    who.seats = seats_over(tx_arena(t), reach, place);
    if (is_raiser(p, reach, account_id)) who.seats |= 1u << PROBLEM_SEAT_RAISER;
    try(seats_of_units(t, p, reach, &who.seats));
    try(problem_handlers(t, p->id, &handlers, &count));
    who.has_handled = is_among(handlers, count, account_id);
    try(raiser_is_gone(t, p, handlers, count, today, &who.raiser_is_gone));
    *ret = who;
    return OK;
}

enum err problem_who_of(struct tx *t, const struct problem *p, int64_t account_id, int32_t today, struct problem_who *ret) {
    struct reach reach;
    struct project_place place;
    try(reach_of(t, account_id, today, &reach));
    try(project_place_of(t, p->project_id, today, &place));
    return problem_who_reaching(t, p, account_id, &reach, &place, today, ret);
}

enum err problem_units_offered(struct tx *t, int64_t project_id, int32_t day, struct unit_offered **ret, size_t *ret_count) {
    struct problem_units_row *units;
    struct problem_unit_building_row *building;
    struct project project = project_empty;
    size_t count, building_count = 0, n = 0;
    try(problem_units(t, day, &units, &count));
    if (project_id != NO_INT) try(project_get(t, project_id, &project));
    const char *uscc = project.uscc ? project.uscc : "", *name = project.unit_name ? project.unit_name : "";
    if (*uscc || *name) try(problem_unit_building(t, uscc, name, day, &building, &building_count));
    struct unit_offered *at = arena_array(tx_arena(t), struct unit_offered, count + building_count);
    for (size_t i = 0; i < building_count; i++)
        at[n++] = (struct unit_offered){building[i].id, {{building[i].name_zh, building[i].name_en}}};
    for (size_t i = 0; i < count; i++) at[n++] = (struct unit_offered){units[i].id, {{units[i].name_zh, units[i].name_en}}};
    *ret = at;
    *ret_count = n;
    return OK;
}

enum err problems_lying_with(struct tx *t, int64_t unit_id, int64_t post_id, int64_t *ret) {
    struct problems_lying_row row = {0};
    if (!post_id) try(problems_lying(t, unit_id, &row));
    *ret = row.n;
    return OK;
}
