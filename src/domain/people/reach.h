/* reach -- what a person may do today, and whose projects they may see: posts and grants.
 *
 * A seat is one role over one part of the city. It comes from a post, held or stood in for today,
 * or from a grant. Which rows of the board that is, says board/scope.h; a room that asks who may act on
 * one project asks it of the seats with the role in question. */
#pragma once
#include "domain/people/role.h"
#include "store/store.h"

enum reach_kind {
    REACH_NOTHING,    /* a role without rows: the three administrations, a bank nobody granted anything */
    REACH_EVERYTHING,
    REACH_AREA,       /* id: area.id */
    REACH_DEPARTMENT, /* id: unit.id */
    REACH_UNIT,       /* id: unit.id of a project unit; its projects have its credit code or its name */
    REACH_PROJECT     /* id: project.id */
};

struct seat {
    unsigned role; /* one bit */
    enum reach_kind kind;
    int64_t id;
    int64_t post_id, unit_id; /* 0: a grant */
    int64_t at_unit_id;       /* where the work is done: of a post its unit, of a grant the one it is for; 0: in none */
    bool stands_in;
    const char *uscc, *unit_name; /* REACH_UNIT; NULL if not stated */
};

struct reach {
    unsigned roles; /* of all seats, and ROLE_APPOINTS */
    const struct seat *seats;
    size_t count;
};

/* Of an account on a day, in the transaction's arena. */
must_use enum err reach_of(struct tx *t, int64_t account_id, int32_t day, struct reach *ret);
/* Of an account now: the day in the city's zone. */
must_use enum err reach_now(struct tx *t, int64_t account_id, int64_t now_ms, struct reach *ret);

/* What a unit itself reaches: as if one held a post of each of its roles there, and reported for its projects. NO_INT: the
 * whole city, as its project office. No seat (count 0): such units reach only what they were granted or assigned.
 * ERR_MISSING: there is no such unit, or it was taken back. */
must_use enum err reach_of_unit(struct tx *t, int64_t unit_id, struct reach *ret);

/* A seat with the inbox of who sits there: of a post the post's, so that a new holder finds what was told; of a grant the
 * account's. */
struct addressee {
    int64_t inbox_id;
    struct seat seat;
};
/* All seats in these roles on a day, whoever holds them. */
must_use enum err addressees_in(struct tx *t, unsigned roles, int32_t day, struct addressee **ret, size_t *ret_count);

/* While nobody has the security of the house, the system administrator gives roles and posts. */
must_use enum err security_vacant(struct tx *t, int32_t day, bool *ret_is);
