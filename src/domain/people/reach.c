#include "domain/people/reach.h"
#include "base/text.h"
#include "domain/people/setting.h"
#include "people_queries.h"

/* Roles whose rows are always all, wherever the post is. */
#define SEES_ALL (ROLE_OFFICE | ROLE_BUREAU | ROLE_AUDITOR)

/* A unit of these kinds reaches the rows that carry it; one of the others what is said here. */
static const struct {
    const char *kind;
    enum reach_kind reach;
} unit_reach[] = {
    {"government", REACH_EVERYTHING}, {"project_office", REACH_EVERYTHING}, {"bureau", REACH_EVERYTHING},
    {"department", REACH_DEPARTMENT}, {"area_office", REACH_AREA},          {"project_unit", REACH_UNIT},
};

static enum reach_kind kind_reach(const char *kind) {
    for (size_t i = 0; i < countof(unit_reach); i++)
        if (text_eq(unit_reach[i].kind, kind)) return unit_reach[i].reach;
    return REACH_NOTHING; /* banks, factor departments, specialists: what they were granted or assigned */
}

/* A seat in, or granted for, a unit. */
static void seat_of_unit(struct seat *s, const char *kind, int64_t unit_id, int64_t area_id) {
    s->kind = kind_reach(kind);
    s->at_unit_id = unit_id;
    s->id = s->kind == REACH_AREA ? area_id : unit_id;
    if (s->kind == REACH_AREA && area_id == NO_INT) s->kind = REACH_NOTHING;
}

/* A grant names a project, a unit, an area, or none of them: then it is over everything. */
static void seat_of_grant(struct seat *s, const struct granted_seats_row *row) {
    s->uscc = row->uscc, s->unit_name = row->unit_name;
    if (row->project_id != NO_INT) s->kind = REACH_PROJECT, s->id = row->project_id;
    else if (row->unit_id != NO_INT) seat_of_unit(s, row->unit_kind, row->unit_id, row->unit_area_id);
    else if (row->area_id != NO_INT) s->kind = REACH_AREA, s->id = row->area_id;
    else s->kind = REACH_EVERYTHING;
}

static void seat_of_post(struct seat *s, const struct post_seats_row *row) {
    s->post_id = row->post_id, s->unit_id = row->unit_id, s->stands_in = row->stands_in != 0;
    s->uscc = row->uscc, s->unit_name = row->unit_name;
    seat_of_unit(s, row->unit_kind, row->unit_id, row->unit_area_id);
}

/* The same seat for each role that was named (an old 'administrator' names two), as far as the role goes. */
static void seats_add(struct reach *r, struct seat *seats, const struct seat *seat, unsigned roles) {
    for (unsigned left = roles; left; left &= left - 1) {
        struct seat s = *seat;
        s.role = left & -left;
        if (s.role & ROLE_EXCLUSIVE) s.kind = REACH_NOTHING;
        if (s.role & SEES_ALL) s.kind = REACH_EVERYTHING;
        if (s.kind == REACH_NOTHING || s.kind == REACH_EVERYTHING) s.id = 0;
        seats[r->count++] = s;
        r->roles |= s.role;
    }
}

/* The projects a person looks after, while he has the role at all: who gave up the post sees them no more. */
static void seats_assigned(struct reach *r, struct seat *seats, const struct assigned_seats_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        unsigned role = role_read(rows[i].kind);
        if (r->roles & role) seats_add(r, seats, &(struct seat){.kind = REACH_PROJECT, .id = rows[i].project_id}, role);
    }
}

/* What a unit is called to its people see as those do who guarantee land or energy: that lets them read and nothing else. */
static void seats_called(struct reach *r, struct seat *seats, const struct called_seats_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        seats_add(r, seats, &(struct seat){.kind = REACH_PROJECT, .id = rows[i].project_id}, ROLE_FACTOR);
}

enum err security_vacant(struct tx *t, int32_t day, bool *ret_is) {
    struct security_count_row row;
    try(security_count(t, day, &row));
    *ret_is = row.n == 0;
    return OK;
}

enum err reach_of_unit(struct tx *t, int64_t unit_id, struct reach *ret) {
    struct seat seat = {.kind = REACH_EVERYTHING};
    unsigned roles = ROLE_OFFICE;
    *ret = (struct reach){0};
    if (unit_id != NO_INT) {
        struct unit unit;
        try(unit_get(t, unit_id, &unit));
        if (unit.gone) return ERR_MISSING;
        unit_row_copy(tx_arena(t), &unit);
        seat.unit_id = unit_id, seat.uscc = unit.uscc, seat.unit_name = unit.name_zh;
        seat_of_unit(&seat, unit.kind, unit_id, unit.area_id);
        roles = role_of_unit(unit.kind) & ~(unsigned)ROLE_EXCLUSIVE;
    }
    if (seat.kind == REACH_NOTHING) return OK;
    struct seat *seats = arena_array(tx_arena(t), struct seat, ROLE_BITS + 1);
    ret->seats = seats;
    seats_add(ret, seats, &seat, roles | ROLE_PROJECT_UNIT);
    return OK;
}

