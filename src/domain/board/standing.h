/* standing -- which reporting rules a project follows in a month: its lists, and whether it is preliminary.
 *
 * A table of STANDINGS rows, made once a year from the rules, then answers for any number of rows. */
#pragma once
#include "domain/board/board.h"
#include "domain/calendar/reporting.h"
#include <assert.h>

static_assert((int)LIST_PROVINCIAL_MAJOR == (int)PROVINCIAL_MAJOR && (int)LIST_PROVINCIAL_KEY == (int)PROVINCIAL_KEY &&
                  (int)LIST_MUNICIPAL_KEY == (int)MUNICIPAL_KEY && (int)LIST_COUNTY_KEY == (int)COUNTY_KEY &&
                  (int)LIST_PLATFORM == (int)LEVEL_COUNT,
              "lists of the calendar are the board's levels");

/* By the role of its year; one that no list speaks of, by its stage. */
static inline bool chunk_is_preliminary(const struct chunk *c, int i) {
    const unsigned early = 1 << PLANNING | 1 << RESERVE | 1 << STAGE_PRELIMINARY;
    return c->role[i] == PRELIMINARY || (c->role[i] == ROLE_NONE && early >> c->stage[i] & 1);
}
/* In month m of the year, 0 to 11; below STANDINGS. */
static inline unsigned chunk_standing(const struct chunk *c, int i, int m) {
    unsigned lists = chunk_is_preliminary(c, i) ? STANDING_PRELIMINARY : 0;
    for (int level = 0; level < LEVEL_COUNT; level++) lists |= (unsigned)(c->listed_months[level][i] >> m & 1) << level;
    return lists;
}
