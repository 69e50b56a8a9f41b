/* place -- who sits over one project: the other way round than a scope of the board.
 *
 * For telling people what happened with a project, in the transaction in which it happens. A seat sits over a project if
 * the scope of the seat sees its row (board/scope.h); a test holds the two together. */
#pragma once
#include "domain/people/reach.h"

enum { PLACE_AREAS = 2, PLACE_DEPARTMENTS = 4 }; /* as many as the board has columns */

/* Where a project is on a day. */
struct project_place {
    int64_t project_id;
    int64_t area_ids[PLACE_AREAS], department_ids[PLACE_DEPARTMENTS]; /* the largest shares first; 0: none */
    const char *unit; /* folded: its credit code, or the name of the unit where none is stated; "" */
    bool has_code;
};
/* ERR_MISSING: no such project. */
must_use enum err project_place_of(struct tx *t, int64_t project_id, int32_t day, struct project_place *ret);
bool seat_is_over(struct arena *scratch, const struct seat *seat, const struct project_place *place);