enum err reach_of(struct tx *t, int64_t account_id, int32_t day, struct reach *ret) {
    struct granted_seats_row *granted;
    struct post_seats_row *posts;
    size_t granted_count, post_count;
    try(granted_seats(t, account_id, day, &granted, &granted_count));
    try(post_seats(t, account_id, day, &posts, &post_count));
    struct assigned_seats_row *assigned;
    size_t assigned_count;
    try(assigned_seats(t, account_id, day, &assigned, &assigned_count));
    struct called_seats_row *called;
    size_t called_count;
    try(called_seats(t, account_id, day, &called, &called_count));
    size_t most = 2 * granted_count + post_count + assigned_count + called_count;
    struct seat *seats = arena_array(tx_arena(t), struct seat, most);
    struct reach r = {.seats = seats};
    for (size_t i = 0; i < granted_count; i++) {
        struct seat s = {0};
        seat_of_grant(&s, &granted[i]);
        seats_add(&r, seats, &s, role_read(granted[i].role));
    }
    for (size_t i = 0; i < post_count; i++) {
        struct seat s = {0};
        seat_of_post(&s, &posts[i]);
        seats_add(&r, seats, &s, role_read(posts[i].role));
    }
    seats_assigned(&r, seats, assigned, assigned_count);
    seats_called(&r, seats, called, called_count);
    bool vacant = false;
    if (r.roles & ROLE_SYSTEM) try(security_vacant(t, day, &vacant));
    if (vacant) r.roles |= ROLE_APPOINTS;
    *ret = r;
    return OK;
}

/* -- the other way round: everybody in a role -- */

struct gathering {
    struct tx *t;
    int32_t day;
    unsigned role;
    struct addressee *at;
    size_t count, room;
};

static void gathered(struct gathering *g, int64_t inbox_id, const struct seat *seat) {
    struct reach one = {.count = 0};
    struct seat made;
    seats_add(&one, &made, seat, g->role);
    if (g->count == g->room) {
        size_t room = g->room ? 2 * g->room : 64;
        struct addressee *more = arena_array(tx_arena(g->t), struct addressee, room);
        for (size_t i = 0; i < g->count; i++) more[i] = g->at[i];
        g->at = more;
        g->room = room;
    }
    g->at[g->count++] = (struct addressee){inbox_id, made};
}

static enum err gather_posts(struct gathering *g) {
    struct posts_in_role_row *rows;
    size_t count;
    try(posts_in_role(g->t, role_key(g->role), g->day, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct seat s = {.post_id = rows[i].post_id, .unit_id = rows[i].unit_id, .uscc = rows[i].uscc,
                         .unit_name = rows[i].unit_name};
        seat_of_unit(&s, rows[i].unit_kind, rows[i].unit_id, rows[i].unit_area_id);
        gathered(g, rows[i].post_id, &s);
    }
    return OK;
}

static enum err gather_grants(struct gathering *g, const char *role) {
    struct grants_in_role_row *rows;
    size_t count;
    try(grants_in_role(g->t, role, g->day, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct granted_seats_row row = {.id = rows[i].id, .area_id = rows[i].area_id, .unit_id = rows[i].unit_id,
                                        .project_id = rows[i].project_id, .unit_kind = rows[i].unit_kind,
                                        .unit_area_id = rows[i].unit_area_id, .uscc = rows[i].uscc,
                                        .unit_name = rows[i].unit_name};
        struct seat s = {0};
        seat_of_grant(&s, &row);
        gathered(g, rows[i].account_id, &s);
    }
    return OK;
}

enum err addressees_in(struct tx *t, unsigned roles, int32_t day, struct addressee **ret, size_t *ret_count) {
    static const char *const old[] = {"administrator", "viewer"}; /* grants that name several roles */
    struct gathering g = {.t = t, .day = day};
    for (unsigned left = roles & ROLE_ALL; left; left &= left - 1) {
        g.role = left & -left;
        try(gather_posts(&g));
        try(gather_grants(&g, role_key(g.role)));
        for (size_t i = 0; i < countof(old); i++)
            if (role_read(old[i]) & g.role) try(gather_grants(&g, old[i]));
    }
    *ret = g.at;
    *ret_count = g.count;
    return OK;
}

enum err reach_now(struct tx *t, int64_t account_id, int64_t now_ms, struct reach *ret) {
    struct settings s;
    try(settings_now(t, &s));
    return reach_of(t, account_id, day_of_ms(now_ms, s.time_zone_min), ret);
}
